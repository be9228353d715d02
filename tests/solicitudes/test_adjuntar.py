"""adjuntar: an officer or a liaison puts a file with the information into the case (LAIP arts. 19 and 20)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from documentos.almacen import AlmacenNoDisponibleError, open_contenido
from documentos.models import Documento
from solicitudes.policies import visible_documentos
from tests.elenco import Elenco, enqueued, refused, snapshot, un_expediente

CSV = b"producto;precio\nAmoxicilina;0.42\n"


@pytest.mark.parametrize(("quien", "rol"), [("la_oficial", "oficial"), ("el_enlace", "enlace")])
def test_adjuntar_keeps_the_bytes_and_leaves_their_hash_in_the_history(elenco: Elenco, quien: str, rol: str) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    documento = caso.hacer("adjuntar", por=quien, nombre="compras 2026.csv", contenido=CSV, version=3)
    assert caso.solicitud.estado == "en_tramite"
    assert (caso.ultimo.rol, caso.ultimo.numero) == (rol, 4)
    assert caso.ultimo.datos == {"documento": documento.codigo, "nombre": documento.nombre_archivo, "sha256": documento.sha256}
    with open_contenido(sha256=documento.sha256) as guardado:
        assert guardado.read() == CSV
    assert {"numero": 4} not in enqueued(caso.folio)["avisar"]


def test_adjuntar_the_same_file_twice_keeps_both_entries(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    primero, segundo = caso.hacer("adjuntar"), caso.hacer("adjuntar")
    assert primero.codigo != segundo.codigo
    assert Documento.objects.filter(folio=caso.folio, tipo="anexo").count() == 2


def test_adjuntar_reaches_the_applicant_with_the_answer_and_not_before(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    anexo = caso.hacer("adjuntar")
    assert anexo not in visible_documentos(caso.la_solicitante, caso.solicitud)
    caso.answer()
    assert anexo in visible_documentos(caso.la_solicitante, caso.solicitud)


@pytest.mark.parametrize("estado", ["presentada", "en_aclaracion", "vencida"])
def test_adjuntar_in_any_open_state(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    caso.hacer("adjuntar")
    assert caso.solicitud.estado == estado


@pytest.mark.parametrize("estado", ["resuelta", "entregada", "remitida", "desistida", "cerrada"])
def test_adjuntar_in_another_state_is_refused(elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado)
    with refused("acto-no-permitido", 409):
        caso.hacer("adjuntar")


@pytest.mark.parametrize("quien", ["la_solicitante", "la_jefa", "la_autoridad", "el_regulador", "el_reloj"])
def test_adjuntar_by_another_role_is_refused(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("acto-no-autorizado", 403):
        caso.hacer("adjuntar", por=quien)


@pytest.mark.parametrize("quien", ["el_enlace", "otro_enlace", "una_extrana", "nadie"])
def test_adjuntar_to_what_was_not_assigned_does_not_exist(elenco: Elenco, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("adjuntar", por=quien)


def test_adjuntar_on_a_stale_version_is_refused(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused("version-anterior", 412):
        caso.hacer("adjuntar", version=1)


@pytest.mark.parametrize(
    ("contenido", "nombre", "codigo"),
    [(b"", "vacio.csv", "archivo-vacio"), (b"\x7fELF\x02\x01\x01\x00" + b"\0" * 60, "lista.csv", "tipo-de-archivo-no-admitido")],
)
def test_adjuntar_a_bad_file_is_refused(elenco: Elenco, contenido: bytes, nombre: str, codigo: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    with refused(codigo, 422):
        caso.hacer("adjuntar", nombre=nombre, contenido=contenido)


def test_adjuntar_more_than_the_limit_is_refused(elenco: Elenco, settings) -> None:
    settings.DOCUMENTO_TAMANO_MAXIMO = 10
    caso = un_expediente(elenco, "en_tramite")
    with refused("archivo-demasiado-grande", 422):
        caso.hacer("adjuntar", contenido=b"once bytes.")


def test_adjuntar_with_no_disk_changes_nothing(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    Path(settings.DOCUMENTOS_DIR).write_bytes(b"a file where the folder should be")
    antes = snapshot()
    with pytest.raises(AlmacenNoDisponibleError):
        caso.hacer("adjuntar")
    assert snapshot() == antes
