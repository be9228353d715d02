"""The receipt says of the law what holds for this kind of request: one's own data have neither extension nor delivery by silence."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

from solicitudes.models import Movimiento
from solicitudes.papeles.solicitud import build_acuse
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import Caso, Elenco, cuando, una_peticion
from tests.portal.paginas import leer, open_caso

_DE_LA_EMISION = {"fecha_hora_emision": "2026-03-02T09:00:00-06:00", "verificacion": {"codigo": "7K3M-9QRT-0XWV-2BDH"}}


@pytest.mark.parametrize(("tipo", "cabe"), [("acceso", True), ("datos_acceso", False), ("datos_rectificacion", False)])
def test_the_receipt_tells_of_extension_and_silence_only_where_the_law_has_them(elenco: Elenco, tipo: str, cabe: bool) -> None:
    caso = Caso(elenco, peticion=una_peticion(tipo=tipo))
    acuse = build_acuse(caso.solicitud, Movimiento.objects.get(solicitud__folio=caso.folio))
    assert (acuse["prorrogable"], acuse["silencio_obliga"]) == (cabe, cabe)
    texto = render_to_string("pdf/acuse.html", {**acuse, **_DE_LA_EMISION})
    assert ("ampliarse una vez" in texto) is cabe and ("(artículo 44)" in texto) is cabe
    assert "recurso de revisión" in texto


def test_the_page_of_a_silent_habeas_data_promises_nothing_that_the_law_does_not(client: Client, elenco: Elenco) -> None:
    caso = Caso(elenco, peticion=una_peticion(tipo="datos_acceso"))
    caso.at(cuando(6, 1))
    vencer_plazos(ahora=caso.ahora)
    assert caso.solicitud.estado == "vencida"
    texto = leer(open_caso(client, caso))
    assert "La institución no respondió; debía hacerlo a más tardar el" in texto and "sigue obligada a responderle" in texto
    assert "sin costo" not in texto and f"/seguir/{caso.folio}/recurrir/" in client.get(f"/seguir/{caso.folio}/").content.decode()
