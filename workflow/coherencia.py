"""What a regime file may not say at once: leaves that are each well written and together mean nothing."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.ley import Regimen


def list_contradicciones(regimen: Regimen) -> Iterator[tuple[str, str]]:
    """(key, reason) of each."""
    yield from _vigencia(regimen)
    yield from _prorroga(regimen)
    yield from _silencio(regimen)
    yield from _recursos(regimen)


def _vigencia(regimen: Regimen) -> Iterator[tuple[str, str]]:
    desde, hasta = regimen.vigente_desde, regimen.vigente_hasta
    if desde and hasta and hasta < desde:
        yield "vigente_hasta", "es anterior a vigente_desde"


def _prorroga(regimen: Regimen) -> Iterator[tuple[str, str]]:
    formas = [
        clave
        for clave, dicha in (
            ("plazos.prorroga", "prorroga" in regimen.terminos),
            ("prorroga.factor", regimen.reglas["prorroga.factor"].valor is not None),
            ("prorroga.fecha_prometida", regimen.reglas["prorroga.fecha_prometida"].valor),
        )
        if dicha
    ]
    if len(formas) > 1:
        yield formas[1], f"la prórroga se mide de una sola manera, y {formas[0]} ya la mide"
    if "aviso_prorroga" in regimen.terminos and not formas:
        yield "plazos.aviso_prorroga", "no hay prórroga que avisar"
    if regimen.reglas["prorroga.factor"].valor == 1:
        yield "prorroga.factor.valor", "con factor 1 la prórroga no da ningún día"


def _silencio(regimen: Regimen) -> Iterator[tuple[str, str]]:
    if "afirmativa_ficta" in regimen.terminos and regimen.reglas["silencio.efecto"].valor != "entrega":
        yield "plazos.afirmativa_ficta", "sólo existe cuando silencio.efecto es «entrega»"
    for lectura in regimen.lecturas.values():
        if "desde_el_fin_de_la_ficta" in lectura.opciones and "afirmativa_ficta" not in regimen.terminos:
            yield f"lecturas.{lectura.clave}.opciones", "«desde_el_fin_de_la_ficta» necesita plazos.afirmativa_ficta"


def _recursos(regimen: Regimen) -> Iterator[tuple[str, str]]:
    vistos: set[str] = set()
    for recurso in regimen.recursos.values():
        for clave, nombrados in (("requiere", recurso.requiere), ("alternativa_a", recurso.alternativa_a)):
            # A remedy names only those above it: the graph reads from first to last, and has no circle.
            for nombre in nombrados:
                if nombre not in vistos:
                    yield f"recursos.{recurso.id}.{clave}", f"«{nombre}» no es un recurso declarado más arriba"
        vistos.add(recurso.id)
