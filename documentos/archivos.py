"""The files that an officer delivers: what they really are, and a name that is safe to keep and to show."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

import puremagic

from workflow.problema import ProblemaError

LIMITE_BYTES = 25 * 1024 * 1024

_EXTENSIONES = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "text/csv": (".csv",),
    "text/plain": (".txt",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.text": (".odt",),
}
_BINARIOS = {"application/pdf", "image/png", "image/jpeg"}
_OOXML = re.compile(rb"application/vnd\.openxmlformats-officedocument\.(spreadsheetml\.sheet|wordprocessingml\.document)\.main\+xml")
_MAXIMO_INDICE = 1 << 20  # the part that names the type of an office file; a larger one is an attack, not a letter
_CONTROL_PERMITIDO = "\t\n\r\f"
_MAXIMO_NOMBRE = 150


class TipoDeArchivoNoAdmitidoError(ProblemaError):
    """The content is not of a type that can be delivered, whatever its name says."""

    codigo = "tipo-de-archivo-no-admitido"
    titulo = "Tipo de archivo no admitido"


def sniff_tipo_contenido(*, contenido: bytes, nombre_archivo: str) -> str:
    """The media type of `contenido`, found out from its bytes; the name only tells CSV from other text.

    :raises TipoDeArchivoNoAdmitidoError: it is none of PDF, PNG, JPEG, CSV, text, XLSX, DOCX, ODS and ODT.
    """
    tipo = _sniff_binario(contenido) or _sniff_oficina(contenido) or _sniff_texto(contenido, nombre_archivo)
    if tipo is None:
        raise TipoDeArchivoNoAdmitidoError(
            "El contenido del archivo no es PDF, imagen PNG o JPEG, texto o CSV en UTF-8, ni documento u hoja de cálculo sin "
            "macros (DOCX, XLSX, ODT, ODS). Guárdelo en uno de esos formatos y adjúntelo de nuevo.",
            campo="archivo",
        )
    return tipo


def clean_nombre_archivo(*, nombre: str, tipo_contenido: str) -> str:
    """`nombre` without folders, invisible signs or tricks of writing direction, and with the extension of its real type."""
    ultimo = re.split(r"[/\\]", nombre)[-1]
    visible = "".join(signo if unicodedata.category(signo)[0] not in "CZ" else " " for signo in unicodedata.normalize("NFC", ultimo))
    limpio = re.sub(r'[<>:"|?*]+', "-", " ".join(visible.split())).strip(" .-") or "archivo"
    extensiones = _EXTENSIONES[tipo_contenido]
    for extension in extensiones:
        if limpio.lower().endswith(extension):
            return limpio[: -len(extension)][:_MAXIMO_NOMBRE].rstrip() + extension
    return limpio[:_MAXIMO_NOMBRE].rstrip() + extensiones[0]


def _sniff_binario(contenido: bytes) -> str | None:
    try:
        tipo = puremagic.from_string(contenido[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        return None
    return tipo if tipo in _BINARIOS else None


def _sniff_oficina(contenido: bytes) -> str | None:
    """An office file is a ZIP that names its own type inside; a plain ZIP, or one with macros, names none of ours."""
    if not contenido.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(contenido)) as comprimido:
            nombres = set(comprimido.namelist())
            if "mimetype" in nombres:
                tipo = _read_parte(comprimido, "mimetype").decode("ascii").strip()
            elif "[Content_Types].xml" in nombres:
                tipo = _name_ooxml(_read_parte(comprimido, "[Content_Types].xml"))
            else:
                return None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return None
    return tipo if tipo in _EXTENSIONES else None


def _name_ooxml(indice: bytes) -> str:
    """The type that the index of a Microsoft file declares; none of ours when it declares macros as well."""
    hallado = _OOXML.search(indice)
    if hallado is None or b"macroEnabled" in indice or b"vbaProject" in indice:
        return ""
    return f"application/vnd.openxmlformats-officedocument.{hallado[1].decode('ascii')}"


def _read_parte(comprimido: zipfile.ZipFile, nombre: str) -> bytes:
    with comprimido.open(nombre) as parte:
        return parte.read(_MAXIMO_INDICE)


def _sniff_texto(contenido: bytes, nombre_archivo: str) -> str | None:
    try:
        texto = contenido.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if any(unicodedata.category(signo) == "Cc" and signo not in _CONTROL_PERMITIDO for signo in set(texto)):
        return None
    return "text/csv" if nombre_archivo.lower().endswith(".csv") else "text/plain"
