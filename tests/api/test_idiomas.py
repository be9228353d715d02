"""Accept-Language: who asks for English gets titles, details and labels in it; slugs, data and what people wrote stay as they are."""

from __future__ import annotations

from typing import Any

import pytest

from config import reloj
from tests.api.reparto import AHORA, Reparto

EN = {"Accept-Language": "en"}
CASO = {
    "regimen": "gt-laip",
    "tipo": "acceso",
    "calendario": {"inhabiles": [{"fecha": "2026-04-06", "motivo": "Acuerdo 1-2026"}]},
    "eventos": [{"tipo": "presentada", "fecha_hora": "2026-03-25T09:00:00-06:00"}],
    "al": "2026-03-26T09:00:00-06:00",
}


@pytest.mark.parametrize(
    ("pedido", "idioma"),
    [
        (None, "es"),
        ("*", "es"),
        ("nada", "es"),
        ("fr", "es"),
        ("es-GT", "es"),
        ("quc, es;q=0.1", "es"),
        ("en", "en"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("fr, en;q=0.5, es;q=0.4", "en"),
        ("es, en;q=0.9", "es"),
    ],
)
def test_each_answer_is_in_the_language_that_it_asks_for_and_says_so(reparto: Reparto, pedido: str | None, idioma: str) -> None:
    cabeceras = {"Accept-Language": pedido} if pedido else {}
    for respuesta in (reparto.nadie.get("instituciones/", **cabeceras), reparto.nadie.post("solicitudes/", {}, **cabeceras)):
        assert respuesta.headers["Content-Language"] == idioma
        assert "Accept-Language" in respuesta.headers["Vary"]
    titulo, falta = {"es": ("Hay datos que corregir", "requerido"), "en": ("Some data must be corrected", "required")}[idioma]
    assert respuesta.json()["title"] == titulo and falta in str(respuesta.json()["errores"])


def test_a_refusal_keeps_its_slug_its_article_and_its_data_in_any_language(reparto: Reparto) -> None:
    caso = reparto.file()
    reparto.oficial.post(f"{caso.ruta}admitir/", {}, **{"If-Match": '"1"'})
    dichos: dict[str, Any] = {
        idioma: reparto.oficial.post(f"{caso.ruta}admitir/", {}, **{"If-Match": '"2"', "Accept-Language": idioma}).json()
        for idioma in ("es", "en")
    }
    assert {d["codigo"] for d in dichos.values()} == {"acto-no-permitido"}
    assert dichos["es"]["articulo"] == dichos["en"]["articulo"]
    assert dichos["es"]["detail"] == "No se puede admitir una solicitud en estado «En trámite»; se puede desde: «Presentada»."
    assert dichos["en"]["detail"].startswith("“admitir” cannot be done with a request in the state “In progress”")


def test_a_refusal_at_a_field_is_told_there_too(reparto: Reparto) -> None:
    problema = reparto.nadie.post("plazos/calcular/", {"regimen": "gt-laip", "tipo": "acceso", "eventos": [], "nada": 1}, **EN).json()
    assert problema["title"] == "The case cannot be read"
    assert problema["errores"] == [{"pointer": "/nada", "detalle": problema["detail"]}]
    assert problema["detail"].startswith("“nada” is not known; these are: al, ")


def test_labels_are_told_and_what_people_wrote_is_not(reparto: Reparto) -> None:
    caso = reparto.file()
    es, en = (reparto.oficial.get(caso.ruta, **{"Accept-Language": idioma}).json() for idioma in ("es", "en"))
    assert (es["estado"], es["estado_texto"]) == ("presentada", "Presentada")
    assert (en["estado"], en["estado_texto"]) == ("presentada", "Filed")
    assert en["explicacion"].startswith("The institution received the request")
    distintos = {clave for clave in es if es[clave] != en[clave]}
    assert distintos == {"estado_texto", "explicacion"}


def test_the_days_that_do_not_count_say_why_in_english(reparto: Reparto) -> None:
    dias = reparto.nadie.post("plazos/calcular/", CASO, **EN).json()["plazos"][0]["explicacion"]
    excluidas = {dia["fecha"]: dia["excluida"] for dia in dias if "excluida" in dia}
    assert excluidas["2026-03-28"] == "Saturday" and excluidas["2026-04-02"] == "Maundy Thursday"
    assert excluidas["2026-04-06"] == "Acuerdo 1-2026"  # what somebody wrote


def test_an_expanded_case_says_so_too(reparto: Reparto) -> None:
    caso = reparto.file()
    for ruta in (f"{caso.ruta}plazos/", f"{caso.ruta}?expand=plazos"):
        assert '"Saturday"' in reparto.oficial.get(ruta, **EN).content.decode()


# ── caches ────────────────────────────────────────────────────────────────────


def test_each_language_has_its_etag_and_none_passes_for_the_other(reparto: Reparto) -> None:
    caso = reparto.file()
    es, en = (reparto.oficial.get(caso.ruta, **{"Accept-Language": idioma}) for idioma in ("es", "en"))
    assert es.headers["ETag"] != en.headers["ETag"]
    assert reparto.oficial.get(caso.ruta, **EN, **{"If-None-Match": es.headers["ETag"]}).status_code == 200
    igual = reparto.oficial.get(caso.ruta, **EN, **{"If-None-Match": en.headers["ETag"]})
    assert (igual.status_code, igual.headers["Content-Language"]) == (304, "en")
    assert "Accept-Language" in igual.headers["Vary"]


def test_an_act_takes_the_etag_of_any_language(reparto: Reparto) -> None:
    caso = reparto.file()
    etag = reparto.oficial.get(caso.ruta, **EN).headers["ETag"]
    assert reparto.oficial.post(f"{caso.ruta}admitir/", {}, **{"If-Match": etag}).status_code == 200


def test_what_is_repeated_is_answered_in_the_language_of_the_first_time(reparto: Reparto) -> None:
    caso = reparto.file()
    clave = {"If-Match": '"1"', "Idempotency-Key": "una-clave"}
    primera = reparto.oficial.post(f"{caso.ruta}admitir/", {}, **EN, **clave)
    otra = reparto.oficial.post(f"{caso.ruta}admitir/", {}, **{"Accept-Language": "es"}, **clave)
    assert otra.headers["Idempotency-Replayed"] == "true"
    assert otra.json() == primera.json() and otra.json()["estado_texto"] == "In progress"
    assert otra.headers["Content-Language"] == primera.headers["Content-Language"] == "en"


def test_the_reference_is_in_spanish_whatever_is_asked(reparto: Reparto) -> None:
    respuesta = reparto.nadie.get("esquema/", **EN)
    assert respuesta.headers["Content-Language"] == "es"
    assert "Accept-Language" not in respuesta.headers.get("Vary", "")


def test_every_operation_documents_it(reparto: Reparto) -> None:
    with reloj.detenido_en(AHORA):
        esquema = reparto.nadie.get("esquema/", Accept="application/vnd.oai.openapi+json").json()
    for ruta, operaciones in esquema["paths"].items():
        for metodo, operacion in operaciones.items():
            assert "Accept-Language" in {p["name"] for p in operacion.get("parameters", [])}, f"{metodo} {ruta}"
