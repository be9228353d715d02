"""The pages of the directories of accounts: who enters, what each press does and tells, and at what cost."""

from __future__ import annotations

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from solicitudes.models import ActoAdministrativo, Emisor, IngresoPorEmisor
from solicitudes.services.emisores import read_secreto
from tests.elenco import LUNES, Elenco
from tests.emisor.casa import add_emisor
from tests.emisor.mentiras import SECRETO
from tests.emisor.servidor import DirectorioDePruebas
from tests.portal.oficina.conftest import Sesion
from tests.portal.paginas import leer

BASE = "/oficina/administracion/directorios/"


@pytest.fixture(autouse=True)
def _locales(settings) -> None:
    settings.EMISORES_LOCALES = True


@pytest.fixture
def administradora(elenco: Elenco, sesion: Sesion) -> Client:
    return sesion(Client(), elenco.la_administradora)


@pytest.fixture
def emisor(elenco: Elenco, directorio: DirectorioDePruebas) -> Emisor:
    return add_emisor(elenco.salud, directorio.url)


def build_datos(url: str, **cambios: str) -> dict[str, str]:
    datos = {"codigo": "MSPAS", "nombre": "Salud", "clave": "mspas", "url": url, "cliente_id": "honesto", "secreto": SECRETO}
    return datos | {"dominios": "oficina.example, salud.gob.gt", "acr": ""} | cambios


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_enlace", "el_regulador", "una_extrana"])
def test_only_the_administration_enters(client: Client, elenco: Elenco, sesion: Sesion, emisor: Emisor, quien: str) -> None:
    sesion(client, getattr(elenco, quien))
    for ruta in (BASE, f"{BASE}nuevo/", f"{BASE}{emisor.pk}/"):
        assert client.get(ruta).status_code == client.post(ruta).status_code == 403 or ruta == BASE
    assert client.post(f"{BASE}{emisor.pk}/desactivar/").status_code == 403
    assert Emisor.objects.get().activo


def test_registered_by_the_page_with_the_address_of_return_on_view(administradora: Client, directorio: DirectorioDePruebas) -> None:
    assert "http://127.0.0.1:8000/cuentas/institucion/…/" in leer(administradora.get(f"{BASE}nuevo/"))
    respuesta = administradora.post(f"{BASE}nuevo/", build_datos(directorio.url), follow=True)
    pagina = leer(respuesta)
    assert "El directorio respondió y quedó registrado" in pagina
    assert "http://127.0.0.1:8000/cuentas/institucion/mspas/" in pagina
    assert SECRETO not in respuesta.content.decode() and "Guardado aquí, cifrado" in pagina
    assert Emisor.objects.get().dominios == ["oficina.example", "salud.gob.gt"]
    assert "Registró un directorio de cuentas" in leer(administradora.get("/oficina/administracion/actos/"))
    assert "Salud" in leer(administradora.get(BASE))


def test_what_is_refused_is_told_and_nothing_typed_is_lost_but_the_secret(administradora: Client, directorio: DirectorioDePruebas) -> None:
    respuesta = administradora.post(f"{BASE}nuevo/", build_datos(f"{directorio.url}/impostor"))
    assert "Dice ser otro emisor" in leer(respuesta) and 'value="mspas"' in respuesta.content.decode()
    assert SECRETO not in respuesta.content.decode()
    vacio = leer(administradora.post(f"{BASE}nuevo/", {}))
    assert all(falta in vacio for falta in ("Escriba el código", "Escriba la clave", "Escriba la dirección", "Escriba al menos un dominio"))
    assert not Emisor.objects.exists()


def test_changed_rotated_tried_and_switched(administradora: Client, emisor: Emisor) -> None:
    ruta = f"{BASE}{emisor.pk}/"
    datos = {"que": "cambiar", "nombre": "Salud", "dominios": "salud.gob.gt", "fia_segundo_factor": "on", "acr": "nivel-2"}
    assert "quedó cambiado" in leer(administradora.post(ruta, datos, follow=True))
    assert "secreto nuevo" in leer(administradora.post(ruta, {"que": "rotar", "secreto": "otro"}, follow=True))
    emisor.refresh_from_db()
    assert (emisor.dominios, emisor.acr, read_secreto(emisor)) == (["salud.gob.gt"], "nivel-2", "otro")
    assert "responde como debe" in leer(administradora.post(f"{ruta}probar/", follow=True))
    assert "Nadie más entra" in leer(administradora.post(f"{ruta}desactivar/", follow=True))
    assert "Se vuelve a entrar" in leer(administradora.post(f"{ruta}reactivar/", follow=True))
    assert "Escriba el secreto" in leer(administradora.post(ruta, {"que": "rotar", "secreto": ""}))
    assert administradora.post(f"{ruta}otra/").status_code == 404
    assert administradora.get(f"{ruta}desactivar/").status_code == 302 and Emisor.objects.get().activo


def test_one_that_does_not_answer_says_why(administradora: Client, emisor: Emisor) -> None:
    Emisor.objects.update(url=f"{emisor.url}/impostor")
    respuesta = administradora.post(f"{BASE}{emisor.pk}/probar/")
    assert "Dice ser otro emisor: https://otro.example" in leer(respuesta)


def test_who_came_in_and_who_was_turned_away(administradora: Client, elenco: Elenco, emisor: Emisor, django_assert_num_queries) -> None:
    ruta = f"{BASE}{emisor.pk}/"
    administradora.get(ruta)
    for _ in range(2):
        IngresoPorEmisor.objects.create(emisor=emisor, resultado="sin-cargo-aqui", fecha_hora=LUNES)
        IngresoPorEmisor.objects.create(
            emisor=emisor, persona_id=elenco.la_oficial.persona_id, resultado="admitido", segundo_factor=True, fecha_hora=LUNES
        )
        with django_assert_num_queries(5):
            pagina = leer(administradora.get(ruta))
    assert "Alguien sin cuenta aquí Su cuenta no tiene cargo aquí" in pagina
    assert "la_oficial Entró, con segundo factor" in pagina


def test_the_list_costs_the_same_however_many(administradora: Client, elenco: Elenco, django_assert_num_queries) -> None:
    for n in range(3):
        add_emisor(elenco.salud, "https://entra.example", f"n-{n}")
        with django_assert_num_queries(5):
            administradora.get(BASE)


def test_somebody_is_unbound_from_her_page_by_the_administration_alone(
    administradora: Client, elenco: Elenco, sesion: Sesion, emisor: Emisor
) -> None:
    ligadura = SocialAccount.objects.create(user_id=elenco.la_oficial.persona_id, provider="honesto", uid="1")
    persona = f"/oficina/administracion/personas/{elenco.la_oficial.persona_id}/"
    autoridad = sesion(Client(), elenco.la_autoridad)
    assert "Ministerio de Salud" in leer(autoridad.get(persona)) and "Desligarla" not in leer(autoridad.get(persona))
    assert autoridad.post(f"{persona}ligaduras/{ligadura.pk}/desligar/").status_code == 403
    assert "Desligarla" in leer(administradora.get(persona))
    assert "quedó desligada" in leer(administradora.post(f"{persona}ligaduras/{ligadura.pk}/desligar/", follow=True))
    assert not SocialAccount.objects.exists()
    assert ActoAdministrativo.objects.get().accion == "desligar"


def test_the_first_page_of_the_administration_leads_there(administradora: Client, elenco: Elenco, sesion: Sesion) -> None:
    assert BASE in administradora.get("/oficina/administracion/").content.decode()
    assert BASE not in sesion(Client(), elenco.la_autoridad).get("/oficina/administracion/", follow=True).content.decode()
