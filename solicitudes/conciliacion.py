"""What each side has: the cases that another system says it knows, beside ours, row by row, with the reason of every difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from django.db.models import QuerySet

from documentos.models import Documento
from solicitudes.actor import Actor
from solicitudes.models import Solicitud
from solicitudes.policies import visible_tipos
from workflow.frase import NADA, Frase
from workflow.problema import ProblemaError

MAXIMO_DE_FILAS = 10_000
LOTE = 500

#: Why a row, or a datum of it, is not alike, and what to do.
_SOLO_ALLA = Frase("No hay aquí un expediente suyo con ese folio o número.")
_SOLO_AQUI = Frase("Allá no consta: tómelo con GET solicitudes/ o por los eventos.")
_DE_VARIAS = Frase("Varias instituciones tienen ese número: mande el folio.")
_REPETIDA = Frase("Otra fila dice ya lo que hay de este expediente.")
_SIN_NUMERO = Frase("Aquí no se ha anotado su número: hágalo con «numerar».")
_OTRO_NUMERO = Frase("El número anotado aquí es otro.")
_ATRASADA = Frase("Allá faltan movimientos: lea los eventos desde su último cursor.")
_ADELANTADA = Frase("Aquí no constan movimientos de allá.")
_OTRO_ESTADO = Frase("El estado no es el mismo: vale el de aquí, que sus movimientos sellan.")
_FALTA_ALLA = Frase("Allá falta este documento: descárguelo.")
_FALTA_AQUI = Frase("Aquí no está este documento, o no es el mismo: adjúntelo.")


class DemasiadasFilasError(ProblemaError):
    codigo: ClassVar[str] = "demasiadas-filas"
    titulo: ClassVar[str] = "Son demasiadas filas para una conciliación"


class Resultado(StrEnum):
    """What became of a row, or of a case that no row names."""

    IGUAL = "igual"
    DIFIERE = "difiere"
    SOLO_ALLA = "solo_alla"
    SOLO_AQUI = "solo_aqui"
    REPETIDA = "repetida"
    ILEGIBLE = "ilegible"


@dataclass(frozen=True, slots=True)
class Fila:
    """What the other side has of one case. None is what it does not say: only what it says is compared. `papeles` are SHA-256 in
    hexadecimal; `falta` is why the row cannot be read."""

    linea: int
    folio: str = ""
    expediente_interno: str | None = None
    estado: str | None = None
    version: int | None = None
    papeles: frozenset[str] | None = None
    falta: Frase | None = None


@dataclass(frozen=True, slots=True)
class Diferencia:
    """One thing in which both sides differ: what each has, and why it may be."""

    campo: str
    alla: str
    aqui: str
    motivo: Frase


@dataclass(frozen=True, slots=True)
class Cotejo:
    """One row of the report. `linea` is 0 for a case that only we have."""

    linea: int
    folio: str
    expediente_interno: str
    resultado: Resultado
    motivo: Frase = NADA
    diferencias: tuple[Diferencia, ...] = ()


@dataclass
class Conciliacion:
    """The whole report: how many of each, and the rows that are not alike."""

    cuentas: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Resultado, 0))
    cotejos: list[Cotejo] = field(default_factory=list)

    def add(self, cotejo: Cotejo) -> None:
        self.cuentas[cotejo.resultado] += 1
        if cotejo.resultado is not Resultado.IGUAL:
            self.cotejos.append(cotejo)


def conciliar(filas: Iterable[Fila], *, casos: QuerySet[Solicitud], actor: Actor | None) -> Conciliacion:
    """Compare `filas` with `casos`, the only ones that exist for the other side. Two queries for each 500 rows, and one for the rest.

    `actor` is whoever asks: of the papers only those are compared that she may open; None compares all, for the operator.

    :raises DemasiadasFilasError: more than ten thousand.
    """
    informe, vistos = Conciliacion(), set[int]()
    leidas = 0
    for lote in _split(filas):
        leidas += len(lote)
        if leidas > MAXIMO_DE_FILAS:
            raise DemasiadasFilasError(
                "Caben {maximo} filas. Parta la conciliación por fechas, con «desde» y «hasta».", maximo=MAXIMO_DE_FILAS
            )
        for cotejo in _compare_lote(lote, casos, actor, vistos):
            informe.add(cotejo)
    for cotejo in _list_sobrantes(casos, vistos):
        informe.add(cotejo)
    return informe


def _split(filas: Iterable[Fila]) -> Iterator[list[Fila]]:
    lote: list[Fila] = []
    for fila in filas:
        lote.append(fila)
        if len(lote) == LOTE:
            yield lote
            lote = []
    if lote:
        yield lote


def _compare_lote(lote: Sequence[Fila], casos: QuerySet[Solicitud], actor: Actor | None, vistos: set[int]) -> Iterator[Cotejo]:
    nombrados = casos.select_related("presentacion").order_by()
    por_folio = {s.folio: s for s in nombrados.filter(folio__in=[f.folio for f in lote if f.folio])}
    internos = [f.expediente_interno for f in lote if not f.folio and f.expediente_interno]
    por_numero: dict[str, list[Solicitud]] = defaultdict(list)
    for solicitud in nombrados.filter(expediente_interno__in=internos) if internos else ():
        por_numero[solicitud.expediente_interno].append(solicitud)
    encontrados = {s.folio: s for s in (*por_folio.values(), *(s for varios in por_numero.values() for s in varios))}
    papeles = _read_papeles([f for f in lote if f.papeles is not None], encontrados, actor)
    for fila in lote:
        yield _compare(fila, por_folio, por_numero, papeles, vistos)


def _compare(
    fila: Fila,
    por_folio: dict[str, Solicitud],
    por_numero: dict[str, list[Solicitud]],
    papeles: dict[str, frozenset[str]],
    vistos: set[int],
) -> Cotejo:
    interno = fila.expediente_interno or ""
    if fila.falta:
        return Cotejo(fila.linea, fila.folio, interno, Resultado.ILEGIBLE, fila.falta)
    candidatos = [por_folio[fila.folio]] if fila.folio in por_folio else [] if fila.folio else por_numero.get(interno, [])
    if not candidatos:
        return Cotejo(fila.linea, fila.folio, interno, Resultado.SOLO_ALLA, _SOLO_ALLA)
    if len(candidatos) > 1:
        return Cotejo(fila.linea, "", interno, Resultado.ILEGIBLE, _DE_VARIAS)
    solicitud = candidatos[0]
    if solicitud.pk in vistos:
        return Cotejo(fila.linea, solicitud.folio, interno, Resultado.REPETIDA, _REPETIDA)
    vistos.add(solicitud.pk)
    diferencias = tuple(_list_diferencias(fila, solicitud, papeles.get(solicitud.folio, frozenset())))
    resultado = Resultado.DIFIERE if diferencias else Resultado.IGUAL
    return Cotejo(fila.linea, solicitud.folio, solicitud.expediente_interno, resultado, diferencias=diferencias)


def _list_diferencias(fila: Fila, solicitud: Solicitud, papeles: frozenset[str]) -> Iterator[Diferencia]:
    interno = solicitud.expediente_interno
    if fila.expediente_interno is not None and fila.expediente_interno != interno:
        yield Diferencia("expediente_interno", fila.expediente_interno, interno, _OTRO_NUMERO if interno else _SIN_NUMERO)
    if fila.version is not None and fila.version != solicitud.version:
        motivo = _ATRASADA if fila.version < solicitud.version else _ADELANTADA
        yield Diferencia("version", str(fila.version), str(solicitud.version), motivo)
    if fila.estado is not None and fila.estado != solicitud.estado:
        yield Diferencia("estado", fila.estado, solicitud.estado, _OTRO_ESTADO)
    if fila.papeles is not None:
        for huella in sorted(papeles - fila.papeles):
            yield Diferencia("documento", "", huella, _FALTA_ALLA)
        for huella in sorted(fila.papeles - papeles):
            yield Diferencia("documento", huella, "", _FALTA_AQUI)


def _read_papeles(filas: Sequence[Fila], encontrados: dict[str, Solicitud], actor: Actor | None) -> dict[str, frozenset[str]]:
    """The hashes of the papers of each case, as far as whoever asks may open them. One query, none when no row speaks of papers."""
    if not filas or not encontrados:
        return {}
    huellas: dict[str, set[str]] = defaultdict(set)
    todos = Documento.objects.filter(folio__in=encontrados).order_by().values_list("folio", "tipo", "sha256")
    visibles = {folio: visible_tipos(actor, solicitud) if actor else None for folio, solicitud in encontrados.items()}
    for folio, tipo, sha256 in todos:
        tipos = visibles[folio]
        if tipos is None or tipo in tipos:
            huellas[folio].add(sha256)
    return {folio: frozenset(suyas) for folio, suyas in huellas.items()}


def _list_sobrantes(casos: QuerySet[Solicitud], vistos: set[int]) -> Iterator[Cotejo]:
    """The cases that no row named, the oldest first."""
    filas = casos.order_by("fecha_hora_presentacion", "pk").values_list("pk", "folio", "expediente_interno")
    for pk, folio, interno in filas.iterator(chunk_size=2000):
        if pk not in vistos:
            yield Cotejo(0, folio, interno, Resultado.SOLO_AQUI, _SOLO_AQUI)
