"""The answers of a resolution question by question: what each must carry, and the sense of the whole, which follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from solicitudes.models import Pregunta, Reserva, Resolucion, RespuestaPregunta
from solicitudes.preguntas import find_preguntas, list_preguntas, require_propia, write_numeros
from solicitudes.services.acto import ActoEnCurso
from solicitudes.services.contestacion import as_campos, require_contestacion, seal_motivos
from solicitudes.services.reserva_invocada import require_reserva_vigente
from workflow.problema import ProblemaError
from workflow.sentidos import Sentido, derive_sentido


class RespuestaPorPreguntaError(ProblemaError):
    codigo: ClassVar[str] = "respuesta-por-pregunta"
    titulo: ClassVar[str] = "Lo que se responde no corresponde a las preguntas de la solicitud"


@dataclass(frozen=True, slots=True)
class BorradorPregunta:
    """What a draft answers to the question `numero`; the rest as in a `Borrador`."""

    numero: int
    sentido: str
    respuesta: str
    motivacion: str = ""
    fundamento: tuple[str, ...] = field(default=())
    reserva: str = ""
    dano_excepcion: str = ""
    dano_amenaza: str = ""
    dano_perjuicio: str = ""
    causal_confidencial: str = ""


Contestada = tuple[Pregunta, BorradorPregunta, Reserva | None]


def require_respuestas(escritas: Sequence[BorradorPregunta], acto: ActoEnCurso) -> list[Contestada]:
    """What a draft answers, each with its question and the entry that it names. A draft may still lack some; it answers one at least.

    :raises RespuestaPorPreguntaError: none, or one twice.
    :raises PreguntaDesconocidaError, PreguntaRemitidaError: there is no such question, or it was forwarded.
    :raises ProblemaError: what `require_contestacion` refuses, at `preguntas/<posición>/…`.
    """
    preguntas = list_preguntas(acto.solicitud)
    numeros = [escrita.numero for escrita in escritas]
    if not numeros:
        raise RespuestaPorPreguntaError(
            "La solicitud está dividida en las preguntas {numeros}: responda cada una.",
            numeros=write_numeros([p.numero for p in preguntas]),
            campo="preguntas",
            articulo="LAIP art. 45",
        )
    if len(set(numeros)) < len(numeros):
        raise RespuestaPorPreguntaError("Una pregunta está respondida dos veces.", campo="preguntas", articulo="LAIP art. 45")
    find_preguntas(preguntas, numeros, campo="preguntas")
    por_numero = {pregunta.numero: pregunta for pregunta in preguntas}
    contestadas = []
    for posicion, escrita in enumerate(escritas):
        pregunta = por_numero[escrita.numero]
        require_propia(pregunta, campo=f"preguntas/{posicion}/numero")
        with _at(f"preguntas/{posicion}"):
            contestadas.append((pregunta, escrita, require_contestacion(escrita, acto)))
    return contestadas


def write_respuestas(resolucion: Resolucion, contestadas: Sequence[Contestada]) -> None:
    """Make these the answers of a draft, in the place of those that it had."""
    RespuestaPregunta.objects.filter(resolucion=resolucion).delete()
    RespuestaPregunta.objects.bulk_create(
        RespuestaPregunta(resolucion=resolucion, pregunta=pregunta, **as_campos(escrita, reserva))
        for pregunta, escrita, reserva in contestadas
    )


def follow_preguntas(resolucion: Resolucion, division: int, preguntas: Sequence[Pregunta]) -> None:
    """Set what of a draft follows from the answers that its questions have now: its sense, and whether one is missing. Saves nothing."""
    propias = [pregunta for pregunta in preguntas if not pregunta.remitida_a_id]
    sentidos = [Sentido(respuesta.sentido) for pregunta in propias if (respuesta := pregunta.contestada)]
    resolucion.incompleta = len(sentidos) < len(propias)
    if sentidos:
        resolucion.division, resolucion.sentido = division, derive_sentido(sentidos).value
        resolucion.sin_aclaracion = Sentido.NEGATIVA_SIN_ACLARACION in sentidos


def require_reservas_vigentes(resolucion: Resolucion, acto: ActoEnCurso) -> None:
    """:raises ReservaRequeridaError: an entry that the resolution, or one of its answers, names is over."""
    invocadas = [resolucion, *(RespuestaPregunta.objects.filter(resolucion=resolucion) if resolucion.division else ())]
    for contestacion in invocadas:
        if contestacion.reserva:
            require_reserva_vigente(contestacion.reserva, acto, numero=contestacion.reserva.numero)


def seal_respuestas(preguntas: Sequence[Pregunta]) -> list[Any]:
    """What is sealed of each question: its words, and where it is answered or what."""
    return [
        [p.numero, p.texto, p.remitida_a.folio]
        if p.remitida_a
        else [p.numero, p.texto, r.sentido, r.respuesta, r.motivacion, r.fundamento, *seal_motivos(r)]
        if (r := p.contestada)
        else [p.numero, p.texto]
        for p in preguntas
    ]


@contextmanager
def _at(campo: str) -> Iterator[None]:
    """A refusal of what is inside names its field under `campo`."""
    try:
        yield
    except ProblemaError as problema:
        problema.campo = f"{campo}/{problema.campo}" if problema.campo else ""
        raise
