"""The page of substitutions: naming, ending, and who decided it; only for who may."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config import reloj
from solicitudes.models import Cargo
from tests.elenco import LUNES, Elenco, cuando
from tests.portal.oficina.conftest import Sesion
from tests.portal.paginas import leer
from workflow.roles import Rol

RUTA = "/oficina/suplencias/"


@pytest.fixture
def autoridad(client: Client, sesion: Sesion, elenco: Elenco) -> Client:
    return sesion(client, elenco.la_autoridad)


def name(cliente: Client, elenco: Elenco, *, ruta: str = RUTA, **datos: Any) -> Any:
    cargo = Cargo.objects.get(persona=elenco.el_firmante.persona_id)
    base = {"cargo": cargo.pk, "suplente": elenco.la_jefa.persona_id, "desde": "9/3/2026", "hasta": "13/03/26"}
    with reloj.detenido_en(LUNES):
        return cliente.post(ruta, base | datos, follow=True)


def test_a_substitute_is_named_and_the_page_says_who_decided(autoridad: Client, elenco: Elenco) -> None:
    texto = leer(name(autoridad, elenco))
    assert "La suplencia quedó registrada." in texto
    assert "la_jefa suple a el_firmante (Firmante) Por empezar" in texto
    assert "Del lunes 9 de marzo de 2026 al viernes 13 de marzo de 2026." in texto
    assert "La nombró la_autoridad el lunes 2 de marzo de 2026, 09:00." in texto


def test_one_in_force_is_ended_and_stays_in_the_list(autoridad: Client, elenco: Elenco) -> None:
    name(autoridad, elenco)
    cargo = Cargo.objects.get(suple__isnull=False)
    with reloj.detenido_en(cuando(3, 11)):
        assert "Vigente" in leer(autoridad.get(RUTA))
        texto = leer(autoridad.post(f"{RUTA}{cargo.pk}/terminar/", follow=True))
    assert "La suplencia terminó." in texto
    assert "Terminada" in texto
    assert "Le puso fin la_autoridad el miércoles 11 de marzo de 2026, 09:00." in texto


@pytest.mark.parametrize(
    ("cambio", "mensaje"),
    [
        ({"cargo": ""}, "Elija quién se ausenta"),
        ({"suplente": "0"}, "Elija a alguien de la lista"),
        ({"desde": "mañana"}, "Escriba el día así: 31/12/2026"),
        ({"hasta": ""}, "Escriba el último día"),
        ({"hasta": "8/3/2026"}, "El último día es anterior al primero."),
        ({"desde": "1/3/2026"}, "El primer día ya pasó"),
    ],
)
def test_an_error_says_what_to_do_and_keeps_what_was_typed(autoridad: Client, elenco: Elenco, cambio: dict[str, str], mensaje: str) -> None:
    pagina = name(autoridad, elenco, **cambio)
    assert mensaje in leer(pagina)
    assert "hasta" in cambio or 'value="13/03/26"' in pagina.content.decode() or 'value="13/03/2026"' in pagina.content.decode()
    assert not Cargo.objects.filter(suple__isnull=False).exists()


def test_twice_is_once(autoridad: Client, elenco: Elenco) -> None:
    name(autoridad, elenco)
    assert "ya tiene ese cargo" in leer(name(autoridad, elenco))
    assert Cargo.objects.filter(suple__isnull=False).count() == 1


def test_the_head_of_the_unit_names_for_her_unit_alone(client: Client, sesion: Sesion, elenco: Elenco) -> None:
    cliente = sesion(client, elenco.la_jefa)
    with reloj.detenido_en(LUNES):
        opciones = leer(cliente.get(RUTA))
    assert "la_oficial, Oficial de información" in opciones
    assert "el_firmante, Firmante" not in opciones
    assert "Elija a alguien de la lista" in leer(name(cliente, elenco, suplente=elenco.otro_enlace.persona_id))


def test_the_administrator_says_of_which_institution(client: Client, sesion: Sesion, elenco: Elenco) -> None:
    cliente = sesion(client, elenco.la_administradora)
    with reloj.detenido_en(LUNES):
        assert "el_firmante" not in leer(cliente.get(RUTA))
        assert "una_extrana" not in leer(cliente.get(f"{RUTA}?institucion=mspas"))
    assert "la_jefa suple a el_firmante" in leer(name(cliente, elenco, ruta=f"{RUTA}?institucion=MSPAS"))


@pytest.mark.parametrize("quien", ["la_oficial", "el_firmante", "el_enlace", "el_regulador"])
@pytest.mark.parametrize("ruta", [RUTA, f"{RUTA}1/terminar/"])
def test_nobody_else_names_substitutes(client: Client, sesion: Sesion, elenco: Elenco, quien: str, ruta: str) -> None:
    assert sesion(client, getattr(elenco, quien)).post(ruta).status_code == 403


def test_whoever_is_not_signed_in_is_sent_to_do_so(client: Client, db: None) -> None:
    assert client.get(RUTA).headers["Location"] == f"/cuentas/login/?next={RUTA}"


def test_somebody_elses_substitution_does_not_exist(autoridad: Client, elenco: Elenco) -> None:
    assert autoridad.post(f"{RUTA}999999/terminar/").status_code == 404


def test_the_page_costs_the_same_with_many(autoridad: Client, elenco: Elenco) -> None:
    def count() -> int:
        with reloj.detenido_en(LUNES), CaptureQueriesContext(connection) as consultas:
            assert autoridad.get(RUTA).status_code == 200
        return len(consultas)

    name(autoridad, elenco)
    autoridad.get(RUTA)
    uno = count()
    unidad = Cargo.objects.get(persona=elenco.la_oficial.persona_id).unidad
    for numero in range(5):
        Cargo.objects.create(
            persona_id=elenco.el_enlace.persona_id,
            unidad=unidad,
            rol=Rol.OFICIAL.value,
            desde=f"2026-04-0{numero + 1}",
            hasta=f"2026-04-0{numero + 1}",
            suple_id=elenco.la_oficial.persona_id,
        )
    assert count() == uno <= 8
