"""Requests about one's own data over HTTP: what filing asks for, what the regulator does not read, what no list shows (arts. 30 to 35)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from solicitudes.models import PeticionIdempotente, Rectificacion, Solicitud
from tests.api.reparto import DPI, FOTO, PREGUNTA, Caso, Reparto

RECTIFICACION = {
    "sistema": "Registro de pacientes",
    "cambio": "Mi fecha de nacimiento dice 1989 y es 1998.",
    "evidencia": "Certificación de nacimiento del RENAP.",
}
NEGATIVA = {
    "sentido": "negativa_confidencial",
    "respuesta": "No se entrega.",
    "motivacion": "Son de otra persona.",
    "fundamento": ["LAIP art. 22"],
    "causal_confidencial": "datos_sensibles",
}


def file_rectificacion(reparto: Reparto, **cambios: Any) -> Caso:
    return reparto.file(tipo="datos_rectificacion", rectificacion=RECTIFICACION | cambios)


def answer(reparto: Reparto, caso: Caso, borrador: dict[str, Any]) -> None:
    reparto.act(caso, "admitir")
    assert reparto.oficial.post(f"{caso.ruta}redactar/", borrador).status_code == 200
    for acto in ("enviar-a-revision", "revisar", "firmar", "resolver"):
        reparto.act(caso, acto)


def test_a_rectification_names_system_change_and_evidence(reparto: Reparto) -> None:
    caso = file_rectificacion(reparto)
    assert reparto.solicitante(caso).get(caso.ruta).json()["rectificacion"] == RECTIFICACION
    assert reparto.oficial.get(caso.ruta).json()["rectificacion"] == RECTIFICACION
    assert reparto.regulador.get(caso.ruta).json()["rectificacion"] is None
    assert reparto.solicitante(caso).get(caso.ruta).json()["identidad_acreditada"] is False


@pytest.mark.parametrize("campo", RECTIFICACION)
def test_a_rectification_without_one_of_the_three_is_refused(reparto: Reparto, campo: str) -> None:
    datos = {"instituciones": ["MSPAS"], "descripcion": PREGUNTA, "solicitante": {"nombre": "Eva"}, "tipo": "datos_rectificacion"}
    respuesta = reparto.nadie.post("solicitudes/", datos)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "rectificacion-incompleta")
    vacio = {"rectificacion": RECTIFICACION | {campo: "   "}}
    assert reparto.nadie.post("solicitudes/", datos | vacio).status_code == 422
    assert not Solicitud.objects.exists()


def test_another_request_does_not_correct_anything(reparto: Reparto) -> None:
    datos = {"instituciones": ["MSPAS"], "descripcion": PREGUNTA, "solicitante": {"nombre": "Eva"}, "rectificacion": RECTIFICACION}
    respuesta = reparto.nadie.post("solicitudes/", datos)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "rectificacion-incompleta")


def test_the_same_petition_twice_is_one_and_another_correction_is_another(reparto: Reparto) -> None:
    datos = {"instituciones": ["MSPAS"], "descripcion": PREGUNTA, "solicitante": {"nombre": "Eva"}, "tipo": "datos_rectificacion"}
    una, otra = ({"rectificacion": RECTIFICACION | {"cambio": cambio}} for cambio in ("Esto.", "Lo otro."))
    cabecera = {"Idempotency-Key": "k-1"}
    primera, repetida = (reparto.nadie.post("solicitudes/", datos | una, **cabecera) for _ in range(2))
    assert primera.json() == repetida.json() and Rectificacion.objects.count() == 1
    assert reparto.nadie.post("solicitudes/", datos | otra, **cabecera).status_code == 422


def test_what_is_corrected_goes_where_the_case_goes(reparto: Reparto) -> None:
    caso = file_rectificacion(reparto)
    reparto.act(caso, "admitir")
    reparto.act(caso, "remitir")
    (nuevo,) = reparto.solicitante(caso).get(caso.ruta).json()["remitida_a"]
    expediente = reparto.solicitante(caso).get(f"solicitudes/{nuevo}/").json()
    assert expediente["rectificacion"] == RECTIFICACION
    assert expediente["identidad_acreditada"] is False  # she accredits who she is where her data are


def test_a_correction_granted_says_on_which_day(reparto: Reparto) -> None:
    caso = file_rectificacion(reparto)
    reparto.act(caso, "admitir")
    reparto.act(caso, "acreditar")
    concede = {"sentido": "rectificacion_concedida", "respuesta": "Se corrigió la fecha: 1998."}
    sin_dia = reparto.oficial.post(f"{caso.ruta}redactar/", concede)
    assert (sin_dia.status_code, sin_dia.json()["codigo"]) == (422, "resolucion-incompleta")
    manana = reparto.oficial.post(f"{caso.ruta}redactar/", concede | {"fecha_correccion": "2026-03-26"})
    assert manana.json()["codigo"] == "resolucion-incompleta"
    assert reparto.oficial.post(f"{caso.ruta}redactar/", concede | {"fecha_correccion": "2026-03-25"}).status_code == 200
    for acto in ("enviar-a-revision", "revisar", "firmar", "resolver"):
        reparto.act(caso, acto)
    expediente = reparto.solicitante(caso).get(caso.ruta).json()
    assert (expediente["sentido"], expediente["resolucion"]["fecha_correccion"]) == ("rectificacion_concedida", "2026-03-25")


@pytest.mark.parametrize(
    ("tipo", "sentido"),
    [
        ("datos_rectificacion", "entrega_total"),
        ("datos_acceso", "inexistencia"),
        ("acceso", "sin_datos"),
        ("acceso", "rectificacion_denegada"),
    ],
)
def test_a_sense_of_another_kind_of_request_is_refused(reparto: Reparto, tipo: str, sentido: str) -> None:
    caso = file_rectificacion(reparto) if tipo == "datos_rectificacion" else reparto.file(tipo=tipo)
    reparto.act(caso, "admitir")
    respuesta = reparto.oficial.post(f"{caso.ruta}redactar/", NEGATIVA | {"sentido": sentido, "causal_confidencial": ""})
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "sentido-no-permitido")


def test_the_regulator_counts_them_and_reads_no_word(reparto: Reparto) -> None:
    caso, publica = file_rectificacion(reparto), reparto.file()
    lista = {fila["folio"]: fila for fila in reparto.regulador.get("solicitudes/").json()["results"]}
    assert (lista[caso.folio]["descripcion"], lista[publica.folio]["descripcion"]) == ("", PREGUNTA)
    for ruta in (caso.ruta, f"{caso.ruta}movimientos/", f"{caso.ruta}plazos/", "solicitudes/"):
        contenido = reparto.regulador.get(ruta).content.decode()
        assert "1989" not in contenido and (PREGUNTA not in contenido or ruta == "solicitudes/")
    assert reparto.regulador.get(caso.ruta).json()["descripcion"] == ""
    assert reparto.oficial.get("solicitudes/").json()["results"][-1]["descripcion"] == PREGUNTA


def test_the_decision_about_somebodys_data_is_in_no_public_list(reparto: Reparto) -> None:
    caso = reparto.file(tipo="datos_acceso")
    answer(reparto, caso, NEGATIVA)
    cuerpo = {"causales": ["datos_no_entregados"]}
    assert reparto.solicitante(caso).post(f"{caso.ruta}interponer-recurso/", cuerpo).status_code == 200
    reparto.act(caso, "decidir-recurso")
    assert reparto.nadie.get("recursos/decisiones/").json()["results"] == []
    assert reparto.solicitante(caso).get(caso.ruta).json()["recurso"]["decision"] == "revoca"


def test_what_was_sent_is_told_and_never_given_back(reparto: Reparto) -> None:
    caso = reparto.file(tipo="datos_acceso")
    ella = reparto.solicitante(caso)
    enviada = ella.upload(caso.folio, "MARIA-dpi.png", FOTO, hoja="aportar-prueba/")
    assert enviada.status_code == 201 and enviada.json()["sha256"] == hashlib.sha256(FOTO).hexdigest()
    reparto.act(caso, "acreditar")
    identidad = ella.get(f"{caso.ruta}identidad/").json()
    assert identidad["acreditada"] and [p["para"] for p in identidad["pruebas"]] == ["identidad"]
    for quien in (ella, reparto.oficial, reparto.jefa, reparto.sistema):
        for ruta in (caso.ruta, f"{caso.ruta}identidad/", f"{caso.ruta}movimientos/", f"{caso.ruta}documentos/"):
            contenido = quien.get(ruta).content
            assert FOTO not in contenido and DPI.encode() not in contenido and b"MARIA" not in contenido


def test_not_even_the_digest_of_a_number_can_be_tried_out(reparto: Reparto) -> None:
    """Thirteen digits are few: a plain digest of what was sent would give them to whoever reads the database."""
    caso = reparto.file(tipo="datos_acceso")
    cuerpo = reparto.build_cuerpo("acreditar")
    respuestas = [reparto.oficial.post(f"{caso.ruta}acreditar/", cuerpo, **{"Idempotency-Key": "k-2"}) for _ in range(2)]
    assert [r.status_code for r in respuestas] == [200, 200] and respuestas[1]["Idempotency-Replayed"] == "true"
    canonico = json.dumps(["POST", f"/api/v1/{caso.ruta}acreditar/", [], cuerpo], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert PeticionIdempotente.objects.get().huella != hashlib.sha256(canonico.encode()).hexdigest()


def test_an_extension_is_refused(reparto: Reparto) -> None:
    for caso in (reparto.file(tipo="datos_acceso"), file_rectificacion(reparto)):
        reparto.act(caso, "admitir")
        respuesta = reparto.oficial.post(f"{caso.ruta}prorrogar/", {"dias": 5, "motivo": "Son muchos."})
        assert respuesta.status_code in (409, 422) and respuesta.json()["codigo"].startswith("prorroga")
