"""manage.py directorios: what the page does, from the line, in the name of somebody who administers."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from solicitudes.models import ActoAdministrativo, Emisor
from solicitudes.services.emisores import read_secreto
from tests.elenco import Elenco
from tests.emisor.mentiras import SECRETO
from tests.emisor.servidor import DirectorioDePruebas


@pytest.fixture(autouse=True)
def _locales(settings, elenco: Elenco) -> None:
    settings.EMISORES_LOCALES = True


def run(monkeypatch: pytest.MonkeyPatch, *orden: str, secreto: str = "", por: str = "la_administradora") -> str:
    salida = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{secreto}\n"))
    call_command("directorios", "--por", por, *orden, stdout=salida)
    return salida.getvalue()


def test_registrar_rotar_probar_desactivar_reactivar_listar(
    monkeypatch: pytest.MonkeyPatch, elenco: Elenco, directorio: DirectorioDePruebas, settings
) -> None:
    orden = ["registrar", "mspas", "MSPAS", directorio.url, "honesto", "--nombre", "Salud", "--dominio", "oficina.example"]
    assert "quedó registrado" in run(monkeypatch, *orden, secreto=SECRETO)
    assert read_secreto(Emisor.objects.get()) == SECRETO
    assert "secreto nuevo" in run(monkeypatch, "rotar", "mspas", secreto="otro")
    assert read_secreto(Emisor.objects.get()) == "otro"
    settings.SECRETOS_DE_EMISORES = {"mspas": "afuera"}
    run(monkeypatch, "rotar", "mspas", "--en-la-instalacion")
    assert read_secreto(Emisor.objects.get()) == "afuera"
    assert "responde como debe" in run(monkeypatch, "probar", "mspas")
    assert "Nadie más" in run(monkeypatch, "desactivar", "mspas")
    assert "desactivado" in run(monkeypatch, "listar")
    assert "Se vuelve a entrar" in run(monkeypatch, "reactivar", "mspas")
    assert f"mspas  MSPAS  {directorio.url}  activo  oficina.example" in run(monkeypatch, "listar")
    assert set(ActoAdministrativo.objects.values_list("persona", flat=True)) == {elenco.la_administradora.persona_id}


@pytest.mark.parametrize(
    ("orden", "por", "queja"),
    [
        (["listar"], "nadie", "nadie"),
        (["listar"], "la_oficial", "administración del sistema"),
        (["rotar", "ninguno"], "la_administradora", "lista de directorios"),
        (["registrar", "x", "MSPAS", "https://127.0.0.1:1", "y", "--dominio", "a.gt"], "la_administradora", "Escriba el secreto"),
    ],
)
def test_refused_with_its_reason(monkeypatch: pytest.MonkeyPatch, orden: list[str], por: str, queja: str) -> None:
    with pytest.raises(CommandError, match=queja):
        run(monkeypatch, *orden, por=por)
