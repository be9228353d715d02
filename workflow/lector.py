"""Reads a regime file leaf by leaf, keeping every complaint, and makes a `Regimen` of it when there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from workflow import coherencia
from workflow.calendario import CARPETA as CALENDARIOS
from workflow.esquema import (
    CABECERA,
    CABECERA_OPCIONAL,
    CLAVES,
    LECTURAS,
    REGLAS,
    TERMINOS,
    TERMINOS_CONDICIONADOS,
    TERMINOS_DE_RECURSO,
    ClaseDeRegla,
)
from workflow.herencia import CARPETA, RegimenInvalidoError, complain, read_datos
from workflow.hojas import Certeza, Condicion, Foro, Lectura, Procedencia, Recurso, Regla, Termino, Unidad
from workflow.ley import Regimen
from workflow.predicados import PREDICADOS

_T = TypeVar("_T")
_NOMBRES_DE_TIPO: Mapping[type, str] = MappingProxyType(
    {int: "número entero", str: "texto", list: "lista", date: "fecha", bool: "verdadero o falso", dict: "tabla"}
)


def parse_regimen(texto: str, *, archivo: str, carpeta: Path = CARPETA) -> Regimen:
    """Check a regime file whole and make a `Regimen` of it; `carpeta` is where what it extends is looked for.

    :raises RegimenInvalidoError: naming `archivo`, the key and the reason of the first problem.
    """
    regimen, problemas = review_regimen(texto, archivo=archivo, carpeta=carpeta)
    if regimen is None:
        raise problemas[0]
    return regimen


def review_regimen(texto: str, *, archivo: str, carpeta: Path = CARPETA) -> tuple[Regimen | None, list[RegimenInvalidoError]]:
    """The regime, or None and what is wrong with each leaf of its file."""
    try:
        datos = read_datos(texto, archivo=archivo, carpeta=carpeta)
    except RegimenInvalidoError as error:
        return None, [error]
    lector = _Lector(archivo=archivo, datos=datos)
    regimen = lector.read()
    return (None if lector.problemas else regimen), lector.problemas


class _Lector:
    """Reads one document, remembering the file so that each complaint can name it."""

    def __init__(self, *, archivo: str, datos: Mapping[str, Any]) -> None:
        self.archivo, self.datos = archivo, datos
        self.problemas: list[RegimenInvalidoError] = []

    def read(self) -> Regimen | None:
        """Every part of the file; None when what is missing leaves nothing to build."""
        cabecera = {clave: self._try(self._get, clave, tipo) for clave, tipo in CABECERA.items()}
        opcionales = {clave: self._try(self._get, clave, tipo, opcional=True) for clave, tipo in CABECERA_OPCIONAL.items()}
        zona = self._try(self._zona)
        self._try(self._calendario)
        plazos = self._each("plazos", TERMINOS, self._termino)
        recursos = self._each("recursos", None, self._recurso)
        reglas = {clave: Regla(clase.general) for clave, clase in REGLAS.items()} | self._reglas()
        lecturas = self._each("lecturas", None, self._lectura)
        condiciones = self._condiciones()
        self._reject_unknown_keys()
        if "resolucion" not in plazos and not any(p.campo.startswith("plazos.resolucion") for p in self.problemas):
            self._add("plazos.resolucion", "falta; es el único plazo sin el cual no hay régimen")
        if self.problemas or zona is None:
            return None
        del cabecera["zona_horaria"]
        regimen = Regimen(
            **cabecera | {"idiomas": tuple(cabecera["idiomas"] or ())},
            **opcionales | {"alias": opcionales["alias"] or ""},
            zona=zona,
            terminos=MappingProxyType(plazos | _first_terminos(recursos)),
            reglas=MappingProxyType(reglas),
            lecturas=MappingProxyType(lecturas),
            condiciones=condiciones,
            recursos=MappingProxyType(recursos),
        )
        for clave, razon in coherencia.list_contradicciones(regimen):
            self._add(clave, razon)
        return regimen

    # ── the parts ─────────────────────────────────────────────────────────────

    def _zona(self) -> ZoneInfo:
        nombre = self._get("zona_horaria", str)
        try:
            return ZoneInfo(nombre)
        except (KeyError, ValueError, OSError):
            raise self._complain("zona_horaria", f"no se conoce la zona «{nombre}»") from None

    def _calendario(self) -> None:
        nombre = self._get("calendario", str)
        if not (CALENDARIOS / f"{nombre}.csv").is_file():
            raise self._complain("calendario", f"no hay un calendario «{nombre}»")

    def _procedencia(self, clave: str) -> Procedencia:
        articulo, fuente = self._get(f"{clave}.articulo", str), self._get(f"{clave}.fuente", str)
        if not articulo.strip() or not fuente.strip():
            raise self._complain(clave, "el artículo y la fuente no pueden ir vacíos")
        nota = self._get(f"{clave}.nota", str, opcional=True) or ""
        return Procedencia(articulo, fuente, self._choice(f"{clave}.certeza", Certeza), nota)

    def _termino(self, clave: str, claves: tuple[str, ...] = CLAVES["plazo"], minimo: int = 1) -> Termino:
        self._reject_unknown(self._get(clave, dict), claves, clave)
        dias = self._get(f"{clave}.dias", int)
        if dias < minimo:
            raise self._complain(f"{clave}.dias", f"debe ser {minimo} o más")
        expresa = bool(self._get(f"{clave}.unidad_expresa", bool, opcional=True))
        return Termino(dias, self._choice(f"{clave}.unidad", Unidad), self._procedencia(clave), expresa)

    def _reglas(self) -> dict[str, Regla]:
        reglas: dict[str, Regla] = {}
        for clave, clase in REGLAS.items():
            grupo, hoja = clave.split(".")
            if hoja in self._group(grupo) and (regla := self._try(self._regla, clave, clase)):
                reglas[clave] = regla
        return reglas

    def _regla(self, clave: str, clase: ClaseDeRegla) -> Regla:
        self._reject_unknown(self._get(clave, dict), CLAVES["regla"], clave)
        valor = self._get(f"{clave}.valor", clase.tipo)
        valores = valor if clase.tipo is list else [valor]
        if clase.opciones and (ajenos := [str(v) for v in valores if v not in clase.opciones]):
            raise self._complain(f"{clave}.valor", f"«{', '.join(ajenos)}» no es ninguna de: {', '.join(clase.opciones)}")
        if not clase.opciones and clase.tipo in (int, list) and not all(isinstance(v, int) and v > 0 for v in valores):
            raise self._complain(f"{clave}.valor", "debe tener sólo números mayores que cero")
        return Regla(tuple(valor) if clase.tipo is list else valor, self._procedencia(clave))

    def _lectura(self, ruta: str) -> Lectura:
        self._reject_unknown(self._get(ruta, dict), CLAVES["lectura"], ruta)
        lectura = Lectura(
            clave=ruta.rpartition(".")[2],
            nombre=self._get(f"{ruta}.nombre", str),
            pregunta=self._get(f"{ruta}.pregunta", str),
            valor=self._get(f"{ruta}.valor", str),
            opciones=tuple(self._get(f"{ruta}.opciones", list)),
            procedencia=self._procedencia(ruta),
            textos=MappingProxyType(dict(self._get(f"{ruta}.textos", dict, opcional=True) or {})),
        )
        if not lectura.admits(lectura.valor):
            raise self._complain(f"{ruta}.valor", f"«{lectura.valor}» no está entre sus opciones")
        conocidas = LECTURAS.get(lectura.nombre, lectura.opciones)
        if ajenas := [str(opcion) for opcion in lectura.opciones if opcion not in conocidas]:
            raise self._complain(f"{ruta}.opciones", f"el cómputo no conoce «{', '.join(ajenas)}»; conoce: {', '.join(conocidas)}")
        if ajenos := [clave for clave, texto in lectura.textos.items() if clave not in lectura.opciones or not isinstance(texto, str)]:
            raise self._complain(f"{ruta}.textos", f"«{', '.join(ajenos)}» no es una de sus opciones con su texto")
        return lectura

    def _recurso(self, ruta: str) -> Recurso:
        nodo = self._get(ruta, dict)
        self._reject_unknown(nodo, CLAVES["recurso"], ruta)
        plazos = {n: self._try(self._termino, f"{ruta}.{n}") for n in TERMINOS_DE_RECURSO if n in nodo}
        return Recurso(
            id=ruta.rpartition(".")[2],
            nombre=self._get(f"{ruta}.nombre", str),
            foro=self._choice(f"{ruta}.foro", Foro),
            requiere=tuple(self._get(f"{ruta}.requiere", list, opcional=True) or ()),
            alternativa_a=tuple(self._get(f"{ruta}.alternativa_a", list, opcional=True) or ()),
            plazos=MappingProxyType({nombre: termino for nombre, termino in plazos.items() if termino}),
            procedencia=self._procedencia(ruta),
        )

    def _condiciones(self) -> tuple[Condicion, ...]:
        total = len(self._try(self._get, "condiciones", list, opcional=True) or ())
        leidas = (self._try(self._condicion, f"condiciones.{n}") for n in range(total))
        return tuple(condicion for condicion in leidas if condicion)

    def _condicion(self, ruta: str) -> Condicion:
        plazo, predicado = self._get(f"{ruta}.plazo", str), self._get(f"{ruta}.si", str)
        if plazo not in TERMINOS_CONDICIONADOS:
            raise self._complain(f"{ruta}.plazo", f"«{plazo}» no admite condiciones; sólo: {', '.join(TERMINOS_CONDICIONADOS)}")
        if predicado not in PREDICADOS:
            raise self._complain(f"{ruta}.si", f"no se conoce la condición «{predicado}»; las hay: {', '.join(PREDICADOS)}")
        valor = self._get(f"{ruta}.valor", PREDICADOS[predicado][0])
        return Condicion(plazo, predicado, valor, self._termino(ruta, CLAVES["condicion"], minimo=0))

    # ── how they are read ─────────────────────────────────────────────────────

    def _each(self, grupo: str, nombres: tuple[str, ...] | None, leer: Callable[[str], _T]) -> dict[str, _T]:
        """Each leaf of a group, by name; a wrong one is complained of and left out."""
        leidas: dict[str, _T] = {}
        for nombre in self._group(grupo):
            if nombres is None or nombre in nombres:
                hoja = self._try(leer, f"{grupo}.{nombre}")
                if hoja is not None:
                    leidas[nombre] = hoja
        return leidas

    def _group(self, nombre: str) -> Mapping[str, Any]:
        grupo = self.datos.get(nombre, {})
        return grupo if isinstance(grupo, Mapping) else {}

    def _get(self, clave: str, tipo: type, *, opcional: bool = False) -> Any:
        nodo: Any = self.datos
        for parte in clave.split("."):
            if isinstance(nodo, list):
                nodo = dict(enumerate(nodo))
                parte = int(parte)  # type: ignore[assignment]
            if not isinstance(nodo, Mapping) or parte not in nodo:
                if opcional:
                    return None
                raise self._complain(clave, "falta")
            nodo = nodo[parte]
        if not isinstance(nodo, tipo) or (tipo is int and isinstance(nodo, bool)):
            raise self._complain(clave, f"debe ser de tipo {_NOMBRES_DE_TIPO[tipo]}, no «{nodo}»")
        return nodo

    def _choice(self, clave: str, opciones: type[StrEnum]) -> Any:
        valor = self._get(clave, str)
        try:
            return opciones(valor)
        except ValueError:
            raise self._complain(clave, f"«{valor}» no es ninguna de: {', '.join(opciones)}") from None

    def _reject_unknown(self, nodo: Mapping[str, Any], conocidas: tuple[str, ...], ruta: str) -> None:
        for clave in nodo:
            if clave not in conocidas:
                raise self._complain(f"{ruta}.{clave}", f"clave desconocida; se admite: {', '.join(conocidas)}")

    def _reject_unknown_keys(self) -> None:
        reglas = {clave.split(".")[0] for clave in REGLAS}
        grupos = {"plazos": set(TERMINOS)} | {g: {c.split(".")[1] for c in REGLAS if c.startswith(f"{g}.")} for g in reglas}
        raices = {*CABECERA, *CABECERA_OPCIONAL, "extends", "quita", "lecturas", "recursos", "condiciones", *grupos}
        for clave in self.datos:
            if clave not in raices:
                self._add(clave, "clave desconocida")
        for grupo in ("lecturas", "recursos", *grupos):
            if not isinstance(self.datos.get(grupo, {}), Mapping):
                self._add(grupo, "debe ser de tipo tabla")
        for grupo, permitidas in grupos.items():
            for clave in self._group(grupo):
                if clave not in permitidas:
                    self._add(f"{grupo}.{clave}", f"clave desconocida; se admite: {', '.join(sorted(permitidas))}")

    def _try(self, leer: Callable[..., _T], *argumentos: Any, **opciones: Any) -> _T | None:
        try:
            return leer(*argumentos, **opciones)
        except RegimenInvalidoError as error:
            if error.detalle not in {problema.detalle for problema in self.problemas}:
                self.problemas.append(error)
            return None

    def _complain(self, clave: str, razon: str) -> RegimenInvalidoError:
        return complain(self.archivo, clave, razon)

    def _add(self, clave: str, razon: str) -> None:
        self.problemas.append(self._complain(clave, razon))


def _first_terminos(recursos: Mapping[str, Recurso]) -> dict[str, Termino]:
    """The terms of the first remedy, by the names under which the ledger knows them."""
    primero = next(iter(recursos.values()), None)
    return {f"recurso_{nombre}": termino for nombre, termino in primero.plazos.items()} if primero else {}
