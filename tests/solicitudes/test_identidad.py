"""aportar_prueba, acreditar: who asks for her own data proves who she is, and what proves it is nobody else's (LAIP arts. 33 and 34)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import serializers

from documentos.almacen import AlmacenNoDisponibleError, ContenidoAlteradoError
from solicitudes.actor import Acreditacion as AccesoDeCliente
from solicitudes.actor import Actor, TokenDePersona
from solicitudes.alcances import Alcance
from solicitudes.identidades import find_identidad, open_identidad, open_prueba
from solicitudes.models import AcreditacionIdentidad, Evento, Lectura, Movimiento, PruebaPersonal
from solicitudes.policies import ActoNoAutorizadoError
from solicitudes.seguimiento import follow_solicitud
from solicitudes.selectors import get_expediente
from solicitudes.services.identidad import MAXIMO_DE_PRUEBAS, Acreditada, acreditar, aportar_prueba
from tests.elenco import CONCEDE, SIN_ACLARAR, Caso, Elenco, cuando, enqueued, refused, snapshot, una_peticion

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00\x00\x00\x01" * 2 + b"\x08\x00\x00\x00\x00:~\x9bU" + b"una cara"
DPI = "2547 81963 0101"
TITULAR = Acreditada("titular", "dpi", DPI, "original")
REPRESENTANTE = Acreditada("representante", "pasaporte", "A0123456", "original", "Escritura 12 del 3 de marzo, notaria López.")
TIPOS = ("datos_acceso", "datos_rectificacion")


def un_caso(elenco: Elenco, tipo: str = "datos_acceso") -> Caso:
    """A request about her own data, admitted on 3 March."""
    caso = Caso(elenco, peticion=una_peticion(tipo=tipo)).at(cuando(3, 3))
    caso.hacer("admitir")
    return caso


def aportar(caso: Caso, *, por: str = "la_solicitante", **datos: Any) -> PruebaPersonal:
    usual = {"para": "identidad", "contenido": PNG}
    return aportar_prueba(folio=caso.folio, actor=caso.actor(por), ahora=caso.ahora, **usual | datos)


def acreditar_en(caso: Caso, acreditada: Acreditada = TITULAR, *, por: str = "la_oficial", **datos: Any) -> None:
    acreditar(folio=caso.folio, actor=caso.actor(por), acreditada=acreditada, ahora=caso.ahora, **datos)


# ── acreditar ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("acreditada", [TITULAR, REPRESENTANTE])
def test_acreditar_leaves_that_it_was_seen_and_moves_no_date(elenco: Elenco, acreditada: Acreditada) -> None:
    caso = un_caso(elenco)
    antes = caso.solicitud
    acreditar_en(caso, acreditada, version=antes.version)
    despues = caso.solicitud
    assert despues.identidad_acreditada
    assert (despues.estado, despues.fecha_vencimiento, despues.version) == (antes.estado, antes.fecha_vencimiento, antes.version + 1)
    fila = AcreditacionIdentidad.objects.get(solicitud=despues)
    assert (fila.calidad, fila.documento, fila.persona_id, fila.fecha_hora) == (
        *(acreditada.calidad, acreditada.documento, elenco.la_oficial.persona_id, caso.ahora),
    )
    abierta = open_identidad(caso.folio, actor=elenco.la_oficial, ahora=caso.ahora)
    assert (abierta.numero, abierta.mandato) == (
        acreditada.numero.replace(" ", "") if acreditada is TITULAR else "A0123456",
        acreditada.mandato,
    )


def test_what_was_seen_is_nowhere_in_clear(elenco: Elenco) -> None:
    """Not in its own table, not in the history, not in what is queued, not in what is published."""
    caso = un_caso(elenco)
    aportar(caso)
    acreditar_en(caso, replace(REPRESENTANTE, documento="dpi", numero=DPI))
    todo = [*AcreditacionIdentidad.objects.all(), *PruebaPersonal.objects.all(), *Movimiento.objects.all(), *Evento.objects.all()]
    escrito = serializers.serialize("json", todo) + json.dumps(enqueued(caso.folio)) + repr(snapshot())
    for secreto in ("2547", "819630101", "Escritura", "López"):
        assert secreto not in escrito
    assert [(m.acto, m.datos) for m in caso.movimientos[-2:]] == [("aportar_prueba", {"para": "identidad"}), ("acreditar", {})]


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"numero": "254781963010"}, "numero"),
        ({"numero": "  "}, "numero"),
        ({"documento": "pasaporte", "numero": " "}, "numero"),
        ({"calidad": "representante"}, "mandato"),
        ({"mandato": "Escritura 12"}, "mandato"),
        ({"medio": "archivo"}, "medio"),
    ],
)
def test_acreditar_without_what_it_needs_is_refused(elenco: Elenco, cambios: dict[str, str], campo: str) -> None:
    caso = un_caso(elenco)
    with refused("acreditacion-incompleta", 422, campo=campo):
        acreditar_en(caso, replace(TITULAR, **cambios))
    assert not AcreditacionIdentidad.objects.exists()


def test_acreditar_by_the_file_that_she_sent(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    aportar(caso)
    acreditar_en(caso, replace(TITULAR, medio="archivo"))
    assert caso.solicitud.identidad_acreditada


def test_acreditar_twice_is_refused_and_writes_nothing_over(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    acreditar_en(caso)
    with refused("identidad-ya-acreditada", 409):
        acreditar_en(caso, REPRESENTANTE)
    assert AcreditacionIdentidad.objects.get().calidad == "titular"


@pytest.mark.parametrize("quien", ["la_solicitante", "la_jefa", "el_firmante", "la_autoridad", "el_regulador"])
def test_acreditar_is_the_officers_act(elenco: Elenco, quien: str) -> None:
    caso = un_caso(elenco)
    with refused("acto-no-autorizado", 403):
        acreditar_en(caso, por=quien)


def test_acreditar_on_a_stale_version_is_refused(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    with refused("version-anterior", 412):
        acreditar_en(caso, version=1)


def test_acreditar_once_it_is_over_is_refused(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    caso.hacer("desistir")
    with refused("acto-no-permitido", 409):
        acreditar_en(caso)
    with refused("acto-no-permitido", 409):
        aportar(caso)


def test_nobody_accredits_who_asks_for_public_information(elenco: Elenco) -> None:
    caso = Caso(elenco)
    for hacer in (lambda: acreditar_en(caso), lambda: aportar(caso)):
        with refused("no-es-de-datos-propios", 409):
            hacer()
    ofrecidos = {
        a for quien in ("la_oficial", "la_solicitante") for a in get_expediente(caso.folio, actor=caso.actor(quien), al=caso.ahora).actos
    }
    assert not ofrecidos & {"acreditar", "aportar-prueba"}


# ── the guards ───────────────────────────────────────────────────────────────


def test_nothing_is_signed_that_hands_over_data_before_it_is_known_to_whom(elenco: Elenco) -> None:
    caso = un_caso(elenco).answer(hasta="revisar")
    assert "firmar" not in get_expediente(caso.folio, actor=elenco.el_firmante, al=caso.ahora).actos
    with refused("identidad-sin-acreditar", 409) as error:
        caso.hacer("firmar")
    assert error.value.articulo == "LAIP art. 33"
    acreditar_en(caso)
    assert "firmar" in get_expediente(caso.folio, actor=elenco.el_firmante, al=caso.ahora).actos
    caso.hacer("firmar")
    caso.hacer("resolver")
    assert (caso.solicitud.estado, caso.solicitud.sentido) == ("resuelta", "entrega_total")


@pytest.mark.parametrize(
    "borrador",
    [
        replace(CONCEDE, sentido="sin_datos", motivacion="Se buscó en tres sistemas.", fundamento=("LAIP art. 33",)),
        replace(CONCEDE, sentido="entrega_parcial", motivacion="Falta uno.", fundamento=("LAIP art. 33",)),
    ],
)
def test_whether_there_are_data_is_told_to_their_owner_alone(elenco: Elenco, borrador: Any) -> None:
    caso = un_caso(elenco).answer(borrador, hasta="revisar")
    with refused("identidad-sin-acreditar", 409):
        caso.hacer("firmar")


def test_whoever_accredits_nothing_is_asked_and_then_denied(elenco: Elenco) -> None:
    """The way that the law has already (art. 42.2): a clarification that does not come."""
    caso = un_caso(elenco)
    caso.hacer("pedir_aclaracion", pregunta="Acredite quién es.")
    caso.at(cuando(3, 9)).answer(SIN_ACLARAR)
    assert caso.solicitud.sentido == "negativa_sin_aclaracion"


def test_what_an_appeal_orders_is_not_done_for_a_stranger(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    negada = replace(
        CONCEDE, sentido="negativa_confidencial", motivacion="Por esto.", fundamento=("22",), causal_confidencial="datos_sensibles"
    )
    caso.answer(negada)
    caso.hacer("interponer_recurso", causales=("datos_no_entregados",))
    caso.hacer("decidir_recurso")
    assert "cumplir-recurso" not in get_expediente(caso.folio, actor=elenco.la_oficial, al=caso.ahora).actos
    with refused("identidad-sin-acreditar", 409):
        caso.hacer("cumplir_recurso")
    acreditar_en(caso)
    caso.hacer("cumplir_recurso")


def test_the_term_runs_all_the_same(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    vence = caso.solicitud.fecha_vencimiento
    aportar(caso)
    acreditar_en(caso.at(cuando(3, 12)))
    assert caso.solicitud.fecha_vencimiento == vence


# ── aportar_prueba ───────────────────────────────────────────────────────────


def test_what_she_sends_is_on_disk_and_not_as_she_sent_it(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    prueba = aportar(caso)
    [archivo] = [ruta for ruta in Path(settings.IDENTIDAD_DIR).rglob("*") if ruta.is_file()]
    assert b"una cara" not in archivo.read_bytes() and b"PNG" not in archivo.read_bytes()
    assert archivo.stat().st_mode & 0o077 == 0
    assert prueba.sha256 not in str(archivo)
    hallada = open_prueba(caso.folio, prueba.pk, actor=elenco.la_oficial, ahora=caso.ahora)
    assert hallada is not None and hallada[1] == PNG


@pytest.mark.parametrize(
    ("contenido", "codigo"),
    [(b"", "archivo-vacio"), (b"a;b\n1;2\n", "tipo-de-archivo-no-admitido"), (b"\x7fELF" + b"\0" * 60, "tipo-de-archivo-no-admitido")],
)
def test_what_is_no_picture_and_no_pdf_is_refused(elenco: Elenco, contenido: bytes, codigo: str) -> None:
    caso = un_caso(elenco)
    with refused(codigo, 422):
        aportar(caso, contenido=contenido)
    assert not Path(settings.IDENTIDAD_DIR).exists()


def test_more_than_fits_is_refused(elenco: Elenco, settings: Any) -> None:
    caso = un_caso(elenco)
    for _ in range(MAXIMO_DE_PRUEBAS):
        aportar(caso)
    with refused("demasiadas-pruebas", 409):
        aportar(caso)
    otro, settings.DOCUMENTO_TAMANO_MAXIMO = un_caso(elenco), 10
    with refused("archivo-demasiado-grande", 422):
        aportar(otro)


def test_with_no_disk_nothing_has_changed(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    Path(settings.IDENTIDAD_DIR).write_bytes(b"a file where the folder should be")
    antes = snapshot()
    with pytest.raises(AlmacenNoDisponibleError):
        aportar(caso)
    assert snapshot() == antes and not PruebaPersonal.objects.exists()


def test_what_is_refused_after_it_was_stored_leaves_no_bytes(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    caso = un_caso(elenco)
    monkeypatch.setattr("solicitudes.services.acto.announce", _fail)
    with pytest.raises(RuntimeError):
        aportar(caso)
    assert [ruta for ruta in Path(settings.IDENTIDAD_DIR).rglob("*") if ruta.is_file()] == []


def _fail(*args: Any, **kwargs: Any) -> None:
    raise RuntimeError("the outbox is gone")


def test_the_proof_of_a_correction_is_of_a_rectification(elenco: Elenco) -> None:
    assert aportar(un_caso(elenco, "datos_rectificacion"), para="correccion").para == "correccion"
    caso = un_caso(elenco)
    with refused("no-es-de-datos-propios", 409, campo="para"):
        aportar(caso, para="correccion")


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_regulador"])
def test_only_she_sends_it(elenco: Elenco, quien: str) -> None:
    caso = un_caso(elenco)
    with refused("acto-no-autorizado", 403):
        aportar(caso, por=quien)


# ── who opens it ─────────────────────────────────────────────────────────────


def test_each_opening_is_a_line_that_she_reads(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    prueba = aportar(caso)
    acreditar_en(caso)
    for _ in range(2):
        open_prueba(caso.folio, prueba.pk, actor=elenco.la_oficial, ahora=caso.ahora)
    open_identidad(caso.folio, actor=elenco.otra_oficial, ahora=caso.ahora)
    filas = Lectura.objects.filter(solicitud=caso.solicitud, de_identidad=True).order_by("pk")
    assert [(f.persona_id, f.rol, f.por) for f in filas] == [
        *[(elenco.la_oficial.persona_id, "oficial", "abrir una prueba")] * 2,
        (elenco.otra_oficial.persona_id, "oficial", "consultar la acreditación"),
    ]
    leidas = follow_solicitud(caso.folio, actor=caso.la_solicitante, al=caso.ahora).lecturas
    assert [lectura[2] for lectura in leidas] == [True]


@pytest.mark.parametrize(
    "quien",
    ["la_solicitante", "la_jefa", "el_firmante", "la_autoridad", "el_regulador", "el_enlace", "el_sistema", "el_portal", "un_programa"],
)
def test_nobody_else_opens_it(elenco: Elenco, quien: str) -> None:
    caso = un_caso(elenco)
    caso.hacer("asignar")
    prueba = aportar(caso)
    acreditar_en(caso)
    actor = clientes(elenco, caso)[quien] if quien in ("el_sistema", "el_portal", "un_programa") else caso.actor(quien)
    for abrir in (
        lambda: open_prueba(caso.folio, prueba.pk, actor=actor, ahora=caso.ahora),
        lambda: open_identidad(caso.folio, actor=actor, ahora=caso.ahora),
    ):
        with pytest.raises(ActoNoAutorizadoError):
            abrir()
    assert not Lectura.objects.filter(de_identidad=True).exists()


def clientes(elenco: Elenco, caso: Caso) -> dict[str, Actor]:
    """The system of the institution, in the office of its officer; a portal with the key of the applicant."""
    sistema = AccesoDeCliente(1, "sistema", elenco.salud.pk, elenco.la_oficial.persona_id, frozenset(Alcance))
    portal = AccesoDeCliente(2, "portal", None, None, frozenset({Alcance.LEER}))
    return {
        "el_sistema": replace(elenco.la_oficial, cliente=sistema),
        "un_programa": replace(elenco.la_oficial, token=TokenDePersona(1, elenco.la_oficial.persona_id, "x", frozenset(Alcance))),
        "el_portal": Actor(cliente=portal, presentacion_id=caso.la_solicitante.presentacion_id),
    }


@pytest.mark.parametrize(("quien", "sabe"), [("la_solicitante", True), ("la_jefa", True), ("el_regulador", False), ("el_enlace", False)])
def test_who_may_know_that_it_is_on_record(elenco: Elenco, quien: str, sabe: bool) -> None:
    caso = un_caso(elenco)
    caso.hacer("asignar")
    aportar(caso)
    expediente = get_expediente(caso.folio, actor=caso.actor(quien), al=caso.ahora)
    assert expediente.identidad_acreditada is (False if sabe else None)
    identidad = find_identidad(caso.solicitud, actor=caso.actor(quien))
    assert (identidad is not None) is sabe
    # Whoever signs knows that it is on record, and not what was sent.
    assert len(identidad.pruebas if identidad else ()) == (1 if quien == "la_solicitante" else 0)


def test_what_was_altered_in_the_vault_is_not_handed_out(elenco: Elenco) -> None:
    caso = un_caso(elenco)
    una, otra = aportar(caso), aportar(un_caso(elenco))
    boveda = {ruta.name: ruta for ruta in Path(settings.IDENTIDAD_DIR).rglob("*") if ruta.is_file()}
    boveda[una.archivo].write_bytes(boveda[otra.archivo].read_bytes())  # somebody else's, under her name
    with pytest.raises(ContenidoAlteradoError):
        open_prueba(caso.folio, una.pk, actor=elenco.la_oficial, ahora=caso.ahora)


def test_the_file_of_one_case_is_not_opened_in_another(elenco: Elenco) -> None:
    prueba, otro = aportar(un_caso(elenco)), un_caso(elenco)
    assert open_prueba(otro.folio, prueba.pk, actor=elenco.la_oficial, ahora=otro.ahora + timedelta(hours=1)) is None
