"""What the administration did is written once: nobody changes it, not even behind the application's back on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from solicitudes.acciones import Accion
from solicitudes.models import ActoAdministrativo
from solicitudes.models.solo_insercion import SoloInsercionError
from solicitudes.services.acto_administrativo import record_acto
from tests.elenco import LUNES, Elenco


@pytest.fixture
def acto(elenco: Elenco) -> ActoAdministrativo:
    return record_acto(
        accion=Accion.CREAR_UNIDAD,
        objeto="Bodega",
        institucion_id=elenco.salud.pk,
        actor=elenco.la_administradora,
        ahora=LUNES,
        detalle={"unidad": 7},
    )


def test_it_says_who_did_what_to_what_and_when(acto: ActoAdministrativo, elenco: Elenco) -> None:
    guardado = ActoAdministrativo.objects.get()
    assert guardado.persona_id == elenco.la_administradora.persona_id
    assert (guardado.accion, guardado.objeto, guardado.detalle, guardado.fecha_hora) == ("crear_unidad", "Bodega", {"unidad": 7}, LUNES)
    assert guardado.institucion == elenco.salud


@pytest.mark.parametrize(
    "intento",
    [
        lambda fila: fila.save(),
        lambda fila: fila.delete(),
        lambda fila: ActoAdministrativo.objects.update(objeto="otra"),
        lambda fila: ActoAdministrativo.objects.all().delete(),
    ],
)
def test_it_is_neither_changed_nor_deleted(acto: ActoAdministrativo, intento: Callable[[ActoAdministrativo], object]) -> None:
    with pytest.raises(SoloInsercionError):
        intento(acto)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "orden", ["UPDATE solicitudes_actoadministrativo SET objeto = 'otra'", "DELETE FROM solicitudes_actoadministrativo"]
)
def test_postgresql_itself_refuses(acto: ActoAdministrativo, orden: str) -> None:
    with pytest.raises(DatabaseError, match="solo admite inserciones"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(orden)


@pytest.mark.parametrize("vacio", ["accion", "objeto"])
def test_it_says_something(acto: ActoAdministrativo, vacio: str) -> None:
    acto.pk, acto._state.adding = None, True
    setattr(acto, vacio, "")
    with pytest.raises(IntegrityError, match="acto_admin_dice_que"):
        acto.save()


def test_each_word_has_its_label() -> None:
    assert all(accion.etiqueta for accion in Accion)
