"""Lists by cursor: stable while cases are filed, the same cost on every page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import pagination
from rest_framework.exceptions import NotFound


class CursorPagination(pagination.CursorPagination):
    """`?cursor=…&limite=…`, 50 by default, 100 at most. Views set `ordering`."""

    page_size = 50
    page_size_query_param = "limite"
    max_page_size = 100
    cursor_query_description = "Cursor que dio la página anterior."
    page_size_query_description = "Cuántos por página, 100 como máximo."

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        """The page; a cursor that points at no possible place, which somebody wrote by hand, is as unknown as one that cannot be read."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValidationError, ValueError, OverflowError):
            raise NotFound(self.invalid_cursor_message) from None

    def decode_cursor(self, request: Any) -> Any:
        cursor = super().decode_cursor(request)
        if cursor and "\0" in str(cursor.position):
            raise NotFound(self.invalid_cursor_message)
        return cursor

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page as OpenAPI 3.1 says it; the framework's own `nullable` means nothing there."""
        direccion = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": direccion, "previous": direccion, "results": schema},
        }
