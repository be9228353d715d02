"""The draft of a resolution, and the beginnings that an institution keeps of it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario
from portal.oficina.forms.actos import ActoForm, FundamentoField, TextoField
from solicitudes.carpeta import Carpeta
from solicitudes.services.cobro import Reproducido
from solicitudes.services.plantilla import Texto
from solicitudes.services.resolucion import Borrador
from workflow.cobros import Reproduccion
from workflow.estados import Estado
from workflow.reservas import CausalConfidencial
from workflow.sentidos import Sentido, list_sentidos

_SENTIDOS = [(s.value, _(s.etiqueta)) for s in Sentido]
_FALTA_SENTIDO = {"required": _("Elija el sentido de la resolución"), "invalid_choice": _("Elija uno de los sentidos")}

#: What each sense means and demands (LAIP arts. 42 and 45).
EXPLICACIONES: dict[str, Any] = {
    Sentido.ENTREGA_TOTAL.value: _("Se entrega todo lo que se pidió. No necesita motivación."),
    Sentido.ENTREGA_PARCIAL.value: _("Se entrega una parte; diga por qué no el resto y en qué artículo se funda."),
    Sentido.NEGATIVA_RESERVADA.value: _(
        "Está clasificada como reservada. Va motivada y fundada, con su reserva y la prueba de daño (art. 26)."
    ),
    Sentido.NEGATIVA_CONFIDENCIAL.value: _("Es confidencial. Va con su causa (art. 22)."),
    Sentido.NEGATIVA_SIN_ACLARACION.value: _("Se pidió aclarar y no se aclaró en su plazo (art. 42.2)."),
    Sentido.INEXISTENCIA.value: _("Se buscó y no existe. Diga dónde se buscó."),
    Sentido.SIN_DATOS.value: _("Se buscó y no hay datos de la persona. Diga en qué sistemas se buscó (art. 33)."),
    Sentido.RECTIFICACION_CONCEDIDA.value: _("Los datos ya se corrigieron; diga qué y qué día (art. 34)."),
    Sentido.RECTIFICACION_PARCIAL.value: _("Una parte se corrigió; diga qué día, y por qué no el resto."),
    Sentido.RECTIFICACION_DENEGADA.value: _("No se corrigen; diga por qué (art. 34)."),
}

#: What a draft says of what it withholds, in the words of the service.
DE_LA_RESERVA = ("reserva", "dano_excepcion", "dano_amenaza", "dano_perjuicio", "causal_confidencial")


def campos_de_la_reserva() -> dict[str, forms.Field]:
    """What is asked of what is withheld; each form has its own."""
    return {
        "reserva": forms.CharField(
            label=_("Resolución que la clasificó como reservada"),
            required=False,
            max_length=120,
            help_text=_("Su número en el registro de reservas. Solo si se niega por reservada."),
        ),
        "dano_excepcion": TextoField(
            label=_("Prueba de daño: por qué encuadra en la excepción"),
            required=False,
            rows=3,
            help_text=_("Solo si se niega por reservada."),
        ),
        "dano_amenaza": TextoField(label=_("Prueba de daño: qué amenaza efectiva causa liberarla"), required=False, rows=3),
        "dano_perjuicio": TextoField(
            label=_("Prueba de daño: por qué el perjuicio es mayor que el interés público"), required=False, rows=3
        ),
        "causal_confidencial": forms.ChoiceField(
            label=_("Causa por la que es confidencial"),
            required=False,
            choices=[("", _("Ninguna")), *((c.value, c.etiqueta) for c in CausalConfidencial)],
            help_text=_("Solo si se niega por confidencial."),
        ),
    }


def paginas_field() -> forms.IntegerField:
    """How many pages are copied."""
    return forms.IntegerField(
        label=_("Páginas que se copian"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Solo si se entregan copias en papel. El precio lo pone la tarifa de su institución; buscar y consultar es gratis."),
    )


def build_sentidos(carpeta: Carpeta) -> list[tuple[str, Any]]:
    """The senses that fit the request: want of clarification, only where one was asked for and is awaited (LAIP art. 42.2)."""
    propios = [(s.value, _(s.etiqueta)) for s in list_sentidos(carpeta.solicitud.tipo)]
    return [s for s in propios if s[0] != Sentido.NEGATIVA_SIN_ACLARACION or carpeta.solicitud.estado == Estado.EN_ACLARACION]


def build_reproduccion(forma_entrega: str, paginas: int | None) -> tuple[Reproducido, ...]:
    """What is copied, if anything is."""
    return (Reproducido(forma_entrega, paginas),) if paginas else ()


class RedactarForm(ActoForm):
    sentido = forms.ChoiceField(label=_("¿En qué sentido se resuelve?"), widget=forms.RadioSelect, error_messages=_FALTA_SENTIDO)
    respuesta = TextoField(
        label=_("¿Qué se resuelve?"),
        pide=_("Escriba qué se resuelve"),
        help_text=_("Lo que se entrega, o que no se entrega. Es lo primero que lee quien pidió la información."),
        rows=7,
    )
    motivacion = TextoField(
        label=_("Motivación"), required=False, condicional=True, help_text=_("Las razones. Obligatoria salvo que se entregue todo.")
    )
    fundamento = FundamentoField()
    paginas = paginas_field()
    fecha_correccion = forms.DateField(
        label=_("¿Qué día se corrigieron los datos?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=_("Solo si se conceden, en todo o en parte."),
        error_messages={"invalid": _("Escriba la fecha como 25/03/2026")},
    )
    explicaciones: ClassVar = EXPLICACIONES
    plegados: tuple[str, ...] = DE_LA_RESERVA

    def build_inicial(self, carpeta: Carpeta) -> dict[str, Any]:
        borrador = carpeta.situacion.resolucion
        if borrador is None:
            return {}
        propios = {nombre: getattr(borrador, nombre) for nombre in ("sentido", "respuesta", "motivacion", "fundamento", "fecha_correccion")}
        reservados = {nombre: getattr(borrador, nombre) for nombre in DE_LA_RESERVA if nombre != "reserva"}
        paginas = {"paginas": borrador.reproduccion[0]["cantidad"]} if borrador.reproduccion else {}
        return propios | reservados | paginas | {"reserva": borrador.reserva.numero if borrador.reserva else ""}

    def prepare(self, carpeta: Carpeta) -> None:
        self.forma_entrega = carpeta.solicitud.forma_entrega
        if self.forma_entrega not in set(Reproduccion):
            del self.fields["paginas"]
        self.fields["sentido"].choices = build_sentidos(carpeta)  # type: ignore[attr-defined]
        corrige = any(sentido.corrige for sentido in list_sentidos(carpeta.solicitud.tipo))
        self.plegados = () if corrige else DE_LA_RESERVA
        self.fields |= {} if corrige else campos_de_la_reserva()
        for nombre in ("paginas",) if corrige else ("fecha_correccion",):
            self.fields.pop(nombre, None)
        if corrige:
            self.fields["fecha_correccion"].condicional = True  # type: ignore[attr-defined]  # not called optional

    def as_argumentos(self) -> dict[str, Any]:
        escritos = {campo.name: self.cleaned_data[campo.name] for campo in fields(Borrador) if campo.name in self.cleaned_data}
        return {"borrador": Borrador(**escritos, reproduccion=build_reproduccion(self.forma_entrega, self.cleaned_data.get("paginas")))}


class PlantillaForm(Formulario):
    nombre = forms.CharField(
        label=_("Nombre"),
        max_length=120,
        help_text=_("Como la buscará quien redacte: «Entrega de nóminas»."),
        error_messages={"required": _("Ponga un nombre a la plantilla")},
    )
    sentido = forms.ChoiceField(label=_("Sentido"), choices=_SENTIDOS, widget=forms.RadioSelect, error_messages=_FALTA_SENTIDO)
    respuesta = TextoField(label=_("¿Qué se resuelve?"), pide=_("Escriba el texto de la respuesta"), rows=7)
    motivacion = TextoField(label=_("Motivación"), required=False)
    fundamento = FundamentoField()
    explicaciones: ClassVar = EXPLICACIONES

    def as_texto(self) -> Texto:
        """What the service keeps."""
        return Texto(**{campo.name: self.cleaned_data[campo.name] for campo in fields(Texto)})


class ElegirPlantillaForm(Formulario):
    """The picker above the draft; sent in the address, so that it works without scripts and can be undone with «back»."""

    plantilla = forms.ChoiceField(label=_("Empezar con una plantilla"), required=False)

    def __init__(self, *args: Any, opciones: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plantilla"].choices = [("", _("Elija")), *opciones]  # type: ignore[attr-defined]
