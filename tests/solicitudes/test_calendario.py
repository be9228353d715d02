"""A calendar that changes late: open cases move, closed ones do not, each layer reaches whom it says, no told date comes earlier."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from documentos.models import Documento
from documentos.verificacion import verificar
from notifications.models import Salida
from notifications.relevo import drenar
from solicitudes.actor import Actor
from solicitudes.calendario_publico import get_constancia_de_caida
from solicitudes.calendarios import Calendarios
from solicitudes.libros import open_libro
from solicitudes.models import ActoCalendario, Solicitud
from solicitudes.selectors import describe_plazos
from solicitudes.services.calendario import revocar
from solicitudes.services.eleccion_lectura import Eleccion, elegir_lectura
from solicitudes.services.propuesta import Propuesta
from solicitudes.services.recalculo import recalcular_expedientes
from solicitudes.services.vencimiento import vencer_plazos
from tests.elenco import CORREO, VENCE, Caso, Elenco, cuando, refused, un_expediente, una_peticion
from tests.solicitudes.decretos import DECRETO, assert_projections_are_the_fold, decree, decreto, recalculos, suspension, terms
from workflow.calendario import Clase
from workflow.capas import ClaseActo
from workflow.plazos import SOSTENIDO


@pytest.fixture
def la_administradora(elenco: Elenco) -> Actor:
    return elenco.la_administradora


# ── three cases and a decree ────────────────────────────────────────────────


def test_a_decree_moves_the_open_cases_and_says_so(elenco: Elenco, la_administradora: Actor) -> None:
    por_vencer = un_expediente(elenco, "en_tramite")
    prorrogado = un_expediente(elenco, "en_tramite")
    prorrogado.at(cuando(3, 5)).hacer("prorrogar")
    en_aclaracion = un_expediente(elenco, "en_aclaracion")  # asked on Wednesday 4: until Friday 6
    ahora = cuando(3, 6, 8)
    registro = decree(la_administradora, decreto((3, 6), (3, 16)), ahora)

    assert (por_vencer.solicitud.fecha_vencimiento, prorrogado.solicitud.fecha_vencimiento) == (date(2026, 3, 18), date(2026, 4, 1))
    assert en_aclaracion.solicitud.fecha_vencimiento is None
    movimiento = por_vencer.ultimo
    assert (movimiento.acto, movimiento.rol, movimiento.persona_id, movimiento.estado_nuevo) == ("recalcular", "reloj", None, "en_tramite")
    assert movimiento.datos | {"cambios": None} == {
        "actos": [registro.acto.numero],
        "motivo": "Asueto",
        "fundamento": DECRETO,
        "fecha_anterior": "2026-03-16",
        "fecha_nueva": "2026-03-18",
        "cambios": None,
    }
    assert movimiento.datos["cambios"] == [
        {"plazo": "resolucion", "fecha_anterior": "2026-03-16", "fecha_nueva": "2026-03-18", "sostenido": False}
    ]
    assert [c["plazo"] for c in en_aclaracion.ultimo.datos["cambios"]] == ["aclaracion"]
    assert (en_aclaracion.ultimo.datos["fecha_anterior"], en_aclaracion.ultimo.datos["fecha_nueva"]) == ("2026-03-06", "2026-03-09")
    assert_projections_are_the_fold()


def test_a_decree_on_the_last_day_keeps_the_term_open(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco, "en_tramite")
    decree(la_administradora, decreto((3, 16)), cuando(3, 16, 15))
    assert vencer_plazos(ahora=cuando(3, 17)).hechas == 0
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)
    assert vencer_plazos(ahora=cuando(3, 18)).hechas == 1


def test_a_decree_published_when_the_day_has_passed_still_moves_what_runs(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco, "en_tramite")
    decree(la_administradora, decreto((3, 4)), cuando(3, 12))
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)


def test_a_case_in_clarification_counts_with_the_decree_once_it_runs(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco, "en_aclaracion")
    decree(la_administradora, decreto((3, 12)), cuando(3, 5))
    assert recalculos(caso) == []
    caso.at(cuando(3, 6)).hacer("aclarar")
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 23)
    assert recalcular_expedientes(ahora=cuando(3, 7)).movidas == 0


def test_both_are_told_once_with_the_old_and_the_new_date(elenco: Elenco, la_administradora: Actor, mailoutbox: list[Any]) -> None:
    caso = un_expediente(elenco, "en_tramite")
    Salida.objects.all().delete()
    decree(la_administradora, decreto((3, 16)), cuando(3, 9))
    for _ in range(3):
        drenar(ahora=cuando(3, 9, 10))
    assert not Salida.objects.exclude(estado="hecha").exists()
    assert {(correo.to[0], correo.subject) for correo in mailoutbox} == {
        (CORREO, f"[{caso.folio}] Cambió una fecha de su solicitud: ahora es el martes 17 de marzo de 2026"),
        ("la_oficial@oficina.example", f"[{caso.folio}] El calendario movió un plazo al martes 17 de marzo de 2026"),
        ("otra_oficial@oficina.example", f"[{caso.folio}] El calendario movió un plazo al martes 17 de marzo de 2026"),
    }
    assert all("lunes 16 de marzo de 2026" in correo.body and DECRETO in correo.body for correo in mailoutbox)
    assert len(recalculos(caso)) == 1


# ── what does not move ──────────────────────────────────────────────────────


@pytest.mark.parametrize("estado", ["resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_a_case_that_was_answered_or_is_closed_keeps_its_dates(elenco: Elenco, la_administradora: Actor, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    ahora = cuando(6, 1)
    antes = (Solicitud.objects.filter(folio=caso.folio).values().get(), terms(caso, ahora), len(caso.movimientos))
    decree(la_administradora, decreto((3, 3), (3, 5), (3, 11), (3, 17)), ahora)
    despues = Solicitud.objects.filter(folio=caso.folio).values().get()
    assert (despues | {"calendario": antes[0]["calendario"]}, terms(caso, ahora), len(caso.movimientos)) == antes


def test_an_answer_freezes_its_term_while_the_one_to_appeal_goes_on(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco, "resuelta")  # answered on the 10th: to appeal until the 31st
    antes = terms(caso)
    decree(la_administradora, decreto((3, 5), (3, 12)), cuando(3, 11))
    assert antes["recurso_interposicion"] == "2026-03-31"
    assert terms(caso) == antes | {"recurso_interposicion": "2026-04-01"}
    assert [c["plazo"] for c in caso.ultimo.datos["cambios"]] == ["recurso_interposicion"]


def test_a_term_that_expired_is_not_revived(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco, "vencida")
    assert terms(caso)["afirmativa_ficta"] == "2026-03-30"
    decree(la_administradora, decreto((3, 16), (3, 19)), cuando(3, 18))
    assert terms(caso)["resolucion"] == "2026-03-16"
    assert terms(caso)["afirmativa_ficta"] == "2026-03-31"
    assert caso.solicitud.estado == "vencida"
    assert caso.solicitud.fecha_vencimiento == VENCE


def test_a_decree_for_one_town_touches_that_town_alone(elenco: Elenco, la_administradora: Actor) -> None:
    salud = un_expediente(elenco)
    xela = Caso(elenco, peticion=una_peticion("MUNI-0901"))
    decree(la_administradora, decreto((3, 10), ambito="municipio:0901", motivo="Fiesta"), cuando(3, 3))
    assert (salud.solicitud.fecha_vencimiento, xela.solicitud.fecha_vencimiento) == (VENCE, date(2026, 3, 17))
    assert recalculos(salud) == []


# ── layers ──────────────────────────────────────────────────────────────────

ALCANCES = [
    ("nacional", {"MSPAS", "MINEDUC", "MUNI-0901"}),
    ("departamento:Quetzaltenango", {"MUNI-0901"}),
    ("municipio:0101", {"MSPAS", "MINEDUC"}),
    ("institucion:MINEDUC", {"MINEDUC"}),
    ("materia:Hospitales", {"MSPAS"}),
    ("sector:ejecutivo", {"MSPAS"}),
]


@pytest.mark.parametrize(("ambito", "quienes"), ALCANCES, ids=[ambito for ambito, _ in ALCANCES])
@pytest.mark.parametrize("hacer", [decreto, suspension], ids=["dias", "suspension"])
def test_an_act_reaches_whom_its_scope_says(elenco: Elenco, la_administradora: Actor, ambito: str, quienes: set[str], hacer: Any) -> None:
    adscribir = Propuesta(ClaseActo.ADSCRIPCION, "institucion:MSPAS", "Se rige por el Ejecutivo", "LOJ art. 45", sector="ejecutivo")
    decree(la_administradora, adscribir, cuando(2, 2))
    casos = {codigo: Caso(elenco, peticion=una_peticion(codigo)) for codigo in ("MSPAS", "MINEDUC", "MUNI-0901")}
    propuesta = decreto((3, 10), ambito=ambito) if hacer is decreto else suspension(date(2026, 3, 10), date(2026, 3, 10), ambito=ambito)
    decree(la_administradora, propuesta, cuando(3, 4))
    assert {codigo for codigo, caso in casos.items() if caso.solicitud.fecha_vencimiento == date(2026, 3, 17)} == quienes
    assert {codigo for codigo, caso in casos.items() if caso.solicitud.fecha_vencimiento == VENCE} == set(casos) - quienes


def test_the_permits_of_the_executive_hold_for_whoever_chose_it(elenco: Elenco, la_administradora: Actor) -> None:
    """D13: Monday 3 November 2025 was given by Acuerdo Gubernativo 186-2025."""
    antes = Caso(elenco, ahora=cuando(10, 27, anio=2025))
    adscribir = Propuesta(ClaseActo.ADSCRIPCION, "institucion:MSPAS", "Se rige por el Ejecutivo", "LOJ art. 45", sector="ejecutivo")
    decree(la_administradora, adscribir, cuando(10, 28, anio=2025))
    despues = Caso(elenco, ahora=cuando(10, 28, 10, anio=2025), peticion=una_peticion("MSPAS"))
    ajena = Caso(elenco, ahora=cuando(10, 28, 10, anio=2025), peticion=una_peticion("MINEDUC"))
    assert antes.solicitud.fecha_vencimiento == date(2025, 11, 11)
    assert despues.solicitud.fecha_vencimiento == date(2025, 11, 12)
    assert ajena.solicitud.fecha_vencimiento == date(2025, 11, 11)
    elenco.salud.refresh_from_db()
    assert elenco.salud.sector == "ejecutivo"
    assert elenco.salud.cambios.filter(campo="sector").get().despues == "ejecutivo"


def test_the_narrower_layer_has_the_last_word(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco)
    decree(la_administradora, decreto((3, 10), ambito="institucion:MSPAS", clase=Clase.HABIL, motivo="Se trabaja"), cuando(3, 3))
    decree(la_administradora, decreto((3, 10), (3, 11)), cuando(3, 4))
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)


def test_a_half_day_counts_unless_the_institution_reads_it_otherwise(elenco: Elenco, la_administradora: Actor) -> None:
    elegir_lectura(
        eleccion=Eleccion("MINEDUC", "D12", "inhabil", date(2026, 3, 1), "Así consta.", "Acuerdo 1"),
        actor=la_administradora,
        ahora=cuando(2, 1),
    )
    salud, educacion = un_expediente(elenco), Caso(elenco, peticion=una_peticion("MINEDUC"))
    decree(la_administradora, decreto((3, 10), clase=Clase.MEDIO_DIA), cuando(3, 3))
    assert (salud.solicitud.fecha_vencimiento, educacion.solicitud.fecha_vencimiento) == (VENCE, date(2026, 3, 17))


def test_the_service_that_was_down_gives_its_days_back(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco)
    caida = suspension(date(2026, 3, 12), date(2026, 3, 13), clase=ClaseActo.CAIDA)
    decree(la_administradora, caida, cuando(3, 16, 8))
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 18)
    explicadas = {d["fecha"]: d for d in describe_plazos(caso.solicitud, al=cuando(3, 16, 9))["plazos"][0]["explicacion"]}
    assert DECRETO in explicadas["2026-03-12"]["excluida"]


# ── never earlier ───────────────────────────────────────────────────────────


def test_a_day_that_is_opened_does_not_bring_a_told_date_forward(elenco: Elenco, la_administradora: Actor) -> None:
    caso = Caso(elenco, ahora=cuando(3, 25))  # over Easter: 10 April
    assert caso.solicitud.fecha_vencimiento == date(2026, 4, 10)
    decree(la_administradora, decreto((4, 2), clase=Clase.HABIL, motivo="Se trabaja"), cuando(3, 26))
    assert caso.solicitud.fecha_vencimiento == date(2026, 4, 10)
    assert caso.ultimo.datos["cambios"][0] | {"plazo": ""} == {
        "plazo": "",
        "fecha_anterior": "2026-04-10",
        "fecha_nueva": "2026-04-10",
        "sostenido": True,
    }
    [plazo] = [p for p in describe_plazos(caso.solicitud, al=cuando(3, 26))["plazos"] if p["clave"] == "resolucion"]
    assert plazo["explicacion"][-1] == {"fecha": "2026-04-10", "excluida": SOSTENIDO}
    assert not Salida.objects.filter(efecto="avisar", argumentos__numero=caso.ultimo.numero).exists()
    nuevo = Caso(elenco, ahora=cuando(3, 26, 10))
    assert nuevo.solicitud.fecha_vencimiento == date(2026, 4, 10)
    assert nuevo.movimientos[0].datos["vence"] == "2026-04-10"
    assert Caso(elenco, ahora=cuando(3, 25, 8)).folio  # a clock that lags does not break the filing


def test_a_revocation_keeps_what_was_told_and_frees_what_comes(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco)
    registro = decree(la_administradora, decreto((3, 10)), cuando(3, 3))
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)
    revocar(
        numero=registro.acto.numero, motivo="Queda sin efecto", fundamento="Acuerdo 2-2026", actor=la_administradora, ahora=cuando(3, 4)
    )
    assert recalcular_expedientes(ahora=cuando(3, 4)).movidas == 0
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)
    assert [m.datos["fecha_nueva"] for m in recalculos(caso)] == ["2026-03-17", "2026-03-17"]
    assert Caso(elenco, ahora=cuando(3, 4, 10)).solicitud.fecha_vencimiento == date(2026, 3, 18)
    assert ActoCalendario.objects.count() == 2


def test_a_revoked_suspension_does_not_leave_a_case_overdue(elenco: Elenco, la_administradora: Actor) -> None:
    caso = un_expediente(elenco)
    registro = decree(la_administradora, suspension(date(2026, 3, 5), date(2026, 3, 20)), cuando(3, 4))
    assert caso.solicitud.fecha_vencimiento == date(2026, 4, 1)
    revocar(numero=registro.acto.numero, motivo="Cesa", fundamento="Decreto 3-2026", actor=la_administradora, ahora=cuando(3, 18))
    recalcular_expedientes(ahora=cuando(3, 18))
    assert vencer_plazos(ahora=cuando(3, 19)).hechas == 0
    assert caso.solicitud.fecha_vencimiento == date(2026, 4, 1)


def test_the_receipt_says_what_was_true_when_it_was_given(elenco: Elenco, la_administradora: Actor) -> None:
    from solicitudes.libros import calendario_of

    caso = un_expediente(elenco)
    decree(la_administradora, decreto((3, 10)), cuando(3, 3))
    entonces = calendario_of(caso.solicitud).known_at(cuando(3, 2, 10))
    assert open_libro(caso.solicitud, entonces).vencimiento == VENCE


def test_however_many_acts_there_are_they_are_read_in_one_query(
    elenco: Elenco, la_administradora: Actor, django_assert_num_queries: Any
) -> None:
    for dia in range(9, 13):
        decree(la_administradora, decreto((3, dia), (4, dia), ambito="institucion:MSPAS"), cuando(3, 3))
    with django_assert_num_queries(1):
        calendarios = Calendarios([elenco.salud, elenco.educacion])
        assert calendarios.numero == 4


def test_a_certificate_that_the_service_was_down_leaves_its_paper(elenco: Elenco, la_administradora: Actor, client: Client) -> None:
    """Anybody has it and verifies it; no other act of the calendar leaves one, and the same act applied again leaves no second."""
    caida = suspension(date(2026, 3, 12), date(2026, 3, 13), clase=ClaseActo.CAIDA)
    for _ in range(2):
        decree(la_administradora, caida, cuando(3, 16, 8))
    decree(la_administradora, decreto((3, 10)), cuando(3, 16, 9))
    drenar(ahora=cuando(3, 16, 10))
    papel = Documento.objects.get(tipo="constancia_caida")
    assert (papel.folio, papel.contexto["desde"], papel.contexto["hasta"]) == ("CALENDARIO-1", "2026-03-12", "2026-03-13")
    assert papel.contexto["firmas"][0]["huella"] == ActoCalendario.objects.get(numero=1).huella
    respuesta = client.get("/calendario/constancias/1/")
    assert respuesta["Content-Type"] == "application/pdf" and b"".join(respuesta.streaming_content).startswith(b"%PDF")
    assert verificar(codigo=papel.codigo).autentico
    assert [client.get(f"/calendario/constancias/{n}/").status_code for n in (2, 9)] == [404, 404]
    with refused("constancia-no-encontrada", 404):
        get_constancia_de_caida(2)
