"""Naming a substitute: for whom, who, from which day to which."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario
from portal.oficina.forms.registrar import FECHA, FORMATOS_DE_DIA
from solicitudes.suplencias import Suplencias


def _dia(etiqueta: Any, *, falta: Any) -> forms.DateField:
    atributos = {"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false", "class": "govuk-input--width-10"}
    return forms.DateField(
        label=etiqueta,
        input_formats=FORMATOS_DE_DIA,
        widget=forms.DateInput(attrs=atributos, format=FECHA),
        error_messages={"required": falta, "invalid": _("Escriba el día así: 31/12/2026")},
    )


class SuplenciaForm(Formulario):
    cargo = forms.TypedChoiceField(
        label=_("¿Quién se ausenta?"),
        coerce=int,
        error_messages={"required": _("Elija quién se ausenta"), "invalid_choice": _("Elija a alguien de la lista")},
    )
    suplente = forms.TypedChoiceField(
        label=_("¿Quién la o lo suple?"),
        coerce=int,
        help_text=_("Alguien que ya tenga un cargo en la institución. No puede nombrarse usted."),
        error_messages={"required": _("Elija quién suple"), "invalid_choice": _("Elija a alguien de la lista")},
    )
    desde = _dia(_("Primer día"), falta=_("Escriba el primer día"))
    hasta = _dia(_("Último día"), falta=_("Escriba el último día"))

    def __init__(self, *args: Any, suplencias: Suplencias, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titulares = [(c.pk, f"{c.persona}, {gettext(c.get_rol_display())}") for c in suplencias.titulares]
        cast(forms.ChoiceField, self.fields["cargo"]).choices = [("", gettext("Elija")), *titulares]
        cast(forms.ChoiceField, self.fields["suplente"]).choices = [("", gettext("Elija")), *((p.pk, str(p)) for p in suplencias.gente)]
