"""Choosing how an institution reads a point that the law leaves open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.administracion import FormularioDeServicio
from portal.oficina.forms.bandeja import FechaField
from solicitudes.lecturas import Punto
from solicitudes.services.eleccion_lectura import Eleccion

_HORA = "HH:MM"


class LecturaForm(FormularioDeServicio):
    """One of the options that the institution does not hold today; where one is an hour, the hour besides."""

    valor = forms.ChoiceField(
        label=_("¿Cómo se leerá?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una lectura"), "invalid_choice": _("Elija una de las lecturas")},
    )
    hora = forms.CharField(
        label=_("Hora de corte"),
        help_text=_("Solo si eligió una hora de corte. Como 16:30."),
        required=False,
        max_length=5,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric", "autocomplete": "off"}),
    )
    desde = FechaField(label=_("¿Desde qué día?"), help_text=_("Mañana o después. Lo que ya se presentó conserva su lectura."))
    motivo = forms.CharField(
        label=_("¿Por qué se lee así?"),
        help_text=_("Cualquiera podrá leerlo."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Escriba por qué")},
    )
    fundamento = forms.CharField(
        label=_("Acuerdo o dictamen que lo decide"), max_length=300, error_messages={"required": _("Escriba qué acuerdo lo decide")}
    )

    def __init__(self, *args: Any, punto: Punto, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opciones = [punto.vigente, *punto.otras] if punto.proxima else list(punto.otras)
        if punto.vigente.hora and not punto.proxima:
            opciones.append(punto.vigente)
        unicas = {_HORA if opcion.hora else opcion.valor: gettext(opcion.texto) for opcion in opciones}
        self.fields["valor"].choices = list(unicas.items())  # type: ignore[attr-defined]
        if _HORA not in unicas:
            del self.fields["hora"]
        else:
            self.fields["hora"].condicional = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        datos: dict[str, Any] = super().clean() or {}
        if datos.get("valor") == _HORA and not datos.get("hora", "").strip():
            self.add_error("hora", _("Escriba la hora, como 16:30"))
        return datos

    def build_eleccion(self, institucion: str, clave: str) -> Eleccion:
        datos = self.cleaned_data
        return Eleccion(
            institucion=institucion,
            clave=clave,
            valor=datos["hora"].strip() if datos["valor"] == _HORA else datos["valor"],
            desde=datos["desde"],
            motivo=datos["motivo"],
            fundamento=datos["fundamento"],
        )
