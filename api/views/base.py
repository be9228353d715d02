"""What the views of a case share: the actor, the version in If-Match, the representation with its ETag."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.actor import get_actor
from api.permissions import SegunPolicies
from api.serializers.solicitud import ExpedienteSerializer
from solicitudes.actor import Actor
from solicitudes.alcances import Alcance
from solicitudes.selectors import Expediente

# One for every request: its fields are built once, and `to_representation` keeps nothing of what it shows.
_EXPEDIENTE = ExpedienteSerializer()


class VistaDeExpediente(APIView):
    """A view about one case; policies.py decides what its caller gets."""

    permission_classes = (SegunPolicies,)
    throttle_scope = "consultar"
    alcances: ClassVar[dict[str, tuple[Alcance, ...]]] = {"GET": (Alcance.LEER, Alcance.ACTUAR)}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if any("\0" in dato for dato in kwargs.values()):  # PostgreSQL refuses to look for it
            raise NotFound("No hay nada en esa dirección.")

    def get_actor(self, request: Request, folio: str) -> Actor:
        return get_actor(request, folio=folio)


def represent_expediente(expediente: Expediente, *, status: int = 200) -> Response:
    """The case as this caller may see it, with its version as ETag."""
    respuesta = Response(_EXPEDIENTE.to_representation(expediente), status=status)
    respuesta["ETag"] = f'"{expediente.version}"'
    respuesta["Cache-Control"] = "private, no-cache"
    return respuesta


def read_if_match(request: Request) -> int | None:
    """The version that the caller saw; None when she sets no condition, -1 when she names one that cannot be."""
    valor = request.headers.get("If-Match", "").strip()
    if valor in ("", "*"):
        return None
    numero = valor.removeprefix("W/").strip('"')
    return int(numero) if numero.isascii() and numero.isdigit() and len(numero) < 10 else -1
