"""The optional account of an applicant: what she ties to it, and how it goes away without touching what the law keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import transaction
from django.db.models import ProtectedError

from solicitudes.claves import matches_clave
from solicitudes.models import Cargo, Persona, Presentacion
from workflow.problema import ProblemaError


class ReclamoInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "reclamo-invalido"
    titulo: ClassVar[str] = "El folio y la clave no corresponden"


class ReclamadaPorOtraCuentaError(ProblemaError):
    codigo: ClassVar[str] = "reclamada-por-otra-cuenta"
    titulo: ClassVar[str] = "Esa solicitud está en otra cuenta"
    estatus: ClassVar[int] = 409


class CuentaConCargoError(ProblemaError):
    codigo: ClassVar[str] = "cuenta-con-cargo"
    titulo: ClassVar[str] = "Esta cuenta es también de una persona funcionaria"
    estatus: ClassVar[int] = 409


def reclamar(*, folio: str, clave: str, cuenta: int) -> Presentacion:
    """Tie a filing to an account: whoever has the key of one of its cases may. Twice is the same as once.

    :raises ReclamoInvalidoError: no such case, a rehearsal, or not its key; told alike.
    :raises ReclamadaPorOtraCuentaError: another account holds it.
    """
    with transaction.atomic():
        reales = Presentacion.objects.filter(solicitudes__folio=folio, solicitudes__prueba=False)
        presentacion = reales.select_for_update(of=("self",)).first()
        if presentacion is None or not matches_clave(clave, presentacion.clave_hash):
            raise ReclamoInvalidoError("El folio y la clave no corresponden. Revise los dos: están en el acuse que recibió al presentar.")
        if presentacion.cuenta_id not in (None, cuenta):
            raise ReclamadaPorOtraCuentaError("Esa solicitud ya está en otra cuenta. Puede seguirla con su folio y su clave.")
        presentacion.cuenta_id = cuenta
        presentacion.save(update_fields=["cuenta"])
        return presentacion


def borrar_cuenta(*, cuenta: int) -> int:
    """Erase an account and what it knows of a person; her cases stay, untied, and their keys go on working. How many were untied.

    What a case says of who asked is part of the record that the institution must keep, and goes by its own rules. Whoever is or was an
    official stays in the history of what she did: her account is closed by an administrator.

    :raises CuentaConCargoError: the account holds or held an office, or administers the system.
    """
    with transaction.atomic():
        persona = Persona.objects.select_for_update(of=("self",)).get(pk=cuenta)
        if persona.is_staff or Cargo.objects.filter(persona=persona).exists():
            raise CuentaConCargoError(_CON_CARGO)
        sueltas = Presentacion.objects.filter(cuenta=persona).update(cuenta=None)
        try:
            persona.delete()
        except ProtectedError:
            raise CuentaConCargoError(_CON_CARGO) from None
        return sueltas


_CON_CARGO = (
    "Lo que hizo en su cargo es parte de los expedientes y debe conservarse. Pida a la administración del sistema que cierre la cuenta."
)
