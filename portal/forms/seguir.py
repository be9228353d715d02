"""How somebody opens her case and answers in it."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario

#: One sentence for a wrong key and for a folio that does not exist: whoever guesses learns nothing.
NO_ABRE = _("El folio y la clave no corresponden. Revise los dos: están en el acuse que recibió al presentar")


def normalize_folio(texto: str) -> str:
    """The folio as it is written in a case: capitals, one hyphen for any blank or dash."""
    return re.sub(r"[\s\u2010-\u2015-]+", "-", texto.strip()).upper()


class ClaveField(forms.CharField):
    """The key as it was given, however it was copied."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Clave de seguimiento"),
            max_length=100,
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
            help_text=_("Dieciséis letras y números, como 7K3M-9QRT-0XWV-2BDH. Da igual con guiones o sin ellos."),
            error_messages={"required": _("Escriba la clave que recibió al presentar")},
        )


class AbrirForm(Formulario):
    folio = forms.CharField(
        label=_("Folio"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Como GT-2026-MSPAS-000123."),
        error_messages={"required": _("Escriba el folio de su solicitud")},
    )
    clave = ClaveField()

    def clean_folio(self) -> str:
        return normalize_folio(self.cleaned_data["folio"])


class AclararForm(Formulario):
    respuesta = forms.CharField(
        label=_("Su respuesta"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 7, "data-guardar": "aclarar", "spellcheck": "true"}),
        error_messages={"required": _("Escriba su respuesta")},
    )


class AclararConClaveForm(AclararForm):
    """For whoever lost her session while she was writing."""

    clave = ClaveField()
