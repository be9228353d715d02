"""What the top authority writes in the register of reserved information: an entry, its one extension, its early end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.administracion import FormularioDeServicio
from portal.oficina.forms.bandeja import FechaField
from solicitudes.models import Institucion
from solicitudes.services.reserva import FALTAS, Clasificacion, Levantamiento, ProrrogaDeReserva
from workflow.reservas import CausaDeLevantamiento, CausalReserva


def _texto(campo: str, etiqueta: Any, *, ayuda: Any = "", largo: int = 200, renglones: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": renglones}) if renglones else forms.TextInput()
    return forms.CharField(label=etiqueta, help_text=ayuda, max_length=largo, widget=widget, error_messages={"required": FALTAS[campo]})


_TEXTO = 20_000


class ReservaForm(FormularioDeServicio):
    """A resolution that reserves (LAIP art. 25). `instituciones` are those of which she is the top authority."""

    institucion = forms.ChoiceField(label=_("Institución"))
    numero = _texto("numero", _("Número de la resolución"), largo=80)
    fecha = FechaField(label=_("Fecha de la resolución"))
    autoridad = _texto("autoridad", _("Quién la firmó, con su cargo"))
    asunto = _texto("asunto", _("Qué información se reserva"), ayuda=_("Como la leerá cualquiera en el registro."), largo=500, renglones=2)
    fuente = _texto("fuente", _("De qué fuente es"), ayuda=_("El expediente, archivo o sistema donde está."), largo=500)
    causal = forms.ChoiceField(
        label=_("Por qué causa de la ley"),
        choices=[(c.value, format_lazy("{} ({})", _(c.etiqueta), c.articulo)) for c in CausalReserva],
        widget=forms.RadioSelect,
        error_messages={"required": FALTAS["causal"], "invalid_choice": FALTAS["causal"]},
    )
    ley = forms.CharField(
        label=_("Qué otra ley lo manda"),
        help_text=_("Solo si la causa es otra ley: cuál y en qué artículo."),
        max_length=300,
        required=False,
    )
    justificacion = _texto("justificacion", _("Justificación"), largo=_TEXTO, renglones=5)
    partes = _texto("partes", _("Qué partes se reservan"), ayuda=_("Lo demás se entrega."), largo=_TEXTO, renglones=3)
    custodia = _texto("custodia", _("Quién responde de conservarla"))
    publicacion = _texto("publicacion", _("Dónde se publicó"), ayuda=_("Diario de Centro América, tomo y número."))
    fecha_publicacion = FechaField(label=_("Fecha de publicación"))
    desde = FechaField(label=_("Primer día de la reserva"), help_text=_("No antes de publicarse."))
    hasta = FechaField(label=_("Último día de la reserva"), help_text=_("Hasta siete años desde la resolución (artículo 27)."))
    ajena_a_violaciones = forms.BooleanField(
        label=_("Declaro que no concierne violaciones de derechos humanos ni delitos de lesa humanidad (artículo 24)"),
        error_messages={"required": _("Sin esa declaración no puede reservarse nada (artículo 24)")},
    )

    def __init__(self, *args: Any, instituciones: Iterable[Institucion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ley"].condicional = True  # type: ignore[attr-defined]
        opciones = [(institucion.codigo, str(institucion)) for institucion in instituciones]
        self.fields["institucion"].choices = opciones  # type: ignore[attr-defined]
        if len(opciones) == 1:
            self.fields["institucion"].initial = opciones[0][0]
            self.fields["institucion"].widget = forms.HiddenInput()

    def build_clasificacion(self) -> Clasificacion:
        return Clasificacion(**self.cleaned_data)


class ProrrogarReservaForm(FormularioDeServicio):
    numero = _texto("numero", _("Número de la resolución que prorroga"), largo=80)
    fecha = FechaField(label=_("Fecha de la resolución"))
    hasta = FechaField(label=_("Nuevo último día"), help_text=_("Hasta cinco años más, una sola vez (artículo 28)."))
    justificacion = _texto("justificacion", _("Por qué siguen las razones"), largo=_TEXTO, renglones=5)
    publicacion = _texto("publicacion", _("Dónde se publicó"))
    fecha_publicacion = FechaField(label=_("Fecha de publicación"))

    def build_prorroga(self) -> ProrrogaDeReserva:
        return ProrrogaDeReserva(**self.cleaned_data)


class LevantarReservaForm(FormularioDeServicio):
    causa = forms.ChoiceField(
        label=_("¿Por qué termina antes?"),
        choices=[(c.value, _(c.etiqueta)) for c in CausaDeLevantamiento],
        widget=forms.RadioSelect,
        error_messages={"required": FALTAS["causa"]},
    )
    documento = _texto("documento", _("Resolución u orden judicial"))
    motivo = _texto("motivo", _("Motivo"), largo=_TEXTO, renglones=4)
    desde = FechaField(label=_("Primer día sin reserva"), help_text=_("Hoy o antes."))

    def build_levantamiento(self) -> Levantamiento:
        return Levantamiento(**self.cleaned_data)
