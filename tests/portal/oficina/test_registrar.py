"""Registering at the counter: written down as one hears it, read back, filed once; nothing typed is lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config import reloj
from notifications.relevo import drenar
from solicitudes.models import Cargo, Movimiento, Persona, Presentacion, Solicitud, Unidad
from tests.elenco import LUNES, VENCE, Elenco, cuando, hire, unidad_de
from tests.portal.oficina.conftest import Sesion
from tests.portal.paginas import campo, leer
from workflow.roles import Rol

MIERCOLES = cuando(3, 4)
RUTA, REVISAR, RECIBO = "/oficina/registrar/", "/oficina/registrar/revisar/", "/oficina/registrar/recibo/"
CONTRASENA = "una clave larga de prueba"
TEXTO = "Cuánto se gastó en medicinas en 2025."


@pytest.fixture
def oficial(client: Client, sesion: Sesion, elenco: Elenco) -> Client:
    return sesion(client, elenco.la_oficial)


def write(cliente: Client, *, ahora: datetime = MIERCOLES, seguir: bool = True, **datos: str) -> Any:
    """Open the page, fill it in and go on; the page that comes is the one to read back."""
    with reloj.detenido_en(ahora):
        pagina = cliente.get(RUTA)
        base = {"canal": "mostrador", "fecha": "04/03/2026", "hora": "09:00", "abierta": campo(pagina, "abierta"), "nombre": "Ana Pérez"}
        base |= {"texto": TEXTO, "forma_entrega": "electronica", "idioma": "es", "tipo": "acceso", "borrador": campo(pagina, "borrador")}
        return cliente.post(RUTA, base | datos, follow=seguir)


def confirm(cliente: Client, pagina: Any, *, ahora: datetime = MIERCOLES) -> Any:
    with reloj.detenido_en(ahora):
        return cliente.post(REVISAR, {"borrador": campo(pagina, "borrador")}, follow=True)


def test_what_somebody_says_at_the_counter_becomes_a_case_with_its_receipt(oficial: Client, elenco: Elenco) -> None:
    lectura = write(oficial, correo="ana@correo.example")
    assert "Léaselo a la persona" in leer(lectura)
    assert "Ana Pérez pide: " + TEXTO in leer(lectura)
    assert "miércoles 18 de marzo de 2026" in leer(lectura)
    recibo = confirm(oficial, lectura)
    solicitud = Solicitud.objects.get()
    assert recibo.request["PATH_INFO"] == RECIBO
    assert solicitud.folio in leer(recibo)
    assert "miércoles 18 de marzo de 2026" in leer(recibo)
    presentacion = Presentacion.objects.get()
    assert (presentacion.canal, presentacion.solicitante_nombre, presentacion.solicitante_correo) == (
        "mostrador",
        "Ana Pérez",
        "ana@correo.example",
    )
    movimiento = Movimiento.objects.get()
    assert (movimiento.rol, movimiento.persona_id) == ("oficial", elenco.la_oficial.persona_id)
    assert "recibida" not in movimiento.datos


def test_the_key_of_the_receipt_opens_the_case(oficial: Client) -> None:
    recibo = confirm(oficial, write(oficial))
    clave = recibo.context["clave"]
    folio = Solicitud.objects.get().folio
    nadie = Client()
    assert nadie.post("/seguir/", {"folio": folio, "clave": clave}).status_code == 302


def test_a_letter_of_monday_counts_from_monday(oficial: Client) -> None:
    lectura = write(oficial, canal="carta", fecha="2/3/2026", hora="0900")
    assert "lunes 16 de marzo de 2026" in leer(lectura)
    recibo = confirm(oficial, lectura)
    assert Solicitud.objects.get().fecha_vencimiento == VENCE
    assert Solicitud.objects.get().fecha_hora_presentacion == LUNES
    assert "Se recibió lunes 2 de marzo de 2026, 09:00. Por carta." in leer(recibo)
    assert "Se registró el miércoles 4 de marzo de 2026, 09:00" in leer(recibo)


def test_a_moment_that_nobody_touched_is_the_moment_of_registration(oficial: Client) -> None:
    with reloj.detenido_en(cuando(3, 4, 8)):
        abierta = campo(oficial.get(RUTA), "abierta")
    assert abierta == "04/03/2026 08:00"
    confirm(oficial, write(oficial, fecha="04/03/2026", hora="08:00", abierta=abierta), ahora=cuando(3, 4, 9, 2))
    assert Solicitud.objects.get().fecha_hora_presentacion == cuando(3, 4, 9, 2)


def test_a_term_already_over_is_said_before_it_is_registered(oficial: Client) -> None:
    lectura = write(oficial, canal="carta", fecha="02/02/2026")
    assert "El plazo ya venció el lunes 16 de febrero de 2026" in leer(lectura)
    confirm(oficial, lectura)
    assert Solicitud.objects.get().fecha_vencimiento.isoformat() == "2026-02-16"


@pytest.mark.parametrize(
    ("cambio", "mensaje"),
    [
        ({"nombre": " "}, "Escriba el nombre de quien la pide"),
        ({"texto": ""}, "Escriba qué información pide"),
        ({"fecha": "31/02/2026"}, "Escriba el día así: 31/12/2026"),
        ({"hora": "25:00"}, "Escriba la hora así: 14:30"),
        ({"fecha": "05/03/2026"}, "No puede haberse recibido en el futuro"),
        ({"fecha": "04/03/2016"}, "Es de hace más de un año. Revise el año"),
        ({"correo": "ana@"}, "Escriba el correo completo"),
        ({"telefono": "cinco"}, "Escriba el teléfono solo con números"),
        ({"canal": "portal"}, "Elija cómo llegó"),
        ({"canal": ""}, "Elija cómo llegó"),
    ],
    ids=lambda valor: next(iter(valor)) if isinstance(valor, dict) else "",
)
def test_an_error_says_what_to_do_and_keeps_what_was_typed(oficial: Client, cambio: dict[str, str], mensaje: str) -> None:
    pagina = write(oficial, **({"nombre": "Ana Pérez", "texto": TEXTO} | cambio))
    assert mensaje in leer(pagina)
    assert pagina.content.decode().count("Error:") >= 1
    assert ("texto" in cambio) or TEXTO in pagina.content.decode()
    assert ("nombre" in cambio) or 'value="Ana Pérez"' in pagina.content.decode()
    assert Presentacion.objects.count() == 0


def test_pressing_twice_files_once_and_shows_the_same_receipt(oficial: Client) -> None:
    lectura = write(oficial)
    primero, segundo = confirm(oficial, lectura), confirm(oficial, lectura)
    assert primero.context["clave"] == segundo.context["clave"]
    assert Presentacion.objects.count() == 1


def test_what_was_changed_in_a_page_left_open_is_another_filing_and_says_so(oficial: Client) -> None:
    lectura = write(oficial)
    confirm(oficial, lectura)
    with reloj.detenido_en(MIERCOLES):
        base = {"canal": "mostrador", "fecha": "04/03/2026", "hora": "09:00", "abierta": "04/03/2026 09:00", "nombre": "Ana Pérez"}
        base |= {"texto": "Otra cosa.", "forma_entrega": "electronica", "idioma": "es", "tipo": "acceso"}
        otra = oficial.post(RUTA, base | {"borrador": campo(lectura, "borrador")}, follow=True)
    aviso = confirm(oficial, otra)
    assert aviso.status_code == 422
    assert "Esta solicitud ya se había registrado" in leer(aviso)
    confirm(oficial, aviso)
    assert Presentacion.objects.count() == 2


def test_a_session_that_ended_while_typing_loses_no_word(oficial: Client, sesion: Sesion, elenco: Elenco) -> None:
    with reloj.detenido_en(MIERCOLES):
        pagina = oficial.get(RUTA)
        oficial.logout()
        escrito = {"canal": "carta", "fecha": "02/03/2026", "hora": "8:30", "nombre": "Ana Pérez", "texto": TEXTO, "correo": "a@"}
        salida = oficial.post(RUTA, escrito | {"borrador": campo(pagina, "borrador")})
        assert salida.headers["Location"].startswith("/cuentas/login/?next=")
        vuelta = sesion(oficial, elenco.la_oficial).get(RUTA)
    assert "Su sesión se había cerrado" in leer(vuelta)
    for texto in (TEXTO, 'value="Ana Pérez"', 'value="02/03/2026"', 'value="8:30"', 'value="a@"', 'value="carta" checked'):
        assert texto in vuelta.content.decode()


def test_signing_in_by_the_page_brings_her_back_to_what_she_typed(client: Client, sesion: Sesion, elenco: Elenco) -> None:
    persona = Persona.objects.get(pk=elenco.la_oficial.persona_id)
    persona.set_password(CONTRASENA)
    persona.save()
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    pagina = sesion(client, persona).get(RUTA)
    client.logout()
    salida = client.post(RUTA, {"nombre": "Ana Pérez", "texto": TEXTO, "borrador": campo(pagina, "borrador")})
    vuelta = client.post(salida.headers["Location"], {"login": persona.email, "password": CONTRASENA}, follow=True)
    assert vuelta.request["PATH_INFO"] == RUTA
    assert TEXTO in leer(vuelta)


def test_a_session_that_ended_before_the_confirmation_shows_the_same_to_read(oficial: Client, sesion: Sesion, elenco: Elenco) -> None:
    lectura = write(oficial)
    oficial.logout()
    with reloj.detenido_en(MIERCOLES):
        salida = oficial.post(REVISAR, {"borrador": campo(lectura, "borrador")})
        assert salida.headers["Location"] == f"/cuentas/login/?next={REVISAR}"
        assert TEXTO in leer(sesion(oficial, elenco.la_oficial).get(REVISAR))
    assert Presentacion.objects.count() == 0


def test_what_one_officer_typed_is_not_shown_to_the_next_on_that_computer(oficial: Client, sesion: Sesion, elenco: Elenco) -> None:
    pagina = oficial.get(RUTA)
    oficial.logout()
    oficial.post(RUTA, {"nombre": "Ana Pérez", "texto": TEXTO, "borrador": campo(pagina, "borrador")})
    assert TEXTO not in leer(sesion(oficial, elenco.otra_oficial).get(RUTA))


def test_a_page_that_this_server_did_not_seal_fills_no_session(client: Client, db: None) -> None:
    client.post(RUTA, {"texto": TEXTO, "borrador": "algo"})
    assert "registro" not in client.session
    assert "registro_escrito" not in client.session


def test_the_receipt_is_shown_until_another_is_begun(oficial: Client) -> None:
    recibo = confirm(oficial, write(oficial))
    with reloj.detenido_en(MIERCOLES):
        assert oficial.get(RECIBO).context["clave"] == recibo.context["clave"]
        assert oficial.get(REVISAR).headers["Location"] == RECIBO
        oficial.post("/oficina/registrar/nueva/")
        assert oficial.get(RECIBO).headers["Location"] == RUTA


def test_the_receipt_as_pdf_once_it_is_made(oficial: Client, sesion: Sesion, elenco: Elenco) -> None:
    confirm(oficial, write(oficial))
    folio = Solicitud.objects.get().folio
    ruta = f"/oficina/registrar/{folio}/acuse/"
    assert oficial.get(ruta).status_code == 404
    drenar(ahora=MIERCOLES)
    papel = oficial.get(ruta)
    assert (papel.headers["Content-Type"], papel.getvalue()[:5]) == ("application/pdf", b"%PDF-")
    assert ruta in oficial.get(RECIBO).content.decode()
    assert sesion(Client(), elenco.una_extrana).get(ruta).status_code == 404


def test_an_officer_of_two_institutions_chooses(client: Client, sesion: Sesion, elenco: Elenco) -> None:
    doble = hire("doble", Rol.OFICIAL, unidad_de(elenco.salud, Unidad.Clase.INFORMACION))
    xela = unidad_de(elenco.xela, Unidad.Clase.INFORMACION)
    Cargo.objects.create(persona_id=doble.persona_id, unidad=xela, rol=Rol.OFICIAL.value, desde="2026-01-01")
    cliente = sesion(client, doble)
    assert "Elija la institución" in leer(write(cliente))
    assert "Elija la institución" in leer(write(cliente, institucion="MINEDUC"))
    confirm(cliente, write(cliente, institucion="MUNI-0901"))
    assert Solicitud.objects.get().institucion == elenco.xela


@pytest.mark.parametrize("ruta", [RUTA, REVISAR, RECIBO])
@pytest.mark.parametrize("quien", ["la_jefa", "el_firmante", "la_autoridad", "el_enlace", "el_regulador", "la_administradora"])
def test_only_officers_register(client: Client, sesion: Sesion, elenco: Elenco, quien: str, ruta: str) -> None:
    assert sesion(client, getattr(elenco, quien)).get(ruta).status_code == 403


@pytest.mark.parametrize("ruta", [RUTA, REVISAR, RECIBO])
def test_whoever_is_not_signed_in_is_sent_to_do_so(client: Client, db: None, ruta: str) -> None:
    assert client.get(ruta).headers["Location"] == f"/cuentas/login/?next={ruta}"


def test_an_officer_no_longer_in_office_files_nothing(oficial: Client, elenco: Elenco) -> None:
    lectura = write(oficial)
    Cargo.objects.filter(persona=elenco.la_oficial.persona_id).update(hasta="2026-03-03")
    assert confirm(oficial, lectura).status_code == 403
    assert Presentacion.objects.count() == 0


@pytest.mark.parametrize(("ruta", "maximo"), [(RUTA, 4), (REVISAR, 5), (RECIBO, 8)])
def test_each_page_costs_few_queries(oficial: Client, ruta: str, maximo: int) -> None:
    lectura = write(oficial)
    if ruta == RECIBO:
        confirm(oficial, lectura)
    with reloj.detenido_en(MIERCOLES), CaptureQueriesContext(connection) as consultas:
        assert oficial.get(ruta).status_code == 200
    assert len(consultas) <= maximo, [c["sql"] for c in consultas]
