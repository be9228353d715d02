"""manage.py diagrama: the drawing of the states in the documentation is the one of the table."""

from __future__ import annotations

import io
from pathlib import Path

from django.core.management import call_command

from config.env import RAIZ
from workflow.diagrama import draw_documento


def test_the_drawing_is_up_to_date() -> None:
    assert (RAIZ / "docs" / "estados.md").read_text(encoding="utf-8") == draw_documento(), "make diagrama"


def test_diagrama_writes_where_it_is_told(tmp_path: Path) -> None:
    archivo = tmp_path / "estados.md"
    call_command("diagrama", "--salida", str(archivo), stdout=io.StringIO())
    assert archivo.read_text(encoding="utf-8") == draw_documento()
