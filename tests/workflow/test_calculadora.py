"""The term calculator as a form that is filled in: what each field may hold, where a wrong one is, and the very shape of the answer."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.workflow.ejemplos import build_caso, get_plazos
from tests.workflow.test_historia_rechazos import is_oracion
from workflow.calculadora import CasoInvalidoError, calcular, is_municipio

PRESENTADA, PRORROGADA = "2026-03-25 presentada", "2026-04-08 prorrogada dias=10 motivo=Archivo"
FERIA = {"fecha": "2026-12-24", "motivo": "Acuerdo 1-2026"}
LLENO = build_caso(
    PRESENTADA,
    PRORROGADA,
    "2026-04-09 suspendida motivo=Sismo",
    "2026-04-10 resolucion_notificada sentido=inexistencia",
    "2026-04-13 recurso_interpuesto",
    "2026-04-14 recurso_notificado sentido=revoca",
    al="2026-05-01",
    calendario={"municipio": "0101", "inhabiles": [FERIA], "habiles": [{"fecha": "2026-12-26"}]},
) | {"atributos": {"antiguedad_anios": 0, "disponible": False}, "otros_recursos": True}


def put(campo: str, valor: Any) -> dict[str, Any]:
    """The full case with that place, «eventos/1/fecha_hora», holding another value; `...` takes it away."""
    copia = copy.deepcopy(LLENO)
    destino: Any = copia
    *camino, ultimo = campo.split("/")
    for paso in camino:
        destino = destino[int(paso)] if isinstance(destino, list) else destino[paso]
    if valor is ...:
        del destino[ultimo]
    else:
        destino[int(ultimo) if isinstance(destino, list) else ultimo] = valor
    return copia


def test_the_full_case_is_taken() -> None:
    assert calcular(LLENO)["plazos"]


#: (place, what is put there, a fact that the refusal must carry).
MALOS: list[tuple[str, Any, str]] = [
    ("regimen", ..., "gt-laip"),
    ("regimen", 7, "gt-laip"),
    ("regimen", "zz-ley", "zz-ley"),
    ("tipo", ..., "acceso, datos_acceso, datos_rectificacion"),
    ("tipo", "queja", "acceso, datos_acceso, datos_rectificacion"),
    ("eventos", "presentada", "lista"),
    ("eventos", None, "lista"),
    ("eventos/0", "presentada", "objeto JSON"),
    ("eventos/0/tipo", ..., "presentada"),
    ("eventos/0/tipo", "archivada", "presentada"),
    ("eventos/0/dias", 3, "fecha_hora, tipo"),
    ("eventos/0/motivo", "x", "fecha_hora, tipo"),
    ("eventos/0/fecha_hora", ..., "2026-03-25T09:00:00-06:00"),
    ("eventos/0/fecha_hora", "ayer", "2026-03-25T09:00:00-06:00"),
    ("eventos/0/fecha_hora", 7, "2026-03-25T09:00:00-06:00"),
    ("eventos/0/fecha_hora", "2026-03-25T09:00:00", "-06:00"),
    ("eventos/0/fecha_hora", "1899-12-31T09:00:00-06:00", "1900 y 2200"),
    ("eventos/0/fecha_hora", "2201-01-01T09:00:00-06:00", "1900 y 2200"),
    ("eventos/1/dias", "diez", "entero"),
    ("eventos/1/dias", True, "entero"),
    ("eventos/1/dias", 1.5, "entero"),
    ("eventos/1/fecha", "2026-04-20", "dias"),
    ("eventos/1/fecha", "20/04/2026", "AAAA-MM-DD"),
    ("eventos/1/fecha", 7, "AAAA-MM-DD"),
    ("eventos/1/sentido", "revoca", "dias, fecha, fecha_hora, motivo, tipo"),
    ("eventos/1/motivo", 7, "motivo"),
    ("eventos/2/motivo", None, "motivo"),
    ("eventos/2/dias", 3, "fecha_hora, motivo, tipo"),
    ("eventos/3/sentido", "quiza", "entrega_total"),
    ("eventos/3/motivo", "x", "fecha_hora, sentido, tipo"),
    ("eventos/5/sentido", "quiza", "confirma, revoca, modifica"),
    ("eventos/5/sentido", "", "confirma, revoca, modifica"),
    ("eventos/5/sentido", ..., "confirma, revoca, modifica"),
    ("al", "hoy", "2026-03-25T09:00:00-06:00"),
    ("al", "2026-05-01T12:00:00", "-06:00"),
    ("al", ..., "«al»"),
    ("calendario", [], "objeto JSON"),
    ("calendario/fiestas", [], "base, habiles, inhabiles, municipio"),
    ("calendario/base", "sí", "verdadero o falso"),
    ("calendario/municipio", "101", "cuatro cifras"),
    ("calendario/municipio", 101, "cuatro cifras"),
    ("calendario/municipio", "0118", "«0118»"),
    ("calendario/inhabiles", FERIA, "lista"),
    ("calendario/habiles", "2026-12-26", "lista"),
    ("calendario/inhabiles/0", "2026-12-24", "objeto JSON"),
    ("calendario/inhabiles/0/fecha", "24/12/2026", "AAAA-MM-DD"),
    ("calendario/inhabiles/0/fecha", ..., "AAAA-MM-DD"),
    ("calendario/inhabiles/0/motivo", 7, "motivo"),
    ("calendario/inhabiles/0/nombre", "x", "fecha, motivo"),
    ("calendario/habiles/0/fecha", None, "AAAA-MM-DD"),
    ("lecturas", [], "objeto JSON"),
    ("lecturas/D12", "quizas", "quizas"),
    ("lecturas/D99", "inhabil", "D99"),
    ("atributos", [], "objeto JSON"),
    ("atributos/luna", True, "antiguedad_anios, disponible"),
    ("atributos/antiguedad_anios", True, "negativo"),
    ("atributos/antiguedad_anios", -1, "negativo"),
    ("atributos/antiguedad_anios", "seis", "negativo"),
    ("atributos/disponible", 1, "verdadero o falso"),
    ("otros_recursos", "sí", "verdadero o falso"),
    ("secreto", 1, "al, atributos, calendario, con_lecturas, eventos, lecturas, otros_recursos, regimen, tipo"),
]


@pytest.mark.parametrize(("campo", "valor", "hecho"), MALOS, ids=[f"{campo}: {str(valor)[:30]}" for campo, valor, _ in MALOS])
def test_a_wrong_field_is_refused_where_it_is_by_what_it_may_hold(campo: str, valor: Any, hecho: str) -> None:
    with pytest.raises(CasoInvalidoError) as error:
        calcular(put(campo, valor))
    assert error.value.campo == campo
    assert hecho in error.value.detalle
    assert is_oracion(error.value.detalle), error.value.detalle


@pytest.mark.parametrize("caso", [None, [], "caso", 7])
def test_what_is_no_case_is_refused_as_a_whole(caso: object) -> None:
    with pytest.raises(CasoInvalidoError) as error:
        calcular(caso)
    assert error.value.campo == "caso"


BUENOS = [
    ("calendario/municipio", None),
    ("calendario/base", False),
    ("calendario/inhabiles/0/motivo", ...),
    ("eventos/1/dias", 1),
    ("eventos/1/motivo", ...),
    ("eventos/2/motivo", ...),
    ("eventos/3/sentido", ""),
    ("eventos/3/sentido", ...),
    ("eventos/0/fecha_hora", "2026-03-25T15:00:00Z"),
    ("atributos/antiguedad_anios", 2.5),
    ("atributos", ...),
    ("lecturas", ...),
    ("otros_recursos", ...),
    ("calendario", ...),
]


@pytest.mark.parametrize(("campo", "valor"), BUENOS, ids=[f"{campo}: {valor}" for campo, valor in BUENOS])
def test_what_may_be_left_out_or_said_otherwise(campo: str, valor: Any) -> None:
    assert calcular(put(campo, valor))["plazos"]


def test_without_events_the_law_is_that_of_the_moment_and_a_filing_is_missing() -> None:
    with pytest.raises(Exception, match="Falta la presentación"):
        calcular(put("eventos", ...))


def test_a_door_may_say_what_time_it_is() -> None:
    sin_al = {clave: valor for clave, valor in build_caso(PRESENTADA, al="2026-03-26").items() if clave != "al"}
    estado = get_plazos(calcular(sin_al, ahora=datetime(2026, 4, 13, 12, tzinfo=UTC)))["resolucion"]["estado"]
    assert estado == "vencido"
    assert (
        get_plazos(calcular(sin_al | {"al": "2026-03-26T12:00:00-06:00"}, ahora=datetime(2026, 4, 13, tzinfo=UTC)))["resolucion"]["estado"]
        == "corriendo"
    )


@pytest.mark.parametrize("moment", ["1900-01-01T00:00:00-06:00", "2200-12-31T00:00:00-06:00"])
def test_the_years_that_are_read(moment: str) -> None:
    assert calcular(build_caso(PRESENTADA, al="2026-03-26") | {"al": moment})["plazos"] is not None


@pytest.mark.parametrize(
    ("codigo", "existe"),
    [("0101", True), ("0117", True), ("0118", False), ("0100", False), ("2217", True), ("2218", False), ("2301", False), ("0001", False),
     ("0208", True), ("0209", False), ("101", False), ("01010", False), ("01a1", False), ("٠١٠١", False), (101, False), (None, False)],
)  # fmt: skip
def test_the_code_of_a_municipality(codigo: object, existe: bool) -> None:
    """INE: 22 departments, of 17 municipalities the first, 8 the second, 17 the last."""
    assert is_municipio(codigo) is existe


def test_the_answer_is_this_and_nothing_else() -> None:
    caso = build_caso(
        "2026-03-25 presentada", al="2026-03-26", calendario={"inhabiles": [{"fecha": "2026-03-27"}]}, lecturas={"D1": "habiles"}
    )
    respuesta = calcular(caso)
    assert list(respuesta) == ["regimen", "version", "plazos"]
    resolucion = respuesta["plazos"][0]
    explicacion = resolucion.pop("explicacion")
    assert resolucion == {
        "clave": "resolucion", "desde": "2026-03-25", "vence": "2026-04-13", "dias": 10, "unidad": "habiles", "estado": "corriendo",
        "articulo": "42",
    }  # fmt: skip
    assert explicacion[:4] == [
        {"fecha": "2026-03-26", "dia": 1},
        {"fecha": "2026-03-27", "excluida": "día inhábil"},
        {"fecha": "2026-03-28", "excluida": "sábado", "fundamento": "LOJ art. 45.d"},
        {"fecha": "2026-03-29", "excluida": "domingo", "fundamento": "LOJ art. 45.d"},
    ]
    propio = calcular(
        build_caso("2026-03-25 presentada", al="2026-03-26", calendario={"inhabiles": [{"fecha": "2026-03-27", "motivo": "Duelo"}]})
    )
    assert propio["plazos"][0]["explicacion"][1] == {"fecha": "2026-03-27", "excluida": "Duelo", "fundamento": "Duelo"}


def test_what_has_no_last_day_says_so_and_explains_nothing() -> None:
    caso = build_caso("2026-03-25 presentada", "2026-03-26 aclaracion_pedida", al="2026-03-27")
    resolucion = get_plazos(calcular(caso))["resolucion"]
    assert (resolucion["vence"], resolucion["explicacion"], resolucion["estado"]) == (None, [], "suspendido")


def test_open_and_closed_days_of_the_case_count() -> None:
    abierto = build_caso("2026-03-25 presentada", al="2026-03-26", calendario={"habiles": [{"fecha": "2026-03-28"}]})
    assert get_plazos(calcular(abierto))["resolucion"]["vence"] == "2026-04-09"
    sin_base = build_caso("2026-03-25 presentada", al="2026-03-26", calendario={"base": False})
    assert get_plazos(calcular(sin_base))["resolucion"]["vence"] == "2026-04-08"


def test_the_other_remedies_are_told_as_the_law_gives_them() -> None:
    caso = build_caso("2026-03-25 presentada", al="2026-03-26") | {"otros_recursos": True}
    assert calcular(caso)["otros_recursos"] == [
        {
            "id": "amparo",
            "nombre": "Amparo",
            "foro": "tribunal",
            "requiere": ["revision"],
            "alternativa_a": [],
            "articulo": "60; Ley de Amparo 5, 20",
            "plazos": {"interposicion": {"dias": 30, "unidad": "calendario", "articulo": "Ley de Amparo, artículos 5 y 20"}},
        }
    ]
    ogis = calcular(caso | {"regimen": "us"})["otros_recursos"][-1]
    assert (ogis["id"], ogis["alternativa_a"], ogis["plazos"]) == ("ogis", ["apelacion"], {})


def test_an_outcome_that_a_third_party_closed_is_told() -> None:
    eventos = ["2026-03-02 presentada", "2026-03-03 tercero_consultado", "2026-03-04 tercero_opuesto"]
    assert calcular(build_caso(*eventos, al="2026-03-05") | {"regimen": "cl"})["sentidos_vetados"] == ["entrega_total"]


def test_facts_of_the_case_choose_its_term() -> None:
    """El Salvador, LAIP art. 71: twenty days for what is older than five years."""
    caso = build_caso("2026-03-02 presentada", al="2026-03-03") | {"regimen": "sv", "atributos": {"antiguedad_anios": 6}}
    assert get_plazos(calcular(caso))["resolucion"]["dias"] == 20


def test_the_version_is_that_of_the_day_of_filing() -> None:
    with pytest.raises(CasoInvalidoError) as error:
        calcular(build_caso("2008-03-25 presentada", al="2026-03-26"))
    assert error.value.campo == "regimen"
    assert "25/03/2008" in error.value.detalle


def test_a_country_without_feasts_of_towns_takes_no_town() -> None:
    with pytest.raises(CasoInvalidoError) as error:
        calcular(build_caso("2026-03-02 presentada", al="2026-03-03", calendario={"municipio": "0101"}) | {"regimen": "mx"})
    assert error.value.campo == "calendario/municipio"
    assert "«Ley General de Transparencia y Acceso a la Información Pública»" in error.value.detalle


def test_a_half_day_is_closed_by_its_reading() -> None:
    """Reading D12."""
    cerrado = build_caso("2026-03-25 presentada", al="2026-03-26", lecturas={"D12": "inhabil"})
    assert get_plazos(calcular(cerrado))["resolucion"]["vence"] == "2026-04-13"
