"""What the inbox writes fifty times on a page, and the lists of its filters."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from portal.oficina.palabras import FORMAS, tell_cuenta, tell_restante
from portal.templatetags.portal import dia_mes
from workflow.restante import Restante

register = template.Library()

register.filter("en_palabras", tell_restante)
register.filter("hasta_tope", tell_cuenta)


@register.filter
def figura(restante: Restante) -> str:
    """The shape of an urgency."""
    return FORMAS[restante.urgencia]


@register.simple_tag
def plazo(restante: Restante, fecha: date, porque: SafeString | str = "") -> SafeString:
    """Shape, words and day of a term, and `porque` beside it: written here and not in a template of its own, for it stands in each of
    fifty rows."""
    return format_html("{}{}", _write_plazo(restante, fecha, get_language()), porque)


@lru_cache(maxsize=2_000)
def _write_plazo(restante: Restante, fecha: date, _idioma: str | None) -> SafeString:
    """Many cases expire on the same day; `_idioma` is the active language, by which it differs."""
    return format_html(
        '<p class="urge urge--{}"><span class="urge__figura" aria-hidden="true">{}</span> {}</p><p class="menor">{}</p>',
        restante.urgencia.value,
        figura(restante),
        tell_restante(restante),
        dia_mes(fecha),
    )


@register.filter
def entregar_hasta(dia: date) -> str:
    """«entregar hasta el 9 dic (art. 44)»; these phrases stand in each row, and a block to translate costs ten times a call."""
    return gettext("entregar hasta el %(dia)s (art. 44)") % {"dia": dia_mes(dia)}


@register.filter
def para_el(dia: date) -> str:
    """«para el 30 nov»."""
    return gettext("para el %(dia)s") % {"dia": dia_mes(dia)}


@register.filter
def responde_hasta(dia: date) -> str:
    """What a liaison is told of the legal term."""
    return gettext("La institución responde a más tardar el %(dia)s") % {"dia": dia_mes(dia)}


@register.simple_tag
def porque(raiz: str, folio: str) -> SafeString:
    """What unfolds why a date is that: the day by day comes when it is asked for; without scripts, a link leads to it."""
    return format_html(
        '<details hx-get="{0}{1}/plazo/" hx-trigger="toggle once" hx-target="find .caso__porque"><summary>{2}'
        '<span class="govuk-visually-hidden"> {1}</span></summary><div class="caso__porque">'
        '<a class="govuk-link" href="{0}{1}/plazo/">{3}</a></div></details>',
        raiz,
        folio,
        gettext("¿Por qué?"),
        gettext("Ver día por día"),
    )


@register.filter
def lista(campo: BoundField) -> SafeString:
    """A list to choose from, written at once: Django renders each option of it through two templates."""
    elegido = str(campo.value() or "")
    opciones: Any = campo.field
    cuerpo = format_html_join("", "{}", ((_write_opciones(valor, texto, elegido),) for valor, texto in opciones.choices))
    return format_html(
        '<select class="govuk-select{}" name="{}" id="{}"{}>{}</select>',
        " govuk-select--error" if campo.errors else "",
        campo.html_name,
        campo.id_for_label,
        format_html(' aria-describedby="{0}_error" aria-invalid="true"', campo.id_for_label) if campo.errors else "",
        cuerpo,
    )


def _write_opciones(valor: Any, texto: Any, elegido: str) -> SafeString:
    """One option, or a group of them."""
    if isinstance(texto, list | tuple):
        propias = format_html_join("", "{}", ((_write_opciones(v, t, elegido),) for v, t in texto))
        return format_html('<optgroup label="{}">{}</optgroup>', valor, propias)
    return format_html('<option value="{}"{}>{}</option>', valor, mark_safe(" selected") if str(valor) == elegido else "", texto)
