"""What the acts on an appeal ask to be told."""

from __future__ import annotations

from typing import ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.actos import ActoForm, FundamentoField, TextoField
from solicitudes.carpeta import Carpeta
from workflow.causales import SentidoRecurso


class SobreUnRecursoForm(ActoForm):
    """An act on an appeal: which one is asked only where two let it be done."""

    recurso = forms.TypedChoiceField(
        label=_("¿Sobre cuál recurso?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija sobre cuál recurso"), "invalid_choice": _("Elija uno de los recursos")},
    )
    acto: ClassVar[str]

    def prepare(self, carpeta: Carpeta) -> None:
        posibles = [recurso for recurso in carpeta.situacion.recursos if recurso.admits(self.acto)]
        if len(posibles) < 2:
            del self.fields["recurso"]
            return
        cast(forms.ChoiceField, self.fields["recurso"]).choices = [
            (recurso.ordinal, f"{recurso.numero}, contra {recurso.get_contra_display().lower()}") for recurso in posibles
        ]


class SubsanarForm(SobreUnRecursoForm):
    acto = "subsanar_recurso"
    correccion = TextoField(
        label=_("¿Qué se corrige de oficio?"),
        pide=_("Escriba qué se corrige"),
        help_text=_("Un recurso no se rechaza por la forma: la autoridad completa lo que falte."),
    )


class CumplirForm(SobreUnRecursoForm):
    acto = "cumplir_recurso"
    constancia = TextoField(label=_("¿Cómo se cumplió lo ordenado?"), pide=_("Diga cómo se cumplió"))


class DecidirForm(SobreUnRecursoForm):
    acto = "decidir_recurso"
    sentido = forms.ChoiceField(
        label=_("Decisión"),
        choices=[(s.value, s.etiqueta) for s in SentidoRecurso],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija qué decide")},
    )
    motivacion = TextoField(label=_("Motivación"), pide=_("La decisión va motivada"), help_text=_("Las razones de la decisión."), rows=7)
    fundamento = FundamentoField()
    orden = TextoField(
        label=_("¿Qué se ordena?"),
        required=False,
        condicional=True,
        rows=3,
        help_text=_("Si revoca o modifica: qué se entrega, permite o corrige."),
    )
    dias_para_cumplir = forms.IntegerField(
        label=_("Días hábiles para cumplir"),
        required=False,
        min_value=1,
        max_value=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        help_text=_("De 1 a 30. Déjelo vacío para el plazo que fija la ley."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Escriba de 1 a 30 días, o déjelo vacío")),
    )
    version_publica = TextoField(
        label=_("Versión pública"),
        pide=_("Escriba la versión pública: las decisiones son públicas"),
        help_text=_("El texto de la decisión sin datos personales. Se publica."),
        rows=5,
    )
    explicaciones: ClassVar = {
        SentidoRecurso.CONFIRMA.value: _("Lo resuelto queda como está."),
        SentidoRecurso.REVOCA.value: _("Lo resuelto queda sin efecto y se ordena qué hacer."),
        SentidoRecurso.MODIFICA.value: _("Lo resuelto cambia en parte y se ordena qué hacer."),
    }
