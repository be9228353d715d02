"""The register of templates: which files make each paper, and its version.

A version is a promise: whoever changes what a template prints raises its number, and `plantillas.lock` keeps the hash of
every version ever issued, so that a paper can be read beside the exact text that made it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

CARPETA = Path(__file__).resolve().parent.parent / "templates" / "pdf"
CANDADO = Path(__file__).with_suffix(".lock")


@dataclass(frozen=True, slots=True)
class Plantilla:
    """One kind of paper: the name of its HTML file, its version, its title and the files that it is made of."""

    nombre: str
    version: int
    titulo: str
    archivos: tuple[str, ...]

    def hash_archivos(self) -> str:
        """SHA-256 over the names and bytes of its files, in order."""
        suma = hashlib.sha256()
        for archivo in self.archivos:
            suma.update(f"{archivo}\0".encode())
            suma.update((CARPETA / archivo).read_bytes())
        return suma.hexdigest()


_COMUNES = ("papel.html", "_verificacion.html", "papel.css")

PLANTILLAS = {
    plantilla.nombre: plantilla
    for plantilla in (
        Plantilla("acuse", 6, "Acuse de recibo", ("acuse.html", "_plazo.html", "_lecturas.html", *_COMUNES)),
        Plantilla(
            "resolucion",
            10,
            "Resolución",
            (
                "resolucion.html",
                "_antecedentes.html",
                "_fundamento.html",
                "_lecturas.html",
                "_pregunta.html",
                "_reserva.html",
                "_confidencial.html",
                *_COMUNES,
            ),
        ),
        Plantilla(
            "acuse_recurso",
            3,
            "Acuse de recurso",
            ("acuse_recurso.html", "_recurrido.html", "_causales.html", "_plazo.html", "_lecturas.html", *_COMUNES),
        ),
        Plantilla(
            "decision_recurso",
            5,
            "Decisión del recurso",
            (
                "decision_recurso.html",
                "_antecedentes.html",
                "_fundamento.html",
                "_recurrido.html",
                "_causales.html",
                "_amparo.html",
                "_plazo.html",
                "_lecturas.html",
                *_COMUNES,
            ),
        ),
        Plantilla(
            "constancia_silencio", 2, "Constancia de silencio", ("constancia_silencio.html", "_plazo.html", "_lecturas.html", *_COMUNES)
        ),
        Plantilla("constancia_caida", 2, "Constancia de caída del servicio", ("constancia_caida.html", *_COMUNES)),
    )
}
