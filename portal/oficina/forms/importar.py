"""The former register: the file, and which of its columns says what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.actos import TextoField
from portal.oficina.forms.administracion import FormularioDeServicio
from solicitudes.importacion.mapa import CAMPOS, Mapa
from solicitudes.importacion.palabras import VOCABULARIOS
from solicitudes.models.institucion import fold_texto

_MAXIMO_DE_PALABRAS = 4000


class RegistroForm(FormularioDeServicio):
    archivo = forms.FileField(
        label=_("Su registro"),
        help_text=_("Un libro de Excel (.xlsx) o un CSV, de hasta 5 MB y 5000 filas. Se borra al importarlo, o en un día."),
        error_messages={"required": _("Elija el archivo"), "empty": _("El archivo está vacío")},
    )


class MapaForm(FormularioDeServicio):
    """One list of headings for each thing that a case needs; `palabras`, what the register's own words mean."""

    palabras = TextoField(
        label=_("Palabras propias de su registro"),
        required=False,
        maximo=_MAXIMO_DE_PALABRAS,
        rows=4,
        help_text=_("Solo si el ensayo no las entiende. Una por línea: «estado: caso archivado = respondida»."),
    )

    def __init__(self, *args: Any, titulos: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opciones = [("", _("No está en mi registro")), *((titulo, titulo) for titulo in titulos if titulo)]
        for campo in CAMPOS:
            self.fields[campo.clave] = forms.ChoiceField(
                label=gettext(campo.etiqueta),
                choices=opciones,
                required=campo.obligatorio,
                error_messages=dict.fromkeys(("required", "invalid_choice"), _("Elija la columna que lo dice")),
            )
        self.order_fields([*(campo.clave for campo in CAMPOS), "palabras"])

    def clean_palabras(self) -> dict[str, dict[str, str]]:
        palabras: dict[str, dict[str, str]] = {}
        for linea in filter(str.strip, self.cleaned_data["palabras"].splitlines()):
            clave, dos_puntos, resto = linea.partition(":")
            propia, igual, valor = resto.rpartition("=")
            if not dos_puntos or not igual or fold_texto(clave).replace(" ", "_") not in VOCABULARIOS:
                raise forms.ValidationError(gettext("Escriba cada línea como «estado: caso archivado = respondida»"))
            palabras.setdefault(fold_texto(clave).replace(" ", "_"), {})[fold_texto(propia)] = valor.strip()
        return palabras

    def build_mapa(self) -> Mapa:
        datos = self.cleaned_data
        return Mapa({campo.clave: datos[campo.clave] for campo in CAMPOS if datos.get(campo.clave)}, datos["palabras"])
