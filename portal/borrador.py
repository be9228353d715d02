"""The draft of a filing: kept in the session, and sealed in each page so that a lost session loses no word."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import uuid4

from django.core import signing
from django.http import HttpRequest

from solicitudes.services.presentacion import Peticion, Recibo, Solicitante
from solicitudes.services.rectificacion import Rectificado
from workflow.eventos import TipoSolicitud

_SESION = "borrador"
_RECIBO = "recibo"
_SAL = "portal.borrador"
CAMPO = "borrador"


@dataclass
class Borrador:
    """What has been answered so far. `llave` is the idempotency key: one draft files once, however often it is sent."""

    llave: str = field(default_factory=lambda: str(uuid4()))
    texto: str = ""
    instituciones: list[str] = field(default_factory=list)
    nombre: str = ""
    correo: str = ""
    telefono: str = ""
    tipo: str = "acceso"
    forma_entrega: str = "electronica"
    idioma: str = "es"
    sistema: str = ""
    cambio: str = ""
    evidencia: str = ""

    @property
    def completo(self) -> bool:
        """Whether it has what the law asks for: what, whom, who (LAIP art. 41), and what is to be corrected (art. 34)."""
        return bool(self.texto and self.instituciones and self.nombre) and not self.falta_rectificacion

    @property
    def rectifica(self) -> bool:
        """Whether she asks to have her own data corrected."""
        return self.tipo == TipoSolicitud.DATOS_RECTIFICACION

    @property
    def pasos(self) -> int:
        """How many pages it takes."""
        return 5 if self.rectifica else 4

    @property
    def falta_rectificacion(self) -> bool:
        """Whether she has still to say what is to be corrected."""
        return self.rectifica and not (self.sistema and self.cambio and self.evidencia)

    @property
    def de_datos_propios(self) -> bool:
        """Whether she will have to accredit who she is (LAIP arts. 33 and 34)."""
        return TipoSolicitud(self.tipo).de_datos_propios

    def seal(self) -> str:
        """The draft as text that this server alone can write, for a hidden field."""
        return signing.dumps(asdict(self), salt=_SAL, compress=True)

    def build_peticion(self) -> Peticion:
        """The draft as the service takes it."""
        return Peticion(
            instituciones=tuple(self.instituciones),
            descripcion=self.texto,
            solicitante=Solicitante(nombre=self.nombre, correo=self.correo, telefono=self.telefono, idioma=self.idioma),
            tipo=self.tipo,
            forma_entrega=self.forma_entrega,
            rectificacion=Rectificado(self.sistema, self.cambio, self.evidencia) if self.rectifica else None,
        )


def open_borrador(request: HttpRequest) -> Borrador:
    """The draft of this browser: from the session; if that was lost, from the page that was sent; otherwise a new one."""
    datos = request.session.get(_SESION) or _unseal(request.POST.get(CAMPO, ""))
    return Borrador(**datos) if datos else Borrador()


def read_borrador_enviado(request: HttpRequest) -> Borrador:
    """The draft of the page that was sent: what somebody saw is what is filed, whatever another tab did meanwhile."""
    datos = _unseal(request.POST.get(CAMPO, "")) or request.session.get(_SESION)
    return Borrador(**datos) if datos else Borrador()


def save_borrador(request: HttpRequest, borrador: Borrador) -> None:
    request.session[_SESION] = asdict(borrador)


def discard_borrador(request: HttpRequest) -> None:
    request.session.pop(_SESION, None)


def save_recibo(request: HttpRequest, recibo: Recibo, llave: str, *, en_cuenta: bool) -> None:
    """Remember the filing, not its key: the key is derived again from `llave` and the server's secret (docs/adr/0005)."""
    request.session[_RECIBO] = {"presentacion": str(recibo.presentacion), "llave": llave, "en_cuenta": "1" if en_cuenta else ""}
    discard_borrador(request)


def get_recibo(request: HttpRequest) -> dict[str, str] | None:
    """The filing made last by this browser, as `presentacion`, `llave` and whether it is `en_cuenta`."""
    return request.session.get(_RECIBO)


def is_filed(request: HttpRequest, borrador: Borrador) -> bool:
    """Whether this very draft has become the receipt that the browser has."""
    recibo = get_recibo(request)
    return bool(recibo and recibo["llave"] == borrador.llave)


def _unseal(sellado: str) -> dict[str, Any] | None:
    try:
        datos: dict[str, Any] = signing.loads(sellado, salt=_SAL, max_age=7 * 24 * 3600)
    except signing.BadSignature:
        return None
    return datos
