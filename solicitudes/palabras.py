"""Finding words in what people wrote, accents and capitals aside: by an index where the database is PostgreSQL."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import BooleanField, Expression, F

from solicitudes.models.institucion import fold_texto

MAXIMO_DE_PALABRAS = 10
#: Letters that are found as others. The index of the migration is built on exactly this and on what separates words.
_PLEGADAS = {"a": "áàâ", "e": "éèê", "i": "íìî", "o": "óòô", "u": "úùûü", "n": "ñ", "c": "ç"}
_SEPARADORES = "-./,:;@_''’"  # the quote twice, as SQL writes it
_DE = "".join(_PLEGADAS.values()) + _SEPARADORES
_A = "".join(llana * len(acentuadas) for llana, acentuadas in _PLEGADAS.items()) + " " * (len(_SEPARADORES) - 1)


def sql_vector(columna: str) -> str:
    """The expression of PostgreSQL that the index holds: the words of a column, folded."""
    return f"to_tsvector('simple', translate(lower({columna}), '{_DE}', '{_A}'))"


def split_palabras(texto: str) -> list[str]:
    """The words of a search, folded."""
    return re.findall(r"[^\W_]+", fold_texto(texto))[:MAXIMO_DE_PALABRAS]


class TienePalabras(Expression):
    """Whether a text has every word of `texto`, each at the beginning of one of its own: «medic» finds «medicamentos».

    A text without words is found everywhere; whoever asks looks first.
    """

    conditional = True

    def __init__(self, campo: str, texto: str) -> None:
        super().__init__(output_field=BooleanField())
        self.campo: Any = F(campo)
        self.palabras = split_palabras(texto)

    def get_source_expressions(self) -> list[Any]:
        return [self.campo]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.campo,) = exprs

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        columna, parametros = compiler.compile(self.campo)
        consulta = " & ".join(f"'{palabra}':*" for palabra in self.palabras)
        return f"{sql_vector(columna)} @@ to_tsquery('simple', %s)", [*parametros, consulta]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Without that index, text by text: a small database bears it."""
        columna, parametros = compiler.compile(self.campo)
        condiciones = " AND ".join(f"{columna} REGEXP %s" for _ in self.palabras) or "1 = 1"
        return f"({condiciones})", [valor for palabra in self.palabras for valor in (*parametros, _pattern(palabra))]


def _pattern(palabra: str) -> str:
    """A folded word as a regular expression that finds it with its accents, at the beginning of a word."""
    letras = (f"[{letra}{_PLEGADAS[letra]}]" if letra in _PLEGADAS else re.escape(letra) for letra in palabra)
    return r"(?i)(?<![^\W_])" + "".join(letras)
