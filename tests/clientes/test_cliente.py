"""The Python client, method by method, against the running server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import requests
from solicitudes_cliente import FirmaInvalidaError, ProblemaError, SinRespuestaError, Token, verify_webhook
from standardwebhooks import Webhook

from tests.clientes.servidor import Servidor
from tests.servicios import free_port, wait_until

pytestmark = pytest.mark.lento

ANA = {"nombre": "Ana Tzul"}
CONSINTIO = {"forma": "formulario", "fecha_hora": "2026-03-25T08:57:00-06:00"}


def test_a_portal_files_and_the_system_of_the_ministry_answers(servidor: Servidor) -> None:
    with servidor.open(servidor.portal) as portal, servidor.open(servidor.sistema) as sistema:
        pedido = {"instituciones": ["MSPAS"], "descripcion": "¿Cuántas ambulancias hay?", "solicitante": ANA}
        with pytest.raises(ProblemaError, match="consentimiento-requerido"):
            portal.presentar(**pedido)
        recibo = portal.presentar(**pedido, consentimiento=CONSINTIO, id_externo="C-1")
        folio = recibo.solicitudes[0].folio
        leido = sistema.get_expediente(folio)
        assert (leido.estado, leido.vence, leido.version) == ("presentada", recibo.solicitudes[0].vence, 1)
        admitido = sistema.act(leido, "admitir")
        assert (admitido.estado, admitido.version) == ("en_tramite", 2)
        with pytest.raises(ProblemaError) as error:
            sistema.act(leido, "prorrogar", dias=5, motivo="Hay que traer los expedientes.")
        assert error.value.es_version_anterior
        assert error.value.codigo == "version-anterior"
        adjunto = sistema.attach(admitido, "ambulancias.csv", b"hospital,ambulancias\nSolola,12\n")
        assert adjunto["version"] == 3
        (papel,) = [d for d in sistema.list_documentos(folio) if d["codigo"] == adjunto["codigo"]]
        assert sistema.download_documento(folio, papel) == b"hospital,ambulancias\nSolola,12\n"
        assert [m["acto"] for m in sistema.list_movimientos(folio)] == ["presentar", "admitir", "adjuntar"]
        assert [m["acto"] for m in portal.list_movimientos(folio, clave=recibo.clave)] == ["presentar", "admitir"]
        assert portal.list_plazos(folio)["plazos"][0]["articulo"] == "42"


def test_the_same_key_is_the_same_filing(servidor: Servidor) -> None:
    with servidor.open(servidor.portal) as portal:
        pedido = {"instituciones": ["MINFIN"], "descripcion": "Presupuesto de 2026.", "solicitante": ANA, "consentimiento": CONSINTIO}
        pedido |= {"llave": "la-misma"}
        primero, segundo = portal.presentar(**pedido), portal.presentar(**pedido)
        assert (primero.clave, primero.solicitudes) == (segundo.clave, segundo.solicitudes)
        assert (primero.repetida, segundo.repetida) == (False, True)
        with pytest.raises(ProblemaError, match="clave-de-idempotencia-reutilizada"):
            portal.presentar(**pedido | {"descripcion": "Otra cosa."})


def test_what_is_refused_says_what_to_correct(servidor: Servidor) -> None:
    with servidor.open() as nadie, pytest.raises(ProblemaError) as error:
        nadie.presentar(instituciones=["NO-EXISTE"], descripcion="", solicitante={"nombre": ""})
    assert error.value.estatus == 422
    assert {e.puntero for e in error.value.errores} >= {"/descripcion", "/solicitante/nombre"}


def test_what_is_public_needs_no_credentials(servidor: Servidor) -> None:
    with servidor.open() as nadie:
        assert "MSPAS" in [i["codigo"] for i in nadie.list_instituciones(buscar="salud", limite=2)]
        assert nadie.suggest_instituciones("medicinas en los hospitales")[0]["codigo"] == "MSPAS"
        caso = {"regimen": "gt-laip", "tipo": "acceso", "eventos": [{"tipo": "presentada", "fecha_hora": "2026-03-25T09:00:00-06:00"}]}
        calculo = nadie.calculate_plazos(caso | {"al": "2026-04-01T12:00:00-06:00"})
        assert calculo["plazos"][0]["vence"] == "2026-04-10"
        assert nadie.verify_documento("0000-0000-0000-0000")["autentico"] is False


def test_the_applicant_follows_and_withdraws_with_her_key(servidor: Servidor) -> None:
    with servidor.open() as nadie:
        recibo = nadie.presentar(instituciones=["MAGA"], descripcion="Semillas entregadas en 2025.", solicitante=ANA)
        folio = recibo.solicitudes[0].folio
        expediente = nadie.get_expediente(folio, clave=recibo.clave)
        assert "desistir" in expediente.actos
        assert nadie.act(expediente, "desistir", clave=recibo.clave).estado == "desistida"
        with pytest.raises(ProblemaError, match="404"):
            nadie.get_expediente(folio)
        acuse = wait_until(lambda: [d for d in nadie.list_documentos(folio, clave=recibo.clave) if d["tipo"] == "acuse"])
        assert nadie.download_documento(folio, acuse[0], clave=recibo.clave).startswith(b"%PDF")
        assert nadie.verify_documento(acuse[0]["codigo"], sha256=acuse[0]["sha256"])["autentico"]


def test_a_token_that_ended_is_renewed_once_and_wrong_credentials_are_said(servidor: Servidor) -> None:
    with servidor.open(servidor.portal) as portal:
        next(portal.list_solicitudes(), None)
        portal.transporte.acceso._token = "caducado"
        next(portal.list_solicitudes(), None)
        assert portal.transporte.acceso._token != "caducado"
    with servidor.open((servidor.portal[0], "otro")) as ajeno, pytest.raises(requests.HTTPError, match="401"):
        next(ajeno.list_solicitudes(), None)
    with servidor.open(acceso=Token("inventado")) as ajeno, pytest.raises(ProblemaError, match="401"):
        next(ajeno.list_solicitudes(), None)


def test_nobody_answers_and_the_key_is_there_to_ask_again(servidor: Servidor) -> None:
    esperas: list[float] = []
    pedido = {"instituciones": ["MAGA"], "descripcion": "Semillas.", "solicitante": ANA}
    sorda = servidor.open(base=f"http://127.0.0.1:{free_port()}", intentos=4, dormir=esperas.append)
    with sorda, pytest.raises(SinRespuestaError) as error:
        sorda.presentar(**pedido)
    assert error.value.llave
    assert len(esperas) == 3
    assert esperas[0] <= 0.5 < esperas[2] <= 2


def test_no_key_goes_to_another_address(servidor: Servidor) -> None:
    with servidor.open() as nadie, pytest.raises(ValueError, match="no es de"):
        nadie.transporte.ask("GET", "https://otra.example/api/v1/solicitudes/")


def test_a_webhook_is_believed_only_if_signed_now() -> None:
    secreto, ahora = "whsec_" + "c2VjcmV0by1kZS1wcnVlYmEtMTIzNDU2Nzg5MDEy", datetime.now(UTC)  # noqa: TID251 - the library compares with it
    cuerpo = (
        b'{"type":"solicitud.admitir","timestamp":"2026-03-25T15:00:00Z","data":{"posicion":7,"folio":"GT-2026-MSPAS-000001",'
        b'"numero":2,"acto":"admitir","estado_nuevo":"en_tramite"}}'
    )

    def sign(momento: datetime, que: bytes = cuerpo) -> dict[str, str]:
        firma = Webhook(secreto).sign("evt_7", momento, que.decode())
        return {"Webhook-Id": "evt_7", "Webhook-Timestamp": str(int(momento.timestamp())), "Webhook-Signature": firma}

    assert verify_webhook(secreto, sign(ahora), cuerpo).numero == 2
    for cabeceras, que in ((sign(ahora), cuerpo + b" "), (sign(ahora - timedelta(minutes=10)), cuerpo), ({}, cuerpo)):
        with pytest.raises(FirmaInvalidaError):
            verify_webhook(secreto, cabeceras, que)
