"""The languages of the portal: everything that people read has its English, nothing else changes, and a catalogue is all it takes."""

from __future__ import annotations

import ast
import gettext
import re
import struct
from collections.abc import Iterator
from enum import StrEnum
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation
from django.utils.translation.template import templatize

from config import reloj
from config.env import RAIZ
from config.idioma import list_idiomas
from portal.etiquetas import ETIQUETAS
from portal.extraccion import Texto, find_clases, find_textos, list_fuentes
from portal.templatetags.portal import dia_mes, en_articulos, en_dias, fecha, mes_corto, traducir
from solicitudes.registro import Puntualidad
from tests.elenco import DENIEGA, DESCRIPCION, Caso, Elenco, cuando, un_expediente
from tests.portal.paginas import leer, open_caso
from workflow.estados import Estado
from workflow.problema import ProblemaError
from workflow.transiciones import ACTOS

CATALOGO = RAIZ / "locale" / "en" / "LC_MESSAGES"
FUNCIONES = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}


def find_in_templates() -> Iterator[tuple[str, str]]:
    """(file, text) of every text that a template gives to gettext, as Django itself reads it."""
    for archivo in filter(Path.is_file, (RAIZ / "templates").rglob("*.*")):
        for texto in re.findall(r"gettext\(u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", templatize(archivo.read_text("utf-8"))):
            yield archivo.name, ast.literal_eval(texto)


def find_in_code() -> Iterator[tuple[str, str]]:
    """(file, text) of every text that the code gives to gettext."""
    for archivo in list_fuentes(RAIZ):
        for nodo in ast.walk(ast.parse(archivo.read_text("utf-8"))):
            nombre = nodo.func if isinstance(nodo, ast.Call) else None
            llamada = nombre.id if isinstance(nombre, ast.Name) else nombre.attr if isinstance(nombre, ast.Attribute) else ""
            if llamada in FUNCIONES and isinstance(nodo, ast.Call) and nodo.args and isinstance(nodo.args[0], ast.Constant):
                yield archivo.name, str(nodo.args[0].value)


def find_in_refusals() -> Iterator[Texto]:
    """Every sentence of a refusal, of all modules."""
    fuentes = list_fuentes(RAIZ)
    clases = find_clases(fuentes)
    for archivo in fuentes:
        yield from find_textos(archivo, clases)


def read_mo() -> dict[Any, str]:
    with (CATALOGO / "django.mo").open("rb") as archivo:
        return dict(gettext.GNUTranslations(archivo)._catalog)  # type: ignore[attr-defined]


def read_po() -> dict[Any, str]:
    """The written catalogue, as gettext would compile it."""
    entradas: dict[Any, str] = {}
    for bloque in (CATALOGO / "django.po").read_text("utf-8").split("\n\n"):
        partes = {
            clave: "".join(ast.literal_eval(linea) for linea in valor.strip().splitlines())
            for clave, valor in re.findall(r"^(msg\S+(?: plural)?) ((?:\".*\"\n?)+)", bloque, re.M)
        }
        if "msgid_plural" in partes:
            entradas |= {(partes["msgid"], n): partes[f"msgstr[{n}]"] for n in (0, 1)}
        elif partes.get("msgid"):
            entradas[partes["msgid"]] = partes["msgstr"]
    return entradas


def test_every_text_that_people_read_has_its_english() -> None:
    catalogo = read_mo()
    textos = {*find_in_templates(), *find_in_code(), *((t.archivo.name, t.texto) for t in find_in_refusals() if t.texto)}
    assert len(textos) > 1500
    faltan = sorted((archivo, texto) for archivo, texto in textos if not (catalogo.get(texto) or catalogo.get((texto, 0))))
    assert faltan == [], "Run `make idiomas`, translate what is empty in locale/en and run it again."


def test_every_sentence_of_a_refusal_can_be_found_in_the_source() -> None:
    """With f"…" or a sum of texts it could not: the sentence is a template, its data beside it (docs/adr/0021)."""
    assert [f"{t.archivo.relative_to(RAIZ)}:{t.linea}" for t in find_in_refusals() if t.texto is None] == []


def test_every_refusal_has_its_title_and_its_sentence_in_english() -> None:
    catalogo = read_mo()
    clases = [clase for clase in _descend(ProblemaError) if clase.__module__.split(".")[0] != "tests"]
    assert len(clases) > 90
    assert [clase.__name__ for clase in clases if clase.titulo not in catalogo] == []


def _descend(clase: type[ProblemaError]) -> Iterator[type[ProblemaError]]:
    yield clase
    for hija in clase.__subclasses__():
        yield from _descend(hija)


def test_the_catalogue_is_compiled_and_has_nothing_fuzzy_or_empty() -> None:
    escrito = read_po()
    assert "fuzzy" not in (CATALOGO / "django.po").read_text("utf-8")
    assert [texto for texto, traducido in escrito.items() if not traducido] == []
    assert {clave: valor for clave, valor in read_mo().items() if clave != ""} == escrito


def test_each_translation_keeps_what_is_put_into_it() -> None:
    def holes(texto: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)[sd]|%[sd]\b|</?\w+|\{\w+", texto))

    catalogo = read_po()
    assert [t for t, traducido in catalogo.items() if holes(t if isinstance(t, str) else t[0]) != holes(traducido)] == []


def is_ours(modelo: type) -> bool:
    return modelo.__module__.split(".")[0] in ("solicitudes", "documentos")


def find_etiquetas() -> Iterator[tuple[str, str]]:
    """(enumeration, label) of every one that the law, a choice of a model, an act or the administration has for people."""
    for nombre in ("capas", "causales", "cobros", "estados", "eventos", "reservas", "roles", "sentidos"):
        for clase in vars(import_module(f"workflow.{nombre}")).values():
            if isinstance(clase, type) and issubclass(clase, StrEnum) and hasattr(clase, "etiqueta"):
                yield from (
                    (clase.__name__, getattr(valor, cual))
                    for valor in clase
                    for cual in ("etiqueta", "explicacion")
                    if hasattr(valor, cual)
                )
    for modelo in apps.get_models():
        if is_ours(modelo):
            yield from (
                (modelo.__name__, str(rotulo))
                for campo in modelo._meta.fields
                for valor, rotulo in campo.flatchoices
                if rotulo != valor and is_ours(campo.model)
            )
    yield from (("ACTOS", transicion.descripcion) for transicion in ACTOS.values())
    yield from (("Puntualidad", valor.etiqueta) for valor in Puntualidad)


def test_each_label_of_the_law_and_of_a_choice_is_listed_for_translators() -> None:
    assert sorted({(donde, texto) for donde, texto in find_etiquetas() if texto not in ETIQUETAS}) == []


# ── choosing ──────────────────────────────────────────────────────────────────


def speak(cliente: Client, idioma: str = "en", siguiente: str = "/") -> Any:
    return cliente.post("/idioma/", {"language": idioma, "next": siguiente})


def test_the_footer_changes_the_language_without_scripts_and_comes_back(client: Client, elenco: Elenco) -> None:
    assert 'name="language" value="en" lang="en"' in client.get("/guia/plazos/").content.decode()
    respuesta = speak(client, siguiente="/guia/plazos/")
    assert respuesta.headers["Location"] == "/guia/plazos/"
    cookie = client.cookies["idioma"]
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)
    pagina = client.get("/guia/plazos/")
    assert '<html lang="en"' in pagina.content.decode() and "Working days" in leer(pagina)
    speak(client, "es")
    assert "Días hábiles" in leer(client.get("/guia/plazos/"))


@pytest.mark.parametrize("idioma", ["", "xx", "quc", "../../etc"])
def test_a_language_without_a_catalogue_changes_nothing(client: Client, elenco: Elenco, idioma: str) -> None:
    speak(client, idioma)
    assert '<html lang="es"' in client.get("/").content.decode()


def test_the_switch_leads_nowhere_else(client: Client, elenco: Elenco) -> None:
    assert speak(client, siguiente="https://otro.example/").headers["Location"] == "/"
    assert client.get("/idioma/").status_code in (302, 405)


@pytest.mark.parametrize(
    ("pedido", "idioma"), [("en-US,en;q=0.9", "en"), ("es-GT", "es"), ("fr", "es"), ("", "es"), ("quc,es;q=0.5,en;q=0.4", "es")]
)
def test_without_a_choice_the_browser_says(client: Client, elenco: Elenco, pedido: str, idioma: str) -> None:
    respuesta = client.get("/", headers={"Accept-Language": pedido})
    assert respuesta.headers["Content-Language"] == idioma
    assert {"Accept-Language", "Cookie"} <= {v.strip() for v in respuesta.headers["Vary"].split(",")}


def test_what_is_private_is_still_kept_by_no_cache(client: Client, elenco: Elenco) -> None:
    speak(client)
    assert "no-store" in open_caso(client, Caso(elenco)).headers["Cache-Control"]


def test_programs_are_answered_by_what_they_ask_and_never_by_a_cookie(client: Client, elenco: Elenco) -> None:
    speak(client)
    respuesta = client.post("/api/v1/solicitudes/", {}, content_type="application/json")
    assert "field is required" not in respuesta.content.decode()
    assert respuesta.headers["Content-Language"] == "es"


@pytest.mark.parametrize("ruta", ["/livez", "/oauth/token/", "/admin/login/"])
def test_what_is_never_translated_depends_on_nothing(client: Client, elenco: Elenco, ruta: str) -> None:
    respuesta = client.get(ruta, headers={"Accept-Language": "en"})
    assert "Accept-Language" not in respuesta.headers.get("Vary", "")


def test_nothing_stays_active_after_a_page(client: Client, elenco: Elenco) -> None:
    speak(client)
    client.get("/")
    assert translation.get_language() == "es"


def test_a_catalogue_is_all_that_a_language_needs(tmp_path: Path) -> None:
    assert [codigo for codigo, _ in list_idiomas(tmp_path)] == ["es"]
    (tmp_path / "quc" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "quc" / "LC_MESSAGES" / "django.mo").write_bytes(b"")
    assert list_idiomas(tmp_path) == [("es", "Español"), ("quc", "Kʼicheʼ")]
    assert translation.get_language_info("quc")["name_local"] == "Kʼicheʼ"


def test_a_catalogue_speaks_once_it_is_there(client: Client, elenco: Elenco, tmp_path: Path, settings: Any) -> None:
    """With a catalogue made here and never shipped: what it has is told in it, what it lacks in Spanish, on pages and by the API."""
    write_mo(tmp_path / "quc" / "LC_MESSAGES", {"No existe": "QUC-1", "No hay nada en esa dirección.": "QUC-2", "Pedir": "QUC-3"})
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    settings.LANGUAGES = [("es", "Español"), ("en", "English"), ("quc", "Kʼicheʼ")]
    problema = client.get("/api/v1/nada/", headers={"Accept-Language": "quc, es;q=0.5"})
    assert (problema.headers["Content-Language"], problema.json()["title"]) == ("quc", "QUC-1")
    assert problema.json()["detail"] == "QUC-2" and problema.json()["codigo"] == "no-encontrado"
    speak(client, "quc")
    pagina = client.get("/")
    assert '<html lang="quc"' in pagina.content.decode() and "QUC-3" in leer(pagina)
    assert "Conozca sus derechos" in leer(pagina)
    assert 'value="quc" lang="quc"' in pagina.content.decode()


def write_mo(carpeta: Path, textos: dict[str, str]) -> None:
    """A compiled catalogue (the format of GNU gettext), without the tools that make one."""
    entradas = {"": "Content-Type: text/plain; charset=UTF-8\n"} | textos
    pares = [(original.encode(), traducido.encode()) for original, traducido in sorted(entradas.items())]
    tablas, datos, lugar = [b"", b""], b"", 28 + 16 * len(pares)
    for lado in (0, 1):
        for par in pares:
            tablas[lado] += struct.pack("<II", len(par[lado]), lugar + len(datos))
            datos += par[lado] + b"\0"
    carpeta.mkdir(parents=True)
    cabeza = struct.pack("<IIIIIII", 0x950412DE, 0, len(pares), 28, 28 + 8 * len(pares), 0, 0)
    (carpeta / "django.mo").write_bytes(cabeza + b"".join(tablas) + datos)


# ── what is read ──────────────────────────────────────────────────────────────


class _FueraDelEspanol(HTMLParser):
    """The text of a page that is not marked as Spanish, without the names in lists to choose from."""

    def __init__(self) -> None:
        super().__init__()
        self.pila: list[tuple[str, bool]] = []
        self.texto: list[str] = []

    def handle_starttag(self, etiqueta: str, atributos: list[tuple[str, str | None]]) -> None:
        if etiqueta not in ("meta", "link", "img", "input", "br", "hr"):
            en_espanol = dict(atributos).get("lang") == "es" or etiqueta in ("option", "script")
            self.pila.append((etiqueta, en_espanol or bool(self.pila and self.pila[-1][1])))

    def handle_endtag(self, etiqueta: str) -> None:
        while self.pila and self.pila.pop()[0] != etiqueta:
            pass

    def handle_data(self, datos: str) -> None:
        if not (self.pila and self.pila[-1][1]):
            self.texto.append(datos)


def outside_spanish(respuesta: Any) -> str:
    lector = _FueraDelEspanol()
    lector.feed(respuesta.content.decode())
    return " ".join(" ".join(lector.texto).split())


#: Words of Spanish that no English page has by chance.
SOBRAS = re.compile(r"\b(la|las|los|una|para|que|sin|con|por|días|usted|institución|solicitud(?:es)?|plazo|respuesta|artículo)\b|¿", re.I)
EN_INGLES = (
    "/",
    "/pedir/",
    "/seguir/",
    "/verificar/",
    "/verificar/AAAA-BBBB-CCCC-DDDD/",
    "/calculadora/?fecha=2026-03-25&municipio=0901&prorroga=10",
    "/calculadora/?fecha=",
    "/guia/derecho/",
    "/guia/pasos/",
    "/guia/plazos/",
    "/guia/privacidad/",
    "/guia/sin-respuesta/",
    "/cuentas/login/",
    "/nada/",
)


@pytest.mark.parametrize("ruta", EN_INGLES)
def test_no_spanish_is_left_unmarked_on_an_english_page(client: Client, elenco: Elenco, ruta: str) -> None:
    speak(client)
    texto = outside_spanish(client.get(ruta)).replace("recurso de revisión", "").replace("Procuraduría de los Derechos Humanos", "")
    assert SOBRAS.findall(texto) == []


@pytest.mark.parametrize(
    "estado", ["presentada", "en_tramite", "en_aclaracion", "vencida", "resuelta", "entregada", "remitida", "desistida"]
)
def test_the_case_is_told_in_english_and_what_people_wrote_is_marked(client: Client, elenco: Elenco, estado: str) -> None:
    caso = un_expediente(elenco, estado, borrador=DENIEGA) if estado == "resuelta" else un_expediente(elenco, estado)
    if estado == "resuelta":
        caso.hacer("interponer_recurso", causales=("denegada",), agravios="Porque sí.")
    speak(client)
    respuesta = open_caso(client, caso)
    texto = outside_spanish(respuesta)
    for nombre in (elenco.salud.nombre_distinguible, elenco.educacion.nombre_distinguible):
        texto = texto.replace(nombre, "")
    assert SOBRAS.findall(texto) == [] and "What has happened" in texto
    assert DESCRIPCION in leer(respuesta) and DESCRIPCION not in texto


def test_why_an_institution_is_suggested_is_said_in_english(client: Client, elenco: Elenco) -> None:
    client.post("/pedir/", {"texto": "Medicinas del Ministerio de Salud Pública y Asistencia Social"})
    assert f"Nombra al {elenco.salud.nombre}" in leer(client.get("/pedir/institucion/"))
    speak(client)
    assert f"You name the {elenco.salud.nombre}" in leer(client.get("/pedir/institucion/"))
    datos = {"texto": "Medicinas del Ministerio de Salud Pública y Asistencia Social"}
    respuesta = client.post("/api/v1/instituciones/sugerir/", datos, "application/json", headers={"Accept-Language": "en"})
    assert respuesta.json()["sugerencias"][0]["motivo"].startswith("You name the")


def test_an_appeal_is_filed_in_english_all_the_same(client: Client, elenco: Elenco) -> None:
    caso = un_expediente(elenco, "resuelta", borrador=DENIEGA)
    open_caso(client, caso)
    speak(client)
    with reloj.detenido_en(caso.ahora):
        assert "Choose at least one reason" in leer(client.post(f"/seguir/{caso.folio}/recurrir/", {}))
        client.post(f"/seguir/{caso.folio}/recurrir/", {"causales": ["denegada"], "confirma": "on"})
        assert "must decide your appeal by Tuesday 17 March 2026" in leer(client.get(f"/seguir/{caso.folio}/"))


def test_dates_and_terms_are_said_in_english() -> None:
    with translation.override("en"):
        assert fecha("2026-04-24") == "Friday 24 April 2026"
        assert (dia_mes("2026-04-02"), en_dias(1, "habiles"), en_dias(10, "habiles")) == ("2 Apr", "1 working day", "10 working days")
        assert mes_corto("2026-03-02") == "Mar"  # the first letters of «martes» must not pass for those of «marzo»
        assert (en_articulos("42, 43"), en_articulos("52-60")) == ("articles 42 and 43", "articles 52 to 60")
        assert traducir(Estado.EN_TRAMITE.etiqueta) == "In progress" and traducir("Feria de un pueblo") == "Feria de un pueblo"
    assert fecha(cuando(4, 24)) == "viernes 24 de abril de 2026"
