"""PDF from a template and a context: no network, no files, and the same bytes for the same context."""

from __future__ import annotations

import atexit
import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from documentos.conformidad import PERFIL, build_perfiles, declare_accessible
from documentos.plantillas import CARPETA, PLANTILLAS
from documentos.pruebas import is_de_prueba
from documentos.tipografia import build_font_faces

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_PAQUETES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_TURNO = threading.Lock()  # Pango's font map is shared by the threads of a process and is not made for it


class FaltaPangoError(OSError):
    """The machine lacks the system libraries of WeasyPrint: the operator must install them, then a retry succeeds."""

    codigo = "falta-pango"

    def __init__(self, causa: OSError) -> None:
        super().__init__(
            "Faltan bibliotecas del sistema para producir documentos PDF. En Debian o Ubuntu se instalan con "
            f"«apt-get install --no-install-recommends {_PAQUETES}». (Causa: {causa})"
        )


@dataclass(frozen=True, slots=True)
class _Taller:
    """What all papers of a process share."""

    css: CSS
    fuentes: FontConfiguration


#: What a draft prints over the paper and leaves out of it: nothing on it can be verified, and every page says so.
_DE_BORRADOR = """
@page {
  @bottom-left { content: "BORRADOR sin validez"; font: 600 8pt "Papel Rotulo", sans-serif; color: #a3002c; }
  @top-center { content: "BORRADOR"; font: 600 9pt "Papel Rotulo", sans-serif; letter-spacing: 0.3em; color: #a3002c; }
}
.verificacion { display: none; }
body::after {
  content: "BORRADOR"; position: fixed; top: 78mm; left: 4mm; transform: rotate(-38deg);
  font: 600 84pt "Papel Rotulo", sans-serif; letter-spacing: 0.06em; color: #f3dfe3; z-index: -1;
}
"""


#: What the paper of a rehearsal prints over it, in the title too, so that whoever listens hears it first.
_DE_PRUEBA = """
@page {
  @bottom-left { content: "PRUEBA sin valor legal"; font: 600 8pt "Papel Rotulo", sans-serif; color: #a3002c; }
  @top-center { content: "SIN VALOR LEGAL"; font: 600 9pt "Papel Rotulo", sans-serif; letter-spacing: 0.3em; color: #a3002c; }
}
h1::before {
  content: "PRUEBA: SIN VALOR LEGAL"; display: block; margin-bottom: 6pt;
  font: 600 12pt "Papel Rotulo", sans-serif; letter-spacing: 0.08em; color: #a3002c;
}
body::after {
  content: "PRUEBA"; position: fixed; top: 86mm; left: 14mm; transform: rotate(-38deg);
  font: 600 92pt "Papel Rotulo", sans-serif; letter-spacing: 0.06em; color: #f3dfe3; z-index: -1;
}
"""


def render(*, plantilla: str, contexto: Mapping[str, Any]) -> bytes:
    """The PDF (A-3a, for the archive, and UA-1, for everybody) of template `plantilla`, filled with `contexto` (plain JSON values only).

    `contexto["fecha_hora_emision"]` gives the dates of the metadata; nothing in the output depends on the present moment.

    :raises FaltaPangoError: the machine lacks Pango.
    :raises TypeError: something in `contexto` is not plain JSON.
    """
    return _render(plantilla, contexto, hoja=_DE_PRUEBA if is_de_prueba(contexto.get("folio", "")) else "")


def render_borrador(*, plantilla: str, contexto: Mapping[str, Any]) -> bytes:
    """The same paper marked as a draft on every page, without the code and the QR by which a paper is verified.

    `contexto` is that of the paper, with `fecha_hora_emision` and without `verificacion`; raises as `render`.
    """
    sin_codigo = {"verificacion": {"codigo": "", "url": "", "qr": ""}}
    return _render(plantilla, {**contexto, **sin_codigo}, hoja=_DE_BORRADOR)


def _render(plantilla: str, contexto: Mapping[str, Any], *, hoja: str) -> bytes:
    identificador = hashlib.sha256(_canonical_json(contexto) + hoja.encode()).digest()[:16]
    html = render_to_string(f"pdf/{PLANTILLAS[plantilla].nombre}.html", dict(contexto))
    with _TURNO:
        return _write_pdf(html, _prepare_taller(), identificador, hoja)


def _write_pdf(html: str, taller: _Taller, identificador: bytes, hoja: str) -> bytes:
    from weasyprint import CSS, HTML

    # no `cache=`: an image cache shared between papers grows by one QR with each of them
    pdf: bytes = HTML(string=html, url_fetcher=_fetcher()).write_pdf(
        stylesheets=[taller.css, *([CSS(string=hoja, font_config=taller.fuentes, url_fetcher=_fetcher())] if hoja else [])],
        font_config=taller.fuentes,
        color_profiles=build_perfiles(),
        output_intent=PERFIL,
        pdf_variant="pdf/a-3a",
        pdf_identifier=identificador,
        finisher=declare_accessible,
    )
    return pdf


@lru_cache(maxsize=1)
def _prepare_taller() -> _Taller:
    """Parse the style sheet, load the typefaces, once in each process."""
    try:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        raise FaltaPangoError(error) from error
    fuentes = FontConfiguration()
    hoja = build_font_faces() + (CARPETA / "papel.css").read_text(encoding="utf-8")
    return _Taller(CSS(string=hoja, font_config=fuentes, url_fetcher=_fetcher()), fuentes)


atexit.register(_prepare_taller.cache_clear)  # while the interpreter can still remove the temporary folder of the typefaces


def _fetcher() -> URLFetcher:
    """What a paper may read: what it carries inside, and nothing else."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("data",), allow_redirects=False)


def _canonical_json(contexto: Mapping[str, Any]) -> bytes:
    return json.dumps(contexto, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
