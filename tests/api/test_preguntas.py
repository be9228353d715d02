"""A divided request over HTTP: what each caller reads of its questions, and where a refusal points."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.reparto import ACTOS, NOMBRE, PREGUNTA, Caso, Reparto

PREGUNTAS: list[str] = ACTOS["dividir"][1]["preguntas"]
ENTREGA = {"numero": 1, "sentido": "entrega_total", "respuesta": "Hay doce."}
NIEGA = {"numero": 2, "sentido": "inexistencia", "respuesta": "No consta.", "motivacion": "Se buscó.", "fundamento": ["LAIP art. 42"]}


@pytest.fixture
def caso(reparto: Reparto) -> Caso:
    caso = reparto.bring("en_tramite")
    reparto.act(caso, "dividir")
    return caso


def post(reparto: Reparto, caso: Caso, acto: str, quien: str = "oficial", **cuerpo: Any) -> Any:
    return reparto.who(quien, caso).post(f"{caso.ruta}{acto}/", cuerpo)


def test_the_questions_are_told_at_once_and_their_answers_with_the_notice(reparto: Reparto, caso: Caso) -> None:
    ella = reparto.solicitante(caso)
    antes = ella.get(caso.ruta).json()
    assert (antes["descripcion"], [p["texto"] for p in antes["preguntas"]]) == (PREGUNTA, PREGUNTAS)
    assert post(reparto, caso, "redactar", preguntas=[ENTREGA, NIEGA]).json()["resolucion"]["sentido"] == "entrega_parcial"
    assert {p["respuesta"] for p in ella.get(caso.ruta).json()["preguntas"]} == {None}
    for acto in ("enviar-a-revision", "revisar", "firmar", "resolver"):
        reparto.act(caso, acto)
    dichas = ella.get(caso.ruta).json()
    assert dichas["sentido"] == "entrega_parcial"
    assert [(p["respuesta"]["sentido"], p["respuesta"]["fundamento"]) for p in dichas["preguntas"]] == [
        ("entrega_total", []),
        ("inexistencia", ["LAIP art. 42"]),
    ]
    assert reparto.regulador.get(caso.ruta).json()["preguntas"] == []
    recurso = post(reparto, caso, "interponer-recurso", "solicitante", causales=["inexistencia"], preguntas=[2]).json()["recurso"]
    assert recurso["preguntas"] == [2]


def test_a_liaison_gets_her_questions_in_the_case_in_the_list_and_in_her_files(reparto: Reparto, caso: Caso) -> None:
    asignada = post(reparto, caso, "asignar", unidad=reparto.compras.pk, fecha_interna="2026-12-01", preguntas=[2])
    assert asignada.status_code == 200
    suyo = reparto.enlace.get(caso.ruta)
    [renglon] = reparto.enlace.get("solicitudes/").json()["results"]
    assert [p["numero"] for p in suyo.json()["preguntas"]] == [2]
    assert suyo.json()["descripcion"] == renglon["descripcion"] == f"2. {PREGUNTAS[1]}"
    assert NOMBRE.encode() not in suyo.content and PREGUNTA not in suyo.json().values()
    reparto.oficial.upload(caso.folio, "otra.csv", b"a,b\n1,2\n")
    assert reparto.enlace.upload(caso.folio, "suya.csv", b"a,b\n1,2\n").status_code == 201
    assert [d["nombre_archivo"] for d in reparto.enlace.get(f"{caso.ruta}documentos/").json()["results"]] == ["suya.csv"]


@pytest.mark.parametrize(
    ("acto", "cuerpo", "codigo", "donde"),
    [
        ("dividir", {"preguntas": []}, "datos-invalidos", "/preguntas"),
        ("dividir", {"preguntas": PREGUNTAS}, "division-invalida", "/preguntas"),
        ("redactar", {"sentido": "entrega_total", "respuesta": "Todo."}, "respuesta-por-pregunta", "/sentido"),
        ("redactar", {"preguntas": [ENTREGA, NIEGA | {"motivacion": ""}]}, "resolucion-incompleta", "/preguntas/1/motivacion"),
        ("redactar", {"preguntas": [NIEGA | {"numero": 9}]}, "pregunta-desconocida", "/preguntas/0"),
        ("asignar", {"unidad": 0, "fecha_interna": "2026-12-01", "preguntas": [3]}, "pregunta-desconocida", "/preguntas/0"),
        (
            "remitir-parte",
            {"partes": [{"institucion": "MINFIN", "preguntas": [1, 2]}], "motivo": "La tiene."},
            "remision-invalida",
            "/partes",
        ),
    ],
)
def test_a_refusal_points_at_its_question(reparto: Reparto, caso: Caso, acto: str, cuerpo: dict[str, Any], codigo: str, donde: str) -> None:
    respuesta = post(reparto, caso, acto, **cuerpo | ({"unidad": reparto.compras.pk} if "unidad" in cuerpo else {}))
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, codigo)
    assert respuesta.json()["errores"][0]["pointer"] == donde


def test_a_question_is_forwarded_by_its_number(reparto: Reparto, caso: Caso) -> None:
    partes = [{"institucion": "MINFIN", "preguntas": [2]}]
    respuesta = post(reparto, caso, "remitir-parte", partes=partes, motivo="La tiene Finanzas.").json()
    [nueva] = respuesta["remitida_a"]
    assert respuesta["preguntas"][1]["remitida_a"] == nueva
    assert reparto.solicitante(caso).get(f"solicitudes/{nueva}/").json()["descripcion"] == PREGUNTAS[1]
