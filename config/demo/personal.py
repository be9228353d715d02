"""The officials of the demonstration: real accounts with real offices, their passwords made anew at each run."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from solicitudes.models import Cargo, Institucion, Persona, Unidad
from workflow.roles import Rol

_DESDE = date(2026, 1, 1)
_NOMBRES: dict[Rol, tuple[str, str]] = {
    Rol.OFICIAL: ("Ana Lucía", "Ajú Pérez"),
    Rol.JEFE_UNIDAD: ("Marta", "Chávez Ruano"),
    Rol.FIRMANTE: ("Óscar", "Tzoc Morales"),
    Rol.MAXIMA_AUTORIDAD: ("Irma", "Godoy Letona"),
    Rol.ENLACE: ("Byron", "Xicará López"),
}
_GENERALES: dict[Rol, tuple[str, str]] = {
    Rol.REGULADOR: ("Elena", "Batz Sicajá"),
    Rol.ADMINISTRADOR: ("Luis", "Cojtí Barrios"),
}
_CLASES: dict[Rol, Unidad.Clase] = {
    Rol.OFICIAL: Unidad.Clase.INFORMACION,
    Rol.JEFE_UNIDAD: Unidad.Clase.INFORMACION,
    Rol.FIRMANTE: Unidad.Clase.MAXIMA_AUTORIDAD,
    Rol.MAXIMA_AUTORIDAD: Unidad.Clase.MAXIMA_AUTORIDAD,
}


@dataclass(frozen=True, slots=True)
class Equipo:
    """The people of one institution: user names by role, one password for this run, the unit that holds the information."""

    codigo: str
    usuarios: dict[Rol, str]
    contrasena: str
    unidad_interna: int


@transaction.atomic
def hire_equipo(codigo: str, *, unidad_interna: str) -> Equipo:
    """Give an institution its officer, head of unit, signer, top authority and liaison, or the same ones with a new password."""
    institucion = Institucion.objects.get(codigo=codigo)
    interna, _ = Unidad.objects.get_or_create(institucion=institucion, clase=Unidad.Clase.INTERNA, nombre=unidad_interna)
    contrasena = secrets.token_urlsafe(12)
    resumen, usuarios = make_password(contrasena), {}
    for rol, nombre in _NOMBRES.items():
        unidad = Unidad.objects.get(institucion=institucion, clase=_CLASES[rol]) if rol in _CLASES else interna
        persona = _open_cuenta(f"{rol.value}.{codigo.lower()}", nombre, resumen)
        Cargo.objects.get_or_create(persona=persona, unidad=unidad, rol=rol.value, defaults={"desde": _DESDE})
        usuarios[rol] = persona.username
    return Equipo(codigo, usuarios, contrasena, interna.pk)


@transaction.atomic
def hire_generales(contrasena: str) -> list[str]:
    """Give the whole system its regulator and its administrator, or the same ones with a new password; their user names."""
    resumen = make_password(contrasena)
    for rol, nombre in _GENERALES.items():
        persona = _open_cuenta(rol.value, nombre, resumen)
        Cargo.objects.get_or_create(persona=persona, unidad=None, rol=rol.value, defaults={"desde": _DESDE})
    return [rol.value for rol in _GENERALES]


def _open_cuenta(usuario: str, nombre: tuple[str, str], resumen: str) -> Persona:
    """An account with the hash of its password, which costs as much as it should and is made once for all who share it."""
    correo = f"{usuario}@demo.invalid"
    persona, _ = Persona.objects.get_or_create(
        username=usuario, defaults={"email": correo, "first_name": nombre[0], "last_name": nombre[1]}
    )
    persona.password = resumen
    persona.save()
    EmailAddress.objects.get_or_create(user=persona, email=correo, defaults={"verified": True, "primary": True})
    return persona
