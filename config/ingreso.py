"""Sign-in by the directory of an institution: allauth's OpenID Connect, with what it leaves to each and nothing that we do not ask for."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from requests import Session

from config import reloj
from solicitudes.models import Emisor
from solicitudes.oidc.descubrimiento import discover, is_segura, read_json
from solicitudes.oidc.ficha import Afirmacion, build_afirmacion, refuse, verify_ficha
from solicitudes.oidc.linea import open_linea
from solicitudes.services.emisores import read_secreto
from solicitudes.services.ingreso import IngresoRechazadoError, admitir_ingreso
from workflow.problema import ProblemaError

registro = logging.getLogger(__name__)


class Directorio(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """The provider of one `Emisor`: always PKCE, always a nonce, and nothing that whoever asks may add to it."""

    def __init__(self, request: HttpRequest, emisor: Emisor) -> None:
        self.emisor = emisor
        app = SocialApp(provider=self.id, provider_id=emisor.clave, name=emisor.nombre, client_id=emisor.cliente_id)
        app.secret = read_secreto(emisor)
        super().__init__(request, app=app)

    def get_pkce_params(self) -> dict[str, str]:
        """The challenge, and the nonce that answers to the same secret of the session."""
        reto: dict[str, str] = generate_code_challenge()
        return reto | {"nonce": derive_nonce(reto["code_verifier"])}

    def get_auth_params(self) -> dict[str, str]:
        """Ask for the level that we take for a second factor, where one was agreed upon."""
        return {"acr_values": self.emisor.acr} if self.emisor.acr else {}

    def get_oauth2_adapter(self, request: HttpRequest) -> Camino:
        return Camino(request, self)

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of what the directory says of her is kept but which account it is."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Whose address it is, our own rule decides (`admitir_ingreso`)."""
        return []


class Camino(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The way there and back: each address comes from the issuer, and the token that returns is checked as if the line were open."""

    def __init__(self, request: HttpRequest, directorio: Directorio) -> None:
        self.directorio = directorio
        self.nonce = ""
        super().__init__(request, directorio.emisor.clave)

    def get_provider(self) -> Directorio:
        return self.directorio

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_configuracion"):
            self._configuracion = discover(self.directorio.emisor.url)
        return self._configuracion

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return return_url(self.directorio.emisor)

    def get_access_token_data(self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None) -> Any:
        self.nonce = derive_nonce(pkce_code_verifier or "")
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)
        except (KeyError, ValueError, TypeError) as error:  # what came is no answer of a token endpoint
            raise OAuth2Error(type(error).__name__) from error

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """It asks one thing more of the directory, if at all, and is forgotten."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who the directory says that she is.

        :raises IngresoNoComprobadoError: its signature does not prove it.
        :raises EmisorSinRespuestaError: it did not answer.
        """
        emisor, configuracion = self.directorio.emisor, self.openid_config
        llaves = read_json(configuracion["jwks_uri"])
        ficha = kwargs["response"].get("id_token")
        dicho = verify_ficha(ficha, llaves=llaves, emisor=emisor.url, cliente_id=emisor.cliente_id, nonce=self.nonce)
        if "email" not in dicho and is_segura(configuracion.get("userinfo_endpoint")):
            dicho |= self._ask_correo(configuracion["userinfo_endpoint"], token.token, dicho["sub"])
        ingreso: SocialLogin = self.directorio.sociallogin_from_response(request, dicho)
        ingreso.afirmacion = build_afirmacion(dicho)
        return ingreso

    def _ask_correo(self, url: str, llave: str, sub: str) -> dict[str, Any]:
        """Her address, from a directory that does not put it into the token; of the same `sub` or of nobody (Core, 5.3.2)."""
        dicho = read_json(url, Authorization=f"Bearer {llave}")
        if dicho.get("sub") != sub:
            raise refuse("userinfo")
        return {nombre: dicho[nombre] for nombre in ("email", "email_verified") if nombre in dicho}


class AdaptadorDeIngreso(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """allauth asks here who may come in. No account is opened by a directory, and no provider exists but ours, by its own address."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
        return []

    def list_providers(self, request: HttpRequest) -> list[Any]:
        return []

    def get_requests_session(self) -> Session:
        return open_linea()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def validate_disconnect(self, account: Any, accounts: Any) -> NoReturn:
        raise ValidationError("Se desliga desde su cuenta.")

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Bind her or know her; whoever may not come in reads why."""
        emisor: Emisor = sociallogin.provider.emisor
        afirmacion: Afirmacion = sociallogin.afirmacion
        try:
            admitida = admitir_ingreso(emisor=emisor, afirmacion=afirmacion, ahora=reloj.ahora())
        except IngresoRechazadoError as rechazo:
            raise ImmediateHttpResponse(show_rechazo(request, emisor, rechazo)) from None
        sociallogin.account, sociallogin.user = admitida.ligadura, admitida.persona
        sociallogin.segundo_factor = admitida.segundo_factor

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> NoReturn:
        """What went wrong between the two of us, told in one way whatever it was."""
        causa = exception if isinstance(exception, Exception) else refuse(str(request.GET.get("error", "state"))[:60])
        raise ImmediateHttpResponse(show_falla(request, provider.emisor, causa))


def return_url(emisor: Emisor) -> str:
    """The address to which the directory sends people back, as it must know it."""
    return f"{settings.URL_BASE}{reverse('volver', args=[emisor.clave])}"


def derive_nonce(verificador: str) -> str:
    """A nonce that only the session with this PKCE verifier can have asked for."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"nonce:{verificador}".encode()).digest()).rstrip(b"=").decode()


def show_rechazo(request: HttpRequest, emisor: Emisor, problema: ProblemaError) -> HttpResponse:
    """The page of somebody whom the directory knows and who may not come in."""
    return render(request, "portal/ingreso/rechazo.html", {"emisor": emisor, "problema": problema}, status=problema.estatus)


def show_falla(request: HttpRequest, emisor: Emisor, causa: Exception) -> HttpResponse:
    """The page of a directory that did not answer, or whose answer proves nothing. The reason goes to the log, not to the page."""
    registro.warning("Ingreso por %s sin terminar: %s %s", emisor.clave, type(causa).__name__, _explain(causa))
    problema = causa if isinstance(causa, ProblemaError) and causa.codigo == "ingreso-no-comprobado" else None
    return render(request, "portal/ingreso/falla.html", {"emisor": emisor, "problema": problema}, status=403 if problema else 503)


def _explain(causa: Exception) -> str:
    """For the log: what was wrong, without a word of what the directory says of anybody."""
    notas: list[str] = getattr(causa, "__notes__", [])
    return notas[0] if notas else causa.detalle if isinstance(causa, ProblemaError) else ""
