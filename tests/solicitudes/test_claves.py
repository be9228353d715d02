"""The key with which an applicant follows her cases: shown once, kept as a hash, typed by people (docs/adr/0005)."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solicitudes.actor import ANONIMO
from solicitudes.claves import hash_clave, make_clave, matches_clave
from solicitudes.policies import visible
from solicitudes.selectors import identify_solicitante
from tests.elenco import Caso, Elenco

UNA, OTRA = UUID(int=1), UUID(int=2)
FORMA = re.compile(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}")


@pytest.mark.parametrize("idempotencia", [None, "k", "una clave con espacios y ñ"])
def test_a_key_has_eighty_bits_in_groups_that_can_be_read_aloud(idempotencia: str | None) -> None:
    assert FORMA.fullmatch(make_clave(UNA, idempotencia))


def test_without_an_idempotency_key_each_is_new() -> None:
    assert len({make_clave(UNA, None) for _ in range(100)}) == 100


def test_with_one_it_is_the_same_again_and_another_for_anything_else() -> None:
    assert make_clave(UNA, "k") == make_clave(UNA, "k")
    assert len({make_clave(UNA, "k"), make_clave(UNA, "k2"), make_clave(OTRA, "k")}) == 3


def test_a_derived_key_is_worth_nothing_without_the_secret_of_the_server(settings) -> None:
    antes = make_clave(UNA, "k")
    settings.SECRET_KEY = "otro secreto que nadie sabe"
    assert make_clave(UNA, "k") != antes


@pytest.mark.parametrize("teclear", [str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " "), lambda c: f"  {c}\n"])
def test_a_key_is_taken_as_people_type_it(teclear) -> None:
    clave = make_clave(UNA, None)
    assert matches_clave(teclear(clave), hash_clave(clave))


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    assert matches_clave("OIL0-1111-OOOO-AAAA", hash_clave("0110-1111-0000-AAAA"))


@given(texto=st.text(max_size=200))
def test_whatever_is_typed_is_no_key_and_no_fault(texto: str) -> None:
    assert not matches_clave(texto, hash_clave("7K3M-9QRT-0XWV-2BDH"))


def test_a_key_opens_its_own_filing_and_no_other(elenco: Elenco) -> None:
    caso, otro = Caso(elenco), Caso(elenco)
    assert identify_solicitante(caso.folio, caso.recibo.clave) == caso.la_solicitante
    assert identify_solicitante(caso.folio, otro.recibo.clave) == ANONIMO
    assert identify_solicitante("GT-2026-MSPAS-000999", caso.recibo.clave) == ANONIMO
    assert [s.folio for s in visible(caso.la_solicitante)] == [caso.folio]


@pytest.mark.parametrize("clave", ["", " ", "0000-0000-0000-0000", "'; --", "\x00", "ñ" * 500])
def test_a_wrong_key_opens_nothing(elenco: Elenco, clave: str) -> None:
    assert identify_solicitante(Caso(elenco).folio, clave) == ANONIMO


def test_the_hash_of_a_key_is_no_key(elenco: Elenco) -> None:
    caso = Caso(elenco)
    assert identify_solicitante(caso.folio, caso.solicitud.presentacion.clave_hash) == ANONIMO
