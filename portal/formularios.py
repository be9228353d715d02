"""Forms in the portal's markup: label, hint, error and field tied to one another, optional fields said to be so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template


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

    default_renderer = RendererDelPortal
    use_required_attribute = False
