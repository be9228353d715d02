"""Two systems beside each other: each row that is not alike, with its reason; only the caller's cases; as JSON and as a table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from notifications.relevo import drenar
from solicitudes import conciliacion
from solicitudes.models import Solicitud
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA, CONSENTIMIENTO, Caso, Reparto


def send(cliente: Cliente, *filas: Any, consulta: str = "") -> Any:
    return cliente.post(f"conciliaciones/{consulta}", {"expedientes": list(filas)})


def send_lineas(cliente: Cliente, lineas: list[str]) -> Any:
    cuerpo = "\n".join(lineas).encode()
    return cliente.web.post("/api/v1/conciliaciones/", cuerpo, content_type="application/x-ndjson", headers=cliente.cabeceras)


def describe(reparto: Reparto, caso: Caso) -> dict[str, Any]:
    """What a system that has everything says of a case."""
    expediente = reparto.sistema.get(caso.ruta).json()
    papeles = [d["sha256"] for d in reparto.sistema.get(f"{caso.ruta}documentos/").json()["results"]]
    return {nombre: expediente[nombre] for nombre in ("folio", "expediente_interno", "estado", "version")} | {"documentos": papeles}


def test_what_both_have_is_counted_and_not_repeated(reparto: Reparto) -> None:
    caso = reparto.bring("resuelta")
    drenar(ahora=AHORA)
    respuesta = send(reparto.sistema, describe(reparto, caso))
    assert respuesta.json() == {
        "resumen": {"igual": 1, "difiere": 0, "solo_alla": 0, "solo_aqui": 0, "repetida": 0, "ilegible": 0},
        "filas": [],
    }


def test_each_difference_says_both_sides_and_why(reparto: Reparto) -> None:
    caso, otra, ajena = reparto.bring("en_tramite"), reparto.file(), reparto.file("MINFIN")
    drenar(ahora=AHORA)
    vieja = describe(reparto, caso) | {"estado": "presentada", "version": 1, "documentos": ["a" * 64], "expediente_interno": "UI-1"}
    informe = send(reparto.sistema, vieja, {"folio": ajena.folio}, {"folio": caso.folio}, {"estado": "x"}, "nada").json()
    assert informe["resumen"] == {"igual": 0, "difiere": 1, "solo_alla": 1, "solo_aqui": 1, "repetida": 1, "ilegible": 2}
    difiere, de_otro, repetida, sin_folio, nada, sola = informe["filas"]
    assert [(d["campo"], d["alla"]) for d in difiere["diferencias"]] == [
        ("expediente_interno", "UI-1"), ("version", "1"), ("estado", "presentada"), ("documento", ""), ("documento", "a" * 64),
    ]  # fmt: skip
    assert difiere["diferencias"][1]["motivo"].startswith("Allá faltan movimientos")
    assert (de_otro["resultado"], de_otro["linea"]) == ("solo_alla", 2)  # of another institution: for this one it does not exist
    assert (repetida["resultado"], sin_folio["motivo"], nada["motivo"]) == (
        "repetida",
        "Falta el folio o el número interno.",
        "La línea no es un objeto.",
    )
    assert (sola["folio"], sola["resultado"], sola["linea"]) == (otra.folio, "solo_aqui", 0)


def test_a_case_is_found_by_the_number_of_the_other_side(reparto: Reparto) -> None:
    caso = reparto.bring("en_tramite")
    reparto.act(caso, "numerar")
    assert send(reparto.sistema, {"expediente_interno": "UI-15-2026", "estado": "en_tramite"}).json()["resumen"]["igual"] == 1


def test_a_portal_compares_what_it_filed_and_no_paper_before_the_answer(reparto: Reparto) -> None:
    cuerpo = {"instituciones": ["MSPAS", "MINFIN"], "descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}}
    suyas = reparto.portal_ajeno.post("solicitudes/", cuerpo | {"consentimiento": CONSENTIMIENTO}).json()["solicitudes"]
    reparto.file()
    reparto.oficial.post(f"solicitudes/{suyas[0]['folio']}/admitir/")
    reparto.oficial.upload(suyas[0]["folio"], "datos.csv", b"a,b\n1,2\n")
    informe = send(reparto.portal_ajeno, {"folio": suyas[0]["folio"], "documentos": []}).json()
    assert [(f["folio"], f["resultado"]) for f in informe["filas"]] == [(suyas[1]["folio"], "solo_aqui")]


def test_line_by_line_a_row_that_cannot_be_read_stops_nothing(reparto: Reparto) -> None:
    caso = reparto.bring("en_tramite")
    lineas = [
        json.dumps({"folio": caso.folio, "estado": "en_tramite"}),
        "",
        "{no es json",
        json.dumps({"folio": caso.folio + "\0"}),
        json.dumps({"folio": "x", "version": True}),
        json.dumps({"folio": "x", "documentos": ["corta"]}),
        '{"folio":"' + "x" * 70_000 + '"}',
        json.dumps({"folio": "GT-2026-MSPAS-009999"}),
    ]
    respuesta = send_lineas(reparto.sistema, lineas)
    assert [(f["linea"], f["resultado"]) for f in respuesta.json()["filas"]] == [
        (3, "ilegible"), (4, "ilegible"), (5, "ilegible"), (6, "ilegible"), (7, "ilegible"), (8, "solo_alla"),
    ]  # fmt: skip
    assert respuesta.json()["resumen"]["igual"] == 1


def test_too_many_rows_are_refused(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conciliacion, "MAXIMO_DE_FILAS", 2)
    respuesta = send(reparto.sistema, *({"folio": f"x{n}"} for n in range(3)))
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "demasiadas-filas")


def test_the_period_narrows_what_only_we_have(reparto: Reparto) -> None:
    reparto.file()
    manana = AHORA.date().replace(year=AHORA.year + 1)
    assert send(reparto.sistema, consulta=f"?hasta={manana}").json()["resumen"]["solo_aqui"] == 1
    assert send(reparto.sistema, consulta=f"?desde={manana}").json()["resumen"]["solo_aqui"] == 0


def test_the_table_has_a_line_for_each_difference_and_no_formula(reparto: Reparto) -> None:
    caso = reparto.bring("en_tramite")
    respuesta = send(reparto.sistema, {"folio": caso.folio, "estado": "=1+1", "version": 1}, consulta="?formato=csv")
    filas = list(csv.reader(io.StringIO(respuesta.getvalue().decode())))
    assert filas[0] == ["linea", "folio", "expediente_interno", "resultado", "campo", "alla", "aqui", "motivo"]
    assert [fila[4:6] for fila in filas[1:]] == [["version", "1"], ["estado", "'=1+1"]]


@pytest.mark.parametrize("cuerpo", [{}, {"expedientes": "todos"}, []])
def test_a_body_without_a_list_is_refused(reparto: Reparto, cuerpo: Any) -> None:
    assert reparto.sistema.post("conciliaciones/", cuerpo).status_code == 422
    assert reparto.sistema.post("conciliaciones/?formato=xls", {"expedientes": []}).status_code == 422


def test_queries_do_not_grow_with_the_rows(reparto: Reparto, django_assert_max_num_queries) -> None:
    for _ in range(6):
        reparto.file()
    filas = [{"folio": s.folio, "documentos": []} for s in Solicitud.objects.all()]
    cliente = reparto.sistema
    with django_assert_max_num_queries(12) as unas:
        send(cliente, filas[0])
    with django_assert_max_num_queries(len(unas)):
        send(cliente, *filas)


def test_manage_conciliar_reads_a_table_and_says_by_its_status(reparto: Reparto, tmp_path: Path) -> None:
    caso = reparto.bring("en_tramite")
    ruta, salida = tmp_path / "suyo.csv", io.StringIO()
    ruta.write_text(f"folio,estado,version,documentos\n{caso.folio},en_tramite,2,\n", encoding="utf-8-sig")
    call_command("conciliar", str(ruta), "--institucion", "mspas", stdout=salida)
    assert salida.getvalue() == "igual 1, difiere 0, solo_alla 0, solo_aqui 0, repetida 0, ilegible 0\n"
    otra = tmp_path / "suyo.ndjson"
    otra.write_text(json.dumps({"folio": caso.folio, "version": 1}) + "\n")
    with pytest.raises(CommandError) as error:
        call_command("conciliar", str(otra), "--institucion", "MSPAS", stdout=salida)
    assert error.value.returncode == 1
    assert "version: allá «1», aquí «2»" in salida.getvalue()
    otra.write_text("nombre\nAna\n")
    with pytest.raises(CommandError, match="no es NDJSON ni un CSV"):
        call_command("conciliar", str(otra), "--institucion", "MSPAS")
