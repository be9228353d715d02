"""The very PDF before it is notified: the same words, marked on every page, and nothing that could be verified or kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from config import reloj
from documentos.models import Documento
from notifications.relevo import drenar
from tests.documentos.lectura_pdf import extract_text, open_pdf
from tests.elenco import CONCEDE, DENIEGA, NOMBRE, Caso, Elenco, snapshot, un_expediente
from tests.portal.oficina.conftest import sign_in


def preview(caso: Caso, quien: str) -> Any:
    with reloj.detenido_en(caso.ahora):
        return sign_in(Client(), caso.actor(quien)).get(f"/oficina/{caso.folio}/borrador.pdf")


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "la_autoridad"])
def test_the_draft_says_what_will_be_issued_and_that_it_is_none(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(DENIEGA, hasta="redactar")
    respuesta = preview(caso, quien)
    texto = extract_text(respuesta.content)
    assert respuesta.headers["Content-Type"] == "application/pdf" and "no-store" in respuesta.headers["Cache-Control"]
    for dicho in (NOMBRE, "Denegar la información por ser reservada", "Consta en la reserva 12-2026.", "BORRADOR sin validez"):
        assert dicho in texto, dicho
    assert "Compruebe que este documento" not in texto and "Verificación" not in texto and "/verificar/" not in texto


def test_every_page_of_the_draft_says_so(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(DENIEGA, hasta="redactar")
    contenido = preview(caso, "la_oficial").content
    with open_pdf(contenido) as pdf:
        paginas = len(pdf.pages)
    assert paginas > 1 and extract_text(contenido).count("BORRADOR sin validez") == paginas


def test_the_draft_is_not_kept_and_has_no_code(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="firmar")
    antes = snapshot()
    contenido = preview(caso, "el_firmante").content
    assert snapshot() == antes and not Documento.objects.filter(tipo="resolucion").exists()
    assert not re.search(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b", extract_text(contenido))


def test_the_draft_and_the_paper_say_the_same(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(CONCEDE, hasta="firmar")
    borrador = extract_text(preview(caso, "la_oficial").content)
    caso.hacer("resolver")
    drenar(ahora=caso.ahora)
    with reloj.detenido_en(caso.ahora):
        emitida = extract_text(sign_in(Client(), elenco.la_oficial).get(f"/oficina/{caso.folio}/documentos/resolucion/").getvalue())
    for parte in ("Se resuelve", "Antecedentes", "Por tanto", "Recurso"):
        assert parte in borrador and parte in emitida
    cuerpo = re.search(r"Se tiene a la vista.*?Huella del texto firmado: \w+", emitida)
    assert cuerpo
    al_pie = {"Verificación", Documento.objects.get(tipo="resolucion").codigo}
    assert set(cuerpo[0].split()) - set(borrador.split()) == al_pie


@pytest.mark.parametrize(("estado", "quien"), [("en_tramite", "la_oficial"), ("resuelta", "la_oficial"), ("en_tramite", "una_extrana")])
def test_without_a_draft_there_is_nothing_to_see(elenco: Elenco, estado: str, quien: str) -> None:
    assert preview(un_expediente(elenco, estado), quien).status_code == 404


def test_the_liaison_sees_no_draft(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True).answer(hasta="redactar")
    assert preview(caso, "el_enlace").status_code == 404
