"""What the officer writes down of who asks for her own data: the least (LAIP arts. 30 and 33)."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.actos import ActoForm, TextoField
from solicitudes.carpeta import Carpeta
from solicitudes.services.identidad import Acreditada
from workflow.identidad import Calidad, DocumentoDeIdentidad, Medio


class AcreditarForm(ActoForm):
    calidad = forms.ChoiceField(
        label=_("¿Quién es la persona?"),
        choices=[(c.value, _(c.etiqueta)) for c in Calidad],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija si es titular o representante")},
    )
    medio = forms.ChoiceField(
        label=_("¿Cómo lo comprobó?"),
        choices=[(m.value, _(m.etiqueta)) for m in Medio],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija cómo lo comprobó")},
    )
    documento = forms.ChoiceField(
        label=_("¿Con qué documento?"),
        choices=[(d.value, _(d.etiqueta)) for d in DocumentoDeIdentidad],
        help_text=_("De quien representa, el suyo."),
    )
    numero = forms.CharField(
        label=_("Número del documento"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
        help_text=_("Se guarda cifrado. No saque fotocopia: basta haberlo visto."),
        error_messages={"required": _("Escriba el número del documento que vio")},
    )
    mandato = TextoField(
        label=_("Si representa a la persona titular: con qué lo prueba"),
        required=False,
        condicional=True,
        rows=3,
        maximo=2_000,
        help_text=_("Por ejemplo: escritura 12 del 3 de marzo de 2026, notaria Ana López. Se guarda cifrado."),
    )
    explicaciones: ClassVar = {
        Calidad.TITULAR.value: _("Los datos son suyos."),
        Calidad.REPRESENTANTE.value: _("La representa por ley o por mandato; también acredita quién es ella."),
    }

    def prepare(self, carpeta: Carpeta) -> None:
        self.folio = carpeta.solicitud.folio

    def as_argumentos(self) -> dict[str, Any]:
        return {"acreditada": Acreditada(**super().as_argumentos())}
