"""manage.py verificar_bitacora: 0 while every history is what was written, 1 and the place when it is not."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from config import reloj
from tests.api.reparto import AHORA, Reparto


def verify(*folios: str) -> tuple[int, str, str]:
    """Exit status, what it said and what it complained of."""
    salida, quejas = io.StringIO(), io.StringIO()
    try:
        call_command("verificar_bitacora", *folios, stdout=salida, stderr=quejas)
    except SystemExit as fin:
        return int(fin.code or 0), salida.getvalue(), quejas.getvalue()
    return 0, salida.getvalue(), quejas.getvalue()


@pytest.fixture
def reparto(db: None) -> Any:
    with reloj.detenido_en(AHORA):
        yield Reparto()


def write_behind(sql: str, *parametros: Any) -> None:
    """As somebody with the password of the database would, the guard of the history taken away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
            cursor.execute("ALTER TABLE solicitudes_movimiento DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (nombre,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{nombre}"')
        cursor.execute(sql, parametros)


def test_verificar_bitacora_of_nothing_is_whole(db: None) -> None:
    assert verify()[0] == 0


def test_verificar_bitacora_of_whole_cases_is_whole(reparto: Reparto) -> None:
    for situacion in ("presentada", "aclarada", "decidida", "remitida"):
        reparto.bring(situacion)
    estatus, salida, quejas = verify()
    assert (estatus, quejas) == (0, "")
    assert "ningún hallazgo" in salida


@pytest.mark.parametrize(
    ("sql", "dice"),
    [
        ("UPDATE solicitudes_movimiento SET fecha_hora = '2026-03-20 09:00:00+00:00' WHERE acto = 'admitir'", "movimiento 2"),
        ("UPDATE solicitudes_solicitud SET descripcion = 'Otra cosa'", "texto de la solicitud"),
        ("UPDATE solicitudes_solicitud SET estado = 'presentada'", "estado"),
        ("UPDATE solicitudes_movimiento SET numero = 200 WHERE acto = 'admitir'", "falta el movimiento 2"),
        ("UPDATE solicitudes_contadorfolio SET ultimo = 5", "faltan los folios"),
    ],
    ids=["fecha", "texto", "estado", "apartado", "folios"],
)
def test_verificar_bitacora_finds_what_was_changed_behind(reparto: Reparto, sql: str, dice: str) -> None:
    caso = reparto.bring("en_tramite")
    write_behind(sql)
    estatus, _, quejas = verify()
    assert estatus == 1
    assert dice in quejas
    if "contador" not in sql:
        assert f"{caso.folio}:" in quejas
        assert verify(caso.folio)[0] == 1


def test_verificar_bitacora_of_one_case_does_not_read_the_others(reparto: Reparto) -> None:
    sano, tocado = reparto.file(), reparto.file()
    write_behind("UPDATE solicitudes_solicitud SET descripcion = 'Otra' WHERE folio = %s", tocado.folio)
    assert verify(sano.folio)[0] == 0
    assert verify(tocado.folio)[0] == 1


def test_verificar_bitacora_of_a_case_that_is_not_there_fails(db: None) -> None:
    estatus, _, quejas = verify("GT-2026-MSPAS-000001")
    assert estatus == 1
    assert "GT-2026-MSPAS-000001: no existe" in quejas
