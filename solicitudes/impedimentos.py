"""Why an act is not possible now, in one sentence with its article; and who could do it, if somebody else could.

The sentences are in the language of the page: they are read there and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from solicitudes.actor import Actor
from solicitudes.actos import DE_OTRA_PERSONA, is_answered_since, is_of_another, is_waiting, list_posibles, wrote
from solicitudes.consecuencias import Situacion
from solicitudes.libros import EVENTO_DE_ACTO
from solicitudes.policies import roles_over
from workflow.estados import Estado, EstadoRecurso, EstadoResolucion
from workflow.eventos import Evento, TipoSolicitud
from workflow.identidad import article_of, needs_acreditacion
from workflow.plazos import Clave
from workflow.roles import INSTITUCIONALES, Rol
from workflow.transiciones import ACTOS, DE_IDENTIDAD, TRANSICIONES, TRANSICIONES_RECURSO, TRANSICIONES_RESOLUCION, Transicion


class Veredicto(Enum):
    """Whether she can do it, somebody else in the institution can, or nobody can now."""

    PROPIO = auto()
    AJENO = auto()
    IMPEDIDO = auto()


@dataclass(frozen=True, slots=True)
class ActoPesado:
    """One act of the institution, weighed for one person. `motivo` says why not, `articulo` by which article; both empty if it can."""

    transicion: Transicion
    veredicto: Veredicto
    motivo: str = ""
    articulo: str = ""


#: Every act that somebody in an institution does with a case; `notificar` is the step of the paper inside `resolver`.
DE_LA_INSTITUCION: tuple[Transicion, ...] = tuple(
    t for t in ACTOS.values() if t.roles & INSTITUCIONALES and t.acto not in ("presentar", "migrar", "notificar")
)


def weigh_actos(situacion: Situacion, *, actor: Actor) -> list[ActoPesado]:
    """Every act of the institution, in the order of the table. No query."""
    return [weigh_acto(situacion, transicion, actor=actor) for transicion in DE_LA_INSTITUCION]


def weigh_acto(situacion: Situacion, transicion: Transicion, *, actor: Actor) -> ActoPesado:
    """One act, for one person. No query, but where a signature may be withdrawn: one."""
    posibles = list_posibles(
        situacion.solicitud, roles=INSTITUCIONALES, al=situacion.al, resolucion=situacion.resolucion, recursos=situacion.recursos
    )
    if transicion not in posibles:
        motivo, articulo = next(_find_motivos(situacion, transicion))
        return ActoPesado(transicion, Veredicto.IMPEDIDO, motivo, articulo)
    if not transicion.roles & roles_over(actor, situacion.solicitud):
        return ActoPesado(transicion, Veredicto.AJENO, _("Le toca a: %s.") % name_roles(transicion), transicion.fundamento)
    if transicion.acto in DE_OTRA_PERSONA and wrote(actor, situacion.resolucion):
        return ActoPesado(transicion, Veredicto.AJENO, _("Usted la redactó: le toca a otra persona."), "LAIP art. 45")
    if transicion.acto == "retirar_firma" and is_of_another(actor, situacion.solicitud, situacion.resolucion, al=situacion.al):
        return ActoPesado(
            transicion, Veredicto.AJENO, _("La firmó otra persona: le toca a ella, o a quien hace sus veces."), "LAIP art. 45"
        )
    return ActoPesado(transicion, Veredicto.PROPIO)


def name_roles(transicion: Transicion) -> str:
    """The offices of the institution that do this act, in the order of `Rol`."""
    return ", ".join(_(rol.etiqueta) for rol in Rol if rol in transicion.roles & INSTITUCIONALES)


_Motivo = tuple[str, str]


def _find_motivos(situacion: Situacion, transicion: Transicion) -> Iterator[_Motivo]:
    """The reasons, the one that decides first; the last one stands for what no rule above names."""
    for buscar in _BUSQUEDAS:
        if motivo := buscar(situacion, transicion):
            yield motivo
    yield _("El expediente no lo permite ahora."), transicion.fundamento


def _tell_alternativas(estados: list[Estado] | list[EstadoResolucion] | list[EstadoRecurso]) -> str:
    """«Presentada» o «En trámite»."""
    return _(" o ").join(f"«{_(estado.etiqueta)}»" for estado in estados)


def _by_estado(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    tabla = TRANSICIONES["resolver"] if transicion.acto in TRANSICIONES_RESOLUCION else transicion
    estado = Estado(situacion.solicitud.estado)
    if transicion.acto in TRANSICIONES_RECURSO or estado in tabla.de:
        return None
    datos = {"estado": _(estado.etiqueta), "desde": _tell_alternativas([e for e in Estado if e in tabla.de])}
    return _("El expediente está «%(estado)s», y se puede desde %(desde)s.") % datos, transicion.fundamento


def _by_aclaracion(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    """The term to clarify has not ended (LAIP art. 42.2)."""
    if transicion.acto not in {*TRANSICIONES_RESOLUCION, "resolver"} or not is_waiting(situacion.solicitud, situacion.hoy):
        return None
    vence = next((p.vence for p in situacion.libro.list_plazos(situacion.al) if p.clave is Clave.ACLARACION), None)
    return _tell_espera(vence), "LAIP art. 42.2"


def _tell_espera(vence: date | None) -> str:
    if vence is None:
        return _("Quien solicita todavía puede aclarar; hay que esperar.")
    return _("Quien solicita todavía puede aclarar, hasta el %s; hay que esperar.") % date_format(vence, _("d/m/Y"))


def _by_resolucion(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    if transicion.acto not in {*TRANSICIONES_RESOLUCION, "resolver"}:
        return None
    resolucion = situacion.resolucion
    de = {EstadoResolucion.FIRMADA} if transicion.acto == "resolver" else transicion.de
    if resolucion is None:
        return _("Todavía no hay un borrador de resolución."), "LAIP art. 45"
    if resolucion.estado not in de:
        estado = EstadoResolucion(resolucion.estado)
        datos = {"estado": _(estado.etiqueta), "desde": _tell_alternativas([e for e in EstadoResolucion if e in de])}
        return _("La resolución está «%(estado)s», y hace falta %(desde)s.") % datos, transicion.fundamento
    if transicion.acto == "enviar_a_revision" and resolucion.incompleta:
        return _("Falta la respuesta de alguna de las preguntas en que se dividió la solicitud."), "LAIP art. 45"
    if transicion.acto == "resolver" and is_answered_since(situacion.solicitud, resolucion):
        return _("Quien solicita ya aclaró: retire la firma para redactarla de nuevo."), "LAIP art. 42.2"
    return None


def _by_tipo(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    if transicion.acto not in DE_IDENTIDAD or situacion.solicitud.de_datos_propios:
        return None
    return _("Solo se acredita quién pide sus propios datos personales."), transicion.fundamento


def _by_identidad(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    """What waits for the accreditation, and the accreditation that there is already (LAIP arts. 33 and 34)."""
    solicitud, resolucion = situacion.solicitud, situacion.resolucion
    if solicitud.identidad_acreditada:
        return ("Ya consta quién es.", article_of(solicitud.tipo)) if transicion.acto == "acreditar" else None
    sentido = resolucion.sentido if resolucion and transicion.acto in ("firmar", "resolver") else ""
    cumple = transicion.acto == "cumplir_recurso" and situacion.recurso is not None and situacion.recurso.estado in transicion.de
    espera = bool(sentido) or cumple
    if not espera or not needs_acreditacion(solicitud.tipo, sentido):
        return None
    return _("Falta acreditar quién pide los datos."), article_of(solicitud.tipo)


def _by_division(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    if transicion.acto == "dividir" and situacion.solicitud.tipo == TipoSolicitud.DATOS_RECTIFICACION:
        return _("Una rectificación nombra un dato y su cambio: no se divide."), "LAIP art. 34"
    if transicion.acto != "dividir" or situacion.resolucion is None:
        return None
    etiqueta = EstadoResolucion(situacion.resolucion.estado).etiqueta
    return _("La resolución está «%s»; para dividir la solicitud debe volver a borrador.") % _(etiqueta), "LAIP art. 45"


def _by_entrega(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    return (_("La resolución no concede información que entregar."), "LAIP art. 45") if transicion.acto == "entregar" else None


def _by_recurso(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    if transicion.acto not in TRANSICIONES_RECURSO:
        return None
    recurso = situacion.recurso
    if recurso is None:
        return _("En este expediente no se ha interpuesto recurso."), "LAIP art. 54"
    if recurso.sentido and not recurso.ordena:
        return _("La decisión confirmó lo resuelto: no hay nada más que hacer en el recurso."), "LAIP arts. 59 y 60"
    estado = EstadoRecurso(recurso.estado)
    datos = {"estado": _(estado.etiqueta), "desde": _tell_alternativas([e for e in EstadoRecurso if e in transicion.de])}
    return _("El recurso está «%(estado)s», y hace falta %(desde)s.") % datos, transicion.fundamento


def _by_plazo(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    """What the ledger does not know because it moves no date, and the term forbids all the same."""
    if transicion.acto != "remitir_parte" or not situacion.libro.is_vencida(situacion.hoy):
        return None
    return _("El plazo para responder ya venció."), transicion.fundamento


def _by_libro(situacion: Situacion, transicion: Transicion) -> _Motivo | None:
    """What the ledger refuses: done once already, or the term is over."""
    tipo = EVENTO_DE_ACTO.get(transicion.acto)
    if tipo is None:
        return None
    impedimento = situacion.libro.find_impedimento(Evento(tipo, situacion.al, dias=1))
    return (impedimento.tell(_), transicion.fundamento) if impedimento else None


_BUSQUEDAS: tuple[Callable[[Situacion, Transicion], _Motivo | None], ...] = (
    _by_tipo,
    _by_estado,
    _by_aclaracion,
    _by_resolucion,
    _by_division,
    _by_entrega,
    _by_identidad,
    _by_recurso,
    _by_plazo,
    _by_libro,
)
