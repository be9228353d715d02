"""manage.py clientes and the administrator's page: a secret shown once, a client revoked."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from solicitudes.models import Cliente, Persona
from tests.elenco import Elenco

pytestmark = pytest.mark.django_db


def run(*orden: str) -> str:
    salida = StringIO()
    call_command("clientes", *orden, stdout=salida)
    return salida.getvalue()


def ask(identificador: str, secreto: str) -> int:
    datos = {"grant_type": "client_credentials", "client_id": identificador, "client_secret": secreto}
    return Client().post("/oauth/token/", datos).status_code


def read_secreto(texto: str) -> str:
    return re.search(r"(?:client_secret|secreto) +([\w-]{43})", texto)[1]


def test_crear_rotar_listar_revocar() -> None:
    texto = run("crear", "Portal del Lago", "--alcance", "solicitudes:leer", "--alcance", "eventos:recibir")
    identificador = re.search(r"client_id +(\S+)", texto)[1]
    assert ask(identificador, read_secreto(texto)) == 200
    nuevo = run("rotar", identificador, "--dias", "3")
    assert "3 días" in nuevo
    assert (ask(identificador, read_secreto(texto)), ask(identificador, read_secreto(nuevo))) == (200, 200)
    assert re.search(rf"{identificador}  Portal del Lago  portal  activo  solicitudes:leer eventos:recibir", run("listar"))
    assert "ya no puede entrar" in run("revocar", identificador)
    assert (ask(identificador, read_secreto(texto)), ask(identificador, read_secreto(nuevo))) == (401, 401)
    assert "revocado" in run("listar")


def test_crear_the_system_of_an_institution(elenco: Elenco) -> None:
    orden = ["crear", "Sistema", "--alcance", "solicitudes:actuar", "--institucion", "MSPAS", "--responsable", "la_oficial"]
    assert "client_secret" in run(*orden)
    assert Cliente.objects.get().responsable.username == "la_oficial"


@pytest.mark.parametrize(
    ("orden", "queja"),
    [
        (["crear", "X"], "al menos un alcance"),
        (["crear", "X", "--alcance", "todo"], "No existe el alcance todo"),
        (["crear", "X", "--alcance", "solicitudes:actuar"], "persona oficial"),
        (["crear", "X", "--alcance", "solicitudes:leer", "--institucion", "NADA"], "NADA"),
        (["rotar", "nadie"], "nadie"),
        (["revocar", "nadie"], "nadie"),
    ],
)
def test_clientes_says_what_is_wrong(orden: list[str], queja: str) -> None:
    with pytest.raises(CommandError, match=queja):
        run(*orden)


@pytest.fixture
def personal(db: None) -> Client:
    cliente = Client()
    persona = Persona.objects.create_superuser("personal", "personal@sitio.example")
    cliente.force_login(persona, backend="django.contrib.auth.backends.ModelBackend")
    return cliente


def test_administrator_accredits_and_sees_the_secret_once(personal: Client) -> None:
    datos = {"nombre": "Portal del Lago", "alcances": ["solicitudes:leer"]}
    pagina = personal.post("/admin/solicitudes/cliente/add/", datos, follow=True).content.decode()
    cliente = Cliente.objects.get()
    assert ask(cliente.identificador, read_secreto(pagina)) == 200
    assert read_secreto(pagina) not in personal.get(f"/admin/solicitudes/cliente/{cliente.pk}/change/").content.decode()


def test_administrator_rotates_and_revokes(personal: Client) -> None:
    run("crear", "Portal del Lago", "--alcance", "solicitudes:leer")
    cliente = Cliente.objects.get()

    def act(accion: str) -> str:
        datos = {"action": accion, "_selected_action": [cliente.pk]}
        return personal.post("/admin/solicitudes/cliente/", datos, follow=True).content.decode()

    secreto = read_secreto(act("rotar"))
    assert ask(cliente.identificador, secreto) == 200
    assert "ya no puede entrar" in act("revocar")
    assert ask(cliente.identificador, secreto) == 401
    assert "fue revocado" in act("revocar") and "fue revocado" in act("rotar")


def test_administrator_is_told_what_is_missing(personal: Client) -> None:
    pagina = personal.post("/admin/solicitudes/cliente/add/", {"nombre": "X", "alcances": ["solicitudes:actuar"]}).content.decode()
    assert "persona oficial" in pagina
    assert not Cliente.objects.exists()


@pytest.mark.parametrize("tabla", ["client", "token"])
def test_the_tables_of_allauth_are_put_away(personal: Client, tabla: str) -> None:
    assert personal.get(f"/admin/allauth_idp_oidc/{tabla}/").status_code == 404
