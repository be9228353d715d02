"""Two who administer at once: an appointment and a unit come to be once, whoever was first."""

from __future__ import annotations

import pytest

from solicitudes.models import ActoAdministrativo, Cargo, Persona, Unidad
from solicitudes.services.cargos import Nombramiento, nombrar
from solicitudes.services.unidades import agregar_unidad
from tests.elenco import LUNES, Elenco
from tests.solicitudes.test_concurrencia import at_once, refusals
from workflow.roles import Rol

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_appointment_is_made_once(elenco: Elenco) -> None:
    nombramiento = Nombramiento("nueva@mspas.example", Rol.OFICIAL, LUNES.date(), nombres="Rosa", apellidos="Quej")
    quienes = (elenco.la_autoridad, elenco.la_administradora)
    tareas = [lambda actor=actor: nombrar(codigo="MSPAS", nombramiento=nombramiento, actor=actor, ahora=LUNES) for actor in quienes]
    assert refusals(at_once(*tareas)) == ["cargo-repetido"]
    assert Persona.objects.filter(email="nueva@mspas.example").count() == 1
    assert Cargo.objects.filter(persona__email="nueva@mspas.example").count() == 1
    assert sorted(ActoAdministrativo.objects.values_list("accion", flat=True)) == ["invitar", "nombrar"]


def test_the_same_unit_is_added_once(elenco: Elenco) -> None:
    datos = {"codigo": "MSPAS", "nombre": "Bodega", "correo": "", "actor": elenco.la_autoridad, "ahora": LUNES}
    assert refusals(at_once(*[lambda: agregar_unidad(**datos)] * 2)) == ["nombre-de-unidad"]
    assert Unidad.objects.filter(nombre="Bodega").count() == ActoAdministrativo.objects.count() == 1
