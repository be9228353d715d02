"""The record of an institution, or of all, as two charts: its answers in time and late, and in how many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from informes.meses import Mes
from portal.graficas import Dibujo, Lugar, Serie, draw_barras, draw_linea
from portal.templatetags.portal import mes_corto


def draw_historial(meses: Sequence[Mes]) -> dict[str, Dibujo | None]:
    """Both charts, by the names that the template knows."""
    return {"respuestas": draw_respuestas(meses), "medianas": draw_medianas(meses)}


def draw_respuestas(meses: Sequence[Mes]) -> Dibujo | None:
    """Answers by month, in time below and late above; None when there are none."""
    todas, a_tiempo = sum(mes.respondidas for mes in meses), sum(mes.a_tiempo for mes in meses)
    if not todas:
        return None
    dibujo = draw_barras(
        titulo=_("Respuestas de cada mes"),
        lugares=_name_meses(meses),
        series=(Serie(_("A tiempo"), [m.a_tiempo for m in meses], "jade"), Serie(_("Tarde"), [m.tarde for m in meses], "rayas")),
    )
    resumen = ngettext(
        "%(n)d respuesta en doce meses; a tiempo: %(a_tiempo)d.", "%(n)d respuestas en doce meses; a tiempo: %(a_tiempo)d.", todas
    )
    return replace(dibujo, resumen=resumen % {"n": todas, "a_tiempo": a_tiempo})


def draw_medianas(meses: Sequence[Mes]) -> Dibujo | None:
    """The median days by month; None when nothing was answered."""
    medidos = [mes for mes in meses if mes.mediana is not None]
    if not medidos:
        return None
    serie = Serie(_("Días, mediana"), [mes.mediana for mes in meses], "linea")
    dibujo = draw_linea(titulo=_("Días que tardó la mitad de las respuestas"), lugares=_name_meses(meses), serie=serie)
    ultimo = medidos[-1]
    resumen = _("El último mes con respuestas, %(mes)s: %(dias)s días.")
    return replace(dibujo, resumen=resumen % {"mes": date_format(ultimo.mes, "F Y"), "dias": f"{ultimo.mediana:g}"})


def _name_meses(meses: Sequence[Mes]) -> list[Lugar]:
    """The month, and the year under each January and under the first, unless it would stand too near."""
    return [Lugar(mes_corto(m.mes.isoformat()), _anio(n, m.mes), date_format(m.mes, "F Y")) for n, m in enumerate(meses)]


def _anio(lugar: int, mes: date) -> str:
    return str(mes.year) if mes.month == 1 or (lugar == 0 and mes.month < 12) else ""
