"""Units: internal ones added, renamed, closed and opened again; those of the law only renamed; each act written down."""

from __future__ import annotations

import pytest

from solicitudes.models import ActoAdministrativo, Unidad
from solicitudes.services.unidades import agregar_unidad, cambiar_unidad, cerrar_unidad, reabrir_unidad
from tests.elenco import LUNES, Elenco, refused, unidad_de


def add(elenco: Elenco, nombre: str = "Bodega", correo: str = "", por: str = "la_autoridad", codigo: str = "MSPAS") -> Unidad:
    return agregar_unidad(codigo=codigo, nombre=nombre, correo=correo, actor=getattr(elenco, por), ahora=LUNES)


@pytest.mark.parametrize("por", ["la_autoridad", "la_administradora"])
def test_an_internal_unit_is_added(elenco: Elenco, por: str) -> None:
    unidad = add(elenco, "  Bodega   central ", "bodega@mspas.example", por)
    assert (unidad.nombre, unidad.correo, unidad.clase, unidad.activa) == ("Bodega central", "bodega@mspas.example", "interna", True)
    acto = ActoAdministrativo.objects.get()
    assert (acto.accion, acto.institucion, acto.detalle) == ("crear_unidad", elenco.salud, {"unidad": unidad.pk})


@pytest.mark.parametrize("por", ["la_oficial", "el_regulador", "una_extrana", "nadie"])
def test_whoever_does_not_administer_adds_none(elenco: Elenco, por: str) -> None:
    with refused("institucion-ajena", 404):
        add(elenco, por=por)


def test_a_top_authority_adds_none_elsewhere(elenco: Elenco) -> None:
    with refused("institucion-ajena", 404):
        add(elenco, codigo="MINEDUC")


@pytest.mark.parametrize("nombre", ["", "  ", "ab", "x" * 161, "compras"])
def test_a_name_is_needed_that_no_other_has(elenco: Elenco, nombre: str) -> None:
    with refused("nombre-de-unidad", 422, campo="nombre"):
        add(elenco, nombre)


def test_a_mailbox_is_an_address(elenco: Elenco) -> None:
    with refused("correo-invalido", 422, campo="correo"):
        add(elenco, correo="bodega")


def test_it_is_renamed_and_what_it_was_is_kept(elenco: Elenco) -> None:
    unidad = unidad_de(elenco.salud, Unidad.Clase.INFORMACION)
    datos = {"unidad_id": unidad.pk, "nombre": "Unidad de Acceso", "correo": "uip@mspas.example", "actor": elenco.la_autoridad}
    cambiar_unidad(**datos, ahora=LUNES)
    acto = ActoAdministrativo.objects.get()
    assert acto.detalle["antes"] == {"nombre": unidad.nombre, "correo": ""}
    assert acto.detalle["despues"] == {"nombre": "Unidad de Acceso", "correo": "uip@mspas.example"}
    cambiar_unidad(**datos, ahora=LUNES)
    assert ActoAdministrativo.objects.count() == 1


def test_it_is_closed_once_and_opened_again(elenco: Elenco) -> None:
    como = {"unidad_id": elenco.compras.pk, "actor": elenco.la_autoridad, "ahora": LUNES}
    assert not cerrar_unidad(**como).activa
    with refused("unidad-de-ley", 409):
        cerrar_unidad(**como)
    assert reabrir_unidad(**como).activa
    assert [a.accion for a in ActoAdministrativo.objects.order_by("pk")] == ["cerrar_unidad", "reabrir_unidad"]


@pytest.mark.parametrize("clase", [Unidad.Clase.INFORMACION, Unidad.Clase.MAXIMA_AUTORIDAD])
def test_what_the_law_demands_is_not_closed(elenco: Elenco, clase: Unidad.Clase) -> None:
    with refused("unidad-de-ley", 409):
        cerrar_unidad(unidad_id=unidad_de(elenco.salud, clase).pk, actor=elenco.la_autoridad, ahora=LUNES)


@pytest.mark.parametrize("por", ["la_oficial", "el_enlace", "una_extrana", "el_regulador"])
def test_whoever_does_not_administer_finds_no_unit(elenco: Elenco, por: str) -> None:
    with refused("unidad-no-encontrada", 404):
        cerrar_unidad(unidad_id=elenco.compras.pk, actor=getattr(elenco, por), ahora=LUNES)
