"""Every act of an institution on its page: works, wrong role, wrong state, not signed in, bad input, twice, stale, session lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from config import reloj
from portal.oficina.tramites import TRAMITES
from solicitudes.impedimentos import DE_LA_INSTITUCION
from solicitudes.models import Asignacion, Persona
from tests.elenco import Elenco, snapshot, un_expediente
from tests.portal.oficina.conftest import sign_in
from tests.portal.oficina.mesa import DATOS, Mesa
from tests.portal.paginas import campo, leer

#: What a form needs beside the button, and what it says without it.
FALTAS = {
    "asignar": ("fecha_interna", "Diga para qué día la necesita"),
    "dividir": ("preguntas", "Escriba las preguntas, una por línea"),
    "adjuntar": ("archivo", "Elija el archivo"),
    "pedir-aclaracion": ("pregunta", "Escriba qué debe aclararse"),
    "prorrogar": ("motivo", "Escriba las razones"),
    "remitir": ("institucion", "Busque la institución y elíjala"),
    "remitir-parte": ("texto", "Escriba qué parte se envía"),
    "redactar": ("respuesta", "Escriba qué se resuelve"),
    "devolver": ("observaciones", "Escriba qué hay que corregir"),
    "retirar-firma": ("observaciones", "Escriba qué hay que corregir"),
    "subsanar-recurso": ("correccion", "Escriba qué se corrige"),
    "decidir-recurso": ("fundamento", "La decisión va fundada en ley. (LAIP art. 59)"),
    "cumplir-recurso": ("constancia", "Diga cómo se cumplió"),
}

por_ruta = pytest.mark.parametrize("ruta", DATOS)


def test_every_act_of_an_institution_has_its_page_and_its_test() -> None:
    assert set(TRAMITES) == set(DATOS) == {t.ruta for t in DE_LA_INSTITUCION}


@por_ruta
def test_an_act_says_what_follows_and_is_done(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    pagina = mesa.get()
    assert pagina.status_code == 200 and "Qué pasará" in leer(pagina) and campo(pagina, "version") == mesa.version
    respuesta = mesa.post(follow=True)
    assert respuesta.redirect_chain == [(f"/oficina/{mesa.caso.folio}/", 302)]
    assert mesa.hechos == 1 and f"{TRAMITES[ruta].hecho}." in leer(respuesta)


@por_ruta
@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_enlace", "una_extrana"])
def test_an_act_of_another_office_is_refused_without_a_trace(elenco: Elenco, ruta: str, quien: str) -> None:
    mesa = Mesa(elenco, ruta)
    actor = mesa.caso.actor(quien)
    if quien == "el_enlace" and not Asignacion.objects.exists():
        return
    if {p.rol for p in actor.puestos} & TRAMITES[ruta].transicion.roles and quien != "una_extrana":
        return
    antes, cliente = snapshot(), sign_in(Client(), actor)
    esperado = {404} if quien == "una_extrana" else {403}
    assert mesa.get(cliente).status_code in esperado
    assert mesa.post(cliente).status_code in esperado
    assert snapshot() == antes


@por_ruta
def test_an_act_that_the_case_does_not_allow_says_why(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    cerrada = un_expediente(elenco, "cerrada")
    mesa.caso, mesa.pagina, mesa.version = cerrada, f"/oficina/{cerrada.folio}/{ruta}/", str(cerrada.solicitud.version)
    antes = snapshot()
    pagina = mesa.get()
    assert pagina.status_code == 409 and "ahora no se puede" in leer(pagina)
    assert mesa.post().status_code == 409
    assert snapshot() == antes


@por_ruta
def test_an_act_without_a_session_is_not_done(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    antes, nadie = snapshot(), Client()
    for respuesta in (mesa.get(nadie), mesa.post(nadie)):
        assert respuesta.status_code == 302 and respuesta.headers["Location"].endswith(f"next={mesa.pagina}")
    assert snapshot() == antes


@pytest.mark.parametrize(("ruta", "falta"), FALTAS.items())
def test_an_act_that_lacks_something_says_what_and_keeps_the_rest(elenco: Elenco, ruta: str, falta: tuple[str, str]) -> None:
    mesa = Mesa(elenco, ruta)
    antes, (nombre, dicho) = snapshot(), falta
    respuesta = mesa.post(**{nombre: ""})
    texto = leer(respuesta)
    assert respuesta.status_code in (200, 422) and dicho in texto and "Hay algo que corregir" in texto
    assert f'id="id_{nombre}_error"' in respuesta.content.decode() or nombre == "archivo"
    for clave, valor in mesa._escribir(elenco).items():
        if clave not in (nombre, "archivo", "destino", "fundamento"):
            assert str(valor) in respuesta.content.decode(), clave
    assert snapshot() == antes


@por_ruta
def test_the_same_press_twice_is_one_act(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    assert mesa.post().status_code == 302
    segunda = mesa.post(despues=timedelta(seconds=1))
    assert mesa.hechos == 1
    if segunda.status_code == 302:
        assert segunda.headers["Location"] == f"/oficina/{mesa.caso.folio}/"
    else:
        assert segunda.status_code in (403, 409, 412) and str(TRAMITES[ruta].hecho) in leer(segunda)


#: Something small that leaves each of these possible.
_ENTRETANTO = {"admitir": "asignar", "subsanar-recurso": "", "decidir-recurso": "subsanar_recurso", "cumplir-recurso": "", "entregar": ""}


@por_ruta
def test_a_stale_form_comes_back_with_what_changed_and_what_was_typed(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    entretanto = _ENTRETANTO.get(ruta, "adjuntar")
    if not entretanto:
        pytest.skip("nothing else can move the case there")
    Persona.objects.filter(username="otra_oficial").update(first_name="Rosa", last_name="Chen")
    por = "" if entretanto == "subsanar_recurso" else "otra_oficial"
    mesa.caso.at(mesa.caso.ahora + timedelta(minutes=1)).hacer(entretanto, por=por)
    vieja = mesa.post(despues=timedelta(minutes=1))
    texto = leer(vieja)
    assert vieja.status_code == 412 and mesa.hechos == (1 if ruta == "adjuntar" else 0)
    assert "El expediente cambió mientras usted escribía" in texto and str(TRAMITES[entretanto.replace("_", "-")].hecho) in texto
    assert not por or "Rosa Chen, Oficial de información" in texto
    assert mesa.texto in vieja.content.decode()
    nueva = campo(vieja, "version")
    assert nueva == str(mesa.caso.solicitud.version) != mesa.version
    assert mesa.post(version=nueva, despues=timedelta(minutes=2)).status_code == 302


@pytest.mark.parametrize("version", ["", "-1", "999", "x", "9" * 40])
def test_a_version_that_nobody_has_read_is_stale_and_loses_no_text(elenco: Elenco, version: str) -> None:
    mesa = Mesa(elenco, "prorrogar")
    respuesta = mesa.post(version=version)
    assert respuesta.status_code == 412 and "Son tres sistemas." in respuesta.content.decode() and mesa.hechos == 0


def test_a_stale_form_of_an_act_that_is_no_longer_possible_shows_what_was_typed(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    mesa.caso.at(mesa.caso.ahora + timedelta(minutes=1)).hacer("prorrogar", por="otra_oficial", dias=3, motivo="Otro motivo.")
    texto = leer(mesa.post(despues=timedelta(minutes=1)))
    assert "ya se prorrogó una vez" in texto and "Lo que había escrito" in texto and "Son tres sistemas." in texto
    assert "3 días hábiles más" in texto and "Otro motivo." in texto


@pytest.mark.parametrize("ruta", [ruta for ruta in DATOS if ruta not in ("adjuntar", "acreditar")])
def test_what_was_written_when_the_session_ended_is_there_after_signing_in(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    persona = Persona.objects.get(pk=mesa.caso.actor(mesa.quien).persona_id)
    persona.set_password("una clave larga de verdad")
    persona.save()
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    navegador = Client()
    perdida = mesa.post(navegador)
    with reloj.detenido_en(mesa.caso.ahora):
        entrada = {"login": persona.username, "password": "una clave larga de verdad", "next": mesa.pagina}
        pagina = navegador.post(perdida.headers["Location"], entrada, follow=True)
        if pagina.redirect_chain[-1][0] != mesa.pagina:
            pagina = navegador.get(mesa.pagina)
        assert "Su sesión se había cerrado" in leer(pagina) and mesa.texto in pagina.content.decode()
        assert mesa.hechos == 0 and campo(pagina, "version") == mesa.version
    assert mesa.post(navegador).status_code == 302 and mesa.hechos == 1
    assert "Su sesión se había cerrado" not in leer(mesa.get(navegador))


def test_what_was_written_is_shown_to_nobody_else_nor_for_ever(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    navegador = Client()
    mesa.post(navegador)
    sign_in(navegador, elenco.otra_oficial)
    assert "Son tres sistemas." not in leer(mesa.get(navegador))
    navegador = Client()
    mesa.post(navegador)
    sign_in(navegador, elenco.la_oficial)
    mesa.caso.at(mesa.caso.ahora + timedelta(hours=2))
    assert "Son tres sistemas." not in leer(mesa.get(navegador))


def test_what_was_written_can_be_thrown_away(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    navegador = Client()
    mesa.post(navegador)
    sign_in(navegador, elenco.la_oficial)
    assert "Son tres sistemas." in mesa.get(navegador).content.decode()
    mesa.pagina += "?olvidar=1"
    assert "Son tres sistemas." not in mesa.get(navegador).content.decode()
