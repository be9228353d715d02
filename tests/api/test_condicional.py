"""ETag, If-None-Match and If-Match: nothing is sent twice, and nobody acts on what she has not read."""

from __future__ import annotations

import pytest

from notifications.relevo import drenar
from tests.api.reparto import ACTOS, AHORA, Reparto

PUBLICAS = {
    "instituciones/": "public, max-age=300",
    "recursos/decisiones/": "public, no-cache",
    "calendario/": "public, no-cache",
    "calendario/actos/": "public, no-cache",
    "verificar/0000-0000-0000-0000/": "public, no-cache",
}


@pytest.mark.parametrize("acto", [*ACTOS, "documentos"])
@pytest.mark.parametrize("condicion", ["", "  ", "*"])
def test_an_act_without_a_version_is_refused_whoever_calls(reparto: Reparto, acto: str, condicion: str) -> None:
    """Also the applicant with her key; and alike for a case that does not exist, so that nothing is learnt."""
    caso = reparto.file()
    quien = reparto.who(ACTOS.get(acto, ("oficial", {}))[0], caso)
    for folio in (caso.folio, "GT-2026-MSPAS-009999"):
        cabeceras = {"If-Match": condicion}
        if acto == "documentos":
            respuesta = quien.upload(folio, "a.csv", b"a\n", **cabeceras)
        else:
            respuesta = quien.post(f"solicitudes/{folio}/{acto}/", {}, **cabeceras)
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (428, "condicion-requerida")
    assert reparto.oficial.get(caso.ruta).json()["version"] == 1


def test_what_was_read_is_the_condition_of_the_act(reparto: Reparto) -> None:
    caso = reparto.file()
    leida = reparto.oficial.get(caso.ruta).headers["ETag"]
    hecho = reparto.oficial.post(f"{caso.ruta}admitir/", **{"If-Match": leida})
    assert hecho.status_code == 200
    assert hecho.headers["ETag"] == reparto.oficial.get(caso.ruta).headers["ETag"] != leida
    assert reparto.oficial.post(f"{caso.ruta}prorrogar/", ACTOS["prorrogar"][1], **{"If-Match": leida}).status_code == 412


def test_a_file_put_into_the_case_says_its_version(reparto: Reparto) -> None:
    """Or a second file would need the case to be read again."""
    caso = reparto.file()
    for version in (1, 2, 3):
        respuesta = reparto.oficial.upload(caso.folio, f"{version}.csv", b"%d\n" % version, **{"If-Match": f'"{version}"'})
        assert (respuesta.status_code, respuesta.json()["version"]) == (201, version + 1)


def test_a_stale_version_names_the_present_one_and_not_what_cannot_be(reparto: Reparto) -> None:
    caso = reparto.file()
    assert "usted leyó la 9" in reparto.oficial.post(f"{caso.ruta}admitir/", **{"If-Match": '"9"'}).json()["detail"]
    assert "usted leyó otra" in reparto.oficial.post(f"{caso.ruta}admitir/", **{"If-Match": '"nada"'}).json()["detail"]


@pytest.mark.parametrize("hoja", ["", "movimientos/", "plazos/", "documentos/", "documentos/acuse/"])
def test_what_has_not_changed_is_not_sent_again(reparto: Reparto, hoja: str) -> None:
    caso = reparto.file()
    drenar(ahora=AHORA)
    ella = reparto.solicitante(caso)
    primera = ella.get(caso.ruta + hoja)
    etag = primera.headers["ETag"]
    primera.getvalue()
    for conocidas in (etag, f"W/{etag}", f'"otra", {etag}', "*"):
        segunda = ella.get(caso.ruta + hoja, **{"If-None-Match": conocidas})
        assert (segunda.status_code, segunda.content, segunda.headers["ETag"]) == (304, b"", etag)
        assert segunda.headers["Cache-Control"] == primera.headers["Cache-Control"]
        assert segunda.headers["Cache-Control"].startswith("private")
    assert ella.get(caso.ruta + hoja, **{"If-None-Match": '"otra"'}).getvalue()


def test_what_changed_is_sent_again(reparto: Reparto) -> None:
    caso = reparto.file()
    ella = reparto.solicitante(caso)
    etags = {hoja: ella.get(caso.ruta + hoja).headers["ETag"] for hoja in ("", "movimientos/", "plazos/")}
    reparto.act(caso, "admitir")
    reparto.act(caso, "prorrogar")
    for hoja, etag in etags.items():
        assert ella.get(caso.ruta + hoja, **{"If-None-Match": etag}).status_code == 200, hoja


def test_what_only_the_caller_sees_has_its_own_etag(reparto: Reparto) -> None:
    """Same version, another reader: what she may see and do is not the same."""
    caso = reparto.bring("en_tramite", asignada=True)
    etags = {
        nombre: reparto.who(nombre, caso).get(caso.ruta).headers["ETag"] for nombre in ("oficial", "solicitante", "enlace", "regulador")
    }
    assert len(set(etags.values())) == 4
    assert len({etag.partition("-")[0] for etag in etags.values()}) == 1


@pytest.mark.parametrize(("ruta", "frescura"), PUBLICAS.items())
def test_what_is_public_may_be_kept_by_anybody(reparto: Reparto, ruta: str, frescura: str) -> None:
    primera = reparto.nadie.get(ruta)
    assert primera.headers["Cache-Control"] == frescura
    assert reparto.nadie.get(ruta, **{"If-None-Match": primera.headers["ETag"]}).status_code == 304


def test_the_schema_is_not_sent_twice(reparto: Reparto) -> None:
    primera = reparto.nadie.get("esquema/")
    assert reparto.nadie.get("esquema/", **{"If-None-Match": primera.headers["ETag"]}).status_code == 304


def test_a_refusal_is_kept_by_nobody(reparto: Reparto) -> None:
    for respuesta in (reparto.nadie.get("solicitudes/"), reparto.nadie.get("calendario/", {"desde": "ayer"}), reparto.nadie.get("nada/")):
        assert respuesta.status_code >= 400
        assert respuesta.headers["Cache-Control"].startswith("private") and "ETag" not in respuesta.headers


def test_a_list_changes_with_its_cases(reparto: Reparto) -> None:
    caso = reparto.file()
    etag = reparto.oficial.get("solicitudes/").headers["ETag"]
    assert reparto.oficial.get("solicitudes/", **{"If-None-Match": etag}).status_code == 304
    reparto.act(caso, "admitir")
    assert reparto.oficial.get("solicitudes/", **{"If-None-Match": etag}).status_code == 200


def test_head_gives_the_etag_without_the_body(reparto: Reparto) -> None:
    caso = reparto.file()
    respuesta = reparto.oficial.request("HEAD", caso.ruta)
    assert respuesta.headers["ETag"] == reparto.oficial.get(caso.ruta).headers["ETag"]
    assert reparto.oficial.request("HEAD", caso.ruta, **{"If-None-Match": respuesta.headers["ETag"]}).status_code == 304


def test_the_pages_are_left_alone(reparto: Reparto) -> None:
    assert "ETag" not in reparto.nadie.web.get("/").headers
