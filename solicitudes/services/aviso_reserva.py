"""The warnings that a reserve is about to end (LAIP arts. 27 and 28): to the top authority, on the days before that the regime sets."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from notifications.outbox import Entrada, encolar_varias
from solicitudes.models import AvisoDeReserva
from solicitudes.registro_reservas import list_ending_by
from solicitudes.services.barrido import latest_hoy
from workflow.regimen import get_regimen_vigente, load_regimenes
from workflow.reservas import reglas_de_reserva


def avisar_reservas(*, ahora: datetime) -> int:
    """Ask for the warnings that are due and were not asked for; returns how many.

    Safe to run twice, at once, or days late: a warning is a row of its own, and only the nearest of those that came due is sent.
    """
    horizonte = max((dias for r in load_regimenes().values() for dias in reglas_de_reserva(r).avisos_dias_antes), default=0)
    hoy = latest_hoy(ahora)
    reservas = list_ending_by(hoy + timedelta(days=horizonte)).filter(fin__gte=hoy - timedelta(days=1)).select_related("institucion")
    debidos = []
    for reserva in reservas.iterator(chunk_size=500):
        regimen = get_regimen_vigente(reserva.institucion.regimen, fecha=ahora)
        dias = reglas_de_reserva(regimen).due_aviso(reserva.ultimo_dia, ahora.astimezone(regimen.zona).date())
        if dias is not None:
            debidos.append(AvisoDeReserva(reserva=reserva, hasta=reserva.ultimo_dia, dias=dias, fecha_hora=ahora))
    return sum(_ask(aviso, ahora) for aviso in debidos)


def _ask(aviso: AvisoDeReserva, ahora: datetime) -> bool:
    with transaction.atomic():
        _, nuevo = AvisoDeReserva.objects.get_or_create(
            reserva=aviso.reserva, hasta=aviso.hasta, dias=aviso.dias, defaults={"fecha_hora": ahora}
        )
        if nuevo:
            clave = f"reserva:{aviso.reserva_id}:{aviso.hasta}:{aviso.dias}"
            encolar_varias([Entrada("avisar-reserva", clave, {"reserva": aviso.reserva_id, "dias": aviso.dias})], ahora=ahora)
    return nuevo
