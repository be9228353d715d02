"""Personal tokens: a program acts as its owner, with her offices of that day and no more than its scopes; it never signs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.throttling import TasaPorAlcance
from config import reloj
from solicitudes.actor import actor_for_persona
from solicitudes.alcances import Alcance
from solicitudes.models import Cargo, Movimiento, Persona, TokenPersonal
from solicitudes.policies_programas import EN_PERSONA
from solicitudes.services.personas import desactivar, reactivar
from solicitudes.services.tokens import DatosDeToken, crear_token
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA, Caso, Reparto
from tests.api.test_visibilidad import INSTITUCION, PUERTAS, undone
from workflow.roles import Rol

pytestmark = pytest.mark.django_db
NUEVO = {"nombre": "Tablero", "alcances": ["solicitudes:leer"], "dias": 30}


def persona_of(cliente: Cliente) -> Persona:
    return Persona.objects.get(pk=cliente.web.session["_auth_user_id"])


def give(duena: Cliente, *alcances: str, dias: int = 30, nombre: str = "Tablero") -> Cliente:
    """A program of hers, with a token that she made at the desk."""
    actor = actor_for_persona(persona_of(duena), hoy=reloj.hoy())
    _, secreto = crear_token(datos=DatosDeToken(nombre, alcances or ("solicitudes:leer",), dias), actor=actor, ahora=reloj.ahora())
    return Cliente(Authorization=f"Bearer {secreto}")


def enter(cliente: Cliente, metodo: str = "password") -> Cliente:
    """As if she had just proved who she is."""
    sesion = cliente.web.session
    sesion[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": metodo, "at": reloj.ahora().timestamp()}]
    sesion["account_authentication_methods_user"] = sesion["_auth_user_id"]
    sesion.save()
    return cliente


def seen(respuesta: HttpResponse) -> tuple[int, str]:
    return respuesta.status_code, respuesta.json().get("codigo", "")


# ── making, listing, revoking ─────────────────────────────────────────────────


def test_she_makes_one_and_its_secret_is_shown_once_and_kept_nowhere(reparto: Reparto) -> None:
    oficial = enter(reparto.oficial)
    respuesta = oficial.post("tokens/", NUEVO)
    assert (respuesta.status_code, respuesta.headers["Cache-Control"]) == (201, "no-store")
    secreto = respuesta.json()["token"]
    assert secreto.startswith(respuesta.json()["prefijo"] + "_") and len(secreto) > 50
    (fila,) = oficial.get("tokens/").json()["tokens"]
    assert fila == {clave: valor for clave, valor in respuesta.json().items() if clave != "token"}
    assert secreto not in str(list(TokenPersonal.objects.values()))
    assert Cliente(Authorization=f"Bearer {secreto}").get("solicitudes/").status_code == 200


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"nombre": " "}, "/nombre"),
        ({"nombre": "x" * 61}, "/nombre"),
        ({"alcances": []}, "/alcances"),
        ({"alcances": ["todo"]}, "/alcances/0"),
        ({"alcances": ["eventos:recibir"]}, "/alcances"),
        ({"alcances": ["solicitudes:leer", "estadisticas:leer"]}, "/alcances"),
        ({"dias": 0}, "/dias"),
        ({"dias": 91}, "/dias"),
    ],
)
def test_what_is_no_token_is_refused_at_its_field(reparto: Reparto, cambios: dict[str, Any], campo: str) -> None:
    respuesta = enter(reparto.oficial).post("tokens/", NUEVO | cambios)
    assert (respuesta.status_code, respuesta.json()["errores"][0]["pointer"]) == (422, campo)
    assert not TokenPersonal.objects.exists()


def test_each_office_gives_its_own_scopes_and_no_more(reparto: Reparto) -> None:
    """The administrator's acts are done in person: she has nothing to give."""
    administradora = Cliente(persona=reparto.hire("admin", Rol.ADMINISTRADOR))
    esperado = {
        "oficial": {"solicitudes:presentar", "solicitudes:leer", "solicitudes:actuar"},
        "enlace": {"solicitudes:leer", "solicitudes:actuar"},
        "autoridad": {"solicitudes:leer", "solicitudes:actuar"},
        "regulador": {"solicitudes:leer", "estadisticas:leer"},
        "administradora": set(),
    }
    for nombre, alcances in esperado.items():
        cliente = enter(administradora if nombre == "administradora" else getattr(reparto, nombre))
        dados = {a.value for a in Alcance if cliente.post("tokens/", NUEVO | {"alcances": [a], "nombre": a}).status_code == 201}
        assert dados == alcances, nombre


def test_the_same_name_twice_is_refused_until_the_first_is_over(reparto: Reparto) -> None:
    oficial = enter(reparto.oficial)
    assert oficial.post("tokens/", NUEVO).status_code == 201
    assert seen(oficial.post("tokens/", NUEVO)) == (409, "token-repetido")
    with reloj.detenido_en(AHORA + timedelta(days=30)):
        assert enter(oficial).post("tokens/", NUEVO).status_code == 201
    assert len(oficial.get("tokens/").json()["tokens"]) == 1


def test_ten_are_enough(reparto: Reparto) -> None:
    oficial = enter(reparto.oficial)
    estados = [oficial.post("tokens/", NUEVO | {"nombre": str(n)}).status_code for n in range(10)]
    assert estados == [201] * 10
    assert seen(oficial.post("tokens/", NUEVO | {"nombre": "once"})) == (422, "token-invalido")


def test_it_is_revoked_at_once_and_only_by_her(reparto: Reparto) -> None:
    programa = give(reparto.oficial)
    cual = TokenPersonal.objects.get().pk
    assert seen(reparto.jefa.request("DELETE", f"tokens/{cual}/")) == (404, "token-no-encontrado")
    assert reparto.oficial.request("DELETE", f"tokens/{cual}/").status_code == 204
    assert seen(programa.get("solicitudes/")) == (401, "identificacion-invalida")
    assert seen(reparto.oficial.request("DELETE", f"tokens/{cual}/")) == (404, "token-no-encontrado")


@pytest.mark.parametrize(("metodo", "hoja"), [("GET", "tokens/"), ("POST", "tokens/"), ("DELETE", "tokens/{n}/")])
def test_neither_a_program_nor_somebody_without_office_keeps_tokens(reparto: Reparto, metodo: str, hoja: str) -> None:
    programa = give(reparto.oficial, "solicitudes:presentar", "solicitudes:leer", "solicitudes:actuar")
    ruta = hoja.format(n=TokenPersonal.objects.get().pk)
    for cliente in (programa, reparto.sistema, reparto.portal_ajeno):
        assert seen(cliente.send(metodo, ruta, NUEVO)) == (403, "alcance-insuficiente")
    for cliente in (reparto.personal, reparto.ex_oficial):
        assert seen(enter(cliente).send(metodo, ruta, NUEVO)) == (403, "acto-no-autorizado")
    assert reparto.nadie.send(metodo, ruta, NUEVO).status_code == 401
    assert TokenPersonal.objects.get().fecha_hora_revocado is None


def test_a_session_that_was_left_open_makes_none(reparto: Reparto) -> None:
    assert seen(reparto.oficial.post("tokens/", NUEVO)) == (403, "entrada-reciente-requerida")
    with reloj.detenido_en(AHORA - timedelta(minutes=6)):
        enter(reparto.oficial)
    assert seen(reparto.oficial.post("tokens/", NUEVO)) == (403, "entrada-reciente-requerida")


# ── what it opens ─────────────────────────────────────────────────────────────


def test_it_sees_what_she_sees(reparto: Reparto) -> None:
    suyo, ajeno = reparto.file(), reparto.file("MINFIN")
    programa = give(reparto.oficial)
    assert [s["folio"] for s in programa.get("solicitudes/").json()["results"]] == [suyo.folio]
    assert programa.get(suyo.ruta).json() == reparto.oficial.get(suyo.ruta).json() | {"actos": []}
    assert programa.get(ajeno.ruta).status_code == 404
    enlace = give(reparto.enlace)
    assert enlace.get(suyo.ruta).status_code == 404


def test_it_acts_as_her_and_every_movement_says_by_which_token(reparto: Reparto) -> None:
    caso = reparto.file()
    programa = give(reparto.oficial, "solicitudes:leer", "solicitudes:actuar")
    assert "admitir" in programa.get(caso.ruta).json()["actos"]
    assert programa.post(f"{caso.ruta}admitir/").status_code == 200
    movimiento = Movimiento.objects.get(acto="admitir")
    assert (movimiento.persona, movimiento.datos["token"]) == (persona_of(reparto.oficial), TokenPersonal.objects.get().prefijo)


@pytest.mark.parametrize("alcance", ["solicitudes:leer", "solicitudes:presentar"])
def test_without_the_scope_it_does_no_act(reparto: Reparto, alcance: str) -> None:
    caso = reparto.file()
    programa = give(reparto.oficial, alcance)
    assert programa.post(f"{caso.ruta}admitir/").status_code == {"solicitudes:leer": 403, "solicitudes:presentar": 404}[alcance]
    assert not Movimiento.objects.filter(acto="admitir").exists()


def test_without_the_scope_it_reads_nothing(reparto: Reparto) -> None:
    caso = reparto.file()
    programa = give(reparto.oficial, "solicitudes:presentar")
    for hoja in ("solicitudes/", caso.ruta, f"{caso.ruta}movimientos/", f"{caso.ruta}documentos/acuse/"):
        assert seen(programa.get(hoja)) == (403, "alcance-insuficiente")


@pytest.mark.parametrize(
    ("quien", "acto", "situacion"),
    [
        ("jefa", "revisar", "en_revision"),
        ("firmante", "firmar", "revisada"),
        ("autoridad", "firmar", "revisada"),
        ("firmante", "retirar-firma", "firmada"),
        ("autoridad", "subsanar-recurso", "recurrida"),
        ("autoridad", "decidir-recurso", "recurrida"),
    ],
)
def test_it_neither_signs_nor_decides(reparto: Reparto, quien: str, acto: str, situacion: str) -> None:
    caso = reparto.bring(situacion)
    programa = give(getattr(reparto, quien), "solicitudes:leer", "solicitudes:actuar")
    assert acto not in programa.get(caso.ruta).json()["actos"]
    assert seen(programa.post(f"{caso.ruta}{acto}/", reparto.build_cuerpo(acto))) == (403, "sesion-requerida")
    assert acto in getattr(reparto, quien).get(caso.ruta).json()["actos"]


@pytest.mark.parametrize(
    ("quien", "ruta"),
    [("autoridad", "reservas/"), ("autoridad", "tarifas/"), ("autoridad", "calendario/actos/"), ("oficial", "suscripciones/")],
)
def test_what_is_no_act_of_a_case_is_done_in_person(reparto: Reparto, quien: str, ruta: str) -> None:
    programa = give(getattr(reparto, quien), "solicitudes:leer", "solicitudes:actuar")
    assert seen(programa.post(ruta, {})) == (403, "alcance-insuficiente")


def test_it_registers_what_came_to_the_office_and_files_for_nobody_else(reparto: Reparto) -> None:
    programa = give(reparto.oficial, "solicitudes:presentar")
    cuerpo = {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}}
    assert programa.post("solicitudes/", cuerpo | {"canal": "mostrador"}).status_code == 201
    for canal in ("api", "portal"):
        assert seen(programa.post("solicitudes/", cuerpo | {"canal": canal})) == (403, "acto-no-autorizado")
    assert seen(programa.post("solicitudes/", cuerpo | {"canal": "carta", "instituciones": ["MINFIN"]})) == (403, "acto-no-autorizado")


def test_the_key_of_an_applicant_does_not_widen_it(reparto: Reparto) -> None:
    ajeno = reparto.file("MINFIN")
    programa = give(reparto.oficial)
    clave = {"X-Clave-Seguimiento": ajeno.clave}
    assert programa.get(ajeno.ruta, **clave).json()["actos"] == []
    assert programa.post(f"{ajeno.ruta}desistir/", **clave).status_code == 403


def test_an_answer_given_to_her_session_is_not_repeated_to_her_program(reparto: Reparto) -> None:
    caso = reparto.file()
    reparto.oficial.post(f"{caso.ruta}admitir/", **{"Idempotency-Key": "k1"})
    programa = give(reparto.oficial, "solicitudes:actuar")
    assert seen(programa.post(f"{caso.ruta}admitir/", **{"Idempotency-Key": "k1"})) == (409, "acto-no-permitido")


# ── when it no longer opens ───────────────────────────────────────────────────


def test_it_ends_on_its_day(reparto: Reparto) -> None:
    programa = give(reparto.oficial, dias=1)
    with reloj.detenido_en(AHORA + timedelta(days=1, seconds=-1)):
        assert programa.get("solicitudes/").status_code == 200
    with reloj.detenido_en(AHORA + timedelta(days=1)):
        assert seen(programa.get("solicitudes/")) == (401, "identificacion-invalida")


def test_it_loses_with_her_what_she_loses(reparto: Reparto) -> None:
    caso = reparto.file()
    programa = give(reparto.oficial, "solicitudes:leer", "solicitudes:actuar", "solicitudes:presentar")
    Cargo.objects.update(hasta=AHORA.date() - timedelta(days=1))
    assert programa.get("solicitudes/").json()["results"] == []
    assert programa.post(f"{caso.ruta}admitir/").status_code == 404


def test_it_never_becomes_her_account_of_an_applicant(reparto: Reparto) -> None:
    """Its owner's own requests are hers alone, also once she holds no office."""
    persona = persona_of(reparto.oficial)
    caso = reparto.file("MINFIN")
    programa = give(reparto.oficial)
    persona.presentaciones.model.objects.update(cuenta=persona)
    Cargo.objects.update(hasta=AHORA.date() - timedelta(days=1))
    assert programa.get("solicitudes/").json()["results"] == [] and programa.get(caso.ruta).status_code == 404


def test_a_closed_account_takes_it_along_and_does_not_bring_it_back(reparto: Reparto) -> None:
    programa = give(reparto.oficial)
    administradora = actor_for_persona(reparto.hire("admin", Rol.ADMINISTRADOR), hoy=AHORA.date())
    cual = persona_of(reparto.oficial).pk
    desactivar(persona_id=cual, actor=administradora, ahora=AHORA)
    assert programa.get("solicitudes/").status_code == 401
    reactivar(persona_id=cual, actor=administradora, ahora=AHORA)
    assert programa.get("solicitudes/").status_code == 401


def test_where_a_second_factor_is_required_its_owner_has_one(reparto: Reparto, settings: Any) -> None:
    programa = give(reparto.oficial)
    settings.SEGUNDO_FACTOR_OBLIGATORIO = True
    assert seen(programa.get("solicitudes/")) == (403, "segundo-factor-requerido")
    Authenticator.objects.create(user=persona_of(reparto.oficial), type=Authenticator.Type.TOTP, data={})
    assert programa.get("solicitudes/").status_code == 200


def test_a_cookie_sent_with_it_lends_it_nothing(reparto: Reparto, settings: Any) -> None:
    settings.SEGUNDO_FACTOR_OBLIGATORIO = False
    programa = give(reparto.oficial)
    programa.web.force_login(persona_of(reparto.oficial), backend="django.contrib.auth.backends.ModelBackend")
    enter(programa, "mfa")
    settings.SEGUNDO_FACTOR_OBLIGATORIO = True
    assert seen(programa.get("solicitudes/")) == (403, "segundo-factor-requerido")


# ── cost, quota, hostile tokens ───────────────────────────────────────────────


def test_last_use_is_written_once_a_minute(reparto: Reparto, queries: Any) -> None:
    programa = give(reparto.oficial)
    programa.get("solicitudes/")
    assert TokenPersonal.objects.get().fecha_hora_ultimo_uso == AHORA
    with reloj.detenido_en(AHORA + timedelta(seconds=59)), queries() as hechas:
        programa.get("solicitudes/")
    assert not [sql for sql in hechas if sql.startswith("UPDATE")]
    assert len(hechas) <= 4


def test_her_tokens_share_a_quota_that_is_not_her_own(reparto: Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TasaPorAlcance, "THROTTLE_RATES", {"consultar": "2/min"})
    uno, otro = give(reparto.oficial), give(reparto.oficial, nombre="Otro")
    assert [c.get("solicitudes/").status_code for c in (uno, otro, uno)] == [200, 200, 429]
    assert reparto.oficial.get("solicitudes/").status_code == 200


@given(
    cola=st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=300), como=st.sampled_from(["entero", "cortado", "solo"])
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_hostile_token_is_401_and_nothing_else(reparto: Reparto, un_token: str, cola: str, como: str) -> None:
    valor = {"entero": un_token + cola.replace(" ", "_") + "x", "cortado": un_token[: len(cola) % len(un_token)], "solo": f"sip_{cola}"}[
        como
    ]
    respuesta = Client().get("/api/v1/solicitudes/", headers={"Authorization": f"Bearer {valor}"})
    assert respuesta.status_code == 401, valor


@pytest.fixture
def un_token(reparto: Reparto) -> str:
    return give(reparto.oficial).cabeceras["Authorization"].split()[1]


def test_no_route_takes_a_token_for_more_than_its_scopes(reparto: Reparto) -> None:
    """Every row of the table of doors: with a token of hers she gets what she gets herself, or is told that it does not reach."""
    caso: Caso
    for quien in (*INSTITUCION, "enlace"):
        getattr(reparto, quien)  # hired for good, and not inside what is undone
    for puerta in PUERTAS:
        quien = next((q for q in puerta.quienes if q in (*INSTITUCION, "enlace")), "oficial")
        with undone():
            caso = reparto.bring(puerta.situacion, asignada=True)
            for alcances in (("solicitudes:leer",), ("solicitudes:leer", "solicitudes:actuar")):
                programa = give(getattr(reparto, quien), *alcances, nombre=str(alcances))
                with undone():
                    propia = puerta.call(reparto, getattr(reparto, quien), caso).status_code
                with undone():
                    estado = puerta.call(reparto, programa, caso).status_code
                negada = puerta.metodo == "POST" and (len(alcances) == 1 or puerta.nombre in EN_PERSONA)
                assert estado == (403 if negada else propia), (str(puerta), alcances)
