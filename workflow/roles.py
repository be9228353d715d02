"""Who acts: each role with one sentence on what it is for."""

from __future__ import annotations

from enum import StrEnum


class Rol(StrEnum):
    """A role in which somebody acts on a case. People hold the institutional ones through a `Cargo` with dates."""

    SOLICITANTE = "solicitante"
    OFICIAL = "oficial"
    ENLACE = "enlace"
    JEFE_UNIDAD = "jefe_unidad"
    FIRMANTE = "firmante"
    MAXIMA_AUTORIDAD = "maxima_autoridad"
    REGULADOR = "regulador"
    ADMINISTRADOR = "administrador"
    PORTAL = "portal"
    RELOJ = "reloj"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]

    @property
    def explicacion(self) -> str:
        return EXPLICACIONES[self]


ETIQUETAS: dict[Rol, str] = {
    Rol.SOLICITANTE: "Solicitante",
    Rol.OFICIAL: "Oficial de información",
    Rol.ENLACE: "Enlace de unidad",
    Rol.JEFE_UNIDAD: "Jefatura de la Unidad de Información",
    Rol.FIRMANTE: "Firmante",
    Rol.MAXIMA_AUTORIDAD: "Máxima autoridad",
    Rol.REGULADOR: "Autoridad reguladora",
    Rol.ADMINISTRADOR: "Administración del sistema",
    Rol.PORTAL: "Portal acreditado",
    Rol.RELOJ: "El reloj del sistema",
}

EXPLICACIONES: dict[Rol, str] = {
    Rol.SOLICITANTE: "Quien pide la información; sigue su expediente con folio y clave, sin cuenta.",
    Rol.OFICIAL: "Tramita las solicitudes de su institución: admite, asigna, aclara, prorroga, remite, redacta, notifica y entrega.",
    Rol.ENLACE: "Reúne la información dentro de una unidad interna; nunca ve quién la pidió.",
    Rol.JEFE_UNIDAD: "Revisa lo que la unidad de información va a responder (LAIP arts. 19 y 20).",
    Rol.FIRMANTE: "Firma resoluciones por delegación de la máxima autoridad.",
    Rol.MAXIMA_AUTORIDAD: "Firma resoluciones, ve lo vencido y decide los recursos (LAIP art. 53).",
    Rol.REGULADOR: "Observa los plazos y resultados de todas las instituciones, sin datos personales y sin poder cambiar nada.",
    Rol.ADMINISTRADOR: "Registra los actos que cambian el calendario de todo el país; no ve expedientes.",
    Rol.PORTAL: "Otro sistema que presenta solicitudes por una persona.",
    Rol.RELOJ: "Deja constancia de lo que ocurre por el paso del tiempo: vencimientos y cierres.",
}


def name_cargo(rol: Rol, *, por_suplencia: bool) -> str:
    """The office under a signature: «Firmante», or «Firmante, por suplencia»."""
    return f"{rol.etiqueta}, por suplencia" if por_suplencia else rol.etiqueta


#: Roles that a person holds outside every institution.
GENERALES: frozenset[Rol] = frozenset({Rol.REGULADOR, Rol.ADMINISTRADOR})

#: Roles that a person holds inside an institution.
INSTITUCIONALES: frozenset[Rol] = frozenset({Rol.OFICIAL, Rol.ENLACE, Rol.JEFE_UNIDAD, Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD})
