"""suprimir_pruebas: what proved who somebody is goes once nothing is open any more; that it was seen, and its hash, stay (LAIP art. 30).

How long it is kept is a setting: the law names no term (to be verified), and its default leaves room for the amparo.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from solicitudes.actor import RELOJ
from solicitudes.boveda import destroy_secreto, iter_secretos
from solicitudes.models import AcreditacionIdentidad, Movimiento, PruebaPersonal, Solicitud
from solicitudes.services.acto import open_acto
from solicitudes.services.barrido import Resultado
from workflow.estados import Estado
from workflow.identidad import ParaQue

_registro = logging.getLogger(__name__)
#: A file of the vault that no row names is what a crash left between the two; younger than this, it may be one on its way.
_HUERFANO = timedelta(days=1)


def suprimir_pruebas(*, ahora: datetime) -> Resultado:
    """Destroy the evidence of identity of every case that was closed long enough ago. Idempotent, catches up, safe to run twice."""
    hechas, fallidas = 0, list[int]()
    for pk, folio in list(_list_por_suprimir(ahora).values_list("pk", "folio")):
        try:
            hechas += _suppress(folio, ahora)
        except Exception:
            _registro.exception("No se pudieron suprimir las pruebas de la solicitud con id %s", pk)
            fallidas.append(pk)
    _sweep_boveda(ahora)
    return Resultado(hechas, tuple(fallidas))


def _list_por_suprimir(ahora: datetime) -> QuerySet[Solicitud]:
    limite = ahora - timedelta(days=settings.IDENTIDAD_RETENCION_DIAS)
    cierre = Movimiento.objects.filter(solicitud=OuterRef("pk"), acto="cerrar", fecha_hora__lte=limite)
    prueba = _de_identidad().filter(solicitud=OuterRef("pk"))
    acreditacion = AcreditacionIdentidad.objects.filter(solicitud=OuterRef("pk"), fecha_hora_supresion__isnull=True)
    return Solicitud.todas.filter(Exists(prueba) | Exists(acreditacion), Q(Exists(cierre)), estado=Estado.CERRADA.value).order_by("pk")


def _de_identidad() -> QuerySet[PruebaPersonal]:
    """What proves who she is and is still there; what proves a correction belongs to the case and stays with it."""
    return PruebaPersonal.objects.filter(para=ParaQue.IDENTIDAD.value, fecha_hora_supresion__isnull=True)


def _suppress(folio: str, ahora: datetime) -> int:
    """Empty the rows with their movement, then remove the bytes; if that fails, `_sweep_boveda` finds them the next time."""
    with open_acto("suprimir_pruebas", folio=folio, actor=RELOJ, ahora=ahora) as acto:
        pruebas = list(_de_identidad().filter(solicitud=acto.solicitud))
        acreditacion = AcreditacionIdentidad.objects.filter(solicitud=acto.solicitud, fecha_hora_supresion__isnull=True).first()
        if not pruebas and acreditacion is None:
            return 0  # another sweep was here before
        archivos = [prueba.archivo for prueba in pruebas]
        for prueba in pruebas:
            prueba.archivo, prueba.fecha_hora_supresion = "", ahora
            prueba.save(update_fields=["archivo", "fecha_hora_supresion"])
        if acreditacion is not None:
            acreditacion.numero = acreditacion.mandato = ""
            acreditacion.fecha_hora_supresion = ahora
            acreditacion.save(update_fields=["numero", "mandato", "fecha_hora_supresion"])
        acto.asentar(datos={"archivos": len(archivos)})
    for archivo in archivos:
        destroy_secreto(archivo)
    return 1


def _sweep_boveda(ahora: datetime) -> None:
    """Remove the files that no row names."""
    vivos = set(PruebaPersonal.objects.exclude(archivo="").values_list("archivo", flat=True))
    for nombre in iter_secretos(antes_de=ahora - _HUERFANO):
        if nombre not in vivos:
            destroy_secreto(nombre)
