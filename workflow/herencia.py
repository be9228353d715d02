"""`extends`: a sub-national law is its country's file with some leaves of its own.

A leaf is replaced whole, so that nobody's article ends up beside somebody else's number; `quita` names those that the law drops.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from workflow.problema import ProblemaError

CARPETA = Path(__file__).parent / "regimenes"
#: What each file says for itself.
_PROPIAS = ("extends", "quita", "alias", "vigente_desde", "vigente_hasta")


class RegimenInvalidoError(ProblemaError):
    """A regime file is wrong: the message names the file, the key and the reason."""

    codigo: ClassVar[str] = "regimen-invalido"
    titulo: ClassVar[str] = "El archivo del régimen tiene un error"


def complain(archivo: str, clave: str, razon: str) -> RegimenInvalidoError:
    """The error for one key of one file."""
    return RegimenInvalidoError(f"{archivo}: {clave}: {razon}.", campo=clave)


def read_datos(texto: str, *, archivo: str, carpeta: Path = CARPETA, hijos: tuple[str, ...] = ()) -> dict[str, Any]:
    """The document, over the one that it extends, if any.

    :raises RegimenInvalidoError: it is not TOML, or extends what does not exist or extends it in turn.
    """
    try:
        propios = tomllib.loads(texto)
    except tomllib.TOMLDecodeError as error:
        raise RegimenInvalidoError(f"{archivo}: no es TOML válido: {error}.") from error
    padre = propios.get("extends")
    if padre is None:
        return propios
    if padre in hijos:
        raise complain(archivo, "extends", f"«{padre}» se extiende a sí mismo")
    for clave in ("id", "nombre"):
        if clave not in propios:
            raise complain(archivo, clave, "falta; un régimen que extiende a otro tiene el suyo")
    texto_padre, archivo_padre = _find_padre(padre, archivo=archivo, carpeta=carpeta, fecha=propios.get("vigente_desde"))
    datos = read_datos(texto_padre, archivo=archivo_padre, carpeta=carpeta, hijos=(*hijos, padre))
    for clave in _PROPIAS:
        datos.pop(clave, None)
    return _remove(_merge(datos, propios), propios.get("quita", []), archivo)


def _find_padre(id: str, *, archivo: str, carpeta: Path, fecha: object) -> tuple[str, str]:
    """The version of the parent that held when the child came into force, so that a later one does not change the child."""
    versiones = []
    for ruta in sorted(carpeta.glob("*.toml")):
        texto = ruta.read_text(encoding="utf-8")
        datos = tomllib.loads(texto)
        if datos.get("id") == id:
            versiones.append((datos.get("vigente_desde", date.min), texto, ruta.name))
    if not versiones:
        raise complain(archivo, "extends", f"no hay ningún régimen «{id}»")
    vigentes = [version for version in versiones if not isinstance(fecha, date) or version[0] <= fecha]
    _, texto, nombre = max(vigentes) if vigentes and isinstance(fecha, date) else min(versiones)
    return texto, nombre


def _merge(padre: Mapping[str, Any], hijo: Mapping[str, Any]) -> dict[str, Any]:
    resultado = copy.deepcopy(dict(padre))
    for clave, valor in hijo.items():
        grupo = isinstance(valor, Mapping) and isinstance(resultado.get(clave), Mapping) and "articulo" not in valor
        resultado[clave] = _merge(resultado[clave], valor) if grupo else valor
    return resultado


def _remove(datos: dict[str, Any], claves: object, archivo: str) -> dict[str, Any]:
    if not isinstance(claves, list):
        raise complain(archivo, "quita", 'debe ser una lista de claves, como ["plazos.prorroga"]')
    for clave in claves:
        *camino, ultimo = str(clave).split(".")
        nodo: Any = datos
        for parte in camino:
            nodo = nodo.get(parte) if isinstance(nodo, dict) else None
        if not isinstance(nodo, dict) or ultimo not in nodo:
            raise complain(archivo, "quita", f"«{clave}» no está en el régimen que se extiende")
        del nodo[ultimo]
    return datos
