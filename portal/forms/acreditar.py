"""What somebody sends to prove that the data are hers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario
from workflow.identidad import ParaQue


class PruebaForm(Formulario):
    """`para` is asked only where there is something to correct; everywhere else a file proves who she is."""

    para = forms.ChoiceField(
        label=_("¿Qué prueba el archivo?"),
        choices=[(p.value, _(p.etiqueta)) for p in ParaQue],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija qué prueba el archivo")},
    )
    archivo = forms.FileField(
        label=_("Foto o PDF del documento"),
        help_text=_("PNG, JPEG o PDF, hasta 8 MB. Si tiene dos lados, envíe uno y después el otro."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,application/pdf"}),
        error_messages={"required": _("Elija la foto o el PDF"), "empty": _("El archivo está vacío: elija otro")},
    )

    def __init__(self, *args: Any, rectifica: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rectifica:
            del self.fields["para"]

    def as_argumentos(self) -> dict[str, Any]:
        """What the service is told, beside folio, actor and moment."""
        return {"para": self.cleaned_data.get("para", ParaQue.IDENTIDAD.value), "contenido": self.cleaned_data["archivo"]}
