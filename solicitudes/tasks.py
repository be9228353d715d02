"""Celery's doors to the clock of the case: they read the time and make one call. Idempotent, safe to run late or twice."""

from __future__ import annotations

from celery import shared_task

from config import reloj
from solicitudes.services import aviso_reserva, carga, cierre, idempotencia, publicacion, recalculo, recurso, supresion, vencimiento


@shared_task(name="solicitudes.tasks.vencer_plazos", ignore_result=True)
def vencer_plazos() -> int:
    """Let the terms that are over expire (LAIP art. 44)."""
    return vencimiento.vencer_plazos(ahora=reloj.ahora()).hechas


@shared_task(name="solicitudes.tasks.advertir_vencimientos", ignore_result=True)
def advertir_vencimientos() -> int:
    """Warn the officers of the terms about to end."""
    return vencimiento.advertir_vencimientos(ahora=reloj.ahora()).hechas


@shared_task(name="solicitudes.tasks.cerrar_expedientes", ignore_result=True)
def cerrar_expedientes() -> int:
    """Close the cases in which nothing is open any more."""
    return cierre.cerrar_expedientes(ahora=reloj.ahora()).hechas


@shared_task(name="solicitudes.tasks.suprimir_pruebas", ignore_result=True)
def suprimir_pruebas() -> int:
    """Destroy the evidence of identity that is no longer needed (LAIP art. 30)."""
    return supresion.suprimir_pruebas(ahora=reloj.ahora()).hechas


@shared_task(name="solicitudes.tasks.certificar_silencios", ignore_result=True)
def certificar_silencios() -> int:
    """Certify the silences that lasted through the ten days of LAIP art. 44."""
    return vencimiento.certificar_silencios(ahora=reloj.ahora()).hechas


@shared_task(name="solicitudes.tasks.vencer_recursos", ignore_result=True)
def vencer_recursos() -> int:
    """Let the terms of the appeals pass: to decide (art. 58) and to comply (art. 60)."""
    return recurso.vencer_recursos(ahora=reloj.ahora()).hechas


@shared_task(name="solicitudes.tasks.publicar_eventos", ignore_result=True)
def publicar_eventos() -> int:
    """Give the acts that have been committed their place in the stream of events."""
    return publicacion.publicar_eventos(ahora=reloj.ahora())


@shared_task(name="solicitudes.tasks.recalcular_expedientes", ignore_result=True)
def recalcular_expedientes() -> int:
    """Finish what an act of the calendar moves, if whoever began it did not (LOJ art. 45)."""
    return recalculo.recalcular_expedientes(ahora=reloj.ahora()).revisadas


@shared_task(name="solicitudes.tasks.avisar_reservas", ignore_result=True)
def avisar_reservas() -> int:
    """Warn the top authorities of the reserves about to end (LAIP arts. 27 and 28)."""
    return aviso_reserva.avisar_reservas(ahora=reloj.ahora())


@shared_task(name="solicitudes.tasks.olvidar_peticiones", ignore_result=True)
def olvidar_peticiones() -> int:
    """Forget the answers that were kept for 30 days for whoever asked again."""
    return idempotencia.forget_peticiones(ahora=reloj.ahora())


@shared_task(name="solicitudes.tasks.olvidar_cargas", ignore_result=True)
def olvidar_cargas() -> int:
    """Delete the registers that were sent to rehearse and forgotten for a day: they name applicants."""
    return carga.forget_cargas(ahora=reloj.ahora())
