"""What leaves the workbench as a sheet: every row, no formula, no link, and the register that officers keep by hand."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config import reloj
from informes.hojas import LARGO_MAXIMO, guard, iter_csv, write_xlsx
from solicitudes.models import Lectura
from tests.elenco import DENIEGA, Caso, Elenco, cuando, un_expediente, una_peticion
from tests.portal.oficina.conftest import Sesion
from tests.portal.oficina.poblacion import HOY, populate

PELIGROSAS = ["=1+1", "+1", "-1", "@SUMA(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("http://malo.example","ver")', "\n=1"]


@pytest.mark.parametrize("texto", PELIGROSAS)
def test_no_cell_of_a_csv_begins_a_formula(texto: str) -> None:
    (_, fila) = csv.reader(io.StringIO("".join(iter_csv(["Texto"], [[texto]])), newline=""))
    assert fila[0].startswith("'")


@pytest.mark.parametrize("texto", ["Compras 2025", "a=b", "GT-2026-MSPAS-000001", "¿Cuánto?", "", "'ya"])
def test_what_is_no_formula_stays_as_it_is(texto: str) -> None:
    assert guard(texto) == texto


def cells_of(archivo: Any) -> tuple[str, list[str]]:
    """The XML of the sheet and the texts in it."""
    with archivo, zipfile.ZipFile(archivo) as libro:
        xml = libro.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/sharedStrings.xml" not in libro.namelist() and "_rels" not in "".join(n for n in libro.namelist() if "worksheets" in n)
    return xml, re.findall(r"<t[^>]*>(.*?)</t>", xml, flags=re.S)


def test_no_cell_of_an_xlsx_is_a_formula_a_link_or_too_long() -> None:
    largo = "=" + "a" * (LARGO_MAXIMO + 5)
    textos = [*PELIGROSAS, "http://sitio.example", "{=1}", "mal\x0bo\x00", largo]
    xml, celdas = cells_of(write_xlsx(["Texto"], [[texto] for texto in textos]))
    assert "<f>" not in xml and "<hyperlink" not in xml
    assert len(celdas) == len(textos) + 1 and max(map(len, celdas)) == LARGO_MAXIMO


def test_dates_and_numbers_stay_dates_and_numbers() -> None:
    xml, _ = cells_of(write_xlsx(["Fecha", "Días", "Nada"], [[date(2026, 3, 16), -3, None]]))
    assert "<v>46097</v>" in xml and "<v>-3</v>" in xml
    assert list(iter_csv(["Fecha", "Días", "Nada"], [[date(2026, 3, 16), -3, None]]))[1] == "2026-03-16,-3,\r\n"


@pytest.fixture
def mesa(client: Client, elenco: Elenco, sesion: Sesion) -> Client:
    return sesion(client, elenco.la_oficial)


def download(cliente: Client, ruta: str, **datos: Any) -> list[dict[str, str]]:
    """The rows of a CSV by their columns."""
    with reloj.detenido_en(HOY):
        respuesta = cliente.get(ruta, datos)
        contenido = respuesta.getvalue()
    assert respuesta.status_code == 200 and contenido.startswith(b"\xef\xbb\xbf") and respuesta.headers["Cache-Control"]
    return list(csv.DictReader(io.StringIO(contenido.decode("utf-8-sig"), newline="")))


def test_the_worklist_leaves_as_it_is_filtered(mesa: Client, elenco: Elenco) -> None:
    casos = populate(elenco)
    formula = Caso(elenco, ahora=cuando(3, 2), peticion=una_peticion(nombre="=1+1", descripcion="+peligro"))
    filas = download(mesa, "/oficina/exportar.csv", plazo="hoy")
    assert {fila["Folio"] for fila in filas} == {casos["hoy"].folio, formula.folio}
    (ajena,) = [fila for fila in filas if fila["Folio"] == formula.folio]
    assert (ajena["Solicitante"], ajena["Información solicitada"]) == ("'=1+1", "'+peligro")
    (fila,) = [fila for fila in filas if fila["Folio"] == casos["hoy"].folio]
    assert (fila["Vence"], fila["Días hábiles que quedan"], fila["Plazo"], fila["Solicitante"], fila["Unidad"]) == (
        "2026-03-16",
        "0",
        "vence hoy",
        "Ana Lucía Tzoc",
        "Compras",
    )
    (tarde,) = download(mesa, "/oficina/exportar.csv", plazo="vencidas")
    assert tarde["Días hábiles que quedan"] == "-6"


def test_the_worklist_for_excel_has_the_same_rows(mesa: Client, elenco: Elenco) -> None:
    casos = populate(elenco)
    with reloj.detenido_en(HOY):
        respuesta = mesa.get("/oficina/exportar.xlsx")
        _, celdas = cells_of(io.BytesIO(respuesta.getvalue()))
    assert 'filename="bandeja-2026-03-16.xlsx"' in respuesta.headers["Content-Disposition"]
    assert {celda for celda in celdas if celda.startswith("GT-")} == {caso.folio for n, caso in casos.items() if n != "resuelta"}


def test_a_sheet_of_another_kind_is_no_page(mesa: Client) -> None:
    assert mesa.get("/oficina/exportar.ods").status_code == mesa.get("/oficina/libro.pdf").status_code == 404


def test_a_sheet_asks_the_database_as_often_for_sixty_cases_as_for_one(mesa: Client, elenco: Elenco) -> None:
    cuentas = []
    for cuantos in (1, 59):
        for _ in range(cuantos):
            Caso(elenco, ahora=cuando(3, 3))
        with CaptureQueriesContext(connection) as consultas:
            filas = download(mesa, "/oficina/exportar.csv"), download(mesa, "/oficina/libro.csv", desde="2026-01-01", hasta="2026-12-31")
        cuentas.append(len(consultas))
    assert [len(lista) for lista in filas] == [60, 60] and cuentas[0] == cuentas[1] <= 14


# --- The register ----------------------------------------------------------------------------------------------------


def read_libro(cliente: Client, desde: str = "2026-01-01", hasta: str = "2026-12-31") -> dict[str, dict[str, str]]:
    return {fila["Folio"]: fila for fila in download(cliente, "/oficina/libro.csv", desde=desde, hasta=hasta)}


def test_the_register_tells_dates_terms_sense_cause_and_days(mesa: Client, elenco: Elenco) -> None:
    casos = populate(elenco)
    negada = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    tarde = Caso(elenco, ahora=cuando(2, 2))
    tarde.at(cuando(2, 3)).hacer("admitir")
    tarde.at(cuando(2, 20)).hacer("vencer")
    tarde.at(cuando(2, 24)).answer()
    libro = read_libro(mesa)
    assert set(libro) == {caso.folio for caso in (*casos.values(), negada, tarde)}
    fila = libro[negada.folio]
    assert (fila["Recibida"], fila["Vence"], fila["Admitida"], fila["Resolución notificada"]) == (
        "2026-03-02",
        "2026-03-16",
        "2026-03-03",
        "2026-03-10",
    )
    assert (fila["Respuesta"], fila["Causa y fundamento"]) == ("No se entrega: información reservada", "LAIP art. 23")
    assert (fila["Días hábiles"], fila["Cumplimiento del plazo"]) == ("6", "En plazo")
    assert libro[tarde.folio]["Cumplimiento del plazo"] == "Tarde"
    assert libro[casos["vencida"].folio]["Cumplimiento del plazo"] == "Venció sin respuesta"
    assert libro[casos["hoy"].folio]["Cumplimiento del plazo"] == "El plazo corre"
    assert libro[casos["espera"].folio]["Se pidió aclarar"] == "2026-03-13"


def test_the_register_names_nobody_and_tells_no_answer_that_was_not_notified(mesa: Client, elenco: Elenco) -> None:
    casos = populate(elenco)
    todo = str(read_libro(mesa))
    assert "Tuyuc" not in todo and "Tzoc" not in todo and "@" not in todo
    fila = read_libro(mesa)[casos["luego"].folio]  # drafted and under review
    assert fila["Resolución"] == fila["Respuesta"] == fila["Causa y fundamento"] == ""


def test_the_register_is_of_a_period_with_both_days_in_it(mesa: Client, elenco: Elenco) -> None:
    casos = populate(elenco)
    assert set(read_libro(mesa, "2026-03-03", "2026-03-05")) == {casos["manana"].folio, casos["pronto"].folio}
    assert read_libro(mesa, "2025-01-01", "2025-12-31") == {}


def test_the_extension_counts_in_the_term_of_the_register(mesa: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    caso.at(cuando(3, 9)).hacer("prorrogar")
    fila = read_libro(mesa)[caso.folio]
    assert (fila["Vence"], fila["Días de prórroga"], fila["Se prorrogó"]) == (str(caso.solicitud.fecha_vencimiento), "10", "2026-03-09")


@pytest.mark.parametrize(
    "datos", [{"desde": "", "hasta": ""}, {"desde": "2026-03-09", "hasta": "2026-03-01"}, {"desde": "x", "hasta": "y"}]
)
def test_a_period_that_makes_no_sense_is_told(mesa: Client, datos: dict[str, str]) -> None:
    for ruta in ("/oficina/libro/", "/oficina/libro.csv"):
        respuesta = mesa.get(ruta, datos, follow=True)
        assert respuesta.status_code == 200 and "Hay algo que corregir" in respuesta.content.decode()


def test_the_page_of_the_register_leads_to_the_sheet(mesa: Client) -> None:
    pedido = {"desde": "2026-01-01", "hasta": "31/03/2026"}
    assert (
        mesa.get("/oficina/libro/", pedido | {"formato": "csv"}).headers["Location"]
        == "/oficina/libro.csv?desde=2026-01-01&hasta=2026-03-31"
    )
    assert mesa.get("/oficina/libro/", pedido | {"formato": "exe"}).headers["Location"].startswith("/oficina/libro.xlsx?")


def test_taking_away_the_names_of_a_list_is_on_record_once_an_hour(elenco: Elenco, sesion: Sesion) -> None:
    """Who asks may see who looked at her data (LAIP art. 31): also who took it away in a sheet, of each case that is in it."""
    dentro, fuera = un_expediente(elenco), Caso(elenco, peticion=una_peticion("MINEDUC"))
    cliente = sesion(Client(), elenco.la_oficial)
    for hora in (12, 12, 13):
        with reloj.detenido_en(cuando(3, 2, hora)):
            cliente.get("/oficina/exportar.csv")
    filas = Lectura.objects.filter(persona=elenco.la_oficial.persona_id).values_list("solicitud__folio", "rol", "por", "fecha_hora")
    assert sorted(filas, key=lambda fila: fila[3]) == [
        (dentro.folio, "oficial", "exportar la bandeja", cuando(3, 2, hora)) for hora in (12, 13)
    ]
    assert not Lectura.objects.filter(solicitud__folio=fuera.folio).exists()


def test_a_liaison_takes_no_name_away_and_leaves_no_row(elenco: Elenco, sesion: Sesion) -> None:
    un_expediente(elenco, asignado=True)
    with reloj.detenido_en(cuando(3, 2, 13)):
        assert sesion(Client(), elenco.el_enlace).get("/oficina/exportar.csv").status_code == 200
    assert not Lectura.objects.exists()


def test_the_record_of_an_export_costs_one_statement(elenco: Elenco, sesion: Sesion) -> None:
    def cost() -> int:
        with reloj.detenido_en(HOY), CaptureQueriesContext(connection) as consultas:
            list(sesion(Client(), elenco.la_oficial).get("/oficina/exportar.csv").streaming_content)
        return len(consultas)

    un_expediente(elenco)
    antes = cost()
    for _ in range(5):
        un_expediente(elenco)
    assert cost() == antes and Lectura.objects.count() == 6
