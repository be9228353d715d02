"""The pages on which an institution's readings of the law are read and chosen, by its people and by anybody."""

from __future__ import annotations

import pytest
from django.test import Client

from config import reloj
from solicitudes.models import LecturaElegida
from tests.elenco import LUNES, Caso, Elenco, cuando
from tests.portal.oficina.conftest import Sesion
from tests.portal.paginas import leer, open_caso

BASE = "/oficina/administracion/instituciones/MSPAS/lecturas/"
DATOS = {"valor": "admision", "desde": "2026-03-03", "motivo": "La ley dice «admitida».", "fundamento": "Acuerdo 7-2026"}


def choose(cliente: Client, clave: str = "D2", **cambios: str):
    with reloj.detenido_en(LUNES):
        return cliente.post(f"{BASE}{clave}/", DATOS | cambios, follow=True)


@pytest.mark.parametrize("quien", ["la_autoridad", "la_administradora"])
def test_who_may_chooses_and_everybody_reads_it(client: Client, elenco: Elenco, sesion: Sesion, quien: str) -> None:
    pagina = leer(choose(sesion(client, getattr(elenco, quien))))
    assert "La lectura quedó registrada" in pagina and "Acuerdo 7-2026" in pagina
    assert LecturaElegida.objects.get().valor == "admision"
    with reloj.detenido_en(LUNES):
        publica = leer(Client().get("/directorio/MSPAS/"))
    assert "Cómo cuenta los plazos esta institución" in publica and "Va a cambiar" in publica and "Duda D2" in publica
    with reloj.detenido_en(cuando(3, 3)):
        assert "La eligió la institución desde el martes 3 de marzo de 2026: La ley dice «admitida»." in leer(
            Client().get("/directorio/MSPAS/")
        )


@pytest.mark.parametrize("ruta", [BASE, f"{BASE}D2/"])
@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_enlace", "el_regulador"])
def test_nobody_else_enters(client: Client, elenco: Elenco, sesion: Sesion, quien: str, ruta: str) -> None:
    assert sesion(client, getattr(elenco, quien)).get(ruta).status_code == 403


def test_another_institution_does_not_exist_for_her(client: Client, elenco: Elenco, sesion: Sesion) -> None:
    assert sesion(client, elenco.la_autoridad).get(BASE.replace("MSPAS", "MINEDUC")).status_code == 404


@pytest.mark.parametrize(
    ("clave", "cambios", "dice"),
    [
        ("D2", {"valor": "presentacion"}, "Elija una de las lecturas"),
        ("D2", {"desde": "2026-03-02"}, "Una lectura rige desde mañana o después"),
        ("D2", {"motivo": ""}, "Escriba por qué"),
        ("hora_de_corte", {"valor": "HH:MM"}, "Escriba la hora, como 16:30"),
        ("hora_de_corte", {"valor": "HH:MM", "hora": "99:99"}, "no es una lectura de hora_de_corte"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    client: Client, elenco: Elenco, sesion: Sesion, clave: str, cambios: dict[str, str], dice: str
) -> None:
    respuesta = choose(sesion(client, elenco.la_autoridad), clave, **cambios)
    assert dice in leer(respuesta) and "Acuerdo 7-2026" in respuesta.content.decode()
    assert not LecturaElegida.objects.exists()


def test_a_point_without_alternatives_has_no_page(client: Client, elenco: Elenco, sesion: Sesion) -> None:
    assert sesion(client, elenco.la_autoridad).get(f"{BASE}D9/").status_code == 404


def test_the_applicant_reads_which_readings_decided_her_date(client: Client, elenco: Elenco, sesion: Sesion) -> None:
    choose(sesion(Client(), elenco.la_autoridad), "hora_de_corte", valor="HH:MM", hora="16:30")
    caso = Caso(elenco, ahora=cuando(3, 3, 17))
    pagina = leer(open_caso(client, caso))
    assert "para esta fecha se leyó así:" in pagina and "D1 ," in pagina
    assert "16:30. Con hora de corte" in pagina
