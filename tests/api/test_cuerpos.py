"""Bodies that nobody honest sends: each gets a clear problem, none a fault of ours, and nothing is stored."""

from __future__ import annotations

import json
import time

import pytest

from solicitudes.models import Presentacion
from tests.api.reparto import Reparto

NIDO = 10 * 1024 * 1024
BUENO = {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}}


def with_campo(crudo: str) -> bytes:
    """A filing that would be good, with one more member written as it stands."""
    return json.dumps(BUENO, ensure_ascii=False).encode()[:-1] + b", " + crudo.encode() + b"}"


CUERPOS = {
    "not JSON": (b"{'a': 1}", 400, "cuerpo-ilegible", "línea 1, columna 2"),
    "nothing": (b"   ", 400, "cuerpo-ilegible", "línea 1"),
    "two documents": (b"{} {}", 400, "cuerpo-ilegible", "columna 4"),
    "a name twice": (with_campo('"descripcion": "otra"'), 400, "cuerpo-ilegible", '"descripcion"'),
    "a name twice, escaped": (with_campo('"descripci\\u006fn": "otra"'), 400, "cuerpo-ilegible", '"descripcion"'),
    "a name twice, deep": (with_campo('"x": [{"y": {"z": 1, "z": 1}}]'), 400, "cuerpo-ilegible", '"z"'),
    "invalid UTF-8": (b'{"descripcion": "\xff\xfe"}', 400, "cuerpo-ilegible", "byte 17"),
    "half a letter": (b'{"descripcion": "\xc3"}', 400, "cuerpo-ilegible", "UTF-8"),
    "UTF-16": (json.dumps(BUENO).encode("utf-16"), 400, "cuerpo-ilegible", "UTF-8"),
    "a byte order mark": (b"\xef\xbb\xbf{}", 400, "cuerpo-ilegible", "JSON"),
    "an encoded surrogate": (b'{"descripcion": "\xed\xa0\x80"}', 400, "cuerpo-ilegible", "UTF-8"),
    "an escaped surrogate": (b'{"descripcion": "\\ud800"}', 400, "cuerpo-ilegible", "sustituto"),
    "a surrogate in a name": (b'{"\\udfff": 1}', 400, "cuerpo-ilegible", "sustituto"),
    "NaN": (with_campo('"x": NaN'), 400, "cuerpo-ilegible", "NaN"),
    "Infinity": (with_campo('"x": -Infinity'), 400, "cuerpo-ilegible", "Infinity"),
    "a number beyond numbers": (with_campo('"x": 1e999'), 400, "cuerpo-ilegible", "demasiado grande"),
    "a number of 5000 digits": (with_campo(f'"x": {"9" * 5000}'), 400, "cuerpo-ilegible", "número"),
    "33 levels": (with_campo(f'"x": {"[" * 32}{"]" * 32}'), 400, "cuerpo-ilegible", "niveles"),
    "100000 levels": (b"[" * 100_000 + b"]" * 100_000, 400, "cuerpo-ilegible", "niveles"),
    "100000 objects in each other": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, "cuerpo-ilegible", "niveles"),
    "10 MB of nests": (b"[" * (NIDO // 2) + b"]" * (NIDO // 2), 413, "cuerpo-demasiado-grande", "grande"),
    "10 MB of opened nests": (b'{"a":' * (NIDO // 5), 413, "cuerpo-demasiado-grande", "grande"),
    "10 MB of text": (b'{"a": "' + b"x" * NIDO + b'"}', 413, "cuerpo-demasiado-grande", "grande"),
    "2 MB of empty lists": (b"[" + b"[]," * 600_000 + b"[]]", 422, "datos-invalidos", ""),
    "a list": (b"[]", 422, "datos-invalidos", ""),
    "null": (b"null", 422, "datos-invalidos", ""),
    "a word": (b'"a"', 422, "datos-invalidos", ""),
    "a null letter": (json.dumps(BUENO | {"descripcion": "a\0b"}).encode(), 422, "datos-invalidos", ""),
}


@pytest.mark.parametrize("nombre", CUERPOS)
def test_a_body_that_nobody_honest_sends_is_refused_at_once(reparto: Reparto, nombre: str) -> None:
    cuerpo, estatus, codigo, dicho = CUERPOS[nombre]
    empezo = time.monotonic()
    respuesta = reparto.nadie.post("solicitudes/", cuerpo)
    assert time.monotonic() - empezo < 10
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (estatus, codigo), respuesta.content
    assert dicho in respuesta.json()["detail"]
    assert Presentacion.objects.count() == 0


@pytest.mark.parametrize("nombre", [n for n, c in CUERPOS.items() if c[1] != 422])
@pytest.mark.parametrize("ruta", ["plazos/calcular/", "instituciones/sugerir/"])
def test_every_door_refuses_it_alike(reparto: Reparto, ruta: str, nombre: str) -> None:
    cuerpo, estatus, codigo, _ = CUERPOS[nombre]
    respuesta = reparto.nadie.post(ruta, cuerpo)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (estatus, codigo)


@pytest.mark.parametrize("juego", ["utf-16", "latin-1", "hex", "zlib", "rot13", "idna", "nada", "utf-8\r\nX: 1", '"'])
def test_the_charset_that_a_caller_names_changes_nothing(reparto: Reparto, juego: str) -> None:
    cuerpo = json.dumps(BUENO, ensure_ascii=False).encode()
    tipo = f"application/json; charset={juego}"
    respuesta = reparto.nadie.web.generic("POST", "/api/v1/solicitudes/", cuerpo, content_type=tipo)
    assert respuesta.status_code in (201, 400, 415), respuesta.content


def test_32_levels_are_read(reparto: Reparto) -> None:
    assert reparto.nadie.post("solicitudes/", with_campo(f'"x": {"[" * 31}{"]" * 31}')).status_code == 201


_INYECCIONES = ["a\r\nSet-Cookie: x=1", "a\nX-Otra: 1", "\r\n\r\n<html>", "ñ\u2028", "\x00", "=1+1", "x" * 60_000]


@pytest.mark.parametrize("valor", _INYECCIONES)
@pytest.mark.parametrize(
    "cabecera",
    [
        "Idempotency-Key",
        "If-Match",
        "If-None-Match",
        "X-Clave-Seguimiento",
        "Authorization",
        "X-Session-Token",
        "Accept",
        "Accept-Language",
    ],
)
def test_a_header_is_never_a_fault_nor_another_header(reparto: Reparto, cabecera: str, valor: str) -> None:
    """What a server in front might let through: it is read, and never written into an answer."""
    caso = reparto.file()
    for respuesta in (
        reparto.nadie.get(caso.ruta, **{cabecera: valor}),
        reparto.nadie.get("instituciones/", **{cabecera: valor}),
        reparto.oficial.post(f"{caso.ruta}admitir/", {}, **{cabecera: valor}),
        reparto.nadie.post("solicitudes/", BUENO, **{cabecera: valor}),
    ):
        assert respuesta.status_code < 500
        assert not {"X-Otra"} & set(respuesta.headers)
        assert not any("\r" in dato or "\n" in dato for dato in respuesta.headers.values())
        assert "x" not in respuesta.cookies


def test_a_file_that_would_be_a_header_is_a_name(reparto: Reparto) -> None:
    caso = reparto.file()
    codigo = reparto.oficial.upload(caso.folio, 'a"\r\nX-Otra: 1.csv', b"a\n1\n").json()["codigo"]
    descarga = reparto.oficial.download(f"{caso.ruta}documentos/{codigo}/")
    assert "X-Otra" not in descarga.headers
