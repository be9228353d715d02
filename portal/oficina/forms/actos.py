"""What each act of an institution asks to be told. The names are the service's own arguments, so that its refusals find their field."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario
from portal.templatetags.portal import en_dias, fecha
from solicitudes.busqueda import search_instituciones
from solicitudes.carpeta import Carpeta, list_destinos
from solicitudes.consecuencias import list_prorrogas
from solicitudes.services.numeracion import LARGO_DEL_NUMERO
from solicitudes.services.remision import Parte
from workflow.problema import ProblemaError

MAXIMO_DE_CARACTERES = 20_000
MAXIMO_DE_FUNDAMENTOS = 30
MAXIMO_DE_UN_FUNDAMENTO = 500
_ENCONTRADAS = 12
#: A version that no case has: whoever sends none, or an altered one, is told to read again.
_SIN_VERSION = -1


class TextoField(forms.CharField):
    """Several lines. `condicional`: whether it is needed depends on what else is said, so that it is not called optional."""

    def __init__(
        self, *, label: Any, pide: Any = "", rows: int = 5, maximo: int = MAXIMO_DE_CARACTERES, condicional: bool = False, **kwargs: Any
    ) -> None:
        self.condicional = condicional
        mensajes = {"max_length": _("Es muy largo: caben %(limit_value)d letras y lleva %(show_value)d")}
        super().__init__(
            label=label,
            max_length=maximo,
            widget=forms.Textarea(attrs={"rows": rows, "spellcheck": "true"}),
            error_messages=mensajes | ({"required": pide} if pide else {}),
            **kwargs,
        )


class FundamentoField(TextoField):
    """Legal bases, one a line; gives a tuple."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Fundamento legal"),
            help_text=_("Un artículo por línea, como «LAIP art. 23, numeral 4». Caben treinta."),
            rows=3,
            maximo=MAXIMO_DE_FUNDAMENTOS * (MAXIMO_DE_UN_FUNDAMENTO + 2),
            required=False,
            condicional=True,
            **kwargs,
        )

    def clean(self, value: Any) -> tuple[str, ...]:
        lineas = tuple(linea.strip() for linea in str(super().clean(value)).splitlines() if linea.strip())
        if len(lineas) > MAXIMO_DE_FUNDAMENTOS:
            raise forms.ValidationError(
                gettext("Caben %(maximo)d fundamentos y hay %(hay)d") % {"maximo": MAXIMO_DE_FUNDAMENTOS, "hay": len(lineas)}
            )
        if any(len(linea) > MAXIMO_DE_UN_FUNDAMENTO for linea in lineas):
            raise forms.ValidationError(gettext("Cada fundamento tiene %d letras como máximo") % MAXIMO_DE_UN_FUNDAMENTO)
        return lineas

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class PreguntasField(forms.TypedMultipleChoiceField):
    """Questions by their numbers; gives a tuple."""

    def __init__(self, *, label: Any, help_text: Any) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Elija las preguntas de la lista")},
        )

    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(super().clean(value))


class ActoForm(Formulario):
    """The base: the version of the case that was read, and nothing else. By itself it serves the acts that only need to be done."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    #: What options mean, by field and value, for the template.
    explicaciones: ClassVar[dict[str, Any]] = {}
    #: Fields that few need: folded away until one of them says something.
    plegados: tuple[str, ...] = ()
    #: Where a refusal of the service belongs when its field has another name here.
    campos: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, carpeta: Carpeta, **kwargs: Any) -> None:
        self.carpeta = carpeta
        propios = {"version": carpeta.solicitud.version} | self.build_inicial(carpeta)
        kwargs["initial"] = propios | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if "preguntas" in self.base_fields:
            self._offer_preguntas(carpeta)
        self.prepare(carpeta)

    def _offer_preguntas(self, carpeta: Carpeta) -> None:
        """The questions that are answered here; no such field where the request is not divided."""
        campo = self.fields["preguntas"]
        if not isinstance(campo, PreguntasField):
            return
        campo.choices = [(p.numero, f"{p.numero}. {p.texto}") for p in carpeta.propias]
        if not carpeta.propias:
            del self.fields["preguntas"]

    def build_inicial(self, carpeta: Carpeta) -> dict[str, Any]:
        """What the form says before anybody has written in it."""
        return {}

    def prepare(self, carpeta: Carpeta) -> None:
        """Fill in the options that depend on the case."""

    @property
    def a_la_vista(self) -> list[forms.BoundField]:
        return [campo for campo in self.visible_fields() if campo.name not in self.plegados]

    @property
    def por_desplegar(self) -> list[forms.BoundField]:
        return [self[nombre] for nombre in self.plegados]

    @property
    def despliega(self) -> bool:
        """Whether what is folded away has something to show."""
        return any(campo.errors or campo.value() for campo in self.por_desplegar)

    def as_argumentos(self) -> dict[str, Any]:
        """What the service is told, beside folio, actor, moment and version."""
        return {nombre: valor for nombre, valor in self.cleaned_data.items() if nombre != "version"}

    @property
    def version_leida(self) -> int:
        """The version of the case when the page was read; one that does not exist if the page does not say it."""
        version: str = self.cleaned_data["version"]
        return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else _SIN_VERSION

    def add_problema(self, problema: ProblemaError) -> None:
        """Show a refusal of the domain at its field, or above all."""
        campo = problema.campo.split("/")[0]
        campo = self.campos.get(campo, campo)
        self.add_error(campo if campo in self.fields else None, _with_articulo(problema))


def _with_articulo(problema: ProblemaError) -> str:
    return f"{problema.tell(gettext)} ({problema.articulo})" if problema.articulo else problema.tell(gettext)


class NumerarForm(ActoForm):
    expediente_interno = forms.CharField(
        label=_("Número en su registro"),
        max_length=LARGO_DEL_NUMERO,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": _("Escriba el número")},
    )

    def build_inicial(self, carpeta: Carpeta) -> dict[str, Any]:
        return {"expediente_interno": carpeta.solicitud.expediente_interno}


class AsignarForm(ActoForm):
    destino = forms.ChoiceField(
        label=_("¿A quién se la pide?"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Elija una unidad o una persona de la lista")),
    )
    fecha_interna = forms.DateField(
        label=_("¿Para qué día?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": _("Diga para qué día la necesita"), "invalid": _("Escriba la fecha como 25/03/2026")},
    )
    indicaciones = TextoField(
        label=_("Indicaciones"), required=False, help_text=_("Qué debe buscar. No diga quién la pidió: el enlace no lo sabe."), rows=4
    )
    preguntas = PreguntasField(label=_("¿Qué preguntas?"), help_text=_("Si no elige ninguna, le pide toda la solicitud."))
    campos: ClassVar = {"unidad": "destino", "persona": "destino"}
    field_order = ("destino", "preguntas", "fecha_interna", "indicaciones")

    def prepare(self, carpeta: Carpeta) -> None:
        opciones: list[Any] = [("", _("Elija"))]
        for unidad, gente in list_destinos(carpeta):
            toda = (str(unidad.pk), _("Toda la unidad: %s") % unidad.nombre)
            opciones.append((unidad.nombre, [toda, *((f"{unidad.pk}:{pk}", nombre) for pk, nombre in gente)]))
        self.fields["destino"].choices = opciones  # type: ignore[attr-defined]
        vence = carpeta.solicitud.fecha_vencimiento
        if vence is not None:
            self.fields["fecha_interna"].help_text = _("Es una fecha de la casa. El plazo legal termina el %s.") % fecha(vence)

    def as_argumentos(self) -> dict[str, Any]:
        unidad, _separador, persona = self.cleaned_data["destino"].partition(":")
        dia: date = self.cleaned_data["fecha_interna"]
        return {
            "unidad_id": int(unidad),
            "persona_id": int(persona) if persona else None,
            "fecha_interna": dia,
            "indicaciones": self.cleaned_data["indicaciones"],
            "preguntas": self.cleaned_data.get("preguntas", ()),
        }


def _describe_archivos() -> str:
    limite = filesizeformat(settings.DOCUMENTO_TAMANO_MAXIMO)
    return gettext("PDF, imagen PNG o JPEG, texto o CSV, DOCX, XLSX, ODT u ODS, sin macros. Hasta %s.") % limite


class AdjuntarForm(ActoForm):
    archivo = forms.FileField(
        label=_("Archivo"),
        help_text=lazy(_describe_archivos, str)(),
        error_messages={
            "required": _("Elija el archivo; si ya lo había elegido, elíjalo otra vez"),
            "empty": _("El archivo está vacío: revise que sea el correcto"),
        },
    )

    preguntas = PreguntasField(label=_("¿Para qué preguntas es?"), help_text=_("Elija una o varias; ninguna, si es de toda la solicitud."))

    def as_argumentos(self) -> dict[str, Any]:
        archivo = self.cleaned_data["archivo"]
        return {"nombre": archivo.name, "contenido": archivo, "preguntas": self.cleaned_data.get("preguntas", ())}


class PedirAclaracionForm(ActoForm):
    pregunta = TextoField(
        label=_("¿Qué debe aclarar o completar?"),
        pide=_("Escriba qué debe aclararse"),
        help_text=_("Con palabras sencillas. La lee quien pidió la información, y solo puede preguntar una vez."),
    )


class ProrrogarForm(ActoForm):
    # A number and not a choice: once the term cannot be extended there is none to choose, and the service says why.
    dias = forms.IntegerField(
        label=_("¿Cuántos días más?"),
        widget=forms.Select,
        error_messages=dict.fromkeys(("required", "invalid"), _("Elija cuántos días más necesita")),
    )
    motivo = TextoField(
        label=_("Razones"),
        pide=_("Escriba las razones: la ley exige darlas"),
        help_text=_("Por qué no alcanza el plazo. Las lee quien pidió la información."),
    )

    def prepare(self, carpeta: Carpeta) -> None:
        opciones = [
            (dias, _("%(dias)s: hasta el %(fecha)s") % {"dias": en_dias(dias, "habiles"), "fecha": fecha(vence)})
            for dias, vence in list_prorrogas(carpeta.situacion)
        ]
        self.fields["dias"].widget.choices = [("", _("Elija")), *opciones]


class RemitirForm(ActoForm):
    buscar = forms.CharField(
        label=_("Busque la institución que tiene la información"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Por nombre, siglas, municipio o tema."),
    )
    institucion = forms.ChoiceField(
        label=_("¿A cuál la envía?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Busque la institución y elíjala de la lista")),
    )
    motivo = TextoField(
        label=_("¿Por qué le corresponde?"),
        pide=_("Diga por qué corresponde a otra institución"),
        help_text=_("Lo lee quien pidió la información."),
    )

    def prepare(self, carpeta: Carpeta) -> None:
        texto = str(self.data.get("buscar", "")).strip() if self.is_bound else ""
        encontradas = search_instituciones(texto=texto).exclude(pk=carpeta.solicitud.institucion_id)[:_ENCONTRADAS] if texto else ()
        self.fields["institucion"].choices = [(i.codigo, i.nombre_distinguible) for i in encontradas]  # type: ignore[attr-defined]
        self.fields["buscar"].condicional = True  # type: ignore[attr-defined]  # not called optional
        self.hay_opciones = bool(encontradas)

    def as_argumentos(self) -> dict[str, Any]:
        return {"institucion": self.cleaned_data["institucion"], "motivo": self.cleaned_data["motivo"]}


class RemitirParteForm(RemitirForm):
    preguntas = PreguntasField(
        label=_("¿Qué preguntas le envía?"), help_text=_("Van con sus palabras. Si no es una pregunta entera, escriba abajo qué parte.")
    )
    texto = TextoField(
        label=_("¿Qué parte le envía?"),
        pide=_("Escriba qué parte se envía"),
        help_text=_("Con estas palabras le llega a la otra institución. Lo demás se responde aquí."),
    )

    def prepare(self, carpeta: Carpeta) -> None:
        super().prepare(carpeta)
        if carpeta.propias:
            self.fields["texto"].required = False

    def as_argumentos(self) -> dict[str, Any]:
        parte = Parte(self.cleaned_data["institucion"], self.cleaned_data["texto"], self.cleaned_data.get("preguntas", ()))
        return {"partes": (parte,), "motivo": self.cleaned_data["motivo"]}

    def add_problema(self, problema: ProblemaError) -> None:
        """A refusal of the words of the part stands at them, one of the part itself at its institution."""
        campo = "texto" if problema.campo.endswith("/texto") else "institucion" if problema.campo.startswith("partes") else problema.campo
        self.add_error(campo if campo in self.fields else None, _with_articulo(problema))


class DevolverForm(ActoForm):
    observaciones = TextoField(
        label=_("¿Qué hay que corregir?"), pide=_("Escriba qué hay que corregir"), help_text=_("Lo lee quien redactó.")
    )


class EntregarForm(ActoForm):
    constancia = TextoField(
        label=_("Constancia"),
        required=False,
        rows=3,
        maximo=2000,
        help_text=_("Cómo y a quién se entregó."),
    )
    pago = forms.CharField(
        label=_("Recibo del pago"),
        required=False,
        max_length=200,
        help_text=_("Solo si la reproducción cuesta (artículo 18). Consultarla es gratis."),
    )


class NotaForm(Formulario):
    texto = TextoField(
        label=_("Nota para quienes atienden este expediente"),
        pide=_("Escriba la nota"),
        rows=3,
        help_text=_("La leen las personas de su institución y el enlace; no quien pidió la información. No diga quién la pidió."),
    )
