"""`make mutantes`: the law changed word by word by mutmut, and whether some test of tests/workflow notices (docs/mutantes.md).

    python -m tests.workflow.mutantes [workflow.plazos* …]      try those that were not tried, or those that are named
    python -m tests.workflow.mutantes --muestra=4 […]           one of each four only
    python -m tests.workflow.mutantes --cuenta                  the figures and the survivors of the last run

mutmut makes the changes and keeps what came of each (`mutmut show NAME`, `mutmut browse`). It would collect the tests anew for each
of four thousand changes; here they are collected once, and each change is tried in a child of that process, the quickest test first,
until one fails or SEGUNDOS of them have passed: a change that only the slow ones would notice counts as unnoticed.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from itertools import accumulate
from pathlib import Path

import pytest

CARPETA = Path("mutants")
HIJOS = 2
SEGUNDOS = 2.0
#: The tests of the law alone: no conftest, no Django, no database.
ARGUMENTOS = [
    *("tests/workflow", "-q", "-o", "addopts=", "--noconftest", "-p", "no:django", "-p", "no:xdist", "-p", "no:cacheprovider"),
    *("-p", "no:schemathesis", "-k", "not worked_example_agrees"),
]
#: What is left out: the data of the calendars, which look at no code, and the slow properties, which find what the examples find.
FUERA = ("test_calendario_datos.py", "regimenes/test_calendarios.py", "regimenes/test_propiedades.py")
#: What reads the files of the regimes: to try it they are read again.
LECTORES = {"workflow.lector", "workflow.herencia", "workflow.coherencia", "workflow.ley", "workflow.hojas", "workflow.regimen"}
NADIE_LO_NOTA, ALGUIEN_LO_NOTA, SIN_PRUEBA = 0, 1, 33


def make_mutantes() -> None:
    """Write `mutants/`, a copy of the law with every change in it; what was tried and has not changed keeps its result."""
    from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants, setup_source_paths
    from mutmut.mutation.trampoline import set_mutant_under_test

    set_mutant_under_test("mutant_generation")
    CARPETA.mkdir(exist_ok=True)
    for datos in ("tests", "workflow/regimenes", "workflow/calendarios"):  # mutmut leaves what is no Python as it was
        shutil.rmtree(CARPETA / datos, ignore_errors=True)
    copy_src_dir()
    copy_also_copy_files()
    setup_source_paths()
    create_mutants(HIJOS)


class Ensayo:
    """A run of pytest that collects the tests and, instead of running them once, tries each change with those that reach it."""

    def __init__(self, argumentos: Sequence[str]) -> None:
        self.patrones = [a for a in argumentos if not a.startswith("--")]
        self.paso = next((int(a.removeprefix("--muestra=")) for a in argumentos if a.startswith("--muestra=")), 1)
        self.archivo = Path("pruebas.json")
        guardado = json.loads(self.archivo.read_text(encoding="utf-8")) if self.archivo.exists() else {}
        self.duracion: dict[str, float] = guardado.get("duracion", {})
        self.alcance: dict[str, list[str]] = defaultdict(list, guardado.get("alcance", {}))
        self.hijo = self.fallo = False

    def pytest_collection(self) -> None:
        """An example that fails is enough: none is made smaller, and each property is tried with fewer."""
        from hypothesis import Phase, settings

        settings.register_profile("mutantes", phases=(Phase.explicit, Phase.generate), database=None, max_examples=20)
        settings.load_profile("mutantes")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        pruebas = {item.nodeid: item for item in session.items}
        self._learn([item for item in session.items if item.nodeid not in self.duracion])
        for metas in sorted(Path("workflow").glob("*.py.meta")):
            datos = json.loads(metas.read_text(encoding="utf-8"))
            for mutante, codigo in self._try_all(datos["exit_code_by_key"], pruebas):
                datos["exit_code_by_key"][mutante] = codigo
                metas.write_text(json.dumps(datos, indent=4), encoding="utf-8")
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.fallo = self.fallo or report.failed
        if self.hijo and report.failed:
            os._exit(ALGUIEN_LO_NOTA)

    def _learn(self, items: Sequence[pytest.Item]) -> None:
        """Which functions each test reaches, and how long it takes; the law as it is must pass them all."""
        from mutmut.mutation.trampoline import set_mutant_under_test
        from mutmut.state import state

        set_mutant_under_test("stats")
        for item in items:
            state()._stats.clear()
            antes = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            self.duracion[item.nodeid] = time.process_time() - antes
            for funcion in state()._stats:
                self.alcance[funcion].append(item.nodeid)
        if self.fallo:
            raise pytest.UsageError("Las pruebas fallan sin cambiar nada.")
        self.archivo.write_text(json.dumps({"duracion": self.duracion, "alcance": self.alcance}), encoding="utf-8")

    def _try_all(self, codigos: dict[str, int | None], pruebas: dict[str, pytest.Item]) -> Iterator[tuple[str, int]]:
        corriendo: dict[int, str] = {}
        for mutante, codigo in list(codigos.items())[:: self.paso]:
            elegido = any(fnmatch(mutante, patron) for patron in self.patrones) if self.patrones else codigo is None
            if not elegido:
                continue
            alcanzan = [pruebas[n] for n in self.alcance[mutante.rpartition("__mutmut_")[0]] if n in pruebas]
            if not alcanzan:
                yield mutante, SIN_PRUEBA
                continue
            if len(corriendo) == HIJOS:
                yield wait_one(corriendo)
            corriendo[self._fork(mutante, self._choose(alcanzan))] = mutante
        while corriendo:
            yield wait_one(corriendo)

    def _choose(self, items: Sequence[pytest.Item]) -> list[pytest.Item]:
        en_orden = sorted(items, key=lambda item: self.duracion[item.nodeid])
        sumas = accumulate(self.duracion[item.nodeid] for item in en_orden)
        return [item for item, suma in zip(en_orden, sumas, strict=True) if suma <= SEGUNDOS or item is en_orden[0]]

    def _fork(self, mutante: str, items: Sequence[pytest.Item]) -> int:
        if pid := os.fork():
            return pid
        from mutmut.mutation.trampoline import set_mutant_under_test

        nada = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nada, 1)
        os.dup2(nada, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (int(10 * SEGUNDOS), int(10 * SEGUNDOS) + 1))  # a loop without end is noticed too
        self.hijo = True
        set_mutant_under_test(mutante)
        forget(relee=".".join(mutante.split(".")[:2]) in LECTORES)
        for item in items:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        os._exit(NADIE_LO_NOTA)


def wait_one(corriendo: dict[int, str]) -> tuple[str, int]:
    pid, estado = os.wait()
    codigo = os.waitstatus_to_exitcode(estado)
    return corriendo.pop(pid), codigo if codigo == NADIE_LO_NOTA else ALGUIEN_LO_NOTA


def forget(*, relee: bool) -> None:
    """What was kept before the change must not answer for it."""
    for nombre, modulo in list(sys.modules.items()):
        if nombre.startswith("workflow."):
            for clave, valor in list(vars(modulo).items()):
                if callable(limpiar := getattr(valor, "cache_clear", None)) and (relee or clave != "load_regimenes"):
                    limpiar()


def list_lineas() -> Iterator[str]:
    """One line for each module and the total; then each change that no test noticed."""
    cuenta: dict[str, Counter[int | None]] = {}
    vivos = []
    for archivo in sorted(CARPETA.glob("workflow/*.py.meta")):
        codigos = json.loads(archivo.read_text(encoding="utf-8"))["exit_code_by_key"]
        cuenta[archivo.name.removesuffix(".py.meta")] = Counter(codigos.values())
        vivos += [mutante for mutante, codigo in codigos.items() if codigo in (NADIE_LO_NOTA, SIN_PRUEBA)]
    cuenta["todo"] = sum(cuenta.values(), Counter[int | None]())
    for modulo, suertes in cuenta.items():
        if probados := suertes.total() - suertes[None]:
            resto = f", {suertes[None]} sin probar" if suertes[None] else ""
            parte = 100 * suertes[ALGUIEN_LO_NOTA] / probados
            yield f"{modulo:12} {parte:5.1f} %  {suertes[ALGUIEN_LO_NOTA]} de {probados}, {suertes[SIN_PRUEBA]} sin prueba{resto}"
    yield from vivos


def main(argumentos: Sequence[str]) -> int:
    if "--ensaya" in argumentos:  # inside `mutants/`
        return int(
            pytest.main(
                [*ARGUMENTOS, *(f"--ignore=tests/workflow/{archivo}" for archivo in FUERA)],
                plugins=[Ensayo(argumentos)],
            )
        )
    if "--cuenta" not in argumentos:
        make_mutantes()
        # A process of its own, for which `tests` and `workflow` are those of the copy.
        orden = [sys.executable, "-m", "tests.workflow.mutantes", "--ensaya", *argumentos]
        if codigo := subprocess.run(orden, cwd=CARPETA).returncode:
            return codigo
    sys.stdout.write("\n".join(list_lineas()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
