"""How dates, articles and other people's words are written in a message."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_fecha
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from notifications.privacidad import hide_direcciones

LARGO_DE_EXTRACTO = 280

register = template.Library()

# Only what says that it is a web address; punctuation that ends the sentence is not part of it.
_ENLACE = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)])")


@register.filter
def fecha(valor: date) -> str:
    """«viernes 24 de abril de 2026», in the zone of the installation."""
    return format_fecha(_to_local(valor), gettext(r"l j \d\e F \d\e Y"))


@register.filter
def momento(valor: datetime) -> str:
    """«viernes 24 de abril de 2026 a las 09:00»."""
    return gettext("%(fecha)s a las %(hora)s") % {"fecha": fecha(valor), "hora": f"{_to_local(valor):%H:%M}"}


@register.filter
def articulo(valor: str) -> str:
    """«42» → «artículo 42»; «42, 43» → «artículos 42 y 43»."""
    numeros = [numero.strip() for numero in valor.split(",")]
    if len(numeros) == 1:
        return gettext("artículo %s") % numeros[0]
    return gettext("artículos %(primeros)s y %(ultimo)s") % {"primeros": ", ".join(numeros[:-1]), "ultimo": numeros[-1]}


@register.filter
def quedan(dias: int) -> str:
    """«vence hoy», «queda 1 día hábil», «quedan 3 días hábiles»."""
    if dias <= 0:
        return "vence hoy"
    return "queda 1 día hábil" if dias == 1 else f"quedan {dias} días hábiles"


@register.filter
def cita(texto: str) -> str:
    """Other people's words, marked line by line, so that they can pass neither for ours nor for one of our buttons."""
    lineas = [" ".join(linea.split()) for linea in remove_controles(texto).splitlines()]
    return "\n".join(f"> {linea}".rstrip() for linea in lineas).strip()


@register.filter
def extracto(texto: str) -> str:
    """The beginning of `texto` on one line, without addresses."""
    corrido = hide_direcciones(" ".join(remove_controles(texto).split()))
    if len(corrido) <= LARGO_DE_EXTRACTO:
        return corrido
    return corrido[:LARGO_DE_EXTRACTO].rsplit(" ", 1)[0] + "…"


@register.filter
def enlazar(texto: str) -> SafeString:
    """`texto` as HTML: escaped, web addresses as links."""
    partes = _ENLACE.split(texto)  # text, address, text, address … text
    return format_html_join("", "{}", ((_link(parte) if posicion % 2 else parte,) for posicion, parte in enumerate(partes)))


def remove_controles(texto: str) -> str:
    """`texto` without characters that show nothing or turn the direction of the line (but with its line breaks)."""
    return "".join(c for c in texto.replace("\r\n", "\n") if c == "\n" or c == "\t" or unicodedata.category(c) not in ("Cc", "Cf"))


def _to_local(valor: date) -> date:
    if isinstance(valor, datetime):
        return valor.astimezone(timezone.get_current_timezone())
    return valor


def _link(direccion: str) -> SafeString:
    return format_html('<a class="enlace" href="{0}" style="color:#0b4a8f">{0}</a>', direccion)
