"""POST solicitudes/: what may be asked for, what is kept, what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from api.throttling import TasaPorAlcance
from solicitudes.directorio import close_institucion
from solicitudes.models import Institucion, Presentacion, Solicitud
from tests.api.cliente import Cliente
from tests.api.reparto import AHORA, PREGUNTA, Reparto
from tests.servicios import free_port

DEL_CONTRATO = """{"instituciones": ["MSPAS"], "tipo": "acceso", "descripcion": "…",
 "solicitante": {"nombre": "…", "correo": "ana@correo.example", "telefono": "5555-1234", "idioma": "es"},
 "forma_entrega": "electronica", "id_externo": "…"}"""


def build_cuerpo(**cambios: Any) -> dict[str, Any]:
    """The least that the law lets a filing say (LAIP art. 41); `cambios` add or replace."""
    return {"instituciones": ["MSPAS"], "descripcion": PREGUNTA, "solicitante": {"nombre": "Ana"}} | cambios


def present(reparto: Reparto, **cambios: Any) -> Any:
    return reparto.nadie.post("solicitudes/", build_cuerpo(**cambios))


def test_presentar_asks_for_body_name_and_text_only(reparto: Reparto) -> None:
    recibo = present(reparto)
    assert recibo.status_code == 201
    (solicitud,) = recibo.json()["solicitudes"]
    assert solicitud["folio"] == "GT-2026-MSPAS-000001"
    assert (solicitud["institucion"], solicitud["estado"], solicitud["vence"]) == ("MSPAS", "presentada", "2026-04-10")
    assert solicitud["acuse"].endswith("/api/v1/solicitudes/GT-2026-MSPAS-000001/documentos/acuse/")
    assert recibo.headers["Cache-Control"] == "no-store"


def test_presentar_takes_the_example_of_the_contract(reparto: Reparto) -> None:
    recibo = reparto.nadie.post("solicitudes/", DEL_CONTRATO)
    assert recibo.status_code == 201
    assert {"presentacion", "clave", "solicitudes"} <= set(recibo.json())
    assert {"folio", "institucion", "estado", "vence", "acuse"} <= set(recibo.json()["solicitudes"][0])


@pytest.mark.parametrize("campo", ["instituciones", "descripcion", "solicitante"])
def test_presentar_without_what_the_law_demands_is_refused(reparto: Reparto, campo: str) -> None:
    cuerpo = build_cuerpo()
    del cuerpo[campo]
    respuesta = reparto.nadie.post("solicitudes/", cuerpo)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "datos-invalidos")
    assert [e["pointer"] for e in respuesta.json()["errores"]] == [f"/{campo}"]


@pytest.mark.parametrize("campo", ["motivo", "razon", "interes"])
def test_presentar_keeps_no_reason(reparto: Reparto, campo: str) -> None:
    """LAIP art. 41: nobody may ask why; a client that sends it all the same is served, and it is forgotten."""
    assert present(reparto, **{campo: "PORQUE-SOY-PERIODISTA"}).status_code == 201
    assert not {campo for modelo in (Presentacion, Solicitud) for campo in ("motivo", "razon", "interes") if hasattr(modelo, campo)}
    for modelo in (m for app in ("solicitudes", "documentos", "notifications") for m in apps.get_app_config(app).get_models()):
        assert "PERIODISTA" not in serializers.serialize("json", modelo.objects.all())


def test_presentar_to_several_gives_each_its_own_case(reparto: Reparto) -> None:
    recibo = present(reparto, instituciones=["MINFIN", "MSPAS", "MINEDUC"]).json()
    assert [s["folio"] for s in recibo["solicitudes"]] == [f"GT-2026-{c}-000001" for c in ("MINFIN", "MSPAS", "MINEDUC")]
    for solicitud in recibo["solicitudes"]:
        respuesta = Cliente(clave=recibo["clave"]).get(f"solicitudes/{solicitud['folio']}/")
        assert respuesta.json()["estado"] == "presentada"


def test_presentar_to_the_same_body_twice_opens_one_case(reparto: Reparto) -> None:
    recibo = present(reparto, instituciones=["MSPAS", "MSPAS"]).json()
    assert [s["folio"] for s in recibo["solicitudes"]] == ["GT-2026-MSPAS-000001"]


def test_presentar_to_an_unknown_body_files_nothing_anywhere(reparto: Reparto) -> None:
    respuesta = present(reparto, instituciones=["MSPAS", "NO-EXISTE"])
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "institucion-desconocida")
    assert respuesta.json()["errores"][0]["pointer"] == "/instituciones/1"
    assert not Solicitud.objects.exists() and not Presentacion.objects.exists()
    assert reparto.file().folio == "GT-2026-MSPAS-000001"  # no number was lost


def test_presentar_to_a_closed_body_names_its_successor(reparto: Reparto) -> None:
    minfin = Institucion.objects.get(codigo="MINFIN")
    close_institucion(reparto.mspas, ahora=AHORA, motivo="fusión", sucesora=minfin)
    respuesta = present(reparto)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "institucion-cerrada")
    assert "(MINFIN)" in respuesta.json()["detail"]


def test_presentar_to_too_many_bodies_is_refused(reparto: Reparto) -> None:
    assert present(reparto, instituciones=[f"X{n}" for n in range(51)]).json()["codigo"] == "datos-invalidos"


@pytest.mark.parametrize(
    ("cambio", "pointer"),
    [
        ({"descripcion": ""}, "/descripcion"),
        ({"descripcion": " \n\t "}, "/descripcion"),
        ({"descripcion": None}, "/descripcion"),
        ({"descripcion": "a\x00b"}, "/descripcion"),
        ({"descripcion": "x" * 20_001}, "/descripcion"),
        ({"descripcion": {"a": 1}}, "/descripcion"),
        ({"instituciones": []}, "/instituciones"),
        ({"instituciones": "MSPAS"}, "/instituciones"),
        ({"instituciones": [["MSPAS"]]}, "/instituciones/0"),
        ({"solicitante": {"nombre": "  "}}, "/solicitante/nombre"),
        ({"solicitante": {"nombre": "x" * 201}}, "/solicitante/nombre"),
        ({"solicitante": "Ana"}, "/solicitante"),
        ({"solicitante": {"nombre": "Ana", "correo": "sin arroba"}}, "/solicitante/correo"),
        ({"solicitante": {"nombre": "Ana", "correo": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.gt"}}, "/solicitante/correo"),
        ({"solicitante": {"nombre": "Ana", "telefono": "llámame"}}, "/solicitante/telefono"),
        ({"solicitante": {"nombre": "Ana", "idioma": "castellano"}}, "/solicitante/idioma"),
        ({"tipo": "queja"}, "/tipo"),
        ({"forma_entrega": "paloma"}, "/forma_entrega"),
        ({"id_externo": "x" * 101}, "/id_externo"),
        ([], ""),
    ],
    ids=lambda v: v if isinstance(v, str) else json.dumps(v)[:40],
)
def test_presentar_points_at_what_is_wrong(reparto: Reparto, cambio: Any, pointer: str) -> None:
    respuesta = reparto.nadie.post("solicitudes/", build_cuerpo(**cambio) if isinstance(cambio, dict) else cambio)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "datos-invalidos")
    assert [e["pointer"] for e in respuesta.json()["errores"]] == [pointer]
    assert not Presentacion.objects.exists()


@pytest.mark.parametrize(
    "texto",
    [
        "<script>alert(1)</script> & «ñandú» 'x' \"y\"",
        "'); DROP TABLE solicitudes_solicitud; --",
        "{{ settings.SECRET_KEY }} {% debug %} ${7*7} %(nombre)s",
        "línea uno\nlínea dos\ttabulada \u202e \U0001f600 K'iche' q'eqchi'",
        "x" * 20_000,
    ],
    ids=["html", "sql", "plantilla", "signos", "20000"],
)
def test_presentar_keeps_the_text_as_it_was_written(reparto: Reparto, texto: str) -> None:
    caso = reparto.file(descripcion=texto)
    assert reparto.solicitante(caso).get(caso.ruta).json()["descripcion"] == texto


@pytest.mark.parametrize(
    ("cuerpo", "estatus", "codigo"),
    [
        (b"{", 400, "cuerpo-ilegible"),
        (b"", 422, "datos-invalidos"),
        (b'{"descripcion": "\xff\xfe"}', 400, "cuerpo-ilegible"),
        (b'{"descripcion": NaN}', 400, "cuerpo-ilegible"),
        (b'{"descripcion": ' + b"9" * 5000 + b"}", 400, "cuerpo-ilegible"),
        (b"[" * 100_000, 400, "cuerpo-ilegible"),
        (json.dumps(build_cuerpo(descripcion="medio \ud83d par")).encode(), 400, "cuerpo-ilegible"),
        (b'{"a": "' + b"x" * 3_000_000 + b'"}', 413, "cuerpo-demasiado-grande"),
    ],
    ids=["roto", "vacio", "utf8", "nan", "numero", "hondo", "sustituto", "3MB"],
)
def test_presentar_refuses_a_body_that_nobody_honest_sends(reparto: Reparto, cuerpo: bytes, estatus: int, codigo: str) -> None:
    respuesta = reparto.nadie.post("solicitudes/", cuerpo)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (estatus, codigo)
    assert not Presentacion.objects.exists()


@pytest.mark.parametrize("tipo", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_presentar_takes_json_only(reparto: Reparto, tipo: str) -> None:
    respuesta = reparto.nadie.post("solicitudes/", json.dumps(build_cuerpo()), **{"Content-Type": tipo})
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (415, "tipo-de-contenido-no-admitido")


@pytest.mark.parametrize("canal", ["mostrador", "telefono", "carta", "correo"])
def test_presentar_at_the_counter_is_the_officers(reparto: Reparto, canal: str) -> None:
    for nombre in ("nadie", "oficial_ajena", "jefa", "regulador", "personal", "ex_oficial"):
        respuesta = getattr(reparto, nombre).post("solicitudes/", build_cuerpo(canal=canal))
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "acto-no-autorizado"), nombre
    assert not Presentacion.objects.exists()
    recibo = reparto.oficial.post("solicitudes/", build_cuerpo(canal=canal))
    assert recibo.status_code == 201
    movimientos = reparto.oficial.get(f"solicitudes/{recibo.json()['solicitudes'][0]['folio']}/movimientos/").json()
    assert movimientos["results"][0]["rol"] == "oficial"


def test_presentar_at_the_counter_of_two_bodies_needs_both_offices(reparto: Reparto) -> None:
    respuesta = reparto.oficial.post("solicitudes/", build_cuerpo(canal="mostrador", instituciones=["MSPAS", "MINFIN"]))
    assert respuesta.status_code == 403


def test_presentar_goes_on_while_redis_is_away(reparto: Reparto, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHES = {"default": {"BACKEND": "config.cache.RedisPrescindible", "LOCATION": f"redis://127.0.0.1:{free_port()}/0"}}
    monkeypatch.setattr(TasaPorAlcance, "THROTTLE_RATES", {"presentar": "1/min"})
    for numero in (1, 2, 3):  # the limit cannot be counted, so it holds nobody up
        assert present(reparto).json()["solicitudes"][0]["folio"] == f"GT-2026-MSPAS-00000{numero}"
