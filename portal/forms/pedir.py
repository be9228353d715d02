"""The steps of a filing: what, whom, who. No field for a reason exists: it may not be asked for (LAIP art. 41)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.idioma import IDIOMAS as NOMBRES_DE_IDIOMAS
from portal.formularios import Formulario, search_while_typing
from solicitudes.models.presentacion import FormaEntrega
from solicitudes.services.presentacion import MAXIMO_DE_INSTITUCIONES
from workflow.eventos import TipoSolicitud

MAXIMO_DE_CARACTERES = 20_000

#: Languages in which somebody may ask to be answered, by their ISO codes and own names.
IDIOMAS = tuple((codigo, nombre) for codigo, nombre in NOMBRES_DE_IDIOMAS.items() if codigo != "en")


class TextoForm(Formulario):
    texto = forms.CharField(
        label=_("¿Qué información quiere?"),
        max_length=MAXIMO_DE_CARACTERES,
        widget=forms.Textarea(attrs={"rows": 9, "data-guardar": "pedir-texto", "spellcheck": "true"}),
        help_text=_("Escríbalo con sus palabras. No tiene que decir para qué la quiere ni citar leyes."),
        error_messages={
            "required": _("Escriba qué información quiere"),
            "max_length": _("El texto es muy largo: caben %(limit_value)d letras y lleva %(show_value)d"),
        },
    )


class TextoDeDatosForm(TextoForm):
    """What somebody asks about herself: to see it, or to have it corrected."""

    def __init__(self, *args: Any, tipo: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texto = self.fields["texto"]
        if tipo == TipoSolicitud.DATOS_RECTIFICACION:
            texto.label, texto.help_text = (
                _("¿Qué dato suyo hay que corregir?"),
                _("En una frase. Más adelante dirá dónde está y con qué lo prueba."),
            )
        else:
            texto.label, texto.help_text = (
                _("¿Qué datos suyos quiere ver?"),
                _("Con sus palabras: «mi expediente clínico de 2024». No tiene que decir para qué."),
            )
        texto.error_messages["required"] = _("Escriba de qué datos se trata")


class InstitucionesForm(Formulario):
    """The boxes that somebody left checked; the page itself writes them, each with its reason."""

    busca = True

    buscar = forms.CharField(
        label=_("Busque por nombre, siglas, municipio o tema"),
        max_length=120,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", **search_while_typing("portal:pedir_institucion", en_la_direccion=False)}
        ),
        help_text=_("Por ejemplo: IGSS, Sololá, agua, fertilizantes."),
    )
    instituciones = forms.Field(required=False, widget=forms.CheckboxSelectMultiple)

    def clean_instituciones(self) -> list[str]:
        """What may be codes, each once."""
        posibles = (codigo for codigo in self.cleaned_data["instituciones"] or [] if codigo.isprintable())
        return list(dict.fromkeys(posibles))[: MAXIMO_DE_INSTITUCIONES + 1]

    def demand_alguna(self) -> bool:
        """Whether there is a body to ask, and no more than a filing may have; otherwise the form says so."""
        elegidas = self.cleaned_data["instituciones"]
        if not elegidas:
            self.add_error("instituciones", _("Elija al menos una institución. Si duda, la primera sugerencia es un buen comienzo"))
        elif len(elegidas) > MAXIMO_DE_INSTITUCIONES:
            self.add_error("instituciones", _("Elija %d instituciones como máximo") % MAXIMO_DE_INSTITUCIONES)
        return not self.errors


class DatosForm(Formulario):
    nombre = forms.CharField(
        label=_("Su nombre"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        help_text=_("El suyo, o el de la organización que pide. Es lo único que la ley exige; no hace falta DPI."),
        error_messages={"required": _("Escriba su nombre: es lo único que la ley exige de usted")},
    )
    correo = forms.EmailField(
        label=_("Correo electrónico"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        help_text=_("Para avisarle de cada paso."),
        error_messages={"invalid": _("Escriba el correo completo, como nombre@ejemplo.com, o déjelo vacío")},
    )
    telefono = forms.RegexField(
        r"^[0-9+() .-]{0,30}$",
        label=_("Teléfono"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel", "class": "govuk-input--width-20"}),
        error_messages={"invalid": _("Escriba el teléfono solo con números, como 5555 1234, o déjelo vacío")},
    )


class TitularForm(DatosForm):
    """Whoever asks for her own data: her name will be held against her document."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nombre = self.fields["nombre"]
        nombre.help_text = _("Como está en su documento: después tendrá que acreditar quién es.")
        nombre.error_messages["required"] = _("Escriba su nombre como está en su documento")


class DetallesForm(Formulario):
    """What most people leave as it is."""

    forma_entrega = forms.ChoiceField(
        label=_("¿Cómo quiere recibir la información?"), choices=[(f.value, _(f.label)) for f in FormaEntrega], widget=forms.RadioSelect
    )
    idioma = forms.ChoiceField(label=_("¿En qué idioma prefiere que le respondan?"), choices=IDIOMAS, widget=forms.RadioSelect)
    tipo = forms.ChoiceField(
        label=_("¿De qué se trata?"), choices=[(t.value, _(t.etiqueta)) for t in TipoSolicitud], widget=forms.RadioSelect
    )


class RectificacionForm(Formulario):
    """What the law asks of whoever wants her own data corrected (LAIP art. 34)."""

    sistema = forms.CharField(
        label=_("¿Dónde está el dato?"),
        max_length=300,
        help_text=_("El sistema, registro o trámite de la institución: «padrón de beneficiarios», «registro de pacientes»."),
        error_messages={"required": _("Diga en qué sistema o registro está el dato")},
    )
    cambio = forms.CharField(
        label=_("¿Qué está mal y cómo debe quedar?"),
        max_length=MAXIMO_DE_CARACTERES,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        help_text=_("Por ejemplo: «Mi fecha de nacimiento dice 1989 y es 1998»."),
        error_messages={"required": _("Diga qué dato está mal y cómo debe quedar")},
    )
    evidencia = forms.CharField(
        label=_("¿Con qué lo prueba?"),
        max_length=MAXIMO_DE_CARACTERES,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        help_text=_("Por ejemplo: «Certificación de nacimiento del RENAP». Podrá enviar una foto después, o llevarla."),
        error_messages={"required": _("Diga con qué se prueba el cambio")},
    )


#: What each form of delivery means and costs.
EXPLICACIONES: dict[str, Any] = {
    FormaEntrega.ELECTRONICA: _("La descarga de esta página o le llega por correo. Sin costo."),
    FormaEntrega.COPIA_SIMPLE: _("En papel. Solo se cobra el costo de las copias."),
    FormaEntrega.COPIA_CERTIFICADA: _("En papel, con certificación de que es igual al original. Se cobran las copias."),
    FormaEntrega.CONSULTA_DIRECTA: _("La lee usted en la oficina. Sin costo."),
    TipoSolicitud.ACCESO.value: _("Documentos, datos, contratos, presupuestos: lo que la institución tiene o hace."),
    TipoSolicitud.DATOS_ACCESO.value: _("Lo que la institución guarda sobre usted. Le pedirán acreditar quién es."),
    TipoSolicitud.DATOS_RECTIFICACION.value: _("Que corrijan lo que guardan sobre usted. Le pedirán acreditar quién es."),
}
