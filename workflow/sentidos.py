"""The senses in which a resolution may answer (LAIP art. 42), and what each must carry (art. 45)."""

from __future__ import annotations

from enum import StrEnum


class Sentido(StrEnum):
    """The outcome of a resolution. There is no "not competent": that is `remitir` (LAIP art. 38)."""

    ENTREGA_TOTAL = "entrega_total"
    ENTREGA_PARCIAL = "entrega_parcial"
    NEGATIVA_RESERVADA = "negativa_reservada"
    NEGATIVA_CONFIDENCIAL = "negativa_confidencial"
    NEGATIVA_SIN_ACLARACION = "negativa_sin_aclaracion"
    INEXISTENCIA = "inexistencia"

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
        return self is not Sentido.ENTREGA_TOTAL


ETIQUETAS: dict[Sentido, str] = {
    Sentido.ENTREGA_TOTAL: "Se entrega la información solicitada",
    Sentido.ENTREGA_PARCIAL: "Se entrega una parte de la información",
    Sentido.NEGATIVA_RESERVADA: "No se entrega: información reservada",
    Sentido.NEGATIVA_CONFIDENCIAL: "No se entrega: información confidencial",
    Sentido.NEGATIVA_SIN_ACLARACION: "No se entrega: la solicitud no fue aclarada",
    Sentido.INEXISTENCIA: "La información no existe en la institución",
}

DISPOSITIVOS: dict[Sentido, str] = {
    Sentido.ENTREGA_TOTAL: "Entregar la información solicitada",
    Sentido.ENTREGA_PARCIAL: "Entregar en parte la información solicitada",
    Sentido.NEGATIVA_RESERVADA: "Denegar la información por ser reservada",
    Sentido.NEGATIVA_CONFIDENCIAL: "Denegar la información por ser confidencial",
    Sentido.NEGATIVA_SIN_ACLARACION: "Denegar la solicitud por no haberse aclarado ni completado",
    Sentido.INEXISTENCIA: "Declarar que la información solicitada no existe en la institución",
}
