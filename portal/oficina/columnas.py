"""What each sheet of the workbench has in its columns: the worklist, smaller for a liaison, and the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from informes.hojas import Celda
from portal.oficina.palabras import tell_restante
from solicitudes.bandeja import Renglon
from solicitudes.models.presentacion import Canal
from solicitudes.registro import Asiento
from workflow.eventos import TipoSolicitud
from workflow.restante import Restante, Urgencia
from workflow.sentidos import Sentido

_Columna = tuple[object, Callable[[Renglon], Celda]]


def _days(restante: Restante | None) -> int | None:
    """Business days that are left, below zero once it is late; nothing where there is no term."""
    if restante is None or restante.dias is None:
        return None
    return -restante.dias if restante.urgencia is Urgencia.VENCIDA else restante.dias


def _out(tipo: str, valor: str) -> str:
    """What leaves the system in a sheet: of a request about one's own data, neither who asks nor her words (LAIP art. 31)."""
    return "" if TipoSolicitud(tipo).de_datos_propios else valor


_COMUNES: tuple[_Columna, ...] = (
    (gettext_lazy("Folio"), lambda r: r.folio),
    (gettext_lazy("Estado"), lambda r: _(r.estado.etiqueta)),
    (gettext_lazy("Tipo"), lambda r: _(TipoSolicitud(r.tipo).etiqueta)),
)
_PLAZO: tuple[_Columna, ...] = (
    (gettext_lazy("Recibida"), lambda r: r.recibida.astimezone(timezone.get_default_timezone()).date()),
    (gettext_lazy("Vence"), lambda r: r.vence),
    (gettext_lazy("Días hábiles que quedan"), lambda r: _days(r.restante)),
    (gettext_lazy("Plazo"), lambda r: tell_restante(r.restante) if r.restante else ""),
)
_INTERNO: tuple[_Columna, ...] = (
    (gettext_lazy("Fecha interna"), lambda r: r.asignada.fecha_interna if r.asignada else None),
    (gettext_lazy("Días hábiles hasta la fecha interna"), lambda r: _days(r.asignada.restante) if r.asignada else None),
    (gettext_lazy("Indicaciones"), lambda r: r.asignada.indicaciones if r.asignada else ""),
)
_TEXTO: tuple[_Columna, ...] = ((gettext_lazy("Información solicitada"), lambda r: _out(r.tipo, r.texto)),)

#: The worklist of whoever answers, and that of a liaison: no applicant, the internal date first.
DE_OFICINA: tuple[_Columna, ...] = (
    *_COMUNES,
    *_PLAZO,
    (gettext_lazy("Solicitante"), lambda r: _out(r.tipo, r.solicitante)),
    *_TEXTO,
    (gettext_lazy("Unidad"), lambda r: r.asignada.unidad if r.asignada else ""),
    (gettext_lazy("Persona"), lambda r: r.asignada.persona if r.asignada else ""),
    *_INTERNO,
    (gettext_lazy("Resolución"), lambda r: _(r.paso.etiqueta) if r.paso else ""),
    (gettext_lazy("Respuesta"), lambda r: _(Sentido(r.sentido).etiqueta) if r.sentido else ""),
)
DE_ENLACE: tuple[_Columna, ...] = (*_INTERNO, *_COMUNES, *_TEXTO)


def titles_of(columnas: Sequence[_Columna]) -> list[str]:
    return [str(titulo) for titulo, _leer in columnas]


def cells_of(renglon: Renglon, columnas: Sequence[_Columna]) -> list[Celda]:
    return [leer(renglon) for _titulo, leer in columnas]


#: The dates of the register, by the act that gives each.
_FECHAS = {
    "admitir": gettext_lazy("Admitida"),
    "pedir_aclaracion": gettext_lazy("Se pidió aclarar"),
    "aclarar": gettext_lazy("Se aclaró"),
    "prorrogar": gettext_lazy("Se prorrogó"),
    "remitir": gettext_lazy("Se remitió"),
    "remitir_parte": gettext_lazy("Se remitió una parte"),
    "resolver": gettext_lazy("Resolución notificada"),
    "entregar": gettext_lazy("Información entregada"),
    "desistir": gettext_lazy("Desistió"),
    "interponer_recurso": gettext_lazy("Se recurrió"),
}


def titles_of_libro() -> list[str]:
    """The head of the register."""
    return [
        *(_("Folio"), _("Institución"), _("Tipo"), _("Llegó por"), _("Información solicitada"), _("Recibida"), _("Vence"), _("Estado")),
        *(_("Respuesta"), _("Causa y fundamento"), _("Resolución"), _("Días hábiles"), _("Cumplimiento del plazo"), _("Días de prórroga")),
        *map(str, _FECHAS.values()),
        _("Número interno"),
    ]


def cells_of_libro(asiento: Asiento) -> list[Celda]:
    """One row of the register."""
    return [
        asiento.folio,
        asiento.institucion,
        _(asiento.tipo.etiqueta),
        _(Canal(asiento.canal).label),
        _out(asiento.tipo, asiento.texto),
        asiento.recibida,
        asiento.vence,
        _(asiento.estado.etiqueta),
        _(asiento.sentido.etiqueta) if asiento.sentido else "",
        asiento.causa,
        asiento.resolucion,
        asiento.dias,
        _(asiento.puntualidad.etiqueta),
        asiento.prorroga,
        *(asiento.fechas.get(acto) for acto in _FECHAS),
        asiento.interno,
    ]


def name_of(hoja: str, dia: date) -> str:
    """`bandeja-2026-03-16`: a file that is found again."""
    return f"{hoja}-{dia:%Y-%m-%d}"
