"""manage.py regimen: what an author and a lawyer see, and the table of the documentation."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.env import RAIZ
from solicitudes.management.commands.regimen import DOCUMENTO, refresh_documento
from workflow.regimen import load_regimenes

REGIMENES = RAIZ / "workflow" / "regimenes"


def run(*argumentos: str) -> tuple[str, str]:
    salida, errores = io.StringIO(), io.StringIO()
    call_command("regimen", *argumentos, stdout=salida, stderr=errores)
    return salida.getvalue(), errores.getvalue()


@pytest.mark.parametrize("ruta", sorted(REGIMENES.glob("*.toml")), ids=lambda ruta: ruta.stem)
def test_revisar_finds_nothing_wrong_in_what_ships(ruta: Path) -> None:
    salida, errores = run("revisar", str(ruta))
    assert salida.startswith(f"{ruta.name}: bien.")
    assert not errores


def test_revisar_tells_every_problem_and_ends_with_one(tmp_path: Path) -> None:
    archivo = tmp_path / "mi-ley.toml"
    archivo.write_text((REGIMENES / "cl-20285.toml").read_text(encoding="utf-8").replace('"hallado"', '"seguro"'), encoding="utf-8")
    salida, errores = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as fin:
        call_command("regimen", "revisar", str(archivo), stdout=salida, stderr=errores)
    assert fin.value.code == 1
    assert not salida.getvalue()
    assert "mi-ley.toml: plazos.resolucion.certeza: «seguro» no es ninguna de:" in errores.getvalue()
    assert "mi-ley.toml: recursos.amparo.interposicion.certeza:" in errores.getvalue()
    assert "por corregir." in errores.getvalue()


def test_revisar_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No se puede leer"):
        run("revisar", str(tmp_path / "nada.toml"))


def test_listar_names_every_regime() -> None:
    salida, _ = run("listar")
    assert [linea.split()[1] for linea in salida.splitlines()] == [regimen.id for regimen in load_regimenes().values()]


def test_mostrar_gives_each_term_with_its_article_source_and_certainty() -> None:
    salida, _ = run("mostrar", "sv")
    filas = {linea.split("  ")[0]: " ".join(linea.split()) for linea in salida.splitlines() if linea}
    assert filas["resolucion"] == "resolucion 10 días hábiles 71 F5, F31 hallado"
    assert filas["resolucion, si antiguedad_anios_mayor_que = 5"].endswith("20 días hábiles 71 F5, F31 hallado")
    assert "No tiene, o no consta: datos_acceso" in salida


def test_mostrar_an_unknown_regime_names_those_that_there_are() -> None:
    with pytest.raises(CommandError, match="«zz»; los hay: ar-27275"):
        run("mostrar", "zz")


def test_table_of_the_documentation_is_the_one_of_the_files() -> None:
    texto = DOCUMENTO.read_text(encoding="utf-8")
    assert refresh_documento(texto) == texto, "manage.py regimen documentar"
    assert all(f"`{regimen.id}`" in texto for regimen in load_regimenes().values())


def test_documentar_writes_the_table_where_it_is_told(tmp_path: Path) -> None:
    copia = tmp_path / "regimenes.md"
    copia.write_text(DOCUMENTO.read_text(encoding="utf-8").replace("| `mx` |", "| `borrado` |"), encoding="utf-8")
    run("documentar", "--salida", str(copia))
    assert copia.read_text(encoding="utf-8") == DOCUMENTO.read_text(encoding="utf-8")
