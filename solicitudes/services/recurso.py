"""interponer_recurso, subsanar_recurso, decidir_recurso, cumplir_recurso and the clock over them (LAIP arts. 52 to 60)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import QuerySet

from solicitudes.actor import RELOJ, Actor
from solicitudes.bitacora import digest
from solicitudes.models import Recurso, Solicitud
from solicitudes.models.recurso import Contra
from solicitudes.preguntas import find_preguntas_propias, name_preguntas
from solicitudes.services.acto import ActoEnCurso, ActoNoPermitidoError, open_acto, require_texto
from solicitudes.services.barrido import Resultado, latest_hoy
from solicitudes.services.identidad import require_acreditada
from workflow.causales import Causal, SentidoRecurso
from workflow.estados import Estado, EstadoRecurso
from workflow.plazos import Clave, EstadoPlazo, Plazo
from workflow.problema import ProblemaError
from workflow.transiciones import TRANSICIONES_RECURSO

_registro = logging.getLogger(__name__)


class CausalInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "causal-invalida"
    titulo: ClassVar[str] = "Esa causal no cabe en este expediente"


class DecisionIncompletaError(ProblemaError):
    codigo: ClassVar[str] = "decision-incompleta"
    titulo: ClassVar[str] = "A la decisión le falta algo que exige la ley"


class SinRecursoError(ProblemaError):
    codigo: ClassVar[str] = "sin-recurso"
    titulo: ClassVar[str] = "En este expediente no hay un recurso"
    estatus: ClassVar[int] = 409


class RecursoPorElegirError(ProblemaError):
    codigo: ClassVar[str] = "recurso-por-elegir"
    titulo: ClassVar[str] = "Falta decir sobre cuál recurso"


class NadaQueCumplirError(ProblemaError):
    codigo: ClassVar[str] = "nada-que-cumplir"
    titulo: ClassVar[str] = "La decisión no ordenó nada"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Decision:
    """What the authority decides. `version_publica` is the text that anybody may read, without personal data (art. 58).

    `dias_para_cumplir` is the term that the decision itself may state (arts. 59 and 60); None leaves the law's.
    """

    sentido: str
    motivacion: str
    version_publica: str
    fundamento: tuple[str, ...] = field(default=())
    orden: str = ""
    dias_para_cumplir: int | None = None


def interponer_recurso(
    *,
    folio: str,
    actor: Actor,
    causales: tuple[str, ...],
    ahora: datetime,
    agravios: str = "",
    preguntas: tuple[int, ...] = (),
    version: int | None = None,
) -> Solicitud:
    """Appeal the answer, or the silence, before the top authority; the answers to the questions of these numbers, or all of it. No
    formality is asked for (LAIP art. 56).

    :raises CausalInvalidaError: no ground, or one that the case contradicts.
    :raises PreguntaDesconocidaError, PreguntaRemitidaError: there is no question of a number, or it is answered elsewhere.
    :raises RecursoFueraDePlazoError: the term after the notice is over (art. 54). Against silence there is no bar (reading D7).
    :raises EventoImposibleError: that very silence, or that very answer, was appealed already.
    """
    with open_acto("interponer_recurso", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        causales = _check_causales(causales, acto.solicitud)
        asunto = acto.libro.asuntos[-1]
        # First the history, which refuses what the law does not allow; then the row that hangs on it.
        contra = name_preguntas(find_preguntas_propias(acto.solicitud, preguntas))
        acto.asentar(datos={"causales": list(causales), "agravios": agravios.strip()} | contra | _mark(asunto.numero))
        recurso = Recurso.objects.create(
            solicitud=acto.solicitud,
            numero=f"REC-{folio}" if asunto.numero == 1 else f"REC-{folio}-{asunto.numero}",
            ordinal=asunto.numero,
            contra=Contra.RESOLUCION if asunto.contra else Contra.SILENCIO,
            causales=list(causales),
            agravios=agravios.strip(),
            preguntas=contra.get("preguntas", []),
            fecha_hora_interposicion=ahora,
            fecha_limite=_fecha_de(acto, Clave.RECURSO_RESOLUCION, asunto.numero),
        )
        acto.solicitud.recurso = recurso
        Solicitud.todas.filter(pk=acto.solicitud.pk).update(recurso=recurso)
        return acto.solicitud


def subsanar_recurso(
    *, folio: str, actor: Actor, correccion: str, ahora: datetime, recurso: int | None = None, version: int | None = None
) -> Solicitud:
    """The authority itself mends what is missing in the appeal (LAIP art. 56): it is never sent back. `recurso` says which one.

    :raises RecursoPorElegirError: there are two, and it is not said which.
    """
    with open_acto("subsanar_recurso", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        correccion = require_texto(correccion, campo="correccion", detalle="Escriba qué se corrige de oficio.", articulo="LAIP art. 56")
        fila = _move(acto, _choose_recurso(acto, recurso))
        fila.subsanado = f"{fila.subsanado}\n{correccion}".strip()
        fila.save(update_fields=["subsanado"])
        acto.asentar(datos={"correccion": correccion} | _mark(fila.ordinal))
        return acto.solicitud


def decidir_recurso(
    *, folio: str, actor: Actor, decision: Decision, ahora: datetime, recurso: int | None = None, version: int | None = None
) -> Solicitud:
    """Confirm, revoke or modify, and notify it. What is ordered must be complied with in its term.

    :raises DecisionIncompletaError: no reasons, no legal basis, no public version, or an order that does not say what or by when.
    :raises RecursoPorElegirError: there are two to decide, and it is not said which.
    """
    with open_acto("decidir_recurso", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        _check_decision(decision)
        fila = _move(acto, _choose_recurso(acto, recurso))
        ordena = SentidoRecurso(decision.sentido).ordena
        fila.sentido, fila.motivacion = decision.sentido, decision.motivacion.strip()
        fila.fundamento, fila.orden = list(decision.fundamento), decision.orden.strip() if ordena else ""
        fila.version_publica = decision.version_publica.strip()
        fila.autoridad_id, fila.fecha_hora_decision = actor.persona_id, ahora
        fila.dias_para_cumplir = decision.dias_para_cumplir if ordena else None
        datos = {"sentido": decision.sentido, "dias": fila.dias_para_cumplir or 0, "orden": fila.orden, "huella": seal_decision(fila)}
        acto.asentar(datos=datos | _mark(fila.ordinal))
        fila.fecha_limite = _fecha_de(acto, Clave.RECURSO_CUMPLIMIENTO, fila.ordinal) if ordena else None
        fila.save()
        return acto.solicitud


def seal_decision(recurso: Recurso) -> str:
    """The seal of what is decided: number, sense, reasons, legal basis, order with its term, and the version that is published."""
    return digest(
        [
            recurso.numero,
            recurso.sentido,
            recurso.motivacion,
            recurso.fundamento,
            recurso.orden,
            recurso.dias_para_cumplir,
            recurso.version_publica,
        ]
    )


def cumplir_recurso(
    *, folio: str, actor: Actor, constancia: str, ahora: datetime, recurso: int | None = None, version: int | None = None
) -> Solicitud:
    """The institution did what was ordered, in time or late: both stay on record (LAIP art. 60).

    :raises NadaQueCumplirError: the decision confirmed what the institution had resolved.
    :raises IdentidadSinAcreditarError: what was ordered is about somebody's own data, and nobody has accredited who asks.
    :raises RecursoPorElegirError: there are two orders to comply with, and it is not said which.
    """
    with open_acto("cumplir_recurso", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        constancia = require_texto(constancia, campo="constancia", detalle="Diga cómo se cumplió.", articulo="LAIP art. 60")
        fila = _choose_recurso(acto, recurso)
        if fila.sentido and not fila.ordena:
            raise NadaQueCumplirError("La decisión confirmó lo resuelto: no hay nada que cumplir.", articulo="LAIP art. 60")
        _move(acto, fila)
        require_acreditada(acto.solicitud, sentido="")
        fila.constancia, fila.fecha_hora_cumplimiento, fila.fecha_limite = constancia, ahora, None
        fila.save(update_fields=["estado", "constancia", "fecha_hora_cumplimiento", "fecha_limite"])
        acto.asentar(datos={"constancia": constancia} | _mark(fila.ordinal))
        return acto.solicitud


def vencer_recursos(*, ahora: datetime, de: QuerySet[Solicitud] | None = None) -> Resultado:
    """The clock over appeals: the authority that did not decide, the institution that did not comply. Idempotent, catches up."""
    hechas, fallidas = 0, list[int]()
    pendientes = Recurso.objects.filter(fecha_limite__lt=latest_hoy(ahora), **_reach(de)).order_by("fecha_limite", "pk")
    for pk, folio, ordinal, estado in pendientes.values_list("pk", "solicitud__folio", "ordinal", "estado").iterator(chunk_size=500):
        try:
            hechas += _let_pass(EstadoRecurso(estado), folio, ordinal, ahora)
        except Exception:
            _registro.exception("No se pudo mover el recurso con id %s", pk)
            fallidas.append(pk)
    return Resultado(hechas, tuple(fallidas))


def _reach(de: QuerySet[Solicitud] | None) -> dict[str, Any]:
    return {"solicitud__prueba": False} if de is None else {"solicitud__in": de}


#: By where an appeal stands, what the clock does to it, and which term has to be over.
_RELOJ: dict[EstadoRecurso, tuple[str, Clave]] = {
    EstadoRecurso.INTERPUESTO: ("vencer_recurso", Clave.RECURSO_RESOLUCION),
    EstadoRecurso.DECIDIDO: ("incumplir_recurso", Clave.RECURSO_CUMPLIMIENTO),
}


def _let_pass(estado: EstadoRecurso, folio: str, ordinal: int, ahora: datetime) -> int:
    """Do the act of the clock if the ledger says that the term is over; otherwise mend the date by which it was found."""
    nombre, clave = _RELOJ[estado]
    with open_acto(nombre, folio=folio, actor=RELOJ, ahora=ahora) as acto:
        recurso = _choose_recurso(acto, ordinal)
        if not recurso.admits(nombre):
            return 0  # another sweep, or the authority herself, was here before
        plazo = _find_plazo(acto, clave, ordinal)
        if plazo is None or plazo.estado is not EstadoPlazo.VENCIDO:
            recurso.fecha_limite = plazo.vence if plazo else None
            recurso.save(update_fields=["fecha_limite"])
            return 0
        _move(acto, recurso)
        recurso.fecha_limite = None
        if nombre == "incumplir_recurso":
            recurso.fecha_hora_incumplimiento = ahora
        recurso.save(update_fields=["estado", "fecha_limite", "fecha_hora_incumplimiento"])
        acto.asentar(datos={"vencia": plazo.vence.isoformat() if plazo.vence else None} | _mark(ordinal))
        return 1


def _choose_recurso(acto: ActoEnCurso, numero: int | None) -> Recurso:
    """The appeal on which the act is done, of a case whose row is locked already: the one that is named, or the only one that lets it.

    :raises SinRecursoError: there is none, or none of that number.
    :raises RecursoPorElegirError: two let it, and none is named.
    """
    recursos = list(Recurso.objects.filter(solicitud=acto.solicitud).order_by("ordinal"))
    if not recursos:
        raise SinRecursoError("En este expediente no se ha interpuesto recurso.", articulo="LAIP art. 54")
    if numero is not None:
        elegido = next((recurso for recurso in recursos if recurso.ordinal == numero), None)
        if elegido is None:
            raise SinRecursoError("En este expediente no hay un recurso número {numero}.", numero=numero, articulo="LAIP art. 54")
        return elegido
    posibles = [recurso for recurso in recursos if recurso.admits(acto.transicion.acto)]
    if len(posibles) > 1:
        cuales = ", ".join(f"{r.ordinal} (contra {r.get_contra_display().lower()})" for r in posibles)
        raise RecursoPorElegirError("Diga sobre cuál recurso: {cuales}.", cuales=cuales, campo="recurso", articulo="LAIP arts. 54 y 55")
    return posibles[0] if posibles else recursos[-1]


def _move(acto: ActoEnCurso, recurso: Recurso) -> Recurso:
    nombre = acto.transicion.acto
    if recurso.estado not in TRANSICIONES_RECURSO[nombre].de:
        raise ActoNoPermitidoError(
            "No se puede {acto}: el recurso está «{estado}».",
            acto=acto.transicion.ruta.replace("-", " "),
            estado=EstadoRecurso(recurso.estado).etiqueta,
            articulo=acto.transicion.fundamento,
        )
    getattr(recurso, nombre)()
    return recurso


def _mark(ordinal: int) -> dict[str, int]:
    """What a movement says of the appeal that it is about: nothing of the first, so that older histories read alike."""
    return {"recurso": ordinal} if ordinal > 1 else {}


def _find_plazo(acto: ActoEnCurso, clave: Clave, ordinal: int) -> Plazo | None:
    return next((p for p in acto.libro.list_plazos_de_recurso(acto.ahora, ordinal) if p.clave is clave), None)


def _fecha_de(acto: ActoEnCurso, clave: Clave, ordinal: int) -> date | None:
    plazo = _find_plazo(acto, clave, ordinal)
    return plazo.vence if plazo else None


def _check_causales(causales: tuple[str, ...], solicitud: Solicitud) -> tuple[str, ...]:
    """At least one ground, each fitting: silence where nobody answered, the others where somebody did (LAIP arts. 54 and 55)."""
    if not causales:
        raise CausalInvalidaError("Elija al menos una causa.", campo="causales", articulo="LAIP arts. 54 y 55")
    en_silencio = solicitud.estado == Estado.VENCIDA
    for posicion, codigo in enumerate(causales):
        causal = Causal(codigo)
        if en_silencio and not causal.por_silencio and causal is not Causal.OTRA:
            raise CausalInvalidaError(
                "«{causal}» supone una respuesta, y no la hubo.",
                causal=causal.etiqueta,
                campo=f"causales/{posicion}",
                articulo=f"LAIP art. {causal.articulo}",
            )
        if not en_silencio and causal is Causal.SIN_RESPUESTA:
            raise CausalInvalidaError("Sí hubo respuesta.", campo=f"causales/{posicion}", articulo=f"LAIP art. {causal.articulo}")
    return tuple(dict.fromkeys(causales))


def _check_decision(decision: Decision) -> None:
    if not decision.motivacion.strip():
        raise DecisionIncompletaError("La decisión va motivada.", campo="motivacion", articulo="LAIP art. 59")
    if not any(fundamento.strip() for fundamento in decision.fundamento):
        raise DecisionIncompletaError("La decisión va fundada en ley.", campo="fundamento", articulo="LAIP art. 59")
    if decision.dias_para_cumplir is not None and decision.dias_para_cumplir < 1:
        raise DecisionIncompletaError("El plazo para cumplir es de un día o más.", campo="dias_para_cumplir", articulo="LAIP art. 59")
    if not decision.version_publica.strip():
        raise DecisionIncompletaError(
            "Escriba la versión pública, sin datos personales: las decisiones son públicas.",
            campo="version_publica",
            articulo="LAIP art. 58",
        )
    if SentidoRecurso(decision.sentido).ordena and not decision.orden.strip():
        raise DecisionIncompletaError("Diga qué se ordena entregar, permitir o corregir.", campo="orden", articulo="LAIP art. 59")
