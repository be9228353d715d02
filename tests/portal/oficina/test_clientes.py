"""The administrator's pages of the portals and systems that use the API: accredited, changed, rotated, suspended, revoked, looked after."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from solicitudes.models import ActoAdministrativo, Cliente, EncargadoDeCliente, Persona
from solicitudes.services.clientes import acreditar
from solicitudes.services.encargados import encargar, relevar
from tests.elenco import LUNES, Elenco, refused
from tests.portal.oficina.conftest import sign_in
from tests.portal.paginas import leer

PAGINA = "/oficina/administracion/clientes/"
DATOS: dict[str, Any] = {
    "nombre": "Portal del Lago",
    "alcances": ["solicitudes:presentar", "solicitudes:leer"],
    "correo": "lago@portal.example",
}
NUEVA = {"correo": "ines@portal.example", "nombres": "Inés", "apellidos": "Lago"}


@pytest.fixture
def oficina(client: Client, elenco: Elenco) -> Client:
    return sign_in(client, elenco.la_administradora)


@pytest.fixture
def lago(elenco: Elenco) -> tuple[str, str]:
    """`client_id` and secret of a portal."""
    cliente, secreto = acreditar(nombre="Portal del Lago", alcances=DATOS["alcances"], ahora=LUNES)
    return cliente.identificador, secreto


def read_secreto(respuesta: HttpResponse) -> str:
    hallado = re.search(r"client_secret</dt><dd[^>]*><code>([\w-]{43})</code>", respuesta.content.decode())
    assert hallado, leer(respuesta)
    return hallado[1]


def ask(identificador: str, secreto: str) -> HttpResponse:
    datos = {"grant_type": "client_credentials", "client_id": identificador, "client_secret": secreto}
    return Client().post("/oauth/token/", datos)


def call(token: str) -> HttpResponse:
    return Client().get("/api/v1/solicitudes/", headers={"Authorization": f"Bearer {token}"})


def test_she_accredits_a_portal_and_its_secret_opens_the_door(oficina: Client) -> None:
    assert "No hay ninguno" in leer(oficina.get(PAGINA))
    respuesta = oficina.post(f"{PAGINA}nuevo/", DATOS | {"cuota": "30"})
    secreto, cliente = read_secreto(respuesta), Cliente.objects.get()
    assert "no-store" in respuesta.headers["Cache-Control"]
    assert (cliente.correo, cliente.cuota) == ("lago@portal.example", 30)
    assert call(ask(cliente.identificador, secreto).json()["access_token"]).status_code == 200
    ficha = oficina.get(f"{PAGINA}{cliente.identificador}/")
    assert "Presentar solicitudes por una persona" in leer(ficha) and secreto not in ficha.content.decode()
    assert "Portal del Lago" in leer(oficina.get(PAGINA, {"buscar": "lago"})) and "No hay ninguno" in leer(
        oficina.get(PAGINA, {"buscar": "x"})
    )
    assert ActoAdministrativo.objects.get().accion == "acreditar"


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"nombre": ""}, "Escriba el nombre"),
        ({"alcances": []}, "Elija al menos una cosa"),
        ({"correo": "no-es"}, "Escriba una dirección"),
        ({"institucion": "NADIE"}, "No hay ninguna institución activa"),
        ({"institucion": "MSPAS", "responsable": "la_jefa@oficina.example"}, "no es oficial de información"),
        ({"institucion": "MINEDUC", "responsable": "la_oficial@oficina.example"}, "no es oficial de información"),
        ({"alcances": ["solicitudes:actuar"]}, "una persona oficial de ella que responda"),
        ({"cuota": "0"}, "mayor o igual a 1"),
    ],
)
def test_what_is_no_accreditation_is_told_at_its_field(oficina: Client, cambios: dict[str, Any], dicho: str) -> None:
    assert dicho in leer(oficina.post(f"{PAGINA}nuevo/", DATOS | cambios))
    assert not Cliente.objects.exists()


def test_a_change_holds_for_the_tokens_that_it_has(oficina: Client, lago: tuple[str, str]) -> None:
    token = ask(*lago).json()["access_token"]
    pagina = f"{PAGINA}{lago[0]}/cambiar/"
    assert 'value="Portal del Lago"' in oficina.get(pagina).content.decode()
    assert "rige desde ahora" in leer(oficina.post(pagina, DATOS | {"alcances": ["eventos:recibir"]}, follow=True))
    assert call(token).json()["codigo"] == "alcance-insuficiente"
    acto = ActoAdministrativo.objects.get(accion="cambiar_cliente")
    assert (acto.detalle["antes"]["alcances"], acto.detalle["despues"]["alcances"]) == (DATOS["alcances"], ["eventos:recibir"])


def test_she_gives_a_new_secret_with_overlap_or_at_once(oficina: Client, lago: tuple[str, str]) -> None:
    segundo = read_secreto(oficina.post(f"{PAGINA}{lago[0]}/rotar/"))
    assert [ask(lago[0], s).status_code for s in (lago[1], segundo)] == [200, 200]
    tercero = read_secreto(oficina.post(f"{PAGINA}{lago[0]}/rotar/", {"ya": "1"}))
    assert [ask(lago[0], s).status_code for s in (lago[1], segundo, tercero)] == [401, 401, 200]


def test_suspended_it_waits_outside_and_comes_back(oficina: Client, lago: tuple[str, str]) -> None:
    token = ask(*lago).json()["access_token"]
    for _ in range(2):
        assert "Suspendido" in leer(oficina.post(f"{PAGINA}{lago[0]}/suspender/", follow=True))
    respuesta = call(token)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "cliente-suspendido")
    assert ask(*lago).status_code == 401
    oficina.post(f"{PAGINA}{lago[0]}/readmitir/")
    assert call(token).status_code == 200
    assert [a.accion for a in ActoAdministrativo.objects.order_by("pk")] == ["suspender_cliente", "readmitir_cliente"]


def test_revoked_it_never_comes_back(oficina: Client, lago: tuple[str, str]) -> None:
    token = ask(*lago).json()["access_token"]
    assert "revocado para siempre" in leer(oficina.post(f"{PAGINA}{lago[0]}/revocar/", follow=True))
    assert call(token).status_code == 401
    for que in ("readmitir", "suspender", "rotar", "revocar"):
        assert oficina.post(f"{PAGINA}{lago[0]}/{que}/").status_code == 409


def test_she_puts_somebody_in_charge_and_relieves_her(oficina: Client, lago: tuple[str, str]) -> None:
    ficha = f"{PAGINA}{lago[0]}/"
    assert "diga el nombre y los apellidos" in leer(oficina.post(f"{ficha}encargar/", NUEVA | {"nombres": ""}))
    assert "Inés Lago ya puede ver cómo va" in leer(oficina.post(f"{ficha}encargar/", NUEVA, follow=True))
    assert "Ya puede entrar" in leer(oficina.post(f"{ficha}encargar/", NUEVA))
    ines = sign_in(Client(), Persona.objects.get(email=NUEVA["correo"]))
    assert "Portal del Lago" in leer(ines.get("/integraciones/")) and "a cargo" in leer(ines.get("/mi-cuenta/"))
    encargado = EncargadoDeCliente.objects.get()
    for estado in (200, 404):
        assert oficina.post(f"{ficha}relevar/", {"encargado": encargado.pk}, follow=True).status_code == estado
    assert ines.get(f"/integraciones/{lago[0]}/").status_code == 404


def test_in_charge_twice_or_never_is_refused(elenco: Elenco, lago: tuple[str, str]) -> None:
    comun: dict[str, Any] = {"identificador": lago[0], "actor": elenco.la_administradora, "ahora": LUNES}
    encargar(**NUEVA, **comun)
    with refused("encargado-repetido", 409):
        encargar(**NUEVA, **comun)
    with refused("encargado-no-encontrado", 404):
        relevar(encargado_id=0, **comun)


@pytest.mark.parametrize("quien", ["la_autoridad", "la_oficial", "el_regulador"])
def test_nobody_else_has_these_pages(elenco: Elenco, lago: tuple[str, str], quien: str) -> None:
    cliente = sign_in(Client(), getattr(elenco, quien))
    for hoja in ("", "nuevo/", f"{lago[0]}/", f"{lago[0]}/cambiar/", f"{lago[0]}/encargar/"):
        assert cliente.get(f"{PAGINA}{hoja}").status_code == 403
    for que in ("rotar", "suspender", "readmitir", "revocar", "relevar", "cambiar", "encargar"):
        assert cliente.post(f"{PAGINA}{lago[0]}/{que}/", DATOS | NUEVA).status_code == 403
    assert cliente.post(f"{PAGINA}nuevo/", DATOS).status_code == 403
    assert Cliente.objects.get().admitido and not ActoAdministrativo.objects.exists()


def test_what_does_not_exist_is_not_found(oficina: Client, lago: tuple[str, str]) -> None:
    for que in ("borrar", "relevar"):
        assert oficina.post(f"{PAGINA}{lago[0]}/{que}/").status_code == 404
    assert oficina.get(f"{PAGINA}nadie/").status_code == 404


def test_the_list_costs_the_same_for_any_number(oficina: Client, lago: tuple[str, str], django_assert_num_queries) -> None:
    with django_assert_num_queries(5):
        oficina.get(PAGINA)
    for n in range(3):
        acreditar(nombre=f"Otro {n}", alcances=["solicitudes:leer"], ahora=LUNES)
    with django_assert_num_queries(5):
        oficina.get(PAGINA)
