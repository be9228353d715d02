"""What is done long ago is forgotten; what waits, died or is recent stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from notifications.limpieza import DIAS, purgar_salidas
from notifications.models import Salida
from notifications.models.salida import EstadoSalida

pytestmark = pytest.mark.django_db


def leave(clave: str, estado: EstadoSalida, fin) -> None:
    Salida.objects.create(
        clave=clave, efecto="anotar", estado=estado, proximo_intento=fin, fecha_hora_creada=fin,
        fecha_hora_fin=None if estado == EstadoSalida.PENDIENTE else fin,
    )  # fmt: skip


def test_purgar_forgets_what_was_done_long_ago_and_nothing_else(ahora):
    vieja, reciente = ahora - timedelta(days=DIAS, seconds=1), ahora - timedelta(days=DIAS)
    for n in range(5):
        leave(f"hecha-{n}", EstadoSalida.HECHA, vieja)
    leave("reciente", EstadoSalida.HECHA, reciente)
    leave("muerta", EstadoSalida.MUERTA, vieja)
    leave("pendiente", EstadoSalida.PENDIENTE, vieja)
    assert purgar_salidas(ahora=ahora, lote=2) == 5
    assert set(Salida.objects.values_list("clave", flat=True)) == {"reciente", "muerta", "pendiente"}
    assert purgar_salidas(ahora=ahora) == 0
