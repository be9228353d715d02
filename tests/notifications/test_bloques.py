"""Paragraphs read once and written as text."""

from __future__ import annotations

import pytest

from notifications.bloques import split_bloques, write_texto


@pytest.mark.parametrize(
    ("texto", "tipo"),
    [
        ("Una línea\nque sigue.", "parrafo"),
        ("Qué sigue: nada más.", "parrafo"),
        ("> palabras\n>\n> de otra persona", "cita"),
        ("- una\n- otra", "lista"),
        ("Folio: GT-1\nInstitución: MSPAS", "datos"),
        ("Ver mi solicitud: https://ejemplo.gt/s/1", "boton"),
        ("Ver mi solicitud: https://ejemplo.gt/s/1 y más", "parrafo"),
        ("> Ver mi solicitud: https://malo.ejemplo/", "cita"),
    ],
)
def test_bloque_is_told_by_its_form(texto, tipo):
    [bloque] = split_bloques(texto)
    assert bloque.tipo == tipo


def test_texto_is_folded_without_breaking_an_address_or_a_quotation():
    largo = "palabra " * 30
    direccion = "https://ejemplo.gt/" + "x" * 90
    texto = write_texto(split_bloques(f"{largo}\n\n> {largo}\n\n- {largo}\n\nVer: {direccion}"))
    assert direccion in texto.splitlines()
    assert max(len(linea) for linea in texto.splitlines() if direccion not in linea) <= 76
    assert sum(linea.startswith("> ") for linea in texto.splitlines()) == 4
