"""What the site answers when no view can: problems to programs, pages to people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from api import errors
from portal.views import errores

_DE_LA_API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django refused the request itself."""
    return errors.bad_request(request, exception) if _asks_api(request) else errores.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing at that address."""
    return errors.not_found(request, exception) if _asks_api(request) else errores.not_found(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: what happened is in the log."""
    return errors.server_error(request) if _asks_api(request) else errores.server_error()


def _asks_api(request: HttpRequest) -> bool:
    return request.path.startswith(_DE_LA_API)
