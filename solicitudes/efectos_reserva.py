"""What the outbox does for the register of reserves: one letter for each top authority who has to decide before a reserve ends."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from notifications.avisos import avisar
from notifications.efectos import FallaPermanenteError, efecto
from notifications.mensajes import compose
from notifications.outbox import Entrada, encolar_varias
from solicitudes.models import Cargo, Persona, Reserva
from workflow.regimen import get_regimen_vigente
from workflow.roles import Rol


@efecto("avisar-reserva")
def tell_fin_de_reserva(*, ahora: datetime, reserva: int, dias: int) -> None:
    """Ask for one letter for each person who is top authority today, so that one bad address holds up nobody else."""
    fila = _get_reserva(reserva)
    hoy = ahora.astimezone(get_regimen_vigente(fila.institucion.regimen, fecha=ahora).zona).date()
    cargos = Cargo.objects.filter(rol=Rol.MAXIMA_AUTORIDAD.value, persona__is_active=True, unidad__institucion=fila.institucion_id)
    personas = sorted(set(cargos.vigentes(hoy).values_list("persona_id", flat=True)))
    with transaction.atomic():
        encolar_varias(
            (
                Entrada(
                    "enviar-carta-de-reserva",
                    f"carta-de-reserva:{reserva}:{fila.ultimo_dia}:{dias}:{persona}",
                    {"reserva": reserva, "dias": dias, "persona": persona},
                )
                for persona in personas
            ),
            ahora=ahora,
        )


@efecto("enviar-carta-de-reserva")
def send_carta_de_reserva(*, ahora: datetime, reserva: int, dias: int, persona: int) -> None:
    """Write and send one letter about a reserve that is about to end."""
    fila = _get_reserva(reserva)
    para = Persona.objects.filter(pk=persona, is_active=True).values_list("email", flat=True).first()
    if not para:
        return  # no address: the register itself shows the day
    mensaje = compose(
        evento="reserva_por_terminar",
        destinatario="maxima_autoridad",
        contexto={
            "folio": f"RESERVA-{fila.pk}",
            "institucion": fila.institucion.nombre_distinguible,
            "url": f"{settings.URL_BASE}/reservas/{fila.pk}/",
            "fecha_hora": ahora,
            "numero": fila.numero,
            "asunto": fila.asunto,
            "fecha_limite": fila.ultimo_dia,
        },
        para=para,
        identificador=f"RESERVA-{fila.pk}:{fila.ultimo_dia}:{dias}:{persona}",
    )
    avisar(mensaje=mensaje, canal="correo", ahora=ahora)


def _get_reserva(pk: int) -> Reserva:
    reserva = Reserva.objects.with_fin().select_related("institucion").filter(pk=pk).first()
    if reserva is None:
        raise FallaPermanenteError(f"No existe la reserva {pk}.")
    return reserva
