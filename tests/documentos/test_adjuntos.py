"""Files that an officer delivers: admitted for what they are, kept under a safe name."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from documentos.almacen import open_contenido
from documentos.emision import adjuntar
from documentos.models import Documento
from documentos.verificacion import verificar
from tests.documentos.ejemplos import AHORA, FOLIO, build_acuse
from tests.documentos.test_almacen import archivos
from tests.documentos.test_render import draw
from workflow.problema import ProblemaError

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00\x00\x00\x01" * 2 + b"\x08\x00\x00\x00\x00:~\x9bU"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
OFICINA = "application/vnd.openxmlformats-officedocument"


def comprimir(**partes: str | bytes) -> bytes:
    """A ZIP with `partes`; `tipos` stands for the name of the part that Office requires."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as comprimido:
        for nombre, contenido in partes.items():
            comprimido.writestr(zipfile.ZipInfo("[Content_Types].xml" if nombre == "tipos" else nombre), contenido)
    return salida.getvalue()


def ooxml(clase: str) -> bytes:
    return comprimir(tipos=f'<Types><Override PartName="/x" ContentType="{clase}"/></Types>', documento="<x/>")


DOCX = ooxml(f"{OFICINA}.wordprocessingml.document.main+xml")
XLSX = ooxml(f"{OFICINA}.spreadsheetml.sheet.main+xml")
ODS = comprimir(mimetype="application/vnd.oasis.opendocument.spreadsheet", content="<x/>")
ODT = comprimir(mimetype="application/vnd.oasis.opendocument.text", content="<x/>")


def attach(contenido, nombre: str = "listado", **cambios) -> Documento:
    argumentos = {"folio": FOLIO, "referencia": "anexo-1", "institucion_nombre": "Ministerio", "ahora": AHORA} | cambios
    return adjuntar(nombre_archivo=nombre, contenido=contenido, **argumentos)


@pytest.mark.parametrize(
    ("contenido", "nombre", "tipo", "guardado"),
    [
        (None, "Contrato 12.pdf", "application/pdf", "Contrato 12.pdf"),
        (PNG, "plano.PNG", "image/png", "plano.png"),
        (JPEG, "foto.jpeg", "image/jpeg", "foto.jpeg"),
        (JPEG, "foto.pdf", "image/jpeg", "foto.pdf.jpg"),
        (DOCX, "oficio.docx", f"{OFICINA}.wordprocessingml.document", "oficio.docx"),
        (XLSX, "gasto", f"{OFICINA}.spreadsheetml.sheet", "gasto.xlsx"),
        (ODS, "gasto.ods", "application/vnd.oasis.opendocument.spreadsheet", "gasto.ods"),
        (ODT, "oficio.odt", "application/vnd.oasis.opendocument.text", "oficio.odt"),
        ("\ufeffaño;gasto\n2025;1\n".encode(), "gasto.csv", "text/csv", "gasto.csv"),
        ("Señor: ñandú 😀\r\n".encode(), "nota.txt", "text/plain", "nota.txt"),
        (b"<script>alert(1)</script>", "pagina.html", "text/plain", "pagina.html.txt"),
        (b"<svg onload='alert(1)'/>", "plano.svg", "text/plain", "plano.svg.txt"),
    ],
    ids=[
        "pdf",
        "png",
        "jpeg",
        "jpeg-named-pdf",
        "docx",
        "xlsx-no-name",
        "ods",
        "odt",
        "csv",
        "text",
        "html-is-text",
        "svg-is-text",
    ],
)
def test_adjuntar_keeps_files_under_their_real_type(contenido, nombre, tipo, guardado):
    contenido = contenido or draw("acuse", build_acuse())

    documento = attach(contenido, nombre)

    assert (documento.tipo_contenido, documento.nombre_archivo, documento.tamano) == (tipo, guardado, len(contenido))
    assert (documento.tipo, documento.plantilla, documento.contexto) == ("anexo", "", {})
    with open_contenido(sha256=documento.sha256) as archivo:
        assert archivo.read() == contenido
    assert verificar(codigo=documento.codigo).autentico


@pytest.mark.parametrize(
    ("contenido", "nombre"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff", "informe.pdf"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "informe.pdf"),
        (comprimir(documento="<x/>"), "archivos.zip"),
        (comprimir(documento="<x/>"), "oficio.docx"),
        (comprimir(mimetype="application/epub+zip"), "libro.odt"),
        (comprimir(mimetype="\u00f1".encode()), "libro.odt"),
        (ooxml("application/vnd.ms-word.document.macroEnabled.main+xml"), "oficio.docx"),
        (ooxml("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "gasto.xlsx"),
        (
            ooxml(f'{OFICINA}.wordprocessingml.document.main+xml"/><Default ContentType="application/vnd.ms-office.vbaProject'),
            "oficio.docx",
        ),
        (DOCX[:40], "oficio.docx"),
        (b"PK\x03\x04" + b"\x00" * 60, "oficio.docx"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "foto.png"),
        ("año;gasto\n".encode("latin-1"), "gasto.csv"),
        (b"uno\x00dos", "nota.txt"),
        (b"\x1b[2Jnota", "nota.txt"),
        (zlib.compress(b"nota" * 100), "nota.txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "oficio.doc"),
    ],
    ids=[
        "exe",
        "elf",
        "zip",
        "zip-named-docx",
        "epub",
        "odd-mimetype",
        "docm",
        "xlsm",
        "macros-in-docx",
        "cut-docx",
        "hollow-zip",
        "gif",
        "latin-1",
        "nul",
        "escapes",
        "zlib",
        "old-doc",
    ],
)
def test_adjuntar_refuses_by_content_whatever_the_name_says(contenido, nombre, settings):
    with pytest.raises(ProblemaError) as error:
        attach(contenido, nombre)

    assert error.value.codigo == "tipo-de-archivo-no-admitido" and error.value.campo == "archivo"
    assert not Documento.objects.exists()


def test_adjuntar_is_not_drowned_by_a_bomb():
    """Ten megabytes of zeros in the part that names the type are not unpacked whole."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as comprimido:
        comprimido.writestr("mimetype", b"\x00" * (10 << 20))

    with pytest.raises(ProblemaError, match="formatos"):
        attach(salida.getvalue())


@pytest.mark.parametrize("vacio", [b"", ContentFile(b""), SimpleUploadedFile("x.txt", b"")], ids=["bytes", "file", "upload"])
def test_adjuntar_empty_file_is_refused(vacio):
    with pytest.raises(ProblemaError) as error:
        attach(vacio)

    assert error.value.codigo == "archivo-vacio"


def test_adjuntar_measures_what_arrives_and_not_what_it_claims(settings):
    justo = SimpleUploadedFile("nota.txt", b"a" * 1000)
    justo.size = 5_000_000_000
    pasado = SimpleUploadedFile("nota.txt", b"a" * 1001)
    pasado.size = 1

    assert attach(justo, limite=1000).tamano == 1000
    with pytest.raises(ProblemaError) as error:
        attach(pasado, limite=1000, referencia="anexo-2")
    assert error.value.codigo == "archivo-demasiado-grande"
    assert len(archivos(settings.DOCUMENTOS_DIR)) == 1


def test_adjuntar_limit_is_25_megabytes():
    with pytest.raises(ProblemaError, match="25 MB"):
        attach(b"a" * (25 * 1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("nombre", "guardado"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Documentos\\nómina 2025.txt", "nómina 2025.txt"),
        ("nota\u202etxt.exe", "nota txt.exe.txt"),
        ("nota\r\nSet-Cookie: x.txt", "nota Set-Cookie- x.txt"),
        ("\u2066nota\u200b\ufeff\x00.txt", "nota.txt"),
        ("Solicitud  «Kꞌicheꞌ».txt", "Solicitud «Kꞌicheꞌ».txt"),
        ("nómina.txt", "nómina.txt"),
        ("", "archivo.txt"),
        ("...", "archivo.txt"),
        ("a" * 500 + ".txt", "a" * 150 + ".txt"),
    ],
    ids=["folders", "windows", "bidi", "header", "invisible", "spaces", "accents", "empty", "dots", "long"],
)
def test_adjuntar_cleans_the_name(nombre, guardado):
    assert attach(b"texto", nombre).nombre_archivo == guardado


def test_adjuntar_the_same_file_twice_gives_the_first():
    primero = attach(b"texto", "nota.txt")

    assert attach(b"texto", "copia.txt") == primero
    assert Documento.objects.count() == 1


def test_adjuntar_another_file_under_the_same_reference_is_refused():
    attach(b"texto", "nota.txt")

    with pytest.raises(ProblemaError) as error:
        attach(b"otro texto", "nota.txt")
    assert (error.value.codigo, error.value.estatus) == ("referencia-ocupada", 409)
    assert attach(b"otro texto", "nota.txt", referencia="anexo-2").referencia == "anexo-2"


def test_adjuntar_the_same_bytes_to_two_cases_keeps_them_once(settings):
    uno, otro = attach(b"texto"), attach(b"texto", folio="GT-2026-MSPAS-000124")

    assert uno.codigo != otro.codigo
    assert len(archivos(settings.DOCUMENTOS_DIR)) == 1
