"""How the inbox says what is left of a term: in words, and with a shape that is told apart without its colour."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, ngettext

from solicitudes.bandeja import TOPE
from workflow.restante import Restante, Urgencia

register = template.Library()

#: A shape for each urgency; the words beside it say the same.
FORMAS: dict[Urgencia, str] = {Urgencia.VENCIDA: "■", Urgencia.HOY: "▲", Urgencia.PRONTO: "◆", Urgencia.CON_TIEMPO: "●"}


@register.filter
def en_palabras(restante: Restante) -> str:
    """«vence hoy», «quedan 3 días hábiles», «venció hace 2 días hábiles»."""
    dias = restante.dias
    if restante.urgencia is Urgencia.HOY:
        return gettext("vence hoy")
    if restante.urgencia is Urgencia.VENCIDA:
        if not dias:
            return gettext("venció")
        return ngettext("venció hace %(n)d día hábil", "venció hace %(n)d días hábiles", dias) % {"n": dias}
    if dias is None:
        return gettext("en plazo")
    return ngettext("queda %(n)d día hábil", "quedan %(n)d días hábiles", dias) % {"n": dias}


@register.filter
def figura(restante: Restante) -> str:
    """The shape of an urgency."""
    return FORMAS[restante.urgencia]


@register.filter
def hasta_tope(cuenta: int) -> str:
    """12 → «12»; what was not counted further, «500 o más»."""
    return str(cuenta) if cuenta < TOPE else gettext("%d o más") % TOPE
