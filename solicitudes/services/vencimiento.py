"""vencer and the warnings before it: what the passing of time does to a case (LAIP art. 44)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from notifications.outbox import Entrada, encolar_varias
from solicitudes.libros import next_advertencia, project_fechas
from solicitudes.models import Solicitud
from solicitudes.services.barrido import LOTE, Resultado, fold_libros, latest_hoy, narrow, sweep, write_actos
from workflow.estados import Estado
from workflow.libro import Libro
from workflow.plazos import Clave, EstadoPlazo
from workflow.transiciones import TRANSICIONES

_POR_ADVERTIR = [Estado.PRESENTADA.value, Estado.EN_TRAMITE.value, Estado.EN_ACLARACION.value]
_POR_VENCER = [str(estado) for estado in TRANSICIONES["vencer"].de]


def vencer_plazos(*, ahora: datetime, lote: int = LOTE, de: QuerySet[Solicitud] | None = None) -> Resultado:
    """Let every term that is over with no resolution expire, however long ago it ended.

    The stored date only finds the candidates; the ledger of each decides, and mends the date where the two differ.
    """
    candidatas = narrow(de).filter(estado__in=_POR_VENCER, fecha_vencimiento__lt=latest_hoy(ahora)).order_by("fecha_vencimiento", "pk")

    def procesar(filas: list[Solicitud]) -> set[int]:
        libros = fold_libros(filas)
        vencidas = []
        for fila in filas:
            libro = libros[fila.pk]
            if fila.fecha_vencimiento != libro.vencimiento:
                project_fechas(fila, libro, hoy=_day_of(libro, ahora))
                fila.save(update_fields=["fecha_vencimiento", "fecha_advertencia", "fecha_cierre"])
            if libro.is_vencida(_day_of(libro, ahora)):
                vencidas.append(fila)
        return write_actos("vencer", vencidas, libros=libros, ahora=ahora) if vencidas else set()

    return sweep(candidatas, procesar, lote=lote)


def certificar_silencios(*, ahora: datetime, lote: int = LOTE, de: QuerySet[Solicitud] | None = None) -> Resultado:
    """Leave it certified that the ten days of art. 44 passed too; its paper gathers the evidence. Once for each case."""
    candidatas = (
        narrow(de)
        .filter(estado=Estado.VENCIDA.value, silencio_certificado=False, fecha_silencio__lt=latest_hoy(ahora))
        .order_by("fecha_silencio", "pk")
    )

    def procesar(filas: list[Solicitud]) -> set[int]:
        libros = fold_libros(filas)
        agotadas = [fila for fila in filas if _is_silence_over(libros[fila.pk], ahora)]
        movidas = write_actos("certificar_silencio", agotadas, libros=libros, ahora=ahora) if agotadas else set()
        Solicitud.todas.filter(pk__in=movidas).update(silencio_certificado=True, fecha_silencio=None)
        return movidas

    return sweep(candidatas, procesar, lote=lote)


def advertir_vencimientos(*, ahora: datetime, lote: int = LOTE, de: QuerySet[Solicitud] | None = None) -> Resultado:
    """Warn the officers of the terms about to end, on the days before that the regime sets, and of the clarifications that did
    not come; once a day at most for each case."""
    candidatas = narrow(de).filter(estado__in=_POR_ADVERTIR, fecha_advertencia__lte=latest_hoy(ahora)).order_by("fecha_advertencia", "pk")

    def procesar(filas: list[Solicitud]) -> set[int]:
        libros = fold_libros(filas)
        entradas, llegadas = [], []
        for fila in filas:
            libro = libros[fila.pk]
            hoy = _day_of(libro, ahora)
            if fila.fecha_advertencia is None or fila.fecha_advertencia > hoy:
                continue  # that day has begun somewhere, not yet where its law holds
            llegadas.append(fila)
            fila.fecha_advertencia = next_advertencia(libro, Estado(fila.estado), hoy=hoy)
            if libro.vencimiento is None or hoy <= libro.vencimiento:
                clave = f"advertencia:{fila.folio}:{libro.vencimiento or 'aclaracion'}:{hoy}"
                entradas.append(Entrada("advertir", clave, {"folio": fila.folio, "fecha": hoy.isoformat()}, fila.to_real(ahora)))
        Solicitud.todas.bulk_update(llegadas, ["fecha_advertencia"])
        encolar_varias(entradas, ahora=ahora)
        return {fila.pk for fila in llegadas}

    return sweep(candidatas, procesar, lote=lote)


def _day_of(libro: Libro, ahora: datetime) -> date:
    return ahora.astimezone(libro.regimen.zona).date()


def _is_silence_over(libro: Libro, ahora: datetime) -> bool:
    return any(p.clave is Clave.AFIRMATIVA_FICTA and p.estado is EstadoPlazo.VENCIDO for p in libro.list_plazos(ahora))
