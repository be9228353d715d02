"""Idempotency-Key on every POST that changes something: done once, answered alike, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import InvalidToken

from api.esquema import SIN_EFECTO
from api.urls import urlpatterns
from config import reloj
from solicitudes.cifrado import decrypt, encrypt
from solicitudes.models import ActoCalendario, PeticionIdempotente, Suscripcion
from solicitudes.services import idempotencia
from solicitudes.services.idempotencia import ESPERA, forget_peticiones
from solicitudes.tasks import olvidar_peticiones
from tests.api.contrato import list_operaciones, read_esquema
from tests.api.reparto import ACTOS, AHORA, NOMBRE, Caso, Reparto
from tests.receptor import Receptor

LLAVE = {"Idempotency-Key": "0f9a4d1e-5f0b-4a7e-a1cd-6a0c1d4f9b10"}
#: act → a situation in which it may be done.
DONDE = {
    **{
        "numerar": "en_tramite",
        "admitir": "presentada",
        "asignar": "en_tramite",
        "pedir-aclaracion": "en_tramite",
        "aclarar": "en_aclaracion",
    },
    **{
        "dividir": "en_tramite",
        "prorrogar": "en_tramite",
        "remitir": "en_tramite",
        "remitir-parte": "en_tramite",
        "redactar": "en_tramite",
        "enviar-a-revision": "borrador",
    },
    **{
        "revisar": "en_revision",
        "devolver": "en_revision",
        "firmar": "revisada",
        "retirar-firma": "firmada",
        "resolver": "firmada",
        "entregar": "resuelta",
    },
    **{"desistir": "en_tramite", "interponer-recurso": "resuelta", "subsanar-recurso": "recurrida", "decidir-recurso": "recurrida"},
    "cumplir-recurso": "decidida",
    "acreditar": "datos_propios",
}
PAPELES = {"motivo": "Traslado", "fundamento": "Acuerdo 1-2026"}
DIA = PAPELES | {"ambito": "institucion:MSPAS", "dias": [{"fecha": "2026-06-15", "nombre": "Traslado"}]}


def test_every_post_that_changes_something_takes_a_key() -> None:
    """A new view fails here until it does."""
    sin_llave = {
        ruta.name
        for ruta in urlpatterns
        if ruta.name and hasattr(ruta.callback.cls, "post") and not hasattr(ruta.callback.cls.post, "una_sola_vez")
    }
    assert sin_llave == {"solicitudes", "sugerir", "calcular", "conciliaciones"}  # a filing has its own way: it finds its own row
    for ruta, metodo in list_operaciones():
        operacion = read_esquema()["paths"][ruta][metodo]
        dicha = "Idempotency-Key" in {p["name"] for p in operacion.get("parameters", [])}
        assert dicha == (metodo == "post" and operacion["operationId"] not in SIN_EFECTO), (ruta, metodo)


@pytest.mark.parametrize("acto", ACTOS)
def test_an_act_again_gives_the_same_answer_and_is_done_once(reparto: Reparto, acto: str) -> None:
    caso = reparto.bring(DONDE[acto])
    quien = reparto.who(ACTOS[acto][0], caso)
    leida = quien.get(caso.ruta)
    condicion = {"If-Match": leida.headers["ETag"]}
    primera, segunda = (quien.post(f"{caso.ruta}{acto}/", reparto.build_cuerpo(acto), **LLAVE, **condicion) for _ in range(2))
    assert (primera.status_code, segunda.status_code) == (200, 200), primera.content
    assert primera.content == segunda.content
    assert primera.headers["ETag"] == segunda.headers["ETag"]
    assert ("Idempotency-Replayed" in primera.headers, segunda.headers["Idempotency-Replayed"]) == (False, "true")
    assert reparto.oficial.get(caso.ruta).json()["version"] == primera.json()["version"]


def test_a_file_again_is_one_paper(reparto: Reparto) -> None:
    caso = reparto.file()
    primera, segunda = (reparto.oficial.upload(caso.folio, "a.csv", b"a\n1\n", **LLAVE, **{"If-Match": '"1"'}) for _ in range(2))
    assert primera.status_code == 201 and primera.content == segunda.content
    assert len(reparto.oficial.get(f"{caso.ruta}documentos/").json()["results"]) == 1
    for nombre, contenido in (("b.csv", b"a\n1\n"), ("a.csv", b"a\n2\n")):
        otra = reparto.oficial.upload(caso.folio, nombre, contenido, **LLAVE)
        assert (otra.status_code, otra.json()["codigo"]) == (422, "clave-de-idempotencia-reutilizada")


def test_a_subscription_again_is_one_with_the_same_secret(reparto: Reparto) -> None:
    primera, segunda = (reparto.sistema.post("suscripciones/", {"url": "https://portal.example/avisos"}, **LLAVE) for _ in range(2))
    assert primera.status_code == 201 and primera.content == segunda.content and primera.json()["secreto"].startswith("whsec_")
    assert segunda.headers["Cache-Control"] == primera.headers["Cache-Control"] == "no-store"
    assert Suscripcion.objects.count() == 1


def test_a_secret_is_rotated_once(reparto: Reparto) -> None:
    suscripcion = reparto.sistema.post("suscripciones/", {"url": "https://portal.example/avisos"}).json()["id"]
    primera, segunda = (reparto.sistema.post(f"suscripciones/{suscripcion}/rotar-firma/", **LLAVE) for _ in range(2))
    assert primera.json()["secreto"] == segunda.json()["secreto"]


def test_a_trial_and_a_replay_are_done_once(reparto: Reparto, receptor: Receptor) -> None:
    suscripcion = reparto.sistema.post("suscripciones/", {"url": receptor.url}).json()["id"]
    for hoja, cuerpo in (("probar", None), ("reenviar", {"desde": 1, "hasta": 9})):
        ruta = f"suscripciones/{suscripcion}/{hoja}/"
        primera, segunda = (reparto.sistema.post(ruta, cuerpo, **{"Idempotency-Key": hoja}) for _ in range(2))
        assert primera.content == segunda.content and "Idempotency-Replayed" in segunda.headers
    assert len(receptor.llegadas) == 1


def test_an_act_of_the_calendar_again_is_one(reparto: Reparto) -> None:
    primera, segunda = (reparto.autoridad.post("calendario/actos/", DIA, **LLAVE) for _ in range(2))
    assert (primera.status_code, segunda.status_code) == (201, 201)  # without the key the second would say 200
    assert primera.content == segunda.content
    antes = ActoCalendario.objects.count()
    revocar = f"calendario/actos/{primera.json()['numero']}/revocar/"
    for _ in range(2):
        assert reparto.autoridad.post(revocar, PAPELES, **{"Idempotency-Key": "otra"}).status_code == 201
    assert ActoCalendario.objects.count() == antes + 1


def test_another_body_under_a_used_key_is_refused(reparto: Reparto) -> None:
    caso, otro = reparto.bring("en_tramite"), reparto.bring("en_tramite")
    cuerpo = reparto.build_cuerpo("prorrogar")
    assert reparto.oficial.post(f"{caso.ruta}prorrogar/", cuerpo, **LLAVE).status_code == 200
    distintas = [
        (f"{caso.ruta}prorrogar/", cuerpo | {"dias": 6}),
        (f"{otro.ruta}prorrogar/", cuerpo),
        (f"{caso.ruta}prorrogar/?previsualizar=true", cuerpo),
        (f"{caso.ruta}asignar/", reparto.build_cuerpo("asignar")),
    ]
    for ruta, distinto in distintas:
        respuesta = reparto.oficial.post(ruta, distinto, **LLAVE)
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "clave-de-idempotencia-reutilizada"), ruta
    al_reves = dict(reversed(cuerpo.items()))
    assert reparto.oficial.post(f"{caso.ruta}prorrogar/", al_reves, **LLAVE).headers["Idempotency-Replayed"] == "true"


def test_what_was_refused_leaves_the_key_free(reparto: Reparto) -> None:
    caso = reparto.file()
    for condicion, estatus in (("", 428), ('"7"', 412), ('"1"', 200)):
        assert reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE, **{"If-Match": condicion}).status_code == estatus
    assert PeticionIdempotente.objects.count() == 1


def test_a_fault_of_ours_leaves_the_key_free_and_nothing_done(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    caso = reparto.file()
    with monkeypatch.context() as parche:
        parche.setattr(idempotencia, "_keep", lambda *_: 1 / 0)
        assert reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE).status_code == 500
    assert reparto.oficial.get(caso.ruta).json()["version"] == 1
    assert reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE).status_code == 200


def test_the_key_of_somebody_else_is_another_one(reparto: Reparto) -> None:
    """Nobody gets an answer that was not hers by guessing a key."""
    caso = reparto.bring("resuelta")
    ella = reparto.solicitante(caso).post(f"{caso.ruta}entregar/", {}, **LLAVE)
    assert ella.status_code == 200
    for quien in ("nadie", "clave_equivocada", "oficial", "oficial_ajena", "sistema", "portal_ajeno", "regulador"):
        respuesta = reparto.who(quien, caso).post(f"{caso.ruta}entregar/", {}, **LLAVE)
        assert "Idempotency-Replayed" not in respuesta.headers and respuesta.status_code >= 400, quien


def test_a_claim_without_answer_says_that_it_is_being_done(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    caso = reparto.file()
    abandon(reparto, caso, monkeypatch)
    respuesta = reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "peticion-en-curso")
    assert reparto.oficial.get(caso.ruta).json()["version"] == 1


def test_a_claim_whose_owner_died_is_taken_over(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ended between the claim and the answer; nothing of the act was written."""
    caso = reparto.file()
    abandon(reparto, caso, monkeypatch)
    with reloj.detenido_en(AHORA + ESPERA):
        assert reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE).status_code == 200
        assert reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE).headers["Idempotency-Replayed"] == "true"


def test_one_that_was_slow_undoes_what_it_did_when_its_claim_is_gone(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    caso = reparto.file()
    conservar = idempotencia._keep

    def be_late(*args: Any) -> None:
        PeticionIdempotente.objects.update(fecha_hora_reclamada=AHORA + ESPERA)  # another one took it for dead
        conservar(*args)

    monkeypatch.setattr(idempotencia, "_keep", be_late)
    assert reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE).json()["codigo"] == "peticion-en-curso"
    assert reparto.oficial.get(caso.ruta).json()["version"] == 1


def die(*_: Any) -> None:
    """What a process does that is killed."""
    raise SystemExit


def abandon(reparto: Reparto, caso: Caso, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim as a process leaves it that was killed before the act and its answer were written."""
    with monkeypatch.context() as parche:
        parche.setattr(idempotencia, "_keep", die)
        with pytest.raises(SystemExit):
            reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE)
    assert PeticionIdempotente.objects.get().estatus is None


def test_what_is_kept_can_be_read_by_nobody_without_the_key(reparto: Reparto) -> None:
    caso = reparto.file()
    assert NOMBRE in reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE).json()["solicitante"]["nombre"]
    (guardada,) = PeticionIdempotente.objects.values()
    assert not [dato for dato in (NOMBRE, caso.folio, LLAVE["Idempotency-Key"]) if dato in str(guardada)]
    with pytest.raises(InvalidToken):
        decrypt(guardada["respuesta"])
    assert NOMBRE in decrypt(guardada["respuesta"], llave=LLAVE["Idempotency-Key"])


def test_an_answer_sealed_with_a_secret_that_is_gone_says_so(reparto: Reparto) -> None:
    """Sessions do not survive that either, so it is a client of an institution that calls."""
    sistema, caso = reparto.sistema, reparto.file()
    assert sistema.post(f"{caso.ruta}admitir/", **LLAVE).status_code == 200
    PeticionIdempotente.objects.update(respuesta=encrypt("otra", llave="otra"))
    assert sistema.post(f"{caso.ruta}admitir/", **LLAVE).json()["codigo"] == "respuesta-perdida"


def test_answers_are_kept_for_thirty_days(reparto: Reparto) -> None:
    caso = reparto.file()
    reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE)
    assert forget_peticiones(ahora=AHORA + timedelta(days=30)) == 0
    assert reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE).headers["Idempotency-Replayed"] == "true"
    with reloj.detenido_en(AHORA + timedelta(days=30, seconds=1)):
        assert olvidar_peticiones() == 1
        assert olvidar_peticiones() == 0
    assert reparto.oficial.post(f"{caso.ruta}admitir/", **LLAVE).json()["codigo"] == "acto-no-permitido"


@pytest.mark.parametrize(("llave", "estatus"), [("", 422), ("x" * 256, 422), ("x" * 255, 200), ("ñandú", 200)])
def test_a_key_has_1_to_255_characters(reparto: Reparto, llave: str, estatus: int) -> None:
    assert reparto.oficial.post(f"{reparto.file().ruta}admitir/", **{"Idempotency-Key": llave}).status_code == estatus


@pytest.mark.parametrize("con_llave", [False, True])
def test_a_key_costs_three_queries_more(reparto: Reparto, queries: Any, con_llave: bool) -> None:
    caso = reparto.file()
    condicion = {"If-Match": '"1"'} | (LLAVE if con_llave else {})
    with queries() as hechas:
        assert (
            reparto.oficial.web.post(f"/api/v1/{caso.ruta}admitir/", headers=condicion, content_type="application/json").status_code == 200
        )
    assert sum("peticionidempotente" in sql for sql in hechas) == (3 if con_llave else 0)
