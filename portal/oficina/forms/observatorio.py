"""The filters of the institutions under watch, as they stand in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from informes.observatorio import DE_OMISION
from portal.formularios import Formulario

ORDENES = (
    (DE_OMISION, _("Más solicitudes fuera de plazo")),
    ("nombre", _("Nombre")),
    ("-en_silencio", _("Más silencios")),
    ("porcentaje_a_tiempo", _("Menor parte a tiempo")),
    ("-mediana", _("Más días en responder")),
    ("-recursos_incumplidos", _("Más recursos incumplidos")),
    ("-recursos_pendientes", _("Más recursos pendientes")),
    ("-abiertas", _("Más abiertas")),
    ("-recibidas", _("Más recibidas")),
)
CUALES = (
    ("", _("Todas")),
    ("abiertas", _("Abiertas")),
    ("tarde", _("Abiertas fuera de plazo")),
    ("silencio", _("En silencio")),
    ("respondidas", _("Respondidas")),
    ("recursos", _("Con recurso")),
)


class ObservatorioForm(Formulario):
    busca = True

    buscar = forms.CharField(
        label=_("Nombre, siglas o municipio"), max_length=120, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    departamento = forms.ChoiceField(label=_("Departamento"), required=False)
    orden = forms.ChoiceField(label=_("Ordenar por"), required=False, choices=ORDENES)
    atrasadas = forms.BooleanField(label=_("Solo con algo fuera de plazo o incumplido"), required=False)

    def __init__(self, *args: Any, departamentos: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departamento"].choices = [("", _("Todos")), *((d, d) for d in departamentos)]  # type: ignore[attr-defined]

    def build_filtros(self) -> dict[str, Any]:
        """What was understood; what was not, or goes without saying, is as if nobody had asked for it."""
        self.is_valid()
        return {campo: valor for campo, valor in self.cleaned_data.items() if valor and valor != DE_OMISION}


class CasosForm(Formulario):
    busca = True

    cuales = forms.ChoiceField(label=_("Cuáles"), required=False, choices=CUALES)

    def read_cuales(self) -> str:
        return self.cleaned_data.get("cuales", "") if self.is_valid() else ""
