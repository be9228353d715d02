"""do_once: a request that comes again with its Idempotency-Key is answered again and not done again (docs/adr/0012)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from cryptography.fernet import InvalidToken
from django.db import transaction

from solicitudes.cifrado import decrypt, encrypt
from solicitudes.models import PeticionIdempotente
from workflow.problema import ProblemaError

#: How long an answer is kept, and after how long a claim without one is taken for dead.
DIAS = 30
ESPERA = timedelta(minutes=5)


class IdempotenciaReutilizadaError(ProblemaError):
    codigo: ClassVar[str] = "clave-de-idempotencia-reutilizada"
    titulo: ClassVar[str] = "Esa Idempotency-Key ya se usó para otra cosa"


class PeticionEnCursoError(ProblemaError):
    codigo: ClassVar[str] = "peticion-en-curso"
    titulo: ClassVar[str] = "Esa petición se está atendiendo"
    estatus: ClassVar[int] = 409


class RespuestaPerdidaError(ProblemaError):
    codigo: ClassVar[str] = "respuesta-perdida"
    titulo: ClassVar[str] = "Esa petición ya se atendió y su respuesta no se puede repetir"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Llamada:
    """Who asks, with which key, and the digest of what she asks for."""

    quien: str
    clave: str
    huella: str

    @property
    def llave(self) -> str:
        """The caller with her key: the same key of somebody else is another one."""
        return hashlib.sha256(f"{self.quien}\n{self.clave}".encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Respuesta:
    """An answer as it can be given again; `cuerpo` is what JSON can say."""

    estatus: int
    cuerpo: Any
    cabeceras: dict[str, str] = field(default_factory=dict)
    version: int | None = None


def do_once(*, llamada: Llamada, hacer: Callable[[], Respuesta], ahora: datetime, atomica: bool = True) -> tuple[Respuesta, bool]:
    """Do `hacer` unless it was done already; gives the answer, and whether it is the one of before.

    What `hacer` refuses, by raising, leaves the key free. With `atomica` its writes and its answer are one transaction, so that no crash
    can come between them; without it, for what speaks to other machines, a crash there means that it is done again.

    :raises IdempotenciaReutilizadaError: the key was used for something else.
    :raises PeticionEnCursoError: somebody else is doing it now.
    :raises RespuestaPerdidaError: it was done, and the answer was encrypted with a SECRET_KEY that is no more.
    """
    peticion = _claim(llamada, ahora)
    if peticion.estatus is not None:
        return _open(peticion, llamada), True
    try:
        if atomica:
            with transaction.atomic():
                respuesta = hacer()
                _keep(peticion, respuesta, llamada, ahora)
        else:
            respuesta = hacer()
            _keep(peticion, respuesta, llamada, ahora)
    except Exception:
        _mine(peticion).delete()
        raise
    return respuesta, False


def forget_peticiones(*, ahora: datetime, lote: int = 2_000) -> int:
    """Delete what was claimed more than 30 days before `ahora`, a lot at a time. Returns how many. Safe to run twice, or days late."""
    viejas = PeticionIdempotente.objects.filter(fecha_hora_reclamada__lt=ahora - timedelta(days=DIAS)).order_by("id")
    total = 0
    while ids := list(viejas.values_list("id", flat=True)[:lote]):
        borradas, _ = PeticionIdempotente.objects.filter(id__in=ids).delete()
        total += borradas
    return total


def _claim(llamada: Llamada, ahora: datetime) -> PeticionIdempotente:
    """The row of this key: ours to answer if it has no answer."""
    peticion, nueva = PeticionIdempotente.objects.get_or_create(
        llave=llamada.llave, defaults={"huella": llamada.huella, "fecha_hora_reclamada": ahora}
    )
    if nueva:
        return peticion
    if peticion.huella != llamada.huella:
        raise IdempotenciaReutilizadaError("Esa Idempotency-Key ya se usó con otro contenido. Use una nueva para cada petición.")
    if peticion.estatus is None and (
        ahora - peticion.fecha_hora_reclamada < ESPERA or not _mine(peticion).update(fecha_hora_reclamada=ahora)
    ):
        raise PeticionEnCursoError("La misma petición se está atendiendo ahora. Repítala en unos segundos con la misma clave.")
    if peticion.estatus is None:
        peticion.fecha_hora_reclamada = ahora
    return peticion


def _keep(peticion: PeticionIdempotente, respuesta: Respuesta, llamada: Llamada, ahora: datetime) -> None:
    """Write the answer down, unless somebody took this claim for dead: then what we did is undone with our transaction."""
    sellada = encrypt(json.dumps(asdict(respuesta), ensure_ascii=False), llave=llamada.clave)
    if not _mine(peticion).update(estatus=respuesta.estatus, respuesta=sellada, fecha_hora_respondida=ahora):
        raise PeticionEnCursoError("La petición tardó demasiado y otra ocupó su lugar. Repítala con la misma clave.")


def _open(peticion: PeticionIdempotente, llamada: Llamada) -> Respuesta:
    try:
        return Respuesta(**json.loads(decrypt(peticion.respuesta, llave=llamada.clave)))
    except InvalidToken:
        raise RespuestaPerdidaError("Lea el recurso para ver cómo quedó, y use una clave nueva para lo que siga.") from None


def _mine(peticion: PeticionIdempotente) -> Any:
    """The row, as long as it is still this claim's and has no answer."""
    return PeticionIdempotente.objects.filter(pk=peticion.pk, estatus=None, fecha_hora_reclamada=peticion.fecha_hora_reclamada)
