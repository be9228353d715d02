"""Somebody of the institution, signed in: as a plain client or as a page of a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from solicitudes.actor import Actor
from solicitudes.models import Persona

#: Signs a client in as one of the cast, and gives it back.
Sesion = Callable[[Client, Actor | Persona], Client]
#: Signs the browser of a page in as one of the cast, and gives the page back.
Entrar = Callable[[Page, Actor | Persona], Page]


def sign_in(cliente: Client, quien: Actor | Persona) -> Client:
    """Give the client a session of `quien`, without the page of sign-in."""
    cliente.force_login(quien if isinstance(quien, Persona) else Persona.objects.get(pk=quien.persona_id))
    return cliente


def sign_in_browser(pagina: Page, quien: Actor | Persona, *, url: str) -> Page:
    """Give the browser of a page a session of `quien`; gives the page back."""
    galleta = sign_in(Client(), quien).cookies[settings.SESSION_COOKIE_NAME]
    pagina.context.add_cookies([{"name": galleta.key, "value": galleta.value, "url": url, "httpOnly": True}])
    return pagina


@pytest.fixture
def sesion() -> Sesion:
    """`sesion(client, elenco.la_oficial)`; a client of its own for each person: `sesion(Client(), …)`."""
    return sign_in


@pytest.fixture
def entrar(live_server) -> Entrar:
    """`entrar(abrir(ancho=1280), elenco.la_oficial)`: the next page that it opens knows who she is."""

    return lambda pagina, quien: sign_in_browser(pagina, quien, url=live_server.url)
