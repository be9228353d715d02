"""RFC 9457: each refusal has its own status, a slug that programs match, and says nothing of our insides."""

from __future__ import annotations

import logging

import pytest

from api.throttling import TasaPorAlcance
from api.views import publico
from documentos import emision
from documentos.almacen import AlmacenNoDisponibleError
from solicitudes.services import anexo
from tests.api.cliente import Cliente
from tests.api.contrato import PROBLEMA
from tests.api.reparto import Reparto


def test_each_refusal_has_its_own_status(reparto: Reparto) -> None:
    caso = reparto.file()
    oficial, nadie = reparto.oficial, reparto.nadie
    respuestas = {
        (400, "cuerpo-ilegible"): nadie.post("solicitudes/", b"{"),
        (401, "sin-identificacion"): nadie.get("solicitudes/"),
        (403, "acto-no-autorizado"): reparto.jefa.post(f"{caso.ruta}admitir/"),
        (404, "solicitud-no-encontrada"): nadie.get(caso.ruta),
        (405, "metodo-no-permitido"): oficial.request("DELETE", caso.ruta),
        (406, "formato-no-disponible"): oficial.get(caso.ruta, Accept="text/html"),
        (409, "acto-no-permitido"): oficial.post(f"{caso.ruta}entregar/"),
        (412, "version-anterior"): oficial.post(f"{caso.ruta}admitir/", **{"If-Match": '"7"'}),
        (415, "tipo-de-contenido-no-admitido"): nadie.post("solicitudes/", b"{}", **{"Content-Type": "text/plain"}),
        (422, "datos-invalidos"): nadie.post("solicitudes/", {}),
    }
    for (estatus, codigo), respuesta in respuestas.items():
        problema = respuesta.json()
        assert (respuesta.status_code, problema["codigo"]) == (estatus, codigo)
        assert respuesta.headers["Content-Type"] == PROBLEMA
        assert problema["type"] == f"urn:solicitudes:problema:{codigo}"
        assert problema["title"] and problema["detail"]


def test_401_says_how_to_identify_oneself(reparto: Reparto) -> None:
    assert reparto.nadie.get("solicitudes/").headers["WWW-Authenticate"].startswith("Session")


def test_a_refusal_of_the_law_names_its_article(reparto: Reparto) -> None:
    caso = reparto.bring("prorrogada")
    problema = reparto.oficial.post(f"{caso.ruta}prorrogar/", reparto.build_cuerpo("prorrogar")).json()
    assert "43" in problema["articulo"]


@pytest.mark.parametrize(
    "ruta", ["/api/v1/nada/", "/api/v1/solicitudes", "/api/v2/solicitudes/", "/api/", "/api/v1/", "/api/v1/solicitudes/x/volar/"]
)
@pytest.mark.parametrize("metodo", ["GET", "POST", "DELETE"])
def test_an_unknown_address_of_the_api_is_a_problem(ruta: str, metodo: str) -> None:
    cliente = Cliente().web
    cliente.handler.enforce_csrf_checks = True
    respuesta = cliente.generic(metodo, ruta)
    assert (respuesta.status_code, respuesta.headers["Content-Type"]) == (404, PROBLEMA)
    assert respuesta.json()["codigo"] == "no-encontrado"


def test_an_unknown_address_elsewhere_is_a_page(db: None) -> None:
    respuesta = Cliente().web.get("/nada/")
    assert respuesta.status_code == 404
    assert respuesta.headers["Content-Type"].startswith("text/html")


def test_a_host_that_is_not_ours_is_refused(db: None, settings) -> None:
    settings.ALLOWED_HOSTS = ["acceso.example"]
    respuesta = Cliente().web.get("/api/v1/instituciones/", headers={"Host": "malo.example"})
    assert (respuesta.status_code, respuesta.headers["Content-Type"]) == (400, PROBLEMA)
    assert "malo.example" not in respuesta.content.decode()


@pytest.mark.parametrize("ruta", ["/api/v1/plazos/calcular/"])
def test_a_fault_of_ours_says_nothing_and_is_logged(ruta: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(caso: object, **_: object) -> None:
        raise ZeroDivisionError("secreto-interno")

    monkeypatch.setattr(publico, "calcular", fail)
    with caplog.at_level(logging.ERROR, "django.request"):
        respuesta = Cliente().post("plazos/calcular/", {})
    assert (respuesta.status_code, respuesta.headers["Content-Type"]) == (500, PROBLEMA)
    assert respuesta.json()["codigo"] == "error-interno"
    for palabra in (b"secreto-interno", b"ZeroDivision", b"Traceback", b".py"):
        assert palabra not in respuesta.content
    assert any("secreto-interno" in str(r.exc_info) for r in caplog.records)


def test_a_disk_that_refuses_asks_to_come_back(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*, contenido: bytes) -> str:
        raise AlmacenNoDisponibleError(OSError(28, "No space left on device"))

    monkeypatch.setattr(emision, "store_contenido", refuse)
    assert anexo.keep_archivo is emision.adjuntar
    caso = reparto.file()
    respuesta = reparto.oficial.upload(caso.folio, "datos.csv", b"a,b\n1,2\n")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (503, "almacen-no-disponible")
    assert respuesta.headers["Retry-After"] == "120"
    assert reparto.oficial.get(caso.ruta).json()["version"] == 1


def test_too_many_requests_say_when_to_come_back(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TasaPorAlcance, "THROTTLE_RATES", {"consultar": "2/min"})
    respuestas = [reparto.nadie.get("instituciones/") for _ in range(3)]
    assert [r.status_code for r in respuestas] == [200, 200, 429]
    assert respuestas[2].json()["codigo"] == "demasiadas-peticiones"
    assert 1 <= int(respuestas[2].headers["Retry-After"]) <= 61


def test_one_limit_leaves_the_others_alone(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TasaPorAlcance, "THROTTLE_RATES", {"consultar": "1/min"})
    reparto.nadie.get("instituciones/")
    assert reparto.nadie.get("instituciones/").status_code == 429
    assert reparto.file().folio


@pytest.mark.parametrize("folio", ["%00", "GT-2026-MSPAS-000001%00", "%FF%FE", "..%2f", "x" * 3000, "%F0%9F%98%80", "'; --"])
@pytest.mark.parametrize("hoja", ["", "movimientos/", "plazos/", "documentos/", "documentos/%00/"])
def test_a_folio_that_cannot_be_one_does_not_exist(reparto: Reparto, folio: str, hoja: str) -> None:
    for quien in (reparto.nadie, reparto.oficial, Cliente(clave="0000-0000-0000-0000")):
        assert quien.get(f"solicitudes/{folio}/{hoja}").status_code == 404


def test_a_document_code_that_cannot_be_one_does_not_exist(reparto: Reparto) -> None:
    caso = reparto.file()
    for codigo in ("%00", "%FF", "x" * 3000):
        assert reparto.oficial.get(f"{caso.ruta}documentos/{codigo}/").status_code == 404
        assert reparto.nadie.get(f"verificar/{codigo}/").json()["autentico"] is False


@pytest.mark.parametrize("clave", ["", " ", "ñ", "x" * 5000, "0000-0000-0000-0000", "\x7f", "' OR 1=1"])
def test_a_key_that_cannot_be_one_opens_nothing(reparto: Reparto, clave: str) -> None:
    caso = reparto.file()
    assert reparto.nadie.get(caso.ruta, **{"X-Clave-Seguimiento": clave}).status_code == 404
