"""The operator's view: listed, counted, sent again, by command and in the admin."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.admin.sites import site
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.urls import path, reverse

from config import reloj
from notifications.models import Aviso, Salida
from notifications.muertas import SalidaDesconocidaError, SalidaNoMuertaError, reenviar, reenviar_todas
from notifications.relevo import drenar

pytestmark = pytest.mark.django_db

urlpatterns = [path("admin/", site.urls)]


def run(*argumentos: str) -> str:
    salida = StringIO()
    call_command("salidas", *argumentos, stdout=salida)
    return salida.getvalue()


@pytest.fixture
def muerta(poner, ahora) -> Salida:
    """A row that nobody knows how to do, parked."""
    salida = poner("correo:7", efecto="nadie")
    drenar(ahora=ahora)
    salida.refresh_from_db()
    return salida


def test_reenviar_gives_a_parked_row_all_its_attempts_again(muerta, ahora):
    assert reenviar(ids=[muerta.pk], ahora=ahora + timedelta(days=9)) == 1
    muerta.refresh_from_db()
    assert (muerta.estado, muerta.intentos, muerta.proximo_intento) == ("pendiente", 0, ahora + timedelta(days=9))
    assert (muerta.fecha_hora_fin, muerta.tomada_hasta) == (None, None)


def test_reenviar_is_done_by_the_next_relay(muerta, ahora, hechos):
    Salida.objects.update(efecto="anotar")  # the version that knows it was deployed
    reenviar_todas(ahora=ahora)
    drenar(ahora=ahora)
    assert len(hechos) == 1


def test_reenviar_unknown_is_named_and_nothing_moves(muerta, ahora):
    with pytest.raises(SalidaDesconocidaError, match="999999"):
        reenviar(ids=[muerta.pk, 999_999], ahora=ahora)
    muerta.refresh_from_db()
    assert muerta.estado == "muerta"


def test_reenviar_what_is_not_parked_is_refused(poner, ahora, hechos):
    hecha = poner()
    drenar(ahora=ahora)
    with pytest.raises(SalidaNoMuertaError, match=f"{hecha.pk} está hecha"):
        reenviar(ids=[hecha.pk], ahora=ahora)


def test_salidas_listar_aligns_what_is_not_done(muerta, poner, hechos):
    poner("correo:8")
    titulos, primera, segunda = run("listar").splitlines()
    assert titulos.split() == ["ID", "ESTADO", "EFECTO", "CLAVE", "INTENTOS", "PRÓXIMO", "INTENTO", "ÚLTIMO", "ERROR"]
    assert primera[titulos.index("CLAVE") :].startswith("correo:7")
    assert segunda[titulos.index("CLAVE") :].startswith("correo:8")
    assert "EfectoDesconocidoError" in primera


def test_salidas_listar_of_one_estado(muerta, poner):
    poner("correo:8")
    assert ("correo:7" in run("listar", "--estado", "muerta"), "correo:8" in run("listar", "--estado", "muerta")) == (True, False)
    assert run("listar", "--estado", "hecha") == "No hay salidas que mostrar.\n"


def test_salidas_reenviar_by_id_and_all(muerta):
    assert run("reenviar", str(muerta.pk)).startswith("Se reenviarán 1 ")
    assert run("reenviar", "--todas").startswith("Se reenviarán 0 ")


@pytest.mark.parametrize(
    ("argumentos", "mensaje", "codigo"),
    [
        (["reenviar", "999999"], "No existe la salida 999999", 1),
        (["reenviar"], "Diga qué reenviar", 2),
        (["reenviar", "1", "--todas"], "Diga qué reenviar", 2),
    ],
)
def test_salidas_reenviar_says_what_is_wrong(argumentos, mensaje, codigo):
    with pytest.raises(CommandError, match=mensaje) as error:
        run(*argumentos)
    assert error.value.returncode == codigo


def test_salidas_resumen_counts_and_tells_how_long_the_oldest_waits(muerta, poner, ahora):
    poner("correo:8")
    with reloj.detenido_en(ahora + timedelta(days=1, hours=2, minutes=3)):
        lineas = dict(linea.rsplit("  ", 1) for linea in run("resumen").splitlines())
    assert {titulo.strip(): valor for titulo, valor in lineas.items()} == {
        "Pendientes": "1",
        "Hechas": "0",
        "Muertas": "1",
        "La pendiente más antigua espera": "1 d 2 h 3 min",
    }


def test_salidas_resumen_of_nothing():
    assert run("resumen").splitlines()[-1].endswith("—")


@pytest.fixture
def operador(client, settings):
    """Somebody who may see the outbox, signed in."""
    settings.ROOT_URLCONF = __name__
    persona = get_user_model().objects.create_user("operador", email="operador@ejemplo.gt", password="x", is_staff=True)
    persona.user_permissions.set(Permission.objects.filter(codename__in=["view_salida", "view_aviso"]))
    client.force_login(persona)
    return persona


def post_reenviar(client, salida: Salida):
    accion = {"action": "reenviar_apartadas", "_selected_action": [salida.pk]}
    return client.post(reverse("admin:notifications_salida_changelist"), accion, follow=True)


def test_admin_shows_and_changes_nothing(client, operador, muerta):
    assert "correo:7" in client.get(reverse("admin:notifications_salida_changelist")).content.decode()
    assert client.post(reverse("admin:notifications_salida_change", args=[muerta.pk]), {"estado": "hecha"}).status_code == 403
    assert client.post(reverse("admin:notifications_salida_delete", args=[muerta.pk]), {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:notifications_salida_add")).status_code == 403
    assert client.get(reverse("admin:notifications_aviso_changelist")).status_code == 200
    assert Aviso.objects.count() == 0


def test_admin_reenviar_needs_its_permission(client, operador, muerta):
    post_reenviar(client, muerta)
    muerta.refresh_from_db()
    assert muerta.estado == "muerta"


def test_admin_reenviar_sends_again_and_says_what_cannot_be(client, operador, muerta):
    operador.user_permissions.add(Permission.objects.get(codename="change_salida"))
    assert "Se reenviarán 1 salidas" in post_reenviar(client, muerta).content.decode()
    muerta.refresh_from_db()
    assert muerta.estado == "pendiente"
    assert "Solo se reenvían las apartadas" in post_reenviar(client, muerta).content.decode()
