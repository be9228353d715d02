"""`?expand=`: what hangs on a case, in the same answer; of its lists, the first page, with the address of the next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from api.pagination import CursorPagination
from api.serializers.plazos import tell_plazos
from api.serializers.solicitud import DocumentoSerializer, MovimientoSerializer
from solicitudes.actor import Actor
from solicitudes.models import Solicitud
from solicitudes.policies import may_see_datos, visible_documentos, visible_movimientos
from solicitudes.selectors import describe_plazos

AMPLIACIONES = ("movimientos", "documentos", "plazos")
EXPAND = OpenApiParameter(
    "expand", str, description="Además, lo que cuelga del expediente, separado por comas: `movimientos`, `documentos`, `plazos`."
)


class PorNumero(CursorPagination):
    ordering = "numero"


class PorLlegada(CursorPagination):
    ordering = "id"


class _PrimeraPagina(CursorPagination):
    """Whatever the query says: its cursor is of something else."""

    def __init__(self, ordering: str) -> None:
        self.ordering = ordering

    def decode_cursor(self, request: Any) -> Any:
        return None


def expand_solicitud(nombre: str, solicitud: Solicitud, *, actor: Actor, request: Request, al: datetime) -> Any:
    """One of AMPLIACIONES as its own address would answer. Two queries at most."""
    if nombre == "plazos":
        return tell_plazos(describe_plazos(solicitud, al=al))
    if nombre == "movimientos":
        contexto = {"con_datos": may_see_datos(actor, solicitud)}
        return _first_page(
            _PrimeraPagina(PorNumero.ordering),
            visible_movimientos(actor, solicitud),
            request,
            nombre,
            solicitud.folio,
            MovimientoSerializer,
            contexto,
        )
    return _first_page(
        _PrimeraPagina(PorLlegada.ordering), visible_documentos(actor, solicitud), request, nombre, solicitud.folio, DocumentoSerializer, {}
    )


def _first_page(
    paginador: CursorPagination, filas: Any, request: Request, nombre: str, folio: str, serializer: Any, contexto: dict[str, Any]
) -> dict[str, Any]:
    pagina = paginador.paginate_queryset(filas, request)
    paginador.base_url = request.build_absolute_uri(reverse(f"api:{nombre}", args=[folio]))
    datos: dict[str, Any] = paginador.get_paginated_response(serializer(pagina, many=True, context=contexto).data).data
    return datos
