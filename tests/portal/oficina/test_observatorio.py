"""The regulator's pages: every number, no name, no word that anybody wrote, and no power."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from config import reloj
from solicitudes.directorio import close_institucion
from tests.elenco import CORREO, DESCRIPCION, NOMBRE, Caso, Elenco, cuando, un_expediente
from tests.portal.oficina.conftest import Sesion
from tests.portal.paginas import leer

AHORA = cuando(3, 25)
RUTAS = (
    "/oficina/instituciones/",
    "/oficina/instituciones.csv",
    "/oficina/instituciones/MSPAS/",
    "/oficina/instituciones/MSPAS/expedientes.csv",
    "/oficina/instituciones/MSPAS/respuestas/",
    "/oficina/instituciones/MSPAS/respuestas.csv",
)
PREGUNTA = "¿Incluye las donaciones?"


@pytest.fixture
def regulador(client: Client, elenco: Elenco, sesion: Sesion) -> Client:
    return sesion(client, elenco.el_regulador)


@pytest.fixture
def casos(elenco: Elenco) -> list[Caso]:
    """In silence and appealed, answered, being clarified."""
    vencida = un_expediente(elenco, "vencida")
    vencida.hacer("interponer_recurso")
    return [vencida, un_expediente(elenco, "resuelta"), un_expediente(elenco, "en_aclaracion")]


def get(cliente: Client, ruta: str):
    with reloj.detenido_en(AHORA):
        return cliente.get(ruta)


def body_of(respuesta) -> str:
    return respuesta.getvalue().decode()


@pytest.mark.parametrize("ruta", RUTAS)
def test_no_page_holds_personal_data_nor_what_people_wrote(regulador: Client, casos: list[Caso], ruta: str) -> None:
    respuesta = get(regulador, ruta)
    cuerpo = body_of(respuesta)
    assert respuesta.status_code == 200 and "MSPAS" in cuerpo
    for secreto in (NOMBRE, CORREO, DESCRIPCION, PREGUNTA, "listado completo", "la_oficial", "oficina.example"):
        assert secreto not in cuerpo


@pytest.mark.parametrize("ruta", RUTAS)
@pytest.mark.parametrize("quien", ["la_oficial", "la_autoridad", "el_enlace", "la_administradora"])
def test_it_is_the_regulators_alone(client: Client, elenco: Elenco, sesion: Sesion, quien: str, ruta: str) -> None:
    assert sesion(client, getattr(elenco, quien)).get(ruta).status_code == 403


@pytest.mark.parametrize("ruta", RUTAS)
def test_nobody_signed_in_is_sent_to_sign_in(client: Client, elenco: Elenco, ruta: str) -> None:
    assert client.get(ruta).headers["Location"] == f"/cuentas/login/?next={ruta}"


@pytest.mark.parametrize("ruta", RUTAS)
def test_nothing_is_posted(regulador: Client, ruta: str) -> None:
    assert regulador.post(ruta).status_code == 405


@pytest.mark.parametrize("ruta", RUTAS)
def test_it_costs_the_same_however_many_cases(
    regulador: Client, elenco: Elenco, casos: list[Caso], ruta: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(8) as antes:
        body_of(get(regulador, ruta))
    for _ in range(3):
        un_expediente(elenco, "resuelta")
    with django_assert_max_num_queries(len(antes)):
        body_of(get(regulador, ruta))


def test_the_list_says_who_is_late(regulador: Client, casos: list[Caso]) -> None:
    texto = leer(get(regulador, "/oficina/instituciones/?orden=-en_silencio"))
    assert texto.index("Ministerio de Salud") < texto.index("Ministerio de Educación")
    assert "50 %" in texto and "3 instituciones" in texto


def test_what_is_late_comes_first_unless_asked_otherwise(regulador: Client, casos: list[Caso]) -> None:
    tarde = leer(get(regulador, "/oficina/instituciones/"))
    assert tarde.index("Ministerio de Salud") < tarde.index("Ministerio de Educación")
    dicho = get(regulador, "/oficina/instituciones/?orden=-fuera_de_plazo")
    assert leer(dicho).index("Ministerio de Salud") < leer(dicho).index("Ministerio de Educación")
    assert "instituciones.csv?" not in body_of(dicho)  # said or not, it is no filter
    nombre = leer(get(regulador, "/oficina/instituciones/?orden=nombre"))
    assert nombre.index("Ministerio de Educación") < nombre.index("Ministerio de Salud")


def test_filters_and_order_stay_in_the_address(regulador: Client, casos: list[Caso]) -> None:
    cuerpo = body_of(get(regulador, "/oficina/instituciones/?buscar=salud&orden=-mediana&atrasadas=on"))
    assert 'value="-mediana" selected' in cuerpo and 'value="salud"' in cuerpo
    assert "/oficina/instituciones.csv?buscar=salud&amp;orden=-mediana&amp;atrasadas=True" in cuerpo
    assert "1 institución" in leer(get(regulador, "/oficina/instituciones/?atrasadas=on"))
    assert "Ninguna cumple" in leer(get(regulador, "/oficina/instituciones/?buscar=zzz"))


@pytest.mark.parametrize("consulta", ["orden=folio", "departamento=Narnia", "pagina=x", "pagina=999", "buscar=%27%3C", "atrasadas=x"])
def test_nonsense_in_the_address_is_as_if_nobody_asked(regulador: Client, casos: list[Caso], consulta: str) -> None:
    assert get(regulador, f"/oficina/instituciones/?{consulta}").status_code == 200


@pytest.mark.parametrize(("cuales", "cuantas"), [("", 3), ("abiertas", 2), ("silencio", 1), ("respondidas", 1), ("recursos", 1), ("x", 3)])
def test_one_institution_lists_its_cases(regulador: Client, casos: list[Caso], cuales: str, cuantas: int) -> None:
    texto = leer(get(regulador, f"/oficina/instituciones/MSPAS/?cuales={cuales}"))
    assert f"{cuantas} expediente" in texto


def test_a_case_says_its_dates_state_and_sense(regulador: Client, casos: list[Caso]) -> None:
    texto = leer(get(regulador, "/oficina/instituciones/MSPAS/"))
    assert "02/03/2026" in texto and "16/03/2026 Tarde" in texto and "Vencida sin respuesta" in texto
    assert "10/03/2026: Se entrega la información solicitada" in texto and "Interpuesto" in texto


def test_an_institution_that_never_was_is_not_found(regulador: Client) -> None:
    assert regulador.get("/oficina/instituciones/NADA/").status_code == 404


def test_the_sheet_has_the_same_cases_and_no_formula(regulador: Client, elenco: Elenco, casos: list[Caso]) -> None:
    filas = list(csv.DictReader(io.StringIO(body_of(get(regulador, "/oficina/instituciones/MSPAS/expedientes.csv")).lstrip("\ufeff"))))
    assert {fila["Folio"] for fila in filas} == {caso.folio for caso in casos}
    assert [fila["Fuera de plazo"] for fila in filas].count("sí") == 1
    elenco.salud.nombre = "=HYPERLINK(1)"
    elenco.salud.save()
    assert "'=HYPERLINK(1)" in body_of(get(regulador, "/oficina/instituciones.csv"))


def test_an_institution_that_closed_stays_while_it_has_cases(regulador: Client, elenco: Elenco, casos: list[Caso]) -> None:
    close_institucion(elenco.salud, ahora=cuando(3, 20), motivo="fusión")
    close_institucion(elenco.xela, ahora=cuando(3, 20), motivo="fusión")
    texto = leer(get(regulador, "/oficina/instituciones/"))
    assert "Ministerio de Salud" in texto and "Quetzaltenango" not in texto.replace("Quetzaltenango Ordenar", "")
