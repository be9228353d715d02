"""GET instituciones/ and POST instituciones/sugerir/: whom to ask, on the real directory."""

from __future__ import annotations

from typing import Any

import pytest

from solicitudes.directorio import ARCHIVO, close_institucion, read_directorio
from solicitudes.models import CambioInstitucion, Institucion
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA


@pytest.fixture
def directorio(db: None) -> Cliente:
    """The 433 bodies, written at once: the command that loads them one by one has its own tests."""
    Institucion.objects.bulk_create(_with_busqueda(Institucion(**fila)) for fila in read_directorio(ARCHIVO))
    CambioInstitucion.objects.create(
        institucion=Institucion.objects.get(codigo="MSPAS"), fecha_hora=AHORA, campo="creada", motivo="pruebas", despues="MSPAS"
    )
    return Cliente()


def _with_busqueda(institucion: Institucion) -> Institucion:
    institucion.save_base = lambda **_: None  # only what save() derives, none of its writing
    institucion.save()
    del institucion.save_base
    return institucion


def search(directorio: Cliente, buscar: str, **filtros: Any) -> list[str]:
    return [i["codigo"] for i in directorio.get("instituciones/", {"buscar": buscar, "limite": 100} | filtros).json()["results"]]


def test_buscar_does_not_care_for_accents_or_case(directorio: Cliente) -> None:
    assert search(directorio, "educacion") == search(directorio, "EDUCACIÓN") == search(directorio, "  Educación  ")
    assert "MINEDUC" in search(directorio, "educacion")


def test_buscar_takes_words_in_any_order(directorio: Cliente) -> None:
    assert "MSPAS" in search(directorio, "publica salud ministerio")
    assert search(directorio, "publica salud ministerio") == search(directorio, "ministerio de salud pública")


def test_buscar_finds_by_acronym(directorio: Cliente) -> None:
    assert "MSPAS" in search(directorio, "mspas")


def test_buscar_tells_twins_apart(directorio: Cliente) -> None:
    respuesta = directorio.get("instituciones/", {"buscar": "municipalidad santa barbara"}).json()["results"]
    gemelas = {i["nombre_distinguible"] for i in respuesta if i["nombre"] == "Municipalidad de Santa Bárbara"}
    assert gemelas == {"Municipalidad de Santa Bárbara, Huehuetenango", "Municipalidad de Santa Bárbara, Suchitepéquez"}


def test_buscar_narrows_by_departamento_and_tipo(directorio: Cliente) -> None:
    (una,) = search(directorio, "municipalidad de santa barbara", departamento="Huehuetenango", tipo="municipalidad")
    assert una.startswith("MUNI-13")


@pytest.mark.parametrize("buscar", ["xyzzy", "'; DROP TABLE", "%", "_", "\\", "(((", "xyzzy " * 500])
def test_buscar_takes_any_text_as_text(directorio: Cliente, buscar: str) -> None:
    respuesta = directorio.get("instituciones/", {"buscar": buscar})
    assert respuesta.status_code == 200
    assert respuesta.json()["results"] == []


def test_buscar_nothing_gives_all(directorio: Cliente) -> None:
    assert len(search(directorio, "")) == 100


def test_a_closed_body_is_not_in_the_directory_nor_suggested(directorio: Cliente) -> None:
    assert "MSPAS" in suggest(directorio, "medicinas del hospital público")
    close_institucion(Institucion.objects.get(codigo="MSPAS"), ahora=AHORA, motivo="fusión")
    assert "MSPAS" not in search(directorio, "salud")
    assert "MSPAS" not in suggest(directorio, "medicinas del hospital público")


def suggest(directorio: Cliente, texto: str) -> list[str]:
    respuesta = directorio.post("instituciones/sugerir/", {"texto": texto})
    assert respuesta.status_code == 200
    return [s["codigo"] for s in respuesta.json()["sugerencias"]]


@pytest.mark.parametrize(
    ("texto", "codigo"),
    [
        ("¿Cuántas ambulancias tiene el hospital nacional de Sololá?", "MSPAS"),
        ("cuanto gasta el gobierno en la refaccion de las escuelas", "MINEDUC"),
        ("cuántos policías hay en Mixco", "PNC"),
    ],
)
def test_sugerir_puts_the_right_body_first(directorio: Cliente, texto: str, codigo: str) -> None:
    sugeridas = suggest(directorio, texto)
    assert sugeridas[0] == codigo
    assert len(sugeridas) == len(set(sugeridas)) <= 5


def test_sugerir_says_why(directorio: Cliente) -> None:
    sugerencias = directorio.post("instituciones/sugerir/", {"texto": "ambulancias"}).json()["sugerencias"]
    assert all(s["motivo"] and s["nombre"] for s in sugerencias)


@pytest.mark.parametrize("texto", ["", "   ", "¿?", "\n"])
def test_sugerir_nothing_for_nothing(directorio: Cliente, texto: str) -> None:
    assert suggest(directorio, texto) == []


def test_sugerir_takes_a_long_text_and_not_a_longer_one(directorio: Cliente) -> None:
    assert len(suggest(directorio, "salud " * 3_333)) <= 5
    for cuerpo in ({"texto": "x" * 20_001}, {}, {"texto": None}, {"texto": ["salud"]}):
        assert directorio.post("instituciones/sugerir/", cuerpo).status_code == 422
