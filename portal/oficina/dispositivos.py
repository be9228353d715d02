"""The device behind a session, in the words of whoever used it."""

from __future__ import annotations

from django.utils.translation import gettext as _

#: The first whose mark the browser shows; Edge and Opera show Chrome's too, and Chrome Safari's.
_NAVEGADORES = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_APARATOS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def describe_dispositivo(agente: str) -> str:
    """«Firefox en Windows», from what a browser says of itself; what is no browser is a program."""
    navegador = next((nombre for marca, nombre in _NAVEGADORES if f"{marca}/" in agente), "")
    aparato = next((nombre for marca, nombre in _APARATOS if marca in agente), "")
    if not navegador:
        return _("Un programa, por la API")
    if not aparato:
        return navegador
    return _("%(navegador)s en %(aparato)s") % {"navegador": navegador, "aparato": aparato}
