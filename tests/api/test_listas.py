"""Lists: a cursor that bears new cases between pages, filters, and a cost that does not grow."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from config import reloj
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA, Reparto, load_instituciones


def walk(cliente: Cliente, ruta: str, **filtros: Any) -> list[list[dict[str, Any]]]:
    """Every page of a list, by the addresses that the API itself gives."""
    respuesta = cliente.get(ruta, filtros).json()
    paginas = [respuesta["results"]]
    while respuesta["next"]:
        respuesta = cliente.get(respuesta["next"].partition("/api/v1/")[2]).json()
        paginas.append(respuesta["results"])
    return paginas


def file_on(reparto: Reparto, dias: int, **cambios: Any) -> str:
    """A case filed some days after AHORA; its folio."""
    with reloj.detenido_en(AHORA + timedelta(days=dias)):
        return reparto.file(**cambios).folio


def test_pages_are_stable_while_cases_are_filed(reparto: Reparto) -> None:
    antes = [file_on(reparto, n) for n in range(7)]
    primera = reparto.oficial.get("solicitudes/", {"limite": 3}).json()
    nuevas = [file_on(reparto, 10 + n) for n in range(5)]
    vistas = [s["folio"] for s in primera["results"]]
    siguiente = primera["next"]
    while siguiente:
        pagina = reparto.oficial.get(siguiente.partition("/api/v1/")[2]).json()
        vistas += [s["folio"] for s in pagina["results"]]
        siguiente = pagina["next"]
    assert vistas == antes[::-1]
    assert [s["folio"] for s in reparto.oficial.get("solicitudes/", {"limite": 5}).json()["results"]] == nuevas[::-1]


def test_pages_hold_every_case_of_one_instant_once(reparto: Reparto) -> None:
    """A filing to many bodies gives many cases the same moment."""
    folios = {reparto.file("MSPAS").folio for _ in range(7)}
    paginas = walk(reparto.oficial, "solicitudes/", limite=2)
    assert [len(p) for p in paginas] == [2, 2, 2, 1]
    assert {s["folio"] for pagina in paginas for s in pagina} == folios


def test_a_page_leads_back_to_the_one_before(reparto: Reparto) -> None:
    for n in range(4):
        file_on(reparto, n)
    primera = reparto.oficial.get("solicitudes/", {"limite": 2}).json()
    segunda = reparto.oficial.get(primera["next"].partition("/api/v1/")[2]).json()
    vuelta = reparto.oficial.get(segunda["previous"].partition("/api/v1/")[2]).json()
    assert vuelta["results"] == primera["results"]


def test_limite_has_bounds(db: None) -> None:
    load_instituciones(*(f"MUNI-{d:02d}{m:02d}" for d in range(1, 8) for m in range(1, 20)))
    for limite, esperado in (("1", 1), ("100", 100), ("1000", 100), ("0", 50), ("-3", 50), ("x", 50), ("", 50)):
        assert len(Cliente().get("instituciones/", {"limite": limite}).json()["results"]) == esperado


def write_cursor(posicion: str) -> str:
    return b64encode(urlencode({"p": posicion}).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    ["basura", "%00", "x" * 3000, *map(write_cursor, ("2026", "ayer", "9" * 30, "a\x00b", "9999-99-99"))],
)
def test_a_cursor_that_nobody_gave_is_refused(reparto: Reparto, cursor: str) -> None:
    caso = reparto.file()
    for ruta in ("solicitudes/", f"{caso.ruta}movimientos/", f"{caso.ruta}documentos/", "instituciones/", "recursos/decisiones/"):
        assert reparto.oficial.get(ruta, {"cursor": cursor}).status_code in (200, 404), ruta


@pytest.mark.parametrize(
    ("filtros", "quedan"),
    [
        ({"estado": "presentada"}, {1, 2, 3}),
        ({"estado": ["en_tramite", "presentada"]}, {0, 1, 2, 3}),
        ({"estado": "cerrada"}, set()),
        ({"institucion": "MSPAS"}, {0, 1, 2}),
        ({"institucion": "NADA"}, set()),
        ({"presentada_desde": "2026-03-26"}, {1, 2, 3}),
        ({"presentada_hasta": "2026-03-25"}, {0}),
        ({"presentada_desde": "2026-03-26", "presentada_hasta": "2026-03-26"}, {1}),
        ({"vence_hasta": "2026-04-10"}, {0}),
        ({"vence_desde": "2026-04-14"}, {2, 3}),
        ({"institucion": "MSPAS", "estado": "presentada", "presentada_desde": "2026-03-27"}, {2}),
    ],
    ids=str,
)
def test_filters_narrow_the_list(reparto: Reparto, filtros: dict[str, Any], quedan: set[int]) -> None:
    casos = [file_on(reparto, dias) for dias in (0, 1, 2)]
    with reloj.detenido_en(AHORA + timedelta(days=2)):
        casos.append(reparto.file("MINFIN").folio)
    reparto.oficial.post(f"solicitudes/{casos[0]}/admitir/")
    folios = {s["folio"] for s in reparto.regulador.get("solicitudes/", filtros).json()["results"]}
    assert folios == {casos[n] for n in quedan}


def test_the_day_of_a_filter_is_guatemalas(reparto: Reparto) -> None:
    """Filed at 23:30 of the 25th: the 26th in UTC."""
    with reloj.detenido_en(AHORA.replace(hour=23, minute=30)):
        folio = reparto.file().folio
    for filtro, hay in (({"presentada_hasta": "2026-03-25"}, True), ({"presentada_desde": "2026-03-26"}, False)):
        assert (folio in str(reparto.oficial.get("solicitudes/", filtro).content)) is hay


@pytest.mark.parametrize(
    "filtros",
    [{"estado": "volando"}, {"vence_desde": "ayer"}, {"presentada_hasta": "2026-02-30"}, {"institucion": "a\x00b"}],
    ids=str,
)
def test_a_filter_that_cannot_be_read_is_pointed_at(reparto: Reparto, filtros: dict[str, str]) -> None:
    respuesta = reparto.oficial.get("solicitudes/", filtros)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "datos-invalidos")
    assert respuesta.json()["errores"][0]["pointer"] == f"/{next(iter(filtros))}"


def test_a_filter_does_not_widen_what_may_be_seen(reparto: Reparto) -> None:
    reparto.file("MINFIN")
    assert reparto.oficial.get("solicitudes/", {"institucion": "MINFIN"}).json()["results"] == []


def test_the_history_comes_oldest_first_in_pages(reparto: Reparto) -> None:
    caso = reparto.bring("resuelta")
    paginas = walk(reparto.oficial, f"{caso.ruta}movimientos/", limite=3)
    assert [m["numero"] for pagina in paginas for m in pagina] == [1, 2, 3, 4, 5, 6, 7]


def test_the_papers_come_in_pages(reparto: Reparto) -> None:
    caso = reparto.file()
    for n in range(5):
        reparto.oficial.upload(caso.folio, f"{n}.csv", f"{n}\n".encode())
    paginas = walk(reparto.oficial, f"{caso.ruta}documentos/", limite=2)
    assert [d["nombre_archivo"] for pagina in paginas for d in pagina] == [f"{n}.csv" for n in range(5)]
