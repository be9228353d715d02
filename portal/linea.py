"""The history of a case in plain words: what each act meant, for the person who asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from portal.templatetags.portal import FORMATO_LARGO
from portal.templatetags.portal import momento as write_momento
from solicitudes.libros import received_at
from solicitudes.models import Movimiento
from solicitudes.seguimiento import Seguimiento
from workflow import transiciones
from workflow.causales import SentidoRecurso
from workflow.plazos import Clave
from workflow.sentidos import Sentido


@dataclass(frozen=True, slots=True)
class Hito:
    """One step. `cita` is what somebody wrote in it; `alerta` marks what went against the applicant."""

    fecha_hora: datetime
    titulo: str | Promise
    texto: str = ""
    cita: str = ""
    alerta: bool = False


_TITULOS: dict[str, Promise] = {
    "presentar": gettext_lazy("Usted presentó su solicitud"),
    "migrar": gettext_lazy("La institución trajo aquí su solicitud desde su registro anterior"),
    "admitir": gettext_lazy("La institución admitió su solicitud"),
    "dividir": gettext_lazy("La institución dividió su solicitud en preguntas"),
    "pedir_aclaracion": gettext_lazy("La institución le hizo una pregunta"),
    "aclarar": gettext_lazy("Usted respondió la pregunta"),
    "prorrogar": gettext_lazy("La institución amplió el plazo"),
    "remitir": gettext_lazy("La institución la envió a quien tiene la información"),
    "remitir_parte": gettext_lazy("La institución envió una parte a quien la tiene"),
    "aportar_prueba": gettext_lazy("Usted envió una prueba"),
    "acreditar": gettext_lazy("Quedó constancia de quién es usted"),
    "suprimir_pruebas": gettext_lazy("Se destruyeron las pruebas de su identidad"),
    "resolver": gettext_lazy("La institución respondió"),
    "entregar": gettext_lazy("La información fue entregada"),
    "desistir": gettext_lazy("Usted retiró la solicitud"),
    "vencer": gettext_lazy("El plazo terminó sin respuesta"),
    "recalcular": gettext_lazy("Hay días que no se cuentan"),
    "cerrar": gettext_lazy("El expediente se cerró"),
    "certificar_silencio": gettext_lazy("Quedó constancia de que nadie respondió"),
    "interponer_recurso": gettext_lazy("Usted presentó un recurso de revisión"),
    "subsanar_recurso": gettext_lazy("La autoridad corrigió de oficio su recurso"),
    "vencer_recurso": gettext_lazy("La autoridad no decidió su recurso a tiempo"),
    "decidir_recurso": gettext_lazy("La autoridad decidió su recurso"),
    "cumplir_recurso": gettext_lazy("La institución dice que cumplió lo ordenado"),
    "incumplir_recurso": gettext_lazy("La institución no cumplió a tiempo lo ordenado"),
}


#: Where an act keeps what somebody wrote in it, and the acts that say that an institution failed.
_CITAS = ("pregunta", "respuesta", "motivo", "agravios", "correccion", "orden", "constancia")
_ALERTAS = frozenset({"vencer", "certificar_silencio", "vencer_recurso", "incumplir_recurso"})


def tell_historia(caso: Seguimiento) -> list[Hito]:
    """The steps of a case, newest first: on a telephone the first thing seen is what happened last."""
    return [_tell(movimiento, caso) for movimiento in reversed(caso.movimientos)]


def _tell(movimiento: Movimiento, caso: Seguimiento) -> Hito:
    acto, datos = movimiento.acto, movimiento.datos
    decir = _TEXTOS.get(acto)
    cita = next((datos[clave] for clave in _CITAS if datos.get(clave)), "")
    return Hito(
        fecha_hora=received_at(movimiento),
        titulo=_titulo(movimiento, caso),
        texto=decir(movimiento, caso) if decir else "",
        cita=cita,
        alerta=acto in _ALERTAS,
    )


def _titulo(movimiento: Movimiento, caso: Seguimiento) -> str | Promise:
    acto = movimiento.acto
    if acto == "presentar" and caso.solicitud.origen is not None:
        return _("La institución recibió la solicitud que le remitieron")
    if acto in _TITULOS:
        return _TITULOS[acto]
    return gettext(next(t.descripcion for tabla in _TABLAS if (t := tabla.get(acto))))


_TABLAS = [tabla for nombre, tabla in vars(transiciones).items() if nombre.startswith("TRANSICIONES")]


def _tell_presentar(movimiento: Movimiento, caso: Seguimiento) -> str:
    vence = movimiento.datos.get("vence")
    if not vence:
        return ""
    plazo = _("Al presentarla, la fecha para responderle quedó en el %s.") % _largo(vence)
    if received_at(movimiento) == movimiento.fecha_hora:
        return plazo
    registro = _("La institución la recibió ese día y la registró el %s; el plazo cuenta desde que la recibió.")
    return f"{registro % write_momento(movimiento.fecha_hora)} {plazo}"


def _tell_migrar(movimiento: Movimiento, caso: Seguimiento) -> str:
    vence = movimiento.datos.get("vence")
    if not movimiento.datos["abierta"] or not vence:
        return _("Las fechas son las de aquel registro.")
    return _("Contada desde que la recibió, la fecha para responderle es el %s.") % _largo(vence)


def _tell_admitir(movimiento: Movimiento, caso: Seguimiento) -> str:
    return _("Empezó a buscar la información. El plazo no cambia.")


def _tell_dividir(movimiento: Movimiento, caso: Seguimiento) -> str:
    return _("Son %d. Cada una tendrá su respuesta; lo que usted escribió no cambia.") % movimiento.datos["cuantas"]


def _tell_prorrogar(movimiento: Movimiento, caso: Seguimiento) -> str:
    dias, vencia = movimiento.datos["dias"], movimiento.datos.get("vencia")
    if not vencia:
        return _("Tomó %d días hábiles más.") % dias
    return _("Tomó %(dias)d días hábiles más; antes terminaba el %(fecha)s. La ley lo permite una sola vez y con razones.") % {
        "dias": dias,
        "fecha": _largo(vencia),
    }


def _tell_remitir(movimiento: Movimiento, caso: Seguimiento) -> str:
    folios = [movimiento.datos["folio_nuevo"], *movimiento.datos.get("otros_folios", ())]
    return _("Sigue con el folio %s. Su misma clave lo abre.") % ", ".join(folios)


def _tell_remitir_parte(movimiento: Movimiento, caso: Seguimiento) -> str:
    folios = ", ".join(movimiento.datos["folios_nuevos"])
    return _("Esa parte sigue con el folio %s, que su misma clave abre. Lo demás se lo responde esta institución.") % folios


def _tell_acreditar(movimiento: Movimiento, caso: Seguimiento) -> str:
    return _("Ya pueden entregarle sus datos o corregirlos. El plazo sigue siendo el mismo.")


def _tell_suprimir(movimiento: Movimiento, caso: Seguimiento) -> str:
    return _("Ya no hacían falta. Queda que se vieron, por quién y cuándo.")


def _tell_resolver(movimiento: Movimiento, caso: Seguimiento) -> str:
    return f"{gettext(Sentido(movimiento.datos['sentido']).etiqueta)}."


def _tell_vencer(movimiento: Movimiento, caso: Seguimiento) -> str:
    if Clave.AFIRMATIVA_FICTA not in caso.plazos:
        return _("Queda registrado. La institución sigue obligada a responderle.")
    return _("Queda registrado. La institución sigue obligada a entregarle la información, ahora sin ningún costo.")


def _tell_certificar(movimiento: Movimiento, caso: Seguimiento) -> str:
    return _("También pasaron los días para entregarle la información. La constancia está entre sus documentos.")


def _tell_interponer(movimiento: Movimiento, caso: Seguimiento) -> str:
    return _("Lo decide la máxima autoridad de la institución.")


def _tell_decidir(movimiento: Movimiento, caso: Seguimiento) -> str:
    return f"{gettext(SentidoRecurso(movimiento.datos['sentido']).etiqueta)}."


def _tell_vencer_recurso(movimiento: Movimiento, caso: Seguimiento) -> str:
    return _("Queda registrado. Sigue obligada a decidir, y a usted se le abre el amparo.")


def _tell_recalcular(movimiento: Movimiento, caso: Seguimiento) -> str:
    anterior, nueva = movimiento.datos["fecha_anterior"], movimiento.datos["fecha_nueva"]
    if anterior == nueva:
        return _("Cambió el calendario, pero la fecha que ya tenía no se adelanta: %s.") % _largo(nueva)
    return _("La fecha pasó del %(anterior)s al %(nueva)s.") % {"anterior": _largo(anterior), "nueva": _largo(nueva)}


_TEXTOS: dict[str, Callable[[Movimiento, Seguimiento], str]] = {
    "presentar": _tell_presentar,
    "migrar": _tell_migrar,
    "admitir": _tell_admitir,
    "dividir": _tell_dividir,
    "prorrogar": _tell_prorrogar,
    "remitir": _tell_remitir,
    "remitir_parte": _tell_remitir_parte,
    "acreditar": _tell_acreditar,
    "suprimir_pruebas": _tell_suprimir,
    "resolver": _tell_resolver,
    "vencer": _tell_vencer,
    "recalcular": _tell_recalcular,
    "certificar_silencio": _tell_certificar,
    "interponer_recurso": _tell_interponer,
    "decidir_recurso": _tell_decidir,
    "vencer_recurso": _tell_vencer_recurso,
}


def _largo(iso: str) -> str:
    return date_format(date.fromisoformat(iso), gettext(FORMATO_LARGO))
