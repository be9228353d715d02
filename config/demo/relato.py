"""How the demonstration reads in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

from django.utils.formats import date_format

from documentos.templatetags.papel import en_dias

_ANCHO = 100


class Salida(Protocol):
    """Where lines go: Django's wrapped standard output, or any text stream."""

    def write(self, texto: str, /) -> Any: ...

    def flush(self) -> Any: ...

    def isatty(self) -> bool: ...


class Relato:
    """Prints titles, steps and terms, in colour where the terminal has it."""

    def __init__(self, salida: Salida) -> None:
        self._salida = salida
        self._color = salida.isatty()

    def title(self, texto: str) -> None:
        self._write("")
        self._write(self._paint("1;36", f"━━ {texto} ".ljust(_ANCHO, "━")))

    def quote(self, texto: str) -> None:
        for linea in textwrap.wrap(f"«{texto}»", _ANCHO - 4):
            self._write(self._paint("3", f"    {linea}"))

    def step(self, cuando: datetime, quien: str, que: str, *detalles: str) -> None:
        """One thing that happened: when, who, what, and lines below it."""
        fecha = date_format(cuando, "D j M Y").lower()
        self._write(f"  {self._paint('2', fecha.ljust(17))} {self._paint('1', quien.ljust(12))} {que}")
        for detalle in detalles:
            for linea in textwrap.wrap(detalle, _ANCHO - 34):
                self._write(" " * 32 + self._paint("2", f"· {linea}" if linea == textwrap.wrap(detalle, _ANCHO - 34)[0] else f"  {linea}"))

    def term(self, plazo: dict[str, Any]) -> None:
        """A term and its why, day by day."""
        if plazo["vence"] is None:
            self._write(f"{' ' * 32}plazo de {plazo['clave']}: {plazo['estado']}")
            return
        vence = date_format(date.fromisoformat(plazo["vence"]), r"l j \d\e F \d\e Y")
        dias = en_dias(plazo["dias"], plazo["unidad"])
        self._write(f"{' ' * 32}{self._paint('32', f'vence el {vence}')}: {dias}, art. {plazo['articulo']}")
        for linea in textwrap.wrap("¿Por qué? " + _count(plazo["explicacion"]), _ANCHO - 32):
            self._write(" " * 32 + self._paint("2", linea))

    def table(self, filas: Sequence[tuple[str, str]]) -> None:
        for nombre, valor in filas:
            self._write(f"  {nombre.ljust(34)} {valor}")

    def line(self, texto: str = "") -> None:
        self._write(texto)

    def _paint(self, codigo: str, texto: str) -> str:
        return f"\033[{codigo}m{texto}\033[0m" if self._color else texto

    def _write(self, linea: str) -> None:
        self._salida.write(linea.rstrip() + "\n")
        self._salida.flush()


def _count(explicacion: Sequence[dict[str, Any]]) -> str:
    """The count in one paragraph: numbered days, and the closed ones with their reason, weekends told once."""
    partes = []
    for dia in explicacion:
        fecha = date_format(date.fromisoformat(dia["fecha"]), "j M").lower()
        if "dia" in dia:
            partes.append(f"{fecha} ({dia['dia']})")
        elif dia["excluida"] not in ("sábado", "domingo"):
            partes.append(f"{fecha} no: {dia['excluida']}")
    return " · ".join(partes) + " · sin sábados ni domingos."
