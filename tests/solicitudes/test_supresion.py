"""suprimir_pruebas: the evidence of identity goes some time after the case is closed, and that it was seen stays (LAIP art. 30)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from documentos.almacen import AlmacenNoDisponibleError
from solicitudes.auditoria import list_hallazgos
from solicitudes.boveda import keep_secreto
from solicitudes.identidades import open_identidad, open_prueba
from solicitudes.models import AcreditacionIdentidad, PruebaPersonal
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.supresion import suprimir_pruebas
from tests.elenco import Caso, Elenco, cuando
from tests.solicitudes.test_identidad import REPRESENTANTE, acreditar_en, aportar, un_caso


def un_caso_cerrado(elenco: Elenco, tipo: str = "datos_acceso") -> Caso:
    """Accredited, withdrawn on the 4th and closed on the 26th of March."""
    caso = un_caso(elenco, tipo)
    aportar(caso)
    acreditar_en(caso, REPRESENTANTE)
    if tipo == "datos_rectificacion":
        aportar(caso, para="correccion")
    caso.at(cuando(3, 4)).hacer("desistir")
    cerrar_expedientes(ahora=caso.at(cuando(3, 26)).ahora)
    assert caso.solicitud.estado == "cerrada"
    return caso


def archivos() -> list[Path]:
    return [ruta for ruta in Path(settings.IDENTIDAD_DIR).rglob("*") if ruta.is_file()]


def test_what_proved_it_goes_and_that_it_was_seen_stays(elenco: Elenco) -> None:
    caso = un_caso_cerrado(elenco)
    pronto, despues = (
        caso.ahora + timedelta(days=dias) for dias in (settings.IDENTIDAD_RETENCION_DIAS - 1, settings.IDENTIDAD_RETENCION_DIAS)
    )
    assert suprimir_pruebas(ahora=pronto).hechas == 0 and len(archivos()) == 1
    assert suprimir_pruebas(ahora=despues).hechas == 1 and archivos() == []
    fila, prueba = AcreditacionIdentidad.objects.get(), PruebaPersonal.objects.get()
    assert (fila.calidad, fila.documento, fila.numero, fila.mandato, fila.fecha_hora_supresion) == (
        "representante",
        "pasaporte",
        "",
        "",
        despues,
    )
    assert (prueba.archivo, len(prueba.sha256), prueba.fecha_hora_supresion) == ("", 64, despues)
    assert (caso.ultimo.acto, caso.ultimo.rol, caso.ultimo.datos) == ("suprimir_pruebas", "reloj", {"archivos": 1})
    assert (caso.solicitud.estado, caso.solicitud.identidad_acreditada) == ("cerrada", True)
    assert list(list_hallazgos(folios=[caso.folio])) == [(caso.folio, [])]
    assert open_prueba(caso.folio, prueba.pk, actor=elenco.la_oficial, ahora=despues) is None
    assert open_identidad(caso.folio, actor=elenco.la_oficial, ahora=despues).numero == ""


def test_twice_or_a_year_late_is_once(elenco: Elenco) -> None:
    caso = un_caso_cerrado(elenco)
    tarde = caso.ahora + timedelta(days=400)
    assert [suprimir_pruebas(ahora=tarde).hechas for _ in range(3)] == [1, 0, 0]


def test_what_proves_a_correction_belongs_to_the_case(elenco: Elenco) -> None:
    caso = un_caso_cerrado(elenco, "datos_rectificacion")
    suprimir_pruebas(ahora=caso.ahora + timedelta(days=200))
    assert [(p.para, bool(p.archivo)) for p in PruebaPersonal.objects.order_by("pk")] == [("identidad", False), ("correccion", True)]


def test_what_is_still_open_keeps_its_proof(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    aportar(caso)
    assert suprimir_pruebas(ahora=cuando(12, 1)).hechas == 0 and len(archivos()) == 1


def test_what_no_row_names_is_swept_from_the_vault(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    aportar(caso)
    keep_secreto(b"left by a crash", folio=caso.folio)
    suprimir_pruebas(ahora=cuando(1, 1, anio=2020))  # younger than a day: it may be on its way
    assert len(archivos()) == 2
    suprimir_pruebas(ahora=cuando(1, 1, anio=2100))
    assert len(archivos()) == 1


def test_a_disk_that_refuses_stops_no_other_case(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    uno, otro = un_caso_cerrado(elenco), un_caso_cerrado(elenco)
    mala = PruebaPersonal.objects.get(solicitud=uno.solicitud).archivo

    def destroy(nombre: str) -> None:
        if nombre == mala:
            raise AlmacenNoDisponibleError(OSError(5, "I/O"))

    monkeypatch.setattr("solicitudes.services.supresion.destroy_secreto", destroy)
    resultado = suprimir_pruebas(ahora=otro.ahora + timedelta(days=200))
    assert (resultado.hechas, resultado.fallidas) == (1, (uno.solicitud.pk,))
    assert not PruebaPersonal.objects.exclude(archivo="").exists()
