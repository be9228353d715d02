"""POST /oauth/token/: an access token for an accredited client (RFC 6749, section 4.4), by allauth's identity provider."""

from __future__ import annotations

from allauth.core.internal.httpkit import extract_basic_auth
from allauth.idp.oidc import views
from allauth.idp.oidc.internal.oauthlib.utils import get_validator_context
from allauth.idp.oidc.models import Client
from django.http import HttpRequest, HttpResponse, JsonResponse

from config import reloj
from solicitudes.credenciales import find_credencial


class TokenView(views.TokenView):
    """allauth's own endpoint, for one way of asking. Its validator finds our client, with our secrets, where it looks first.

    No other page of allauth's provider is reachable: nobody signs in through us, and no client registers itself.
    """

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("grant_type") != Client.GrantType.CLIENT_CREDENTIALS:
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        identificador = extract_basic_auth(request.headers)[0] or request.POST.get("client_id", "")
        get_validator_context().clients[identificador] = find_credencial(identificador, ahora=reloj.ahora())
        respuesta: HttpResponse = super().post(request)
        respuesta.headers.setdefault("Cache-Control", "no-store")
        return respuesta
