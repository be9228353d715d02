"""How accounts are opened, by an administrator or, where the installation allows it, by anybody; how sure a session is; where it leads."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from config import reloj
from config.idioma import write_galleta
from config.sesiones import start_rastro
from solicitudes.actor import Actor, actor_for_persona
from workflow.roles import INSTITUCIONALES, Rol

#: Where the session keeps the page to which somebody returns once she has her second factor.
VOLVER = "volver_con_segundo_factor"


#: How a session says that the second factor was seen by the directory of an institution.
POR_DIRECTORIO = "directorio"


class AdaptadorDeCuentas(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth asks here whether the sign-up page is open, and where somebody goes who has just signed in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.REGISTRO_ABIERTO)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Whom a trusted directory saw with a second factor has used one."""
        if getattr((kwargs.get("signal_kwargs") or {}).get("sociallogin"), "segundo_factor", False):
            record_authentication(request, user, "mfa", type=POR_DIRECTORIO)
        return super().pre_login(request, user, **kwargs)

    def get_login_stages(self) -> list[str]:
        """Those of allauth, with our own question for the second factor in the place of its own."""
        suyas = f"{AuthenticateStage.__module__}.{AuthenticateStage.__name__}"
        nuestra = f"{SegundoFactorSiFalta.__module__}.{SegundoFactorSiFalta.__name__}"
        return [nuestra if etapa == suyas else etapa for etapa in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Lead her on, in the language that she chose on whatever device."""
        respuesta = super().post_login(request, user, **kwargs)
        if user.idioma:
            write_galleta(respuesta, user.idioma)
        return respuesta

    def login(self, request: HttpRequest, user: Any) -> None:
        """Open the session, and begin to follow it."""
        super().login(request, user)
        start_rastro(request.session)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether what is about to be changed asks for the password again: not within five minutes of having given it to enter."""
        return not entered_recently(self.request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """An official, to her desk; anybody else, to her own requests."""
        return find_mesa(actor_for_persona(request.user, hoy=reloj.hoy())) if request.user.is_authenticated else "/"


class SegundoFactorSiFalta(AuthenticateStage):  # type: ignore[misc]
    """The question for the code or the key; not for whoever has just used a second factor at her institution."""

    def handle(self) -> tuple[Any, bool]:
        registros = get_authentication_records(self.request, self.login.user)
        if any(registro.get("type") == POR_DIRECTORIO for registro in registros):
            return None, True
        respuesta, sigue = super().handle()
        return respuesta, bool(sigue)


def came_by_directorio(request: Any, *, sesion: Any = None) -> bool:
    """Whether this session was opened on the word of a directory, and her password was not typed since. `sesion` as below."""
    quien = SimpleNamespace(session=request.session if sesion is None else sesion)
    usados = {registro.get("method") for registro in get_authentication_records(quien, request.user)}
    return "socialaccount" in usados and "password" not in usados


def find_mesa(actor: Actor) -> str:
    """The address at which somebody with these offices begins her day; her own requests for whoever has none."""
    roles = {puesto.rol for puesto in actor.puestos}
    for grupo, nombre in _MESAS:
        if roles & grupo:
            return reverse(f"oficina:{nombre}")
    return reverse("portal:cuenta")


_MESAS: tuple[tuple[frozenset[Rol], str], ...] = (
    (INSTITUCIONALES, "bandeja"),
    (frozenset({Rol.REGULADOR}), "observatorio"),
    (frozenset({Rol.ADMINISTRADOR}), "administracion"),
)


def needs_segundo_factor(request: Any, *, sesion: Any = None) -> bool:
    """Whether this session may not yet act as an official: the installation requires a second factor and the person has none.

    `sesion` is the session of a program that does not come in a cookie. Whoever has a factor was asked for it when she signed in.
    No query once the session says so, one otherwise.
    """
    if not settings.SEGUNDO_FACTOR_OBLIGATORIO:
        return False
    quien = SimpleNamespace(session=request.session if sesion is None else sesion)
    usados = {registro.get("method") for registro in get_authentication_records(quien, request.user)}
    return "mfa" not in usados and not is_mfa_enabled(request.user)


def entered_recently(request: Any, *, sesion: Any = None) -> bool:
    """Whether she proved who she is within the last minutes, as what opens a lasting door asks for. `sesion` as above.

    The word of a directory does not count: it may have known her since the morning.
    """
    quien = SimpleNamespace(session=request.session if sesion is None else sesion)
    hace_poco = reloj.ahora().timestamp() - app_settings.REAUTHENTICATION_TIMEOUT
    registros = get_authentication_records(quien, request.user)
    propios = (r for r in registros if r.get("method") != "socialaccount" and r.get("type") != POR_DIRECTORIO)
    return any(registro.get("at", 0) >= hace_poco for registro in propios)


def send_to_segundo_factor(request: HttpRequest, destino: str) -> HttpResponseRedirect:
    """Lead somebody to set up her second factor, and remember where she was going."""
    if url_has_allowed_host_and_scheme(destino, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        request.session[VOLVER] = destino
    return redirect("oficina:segundo_factor")
