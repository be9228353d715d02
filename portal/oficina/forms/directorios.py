"""The directory of accounts of an institution: what is asked to register it, what may change, and its new secret."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.administracion import FormularioDeServicio
from solicitudes.services.emisores import DatosDeEmisor


def _texto(label: Any, *, ayuda: Any = "", largo: int = 200, falta: Any = "", **atributos: str) -> forms.CharField:
    campo = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **atributos})
    return forms.CharField(
        label=label, help_text=ayuda, max_length=largo, required=bool(falta), widget=campo, error_messages={"required": falta}
    )


def _secreto(ayuda: Any) -> forms.CharField:
    campo = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=_("Secreto"), help_text=ayuda, max_length=500, required=False, strip=False, widget=campo)


class CambiarDirectorioForm(FormularioDeServicio):
    nombre = _texto(_("Nombre"), ayuda=_("Como lo reconocerán al entrar: «Ministerio de Salud»."), largo=100, falta=_("Escriba el nombre"))
    dominios = _texto(
        _("Dominios de correo"),
        ayuda=_("De qué direcciones responde, como mspas.gob.gt; varios, con espacios. Otras no ligan a nadie."),
        falta=_("Escriba al menos un dominio"),
    )
    fia_segundo_factor = forms.BooleanField(
        label=_("Fiarse de su segundo factor"),
        required=False,
        help_text=_("Si el directorio afirma que la persona usó uno (amr «mfa»), aquí no se le pide otro. Sin marcar, se le pide siempre."),
    )
    acr = _texto(_("Valor de acr que también lo afirma"), ayuda=_("El que se acordó con la institución, si usa acr y no amr."))

    def build_datos(self) -> DatosDeEmisor:
        datos = self.cleaned_data
        dominios = tuple(re.split(r"[\s,;]+", datos["dominios"]))
        return DatosDeEmisor(datos["nombre"], dominios, datos["fia_segundo_factor"], datos["acr"])


class RegistrarDirectorioForm(CambiarDirectorioForm):
    codigo = _texto(
        _("Código de la institución"),
        ayuda=_("Como MSPAS. Solo entran personas con cargo en ella."),
        largo=40,
        falta=_("Escriba el código"),
    )
    clave = _texto(
        _("Clave"),
        ayuda=_("Minúsculas, cifras y guiones; termina la dirección de regreso y no cambia."),
        largo=40,
        falta=_("Escriba la clave"),
    )
    url = _texto(
        _("Dirección del emisor"),
        ayuda=_("La que el directorio llama «issuer», letra por letra."),
        largo=300,
        falta=_("Escriba la dirección"),
        type="url",
    )
    cliente_id = _texto("client_id", ayuda=_("El que el directorio dio a este sistema."), largo=191, falta=_("Escriba el client_id"))
    secreto = _secreto(_("Se guarda cifrado. Vacío si la instalación lo tiene en SECRETOS_DE_EMISORES."))
    field_order = ("codigo", "nombre", "clave", "url", "cliente_id", "secreto", "dominios", "fia_segundo_factor", "acr")


class RotarDirectorioForm(FormularioDeServicio):
    secreto = _secreto(_("El anterior deja de usarse ahora. Vacío si la instalación lo tiene en SECRETOS_DE_EMISORES."))
