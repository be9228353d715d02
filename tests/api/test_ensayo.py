"""The sandbox: a portal rehearses a whole case, moves its clock, and can touch, see or spoil nothing that is real."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from documentos.models import Documento
from notifications.models import Salida
from notifications.relevo import drenar
from solicitudes.auditoria import list_hallazgos
from solicitudes.consumo import stand_in
from solicitudes.models import Cargo, ContadorFolio, Movimiento, Persona, Solicitud, Unidad
from solicitudes.models import Cliente as Acreditado
from solicitudes.policies import countable
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.ensayo import MAXIMO_DE_DIAS, adelantar
from solicitudes.services.publicacion import publicar_eventos
from solicitudes.services.vencimiento import vencer_plazos
from tests.api.cliente import Cliente
from tests.api.ensayo import RESUELVE, TODOS, act, advance, file
from tests.api.reparto import ACTOS, AHORA, CONSENTIMIENTO, Reparto
from tests.elenco import refused
from tests.portal.paginas import leer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ensayo(reparto: Reparto) -> Cliente:
    """A sandbox client with every scope, and an address for its letters."""
    return reparto.accredit("Ensayo", *TODOS, prueba=True, correo="ensayo@portal.example")


# ── rehearsing ────────────────────────────────────────────────────────────────


def test_it_rehearses_a_case_from_the_filing_to_the_closing(ensayo: Cliente) -> None:
    caso = file(ensayo)
    assert caso.folio == "PRUEBA-2026-MSPAS-000001"
    act(ensayo, caso, "pedir-aclaracion")
    assert act(ensayo, caso, "aclarar")["estado"] == "en_tramite"
    act(ensayo, caso, "prorrogar")
    advance(ensayo, caso, 3)
    for acto in RESUELVE[1:]:
        act(ensayo, caso, acto)
    act(ensayo, caso, "entregar")
    act(ensayo, caso, "interponer-recurso")
    assert act(ensayo, caso, "decidir-recurso")["recurso"]["estado"] == "decidido"
    act(ensayo, caso, "cumplir-recurso")
    assert advance(ensayo, caso, 60)["estado"] == "cerrada"
    momentos = [m.fecha_hora for m in Movimiento.objects.filter(solicitud__folio=caso.folio).order_by("numero")]
    assert momentos == sorted(momentos) and momentos[-1] > AHORA + timedelta(days=4)


def test_silence_comes_by_the_same_ledger_and_sweep(ensayo: Cliente, reparto: Reparto) -> None:
    """Day by day, as it comes to a real case of the same moment."""
    caso, real = file(ensayo), reparto.file()
    assert advance(ensayo, caso, 40)["estado"] == "vencida"
    suyos = {m.acto: m.fecha_hora.date() for m in Movimiento.objects.filter(solicitud__folio=caso.folio)}
    vence = Solicitud.objects.get(folio=real.folio).fecha_vencimiento
    assert suyos["vencer"] == vence + timedelta(days=1)
    assert suyos["certificar_silencio"] > suyos["vencer"]
    plazos = {p["clave"]: p["vence"] for p in ensayo.get(f"{caso.ruta}plazos/").json()["plazos"]}
    assert plazos["resolucion"] == vence.isoformat()


def test_the_one_who_drafted_neither_reviews_nor_signs(ensayo: Cliente) -> None:
    caso = file(ensayo)
    for acto in RESUELVE:
        act(ensayo, caso, acto)
    quienes = {m.acto: m.persona.username for m in Movimiento.objects.select_related("persona") if m.persona}
    assert (quienes["redactar"], quienes["revisar"], quienes["firmar"]) == ("prueba.oficial", "prueba.jefatura", "prueba.autoridad")
    for persona in Persona.objects.filter(username__startswith="prueba."):
        assert not persona.is_active and not persona.has_usable_password() and not persona.cargos.exists()


def test_without_the_scope_it_plays_no_institution(reparto: Reparto) -> None:
    ensayo = reparto.accredit("Ensayo", "solicitudes:presentar", "solicitudes:leer", prueba=True)
    caso = file(ensayo)
    assert ensayo.get(caso.ruta).json()["actos"] == []
    assert ensayo.post(f"{caso.ruta}admitir/").json()["codigo"] == "acto-no-autorizado"


def test_a_forwarded_rehearsal_stays_one_with_its_clock(ensayo: Cliente) -> None:
    caso = file(ensayo)
    advance(ensayo, caso, 2)
    (nuevo,) = act(ensayo, caso, "remitir")["remitida_a"]
    assert nuevo == "PRUEBA-2026-MINFIN-000001"
    fila = Solicitud.todas.get(folio=nuevo)
    assert (fila.prueba, fila.adelanto) == (True, timedelta(days=2))
    assert ensayo.get(f"solicitudes/{nuevo}/").json()["remitida_desde"] == caso.folio


@pytest.mark.parametrize("dias", [0, -3, MAXIMO_DE_DIAS + 1, "x", None])
def test_the_clock_goes_forward_and_not_too_far(ensayo: Cliente, dias: Any) -> None:
    caso = file(ensayo)
    assert ensayo.post(f"{caso.ruta}adelantar/", {"dias": dias}).status_code == 422
    assert Solicitud.todas.get().adelanto == timedelta(0)


@pytest.mark.parametrize("dias", [0, MAXIMO_DE_DIAS + 1])
def test_the_service_holds_the_clock_by_itself(ensayo: Cliente, dias: int) -> None:
    caso = file(ensayo)
    with refused("adelanto-invalido", 422):
        adelantar(folio=caso.folio, actor=stand_in(Acreditado.objects.get()), dias=dias, ahora=AHORA)


def test_its_events_come_now_and_to_it_alone(ensayo: Cliente, reparto: Reparto) -> None:
    caso = file(ensayo)
    advance(ensayo, caso, 30)
    publicar_eventos(ahora=AHORA)
    assert {e["data"]["folio"] for e in ensayo.get("eventos/").json()["eventos"]} == {caso.folio}
    assert reparto.sistema.get("eventos/").json()["eventos"] == []


# ── telling nobody ────────────────────────────────────────────────────────────


def test_every_letter_goes_to_the_client_and_to_nobody_else(ensayo: Cliente, reparto: Reparto) -> None:
    Unidad.objects.update(correo="buzon@mspas.example")
    assert reparto.oficial and reparto.jefa and reparto.firmante and reparto.autoridad and reparto.regulador and reparto.enlace
    caso, silencio = file(ensayo), file(ensayo)
    for acto in (*RESUELVE, "entregar", "interponer-recurso", "decidir-recurso"):
        act(ensayo, caso, acto)
    advance(ensayo, silencio, 40)
    drenar(ahora=AHORA)
    assert not Salida.objects.filter(estado="pendiente").exclude(efecto="entregar-webhook").exists()
    assert len(mail.outbox) > 10
    assert {d for m in mail.outbox for d in m.recipients()} == {"ensayo@portal.example"}
    assert not {"buzon@mspas.example"} & {d for m in mail.outbox for d in m.reply_to}


def test_without_an_address_nothing_is_sent(reparto: Reparto) -> None:
    ensayo = reparto.accredit("Mudo", *TODOS, prueba=True)
    Unidad.objects.update(correo="buzon@mspas.example")
    act(ensayo, file(ensayo), "admitir")
    drenar(ahora=AHORA)
    assert mail.outbox == []


def test_its_papers_and_pages_say_that_they_have_no_value(ensayo: Cliente, reparto: Reparto) -> None:
    caso = file(ensayo)
    drenar(ahora=AHORA)
    papel = Documento.objects.get(folio=caso.folio)
    assert ensayo.get(f"verificar/{papel.codigo}/").json()["prueba"] is True
    assert "SIN VALOR LEGAL" in leer(Client().get(f"/verificar/{papel.codigo}/"))
    navegador = Client()
    navegador.post("/seguir/", {"folio": caso.folio, "clave": caso.clave})
    assert "SIN VALOR LEGAL" in leer(navegador.get(f"/seguir/{caso.folio}/"))
    real = reparto.file()
    drenar(ahora=AHORA)
    assert ensayo.get(f"verificar/{Documento.objects.get(folio=real.folio).codigo}/").json()["prueba"] is False


# ── touching nothing real ─────────────────────────────────────────────────────


def test_no_real_case_exists_for_it_whatever_it_shows(ensayo: Cliente, reparto: Reparto) -> None:
    """Every act, every page of the case, with and without the key."""
    real = reparto.bring("en_tramite")
    antes = Solicitud.objects.values().get(folio=real.folio)
    for clave in ({}, {"X-Clave-Seguimiento": real.clave}):
        for hoja in ("", "movimientos/", "plazos/", "documentos/", "documentos/acuse/"):
            assert ensayo.get(real.ruta + hoja, **clave).status_code == 404
        for acto in ACTOS:
            assert ensayo.post(f"{real.ruta}{acto}/", reparto.build_cuerpo(acto), **clave).status_code == 404
        assert ensayo.post(f"{real.ruta}adelantar/", {"dias": 1}, **clave).status_code == 404
    assert ensayo.upload(real.folio, "x.csv", b"a,b\n").status_code == 404
    assert ensayo.get("solicitudes/").json()["results"] == []
    assert Solicitud.objects.values().get(folio=real.folio) == antes


@pytest.mark.parametrize(
    "quien", ["oficial", "jefa", "autoridad", "enlace", "regulador", "sistema", "portal_ajeno", "nadie", "ensayo_ajeno"]
)
def test_a_rehearsal_exists_for_nobody_else(ensayo: Cliente, reparto: Reparto, quien: str) -> None:
    caso = file(ensayo)
    act(ensayo, caso, "asignar", unidad=reparto.compras.pk)
    cliente = reparto.accredit("Otro ensayo", *TODOS, prueba=True) if quien == "ensayo_ajeno" else getattr(reparto, quien)
    assert cliente.get(caso.ruta).status_code == 404
    for acto in ACTOS:
        assert cliente.post(f"{caso.ruta}{acto}/", reparto.build_cuerpo(acto)).status_code == 404
    assert cliente.post(f"{caso.ruta}adelantar/", {"dias": 1}).status_code == 404
    if quien != "nadie":
        assert cliente.get("solicitudes/").json()["results"] == []


def test_nobody_moves_the_clock_of_a_real_case(reparto: Reparto) -> None:
    real = reparto.file()
    for cliente in (reparto.oficial, reparto.autoridad, reparto.sistema, reparto.solicitante(real)):
        respuesta = cliente.post(f"{real.ruta}adelantar/", {"dias": 1})
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "acto-no-autorizado")


def test_moving_a_clock_moves_no_other_case(ensayo: Cliente, reparto: Reparto) -> None:
    real, hermano = reparto.file(), file(ensayo)
    advance(ensayo, file(ensayo), 60)
    assert Solicitud.objects.get(folio=real.folio).estado == "presentada"
    assert Solicitud.todas.get(folio=hermano.folio).estado == "presentada"


def test_the_real_clock_passes_over_rehearsals(ensayo: Cliente) -> None:
    file(ensayo)
    assert vencer_plazos(ahora=AHORA + timedelta(days=90)).hechas == 0
    assert cerrar_expedientes(ahora=AHORA + timedelta(days=90)).hechas == 0


def test_it_takes_no_real_folio_and_counts_nowhere(ensayo: Cliente, reparto: Reparto) -> None:
    file(ensayo)
    real = reparto.file()
    file(ensayo)
    assert real.folio == "GT-2026-MSPAS-000001"
    assert {(c.prueba, c.ultimo) for c in ContadorFolio.objects.all()} == {(True, 2), (False, 1)}
    assert countable().count() == 1
    assert not any(razones for _, razones in list_hallazgos())
    recurrida = file(ensayo)
    for acto in (*RESUELVE, "interponer-recurso", "decidir-recurso"):
        act(ensayo, recurrida, acto)
    assert reparto.nadie.get("recursos/decisiones/").json()["results"] == []
    assert reparto.regulador.get("solicitudes/").json()["results"][0]["folio"] == real.folio


def test_its_filing_can_be_followed_with_the_key_and_acted_on_as_the_applicant(ensayo: Cliente) -> None:
    caso = file(ensayo)
    ella = Cliente(clave=caso.clave)
    assert ella.get(caso.ruta).json()["prueba"] is True
    assert ella.post(f"{caso.ruta}desistir/").json()["estado"] == "desistida"


def test_it_belongs_to_no_institution_and_registers_nothing_at_a_counter(ensayo: Cliente, reparto: Reparto) -> None:
    cuerpo = {
        "instituciones": ["MSPAS"],
        "descripcion": "x",
        "solicitante": {"nombre": "Eva"},
        "canal": "mostrador",
        "consentimiento": CONSENTIMIENTO,
    }
    assert ensayo.post("solicitudes/", cuerpo).json()["codigo"] == "acto-no-autorizado"
    assert not Cargo.objects.filter(persona__username__startswith="prueba.").exists()


def test_the_same_number_of_its_own_is_one_rehearsal(ensayo: Cliente) -> None:
    cuerpo = {
        "instituciones": ["MSPAS"],
        "descripcion": "x",
        "solicitante": {"nombre": "Eva"},
        "id_externo": "A-1",
        "consentimiento": CONSENTIMIENTO,
    }
    assert ensayo.post("solicitudes/", cuerpo).status_code == 201
    assert ensayo.post("solicitudes/", cuerpo).json()["codigo"] == "id-externo-repetido"


def test_its_number_in_a_register_is_in_nobodys_way(ensayo: Cliente, reparto: Reparto) -> None:
    """Nor is a real one in its."""
    caso, real = file(ensayo), reparto.file()
    numero = {"expediente_interno": "UI-15-2026"}
    for cliente, suyo in ((ensayo, caso), (reparto.sistema, real), (ensayo, file(ensayo))):
        assert cliente.post(f"{suyo.ruta}numerar/", numero).status_code == 200
    assert [s["folio"] for s in reparto.sistema.get("solicitudes/?expediente_interno=UI-15-2026").json()["results"]] == [real.folio]
    informe = reparto.sistema.post("conciliaciones/", {"expedientes": [numero, {"folio": caso.folio}]}).json()
    assert informe["resumen"] | {"solo_aqui": 0} == {
        "igual": 1, "difiere": 0, "solo_alla": 1, "solo_aqui": 0, "repetida": 0, "ilegible": 0,
    }  # fmt: skip
    assert ensayo.post("conciliaciones/", {"expedientes": [{"folio": caso.folio}]}).json()["resumen"]["igual"] == 1
