"""What the officer writes down, in the order in which one hears it. No field asks for a reason: it may not be (LAIP art. 41)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.forms.pedir import IDIOMAS, MAXIMO_DE_CARACTERES
from portal.formularios import Formulario
from portal.oficina.registro import Registro
from solicitudes.models import Institucion
from solicitudes.models.presentacion import Canal, FormaEntrega
from workflow.eventos import TipoSolicitud

#: How each way of arriving is told at a counter.
CANALES = (
    (Canal.MOSTRADOR.value, _("En el mostrador")),
    (Canal.TELEFONO.value, _("Por teléfono")),
    (Canal.CARTA.value, _("Por carta")),
    (Canal.CORREO.value, _("Por correo")),
)
#: What a request to correct one's own data names (LAIP art. 34).
DE_RECTIFICACION = ("sistema", "cambio", "evidencia")
FECHA, HORA = "%d/%m/%Y", "%H:%M"
#: A day as people write it.
FORMATOS_DE_DIA = (FECHA, "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
_CORTO = {"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}


class RegistroForm(Formulario):
    """`abierta` is what the two fields of the moment said when the page was opened: left as they were, it came in just now."""

    institucion = forms.ChoiceField(
        label=_("Institución"), error_messages={"required": _("Elija la institución"), "invalid_choice": _("Elija la institución")}
    )
    canal = forms.ChoiceField(
        label=_("¿Cómo llegó?"),
        choices=CANALES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija cómo llegó"), "invalid_choice": _("Elija cómo llegó")},
    )
    fecha = forms.DateField(
        label=_("Día en que se recibió"),
        input_formats=FORMATOS_DE_DIA,
        widget=forms.DateInput(attrs=_CORTO | {"class": "govuk-input--width-10"}, format=FECHA),
        error_messages={"required": _("Escriba el día en que se recibió"), "invalid": _("Escriba el día así: 31/12/2026")},
    )
    hora = forms.TimeField(
        label=_("Hora"),
        input_formats=[HORA, "%H.%M", "%H%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs=_CORTO | {"class": "govuk-input--width-5"}, format=HORA),
        error_messages={"required": _("Escriba la hora en que se recibió"), "invalid": _("Escriba la hora así: 14:30")},
    )
    abierta = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    nombre = forms.CharField(
        label=_("¿Quién la pide?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Solo el nombre, de la persona u organización. No pida DPI ni para qué la quiere."),
        error_messages={"required": _("Escriba el nombre de quien la pide: es lo único que la ley exige")},
    )
    correo = forms.EmailField(
        label=_("Correo para avisarle"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "spellcheck": "false"}),
        error_messages={"invalid": _("Escriba el correo completo, como nombre@ejemplo.com, o déjelo vacío")},
    )
    telefono = forms.RegexField(
        r"^[0-9+() .-]{0,30}$",
        label=_("Teléfono"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel", "class": "govuk-input--width-20"}),
        error_messages={"invalid": _("Escriba el teléfono solo con números, como 5555 1234, o déjelo vacío")},
    )
    texto = forms.CharField(
        label=_("¿Qué información pide?"),
        max_length=MAXIMO_DE_CARACTERES,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
        help_text=_("Con sus palabras; de una carta o un correo, el texto tal como viene."),
        error_messages={
            "required": _("Escriba qué información pide"),
            "max_length": _("El texto es muy largo: caben %(limit_value)d letras y lleva %(show_value)d"),
        },
    )
    forma_entrega = forms.ChoiceField(
        label=_("¿Cómo la quiere recibir?"), choices=[(f.value, _(f.label)) for f in FormaEntrega], widget=forms.RadioSelect
    )
    idioma = forms.ChoiceField(label=_("Idioma de la respuesta"), choices=IDIOMAS)
    tipo = forms.ChoiceField(label=_("De qué se trata"), choices=[(t.value, _(t.etiqueta)) for t in TipoSolicitud])
    sistema = forms.CharField(label=_("¿En qué sistema o registro está el dato?"), max_length=300, required=False)
    cambio = forms.CharField(
        label=_("¿Qué está mal y cómo debe quedar?"),
        max_length=MAXIMO_DE_CARACTERES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
    )
    evidencia = forms.CharField(
        label=_("¿Con qué lo prueba?"),
        max_length=MAXIMO_DE_CARACTERES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
    )

    def __init__(self, *args: Any, instituciones: Sequence[Institucion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nombre in DE_RECTIFICACION:
            self.fields[nombre].condicional = True  # type: ignore[attr-defined]  # not called optional
        self.unica = instituciones[0].codigo if len(instituciones) == 1 else ""
        if self.unica:
            del self.fields["institucion"]
        else:
            elegible = cast(forms.ChoiceField, self.fields["institucion"])
            elegible.choices = [("", ""), *((i.codigo, i.nombre_distinguible) for i in instituciones)]

    @property
    def rectificacion(self) -> list[forms.BoundField]:
        """What is asked only of a request to correct one's own data (LAIP art. 34)."""
        return [self[nombre] for nombre in DE_RECTIFICACION]

    @property
    def rectifica(self) -> bool:
        return bool(self["tipo"].value() == TipoSolicitud.DATOS_RECTIFICACION or any(campo.value() for campo in self.rectificacion))

    def clean(self) -> dict[str, Any]:
        """The three are needed where something is to be corrected, and mean nothing elsewhere."""
        datos = super().clean() or self.cleaned_data
        if datos.get("tipo") == TipoSolicitud.DATOS_RECTIFICACION:
            for nombre in DE_RECTIFICACION:
                if not datos.get(nombre) and nombre not in self.errors:
                    self.add_error(nombre, _("La ley lo pide para corregir datos propios (artículo 34)"))
        return datos

    @property
    def recibida(self) -> str:
        """When it came in, in ISO 8601; empty if nobody touched the moment that the page proposed."""
        fecha, hora = self.cleaned_data["fecha"], self.cleaned_data["hora"]
        if f"{fecha:{FECHA}} {hora:{HORA}}" == self.cleaned_data["abierta"]:
            return ""
        return timezone.make_aware(datetime.combine(fecha, hora)).isoformat()

    def fill(self, registro: Registro) -> Registro:
        """The registration with what was written."""
        datos = self.cleaned_data
        for campo in ("canal", "nombre", "correo", "telefono", "texto", "forma_entrega", "idioma", "tipo", *DE_RECTIFICACION):
            setattr(registro, campo, datos[campo])
        registro.institucion, registro.recibida = self.unica or datos["institucion"], self.recibida
        return registro


def describe_inicial(registro: Registro, *, ahora: datetime) -> dict[str, Any]:
    """What the page shows at first: the registration so far, and this very moment where it has none."""
    local = (registro.momento or ahora).astimezone(timezone.get_current_timezone())
    fecha, hora = f"{local:{FECHA}}", f"{local:{HORA}}"
    abierta = "" if registro.momento else f"{fecha} {hora}"
    return {**vars(registro), "fecha": fecha, "hora": hora, "abierta": abierta}
