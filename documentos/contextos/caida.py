"""The certificate that the service was down."""

from __future__ import annotations

from typing import TypedDict

from documentos.contextos.comunes import Firma, Institucion


class ConstanciaCaida(TypedDict):
    """Context of `constancia_caida`. `desde` and `hasta` are dates; `alcance` is whom it reaches, in words; `firmas`, who did it."""

    institucion: Institucion
    numero: int
    desde: str
    hasta: str
    motivo: str
    fundamento: str
    alcance: str
    fecha_hora_registro: str
    firmas: list[Firma]
