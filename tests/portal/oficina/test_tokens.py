"""The page where she gives tokens to her programs: shown once, listed, revoked; the administration sees how many and ends them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from solicitudes.models import ActoAdministrativo, TokenPersonal
from tests.elenco import Elenco
from tests.portal.oficina.conftest import sign_in
from tests.portal.oficina.test_cuenta import Abrir, abrir  # noqa: F401 - a fixture
from tests.portal.paginas import leer

PAGINA = "/oficina/cuenta/tokens/"
DATOS = {"nombre": "Tablero", "alcances": ["solicitudes:leer"], "dias": "30"}


def test_she_makes_one_reads_it_once_and_revokes_it(elenco: Elenco, abrir: Abrir) -> None:  # noqa: F811
    cliente = abrir(elenco.la_oficial)
    assert "No tiene ninguno" in leer(cliente.get(PAGINA))
    formulario = leer(cliente.get(f"{PAGINA}nuevo/"))
    assert "Hacer los actos de sus cargos, menos los de firmar y decidir" in formulario and "estadísticas" not in formulario
    respuesta = cliente.post(f"{PAGINA}nuevo/", DATOS)
    secreto = re.search(r"sip_\w{8}_[\w-]{43}", respuesta.content.decode())
    assert secreto and "no-store" in respuesta.headers["Cache-Control"]
    headers = {"Authorization": f"Bearer {secreto[0]}"}
    assert Client().get("/api/v1/solicitudes/", headers=headers).status_code == 200
    lista = cliente.get(PAGINA)
    assert "Tablero" in leer(lista) and secreto[0] not in lista.content.decode()
    cual = TokenPersonal.objects.get().pk
    assert "ya no abre nada" in leer(cliente.post(f"{PAGINA}{cual}/revocar/", follow=True))
    assert Client().get("/api/v1/solicitudes/", headers=headers).status_code == 401
    assert [a.accion for a in ActoAdministrativo.objects.order_by("pk")] == ["crear_token", "revocar_token"]


def test_sending_the_form_twice_makes_one(elenco: Elenco, abrir: Abrir) -> None:  # noqa: F811
    cliente = abrir(elenco.la_oficial)
    cliente.post(f"{PAGINA}nuevo/", DATOS)
    assert "Dele otro nombre" in leer(cliente.post(f"{PAGINA}nuevo/", DATOS))
    assert TokenPersonal.objects.count() == 1


@pytest.mark.parametrize(("cambio", "dicho"), [({"nombre": ""}, "Escriba para qué es"), ({"alcances": []}, "Elija al menos una cosa")])
def test_what_is_missing_is_said_at_its_field(elenco: Elenco, abrir: Abrir, cambio: dict[str, object], dicho: str) -> None:  # noqa: F811
    texto = leer(abrir(elenco.la_oficial).post(f"{PAGINA}nuevo/", DATOS | cambio))
    assert texto.count(dicho) == 2 and not TokenPersonal.objects.exists()


def test_a_session_left_open_proves_who_she_is_before_she_makes_one(elenco: Elenco, client: Client) -> None:
    sesion = sign_in(client, elenco.la_oficial)
    persona = TokenPersonal.persona.field.related_model.objects.get(pk=elenco.la_oficial.persona_id)
    persona.set_password("una clave larga de prueba")
    persona.save()
    sesion = sign_in(Client(), elenco.la_oficial)
    assert sesion.get(f"{PAGINA}nuevo/").headers["Location"].startswith("/cuentas/reauthenticate/")
    assert sesion.post(f"{PAGINA}nuevo/", DATOS).headers["Location"].startswith("/cuentas/reauthenticate/")
    assert not TokenPersonal.objects.exists()


def test_whoever_acts_in_person_alone_is_told_so(elenco: Elenco, client: Client) -> None:
    assert "se hace en persona" in leer(sign_in(client, elenco.la_administradora).get(PAGINA))


def test_nobody_touches_those_of_somebody_else(elenco: Elenco, abrir: Abrir) -> None:  # noqa: F811
    abrir(elenco.la_oficial).post(f"{PAGINA}nuevo/", DATOS)
    otra = abrir(elenco.la_jefa)
    assert "No tiene ninguno" in leer(otra.get(PAGINA))
    assert otra.post(f"{PAGINA}{TokenPersonal.objects.get().pk}/revocar/").status_code == 404
    assert TokenPersonal.objects.get().fecha_hora_revocado is None


def test_the_administration_ends_them_all(elenco: Elenco, abrir: Abrir, client: Client) -> None:  # noqa: F811
    abrir(elenco.la_oficial).post(f"{PAGINA}nuevo/", DATOS)
    pagina = f"/oficina/administracion/personas/{elenco.la_oficial.persona_id}/"
    administradora = sign_in(client, elenco.la_administradora)
    assert "Revocar todos sus tokens" in leer(administradora.get(pagina))
    assert "Se revocó 1 token" in leer(administradora.post(f"{pagina}tokens/", follow=True))
    assert "Revocar todos sus tokens" not in leer(administradora.get(pagina))
    assert abrir(elenco.la_autoridad).post(f"{pagina}tokens/").status_code == 403


def test_it_costs_the_same_however_many(elenco: Elenco, abrir: Abrir, django_assert_num_queries) -> None:  # noqa: F811
    cliente = abrir(elenco.la_oficial)
    for cuantos in (1, 3):
        while TokenPersonal.objects.count() < cuantos:
            cliente.post(f"{PAGINA}nuevo/", DATOS | {"nombre": str(TokenPersonal.objects.count())})
        with django_assert_num_queries(4):
            cliente.get(PAGINA)
