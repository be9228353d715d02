"""The directory in one piece: whole, in order, not sent twice, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest

from solicitudes.models import Institucion
from tests.api.reparto import AHORA, Reparto, load_instituciones
from tests.api.test_costo import Contar

ARCHIVOS = ("instituciones/directorio.csv", "instituciones/directorio.json")


def read_tabla(contenido: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(contenido.decode())))


def test_both_forms_say_what_the_list_says(reparto: Reparto) -> None:
    load_instituciones("MUNI-0101", "MUNI-0102")
    lista = reparto.nadie.get("instituciones/", {"limite": 100}).json()["results"]
    tabla, arbol = (reparto.nadie.get(ruta) for ruta in ARCHIVOS)
    assert json.loads(arbol.getvalue()) == lista
    assert [fila | {"materias": "; ".join(fila["materias"])} for fila in lista] == read_tabla(tabla.getvalue())
    assert (tabla.headers["Content-Type"], arbol.headers["Content-Type"]) == ("text/csv; charset=utf-8", "application/json")
    assert tabla.headers["Content-Disposition"] == 'attachment; filename="directorio.csv"'


@pytest.mark.parametrize("ruta", ARCHIVOS)
def test_what_has_not_changed_is_not_sent_again(reparto: Reparto, ruta: str) -> None:
    etag = reparto.nadie.get(ruta).headers["ETag"]
    repetida = reparto.nadie.get(ruta, **{"If-None-Match": etag})
    assert (repetida.status_code, repetida.content, repetida.headers["ETag"]) == (304, b"", etag)
    assert repetida.headers["Cache-Control"] == "public, max-age=300"
    Institucion.objects.filter(codigo="MSPAS").update(siglas="OTRAS")
    assert reparto.nadie.get(ruta, **{"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("ruta", ARCHIVOS)
@pytest.mark.parametrize("acepta", ["text/csv", "application/json", "text/html", "*/*"])
def test_the_address_says_the_form(reparto: Reparto, ruta: str, acepta: str) -> None:
    assert reparto.nadie.get(ruta, Accept=acepta).status_code == 200


def test_a_closed_body_is_not_there(reparto: Reparto) -> None:
    Institucion.objects.filter(codigo="MINEDUC").update(activa=False, fecha_cierre=AHORA.date())
    assert {fila["codigo"] for fila in read_tabla(reparto.nadie.get(ARCHIVOS[0]).getvalue())} == {"MINFIN", "MSPAS"}


@pytest.mark.parametrize("texto", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_name_is_never_a_formula(reparto: Reparto, texto: str) -> None:
    Institucion.objects.filter(codigo="MSPAS").update(siglas=texto)
    assert {f["codigo"]: f["siglas"] for f in read_tabla(reparto.nadie.get(ARCHIVOS[0]).getvalue())}["MSPAS"] == f"'{texto}"


@pytest.mark.parametrize("ruta", ARCHIVOS)
def test_an_empty_directory_is_a_file_as_well(reparto: Reparto, ruta: str) -> None:
    Institucion.objects.update(activa=False, fecha_cierre=AHORA.date())
    contenido = reparto.nadie.get(ruta).getvalue()
    assert contenido in (b"[]", b"codigo,nombre,nombre_distinguible,siglas,tipo,departamento,municipio,materias\r\n")


@pytest.mark.parametrize("ruta", ARCHIVOS)
def test_it_costs_one_query(reparto: Reparto, queries: Contar, ruta: str) -> None:
    with queries() as hechas:
        reparto.nadie.get(ruta).getvalue()
    assert len(hechas) == 1
