"""The history of a case for the people who answer it: what was done, by whom in which office, and what they wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.oficina.tramites import TRAMITES
from portal.templatetags.portal import en_dias, fecha, momento
from solicitudes.models import Movimiento
from workflow.causales import Causal, SentidoRecurso
from workflow.roles import Rol
from workflow.sentidos import Sentido
from workflow.transiciones import ACTOS

_HECHOS = {tramite.acto: tramite.hecho for tramite in TRAMITES.values()}
_OTROS: dict[str, Promise] = {
    "presentar": gettext_lazy("Presentó la solicitud"),
    "migrar": gettext_lazy("Trajo el expediente del registro anterior"),
    "aclarar": gettext_lazy("Aclaró la solicitud"),
    "desistir": gettext_lazy("Retiró la solicitud"),
    "interponer_recurso": gettext_lazy("Interpuso un recurso de revisión"),
    "vencer": gettext_lazy("El plazo terminó sin respuesta"),
    "cerrar": gettext_lazy("El expediente se cerró"),
    "aportar_prueba": gettext_lazy("Envió una prueba con su clave"),
    "suprimir_pruebas": gettext_lazy("Se destruyeron las pruebas de identidad"),
    "recalcular": gettext_lazy("Cambió el calendario"),
    "certificar_silencio": gettext_lazy("Quedó la constancia del silencio"),
    "vencer_recurso": gettext_lazy("El recurso no se decidió a tiempo"),
    "incumplir_recurso": gettext_lazy("Lo ordenado no se cumplió a tiempo"),
}
_TITULOS: dict[str, Promise] = _HECHOS | _OTROS
#: What people wrote in an act, the first that there is.
_CITAS = ("pregunta", "respuesta", "motivo", "observaciones", "constancia", "correccion", "orden", "agravios")
_ALERTAS = frozenset({"vencer", "vencer_recurso", "incumplir_recurso", "devolver", "retirar_firma"})


@dataclass(frozen=True, slots=True)
class Paso:
    """One movement. `quien` is a person with her office, or the office alone where no person acted."""

    numero: int
    fecha_hora: datetime
    titulo: str
    quien: str
    texto: str
    cita: str
    alerta: bool


def tell_pasos(movimientos: Iterable[Movimiento]) -> list[Paso]:
    """The movements in the order in which they are given."""
    return [_tell(movimiento) for movimiento in movimientos]


def _tell(movimiento: Movimiento) -> Paso:
    datos, acto = movimiento.datos, movimiento.acto
    cargo = _tell_cargo(Rol(movimiento.rol), por_suplencia="suple" in datos)
    return Paso(
        numero=movimiento.numero,
        fecha_hora=movimiento.fecha_hora,
        titulo=str(_TITULOS.get(acto) or (_(ACTOS[acto].descripcion) if acto in ACTOS else acto)),
        quien=f"{movimiento.persona}, {cargo}" if movimiento.persona else cargo,
        texto=_tell_datos(acto, datos),
        cita=next((str(datos[nombre]) for nombre in _CITAS if datos.get(nombre)), ""),
        alerta=acto in _ALERTAS,
    )


def _tell_cargo(rol: Rol, *, por_suplencia: bool) -> str:
    cargo = _(rol.etiqueta)
    return _("%(cargo)s, por suplencia") % {"cargo": cargo} if por_suplencia else cargo


def _tell_datos(acto: str, datos: dict[str, Any]) -> str:
    """What the act itself says, in one sentence."""
    if acto in ("presentar", "migrar"):
        return _tell_nacimiento(datos)
    if acto == "prorrogar":
        return _("%(dias)s más; vencía el %(antes)s.") % {"dias": en_dias(datos["dias"], "habiles"), "antes": _largo(datos.get("vencia"))}
    if acto in _DE_ADENTRO:
        return " · ".join(dicho for dicho in (_DE_ADENTRO[acto](datos), _tell_preguntas(datos)) if dicho)
    if acto in ("redactar", "resolver"):
        return f"{_(Sentido(datos['sentido']).etiqueta)}."
    if acto == "decidir_recurso":
        return f"{_(SentidoRecurso(datos['sentido']).etiqueta)}."
    if acto == "remitir":
        return _("Sigue con el folio %s.") % ", ".join([datos["folio_nuevo"], *datos.get("otros_folios", ())])
    if acto == "remitir_parte":
        return _("Esa parte sigue con el folio %s.") % ", ".join(datos["folios_nuevos"])
    if acto == "interponer_recurso":
        return "; ".join(_(Causal(causal).etiqueta) for causal in datos.get("causales", ()))
    return ""


#: What happens inside the house, which may be about some questions only.
_DE_ADENTRO: dict[str, Callable[[dict[str, Any]], str]] = {
    "dividir": lambda datos: _("En %d preguntas.") % datos["cuantas"],
    "asignar": lambda datos: _("Para el %s.") % _largo(datos["fecha_interna"]),
    "adjuntar": lambda datos: str(datos.get("nombre", "")),
}


def _split_ultimo(numeros: Sequence[int]) -> list[str]:
    """All but the last with commas, and the last."""
    *primeros, ultimo = map(str, sorted(numeros))
    return [", ".join(primeros), ultimo] if primeros else [ultimo]


def _tell_preguntas(datos: dict[str, Any]) -> str:
    numeros = datos.get("preguntas", ())
    return ngettext("Pregunta %s.", "Preguntas %s.", len(numeros)) % _(" y ").join(_split_ultimo(numeros)) if numeros else ""


def _tell_nacimiento(datos: dict[str, Any]) -> str:
    if not datos.get("recibida"):
        return ""
    if not datos.get("abierta", True):
        return _("Se recibió el %s; el expediente llegó cerrado y sus fechas son las de aquel registro.") % momento(datos["recibida"])
    return _("Llegó el %s: el plazo cuenta desde ahí.") % momento(datos["recibida"])


def _largo(iso: str | None) -> str:
    return fecha(date.fromisoformat(iso)) if iso else ""
