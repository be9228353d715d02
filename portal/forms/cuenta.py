"""What the owner of an account fills in: a case that she filed without it, and that she wants the account to go."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.seguir import AbrirForm
from portal.formularios import Formulario


class ReclamarForm(AbrirForm):
    """Folio and key of any case of the filing."""


class BorrarForm(Formulario):
    confirma = forms.BooleanField(
        label=_("Entiendo qué se borra y qué se queda"),
        error_messages={"required": _("Marque que entiende qué se borra y qué se queda")},
    )
