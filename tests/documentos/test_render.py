"""The PDF: readable by everybody, the same for the same context, and deaf to the network and the disk."""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
import subprocess
import sys
from datetime import date

import pikepdf
import pikepdf.pdfa
import pytest

from documentos import render as modulo
from documentos.emision import complete_contexto
from documentos.render import FaltaPangoError, render
from documentos.templatetags.papel import fecha_larga
from tests.documentos.ejemplos import AHORA, COBRO, CODIGO, FOLIO, INSTITUCION, PLAZO, PREGUNTAS, RESERVA, build_acuse, build_resolucion
from tests.documentos.lectura_pdf import extract_text, list_tags, open_pdf

RARO = (
    "Kꞌicheꞌ, Qꞌeqchiꞌ, Mam ẍjal, Ꞌ y ’ «ñandú» ¿pingüino? 😀🚑 <script>alert(1)</script> {{ settings.SECRET_KEY }} {% load static %} "
    'file:///etc/passwd <img src=http://127.0.0.1/x.png> &amp; <b>fin</b> "comillas"'
)


def draw(nombre: str, contexto) -> bytes:
    return render(plantilla=nombre, contexto=complete_contexto(contexto, codigo=CODIGO, fecha_hora_emision=AHORA))


@pytest.fixture(scope="module")
def acuse() -> bytes:
    return draw("acuse", build_acuse())


@pytest.fixture(scope="module")
def resolucion() -> bytes:
    return draw("resolucion", build_resolucion())


def test_render_acuse_says_what_the_applicant_needs(acuse, settings):
    texto = extract_text(acuse)

    for parte in (
        "República de Guatemala".upper(),
        INSTITUCION["nombre"],
        FOLIO,
        "viernes 10 de abril de 2026",
        "10 días hábiles",
        "artículo 42",
        "miércoles 25 de marzo de 2026, 09:00 horas",
        "María Xiquín Ajcalón",
        "¿Cuántas ambulancias del Hospital Nacional de Sololá",
        "(artículo 44)",
        "(artículos 52 a 60)",
        "la clave no aparece en este documento",
        "Jueves Santo (Código de Trabajo, artículo 127)",
        CODIGO,
        f"{settings.URL_BASE}/verificar/",
        "Página 2 de 2",
    ):
        assert parte in texto, parte


def test_render_acuse_counts_the_term_in_a_calendar(acuse):
    texto = extract_text(acuse)

    assert "lunes martes miércoles jueves viernes sábado domingo" in texto
    assert "25 mar inicio 26 mar día 1 27 mar día 2 28 mar sábado" in texto
    assert "10 abr día 10 · vence" in texto


def test_render_acuse_of_a_forwarded_case_keeps_the_original_date():
    cambios = {"fecha_hora_original": "2026-03-20T08:00:00-06:00", "remitida_desde": "Instituto de Fomento Municipal"}

    texto = extract_text(draw("acuse", build_acuse(**cambios)))

    assert "viernes 20 de marzo de 2026, 08:00 horas, ante Instituto de Fomento Municipal, que la remitió" in texto
    assert "Fecha original" not in extract_text(draw("acuse", build_acuse()))


def test_render_resolucion_goes_question_by_question() -> None:
    pdf = draw("resolucion", build_resolucion(preguntas=PREGUNTAS, motivacion="", reserva=None, confidencial=None, respuesta=""))
    texto = extract_text(pdf)

    assert "Considerando" not in texto and "¿Cuántas ambulancias hay?" in texto
    for parte in (
        "Pregunta 1 ¿Cuántas ambulancias hay en servicio? Entregar la información solicitada. Hay doce en servicio.",
        "Archivos: ambulancias.xlsx.",
        "Que la negociación está abierta.",
        "está reservado por la resolución 12-2026",
        "Se remitió a Municipalidad de Santa María Nebaj, que la responde con el folio GT-2026-MUNI-1413-000002 (artículo 38).",
        "Pregunta 2: Denegar la información por ser reservada.",
    ):
        assert parte in texto, parte


def test_render_resolucion_has_the_parts_of_a_resolution(resolucion):
    texto = extract_text(resolucion)

    partes = ["Resolución UIP-0457-2026", "Antecedentes", "Considerando", "Por tanto", "RESUELVE", "I.", "III.", "Recurso", "Firmas"]
    lugares = [texto.index(parte) for parte in partes]
    assert lugares == sorted(lugares)
    for parte in (
        "ambulancias.xlsx",
        "9f" * 32,
        "47.1 KB",
        "Ana Lucía Tzoc",
        "3c" * 32,
        "15 días",
        "jueves 30 de abril de 2026",
        "(artículo 54)",
    ):
        assert parte in texto, parte
    assert "Resuelta dentro del plazo" in texto and "fuera de plazo" not in texto


def test_render_resolucion_that_withholds_says_by_which_reserve_and_answers_the_harm_test(resolucion):
    texto = " ".join(extract_text(resolucion).split())

    for parte in ("12-2026", "artículo 23.6", "viernes 9 de enero de 2026", "Los oferentes ajustarían sus precios.", "artículo 22.5"):
        assert parte in texto
    assert "se declaró después" not in texto


def test_render_resolucion_on_a_later_reserve_says_so_and_without_any_says_nothing():
    posterior = extract_text(draw("resolucion", build_resolucion(reserva=RESERVA | {"posterior": True}, confidencial=None)))
    ninguna = extract_text(draw("resolucion", build_resolucion(reserva=None, confidencial=None)))

    assert "después de presentarse" in " ".join(posterior.split())
    assert "reservada" not in ninguna and "confidencial" not in ninguna.lower()


def test_render_resolucion_says_what_the_copies_cost_and_that_reading_is_free(resolucion):
    texto = " ".join(extract_text(resolucion).split())

    assert "Acuerdo 1-2026" in texto and "Q0.50" in texto and "Q25.00" in texto
    assert "buscar y consultar la información es gratis" in texto


def test_render_resolucion_that_is_late_charges_nothing():
    tarde = " ".join(extract_text(draw("resolucion", build_resolucion(cobro=COBRO | {"total": "0.00", "por_tarde": True}))).split())

    assert "Sin costo" in tarde and "Se resolvió fuera de plazo" in tarde
    assert "Total a pagar" not in tarde


def test_render_resolucion_that_is_late_says_so():
    tarde = build_resolucion(plazo={**PLAZO, "cumplido": False, "fuera_de_plazo": True})

    texto = extract_text(draw("resolucion", tarde))

    assert "Resuelta fuera de plazo" in texto and "resuelta fuera de plazo" in texto
    assert "dentro del plazo" not in texto


def test_render_resolucion_without_reasons_has_no_empty_heading():
    """What is granted whole needs no motivation (LAIP art. 45)."""
    texto = extract_text(draw("resolucion", build_resolucion(motivacion="", fundamento=[])))

    assert "Considerando" not in texto
    assert "Por tanto Esta unidad, con base en lo expuesto," in texto


def test_render_resolucion_without_files_counts_its_points():
    texto = extract_text(draw("resolucion", build_resolucion(anexos=[])))

    assert "Archivos que se entregan" not in texto
    assert "II. Notificar" in texto


@pytest.mark.parametrize("nombre", ["acuse", "resolucion"])
def test_render_is_accessible_and_fit_for_the_archive(nombre, request):
    contenido = request.getfixturevalue(nombre)

    with open_pdf(contenido) as pdf:
        assert str(pdf.Root.Lang) == "es"
        assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title).endswith(FOLIO if nombre == "acuse" else "UIP-0457-2026")
        assert str(pdf.docinfo.Author) == INSTITUCION["nombre"]
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20260325150007+00'00"
        assert [float(lado) for lado in pdf.pages[0].mediabox] == [0, 0, 612, 792]
        with pdf.open_metadata() as metadatos:
            assert metadatos.pdfa_status == "3A"
            assert metadatos["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert pdf.check_pdf_syntax() == []
    etiquetas = list_tags(contenido)
    assert etiquetas.count("H1") == 1 and etiquetas.count("Figure") == 1
    assert {"H2", "P", "Table", "TR", "TH", "TD", "L", "LI", "Link", "BlockQuote"} <= set(etiquetas)


@pytest.mark.parametrize("nombre", ["acuse", "resolucion"])
def test_render_breaks_no_rule_of_pdf_a(nombre, request):
    with open_pdf(request.getfixturevalue(nombre)) as pdf:
        informe = pikepdf.pdfa.check(pdf, "3b")

    # the checker knows neither the schemas of other claims (PDF/UA) nor letter A, which asks for all of B and more
    ajenas = ("pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid", "pdfaid:conformance is 'A'")
    assert [hallazgo for hallazgo in informe.violations if not any(palabra in hallazgo.message for palabra in ajenas)] == []


def test_render_describes_the_qr_to_who_cannot_see_it(acuse, settings):
    with open_pdf(acuse) as pdf:
        textos = [str(objeto.Alt) for objeto in pdf.objects if isinstance(objeto, pikepdf.Dictionary) and "/Alt" in objeto]

    assert textos == [f"Código QR que lleva a {settings.URL_BASE}/verificar/{CODIGO}/"]


def test_render_embeds_every_typeface(acuse):
    with open_pdf(acuse) as pdf:
        fuentes = [objeto for objeto in pdf.objects if isinstance(objeto, pikepdf.Dictionary) and objeto.get("/Type") == "/FontDescriptor"]

    assert fuentes and all("/FontFile2" in fuente or "/FontFile3" in fuente for fuente in fuentes)
    assert {str(fuente.FontName).split("+")[-1].split("-")[0] for fuente in fuentes} <= {
        "Source",
        "SourceSerif4",
        "Papel",
        "SourceSans3",
        "Noto",
    }


def test_render_prints_what_people_write_as_they_wrote_it():
    texto = extract_text(draw("acuse", build_acuse(descripcion=RARO, solicitante_nombre=RARO)))

    assert texto.replace(" ", "").count(RARO.replace(" ", "")) == 2
    assert "\ufffd" not in texto


@pytest.mark.parametrize(
    "texto",
    ["a" * 3000, "https://www.example.gob.gt/" + "x/" * 400, "\n\n\n", "?", "\x0b\x1f", "línea " * 4000],
    ids=["word", "url", "blank", "short", "control", "long"],
)
def test_render_holds_any_text(texto):
    with open_pdf(draw("acuse", build_acuse(descripcion=texto))) as pdf:
        assert len(pdf.pages) >= 2


def test_render_long_word_stays_on_the_paper():
    palabra = "a" * 3000

    contenido = draw("acuse", build_acuse(descripcion=palabra))

    assert extract_text(contenido).replace(" ", "").count("a" * 50) >= 1
    with open_pdf(contenido) as pdf:
        assert len(pdf.pages) >= 2


def test_render_reads_neither_network_nor_disk(tmp_path):
    secreto = tmp_path / "secreto.txt"
    secreto.write_text("SECRETO-DEL-DISCO")
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        servidor.settimeout(0.2)
        url = f"http://127.0.0.1:{servidor.getsockname()[1]}"
        html = f"""<html lang=es><head><title>x</title><link rel=stylesheet href="{url}/a.css">
            <link rel=attachment href="{secreto.as_uri()}">
            <style>@import url({url}/b.css); @font-face {{ font-family: x; src: url({url}/c.woff2), url({secreto.as_uri()}) }}
            body {{ font-family: x; background: url({url}/d.png) }}</style></head>
            <body><img alt=x src="{url}/e.png"><img alt=x src="{secreto.as_uri()}"><object data="{url}/f.svg"></object>
            <svg xmlns="http://www.w3.org/2000/svg"><image href="{url}/g.png" width=9 height=9 /></svg>
            <img alt=x src="data:text/html,<img src='{url}/h.png'>"></body></html>"""
        contenido = modulo._write_pdf(html, modulo._prepare_taller(), b"0" * 16, "")
        with pytest.raises(TimeoutError):
            servidor.accept()

    with open_pdf(contenido) as pdf:
        assert list(pdf.attachments) == []
        assert not any(
            b"SECRETO" in objeto.read_bytes()
            for objeto in pdf.objects
            if isinstance(objeto, pikepdf.Stream) and "/DCTDecode" not in str(objeto.get("/Filter"))
        )


def test_render_same_context_same_bytes(acuse):
    draw("resolucion", build_resolucion(motivacion=RARO))

    assert draw("acuse", build_acuse()) == acuse
    assert draw("acuse", build_acuse(idioma="mam")) != acuse


@pytest.mark.lento
def test_render_same_bytes_in_another_process(acuse):
    contexto = complete_contexto(build_acuse(), codigo=CODIGO, fecha_hora_emision=AHORA)
    programa = (
        "import sys, json, hashlib, django; django.setup(); from django.utils.safestring import mark_safe\n"
        "from documentos.render import render\n"
        "c = json.load(sys.stdin); c['verificacion']['qr'] = mark_safe(c['verificacion']['qr'])\n"
        "print(hashlib.sha256(render(plantilla='acuse', contexto=c)).hexdigest())"
    )

    salida = subprocess.run(
        [sys.executable, "-c", programa],
        input=json.dumps(contexto),
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "C"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert salida.stdout.split()[-1] == hashlib.sha256(acuse).hexdigest()


def test_render_prepares_fonts_and_style_once(acuse):
    """What makes a warm render quick; how quick, make bench measures."""
    for _ in range(2):
        draw("acuse", build_acuse())
    assert modulo._prepare_taller.cache_info().misses == 1


def test_render_refuses_what_is_not_plain_json():
    with pytest.raises(TypeError):
        draw("acuse", build_acuse(plazo={**PLAZO, "vence": date(2026, 4, 10)}))


def test_render_without_pango_names_the_packages(tmp_path, monkeypatch):
    """A WeasyPrint that fails on import as the real one does on a machine without its libraries."""
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0'\")")
    for nombre in [nombre for nombre in sys.modules if nombre.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, nombre)
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(FaltaPangoError, match=re.escape("libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")) as error:
        modulo._prepare_taller.__wrapped__()
    assert isinstance(error.value, OSError) and "Debian" in str(error.value)


def test_fecha_larga_is_what_the_paper_prints(acuse):
    assert fecha_larga(PLAZO["vence"]) in extract_text(acuse)
