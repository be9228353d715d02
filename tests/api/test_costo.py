"""What a request asks of the database: at most eight queries, and no more with sixty rows than with five."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from notifications.relevo import drenar
from tests.api.reparto import AHORA, CORREO, NOMBRE, PREGUNTA, Reparto, load_instituciones

MAXIMO = 8
Contar = Callable[[], AbstractContextManager[list[str]]]


def check(hechas: list[str]) -> int:
    assert len(hechas) <= MAXIMO, "\n".join(hechas)
    return len(hechas)


@pytest.mark.parametrize("idempotencia", [None, "una-llave"])
@pytest.mark.parametrize("correo", ["", CORREO])
def test_presentar_costs_the_same_for_any_number_of_bodies(
    reparto: Reparto, queries: Contar, correo: str, idempotencia: str | None
) -> None:
    municipios = [f"MUNI-01{m:02d}" for m in range(1, 18)]
    load_instituciones(*municipios)
    costos = []
    for instituciones in (["MSPAS"], municipios):
        datos = {"instituciones": instituciones, "descripcion": PREGUNTA, "solicitante": {"nombre": NOMBRE, "correo": correo}}
        cabeceras = {"Idempotency-Key": f"{idempotencia}-{len(instituciones)}"} if idempotencia else {}
        with queries() as hechas:
            assert reparto.nadie.post("solicitudes/", datos, **cabeceras).status_code == 201
        costos.append(check(hechas))
    assert costos[0] == costos[1]


@pytest.mark.parametrize("quien", ["solicitante", "oficial", "jefa", "firmante", "autoridad", "enlace", "regulador"])
@pytest.mark.parametrize("situacion", ["presentada", "resuelta", "decidida", "remitida"])
def test_a_case_costs_at_most_eight_for_each_role(reparto: Reparto, queries: Contar, quien: str, situacion: str) -> None:
    caso = reparto.bring(situacion, asignada=True)
    cliente = reparto.who(quien, caso)
    for hoja in ("", "movimientos/", "documentos/", "plazos/"):
        with queries() as hechas:
            assert cliente.get(caso.ruta + hoja).status_code == 200
        check(hechas)


@pytest.mark.parametrize("quien", ["oficial", "enlace", "regulador"])
def test_a_list_costs_the_same_with_sixty_cases_as_with_five(reparto: Reparto, queries: Contar, quien: str) -> None:
    cliente = getattr(reparto, quien)
    costos = []
    for cuantas in (5, 55):
        for _ in range(cuantas):
            caso = reparto.file()
            if quien == "enlace":
                reparto.act(caso, "asignar")
        with queries() as hechas:
            assert len(cliente.get("solicitudes/", {"limite": 100}).json()["results"]) == (5 if cuantas == 5 else 60)
        costos.append(check(hechas))
    assert costos[0] == costos[1]


def test_the_directory_costs_the_same_with_sixty_bodies_as_with_five(reparto: Reparto, queries: Contar) -> None:
    costos = []
    for limite in (5, 60):
        load_instituciones(*(f"MUNI-{d:02d}{m:02d}" for d in range(1, 5) for m in range(1, 18)))
        with queries() as hechas:
            assert len(reparto.nadie.get("instituciones/", {"limite": limite}).json()["results"]) == limite
        costos.append(check(hechas))
    assert costos[0] == costos[1] == 1


def test_history_and_papers_cost_the_same_however_long(reparto: Reparto, queries: Contar) -> None:
    caso = reparto.file()
    costos = []
    for _ in range(2):
        for n in range(10):
            reparto.oficial.upload(caso.folio, f"{n}.csv", f"{n}\n".encode())
        for hoja in ("movimientos/", "documentos/", "plazos/"):
            with queries() as hechas:
                reparto.oficial.get(caso.ruta + hoja)
            costos.append(check(hechas))
    assert costos[:3] == costos[3:]


def test_a_paper_and_its_proof_cost_at_most_eight(reparto: Reparto, queries: Contar) -> None:
    caso = reparto.file()
    drenar(ahora=AHORA)
    ella = reparto.solicitante(caso)
    with queries() as hechas:
        assert ella.download(f"{caso.ruta}documentos/acuse/").status_code == 200
    check(hechas)
    codigo = ella.get(f"{caso.ruta}documentos/").json()["results"][0]["codigo"]
    with queries() as hechas:
        assert ella.get(f"verificar/{codigo}/").json()["autentico"] is True
    assert check(hechas) == 1
