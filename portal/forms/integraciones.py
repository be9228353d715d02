"""Which part of the stream is delivered again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario


def _posicion(etiqueta: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=etiqueta,
        min_value=1,
        max_value=2**62,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Escriba la posición"), "invalid": _("Escriba la posición con cifras")},
    )


class ReenviarForm(Formulario):
    desde = _posicion(_("Desde la posición"))
    hasta = _posicion(_("Hasta la posición"))
