"""The vocabulary file: whole, about existing bodies only, and refused when a key is misspelt."""

from pathlib import Path

import pytest

from solicitudes.sugerencias import Entrada, Vocabulario, read_vocabulario
from solicitudes.sugerencias.vocabulario import VocabularioInvalidoError


def test_vocabulario_refers_to_existing_codes_only(vocabulario: Vocabulario, entradas: list[Entrada]) -> None:
    assert vocabulario.codigos - {e.codigo for e in entradas} == set()


def test_vocabulario_has_words_for_every_national_body(vocabulario: Vocabulario, entradas: list[Entrada]) -> None:
    nacionales = {e.codigo for e in entradas if not e.es_municipalidad}
    assert {codigo for codigo, ficha in vocabulario.instituciones.items() if len(ficha.propias) >= 10} == nacionales


def test_vocabulario_aliases_are_no_other_municipality(vocabulario: Vocabulario, entradas: list[Entrada]) -> None:
    oficiales = {e.municipio.lower(): e.codigo for e in entradas if e.es_municipalidad}
    choques = {alias: codigo for alias, codigo in vocabulario.lugares_alias.items() if oficiales.get(alias, codigo) != codigo}
    assert choques == {}


@pytest.mark.parametrize(
    "contenido",
    ['[instituciones.MAGA]\npropia = ["abono"]', '[instituciones.MAGA]\npropias = "abono"', "[municipal]\nnombres = [1]"],
    ids=["unknown-key", "text-for-a-list", "number-for-text"],
)
def test_vocabulario_with_a_mistake_is_refused(tmp_path: Path, contenido: str) -> None:
    ruta = tmp_path / "vocabulario.toml"
    ruta.write_text(contenido, encoding="utf-8")
    with pytest.raises(VocabularioInvalidoError):
        read_vocabulario(ruta=ruta)
