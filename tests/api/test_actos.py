"""POST solicitudes/{folio}/{acto}/: the version in If-Match, the answer, and a list of acts that tells the truth."""

from __future__ import annotations

from typing import Any

import pytest

from api.views.actos import VISTAS
from tests.api.reparto import ACTOS, CAMINOS, FOTO, Caso, Reparto
from tests.api.test_visibilidad import DENTRO, undone
from workflow.roles import Rol
from workflow.transiciones import ACTOS as TABLA

#: The acts that take a file: where it goes and what it is.
ARCHIVOS = {"adjuntar": ("documentos/", "datos.csv", b"a,b\n1,2\n"), "aportar-prueba": ("aportar-prueba/", "dpi.png", FOTO)}
POSIBLES = (*ACTOS, *ARCHIVOS)
#: State and role would allow it; the law refuses it: extended once already, asked once already, the applicant's two days still run.
NO_LISTADOS = [("prorrogada", "prorrogar"), ("aclarada", "pedir-aclaracion"), ("en_aclaracion", "redactar")]


def test_each_act_of_the_law_has_its_route() -> None:
    """The clock's acts have none; `adjuntar` and `aportar_prueba` take a file, `notificar` is what `resolver` does."""
    de_personas = {t.acto for t in TABLA.values() if t.roles != {Rol.RELOJ}}
    assert set(VISTAS) == de_personas - {"presentar", "migrar", "adjuntar", "aportar_prueba", "notificar"}
    assert {acto.replace("_", "-") for acto in VISTAS} == set(ACTOS)


def attempt(reparto: Reparto, caso: Caso, quien: str, acto: str) -> int:
    """The status of an act that leaves no trace."""
    cliente = reparto.who(quien, caso)
    with undone():
        if acto in ARCHIVOS:
            hoja, nombre, contenido = ARCHIVOS[acto]
            return cliente.upload(caso.folio, nombre, contenido, hoja=hoja).status_code
        return cliente.post(f"{caso.ruta}{acto}/", reparto.build_cuerpo(acto)).status_code


@pytest.mark.parametrize("situacion", CAMINOS)
def test_actos_lists_what_the_caller_may_do_and_nothing_else(reparto: Reparto, situacion: str) -> None:
    caso = reparto.bring(situacion, asignada=True)
    for quien in DENTRO:
        listados = set(reparto.who(quien, caso).get(caso.ruta).json()["actos"])
        aceptados = {acto for acto in POSIBLES if attempt(reparto, caso, quien, acto) < 300}
        assert listados == aceptados, quien


@pytest.mark.parametrize(("situacion", "acto"), NO_LISTADOS)
def test_actos_does_not_list_what_the_law_refuses(reparto: Reparto, situacion: str, acto: str) -> None:
    caso = reparto.bring(situacion)
    assert attempt(reparto, caso, "oficial", acto) in (409, 422)
    assert acto not in reparto.oficial.get(caso.ruta).json()["actos"]


def test_an_act_answers_with_the_case_as_it_now_stands(reparto: Reparto) -> None:
    caso = reparto.file()
    respuesta = reparto.oficial.post(f"{caso.ruta}admitir/")
    assert (respuesta.status_code, respuesta.json()["estado"], respuesta.json()["version"]) == (200, "en_tramite", 2)
    assert respuesta.headers["ETag"].startswith('"2-')
    assert respuesta.json() == reparto.oficial.get(caso.ruta).json()


def test_the_version_goes_as_etag_and_nobody_else_keeps_the_answer(reparto: Reparto) -> None:
    caso = reparto.file()
    respuesta = reparto.oficial.get(caso.ruta)
    assert respuesta.headers["ETag"].startswith('"1-') and respuesta.json()["version"] == 1
    assert "private" in respuesta.headers["Cache-Control"]


@pytest.mark.parametrize("condicion", ['"1"', "1", 'W/"1"', '"1-0123456789abcdef"', 'W/"1-0123456789abcdef"'])
def test_an_act_on_the_version_that_was_read_is_done(reparto: Reparto, condicion: str) -> None:
    assert reparto.oficial.post(f"{reparto.file().ruta}admitir/", **{"If-Match": condicion}).status_code == 200


@pytest.mark.parametrize(
    "condicion", ['"0"', '"2"', '"abc"', "abc", '""', '"-1"', '"1.0"', '"١"', '"99999999999999999999"', '"1-xyz"', '"1", "2"', '"1']
)
def test_an_act_on_another_version_is_refused(reparto: Reparto, condicion: str) -> None:
    caso = reparto.file()
    respuesta = reparto.oficial.post(f"{caso.ruta}admitir/", **{"If-Match": condicion})
    if condicion == '"1':
        assert respuesta.status_code == 200  # a quote that a shell ate does no harm
        return
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (412, "version-anterior")
    assert reparto.oficial.get(caso.ruta).json()["version"] == 1


def test_a_stale_version_is_told_before_the_state(reparto: Reparto) -> None:
    """Whoever read an old page must read it again, not be told that her act is impossible."""
    caso = reparto.bring("en_tramite")
    assert reparto.oficial.post(f"{caso.ruta}admitir/", **{"If-Match": '"1"'}).status_code == 412


def test_adjuntar_honours_the_version(reparto: Reparto) -> None:
    caso = reparto.file()
    assert reparto.oficial.upload(caso.folio, "a.csv", b"a\n", **{"If-Match": '"9"'}).status_code == 412
    assert reparto.oficial.upload(caso.folio, "a.csv", b"a\n", **{"If-Match": '"1"'}).status_code == 201


@pytest.mark.parametrize(
    ("situacion", "acto", "cambio", "codigo"),
    [
        ("presentada", "asignar", {"unidad": 10**30}, "datos-invalidos"),
        ("presentada", "asignar", {"unidad": 2**63 - 1}, "asignacion-invalida"),
        ("presentada", "asignar", {"persona": 10**30}, "datos-invalidos"),
        ("presentada", "asignar", {"unidad": "uno"}, "datos-invalidos"),
        ("presentada", "asignar", {"fecha_interna": "2026-02-30"}, "datos-invalidos"),
        ("presentada", "asignar", {"fecha_interna": "2026-03-24"}, "asignacion-invalida"),
        ("presentada", "pedir-aclaracion", {"pregunta": "  "}, "datos-invalidos"),
        ("presentada", "pedir-aclaracion", {"pregunta": "x" * 20_001}, "datos-invalidos"),
        ("en_aclaracion", "aclarar", {"respuesta": "a\x00b"}, "datos-invalidos"),
        ("en_tramite", "prorrogar", {"dias": 11}, "prorroga-excede-maximo"),
        ("en_tramite", "prorrogar", {"dias": 10**18}, "prorroga-excede-maximo"),
        ("en_tramite", "prorrogar", {"dias": 0}, None),
        ("en_tramite", "prorrogar", {"dias": -5}, None),
        ("en_tramite", "prorrogar", {"dias": "cinco"}, "datos-invalidos"),
        ("en_tramite", "prorrogar", {"motivo": ""}, "datos-invalidos"),
        ("en_tramite", "remitir", {"institucion": "NO-EXISTE"}, "institucion-desconocida"),
        ("en_tramite", "remitir", {"institucion": "MSPAS"}, "remision-invalida"),
        ("en_tramite", "remitir", {"otras": ["MINFIN"]}, "remision-invalida"),
        ("en_tramite", "remitir-parte", {"partes": []}, "datos-invalidos"),
        ("en_tramite", "remitir-parte", {"partes": [{"institucion": "MSPAS", "texto": "x"}]}, "remision-invalida"),
        ("en_tramite", "redactar", {"respuesta": " "}, "resolucion-incompleta"),
        ("en_tramite", "redactar", {"sentido": "quizas"}, "datos-invalidos"),
        ("en_tramite", "redactar", {"sentido": "negativa_reservada"}, "resolucion-incompleta"),
        ("en_tramite", "redactar", {"sentido": "inexistencia", "motivacion": "No hay.", "fundamento": [" "]}, None),
        ("en_tramite", "redactar", {"fundamento": ["x"] * 31}, "datos-invalidos"),
        ("en_revision", "devolver", {"observaciones": ""}, "datos-invalidos"),
    ],
)
def test_an_act_points_at_what_is_wrong(reparto: Reparto, situacion: str, acto: str, cambio: dict[str, Any], codigo: str | None) -> None:
    caso = reparto.bring(situacion)
    version = reparto.oficial.get(caso.ruta).json()["version"]
    respuesta = reparto.who(ACTOS[acto][0], caso).post(f"{caso.ruta}{acto}/", reparto.build_cuerpo(acto) | cambio)
    assert respuesta.status_code == 422, respuesta.content
    assert codigo in (None, respuesta.json()["codigo"])
    assert respuesta.json()["errores"][0]["pointer"].startswith(f"/{next(iter(cambio))}") or codigo in (None, "resolucion-incompleta")
    assert reparto.oficial.get(caso.ruta).json()["version"] == version


def test_an_act_by_get_is_not_an_act(reparto: Reparto) -> None:
    caso = reparto.file()
    for acto in ACTOS:
        assert reparto.oficial.get(f"{caso.ruta}{acto}/").status_code == 405
    assert reparto.oficial.get(caso.ruta).json()["version"] == 1


def test_an_act_twice_is_done_once(reparto: Reparto) -> None:
    caso = reparto.file()
    estatus = [reparto.oficial.post(f"{caso.ruta}admitir/").status_code for _ in range(2)]
    assert estatus == [200, 409]


def test_remitir_parte_answers_with_the_case_that_stays_and_the_folios_that_are_born(reparto: Reparto) -> None:
    caso = reparto.file()
    partes = [{"institucion": "MINFIN", "texto": "Cuánto costaron."}, {"institucion": "MINEDUC", "texto": "Las escolares."}]
    respuesta = reparto.oficial.post(f"{caso.ruta}remitir-parte/", {"partes": partes, "motivo": "Lo registran otros."}).json()
    assert (respuesta["estado"], [f[8:-7] for f in respuesta["remitida_a"]]) == ("presentada", ["MINFIN", "MINEDUC"])
    parte = reparto.solicitante(caso).get(f"solicitudes/{respuesta['remitida_a'][0]}/").json()
    assert (parte["descripcion"], parte["remitida_desde"]) == ("Cuánto costaron.", caso.folio)
    assert parte["fecha_hora_original"] == respuesta["fecha_hora_original"]


def test_remitir_to_several_answers_with_all_the_folios(reparto: Reparto) -> None:
    caso = reparto.file()
    cuerpo = reparto.build_cuerpo("remitir") | {"otras": ["MINEDUC"]}
    respuesta = reparto.oficial.post(f"{caso.ruta}remitir/", cuerpo).json()
    assert (respuesta["estado"], [f[8:-7] for f in respuesta["remitida_a"]]) == ("remitida", ["MINFIN", "MINEDUC"])


def test_remitir_answers_with_the_folio_that_is_born(reparto: Reparto) -> None:
    caso = reparto.file()
    respuesta = reparto.oficial.post(f"{caso.ruta}remitir/", reparto.build_cuerpo("remitir")).json()
    assert (respuesta["estado"], respuesta["remitida_a"]) == ("remitida", ["GT-2026-MINFIN-000001"])
