"""Accredited clients: their tokens, their scopes, and what each may see."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from allauth.idp.oidc.models import Client as ClienteOauth
from allauth.idp.oidc.models import Token
from django.http import HttpResponse
from django.test import Client

from config import reloj
from solicitudes.alcances import Alcance
from solicitudes.auditoria import list_hallazgos
from solicitudes.bitacora import seal_movimiento
from solicitudes.models import Cliente as Acreditado
from solicitudes.models import Movimiento, Presentacion, SecretoDeCliente, Solicitud
from solicitudes.services.clientes import AcreditacionInvalidaError, acreditar, revocar, rotar_secreto
from tests.api.reparto import AHORA, CONSENTIMIENTO, Reparto
from tests.elenco import refused
from tests.portal.paginas import leer

pytestmark = pytest.mark.django_db
TODOS = tuple(Alcance)


def ask(identificador: str, secreto: str, *, basico: bool = True, **datos: str) -> HttpResponse:
    """POST /oauth/token/ as a program would."""
    datos = {"grant_type": "client_credentials"} | datos
    if not basico:
        return Client().post("/oauth/token/", datos | {"client_id": identificador, "client_secret": secreto})
    par = base64.b64encode(f"{identificador}:{secreto}".encode()).decode()
    return Client().post("/oauth/token/", datos, headers={"Authorization": f"Basic {par}"})


@pytest.mark.parametrize("basico", [True, False])
def test_token_is_given_for_the_secret_and_opens_the_door(reparto: Reparto, basico: bool) -> None:
    cliente, secreto = acreditar(nombre="Portal Uno", alcances=["solicitudes:leer", "solicitudes:presentar"], ahora=AHORA)
    respuesta = ask(cliente.identificador, secreto, basico=basico)
    assert respuesta.status_code == 200, respuesta.content
    assert (respuesta.json()["token_type"], respuesta.json()["expires_in"]) == ("Bearer", 3600)
    assert set(respuesta.json()["scope"].split()) == {"solicitudes:leer", "solicitudes:presentar"}
    assert "no-store" in respuesta.headers["Cache-Control"]
    assert reparto.bearer(respuesta.json()["access_token"]).get("solicitudes/").json()["results"] == []


@pytest.mark.parametrize(
    ("cambios", "estado", "error"),
    [
        ({"secreto": "otro"}, 401, "invalid_client"),
        ({"secreto": ""}, 401, "invalid_client"),
        ({"identificador": "nadie"}, 401, "invalid_client"),
        ({"identificador": "a\0b"}, 401, "invalid_client"),
        ({"scope": "solicitudes:actuar"}, 400, "invalid_scope"),
        ({"scope": "openid"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, 400, "unsupported_grant_type"),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:device_code"}, 400, "unsupported_grant_type"),
    ],
)
def test_token_is_refused(cambios: dict[str, str], estado: int, error: str) -> None:
    cliente, secreto = acreditar(nombre="Portal Uno", alcances=["solicitudes:leer"], ahora=AHORA)
    datos = {"identificador": cliente.identificador, "secreto": secreto} | cambios
    respuesta = ask(**datos)
    assert (respuesta.status_code, respuesta.json()["error"]) == (estado, error)
    assert not Token.objects.exists()


def test_token_of_another_secret_that_allauth_may_know_is_refused() -> None:
    """The row of allauth has no usable secret: nobody gets in through it."""
    cliente, _ = acreditar(nombre="Portal Uno", alcances=["solicitudes:leer"], ahora=AHORA)
    assert ask(cliente.identificador, cliente.oidc.secret).status_code == 401
    suelto = ClienteOauth.objects.create(id="suelto", name="x", grant_types="client_credentials", scopes="solicitudes:leer")
    suelto.set_secret("abierto")
    suelto.save()
    assert ask("suelto", "abierto").status_code == 401


@pytest.mark.parametrize("ruta", ["/identity/o/authorize", "/identity/o/api/token", "/.well-known/openid-configuration", "/oauth/"])
def test_no_other_page_of_the_provider_is_reachable(ruta: str) -> None:
    assert Client().get(ruta).status_code == 404


def test_token_ends_with_its_hour(reparto: Reparto) -> None:
    portal = reparto.accredit("Portal Uno", "solicitudes:leer")
    fin = Token.objects.get().expires_at  # by allauth's own clock, which nobody stops
    with reloj.detenido_en(fin - timedelta(seconds=1)):
        assert portal.get("solicitudes/").status_code == 200
    with reloj.detenido_en(fin):
        respuesta = portal.get("solicitudes/")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (401, "identificacion-invalida")
    assert "Bearer" in respuesta.headers["WWW-Authenticate"]


@pytest.mark.parametrize("valor", ["Bearer", "Bearer ", "Bearer nada", "bearer x y", "Bearer " + "a" * 5000])
def test_token_that_is_none_is_refused_everywhere(reparto: Reparto, valor: str) -> None:
    for ruta in ("solicitudes/", "solicitudes/GT-2026-MSPAS-000001/", "instituciones/"):
        assert reparto.nadie.get(ruta, Authorization=valor).status_code == 401


def test_token_in_the_address_is_nothing(reparto: Reparto) -> None:
    token = reparto.accredit("Portal Uno", "solicitudes:leer").cabeceras["Authorization"].split()[1]
    assert reparto.nadie.get("solicitudes/", {"access_token": token}).status_code == 401


def test_revoked_at_once_with_its_tokens_and_secrets(reparto: Reparto) -> None:
    cliente, secreto = acreditar(nombre="Portal Uno", alcances=["solicitudes:leer"], ahora=AHORA)
    portal = reparto.bearer(ask(cliente.identificador, secreto).json()["access_token"])
    revocar(identificador=cliente.identificador, ahora=AHORA)
    assert portal.get("solicitudes/").status_code == 401
    assert ask(cliente.identificador, secreto).status_code == 401
    with refused("cliente-revocado", 409):
        rotar_secreto(identificador=cliente.identificador, ahora=AHORA)


def test_rotated_with_two_secrets_for_seven_days_and_never_three() -> None:
    cliente, primero = acreditar(nombre="Portal Uno", alcances=["solicitudes:leer"], ahora=AHORA)
    segundo = rotar_secreto(identificador=cliente.identificador, ahora=AHORA)

    def holding(dias: int, *secretos: str) -> list[int]:
        with reloj.detenido_en(AHORA + timedelta(days=dias)):
            return [ask(cliente.identificador, secreto).status_code for secreto in secretos]

    assert holding(6, primero, segundo) == [200, 200]
    assert holding(7, primero, segundo) == [401, 200]
    tercero = rotar_secreto(identificador=cliente.identificador, ahora=AHORA)
    assert holding(1, primero, segundo, tercero) == [401, 200, 200]
    cuarto = rotar_secreto(identificador=cliente.identificador, ahora=AHORA, dias=0)
    assert holding(0, primero, segundo, tercero, cuarto) == [401, 401, 401, 200]


def test_a_secret_is_kept_as_its_hash_only() -> None:
    cliente, secreto = acreditar(nombre="Portal Uno", alcances=["solicitudes:leer"], ahora=AHORA)
    filas = [*SecretoDeCliente.objects.values(), *Acreditado.objects.values(), *ClienteOauth.objects.values()]
    assert secreto not in str(filas) and len(secreto) >= 43
    token = ask(cliente.identificador, secreto).json()["access_token"]
    assert token not in str(list(Token.objects.values()))


def test_last_use_is_written_once_a_minute(reparto: Reparto, queries) -> None:
    portal = reparto.accredit("Portal Uno", "solicitudes:leer")
    portal.get("solicitudes/")
    assert Acreditado.objects.get().fecha_hora_ultimo_uso == AHORA
    with reloj.detenido_en(AHORA + timedelta(seconds=59)), queries() as hechas:
        portal.get("solicitudes/")
    assert not [sql for sql in hechas if sql.startswith("UPDATE")]
    with reloj.detenido_en(AHORA + timedelta(seconds=60)):
        portal.get("solicitudes/")
    assert Acreditado.objects.get().fecha_hora_ultimo_uso == AHORA + timedelta(seconds=60)


def test_scope_taken_from_the_client_is_taken_from_its_tokens(reparto: Reparto) -> None:
    portal = reparto.accredit("Portal Uno", "solicitudes:leer", "eventos:recibir")
    Acreditado.objects.update(alcances=["eventos:recibir"])
    respuesta = portal.get("solicitudes/")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "alcance-insuficiente")


@pytest.mark.parametrize(
    ("faltan", "metodo", "hoja"),
    [
        ({"solicitudes:leer", "solicitudes:actuar"}, "GET", ""),
        ({"solicitudes:leer", "solicitudes:actuar"}, "GET", "movimientos/"),
        ({"solicitudes:leer", "solicitudes:actuar"}, "GET", "documentos/acuse/"),
        ({"solicitudes:actuar", "solicitudes:presentar"}, "POST", "admitir/"),
        ({"solicitudes:actuar"}, "POST", "documentos/"),
    ],
)
def test_wrong_scope_is_403_with_its_slug_whether_the_case_exists_or_not(
    reparto: Reparto, faltan: set[str], metodo: str, hoja: str
) -> None:
    caso = reparto.file()
    sistema = reparto.accredit_sistema(*(a for a in TODOS if a.value not in faltan))
    for folio in (caso.folio, "GT-2026-MSPAS-009999"):
        respuesta = sistema.request(metodo, f"solicitudes/{folio}/{hoja}")
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "alcance-insuficiente")


def test_wrong_scope_does_not_file(reparto: Reparto) -> None:
    portal = reparto.accredit("Portal Uno", "solicitudes:leer")
    respuesta = portal.post("solicitudes/", _filing())
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "alcance-insuficiente")
    assert not Solicitud.objects.exists()


def _filing(**cambios: Any) -> dict[str, Any]:
    base = {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}}
    return base | {"consentimiento": CONSENTIMIENTO} | cambios


def test_portal_files_for_somebody_and_follows_what_it_filed(reparto: Reparto) -> None:
    portal, otro = reparto.accredit("Uno", *TODOS_DE_PORTAL), reparto.accredit("Otro", *TODOS_DE_PORTAL)
    ajena = reparto.file()
    recibo = portal.post("solicitudes/", _filing(id_externo="A-1")).json()
    ruta = f"solicitudes/{recibo['solicitudes'][0]['folio']}/"
    assert portal.get(ruta).json()["solicitante"]["nombre"] == "Eva"
    assert [s["folio"] for s in portal.get("solicitudes/").json()["results"]] == [recibo["solicitudes"][0]["folio"]]
    assert portal.get(ajena.ruta).status_code == 404
    assert otro.get(ruta).status_code == 404 and otro.get("solicitudes/").json()["results"] == []
    assert reparto.nadie.get(ruta, **{"X-Clave-Seguimiento": recibo["clave"]}).status_code == 200


TODOS_DE_PORTAL = ("solicitudes:presentar", "solicitudes:leer", "eventos:recibir")


def test_portal_acts_for_the_applicant_with_her_key_and_as_nobody_without(reparto: Reparto) -> None:
    portal = reparto.accredit("Uno", *TODOS_DE_PORTAL)
    recibo = portal.post("solicitudes/", _filing()).json()
    ruta = f"solicitudes/{recibo['solicitudes'][0]['folio']}/"
    assert portal.get(ruta).json()["actos"] == []
    respuesta = portal.post(f"{ruta}desistir/")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "acto-no-autorizado")
    assert portal.post(f"{ruta}desistir/", **{"X-Clave-Seguimiento": recibo["clave"]}).json()["estado"] == "desistida"
    ultimo = Movimiento.objects.order_by("-numero").first()
    assert (ultimo.rol, ultimo.datos["cliente"].startswith("uno-")) == ("solicitante", True)


def test_portal_gets_the_papers_of_the_applicant_when_she_gets_them(reparto: Reparto) -> None:
    portal = reparto.accredit("Uno", *TODOS_DE_PORTAL)
    folio = portal.post("solicitudes/", _filing()).json()["solicitudes"][0]["folio"]
    assert reparto.oficial.upload(folio, "datos.csv", b"a,b\n1,2\n").status_code == 201
    assert portal.get(f"solicitudes/{folio}/documentos/").json()["results"] == []
    assert "adjuntar" not in str(portal.get(f"solicitudes/{folio}/movimientos/").json())


def test_filing_of_a_client_says_so_and_the_history_is_whole(reparto: Reparto) -> None:
    portal = reparto.accredit("Uno", *TODOS_DE_PORTAL)
    portal.post("solicitudes/", _filing(canal="portal"))
    movimiento = Movimiento.objects.get()
    assert (movimiento.rol, movimiento.datos["cliente"]) == ("portal", Acreditado.objects.get().identificador)
    assert Presentacion.objects.get().cliente == Acreditado.objects.get()
    assert not any(razones for _, razones in list_hallazgos())
    movimiento.datos["cliente"] = "otro"
    assert seal_movimiento(movimiento, folio=Solicitud.objects.get().folio) != movimiento.huella


def test_id_externo_is_one_filing_of_each_client(reparto: Reparto) -> None:
    uno, otro = reparto.accredit("Uno", *TODOS_DE_PORTAL), reparto.accredit("Otro", *TODOS_DE_PORTAL)
    primera = uno.post("solicitudes/", _filing(id_externo="A-1"), **{"Idempotency-Key": "k1"})
    assert primera.status_code == 201
    repetida = uno.post("solicitudes/", _filing(id_externo="A-1"), **{"Idempotency-Key": "k1"})
    assert repetida.json() == primera.json()
    respuesta = uno.post("solicitudes/", _filing(id_externo="A-1"))
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "id-externo-repetido")
    assert primera.json()["solicitudes"][0]["folio"] in respuesta.json()["detail"]
    assert uno.post("solicitudes/", _filing(id_externo="A-2")).status_code == 201
    assert otro.post("solicitudes/", _filing(id_externo="A-1")).status_code == 201
    assert [reparto.nadie.post("solicitudes/", _filing(id_externo="A-1")).status_code for _ in range(2)] == [201, 201]
    assert [uno.post("solicitudes/", _filing()).status_code for _ in range(2)] == [201, 201]


def test_the_same_key_of_two_clients_is_two_filings(reparto: Reparto) -> None:
    for nombre in ("Uno", "Otro"):
        respuesta = reparto.accredit(nombre, *TODOS_DE_PORTAL).post("solicitudes/", _filing(), **{"Idempotency-Key": "k1"})
        assert (respuesta.status_code, respuesta.headers.get("Idempotency-Replayed")) == (201, None)
    assert Solicitud.objects.count() == 2


def test_system_of_an_institution_answers_in_the_office_of_its_official(reparto: Reparto) -> None:
    sistema = reparto.accredit_sistema(*TODOS)
    caso = reparto.file()
    assert "admitir" in sistema.get(caso.ruta).json()["actos"]
    for acto in ("admitir", "redactar", "enviar-a-revision"):
        assert sistema.post(f"{caso.ruta}{acto}/", reparto.build_cuerpo(acto)).status_code == 200
    assert sistema.post(f"{caso.ruta}firmar/").status_code == 403
    reparto.act(caso, "revisar")
    reparto.act(caso, "firmar")
    assert sistema.post(f"{caso.ruta}resolver/").json()["estado"] == "resuelta"
    responsable = Acreditado.objects.get().responsable
    hechos = Movimiento.objects.filter(persona=responsable)
    assert {m.datos.get("cliente") for m in hechos} == {Acreditado.objects.get().identificador}
    assert {m.acto for m in hechos} == {"admitir", "redactar", "enviar_a_revision", "resolver"}


def test_system_whose_official_left_reads_and_does_not_act(reparto: Reparto) -> None:
    sistema = reparto.accredit_sistema(*TODOS)
    caso = reparto.file()
    Acreditado.objects.get().responsable.cargos.update(hasta=AHORA.date() - timedelta(days=1))
    assert sistema.get(caso.ruta).json()["actos"] == []
    respuesta = sistema.post(f"{caso.ruta}admitir/")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "acto-no-autorizado")


def test_system_that_only_reads_sees_its_institution_and_acts_on_nothing(reparto: Reparto) -> None:
    sistema = reparto.accredit_sistema("solicitudes:leer", "solicitudes:presentar")
    caso, ajena = reparto.file(), reparto.file("MINFIN")
    assert sistema.get(caso.ruta).json()["actos"] == []
    assert [s["folio"] for s in sistema.get("solicitudes/").json()["results"]] == [caso.folio]
    assert sistema.get(ajena.ruta).status_code == 404
    assert sistema.post(f"{caso.ruta}admitir/").json()["codigo"] == "acto-no-autorizado"


@pytest.mark.parametrize(
    "datos",
    [
        {"nombre": " "},
        {"nombre": "x" * 101},
        {"alcances": []},
        {"alcances": ["todo"]},
        {"alcances": ["solicitudes:actuar"]},
    ],
)
def test_acreditar_refuses_what_is_no_accreditation(datos: dict[str, Any]) -> None:
    with pytest.raises(AcreditacionInvalidaError):
        acreditar(**{"nombre": "Uno", "alcances": ["solicitudes:leer"], "ahora": AHORA} | datos)
    assert not Acreditado.objects.exists()


def test_a_portal_says_how_and_when_the_person_agreed(reparto: Reparto) -> None:
    portal = reparto.accredit("Uno", *TODOS_DE_PORTAL)
    futuro = {"forma": "formulario", "fecha_hora": (AHORA + timedelta(minutes=1)).isoformat()}
    for acuerdo, campo in ((None, "/consentimiento"), (futuro, "/consentimiento/fecha_hora")):
        respuesta = portal.post("solicitudes/", _filing(consentimiento=acuerdo))
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "consentimiento-requerido")
        assert respuesta.json()["errores"][0]["pointer"] == campo
    assert not Solicitud.objects.exists()
    folio = portal.post("solicitudes/", _filing()).json()["solicitudes"][0]["folio"]
    sellado = Movimiento.objects.get().datos["consentimiento"]
    assert sellado == {"forma": "formulario", "fecha_hora": "2026-02-20T15:00:00+00:00"}
    assert not any(razones for _, razones in list_hallazgos())
    visto = reparto.oficial.get(f"solicitudes/{folio}/").json()["solicitante"]
    assert (visto["canal"], visto["consentimiento"]["forma"]) == ("api", "formulario")
    assert "Consintió En una página del portal, viernes 20 de febrero de 2026, 09:00" in leer(reparto.oficial.web.get(f"/oficina/{folio}/"))
    Presentacion.objects.update(consentimiento_forma="escrito")
    assert next(razones for _, razones in list_hallazgos()) == ["el consentimiento de la persona no es el que se dijo al presentar"]


@pytest.mark.parametrize("acuerdo", [{}, {"forma": "telepatia", "fecha_hora": "2026-03-01T00:00:00Z"}, {"forma": "escrito"}, "sí", 1])
def test_what_is_no_agreement_is_refused(reparto: Reparto, acuerdo: Any) -> None:
    portal = reparto.accredit("Uno", *TODOS_DE_PORTAL)
    assert portal.post("solicitudes/", _filing(consentimiento=acuerdo)).status_code == 422
    assert not Solicitud.objects.exists()


def test_nobody_else_owes_it(reparto: Reparto) -> None:
    """Whoever files for herself, and the system of an institution for what came to its office."""
    for cliente in (reparto.nadie, reparto.sistema):
        assert cliente.post("solicitudes/", _filing(consentimiento=None)).status_code == 201
    visto = reparto.oficial.get(f"solicitudes/{Solicitud.objects.first().folio}/").json()["solicitante"]
    assert visto["consentimiento"] is None


def test_another_agreement_under_the_same_key_is_another_petition(reparto: Reparto) -> None:
    portal = reparto.accredit("Uno", *TODOS_DE_PORTAL)
    llave = {"Idempotency-Key": "k1"}
    assert portal.post("solicitudes/", _filing(), **llave).status_code == 201
    assert portal.post("solicitudes/", _filing(consentimiento=CONSENTIMIENTO | {"forma": "escrito"}), **llave).status_code == 422


def test_she_follows_on_the_national_portal_what_a_portal_filed_for_her(reparto: Reparto) -> None:
    portal = reparto.accredit("Uno", *TODOS_DE_PORTAL)
    solicitante = {"nombre": "Eva", "idioma": "quc"}
    recibo = portal.post("solicitudes/", _filing(id_externo="A-1", canal="portal", solicitante=solicitante)).json()
    folio = recibo["solicitudes"][0]["folio"]
    fila = Presentacion.objects.get()
    assert (fila.canal, fila.solicitante_idioma, fila.id_externo) == ("portal", "quc", "A-1")
    ella = Client()
    assert ella.post("/seguir/", {"folio": folio, "clave": recibo["clave"]}).headers["Location"] == f"/seguir/{folio}/"
    assert "Según él, usted consintió así: En una página del portal" in leer(ella.get(f"/seguir/{folio}/"))
    assert ella.post(f"/seguir/{folio}/desistir/").status_code == 302
    assert portal.get(f"solicitudes/{folio}/").json()["estado"] == "desistida"
