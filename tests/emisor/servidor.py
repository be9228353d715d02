"""The directory made and served on a port of the loopback, and somebody's browser going from our portal to it and back."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from config.env import RAIZ
from tests.emisor.mentiras import FIRMAS, MENTIRAS, SECRETO
from tests.servicios import free_port, wait_until

CLAVE = "la clave de siempre"
#: The clients that it knows: one that is told the truth, and one for each lie.
CLIENTES = ("honesto", *MENTIRAS, *FIRMAS)
#: Who has an account there: her address, and whether the directory vouches for it.
CUENTAS = {
    "oficial": ("la_oficial@oficina.example", True),
    "jefa": ("la_jefa@oficina.example", False),
    "autoridad": ("LA_AUTORIDAD@Oficina.Example", True),
    "extrana": ("una_extrana@oficina.example", True),
    "regulador": ("el_regulador@oficina.example", True),
    "vecina": ("vecina@oficina.example", True),
    "fuera": ("el_firmante@correo.example", True),
    "nadie": ("nadie@oficina.example", True),
    "sin_correo": ("", False),
}

PREPARAR = f"""
from django.core.management import call_command
call_command("migrate", verbosity=0)
from allauth.account.models import EmailAddress
from allauth.idp.oidc.models import Client
from django.contrib.auth.models import User
for nombre, (correo, confirmado) in {CUENTAS!r}.items():
    quien = User.objects.create_user(nombre, correo, {CLAVE!r})
    if correo:
        EmailAddress.objects.create(user=quien, email=correo, verified=confirmado, primary=True)
for nombre in {CLIENTES!r}:
    cliente = Client(id=nombre, name=nombre, skip_consent=True, scopes="openid\\nprofile\\nemail")
    cliente.redirect_uris = f"http://127.0.0.1:8000/cuentas/institucion/{{nombre}}/"
    cliente.set_secret({SECRETO!r})
    cliente.save()
"""


@dataclass(frozen=True, slots=True)
class DirectorioDePruebas:
    """Where it listens, and the folder of its database."""

    url: str
    carpeta: Path

    def send_back_to(self, direccion: str, *, cliente: str = "honesto") -> None:
        """Let a client return to another address than that of the tests without a server."""
        with sqlite3.connect(self.carpeta / "emisor.sqlite3") as base:
            base.execute("UPDATE allauth_idp_oidc_client SET redirect_uris = redirect_uris || ? WHERE id = ?", (f"\n{direccion}", cliente))


@contextmanager
def open_directorio(carpeta: Path) -> Iterator[DirectorioDePruebas]:
    """A directory that answers until the block ends."""
    llave = rsa.generate_private_key(65537, 2048)
    pem = llave.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (carpeta / "llave.pem").write_bytes(pem)
    entorno = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.emisor.settings", "CARPETA_DEL_EMISOR": str(carpeta)}
    guion = [sys.executable, "-c", f"import django; django.setup()\n{PREPARAR}"]
    hecho = subprocess.run(guion, cwd=RAIZ, env=entorno, capture_output=True, text=True, check=False, timeout=120)
    assert hecho.returncode == 0, hecho.stderr
    puerto = free_port()
    servidor = DirectorioDePruebas(f"http://127.0.0.1:{puerto}", carpeta)
    orden = ["-m", "granian", "--interface", "wsgi", "--port", str(puerto), "--blocking-threads", "4", "tests.emisor.wsgi:application"]
    with (carpeta / "emisor.log").open("wb") as registro:
        proceso = subprocess.Popen([sys.executable, *orden], cwd=RAIZ, env=entorno, stdout=registro, stderr=registro)
    try:
        wait_until(lambda: _answers(servidor.url))
        yield servidor
    finally:
        proceso.send_signal(signal.SIGTERM)
        proceso.wait(timeout=15)


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/.well-known/openid-configuration", timeout=5).ok
    except requests.RequestException:
        return False


class Navegador:
    """Somebody's browser: our portal by Django's client, the directory by HTTP, and the cookies of each."""

    def __init__(self, emisor: DirectorioDePruebas) -> None:
        self.portal = Client()
        self.afuera = requests.Session()
        self.emisor = emisor

    def leave(self, clave: str, **datos: str) -> str:
        """Press «Continuar»; the address to which the page leads."""
        respuesta = self.portal.post("/cuentas/institucion/", {"directorio": clave, **datos})
        assert respuesta.status_code == 200
        hallada = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', respuesta.content.decode())
        assert hallada
        return unescape(hallada[1])

    def identify(self, direccion: str, usuario: str) -> str:
        """Sign in there, as its page asks; the address to which the directory sends back."""
        pagina = self.afuera.get(direccion, timeout=10)
        ficha, siguiente = (re.search(rf'name="{campo}" value="([^"]+)"', pagina.text) for campo in ("csrfmiddlewaretoken", "next"))
        assert ficha and siguiente, pagina.text
        datos = {"csrfmiddlewaretoken": ficha[1], "login": usuario, "password": CLAVE, "next": unescape(siguiente[1])}
        dentro = self.afuera.post(pagina.url, data=datos, headers={"Referer": pagina.url}, allow_redirects=False, timeout=10)
        vuelta = self.afuera.get(urljoin(self.emisor.url, dentro.headers["Location"]), allow_redirects=False, timeout=10)
        assert vuelta.status_code == 302, vuelta.text
        return vuelta.headers["Location"]

    def come_back(self, direccion: str) -> Any:
        """Arrive at our portal by the address that the directory gave."""
        partes = urlsplit(direccion)
        return self.portal.get(f"{partes.path}?{partes.query}")

    def enter(self, usuario: str, *, clave: str = "honesto", **datos: str) -> Any:
        """The whole way."""
        salida = self.leave(clave, **datos)
        self.afuera.cookies.clear()  # whoever was signed in there before is no matter of this one
        return self.come_back(self.identify(salida, usuario))

    @property
    def quien(self) -> str | None:
        """The id of whoever is signed in at our portal."""
        return self.portal.session.get("_auth_user_id")


def read_pregunta(direccion: str) -> dict[str, str]:
    """What we ask of the directory, by name."""
    return {nombre: valores[0] for nombre, valores in parse_qs(urlsplit(direccion).query).items()}
