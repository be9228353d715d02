"""What a resolution charges: computed from the tariff in force and the ledger, never typed (LAIP arts. 18 and 44)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from solicitudes.models import Resolucion, Tarifa
from solicitudes.services.acto import ActoEnCurso
from workflow.cobros import CERO, GRATUITAS, Reproduccion, calculate_importe
from workflow.estados import Estado
from workflow.problema import ProblemaError
from workflow.sentidos import Sentido


class CobroNoProcedeError(ProblemaError):
    codigo: ClassVar[str] = "cobro-no-procede"
    titulo: ClassVar[str] = "Ahí no hay nada que cobrar"


class PagoPendienteError(ProblemaError):
    codigo: ClassVar[str] = "pago-pendiente"
    titulo: ClassVar[str] = "Falta registrar el pago de la reproducción"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Reproducido:
    """How many pages or units of a concept are handed over."""

    concepto: str
    cantidad: int


def price_reproduccion(reproducidos: Sequence[Reproducido], *, sentido: str, acto: ActoEnCurso) -> list[dict[str, Any]]:
    """Each line with its price as a resolution keeps it: concept, quantity, tariff of the day, amount and source.

    :raises CobroNoProcedeError: nothing is handed over, or it is read or sent free of charge (LAIP arts. 16 to 18); or a line cannot be.
    """
    if not reproducidos:
        return []
    if acto.solicitud.forma_entrega in GRATUITAS:
        raise CobroNoProcedeError(
            "La forma de entrega es «{forma}»: es gratuita.",
            forma=acto.solicitud.get_forma_entrega_display(),
            campo="reproduccion",
            articulo="LAIP art. 18",
        )
    if not Sentido(sentido).entrega:
        raise CobroNoProcedeError("No se cobra lo que no se entrega.", campo="reproduccion", articulo="LAIP art. 18")
    for n, linea in enumerate(reproducidos):
        if linea.concepto not in set(Reproduccion) or not 0 < linea.cantidad <= 1_000_000:
            raise CobroNoProcedeError("Diga qué se reproduce y cuánto.", campo=f"reproduccion/{n}", articulo="LAIP art. 18")
    tarifas = {t.concepto: t for t in Tarifa.objects.filter(institucion=acto.solicitud.institucion_id).vigentes(acto.hoy)}
    return [_price(linea, tarifas.get(linea.concepto)) for linea in reproducidos]


def charge(resolucion: Resolucion, acto: ActoEnCurso) -> Decimal:
    """What is to be paid for what the resolution hands over; nothing once the answer is late, where silence obliges to give free
    of charge (LAIP art. 44)."""
    if is_gratuita_por_tarde(acto):
        return CERO
    return sum((Decimal(linea["importe"]) for linea in resolucion.reproduccion), CERO)


def is_gratuita_por_tarde(acto: ActoEnCurso) -> bool:
    """Whether the term ran out with no answer, by the ledger, under a law that then gives for nothing."""
    tarde = acto.solicitud.estado == Estado.VENCIDA or acto.libro.is_vencida(acto.hoy)
    return tarde and acto.libro.regimen.reglas["silencio.efecto"].valor == "entrega"


def require_pago(resolucion: Resolucion, pago: str) -> None:
    """:raises PagoPendienteError: something is to be paid and nobody has written down by which receipt it was."""
    if resolucion.cobro > 0 and not pago.strip():
        raise PagoPendienteError(
            "Antes de entregar la reproducción, registre el recibo del pago de Q{cobro}. Consultarla es gratis.",
            cobro=resolucion.cobro,
            campo="pago",
            articulo="LAIP art. 18",
        )


def _price(linea: Reproducido, tarifa: Tarifa | None) -> dict[str, Any]:
    monto = tarifa.monto if tarifa else CERO
    return {
        "concepto": linea.concepto,
        "cantidad": linea.cantidad,
        "monto": str(monto),
        "importe": str(calculate_importe(linea.cantidad, monto)),
        "fuente": tarifa.fuente if tarifa else "",
    }
