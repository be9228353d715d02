"""The date that matters now in a case, for the people who answer it, with the term that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solicitudes.carpeta import Carpeta
from workflow.estados import Estado
from workflow.plazos import Clave


@dataclass(frozen=True, slots=True)
class Termino:
    """`plazo` is explained day by day; None when nothing runs. `alerta` where it is late or against the institution."""

    titulo: str
    texto: str
    plazo: dict[str, Any] | None = None
    alerta: bool = False


def tell_termino(carpeta: Carpeta) -> Termino:
    """By the state of the case; an appeal that waits for somebody in the institution comes first."""
    recurso = carpeta.plazos.get(Clave.RECURSO_CUMPLIMIENTO) or carpeta.plazos.get(Clave.RECURSO_RESOLUCION)
    if recurso and recurso["estado"] in ("corriendo", "vencido"):
        cumplir = Clave.RECURSO_CUMPLIMIENTO in carpeta.plazos
        titulo = _("Lo ordenado debe cumplirse a más tardar el") if cumplir else _("El recurso debe decidirse a más tardar el")
        return Termino(titulo, _tell_restante(carpeta, recurso), recurso, recurso["estado"] == "vencido")
    return _POR_ESTADO.get(Estado(carpeta.solicitud.estado), _tell_final)(carpeta)


def _tell_respuesta(carpeta: Carpeta) -> Termino:
    plazo = carpeta.plazos[Clave.RESOLUCION]
    vencido = plazo["estado"] == "vencido"
    titulo = _("El plazo para responder terminó el") if vencido else _("Hay que responder a más tardar el")
    return Termino(titulo, _tell_restante(carpeta, plazo), plazo, vencido)


def _tell_aclaracion(carpeta: Carpeta) -> Termino:
    plazo = carpeta.plazos[Clave.ACLARACION]
    if plazo["estado"] == "vencido":
        return Termino(
            _("La aclaración no llegó; su plazo terminó el"),
            _("Puede resolver por falta de aclaración (LAIP art. 42.2). Si todavía aclara, el plazo para responder empieza entonces."),
            plazo,
            alerta=True,
        )
    return Termino(
        _("Quien la pidió puede aclarar hasta el"), _("Mientras tanto no corre el plazo para responder; empieza cuando aclare."), plazo
    )


def _tell_silencio(carpeta: Carpeta) -> Termino:
    plazo = carpeta.plazos.get(Clave.AFIRMATIVA_FICTA)
    return Termino(
        _("No se respondió a tiempo. La información debe entregarse, sin costo, a más tardar el"),
        _("La institución sigue obligada a resolver y entregar (LAIP art. 44)."),
        plazo,
        alerta=True,
    )


def _tell_recurrible(carpeta: Carpeta) -> Termino:
    plazo = carpeta.plazos.get(Clave.RECURSO_INTERPOSICION)
    if plazo is None or plazo["estado"] != "corriendo":
        return _tell_final(carpeta)
    return Termino(_("Respondida. Quien la pidió puede recurrir hasta el"), "", plazo)


def _tell_final(carpeta: Carpeta) -> Termino:
    return Termino(_(Estado(carpeta.solicitud.estado).explicacion), "")


_POR_ESTADO = {
    Estado.PRESENTADA: _tell_respuesta,
    Estado.EN_TRAMITE: _tell_respuesta,
    Estado.EN_ACLARACION: _tell_aclaracion,
    Estado.VENCIDA: _tell_silencio,
    Estado.RESUELTA: _tell_recurrible,
    Estado.ENTREGADA: _tell_recurrible,
}


def _tell_restante(carpeta: Carpeta, plazo: dict[str, Any]) -> str:
    """How many of the counted days are left, today included or not as the count has it."""
    hoy = carpeta.situacion.hoy.isoformat()
    if plazo["estado"] == "vencido":
        return _("Ya pasó.")
    quedan = sum(1 for dia in plazo["explicacion"] if dia.get("dia") and dia["fecha"] > hoy)
    if plazo["vence"] == hoy:
        return _("Es hoy.")
    return ngettext("Queda %d día hábil.", "Quedan %d días hábiles.", quedan) % quedan
