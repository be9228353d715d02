"""The forms of the inbox: what is looked for, whom the chosen cases are asked of, the name of a view, the period of the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario, search_while_typing
from solicitudes.filtros import HOY, SIN_ASIGNAR, TODAS, VENCIDAS, Filtros
from solicitudes.mesa import Mesa
from solicitudes.services.asignacion_multiple import Pedido
from workflow.estados import Estado
from workflow.eventos import TipoSolicitud
from workflow.sentidos import Sentido

MAXIMO_ELEGIDAS = 200
_CUALQUIERA = ("", _("Cualquiera"))


class FechaField(forms.DateField):
    """A day, as the browser sends it or as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            error_messages={"invalid": _("Escriba la fecha como 25/03/2026"), "required": _("Escriba la fecha")},
            **kwargs,
        )


class PeriodoForm(Formulario):
    """Two days, the first not after the last."""

    busca = True

    desde = FechaField(label=_("Recibidas desde"), required=False)
    hasta = FechaField(label=_("Recibidas hasta"), required=False)

    def clean_hasta(self) -> date | None:
        desde, hasta = self.cleaned_data.get("desde"), self.cleaned_data["hasta"]
        if desde and hasta and hasta < desde:
            raise forms.ValidationError(_("La segunda fecha es anterior a la primera"))
        return hasta


class BandejaForm(PeriodoForm):
    """The filters as they stand in the address; each empty one is left out of it."""

    buscar = forms.CharField(
        label=_("Folio, palabras del texto o nombre"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", **search_while_typing("oficina:bandeja")}),
    )
    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[("", _("Abiertas (al buscar, todas)")), (TODAS, _("Todas")), *((e.value, _(e.etiqueta)) for e in Estado)],
    )
    plazo = forms.ChoiceField(
        label=_("Plazo"),
        required=False,
        choices=[
            _CUALQUIERA,
            (VENCIDAS, _("Ya vencido")),
            (HOY, _("Vence hoy")),
            ("3", _("Vence en 3 días hábiles")),
            ("5", _("Vence en 5 días hábiles")),
            ("10", _("Vence en 10 días hábiles")),
        ],
    )
    asignada = forms.ChoiceField(label=_("Asignada a"), required=False)
    tipo = forms.ChoiceField(label=_("Tipo"), required=False, choices=[_CUALQUIERA, *((t.value, _(t.etiqueta)) for t in TipoSolicitud)])
    sentido = forms.ChoiceField(label=_("Respuesta"), required=False, choices=[_CUALQUIERA, *((s.value, _(s.etiqueta)) for s in Sentido)])

    field_order = ["buscar", "estado", "plazo", "asignada", "tipo", "sentido", "desde", "hasta"]

    def __init__(self, datos: Mapping[str, Any], *, mesa: Mesa) -> None:
        super().__init__(datos)
        if mesa.es_enlace:
            self.fields["buscar"].label = _("Folio o palabras del texto")
            del self.fields["asignada"]
        else:
            grupos = [(e.nombre, [(f"u{e.unidad_id}", e.nombre), *((f"p{pk}", nombre) for pk, nombre in e.gente)]) for e in mesa.equipos]
            self.fields["asignada"].choices = [_CUALQUIERA, (SIN_ASIGNAR, _("Nadie todavía")), *grupos]  # type: ignore[attr-defined]

    def clean_buscar(self) -> str:
        return " ".join(self.cleaned_data["buscar"].split())

    def build_filtros(self) -> Filtros:
        """What can be understood of the address; what cannot is told as an error of its field."""
        self.full_clean()
        return Filtros(**self.cleaned_data)

    @property
    def consulta(self) -> str:
        """The filters as they stand in an address after the question mark."""
        puestos = {campo: self.cleaned_data.get(campo) for campo in self.fields}
        return urlencode({campo: valor.isoformat() if isinstance(valor, date) else valor for campo, valor in puestos.items() if valor})

    @property
    def puestos(self) -> int:
        """How many filters besides the words are set."""
        return sum(1 for campo in self.fields if campo != "buscar" and self.data.get(campo))


class AsignarVariasForm(Formulario):
    """Whom to ask, by when, and for what."""

    destino = forms.ChoiceField(
        label=_("¿A quién se pide la información?"),
        error_messages={"required": _("Elija una unidad o una persona"), "invalid_choice": _("Elija una unidad o una persona de la lista")},
    )
    fecha_interna = FechaField(
        label=_("Fecha interna"), help_text=_("Cuándo debe estar la información en la Unidad. No cambia el plazo legal.")
    )
    indicaciones = forms.CharField(
        label=_("Indicaciones"),
        max_length=4000,
        required=False,
        help_text=_("Qué buscar y en qué formato. No escriba aquí quién la pidió: la unidad no debe saberlo."),
        widget=forms.Textarea(attrs={"rows": 4, "data-guardar": "asignar", "spellcheck": "true"}),
    )

    def __init__(self, *args: Any, mesa: Mesa, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hoy = mesa.hoy
        grupos = [
            (e.nombre, [(f"{e.unidad_id}-", e.nombre), *((f"{e.unidad_id}-{pk}", f"{nombre} ({e.nombre})") for pk, nombre in e.gente)])
            for e in sorted(mesa.equipos, key=lambda e: not e.interna)
        ]
        self.fields["destino"].choices = [("", _("Elija…")), *grupos]  # type: ignore[attr-defined]

    def clean_fecha_interna(self) -> date:
        fecha: date = self.cleaned_data["fecha_interna"]
        if fecha < self.hoy:
            raise forms.ValidationError(_("La fecha interna ya pasó: elija hoy o un día que venga"))
        return fecha

    def build_pedido(self) -> Pedido:
        unidad, _guion, persona = self.cleaned_data["destino"].partition("-")
        return Pedido(int(unidad), int(persona) if persona else None, self.cleaned_data["fecha_interna"], self.cleaned_data["indicaciones"])


class VistaForm(Formulario):
    nombre = forms.CharField(
        label=_("Nombre de la vista"),
        max_length=60,
        help_text=_("Por ejemplo: Compras, esta semana."),
        error_messages={"required": _("Escriba un nombre para la vista"), "max_length": _("El nombre es de 60 letras o menos")},
    )
    consulta = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def clean_consulta(self) -> str:
        return clean_consulta(self.cleaned_data["consulta"])


def clean_consulta(consulta: str) -> str:
    """The filters of the inbox in what came as the end of an address, and nothing else."""
    return urlencode([(campo, valor) for campo, valor in parse_qsl(consulta) if campo in BandejaForm.base_fields])


class LibroForm(PeriodoForm):
    """The period of the register: both days are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for campo in self.fields.values():
            campo.required = True
