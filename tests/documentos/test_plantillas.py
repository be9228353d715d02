"""Templates: what changes their text changes their number, and nothing in them is left to chance."""

from __future__ import annotations

import copy
import re

import pytest
from django.conf import settings as ajustes
from django.template.loader import render_to_string

from documentos.emision import complete_contexto
from documentos.models import Documento
from documentos.plantillas import CANDADO, CARPETA, PLANTILLAS
from tests.documentos import ejemplos
from tests.documentos.ejemplos import AHORA, CODIGO

CONTEXTOS = {nombre: getattr(ejemplos, f"build_{nombre}") for nombre in PLANTILLAS}


def emitted_versions() -> dict[tuple[str, int], str]:
    lineas = [linea.split() for linea in CANDADO.read_text(encoding="utf-8").splitlines() if not linea.startswith("#")]
    return {(nombre, int(version)): suma for nombre, version, suma in lineas}


@pytest.mark.parametrize("plantilla", PLANTILLAS.values(), ids=list(PLANTILLAS))
def test_template_that_changes_has_a_new_version(plantilla):
    suma = plantilla.hash_archivos()

    assert emitted_versions().get((plantilla.nombre, plantilla.version)) == suma, (
        f"Changed files of «{plantilla.nombre}»: raise its version in documentos/plantillas.py and add to plantillas.lock the line\n"
        f"{plantilla.nombre} {plantilla.version + 1} {suma}"
    )


def test_every_file_belongs_to_a_template():
    declarados = {archivo for plantilla in PLANTILLAS.values() for archivo in plantilla.archivos}

    assert declarados == {ruta.name for ruta in CARPETA.iterdir()}


def test_lock_has_one_line_for_each_version():
    lineas = [linea for linea in CANDADO.read_text(encoding="utf-8").splitlines() if not linea.startswith("#")]

    assert len(lineas) == len(emitted_versions())


def test_every_paper_of_ours_has_a_template():
    assert set(PLANTILLAS) == {str(tipo) for tipo in Documento.Tipo} - {"anexo"}


@pytest.mark.parametrize("nombre", sorted(ruta.name for ruta in CARPETA.glob("*.html")))
def test_template_never_trusts_text(nombre):
    assert not re.search(
        r"\|\s*safe\b|safeseq|autoescape|<script|@import|https?:|file:|url\(", (CARPETA / nombre).read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("nombre", list(PLANTILLAS))
def test_template_asks_for_nothing_beyond_its_contract(nombre, settings):
    opciones = copy.deepcopy(ajustes.TEMPLATES)
    opciones[0]["OPTIONS"]["string_if_invalid"] = "«falta %s»"
    settings.TEMPLATES = opciones

    html = render_to_string(f"pdf/{nombre}.html", complete_contexto(CONTEXTOS[nombre](), codigo=CODIGO, fecha_hora_emision=AHORA))

    assert "«falta" not in html
