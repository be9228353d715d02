"""Folio numbers: one sequence for each institution and year, without gaps; test_concurrencia.py files many at once."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from solicitudes.folios import take_folios
from solicitudes.models import ContadorFolio
from tests.elenco import Elenco


def take(elenco: Elenco, *cuales: str, anio: int = 2026) -> list[str]:
    instituciones = [getattr(elenco, cual) for cual in cuales]
    folios = take_folios(instituciones, jurisdiccion="GT", anio=anio)
    return [folios[i.pk] for i in instituciones]


def test_each_body_and_each_year_counts_for_itself(elenco: Elenco) -> None:
    assert take(elenco, "salud") == ["GT-2026-MSPAS-000001"]
    assert take(elenco, "educacion", "salud") == ["GT-2026-MINEDUC-000001", "GT-2026-MSPAS-000002"]
    assert take(elenco, "salud", anio=2027) == ["GT-2027-MSPAS-000001"]
    assert take(elenco, "salud") == ["GT-2026-MSPAS-000003"]


def test_the_code_of_a_town_with_its_hyphen_stays_whole(elenco: Elenco) -> None:
    assert take(elenco, "xela") == ["GT-2026-MUNI-0901-000001"]


def test_a_number_beyond_six_digits_grows(elenco: Elenco) -> None:
    ContadorFolio.objects.create(institucion=elenco.salud, anio=2026, ultimo=999_999)
    assert take(elenco, "salud") == ["GT-2026-MSPAS-1000000"]


def test_what_is_rolled_back_was_never_given(elenco: Elenco) -> None:
    take(elenco, "salud")
    with transaction.atomic():
        take(elenco, "salud")
        transaction.set_rollback(True)
    assert take(elenco, "salud") == ["GT-2026-MSPAS-000002"]


@pytest.mark.parametrize("cuales", [("salud",), ("xela", "educacion", "salud")])
def test_any_number_of_bodies_takes_one_query(elenco: Elenco, cuales: tuple[str, ...], django_assert_num_queries) -> None:
    with django_assert_num_queries(1) as consultas:
        take(elenco, *cuales)
    ids = sorted(getattr(elenco, cual).pk for cual in cuales)
    if connection.vendor == "sqlite":  # the order of the rows is the order in which they are locked
        assert [consultas[0]["sql"].index(f"({pk}, 2026, 0, 1)") for pk in ids] == sorted(
            consultas[0]["sql"].index(f"({pk}, 2026, 0, 1)") for pk in ids
        )
