"""interponer_recurso, subsanar_recurso, decidir_recurso, cumplir_recurso and the clock over them (LAIP arts. 52 to 60)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import QuerySet

from solicitudes.actor import RELOJ, Actor
from solicitudes.bitacora import digest
from solicitudes.models import Recurso, Solicitud
from solicitudes.preguntas import find_preguntas_propias, name_preguntas
from solicitudes.services.acto import ActoEnCurso, ActoNoPermitidoError, open_acto, require_texto
from solicitudes.services.barrido import Resultado, latest_hoy
from solicitudes.services.identidad import require_acreditada
from workflow.causales import Causal, SentidoRecurso
from workflow.estados import Estado, EstadoRecurso
from workflow.plazos import Clave, EstadoPlazo
from workflow.problema import ProblemaError
from workflow.transiciones import TRANSICIONES_RECURSO

_registro = logging.getLogger(__name__)


class CausalInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "causal-invalida"
    titulo: ClassVar[str] = "Esa causal no cabe en este expediente"


class DecisionIncompletaError(ProblemaError):
    codigo: ClassVar[str] = "decision-incompleta"
    titulo: ClassVar[str] = "A la decisión le falta algo que exige la ley"


class SinRecursoError(ProblemaError):
    codigo: ClassVar[str] = "sin-recurso"
    titulo: ClassVar[str] = "En este expediente no hay un recurso"
    estatus: ClassVar[int] = 409


class NadaQueCumplirError(ProblemaError):
    codigo: ClassVar[str] = "nada-que-cumplir"
    titulo: ClassVar[str] = "La decisión no ordenó nada"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Decision:
    """What the authority decides. `version_publica` is the text that anybody may read, without personal data (art. 58).

    `dias_para_cumplir` is the term that the decision itself may state (arts. 59 and 60); None leaves the law's.
    """

    sentido: str
    motivacion: str
    version_publica: str
    fundamento: tuple[str, ...] = field(default=())
    orden: str = ""
    dias_para_cumplir: int | None = None


def interponer_recurso(
    *,
    folio: str,
    actor: Actor,
    causales: tuple[str, ...],
    ahora: datetime,
    agravios: str = "",
    preguntas: tuple[int, ...] = (),
    version: int | None = None,
) -> Solicitud:
    """Appeal the answer, or the silence, before the top authority; the answers to the questions of these numbers, or all of it. No
    formality is asked for (LAIP art. 56).

    :raises CausalInvalidaError: no ground, or one that the case contradicts.
    :raises PreguntaDesconocidaError, PreguntaRemitidaError: there is no question of a number, or it is answered elsewhere.
    :raises RecursoFueraDePlazoError: the term after the notice is over (art. 54). Against silence there is no bar (reading D7).
    :raises EventoImposibleError: there is an appeal already.
    """
    with open_acto("interponer_recurso", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        causales = _check_causales(causales, acto.solicitud)
        # First the history, which refuses what the law does not allow; then the row that hangs on it.
        contra = name_preguntas(find_preguntas_propias(acto.solicitud, preguntas))
        acto.asentar(datos={"causales": list(causales), "agravios": agravios.strip()} | contra)
        Recurso.objects.create(
            solicitud=acto.solicitud,
            numero=f"REC-{folio}",
            causales=list(causales),
            agravios=agravios.strip(),
            preguntas=contra.get("preguntas", []),
            fecha_hora_interposicion=ahora,
            fecha_limite=_fecha_de(acto, Clave.RECURSO_RESOLUCION),
        )
        return acto.solicitud


def subsanar_recurso(*, folio: str, actor: Actor, correccion: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """The authority itself mends what is missing in the appeal (LAIP art. 56): it is never sent back."""
    with open_acto("subsanar_recurso", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        correccion = require_texto(correccion, campo="correccion", detalle="Escriba qué se corrige de oficio.", articulo="LAIP art. 56")
        recurso = _move(acto, "subsanar_recurso")
        recurso.subsanado = f"{recurso.subsanado}\n{correccion}".strip()
        recurso.save(update_fields=["subsanado"])
        acto.asentar(datos={"correccion": correccion})
        return acto.solicitud


def decidir_recurso(*, folio: str, actor: Actor, decision: Decision, ahora: datetime, version: int | None = None) -> Solicitud:
    """Confirm, revoke or modify, and notify it. What is ordered must be complied with in its term.

    :raises DecisionIncompletaError: no reasons, no legal basis, no public version, or an order that does not say what or by when.
    """
    with open_acto("decidir_recurso", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        _check_decision(decision)
        recurso = _move(acto, "decidir_recurso")
        ordena = SentidoRecurso(decision.sentido).ordena
        recurso.sentido, recurso.motivacion = decision.sentido, decision.motivacion.strip()
        recurso.fundamento, recurso.orden = list(decision.fundamento), decision.orden.strip() if ordena else ""
        recurso.version_publica = decision.version_publica.strip()
        recurso.autoridad_id, recurso.fecha_hora_decision = actor.persona_id, ahora
        recurso.dias_para_cumplir = decision.dias_para_cumplir if ordena else None
        acto.asentar(
            datos={
                "sentido": decision.sentido,
                "dias": recurso.dias_para_cumplir or 0,
                "orden": recurso.orden,
                "huella": seal_decision(recurso),
            }
        )
        recurso.fecha_limite = _fecha_de(acto, Clave.RECURSO_CUMPLIMIENTO) if ordena else None
        recurso.save()
        return acto.solicitud


def seal_decision(recurso: Recurso) -> str:
    """The seal of what is decided: number, sense, reasons, legal basis, order with its term, and the version that is published."""
    return digest(
        [
            recurso.numero,
            recurso.sentido,
            recurso.motivacion,
            recurso.fundamento,
            recurso.orden,
            recurso.dias_para_cumplir,
            recurso.version_publica,
        ]
    )


def cumplir_recurso(*, folio: str, actor: Actor, constancia: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """The institution did what was ordered, in time or late: both stay on record (LAIP art. 60).

    :raises NadaQueCumplirError: the decision confirmed what the institution had resolved.
    :raises IdentidadSinAcreditarError: what was ordered is about somebody's own data, and nobody has accredited who asks.
    """
    with open_acto("cumplir_recurso", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        constancia = require_texto(constancia, campo="constancia", detalle="Diga cómo se cumplió.", articulo="LAIP art. 60")
        recurso = _lock_recurso(acto)
        if recurso.sentido and not recurso.ordena:
            raise NadaQueCumplirError("La decisión confirmó lo resuelto: no hay nada que cumplir.", articulo="LAIP art. 60")
        recurso = _move(acto, "cumplir_recurso")
        require_acreditada(acto.solicitud, sentido="")
        recurso.constancia, recurso.fecha_hora_cumplimiento, recurso.fecha_limite = constancia, ahora, None
        recurso.save(update_fields=["estado", "constancia", "fecha_hora_cumplimiento", "fecha_limite"])
        acto.asentar(datos={"constancia": constancia})
        return acto.solicitud


def vencer_recursos(*, ahora: datetime, de: QuerySet[Solicitud] | None = None) -> Resultado:
    """The clock over appeals: the authority that did not decide, the institution that did not comply. Idempotent, catches up."""
    hechas, fallidas = 0, list[int]()
    pendientes = Recurso.objects.filter(fecha_limite__lt=latest_hoy(ahora), **_reach(de)).order_by("fecha_limite", "pk")
    for pk, folio, estado in pendientes.values_list("pk", "solicitud__folio", "estado").iterator(chunk_size=500):
        try:
            hechas += _RELOJ[EstadoRecurso(estado)](folio, ahora)
        except Exception:
            _registro.exception("No se pudo mover el recurso con id %s", pk)
            fallidas.append(pk)
    return Resultado(hechas, tuple(fallidas))


def _reach(de: QuerySet[Solicitud] | None) -> dict[str, Any]:
    return {"solicitud__prueba": False} if de is None else {"solicitud__in": de}


def _vencer_recurso(folio: str, ahora: datetime) -> int:
    with open_acto("vencer_recurso", folio=folio, actor=RELOJ, ahora=ahora) as acto:
        return _let_pass(acto, Clave.RECURSO_RESOLUCION)


def _incumplir_recurso(folio: str, ahora: datetime) -> int:
    with open_acto("incumplir_recurso", folio=folio, actor=RELOJ, ahora=ahora) as acto:
        return _let_pass(acto, Clave.RECURSO_CUMPLIMIENTO)


_RELOJ: dict[EstadoRecurso, Callable[[str, datetime], int]] = {
    EstadoRecurso.INTERPUESTO: _vencer_recurso,
    EstadoRecurso.DECIDIDO: _incumplir_recurso,
}


def _let_pass(acto: ActoEnCurso, clave: Clave) -> int:
    """Do the act of the clock if the ledger says that the term is over; otherwise mend the date by which it was found."""
    recurso = _lock_recurso(acto)
    if recurso.estado not in TRANSICIONES_RECURSO[acto.transicion.acto].de:
        return 0  # another sweep, or the authority herself, was here before
    plazo = next((p for p in acto.libro.list_plazos(acto.ahora) if p.clave is clave), None)
    if plazo is None or plazo.estado is not EstadoPlazo.VENCIDO:
        recurso.fecha_limite = plazo.vence if plazo else None
        recurso.save(update_fields=["fecha_limite"])
        return 0
    _move(acto, acto.transicion.acto, recurso)
    recurso.fecha_limite = None
    if acto.transicion.acto == "incumplir_recurso":
        recurso.fecha_hora_incumplimiento = acto.ahora
    recurso.save(update_fields=["estado", "fecha_limite", "fecha_hora_incumplimiento"])
    acto.asentar(datos={"vencia": plazo.vence.isoformat() if plazo.vence else None})
    return 1


def _lock_recurso(acto: ActoEnCurso) -> Recurso:
    """The appeal of a case whose row is locked already."""
    recurso = Recurso.objects.filter(solicitud=acto.solicitud).first()
    if recurso is None:
        raise SinRecursoError("En este expediente no se ha interpuesto recurso.", articulo="LAIP art. 54")
    return recurso


def _move(acto: ActoEnCurso, nombre: str, recurso: Recurso | None = None) -> Recurso:
    recurso = recurso or _lock_recurso(acto)
    transicion = TRANSICIONES_RECURSO[nombre]
    if recurso.estado not in transicion.de:
        raise ActoNoPermitidoError(
            f"No se puede {transicion.ruta.replace('-', ' ')}: el recurso está «{EstadoRecurso(recurso.estado).etiqueta}».",
            articulo=transicion.fundamento,
        )
    getattr(recurso, nombre)()
    return recurso


def _fecha_de(acto: ActoEnCurso, clave: Clave) -> date | None:
    return next((p.vence for p in acto.libro.list_plazos(acto.ahora) if p.clave is clave), None)


def _check_causales(causales: tuple[str, ...], solicitud: Solicitud) -> tuple[str, ...]:
    """At least one ground, each fitting: silence where nobody answered, the others where somebody did (LAIP arts. 54 and 55)."""
    if not causales:
        raise CausalInvalidaError("Elija al menos una causa.", campo="causales", articulo="LAIP arts. 54 y 55")
    en_silencio = solicitud.estado == Estado.VENCIDA
    for posicion, codigo in enumerate(causales):
        causal = Causal(codigo)
        if en_silencio and not causal.por_silencio and causal is not Causal.OTRA:
            raise CausalInvalidaError(
                f"«{causal.etiqueta}» supone una respuesta, y no la hubo.",
                campo=f"causales/{posicion}",
                articulo=f"LAIP art. {causal.articulo}",
            )
        if not en_silencio and causal is Causal.SIN_RESPUESTA:
            raise CausalInvalidaError("Sí hubo respuesta.", campo=f"causales/{posicion}", articulo=f"LAIP art. {causal.articulo}")
    return tuple(dict.fromkeys(causales))


def _check_decision(decision: Decision) -> None:
    if not decision.motivacion.strip():
        raise DecisionIncompletaError("La decisión va motivada.", campo="motivacion", articulo="LAIP art. 59")
    if not any(fundamento.strip() for fundamento in decision.fundamento):
        raise DecisionIncompletaError("La decisión va fundada en ley.", campo="fundamento", articulo="LAIP art. 59")
    if decision.dias_para_cumplir is not None and decision.dias_para_cumplir < 1:
        raise DecisionIncompletaError("El plazo para cumplir es de un día o más.", campo="dias_para_cumplir", articulo="LAIP art. 59")
    if not decision.version_publica.strip():
        raise DecisionIncompletaError(
            "Escriba la versión pública, sin datos personales: las decisiones son públicas.",
            campo="version_publica",
            articulo="LAIP art. 58",
        )
    if SentidoRecurso(decision.sentido).ordena and not decision.orden.strip():
        raise DecisionIncompletaError("Diga qué se ordena entregar, permitir o corregir.", campo="orden", articulo="LAIP art. 59")
