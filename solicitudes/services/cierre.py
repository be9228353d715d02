"""cerrar: nothing is open any more, no term to appeal and nothing to hand over (LAIP art. 54)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from solicitudes.libros import project_fechas
from solicitudes.models import Solicitud
from solicitudes.services.barrido import LOTE, Resultado, fold_libros, latest_hoy, narrow, sweep, write_actos
from workflow.transiciones import TRANSICIONES

_POR_CERRAR = [str(estado) for estado in TRANSICIONES["cerrar"].de]


def cerrar_expedientes(*, ahora: datetime, lote: int = LOTE, de: QuerySet[Solicitud] | None = None) -> Resultado:
    """Close every case whose closing day has come, however long ago.

    The stored day only finds the candidates; the ledger of each decides, and mends the day where the two differ.
    """
    candidatas = narrow(de).filter(estado__in=_POR_CERRAR, fecha_cierre__lte=latest_hoy(ahora)).order_by("fecha_cierre", "pk")

    def procesar(filas: list[Solicitud]) -> set[int]:
        libros = fold_libros(filas)
        terminadas = []
        for fila in filas:
            hoy = ahora.astimezone(libros[fila.pk].regimen.zona).date()
            guardada = fila.fecha_cierre
            project_fechas(fila, libros[fila.pk], hoy=hoy)
            if fila.fecha_cierre is not None and fila.fecha_cierre <= hoy:
                terminadas.append(fila)
            elif fila.fecha_cierre != guardada:
                fila.save(update_fields=["fecha_cierre"])
        return write_actos("cerrar", terminadas, libros=libros, ahora=ahora) if terminadas else set()

    return sweep(candidatas, procesar, lote=lote)
