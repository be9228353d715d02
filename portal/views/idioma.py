"""The switch of languages at the foot of each page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from solicitudes.services.idioma import choose_idioma


@csrf_exempt  # a page without the token of a form can be kept by a cache, and the session does not come along from another site
def cambiar_idioma(request: HttpRequest) -> HttpResponseBase:
    """Remember the choice on this device and, for whoever is signed in, on every other."""
    respuesta = set_language(request)
    idioma = request.POST.get("language", "")
    if request.method == "POST" and idioma in dict(settings.LANGUAGES) and request.session.session_key and request.user.is_authenticated:
        choose_idioma(persona_id=request.user.pk, idioma=idioma)
    return respuesta
