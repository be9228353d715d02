"""Every command of the tutorial is run in its order against a running server, and what it shows is compared with what came."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from config.env import RAIZ
from tests.clientes.servidor import Servidor, build_entorno

EN_ESPANOL, EN_INGLES = RAIZ / "docs" / "tutorial-api.md", RAIZ / "docs" / "tutorial-api.en.md"
CORTE = "──── fin de la orden"


@dataclass(frozen=True, slots=True)
class Bloque:
    """A fenced block: its language, what stands in it, and what it must answer if the next one shows that."""

    idioma: str
    texto: str


def read_bloques(texto: str) -> list[Bloque]:
    return [Bloque(idioma, cuerpo) for idioma, cuerpo in re.findall(r"^```(\w+)\n(.*?)^```$", texto, re.M | re.S)]


def read_ordenes(bloques: list[Bloque], idioma: str) -> list[tuple[str, Bloque | None]]:
    """What is run, each with the answer shown right behind it."""
    siguientes = [*bloques[1:], None]
    return [
        (b.texto, s if s and s.idioma in ("json", "text") else None) for b, s in zip(bloques, siguientes, strict=True) if b.idioma == idioma
    ]


@pytest.mark.lento
def test_each_command_of_the_tutorial_does_what_it_says(servidor: Servidor, tmp_path: Any) -> None:
    bloques = read_bloques(EN_ESPANOL.read_text(encoding="utf-8"))
    ordenes, guiones = read_ordenes(bloques, "sh"), read_ordenes(bloques, "python")
    assert len(ordenes) > 12
    assert len(guiones) == 1
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    (tmp_path / "manage.py").symlink_to(RAIZ / "manage.py")
    python = f'{sys.executable} - <<"FIN_DEL_GUION"\n{guiones[0][0]}FIN_DEL_GUION\n'
    partes = [orden for orden, _ in ordenes] + [python]
    guion = "set -euo pipefail\n" + f'echo "{CORTE}"\n'.join(partes)
    entorno = build_entorno(servidor.carpeta) | {"BASE": servidor.base, "PYTHONPATH": f"{RAIZ}:{RAIZ / 'clientes' / 'python'}"}
    hecho = subprocess.run(["bash"], input=guion, cwd=tmp_path, env=entorno, capture_output=True, text=True, check=False, timeout=300)
    assert hecho.returncode == 0, hecho.stderr + hecho.stdout
    salidas = hecho.stdout.split(f"{CORTE}\n")
    distintas = [
        falla
        for salida, (orden, mostrado) in zip(salidas, [*ordenes, guiones[0]], strict=True)
        if mostrado
        for falla in compare(salida, mostrado, orden)
    ]
    assert distintas == []


def compare(salida: str, mostrado: Bloque, orden: str) -> list[str]:
    """What the page shows and the command did not."""
    if mostrado.idioma == "json":
        return [f"{orden}{falla}" for falla in list_ausentes(json.loads(salida), json.loads(mostrado.texto), "")]
    lineas = mostrado.texto.splitlines()
    return [] if salida.splitlines()[-len(lineas) :] == lineas else [f"{orden} dio {salida}"]


def list_ausentes(dado: Any, mostrado: Any, donde: str) -> Iterator[str]:
    """Each name must be there with its value, any value for «…», the first items of a list, some number for a position or an id."""
    if isinstance(mostrado, dict):
        for nombre, valor in mostrado.items():
            if nombre in dado:
                yield from list_ausentes(dado[nombre], valor, f"{donde}/{nombre}")
            else:
                yield f"{donde}/{nombre} no está en {dado}"
    elif isinstance(mostrado, list):
        for uno, otro in zip_longest(dado[: len(mostrado)], mostrado):
            yield from list_ausentes(uno, otro, donde)
    elif donde.endswith(("/siguiente", "/id")):
        if type(dado) is not type(mostrado):
            yield f"{donde} es {dado!r}"
    elif dado != mostrado and not (mostrado == "…" and isinstance(dado, str) and dado):
        yield f"{donde} es {dado!r}"


def test_both_tutorials_run_the_same_commands() -> None:
    espanol, ingles = (read_bloques(archivo.read_text(encoding="utf-8")) for archivo in (EN_ESPANOL, EN_INGLES))
    assert [(b.idioma, _without_comments(b.texto)) for b in espanol] == [(b.idioma, _without_comments(b.texto)) for b in ingles]


def _without_comments(texto: str) -> str:
    return re.sub(r"[ \t]*(?<![\w'\"$])#.*$", "", texto, flags=re.M)
