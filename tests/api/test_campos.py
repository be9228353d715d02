"""fields, expand and orden: less of an answer, more of a case, the other way round; never what one may not see."""

from __future__ import annotations

from typing import Any

import pytest

from notifications.relevo import drenar
from tests.api.reparto import AHORA, Reparto
from tests.api.test_costo import Contar

LISTAS = ("solicitudes/", "instituciones/", "{ruta}movimientos/", "{ruta}documentos/")


def test_fields_leaves_the_rest_out(reparto: Reparto) -> None:
    caso = reparto.file()
    assert reparto.oficial.get(caso.ruta, {"fields": "folio, estado,folio"}).json() == {"folio": caso.folio, "estado": "presentada"}
    lista = reparto.oficial.get("solicitudes/", {"fields": "vence"}).json()
    assert lista["results"] == [{"vence": "2026-04-10"}] and {"next", "previous"} <= set(lista)
    assert reparto.nadie.get("instituciones/", {"fields": "codigo", "limite": 1}).json()["results"] == [{"codigo": "MINEDUC"}]
    assert reparto.oficial.get(f"{caso.ruta}movimientos/", {"fields": "acto"}).json()["results"] == [{"acto": "presentar"}]


@pytest.mark.parametrize("ruta", LISTAS)
def test_fields_empty_is_everything(reparto: Reparto, ruta: str) -> None:
    ruta = ruta.format(ruta=reparto.file().ruta)
    assert reparto.oficial.get(ruta, {"fields": ""}).json() == reparto.oficial.get(ruta).json()


@pytest.mark.parametrize("ruta", ["{ruta}", *LISTAS])
@pytest.mark.parametrize("campos", ["folio,nada", "presentacion", "solicitante__nombre", "x" * 5000, "folio;estado", "\0"])
def test_fields_that_do_not_exist_are_pointed_at(reparto: Reparto, ruta: str, campos: str) -> None:
    respuesta = reparto.oficial.get(ruta.format(ruta=reparto.file().ruta), {"fields": campos})
    assert (respuesta.status_code, respuesta.json()["errores"][0]["pointer"]) == (422, "/fields")


def test_fields_shows_nobody_what_she_may_not_see(reparto: Reparto) -> None:
    caso = reparto.bring("firmada", asignada=True)
    for nombre in ("enlace", "regulador"):
        respuesta = reparto.who(nombre, caso).get(caso.ruta, {"fields": "solicitante,resolucion"})
        assert respuesta.json() == {"solicitante": None, "resolucion": None}


def test_fields_of_an_act_are_not_asked_for(reparto: Reparto) -> None:
    """Nor does a query that is meant for reading stop an act."""
    caso = reparto.file()
    respuesta = reparto.oficial.post(f"{caso.ruta}admitir/?fields=nada&expand=nada", **{"If-Match": '"1"'})
    assert respuesta.status_code == 200 and "solicitante" in respuesta.json()


@pytest.mark.parametrize("quien", ["solicitante", "oficial", "enlace", "regulador"])
def test_expand_gives_what_each_address_would(reparto: Reparto, quien: str) -> None:
    caso = reparto.bring("resuelta", asignada=True)
    drenar(ahora=AHORA)
    cliente = reparto.who(quien, caso)
    consulta = {"expand": "movimientos,documentos,plazos", "cursor": "de-otra-cosa", "limite": "nada"}
    ampliado = cliente.get(caso.ruta, consulta).json()
    assert ampliado.get("folio") == caso.folio, ampliado
    for nombre in ("movimientos", "documentos", "plazos"):
        assert ampliado.pop(nombre) == cliente.get(f"{caso.ruta}{nombre}/").json()
    assert ampliado == cliente.get(caso.ruta).json()


def test_expand_goes_on_where_the_list_goes_on(reparto: Reparto) -> None:
    caso = reparto.file()
    for n in range(51):
        assert reparto.oficial.upload(caso.folio, f"{n}.csv", b"%d\n" % n).status_code == 201
    pagina = reparto.oficial.get(caso.ruta, {"expand": "documentos", "fields": "documentos"}).json()["documentos"]
    assert len(pagina["results"]) == 50 and f"/{caso.folio}/documentos/?" in pagina["next"]
    resto = reparto.oficial.get(pagina["next"].partition("/api/v1/")[2]).json()
    assert len(resto["results"]) == 1 and resto["next"] is None


@pytest.mark.parametrize("amplia", ["nada", "movimientos,solicitante", "MOVIMIENTOS"])
def test_expand_of_what_does_not_exist_is_pointed_at(reparto: Reparto, amplia: str) -> None:
    respuesta = reparto.oficial.get(reparto.file().ruta, {"expand": amplia})
    assert (respuesta.status_code, respuesta.json()["errores"][0]["pointer"]) == (422, "/expand")


def test_expand_of_another_case_is_as_of_none(reparto: Reparto) -> None:
    caso = reparto.file()
    assert reparto.oficial_ajena.get(caso.ruta, {"expand": "movimientos"}).status_code == 404


@pytest.mark.parametrize("quien", ["solicitante", "oficial", "regulador"])
def test_expand_costs_the_same_however_long(reparto: Reparto, queries: Contar, quien: str) -> None:
    caso = reparto.file()
    costos = []
    for _ in range(2):
        for n in range(8):
            reparto.oficial.upload(caso.folio, f"{n}.csv", b"%d\n" % n)
        cliente = reparto.who(quien, caso)
        with queries() as hechas:
            assert cliente.get(caso.ruta, {"expand": "movimientos,documentos,plazos"}).status_code == 200
        costos.append(len(hechas))
    assert costos[0] == costos[1] <= 10


@pytest.mark.parametrize(("orden", "primera"), [("reciente", 2), ("antigua", 0), (None, 2)])
def test_orden_says_which_comes_first(reparto: Reparto, orden: str | None, primera: int) -> None:
    folios = [reparto.file().folio for _ in range(3)]
    consulta: dict[str, Any] = {"limite": 1} | ({"orden": orden} if orden else {})
    vistos, ruta = [], "solicitudes/"
    while ruta:
        pagina = reparto.oficial.get(ruta, consulta).json()
        vistos += [fila["folio"] for fila in pagina["results"]]
        ruta, consulta = (pagina["next"] or "").partition("/api/v1/")[2], {}
    assert vistos[0] == folios[primera] and sorted(vistos) == sorted(folios)


def test_pages_from_the_oldest_on_lead_to_what_is_filed_meanwhile(reparto: Reparto) -> None:
    """So that whoever copies the list misses nothing and sees nothing twice."""
    antes = [reparto.file().folio for _ in range(3)]
    pagina = reparto.oficial.get("solicitudes/", {"orden": "antigua", "limite": 2}).json()
    nuevo = reparto.file().folio
    resto = reparto.oficial.get(pagina["next"].partition("/api/v1/")[2]).json()
    assert [fila["folio"] for fila in pagina["results"] + resto["results"]] == [*antes, nuevo]


def test_an_order_that_does_not_exist_is_pointed_at(reparto: Reparto) -> None:
    respuesta = reparto.oficial.get("solicitudes/", {"orden": "descripcion"})
    assert (respuesta.status_code, respuesta.json()["errores"][0]["pointer"]) == (422, "/orden")
