"""Forms in the portal's markup: label, hint, error and field tied to one another, optional fields said to be so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse_lazy


class RendererDelPortal(BaseRenderer):
    """Our own templates of forms and fields; Django's for the bare widgets."""

    form_template_name = "portal/formularios/formulario.html"
    field_template_name = "portal/formularios/campo.html"
    _del_marco = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        try:
            return get_template(template_name)
        except TemplateDoesNotExist:
            return self._del_marco.get_template(template_name)


class Formulario(forms.Form):
    """The base of every form of the portal. `{{ form }}` writes all its fields; `{{ form.campo.as_field_group }}` one.

    The browser's own messages are off (`novalidate` in the template): ours say more, stand in the page and are linked from the top.
    """

    #: Whether it only looks for something: then nothing in it has to be called optional.
    busca = False
    default_renderer = RendererDelPortal
    use_required_attribute = False


def search_while_typing(vista: str, *, en_la_direccion: bool = True) -> dict[str, Any]:
    """What makes a field look for what is being typed, at the address of `vista`; the template says which place changes.

    With `en_la_direccion` the rest of the form is asked for with it, and the address of the page follows, without a step for each letter.
    """
    atributos = {"hx-get": reverse_lazy(vista), "hx-trigger": "input changed delay:350ms", "hx-sync": "closest form:replace"}
    return atributos | ({"hx-include": "closest form", "hx-push-url": "unset", "hx-replace-url": "true"} if en_la_direccion else {})
