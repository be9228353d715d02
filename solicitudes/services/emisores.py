"""The directories of accounts by which officials sign in: registered, changed, given a new secret, switched off and on again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.db import transaction
from django.db.models import QuerySet

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.cifrado import decrypt, encrypt
from solicitudes.models import Emisor, Institucion
from solicitudes.oidc.descubrimiento import discover, is_segura
from solicitudes.policies import require_administrador
from solicitudes.services.acto_administrativo import record_acto
from workflow.problema import ProblemaError


class EmisorInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "emisor-invalido"
    titulo: ClassVar[str] = "Así no se puede registrar un directorio"


class EmisorRepetidoError(ProblemaError):
    codigo: ClassVar[str] = "emisor-repetido"
    titulo: ClassVar[str] = "Ya hay un directorio con esa clave"
    estatus: ClassVar[int] = 409


class EmisorNoEncontradoError(ProblemaError):
    codigo: ClassVar[str] = "emisor-no-encontrado"
    titulo: ClassVar[str] = "No hay un directorio así"
    estatus: ClassVar[int] = 404


class EmisorEnEseEstadoError(ProblemaError):
    codigo: ClassVar[str] = "emisor-en-ese-estado"
    titulo: ClassVar[str] = "El directorio ya estaba así"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class DatosDeEmisor:
    """What may change of a directory: how people read it, whose addresses it answers for, whether its second factor is taken for ours."""

    nombre: str
    dominios: tuple[str, ...]
    fia_segundo_factor: bool = False
    acr: str = ""


def registrar_emisor(
    *, clave: str, codigo: str, url: str, cliente_id: str, secreto: str, datos: DatosDeEmisor, actor: Actor, ahora: datetime
) -> Emisor:
    """Register the directory of the institution `codigo`, after asking it for its configuration. Without `secreto`, the installation
    has it (SECRETOS_DE_EMISORES).

    :raises ActoNoAutorizadoError: only the administration may.
    :raises EmisorInvalidoError, EmisorRepetidoError: something is missing, or the key is taken.
    :raises EmisorSinRespuestaError: it does not answer, or not as an issuer does.
    """
    require_administrador(actor)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", clave) or len(clave) > 40:
        raise EmisorInvalidoError("La clave lleva minúsculas, cifras y guiones: «mspas».", campo="clave")
    if not is_segura(url) or len(url) > 300:
        raise EmisorInvalidoError("La dirección debe empezar por https:// y no lleva usuario, contraseña ni #.", campo="url")
    if not cliente_id.strip() or len(cliente_id) > 191:
        raise EmisorInvalidoError("Escriba el client_id que le dio el directorio.", campo="cliente_id")
    institucion = Institucion.objects.filter(codigo=codigo, activa=True).first()
    if institucion is None:
        raise EmisorInvalidoError("No hay una institución en funciones con ese código.", campo="codigo")
    limpios = _clean(datos)
    _require_secreto(clave, secreto)
    if Emisor.objects.filter(clave=clave).exists():
        raise EmisorRepetidoError("La clave no se usa dos veces, ni la de un directorio desactivado.", campo="clave")
    discover(url)
    with transaction.atomic():
        emisor, nuevo = Emisor.objects.get_or_create(
            clave=clave,
            defaults={
                "institucion": institucion,
                "url": url,
                "cliente_id": cliente_id.strip(),
                "secreto_cifrado": encrypt(secreto) if secreto else "",
                "fecha_hora_registrado": ahora,
                **_columns(limpios),
            },
        )
        if not nuevo:
            raise EmisorRepetidoError("La clave no se usa dos veces, ni la de un directorio desactivado.", campo="clave")
        _record(Accion.REGISTRAR_EMISOR, emisor, actor, ahora, url=url, cliente_id=emisor.cliente_id, despues=_columns(limpios))
    return emisor


def cambiar_emisor(*, emisor_id: int, datos: DatosDeEmisor, actor: Actor, ahora: datetime) -> Emisor:
    """Change what may change of a directory; its issuer and its client do not: register another.

    :raises ActoNoAutorizadoError, EmisorNoEncontradoError, EmisorInvalidoError:
    """
    limpios = _clean(datos)
    with transaction.atomic():
        emisor = get_emisor(emisor_id=emisor_id, actor=actor, bloquear=True)
        antes = {campo: getattr(emisor, campo) for campo in _columns(limpios)}
        for campo, valor in _columns(limpios).items():
            setattr(emisor, campo, valor)
        emisor.save(update_fields=list(antes))
        _record(Accion.CAMBIAR_EMISOR, emisor, actor, ahora, antes=antes, despues=_columns(limpios))
    return emisor


def rotar_emisor(*, emisor_id: int, secreto: str, actor: Actor, ahora: datetime) -> Emisor:
    """Put the new secret that the directory gave; empty, the installation has it from now on.

    :raises ActoNoAutorizadoError, EmisorNoEncontradoError, EmisorInvalidoError:
    """
    with transaction.atomic():
        emisor = get_emisor(emisor_id=emisor_id, actor=actor, bloquear=True)
        _require_secreto(emisor.clave, secreto)
        emisor.secreto_cifrado = encrypt(secreto) if secreto else ""
        emisor.save(update_fields=["secreto_cifrado"])
        _record(Accion.ROTAR_EMISOR, emisor, actor, ahora)
    return emisor


def desactivar_emisor(*, emisor_id: int, actor: Actor, ahora: datetime) -> Emisor:
    """Let nobody in by a directory any more, and close the sessions of whoever is bound to it.

    :raises ActoNoAutorizadoError, EmisorNoEncontradoError, EmisorEnEseEstadoError:
    """
    emisor = _switch(emisor_id, activo=False, accion=Accion.DESACTIVAR_EMISOR, actor=actor, ahora=ahora)
    for sesion in UserSession.objects.filter(user__socialaccount__provider=emisor.clave):
        sesion.end()
    return emisor


def reactivar_emisor(*, emisor_id: int, actor: Actor, ahora: datetime) -> Emisor:
    """Let people in by it again. Same errors as `desactivar_emisor`."""
    return _switch(emisor_id, activo=True, accion=Accion.REACTIVAR_EMISOR, actor=actor, ahora=ahora)


def probar_emisor(*, emisor_id: int, actor: Actor) -> Emisor:
    """Ask a directory for its configuration now.

    :raises ActoNoAutorizadoError, EmisorNoEncontradoError:
    :raises EmisorSinRespuestaError: what is wrong with it.
    """
    emisor = get_emisor(emisor_id=emisor_id, actor=actor)
    discover(emisor.url)
    return emisor


def get_emisor(*, emisor_id: int, actor: Actor, bloquear: bool = False) -> Emisor:
    """One directory; locked until the transaction ends with `bloquear`.

    :raises ActoNoAutorizadoError: only the administration sees them.
    :raises EmisorNoEncontradoError: there is none.
    """
    emisores = list_emisores(actor=actor)
    emisor = (emisores.select_for_update(of=("self",)) if bloquear else emisores).filter(pk=emisor_id).first()
    if emisor is None:
        raise EmisorNoEncontradoError("Revise la lista de directorios.")
    return emisor


def list_emisores(*, actor: Actor) -> QuerySet[Emisor]:
    """Every directory, by name. :raises ActoNoAutorizadoError: only the administration sees them."""
    require_administrador(actor)
    return Emisor.objects.select_related("institucion").order_by("nombre", "clave")


def read_secreto(emisor: Emisor) -> str:
    """The secret with which we present ourselves to it; nothing when nobody has it."""
    return decrypt(emisor.secreto_cifrado) if emisor.secreto_cifrado else settings.SECRETOS_DE_EMISORES.get(emisor.clave, "")


def _clean(datos: DatosDeEmisor) -> DatosDeEmisor:
    if not datos.nombre.strip() or len(datos.nombre.strip()) > 100:
        raise EmisorInvalidoError("El nombre va de 1 a 100 caracteres.", campo="nombre")
    dominios = tuple(sorted({dominio.strip().lower().lstrip("@") for dominio in datos.dominios if dominio.strip()}))
    if not dominios:
        raise EmisorInvalidoError("Escriba al menos un dominio: solo direcciones de ahí ligan a alguien.", campo="dominios")
    for dominio in dominios:
        try:
            validate_domain_name(dominio)
        except ValidationError:
            raise EmisorInvalidoError("«{dominio}» no es un dominio como mspas.gob.gt.", dominio=dominio, campo="dominios") from None
    if datos.acr and not datos.fia_segundo_factor:
        raise EmisorInvalidoError("El valor de acr solo sirve si se fía de su segundo factor.", campo="acr")
    return DatosDeEmisor(datos.nombre.strip(), dominios, datos.fia_segundo_factor, datos.acr.strip()[:200])


def _columns(datos: DatosDeEmisor) -> dict[str, object]:
    return {
        "nombre": datos.nombre,
        "dominios": list(datos.dominios),
        "fia_segundo_factor": datos.fia_segundo_factor,
        "acr": datos.acr,
    }


def _require_secreto(clave: str, secreto: str) -> None:
    if not secreto and not settings.SECRETOS_DE_EMISORES.get(clave):
        raise EmisorInvalidoError("Escriba el secreto, o póngalo antes en SECRETOS_DE_EMISORES con esa clave.", campo="secreto")


def _switch(emisor_id: int, *, activo: bool, accion: Accion, actor: Actor, ahora: datetime) -> Emisor:
    with transaction.atomic():
        emisor = get_emisor(emisor_id=emisor_id, actor=actor, bloquear=True)
        if emisor.activo is activo:
            raise EmisorEnEseEstadoError("Ya estaba activo." if activo else "Ya estaba desactivado.")
        emisor.activo = activo
        emisor.save(update_fields=["activo"])
        _record(accion, emisor, actor, ahora)
    return emisor


def _record(accion: Accion, emisor: Emisor, actor: Actor, ahora: datetime, **detalle: object) -> None:
    record_acto(
        accion=accion,
        objeto=str(emisor),
        institucion_id=emisor.institucion_id,
        actor=actor,
        ahora=ahora,
        detalle={"emisor": emisor.pk, **detalle},
    )
