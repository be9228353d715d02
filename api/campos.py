"""`?fields=`: only the members that the caller wants, of a case or of each row of a list."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

FIELDS = OpenApiParameter("fields", str, description="Solo estos campos, separados por comas: `fields=folio,estado,vence`.")


class ConCampos(APIView):
    """A view whose GET takes `fields`; `campos_de` is the serializer of what it shows."""

    campos_de: ClassVar[type[Serializer[Any]]]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.campos = read_nombres(request, "fields", tuple(self.campos_de._declared_fields)) if request.method in ("GET", "HEAD") else ()

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Response:
        campos = getattr(self, "campos", ())
        if campos and response.status_code == 200 and isinstance(getattr(response, "data", None), dict):
            filas = response.data.get("results")
            if filas is None:
                response.data = _choose(response.data, campos)
            else:
                response.data = dict(response.data) | {"results": [_choose(fila, campos) for fila in filas]}
        return super().finalize_response(request, response, *args, **kwargs)


def read_nombres(request: Request, parametro: str, posibles: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a parameter of the query, each once; none when it is not there.

    :raises ValidationError: one of them is none of `posibles`.
    """
    if parametro not in request.query_params:
        return ()
    nombres = tuple(dict.fromkeys(n.strip() for n in request.query_params[parametro].split(",") if n.strip()))
    if malos := [nombre for nombre in nombres if nombre not in posibles]:
        dicho = _("No existe: %(malos)s. Los que hay: %(posibles)s.") % {"malos": ", ".join(malos)[:100], "posibles": ", ".join(posibles)}
        raise ValidationError({parametro: [dicho]})
    return nombres


def _choose(dato: dict[str, Any], campos: tuple[str, ...]) -> dict[str, Any]:
    return {nombre: valor for nombre, valor in dato.items() if nombre in campos}
