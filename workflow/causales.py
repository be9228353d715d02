"""The grounds of an appeal (LAIP arts. 54 and 55), by code, and what the case must show for each."""

from __future__ import annotations

from enum import StrEnum


class Causal(StrEnum):
    """Why the applicant appeals. The law asks for no formality (art. 56): one code is enough, words are welcome."""

    DENEGADA = "denegada"
    INEXISTENCIA = "inexistencia"
    INCOMPLETA = "incompleta"
    SIN_RESPUESTA = "sin_respuesta"
    FUERA_DE_PLAZO = "fuera_de_plazo"
    DATOS_NO_ENTREGADOS = "datos_no_entregados"
    DATOS_NO_MODIFICADOS = "datos_no_modificados"
    OTRA = "otra"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]

    @property
    def articulo(self) -> str:
        return ARTICULOS[self]

    @property
    def por_silencio(self) -> bool:
        """Whether the ground is that nobody answered, so that it needs no resolution."""
        return self in {Causal.SIN_RESPUESTA, Causal.FUERA_DE_PLAZO}


ETIQUETAS: dict[Causal, str] = {
    Causal.DENEGADA: "Se negó la información",
    Causal.INEXISTENCIA: "Se dijo que la información no existe",
    Causal.INCOMPLETA: "La información está incompleta o no es la que se pidió",
    Causal.SIN_RESPUESTA: "No hubo respuesta",
    Causal.FUERA_DE_PLAZO: "El plazo venció",
    Causal.DATOS_NO_ENTREGADOS: "No se entregaron los datos personales, o no se entienden",
    Causal.DATOS_NO_MODIFICADOS: "Se negó corregir o suprimir datos personales",
    Causal.OTRA: "Otra causa que prevé la ley",
}

ARTICULOS: dict[Causal, str] = {
    Causal.DENEGADA: "54",
    Causal.INEXISTENCIA: "54",
    Causal.INCOMPLETA: "55.3",
    Causal.SIN_RESPUESTA: "55.4",
    Causal.FUERA_DE_PLAZO: "55.5",
    Causal.DATOS_NO_ENTREGADOS: "55.1",
    Causal.DATOS_NO_MODIFICADOS: "55.2",
    Causal.OTRA: "55.6",
}


#: The grounds about one's own personal data; they come up in the requests for them (LAIP arts. 30 to 35).
DE_DATOS_PROPIOS = (Causal.DATOS_NO_ENTREGADOS, Causal.DATOS_NO_MODIFICADOS)


def list_causales(*, en_silencio: bool, datos_propios: bool) -> tuple[Causal, ...]:
    """The grounds to offer to whoever appeals: of the silence where nobody answered, the rest where somebody did (arts. 54 and 55)."""
    if en_silencio:
        return (Causal.SIN_RESPUESTA, Causal.FUERA_DE_PLAZO, Causal.OTRA)
    respondida = tuple(causal for causal in Causal if causal is not Causal.SIN_RESPUESTA)
    return respondida if datos_propios else tuple(causal for causal in respondida if causal not in DE_DATOS_PROPIOS)


class SentidoRecurso(StrEnum):
    """What the top authority decides (LAIP art. 59)."""

    CONFIRMA = "confirma"
    REVOCA = "revoca"
    MODIFICA = "modifica"

    @property
    def etiqueta(self) -> str:
        return {"confirma": "Confirma lo resuelto", "revoca": "Revoca y ordena", "modifica": "Modifica y ordena"}[self.value]

    @property
    def ordena(self) -> bool:
        """Whether the institution must do something, in a term (LAIP art. 60)."""
        return self is not SentidoRecurso.CONFIRMA
