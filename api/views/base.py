"""What the views of a case share: the actor, and the representation with its version."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.actor import get_actor
from api.permissions import SegunPolicies
from api.serializers.solicitud import ExpedienteSerializer
from config import reloj
from solicitudes.actor import Actor
from solicitudes.alcances import Alcance
from solicitudes.ensayo import tell_hora
from solicitudes.selectors import Expediente

# One for every request: its fields are built once, and `to_representation` keeps nothing of what it shows.
_EXPEDIENTE = ExpedienteSerializer()


class ComoEsta(BaseContentNegotiation):
    """The address says the form: whoever asks for a paper as `application/pdf`, or for a table as JSON, gets it, and not a 406."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class VistaDeExpediente(APIView):
    """A view about one case; policies.py decides what its caller gets."""

    permission_classes = (SegunPolicies,)
    throttle_scope = "consultar"
    alcances: ClassVar[dict[str, tuple[Alcance, ...]]] = {"GET": (Alcance.LEER, Alcance.ACTUAR)}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if any("\0" in dato for dato in kwargs.values()):  # PostgreSQL refuses to look for it
            raise NotFound(_("No hay nada en esa dirección."))

    def tell_hora(self, folio: str) -> datetime:
        """The present moment in this case: a rehearsal has a clock of its own."""
        return tell_hora(folio, reloj.ahora())

    def get_actor(self, request: Request, folio: str) -> Actor:
        return get_actor(request, folio=folio)


class RespuestaConVersion(Response):
    """An answer whose ETag begins with the version of the case."""

    def __init__(self, data: Any, *, version: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.version = version


def represent_expediente(expediente: Expediente, *, status: int = 200) -> Response:
    """The case as this caller may see it; api/condicional.py makes its ETag from `version`."""
    return RespuestaConVersion(_EXPEDIENTE.to_representation(expediente), version=expediente.version, status=status)
