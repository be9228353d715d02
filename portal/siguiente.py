"""What comes next in a case, by when, and which term says so: the one thing that its applicant wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from solicitudes.seguimiento import Seguimiento
from workflow.estados import Estado, EstadoRecurso
from workflow.plazos import Clave
from workflow.sentidos import Sentido


@dataclass(frozen=True, slots=True)
class Siguiente:
    """`plazo` is the term, with its day-by-day count, from which the date comes; None when nobody owes anybody anything."""

    titulo: str
    texto: str
    plazo: dict[str, Any] | None = None
    alerta: bool = False


def tell_siguiente(caso: Seguimiento) -> Siguiente:
    """The next thing: of the appeal while somebody owes something of it or there is nothing else to appeal, otherwise by the state of
    the case."""
    recurso = caso.recurso
    abierto = recurso is not None and (recurso.pendiente or not caso.es_recurrible)
    if recurso is not None and abierto and Estado(caso.solicitud.estado) is not Estado.CERRADA:
        return _POR_RECURSO[EstadoRecurso(recurso.estado)](caso)
    return _POR_ESTADO[Estado(caso.solicitud.estado)](caso)


def _answering(caso: Seguimiento) -> Siguiente:
    texto = _("La institución prepara la respuesta. Usted no tiene que hacer nada más.")
    if Estado(caso.solicitud.estado) is Estado.PRESENTADA:
        texto = _("La institución ya la tiene. Usted no tiene que hacer nada más.")
    if caso.identidad is not None and caso.identidad.por_revisar:
        texto = _("La institución tiene que revisar lo que usted envió para acreditar quién es. El plazo corre igual.")
    elif caso.identidad is not None and caso.identidad.acreditada is None:
        texto = _("Antes tiene que acreditar quién es; vea más abajo cómo. El plazo corre igual.")
    return Siguiente(_("La institución debe responderle a más tardar el"), texto, caso.plazos[Clave.RESOLUCION])


def _clarifying(caso: Seguimiento) -> Siguiente:
    plazo = caso.plazos[Clave.ACLARACION]
    if plazo["estado"] == "vencido":
        texto = _("El plazo para responder pasó, pero mientras la institución no resuelva todavía puede hacerlo.")
        return Siguiente(_("Responda cuanto antes la pregunta; el plazo terminó el"), texto, plazo, alerta=True)
    return Siguiente(
        _("Responda la pregunta de la institución a más tardar el"),
        _("Sin su respuesta la institución puede negar la solicitud. El plazo para responderle empieza cuando usted aclare."),
        plazo,
        alerta=True,
    )


def _silent(caso: Seguimiento) -> Siguiente:
    if Clave.AFIRMATIVA_FICTA not in caso.plazos:
        texto = _("Queda registrado y sigue obligada a responderle. Usted puede recurrir desde ahora; vea más abajo.")
        return Siguiente(_("La institución no respondió; debía hacerlo a más tardar el"), texto, caso.plazos[Clave.RESOLUCION], alerta=True)
    return Siguiente(
        _("Debe entregarle la información, sin costo, a más tardar el"),
        _("La institución no respondió a tiempo. Por eso la ley la obliga a entregar lo que usted pidió, sin que lo pida de nuevo."),
        caso.plazos[Clave.AFIRMATIVA_FICTA],
        alerta=True,
    )


def _answered(caso: Seguimiento) -> Siguiente:
    if Sentido(caso.solicitud.sentido).entrega:
        titulo = _("La respuesta está lista")
        texto = _("Descargue los archivos más abajo. Si pidió papel, la institución le dirá cuándo recogerlo.")
    elif Sentido(caso.solicitud.sentido).corrige:
        titulo = _("La institución corrigió sus datos")
        texto = _("Lea más abajo qué corrigió y qué día. Si falta algo, puede pedir que la máxima autoridad lo revise.")
        return Siguiente(titulo, texto)
    elif Sentido(caso.solicitud.sentido) is Sentido.SIN_DATOS:
        titulo = _("La institución dice que no tiene datos suyos")
        texto = _("Lea más abajo dónde los buscó. Si no está conforme, puede pedir que la máxima autoridad lo revise.")
        return Siguiente(titulo, texto)
    elif Sentido(caso.solicitud.sentido) is Sentido.RECTIFICACION_DENEGADA:
        titulo = _("La institución no corrigió sus datos")
        texto = _("Lea sus razones más abajo. Si no está conforme, puede pedir que la máxima autoridad lo revise.")
    else:
        titulo = _("La institución no entregó la información")
        texto = _("Lea sus razones más abajo. Si no está conforme, puede pedir que la máxima autoridad lo revise.")
    return Siguiente(titulo, texto, alerta=not Sentido(caso.solicitud.sentido).entrega)


def _delivered(caso: Seguimiento) -> Siguiente:
    return Siguiente(_("La información fue entregada"), _("Si falta algo o no es lo que pidió, todavía puede recurrir; vea más abajo."))


def _forwarded(caso: Seguimiento) -> Siguiente:
    return Siguiente(
        _("Su solicitud sigue en otra institución"), _("No tiene que presentarla de nuevo: su misma clave abre el folio nuevo.")
    )


def _withdrawn(caso: Seguimiento) -> Siguiente:
    return Siguiente(_("Usted retiró esta solicitud"), _("Puede pedir lo mismo otra vez cuando quiera."))


def _closed(caso: Seguimiento) -> Siguiente:
    return Siguiente(_("El expediente está cerrado"), _("Ya no queda nada pendiente ni ningún plazo abierto. Puede seguir consultándolo."))


def _appealed(caso: Seguimiento) -> Siguiente:
    return Siguiente(
        _("La máxima autoridad debe decidir su recurso a más tardar el"),
        _("Usted no tiene que hacer nada más. Si al recurso le falta algo, la propia autoridad lo corrige."),
        _term_of_recurso(caso, Clave.RECURSO_RESOLUCION),
    )


def _undecided(caso: Seguimiento) -> Siguiente:
    return Siguiente(
        _("La máxima autoridad debía decidir su recurso a más tardar el"),
        _("No lo hizo, y queda registrado. Sigue obligada a decidir. Usted ya puede acudir al amparo; vea más abajo hasta cuándo."),
        _term_of_recurso(caso, Clave.RECURSO_RESOLUCION),
        alerta=True,
    )


def _decided(caso: Seguimiento) -> Siguiente:
    if caso.recurso is not None and caso.recurso.ordena:
        texto = _("La máxima autoridad le dio la razón, al menos en parte. Lea la decisión más abajo.")
        return Siguiente(
            _("La institución debe cumplir lo ordenado a más tardar el"), texto, _term_of_recurso(caso, Clave.RECURSO_CUMPLIMIENTO)
        )
    texto = _("Lea sus razones más abajo. Si no está conforme, le queda el amparo ante los tribunales.")
    return Siguiente(_("La máxima autoridad confirmó lo que había resuelto la institución"), texto, alerta=True)


def _disobeyed(caso: Seguimiento) -> Siguiente:
    return Siguiente(
        _("La institución debía cumplir lo ordenado a más tardar el"),
        _("No lo hizo, y queda registrado. Sigue obligada a cumplir. Usted ya puede acudir al amparo; vea más abajo hasta cuándo."),
        _term_of_recurso(caso, Clave.RECURSO_CUMPLIMIENTO),
        alerta=True,
    )


def _obeyed(caso: Seguimiento) -> Siguiente:
    texto = _("Lea más abajo cómo dice que lo hizo. Si no es lo que se ordenó, le queda el amparo ante los tribunales.")
    return Siguiente(_("La institución dice que cumplió lo ordenado"), texto)


def _term_of_recurso(caso: Seguimiento, clave: Clave) -> dict[str, Any] | None:
    return caso.plazos_de[caso.recurso.ordinal].get(clave) if caso.recurso else None


_POR_RECURSO = {
    EstadoRecurso.INTERPUESTO: _appealed,
    EstadoRecurso.SIN_DECISION: _undecided,
    EstadoRecurso.DECIDIDO: _decided,
    EstadoRecurso.INCUMPLIDO: _disobeyed,
    EstadoRecurso.CUMPLIDO: _obeyed,
}

_POR_ESTADO = {
    Estado.PRESENTADA: _answering,
    Estado.EN_TRAMITE: _answering,
    Estado.EN_ACLARACION: _clarifying,
    Estado.VENCIDA: _silent,
    Estado.RESUELTA: _answered,
    Estado.ENTREGADA: _delivered,
    Estado.REMITIDA: _forwarded,
    Estado.DESISTIDA: _withdrawn,
    Estado.CERRADA: _closed,
}
