"""The history that cannot be changed unseen: every way of touching it behind the application's back is found and named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta, timezone
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from solicitudes.auditoria import list_hallazgos
from solicitudes.bitacora import ORIGEN, canonical_json, digest, seal_movimiento
from solicitudes.models import CambioInstitucion, Movimiento
from solicitudes.models.solo_insercion import SoloInsercionError
from tests.elenco import DENIEGA, Caso, Elenco, un_expediente

ESPERA = timezone(timedelta(hours=5))


@contextmanager
def behind_the_back() -> Iterator[None]:
    """As whoever holds the database's password: the triggers that PostgreSQL keeps are switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL alters no table with checks pending
            cursor.execute("ALTER TABLE solicitudes_movimiento DISABLE TRIGGER USER")
        yield
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE solicitudes_movimiento ENABLE TRIGGER USER")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def run_sql(sql: str, *parametros: object) -> None:
    with behind_the_back(), connection.cursor() as cursor:
        cursor.execute(sql, parametros)
        assert cursor.rowcount > 0, "the forgery touched nothing"


def delete_movimientos(solicitud_id: int, donde: str = "numero > 0") -> None:
    """With their places in the stream, as whoever wants them forgotten would."""
    cuales = f"solicitud_id = {solicitud_id} AND {donde}"
    run_sql(f"DELETE FROM solicitudes_evento WHERE movimiento_id IN (SELECT id FROM solicitudes_movimiento WHERE {cuales})")
    run_sql(f"DELETE FROM solicitudes_movimiento WHERE {cuales}")


def hallazgos() -> dict[str, list[str]]:
    return {clave: razones for clave, razones in list_hallazgos() if razones}


def run_verificar(*folios: str) -> tuple[int, str, str]:
    salida, errores = StringIO(), StringIO()
    try:
        call_command("verificar_bitacora", *folios, stdout=salida, stderr=errores)
    except SystemExit as fin:
        return int(str(fin.code)), salida.getvalue(), errores.getvalue()
    return 0, salida.getvalue(), errores.getvalue()


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    """A case with a long history, between two that nobody touches."""
    un_expediente(elenco, "desistida")
    caso = un_expediente(elenco, "entregada", asignado=True)
    un_expediente(elenco, "remitida")
    return caso


def test_each_movement_seals_the_one_before(caso: Caso) -> None:
    anterior = ORIGEN
    for numero, movimiento in enumerate(caso.movimientos, start=1):
        assert (movimiento.numero, movimiento.huella_anterior) == (numero, anterior)
        assert movimiento.huella == seal_movimiento(movimiento, folio=caso.folio)
        anterior = movimiento.huella
    assert (caso.solicitud.cabeza, caso.solicitud.version) == (anterior, numero)


def test_the_seal_does_not_depend_on_the_zone_in_which_a_date_is_read(caso: Caso) -> None:
    movimiento = caso.ultimo
    movimiento.fecha_hora = movimiento.fecha_hora.astimezone(ESPERA)
    assert seal_movimiento(movimiento, folio=caso.folio) == movimiento.huella


def test_verificar_bitacora_finds_nothing_where_nothing_was_touched(caso: Caso) -> None:
    codigo, salida, errores = run_verificar()
    assert (codigo, errores) == (0, "")
    assert "ningún hallazgo" in salida


def test_verificar_bitacora_of_a_folio_that_does_not_exist(caso: Caso) -> None:
    assert run_verificar("GT-2026-MSPAS-000999") == (1, "", "GT-2026-MSPAS-000999: no existe\n1 hallazgos en 1 revisiones.\n")


#: What somebody does by raw SQL to movement 2 of the case, and what is then said of it.
CAMBIOS = [
    ("datos = '{\"unidad\": 7}'", "el movimiento 2 (asignar) fue alterado"),
    ("rol = 'jefe_unidad'", "el movimiento 2 (asignar) fue alterado"),
    ("fecha_hora = '2026-03-01 00:00:00+00:00'", "el movimiento 2 (asignar) fue alterado"),
    ("persona_id = NULL", "el movimiento 2 (asignar) fue alterado"),
    ("acto = 'admitir'", "el movimiento 2 (admitir) fue alterado"),
    ("estado_nuevo = 'vencida'", "el movimiento 2 (asignar) fue alterado"),
    (f"huella_anterior = '{'a' * 64}'", "el movimiento 2 no sigue al anterior"),
    (f"huella = '{'a' * 64}'", "el movimiento 2 (asignar) fue alterado"),
]


@pytest.mark.parametrize(("cambio", "hallazgo"), CAMBIOS, ids=[cambio.split(" ")[0] for cambio, _ in CAMBIOS])
def test_a_changed_movement_is_found(caso: Caso, cambio: str, hallazgo: str) -> None:
    run_sql(f"UPDATE solicitudes_movimiento SET {cambio} WHERE solicitud_id = %s AND numero = 2", caso.solicitud.pk)
    assert list(hallazgos()) == [caso.folio]
    assert hallazgo in hallazgos()[caso.folio]


def test_a_movement_taken_out_of_the_middle_is_found(caso: Caso) -> None:
    delete_movimientos(caso.solicitud.pk, "numero = 3")
    assert hallazgos() == {caso.folio: ["falta el movimiento 3"]}


def test_the_last_movement_taken_away_is_found(caso: Caso) -> None:
    version = caso.solicitud.version
    delete_movimientos(caso.solicitud.pk, f"numero = {version}")
    assert f"la historia tiene {version - 1} movimientos y el expediente dice tener {version}" in hallazgos()[caso.folio][0]


def test_the_last_movement_taken_away_with_the_state_and_version_put_back_is_found(caso: Caso) -> None:
    version = caso.solicitud.version
    delete_movimientos(caso.solicitud.pk, f"numero = {version}")
    run_sql("UPDATE solicitudes_solicitud SET estado = 'resuelta', version = %s WHERE id = %s", version - 1, caso.solicitud.pk)
    assert "termina en otro sello" in hallazgos()[caso.folio][0]


def test_the_whole_history_taken_away_is_found(caso: Caso) -> None:
    delete_movimientos(caso.solicitud.pk)
    assert list(hallazgos()) == [caso.folio]


def test_a_forged_movement_at_the_end_is_found(caso: Caso) -> None:
    ultimo = caso.ultimo
    falso = Movimiento(
        solicitud=caso.solicitud, numero=ultimo.numero + 1, acto="asignar", estado_anterior="entregada", estado_nuevo="entregada",
        rol="oficial", fecha_hora=caso.ahora, datos={}, huella_anterior=ultimo.huella,
    )  # fmt: skip
    falso.huella = seal_movimiento(falso, folio=caso.folio)
    falso.save()
    assert "el expediente dice tener" in hallazgos()[caso.folio][0]


def test_a_movement_of_another_case_moved_here_is_found(elenco: Elenco, caso: Caso) -> None:
    otro = un_expediente(elenco, "en_tramite")
    orden = "UPDATE solicitudes_movimiento SET solicitud_id = %s, numero = 99 WHERE solicitud_id = %s AND numero = 2"
    run_sql(orden, caso.solicitud.pk, otro.solicitud.pk)
    assert set(hallazgos()) == {caso.folio, otro.folio}


@pytest.mark.parametrize(
    ("cambio", "hallazgo"),
    [
        ("descripcion = 'Otra cosa.'", "el texto de la solicitud no es el que se presentó"),
        ("tipo = 'datos_acceso'", "el texto de la solicitud no es el que se presentó"),
        ("forma_entrega = 'copia_simple'", "el texto de la solicitud no es el que se presentó"),
        ("estado = 'resuelta'", "el estado es «resuelta» y la historia termina en «entregada»"),
        (f"cabeza = '{'a' * 64}'", "termina en otro sello"),
        ("sentido = 'inexistencia'", "el sentido es «inexistencia» y se notificó «entrega_total»"),
        ("folio = 'GT-2026-MSPAS-000777'", "fue alterado"),
    ],
)
def test_a_changed_case_is_found(caso: Caso, cambio: str, hallazgo: str) -> None:
    run_sql(f"UPDATE solicitudes_solicitud SET {cambio} WHERE id = %s", caso.solicitud.pk)
    assert any(hallazgo in razon for razones in hallazgos().values() for razon in razones)


@pytest.mark.parametrize(
    "cambio",
    [
        "respuesta = 'No se entrega nada.'",
        "motivacion = 'Otra.'",
        "fundamento = '[]'",
        "numero = 'RES-1'",
        "sentido = 'entrega_parcial', motivacion = 'x'",
    ],
)
def test_a_signed_text_that_was_changed_is_found(elenco: Elenco, cambio: str) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    run_sql(f"UPDATE solicitudes_resolucion SET {cambio} WHERE solicitud_id = %s", caso.solicitud.pk)
    assert "la resolución no es la que se firmó" in hallazgos()[caso.folio]


def test_a_signed_resolution_that_was_deleted_is_found(caso: Caso) -> None:
    run_sql("DELETE FROM solicitudes_resolucion WHERE solicitud_id = %s", caso.solicitud.pk)
    assert hallazgos() == {caso.folio: ["la resolución no es la que se firmó"]}


@pytest.mark.parametrize("cual", [1, 2])
def test_a_case_that_was_deleted_whole_leaves_a_hole_in_the_folios(elenco: Elenco, cual: int) -> None:
    casos = [un_expediente(elenco, "en_tramite") for _ in range(2)]
    pk = casos[cual - 1].solicitud.pk
    delete_movimientos(pk)
    run_sql("DELETE FROM solicitudes_solicitud WHERE id = %s", pk)
    assert hallazgos() == {"MSPAS 2026": [f"faltan los folios {cual}"]}


def test_a_counter_that_was_set_back_is_found(elenco: Elenco) -> None:
    un_expediente(elenco), un_expediente(elenco)
    run_sql("UPDATE solicitudes_contadorfolio SET ultimo = 1")
    assert hallazgos() == {"MSPAS 2026": ["hay folios que el contador no dio: 2"]}


def test_verificar_bitacora_says_what_it_found_and_ends_with_one(caso: Caso) -> None:
    run_sql("UPDATE solicitudes_solicitud SET descripcion = 'Otra cosa.' WHERE id = %s", caso.solicitud.pk)
    codigo, _, errores = run_verificar()
    assert codigo == 1
    assert errores.startswith(f"{caso.folio}: el texto de la solicitud no es el que se presentó\n1 hallazgos en ")


def test_verificar_bitacora_of_one_folio_looks_at_no_other(caso: Caso) -> None:
    run_sql("UPDATE solicitudes_solicitud SET descripcion = 'Otra cosa.' WHERE id = %s", caso.solicitud.pk)
    assert run_verificar("GT-2026-MSPAS-000001")[0] == 0
    assert run_verificar(caso.folio)[0] == 1


# ── written once ──────────────────────────────────────────────────────────────


@pytest.mark.postgres
@pytest.mark.parametrize("tabla", ["solicitudes_movimiento", "solicitudes_cambioinstitucion"])
@pytest.mark.parametrize("orden", ["UPDATE {} SET fecha_hora = now()", "DELETE FROM {}"])
def test_postgresql_itself_refuses_to_change_or_delete(caso: Caso, tabla: str, orden: str) -> None:
    with pytest.raises(DatabaseError, match="solo admite inserciones"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(orden.format(tabla))


@pytest.mark.parametrize("modelo", [Movimiento, CambioInstitucion])
@pytest.mark.parametrize(
    "intento",
    [
        lambda fila: fila.save(),
        lambda fila: fila.save(update_fields=["fecha_hora"]),
        lambda fila: fila.delete(),
        lambda fila: type(fila).objects.filter(pk=fila.pk).update(fecha_hora=None),
        lambda fila: type(fila).objects.filter(pk=fila.pk).delete(),
        lambda fila: type(fila).objects.bulk_update([fila], ["fecha_hora"]),
        lambda fila: type(fila).objects.update_or_create(pk=fila.pk, defaults={"fecha_hora": None}),
        lambda fila: type(fila).objects.bulk_create([fila], update_conflicts=True, update_fields=["fecha_hora"], unique_fields=["id"]),
    ],
    ids=["save", "save-campos", "delete", "update", "delete-varios", "bulk_update", "update_or_create", "bulk_create"],
)
def test_the_application_refuses_to_change_or_delete(caso: Caso, modelo, intento) -> None:
    fila = modelo.objects.order_by("pk").first()
    with pytest.raises(SoloInsercionError):
        intento(fila)


# ── one possible writing ──────────────────────────────────────────────────────

SUELTOS = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(SUELTOS, lambda hijo: st.lists(hijo, max_size=4) | st.dictionaries(st.text(), hijo, max_size=4), max_leaves=12)


@given(datos=st.dictionaries(st.text(), JSON, max_size=5), azar=st.randoms())
def test_canonical_json_does_not_depend_on_the_order_of_keys(datos, azar) -> None:
    claves = list(datos)
    azar.shuffle(claves)
    assert canonical_json({clave: datos[clave] for clave in claves}) == canonical_json(datos)


@given(datos=JSON)
def test_canonical_json_survives_the_database_and_says_the_same(datos) -> None:
    ida = json.loads(canonical_json(datos))
    assert ida == datos
    assert digest(ida) == digest(datos)


@given(uno=JSON, otro=JSON)
def test_canonical_json_of_two_things_is_two_writings(uno, otro) -> None:
    assert (canonical_json(uno) == canonical_json(otro)) == (json.dumps(uno, sort_keys=True) == json.dumps(otro, sort_keys=True))


def test_canonical_json_keeps_the_signs_of_every_language() -> None:
    assert canonical_json({"ñ": "K'iche' «á» 𐐷"}) == '{"ñ":"K\'iche\' «á» 𐐷"}'.encode()


@pytest.mark.parametrize("numero", [float("nan"), float("inf")])
def test_canonical_json_refuses_what_json_has_no_word_for(numero: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(numero)


@pytest.mark.parametrize(
    ("cambio", "hallazgo"),
    [
        ("fecha_vencimiento = '2030-01-02'", "dice vencer el 2030-01-02 y su historia da el 2026-03-16"),
        ("institucion_id = (SELECT id FROM solicitudes_institucion WHERE codigo = 'MINEDUC')", "está en MINEDUC"),
    ],
)
def test_a_date_or_an_institution_that_the_history_does_not_give_is_found(elenco: Elenco, cambio: str, hallazgo: str) -> None:
    """The columns by which a case is found say what its sealed history says."""
    abierto = un_expediente(elenco, "en_tramite")
    run_sql(f"UPDATE solicitudes_solicitud SET {cambio} WHERE id = %s", abierto.solicitud.pk)
    assert hallazgo in hallazgos()[abierto.folio][0]
