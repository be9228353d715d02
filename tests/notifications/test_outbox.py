"""The way into the outbox: once per key, with the act or not at all, fast."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from notifications.models import Salida
from notifications.outbox import ArgumentoNoPermitidoError, ClaveInvalidaError, Entrada, FueraDeTransaccionError, encolar, encolar_varias

pytestmark = pytest.mark.django_db


def test_encolar_writes_a_pending_row_due_now(poner, ahora):
    salida = poner("acuse:7", documento_id=7)
    assert (salida.efecto, salida.argumentos, salida.estado, salida.intentos) == ("anotar", {"documento_id": 7}, "pendiente", 0)
    assert (salida.proximo_intento, salida.fecha_hora_creada, salida.fecha_hora_fin) == (ahora, ahora, None)


def test_encolar_same_clave_twice_is_one_row_and_the_first_stays(poner):
    poner("k", solicitud_id=1)
    assert poner("k", solicitud_id=2).argumentos == {"solicitud_id": 1}
    assert Salida.objects.count() == 1


def test_encolar_desde_waits(poner, ahora):
    assert poner("k", desde=ahora.replace(day=26)).proximo_intento == ahora.replace(day=26)


@pytest.mark.django_db(transaction=True)
def test_encolar_outside_a_transaction_is_a_programming_error(ahora):
    with pytest.raises(FueraDeTransaccionError, match="atomic"):
        encolar(efecto="anotar", clave="k", argumentos={}, ahora=ahora)
    assert not Salida.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_encolar_is_undone_with_its_act(ahora):
    def act_that_fails() -> None:
        with transaction.atomic():
            encolar(efecto="anotar", clave="k", argumentos={}, ahora=ahora)
            raise LookupError("the act was refused")

    with pytest.raises(LookupError):
        act_that_fails()
    assert not Salida.objects.exists()


@pytest.mark.parametrize(
    "argumentos",
    [{"correo": "ana@ejemplo.gt"}, {"nombre": "Ana Pérez"}, {"datos": {"a": 1}}, {"ids": [1, "Ana Pérez"]}, {"ahora": 1}],
    ids=["address", "name", "object", "inside a list", "the clock"],
)
def test_encolar_takes_identifiers_only(ahora, argumentos):
    with pytest.raises(ArgumentoNoPermitidoError) as error:
        encolar(efecto="anotar", clave="k", argumentos=argumentos, ahora=ahora)
    assert "ana" not in str(error.value).lower()


def test_encolar_takes_every_kind_of_identifier(poner):
    argumentos = {"id": 1, "folio": "GT-2026-MSPAS-000123", "ids": [1, 2], "nada": None, "si": True, "dia": "2026-03-25T09:00:00-06:00"}
    assert poner("k", **argumentos).argumentos == argumentos


@pytest.mark.parametrize("clave", ["", "k" * 201])
def test_encolar_refuses_a_clave_that_does_not_fit(ahora, clave):
    with pytest.raises(ClaveInvalidaError):
        encolar(efecto="anotar", clave=clave, argumentos={}, ahora=ahora)


def test_encolar_varias_is_one_insert(ahora, django_assert_num_queries):
    with django_assert_num_queries(1):
        encolar_varias([Entrada("anotar", f"k{n}", {"n": n}) for n in range(50)], ahora=ahora)
    assert Salida.objects.count() == 50


def test_encolar_varias_takes_a_generator_longer_than_its_lot_with_repetitions(ahora, monkeypatch):
    monkeypatch.setattr("notifications.outbox.LOTE", 7)
    encolar_varias((Entrada("anotar", f"k{n % 20}", {"n": n}) for n in range(40)), ahora=ahora)
    assert sorted(Salida.objects.values_list("argumentos__n", flat=True)) == list(range(20))


def test_encolar_varias_of_nothing_asks_nothing(ahora, django_assert_num_queries):
    with django_assert_num_queries(0):
        encolar_varias([], ahora=ahora)


@pytest.mark.parametrize(
    ("estado", "with_fin"), [("pendiente", True), ("hecha", False), ("muerta", False), ("otra", True)], ids=lambda valor: str(valor)
)
def test_salida_refuses_an_estado_that_its_end_denies(poner, ahora, estado, with_fin):
    salida = poner("k")
    with pytest.raises(IntegrityError), transaction.atomic():
        Salida.objects.filter(pk=salida.pk).update(estado=estado, fecha_hora_fin=ahora if with_fin else None)


def test_what_is_due_is_found_by_the_partial_index(ahora):
    if connection.vendor != "sqlite":
        pytest.skip("the plan of an empty table says nothing on PostgreSQL")
    from notifications.relevo import _list_libres

    plan = _list_libres(ahora).filter(proximo_intento__lte=ahora).order_by("proximo_intento", "id")[:100].explain()
    assert "salida_pendientes" in plan
    assert "TEMP B-TREE" not in plan
