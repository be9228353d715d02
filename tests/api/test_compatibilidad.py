"""A change that breaks programs needs another version: the shape of the schema is kept in forma_de_la_api.json and compared.

`FORMA=1 pytest tests/api/test_compatibilidad.py` writes it again, when the version says what the change is.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from config.env import RAIZ
from tests.api.compatibilidad import Forma, list_rupturas, may_break, read_forma

ARCHIVO = Path(__file__).with_name("forma_de_la_api.json")


@pytest.fixture(scope="module")
def forma() -> Forma:
    return json.loads(json.dumps(read_forma(SchemaGenerator().get_schema(request=None, public=True))))


def test_the_schema_breaks_nobody_without_another_version(forma: Forma) -> None:
    guardada = json.loads(ARCHIVO.read_text(encoding="utf-8"))
    rupturas = list_rupturas(guardada, forma)
    assert not rupturas or may_break(guardada["version"], forma["version"]), "\n".join(rupturas)
    if os.environ.get("FORMA") == "1":
        ARCHIVO.write_text(json.dumps(forma, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def test_the_changelog_of_the_api_tells_of_this_version(forma: Forma) -> None:
    assert f"\n## {forma['version']}" in (RAIZ / "docs" / "api-cambios.md").read_text(encoding="utf-8")


def _change(forma: Forma, cambio: Callable[[Forma], Any]) -> list[str]:
    nueva = copy.deepcopy(forma)
    cambio(nueva)
    return list_rupturas(forma, nueva)


_VER = "GET /api/v1/solicitudes/{folio}/"
ROTURAS: dict[str, Callable[[Forma], Any]] = {
    "a path is gone": lambda f: f["operaciones"].pop(_VER),
    "a parameter is gone": lambda f: f["operaciones"][_VER]["parametros"].pop("query:fields"),
    "a parameter is asked for": lambda f: f["operaciones"][_VER]["parametros"].update({"query:x": {"obligatorio": True, "forma": {}}}),
    "an answer is gone": lambda f: f["operaciones"][_VER]["respuestas"].pop("200"),
    "an answer is another": lambda f: f["operaciones"][_VER]["respuestas"].update({"200": {}}),
    "a body is another": lambda f: f["operaciones"]["POST /api/v1/solicitudes/"]["cuerpo"].update({"application/json": {"type": "array"}}),
    "a component is gone": lambda f: f["componentes"].pop("Expediente"),
    "a field is gone": lambda f: f["componentes"]["Expediente"]["properties"].pop("vence"),
    "a field is another thing": lambda f: f["componentes"]["Expediente"]["properties"]["version"].update({"type": "string"}),
    "a field may be missing": lambda f: f["componentes"]["Expediente"]["required"].remove("folio"),
    "a field is asked for": lambda f: f["componentes"]["PresentarRequest"]["required"].append("id_externo"),
    "a value is gone": lambda f: f["componentes"]["EstadoEnum"]["enum"].remove("remitida"),
}


@pytest.mark.parametrize("nombre", ROTURAS)
def test_what_breaks_programs_is_found(forma: Forma, nombre: str) -> None:
    assert _change(forma, ROTURAS[nombre])


def test_what_is_added_breaks_nobody(forma: Forma) -> None:
    def add(nueva: Forma) -> None:
        nueva["operaciones"]["GET /api/v1/nueva/"] = {"parametros": {}, "cuerpo": {}, "respuestas": {}}
        nueva["operaciones"][_VER]["parametros"]["query:otro"] = {"obligatorio": False, "forma": {}}
        nueva["componentes"]["Expediente"]["properties"]["otro"] = {"type": "string"}
        nueva["componentes"]["Expediente"]["required"].append("otro")
        nueva["componentes"]["PresentarRequest"]["properties"]["otro"] = {"type": "string"}
        nueva["componentes"]["EstadoEnum"]["enum"].append("otro")

    assert _change(forma, add) == []


@pytest.mark.parametrize(
    ("antes", "ahora", "puede"),
    [("0.1.0", "0.1.9", False), ("0.1.0", "0.2.0", True), ("0.9.0", "1.0.0", True), ("1.2.0", "1.3.0", False), ("1.9.9", "2.0.0", True)],
)
def test_which_version_may_break(antes: str, ahora: str, puede: bool) -> None:
    assert may_break(antes, ahora) is puede
