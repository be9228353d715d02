"""fijar_tarifa: what an institution will charge for reproducing information, from a day on (LAIP art. 18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from django.db import IntegrityError, transaction

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.models import Tarifa
from solicitudes.policies import require_tarifas
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.presentacion import find_instituciones
from workflow.cobros import Reproduccion
from workflow.problema import ProblemaError
from workflow.regimen import get_regimen_vigente

#: No tariff of a page or a disk is dearer than this; a slip of the finger is.
MAXIMO = Decimal("999.99")


class TarifaInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "tarifa-invalida"
    titulo: ClassVar[str] = "Esa tarifa no puede ser"


class TarifaRepetidaError(ProblemaError):
    codigo: ClassVar[str] = "tarifa-repetida"
    titulo: ClassVar[str] = "Ya hay una tarifa de ese concepto desde ese día"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class DatosDeTarifa:
    """A price in quetzales for each page or unit. `fuente` is the act that sets it."""

    institucion: str
    concepto: str
    monto: Decimal
    fuente: str
    desde: date
    hasta: date | None = None


def fijar_tarifa(*, datos: DatosDeTarifa, actor: Actor, ahora: datetime) -> Tarifa:
    """Set a price from today or a later day on; what was resolved before keeps its own.

    :raises ActoNoAutorizadoError: the actor is not the top authority of that institution.
    :raises TarifaInvalidaError: unknown concept, no source, a price that cannot be, or days in no possible order.
    :raises TarifaRepetidaError: there is one of that concept from that very day.
    :raises InstitucionDesconocidaError, InstitucionCerradaError:
    """
    [institucion] = find_instituciones([datos.institucion])
    persona = require_tarifas(actor, institucion.pk)
    zona = get_regimen_vigente(institucion.regimen, fecha=ahora).zona
    _check(datos, hoy=ahora.astimezone(zona).date())
    try:
        with transaction.atomic():
            tarifa = Tarifa.objects.create(
                institucion=institucion,
                concepto=datos.concepto,
                monto=datos.monto,
                fuente=datos.fuente.strip(),
                desde=datos.desde,
                hasta=datos.hasta,
                persona_id=persona,
                fecha_hora=ahora,
            )
            record_acto(
                accion=Accion.FIJAR_TARIFA,
                objeto=f"{Reproduccion(datos.concepto).etiqueta}: Q{datos.monto}",
                institucion_id=institucion.pk,
                actor=actor,
                ahora=ahora,
                detalle={"tarifa": tarifa.pk, "desde": datos.desde.isoformat()},
            )
    except IntegrityError:
        if not Tarifa.objects.filter(institucion=institucion, concepto=datos.concepto, desde=datos.desde).exists():
            raise
        raise TarifaRepetidaError("Ya hay una tarifa de ese concepto desde ese día.", campo="desde", articulo="LAIP art. 18") from None
    return tarifa


def _check(datos: DatosDeTarifa, *, hoy: date) -> None:
    if datos.concepto not in set(Reproduccion):
        raise TarifaInvalidaError("Solo se cobra reproducir: elija uno de los conceptos.", campo="concepto", articulo="LAIP art. 18")
    if not datos.fuente.strip():
        raise TarifaInvalidaError("Diga qué acuerdo la fija.", campo="fuente", articulo="LAIP art. 18")
    if not 0 <= datos.monto <= MAXIMO or datos.monto != datos.monto.quantize(Decimal("0.01")):
        raise TarifaInvalidaError("El monto va de Q0.00 a Q{maximo}, con centavos.", maximo=MAXIMO, campo="monto", articulo="LAIP art. 18")
    if datos.desde < hoy:
        raise TarifaInvalidaError("Una tarifa no rige hacia atrás.", campo="desde", articulo="LAIP art. 18")
    if datos.hasta is not None and datos.hasta < datos.desde:
        raise TarifaInvalidaError("La tarifa terminaría antes de empezar.", campo="hasta", articulo="LAIP art. 18")
