"""The mark of what has no legal value: the folio of a rehearsal begins with it, and every paper of it says so."""

from __future__ import annotations

#: What stands where a real folio has its country: no jurisdiction has six letters.
PREFIJO = "PRUEBA"


def is_de_prueba(folio: str) -> bool:
    """Whether a folio is of a rehearsal."""
    return folio.startswith(f"{PREFIJO}-")
