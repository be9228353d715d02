"""manage.py importar_registro, as the operator types it: propose the map, rehearse, import, reconcile."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config import reloj
from solicitudes.importacion.mapa import parse_mapa
from solicitudes.models import Solicitud
from tests.elenco import Elenco
from tests.solicitudes.importacion.registros import ABIERTA, AHORA, CERRADA, write_csv

DE_SALUD = ("--institucion", "mspas", "--por", "la_autoridad")


@pytest.fixture(autouse=True)
def _hora(elenco: Elenco):
    with reloj.detenido_en(AHORA):
        yield


@pytest.fixture
def registro(tmp_path: Path) -> Path:
    ruta = tmp_path / "registro.csv"
    ruta.write_bytes(write_csv(CERRADA, ABIERTA).read())
    return ruta


def importar_registro(*argumentos: object) -> str:
    salida = io.StringIO()
    call_command("importar_registro", *map(str, argumentos), stdout=salida)
    return salida.getvalue()


def read_hoja(ruta: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(ruta.read_text("utf-8-sig"))))


def test_the_proposed_map_serves_as_it_comes(registro: Path, tmp_path: Path) -> None:
    mapa = tmp_path / "mapa.toml"
    mapa.write_text(importar_registro(registro, "--proponer-mapa"), encoding="utf-8")
    assert parse_mapa(mapa.read_text("utf-8")).columnas["numero"] == "No. de expediente"
    assert "2 filas leídas: 2 nuevas" in importar_registro(registro, *DE_SALUD, "--mapa", mapa, "--ensayo")


def test_ensayo_writes_nothing_and_the_import_all(registro: Path, tmp_path: Path) -> None:
    detalle = tmp_path / "detalle.csv"
    assert importar_registro(registro, *DE_SALUD, "--ensayo").splitlines() == [
        "2 filas leídas: 2 nuevas, 0 que ya estaban (0 dicen ahora otra cosa y no se tocan), 0 con faltas.",
        "  2024  Respondida: 1 nuevas, 0 ya estaban",
        "  2026  En trámite: 1 nuevas, 0 ya estaban",
        "Ensayo: no se escribió nada.",
    ]
    assert not Solicitud.objects.exists()
    assert importar_registro(registro, *DE_SALUD, "--detalle", detalle).endswith(": 2 expedientes.\n")
    assert read_hoja(detalle)[1:] == [
        ["2", "UI-15-2024", "GT-2026-MSPAS-000001", "importada"],
        ["3", "UI-7-2026", "GT-2026-MSPAS-000002", "importada"],
    ]
    assert importar_registro(registro, *DE_SALUD).endswith("No hay nada nuevo: todo estaba ya.\n")


def test_faults_go_to_a_sheet_without_formulas_nor_names(tmp_path: Path) -> None:
    registro, faltas = tmp_path / "registro.csv", tmp_path / "faltas.csv"
    titulos = ("=No.", "Fecha de ingreso", "Información solicitada", "Solicitante")
    registro.write_bytes(write_csv({"=No.": "1", "Solicitante": "Ana Xol"}, titulos=titulos).read())
    mapa = tmp_path / "mapa.toml"
    mapa.write_text(
        '[columnas]\nnumero = "Información solicitada"\nrecibida = "Fecha de ingreso"\ndescripcion = "=No."\nnombre = "Solicitante"\n',
        "utf-8",
    )
    salida = io.StringIO()
    with pytest.raises(CommandError, match="Hay 1 filas con faltas, de 1"):
        call_command("importar_registro", str(registro), *DE_SALUD, "--mapa", str(mapa), "--faltas", str(faltas), stdout=salida)
    assert [fila[:2] for fila in read_hoja(faltas)[1:]] == [["2", "Fecha de ingreso"], ["2", "Información solicitada"]]
    assert "línea 2, «Fecha de ingreso»: Escriba la fecha" in salida.getvalue()
    assert "Ana" not in salida.getvalue() + faltas.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("argumentos", "dice"),
    [
        (("--por", "la_autoridad"), "--institucion"),
        (("--institucion", "NADIE", "--por", "la_autoridad"), "--institucion"),
        (("--institucion", "MSPAS"), "--por"),
        (("--institucion", "MSPAS", "--por", "la_oficial"), "lo importa la máxima autoridad"),
        (("--institucion", "MINEDUC", "--por", "la_autoridad"), "lo importa la máxima autoridad"),
    ],
)
def test_what_is_missing_is_said(registro: Path, argumentos: tuple[str, ...], dice: str) -> None:
    with pytest.raises(CommandError, match=dice):
        importar_registro(registro, *argumentos)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"No se puede leer nada\.csv"):
        importar_registro(tmp_path / "nada.csv", *DE_SALUD)


def test_a_map_that_is_no_text(registro: Path, tmp_path: Path) -> None:
    mapa = tmp_path / "mapa.toml"
    mapa.write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="no es UTF-8"):
        importar_registro(registro, *DE_SALUD, "--mapa", mapa)
