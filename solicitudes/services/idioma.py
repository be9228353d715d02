"""choose_idioma: the language in which somebody with an account reads her pages, on whatever device she signs in."""

from __future__ import annotations

from solicitudes.models import Persona


def choose_idioma(*, persona_id: int, idioma: str) -> None:
    """Keep the choice. It is hers alone and changes no case, so that no act records it."""
    Persona.objects.filter(pk=persona_id).exclude(idioma=idioma).update(idioma=idioma)
