"""The pages for when no view can answer. A form without its token gets templates/403_csrf.html, which Django finds by its name."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest) -> HttpResponse:
    """404: no such address, or nothing there for whoever asks."""
    return render(request, "portal/errores/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: an official without the office that the page asks for."""
    return render(request, "portal/errores/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when more was sent than anybody honest would send."""
    grande = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render(request, "portal/errores/400.html", {"grande": grande}, status=413 if grande else 400)


def server_error() -> HttpResponse:
    """500. The page is plain on purpose: what failed may be what every other page needs."""
    return HttpResponse(render_to_string("portal/errores/500.html"), status=500)
