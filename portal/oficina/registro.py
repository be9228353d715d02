"""What an officer is registering: kept in her session, and sealed in each page so that neither an error nor a lost session loses a word."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import uuid4

from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from portal.puerta import Vista
from solicitudes.services.presentacion import Peticion, Recibo, Solicitante
from solicitudes.services.rectificacion import Rectificado
from workflow.eventos import TipoSolicitud

CAMPO = "borrador"
_SAL = "portal.oficina.registro"
_SESION, _ESCRITO, _RECIBO = "registro", "registro_escrito", "registro_recibo"
_MAXIMO_ESCRITO = 30_000


@dataclass
class Registro:
    """What has been written down so far, by whom (`persona`, an id). `llave` is the idempotency key: one registration files once.

    `recibida` is ISO 8601, empty for what comes in as it is written down.
    """

    persona: int
    llave: str = field(default_factory=lambda: str(uuid4()))
    institucion: str = ""
    canal: str = "mostrador"
    recibida: str = ""
    nombre: str = ""
    correo: str = ""
    telefono: str = ""
    texto: str = ""
    forma_entrega: str = "electronica"
    idioma: str = "es"
    tipo: str = "acceso"
    sistema: str = ""
    cambio: str = ""
    evidencia: str = ""

    @property
    def completo(self) -> bool:
        """Whether it has what the law asks for (LAIP art. 41): what, whom, who."""
        return bool(self.texto and self.institucion and self.nombre)

    @property
    def rectifica(self) -> bool:
        """Whether the person asks to have her own data corrected (LAIP art. 34)."""
        return self.tipo == TipoSolicitud.DATOS_RECTIFICACION

    @property
    def de_datos_propios(self) -> bool:
        """Whether she will have to accredit who she is (LAIP arts. 33 and 34)."""
        return TipoSolicitud(self.tipo).de_datos_propios

    @property
    def momento(self) -> datetime | None:
        """When it came in; None for now."""
        return datetime.fromisoformat(self.recibida) if self.recibida else None

    def seal(self) -> str:
        """As text that this server alone can write, for a hidden field."""
        return signing.dumps(asdict(self), salt=_SAL, compress=True)

    def build_peticion(self) -> Peticion:
        """As the service takes it."""
        return Peticion(
            instituciones=(self.institucion,),
            descripcion=self.texto,
            solicitante=Solicitante(nombre=self.nombre, correo=self.correo, telefono=self.telefono, idioma=self.idioma),
            tipo=self.tipo,
            forma_entrega=self.forma_entrega,
            canal=self.canal,
            recibida=self.momento,
            rectificacion=Rectificado(self.sistema, self.cambio, self.evidencia) if self.rectifica else None,
        )


def open_registro(request: HttpRequest, persona: int) -> Registro:
    """Hers: that of the page that was sent, else that of the session, else a new one; never what somebody else wrote here."""
    for datos in (_unseal(request.POST.get(CAMPO, "")), request.session.get(_SESION)):
        if datos and datos["persona"] == persona:
            return Registro(**datos)
    return Registro(persona)


def save_registro(request: HttpRequest, registro: Registro) -> None:
    request.session[_SESION] = asdict(registro)
    request.session.pop(_ESCRITO, None)


def discard_registro(request: HttpRequest) -> None:
    """Forget what was being written and the receipt of the one before, key included."""
    for nombre in (_SESION, _ESCRITO, _RECIBO):
        request.session.pop(nombre, None)


def read_escrito(request: HttpRequest, persona: int) -> dict[str, str] | None:
    """What she had typed when her session was found to be over, as she typed it."""
    guardado = request.session.get(_ESCRITO)
    return guardado["campos"] if guardado and guardado["persona"] == persona else None


def save_recibo(request: HttpRequest, recibo: Recibo, registro: Registro) -> None:
    """Remember the filing, not its key: that is derived again from `llave` and the server's secret (docs/adr/0005)."""
    discard_registro(request)
    request.session[_RECIBO] = {"presentacion": str(recibo.presentacion), "llave": registro.llave, "persona": registro.persona}


def get_recibo(request: HttpRequest, persona: int) -> dict[str, str] | None:
    """Her last registration, as `presentacion` and `llave`, until she begins another."""
    recibo = request.session.get(_RECIBO)
    return recibo if recibo and recibo["persona"] == persona else None


def keep_escrito(vista: Vista) -> Vista:
    """What was sent after the session was over is kept for whoever wrote it, until she has signed in again.

    Only a page that this server sealed for her is kept, so that nobody else can fill sessions.
    """

    @wraps(vista)
    def keeper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        respuesta = vista(request, *args, **kwargs)
        if request.method == "POST" and not request.user.is_authenticated and respuesta.status_code == 302:
            _keep(request)
        return respuesta

    return keeper


def _keep(request: HttpRequest) -> None:
    datos = _unseal(request.POST.get(CAMPO, ""))
    if datos is None:
        return
    request.session[_SESION] = datos
    campos = {nombre: request.POST[nombre] for nombre in _ESCRIBIBLES if nombre in request.POST}
    if campos and sum(map(len, campos.values())) <= _MAXIMO_ESCRITO:
        request.session[_ESCRITO] = {"persona": datos["persona"], "campos": campos}


_ESCRIBIBLES = (
    "institucion", "canal", "fecha", "hora", "abierta", "nombre", "correo", "telefono", "texto", "forma_entrega", "idioma", "tipo",
    "sistema", "cambio", "evidencia",
)  # fmt: skip


def _unseal(sellado: str) -> dict[str, Any] | None:
    try:
        datos: dict[str, Any] = signing.loads(sellado, salt=_SAL, max_age=24 * 3600)
    except signing.BadSignature:
        return None
    return datos
