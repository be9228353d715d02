"""What is taken for personal data, and what only looks like it."""

from __future__ import annotations

import pytest

from portal.advertencias import find_datos_personales


@pytest.mark.parametrize(
    ("texto", "halladas"),
    [
        ("Mi DPI es 2345678900101", 1),
        ("CUI 2345 67890 0101", 1),
        ("Llámeme al 5555-1234", 1),
        ("mi teléfono es 55551234", 1),
        ("WhatsApp: 55551234", 1),
        ("+502 5555 1234", 1),
        ("escriba a ana.perez@correo.example.", 1),
        ("ana@correo.example o 5555 1234, DPI 2345 67890 0101", 3),
        ("El presupuesto de 2020-2021 y 2022 2023", 0),
        ("Contratos por Q 25,000,000.00 o de 25000000", 0),
        ("El concurso NOG 12345678", 0),
        ("La cuenta 1234567890123", 0),
        ("Renglón 266, de enero a junio de 2026", 0),
        ("", 0),
    ],
)
def test_datos_personales_are_found_where_they_are(texto: str, halladas: int) -> None:
    assert len(list(find_datos_personales(texto))) == halladas
