"""The shape of the schema, and what of a new one breaks a program written for an old one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Forma = dict[str, Any]
_PALABRAS = ("type", "format", "enum", "required", "properties", "items", "$ref", "anyOf", "oneOf", "allOf", "additionalProperties")


def read_forma(esquema: dict[str, Any]) -> Forma:
    """What programs lean on, without texts and limits: operations with their parameters, bodies and answers; components."""
    operaciones = {}
    for ruta, metodos in esquema["paths"].items():
        for metodo, operacion in metodos.items():
            operaciones[f"{metodo.upper()} {ruta}"] = {
                "parametros": {
                    f"{p['in']}:{p['name']}": {"obligatorio": p.get("required", False), "forma": _prune(p["schema"])}
                    for p in operacion.get("parameters", [])
                },
                "cuerpo": _contents(operacion.get("requestBody", {})),
                "respuestas": {estatus: _contents(dato) for estatus, dato in operacion["responses"].items() if estatus < "4"},
            }
    componentes = {nombre: _prune(dato) for nombre, dato in esquema["components"]["schemas"].items()}
    return {"version": esquema["info"]["version"], "operaciones": operaciones, "componentes": componentes}


def list_rupturas(antes: Forma, ahora: Forma) -> list[str]:
    """What was and is no more, and what is asked for that was not; nothing when every program goes on."""
    return sorted({*_compare_operaciones(antes, ahora), *_compare_componentes(antes, ahora)})


def may_break(antes: str, ahora: str) -> bool:
    """Whether the version says that something breaks: the first figure, or the second before 1.0."""
    cifras = [tuple(map(int, version.split("."))) for version in (antes, ahora)]
    return cifras[1][:1] > cifras[0][:1] or (cifras[0][0] == 0 and cifras[1][:2] > cifras[0][:2])


def _compare_operaciones(antes: Forma, ahora: Forma) -> Iterator[str]:
    for nombre, vieja in antes["operaciones"].items():
        nueva = ahora["operaciones"].get(nombre)
        if nueva is None:
            yield f"{nombre}: ya no existe"
            continue
        for parametro, dato in nueva["parametros"].items():
            viejo = vieja["parametros"].get(parametro)
            if dato["obligatorio"] and not (viejo and viejo["obligatorio"]):
                yield f"{nombre}: ahora exige {parametro}"
            if viejo:
                yield from _compare_forma(f"{nombre} {parametro}", viejo["forma"], dato["forma"], pedida=True)
        for parametro in vieja["parametros"].keys() - nueva["parametros"].keys():
            yield f"{nombre}: ya no admite {parametro}"
        for parte in ("cuerpo", "respuestas"):
            for clave, dato in vieja[parte].items():
                if json.dumps(nueva[parte].get(clave), sort_keys=True) != json.dumps(dato, sort_keys=True):
                    yield f"{nombre}: cambia {parte} {clave}"


def _compare_componentes(antes: Forma, ahora: Forma) -> Iterator[str]:
    for nombre, vieja in antes["componentes"].items():
        nueva = ahora["componentes"].get(nombre)
        if nueva is None:
            yield f"{nombre}: ya no existe"
        else:
            yield from _compare_forma(nombre, vieja, nueva, pedida=nombre.endswith("Request"))


def _compare_forma(lugar: str, vieja: Forma, nueva: Forma, *, pedida: bool) -> Iterator[str]:
    for palabra in ("type", "format", "$ref", "items", "anyOf", "oneOf", "allOf"):
        if vieja.get(palabra) != nueva.get(palabra):
            yield f"{lugar}: cambia {palabra}"
    for valor in set(map(str, vieja.get("enum", []))) - set(map(str, nueva.get("enum", []))):
        yield f"{lugar}: ya no hay el valor {valor}"
    if nueva.get("enum") and not vieja.get("enum"):
        yield f"{lugar}: ahora solo admite algunos valores"
    campos = nueva.get("properties", {})
    for campo, dato in vieja.get("properties", {}).items():
        if campo not in campos:
            yield f"{lugar}.{campo}: ya no existe"
        else:
            yield from _compare_forma(f"{lugar}.{campo}", dato, campos[campo], pedida=pedida)
    exigidos, prometidos = set(nueva.get("required", [])), set(vieja.get("required", []))
    for campo in exigidos - prometidos if pedida else prometidos - exigidos:
        yield f"{lugar}.{campo}: ahora es obligatorio" if pedida else f"{lugar}.{campo}: ya no es seguro que venga"


def _contents(dato: dict[str, Any]) -> dict[str, Any]:
    return {tipo: _prune(contenido.get("schema", {})) for tipo, contenido in dato.get("content", {}).items()}


def _prune(dato: Any) -> Any:
    if isinstance(dato, list):
        return [_prune(uno) for uno in dato]
    if not isinstance(dato, dict):
        return dato
    podado = {palabra: _prune(dato[palabra]) for palabra in _PALABRAS if palabra in dato and palabra != "properties"}
    if "properties" in dato:
        podado["properties"] = {campo: _prune(forma) for campo, forma in dato["properties"].items()}
    return podado
