"""PDF/A-3a and PDF/UA-1 in one file: WeasyPrint writes either claim, an archive that anybody can read wants both."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

PERFIL = "papel"  # our name for the colour profile of the file

# ISO 14289-1 (the claim) inside ISO 19005-3, which accepts foreign properties only when their schema is described.
_DECLARACION = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_FIN = b"</rdf:RDF>"


def declare_accessible(documento: Any, pdf: Any) -> None:
    """Finisher for `HTML.write_pdf(pdf_variant="pdf/a-3a")`: add the PDF/UA-1 claim to the metadata of the file."""
    metadatos = next(objeto for objeto in pdf.objects if getattr(objeto, "extra", {}).get("Type") == "/Metadata")
    metadatos.stream = [parte.replace(_FIN, _DECLARACION + _FIN) for parte in metadatos.stream]


@cache
def read_icc() -> bytes:
    """The sRGB profile that WeasyPrint carries."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def build_perfiles() -> dict[str, Any]:
    """The colours of one file, for `write_pdf(color_profiles=…, output_intent=PERFIL)`: written into, so never shared.

    WeasyPrint would add the same profile by itself, and leave the file that it read open.
    """
    from weasyprint.css import ColorProfile

    return {PERFIL: ColorProfile(BytesIO(read_icc()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))}
