"""Everybody at every door: the table of who gets what, complete by construction, and nobody's name in the wrong hands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse

from api.urls import urlpatterns
from config import reloj
from notifications.relevo import drenar
from solicitudes.models import Suscripcion
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA, CONSENTIMIENTO, CORREO, FOTO, NOMBRE, PREGUNTA, TELEFONO, Caso, Reparto
from workflow.roles import Rol

#: For whom the case does not exist.
FUERA = (
    *("nadie", "clave_equivocada", "clave_ajena", "oficial_ajena", "enlace_sin_asignar", "personal", "ex_oficial"),
    *("portal_ajeno", "sistema_ajeno"),
)
INSTITUCION = ("oficial", "jefa", "firmante", "autoridad")
DENTRO = ("solicitante", *INSTITUCION, "sistema", "enlace", "regulador")
TODAS = (*FUERA, *DENTRO)
CON_CUENTA = tuple(n for n in TODAS if n not in ("nadie", "clave_equivocada", "clave_ajena", "solicitante"))
#: Who may know who asks.
SABEN = {"solicitante", "sistema", *INSTITUCION}
IDENTIDAD = [NOMBRE, CORREO, TELEFONO, *NOMBRE.split()]
INEXISTENTE = Caso("GT-2026-MSPAS-009999", "", "")


@dataclass(frozen=True, slots=True)
class Puerta:
    """One route and method of a case: where the case must stand, who succeeds, and what is told to those who only see it."""

    nombre: str
    metodo: str
    hoja: str
    situacion: str
    quienes: tuple[str, ...]
    negada: int = 403

    def __str__(self) -> str:
        return f"{self.metodo} {self.nombre}"

    def call(self, reparto: Reparto, cliente: Cliente, caso: Caso) -> HttpResponse:
        if self.nombre == "documentos" and self.metodo == "POST":
            return cliente.upload(caso.folio, "datos.csv", b"a,b\n1,2\n")
        if self.nombre == "aportar_prueba":
            return cliente.upload(caso.folio, "dpi.png", FOTO, hoja=self.hoja)
        if self.nombre == "adelantar":
            return cliente.post(caso.ruta + self.hoja, {"dias": 1})
        if self.metodo == "POST":
            return cliente.post(caso.ruta + self.hoja, reparto.build_cuerpo(self.hoja.rstrip("/")))
        return cliente.get(caso.ruta + self.hoja)

    def expect(self, quien: str) -> int:
        if (self.nombre, self.metodo, quien) == ("documentos", "POST", "portal_ajeno"):
            return 403  # a portal never has the scope, whatever the case
        if quien in FUERA:
            return 404
        quien = "oficial" if quien == "sistema" else quien  # in whose office it acts
        exito = 201 if self.metodo == "POST" and self.nombre in ("documentos", "aportar_prueba") else 200
        return exito if quien in self.quienes else self.negada


PUERTAS = (
    Puerta("solicitud", "GET", "", "resuelta", DENTRO),
    Puerta("movimientos", "GET", "movimientos/", "aclarada", DENTRO),
    Puerta("plazos", "GET", "plazos/", "prorrogada", DENTRO),
    Puerta("documentos", "GET", "documentos/", "resuelta", DENTRO),
    Puerta("documentos", "POST", "documentos/", "en_tramite", ("oficial", "enlace")),
    Puerta("documento", "GET", "documentos/acuse/", "presentada", tuple(SABEN), negada=404),
    Puerta("documento", "GET", "documentos/resolucion/", "resuelta", tuple(SABEN), negada=404),
    Puerta("admitir", "POST", "admitir/", "presentada", ("oficial",)),
    Puerta("asignar", "POST", "asignar/", "en_tramite", ("oficial",)),
    Puerta("dividir", "POST", "dividir/", "en_tramite", ("oficial",)),
    Puerta("numerar", "POST", "numerar/", "en_tramite", ("oficial",)),
    Puerta("pedir_aclaracion", "POST", "pedir-aclaracion/", "en_tramite", ("oficial",)),
    Puerta("aclarar", "POST", "aclarar/", "en_aclaracion", ("solicitante",)),
    Puerta("prorrogar", "POST", "prorrogar/", "en_tramite", ("oficial",)),
    Puerta("remitir", "POST", "remitir/", "en_tramite", ("oficial",)),
    Puerta("remitir_parte", "POST", "remitir-parte/", "en_tramite", ("oficial",)),
    Puerta("identidad", "GET", "identidad/", "datos_propios", tuple(SABEN), negada=404),
    Puerta("aportar_prueba", "POST", "aportar-prueba/", "datos_propios", ("solicitante",)),
    Puerta("acreditar", "POST", "acreditar/", "datos_propios", ("oficial",)),
    Puerta("redactar", "POST", "redactar/", "en_tramite", ("oficial",)),
    Puerta("enviar_a_revision", "POST", "enviar-a-revision/", "borrador", ("oficial",)),
    Puerta("revisar", "POST", "revisar/", "en_revision", ("jefa",)),
    Puerta("devolver", "POST", "devolver/", "en_revision", ("jefa", "firmante", "autoridad")),
    Puerta("firmar", "POST", "firmar/", "revisada", ("firmante", "autoridad")),
    Puerta("retirar_firma", "POST", "retirar-firma/", "firmada", ("firmante",)),
    Puerta("resolver", "POST", "resolver/", "firmada", ("oficial",)),
    Puerta("entregar", "POST", "entregar/", "resuelta", ("oficial", "solicitante")),
    Puerta("desistir", "POST", "desistir/", "en_tramite", ("solicitante",)),
    Puerta("interponer_recurso", "POST", "interponer-recurso/", "resuelta", ("solicitante",)),
    Puerta("subsanar_recurso", "POST", "subsanar-recurso/", "recurrida", ("autoridad",)),
    Puerta("decidir_recurso", "POST", "decidir-recurso/", "recurrida", ("autoridad",)),
    Puerta("adelantar", "POST", "adelantar/", "en_tramite", ()),
    Puerta("cumplir_recurso", "POST", "cumplir-recurso/", "decidida", ("oficial", "autoridad")),
)
#: Doors that are not of one case: everybody gets the same, unless a test below says otherwise.
PUBLICAS = {
    *(("directorio-csv", "GET"), ("directorio-json", "GET")),
    *(("instituciones", "GET"), ("sugerir", "POST"), ("decisiones", "GET"), ("calcular", "POST"), ("verificar", "GET")),
    *(("esquema", "GET"), ("docs", "GET"), ("calendario", "GET"), ("actos-del-calendario", "GET")),
    *(("reservas", "GET"), ("reserva", "GET"), ("tarifas", "GET")),
    *(("institucion", "GET"), ("lecturas", "GET")),
}
DE_TODOS = {("solicitudes", "GET"), ("solicitudes", "POST")}
#: Each person's own, made and revoked in her session; tests/api/test_tokens.py tries everybody else.
DE_LA_TITULAR = {("tokens", "GET"), ("tokens", "POST"), ("token", "DELETE")}
#: The top authority's; tests/api/test_reservas.py, test_tarifas.py and test_lecturas.py try everybody else.
DE_LA_AUTORIDAD = {
    ("reservas", "POST"),
    ("prorrogar-reserva", "POST"),
    ("levantar-reserva", "POST"),
    ("tarifas", "POST"),
    ("lecturas", "POST"),
}
DEL_CALENDARIO = {("actos-del-calendario", "POST"), ("revocar-acto-del-calendario", "POST")}
#: Doors for accredited clients only, each to its own: (route, method, address, body); {n} is a subscription.
DE_CLIENTES = (
    ("conciliaciones", "POST", "conciliaciones/", {"expedientes": []}),
    ("eventos", "GET", "eventos/", None),
    ("suscripciones", "GET", "suscripciones/", None),
    ("suscripciones", "POST", "suscripciones/", {"url": "https://portal.example/avisos"}),
    ("suscripcion", "GET", "suscripciones/{n}/", None),
    ("suscripcion", "PATCH", "suscripciones/{n}/", {"activa": False}),
    ("suscripcion", "DELETE", "suscripciones/{n}/", None),
    ("rotar_firma", "POST", "suscripciones/{n}/rotar-firma/", None),
    ("probar", "POST", "suscripciones/{n}/probar/", None),
    ("reenviar", "POST", "suscripciones/{n}/reenviar/", {"desde": 1, "hasta": 9}),
    ("entregas", "GET", "suscripciones/{n}/entregas/", None),
)


def test_every_route_has_its_row() -> None:
    """A new route fails here until somebody says who may enter."""
    reales = {
        (ruta.name, metodo.upper())
        for ruta in urlpatterns
        if ruta.name
        for metodo in ("get", "post", "put", "patch", "delete")
        if hasattr(ruta.callback.cls, metodo)
    }
    de_casos, de_clientes = {(p.nombre, p.metodo) for p in PUERTAS}, {(c[0], c[1]) for c in DE_CLIENTES}
    assert reales == de_casos | PUBLICAS | DE_TODOS | DEL_CALENDARIO | DE_LA_AUTORIDAD | DE_LA_TITULAR | de_clientes


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def bring(reparto: Reparto, puerta: Puerta) -> Caso:
    caso = reparto.bring(puerta.situacion, asignada=True)
    if puerta.nombre == "documento":
        drenar(ahora=reloj.ahora())
    return caso


@pytest.mark.parametrize("puerta", PUERTAS, ids=str)
def test_each_caller_gets_what_the_policies_say(reparto: Reparto, puerta: Puerta) -> None:
    caso = bring(reparto, puerta)
    obtenido = {}
    for nombre in TODAS:
        cliente = reparto.who(nombre, caso)
        with undone():
            respuesta = puerta.call(reparto, cliente, caso)
            contenido = respuesta.getvalue()
        obtenido[nombre] = respuesta.status_code
        if nombre not in SABEN:
            assert [dato for dato in IDENTIDAD if dato.encode() in contenido] == [], nombre
    assert obtenido == {nombre: puerta.expect(nombre) for nombre in TODAS}


@pytest.mark.parametrize("puerta", PUERTAS, ids=str)
def test_what_may_not_be_seen_answers_as_what_does_not_exist(reparto: Reparto, puerta: Puerta) -> None:
    caso = reparto.bring(puerta.situacion, asignada=True)
    for nombre in FUERA:
        cliente = reparto.who(nombre, caso)
        real, inventada = (puerta.call(reparto, cliente, c) for c in (caso, INEXISTENTE))
        assert (real.status_code, real.content, dict(real.headers)) == (inventada.status_code, inventada.content, dict(inventada.headers))


def test_whoever_may_know_who_asks_is_told(reparto: Reparto) -> None:
    caso = reparto.bring("en_tramite", asignada=True)
    quienes = {n: reparto.who(n, caso).get(caso.ruta).json()["solicitante"] for n in DENTRO}
    assert {n for n, dato in quienes.items() if dato} == SABEN
    como_pidio = {"canal": "api", "consentimiento": None}
    assert quienes["oficial"] == {"nombre": NOMBRE, "correo": CORREO, "telefono": TELEFONO, "idioma": "es", **como_pidio}


def test_a_list_holds_the_cases_of_the_caller_and_no_identity(reparto: Reparto) -> None:
    caso = reparto.bring("en_tramite", asignada=True)
    ajena = reparto.file("MINFIN")
    esperado = {
        **{n: {caso.folio} for n in (*INSTITUCION, "enlace")},
        "oficial_ajena": {ajena.folio},
        "sistema_ajeno": {ajena.folio},
        "sistema": {caso.folio},
        "portal_ajeno": set(),
        "regulador": {caso.folio, ajena.folio},
        **{n: set() for n in ("enlace_sin_asignar", "personal", "ex_oficial")},
    }
    for nombre in CON_CUENTA:
        respuesta = reparto.who(nombre, caso).get("solicitudes/")
        assert {s["folio"] for s in respuesta.json()["results"]} == esperado[nombre], nombre
        assert [dato for dato in IDENTIDAD if dato.encode() in respuesta.content] == []


def test_a_key_opens_its_case_and_no_list(reparto: Reparto) -> None:
    caso = reparto.file()
    for nombre in ("nadie", "clave_equivocada", "clave_ajena", "solicitante"):
        assert reparto.who(nombre, caso).get("solicitudes/").status_code == 401


def test_a_key_opens_every_case_of_its_filing(reparto: Reparto) -> None:
    primero, segundo = reparto.file_all("MSPAS", "MINFIN")
    assert reparto.solicitante(primero).get(segundo.ruta).status_code == 200


def test_a_key_follows_the_case_where_it_is_forwarded(reparto: Reparto) -> None:
    caso = reparto.bring("remitida")
    ella = reparto.solicitante(caso)
    (nuevo,) = ella.get(caso.ruta).json()["remitida_a"]
    assert ella.get(f"solicitudes/{nuevo}/").json()["remitida_desde"] == caso.folio
    assert reparto.oficial.get(f"solicitudes/{nuevo}/").status_code == 404  # it is the other institution's now
    assert reparto.oficial_ajena.get(caso.ruta).status_code == 404


@pytest.mark.parametrize("nombre", TODAS)
def test_anybody_files_and_asks_what_is_public(reparto: Reparto, nombre: str) -> None:
    caso = reparto.file()
    cliente = reparto.who(nombre, caso)
    cuerpo = {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}, "consentimiento": CONSENTIMIENTO}
    assert cliente.post("solicitudes/", cuerpo).status_code == 201
    assert cliente.get("instituciones/").status_code == 200
    assert cliente.post("instituciones/sugerir/", {"texto": "hospitales"}).status_code == 200
    assert cliente.get("recursos/decisiones/").status_code == 200
    evento = {"tipo": "presentada", "fecha_hora": AHORA.isoformat()}
    assert cliente.post("plazos/calcular/", {"regimen": "gt-laip", "tipo": "acceso", "eventos": [evento]}).status_code == 200
    assert cliente.get("verificar/0000-0000-0000-0000/").status_code == 200
    assert cliente.get("esquema/").status_code == 200
    assert cliente.get("docs/", Accept="text/html").status_code == 200


def test_liaison_sees_neither_drafts_nor_papers_that_name_the_applicant(reparto: Reparto) -> None:
    caso = reparto.bring("firmada", asignada=True)
    drenar(ahora=reloj.ahora())
    reparto.oficial.upload(caso.folio, "datos.csv", b"a,b\n1,2\n")
    assert reparto.enlace.get(caso.ruta).json()["resolucion"] is None
    assert {d["tipo"] for d in reparto.enlace.get(f"{caso.ruta}documentos/").json()["results"]} == {"anexo"}
    assert {d["tipo"] for d in reparto.oficial.get(f"{caso.ruta}documentos/").json()["results"]} == {"acuse", "anexo"}
    assert reparto.regulador.get(f"{caso.ruta}documentos/").json()["results"] == []


def test_liaison_of_the_unit_does_not_see_what_was_asked_of_a_colleague(reparto: Reparto) -> None:
    caso = reparto.file()
    colega = reparto.hire("colega", Rol.ENLACE, unidad=reparto.compras)
    cuerpo = reparto.build_cuerpo("asignar") | {"persona": colega.pk}
    assert reparto.oficial.post(f"{caso.ruta}asignar/", cuerpo).status_code == 200
    assert reparto.enlace.get(caso.ruta).status_code == 404
    assert Cliente(persona=colega).get(caso.ruta).status_code == 200


def test_applicant_sees_the_answer_with_its_notice_and_not_before(reparto: Reparto) -> None:
    caso = reparto.bring("firmada")
    ella = reparto.solicitante(caso)
    assert ella.get(caso.ruta).json()["resolucion"] is None
    assert b"firmar" not in ella.get(f"{caso.ruta}movimientos/").content
    reparto.act(caso, "resolver")
    assert ella.get(caso.ruta).json()["resolucion"]["respuesta"] == "Hay doce ambulancias en servicio."


def test_regulator_counts_acts_and_does_not_read_them(reparto: Reparto) -> None:
    caso = reparto.bring("aclarada")
    movimientos = reparto.regulador.get(f"{caso.ruta}movimientos/").json()["results"]
    assert [m["acto"] for m in movimientos] == ["presentar", "pedir_aclaracion", "aclarar"]
    assert {m["datos"] for m in movimientos} == {None}
    assert reparto.regulador.get(caso.ruta).json()["actos"] == []


@pytest.mark.parametrize("ambito", ["institucion:MSPAS", "institucion:MINFIN", "nacional"])
def test_the_calendar_is_changed_by_each_top_authority_for_her_own_body(reparto: Reparto, ambito: str) -> None:
    caso = reparto.bring("en_tramite", asignada=True)
    papeles = {"motivo": "Traslado", "fundamento": "Acuerdo 1-2026"}
    cuerpo = papeles | {"ambito": ambito, "dias": [{"fecha": "2026-06-15", "nombre": "Traslado"}]}
    vigente = reparto.autoridad.post("calendario/actos/", cuerpo | {"ambito": "institucion:MSPAS", "motivo": "Otro"}).json()["numero"]
    for nombre in TODAS:
        cliente = reparto.who(nombre, caso)
        with undone():
            registro = cliente.post("calendario/actos/", cuerpo)
            revocacion = cliente.post(f"calendario/actos/{vigente}/revocar/", papeles)
        sin_cuenta = 401 if nombre not in CON_CUENTA else 403
        assert registro.status_code == (201 if (nombre, ambito) == ("autoridad", "institucion:MSPAS") else sin_cuenta), nombre
        assert revocacion.status_code == (201 if nombre == "autoridad" else sin_cuenta), nombre


def test_a_decision_is_public_without_who_appealed_or_what_was_asked(reparto: Reparto) -> None:
    reparto.bring("recurrida")
    caso = reparto.bring("decidida")
    respuesta = reparto.nadie.get("recursos/decisiones/")
    (decision,) = respuesta.json()["results"]  # what waits for its decision is nobody's to read
    assert (decision["numero"], decision["decision"]) == (f"REC-{caso.folio}", "revoca")
    for dato in (*IDENTIDAD, PREGUNTA, "Falta el año 2024."):
        assert dato.encode() not in respuesta.content


def test_an_office_opens_and_closes_with_its_days(reparto: Reparto) -> None:
    """First and last day included; the account and its session stay."""
    caso = reparto.file()
    persona = reparto.hire("suplente", Rol.OFICIAL, "MSPAS", hasta=AHORA.date())
    suplente = Cliente(persona=persona)
    assert suplente.get(caso.ruta).status_code == 200
    persona.cargos.update(desde=AHORA.date().replace(day=26), hasta=None)
    assert suplente.get(caso.ruta).status_code == 404
    with reloj.detenido_en(AHORA.replace(day=26, hour=0)):
        assert suplente.get(caso.ruta).status_code == 200


@pytest.mark.parametrize(("nombre", "metodo", "hoja", "cuerpo"), DE_CLIENTES, ids=[f"{c[1]} {c[0]}" for c in DE_CLIENTES])
def test_doors_of_clients_are_closed_to_people_and_to_other_clients(
    reparto: Reparto, nombre: str, metodo: str, hoja: str, cuerpo: dict[str, object] | None
) -> None:
    caso = reparto.file()
    reparto.sistema.post("suscripciones/", {"url": "https://portal.example/avisos"})
    ruta = hoja.format(n=Suscripcion.objects.get().pk)
    for quien in TODAS:
        cliente = reparto.who(quien, caso)
        with undone():
            estado = cliente.send(metodo, ruta, cuerpo).status_code
        if quien in ("nadie", "clave_equivocada", "clave_ajena", "solicitante"):
            assert estado == 401, quien
        elif quien in ("portal_ajeno", "sistema_ajeno"):
            assert estado == (404 if "{n}" in hoja else 201 if (nombre, metodo) == ("suscripciones", "POST") else 200), quien
        elif quien != "sistema":
            assert estado == 403, quien
    sin_alcance = reparto.accredit("Otro", "solicitudes:presentar")
    respuesta = sin_alcance.send(metodo, ruta, cuerpo)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "alcance-insuficiente")
