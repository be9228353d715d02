"""A paper is issued once, whole, or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from documentos.almacen import AlmacenNoDisponibleError, open_contenido
from documentos.emision import complete_contexto, emitir, insert_documento
from documentos.models import Documento
from documentos.plantillas import PLANTILLAS
from documentos.render import render
from tests.documentos.ejemplos import AHORA, FOLIO, INSTITUCION, build_acuse, build_resolucion, issue_acuse
from tests.documentos.lectura_pdf import extract_text
from tests.documentos.test_almacen import archivos, disco_lleno
from tests.documentos.test_modelo import build_documento

pytestmark = pytest.mark.django_db


def test_emitir_keeps_the_paper_and_what_made_it():
    documento = issue_acuse()

    documento.refresh_from_db()
    with open_contenido(sha256=documento.sha256) as archivo:
        contenido = archivo.read()
    assert documento.tamano == len(contenido) and contenido.startswith(b"%PDF-1.7")
    assert (documento.folio, documento.tipo, documento.referencia) == (FOLIO, "acuse", "")
    assert (documento.plantilla, documento.plantilla_version) == ("acuse", PLANTILLAS["acuse"].version)
    assert documento.titulo == f"Acuse de recibo {FOLIO}"
    assert documento.nombre_archivo == f"acuse-{FOLIO}.pdf"
    assert documento.tipo_contenido == "application/pdf"
    assert documento.contexto == build_acuse()
    assert documento.fecha_hora_emision == AHORA
    assert documento.codigo in extract_text(contenido)


def test_emitir_can_be_proved_from_its_row():
    """Code, moment and context of the row are all that the bytes depend on."""
    documento = issue_acuse()
    documento.refresh_from_db()

    contexto = complete_contexto(documento.contexto, codigo=documento.codigo, fecha_hora_emision=documento.fecha_hora_emision)

    with open_contenido(sha256=documento.sha256) as archivo:
        assert archivo.read() == render(plantilla=documento.plantilla, contexto=contexto)


def test_emitir_resolucion_is_named_by_its_number():
    documento = emitir(
        tipo="resolucion",
        folio=FOLIO,
        referencia="UIP/0457/2026",
        institucion_nombre=INSTITUCION["nombre"],
        contexto=build_resolucion(),
        ahora=AHORA,
    )

    assert documento.titulo == "Resolución UIP/0457/2026"
    assert documento.nombre_archivo == f"resolucion-{FOLIO}-UIP-0457-2026.pdf"


def test_emitir_again_gives_the_first(settings, django_assert_num_queries):
    primero = issue_acuse()

    with django_assert_num_queries(1):
        segundo = issue_acuse(contexto=build_acuse(solicitante_nombre="Otra persona"), ahora=AHORA + timedelta(days=3))

    assert segundo == primero and segundo.codigo == primero.codigo
    assert len(archivos(settings.DOCUMENTOS_DIR)) == 1


def test_emitir_for_another_case_is_another_paper():
    assert issue_acuse().codigo != issue_acuse(folio="GT-2026-MSPAS-000124").codigo


def test_insert_documento_that_lost_the_race_gives_the_winner():
    ganador = insert_documento(build_documento())
    perdedor = build_documento(codigo="0000-0000-0000-0001", sha256="c" * 64)

    assert insert_documento(perdedor) == ganador
    assert Documento.objects.count() == 1


def test_insert_documento_hides_no_other_fault():
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_documento(build_documento(tamano=0))


def test_emitir_on_a_full_disk_leaves_nothing_and_succeeds_later(settings):
    issue_acuse(folio="GT-2026-MSPAS-000001")  # the typefaces are loaded while the disk still works
    with disco_lleno(), pytest.raises(AlmacenNoDisponibleError):
        issue_acuse()

    assert not Documento.objects.filter(folio=FOLIO).exists()
    assert len(archivos(settings.DOCUMENTOS_DIR)) == 1
    assert issue_acuse().folio == FOLIO


def test_emitir_without_a_folder_is_a_passing_fault(settings, tmp_path):
    (tmp_path / "estorbo").write_text("no soy una carpeta")
    settings.DOCUMENTOS_DIR = tmp_path / "estorbo" / "documentos"

    with pytest.raises(OSError, match="almacén de documentos"):
        issue_acuse()
    assert not Documento.objects.exists()


def test_emitir_with_a_broken_context_leaves_nothing(settings):
    with pytest.raises(TypeError):
        issue_acuse(contexto=build_acuse(descripcion=AHORA))

    assert not Documento.objects.exists()
    assert not Path(settings.DOCUMENTOS_DIR).exists()


def test_emitir_of_an_unknown_kind_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        emitir(tipo="factura", folio=FOLIO, referencia="", institucion_nombre="x", contexto={}, ahora=AHORA)


PROGRAMA = """
import sys, time, pathlib, django
django.setup()
from django.db import connection
from tests.documentos.ejemplos import build_acuse, issue_acuse
from tests.documentos.test_render import draw
carpeta, nombre = pathlib.Path(sys.argv[1]), sys.argv[2]
draw("acuse", build_acuse())
(carpeta / nombre).touch()
while not (carpeta / "ya").exists():
    time.sleep(0.005)
for numero in range(5):
    print(issue_acuse(folio=f"GT-2026-MSPAS-{numero:06}").codigo)
"""


@pytest.mark.lento
@pytest.mark.django_db(databases=[])
def test_emitir_by_two_processes_at_once_gives_one_paper(tmp_path):
    """Two workers with warm renderers and one SQLite file: five papers, not ten, and both were told the same codes."""
    entorno = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/base.sqlite3", "DOCUMENTOS_DIR": str(tmp_path / "papeles")}
    preparar = (
        "import django; django.setup(); from django.core.management import call_command; call_command('migrate', 'documentos', verbosity=0)"
    )
    subprocess.run([sys.executable, "-c", preparar], env=entorno, check=True, capture_output=True)

    procesos = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAMA, str(tmp_path), nombre],
            env=entorno,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for nombre in ("uno", "dos")
    ]
    for _ in range(6000):
        if (tmp_path / "uno").exists() and (tmp_path / "dos").exists():
            break
        assert all(proceso.poll() is None for proceso in procesos)
        threading.Event().wait(0.01)
    (tmp_path / "ya").touch()
    salidas = [proceso.communicate(timeout=60)[0].split() for proceso in procesos]

    assert salidas[0] == salidas[1] and len(set(salidas[0])) == 5


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_emitir_by_two_threads_at_once_gives_one_paper():
    barrera, codigos = threading.Barrier(2), []

    def emit() -> None:
        barrera.wait()
        codigos.append(issue_acuse().codigo)
        connection.close()

    hilos = [threading.Thread(target=emit) for _ in range(2)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()

    assert len(codigos) == 2 and len(set(codigos)) == 1
    assert Documento.objects.count() == 1
