"""Who is calling, in the words of the policies: an official, an applicant with her account or her key, or an accredited client."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from config import reloj
from config.cuentas import came_by_directorio, needs_segundo_factor
from solicitudes.actor import ANONIMO, Acreditacion, Actor, TokenDePersona, actor_for_cliente, actor_for_cuenta, actor_for_persona
from solicitudes.selectors import identify_solicitante
from workflow.problema import ProblemaError


class SegundoFactorRequeridoError(ProblemaError):
    codigo: ClassVar[str] = "segundo-factor-requerido"
    titulo: ClassVar[str] = "Falta el segundo factor"
    estatus: ClassVar[int] = 403


CABECERA_CLAVE = "X-Clave-Seguimiento"


def get_actor(request: Request, *, folio: str = "") -> Actor:
    """Who is calling, and, where a folio is at stake, whether she holds its key. At most two queries, once per request.

    :raises SegundoFactorRequeridoError: an official whose session lacks the second factor that this installation requires.
    """
    actor = ANONIMO
    if request.user.is_authenticated:
        actor = actor_for_persona(request.user, hoy=reloj.hoy())
        require_segundo_factor(request, actor)
        # Without any office today the account is an applicant's: hers is what she tied to it, as on the pages.
        token = get_token(request)
        if actor.puestos or token:
            actor = replace(actor, token=token)
        elif came_by_directorio(request, sesion=get_sesion(request)):
            actor = ANONIMO  # it answered for an office that is over, and for no applicant
        else:
            actor = actor_for_cuenta(request.user.pk)
    elif acreditacion := get_acreditacion(request):
        actor = actor_for_cliente(acreditacion, hoy=reloj.hoy())
    clave = request.headers.get(CABECERA_CLAVE)
    if clave and folio:
        actor = replace(actor, presentacion_id=identify_solicitante(folio, clave).presentacion_id)
    return actor


def require_segundo_factor(request: Request, actor: Actor) -> None:
    """:raises SegundoFactorRequeridoError: she holds an office, and this session lacks the second factor that the installation requires."""
    if actor.puestos and needs_segundo_factor(request, sesion=get_sesion(request)):
        raise SegundoFactorRequeridoError("Active su segundo factor en /oficina/segundo-factor/ y vuelva a iniciar sesión.")


def get_sesion(request: Request) -> Any:
    """The session that recognised the caller: a program's comes in its header, and a token has none of anybody's; None for the cookie's."""
    if get_token(request):
        return {}
    return request.auth if isinstance(request.auth, SessionBase) else None


def get_token(request: Request) -> TokenDePersona | None:
    """The personal token that came with the request, if one did."""
    return request.auth if isinstance(request.auth, TokenDePersona) else None


def get_acreditacion(request: Request) -> Acreditacion | None:
    """The client whose token came with the request, if one did."""
    return request.auth if isinstance(request.auth, Acreditacion) else None


def require_actor(request: Request) -> Actor:
    """The actor of somebody who has signed in, or of a client.

    :raises NotAuthenticated: nobody has.
    """
    if not request.user.is_authenticated and get_acreditacion(request) is None:
        raise NotAuthenticated(_("Inicie sesión para ver sus solicitudes; con folio y clave puede ver una: GET solicitudes/{folio}/."))
    return get_actor(request)
