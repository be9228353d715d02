"""What every page that does something shares: how often it may be asked for, what is cached, how a refusal is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from documentos.almacen import AlmacenNoDisponibleError
from portal.tasas import seconds_to_wait
from workflow.problema import ProblemaError

Vista = Callable[..., HttpResponseBase]


def puerta(*, leer: str = "", enviar: str = "", privada: bool = False) -> Callable[[Vista], Vista]:
    """Make a view a door of the portal.

    `leer` and `enviar` name the rate (settings.TASAS) of GET and POST; without `enviar` it takes no POST. What is `privada`
    is kept by no cache. A refusal of the domain becomes a page that says why, with its HTTP status; no report of a fault
    ever holds what was posted.
    """

    def decorate(vista: Vista) -> Vista:
        @wraps(vista)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if any("\0" in str(valor) for valor in (*kwargs.values(), *request.GET.values())):
                raise Http404  # PostgreSQL refuses to look for such a text, and nobody has written it
            alcance = enviar if request.method == "POST" else leer
            if alcance and (espera := seconds_to_wait(request, alcance)):
                respuesta: HttpResponseBase = render(request, "portal/errores/429.html", {"espera": espera}, status=429)
                respuesta.headers["Retry-After"] = str(espera)
            else:
                respuesta = _answer(vista, request, *args, **kwargs)
            if privada:
                add_never_cache_headers(respuesta)
            return respuesta

        metodos = ["GET", "HEAD", "POST"] if enviar else ["GET", "HEAD"]
        return sensitive_post_parameters()(require_http_methods(metodos)(door))

    return decorate


def _answer(vista: Vista, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return vista(request, *args, **kwargs)
    except ProblemaError as problema:
        return render(request, "portal/errores/problema.html", {"problema": problema}, status=problema.estatus)
    except AlmacenNoDisponibleError:
        return render(request, "portal/errores/503.html", status=503)
