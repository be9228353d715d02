"""A row of the register is written once: the program refuses to change it, and PostgreSQL refuses too."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from documentos.codigos import new_codigo
from documentos.models import Documento, DocumentoInmutableError
from tests.documentos.ejemplos import AHORA, CODIGO, FOLIO

pytestmark = pytest.mark.django_db


def build_documento(**cambios: Any) -> Documento:
    campos = {
        "codigo": CODIGO,
        "folio": FOLIO,
        "tipo": "anexo",
        "referencia": "1",
        "institucion_nombre": "Ministerio",
        "titulo": "listado.csv",
        "nombre_archivo": "listado.csv",
        "tipo_contenido": "text/csv",
        "tamano": 10,
        "sha256": "a" * 64,
        "fecha_hora_emision": AHORA,
    }
    return Documento(**campos | cambios)


@pytest.mark.parametrize(
    "cambios",
    [
        {"tipo": "factura"},
        {"tamano": 0},
        {"sha256": "a" * 63},
        {"tipo": "acuse"},  # a paper of ours without its template
        {"plantilla": "acuse", "plantilla_version": 1},  # a file of the officer with one
        {"codigo": "ZZZZ-ZZZZ-ZZZZ-ZZZZ", "referencia": "0"},
        {"codigo": "0000-0000-0000-0000"},
    ],
)
def test_documento_that_lies_is_refused_by_the_database(cambios):
    build_documento(codigo="ZZZZ-ZZZZ-ZZZZ-ZZZZ").save()

    with pytest.raises(IntegrityError), transaction.atomic():
        build_documento(**{"referencia": "2"} | cambios | ({"referencia": "1"} if cambios.get("codigo", "").startswith("0") else {})).save()


def test_documento_is_not_saved_twice():
    documento = build_documento()
    documento.save()
    documento.titulo = "otro"

    with pytest.raises(DocumentoInmutableError):
        documento.save()
    with pytest.raises(DocumentoInmutableError):
        Documento.objects.get().save(update_fields=["titulo"])


def test_documento_with_the_key_of_another_does_not_replace_it():
    build_documento(pk=7).save()

    with pytest.raises(IntegrityError), transaction.atomic():
        build_documento(pk=7, codigo=new_codigo(), referencia="2").save()
    assert Documento.objects.get().codigo == CODIGO


@pytest.mark.parametrize(
    "acto",
    [
        lambda: Documento.objects.get().delete(),
        lambda: Documento.objects.all().delete(),
        lambda: Documento.objects.update(titulo="otro"),
        lambda: Documento.objects.bulk_update([Documento.objects.get()], ["titulo"]),
        lambda: Documento.objects.bulk_create(
            [build_documento()], update_conflicts=True, update_fields=["titulo"], unique_fields=["codigo"]
        ),
        lambda: Documento.objects.update_or_create(codigo=CODIGO, defaults={"titulo": "otro"}),
    ],
    ids=["delete", "queryset-delete", "update", "bulk_update", "bulk_create", "update_or_create"],
)
def test_documento_is_neither_changed_nor_deleted(acto):
    build_documento().save()

    with pytest.raises(DocumentoInmutableError):
        acto()
    assert Documento.objects.get().titulo == "listado.csv"


@pytest.mark.postgres
@pytest.mark.parametrize("orden", ["UPDATE documentos_documento SET sha256 = repeat('b', 64)", "DELETE FROM documentos_documento"])
def test_documento_is_defended_by_postgresql(orden):
    build_documento().save()

    with pytest.raises(DatabaseError, match="no se modifica ni se borra"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(orden)


@pytest.mark.postgres
def test_defence_of_postgresql_can_be_taken_back_and_put_again():
    migracion = import_module("documentos.migrations.0002_documento_solo_insercion")
    build_documento().save()

    with connection.schema_editor() as editor:
        migracion.drop_trigger(apps, editor)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documentos_documento SET titulo = 'otro'")
    with connection.schema_editor() as editor:
        migracion.create_trigger(apps, editor)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documentos_documento SET titulo = 'otro'")
