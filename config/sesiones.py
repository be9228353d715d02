"""When each session was last seen, written at most once in five minutes: a page costs no query for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase

from config import reloj

VISTA = "vista"
CADA = timedelta(minutes=5)


def start_rastro(sesion: SessionBase) -> None:
    """Begin to follow a session at its sign-in."""
    sesion[VISTA] = int(reloj.ahora().timestamp())


class RastroDeSesiones:
    """Mark the session of whoever is signed in as seen. allauth writes its row when she signs in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A page left open asks by itself who else is there: that is no sign that somebody is.
        # In this order: no cookie, no query; nothing to write, nobody looked up.
        sola = request.headers.get("HX-Trigger") == "presentes"
        if not sola and request.session.session_key and _is_stale(request) and request.user.is_authenticated:
            _mark_vista(request)
        return self.get_response(request)


def _is_stale(request: HttpRequest) -> bool:
    """Whether the last mark lies five minutes back; a session without one was not opened by our page."""
    vista = request.session.get(VISTA)
    return vista is not None and reloj.ahora() - datetime.fromtimestamp(vista, UTC) >= CADA


def _mark_vista(request: HttpRequest) -> None:
    ahora = reloj.ahora()
    start_rastro(request.session)
    filas = UserSession.objects.filter(session_key=request.session.session_key)
    if not filas.update(last_seen_at=ahora, ip=get_adapter().get_client_ip(request)):
        UserSession.objects.create_from_request(request)


def close_sesiones_sin_factor(*, request: HttpRequest, user: Any, **_: Any) -> None:
    """Close the other sessions of somebody who has just added a factor: they were opened before it, with the password alone.

    allauth calls it (signal `authenticator_added`).
    """
    for sesion in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        sesion.end()
