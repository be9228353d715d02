"""Which filings this browser has opened with their key: kept in the session by identifier, so that no key is kept anywhere."""

from __future__ import annotations

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from config.cuentas import came_by_directorio
from portal.puerta import Vista
from solicitudes.actor import Actor
from solicitudes.seguimiento import recognize_solicitante

_SESION = "presentaciones"
_MAXIMO = 50


def open_presentacion(request: HttpRequest, presentacion_id: UUID) -> None:
    """Let this browser in to the cases of a filing, under a new session identifier."""
    abiertas = [p for p in request.session.get(_SESION, []) if p != str(presentacion_id)]
    request.session.cycle_key()
    request.session[_SESION] = [*abiertas, str(presentacion_id)][-_MAXIMO:]


def actor_for_folio(request: HttpRequest, folio: str) -> Actor:
    """The applicant, if this browser has shown the key of `folio` or the account that is signed in holds it; nobody otherwise."""
    return recognize_solicitante(folio, [UUID(p) for p in request.session.get(_SESION, [])], cuenta=get_cuenta(request))


def get_cuenta(request: HttpRequest) -> int | None:
    """The account that is signed in, if one is. No query where nobody is.

    Not on the word of an institution's directory: it answers for an official, and what she asks for as a citizen is no matter of its.
    """
    return request.user.pk if request.user.is_authenticated and not came_by_directorio(request) else None


def con_llave(vista: Vista) -> Vista:
    """Give the view its `actor`; whoever has not shown the key of the folio is sent where it is asked for."""

    @wraps(vista)
    def locked(request: HttpRequest, folio: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_for_folio(request, folio)
        if actor.presentacion_id is None:
            return redirect("portal:expediente", folio=folio)
        return vista(request, folio, *args, actor=actor, **kwargs)

    return locked
