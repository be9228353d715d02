"""The appeal at the door: filed, decided, complied with, shown to each as she may see it, and published without anybody's name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from config import reloj
from notifications.relevo import drenar
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.vencimiento import certificar_silencios
from tests.api.reparto import ACTOS, AHORA, CORREO, NOMBRE, PREGUNTA, TELEFONO, Caso, Reparto

DECISION = ACTOS["decidir-recurso"][1]
PRIVADO = "Doña Zulema Nombrepropio Reservado vive en Sololá"
#: Everything that a person wrote and nobody cleared for the public.
NO_PUBLICO = [NOMBRE, CORREO, TELEFONO, PREGUNTA, PRIVADO, "Sololá", "Zulema"]


def decide(reparto: Reparto, caso: Caso, **cambios: Any) -> None:
    respuesta = reparto.autoridad.post(f"{caso.ruta}decidir-recurso/", DECISION | cambios)
    assert respuesta.status_code == 200, respuesta.content


def bring_private(reparto: Reparto) -> Caso:
    """Appealed, decided and complied with, and in every free text but the public version, somebody's name."""
    caso = reparto.bring("resuelta")
    reparto.solicitante(caso).post(f"{caso.ruta}interponer-recurso/", {"causales": ["incompleta"], "agravios": PRIVADO})
    reparto.autoridad.post(f"{caso.ruta}subsanar-recurso/", {"correccion": PRIVADO})
    decide(reparto, caso, motivacion=PRIVADO, orden=PRIVADO, fundamento=[PRIVADO], version_publica="Se ordena entregar 2024.")
    reparto.oficial.post(f"{caso.ruta}cumplir-recurso/", {"constancia": PRIVADO})
    return caso


def test_an_appeal_goes_its_way(reparto: Reparto) -> None:
    caso = reparto.bring("resuelta")
    ella = reparto.solicitante(caso)
    interpuesto = ella.post(f"{caso.ruta}interponer-recurso/", {"causales": ["incompleta"], "agravios": "Falta 2024."}).json()
    assert interpuesto["recurso"]["estado"] == "interpuesto"
    assert interpuesto["recurso"]["fecha_limite"] == "2026-04-01"
    assert "interponer-recurso" not in interpuesto["actos"]
    assert "decidir-recurso" in reparto.autoridad.get(caso.ruta).json()["actos"]
    decide(reparto, caso, dias_para_cumplir=3)
    decidido = ella.get(caso.ruta).json()["recurso"]
    assert (decidido["estado"], decidido["decision"], decidido["dias_para_cumplir"]) == ("decidido", "revoca", 3)
    reloj.set_detenido(AHORA + timedelta(days=30))
    vencer_recursos(ahora=reloj.ahora())
    assert ella.get(caso.ruta).json()["recurso"]["estado"] == "incumplido"
    reparto.act(caso, "cumplir-recurso")
    cumplido = ella.get(caso.ruta).json()["recurso"]
    assert (cumplido["estado"], cumplido["constancia"]) == ("cumplido", "Entregado en disco.")
    assert None not in (cumplido["fecha_hora_incumplimiento"], cumplido["fecha_hora_cumplimiento"])


def test_the_amparo_is_shown_once_it_is_open(reparto: Reparto) -> None:
    caso = reparto.bring("recurrida")
    plazos = f"{caso.ruta}plazos/"
    assert reparto.solicitante(caso).get(plazos).json()["siguiente_recurso"] is None
    decide(reparto, caso, sentido="confirma", orden="")
    siguiente = reparto.solicitante(caso).get(plazos).json()["siguiente_recurso"]
    assert (siguiente["recurso"], siguiente["desde"], siguiente["vence"]) == ("amparo", "2026-03-25", "2026-04-24")
    assert siguiente["abierto"] is siguiente["por_verificar"] is True


@pytest.mark.parametrize(
    ("acto", "cuerpo", "puntero"),
    [
        ("interponer-recurso", {}, "/causales"),
        ("interponer-recurso", {"causales": []}, "/causales"),
        ("interponer-recurso", {"causales": ["porque sí"]}, "/causales/0"),
        ("decidir-recurso", DECISION | {"sentido": "quizá"}, "/sentido"),
        ("decidir-recurso", DECISION | {"fundamento": []}, "/fundamento"),
        ("decidir-recurso", DECISION | {"version_publica": ""}, "/version_publica"),
        ("decidir-recurso", DECISION | {"orden": ""}, "/orden"),
        ("decidir-recurso", DECISION | {"dias_para_cumplir": 0}, "/dias_para_cumplir"),
        ("decidir-recurso", DECISION | {"dias_para_cumplir": 31}, "/dias_para_cumplir"),
        ("cumplir-recurso", {"constancia": ""}, "/constancia"),
    ],
)
def test_what_is_missing_is_pointed_at(reparto: Reparto, acto: str, cuerpo: dict[str, Any], puntero: str) -> None:
    caso = reparto.bring({"interponer-recurso": "resuelta", "decidir-recurso": "recurrida", "cumplir-recurso": "decidida"}[acto])
    respuesta = reparto.who(ACTOS[acto][0], caso).post(f"{caso.ruta}{acto}/", cuerpo)
    assert respuesta.status_code == 422
    assert [error["pointer"] for error in respuesta.json()["errores"]] == [puntero]


def test_the_regulator_sees_that_there_is_an_appeal_by_its_acts_and_terms_and_nobodys_words(reparto: Reparto) -> None:
    caso = bring_private(reparto)
    for hoja in ("", "movimientos/", "plazos/", "documentos/"):
        contenido = reparto.regulador.get(caso.ruta + hoja).content.decode()
        assert [dato for dato in NO_PUBLICO if dato in contenido and dato not in (PREGUNTA, "Sololá")] == [], hoja
    assert reparto.regulador.get(caso.ruta).json()["recurso"] is None
    assert "decidir_recurso" in {m["acto"] for m in reparto.regulador.get(f"{caso.ruta}movimientos/").json()["results"]}


# ── the public list ───────────────────────────────────────────────────────────


def test_anybody_reads_the_decisions_and_of_each_only_what_was_written_for_the_public(reparto: Reparto) -> None:
    caso = bring_private(reparto)
    respuesta = reparto.nadie.get("recursos/decisiones/")
    [decision] = respuesta.json()["results"]
    assert (decision["numero"], decision["decision"], decision["texto"]) == (f"REC-{caso.folio}", "revoca", "Se ordena entregar 2024.")
    assert (decision["estado"], decision["causales"]) == ("cumplido", ["incompleta"])
    assert [dato for dato in NO_PUBLICO if dato in respuesta.content.decode()] == []


def test_what_is_not_decided_is_not_published(reparto: Reparto) -> None:
    reparto.bring("recurrida")
    assert reparto.nadie.get("recursos/decisiones/").json()["results"] == []


def decide_many(reparto: Reparto, cuantos: int) -> list[str]:
    numeros = []
    for n in range(cuantos):
        with reloj.detenido_en(AHORA + timedelta(minutes=n)):
            numeros.append(f"REC-{reparto.bring('decidida').folio}")
    return numeros


def test_the_decisions_come_in_pages_newest_first(reparto: Reparto) -> None:
    numeros = decide_many(reparto, 3)
    primera = reparto.nadie.get("recursos/decisiones/", {"limite": 2}).json()
    segunda = reparto.nadie.get(primera["next"].partition("/api/v1/")[2]).json()
    assert [d["numero"] for d in [*primera["results"], *segunda["results"]]] == numeros[::-1]
    assert segunda["next"] is None


def test_the_list_asks_as_much_of_the_database_for_many_as_for_one(
    reparto: Reparto, queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    decide_many(reparto, 1)
    with queries() as con_una:
        assert len(reparto.nadie.get("recursos/decisiones/").json()["results"]) == 1
    decide_many(reparto, 3)
    with queries() as con_cuatro:
        assert len(reparto.nadie.get("recursos/decisiones/").json()["results"]) == 4
    assert len(con_cuatro) == len(con_una) <= 2


# ── the papers ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tipo", ["acuse_recurso", "decision_recurso", "constancia_silencio"])
def test_a_paper_is_a_pdf_and_everybody_can_verify_it_without_learning_anything(reparto: Reparto, tipo: str) -> None:
    caso = reparto.bring("vencida" if tipo == "constancia_silencio" else "decidida")
    certificar_silencios(ahora=reloj.ahora())
    drenar(ahora=reloj.ahora())
    ella = reparto.solicitante(caso)
    assert ella.download(f"{caso.ruta}documentos/{tipo}/").contenido.startswith(b"%PDF")
    [papel] = [d for d in ella.get(f"{caso.ruta}documentos/").json()["results"] if d["tipo"] == tipo]
    verificado = reparto.nadie.get(f"verificar/{papel['codigo']}/")
    assert verificado.status_code == 200
    assert NOMBRE not in verificado.content.decode()
    esperado = 200 if tipo == "constancia_silencio" else 404
    assert reparto.regulador.download(f"{caso.ruta}documentos/{tipo}/").status_code == esperado


def test_the_answer_that_came_late_is_appealed_too(reparto: Reparto) -> None:
    """Silence was appealed; then the refusal came. Two appeals, and an act says on which where both let it."""
    caso = reparto.bring("vencida")
    ella = reparto.solicitante(caso)
    assert ella.post(f"{caso.ruta}interponer-recurso/", {"causales": ["sin_respuesta"]}).status_code == 200
    for acto in ("redactar", "enviar-a-revision", "revisar", "firmar", "resolver"):
        reparto.act(caso, acto)
    assert "interponer-recurso" in ella.get(caso.ruta).json()["actos"]
    [posterior] = ella.get(f"{caso.ruta}plazos/").json()["recursos_posteriores"]
    assert (posterior["recurso"], posterior["plazos"][0]["clave"]) == (2, "recurso_interposicion")
    expediente = ella.post(f"{caso.ruta}interponer-recurso/", {"causales": ["incompleta"]}).json()
    assert [(r["ordinal"], r["contra"]) for r in expediente["recursos"]] == [(1, "silencio"), (2, "resolucion")]
    assert expediente["recurso"]["ordinal"] == 2
    sin_decir = reparto.autoridad.post(f"{caso.ruta}decidir-recurso/", DECISION)
    assert (sin_decir.status_code, sin_decir.json()["codigo"]) == (422, "recurso-por-elegir")
    decide(reparto, caso, recurso=2)
    assert [r["estado"] for r in ella.get(caso.ruta).json()["recursos"]] == ["interpuesto", "decidido"]
