"""The closed lists of the law: each code has its words and its article, and says of itself what hangs on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.workflow.regimenes.test_archivos import HOJA, MINIMO
from workflow.causales import DE_DATOS_PROPIOS, Causal, SentidoRecurso, list_causales
from workflow.cobros import GRATUITAS, Reproduccion, calculate_importe
from workflow.coherencia import list_contradicciones
from workflow.lector import parse_regimen, review_regimen
from workflow.problema import ProblemaError, problem
from workflow.regimen import get_regimen
from workflow.reservas import CausaDeLevantamiento, CausalConfidencial, CausalReserva, reglas_de_reserva
from workflow.roles import Rol, name_cargo
from workflow.sentidos import Sentido


def test_the_grounds_offered_are_those_that_fit() -> None:
    """LAIP arts. 54 and 55: of the silence where nobody answered, of one's own data where they were asked for."""
    assert list_causales(en_silencio=True, datos_propios=False) == (Causal.SIN_RESPUESTA, Causal.FUERA_DE_PLAZO, Causal.OTRA)
    assert list_causales(en_silencio=True, datos_propios=True) == list_causales(en_silencio=True, datos_propios=False)
    con_datos = list_causales(en_silencio=False, datos_propios=True)
    assert set(Causal) - set(con_datos) == {Causal.SIN_RESPUESTA}
    assert [c for c in con_datos if c not in DE_DATOS_PROPIOS] == list(list_causales(en_silencio=False, datos_propios=False))
    assert [c for c in Causal if c.por_silencio] == [Causal.SIN_RESPUESTA, Causal.FUERA_DE_PLAZO]
    assert [c.articulo for c in Causal] == ["54", "54", "55.3", "55.4", "55.5", "55.1", "55.2", "55.6"]
    assert [s.ordena for s in SentidoRecurso] == [False, True, True]


def test_each_code_has_words_that_a_person_reads() -> None:
    for lista in (Causal, SentidoRecurso, Sentido, Reproduccion, CausalReserva, CausalConfidencial, CausaDeLevantamiento, Rol):
        palabras = [codigo.etiqueta for codigo in lista]
        assert len(set(palabras)) == len(palabras), lista
        assert all(p[0].isupper() and p != p.upper() and "XX" not in p for p in palabras), lista


def test_what_a_resolution_must_carry() -> None:
    """LAIP art. 45: whatever denies, in whole or in part, is motivated; what grants is not."""
    assert [s for s in Sentido if s.entrega] == [Sentido.ENTREGA_TOTAL, Sentido.ENTREGA_PARCIAL]
    assert [s for s in Sentido if not s.exige_motivacion] == [Sentido.ENTREGA_TOTAL, Sentido.RECTIFICACION_CONCEDIDA]


def test_a_signature_by_substitution_says_so() -> None:
    assert name_cargo(Rol.FIRMANTE, por_suplencia=False) == Rol.FIRMANTE.etiqueta
    assert name_cargo(Rol.FIRMANTE, por_suplencia=True) == f"{Rol.FIRMANTE.etiqueta}, por suplencia"


@pytest.mark.parametrize(
    ("cantidad", "monto", "importe"),
    [
        (50, Decimal("0.50"), "25.00"),
        (3, Decimal("0.33"), "0.99"),
        (0, Decimal("0.50"), "0.00"),
        (50, None, "0.00"),
        (50, Decimal(0), "0.00"),
    ],
)
def test_only_what_is_reproduced_is_charged_by_the_tariff(cantidad: int, monto: Decimal | None, importe: str) -> None:
    """LAIP arts. 16 to 18."""
    assert str(calculate_importe(cantidad, monto)) == importe
    assert {"electronica", "consulta_directa"} == GRATUITAS


def test_a_refusal_is_a_problem_that_a_program_reads() -> None:
    """RFC 9457."""
    error = ProblemaError("No se puede.", articulo="43", campo="dias")
    assert (str(error), error.detalle, error.articulo, error.campo) == ("No se puede.", "No se puede.", "43", "dias")
    assert error.as_problem() == {
        "type": "urn:solicitudes:problema:problema",
        "title": "No se pudo completar la acción",
        "status": 422,
        "detail": "No se puede.",
        "codigo": "problema",
        "articulo": "43",
        "errores": [{"pointer": "/dias", "detalle": "No se puede."}],
    }
    assert list(problem(409, "x", "T", "D")) == ["type", "title", "status", "detail", "codigo"]
    assert (ProblemaError("x").articulo, ProblemaError("x").campo) == ("", "")


PLAZO = f'dias = 5\nunidad = "habiles"\n{HOJA}'
#: (what is said together, the key that is told, a fact of the reason).
CONTRADICCIONES = [
    (f"[plazos.prorroga]\n{PLAZO}[prorroga.factor]\nvalor = 2\n{HOJA}", "prorroga.factor", "plazos.prorroga ya la mide"),
    (f"[plazos.prorroga]\n{PLAZO}[prorroga.fecha_prometida]\nvalor = true\n{HOJA}", "prorroga.fecha_prometida", "plazos.prorroga ya"),
    (f"[prorroga.factor]\nvalor = 2\n{HOJA}[prorroga.fecha_prometida]\nvalor = true\n{HOJA}", "prorroga.fecha_prometida", "factor ya"),
    (f"[plazos.aviso_prorroga]\n{PLAZO}", "plazos.aviso_prorroga", "no hay prórroga"),
    (f"[prorroga.factor]\nvalor = 1\n{HOJA}", "prorroga.factor.valor", "ningún día"),
    (f"[plazos.afirmativa_ficta]\n{PLAZO}", "plazos.afirmativa_ficta", "«entrega»"),
    (f'[plazos.afirmativa_ficta]\n{PLAZO}[silencio.efecto]\nvalor = "recurso"\n{HOJA}', "plazos.afirmativa_ficta", "«entrega»"),
    (
        f'[lecturas.D7]\nnombre = "recurso_por_silencio"\npregunta = "¿?"\nvalor = "desde_el_fin_de_la_ficta"\n'
        f'opciones = ["desde_el_fin_de_la_ficta"]\n{HOJA}',
        "lecturas.D7.opciones",
        "plazos.afirmativa_ficta",
    ),
    (f'[recursos.a]\nnombre = "A"\nforo = "tribunal"\nrequiere = ["a"]\n{HOJA}', "recursos.a.requiere", "«a»"),
    (f'[recursos.a]\nnombre = "A"\nforo = "tribunal"\nalternativa_a = ["b"]\n{HOJA}', "recursos.a.alternativa_a", "más arriba"),
]


@pytest.mark.parametrize(("hojas", "clave", "razon"), CONTRADICCIONES, ids=[f"{n}-{c}" for n, (_, c, _) in enumerate(CONTRADICCIONES)])
def test_leaves_that_mean_nothing_together_are_told(hojas: str, clave: str, razon: str) -> None:
    _, problemas = review_regimen(MINIMO + hojas, archivo="prueba.toml")
    assert [problema.campo for problema in problemas] == [clave]
    assert razon in problemas[0].detalle
    assert "XX" not in problemas[0].detalle and problemas[0].detalle != problemas[0].detalle.upper()


@pytest.mark.parametrize(
    "hojas",
    [
        f"[plazos.prorroga]\n{PLAZO}[plazos.aviso_prorroga]\n{PLAZO}",
        f"[prorroga.factor]\nvalor = 2\n{HOJA}[plazos.aviso_prorroga]\n{PLAZO}",
        f"[prorroga.fecha_prometida]\nvalor = true\n{HOJA}[plazos.aviso_prorroga]\n{PLAZO}",
        f'[plazos.afirmativa_ficta]\n{PLAZO}[silencio.efecto]\nvalor = "entrega"\n{HOJA}',
        f'[recursos.a]\nnombre = "A"\nforo = "tribunal"\n{HOJA}[recursos.b]\nnombre = "B"\nforo = "tribunal"\nrequiere = ["a"]\n'
        f'alternativa_a = ["a"]\n{HOJA}[recursos.c]\nnombre = "C"\nforo = "tribunal"\nrequiere = ["a", "b"]\n{HOJA}',
    ],
)
def test_leaves_that_mean_something_together_are_taken(hojas: str) -> None:
    assert list(list_contradicciones(parse_regimen(MINIMO + hojas, archivo="prueba.toml"))) == []


@pytest.mark.parametrize(
    ("desde", "hasta", "claves"),
    [("2020-01-02", "2020-01-01", ["vigente_hasta"]), ("2020-01-01", "2020-01-01", []), ("2020-01-01", "2021-01-01", [])],
)
def test_a_law_does_not_end_before_it_begins(desde: str, hasta: str, claves: list[str]) -> None:
    texto = MINIMO.replace("version = 1", f"version = 1\nvigente_desde = {desde}\nvigente_hasta = {hasta}")
    assert [p.campo for p in review_regimen(texto, archivo="prueba.toml")[1]] == claves


def test_reserves_of_a_law_whose_register_has_no_warnings() -> None:
    otra = reglas_de_reserva(parse_regimen(MINIMO, archivo="prueba.toml"))
    assert (otra.exige_registro, otra.exige_causal_confidencial, otra.anios, otra.prorroga_anios, otra.avisos_dias_antes) == (
        False, False, None, None, (),
    )  # fmt: skip
    assert otra.due_aviso(date(2026, 12, 1), date(2026, 12, 1)) is None
    gt = reglas_de_reserva(get_regimen("gt-laip", 1))
    assert (gt.anios, gt.prorroga_anios, gt.avisos_dias_antes) == (7, 5, (90, 30))
