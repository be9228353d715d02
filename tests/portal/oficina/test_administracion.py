"""The administration's pages: who enters, what each press does, what is told back, and at what cost."""

from __future__ import annotations

import pytest
from django.test import Client

from config import reloj
from solicitudes.models import ActoAdministrativo, ActoCalendario, Cargo, Persona, Unidad
from tests.elenco import CORREO, DESCRIPCION, LUNES, NOMBRE, Elenco, un_expediente
from tests.portal.oficina.conftest import Sesion
from tests.portal.paginas import leer

BASE = "/oficina/administracion/"
RUTAS = (
    BASE,
    f"{BASE}actos/",
    f"{BASE}personas/",
    f"{BASE}calendario/",
    f"{BASE}calendario/nuevo/",
    f"{BASE}instituciones/MSPAS/",
    f"{BASE}instituciones/MSPAS/nombrar/",
    f"{BASE}instituciones/MSPAS/unidades/",
)
ACTO = {
    "que": "cerrar",
    "ambito": "nacional",
    "desde": "2026-03-09",
    "motivo": "Asueto por censo",
    "fundamento": "Acuerdo Gubernativo 50-2026",
}
NOMBRAMIENTO = {"correo": "nueva@mspas.example", "nombres": "Rosa", "apellidos": "Quej", "rol": "oficial", "desde": "2026-03-02"}


@pytest.fixture
def administradora(elenco: Elenco, sesion: Sesion) -> Client:
    return sesion(Client(), elenco.la_administradora)


@pytest.fixture
def autoridad(elenco: Elenco, sesion: Sesion) -> Client:
    return sesion(Client(), elenco.la_autoridad)


def send(cliente: Client, ruta: str, datos: dict[str, str] | None = None):
    with reloj.detenido_en(LUNES):
        return cliente.post(f"{BASE}{ruta}", datos or {}, follow=True)


@pytest.mark.parametrize("ruta", RUTAS)
@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_enlace", "el_regulador", "una_extrana"])
def test_who_does_not_administer_does_not_enter(client: Client, elenco: Elenco, sesion: Sesion, quien: str, ruta: str) -> None:
    assert sesion(client, getattr(elenco, quien)).get(ruta).status_code == 403


@pytest.mark.parametrize("ruta", RUTAS)
def test_nobody_signed_in_is_sent_to_sign_in(client: Client, elenco: Elenco, ruta: str) -> None:
    assert client.get(ruta).headers["Location"] == f"/cuentas/login/?next={ruta}"


@pytest.mark.parametrize("ruta", RUTAS)
def test_each_page_answers_within_eight_queries_and_names_no_applicant(
    administradora: Client, elenco: Elenco, ruta: str, django_assert_max_num_queries
) -> None:
    un_expediente(elenco, "en_tramite")
    with reloj.detenido_en(LUNES), django_assert_max_num_queries(8):
        respuesta = administradora.get(ruta)
    cuerpo = respuesta.content.decode()
    assert respuesta.status_code == 200 and cuerpo.count("<h1") == 1
    assert all(secreto not in cuerpo for secreto in (NOMBRE, CORREO, DESCRIPCION))


def test_the_page_of_an_institution_costs_the_same_however_many_offices(
    administradora: Client, elenco: Elenco, django_assert_num_queries
) -> None:
    for vuelta in range(2):
        with django_assert_num_queries(7):
            administradora.get(f"{BASE}instituciones/MSPAS/")
        Cargo.objects.create(persona_id=elenco.el_enlace.persona_id, unidad=elenco.archivo, rol="enlace", desde=f"2026-02-0{vuelta + 1}")


def test_a_top_authority_begins_in_her_institution_and_reaches_no_other(autoridad: Client) -> None:
    assert autoridad.get(BASE).headers["Location"] == f"{BASE}instituciones/MSPAS/"
    assert autoridad.get(f"{BASE}instituciones/MINEDUC/").status_code == 404
    assert autoridad.get(f"{BASE}instituciones/NADA/").status_code == 404


def test_somebody_is_appointed(autoridad: Client, elenco: Elenco) -> None:
    texto = leer(send(autoridad, "instituciones/MSPAS/nombrar/", NOMBRAMIENTO))
    assert "Rosa Quej tiene el cargo: Oficial de información." in texto
    assert Cargo.objects.filter(persona__email="nueva@mspas.example", rol="oficial").exists()
    assert "Registró un nombramiento : Rosa Quej" in leer(autoridad.get(f"{BASE}actos/"))


def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(autoridad: Client) -> None:
    respuesta = send(autoridad, "instituciones/MSPAS/nombrar/", NOMBRAMIENTO | {"nombres": "", "rol": "enlace"})
    texto, cuerpo = leer(respuesta), respuesta.content.decode()
    assert "Error:" in texto and "Elija la unidad interna" in texto and 'value="nueva@mspas.example"' in cuerpo
    assert not Persona.objects.filter(email="nueva@mspas.example").exists()
    vacia = leer(send(autoridad, "instituciones/MSPAS/nombrar/", {}))
    assert "Escriba el correo" in vacia and "Elija el cargo" in vacia and "Escriba la fecha" in vacia


def test_twice_is_told(autoridad: Client) -> None:
    send(autoridad, "instituciones/MSPAS/nombrar/", NOMBRAMIENTO)
    assert "Termine antes el cargo que tiene" in leer(send(autoridad, "instituciones/MSPAS/nombrar/", NOMBRAMIENTO))


def test_nobody_appoints_herself(autoridad: Client) -> None:
    respuesta = send(autoridad, "instituciones/MSPAS/nombrar/", NOMBRAMIENTO | {"correo": "la_autoridad@oficina.example"})
    assert respuesta.status_code == 403 and "Nadie se nombra a sí mismo" in leer(respuesta)


def test_an_administrator_is_appointed_by_the_administration_alone(administradora: Client, autoridad: Client) -> None:
    assert "tiene el cargo" in leer(send(administradora, "nombrar/", NOMBRAMIENTO | {"rol": "administrador"}))
    otra = NOMBRAMIENTO | {"rol": "administrador", "correo": "otra@mspas.example"}
    assert send(autoridad, "nombrar/", otra).status_code == 403


def test_an_office_ends(autoridad: Client, elenco: Elenco) -> None:
    cargo = Cargo.objects.get(persona=elenco.el_enlace.persona_id)
    assert "El cargo tiene su último día" in leer(send(autoridad, f"cargos/{cargo.pk}/", {"hasta": "2026-03-02"}))
    assert "El último día es ayer o después" in leer(send(autoridad, f"cargos/{cargo.pk}/", {"hasta": "2026-02-01"}))
    ajeno = Cargo.objects.get(persona=elenco.una_extrana.persona_id)
    assert send(autoridad, f"cargos/{ajeno.pk}/", {"hasta": "2026-03-02"}).status_code == 404


def test_a_unit_is_added_changed_and_closed(autoridad: Client, elenco: Elenco) -> None:
    assert "quedó agregada" in leer(send(autoridad, "instituciones/MSPAS/unidades/", {"nombre": "Bodega", "correo": ""}))
    assert "ya tiene, o tuvo" in leer(send(autoridad, "instituciones/MSPAS/unidades/", {"nombre": "bodega", "correo": ""}))
    bodega = Unidad.objects.get(nombre="Bodega")
    assert "quedó cambiada" in leer(send(autoridad, f"unidades/{bodega.pk}/", {"nombre": "Almacén", "correo": "a@mspas.example"}))
    assert "quedó cerrada" in leer(send(autoridad, f"unidades/{bodega.pk}/estado/", {"que": "cerrar"}))
    assert "quedó abierta" in leer(send(autoridad, f"unidades/{bodega.pk}/estado/", {"que": "abrir"}))
    assert ActoAdministrativo.objects.count() == 4


def test_an_act_of_the_calendar_is_previewed_before_it_is_applied(administradora: Client, elenco: Elenco) -> None:
    un_expediente(elenco, "presentada")
    previa = leer(send(administradora, "calendario/nuevo/", ACTO | {"paso": "prever"}))
    assert "1 expediente se mueve" in previa and "martes 17 de marzo de 2026" in previa
    assert not ActoCalendario.objects.exists()
    assert "Quedó registrado el acto 1" in leer(send(administradora, "calendario/nuevo/", ACTO | {"paso": "aplicar"}))
    assert "ya decía lo mismo" in leer(send(administradora, "calendario/nuevo/", ACTO | {"paso": "aplicar"}))
    assert "Ya hay un acto que dice lo mismo" in leer(send(administradora, "calendario/nuevo/", ACTO))


def test_an_act_of_the_calendar_is_revoked_once(administradora: Client) -> None:
    send(administradora, "calendario/nuevo/", ACTO | {"paso": "aplicar"})
    porque = {"motivo": "Se suspendió el censo", "fundamento": "Acuerdo 51-2026", "paso": "aplicar"}
    assert "Quedó registrado el acto 2" in leer(send(administradora, "calendario/1/revocar/", porque))
    assert "Revocado por el 2" in leer(administradora.get(f"{BASE}calendario/"))
    assert "ya fue revocado" in leer(send(administradora, "calendario/1/revocar/", porque | {"motivo": "Otra vez"}))


def test_a_top_authority_closes_days_for_her_institution_alone(autoridad: Client) -> None:
    propio = ACTO | {"ambito": "institucion:MSPAS", "paso": "aplicar"}
    assert "Quedó registrado" in leer(send(autoridad, "calendario/nuevo/", propio))
    for ajeno in ("nacional", "institucion:MINEDUC"):
        send(autoridad, "calendario/nuevo/", propio | {"ambito": ajeno})
    assert ActoCalendario.objects.count() == 1


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"desde": ""}, "Escriba la fecha"),
        ({"hasta": "2026-03-01"}, "El último día es anterior al primero"),
        ({"hasta": "2026-12-01"}, "suspenda los plazos"),
        ({"ambito": "municipio"}, "Diga de cuál"),
        ({"ambito": "municipio", "valor": "9999"}, "Ninguna institución"),
        ({"ambito": "sector", "valor": "religioso"}, "no es un sector"),
    ],
)
def test_an_act_that_says_too_little_is_told_so(administradora: Client, cambios: dict[str, str], dicho: str) -> None:
    assert dicho in leer(send(administradora, "calendario/nuevo/", ACTO | cambios))


def test_an_account_is_deactivated_and_its_sessions_closed_by_the_administration(
    administradora: Client, autoridad: Client, elenco: Elenco
) -> None:
    ruta = f"personas/{elenco.la_oficial.persona_id}/"
    assert "Oficial de información" in leer(autoridad.get(f"{BASE}{ruta}"))
    assert send(autoridad, f"{ruta}desactivar/").status_code == 403
    assert "Se cerraron 0 sesiones" in leer(send(administradora, f"{ruta}sesiones/"))
    assert "quedó desactivada" in leer(send(administradora, f"{ruta}desactivar/"))
    assert "ya estaba desactivada" in leer(send(administradora, f"{ruta}desactivar/"))
    assert "quedó activa" in leer(send(administradora, f"{ruta}reactivar/"))
    assert send(administradora, f"{ruta}borrar/").status_code == 404


def test_a_top_authority_does_not_see_the_accounts_of_others(autoridad: Client, elenco: Elenco) -> None:
    texto = leer(autoridad.get(f"{BASE}personas/"))
    assert "la_oficial" in texto and "una_extrana" not in texto
    assert autoridad.get(f"{BASE}personas/{elenco.una_extrana.persona_id}/").status_code == 404


def test_looking_at_a_page_changes_nothing(administradora: Client, elenco: Elenco) -> None:
    for ruta in (f"personas/{elenco.la_oficial.persona_id}/desactivar/", f"unidades/{elenco.compras.pk}/estado/"):
        assert administradora.get(f"{BASE}{ruta}").status_code == 302
    assert not ActoAdministrativo.objects.exists()
