"""One version of one law, ready to be asked: its terms, rules, readings, conditions and remedies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from workflow.esquema import LECTURAS
from workflow.eventos import TipoSolicitud
from workflow.hojas import Condicion, Lectura, Recurso, Regla, Termino
from workflow.predicados import holds
from workflow.problema import ProblemaError

SIN_ATRIBUTOS: Mapping[str, Any] = MappingProxyType({})


class LecturaInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "lectura-invalida"
    titulo: ClassVar[str] = "Esa lectura de la ley no existe"


class TipoNoPrevistoError(ProblemaError):
    codigo: ClassVar[str] = "tipo-no-previsto"
    titulo: ClassVar[str] = "El régimen no prevé ese tipo de solicitud"


@dataclass(frozen=True, eq=False)
class Regimen:
    """One version of one law. Compared by identity: each version is loaded once."""

    id: str
    version: int
    nombre: str
    jurisdiccion: str
    zona: ZoneInfo
    idiomas: tuple[str, ...]
    alias: str
    vigente_desde: date | None
    vigente_hasta: date | None
    calendario: str
    terminos: Mapping[str, Termino]
    reglas: Mapping[str, Regla]
    lecturas: Mapping[str, Lectura]
    condiciones: tuple[Condicion, ...]
    recursos: Mapping[str, Recurso]

    def choose_lecturas(self, elegidas: Mapping[str, str]) -> Mapping[str, str]:
        """The reading of each disputed point: the chosen ones over the regime's own.

        :raises LecturaInvalidaError: an unknown key, or a value that the regime does not offer.
        """
        resultado = dict(self._propias)
        for clave, valor in elegidas.items():
            lectura = self._find_lectura(clave)
            if not isinstance(valor, str) or not lectura.admits(valor):
                raise LecturaInvalidaError(
                    "«{valor}» no es una lectura de {clave}; las hay: {opciones}.",
                    valor=valor,
                    clave=clave,
                    opciones=[f"«{o}»" for o in lectura.opciones],
                    campo=f"lecturas/{clave}",
                )
            resultado[lectura.clave] = valor
        return resultado

    def name_lecturas(self, lecturas: Mapping[str, str]) -> Mapping[str, str]:
        """The readings that the engine acts on, by name: those of the case, and the general one where the regime declares none."""
        return _name_lecturas(self, tuple(lecturas.items()))

    def closes_medio_dia(self, lecturas: Mapping[str, str]) -> bool:
        """Whether, by these readings, a half holiday is a closed day."""
        return self.name_lecturas(lecturas)["medio_dia"] == "inhabil"

    def term_for(self, tipo: TipoSolicitud, atributos: Mapping[str, Any] = SIN_ATRIBUTOS) -> Termino:
        """The term in which a request of this type, with these facts, is answered (in Guatemala, LAIP arts. 33, 34, 42).

        :raises TipoNoPrevistoError: the law has no term for the type.
        """
        nombre = "resolucion" if tipo is TipoSolicitud.ACCESO else tipo.value
        for condicion in self.condiciones:
            if condicion.plazo == nombre and holds(condicion.predicado, condicion.valor, atributos):
                return condicion.termino
        try:
            return self.terminos[nombre]
        except KeyError:
            raise TipoNoPrevistoError(
                "«{regimen}» no tiene plazo para esto: {tipo}.", regimen=self.nombre, tipo=tipo.etiqueta, campo="tipo"
            ) from None

    def find_hoja(self, clave: str) -> Termino | Regla | Lectura | None:
        """The leaf of a key: «plazos.prorroga», «silencio.efecto», or the name of a reading; None when the regime declares none."""
        return self._hojas.get(clave)

    def join_articulos(self, claves: tuple[str, ...]) -> str:
        """The articles of these leaves, each once, without those that the regime does not declare."""
        return _join_articulos(self, claves)

    def in_force_on(self, fecha: date) -> bool:
        """Whether this version held that day; an end that the file does not give is open."""
        return (self.vigente_desde is None or self.vigente_desde <= fecha) and (self.vigente_hasta is None or fecha <= self.vigente_hasta)

    @property
    def primer_recurso(self) -> Recurso | None:
        """The remedy that the ledger follows; the others are listed beside it."""
        return next(iter(self.recursos.values()), None)

    def find_clave(self, clave: str) -> str:
        """The key of a disputed point, given it or its name.

        :raises LecturaInvalidaError: the regime has no such point.
        """
        return self._find_lectura(clave).clave

    def _find_lectura(self, clave: str) -> Lectura:
        for lectura in self.lecturas.values():
            if clave in (lectura.clave, lectura.nombre):
                return lectura
        raise LecturaInvalidaError(
            "«{clave}» no es un punto discutido de «{regimen}»; los hay: {lecturas}.",
            clave=clave,
            regimen=self.nombre,
            lecturas=list(self.lecturas) or "ninguno",
            campo=f"lecturas/{clave}",
        )

    @cached_property
    def _propias(self) -> Mapping[str, str]:
        return {clave: lectura.valor for clave, lectura in self.lecturas.items()}

    @cached_property
    def _hojas(self) -> Mapping[str, Termino | Regla | Lectura]:
        return {
            **{lectura.nombre: lectura for lectura in reversed(tuple(self.lecturas.values()))},
            **self.reglas,
            **{f"plazos.{nombre}": termino for nombre, termino in self.terminos.items()},
        }


@lru_cache(maxsize=1024)
def _name_lecturas(regimen: Regimen, lecturas: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    nombradas = {nombre: opciones[0] for nombre, opciones in LECTURAS.items()}
    return MappingProxyType(nombradas | {regimen.lecturas[clave].nombre: valor for clave, valor in lecturas})


@lru_cache(maxsize=1024)
def _join_articulos(regimen: Regimen, claves: tuple[str, ...]) -> str:
    hojas = [hoja for clave in claves if (hoja := regimen.find_hoja(clave))]
    return ", ".join(dict.fromkeys(hoja.procedencia.articulo for hoja in hojas if hoja.procedencia))
