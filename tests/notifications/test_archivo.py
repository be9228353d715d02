"""Mail as files: one per message, whole, readable by a mail program."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import timedelta
from email.policy import default
from pathlib import Path

import pytest
from django.core.mail import send_mail

from notifications.channels.correo import enviar
from tests.notifications.conftest import T
from tests.notifications.test_correo import MENSAJE


def list_correos(carpeta: Path) -> list[str]:
    return sorted(archivo.name for archivo in carpeta.iterdir())


def test_archivo_is_named_after_date_event_and_folio_and_opens_as_mail(carpeta):
    mensaje_id = enviar(MENSAJE, ahora=T)
    [nombre] = list_correos(carpeta)
    assert nombre.startswith("2026-03-25T09-00_presentada.solicitante_GT-2026-MSPAS-000123_")
    assert nombre.endswith(".eml")
    correo = email.message_from_bytes((carpeta / nombre).read_bytes(), policy=default)
    assert (correo["Message-ID"], correo["Subject"].strip()) == (mensaje_id, MENSAJE.asunto)
    assert correo.get_body(("html",)).get_content().strip() == MENSAJE.html


def test_archivo_same_message_on_another_day_is_one_file(carpeta):
    enviar(MENSAJE, ahora=T)
    enviar(MENSAJE, ahora=T + timedelta(days=3))
    assert len(list_correos(carpeta)) == 1


def test_archivo_two_messages_of_one_moment_are_two_files(carpeta):
    enviar(MENSAJE, ahora=T)
    enviar(replace(MENSAJE, identificador="otro"), ahora=T)
    assert len(list_correos(carpeta)) == 2


def test_archivo_name_cannot_leave_its_folder(carpeta):
    enviar(replace(MENSAJE, folio="../../fuera", evento="/etc/x"), ahora=T)
    [nombre] = list_correos(carpeta)
    assert "/" not in nombre
    assert list(carpeta.parent.glob("*.eml")) == []


def test_archivo_takes_mail_that_is_of_no_case(carpeta):
    send_mail("Confirme su correo", "Buen día", "no-responder@ejemplo.gt", ["ana@ejemplo.gt"])
    assert [nombre.startswith("correo_") for nombre in list_correos(carpeta)] == [True]


def test_archivo_a_disk_that_fails_leaves_nothing_half_written(carpeta, monkeypatch):
    def fail(_descriptor: int) -> None:
        raise OSError("disco lleno")

    monkeypatch.setattr("notifications.channels.archivo.os.fsync", fail)
    with pytest.raises(Exception, match="No se pudo entregar"):
        enviar(MENSAJE, ahora=T)
    assert list_correos(carpeta) == []
