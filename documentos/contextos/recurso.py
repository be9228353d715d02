"""The papers of an appeal: its receipt and the decision of the top authority."""

from __future__ import annotations

from typing import TypedDict

from documentos.contextos.comunes import Firma, Institucion, Plazo, PlazoDeResolucion


class CausalAlegada(TypedDict):
    """One ground of the appeal, in words, and its bare article: `54`, `55.3`."""

    texto: str
    articulo: str


class PreguntaRecurrida(TypedDict):
    """A question whose answer is contested."""

    numero: int
    texto: str


class Amparo(TypedDict):
    """The window to go to court once the administrative stage is over.

    `desde` and `vence` are dates, empty while what opens it has not happened; `por_verificar` asks the reader to check the term,
    because nobody has held it against the official text yet.
    """

    dias: int
    unidad: str
    articulo: str
    desde: str
    vence: str
    por_verificar: bool


class AcuseRecurso(TypedDict):
    """Context of `acuse_recurso`. `plazo` is that of the authority; `amparo` is null where the law has no next remedy.

    `resolucion` is the number of what is appealed; empty against silence, and then `vencimiento` is the day on which the answer was due.
    """

    institucion: Institucion
    numero: str
    folio: str
    fecha_hora_interposicion: str
    solicitante_nombre: str
    resolucion: str
    vencimiento: str | None
    causales: list[CausalAlegada]
    preguntas: list[PreguntaRecurrida]
    agravios: str
    plazo: Plazo
    amparo: Amparo | None
    ley: str
    seguimiento_url: str


class DecisionRecurso(TypedDict):
    """Context of `decision_recurso`.

    `plazo` is the authority's own term as it stood when she decided; `cumplimiento` is null when nothing was ordered. `agravios`,
    `subsanado`, `motivacion` and `orden` are plain text, blank lines part paragraphs; the first two may be empty.
    """

    institucion: Institucion
    numero: str
    folio: str
    fecha_hora_decision: str
    fecha_hora_presentacion: str
    fecha_hora_interposicion: str
    solicitante_nombre: str
    descripcion: str
    resolucion: str
    vencimiento: str | None
    causales: list[CausalAlegada]
    preguntas: list[PreguntaRecurrida]
    agravios: str
    subsanado: str
    sentido: str
    sentido_texto: str
    motivacion: str
    fundamento: list[str]
    orden: str
    plazo: PlazoDeResolucion
    cumplimiento: Plazo | None
    amparo: Amparo | None
    firmas: list[Firma]
    ley: str
