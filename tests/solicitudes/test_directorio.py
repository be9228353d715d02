"""The directory of institutions: loaded from a file without losing what was, whatever happens to a body."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from solicitudes.actor import ANONIMO
from solicitudes.directorio import (
    ARCHIVO,
    COLUMNAS,
    DirectorioInvalidoError,
    close_institucion,
    load_directorio,
    read_directorio,
    suggest_instituciones,
)
from solicitudes.models import CambioInstitucion, Institucion, Solicitud, Unidad
from solicitudes.services.presentacion import presentar
from tests.elenco import LUNES, Caso, Elenco, cuando, una_peticion

GEMELOS = ["La Democracia", "La Libertad", "San José", "San Lorenzo", "San Pedro Sacatepéquez", "Santa Bárbara"]


def load(filas: list[dict[str, Any]], **opciones: Any) -> Any:
    return load_directorio(filas, ahora=LUNES, motivo="carga", **opciones)


@pytest.fixture
def filas() -> list[dict[str, Any]]:
    return read_directorio(ARCHIVO)


@pytest.fixture
def cargadas(db: None, filas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    load(filas)
    return filas


def test_the_real_directory_has_433_bodies_each_with_its_two_units(db: None, filas: list[dict[str, Any]]) -> None:
    informe = load(filas)
    assert (len(informe.nuevas), informe.iguales, Institucion.objects.count()) == (433, 0, 433)
    assert Unidad.objects.filter(clase="informacion").count() == Unidad.objects.filter(clase="maxima_autoridad").count() == 433
    assert Institucion.objects.filter(codigo__startswith="MUNI-").count() == 340
    assert CambioInstitucion.objects.filter(campo="creada").count() == 433


def test_loaded_again_it_changes_nothing(cargadas: list[dict[str, Any]]) -> None:
    cambios = CambioInstitucion.objects.count()
    informe = load(read_directorio(ARCHIVO))
    assert (informe.nuevas, informe.cambiadas, informe.iguales, informe.ausentes) == ([], {}, 433, [])
    assert (CambioInstitucion.objects.count(), Unidad.objects.count()) == (cambios, 866)


@pytest.mark.parametrize("nombre", GEMELOS)
def test_two_towns_of_one_name_are_told_apart(cargadas: list[dict[str, Any]], nombre: str) -> None:
    par = Institucion.objects.filter(nombre=f"Municipalidad de {nombre}")
    assert par.count() == 2
    assert len({i.nombre_distinguible for i in par}) == len({i.codigo_municipio for i in par}) == 2


def test_no_other_names_are_alike(cargadas: list[dict[str, Any]]) -> None:
    nombres = [i.nombre_distinguible for i in Institucion.objects.all()]
    assert len(set(nombres)) == len(nombres)


def test_a_town_keeps_the_feast_of_its_own_code_and_a_ministry_that_of_the_capital(cargadas: list[dict[str, Any]]) -> None:
    codigos = dict(Institucion.objects.values_list("codigo", "codigo_municipio"))
    assert codigos["MSPAS"] == "0101"
    assert all(codigos[codigo] == codigo.removeprefix("MUNI-") for codigo in codigos if codigo.startswith("MUNI-"))


# ── what happens to a body ────────────────────────────────────────────────────


def test_a_renamed_body_keeps_what_it_was_and_a_case_the_name_under_which_it_was_filed(elenco: Elenco) -> None:
    folio = presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES).solicitudes[0].folio
    fila = fila_de(elenco.salud) | {"nombre": "Ministerio de Salud", "materias": ["hospitales"]}
    informe = load_directorio([fila], ahora=cuando(4, 1), motivo="Decreto 9-2026")
    assert informe.cambiadas == {"MSPAS": ["materias", "nombre"]}
    cambio = CambioInstitucion.objects.get(campo="nombre")
    assert (cambio.antes, cambio.despues) == ("Ministerio de Salud Pública y Asistencia Social", "Ministerio de Salud")
    assert (cambio.fecha_hora, cambio.motivo) == (cuando(4, 1), "Decreto 9-2026")
    assert Solicitud.objects.get(folio=folio).institucion_nombre == "Ministerio de Salud Pública y Asistencia Social"
    nueva = presentar(peticion=una_peticion(), actor=ANONIMO, ahora=cuando(4, 2))
    assert nueva.solicitudes[0].institucion_nombre == "Ministerio de Salud"


def test_a_merged_body_names_its_successor_and_keeps_its_cases(elenco: Elenco) -> None:
    folio = presentar(peticion=una_peticion(), actor=ANONIMO, ahora=LUNES).solicitudes[0].folio
    close_institucion(elenco.salud, ahora=cuando(4, 1), motivo="Decreto 9-2026", sucesora=elenco.educacion)
    salud = Institucion.objects.get(codigo="MSPAS")
    assert (salud.activa, salud.fecha_cierre, salud.sucesora) == (False, date(2026, 4, 1), elenco.educacion)
    assert {(c.campo, c.antes, c.despues) for c in salud.cambios.exclude(campo="creada")} == {
        ("activa", True, False),
        ("sucesora", None, "MINEDUC"),
    }
    assert Solicitud.objects.get(folio=folio).institucion == salud


def test_a_closed_body_still_answers_what_it_was_asked(elenco: Elenco) -> None:
    caso = Caso(elenco)
    close_institucion(elenco.salud, ahora=cuando(3, 3), motivo="Decreto 9-2026")
    caso.at(cuando(3, 4)).hacer("admitir")
    caso.answer()
    assert caso.solicitud.estado == "resuelta"


def test_a_body_closed_late_at_night_closes_on_the_day_of_guatemala(elenco: Elenco) -> None:
    close_institucion(elenco.salud, ahora=cuando(4, 1, 23, 30), motivo="Decreto 9-2026")  # already the 2nd in UTC
    assert Institucion.objects.get(codigo="MSPAS").fecha_cierre == date(2026, 4, 1)


def test_a_body_that_is_not_in_the_file_is_reported_and_stays(elenco: Elenco) -> None:
    informe = load([fila_de(elenco.educacion)])
    assert sorted(informe.ausentes) == ["MSPAS", "MUNI-0901"]
    assert Institucion.objects.filter(activa=True).count() == 3


def test_a_body_that_is_not_in_the_file_is_closed_when_told_to(elenco: Elenco) -> None:
    informe = load([fila_de(elenco.educacion)], close_absent=True)
    assert sorted(informe.cerradas) == ["MSPAS", "MUNI-0901"]
    assert list(Institucion.objects.filter(activa=True)) == [elenco.educacion]
    assert load([fila_de(elenco.educacion)], close_absent=True).cerradas == []


def test_a_closed_body_that_comes_back_is_reopened_with_both_facts_kept(elenco: Elenco) -> None:
    close_institucion(elenco.salud, ahora=cuando(4, 1), motivo="cierre", sucesora=elenco.educacion)
    informe = load_directorio([fila_de(elenco.salud)], ahora=cuando(5, 1), motivo="reapertura")
    assert informe.reabiertas == ["MSPAS"]
    salud = Institucion.objects.get(codigo="MSPAS")
    assert (salud.activa, salud.fecha_cierre, salud.sucesora) == (True, None, None)
    assert [(c.antes, c.despues) for c in salud.cambios.filter(campo="activa")] == [(True, False), (False, True)]


def test_a_change_is_seen_by_who_asks_where_to_file(elenco: Elenco) -> None:
    assert suggest_instituciones("medicamentos de los hospitales")[0].codigo == "MSPAS"
    close_institucion(elenco.salud, ahora=cuando(4, 1), motivo="cierre")
    assert "MSPAS" not in [s.codigo for s in suggest_instituciones("medicamentos de los hospitales")]


def fila_de(institucion: Institucion) -> dict[str, Any]:
    return {c: getattr(institucion, c) for c in (*COLUMNAS, "codigo_municipio")}


# ── bad files ─────────────────────────────────────────────────────────────────

CABECERA = ",".join(COLUMNAS)
BUENA = "UNA,Una institución,,Ministerio,Guatemala,Guatemala,agua"


@pytest.mark.parametrize(
    ("contenido", "razon"),
    [
        ("codigo,nombre\nUNA,Una\n", "faltan las columnas siglas, tipo"),
        ("", "faltan las columnas codigo"),
        (f"{CABECERA}\n", "no trae ninguna institución"),
        (f"{CABECERA}\n{BUENA}\n,Sin código,,Ministerio,,,\n", "línea 3: el código, el nombre y el tipo son obligatorios"),
        (f"{CABECERA}\nUNA, ,,Ministerio,,,\n", "línea 2: el código, el nombre y el tipo son obligatorios"),
        (f"{CABECERA}\n{BUENA}\n\nDÓS,Dos,,Ministerio,,,\n", "línea 4: el código «DÓS» lleva solo letras mayúsculas"),
        (f"{CABECERA}\nuna,Una,,Ministerio,,,\n", "línea 2: el código «una» lleva solo letras mayúsculas"),
        (f"{CABECERA}\nUNA/DOS,Una,,Ministerio,,,\n", "línea 2: el código «UNA/DOS»"),
        (f"{CABECERA}\n{BUENA}\n{BUENA}\n", "el código «UNA» está dos veces"),
        (f"{CABECERA}\nUNA,Una,,Ministerio\n", "línea 2: faltan celdas"),
        (f"{CABECERA}\n{BUENA},sobra\n", "línea 2: sobran celdas"),
        (f"{CABECERA}\nUNA,{'x' * 201},,Ministerio,,,\n", "línea 2: «nombre» pasa de 200 caracteres"),
        (f"{CABECERA}\nMUNI-9999,Municipalidad,,Municipalidad,,,\n", "línea 2: «9999» no es un código de municipio"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, contenido: str, razon: str) -> None:
    archivo = tmp_path / "directorio.csv"
    archivo.write_text(contenido, encoding="utf-8")
    with pytest.raises(DirectorioInvalidoError) as error:
        read_directorio(archivo)
    assert error.value.detalle.startswith("directorio.csv: ")
    assert razon in error.value.detalle


def test_a_file_that_is_not_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binario.csv").write_bytes(b"\xff\xfe\x00codigo")
    for nombre in ("binario.csv", "ausente.csv"):
        with pytest.raises(DirectorioInvalidoError, match=f"{nombre}: no se puede leer"):
            read_directorio(tmp_path / nombre)


def test_a_file_from_a_spreadsheet_with_its_mark_is_read(tmp_path: Path) -> None:
    archivo = tmp_path / "directorio.csv"
    archivo.write_text(f"{CABECERA}\n{BUENA}\n", encoding="utf-8-sig")
    assert [f["codigo"] for f in read_directorio(archivo)] == ["UNA"]


@pytest.mark.django_db
def test_cargar_directorio_says_what_changed(tmp_path: Path) -> None:
    archivo, salida = tmp_path / "directorio.csv", StringIO()
    archivo.write_text(f"{CABECERA}\n{BUENA}\nDOS,Dos,,Ministerio,,,\n", encoding="utf-8")
    call_command("cargar_directorio", archivo, stdout=salida)
    archivo.write_text(f"{CABECERA}\n{BUENA.replace('Una', 'La')}\n", encoding="utf-8")
    call_command("cargar_directorio", archivo, stdout=salida)
    call_command("cargar_directorio", archivo, "--cerrar-ausentes", stdout=salida)
    assert salida.getvalue().splitlines() == [
        "Directorio: 2 instituciones en el archivo; 2 nuevas, 0 cambiadas, 0 iguales, 0 cerradas.",
        "Directorio: 1 instituciones en el archivo; 0 nuevas, 1 cambiadas, 0 iguales, 0 cerradas.",
        "  cambió UNA: nombre",
        "  ya no están en el archivo (siguen activas; ciérrelas con --cerrar-ausentes): DOS",
        "Directorio: 1 instituciones en el archivo; 0 nuevas, 0 cambiadas, 1 iguales, 1 cerradas.",
        "  cerrada DOS",
    ]


@pytest.mark.django_db
def test_cargar_directorio_of_a_bad_file_loads_nothing(tmp_path: Path) -> None:
    archivo = tmp_path / "directorio.csv"
    archivo.write_text(f"{CABECERA}\n{BUENA}\n,x,,x,,,\n", encoding="utf-8")
    with pytest.raises(CommandError, match="línea 3"):
        call_command("cargar_directorio", archivo)
    assert not Institucion.objects.exists()
