"""manage.py plazos: JSON in, JSON out, problems on stderr with status 2, and one process for any number of lines."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from config.env import RAIZ
from tests.api.test_calcular import CASO

Correr = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Correr:
    """The command with these bytes on its standard input: exit status, output and complaints."""

    def run(entrada: bytes, *opciones: str) -> tuple[int, str, str]:
        salida, quejas, estatus = io.StringIO(), io.StringIO(), 0
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(entrada)))
        try:
            call_command("plazos", *opciones, stdout=salida, stderr=quejas)
        except SystemExit as fin:
            estatus = int(fin.code or 0)
        return estatus, salida.getvalue(), quejas.getvalue()

    return run


def run_program(entrada: bytes) -> subprocess.CompletedProcess[bytes]:
    """The real program, in the plainest of locales."""
    orden = [sys.executable, "manage.py", "plazos"]
    return subprocess.run(orden, cwd=RAIZ, input=entrada, capture_output=True, env=os.environ | {"LC_ALL": "C"}, check=False)


def as_line(caso: Any) -> bytes:
    return json.dumps(caso, ensure_ascii=False).encode() + b"\n"


def test_plazos_the_program_answers_the_example_of_the_contract() -> None:
    resultado = run_program(json.dumps(CASO, indent=2).encode())
    assert (resultado.returncode, resultado.stderr) == (0, b"")
    plazos = {p["clave"]: p for p in json.loads(resultado.stdout)["plazos"]}
    assert (plazos["resolucion"]["vence"], plazos["resolucion"]["estado"]) == ("2026-04-24", "vencido")
    assert "sábado" in {d.get("excluida") for d in plazos["resolucion"]["explicacion"]}


def test_plazos_the_program_leaves_with_2_and_a_problem_on_stderr() -> None:
    resultado = run_program(b'{"regimen": "\xff"}')
    assert (resultado.returncode, resultado.stdout) == (2, b"")
    assert json.loads(resultado.stderr)["codigo"] == "caso-invalido"


@pytest.mark.parametrize(
    ("entrada", "codigo"),
    [
        (b"", "caso-invalido"),
        (b" \n", "caso-invalido"),
        (b"{", "caso-invalido"),
        (b"[]", "caso-invalido"),
        (b"\xff\xfe{}", "caso-invalido"),
        (b"[" * 100_000, "caso-invalido"),
        (b'{"regimen": "\\ud800"}', "caso-invalido"),
        (as_line(CASO | {"eventos": CASO["eventos"][1:]}), "falta-presentacion"),
        (as_line(CASO | {"eventos": [CASO["eventos"][0], CASO["eventos"][1] | {"dias": 99}]}), "prorroga-excede-maximo"),
    ],
    ids=["nada", "blanco", "roto", "lista", "utf16", "hondo", "sustituto", "sin-presentar", "dias"],
)
def test_plazos_bad_input_is_a_problem(run: Correr, entrada: bytes, codigo: str) -> None:
    estatus, salida, quejas = run(entrada)
    assert (estatus, salida) == (2, "")
    assert json.loads(quejas)["codigo"] == codigo
    assert {"type", "title", "status", "detail"} <= set(json.loads(quejas))


@pytest.mark.parametrize("opciones", [(), ("--lineas",)])
def test_plazos_forgives_the_mark_that_windows_puts_first(run: Correr, opciones: tuple[str, ...]) -> None:
    estatus, salida, quejas = run(b"\xef\xbb\xbf" + as_line(CASO), *opciones)
    assert (estatus, quejas) == (0, "")
    assert json.loads(salida)["regimen"] == "gt-laip"


def test_plazos_lineas_answers_each_line_in_its_place(run: Correr) -> None:
    lineas = [
        as_line(CASO),
        b"{\n",
        as_line(CASO | {"tipo": "queja"}),
        b'{"regimen": "\xff"}\n',
        b'{"regimen": "\\ud800"}\n',
        as_line(CASO | {"al": "2026-03-26T09:00:00-06:00"})[:-1],  # the last one has no end of line
    ]
    estatus, salida, quejas = run(b"".join(lineas), "--lineas")
    respuestas = [json.loads(linea) for linea in salida.splitlines()]
    assert [r.get("codigo", "bien") for r in respuestas] == ["bien", *["caso-invalido"] * 4, "bien"]
    assert respuestas[2]["errores"][0]["pointer"] == "/tipo"
    assert respuestas[5]["plazos"][0]["estado"] == "corriendo"
    assert estatus == 2
    assert [json.loads(linea)["codigo"] for linea in quejas.splitlines()] == ["caso-invalido"] * 4


def test_plazos_lineas_of_nothing_is_nothing(run: Correr) -> None:
    assert run(b"", "--lineas") == (0, "", "")


def test_plazos_lineas_ten_thousand_in_one_process() -> None:
    """Answered one by one: the memory of the process does not follow the length of the input."""
    meses = [as_line(CASO | {"al": f"2026-{mes:02d}-20T12:00:00-06:00"}) for mes in range(4, 12)]
    resultado = run_measured(b"".join(meses[n % 8] for n in range(10_000)))
    respuestas = resultado.stdout.splitlines()
    assert (resultado.returncode, len(respuestas)) == (0, 10_000)
    assert respuestas[0] == respuestas[8] == respuestas[9_992] and respuestas[0] != respuestas[1]
    primero, ultimo = map(int, resultado.stderr.split())
    assert ultimo - primero < 8_192, "kB"


def run_measured(entrada: bytes) -> subprocess.CompletedProcess[bytes]:
    """`plazos --lineas`, saying on stderr the most memory used (kB) after the first answer and at the end."""
    guion = (
        "import resource, sys, django; django.setup()\n"
        "from django.core.management import call_command\n"
        "used = lambda: sys.stderr.write(f'{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss} ')\n"
        "class Salida:\n"
        "    dichas = 0\n"
        "    def write(self, texto):\n"
        "        sys.stdout.write(texto); Salida.dichas += 1\n"
        "        if Salida.dichas == 100: used()\n"
        "    def flush(self): sys.stdout.flush()\n"
        "call_command('plazos', '--lineas', stdout=Salida()); used()\n"
    )
    return subprocess.run([sys.executable, "-c", guion], cwd=RAIZ, input=entrada, capture_output=True, check=False)
