"""A test of taste: what no compiler sees and everybody expects of the house."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from django.apps import apps

from config.env import AJUSTES, RAIZ
from workflow.estados import Estado, EstadoRecurso, EstadoResolucion
from workflow.roles import Rol
from workflow.transiciones import ACTOS

PROPIAS = ("solicitudes", "documentos", "notifications")
CUARTOS = (*PROPIAS, "informes", "workflow", "api", "portal", "config")
BINARIOS = {".png", ".ttf", ".woff2", ".ico", ".pdf", ".gz", ".mo"}
# Written so that this file does not accuse itself.
RUTAS_DE_UNA_MAQUINA = re.compile(r"/(?:work|root|farm)/|/home/(?!USUARIO)\w+/|\.pyenv/" + "versions")


def tracked() -> list[Path]:
    """Files of the project as git knows them."""
    salida = subprocess.run(["git", "ls-files", "-z"], cwd=RAIZ, capture_output=True, check=True).stdout.decode()
    return [RAIZ / nombre for nombre in salida.split("\0") if nombre and (RAIZ / nombre).is_file()]


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for archivo in tracked():
        if archivo.suffix == ".py":
            yield archivo, ast.parse(archivo.read_text(encoding="utf-8"))


def relative(archivo: Path) -> str:
    return archivo.relative_to(RAIZ).as_posix()


def test_env_example_declares_each_setting_with_its_meaning() -> None:
    escrito = re.findall(r"^# (.+)\n#([A-Z_]+)=", (RAIZ / ".env.example").read_text(encoding="utf-8"), re.M)
    assert {nombre: texto for texto, nombre in escrito} == {a.nombre: a.explicacion for a in AJUSTES.values()}


def test_each_dependency_says_why_it_is_here() -> None:
    lineas = (RAIZ / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    proyecto = tomllib.loads("\n".join(lineas))
    for dependencia in [*proyecto["project"]["dependencies"], *proyecto["dependency-groups"]["dev"]]:
        (linea,) = [linea for linea in lineas if f'"{dependencia}"' in linea]
        assert re.search(r"#\s*\S.{8,}", linea), f"{dependencia} no dice para qué está"


def test_the_clock_of_tasks_names_tasks_that_exist(db: None) -> None:
    from django.conf import settings

    from config.celery import app

    app.loader.import_default_modules()
    assert {entrada["task"] for entrada in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


@pytest.mark.parametrize("clase", ["estados", "roles", "actos", "modelos"])
def test_the_glossary_has_a_row_for_each(clase: str) -> None:
    glosario = (RAIZ / "docs" / "glosario.md").read_text(encoding="utf-8")
    explicados = {nombre for primera in re.findall(r"^\|([^|]+)\|", glosario, re.M) for nombre in re.findall(r"`([^`]+)`", primera)}
    nombres = {
        "estados": {str(estado.value) for estado in (*Estado, *EstadoResolucion, *EstadoRecurso)},
        "roles": {str(rol.value) for rol in Rol},
        "actos": set(ACTOS),
        "modelos": {modelo.__name__ for app in PROPIAS for modelo in apps.get_app_config(app).get_models()},
    }[clase]
    assert nombres - explicados == set()


def test_no_file_is_two_files() -> None:
    largos = {relative(a): n for a, _ in modules() if "migrations" not in a.parts and (n := len(a.read_text("utf-8").splitlines())) > 400}
    assert largos == {}


def test_no_function_is_two_functions() -> None:
    largas = [
        f"{relative(archivo)}: {nodo.name}"
        for archivo, arbol in modules()
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.FunctionDef | ast.AsyncFunctionDef)
        and (nodo.end_lineno or 0) - nodo.lineno >= 60
        and "tests" not in archivo.parts
    ]
    assert largas == []


def test_each_module_opens_with_what_it_is_for() -> None:
    mudos = [relative(a) for a, arbol in modules() if arbol.body and "migrations" not in a.parts and not ast.get_docstring(arbol)]
    assert mudos == []


def test_the_law_knows_the_standard_library_alone() -> None:
    """import-linter forbids the frameworks that we have; this forbids the ones that we may get."""
    ajenos = {
        f"{relative(archivo)}: {modulo}"
        for archivo, arbol in modules()
        if archivo.is_relative_to(RAIZ / "workflow")
        for nodo in ast.walk(arbol)
        for modulo in imported_by(nodo)
        if modulo not in sys.stdlib_module_names | {"workflow"}
    }
    assert ajenos <= {"workflow/fsm.py: django_fsm"}


def imported_by(nodo: ast.AST) -> list[str]:
    if isinstance(nodo, ast.Import):
        return [alias.name.partition(".")[0] for alias in nodo.names]
    if isinstance(nodo, ast.ImportFrom):
        return [(nodo.module or "").partition(".")[0]]
    return []


def rechazos() -> dict[str, str]:
    """Every class of refusal, with its slug: those that inherit from `ProblemaError`, however far."""
    clases = {
        nodo.name: nodo
        for archivo, arbol in modules()
        if "tests" not in archivo.parts
        for nodo in arbol.body
        if isinstance(nodo, ast.ClassDef)
    }
    hallados: dict[str, str] = {}
    nombres = {"ProblemaError"}
    while nombres:
        hijas = {n for n, c in clases.items() if any(isinstance(b, ast.Name) and b.id in nombres for b in c.bases)}
        hallados |= {nombre: slug_of(clases[nombre]) for nombre in hijas}
        nombres = hijas
    return hallados


def slug_of(clase: ast.ClassDef) -> str:
    for nodo in clase.body:
        destinos = nodo.targets if isinstance(nodo, ast.Assign) else [nodo.target] if isinstance(nodo, ast.AnnAssign) else []
        if any(isinstance(d, ast.Name) and d.id == "codigo" for d in destinos):
            return str(ast.literal_eval(nodo.value))  # type: ignore[attr-defined]
    return ""


def test_each_refusal_has_a_slug_of_its_own_and_a_test_that_provokes_it() -> None:
    """By its slug or by its class: a refusal that nobody has seen may not work."""
    dichos = {v for a, arbol in modules() if "tests" in a.parts for nodo in ast.walk(arbol) for v in said_by(nodo)}
    dichos |= {palabra for a in tracked() if a.suffix == ".toml" for palabra in re.findall(r'"([a-z-]+)"', a.read_text(encoding="utf-8"))}
    hallados = rechazos()
    assert len(hallados) > 80
    assert {
        codigo for codigo, veces in Counter(hallados.values()).items() if veces > 1 or not re.fullmatch(r"[a-z]+(-[a-z]+)*", codigo)
    } == set()
    assert [nombre for nombre, codigo in hallados.items() if not {nombre, codigo} & dichos] == []


def said_by(nodo: ast.AST) -> list[str]:
    """The names and the words of a line."""
    if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str):
        return [nodo.value]
    return [nodo.id] if isinstance(nodo, ast.Name) else [nodo.attr] if isinstance(nodo, ast.Attribute) else []


#: Refusals of which some are of the law and some of this system, and why not all of them cite an article.
CITAN_A_VECES = {
    "ActoDeCalendarioInvalidoError": "what is written wrong in a file is no matter of law",
    "ActoNoAutorizadoError": "who may do what is of the law for its acts, of the house for the rest",
    "EventoImposibleError": "the ledger itself adds the article of the act (workflow/historia.py)",
    "InstitucionDesconocidaError": "no law knows the codes of the directory",
    "RenglonImposibleError": "the ledger knows the article of each act; that the law was in force, none",
    "SuplenciaInvalidaError": "only that who drafted does not approve is of the law",
    "UnidadDeLeyError": "closing twice is a slip, closing what the law asks for is not",
}


def test_a_refusal_that_cites_an_article_cites_it_wherever_it_is_raised() -> None:
    citas: dict[str, set[bool]] = {nombre: set() for nombre in rechazos()}
    for archivo, arbol in modules():
        for nodo in ast.walk(arbol):
            if "tests" not in archivo.parts and isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Name) and nodo.func.id in citas:
                citas[nodo.func.id].add(any(argumento.arg in ("articulo", None) for argumento in nodo.keywords))
    assert len([nombre for nombre, como in citas.items() if como == {True}]) >= 35
    assert {nombre for nombre, como in citas.items() if len(como) == 2} == set(CITAN_A_VECES)


def test_each_template_is_used() -> None:
    textos = {a: a.read_text(encoding="utf-8") for a in tracked() if a.suffix in {".py", ".html", ".txt", ".toml", ".svg"}}
    sobrantes = [
        relative(plantilla)
        for plantilla in textos
        if plantilla.is_relative_to(RAIZ / "templates")
        and not is_of_allauth(plantilla)
        and not any(is_named_in(plantilla, texto) for otro, texto in textos.items() if otro != plantilla)
    ]
    assert sobrantes == []


def is_of_allauth(plantilla: Path) -> bool:
    """Whether it stands in for a template of that library, which names it."""
    return (Path(allauth.__file__).parent / "templates" / plantilla.relative_to(RAIZ / "templates")).is_file()


def is_named_in(plantilla: Path, texto: str) -> bool:
    """By its path, by its name, or by its first word where code joins it (`correo/{evento}.{rol}.txt`)."""
    ruta = plantilla.relative_to(RAIZ / "templates")
    palabra = ruta.name.partition(".")[0]
    return ruta.as_posix() in texto or bool(re.search(rf"[\"'/_]{re.escape(ruta.name)}|[\"']{re.escape(palabra)}[\"']", texto))


def test_nothing_names_a_path_of_one_machine() -> None:
    acusados = [
        f"{relative(archivo)}:{n}"
        for archivo in tracked()
        if archivo.suffix not in BINARIOS and archivo.name != "uv.lock" and archivo != Path(__file__)
        for n, linea in enumerate(archivo.read_text(encoding="utf-8").splitlines(), 1)
        if RUTAS_DE_UNA_MAQUINA.search(linea)
    ]
    assert acusados == []


def test_each_room_is_drawn_in_the_architecture() -> None:
    dibujo = (RAIZ / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [cuarto for cuarto in CUARTOS if not re.search(rf"^{cuarto}\b|\| {cuarto}\b", dibujo, re.M)] == []
