"""A directory registered here, without the page nor the command, and the addresses that are confirmed on our side."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from solicitudes.cifrado import encrypt
from solicitudes.models import Emisor, Institucion, Persona
from tests.elenco import LUNES, Elenco
from tests.emisor.mentiras import SECRETO


def add_emisor(institucion: Institucion, url: str, clave: str = "honesto", **datos: Any) -> Emisor:
    """The directory at `url`, with the client of the same name as its key."""
    datos = {"dominios": ["oficina.example"], "secreto_cifrado": encrypt(SECRETO), "cliente_id": clave} | datos
    return Emisor.objects.create(
        clave=clave, nombre="Ministerio de Salud", institucion=institucion, url=url, fecha_hora_registrado=LUNES, **datos
    )


def confirm_correos(elenco: Elenco) -> None:
    """Everybody of the cast has confirmed her address, as whoever was invited has."""
    personas = Persona.objects.exclude(email="")
    EmailAddress.objects.bulk_create(EmailAddress(user=p, email=p.email, verified=True, primary=True) for p in personas)
