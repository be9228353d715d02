"""GET verificar/{codigo}/: anybody who holds a paper may ask, and learns nothing of its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import reloj
from notifications.relevo import drenar
from tests.api.reparto import CORREO, NOMBRE, PREGUNTA, Caso, Reparto


@pytest.fixture
def acuse(reparto: Reparto) -> tuple[Caso, dict[str, str]]:
    caso = reparto.file()
    drenar(ahora=reloj.ahora())
    return caso, reparto.solicitante(caso).get(f"{caso.ruta}documentos/").json()["results"][0]


def test_verificar_says_what_an_authentic_paper_is(reparto: Reparto, acuse: tuple[Caso, dict[str, str]]) -> None:
    caso, documento = acuse
    respuesta = reparto.nadie.get(f"verificar/{documento['codigo']}/")
    dicho = respuesta.json()
    assert (dicho["autentico"], dicho["coincide"]) == (True, None)
    assert (dicho["tipo"], dicho["folio"], dicho["institucion"]) == ("acuse", caso.folio, "Ministerio de Salud Pública y Asistencia Social")
    for secreto in (NOMBRE, CORREO, PREGUNTA, caso.clave):
        assert secreto.encode() not in respuesta.content


def test_verificar_reads_a_code_as_people_type_it(reparto: Reparto, acuse: tuple[Caso, dict[str, str]]) -> None:
    codigo = acuse[1]["codigo"]
    confundido = codigo.replace("0", "O").replace("1", "l")
    for escrito in (codigo.lower(), codigo.replace("-", ""), codigo.replace("-", "%20"), f"%20{codigo}%20", confundido):
        respuesta = reparto.nadie.get(f"verificar/{escrito}/").json()
        assert (respuesta["autentico"], respuesta["codigo"]) == (True, codigo)


@pytest.mark.parametrize("codigo", ["0000-0000-0000-0000", "no-es-un-codigo", "%00", "x" * 500, "ñ", "🙂"])
def test_verificar_an_unknown_code_says_no_and_nothing_else(reparto: Reparto, codigo: str) -> None:
    respuesta = reparto.nadie.get(f"verificar/{codigo}/")
    assert respuesta.status_code == 200
    assert respuesta.json()["autentico"] is False
    assert respuesta.json()["prueba"] is False
    assert {v for k, v in respuesta.json().items() if k not in {"autentico", "prueba"}} == {None}


def test_verificar_compares_the_hash_that_the_person_holds(reparto: Reparto, acuse: tuple[Caso, dict[str, str]]) -> None:
    documento = acuse[1]
    for sha256, coincide in ((documento["sha256"], True), (f" {documento['sha256'].upper()} ", True), ("0" * 64, False), ("", False)):
        respuesta = reparto.nadie.get(f"verificar/{documento['codigo']}/", {"sha256": sha256}).json()
        assert (respuesta["autentico"], respuesta["coincide"]) == (True, coincide)


def test_verificar_a_tampered_copy_is_not_authentic_and_is_not_given(
    reparto: Reparto, acuse: tuple[Caso, dict[str, str]], settings, caplog: pytest.LogCaptureFixture
) -> None:
    caso, documento = acuse
    sha256 = documento["sha256"]
    archivo = Path(settings.DOCUMENTOS_DIR) / sha256[:2] / sha256[2:4] / sha256
    archivo.chmod(0o600)
    archivo.write_bytes(archivo.read_bytes() + b" ")
    respuesta = reparto.nadie.get(f"verificar/{documento['codigo']}/").json()
    assert (respuesta["autentico"], respuesta["folio"]) == (False, caso.folio)
    assert documento["codigo"] in caplog.text
    descarga = reparto.solicitante(caso).get(f"{caso.ruta}documentos/acuse/")
    assert descarga.status_code == 500  # a fault of ours, logged; never the altered bytes
    assert b"%PDF" not in descarga.content


def test_verificar_says_so_while_the_store_is_away(reparto: Reparto, acuse: tuple[Caso, dict[str, str]], settings, tmp_path: Path) -> None:
    settings.DOCUMENTOS_DIR = tmp_path / "sin-montar"
    respuesta = reparto.nadie.get(f"verificar/{acuse[1]['codigo']}/")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (503, "almacen-no-disponible")
