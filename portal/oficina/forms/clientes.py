"""What the administrator writes of a portal or of an institution's system, and who looks after it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.administracion import FormularioDeServicio
from solicitudes.alcances import Alcance
from solicitudes.models import Cliente

ALCANCES_DE_UN_CLIENTE = {
    Alcance.PRESENTAR: _("Presentar solicitudes por una persona"),
    Alcance.LEER: _("Leer lo que presentó y, si es de una institución, los expedientes de ella"),
    Alcance.ACTUAR: _("Hacer los actos de oficial en su institución"),
    Alcance.RECIBIR: _("Recibir lo que ocurre, por consulta o por webhook"),
    Alcance.ESTADISTICAS: _("Leer las estadísticas reservadas"),
}


class ClienteForm(FormularioDeServicio):
    nombre = forms.CharField(label=_("Nombre"), max_length=100, error_messages={"required": _("Escriba el nombre")})
    correo = forms.EmailField(
        label=_("Correo de contacto"),
        required=False,
        error_messages={"invalid": _("Escriba una dirección como nombre@portal.gt")},
    )
    alcances = forms.MultipleChoiceField(
        label=_("Qué podrá hacer"),
        choices=list(ALCANCES_DE_UN_CLIENTE.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Elija al menos una cosa")},
    )
    institucion = forms.CharField(
        label=_("Institución"),
        max_length=40,
        required=False,
        help_text=_("Su código, como MSPAS, si es el sistema de una. Un portal no lleva."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
    )
    responsable = forms.CharField(
        label=_("Oficial responsable"),
        max_length=254,
        required=False,
        help_text=_("El correo de quien responde por los actos del sistema; solo si podrá actuar."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    cuota = forms.IntegerField(
        label=_("Peticiones por minuto"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("De cada clase. Vacío, las que da la instalación a todos."),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"invalid": _("Escriba el número con cifras")},
    )

    @staticmethod
    def read_cliente(cliente: Cliente) -> dict[str, Any]:
        """What the form shows of one that exists."""
        return {
            "nombre": cliente.nombre,
            "correo": cliente.correo,
            "alcances": cliente.alcances,
            "institucion": cliente.institucion.codigo if cliente.institucion else "",
            "responsable": cliente.responsable.email if cliente.responsable else "",
            "cuota": cliente.cuota,
        }


class AcreditarForm(ClienteForm):
    """A new one; whether it rehearses is chosen once and for ever."""

    prueba = forms.BooleanField(
        label=_("Es de pruebas: ensaya con expedientes sin valor legal, en todas las instituciones"),
        required=False,
        help_text=_("No se cambia después. Ninguna persona recibe nada: los avisos van al correo de contacto."),
    )
    field_order = ("nombre", "prueba", "correo", "alcances", "institucion", "responsable", "cuota")


class EncargarForm(FormularioDeServicio):
    correo = forms.EmailField(
        label=_("Correo"),
        error_messages={"required": _("Escriba su correo"), "invalid": _("Escriba una dirección como nombre@portal.gt")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    nombres = forms.CharField(label=_("Nombres"), max_length=150, required=False, help_text=_("Hacen falta si no tiene cuenta todavía."))
    apellidos = forms.CharField(label=_("Apellidos"), max_length=150, required=False)
