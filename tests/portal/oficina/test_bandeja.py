"""The inbox as pages: who sees what in it, in which order, by which filters; the views; many cases asked of a unit at once."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from config import reloj
from solicitudes.models import Asignacion, VistaGuardada
from solicitudes.services.vistas import MAXIMO_DE_VISTAS
from tests.elenco import NOMBRE, Caso, Elenco, cuando, una_peticion
from tests.portal.oficina.conftest import Sesion
from tests.portal.oficina.poblacion import HOY, populate
from tests.portal.paginas import leer
from tests.portal.test_publico import OTRAS, weigh

PAGINAS = ("/oficina/", "/oficina/exportar.csv", "/oficina/exportar.xlsx", "/oficina/vistas/")
DEL_LIBRO = (
    "/oficina/libro/",
    "/oficina/libro.csv?desde=2026-01-01&hasta=2026-12-31",
    "/oficina/libro.xlsx?desde=2026-01-01&hasta=2026-12-31",
)


@pytest.fixture
def casos(elenco: Elenco) -> dict[str, Caso]:
    return populate(elenco)


@pytest.fixture
def mesa(client: Client, elenco: Elenco, sesion: Sesion) -> Client:
    """The officer, signed in."""
    return sesion(client, elenco.la_oficial)


def look(cliente: Client, ruta: str = "/oficina/", **datos: Any) -> Any:
    with reloj.detenido_en(HOY):
        return cliente.get(ruta, datos)


def folios(respuesta: Any) -> list[str]:
    """The cases of the page, in its order."""
    return re.findall(r"data-fila>([^<]+)</a>", respuesta.content.decode())


def named(casos: dict[str, Caso], respuesta: Any) -> list[str]:
    """The same by their names here."""
    nombres = {caso.folio: nombre for nombre, caso in casos.items()}
    return [nombres[folio] for folio in folios(respuesta)]


# --- Who sees what ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quien", ["la_oficial", "otra_oficial", "la_jefa", "el_firmante", "la_autoridad"])
def test_whoever_answers_sees_every_case_of_the_institution(
    client: Client, elenco: Elenco, casos: dict[str, Caso], sesion: Sesion, quien: str
) -> None:
    respuesta = look(sesion(client, getattr(elenco, quien)), estado="todas")
    assert set(named(casos, respuesta)) == set(casos) and NOMBRE in leer(respuesta)


def test_an_officer_of_another_institution_sees_none(client: Client, elenco: Elenco, casos: dict[str, Caso], sesion: Sesion) -> None:
    ajena = sesion(client, elenco.una_extrana)
    assert folios(look(ajena, estado="todas")) == [] and "MSPAS" not in leer(look(ajena, buscar="GT-2026-MSPAS"))
    assert "MSPAS" not in look(ajena, "/oficina/exportar.csv", estado="todas").getvalue().decode()
    assert "MSPAS" not in look(ajena, "/oficina/libro.csv", desde="2026-01-01", hasta="2026-12-31").getvalue().decode()
    assert "No eligió ningún expediente" in leer(look(ajena, "/oficina/asignar/", folio=casos["hoy"].folio))


@pytest.mark.parametrize("quien", ["el_regulador", "la_administradora"])
@pytest.mark.parametrize("ruta", [*PAGINAS, *DEL_LIBRO, "/oficina/asignar/"])
def test_whoever_holds_no_office_in_an_institution_is_refused(
    client: Client, elenco: Elenco, sesion: Sesion, quien: str, ruta: str
) -> None:
    assert sesion(client, getattr(elenco, quien)).get(ruta).status_code == 403


@pytest.mark.parametrize("ruta", [*PAGINAS, *DEL_LIBRO, "/oficina/asignar/?folio=GT-2026-MSPAS-000001"])
def test_whoever_has_not_signed_in_comes_back_to_the_same_address(client: Client, elenco: Elenco, ruta: str) -> None:
    respuesta = client.get(ruta)
    assert respuesta.status_code == 302 and respuesta.headers["Location"].startswith("/cuentas/login/?next=")
    assert ruta.partition("?")[0] in respuesta.headers["Location"]


def test_a_session_that_ends_while_filtering_loses_no_filter(mesa: Client, casos: dict[str, Caso], elenco: Elenco) -> None:
    mesa.logout()
    ingreso = look(mesa, buscar="limpieza", plazo="vencidas").headers["Location"]
    (vuelta,) = parse_qs(urlsplit(ingreso).query)["next"]
    assert vuelta == "/oficina/?buscar=limpieza&plazo=vencidas"


def test_a_liaison_sees_what_was_asked_of_her_and_never_who_asks(
    client: Client, elenco: Elenco, casos: dict[str, Caso], sesion: Sesion
) -> None:
    suya = sesion(client, elenco.el_enlace)
    respuesta = look(suya)
    assert named(casos, respuesta) == ["hoy", "pronto"]  # by the internal date
    assert "venció hace 3 días hábiles" in leer(respuesta) and "Por departamento y por puesto" in leer(respuesta)
    salidas = [
        respuesta.content.decode(),
        look(suya, estado="todas").content.decode(),
        look(suya, buscar="Ana Lucía Tzoc").content.decode().replace("Ana Lucía Tzoc", "", 1),  # what she wrote herself
        look(suya, "/oficina/exportar.csv", estado="todas").getvalue().decode(),
    ]
    for nombre in (NOMBRE, "Ana Lucía Tzoc", "José Chub", "tuyuc", "Resolución"):
        assert not [salida for salida in salidas if nombre in salida], nombre
    assert folios(look(suya, buscar="Tzoc")) == []


def test_what_a_liaison_asks_for_never_reads_the_applicant(client: Client, elenco: Elenco, casos: dict[str, Caso], sesion: Sesion) -> None:
    suya = sesion(client, elenco.el_enlace)
    with CaptureQueriesContext(
        connection,
    ) as consultas:
        look(suya, buscar="plazas")
        look(suya, "/oficina/exportar.csv").getvalue()
    assert not [c["sql"] for c in consultas if "solicitante_nombre" in c["sql"] or "solicitudes_resolucion" in c["sql"]]


def test_a_liaison_of_whom_nothing_was_asked_sees_none(client: Client, elenco: Elenco, casos: dict[str, Caso], sesion: Sesion) -> None:
    assert folios(look(sesion(client, elenco.otro_enlace), estado="todas")) == []


@pytest.mark.parametrize("ruta", DEL_LIBRO)
def test_the_register_is_not_for_a_liaison(client: Client, elenco: Elenco, sesion: Sesion, ruta: str) -> None:
    assert sesion(client, elenco.el_enlace).get(ruta).status_code == 403


# --- Order, filters, words -------------------------------------------------------------------------------------------


def test_what_expires_first_is_on_top_and_says_so_in_words(mesa: Client, casos: dict[str, Caso]) -> None:
    respuesta = look(mesa)
    assert named(casos, respuesta) == ["vencida", "hoy", "manana", "pronto", "luego", "espera"]
    texto = leer(respuesta)
    frases = ["venció hace 6 días hábiles", "vence hoy", "queda 1 día hábil", "quedan 3 días hábiles", "quedan 8 días hábiles"]
    assert [texto.index(frase) for frase in frases] == sorted(texto.index(frase) for frase in frases)
    assert "espera aclaración" in texto and "Resolución: en revisión" in texto
    assert f"entregar hasta el {date_format(casos['vencida'].solicitud.fecha_silencio, 'j M').lower()} (art. 44)" in texto
    assert "Vencen hoy: 1" in texto and "Ya vencieron: 1" in texto and "En 3 días hábiles: 2" in texto and "Sin asignar: 4" in texto


def test_what_no_longer_expires_comes_after(mesa: Client, casos: dict[str, Caso]) -> None:
    assert named(casos, look(mesa, estado="todas"))[:5] == ["vencida", "hoy", "manana", "pronto", "luego"]
    assert set(named(casos, look(mesa, estado="todas"))[5:]) == {"espera", "resuelta"}
    assert "falta entregar" in leer(look(mesa, estado="resuelta"))


@pytest.mark.parametrize(
    ("filtros", "esperados"),
    [
        ({"plazo": "hoy"}, ["hoy"]),
        ({"plazo": "vencidas"}, ["vencida"]),
        ({"plazo": "3"}, ["hoy", "manana", "pronto"]),
        ({"estado": "en_tramite"}, ["hoy", "pronto", "luego"]),
        ({"estado": "resuelta"}, ["resuelta"]),
        ({"sentido": "entrega_total"}, ["resuelta"]),
        ({"asignada": "sin"}, ["vencida", "manana", "luego", "espera"]),
        ({"tipo": "datos_acceso"}, []),
        ({"desde": "2026-03-03", "hasta": "2026-03-05"}, ["manana", "pronto"]),
        ({"desde": "05/03/2026", "plazo": "10"}, ["pronto", "luego"]),
        ({"buscar": "educacion NUTRICIÓN"}, ["espera"]),
        ({"buscar": "ambulan"}, ["pronto"]),
        ({"buscar": "bulancias"}, []),
        ({"buscar": "ana tzoc"}, ["hoy"]),
        ({"buscar": "medicamentos"}, ["resuelta"]),
        ({"buscar": "medicamentos", "estado": "presentada"}, []),
        ({"buscar": "7"}, ["resuelta"]),
        ({"buscar": "gt-2026-mspas-000003"}, ["manana"]),
        ({"buscar": "GT-2026-MINEDUC"}, []),
        ({"buscar": "'; -- %"}, []),
    ],
    ids=lambda valor: "&".join(f"{k}={v}" for k, v in valor.items()) if isinstance(valor, dict) else "",
)
def test_each_filter_lets_through_what_it_says(mesa: Client, casos: dict[str, Caso], filtros: dict[str, str], esperados: list[str]) -> None:
    assert named(casos, look(mesa, **filtros)) == esperados


def test_who_was_asked_is_a_filter(mesa: Client, elenco: Elenco, casos: dict[str, Caso]) -> None:
    casos["manana"].at(HOY).hacer("asignar", persona_id=elenco.el_enlace.persona_id, fecha_interna=date(2026, 3, 16))
    assert named(casos, look(mesa, asignada=f"u{elenco.compras.pk}")) == ["hoy", "manana", "pronto"]
    assert named(casos, look(mesa, asignada=f"p{elenco.el_enlace.persona_id}")) == ["manana"]
    assert named(casos, look(mesa, asignada=f"u{elenco.archivo.pk}")) == []


def test_a_filter_that_makes_no_sense_is_told_and_nothing_typed_is_lost(mesa: Client, casos: dict[str, Caso]) -> None:
    respuesta = look(mesa, buscar="limpieza", plazo="nunca", desde="ayer", hasta="2026-03-01", asignada="u999999")
    texto = respuesta.content.decode()
    assert respuesta.status_code == 200 and "Hay algo que corregir" in texto and "<title>Error:" in texto
    assert 'value="limpieza"' in texto and 'value="ayer"' in texto and "Escriba la fecha como 25/03/2026" in texto
    assert named(casos, respuesta) == ["vencida"]  # what could be understood holds


@pytest.mark.parametrize("tras", ["", "nada", "2026-13-45_1", "_", "9999-12-31_999999999999999999999", "\ud800"])
def test_a_place_that_nobody_gave_is_the_beginning(mesa: Client, casos: dict[str, Caso], tras: str) -> None:
    assert len(folios(look(mesa, tras=tras.encode("utf-8", "replace").decode()))) == 6


def test_a_nul_in_the_address_is_no_page(mesa: Client) -> None:
    assert look(mesa, buscar="a\0b").status_code == 404


# --- How much it asks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quien", ["la_oficial", "el_enlace"])
def test_the_inbox_takes_eight_queries_from_one_case_to_sixty_and_pages_without_repeating(
    client: Client, elenco: Elenco, sesion: Sesion, quien: str
) -> None:
    suya = sesion(client, getattr(elenco, quien))
    textos = "Compras de medicamentos, por renglón, con proveedor, cantidad, precio y bodega que los recibió. " * 3

    def file() -> str:
        caso = Caso(elenco, ahora=cuando(3, 3), peticion=una_peticion(descripcion=textos))
        caso.hacer("asignar", fecha_interna=date(2026, 3, 20), indicaciones="En hoja de cálculo.")
        return caso.folio

    todos = {file()}
    look(suya)
    with CaptureQueriesContext(connection) as con_uno:
        look(suya, buscar="medicamentos")
    todos |= {file() for _ in range(59)}
    with CaptureQueriesContext(connection) as con_sesenta:
        look(suya, buscar="medicamentos")
    assert len(con_uno) == len(con_sesenta) <= 8
    primera = look(suya)
    (tras,) = re.findall(r"tras=([\d_-]+)", primera.content.decode())
    segunda = look(suya, tras=tras)
    assert len(folios(primera)) == 50 and len(folios(segunda)) == 10
    assert set(folios(primera)) | set(folios(segunda)) == todos
    assert "Los primeros 50 expedientes; hay más." in leer(primera) and "Volver al principio" in leer(segunda)
    assert weigh(primera.content) < OTRAS


# --- Views -----------------------------------------------------------------------------------------------------------


def save(cliente: Client, nombre: str, consulta: str) -> Any:
    return cliente.post("/oficina/vistas/", {"accion": "guardar", "nombre": nombre, "consulta": consulta})


def test_a_view_is_saved_replaced_shown_and_deleted(mesa: Client, elenco: Elenco, casos: dict[str, Caso]) -> None:
    assert save(mesa, "Urgente", "plazo=vencidas").headers["Location"] == "/oficina/?plazo=vencidas"
    assert save(mesa, "Urgente", "plazo=hoy&tras=_3&otra=cosa").headers["Location"] == "/oficina/?plazo=hoy"
    (vista,) = VistaGuardada.objects.all()
    assert (vista.persona_id, vista.nombre, vista.consulta) == (elenco.la_oficial.persona_id, "Urgente", "plazo=hoy")
    assert 'href="?plazo=hoy" aria-current="true">Urgente' in look(mesa, plazo="hoy").content.decode()
    for _ in range(2):
        assert mesa.post("/oficina/vistas/", {"accion": "borrar", "vista": vista.pk}).status_code == 302
    assert not VistaGuardada.objects.exists()


def test_a_view_without_a_name_or_one_too_many_is_told(mesa: Client, elenco: Elenco) -> None:
    respuesta = save(mesa, "", "plazo=hoy")
    assert respuesta.status_code == 200 and "Escriba un nombre para la vista" in leer(respuesta)
    assert 'value="plazo=hoy"' in respuesta.content.decode()
    for numero in range(MAXIMO_DE_VISTAS):
        save(mesa, f"Vista {numero}", "")
    assert "Borre una que ya no use" in leer(save(mesa, "Otra", "")) and VistaGuardada.objects.count() == MAXIMO_DE_VISTAS
    assert save(mesa, "Vista 0", "plazo=5").status_code == 302  # one that is there may change


def test_nobody_deletes_the_view_of_somebody_else(mesa: Client, elenco: Elenco, sesion: Sesion) -> None:
    save(mesa, "Mía", "plazo=hoy")
    otra = sesion(Client(), elenco.otra_oficial)
    assert "Mía" not in leer(look(otra)) + leer(look(otra, "/oficina/vistas/"))
    otra.post("/oficina/vistas/", {"accion": "borrar", "vista": VistaGuardada.objects.get().pk})
    otra.post("/oficina/vistas/", {"accion": "borrar", "vista": "9" * 40})
    assert VistaGuardada.objects.count() == 1


# --- Many cases asked of a unit at once ------------------------------------------------------------------------------


def ask(cliente: Client, elenco: Elenco, *folios: str, **datos: Any) -> Any:
    pedido = {"destino": f"{elenco.archivo.pk}-", "fecha_interna": "2026-03-18", "indicaciones": "Con montos.", "vuelta": "plazo=hoy"}
    with reloj.detenido_en(HOY):
        return cliente.post("/oficina/asignar/", {"folio": folios, **pedido, **datos})


def test_each_chosen_case_tells_its_own_outcome_and_none_stops_the_others(mesa: Client, elenco: Elenco, casos: dict[str, Caso]) -> None:
    elegidos = [casos[nombre].folio for nombre in ("hoy", "resuelta", "manana")]
    confirmar = look(mesa, "/oficina/asignar/", folio=elegidos)
    assert "Asignar 3 expedientes" in leer(confirmar) and "Ya se pidió a Compras para el 11 mar." in leer(confirmar)
    respuesta = ask(mesa, elenco, *elegidos, "GT-2026-MINEDUC-000001")
    texto = leer(respuesta)
    assert texto.count("Asignado.") == 2 and texto.count("No se asignó.") == 2
    assert "No se puede asignar una solicitud en estado «Resuelta»" in texto and "No hay una solicitud con ese folio" in texto
    nuevas = Asignacion.objects.filter(unidad=elenco.archivo).order_by("solicitud__folio")
    assert [(a.solicitud.folio, a.fecha_interna, a.indicaciones) for a in nuevas] == [
        (casos["hoy"].folio, date(2026, 3, 18), "Con montos."),
        (casos["manana"].folio, date(2026, 3, 18), "Con montos."),
    ]
    assert 'href="/oficina/?plazo=hoy"' in respuesta.content.decode()


def test_assigning_twice_changes_nothing_the_second_time(mesa: Client, elenco: Elenco, casos: dict[str, Caso]) -> None:
    ask(mesa, elenco, casos["hoy"].folio, casos["hoy"].folio)
    version = casos["hoy"].solicitud.version
    respuesta = ask(mesa, elenco, casos["hoy"].folio)
    assert "Ya estaba asignado así; no se repitió." in leer(respuesta)
    assert casos["hoy"].solicitud.version == version and Asignacion.objects.filter(unidad=elenco.archivo).count() == 1


def test_one_person_of_the_unit_can_be_asked(mesa: Client, elenco: Elenco, casos: dict[str, Caso]) -> None:
    ask(mesa, elenco, casos["hoy"].folio, destino=f"{elenco.archivo.pk}-{elenco.otro_enlace.persona_id}")
    assert Asignacion.objects.get(unidad=elenco.archivo).persona_id == elenco.otro_enlace.persona_id


@pytest.mark.parametrize(
    ("datos", "mensaje"),
    [
        ({"destino": ""}, "Elija una unidad o una persona"),
        ({"destino": "999999-"}, "Elija una unidad o una persona de la lista"),
        ({"fecha_interna": ""}, "Escriba la fecha"),
        ({"fecha_interna": "pronto"}, "Escriba la fecha como 25/03/2026"),
        ({"fecha_interna": "2026-03-13"}, "La fecha interna ya pasó"),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    mesa: Client, elenco: Elenco, casos: dict[str, Caso], datos: dict[str, str], mensaje: str
) -> None:
    respuesta = ask(mesa, elenco, casos["hoy"].folio, **datos)
    assert respuesta.status_code == 200 and mensaje in leer(respuesta) and "Hay algo que corregir" in leer(respuesta)
    assert "Con montos." in leer(respuesta) and f'value="{casos["hoy"].folio}"' in respuesta.content.decode()
    assert not Asignacion.objects.filter(unidad=elenco.archivo).exists()


def test_nothing_chosen_says_how_to_choose(mesa: Client, elenco: Elenco) -> None:
    assert "No eligió ningún expediente" in leer(look(mesa, "/oficina/asignar/"))
    assert "No eligió ningún expediente" in leer(ask(mesa, elenco))


@pytest.mark.parametrize("quien", ["la_jefa", "el_firmante", "la_autoridad", "el_enlace", "el_regulador", "la_administradora"])
def test_only_an_officer_assigns(client: Client, elenco: Elenco, casos: dict[str, Caso], sesion: Sesion, quien: str) -> None:
    ella = sesion(client, getattr(elenco, quien))
    assert ask(ella, elenco, casos["hoy"].folio).status_code == 403
    if quien not in ("el_regulador", "la_administradora"):
        assert 'name="folio"' not in look(ella).content.decode()
    assert not Asignacion.objects.filter(unidad=elenco.archivo).exists()


def test_an_officer_of_another_institution_assigns_nothing_of_this_one(
    client: Client, elenco: Elenco, casos: dict[str, Caso], sesion: Sesion
) -> None:
    propia = elenco.una_extrana.puestos[0].unidad_id
    respuesta = ask(sesion(client, elenco.una_extrana), elenco, casos["hoy"].folio, destino=f"{propia}-")
    assert "No hay una solicitud con ese folio" in leer(respuesta) and casos["hoy"].solicitud.asignaciones.count() == 1
