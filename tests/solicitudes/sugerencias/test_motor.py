"""The engine on the real directory: what a person writes, and the body that comes first."""

import random

import pytest

from solicitudes.sugerencias import Entrada, Motor, Vocabulario
from solicitudes.sugerencias.lectura import MAXIMO_LETRAS

PRIMERAS = [
    pytest.param("Informes de auditoría a la Municipalidad de Mixco", "CGC", id="an-act-about-another-body"),
    pytest.param("¿Quién pagó la feria, según la muni de Mixco?", "MUNI-0108", id="muni-in-everyday-words"),
    pytest.param("planilla de la Municipalidad de Mixco", "MUNI-0108", id="the-municipality-itself"),
    pytest.param("a quién le dieron abono en el municipio de Comitancillo", "MAGA", id="national-matter-in-a-municipality"),
    pytest.param("centros de salud de Nebaj", "MSPAS", id="national-matter-beside-a-place"),
    pytest.param("recolección de basura en xela", "MUNI-0901", id="place-by-alias"),
    pytest.param("basura en Antigua", "MUNI-0301", id="antigua-the-city"),
    pytest.param("permisos de construcción en la zona 10", "MUNI-0101", id="a-zone-of-the-capital"),
    pytest.param("permisos de construcción en la zona 6 de Mixco", "MUNI-0108", id="a-zone-of-another-city"),
    pytest.param("entregaron fertilisante", "MAGA", id="misspelt-one-edit"),
    pytest.param("lisencia de manegar", "PNC", id="misspelt-by-sound"),
    pytest.param("MI DPI NO SALE", "RENAP", id="capitals"),
    pytest.param("mi d.p.i. no sale", "RENAP", id="initials-with-dots"),
    pytest.param("calcomania y placas d mi moto", "SAT", id="no-accents"),
    pytest.param("presupuesto de la PDH", "PDH", id="initials"),
    pytest.param("compras del Seguro Social", "IGSS", id="everyday-name"),
    pytest.param("agua potable en Mixco", "MUNI-0108", id="the-water-company-of-another-city"),
    pytest.param("baches de la carretera a Tecpán", "COVIAL", id="a-road-to-a-place"),
    pytest.param("alumbrado en san benito peten", "MUNI-1703", id="everyday-name-with-its-department"),
    pytest.param("limpieza del lago de Amatitlán", "AMSA", id="a-place-inside-a-name"),
]


@pytest.mark.parametrize(("texto", "codigo"), PRIMERAS)
def test_sugerir_gives_first(motor: Motor, texto: str, codigo: str) -> None:
    assert motor.sugerir(texto)[0].codigo == codigo


def test_sugerir_finds_each_national_body_by_its_name_and_initials(motor: Motor, entradas: list[Entrada]) -> None:
    nombres = [(nombre, e.codigo) for e in entradas if not e.es_municipalidad for nombre in (e.nombre, e.siglas, e.codigo) if nombre]
    perdidos = [par for par in nombres if [s.codigo for s in motor.sugerir(par[0])][:1] != [par[1]]]
    assert perdidos == []
    assert len({codigo for _, codigo in nombres}) == 93


def test_sugerir_finds_each_municipality_by_its_name_and_department(motor: Motor, entradas: list[Entrada]) -> None:
    municipalidades = [e for e in entradas if e.es_municipalidad]
    perdidas = [e for e in municipalidades if motor.sugerir(f"{e.nombre}, {e.departamento}")[0].codigo != e.codigo]
    assert perdidas == []
    assert len(municipalidades) == 340


def test_sugerir_finds_each_municipality_with_one_name_without_department(motor: Motor, entradas: list[Entrada]) -> None:
    nombres = [e.nombre for e in entradas]
    unicas = [e for e in entradas if e.es_municipalidad and nombres.count(e.nombre) == 1]
    assert [e for e in unicas if motor.sugerir(e.nombre)[0].codigo != e.codigo] == []
    assert len(unicas) == 328


def test_sugerir_gives_both_twins_when_the_text_does_not_tell(motor: Motor) -> None:
    gemelas = motor.sugerir("actas del concejo de San Pedro Sacatepéquez")[:2]
    assert [s.codigo for s in gemelas] == ["MUNI-0109", "MUNI-1202"]
    assert "Hay 2 con ese nombre; esta es la de San Marcos" in str(gemelas[1].motivo)


def test_sugerir_tells_twins_apart_by_department(motor: Motor) -> None:
    codigos = [s.codigo for s in motor.sugerir("actas del concejo de san pedro sacatepequez, san marcos")]
    assert codigos[0] == "MUNI-1202"
    assert "MUNI-0109" not in codigos


def test_sugerir_department_is_not_its_capital(motor: Motor) -> None:
    codigos = [s.codigo for s in motor.sugerir("escuelas del departamento de Escuintla")]
    assert codigos[0] == "MINEDUC"
    assert "MUNI-0501" not in codigos


@pytest.mark.parametrize("texto", ["quiero flores para mi mamá", "las monjas y los pastores", "la libertad y la unión", "vendo naranjo"])
def test_sugerir_everyday_words_name_no_municipality(motor: Motor, texto: str) -> None:
    assert not [s for s in motor.sugerir(texto) if s.codigo.startswith("MUNI") and "Nombra" in str(s.motivo)]


def test_sugerir_municipal_matter_without_place_says_so(motor: Motor) -> None:
    sugerencias = motor.sugerir("actas del concejo municipal")
    assert sugerencias[0].codigo == "MUNI-0101"
    assert "no dice de qué municipio" in str(sugerencias[0].motivo)


def test_sugerir_offers_the_ministry_above_and_says_so(motor: Motor) -> None:
    sugerencias = motor.sugerir("calibre de las pistolas")
    assert sugerencias[0].codigo == "DIGECAM"
    assert "DIGECAM es parte del MINDEF." in [str(s.motivo) for s in sugerencias if s.codigo == "MINDEF"]


@pytest.mark.parametrize(
    ("codigo", "motivo"),
    [("CHN", "Nombra al Crédito Hipotecario Nacional de Guatemala."), ("FEGUA", "Nombra a Ferrocarriles de Guatemala.")],
)
def test_sugerir_motivo_uses_the_article_that_people_use(motor: Motor, codigo: str, motivo: str) -> None:
    assert str(motor.sugerir(codigo)[0].motivo) == motivo


def test_sugerir_motivo_cites_what_was_found(motor: Motor) -> None:
    assert motor.sugerir("¿a quién le dieron abono?")[0].motivo.tell(str) == "Por «abono»: materia del MAGA."
    assert str(motor.sugerir("nómina de la SAT")[0].motivo).startswith("Nombra a la Superintendencia de Administración Tributaria")


@pytest.mark.parametrize(
    "texto", ["", "   \n\t", "¿?¡!...", "asdf qwerty zxcv", "de la y el que", "\x00\x07\u200b", "12345 678", "Guatemala", "Información."]
)
def test_sugerir_nothing_to_go_by_gives_nothing(motor: Motor, texto: str) -> None:
    assert motor.sugerir(texto) == []


@pytest.mark.parametrize("texto", ["(.*)+[a-z]{2,}\\ abono", "abono\x00\x1b[31m", "abono' OR 1=1 --", "🌽 abono 🌽", "\ud800 abono"])
def test_sugerir_survives_hostile_text(motor: Motor, texto: str) -> None:
    assert motor.sugerir(texto)[0].codigo == "MAGA"


@pytest.mark.parametrize("relleno", ["abono para el maíz ", "x", "municipalidad de san pedro sacatepéquez ", "san " * 50, "fertilisante "])
def test_sugerir_reads_only_the_beginning_of_a_very_long_text(motor: Motor, relleno: str) -> None:
    texto = (relleno * (100_000 // len(relleno)))[:MAXIMO_LETRAS]
    assert motor.sugerir(texto + " hospital pasaporte" * 5_000) == motor.sugerir(texto)


def test_sugerir_respects_maximo(motor: Motor) -> None:
    texto = "hospital, escuela, policía, carretera, abono, pasaporte"
    assert [len(motor.sugerir(texto, maximo=n)) for n in (0, 1, 3, 5)] == [0, 1, 3, 5]
    assert len(motor.sugerir(texto)) == 5


def test_sugerir_does_not_depend_on_the_order_of_the_directory(entradas: list[Entrada], vocabulario: Vocabulario, motor: Motor) -> None:
    revueltas = random.Random(7).sample(entradas, len(entradas))
    otro = Motor(revueltas, vocabulario)
    for texto in ("agua potable y basura", "denuncias de violencia contra la mujer", "San José", "presupuesto del MP y del OJ"):
        assert otro.sugerir(texto) == motor.sugerir(texto) == motor.sugerir(texto)


def test_sugerir_ties_are_ordered_by_code() -> None:
    gemelas = [Entrada(codigo=c, nombre=f"Oficina {c}", materias=("molinos",)) for c in ("ZZ", "AA", "MM")]
    otras = [Entrada(codigo=f"X{i}", nombre=f"Registro {i}", materias=(f"asunto{i}",)) for i in range(30)]
    assert [s.codigo for s in Motor(gemelas + otras, Vocabulario()).sugerir("molinos")] == ["AA", "MM", "ZZ"]


def test_motor_works_without_vocabulary_or_directory(entradas: list[Entrada]) -> None:
    assert Motor([], Vocabulario()).sugerir("abono") == []
    assert Motor(entradas, Vocabulario()).sugerir("la lista de fertilizantes")[0].codigo == "MAGA"
