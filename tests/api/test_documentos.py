"""The papers of a case over HTTP: when they are there, what leaves with them, and what may come in."""

from __future__ import annotations

import hashlib
import io
import zipfile
from base64 import b64encode

import pytest

from config import reloj
from notifications.relevo import drenar
from tests.api.reparto import Caso, Reparto

CSV = "unidad,ambulancias\nSololá,12\n".encode()
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" + b"\x00" * 40
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def zip_of(**partes: bytes) -> bytes:
    archivo = io.BytesIO()
    with zipfile.ZipFile(archivo, "w") as comprimido:
        for nombre, contenido in partes.items():
            comprimido.writestr(nombre.replace("__", "/"), contenido)
    return archivo.getvalue()


def test_the_receipt_is_there_once_it_is_rendered(reparto: Reparto) -> None:
    caso = reparto.file()
    ella = reparto.solicitante(caso)
    antes = ella.get(f"{caso.ruta}documentos/acuse/")
    assert (antes.status_code, antes.json()["codigo"]) == (404, "no-encontrado")
    assert "se prepara" in antes.json()["detail"]
    drenar(ahora=reloj.ahora())
    (documento,) = ella.get(f"{caso.ruta}documentos/").json()["results"]
    respuesta = ella.download(f"{caso.ruta}documentos/acuse/")
    assert respuesta.contenido.startswith(b"%PDF-")
    assert hashlib.sha256(respuesta.contenido).hexdigest() == documento["sha256"]
    assert len(respuesta.contenido) == documento["tamano"]
    assert respuesta.headers["Repr-Digest"] == f"sha-256=:{b64encode(bytes.fromhex(documento['sha256'])).decode()}:"
    assert ella.download(f"{caso.ruta}documentos/{documento['codigo']}/").contenido == respuesta.contenido
    assert ella.download(f"{caso.ruta}documentos/ACUSE/").contenido == respuesta.contenido


def test_a_paper_leaves_as_a_file_that_nobody_runs_or_keeps(reparto: Reparto) -> None:
    caso = reparto.file()
    drenar(ahora=reloj.ahora())
    cabeceras = reparto.solicitante(caso).download(f"{caso.ruta}documentos/acuse/").headers
    assert cabeceras["Content-Type"] == "application/pdf"
    assert cabeceras["X-Content-Type-Options"] == "nosniff"
    assert cabeceras["Content-Disposition"].startswith("attachment; filename=")
    assert "private" in cabeceras["Cache-Control"] and "no-store" in cabeceras["Cache-Control"]
    assert cabeceras["Content-Security-Policy"].startswith("default-src 'self'")


@pytest.mark.parametrize("acepta", ["application/pdf", "application/octet-stream", "*/*", "application/json", "text/html"])
def test_a_paper_is_given_whatever_the_caller_accepts(reparto: Reparto, acepta: str) -> None:
    """A PDF is the only form in which a paper exists."""
    caso = reparto.file()
    reparto.oficial.upload(caso.folio, "datos.pdf", PDF)
    (documento,) = reparto.oficial.get(f"{caso.ruta}documentos/").json()["results"]
    respuesta = reparto.oficial.download(f"{caso.ruta}documentos/{documento['codigo']}/", Accept=acepta)
    assert (respuesta.status_code, respuesta.headers["Content-Type"]) == (200, "application/pdf")


def test_the_code_of_another_case_gives_nothing(reparto: Reparto) -> None:
    caso, otro = reparto.file(), reparto.file()
    codigo = reparto.oficial.upload(otro.folio, "a.csv", CSV).json()["codigo"]
    assert reparto.oficial.get(f"{caso.ruta}documentos/{codigo}/").status_code == 404


@pytest.mark.parametrize("quien", ["oficial", "enlace"])
@pytest.mark.parametrize(
    ("nombre", "contenido", "tipo"),
    [
        ("datos.csv", CSV, "text/csv"),
        ("informe.pdf", PDF, "application/pdf"),
        ("foto.png", PNG, "image/png"),
        ("nota.txt", "Sololá".encode(), "text/plain"),
        ("hoja.ods", zip_of(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    ],
)
def test_adjuntar_keeps_what_an_office_works_with(reparto: Reparto, quien: str, nombre: str, contenido: bytes, tipo: str) -> None:
    caso = reparto.bring("en_tramite", asignada=True)
    respuesta = getattr(reparto, quien).upload(caso.folio, nombre, contenido)
    assert (respuesta.status_code, respuesta.json()["tipo_contenido"]) == (201, tipo)
    assert respuesta.json()["sha256"] == hashlib.sha256(contenido).hexdigest()
    descarga = getattr(reparto, quien).download(f"{caso.ruta}documentos/{respuesta.json()['codigo']}/")
    assert descarga.contenido == contenido


@pytest.mark.parametrize(
    ("nombre", "contenido", "codigo"),
    [
        ("programa.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", "tipo-de-archivo-no-admitido"),
        ("programa.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", "tipo-de-archivo-no-admitido"),
        ("datos.zip", zip_of(a=b"a"), "tipo-de-archivo-no-admitido"),
        ("datos.csv", zip_of(a=b"a"), "tipo-de-archivo-no-admitido"),
        ("datos.csv", b"a\x00b", "tipo-de-archivo-no-admitido"),
        ("datos.csv", "Sololá".encode("latin-1"), "tipo-de-archivo-no-admitido"),
        ("nada.csv", b"", "archivo-vacio"),
    ],
)
def test_adjuntar_refuses_what_could_harm(reparto: Reparto, nombre: str, contenido: bytes, codigo: str) -> None:
    caso = reparto.file()
    respuesta = reparto.oficial.upload(caso.folio, nombre, contenido)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, codigo)
    assert respuesta.json()["errores"][0]["pointer"] == "/archivo"
    assert reparto.oficial.get(caso.ruta).json()["version"] == 1


@pytest.mark.parametrize("nombre", ["pagina.html", "pagina.svg", "guion.js", "datos.csv"])
def test_adjuntar_never_keeps_a_page(reparto: Reparto, nombre: str) -> None:
    """HTML is text: it is kept, if at all, as text with a name that no browser runs."""
    caso = reparto.file()
    respuesta = reparto.oficial.upload(caso.folio, nombre, b"<html><script>alert(1)</script></html>")
    if respuesta.status_code == 422:
        assert respuesta.json()["codigo"] == "tipo-de-archivo-no-admitido"
        return
    assert respuesta.json()["tipo_contenido"] in ("text/plain", "text/csv")
    assert respuesta.json()["nombre_archivo"].endswith((".txt", ".csv"))


@pytest.mark.parametrize("exceso", [0, 1])
def test_adjuntar_has_a_limit(reparto: Reparto, settings, exceso: int) -> None:
    settings.DOCUMENTO_TAMANO_MAXIMO = 1000
    caso = reparto.file()
    respuesta = reparto.oficial.upload(caso.folio, "datos.csv", b"x" * (1000 + exceso))
    assert respuesta.status_code == (422 if exceso else 201)
    assert not exceso or respuesta.json()["codigo"] == "archivo-demasiado-grande"


def test_adjuntar_takes_files_beyond_the_limit_of_bodies(reparto: Reparto) -> None:
    """DATA_UPLOAD_MAX_MEMORY_SIZE is for text, not for files."""
    caso = reparto.file()
    respuesta = reparto.oficial.upload(caso.folio, "datos.csv", "Sololá,12\n".encode() * 400_000)
    assert (respuesta.status_code, respuesta.json()["tamano"]) == (201, 4_400_000)


@pytest.mark.parametrize(
    "nombre",
    [
        "../../../etc/passwd.csv",
        "..\\..\\datos.csv",
        "/etc/datos.csv",
        "datos\r\nSet-Cookie: a=b.csv",
        'datos".csv',
        "datos\x00.csv",
        "fdp.\u202ecsv",
        "x" * 400 + ".csv",
        ".csv",
        "ñandú – año.csv",
    ],
)
def test_adjuntar_cleans_hostile_names(reparto: Reparto, nombre: str) -> None:
    caso = reparto.file()
    respuesta = reparto.oficial.upload(caso.folio, nombre, CSV)
    assert respuesta.status_code == 201, respuesta.content
    limpio = respuesta.json()["nombre_archivo"]
    assert limpio.endswith((".csv", ".txt")) and len(limpio) <= 154
    assert not set('/\\\r\n\x00"\u202e') & set(limpio)
    descarga = reparto.oficial.download(f"{caso.ruta}documentos/{respuesta.json()['codigo']}/")
    assert "Set-Cookie" not in descarga.headers
    assert descarga.contenido == CSV


@pytest.mark.parametrize("cuerpo", [{}, {"archivo": "un texto"}, {"otro": "x"}])
def test_adjuntar_without_a_file_is_pointed_at(reparto: Reparto, cuerpo: dict[str, str]) -> None:
    caso = reparto.file()
    respuesta = reparto.oficial.web.post(f"/api/v1/{caso.ruta}documentos/", cuerpo, headers={"If-Match": '"1"'})
    assert (respuesta.status_code, respuesta.json()["errores"][0]["pointer"]) == (422, "/archivo")


def test_adjuntar_is_for_open_cases(reparto: Reparto) -> None:
    caso = reparto.bring("resuelta")
    assert reparto.oficial.upload(caso.folio, "tarde.csv", CSV).json()["codigo"] == "acto-no-permitido"


def test_the_applicant_gets_the_files_with_the_answer_and_not_before(reparto: Reparto) -> None:
    caso = reparto.bring("en_tramite")
    codigo = reparto.oficial.upload(caso.folio, "datos.csv", CSV).json()["codigo"]
    ella = reparto.solicitante(caso)
    assert ella.get(f"{caso.ruta}documentos/").json()["results"] == []
    assert ella.get(f"{caso.ruta}documentos/{codigo}/").status_code == 404
    assert codigo.encode() not in ella.get(f"{caso.ruta}movimientos/").content
    answer(reparto, caso)
    assert ella.download(f"{caso.ruta}documentos/{codigo}/").contenido == CSV


def answer(reparto: Reparto, caso: Caso) -> None:
    for acto in ("redactar", "enviar-a-revision", "revisar", "firmar", "resolver"):
        reparto.act(caso, acto)


def test_the_resolution_is_rendered_with_its_notice(reparto: Reparto) -> None:
    caso = reparto.bring("firmada")
    drenar(ahora=reloj.ahora())
    ella = reparto.solicitante(caso)
    assert ella.get(f"{caso.ruta}documentos/resolucion/").status_code == 404
    reparto.act(caso, "resolver")
    drenar(ahora=reloj.ahora())
    assert ella.download(f"{caso.ruta}documentos/resolucion/").contenido.startswith(b"%PDF-")
