"""Template filters of the papers: Spanish dates, terms in words and the calendar of a term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone

register = template.Library()

# Written out here and not taken from the active language: a paper is in Spanish whoever asks for it.
_DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre")
_UNIDADES = {"habiles": ("día hábil", "días hábiles"), "calendario": ("día calendario", "días calendario")}
_ROMANOS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@register.filter
def fecha_larga(iso: str) -> str:
    """`2026-04-10` → «viernes 10 de abril de 2026»; a moment is first taken to the time zone of the installation."""
    dia = _to_local(iso)
    return f"{_DIAS[dia.weekday()]} {dia.day} de {_MESES[dia.month - 1]} de {dia.year}"


@register.filter
def fecha_hora_larga(iso: str) -> str:
    """`2026-03-25T15:00:00Z` → «miércoles 25 de marzo de 2026, 09:00 horas»."""
    return f"{fecha_larga(iso)}, {_to_local(iso):%H:%M} horas"


@register.filter
def dia_mes(iso: str) -> str:
    """`2026-04-02` → «2 abr»."""
    dia = _to_local(iso)
    return f"{dia.day} {_MESES[dia.month - 1][:3]}"


@register.filter
def en_dias(cantidad: int, unidad: str = "") -> str:
    """10, `habiles` → «10 días hábiles»."""
    singular, plural = _UNIDADES.get(unidad, ("día", "días"))
    return f"{cantidad} {singular if cantidad == 1 else plural}"


@register.filter
def en_articulos(articulo: str) -> str:
    """`42` → «artículo 42»; `42, 43` → «artículos 42 y 43»; `52-60` → «artículos 52 a 60»."""
    partes = [parte.strip().replace("-", " a ") for parte in articulo.split(",")]
    if len(partes) > 1:
        return f"artículos {', '.join(partes[:-1])} y {partes[-1]}"
    return f"artículos {partes[0]}" if "-" in articulo else f"artículo {partes[0]}"


@register.filter
def tamano(octetos: int) -> str:
    """1536 → «1.5 KB»."""
    cantidad = float(octetos)
    for unidad in ("bytes", "KB", "MB"):
        if cantidad < 1024:
            return f"{cantidad:.0f} {unidad}" if unidad == "bytes" else f"{cantidad:.1f} {unidad}"
        cantidad /= 1024
    return f"{cantidad:.1f} GB"


@register.filter
def split(palabras: str) -> list[str]:
    """The words of a template literal, one by one."""
    return palabras.split()


@register.filter
def romano(numero: int) -> str:
    """3 → «III», for the points of a resolution."""
    return _ROMANOS[numero - 1]


@register.filter
def semanas(plazo: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The explanation of a term as a calendar: weeks from Monday to Sunday, a cell for each day, empty outside the term."""
    explicados = {date.fromisoformat(dia["fecha"]): dia for dia in plazo["explicacion"]}
    desde, vence = _to_local(plazo["desde"]), _to_local(plazo["vence"])
    lunes = min([desde, *explicados]) - timedelta(days=min([desde, *explicados]).weekday())
    ultimo = max([vence, *explicados])
    cantidad = (ultimo - lunes).days // 7 + 1
    return [[_cell(lunes + timedelta(weeks=semana, days=dia), explicados, desde, vence) for dia in range(7)] for semana in range(cantidad)]


@register.filter
def con_fundamento(explicacion: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The days left out that name their legal basis, without plain weekends."""
    return [dia for dia in explicacion if dia.get("fundamento") and dia.get("excluida", "").lower() not in ("", "sábado", "domingo")]


def _cell(fecha: date, explicados: Mapping[date, Mapping[str, Any]], desde: date, vence: date) -> dict[str, Any]:
    celda = {"fecha": fecha.isoformat(), "inicio": fecha == desde, "vence": fecha == vence, **explicados.get(fecha, {})}
    celda["vacia"] = not (celda["inicio"] or "dia" in celda or "excluida" in celda)
    return celda


def _to_local(iso: str) -> date:
    """The date or local moment that `iso` names."""
    if len(iso) == 10:
        return date.fromisoformat(iso)
    return datetime.fromisoformat(iso).astimezone(timezone.get_default_timezone())
