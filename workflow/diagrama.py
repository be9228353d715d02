"""The transition table as a page that people read: a Mermaid diagram and a table, both drawn from the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workflow.estados import ETIQUETAS, ETIQUETAS_RECURSO, ETIQUETAS_RESOLUCION, EXPLICACIONES
from workflow.roles import Rol
from workflow.transiciones import TRANSICIONES, TRANSICIONES_RECURSO, TRANSICIONES_RESOLUCION, Transicion

_CABECERA = """\
# Estados y actos

<!-- Lo escribe `make diagrama` a partir de workflow/transiciones.py; no se edita a mano. -->
"""


def draw_documento() -> str:
    """docs/estados.md: both machines, drawn and in words."""
    return "\n".join(
        [
            _CABECERA,
            "## La solicitud\n",
            *_draw_maquina(TRANSICIONES, ETIQUETAS),
            "",
            *_describe_estados(),
            "",
            "## La resolución\n",
            "El acto `resolver` de la solicitud notifica la resolución firmada (`notificar`).\n",
            *_draw_maquina(TRANSICIONES_RESOLUCION, ETIQUETAS_RESOLUCION),
            "",
            "## El recurso de revisión\n",
            "Nace con el acto `interponer_recurso` de la solicitud.\n",
            *_draw_maquina(TRANSICIONES_RECURSO, ETIQUETAS_RECURSO),
            "",
        ]
    )


def _draw_maquina(tabla: Mapping[str, Transicion], etiquetas: Mapping[Any, str]) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f'    state "{etiqueta}" as {estado}' for estado, etiqueta in etiquetas.items())
    for fila in tabla.values():
        yield from (f"    {origen} --> {fila.a}: {fila.acto}" for origen in _origenes(fila) if fila.a is not None)
    yield "```"
    yield ""
    yield "| acto | desde | a | quién | fundamento | qué es |"
    yield "|---|---|---|---|---|---|"
    for fila in tabla.values():
        desde = ", ".join(f"`{estado}`" for estado in sorted(fila.de)) or "–"
        a = f"`{fila.a}`" if fila.a else "sin cambio"
        yield f"| `{fila.acto}` | {desde} | {a} | {_roles(fila.roles)} | {fila.fundamento} | {fila.descripcion} |"


def _origenes(fila: Transicion) -> Iterable[str]:
    return sorted(fila.de) if fila.de else ["[*]"]


def _describe_estados() -> Iterator[str]:
    yield "| estado | se muestra como | qué significa |"
    yield "|---|---|---|"
    yield from (f"| `{estado}` | {ETIQUETAS[estado]} | {EXPLICACIONES[estado]} |" for estado in ETIQUETAS)


def _roles(roles: Iterable[Rol]) -> str:
    return ", ".join(rol.etiqueta for rol in Rol if rol in set(roles))
