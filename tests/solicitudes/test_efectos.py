"""What follows an act once it is committed: letters to the right people and only to them, papers once, whatever fails."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from documentos.models import Documento
from notifications.models import Aviso, Salida
from notifications.proceso import ARRIENDO
from notifications.relevo import drenar
from solicitudes.efectos import issue_documento, send_carta, tell_movimiento
from solicitudes.models import Cargo, Persona, Presentacion, Unidad
from solicitudes.services.vencimiento import advertir_vencimientos, vencer_plazos
from tests.elenco import CORREO, DESCRIPCION, NOMBRE, Caso, Elenco, cuando, enqueued, hire, un_expediente, una_peticion, unidad_de
from workflow.roles import Rol

OFICIALES = {"la_oficial@oficina.example", "otra_oficial@oficina.example"}
QUIEN_FIRMA = {"el_firmante@oficina.example", "la_autoridad@oficina.example"}
JEFA, ENLACE, REGULADOR = {"la_jefa@oficina.example"}, {"el_enlace@oficina.example"}, {"el_regulador@oficina.example"}

#: act → where the case must stand, and who is told.
CARTAS: dict[str, tuple[str, set[str]]] = {
    "admitir": ("presentada", {CORREO}),
    "asignar": ("en_tramite", ENLACE),
    "dividir": ("en_tramite", set()),
    "adjuntar": ("en_tramite", set()),
    "pedir_aclaracion": ("en_tramite", {CORREO}),
    "aclarar": ("en_aclaracion", OFICIALES),
    "prorrogar": ("en_tramite", {CORREO}),
    "remitir": ("presentada", {CORREO}),
    "remitir_parte": ("presentada", {CORREO}),
    "redactar": ("en_tramite", set()),
    "enviar_a_revision": ("redactar", JEFA),
    "revisar": ("enviar_a_revision", QUIEN_FIRMA),
    "devolver": ("revisar", OFICIALES),
    "retirar_firma": ("firmar", OFICIALES),
    "firmar": ("revisar", OFICIALES),
    "resolver": ("firmar", {CORREO}),
    "entregar": ("resuelta", {CORREO}),
    "desistir": ("en_tramite", OFICIALES),
}
PASOS = ("redactar", "enviar_a_revision", "revisar", "firmar")


def settle(*, papeles: bool = False) -> None:
    """What was asked for until now is another test's; the papers too, unless they are what is looked at."""
    salidas = Salida.objects.all() if not papeles else Salida.objects.exclude(efecto="emitir-documento")
    salidas.delete()


def drain(momento) -> None:
    Salida.objects.filter(efecto="emitir-documento").delete()
    drenar(ahora=momento)


def addresses(cartas: list[EmailMessage]) -> list[str]:
    return sorted(para for carta in cartas for para in carta.to)


def whole(carta: EmailMessage) -> str:
    """Everything that leaves: headers, text and HTML."""
    return "\n".join([str(carta.message()), carta.subject, carta.body, *(str(alternativa[0]) for alternativa in carta.alternatives)])


@pytest.mark.parametrize("acto", CARTAS)
def test_each_act_is_told_to_whom_it_concerns_and_to_nobody_else(elenco: Elenco, mailoutbox: list[EmailMessage], acto: str) -> None:
    donde, quienes = CARTAS[acto]
    caso = un_expediente(elenco, "en_tramite").answer(hasta=donde) if donde in PASOS else un_expediente(elenco, donde)
    settle()
    caso.hacer(acto)
    Salida.objects.exclude(argumentos__folio=caso.folio).delete()  # a forwarding tells the other body too
    drain(caso.ahora)
    assert addresses(mailoutbox) == sorted(quienes)
    assert not Salida.objects.exclude(estado="hecha").exists()
    assert Aviso.objects.filter(folio=caso.folio).count() == len(quienes)


def test_a_filing_is_told_to_who_asked_and_to_who_will_answer(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    caso = Caso(elenco)
    drain(caso.ahora)
    assert addresses(mailoutbox) == sorted({CORREO} | OFICIALES)
    assert caso.recibo.clave not in "".join(map(whole, mailoutbox))


def test_a_silence_is_told_up_to_the_top(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    un_expediente(elenco, "en_tramite")
    settle()
    vencer_plazos(ahora=cuando(3, 17))
    drain(cuando(3, 17))
    assert set(addresses(mailoutbox)) >= {CORREO, "la_autoridad@oficina.example"} | OFICIALES
    assert not set(addresses(mailoutbox)) & (ENLACE | {"el_firmante@oficina.example", "una_extrana@oficina.example"})


def test_a_warning_goes_to_the_officers_with_the_days_that_are_left(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    un_expediente(elenco, "en_tramite")
    settle()
    advertir_vencimientos(ahora=cuando(3, 11))
    drain(cuando(3, 11))
    assert addresses(mailoutbox) == sorted(OFICIALES)
    assert "3 días hábiles" in mailoutbox[0].body


def test_a_forwarding_is_told_once_to_the_applicant_and_in_other_words_to_the_new_body(
    elenco: Elenco, mailoutbox: list[EmailMessage]
) -> None:
    caso = un_expediente(elenco, "presentada")
    settle()
    nueva = caso.hacer("remitir")
    drain(caso.ahora)
    eventos = {(carta.to[0], carta.extra_headers["X-Solicitud-Evento"]) for carta in mailoutbox}
    assert eventos == {(CORREO, "remitida.solicitante"), ("una_extrana@oficina.example", "remitida_recibida.oficial")}
    [carta] = [c for c in mailoutbox if c.to == [CORREO]]
    assert nueva.folio in carta.body and "Ministerio de Educación" in carta.body


@pytest.mark.parametrize(("acto", "para"), [("asignar", ENLACE)])
def test_the_letter_of_a_liaison_does_not_say_who_asked_nor_in_her_words(
    elenco: Elenco, mailoutbox: list[EmailMessage], acto: str, para: set[str]
) -> None:
    caso = un_expediente(elenco, "en_tramite")
    settle()
    caso.hacer(acto, indicaciones="Por renglón.")
    drain(caso.ahora)
    [carta] = mailoutbox
    assert carta.to == list(para)
    for dato in (NOMBRE, CORREO, DESCRIPCION, *NOMBRE.split()):
        assert dato not in whole(carta)


def test_no_letter_carries_the_name_of_the_applicant_but_hers(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    caso.answer()
    vencer_plazos(ahora=caso.ahora)
    drain(caso.ahora)
    for carta in mailoutbox:
        if carta.to != [CORREO]:
            assert NOMBRE not in whole(carta) and CORREO not in whole(carta)


# ── to which address ──────────────────────────────────────────────────────────


def test_the_mailbox_of_the_unit_is_preferred_to_its_people(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    Unidad.objects.filter(pk=unidad_de(elenco.salud, Unidad.Clase.INFORMACION).pk).update(correo="uip@salud.example")
    Unidad.objects.filter(pk=elenco.compras.pk).update(correo="compras@salud.example")
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    drain(caso.ahora)
    assert addresses(mailoutbox) == sorted([CORREO, CORREO, "uip@salud.example", "compras@salud.example"])


def test_who_was_asked_by_name_is_told_and_not_her_unit(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    Unidad.objects.filter(pk=elenco.compras.pk).update(correo="compras@salud.example")
    caso = un_expediente(elenco, "en_tramite")
    settle()
    caso.hacer("asignar", persona_id=elenco.el_enlace.persona_id)
    drain(caso.ahora)
    assert addresses(mailoutbox) == sorted(ENLACE)


def test_a_liaison_whose_office_ended_or_whose_account_is_closed_is_not_told(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    cerrada = hire("cerrada", Rol.ENLACE, elenco.compras)
    Persona.objects.filter(pk=cerrada.persona_id).update(is_active=False)
    saliente = hire("saliente", Rol.ENLACE, elenco.compras)
    Cargo.objects.filter(persona=saliente.persona_id).update(hasta=cuando(3, 1).date())
    caso = un_expediente(elenco, "en_tramite")
    settle()
    caso.hacer("asignar")
    drain(caso.ahora)
    assert addresses(mailoutbox) == sorted(ENLACE)


def test_an_officer_whose_account_is_closed_is_not_told(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    Persona.objects.filter(pk=elenco.otra_oficial.persona_id).update(is_active=False)
    caso = Caso(elenco)
    drain(caso.ahora)
    assert addresses(mailoutbox) == sorted([CORREO, "la_oficial@oficina.example"])


def test_without_an_address_there_is_no_mail_and_no_fault(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    caso = Caso(elenco, peticion=una_peticion(correo=""))
    settle()
    caso.hacer("admitir")
    drain(caso.ahora)
    assert mailoutbox == []
    assert set(Salida.objects.values_list("efecto", "estado")) == {("avisar", "hecha")}


def test_an_address_taken_back_before_the_letter_left_is_not_used(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    caso = Caso(elenco)
    settle()
    caso.hacer("admitir")
    tell_movimiento(ahora=caso.ahora, folio=caso.folio, numero=2)
    Presentacion.objects.update(solicitante_correo="")
    drain(caso.ahora)
    assert mailoutbox == []


def test_one_bad_address_holds_up_nobody_else(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    Persona.objects.filter(pk=elenco.otra_oficial.persona_id).update(email="no es una dirección")
    caso = Caso(elenco)
    drain(caso.ahora)
    assert addresses(mailoutbox) == sorted([CORREO, "la_oficial@oficina.example"])
    [muerta] = Salida.objects.filter(estado="muerta")
    assert muerta.argumentos["destino"] == f"oficial/persona/{elenco.otra_oficial.persona_id}"


def test_the_outbox_holds_no_address_and_no_name(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True).answer()
    drain(caso.ahora)
    escrito = repr(list(Salida.objects.values())) + repr(list(Aviso.objects.values()))
    for dato in (NOMBRE, CORREO, DESCRIPCION, "oficina.example"):
        assert dato not in escrito


# ── at least once, seen once ──────────────────────────────────────────────────


def test_a_second_drain_does_nothing(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    caso = Caso(elenco)
    drain(caso.ahora)
    cartas = len(mailoutbox)
    assert drenar(ahora=caso.ahora + timedelta(days=1)) == 0
    assert len(mailoutbox) == cartas


def test_an_effect_that_runs_twice_is_seen_once(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    """As after a worker that was killed once it had done its work and before it could say so."""
    caso = Caso(elenco)
    for _ in range(2):
        tell_movimiento(ahora=caso.ahora, folio=caso.folio, numero=1)
    cartas = Salida.objects.filter(efecto="enviar-carta")
    assert cartas.count() == 3
    for carta in [*cartas, *cartas]:
        send_carta(ahora=caso.ahora, **carta.argumentos)
    assert addresses(mailoutbox) == sorted({CORREO} | OFICIALES)


def test_a_worker_killed_between_the_act_and_the_mail_gives_the_row_back(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    caso = Caso(elenco)
    Salida.objects.filter(efecto="emitir-documento").delete()
    # It had claimed the row, and then nothing was heard of it any more.
    Salida.objects.update(tomada_hasta=caso.ahora + ARRIENDO, proximo_intento=caso.ahora + ARRIENDO, intentos=1)
    assert drenar(ahora=caso.ahora + ARRIENDO - timedelta(seconds=1)) == 0
    drenar(ahora=caso.ahora + ARRIENDO)
    assert addresses(mailoutbox) == sorted({CORREO} | OFICIALES)


def test_an_act_that_is_rolled_back_is_told_to_nobody(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    caso = Caso(elenco)
    settle()
    with transaction.atomic():
        caso.hacer("admitir")
        transaction.set_rollback(True)
    drain(caso.ahora)
    assert (mailoutbox, Salida.objects.count()) == ([], 0)


def test_a_row_of_a_case_that_does_not_exist_is_parked(elenco: Elenco) -> None:
    caso = Caso(elenco)
    Salida.objects.filter(efecto="avisar").update(argumentos={"folio": "GT-2026-MSPAS-000999", "numero": 1})
    drain(caso.ahora)
    assert Salida.objects.get(efecto="avisar").estado == "muerta"


# ── papers ────────────────────────────────────────────────────────────────────


def test_a_paper_is_rendered_once_and_says_what_was_true_at_the_act(elenco: Elenco) -> None:
    caso = Caso(elenco)
    settle(papeles=True)
    caso.at(cuando(3, 3)).hacer("admitir")
    caso.hacer("prorrogar")  # the term has moved by the time the receipt is rendered
    drenar(ahora=caso.ahora)
    acuse = Documento.objects.get(folio=caso.folio, tipo="acuse")
    assert acuse.contexto["plazo"]["vence"] == "2026-03-16"
    issue_documento(ahora=cuando(5, 1), folio=caso.folio, numero=1, tipo="acuse")
    assert Documento.objects.get(folio=caso.folio, tipo="acuse") == acuse
    assert Documento.objects.get(pk=acuse.pk).fecha_hora_emision == caso.ahora


def test_a_disk_that_fails_leaves_the_case_valid_and_the_paper_for_later(elenco: Elenco) -> None:
    caso = Caso(elenco)
    carpeta = Path(settings.DOCUMENTOS_DIR)
    carpeta.write_bytes(b"a file where the folder should be")
    drenar(ahora=caso.ahora)
    salida = Salida.objects.get(efecto="emitir-documento")
    assert (salida.estado, salida.intentos) == ("pendiente", 1)
    assert "almacén" in salida.ultimo_error
    caso.hacer("admitir")
    assert not Documento.objects.exists()
    carpeta.unlink()
    drenar(ahora=salida.proximo_intento)
    assert Documento.objects.get().tipo == "acuse"
    assert enqueued(caso.folio)["emitir-documento"] == [{"numero": 1, "tipo": "acuse"}]
    assert Salida.objects.get(efecto="emitir-documento").estado == "hecha"
