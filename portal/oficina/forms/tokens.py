"""A new personal token: what it is for, what it may do, for how long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.administracion import FormularioDeServicio
from solicitudes.alcances import Alcance
from solicitudes.services.tokens import DatosDeToken


class TokenForm(FormularioDeServicio):
    nombre = forms.CharField(
        label=_("Para qué es"),
        max_length=60,
        help_text=_("Como lo reconocerá después: «Tablero de la dirección», «Reporte de los lunes»."),
        error_messages={"required": _("Escriba para qué es")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    alcances = forms.MultipleChoiceField(
        label=_("Qué podrá hacer"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Solo lo que haga falta. Ningún token firma ni decide."),
        error_messages={"required": _("Elija al menos una cosa")},
    )
    dias = forms.IntegerField(
        label=_("Por cuántos días"),
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"required": _("Escriba por cuántos días"), "invalid": _("Escriba los días con cifras")},
    )

    def __init__(self, *args: Any, posibles: Iterable[Alcance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alcances"].choices = [(a.value, ALCANCES_DE_UNA_PERSONA[a]) for a in posibles]  # type: ignore[attr-defined]
        dias = self.fields["dias"]
        dias.help_text = _("%(maximo)d como máximo. Después hay que hacer otro.") % {"maximo": settings.TOKENS_DIAS_MAXIMO}
        self.initial.setdefault("dias", min(30, settings.TOKENS_DIAS_MAXIMO))

    def build_datos(self) -> DatosDeToken:
        return DatosDeToken(self.cleaned_data["nombre"], tuple(self.cleaned_data["alcances"]), self.cleaned_data["dias"])


#: What each scope means to the person who gives it to a program of hers.
ALCANCES_DE_UNA_PERSONA = {
    Alcance.PRESENTAR: _("Registrar lo que llega a la oficina"),
    Alcance.LEER: _("Leer los expedientes que usted ve"),
    Alcance.ACTUAR: _("Hacer los actos de sus cargos, menos los de firmar y decidir"),
    Alcance.RECIBIR: _("Recibir eventos"),
    Alcance.ESTADISTICAS: _("Leer las estadísticas"),
}
