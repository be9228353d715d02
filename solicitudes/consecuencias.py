"""What an act would do to a case, told before it is done: rehearsed on copies of the ledger and of the rows, written nowhere."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from solicitudes.actos import list_posibles
from solicitudes.avisos import DOCUMENTOS, Destinatario, avisos_for
from solicitudes.libros import build_evento, project_fechas
from solicitudes.models import Recurso, Resolucion, Solicitud
from workflow.causales import SentidoRecurso
from workflow.estados import Estado
from workflow.eventos import Evento, TipoEvento
from workflow.libro import Libro
from workflow.plazos import Clave
from workflow.problema import ProblemaError
from workflow.roles import INSTITUCIONALES, Rol
from workflow.transiciones import TRANSICIONES, TRANSICIONES_RECURSO, TRANSICIONES_RESOLUCION

#: Whose acts an act may put out of reach.
_PARTES = INSTITUCIONALES | {Rol.SOLICITANTE}
_TOPE_DE_DIAS = 60


@dataclass(frozen=True, slots=True)
class Situacion:
    """A case at a moment: its row, its ledger, the paper that answers it and its appeals."""

    solicitud: Solicitud
    libro: Libro
    resolucion: Resolucion | None
    recursos: tuple[Recurso, ...]
    al: datetime

    @property
    def recurso(self) -> Recurso | None:
        """The appeal with which somebody has to do now: the first of which something is owed, or the last."""
        return next((recurso for recurso in self.recursos if recurso.pendiente), self.recursos[-1] if self.recursos else None)

    @property
    def recurso_a_mirar(self) -> int:
        """The number of the appeal whose terms are looked at: that one while it is pending, or else the last that can be."""
        recurso = self.recurso
        return recurso.ordinal if recurso is not None and recurso.pendiente else len(self.libro.asuntos)

    @property
    def hoy(self) -> date:
        """The day, in the zone of the regime."""
        return self.al.astimezone(self.libro.regimen.zona).date()


@dataclass(frozen=True, slots=True)
class CambioDePlazo:
    """A term that moves, or one that the act opens. A date is None while it cannot be known."""

    clave: Clave
    antes: date | None
    despues: date | None
    se_abre: bool


@dataclass(frozen=True, slots=True)
class Consecuencia:
    """What changes: the state (None: it stays), the terms, who is told, the paper that is issued, the acts that are over."""

    acto: str
    estado: Estado | None
    plazos: tuple[CambioDePlazo, ...]
    avisados: tuple[Destinatario, ...]
    papel: str
    cierra: tuple[str, ...]

    def find_plazo(self, clave: Clave) -> CambioDePlazo | None:
        """How this term changes, if it does."""
        return next((cambio for cambio in self.plazos if cambio.clave is clave), None)


def foresee(situacion: Situacion, acto: str, **datos: Any) -> Consecuencia:
    """What `acto` (any that the case allows now) would do. `datos` is what it would say, where the dates depend on it:
    `dias` of an extension, `sentido` and `dias` of a decision. No query.

    :raises ProblemaError: the ledger does not take it.
    """
    despues = _rehearse(situacion, acto, _SUPUESTOS.get(acto, {}) | datos)
    recurso = len(despues.libro.asuntos) if acto in ("resolver", "interponer_recurso") else situacion.recurso_a_mirar
    antes = {p.clave: p.vence for p in situacion.libro.list_plazos(situacion.al, recurso=recurso)}
    cambios = (
        CambioDePlazo(p.clave, antes.get(p.clave), p.vence, p.clave not in antes)
        for p in despues.libro.list_plazos(despues.al, recurso=recurso)
        if p.clave not in antes or p.vence != antes[p.clave]
    )
    quedan = set(_list_rutas(despues))
    return Consecuencia(
        acto=acto,
        estado=Estado(despues.solicitud.estado) if despues.solicitud.estado != situacion.solicitud.estado else None,
        plazos=tuple(cambios),
        avisados=tuple(dict.fromkeys(destinatario for _, destinatario in avisos_for(situacion.solicitud, acto))),
        papel=DOCUMENTOS.get(acto, ""),
        cierra=tuple(ruta for ruta in _list_rutas(situacion) if ruta not in quedan and ruta != acto.replace("_", "-")),
    )


def list_prorrogas(situacion: Situacion) -> list[tuple[int, date]]:
    """The extensions that the law lets be given now: the days of each, and the date to which the term would go. No query."""
    opciones: list[tuple[int, date]] = []
    for dias in range(1, _TOPE_DE_DIAS + 1):
        try:
            ensayo = situacion.libro.rehearse(Evento(TipoEvento.PRORROGADA, situacion.al, dias=dias))
        except ProblemaError:
            break
        if ensayo.vencimiento is not None:
            opciones.append((dias, ensayo.vencimiento))
    return opciones


#: What the dates would be by, where nobody has said it yet: the shortest extension, an order in the law's own term.
_SUPUESTOS: dict[str, dict[str, Any]] = {"prorrogar": {"dias": 1}, "decidir_recurso": {"sentido": SentidoRecurso.REVOCA.value}}


def _rehearse(situacion: Situacion, acto: str, datos: dict[str, Any]) -> Situacion:
    """The case as it would be: the same moves, in the same order, as `ActoEnCurso.prepare`, on copies."""
    solicitud, resolucion = copy(situacion.solicitud), copy(situacion.resolucion)
    recursos = tuple(copy(recurso) for recurso in situacion.recursos)
    recurso = next((r for r in recursos if acto in TRANSICIONES_RECURSO and r.admits(acto)), None)
    libro = situacion.libro
    if acto == "resolver" and resolucion is not None:
        datos = datos | {"sentido": resolucion.sentido}
        solicitud.sentido = resolucion.sentido
        resolucion.notificar()
    if evento := build_evento(acto, situacion.al, datos | ({"recurso": recurso.ordinal} if recurso else {})):
        libro = libro.rehearse(evento)
    if acto in TRANSICIONES:
        getattr(solicitud, acto)()
    elif acto in TRANSICIONES_RECURSO and recurso is not None:
        recurso.sentido = datos.get("sentido", recurso.sentido)
        getattr(recurso, acto)()
    elif acto in TRANSICIONES_RESOLUCION:
        resolucion = resolucion or Resolucion()
        getattr(resolucion, acto)()
    project_fechas(solicitud, libro, hoy=situacion.hoy)
    return Situacion(solicitud, libro, resolucion, recursos, situacion.al)


def _list_rutas(situacion: Situacion) -> list[str]:
    posibles = list_posibles(
        situacion.solicitud, roles=_PARTES, al=situacion.al, resolucion=situacion.resolucion, recursos=situacion.recursos
    )
    return [t.ruta for t in posibles]
