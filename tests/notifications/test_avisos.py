"""The proof: somebody is told once, and what says so never changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from notifications.avisos import avisar
from notifications.channels import CANALES
from notifications.models import Aviso
from notifications.models.aviso import AvisoInmutableError
from tests.notifications.conftest import T
from tests.notifications.test_correo import MENSAJE

pytestmark = pytest.mark.django_db


def test_avisar_delivers_and_keeps_the_proof_without_the_address(carpeta):
    assert avisar(mensaje=MENSAJE, canal="correo", ahora=T) is True
    aviso = Aviso.objects.get()
    assert (aviso.folio, aviso.evento, aviso.canal, aviso.destinatario) == (MENSAJE.folio, "presentada", "correo", "solicitante")
    assert aviso.fecha_hora_envio == T
    assert "ana@" not in " ".join(map(str, Aviso.objects.values_list().get()))
    assert len(list(carpeta.iterdir())) == 1


def test_avisar_twice_tells_once(carpeta):
    avisar(mensaje=MENSAJE, canal="correo", ahora=T)
    assert avisar(mensaje=replace(MENSAJE, fecha_hora=T.replace(day=26)), canal="correo", ahora=T) is False
    assert len(list(carpeta.iterdir())) == 1


def test_avisar_that_died_before_the_proof_sends_the_same_message_again(carpeta):
    CANALES["correo"].enviar(MENSAJE, ahora=T)
    assert avisar(mensaje=MENSAJE, canal="correo", ahora=T) is True
    assert len(list(carpeta.iterdir())) == 1


def test_avisar_that_fails_keeps_no_proof():
    with pytest.raises(Exception, match="bien escrita"):
        avisar(mensaje=replace(MENSAJE, para="ana"), canal="correo", ahora=T)
    assert not Aviso.objects.exists()


def test_aviso_is_never_changed_nor_deleted(carpeta):
    avisar(mensaje=MENSAJE, canal="correo", ahora=T)
    aviso = Aviso.objects.get()
    for intento in (
        aviso.save,
        aviso.delete,
        Aviso.objects.all().delete,
        lambda: Aviso.objects.update(folio="otro"),
        lambda: Aviso.objects.bulk_update([aviso], ["folio"]),
    ):
        with pytest.raises(AvisoInmutableError):
            intento()
    assert Aviso.objects.get().folio == MENSAJE.folio


@pytest.mark.parametrize("campo", ["folio", "mensaje_id"])
def test_aviso_that_proves_nothing_is_refused(campo):
    datos = {"folio": "GT-1", "evento": "e", "canal": "c", "destinatario": "d", "mensaje_id": "<1@x>", "fecha_hora_envio": T}
    with pytest.raises(IntegrityError), transaction.atomic():
        Aviso.objects.create(clave="k", **{**datos, campo: ""})
