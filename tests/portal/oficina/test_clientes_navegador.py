"""The pages of portals and systems, and of rehearsals, in a real browser: axe, 360 and 1280 pixels, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from config import reloj
from documentos.models import Documento
from notifications.relevo import drenar
from solicitudes.models import EncargadoDeCliente, Persona
from solicitudes.services.clientes import acreditar, suspender
from solicitudes.services.conteo import Llamada, add_llamadas
from solicitudes.services.publicacion import publicar_eventos
from tests.elenco import LUNES, NOMBRE, Elenco
from tests.portal.conftest import Abrir
from tests.portal.oficina.conftest import Entrar
from tests.portal.test_pantallas import ANCHOS, ESQUEMAS, look, press
from tests.receptor import open_receptor

pytestmark = [pytest.mark.chromium, pytest.mark.lento, pytest.mark.django_db(transaction=True)]

ALCANCES = ("solicitudes:presentar", "solicitudes:leer", "solicitudes:actuar", "eventos:recibir")


class Sala:
    """A sandbox with a rehearsal, a subscription that fails, days of calls, and Inés in charge; a portal that is suspended."""

    def __init__(self, elenco: Elenco, url: str) -> None:
        self.fila, secreto = acreditar(
            nombre="Portal del Lago (pruebas)", alcances=ALCANCES, prueba=True, correo="lago@portal.example", ahora=LUNES
        )
        otro, _ = acreditar(nombre="Portal del Volcán", alcances=ALCANCES[:2], ahora=LUNES)
        suspender(identificador=otro.identificador, actor=elenco.la_administradora, ahora=LUNES)
        self.ines = Persona.objects.create_user("ines", "ines@portal.example", first_name="Inés", last_name="Lago")
        for cliente in (self.fila, otro):
            EncargadoDeCliente.objects.create(cliente=cliente, persona=self.ines, fecha_hora_desde=LUNES)
        datos = {"grant_type": "client_credentials", "client_id": self.fila.identificador, "client_secret": secreto}
        self.cabeceras = {"Authorization": f"Bearer {Client().post('/oauth/token/', datos).json()['access_token']}"}
        self.numero = self._post("suscripciones/", {"url": url})["id"]
        acuerdo = {"forma": "formulario", "fecha_hora": "2026-03-02T08:57:00-06:00"}
        quien = {"solicitante": {"nombre": NOMBRE}, "consentimiento": acuerdo}
        recibo = self._post("solicitudes/", {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", **quien})
        self.folio, self.clave = recibo["solicitudes"][0]["folio"], recibo["clave"]
        for n in range(9):
            dia = LUNES.date() - timedelta(days=n)
            add_llamadas({Llamada(self.fila.pk, dia, 200): 4120 - 371 * n, Llamada(self.fila.pk, dia, 422, "datos-invalidos"): 30 - n})

    def _post(self, ruta: str, datos: dict[str, object]) -> dict[str, object]:
        respuesta = Client().post(f"/api/v1/{ruta}", datos, content_type="application/json", headers=self.cabeceras)
        assert respuesta.status_code == 201, respuesta.content
        return dict(respuesta.json())


@pytest.fixture
def sala(elenco: Elenco, settings) -> Iterator[Sala]:
    settings.WEBHOOKS_LOCALES = True
    with open_receptor() as receptor, reloj.detenido_en(LUNES):
        receptor.respuesta = 500
        sala = Sala(elenco, receptor.url)
        publicar_eventos(ahora=LUNES)
        drenar(ahora=LUNES)
        yield sala


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_pages_of_the_administrator_are_accessible_and_fit(
    abrir: Abrir, entrar: Entrar, elenco: Elenco, sala: Sala, tamano: str
) -> None:
    pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), elenco.la_administradora)
    lista = "/oficina/administracion/clientes/"
    for nombre, ruta in {
        "clientes": "",
        "cliente": f"{sala.fila.identificador}/",
        "cliente-cambiar": f"{sala.fila.identificador}/cambiar/",
    }.items():
        pagina.goto(lista + ruta)
        look(pagina, nombre, tamano)
    pagina.goto(f"{lista}{sala.fila.identificador}/encargar/")
    press(pagina, "Poner a cargo")
    look(pagina, "cliente-encargar", tamano)
    pagina.goto(f"{lista}{sala.fila.identificador}/")
    press(pagina, "Suspender")
    look(pagina, "_suspendido", tamano)
    pagina.goto(f"{lista}nuevo/")
    look(pagina, "cliente-nuevo", tamano)
    pagina.get_by_label("Nombre").fill("Portal del Valle")
    pagina.get_by_label("Presentar solicitudes por una persona").check()
    press(pagina, "Acreditarlo")
    look(pagina, "_secreto", tamano)


@pytest.mark.parametrize("tamano", ANCHOS)
def test_the_pages_of_a_portal_are_accessible_and_fit(abrir: Abrir, entrar: Entrar, sala: Sala, tamano: str) -> None:
    pagina = entrar(abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano]), sala.ines)
    propia = f"/integraciones/{sala.fila.identificador}/"
    for nombre, ruta in {
        "integraciones": "/integraciones/",
        "integracion": propia,
        "integracion-avisos": f"{propia}avisos/{sala.numero}/",
    }.items():
        pagina.goto(ruta)
        look(pagina, nombre, tamano)
    press(pagina, "Enviar un aviso de prueba")
    look(pagina, "_avisos-probado", tamano)


@pytest.mark.parametrize("tamano", ANCHOS)
def test_a_rehearsal_says_that_it_is_one(abrir: Abrir, sala: Sala, tamano: str) -> None:
    pagina = abrir(ancho=ANCHOS[tamano], esquema=ESQUEMAS[tamano])
    pagina.goto(f"/seguir/{sala.folio}/")
    pagina.locator("#id_clave").fill(sala.clave)
    press(pagina, "Ver mi solicitud")
    look(pagina, "_ensayo", tamano)
    pagina.goto(f"/verificar/{Documento.objects.get(folio=sala.folio).codigo}/")
    look(pagina, "_ensayo-verificado", tamano)
