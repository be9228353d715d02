"""The forms that anybody may send in an address: the directory's search and the term calculator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario, search_while_typing


class DirectorioForm(Formulario):
    busca = True

    buscar = forms.CharField(
        label=_("Nombre, siglas, municipio o tema"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", **search_while_typing("portal:directorio")}),
    )
    departamento = forms.ChoiceField(label=_("Departamento"), required=False)

    def __init__(self, *args: Any, departamentos: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departamento"].choices = [("", _("Todos")), *((d, d) for d in departamentos)]  # type: ignore[attr-defined]


class CalculadoraForm(Formulario):
    fecha = forms.DateField(
        label=_("¿Qué día se presentó la solicitud?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": _("Elija el día en que se presentó"), "invalid": _("Escriba la fecha como 25/03/2026")},
    )
    municipio = forms.ChoiceField(
        label=_("¿Dónde está la institución?"),
        help_text=_("La feria local no se cuenta. Las instituciones nacionales están en la capital."),
        error_messages={"invalid_choice": _("Elija un municipio de la lista")},
    )
    prorroga = forms.IntegerField(
        label=_("Días de prórroga que le avisaron"),
        required=False,
        min_value=0,
        max_value=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        help_text=_("De 1 a 10. Déjelo vacío si no hubo prórroga."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("La prórroga es de 1 a 10 días")),
    )

    def __init__(self, *args: Any, municipios: Sequence[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipio"].choices = municipios  # type: ignore[attr-defined]

    def build_caso(self) -> dict[str, Any]:
        """The case as the term calculator takes it: filed at nine, extended at ten; only the day and the number of days matter."""
        dia: date = self.cleaned_data["fecha"]
        eventos: list[dict[str, Any]] = [{"tipo": "presentada", "fecha_hora": f"{dia.isoformat()}T09:00:00-06:00"}]
        if dias := self.cleaned_data["prorroga"]:
            eventos.append({"tipo": "prorrogada", "fecha_hora": f"{dia.isoformat()}T10:00:00-06:00", "dias": dias})
        return {
            "regimen": "gt-laip",
            "tipo": "acceso",
            "calendario": {"municipio": self.cleaned_data["municipio"]},
            "con_lecturas": True,
            "eventos": eventos,
        }


class ReservasForm(Formulario):
    """The search of the register of reserved information, as it stands in the address."""

    busca = True

    buscar = forms.CharField(label=_("Qué información"), max_length=120, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    institucion = forms.ChoiceField(label=_("Institución"), required=False, widget=forms.Select(attrs={"class": "govuk-!-width-full"}))
    situacion = forms.ChoiceField(
        label=_("Situación"),
        required=False,
        choices=[
            ("", _("Todas")),
            ("vigentes", _("En vigor hoy")),
            ("terminadas", _("Terminadas o por empezar")),
            ("prorrogadas", _("Prorrogadas")),
            ("levantadas", _("Levantadas antes de su día")),
        ],
    )

    def __init__(self, *args: Any, instituciones: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institucion"].choices = [("", _("Todas")), *instituciones]  # type: ignore[attr-defined]

    def read_filtros(self) -> dict[str, str]:
        """What was asked for; what cannot be is not."""
        self.is_valid()
        return {nombre: valor for nombre in self.fields if (valor := self.cleaned_data.get(nombre, ""))}
