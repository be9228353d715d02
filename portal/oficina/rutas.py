"""What an address of the workbench may hold: a folio, an act, a number."""

from __future__ import annotations

from portal.oficina.tramites import TRAMITES


class Folio:
    """A folio as it is written: no word of another address looks like one."""

    regex = "[A-Z]{2}-[0-9]{4}-[A-Z0-9-]+-[0-9]{6,}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Acto(Folio):
    """The route of an act of an institution."""

    regex = "|".join(TRAMITES)


class Numero(Folio):
    """The number of a row, as text: the door of every page looks into what an address holds."""

    regex = "[0-9]{1,18}"
