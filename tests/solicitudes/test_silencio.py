"""certificar_silencio: the ten days of art. 44 pass too, and what the case proves is gathered in a paper that names no applicant."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.mail import EmailMessage

from documentos.models import Documento
from notifications.models import Salida
from notifications.relevo import drenar
from solicitudes.models import Cargo, Persona
from solicitudes.papeles import build_contexto
from solicitudes.policies import visible_documentos
from solicitudes.services.barrido import Resultado
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.vencimiento import certificar_silencios, vencer_plazos
from tests.elenco import CORREO, DENIEGA, DESCRIPCION, NOMBRE, Caso, Elenco, cuando, enqueued, refused, skeleton, snapshot, un_expediente

IDENTIDAD = [NOMBRE, CORREO, DESCRIPCION, *NOMBRE.split()]
MARTES_31 = cuando(3, 31, 0, 5)


def let_pass(caso: Caso) -> dict[str, Any]:
    """Certify the silence and give what its paper says."""
    assert certificar_silencios(ahora=MARTES_31).hechas >= 1
    caso.at(MARTES_31)
    return build_contexto(tipo="constancia_silencio", solicitud=caso.solicitud, numero=caso.ultimo.numero)


def test_certificar_silencio_exactly_when_the_ten_days_are_over(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida")
    assert certificar_silencios(ahora=cuando(3, 30, 23, 59, 59)) == Resultado(0, ())
    assert certificar_silencios(ahora=cuando(3, 31, 0)) == Resultado(1, ())
    solicitud, movimiento = caso.solicitud, caso.ultimo
    assert (solicitud.estado, solicitud.silencio_certificado, solicitud.fecha_silencio) == ("vencida", True, None)
    assert (movimiento.acto, movimiento.rol, movimiento.estado_nuevo) == ("certificar_silencio", "reloj", "vencida")
    assert enqueued(caso.folio)["emitir-documento"][-1] == {"numero": movimiento.numero, "tipo": "constancia_silencio"}


def test_certificar_silencio_after_weeks_down_comes_with_the_expiry_itself(elenco: Elenco) -> None:
    casos = [un_expediente(elenco, "en_tramite") for _ in range(3)]
    despues = cuando(6, 15)
    assert (vencer_plazos(ahora=despues).hechas, certificar_silencios(ahora=despues, lote=2).hechas) == (3, 3)
    for caso in casos:
        assert [m.acto for m in caso.movimientos][-2:] == ["vencer", "certificar_silencio"]
        papel = build_contexto(tipo="constancia_silencio", solicitud=caso.solicitud, numero=caso.ultimo.numero)
        assert (papel["plazo"]["vence"], papel["entrega"]["vence"]) == ("2026-03-16", "2026-03-30")


def test_certificar_silencio_once_for_each_case(elenco: Elenco) -> None:
    un_expediente(elenco, "vencida")
    certificar_silencios(ahora=MARTES_31)
    antes = snapshot()
    assert certificar_silencios(ahora=cuando(12, 31)) == Resultado(0, ())
    assert snapshot() == antes


def test_a_late_answer_inside_the_ten_days_leaves_nothing_to_certify(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida").at(cuando(3, 25)).answer()
    assert certificar_silencios(ahora=cuando(12, 31)) == Resultado(0, ())
    assert (caso.solicitud.fecha_silencio, caso.solicitud.silencio_certificado) == (None, False)
    assert "vencer" in [m.acto for m in caso.movimientos]


def test_a_late_answer_does_not_take_the_certificate_back(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida")
    certificar_silencios(ahora=MARTES_31)
    caso.at(cuando(4, 13)).answer()
    assert (caso.solicitud.estado, caso.solicitud.silencio_certificado) == ("resuelta", True)
    assert "certificar_silencio" in [m.acto for m in caso.movimientos]


def test_nobody_but_the_clock_certifies(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida")
    with refused("acto-no-autorizado", 403):
        skeleton("certificar_silencio")(folio=caso.folio, actor=elenco.la_autoridad, ahora=MARTES_31)


# ── the bundle ────────────────────────────────────────────────────────────────


def test_the_bundle_tells_every_movement_with_its_seal_and_who_did_it(elenco: Elenco) -> None:
    papel = let_pass(caso := un_expediente(elenco, "vencida", asignado=True))
    historia = caso.movimientos
    assert [(m["numero"], m["huella"]) for m in papel["movimientos"]] == [(m.numero, m.huella) for m in historia]
    assert [(m["rol"], m["persona"]) for m in papel["movimientos"]] == [
        ("Solicitante", ""),
        ("Oficial de información", "la_oficial"),
        ("Oficial de información", "la_oficial"),
        ("El reloj del sistema", ""),
        ("El reloj del sistema", ""),
    ]
    assert papel["texto_huella"] == historia[0].datos["texto"]


def test_the_bundle_explains_both_terms_day_by_day(elenco: Elenco) -> None:
    papel = let_pass(un_expediente(elenco, "vencida"))
    assert [(papel[p]["desde"], papel[p]["vence"], papel[p]["estado"]) for p in ("plazo", "entrega")] == [
        ("2026-03-02", "2026-03-16", "vencido"),
        ("2026-03-16", "2026-03-30", "vencido"),
    ]
    assert [[d["dia"] for d in papel[p]["explicacion"] if "dia" in d] for p in ("plazo", "entrega")] == [list(range(1, 11))] * 2


def test_the_bundle_says_who_held_the_case_and_when(elenco: Elenco) -> None:
    persona = Persona.objects.get(username="la_jefa")
    Cargo.objects.filter(persona=persona).update(hasta=cuando(3, 5).date())
    Cargo.objects.filter(persona__username="otra_oficial").update(hasta=cuando(2, 27).date())
    papel = let_pass(un_expediente(elenco, "vencida", asignado=True))
    assert {(c["persona"], c["rol"], c["desde"], c["hasta"]) for c in papel["cargos"]} == {
        ("la_oficial", "Oficial de información", "2026-01-01", ""),
        ("la_jefa", "Jefatura de la Unidad de Información", "2026-01-01", "2026-03-05"),
        ("el_firmante", "Firmante", "2026-01-01", ""),
        ("la_autoridad", "Máxima autoridad", "2026-01-01", ""),
    }
    assert [(e["unidad"], e["persona"], e["fecha_interna"]) for e in papel["encargos"]] == [("Compras", "", "2026-12-01")]


def test_the_bundle_lists_what_was_sent_and_issued_with_its_hash(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    caso = un_expediente(elenco, "vencida")
    drenar(ahora=caso.ahora)
    papel = let_pass(caso)
    [acuse] = Documento.objects.filter(folio=caso.folio)
    assert [(p["codigo"], p["sha256"]) for p in papel["papeles"]] == [(acuse.codigo, acuse.sha256)]
    enviadas = {(c["evento"], c["destinatario"]) for c in papel["cartas"]}
    assert {("Solicitud recibida", "Solicitante"), ("Plazo vencido sin respuesta", "Máxima autoridad")} <= enviadas
    assert {c["mensaje_id"] for c in papel["cartas"]} == {str(m.extra_headers["Message-ID"]) for m in mailoutbox}


def test_the_bundle_has_neither_the_applicant_nor_her_words_nor_what_was_gathered(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    caso.hacer("adjuntar")
    caso.hacer("redactar", borrador=DENIEGA)
    caso.at(cuando(3, 17))
    vencer_plazos(ahora=caso.ahora)
    papel = let_pass(caso)
    anexo = Documento.objects.get(folio=caso.folio, tipo="anexo")
    todo = json.dumps(papel, ensure_ascii=False)
    assert papel["anexos"] == 1
    assert [dato for dato in [*IDENTIDAD, anexo.sha256, anexo.nombre_archivo, DENIEGA.motivacion, "reserva"] if dato in todo] == []


def test_the_clock_releases_no_file(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    caso.hacer("adjuntar")
    caso.at(cuando(3, 17))
    vencer_plazos(ahora=caso.ahora)
    certificar_silencios(ahora=MARTES_31)
    assert not visible_documentos(caso.la_solicitante, caso.solicitud).filter(tipo="anexo").exists()


def test_the_bundle_says_what_was_true_then_however_late_it_is_printed(elenco: Elenco) -> None:
    antes = let_pass(caso := un_expediente(elenco, "vencida"))
    numero = caso.ultimo.numero
    caso.at(cuando(4, 13)).hacer("interponer_recurso")
    caso.answer()
    Cargo.objects.filter(persona__username="la_oficial").update(hasta=cuando(4, 30).date())
    despues = build_contexto(tipo="constancia_silencio", solicitud=caso.solicitud, numero=numero)
    for papel in (antes, despues):
        papel.pop("cargos")
    assert despues == antes


# ── who is told, who may open it ──────────────────────────────────────────────

#: What the clock does → whom it tells.
CARTAS = {
    "vencer": {CORREO, "la_oficial", "otra_oficial", "la_jefa", "la_autoridad", "el_regulador"},
    "certificar_silencio": {CORREO, "la_autoridad", "el_regulador"},
    "vencer_recurso": {CORREO, "la_autoridad", "el_regulador"},
    "incumplir_recurso": {CORREO, "la_autoridad", "el_regulador"},
    "interponer_recurso": {CORREO, "la_autoridad"},
    "decidir_recurso": {CORREO, "la_oficial", "otra_oficial"},
    "cumplir_recurso": {CORREO},
    "subsanar_recurso": set(),
}


def bring(elenco: Elenco, acto: str) -> Caso:
    """A case just before `acto`, with the outbox empty, and the act done."""
    caso = un_expediente(elenco, "en_tramite" if acto == "vencer" else "vencida")
    if acto not in ("vencer", "certificar_silencio", "interponer_recurso"):
        caso.hacer("interponer_recurso")
    if acto in ("incumplir_recurso", "cumplir_recurso"):
        caso.hacer("decidir_recurso")
    Salida.objects.all().delete()
    caso.at(cuando(4, 13))
    reloj = {"vencer": vencer_plazos, "certificar_silencio": certificar_silencios}
    if acto in reloj:
        reloj[acto](ahora=caso.ahora)
    elif acto in ("vencer_recurso", "incumplir_recurso"):
        vencer_recursos(ahora=caso.ahora)
    else:
        caso.hacer(acto)
    assert caso.ultimo.acto == acto
    return caso


@pytest.mark.parametrize("acto", CARTAS)
def test_each_act_of_silence_and_appeal_is_told_to_whom_it_concerns(elenco: Elenco, mailoutbox: list[EmailMessage], acto: str) -> None:
    caso = bring(elenco, acto)
    Salida.objects.filter(efecto="emitir-documento").delete()
    drenar(ahora=caso.ahora)
    esperados = {quien if "@" in quien else f"{quien}@oficina.example" for quien in CARTAS[acto]}
    assert sorted(para for carta in mailoutbox for para in carta.to) == sorted(esperados)
    assert not Salida.objects.exclude(estado="hecha").exists()
    for carta in mailoutbox:
        if carta.to == ["el_regulador@oficina.example"]:
            entera = "\n".join([carta.subject, carta.body, *(str(a[0]) for a in carta.alternatives)])
            assert [dato for dato in IDENTIDAD if dato in entera] == []


#: Paper → who may open it, of everybody who sees the case.
LECTORES = {
    "acuse_recurso": {"la_solicitante", "la_oficial", "la_jefa", "el_firmante", "la_autoridad"},
    "decision_recurso": {"la_solicitante", "la_oficial", "la_jefa", "el_firmante", "la_autoridad"},
    "constancia_silencio": {"la_solicitante", "la_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_regulador"},
}


def test_each_paper_is_issued_once_and_opened_by_those_who_may(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida", asignado=True)
    caso.hacer("interponer_recurso", causales=("sin_respuesta",), agravios="Nadie contestó.")
    caso.at(cuando(3, 23)).hacer("subsanar_recurso")
    caso.hacer("decidir_recurso")
    certificar_silencios(ahora=MARTES_31)
    for _ in range(2):
        drenar(ahora=cuando(3, 31, 1))
    assert sorted(Documento.objects.values_list("tipo", flat=True)) == ["acuse", *sorted(LECTORES)]
    gente = ("la_solicitante", "la_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_regulador", "el_enlace", "nadie")
    for tipo, lectores in LECTORES.items():
        abren = {quien for quien in gente if visible_documentos(caso.actor(quien), caso.solicitud).filter(tipo=tipo).exists()}
        assert abren == lectores, tipo
        if tipo != "constancia_silencio":
            assert Documento.objects.get(tipo=tipo).contexto["solicitante_nombre"] == NOMBRE
