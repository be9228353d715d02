"""How the workbench says what is left of a term: in words, and with a shape that is told apart without its colour."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from solicitudes.bandeja import TOPE
from workflow.restante import Restante, Urgencia

#: A shape for each urgency; the words beside it say the same.
FORMAS: dict[Urgencia, str] = {Urgencia.VENCIDA: "■", Urgencia.HOY: "▲", Urgencia.PRONTO: "◆", Urgencia.CON_TIEMPO: "●"}


def tell_restante(restante: Restante) -> str:
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


def tell_cuenta(cuenta: int) -> str:
    """12 → «12»; what was not counted further, «500 o más»."""
    return str(cuenta) if cuenta < TOPE else gettext("%d o más") % TOPE
