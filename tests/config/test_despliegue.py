"""The compose file and the image: what they name exists. No engine runs them here, so each reference is followed by hand."""

from __future__ import annotations

import importlib
import re
import tomllib
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from config.env import AJUSTES, RAIZ

COMPOSE: dict[str, Any] = yaml.safe_load((RAIZ / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICIOS: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (RAIZ / "Dockerfile").read_text(encoding="utf-8")


def test_the_full_way_is_all_there() -> None:
    assert set(SERVICIOS) == {"base", "redis", "correo", "migrar", "web", "trabajador", "reloj"}


def test_nothing_starts_with_a_secret_of_everybody() -> None:
    ajustes = COMPOSE["x-sitio"]["environment"]
    assert ajustes["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert SERVICIOS["base"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert "${POSTGRES_PASSWORD:?" in ajustes["DATABASE_URL"]


def test_each_variable_is_a_setting() -> None:
    assert set(COMPOSE["x-sitio"]["environment"]) <= set(AJUSTES)


@pytest.mark.parametrize("nombre", sorted(SERVICIOS))
def test_what_a_service_waits_for_exists_and_can_say_that_it_is_well(nombre: str) -> None:
    for otro, condicion in SERVICIOS[nombre].get("depends_on", {}).items():
        assert otro in SERVICIOS
        if condicion["condition"] == "service_healthy":
            assert "healthcheck" in SERVICIOS[otro]


@pytest.mark.parametrize("nombre", sorted(SERVICIOS))
def test_each_volume_is_declared(nombre: str) -> None:
    assert {v.partition(":")[0] for v in SERVICIOS[nombre].get("volumes", [])} <= set(COMPOSE["volumes"])


def test_each_published_port_is_of_this_machine_only() -> None:
    puertos = [puerto for servicio in SERVICIOS.values() for puerto in servicio.get("ports", [])]
    assert [puerto for puerto in puertos if not puerto.startswith("127.0.0.1:")] == []


def test_each_command_names_what_exists() -> None:
    ordenes = " ".join(" ".join(s.get("command", [])) for s in SERVICIOS.values())
    assert set(re.findall(r"manage\.py (\w+)", ordenes + DOCKERFILE)) <= set(get_commands())
    assert re.findall(r"celery -A (\w+)", ordenes) == ["config", "config"]
    modulo, _, nombre = re.search(r'"(config\.\w+:\w+)"', DOCKERFILE)[1].partition(":")  # type: ignore[index]
    assert callable(getattr(importlib.import_module(modulo), nombre))


def test_the_image_gets_the_uv_of_the_developers() -> None:
    (de_la_imagen,) = re.findall(r"uv==([\d.]+)", DOCKERFILE)
    assert f"UV_VERSION={de_la_imagen}\n" in (RAIZ / "bin" / "preparar").read_text(encoding="utf-8")


def test_one_version_everywhere() -> None:
    version = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert COMPOSE["x-sitio"]["image"] == f"solicitudes:{version}"
    assert yaml.safe_load((RAIZ / "publiccode.yml").read_text(encoding="utf-8"))["softwareVersion"] == version
    assert f"## {version}" in (RAIZ / "CHANGELOG.md").read_text(encoding="utf-8")
