"""Rehearsals of every kind beside real cases: no list, count, chart, register, export, search or page says anything else for them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from documentos.models import Documento
from documentos.pruebas import is_de_prueba
from notifications.relevo import drenar
from solicitudes.models import Persona
from solicitudes.services.publicacion import publicar_eventos
from solicitudes.tasks import advertir_vencimientos, certificar_silencios, recalcular_expedientes, vencer_plazos, vencer_recursos
from tests.api.cliente import Cliente
from tests.api.ensayo import RESUELVE, TODOS, act, advance, file
from tests.api.reparto import AHORA, FOTO, Caso, Reparto

pytestmark = pytest.mark.django_db
_MARCA = "ornitorrinco"

#: What each of these people may open and does not hang from one case.
PAGINAS: dict[str, tuple[str, ...]] = {
    "nadie": ("", "directorio/", "directorio/MSPAS/", "reservas/", "reservas.csv", "calculadora/", "guia/plazos/"),
    "oficial": (
        "oficina/",
        f"oficina/?buscar={_MARCA}",
        "oficina/?buscar=PRUEBA",
        "oficina/?orden=vence",
        "oficina/exportar.csv",
        "oficina/libro/",
        "oficina/libro.csv?desde=2026-01-01&hasta=2026-12-31",
        "oficina/plantillas/",
    ),
    "jefa": ("oficina/", "oficina/suplencias/", "oficina/libro/"),
    "autoridad": ("oficina/", "oficina/firmas/", "oficina/reservas/", "oficina/administracion/instituciones/MSPAS/"),
    "enlace": ("oficina/", f"oficina/?buscar={_MARCA}"),
    "regulador": (
        "oficina/instituciones/",
        "oficina/instituciones.csv",
        "oficina/instituciones/MSPAS/",
        "oficina/instituciones/MSPAS/expedientes.csv",
        "oficina/instituciones/MSPAS/respuestas/",
        "oficina/instituciones/MSPAS/respuestas.csv",
    ),
}
API: dict[str, tuple[str, ...]] = {
    "nadie": ("recursos/decisiones/", "instituciones/MSPAS/", "reservas/", "calendario/actos/"),
    **dict.fromkeys(("oficial", "autoridad", "enlace", "regulador", "portal_ajeno"), ("solicitudes/", f"solicitudes/?buscar={_MARCA}")),
    "sistema": ("solicitudes/", "eventos/", f"solicitudes/?buscar={_MARCA}"),
}


@pytest.fixture
def ensayo(reparto: Reparto) -> Cliente:
    return reparto.accredit("Ensayo", *TODOS, prueba=True)


def rehearse_everything(ensayo: Cliente, reparto: Reparto) -> list[Caso]:
    """One rehearsal in each place where a real case would be counted, listed or found."""
    nueva, dividida, recurrida, silencio, propios = (file(ensayo, descripcion=f"¿Cuántos {_MARCA}s hay?", **c) for c in _CASOS)
    act(ensayo, dividida, "dividir")
    act(ensayo, dividida, "asignar", unidad=reparto.compras.pk, preguntas=[2])
    assert ensayo.upload(dividida.folio, "x.csv", b"a,b\n1,2\n").status_code == 201
    act(ensayo, dividida, "remitir-parte", partes=[{"institucion": "MINFIN", "preguntas": [1]}])
    for acto in (*RESUELVE, "entregar", "interponer-recurso", "decidir-recurso"):
        act(ensayo, recurrida, acto)
    advance(ensayo, silencio, 40)
    act(ensayo, silencio, "interponer-recurso")
    for acto in RESUELVE[1:]:
        act(ensayo, silencio, acto)
    act(ensayo, silencio, "interponer-recurso")
    clave = {"X-Clave-Seguimiento": propios.clave}
    assert ensayo.upload(propios.folio, "dpi.png", FOTO, hoja="aportar-prueba/", **clave).status_code == 201
    act(ensayo, propios, "acreditar")
    for acto in RESUELVE:
        act(ensayo, propios, acto)
    return [nueva, dividida, recurrida, silencio, propios]


_CASOS: tuple[dict[str, Any], ...] = ({}, {}, {}, {}, {"tipo": "datos_acceso"})


def read_todo(reparto: Reparto) -> dict[tuple[str, str], str]:
    """What everybody reads everywhere, without what changes from one answer to the next."""
    leido = {}
    for quien, rutas in PAGINAS.items():
        web: Client = getattr(reparto, quien).web
        for ruta in rutas:
            leido[quien, ruta] = _settle(web.get(f"/{ruta}"))
    for quien, rutas in API.items():
        for ruta in rutas:
            leido[quien, f"api: {ruta}"] = _settle(getattr(reparto, quien).get(ruta))
    return leido


def _settle(respuesta: Any) -> str:
    assert respuesta.status_code == 200, respuesta
    # A stream ends at the last position of all, of whoever it is.
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|"siguiente":\d+', "", respuesta.getvalue().decode())


def test_nothing_that_anybody_reads_is_other_for_them(ensayo: Cliente, reparto: Reparto) -> None:
    reparto.act(reparto.bring("en_tramite"), "asignar")
    reparto.bring("decidida")
    publicar_eventos(ahora=AHORA)
    read_todo(reparto)  # the first reading opens sessions and says hello
    antes = read_todo(reparto)
    casos = rehearse_everything(ensayo, reparto)
    publicar_eventos(ahora=AHORA)
    despues = read_todo(reparto)
    assert {donde for donde in antes if antes[donde] != despues[donde]} == set()
    assert all(caso.folio.startswith("PRUEBA-") for caso in casos)


def test_no_sweep_of_the_real_clock_and_no_letter_reaches_anybody(ensayo: Cliente, reparto: Reparto, settings: Any) -> None:
    assert reparto.oficial and reparto.jefa and reparto.firmante and reparto.autoridad and reparto.enlace and reparto.regulador
    rehearse_everything(ensayo, reparto)
    for tarea in (advertir_vencimientos, vencer_plazos, certificar_silencios, vencer_recursos, recalcular_expedientes):
        tarea()
    drenar(ahora=AHORA)
    assert mail.outbox == []
    papeles = list(Documento.objects.exclude(tipo=Documento.Tipo.ANEXO))
    assert {papel.tipo for papel in papeles} >= {"acuse", "resolucion", "acuse_recurso", "decision_recurso", "constancia_silencio"}
    assert all(is_de_prueba(papel.contexto["folio"]) for papel in papeles)  # by which each is printed with the mark


def test_no_account_takes_one_among_its_own(ensayo: Cliente, reparto: Reparto) -> None:
    """A list of somebody's own cases has real ones alone; whoever has the key follows a rehearsal with it."""
    caso = file(ensayo)
    ana = Persona.objects.create_user("ana", "ana@correo.example")
    pagina = Cliente(persona=ana).web.post("/mi-cuenta/", {"folio": caso.folio, "clave": caso.clave}).content.decode()
    assert "El folio y la clave no corresponden" in pagina
