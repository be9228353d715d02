"""What goes into the engine: a body of the directory."""

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
        """The initials, or the name, as people say it."""
        return self.siglas or self.completo

    @property
    def completo(self) -> str:
        return self.nombre.removeprefix("El ")

    @property
    def articulo(self) -> str:
        """The article that people put before it: «el» MAGA, «la» SAT; none before a plural."""
        primera = self.nombre.split(" ")[0]
        if primera.endswith("es"):  # Ferrocarriles de Guatemala
            return ""
        return "la" if primera.endswith(("a", "ión", "dad")) or primera == "Corte" else "el"
