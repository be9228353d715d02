"""What another system sends to be reconciled: one JSON object a line, or a CSV; a row that cannot be read says why and stops nothing."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from solicitudes.conciliacion import MAXIMO_DE_FILAS, DemasiadasFilasError, Fila
from workflow.frase import Cita, Frase

#: How long a line may be: a case with some hundreds of papers.
LARGO_DE_LINEA = 64 * 1024
COLUMNAS = ("folio", "expediente_interno", "estado", "version", "documentos")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LARGOS = {"folio": 64, "expediente_interno": 60, "estado": 20}


def read_ndjson(lineas: Iterable[bytes]) -> Iterator[Fila]:
    """Rows from lines of UTF-8, each a JSON object with the names of `COLUMNAS`; blank lines are none."""
    for numero, linea in enumerate(lineas, start=1):
        if numero > 2 * MAXIMO_DE_FILAS:
            raise DemasiadasFilasError("Caben {maximo} filas.", maximo=MAXIMO_DE_FILAS)
        if not linea.strip():
            continue
        if len(linea) > LARGO_DE_LINEA:
            yield Fila(numero, falta=Frase("La línea pasa de {maximo} kB.", {"maximo": LARGO_DE_LINEA // 1024}))
            continue
        try:
            yield build_fila(numero, json.loads(linea))
        except (ValueError, RecursionError):  # a UnicodeDecodeError is a ValueError
            yield Fila(numero, falta=Frase("La línea no es JSON."))


def read_csv(lineas: Iterable[str]) -> Iterator[Fila]:
    """Rows from a CSV with the headings of `COLUMNAS`, any of them absent; several papers are separated by blanks.

    :raises ValueError: it has neither `folio` nor `expediente_interno` among its headings.
    """
    lector = csv.DictReader(lineas)
    titulos = set(lector.fieldnames or ())
    if not titulos & {"folio", "expediente_interno"}:
        raise ValueError("no headings")
    for celdas in lector:
        datos = {columna: (celdas[columna] or "").strip() for columna in COLUMNAS if columna in titulos}
        fila: dict[str, Any] = {clave: valor for clave, valor in datos.items() if valor or clave == "documentos"}
        if "documentos" in fila:
            fila["documentos"] = fila["documentos"].lower().split()
        if str(fila.get("version", "")).isdecimal():
            fila["version"] = int(fila["version"])
        yield build_fila(lector.line_num, fila)


def build_fila(linea: int, datos: Any) -> Fila:
    """A row from what one line says, or with why it cannot be read."""
    if not isinstance(datos, Mapping):
        return Fila(linea, falta=Frase("La línea no es un objeto."))
    if falta := _find_falta(datos):
        folio = datos.get("folio")
        return Fila(linea, folio=folio[:64] if isinstance(folio, str) and "\0" not in folio else "", falta=falta)
    papeles = datos.get("documentos")
    return Fila(
        linea,
        folio=datos.get("folio") or "",
        expediente_interno=datos.get("expediente_interno"),
        estado=datos.get("estado"),
        version=datos.get("version"),
        papeles=frozenset(huella.lower() for huella in papeles) if papeles is not None else None,
    )


def _find_falta(datos: Mapping[str, Any]) -> Frase | None:
    for clave, largo in _LARGOS.items():
        valor = datos.get(clave)
        if valor is not None and (
            not isinstance(valor, str) or len(valor) > largo or any(ord(c) < 32 or "\ud800" <= c <= "\udfff" for c in valor)
        ):
            return Frase("«{clave}» es un texto de hasta {largo} letras.", {"clave": Cita(clave), "largo": largo})
    version, papeles = datos.get("version"), datos.get("documentos")
    if version is not None and (not isinstance(version, int) or isinstance(version, bool) or not 0 <= version < 2**31):
        return Frase("«version» es un número entero.")
    if papeles is not None and not (
        isinstance(papeles, list) and all(isinstance(h, str) and _SHA256.fullmatch(h.lower()) for h in papeles)
    ):
        return Frase("«documentos» es una lista de SHA-256 en hexadecimal.")
    if not datos.get("folio") and not datos.get("expediente_interno"):
        return Frase("Falta el folio o el número interno.")
    return None
