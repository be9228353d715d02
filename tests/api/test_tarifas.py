"""/tarifas/: anybody reads what copies cost; the top authority sets it; a resolution charges by it (LAIP art. 18)."""

from __future__ import annotations

from typing import Any

import pytest

from solicitudes.models import Tarifa
from tests.api.reparto import Reparto

TARIFA: dict[str, Any] = {
    "institucion": "MSPAS", "concepto": "copia_simple", "monto": "0.50", "fuente": "Acuerdo 1-2026", "desde": "2026-03-25", "hasta": None,
}  # fmt: skip


def test_anybody_reads_what_the_authority_set(reparto: Reparto) -> None:
    respuesta = reparto.autoridad.post("tarifas/", TARIFA)
    assert respuesta.status_code == 201, respuesta.content
    fijada = respuesta.json()
    assert (fijada["monto"], fijada["concepto_texto"], fijada["institucion"]["codigo"]) == ("0.50", "Página en copia simple", "MSPAS")
    assert reparto.nadie.get("tarifas/").json()["results"] == [fijada]
    assert reparto.nadie.get("tarifas/", {"institucion": "MSPAS", "vigente_el": "2026-03-25"}).json()["results"] == [fijada]
    for vacio in ({"institucion": "MINFIN"}, {"vigente_el": "2026-03-24"}, {"concepto": "disco"}):
        assert reparto.nadie.get("tarifas/", vacio).json()["results"] == []


@pytest.mark.parametrize(
    ("quien", "codigo"),
    [
        ("oficial", "acto-no-autorizado"),
        ("jefa", "acto-no-autorizado"),
        ("regulador", "acto-no-autorizado"),
        ("sistema", "alcance-insuficiente"),
        ("nadie", "sin-identificacion"),
    ],
)
def test_nobody_else_sets_it(reparto: Reparto, quien: str, codigo: str) -> None:
    assert getattr(reparto, quien).post("tarifas/", TARIFA).json()["codigo"] == codigo
    assert not Tarifa.objects.exists()


@pytest.mark.parametrize(
    ("cambios", "estatus", "codigo"),
    [
        ({"concepto": "busqueda"}, 422, "datos-invalidos"),
        ({"monto": "-1"}, 422, "datos-invalidos"),
        ({"monto": "0.505"}, 422, "datos-invalidos"),
        ({"fuente": ""}, 422, "datos-invalidos"),
        ({"desde": "2026-03-24"}, 422, "tarifa-invalida"),
        ({"institucion": "MINFIN"}, 403, "acto-no-autorizado"),
    ],
)
def test_a_tariff_that_cannot_be_is_refused(reparto: Reparto, cambios: dict[str, Any], estatus: int, codigo: str) -> None:
    respuesta = reparto.autoridad.post("tarifas/", TARIFA | cambios)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (estatus, codigo)


def test_twice_is_once(reparto: Reparto) -> None:
    reparto.autoridad.post("tarifas/", TARIFA)
    assert reparto.autoridad.post("tarifas/", TARIFA).json()["codigo"] == "tarifa-repetida"


def test_a_case_charges_by_it_and_is_handed_over_when_paid(reparto: Reparto) -> None:
    reparto.autoridad.post("tarifas/", TARIFA)
    caso = reparto.file("MSPAS", forma_entrega="copia_simple")
    reparto.act(caso, "admitir")
    borrador = {"sentido": "entrega_total", "respuesta": "Van.", "reproduccion": [{"concepto": "copia_simple", "cantidad": 50}]}
    resolucion = reparto.oficial.post(f"{caso.ruta}redactar/", borrador).json()["resolucion"]
    assert (resolucion["cobro"], resolucion["reproduccion"][0]["importe"]) == ("25.00", "25.00")
    for acto in ("enviar-a-revision", "revisar", "firmar", "resolver"):
        reparto.act(caso, acto)
    sin_pago = reparto.oficial.post(f"{caso.ruta}entregar/", {})
    assert (sin_pago.status_code, sin_pago.json()["codigo"]) == (409, "pago-pendiente")
    assert reparto.oficial.post(f"{caso.ruta}entregar/", {"pago": "63-A 1234"}).json()["estado"] == "entregada"
