"""What is compared to tell an authentic paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from documentos.codigos import normalize_codigo
from portal.formularios import Formulario


class CodigoForm(Formulario):
    codigo = forms.CharField(
        label=_("Código de verificación"),
        max_length=100,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "govuk-input--width-20"}
        ),
        help_text=_("Está al pie del documento, junto al código QR. Como 7K3M-9QRT-0XWV-2BDH."),
        error_messages={"required": _("Escriba el código que está al pie del documento")},
    )

    def clean_codigo(self) -> str:
        codigo = normalize_codigo(self.cleaned_data["codigo"])
        if codigo is None:
            raise forms.ValidationError(_("Ese no es un código completo: son dieciséis letras y números"))
        return codigo


class ArchivoForm(Formulario):
    archivo = forms.FileField(
        label=_("El archivo que usted tiene"),
        allow_empty_file=True,
        help_text=_("Se compara y no se guarda."),
        error_messages={"required": _("Elija el archivo que quiere comparar")},
    )

    def clean_archivo(self) -> Any:
        archivo = self.cleaned_data["archivo"]
        if archivo.size > settings.DOCUMENTO_TAMANO_MAXIMO:
            limite = settings.DOCUMENTO_TAMANO_MAXIMO // 1024 // 1024
            raise forms.ValidationError(_("El archivo es demasiado grande: ningún documento emitido pasa de %d MB") % limite)
        return archivo
