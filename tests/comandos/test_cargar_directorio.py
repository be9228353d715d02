"""manage.py cargar_directorio: the whole directory, twice, and what a new file changes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from solicitudes.directorio import ARCHIVO, COLUMNAS
from solicitudes.models import CambioInstitucion, Institucion, Unidad

FILAS = list(csv.DictReader(ARCHIVO.read_text(encoding="utf-8").splitlines()))


def load(*argumentos: str) -> str:
    salida = io.StringIO()
    call_command("cargar_directorio", *argumentos, stdout=salida)
    return salida.getvalue()


def write(carpeta: Path, filas: list[dict[str, str]], codificacion: str = "utf-8") -> str:
    archivo = carpeta / "directorio.csv"
    with archivo.open("w", encoding=codificacion, newline="") as abierto:
        escritor = csv.DictWriter(abierto, COLUMNAS)
        escritor.writeheader()
        escritor.writerows({c: fila[c] for c in COLUMNAS} for fila in filas)
    return str(archivo)


def test_cargar_directorio_twice_changes_nothing_the_second_time(db: None) -> None:
    assert "433 nuevas, 0 cambiadas, 0 iguales" in load()
    antes = (Institucion.objects.count(), Unidad.objects.count(), CambioInstitucion.objects.count())
    assert antes == (433, 866, 433)
    assert "0 nuevas, 0 cambiadas, 433 iguales" in load()
    assert (Institucion.objects.count(), Unidad.objects.count(), CambioInstitucion.objects.count()) == antes


def test_cargar_directorio_says_what_changed_and_keeps_what_was(db: None, tmp_path: Path) -> None:
    load(write(tmp_path, FILAS[:3]))
    cambiada = FILAS[0] | {"nombre": "Congreso Renovado", "municipio": ""}
    salida = load(write(tmp_path, [cambiada, FILAS[1]]), "--motivo", "Decreto 1-2026")
    assert "0 nuevas, 1 cambiadas, 1 iguales" in salida
    assert f"cambió {cambiada['codigo']}: codigo_municipio, municipio, nombre" in salida
    assert FILAS[2]["codigo"] in salida.partition("ya no están en el archivo")[2]
    assert Institucion.objects.get(codigo=FILAS[2]["codigo"]).activa
    historia = CambioInstitucion.objects.get(institucion__codigo=cambiada["codigo"], campo="nombre")
    assert (historia.antes, historia.despues, historia.motivo) == (FILAS[0]["nombre"], "Congreso Renovado", "Decreto 1-2026")


def test_cargar_directorio_closes_the_absent_only_when_told_and_opens_them_again(db: None, tmp_path: Path) -> None:
    load(write(tmp_path, FILAS[:3]))
    assert f"cerrada {FILAS[2]['codigo']}" in load(write(tmp_path, FILAS[:2]), "--cerrar-ausentes")
    assert not Institucion.objects.get(codigo=FILAS[2]["codigo"]).activa
    load(write(tmp_path, FILAS[:3]))
    assert Institucion.objects.get(codigo=FILAS[2]["codigo"]).activa


def test_cargar_directorio_forgives_the_mark_of_a_spreadsheet(db: None, tmp_path: Path) -> None:
    assert "3 nuevas" in load(write(tmp_path, FILAS[:3], codificacion="utf-8-sig"))


@pytest.mark.parametrize(
    ("filas", "dice"),
    [
        ([], "no trae ninguna institución"),
        ([FILAS[0], FILAS[0]], "está dos veces"),
        ([FILAS[0] | {"codigo": "con espacio"}], "línea 2"),
        ([FILAS[0], FILAS[1] | {"nombre": ""}], "línea 3"),
    ],
    ids=["vacio", "repetida", "codigo", "sin-nombre"],
)
def test_cargar_directorio_refuses_a_bad_file_and_writes_nothing(db: None, tmp_path: Path, filas: list[dict[str, str]], dice: str) -> None:
    with pytest.raises(CommandError, match=dice):
        load(write(tmp_path, filas))
    assert not Institucion.objects.exists()


def test_cargar_directorio_without_a_file_says_so(db: None, tmp_path: Path) -> None:
    for archivo in (tmp_path / "no-existe.csv", tmp_path):
        with pytest.raises(CommandError, match="no se puede leer"):
            load(str(archivo))
