"""The templates of an institution: added, changed, put away; by its own people alone."""

from __future__ import annotations

import pytest
from django.test import Client

from solicitudes.models import PlantillaResolucion
from tests.elenco import Elenco
from tests.portal.oficina.conftest import sign_in
from tests.portal.paginas import leer

DATOS = {
    "nombre": "Inexistencia",
    "sentido": "inexistencia",
    "respuesta": "No existe.",
    "motivacion": "Se buscó en el archivo.",
    "fundamento": "LAIP art. 42\n\n LAIP art. 45 ",
}


def una_plantilla(elenco: Elenco, **datos: str) -> PlantillaResolucion:
    return PlantillaResolucion.objects.create(
        institucion=elenco.salud, **({"nombre": "Nóminas", "sentido": "entrega_total", "respuesta": "Se entrega."} | datos)
    )


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa"])
def test_officer_and_head_add_a_template(elenco: Elenco, quien: str) -> None:
    cliente = sign_in(Client(), getattr(elenco, quien))
    respuesta = cliente.post("/oficina/plantillas/nueva/", DATOS, follow=True)
    plantilla = PlantillaResolucion.objects.get()
    assert plantilla.institucion == elenco.salud and plantilla.activa
    assert plantilla.fundamento == ["LAIP art. 42", "LAIP art. 45"]
    assert "Plantilla guardada." in leer(respuesta) and "Inexistencia" in leer(respuesta)


@pytest.mark.parametrize("quien", ["el_firmante", "el_enlace", "el_regulador", "la_administradora"])
@pytest.mark.parametrize("ruta", ["plantillas/", "plantillas/nueva/"])
def test_other_offices_do_not_enter(elenco: Elenco, quien: str, ruta: str) -> None:
    cliente = sign_in(Client(), getattr(elenco, quien))
    assert cliente.get(f"/oficina/{ruta}").status_code == 403
    assert cliente.post("/oficina/plantillas/nueva/", DATOS).status_code == 403
    assert not PlantillaResolucion.objects.exists()


def test_a_template_of_another_institution_does_not_exist(elenco: Elenco) -> None:
    propia = una_plantilla(elenco)
    cliente = sign_in(Client(), elenco.una_extrana)
    assert "Nóminas" not in leer(cliente.get("/oficina/plantillas/"))
    assert cliente.get(f"/oficina/plantillas/{propia.pk}/").status_code == 404
    assert cliente.post(f"/oficina/plantillas/{propia.pk}/", DATOS).status_code == 404
    assert cliente.post(f"/oficina/plantillas/{propia.pk}/activa/", {"activa": "0"}).status_code == 404
    propia.refresh_from_db()
    assert propia.nombre == "Nóminas" and propia.activa


def test_a_template_is_changed_and_put_away_and_taken_out_again(elenco: Elenco) -> None:
    plantilla = una_plantilla(elenco)
    cliente = sign_in(Client(), elenco.la_oficial)
    assert "Se entrega." in cliente.get(f"/oficina/plantillas/{plantilla.pk}/").content.decode()
    cliente.post(f"/oficina/plantillas/{plantilla.pk}/", DATOS)
    for activa in ("0", "1"):
        cliente.post(f"/oficina/plantillas/{plantilla.pk}/activa/", {"activa": activa})
        plantilla.refresh_from_db()
        assert plantilla.activa is (activa == "1") and plantilla.nombre == "Inexistencia"


@pytest.mark.parametrize(
    ("cambios", "campo", "dicho"),
    [
        ({"nombre": ""}, "nombre", "Ponga un nombre"),
        ({"nombre": "Nóminas"}, "nombre", "Ya hay una plantilla llamada «Nóminas»"),
        ({"sentido": "otro"}, "sentido", "Elija uno de los sentidos"),
        ({"respuesta": " "}, "respuesta", "Escriba el texto"),
        ({"fundamento": "x\n" * 31}, "fundamento", "Caben 30"),
    ],
)
def test_a_template_that_lacks_something_says_what_and_keeps_the_rest(
    elenco: Elenco, cambios: dict[str, str], campo: str, dicho: str
) -> None:
    una_plantilla(elenco)
    respuesta = sign_in(Client(), elenco.la_oficial).post("/oficina/plantillas/nueva/", DATOS | cambios)
    cuerpo = respuesta.content.decode()
    assert dicho in leer(respuesta) and f'id="id_{campo}_error"' in cuerpo and "Se buscó en el archivo." in cuerpo
    assert PlantillaResolucion.objects.count() == 1


def test_the_list_takes_five_queries_for_any_number(elenco: Elenco, django_assert_max_num_queries) -> None:
    for numero in range(12):
        una_plantilla(elenco, nombre=f"Plantilla {numero}")
    cliente = sign_in(Client(), elenco.la_oficial)
    with django_assert_max_num_queries(5):
        assert "Plantilla 11" in leer(cliente.get("/oficina/plantillas/"))


def test_what_a_template_says_is_text_and_never_code(elenco: Elenco) -> None:
    cliente = sign_in(Client(), elenco.la_oficial)
    cliente.post("/oficina/plantillas/nueva/", DATOS | {"respuesta": "{% load x %}{{ 7 }}<b>hola</b>"})
    cuerpo = cliente.get(f"/oficina/plantillas/{PlantillaResolucion.objects.get().pk}/").content.decode()
    assert "{% load x %}{{ 7 }}&lt;b&gt;hola&lt;/b&gt;" in cuerpo
