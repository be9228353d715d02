"""redactar, enviar_a_revision, revisar, devolver, firmar, resolver: from draft to notified answer (LAIP arts. 42 and 45)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solicitudes.actor import Actor
from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Cargo, Resolucion, Unidad
from solicitudes.selectors import get_expediente
from solicitudes.services.resolucion import seal_resolucion
from tests.elenco import CONCEDE, DENIEGA, SIN_ACLARAR, Elenco, cuando, enqueued, hire, refused, un_expediente, unidad_de
from workflow.roles import Rol

PASOS = ("redactar", "enviar_a_revision", "revisar", "firmar", "resolver")


def test_the_five_steps_each_by_her_own_person(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 10))
    for acto, estado in zip(PASOS, ("borrador", "en_revision", "revisada", "firmada", "notificada"), strict=True):
        caso.hacer(acto)
        assert caso.resolucion.estado == estado
        assert caso.solicitud.estado == ("resuelta" if acto == "resolver" else "en_tramite")
    resolucion = caso.resolucion
    assert (resolucion.numero, resolucion.sentido, resolucion.respuesta) == (f"RES-{caso.folio}", "entrega_total", CONCEDE.respuesta)
    assert resolucion.redactora_id == elenco.la_oficial.persona_id
    assert (resolucion.revisora_id, resolucion.fecha_hora_revision) == (elenco.la_jefa.persona_id, cuando(3, 10))
    assert (resolucion.firmante_id, resolucion.firmante_cargo) == (elenco.el_firmante.persona_id, "Firmante")
    assert (resolucion.fecha_hora_firma, resolucion.fecha_hora_notificacion) == (cuando(3, 10), cuando(3, 10))
    assert resolucion.huella == seal_resolucion(resolucion)
    assert [m.acto for m in caso.movimientos][2:] == list(PASOS)


def test_resolver_opens_the_appeal_and_leaves_the_paper_to_be_made(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    solicitud = caso.solicitud
    assert (solicitud.sentido, solicitud.fecha_cierre) == ("negativa_reservada", date(2026, 4, 1))
    assert solicitud.fecha_advertencia is None
    assert caso.ultimo.datos == {"sentido": "negativa_reservada", "resolucion": f"RES-{caso.folio}", "huella": caso.resolucion.huella}
    assert enqueued(caso.folio)["emitir-documento"][-1] == {"numero": 7, "tipo": "resolucion"}


def test_resolver_what_hands_over_does_not_close_before_it_is_handed_over(elenco: Elenco) -> None:
    assert un_expediente(elenco, "resuelta").solicitud.fecha_cierre is None


def test_resolver_after_silence_is_late_and_does_not_erase_it(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida").answer()
    assert caso.solicitud.estado == "resuelta"
    assert [m.estado_nuevo for m in caso.movimientos if m.acto in ("vencer", "resolver")] == ["vencida", "resuelta"]
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 16)


def test_the_top_authority_may_sign_too(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="revisar")
    caso.hacer("firmar", por="la_autoridad")
    assert caso.resolucion.firmante_cargo == "Máxima autoridad"


@pytest.mark.parametrize(
    ("borrador", "campo"),
    [
        (replace(CONCEDE, respuesta=" "), "respuesta"),
        (replace(DENIEGA, motivacion="\n"), "motivacion"),
        (replace(DENIEGA, fundamento=()), "fundamento"),
        (replace(DENIEGA, fundamento=(" ", "")), "fundamento"),
        (replace(DENIEGA, sentido="entrega_parcial", motivacion=""), "motivacion"),
        (replace(DENIEGA, sentido="inexistencia", fundamento=()), "fundamento"),
    ],
)
def test_redactar_a_negative_without_reasons_or_law_is_refused(elenco: Elenco, borrador, campo: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("resolucion-incompleta", 422, campo=campo) as error:
        caso.hacer("redactar", borrador=borrador)
    assert error.value.articulo == "LAIP art. 45"


def test_redactar_a_lack_of_clarification_that_nobody_asked_for_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("sentido-no-permitido", 409, campo="sentido"):
        caso.hacer("redactar", borrador=SIN_ACLARAR)


def test_redactar_again_corrects_the_draft(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="redactar")
    caso.at(cuando(3, 9)).hacer("redactar", por="otra_oficial", borrador=DENIEGA)
    resolucion = Resolucion.objects.get()
    assert (resolucion.sentido, resolucion.redactora_id) == ("negativa_reservada", elenco.otra_oficial.persona_id)
    assert (resolucion.fundamento, resolucion.fecha_hora_redaccion) == (["LAIP art. 23"], cuando(3, 9))


@pytest.mark.parametrize("hasta", ["enviar_a_revision", "revisar", "firmar"])
def test_redactar_once_it_left_the_draft_is_refused(elenco: Elenco, hasta: str) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta=hasta)
    with refused("acto-no-permitido", 409):
        caso.hacer("redactar", borrador=DENIEGA)


@pytest.mark.parametrize(("hasta", "quien"), [("enviar_a_revision", "la_jefa"), ("revisar", "el_firmante"), ("revisar", "la_autoridad")])
def test_devolver_takes_it_back_to_draft_with_what_to_correct(elenco: Elenco, hasta: str, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta=hasta)
    caso.hacer("devolver", por=quien, observaciones="  Falta el renglón 266. ")
    resolucion = caso.resolucion
    assert (resolucion.estado, resolucion.observaciones, resolucion.revisora) == ("borrador", "Falta el renglón 266.", None)
    caso.answer(DENIEGA)
    assert (caso.solicitud.estado, caso.solicitud.sentido) == ("resuelta", "negativa_reservada")


def test_devolver_without_saying_why_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="revisar")
    with refused("texto-requerido", 422, campo="observaciones"):
        caso.hacer("devolver", observaciones=" ")


def test_devolver_a_draft_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="redactar")
    with refused("acto-no-permitido", 409):
        caso.hacer("devolver")


def test_retirar_firma_takes_a_signature_back_that_was_not_notified(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar")
    caso.hacer("retirar_firma")
    resolucion = caso.solicitud.resolucion
    assert (resolucion.estado, resolucion.firmante, resolucion.fecha_hora_firma, resolucion.huella) == ("borrador", None, None, "")
    assert [razon for _, razones in list_hallazgos(folios=[caso.folio]) for razon in razones] == []


@pytest.mark.parametrize("quien", ["la_autoridad", "la_jefa", "la_oficial"])
def test_a_signature_is_withdrawn_by_nobody_else(elenco: Elenco, quien: str) -> None:
    """Neither by the head of the unit, who could send it back before, nor by another who signs."""
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar")
    with refused("firma-ajena" if quien == "la_autoridad" else "acto-no-autorizado", 403):
        caso.hacer("retirar_firma", por=quien)
    with refused("acto-no-permitido" if quien != "la_oficial" else "acto-no-autorizado", 409 if quien != "la_oficial" else 403):
        caso.hacer("devolver", por=quien)


def test_a_signature_is_withdrawn_by_whoever_acts_in_the_stead_of_the_signer(elenco: Elenco) -> None:
    puesto = elenco.el_firmante.puestos[0]
    suplente = Actor(persona_id=elenco.la_jefa.persona_id, puestos=(replace(puesto, suple_id=elenco.el_firmante.persona_id),))
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar")
    caso.hacer("retirar_firma", por=suplente)
    assert (caso.resolucion.estado, caso.ultimo.datos["suple"]) == ("borrador", elenco.el_firmante.persona_id)


def test_the_signature_of_whoever_left_office_is_withdrawn_by_whoever_signs_now(elenco: Elenco) -> None:
    """Otherwise a case whose signed answer can no longer be notified would wait for somebody who is not there."""
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar")
    assert "retirar-firma" not in get_expediente(caso.folio, actor=elenco.la_autoridad, al=caso.ahora).actos
    Cargo.objects.filter(persona=elenco.el_firmante.persona_id).update(hasta=date(2026, 3, 2))
    assert "retirar-firma" in get_expediente(caso.folio, actor=elenco.la_autoridad, al=caso.ahora).actos
    caso.hacer("retirar_firma", por="la_autoridad")
    assert caso.resolucion.estado == "borrador"


@pytest.mark.parametrize("hasta", ["redactar", "revisar", "resolver"])
def test_retirar_firma_where_there_is_none_or_too_late_is_refused(elenco: Elenco, hasta: str) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta=hasta)
    with refused("acto-no-permitido", 409):
        caso.hacer("retirar_firma")


@pytest.mark.parametrize("acto", PASOS[1:4])
def test_a_step_twice_is_refused(elenco: Elenco, acto: str) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta=acto)
    with refused("acto-no-permitido", 409):
        caso.hacer(acto)


@pytest.mark.parametrize("acto", ["enviar_a_revision", "revisar", "devolver", "firmar", "retirar_firma"])
def test_a_step_without_a_draft_is_refused(elenco: Elenco, acto: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("acto-no-permitido", 409):
        caso.hacer(acto)


@pytest.mark.parametrize("hasta", [None, *PASOS[:3]])
def test_resolver_what_nobody_signed_is_refused(elenco: Elenco, hasta: str | None) -> None:
    caso = un_expediente(elenco, "en_tramite")
    if hasta:
        caso.answer(hasta=hasta)
    with refused("sin-resolucion-firmada", 409):
        caso.hacer("resolver")


def test_resolver_twice_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta")
    with refused("acto-no-permitido", 409):
        caso.hacer("resolver")


@pytest.mark.parametrize("acto", PASOS)
@pytest.mark.parametrize("estado", ["presentada", "resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_a_step_on_a_case_that_awaits_no_answer_is_refused(elenco: Elenco, estado: str, acto: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer(acto)


@pytest.mark.parametrize("acto", ["revisar", "firmar"])
def test_who_drafts_neither_reviews_nor_signs(elenco: Elenco, acto: str) -> None:
    """In a small town one person may hold every office: the law still wants two pairs of eyes."""
    from solicitudes.actor import actor_for_persona
    from solicitudes.models import Cargo, Persona

    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    Cargo.objects.create(
        persona=persona, unidad=unidad_de(elenco.salud, Unidad.Clase.INFORMACION), rol="jefe_unidad", desde=date(2026, 1, 1)
    )
    Cargo.objects.create(
        persona=persona, unidad=unidad_de(elenco.salud, Unidad.Clase.MAXIMA_AUTORIDAD), rol="firmante", desde=date(2026, 1, 1)
    )
    pluriempleada = actor_for_persona(persona, hoy=date(2026, 3, 10))
    caso = un_expediente(elenco, "en_tramite").answer(hasta=PASOS[PASOS.index(acto) - 1])
    with refused("misma-persona", 403):
        caso.hacer(acto, por=pluriempleada)


@pytest.mark.parametrize(
    ("acto", "quien"),
    [
        *(("redactar", q) for q in ("la_solicitante", "la_jefa", "el_firmante", "el_enlace", "el_regulador")),
        *(("enviar_a_revision", q) for q in ("la_solicitante", "la_jefa", "la_autoridad", "el_enlace")),
        *(("revisar", q) for q in ("la_solicitante", "la_oficial", "el_firmante", "la_autoridad", "el_regulador")),
        *(("firmar", q) for q in ("la_solicitante", "la_oficial", "la_jefa", "el_enlace", "el_regulador")),
        *(("resolver", q) for q in ("la_solicitante", "la_jefa", "el_firmante", "la_autoridad", "el_reloj")),
    ],
)
def test_a_step_by_another_role_is_refused(elenco: Elenco, acto: str, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    if acto != "redactar":
        caso.answer(hasta=PASOS[PASOS.index(acto) - 1])
    with refused("acto-no-autorizado", 403):
        caso.hacer(acto, por=quien)


@pytest.mark.parametrize("acto", PASOS)
def test_a_step_by_a_stranger_does_not_exist(elenco: Elenco, acto: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    for anterior in PASOS[: PASOS.index(acto)]:
        caso.hacer(anterior)
    with refused("solicitud-no-encontrada", 404):
        caso.hacer(acto, por="una_extrana")


@pytest.mark.parametrize("acto", PASOS)
def test_a_step_on_a_stale_version_is_refused(elenco: Elenco, acto: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    for anterior in PASOS[: PASOS.index(acto)]:
        caso.hacer(anterior)
    with refused("version-anterior", 412):
        caso.hacer(acto, version=1)


def test_the_applicant_reads_the_resolution_once_it_is_notified_and_not_before(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar")
    assert get_expediente(caso.folio, actor=caso.la_solicitante, al=caso.ahora).resolucion is None
    assert get_expediente(caso.folio, actor=elenco.la_jefa, al=caso.ahora).resolucion is not None
    caso.hacer("resolver")
    assert get_expediente(caso.folio, actor=caso.la_solicitante, al=caso.ahora).resolucion == caso.resolucion


def test_a_signer_of_another_body_sees_nothing_to_sign(elenco: Elenco) -> None:
    ajeno = hire("ajeno", Rol.FIRMANTE, unidad_de(elenco.educacion, Unidad.Clase.MAXIMA_AUTORIDAD))
    caso = un_expediente(elenco, "en_tramite").answer(hasta="revisar")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("firmar", por=ajeno)


def test_a_signed_ground_that_a_late_clarification_made_false_can_be_answered_otherwise(elenco: Elenco) -> None:
    """Nothing stays in limbo: the case must still have a way to its answer."""
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9)).answer(SIN_ACLARAR, hasta="firmar")
    caso.hacer("aclarar")
    caso.hacer("retirar_firma")
    caso.answer()
    assert (caso.solicitud.estado, caso.solicitud.sentido) == ("resuelta", "entrega_total")
