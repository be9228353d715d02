"""The senses in which a resolution may answer (LAIP arts. 33, 34 and 42), and what each must carry (art. 45)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from workflow.eventos import TipoSolicitud


class Sentido(StrEnum):
    """The outcome of a resolution. There is no "not competent": that is `remitir` (LAIP art. 38).

    The last four are of requests about one's own data: that there are none (art. 33), and what becomes of a correction (art. 34).
    """

    ENTREGA_TOTAL = "entrega_total"
    ENTREGA_PARCIAL = "entrega_parcial"
    NEGATIVA_RESERVADA = "negativa_reservada"
    NEGATIVA_CONFIDENCIAL = "negativa_confidencial"
    NEGATIVA_SIN_ACLARACION = "negativa_sin_aclaracion"
    INEXISTENCIA = "inexistencia"
    SIN_DATOS = "sin_datos"
    RECTIFICACION_CONCEDIDA = "rectificacion_concedida"
    RECTIFICACION_PARCIAL = "rectificacion_parcial"
    RECTIFICACION_DENEGADA = "rectificacion_denegada"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]

    @property
    def dispositivo(self) -> str:
        """What the resolution resolves, in the infinitive: «entregar la información solicitada»."""
        return DISPOSITIVOS[self]

    @property
    def entrega(self) -> bool:
        """Whether something is handed over, so that the case waits for `entregar`."""
        return self in {Sentido.ENTREGA_TOTAL, Sentido.ENTREGA_PARCIAL}

    @property
    def exige_motivacion(self) -> bool:
        """Every negative, total or partial, and every inexistence is founded and motivated (LAIP art. 45)."""
        return self not in SIN_MOTIVAR

    @property
    def corrige(self) -> bool:
        """Whether a datum was corrected, so that the resolution says on which day (LAIP art. 34)."""
        return self in {Sentido.RECTIFICACION_CONCEDIDA, Sentido.RECTIFICACION_PARCIAL}


#: What grants everything that was asked needs no reasons.
SIN_MOTIVAR = (Sentido.ENTREGA_TOTAL, Sentido.RECTIFICACION_CONCEDIDA)


ETIQUETAS: dict[Sentido, str] = {
    Sentido.ENTREGA_TOTAL: "Se entrega la información solicitada",
    Sentido.ENTREGA_PARCIAL: "Se entrega una parte de la información",
    Sentido.NEGATIVA_RESERVADA: "No se entrega: información reservada",
    Sentido.NEGATIVA_CONFIDENCIAL: "No se entrega: información confidencial",
    Sentido.NEGATIVA_SIN_ACLARACION: "No se entrega: la solicitud no fue aclarada",
    Sentido.INEXISTENCIA: "La información no existe en la institución",
    Sentido.SIN_DATOS: "La institución no tiene datos personales de quien los pide",
    Sentido.RECTIFICACION_CONCEDIDA: "Los datos se corrigieron",
    Sentido.RECTIFICACION_PARCIAL: "Una parte de los datos se corrigió",
    Sentido.RECTIFICACION_DENEGADA: "Los datos no se corrigen",
}

DISPOSITIVOS: dict[Sentido, str] = {
    Sentido.ENTREGA_TOTAL: "Entregar la información solicitada",
    Sentido.ENTREGA_PARCIAL: "Entregar en parte la información solicitada",
    Sentido.NEGATIVA_RESERVADA: "Denegar la información por ser reservada",
    Sentido.NEGATIVA_CONFIDENCIAL: "Denegar la información por ser confidencial",
    Sentido.NEGATIVA_SIN_ACLARACION: "Denegar la solicitud por no haberse aclarado ni completado",
    Sentido.INEXISTENCIA: "Declarar que la información solicitada no existe en la institución",
    Sentido.SIN_DATOS: "Declarar que esta institución no tiene datos personales de quien los pide",
    Sentido.RECTIFICACION_CONCEDIDA: "Conceder la rectificación de los datos personales",
    Sentido.RECTIFICACION_PARCIAL: "Conceder en parte la rectificación de los datos personales",
    Sentido.RECTIFICACION_DENEGADA: "Denegar la rectificación de los datos personales",
}

_S = Sentido

#: Which senses answer each kind of request: information is handed over or does not exist, a datum is corrected or is not.
_CABEN: dict[TipoSolicitud, tuple[Sentido, ...]] = {
    TipoSolicitud.ACCESO: (
        *(_S.ENTREGA_TOTAL, _S.ENTREGA_PARCIAL, _S.NEGATIVA_RESERVADA, _S.NEGATIVA_CONFIDENCIAL),
        *(_S.NEGATIVA_SIN_ACLARACION, _S.INEXISTENCIA),
    ),
    TipoSolicitud.DATOS_ACCESO: (
        *(_S.ENTREGA_TOTAL, _S.ENTREGA_PARCIAL, _S.NEGATIVA_RESERVADA, _S.NEGATIVA_CONFIDENCIAL),
        *(_S.NEGATIVA_SIN_ACLARACION, _S.SIN_DATOS),
    ),
    TipoSolicitud.DATOS_RECTIFICACION: (
        *(_S.RECTIFICACION_CONCEDIDA, _S.RECTIFICACION_PARCIAL, _S.RECTIFICACION_DENEGADA),
        *(_S.NEGATIVA_SIN_ACLARACION, _S.SIN_DATOS),
    ),
}


def list_sentidos(tipo: str) -> tuple[Sentido, ...]:
    """The senses that answer a request of this kind (LAIP arts. 33, 34 and 42)."""
    return _CABEN[TipoSolicitud(tipo)]


#: Which denial names a resolution that hands over nothing and denies on several grounds: the one that asks most of the institution.
#: What withholds something that exists comes before what says that it does not; the reserve, with its register and its harm test
#: (LAIP arts. 25 and 26), before what is confidential (art. 22); last what the applicant herself can mend (art. 42.2). A
#: rectification is not divided: it names one datum and its change (art. 34).
PRECEDENCIA: tuple[Sentido, ...] = (
    Sentido.NEGATIVA_RESERVADA,
    Sentido.NEGATIVA_CONFIDENCIAL,
    Sentido.INEXISTENCIA,
    Sentido.SIN_DATOS,
    Sentido.NEGATIVA_SIN_ACLARACION,
)


def derive_sentido(sentidos: Iterable[Sentido]) -> Sentido:
    """The sense of a resolution from those of its questions (LAIP art. 42), at least one.

    Where all share one, that one. Where something is handed over and something is not, part is (art. 22, last paragraph). Where nothing
    is handed over, the first of `PRECEDENCIA` that there is; each question keeps its own.
    """
    distintos = set(sentidos)
    if not distintos:
        raise ValueError("Una resolución responde al menos una pregunta.")
    if len(distintos) == 1:
        return next(iter(distintos))
    if any(sentido.entrega for sentido in distintos):
        return Sentido.ENTREGA_PARCIAL
    return min(distintos, key=PRECEDENCIA.index)
