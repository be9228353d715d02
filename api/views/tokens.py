"""tokens/: the personal tokens of whoever has signed in; a program makes none and revokes none."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.actor import get_sesion, require_actor
from api.errors import TIPO_DE_CONTENIDO
from api.idempotencia import una_sola_vez
from api.permissions import SegunPolicies
from api.serializers import tokens as serializers
from api.serializers.problema import ProblemaSerializer
from config import reloj
from config.cuentas import entered_recently
from solicitudes.policies_programas import require_titular
from solicitudes.services.tokens import DatosDeToken, crear_token, list_tokens, revocar_token
from workflow.problema import ProblemaError

_PROBLEMAS: dict[Any, Any] = {(status, TIPO_DE_CONTENIDO): ProblemaSerializer for status in (401, 403, 404, 409, 422)}


class EntradaRecienteRequeridaError(ProblemaError):
    codigo: ClassVar[str] = "entrada-reciente-requerida"
    titulo: ClassVar[str] = "Vuelva a identificarse"
    estatus: ClassVar[int] = 403


class TokensView(APIView):
    """Hers that hold, and a new one."""

    permission_classes = (SegunPolicies,)

    @property
    def throttle_scope(self) -> str:
        return "actuar" if self.request.method == "POST" else "consultar"

    @extend_schema(
        operation_id="listar_tokens",
        summary="Los tokens personales de quien llama",
        tags=["tokens"],
        responses={200: serializers.TokensSerializer, **_PROBLEMAS},
    )
    def get(self, request: Request) -> Response:
        propios = list_tokens(persona_id=require_titular(require_actor(request)))
        return Response(serializers.TokensSerializer({"tokens": propios}).data)

    @extend_schema(
        operation_id="crear_token",
        summary="Dar un token personal a un programa",
        description="Con una sesión en la que se identificó hace menos de cinco minutos. El token actúa en su nombre, con sus cargos de "
        "cada día y nunca más que sus alcances; ni firma ni decide.",
        tags=["tokens"],
        request=serializers.CrearTokenSerializer,
        responses={201: serializers.TokenConSecretoSerializer, **_PROBLEMAS},
    )
    @una_sola_vez
    def post(self, request: Request) -> Response:
        actor = require_actor(request)
        require_titular(actor)
        if not entered_recently(request, sesion=get_sesion(request)):
            raise EntradaRecienteRequeridaError("Para dar un token, inicie sesión otra vez y hágalo en los cinco minutos siguientes.")
        datos = serializers.CrearTokenSerializer(data=request.data)
        datos.is_valid(raise_exception=True)
        pedido = DatosDeToken(**datos.validated_data | {"alcances": tuple(datos.validated_data["alcances"])})
        token, secreto = crear_token(datos=pedido, actor=actor, ahora=reloj.ahora())
        respuesta = Response(serializers.TokenSerializer(token).data | {"token": secreto}, status=201)
        respuesta["Cache-Control"] = "no-store"
        return respuesta


class TokenView(APIView):
    """One of hers."""

    permission_classes = (SegunPolicies,)
    throttle_scope = "actuar"

    @extend_schema(operation_id="revocar_token", summary="Revocarlo al instante", tags=["tokens"], responses={204: None, **_PROBLEMAS})
    def delete(self, request: Request, token_id: int) -> Response:
        revocar_token(token_id=token_id, actor=require_actor(request), ahora=reloj.ahora())
        return Response(status=204)
