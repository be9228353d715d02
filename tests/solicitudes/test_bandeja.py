"""The inbox under the pages: counts that stop, several institutions at once, words as PostgreSQL and SQLite find them."""

from __future__ import annotations

import importlib
from datetime import date

import pytest
from django.db import connection

from solicitudes import bandeja
from solicitudes.actor import Actor, actor_for_persona
from solicitudes.bandeja import count_bandeja, read_bandeja, search_bandeja
from solicitudes.filtros import ABIERTAS, Filtros
from solicitudes.mesa import open_mesa
from solicitudes.models import Asignacion, Cargo, Persona, Solicitud
from solicitudes.palabras import TienePalabras, split_palabras, sql_vector
from solicitudes.services.asignacion_multiple import Desenlace, Pedido, asignar_varias
from tests.elenco import LUNES, Caso, Elenco, cuando, hire, un_expediente, una_peticion, unidad_de
from tests.solicitudes.test_concurrencia import at_once
from workflow.roles import Rol

HOY = LUNES.date()


def folios(actor: Actor, **filtros: str) -> set[str]:
    return {r.folio for r in read_bandeja(open_mesa(actor=actor, hoy=HOY), Filtros(**filtros)).renglones}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("texto", "buscado", "hallado"),
    [
        ("Educación sobre nutrición", "EDUCACION", True),
        ("Educacion", "educación", True),
        ("Niñez y ñandú", "ninez nandu", True),
        ("ÁRBOLES talados", "arboles", True),
        ("Datos 2019-2020 del IGSS", "2020 igss", True),
        ("correo a compras@salud.gob.gt", "salud", True),
        ("pueblo Q'eqchi' y K'iche'", "q'eqchi'", True),
        ("Medicamentos", "medic", True),
        ("Medicamentos", "camentos", False),
        ("Compras de 2025", "compras 2024", False),
        ("100% de ejecución_presupuestaria", "presupuestaria", True),
    ],
)
def test_words_are_found_by_their_beginning_accents_aside(elenco: Elenco, texto: str, buscado: str, hallado: bool) -> None:
    caso = Caso(elenco, peticion=una_peticion(descripcion=texto))
    assert Solicitud.objects.filter(TienePalabras("descripcion", buscado), folio=caso.folio).exists() is hallado


@pytest.mark.parametrize("buscado", ["'", "''", "a'b", "\\", "& | !", ":*", "<->", "(", "%", "_", "ʼ", "日本", "😀", "-" * 120])
def test_no_text_that_somebody_types_breaks_the_search(elenco: Elenco, buscado: str) -> None:
    Caso(elenco)
    assert folios(elenco.la_oficial, buscar=buscado) == set()


def test_a_search_reads_ten_words_at_most() -> None:
    assert len(split_palabras("a " * 40)) == 10


def test_the_index_is_built_on_what_the_search_asks() -> None:
    migracion = importlib.import_module("solicitudes.migrations.0004_palabras")
    assert sql_vector("x") == f"to_tsvector('simple', translate(lower(x), '{migracion._DE}', '{migracion._A}'))"


@pytest.mark.postgres
def test_the_search_uses_the_index(elenco: Elenco) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for modelo, campo, indice in (
        (Solicitud, "descripcion", "solicitud_palabras"),
        (Solicitud._meta.get_field("presentacion").related_model, "solicitante_nombre", "presentacion_palabras"),
    ):
        assert indice in modelo.objects.filter(TienePalabras(campo, "compras")).order_by().explain()


def test_the_index_of_every_state_knows_which_are_open() -> None:
    migracion = importlib.import_module("solicitudes.migrations.0012_solicitud_en_orden")
    assert migracion.ABIERTOS == ABIERTAS


@pytest.mark.postgres
def test_every_state_comes_in_the_order_of_the_index(elenco: Elenco) -> None:
    Caso(elenco)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
    mesa = open_mesa(actor=elenco.la_oficial, hoy=date(2026, 3, 16))
    plan = bandeja.search_bandeja(mesa, Filtros(estado="todas"))[:51].explain()
    assert "solicitud_en_orden" in plan and "Sort Key: (CASE" not in plan


def test_a_count_stops_where_nobody_reads_further(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        Caso(elenco)
    mesa = open_mesa(actor=elenco.la_oficial, hoy=date(2026, 3, 16))
    assert count_bandeja(mesa) == {"vencidas": 0, "hoy": 3, "pronto": 0, "sin_asignar": 3}
    monkeypatch.setattr(bandeja, "TOPE", 2)
    assert count_bandeja(mesa) == {"vencidas": 0, "hoy": 2, "pronto": 0, "sin_asignar": 2}


def test_whoever_answers_in_two_institutions_sees_both_each_by_its_calendar(elenco: Elenco) -> None:
    propia, otra = Caso(elenco), Caso(elenco, peticion=una_peticion("MUNI-0901"))
    ella = hire("dos_cargos", Rol.OFICIAL, unidad_de(elenco.salud, "informacion"))  # type: ignore[arg-type]
    persona = Persona.objects.get(pk=ella.persona_id)
    Cargo.objects.create(persona=persona, unidad=unidad_de(elenco.xela, "informacion"), rol="oficial", desde=date(2026, 1, 1))  # type: ignore[arg-type]
    doble = actor_for_persona(persona, hoy=HOY)
    assert folios(doble) == folios(doble, plazo="10") == {propia.folio, otra.folio}


def test_an_officer_here_and_liaison_there_knows_only_the_applicants_of_here(elenco: Elenco) -> None:
    propia, ajena = Caso(elenco, peticion=una_peticion("MINEDUC")), Caso(elenco)
    ajena.hacer("asignar", fecha_interna=date(2026, 3, 9))
    persona = Persona.objects.get(pk=elenco.una_extrana.persona_id)
    Cargo.objects.create(persona=persona, unidad=elenco.compras, rol="enlace", desde=date(2026, 1, 1))
    ella = actor_for_persona(persona, hoy=HOY)
    renglones = {r.folio: r for r in read_bandeja(open_mesa(actor=ella, hoy=HOY), Filtros()).renglones}
    assert renglones[propia.folio].solicitante and renglones[ajena.folio].solicitante == ""
    assert folios(ella, buscar="Tuyuc") == {propia.folio}


def test_a_substitute_sees_the_inbox_while_it_lasts_and_not_a_day_longer(elenco: Elenco) -> None:
    caso = Caso(elenco)
    suplente = hire("suplente", Rol.OFICIAL, unidad_de(elenco.salud, "informacion"), hasta=HOY)  # type: ignore[arg-type]
    persona = Persona.objects.get(pk=suplente.persona_id)
    assert folios(suplente) == {caso.folio}
    assert folios(actor_for_persona(persona, hoy=date(2026, 3, 3))) == set()


def test_the_place_of_the_last_row_begins_the_next_page(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bandeja, "PAGINA", 2)
    esperados = [Caso(elenco, ahora=cuando(3, dia)).folio for dia in (2, 2, 3, 4, 4)]
    esperados += [un_expediente(elenco, estado).folio for estado in ("en_aclaracion", "desistida", "resuelta")]
    mesa, vistos, tras = open_mesa(actor=elenco.la_oficial, hoy=HOY), [], ""
    while True:
        pagina = read_bandeja(mesa, Filtros(estado="todas"), tras=tras)
        vistos += [r.folio for r in pagina.renglones]
        if not (tras := pagina.siguiente):
            break
    assert sorted(vistos) == sorted(esperados) and vistos == [s.folio for s in search_bandeja(mesa, Filtros(estado="todas"))]


# --- Asking for many at once -----------------------------------------------------------------------------------------


def test_a_refusal_in_the_middle_leaves_nothing_half_done(elenco: Elenco) -> None:
    abierto, cerrado = Caso(elenco), un_expediente(elenco, "resuelta")
    pedido = Pedido(elenco.compras.pk, None, date(2026, 3, 20), "  Con montos.  ")
    resultados = asignar_varias(folios=[cerrado.folio, abierto.folio], pedido=pedido, actor=elenco.la_oficial, ahora=cuando(3, 11))
    assert [r.desenlace for r in resultados] == [Desenlace.RECHAZADO, Desenlace.HECHO]
    assert resultados[0].problema is not None and resultados[0].problema.codigo == "acto-no-permitido"
    assert Asignacion.objects.get().indicaciones == "Con montos." and abierto.ultimo.acto == "asignar"


def test_asking_for_something_else_is_another_assignment(elenco: Elenco) -> None:
    caso = Caso(elenco)
    for dia in (20, 23, 20):
        (resultado,) = asignar_varias(
            folios=[caso.folio], pedido=Pedido(elenco.compras.pk, None, date(2026, 3, dia)), actor=elenco.la_oficial, ahora=LUNES
        )
        assert resultado.desenlace is Desenlace.HECHO
    assert Asignacion.objects.count() == 3


@pytest.mark.parametrize("quien", ["la_jefa", "el_firmante", "la_autoridad", "el_enlace", "el_regulador", "una_extrana"])
def test_whoever_may_not_assign_gets_a_refusal_for_each(elenco: Elenco, quien: str) -> None:
    caso = Caso(elenco)
    pedido = Pedido(elenco.compras.pk, None, date(2026, 3, 20))
    (resultado,) = asignar_varias(folios=[caso.folio], pedido=pedido, actor=getattr(elenco, quien), ahora=LUNES)
    assert resultado.desenlace is Desenlace.RECHAZADO and not Asignacion.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_assign_the_same_at_once_ask_once(elenco: Elenco) -> None:
    lista = [Caso(elenco).folio for _ in range(3)]
    pedido = Pedido(elenco.compras.pk, None, date(2026, 3, 20))
    primera, segunda = at_once(
        lambda: asignar_varias(folios=lista, pedido=pedido, actor=elenco.la_oficial, ahora=LUNES),
        lambda: asignar_varias(folios=lista[::-1], pedido=pedido, actor=elenco.otra_oficial, ahora=LUNES),
    )
    assert Asignacion.objects.count() == 3
    assert sorted(r.desenlace for r in [*primera, *segunda]) == [Desenlace.HECHO] * 3 + [Desenlace.YA_ESTABA] * 3
