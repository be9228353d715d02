"""The doors' own locks. What somebody may see or do with a case is decided by solicitudes/policies.py alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from api.actor import get_acreditacion, get_token
from solicitudes.alcances import Alcance
from workflow.problema import ProblemaError

if TYPE_CHECKING:
    from rest_framework.views import APIView  # DRF's views import this module while they load


class AlcanceInsuficienteError(ProblemaError):
    codigo: ClassVar[str] = "alcance-insuficiente"
    titulo: ClassVar[str] = "El token no alcanza para esto"
    estatus: ClassVar[int] = 403


class DenegarPorOmision(BasePermission):
    """The default: a view that does not say who may enter lets nobody in."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return False


class Publica(BasePermission):
    """What anybody may ask without saying who she is."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return True


class SegunPolicies(BasePermission):
    """The service or the selector behind the view asks policies.py; the token of a program must have one of the view's `alcances`."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if credencial := get_acreditacion(request) or get_token(request):
            metodo = "GET" if request.method == "HEAD" else request.method
            require_alcance(credencial.alcances, getattr(view, "alcances", {}).get(metodo, ()))
        return True


def require_alcance(propios: frozenset[str], alguno: tuple[Alcance, ...]) -> None:
    """:raises AlcanceInsuficienteError: none of `alguno` is among the scopes of the token; a view that names none is for no program."""
    if not propios & set(alguno):
        plantilla = (
            "Para esto hace falta uno de: {alguno}; su token tiene: {propios}."
            if alguno
            else "Para esto hay que iniciar sesión: no es para programas; su token tiene: {propios}."
        )
        raise AlcanceInsuficienteError(plantilla, alguno=list(alguno), propios=sorted(propios) or "ninguno")
