"""The appeal: its grounds by boxes, words if she wants to, and that she knows what follows. No formality (LAIP art. 56)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.idioma import tell_etiqueta
from portal.forms.seguir import ClaveField
from portal.formularios import Formulario
from solicitudes.models import Pregunta, RespuestaPregunta
from workflow.causales import Causal

#: Each ground as the person who alleges it would say it.
_LLANAS: dict[Causal, Promise] = {
    Causal.DENEGADA: _("Me negaron la información"),
    Causal.INEXISTENCIA: _("Dicen que la información no existe"),
    Causal.INCOMPLETA: _("Está incompleta o no es lo que pedí"),
    Causal.SIN_RESPUESTA: _("Nadie me respondió"),
    Causal.FUERA_DE_PLAZO: _("Se pasaron del plazo"),
    Causal.DATOS_NO_ENTREGADOS: _("No me entregaron mis datos personales, o no se entienden"),
    Causal.DATOS_NO_MODIFICADOS: _("Se negaron a corregir o a suprimir mis datos personales"),
    Causal.OTRA: _("Otra razón que prevé la ley"),
}


class RecurrirForm(Formulario):
    causales = forms.MultipleChoiceField(
        label=_("¿Por qué recurre?"),
        help_text=_("Elija una o varias."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Elija al menos una razón"), "invalid_choice": _("Elija las razones de la lista")},
    )
    preguntas = forms.TypedMultipleChoiceField(
        label=_("¿Cuáles respuestas?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Si no elige ninguna, recurre toda la respuesta."),
        error_messages={"invalid_choice": _("Elija las preguntas de la lista")},
    )
    agravios = forms.CharField(
        label=_("Cuéntelo con sus palabras"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "data-guardar": "recurrir", "spellcheck": "true"}),
        help_text=_("No hace falta citar leyes. Si lo deja vacío, el recurso vale igual."),
    )
    confirma = forms.BooleanField(
        label=_("Leí qué pasa al presentarlo y quiero hacerlo"),
        error_messages={"required": _("Marque que leyó qué pasa al presentarlo")},
    )

    def __init__(self, *args: Any, causales: Sequence[Causal] = tuple(Causal), preguntas: Sequence[Pregunta] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opciones = [
            (p.numero, f"{p.numero}. {p.texto} {tell_etiqueta(p.contestada.get_sentido_display())}.") for p in preguntas if p.contestada
        ]
        self.fields["preguntas"].choices = opciones  # type: ignore[attr-defined]
        if not opciones:
            del self.fields["preguntas"]
        self.fields["causales"].choices = [(causal.value, _LLANAS[causal]) for causal in causales]  # type: ignore[attr-defined]


def _tell(pregunta: Pregunta, respuesta: RespuestaPregunta) -> str:
    """A question with how it was answered."""
    return f"{pregunta} {tell_etiqueta(respuesta.get_sentido_display())}."


class RecurrirConClaveForm(RecurrirForm):
    """For whoever lost her session while she was writing: any ground, because nothing of the case may be told yet."""

    clave = ClaveField()


def explain_causales(causales: Sequence[Causal]) -> dict[str, str]:
    """What stands under each box: the article on which it rests."""
    return {causal.value: _("LAIP, artículo %s") % causal.articulo for causal in causales}
