"""Pages that know nobody: they answer, weigh little, ask the database little and say what they must."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from config import reloj
from documentos.models import Documento
from notifications.relevo import drenar
from solicitudes.directorio import close_institucion
from tests.elenco import DESCRIPCION, NOMBRE, Caso, Elenco, cuando, un_expediente
from tests.portal.paginas import TEXTO, leer

PAGINAS = (
    "/",
    "/pedir/",
    "/seguir/",
    "/seguir/GT-2026-MSPAS-000001/",
    "/verificar/",
    "/directorio/",
    "/directorio/?buscar=salud",
    "/directorio/MSPAS/",
    "/calculadora/",
    "/calculadora/?fecha=2026-03-25&municipio=0901&prorroga=10",
    "/guia/derecho/",
    "/guia/pasos/",
    "/guia/plazos/",
    "/guia/sin-respuesta/",
    "/guia/privacidad/",
    "/cuentas/login/",
    "/cuentas/password/reset/",
)
PRIMERA, OTRAS = 100 * 1024, 60 * 1024


@pytest.mark.parametrize("ruta", PAGINAS)
def test_each_page_answers_in_its_language_with_one_heading(client: Client, elenco: Elenco, ruta: str) -> None:
    respuesta = client.get(ruta)
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 200
    assert '<html lang="es"' in pagina and pagina.count("<h1") == 1
    assert 'href="#contenido"' in pagina and 'id="contenido"' in pagina
    assert "default-src 'self'" in respuesta.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=|style=\"", pagina)


@pytest.mark.parametrize("ruta", PAGINAS)
def test_each_page_takes_at_most_eight_queries(client: Client, elenco: Elenco, ruta: str, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        client.get(ruta)


@pytest.mark.parametrize("ruta", PAGINAS)
def test_each_page_weighs_little_even_the_first_time(client: Client, elenco: Elenco, ruta: str) -> None:
    assert weigh(client.get(ruta).content) < (PRIMERA if ruta == "/" else OTRAS)


def weigh(pagina: bytes) -> int:
    """Bytes on the wire: the page and everything that it names, each compressed as the server sends it."""
    activos = set(re.findall(r'(?:href|src)="/static/([^"]+)"', pagina.decode()))
    archivos = [Path(str(finders.find(activo))).read_bytes() for activo in activos]
    return sum(len(contenido if contenido[:4] == b"wOF2" else gzip.compress(contenido)) for contenido in [pagina, *archivos])


def test_the_first_page_says_by_when_they_would_answer(client: Client, elenco: Elenco) -> None:
    with reloj.detenido_en(cuando(3, 25)):
        texto = leer(client.get("/"))
    assert "miércoles 25 de marzo de 2026" in texto and "viernes 10 de abril de 2026" in texto and "Jueves Santo" in texto


def test_the_directory_finds_without_caring_for_accents(client: Client, elenco: Elenco) -> None:
    assert "Ministerio de Educación" in leer(client.get("/directorio/?buscar=EDUCACION"))
    assert "1 institución" in leer(client.get("/directorio/?departamento=Quetzaltenango"))
    assert "Ninguna tiene esas palabras" in leer(client.get("/directorio/?buscar=zzz"))


def test_an_institution_that_closed_names_its_successor(client: Client, elenco: Elenco) -> None:
    close_institucion(elenco.salud, ahora=cuando(3, 1), motivo="fusión", sucesora=elenco.educacion)
    texto = leer(client.get("/directorio/MSPAS/"))
    assert "Dejó de existir" in texto and elenco.educacion.nombre in texto and "Pedirle información" not in texto


def test_an_institution_shows_how_it_has_answered_and_names_nobody(client: Client, elenco: Elenco) -> None:
    assert "Todavía no ha recibido" in leer(client.get("/directorio/MSPAS/"))
    un_expediente(elenco, "resuelta")
    un_expediente(elenco, "vencida")
    with reloj.detenido_en(cuando(3, 25)):
        texto = leer(client.get("/directorio/MSPAS/"))
    assert "A tiempo 50 %" in texto and "Mediana 8 días" in texto and "hasta el miércoles 25 de marzo de 2026" in texto
    assert NOMBRE not in texto and DESCRIPCION not in texto


def test_an_institution_that_never_was_is_not_found(client: Client, elenco: Elenco) -> None:
    assert client.get("/directorio/NADA/").status_code == 404


def test_the_calculator_counts_the_feast_of_the_town(client: Client, elenco: Elenco) -> None:
    texto = leer(client.get("/calculadora/?fecha=2026-03-25&municipio=0901&prorroga=10"))
    assert "viernes 24 de abril de 2026" in texto and "artículos 42 y 43" in texto


@pytest.mark.parametrize(("consulta", "dicho"), [("fecha=", "Elija el día"), ("fecha=2026-03-25&prorroga=11", "de 1 a 10 días")])
def test_the_calculator_says_what_is_wrong(client: Client, elenco: Elenco, consulta: str, dicho: str) -> None:
    assert leer(client.get(f"/calculadora/?municipio=0901&{consulta}")).count(dicho) == 2


def test_the_calculator_beyond_the_calendar_says_so(client: Client, elenco: Elenco) -> None:
    respuesta = client.get("/calculadora/?municipio=0901&fecha=2045-01-01")
    assert respuesta.status_code == 422 and "calendario" in leer(respuesta)


@pytest.fixture
def acuse(elenco: Elenco) -> Documento:
    caso = Caso(elenco)
    drenar(ahora=caso.ahora)
    return Documento.objects.get(folio=caso.folio)


def test_verificar_says_that_a_paper_is_authentic_and_nothing_of_what_it_says(client: Client, acuse: Documento) -> None:
    texto = leer(client.get("/verificar/", {"codigo": acuse.codigo.lower().replace("-", " ")}, follow=True))
    assert "Documento auténtico" in texto and acuse.folio in texto and acuse.institucion_nombre in texto
    assert not any(secreto in texto for secreto in (NOMBRE, DESCRIPCION))


def test_verificar_compares_the_file_that_somebody_has(client: Client, acuse: Documento, settings, tmp_path: Path) -> None:
    from documentos.almacen import open_contenido

    with open_contenido(sha256=acuse.sha256) as guardado:
        original = guardado.read()
    for contenido, dicho in ((original, "Su archivo es idéntico"), (original + b" ", "Su archivo no es igual")):
        (tmp_path / "acuse.pdf").write_bytes(contenido)
        with (tmp_path / "acuse.pdf").open("rb") as archivo:
            assert dicho in leer(client.post(f"/verificar/{acuse.codigo}/", {"archivo": archivo}))
    settings.DOCUMENTO_TAMANO_MAXIMO = 10
    with (tmp_path / "acuse.pdf").open("rb") as archivo:
        assert "demasiado grande" in leer(client.post(f"/verificar/{acuse.codigo}/", {"archivo": archivo}))


def test_verificar_tells_a_copy_that_was_tampered_with(client: Client, acuse: Documento, settings) -> None:
    [guardado] = [archivo for archivo in Path(settings.DOCUMENTOS_DIR).rglob("*") if archivo.name == acuse.sha256]
    guardado.chmod(0o600)
    guardado.write_bytes(b"otra cosa")
    assert "no está íntegra" in leer(client.get(f"/verificar/{acuse.codigo}/"))


def test_verificar_an_unknown_code_is_not_found(client: Client, db: None) -> None:
    respuesta = client.get("/verificar/AAAA-BBBB-CCCC-DDDD/")
    assert respuesta.status_code == 404 and "No hay un documento con ese código" in leer(respuesta)
    assert "dieciséis letras" in leer(client.get("/verificar/?codigo=corto"))


def test_an_address_that_does_not_exist_leads_somewhere(client: Client, db: None) -> None:
    respuesta = client.get("/nada/")
    assert respuesta.status_code == 404 and "Seguir una solicitud" in leer(respuesta)


@pytest.mark.parametrize("ruta", ["/seguir/GT%00/", "/directorio/%00/", "/directorio/?buscar=%00", "/verificar/%00/", "/pedir/?a=%00"])
def test_an_address_with_a_nul_leads_nowhere(client: Client, db: None, ruta: str) -> None:
    assert client.get(ruta).status_code == 404


def test_a_fault_of_ours_is_a_plain_page_in_spanish(client: Client, elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("portal.views.publico.list_departamentos", lambda: 1 / 0)
    respuesta = client.get("/directorio/")
    assert respuesta.status_code == 500 and "Algo falló de nuestro lado" in leer(respuesta)


def test_too_much_is_refused_and_says_how_to_go_on(client: Client, db: None, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    respuesta = client.post("/pedir/", {"texto": "x" * 200})
    assert respuesta.status_code == 413 and "demasiado grande" in leer(respuesta)


def test_a_form_without_its_token_keeps_the_text(elenco: Elenco) -> None:
    respuesta = Client(enforce_csrf_checks=True).post("/pedir/", {"texto": TEXTO})
    assert respuesta.status_code == 403 and TEXTO in leer(respuesta) and "No se perdió nada" in leer(respuesta)


def test_too_many_questions_are_asked_to_wait(client: Client, db: None, settings) -> None:
    settings.TASAS = {**settings.TASAS, "consultar": "1/min"}
    client.get("/verificar/")
    assert client.get("/verificar/").status_code == 429


@pytest.mark.parametrize("ruta", ["/", "/directorio/", "/calculadora/"])
def test_what_only_reads_takes_no_post(client: Client, db: None, ruta: str) -> None:
    assert client.post(ruta).status_code == 405


def test_dates_are_said_whole() -> None:
    from portal.templatetags.portal import dia_mes, en_articulos, en_dias, fecha

    assert fecha(date(2026, 4, 24)) == fecha("2026-04-24") == "viernes 24 de abril de 2026"
    assert fecha("2026-04-25T04:00:00Z") == "viernes 24 de abril de 2026"
    assert dia_mes("2026-04-02") == "2 abr"
    assert (en_articulos("42"), en_articulos("42, 43"), en_articulos("52-60")) == ("artículo 42", "artículos 42 y 43", "artículos 52 a 60")
    assert (en_dias(1, "habiles"), en_dias(10, "habiles"), en_dias(3)) == ("1 día hábil", "10 días hábiles", "3 días")
