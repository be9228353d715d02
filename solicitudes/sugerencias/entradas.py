"""What goes into the engine and what comes out: a body of the directory, and a suggestion with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entrada:
    """One body of the directory, as the suggestions need it."""

    codigo: str
    nombre: str
    siglas: str = ""
    tipo: str = ""
    departamento: str = ""
    municipio: str = ""
    materias: tuple[str, ...] = ()

    @property
    def es_municipalidad(self) -> bool:
        return self.tipo == "Municipalidad"

    @property
    def corto(self) -> str:
        """The initials or name after «de», as people say it: «del MAGA», «de la SAT»."""
        return self._join("de", self.siglas or self.nombre.removeprefix("El "))

    @property
    def completo(self) -> str:
        """The name after «a»: «al Ministerio de Economía», «a la Contraloría General de Cuentas»."""
        return self._join("a", self.nombre.removeprefix("El "))

    def _join(self, preposicion: str, nombre: str) -> str:
        primera = self.nombre.split(" ")[0]
        if primera.endswith("es"):  # Ferrocarriles de Guatemala
            return f"{preposicion} {nombre}"
        femenina = primera.endswith(("a", "ión", "dad")) or primera == "Corte"
        return f"{preposicion} la {nombre}" if femenina else f"{preposicion}l {nombre}"


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """A body to ask, the reason in Spanish, and a score that only orders the answers of one question."""

    codigo: str
    nombre: str
    motivo: str
    puntaje: float
