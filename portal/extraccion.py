"""The sentences of the domain, found in the source for translators: it knows no translations and marks nothing (docs/adr/0021).

Found are the `titulo` of each refusal and the sentence given to it, or to a `Frase`, however it is written there: as it is, one of
two, the name of a constant, or one of a table of sentences.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CARPETAS = ("workflow", "solicitudes", "documentos", "notifications", "informes", "portal", "api", "config")
BASE, FRASE = "ProblemaError", "Frase"
#: How a function that makes a refusal calls the sentence that it is given.
PARAMETRO = "sentencia"
#: Read in a terminal by whoever installs, about a file of hers: their sentences stay in Spanish.
DE_QUIEN_INSTALA = frozenset({"RegimenInvalidoError", "DirectorioInvalidoError", "CalendarioInvalidoError"})


@dataclass(frozen=True, slots=True)
class Texto:
    """One sentence and where it stands; `texto` is None where it cannot be read in the source, and so cannot be translated."""

    archivo: Path
    linea: int
    texto: str | None


def list_fuentes(raiz: Path) -> list[Path]:
    """Every module that a refusal may come from."""
    todas = (archivo for carpeta in CARPETAS for archivo in sorted((raiz / carpeta).rglob("*.py")))
    return [archivo for archivo in todas if "migrations" not in archivo.parts]


def find_clases(fuentes: list[Path]) -> frozenset[str]:
    """The names of what is given a sentence: every class that descends from the base of the refusals, and `Frase`."""
    bases: dict[str, set[str]] = {}
    for archivo in fuentes:
        for nodo in ast.walk(ast.parse(archivo.read_text("utf-8"))):
            if isinstance(nodo, ast.ClassDef):
                bases.setdefault(nodo.name, set()).update(_name(base) for base in nodo.bases)
    clases = {BASE}
    while nuevas := {clase for clase, suyas in bases.items() if suyas & clases} - clases:
        clases |= nuevas
    return frozenset(clases | {FRASE})


def find_textos(archivo: Path, clases: frozenset[str]) -> Iterator[Texto]:
    """The sentences of the refusals that are written in one module."""
    modulo = ast.parse(archivo.read_text("utf-8"))
    for nodo, dentro in _walk(modulo):
        if isinstance(nodo, ast.ClassDef) and nodo.name in clases:
            yield from (Texto(archivo, titulo.lineno, _constant(titulo)) for titulo in _find_titulos(nodo))
        elif isinstance(nodo, ast.Call):
            for expresion in _find_sentencias(nodo, dentro, modulo, clases):
                yield from (Texto(archivo, nodo.lineno, texto) for texto in _read(expresion, modulo))


def _walk(modulo: ast.Module) -> Iterator[tuple[ast.AST, ast.FunctionDef | None]]:
    """Every node with the function in which it stands."""
    pendientes: list[tuple[ast.AST, ast.FunctionDef | None]] = [(modulo, None)]
    while pendientes:
        nodo, dentro = pendientes.pop()
        yield nodo, dentro
        funcion = nodo if isinstance(nodo, ast.FunctionDef) else dentro
        pendientes.extend((hijo, funcion) for hijo in ast.iter_child_nodes(nodo))


def _find_titulos(clase: ast.ClassDef) -> Iterator[ast.expr]:
    for linea in clase.body:
        objetivo = linea.target if isinstance(linea, ast.AnnAssign) else linea.targets[0] if isinstance(linea, ast.Assign) else None
        if isinstance(linea, ast.AnnAssign | ast.Assign) and objetivo is not None and _name(objetivo) == "titulo" and linea.value:
            yield linea.value


def _find_sentencias(llamada: ast.Call, dentro: ast.FunctionDef | None, modulo: ast.Module, clases: frozenset[str]) -> Iterator[ast.expr]:
    """What a call gives as the sentence of a refusal: to its class, to a function of the module that makes one, or as `detalle`."""
    nombre = _name(llamada.func)
    posicion = 0 if nombre in clases else _find_parametro(modulo, nombre)
    if nombre not in DE_QUIEN_INSTALA and posicion is not None and len(llamada.args) > posicion:
        sentencia = llamada.args[posicion]
        if not (isinstance(sentencia, ast.Name) and dentro and sentencia.id in {a.arg for a in _arguments(dentro)}):
            yield from _follow(sentencia, dentro)
    yield from (clave.value for clave in llamada.keywords if clave.arg == "detalle" and _is_sentencia(clave.value))


def _find_parametro(modulo: ast.Module, nombre: str) -> int | None:
    """Where a function of the module, or a method, takes the `sentencia` that it hands on to a refusal; None for any other."""
    for nodo in ast.walk(modulo):
        if isinstance(nodo, ast.FunctionDef) and nodo.name == nombre:
            nombres = [argumento.arg for argumento in nodo.args.args if argumento.arg != "self"]
            return nombres.index(PARAMETRO) if PARAMETRO in nombres else None
    return None


def _arguments(funcion: ast.FunctionDef) -> list[ast.arg]:
    return [*funcion.args.args, *funcion.args.kwonlyargs]


def _follow(expresion: ast.expr, dentro: ast.FunctionDef | None) -> Iterator[ast.expr]:
    """The expression, or everything that its function puts under that name."""
    asignadas = [
        nodo.value
        for nodo in ast.walk(dentro or ast.Module([], []))
        if isinstance(nodo, ast.Assign) and isinstance(expresion, ast.Name) and _name(nodo.targets[0]) == expresion.id
    ]
    yield from asignadas or [expresion]


def _read(expresion: ast.expr, modulo: ast.Module) -> Iterator[str | None]:
    """The sentences that an expression may give."""
    if isinstance(expresion, ast.IfExp):
        yield from _read(expresion.body, modulo)
        yield from _read(expresion.orelse, modulo)
    elif isinstance(expresion, ast.Attribute) and expresion.attr == "plantilla":
        return  # of another refusal, which is found where it is raised
    elif isinstance(expresion, ast.Name | ast.Subscript):
        yield from _read_constante(_name(expresion.value if isinstance(expresion, ast.Subscript) else expresion), modulo)
    else:
        yield _constant(expresion)


def _read_constante(nombre: str, modulo: ast.Module) -> Iterator[str | None]:
    """The sentence of a constant of the module, or each of a table; one that is imported is found where it is written."""
    for linea in modulo.body:
        if isinstance(linea, ast.ImportFrom) and nombre in {alias.name for alias in linea.names}:
            return
        objetivo = linea.target if isinstance(linea, ast.AnnAssign) else linea.targets[0] if isinstance(linea, ast.Assign) else None
        if isinstance(linea, ast.AnnAssign | ast.Assign) and objetivo is not None and _name(objetivo) == nombre and linea.value:
            yield from map(_constant, linea.value.values if isinstance(linea.value, ast.Dict) else [linea.value])
            return
    yield None


def _constant(expresion: ast.expr) -> str | None:
    return expresion.value if isinstance(expresion, ast.Constant) and isinstance(expresion.value, str) else None


def _name(expresion: ast.expr) -> str:
    return expresion.id if isinstance(expresion, ast.Name) else expresion.attr if isinstance(expresion, ast.Attribute) else ""


def _is_sentencia(expresion: ast.expr) -> bool:
    """More than one word: a name in the code is none."""
    return " " in (_constant(expresion) or "")
