"""The regimes that ship with the system, found by id or alias, version and date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

from workflow.herencia import CARPETA, RegimenInvalidoError
from workflow.hojas import Certeza, Lectura, Procedencia, Recurso, Regla, Termino, Unidad
from workflow.lector import parse_regimen
from workflow.ley import LecturaInvalidaError, Regimen
from workflow.problema import ProblemaError

__all__ = [
    "Certeza",
    "Lectura",
    "LecturaInvalidaError",
    "Procedencia",
    "Recurso",
    "Regimen",
    "RegimenDesconocidoError",
    "RegimenInvalidoError",
    "Regla",
    "Termino",
    "Unidad",
    "get_regimen",
    "get_regimen_vigente",
    "load_regimenes",
]


class RegimenDesconocidoError(ProblemaError):
    codigo: ClassVar[str] = "regimen-desconocido"
    titulo: ClassVar[str] = "No se conoce ese régimen"


@lru_cache(maxsize=1)
def load_regimenes() -> Mapping[tuple[str, int], Regimen]:
    """Every version of every regime shipped in `regimenes/`, by (id, version)."""
    resultado: dict[tuple[str, int], Regimen] = {}
    for ruta in sorted(CARPETA.glob("*.toml")):
        regimen = parse_regimen(ruta.read_text(encoding="utf-8"), archivo=ruta.name)
        if (regimen.id, regimen.version) in resultado:
            raise RegimenInvalidoError(f"{ruta.name}: version: {regimen.id} versión {regimen.version} ya está en otro archivo.")
        if regimen.alias in {otro.alias for otro in resultado.values() if otro.id != regimen.id} - {""}:
            raise RegimenInvalidoError(f"{ruta.name}: alias: «{regimen.alias}» ya es el de otro régimen.")
        resultado[regimen.id, regimen.version] = regimen
    return MappingProxyType(resultado)


def get_regimen(id: str, version: int) -> Regimen:
    """The version to which a case is pinned.

    :raises RegimenDesconocidoError: no such version.
    """
    try:
        return load_regimenes()[id, version]
    except KeyError:
        raise RegimenDesconocidoError(
            "No hay versión {version} del régimen «{regimen}».", version=version, regimen=id, campo="regimen"
        ) from None


def get_regimen_vigente(id: str, *, fecha: date) -> Regimen:
    """The version in force on `fecha`, the day of filing, or at that moment if it is an aware datetime: then the day is that of the
    regime's own zone. `id` may be the regime's alias, as «mx».

    :raises RegimenDesconocidoError: the regime does not exist, or was not in force that day.
    """
    versiones = [r for r in load_regimenes().values() if id in (r.id, r.alias)]
    if not versiones:
        conocidos = sorted({r.id for r in load_regimenes().values()})
        raise RegimenDesconocidoError(
            "No se conoce el régimen «{regimen}»; los hay: {conocidos}.", regimen=id, conocidos=conocidos, campo="regimen"
        )
    vigentes = [r for r in versiones if r.in_force_on(fecha.astimezone(r.zona).date() if isinstance(fecha, datetime) else fecha)]
    if not vigentes:
        raise RegimenDesconocidoError(
            "El régimen «{regimen}» no estaba vigente el {fecha:%d/%m/%Y}.", regimen=id, fecha=fecha, campo="regimen"
        )
    return max(vigentes, key=lambda r: r.version)
