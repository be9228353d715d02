"""Every message of the catalogue: complete, plain, without what must not be said, safe as HTML."""

from __future__ import annotations

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, engines

from notifications.catalogo import CLAVES, PRESCINDIBLES
from notifications.mensajes import CITADAS, ContextoIncompletoError, MensajeDesconocidoError, _engine, compose
from tests.notifications.conftest import T

CARPETA = Path(engines["django"].dirs[0]) / "correo"
MENSAJES = [pytest.param(evento, destinatario, id=f"{evento}.{destinatario}") for evento, destinatario in CLAVES]
VALORES: dict[str, Any] = {
    "folio": "GT-2026-MSPAS-000123",
    "institucion": "Ministerio de Salud Pública y Asistencia Social",
    "url": "https://informacion.ejemplo.gt/solicitudes/GT-2026-MSPAS-000123/",
    "fecha_hora": T,
    "articulo": "42, 43",
    "descripcion": "Copia de los contratos de medicinas de 2025",
    "acreditacion": "Falta acreditar que los datos son suyos.",
    "pregunta": "¿De qué hospital?",
    "preguntas": "1 y 3",
    "motivo": "Son ocho mil folios en tres archivos.",
    "sentido_texto": "Se entrega toda la información",
    "fecha_anterior": date(2026, 4, 10),
    "fecha_vencimiento": date(2026, 4, 24),
    "fecha_nueva": date(2026, 4, 27),
    "plazo_texto": "para responder la solicitud",
    "fundamento": "Acuerdo Gubernativo 1-2026",
    "fecha_limite": date(2026, 5, 8),
    "fecha_amparo": date(2026, 6, 9),
    "causales": "Se negó la información; El plazo venció",
    "orden": "Entregar copia de los contratos de 2025.",
    "constancia": "Se entregaron en disco compacto.",
    "dias_restantes": 3,
    "costo": "Q25.00",
    "numero": "12-2026",
    "asunto": "Ofertas de la negociación de precios de 2026",
    "destinos": "GT-2026-RENAP-000004, Registro Nacional de las Personas: responde a más tardar el 10/04/2026",
    "folio_nuevo": "GT-2026-IGSS-000007",
    "institucion_nueva": "Instituto Guatemalteco de Seguridad Social",
    "folio_anterior": "GT-2026-IGSS-000008",
    "institucion_anterior": "Registro Nacional de las Personas",
}
# What no person did has a moment only for the order of the messages.
SIN_MOMENTO = frozenset(
    {
        "vencida",
        "advertencia",
        "aclaracion_vencida",
        "silencio_certificado",
        "recurso_sin_decision",
        "recurso_incumplido",
        "reserva_por_terminar",
    }
)
EN_EL_TEXTO = {
    "fecha_hora": "miércoles 25 de marzo de 2026 a las 09:00",
    "articulo": "artículos 42 y 43",
    "fecha_anterior": "viernes 10 de abril de 2026",
    "fecha_vencimiento": "viernes 24 de abril de 2026",
    "fecha_nueva": "lunes 27 de abril de 2026",
    "fecha_limite": "viernes 8 de mayo de 2026",
    "fecha_amparo": "martes 9 de junio de 2026",
    "dias_restantes": "quedan 3 días hábiles",
}


def write(evento: str, destinatario: str, **cambios: Any):
    contexto = {clave: VALORES[clave] for clave in CLAVES[evento, destinatario]} | cambios
    return compose(evento=evento, destinatario=destinatario, contexto=contexto, para="ana@ejemplo.gt", identificador="x")


class Lector(HTMLParser):
    """What a mail program would show, load and follow."""

    VACIOS = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.abiertas: list[str] = []
        self.etiquetas: set[str] = set()
        self.enlaces: list[str] = []
        self.visible = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.etiquetas.add(tag)
        atributos = dict(attrs)
        assert not {"src", "background", "onclick", "onload"} & atributos.keys()
        if tag == "a":
            self.enlaces.append(atributos["href"] or "")
        if tag not in self.VACIOS:
            self.abiertas.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.abiertas.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.abiertas):
            self.visible += data


def flatten(texto: str) -> str:
    return " ".join(re.sub(r"^> ?", "", texto, flags=re.M).split())


@pytest.mark.parametrize(("evento", "destinatario"), MENSAJES)
def test_mensaje_says_everything_that_its_row_of_the_catalogue_holds(evento, destinatario):
    mensaje = write(evento, destinatario)
    texto, visible = flatten(f"{mensaje.asunto}\n{mensaje.texto}"), flatten(Lector(mensaje.html).visible)
    for clave in CLAVES[evento, destinatario] - ({"url", "fecha_hora"} if evento in SIN_MOMENTO else {"url"}):
        assert EN_EL_TEXTO.get(clave, VALORES[clave]) in texto, clave
        assert EN_EL_TEXTO.get(clave, VALORES[clave]) in visible, clave
    assert VALORES["url"] in mensaje.texto.splitlines()
    assert VALORES["folio"] in mensaje.asunto
    assert "Qué sigue:" in texto


@pytest.mark.parametrize(("evento", "destinatario"), MENSAJES)
def test_mensaje_template_names_nothing_beyond_its_row_of_the_catalogue(evento, destinatario):
    class Estricto(str):
        """Django puts `string_if_invalid % name` where a variable is missing: this one fails instead."""

        def __contains__(self, _: object) -> bool:
            return True

        def __mod__(self, nombre: object) -> str:
            raise LookupError(nombre)

    plantilla = _engine().get_template(f"correo/{evento}.{destinatario}.txt")
    motor = plantilla.engine
    anterior, motor.string_if_invalid = motor.string_if_invalid, Estricto("%s")
    try:
        plantilla.render(Context({clave: VALORES[clave] for clave in CLAVES[evento, destinatario]}, autoescape=False))
    finally:
        motor.string_if_invalid = anterior


@pytest.mark.parametrize(("evento", "destinatario"), MENSAJES)
def test_mensaje_text_and_html_say_the_same_words(evento, destinatario):
    mensaje = write(evento, destinatario)
    cuerpo = mensaje.texto.replace("\n-- \n", "\n")
    visible = Lector(mensaje.html).visible
    for palabra in re.findall(r"\w{4,}", cuerpo):
        assert palabra in visible


@pytest.mark.parametrize(("evento", "destinatario"), MENSAJES)
def test_mensaje_html_is_well_formed_and_loads_nothing(evento, destinatario):
    html = write(evento, destinatario).html
    lector = Lector(html)
    assert lector.abiertas == []
    assert not {"img", "script", "link", "iframe", "form", "object", "video"} & lector.etiquetas
    assert set(lector.enlaces) == {VALORES["url"]}
    assert not re.search(r"url\(|@import|https?://(?!informacion\.ejemplo\.gt)", html)
    assert "max-width:600px" in html
    assert '<html lang="es">' in html


@pytest.mark.parametrize(("evento", "destinatario"), MENSAJES)
def test_mensaje_takes_hostile_words_without_becoming_their_voice(evento, destinatario):
    hostil = "<script>x</script>{{ folio }}\r\n\r\nVer mi solicitud: https://malo.ejemplo/\n\nAsunto: otro\u202e\x00 & más"
    cambios = {
        clave: hostil for clave in CLAVES[evento, destinatario] if isinstance(VALORES[clave], str) and clave not in ("url", "articulo")
    }
    mensaje = write(evento, destinatario, **cambios)
    lector = Lector(mensaje.html)
    assert "script" not in lector.etiquetas
    botones = re.findall(r'<a href="([^"]*)"[^>]*font-weight:bold', mensaje.html)
    assert botones == [VALORES["url"]]
    assert "\n" not in mensaje.asunto
    assert not {"\u202e", "\x00"} & set(mensaje.texto + mensaje.html + mensaje.asunto)


@pytest.mark.parametrize("clave", sorted(CITADAS))
def test_mensaje_words_of_other_people_are_quoted_line_by_line_and_never_a_link(clave):
    for evento, destinatario in (llave for llave, claves in CLAVES.items() if clave in claves):
        mensaje = write(evento, destinatario, **{clave: "uno https://malo.ejemplo/a\n\ndos https://malo.ejemplo/b"})
        lineas = [linea for linea in mensaje.texto.splitlines() if "malo.ejemplo" in linea]
        assert lineas
        assert all(linea.startswith("> ") for linea in lineas)
        assert set(Lector(mensaje.html).enlaces) == {VALORES["url"]}


@pytest.mark.parametrize(("evento", "destinatario"), MENSAJES)
def test_mensaje_never_holds_key_address_nor_what_the_catalogue_does_not_name(evento, destinatario):
    mensaje = write(
        evento,
        destinatario,
        clave="CLAVE-SECRETA",
        correo="ana@ejemplo.gt",
        solicitante="Ana Pérez",
        descripcion="Escríbame: ana@ejemplo.gt",
    )
    todo = mensaje.asunto + mensaje.texto + mensaje.html
    assert not any(rastro in todo for rastro in ("CLAVE-SECRETA", "ana@ejemplo.gt", "Ana Pérez"))


def test_mensaje_to_an_enlace_does_not_hold_the_words_of_the_applicant():
    assert all("descripcion" not in claves for (_, destinatario), claves in CLAVES.items() if destinatario == "enlace")
    assert "enlace" in {destinatario for _, destinatario in CLAVES}


def test_mensaje_to_the_regulator_holds_dates_and_nothing_that_anybody_wrote():
    al_regulador = {evento: claves for (evento, destinatario), claves in CLAVES.items() if destinatario == "regulador"}
    assert set(al_regulador) == {"vencida", "silencio_certificado", "recurso_sin_decision", "recurso_incumplido"}
    for claves in al_regulador.values():
        assert claves <= {"folio", "institucion", "url", "fecha_hora", "fecha_vencimiento", "fecha_limite"}


@pytest.mark.parametrize("destinatario", ["solicitante", "oficial"])
def test_a_decision_that_confirms_orders_nothing_and_says_so(destinatario):
    mensaje = write("recurso_decidido", destinatario, sentido_texto="Confirma lo resuelto", orden="", fecha_limite=None)
    todo = flatten(mensaje.texto)
    assert "Confirma lo resuelto" in todo
    assert not any(palabra in todo for palabra in ("ordenó", "cumplir a más tardar", "None"))


@pytest.mark.parametrize(("evento", "destinatario"), [llave for llave, claves in PRESCINDIBLES.items() if "fecha_amparo" in claves])
def test_where_the_law_has_nothing_after_the_appeal_no_court_is_named(evento, destinatario):
    mensaje = write(evento, destinatario, fecha_amparo=None)
    assert "hasta el" not in flatten(mensaje.texto)
    assert "None" not in mensaje.texto
    if evento != "recurso_cumplido":
        assert "amparo" not in mensaje.texto.lower()


def test_mensaje_a_long_request_is_cut_between_words():
    mensaje = write("presentada", "oficial", descripcion="contratos " * 200)
    [cita] = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", mensaje.html, re.S)
    assert len(cita) <= 281
    assert cita.endswith("contratos…")


@pytest.mark.parametrize(("dias", "texto"), [(0, "Vence hoy"), (1, "Queda 1 día hábil:"), (2, "Quedan 2 días hábiles:")])
def test_advertencia_says_how_many_days_are_left(dias, texto):
    assert texto in write("advertencia", "oficial", dias_restantes=dias).asunto


def test_compose_dates_are_those_of_the_installation_not_of_utc():
    tarde = datetime.fromisoformat("2026-03-26T05:30:00+00:00")
    assert "miércoles 25 de marzo de 2026 a las 23:30" in flatten(write("presentada", "solicitante", fecha_hora=tarde).texto)


def test_compose_what_is_missing_is_named():
    with pytest.raises(ContextoIncompletoError, match="fecha_limite, pregunta"):
        compose(
            evento="aclaracion_pedida",
            destinatario="solicitante",
            contexto={clave: VALORES[clave] for clave in ("folio", "institucion", "url", "fecha_hora", "articulo")},
            para="ana@ejemplo.gt",
            identificador="x",
        )


def test_compose_a_date_that_is_not_known_is_named_too():
    with pytest.raises(ContextoIncompletoError, match=r"le falta: fecha_limite\.$"):
        write("asignada", "enlace", fecha_limite=None)


def test_compose_unknown_message_is_refused():
    with pytest.raises(MensajeDesconocidoError):
        compose(evento="presentada", destinatario="vecino", contexto=VALORES, para="ana@ejemplo.gt", identificador="x")


def test_compose_in_a_language_without_translation_is_wholly_in_spanish():
    mensaje = compose(
        evento="admitida", destinatario="solicitante", contexto=VALORES, para="ana@ejemplo.gt", identificador="x", idioma="quc"
    )
    assert "viernes 24 de abril de 2026" in mensaje.texto
    assert '<html lang="es">' in mensaje.html


@pytest.mark.parametrize("evento", [evento for evento, destinatario in CLAVES if destinatario == "solicitante"])
def test_whoever_chose_english_is_told_the_same_in_english_and_below_in_spanish(evento):
    claves = CLAVES[evento, "solicitante"]
    contexto = {clave: VALORES[clave] for clave in claves}
    es = write(evento, "solicitante")
    en = compose(evento=evento, destinatario="solicitante", contexto=contexto, para="ana@ejemplo.gt", identificador="x", idioma="en")
    arriba, aviso, abajo = en.texto.partition("The same in Spanish, which is the language of the law:")
    assert aviso and flatten(es.texto.split("\n-- \n")[0]) in flatten(abajo)
    assert "Hello," in arriba and not re.search(r"Buen día|Qué sigue|Institución", arriba)
    for fecha in (valor for clave, valor in contexto.items() if clave.startswith("fecha_") and clave != "fecha_hora"):
        assert f"{fecha.day} {fecha:%B %Y}" in flatten(arriba)
    citados = [str(contexto[clave]).split("\n")[0][:40] for clave in claves & {"motivo", "pregunta", "orden", "constancia", "folio_nuevo"}]
    assert all(citado in flatten(arriba) for citado in citados)
    assert es.asunto != en.asunto and contexto["folio"] in en.asunto
    assert '<html lang="en">' in en.html and '<div lang="es">' in en.html


def test_what_is_told_in_english_has_its_labels_in_english():
    contexto = {clave: VALORES[clave] for clave in CLAVES["resuelta", "solicitante"]}
    mensaje = compose(
        evento="resuelta",
        destinatario="solicitante",
        contexto=contexto,
        traducido=contexto | {"sentido_texto": "The information is handed over", "costo": "none"},
        para="ana@ejemplo.gt",
        identificador="x",
        idioma="en",
    )
    arriba, _, abajo = mensaje.texto.partition("The same in Spanish")
    assert "Decision: The information is handed over" in flatten(arriba) and contexto["sentido_texto"] not in flatten(arriba)
    assert contexto["sentido_texto"] in flatten(abajo)


def test_every_template_is_in_the_catalogue_and_the_other_way_round():
    nombres = {tuple(archivo.stem.split(".")) for archivo in CARPETA.glob("*.*.txt")}
    assert nombres == set(CLAVES)
    propios = {archivo.name for archivo in CARPETA.iterdir() if archivo.is_file()}
    assert propios == {f"{e}.{d}.txt" for e, d in CLAVES} | {"base.html", "_bloques.html", "pie.txt"}


def test_every_letter_to_an_applicant_has_its_english():
    assert {archivo.name for archivo in (CARPETA / "en").iterdir()} == {f"{e}.{d}.txt" for e, d in CLAVES if d == "solicitante"} | {
        "pie.txt"
    }
