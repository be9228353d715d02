"""The only place where a refusal becomes an HTTP answer: RFC 9457 problems with a Spanish slug, told in the language of the request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response

from documentos.almacen import AlmacenNoDisponibleError
from workflow.problema import ProblemaError, problem

TIPO_DE_CONTENIDO = "application/problem+json"

#: What the framework refuses: exception → (slug, title). The rest of the domain carries its own.
_DEL_MARCO: dict[type[Exception], tuple[str, str]] = {
    exceptions.ParseError: ("cuerpo-ilegible", gettext_noop("El cuerpo no se puede leer")),
    exceptions.AuthenticationFailed: ("identificacion-invalida", gettext_noop("La identificación no vale")),
    exceptions.NotAuthenticated: ("sin-identificacion", gettext_noop("Hace falta identificarse")),
    exceptions.PermissionDenied: ("no-autorizado", gettext_noop("No tiene permiso para esto")),
    exceptions.NotFound: ("no-encontrado", gettext_noop("No existe")),
    exceptions.MethodNotAllowed: ("metodo-no-permitido", gettext_noop("Ese método no se admite aquí")),
    exceptions.NotAcceptable: ("formato-no-disponible", gettext_noop("No hay respuesta en ese formato")),
    exceptions.UnsupportedMediaType: ("tipo-de-contenido-no-admitido", gettext_noop("Ese tipo de contenido no se admite")),
    exceptions.Throttled: ("demasiadas-peticiones", gettext_noop("Demasiadas peticiones")),
}


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's EXCEPTION_HANDLER. What it does not know stays an error of ours (500) and is logged by Django."""
    from rest_framework.views import set_rollback  # DRF's views import this module while they load

    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, ProblemaError):
        problema = error.as_problem(_)
    elif isinstance(error, exceptions.ValidationError):
        problema = problem(422, "datos-invalidos", _("Hay datos que corregir"), _("Revise los campos señalados."))
        problema["errores"] = list(_flatten(error.detail))
    elif isinstance(error, exceptions.APIException):
        codigo, titulo = next(
            (v for tipo, v in _DEL_MARCO.items() if isinstance(error, tipo)), ("peticion-invalida", gettext_noop("La petición no vale"))
        )
        problema = problem(error.status_code, codigo, _(titulo), str(error.detail))
    elif isinstance(error, AlmacenNoDisponibleError):
        problema = problem(
            503, error.codigo, _("No se pudo guardar el archivo"), _("El archivo no se guardó. Inténtelo de nuevo en unos minutos.")
        )
    elif isinstance(error, SuspiciousOperation):
        problema = _describe_sospecha(error)
    else:
        return None
    set_rollback()
    return Response(problema, status=problema["status"], headers=_headers(error), content_type=TIPO_DE_CONTENIDO)


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    """The answer to a request under the API that Django refuses before any view sees it, such as one to a host that is not ours."""
    problema = _describe_sospecha(exception)
    return JsonResponse(problema, status=problema["status"], content_type=TIPO_DE_CONTENIDO)


@csrf_exempt  # or a POST to a wrong address would get the page about cookies
def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """The answer to an address under the API that does not exist."""
    problema = problem(404, "no-encontrado", _("No existe"), _("No hay nada en esa dirección."))
    return JsonResponse(problema, status=404, content_type=TIPO_DE_CONTENIDO)


def server_error(request: HttpRequest) -> JsonResponse:
    """The answer to a fault of ours: says nothing of its cause, which is in the log."""
    detalle = _("Algo falló de nuestro lado; quedó registrado. Con la misma Idempotency-Key puede repetir la presentación sin duplicarla.")
    return JsonResponse(problem(500, "error-interno", _("Error interno"), detalle), status=500, content_type=TIPO_DE_CONTENIDO)


def _describe_sospecha(error: Exception) -> dict[str, Any]:
    """What Django itself finds unreasonable; its words are for our log, not for the caller."""
    if isinstance(error, RequestDataTooBig):
        detalle = _("El cuerpo de la petición es demasiado grande.")
        return problem(413, "cuerpo-demasiado-grande", _("El cuerpo es demasiado grande"), detalle)
    return problem(400, "peticion-invalida", _("La petición no vale"), _("La petición no se puede atender así."))


def _flatten(detalle: Any, ruta: str = "") -> Iterator[dict[str, str]]:
    """One entry per faulty field, with its JSON pointer (RFC 6901)."""
    if isinstance(detalle, dict):
        for clave, valor in detalle.items():
            yield from _flatten(valor, ruta if clave == "non_field_errors" else f"{ruta}/{_escape(str(clave))}")
    elif isinstance(detalle, list) and any(isinstance(valor, dict | list) for valor in detalle):
        for indice, valor in enumerate(detalle):
            yield from _flatten(valor, f"{ruta}/{indice}")
    else:
        for texto in detalle if isinstance(detalle, list) else [detalle]:
            yield {"pointer": ruta, "detalle": str(texto)}


def _escape(clave: str) -> str:
    return clave.replace("~", "~0").replace("/", "~1")


def _headers(error: Exception) -> dict[str, str]:
    autenticacion = getattr(error, "auth_header", None)
    cabeceras = {"WWW-Authenticate": autenticacion} if autenticacion else {}
    if isinstance(error, AlmacenNoDisponibleError):
        cabeceras["Retry-After"] = "120"
    elif espera := getattr(error, "wait", None):
        cabeceras["Retry-After"] = str(int(espera) + 1)
    return cabeceras
