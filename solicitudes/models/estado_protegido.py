"""Reload a row whose state field is protected, safely in several threads."""

from __future__ import annotations

from typing import Any

from django.db import models
from django_fsm import FSMFieldMixin


class EstadoProtegido(models.Model):
    """Abstract base for models with a protected FSM field.

    django-fsm-2's own mixin lifts the protection on the class while it reloads, for every thread (and for good if the row is gone);
    here only this instance forgets its value, and gets it back if the reload fails.
    """

    class Meta:
        abstract = True

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        guardados = {
            campo.attname: self.__dict__.pop(campo.attname)
            for campo in self._meta.concrete_fields
            if isinstance(campo, FSMFieldMixin) and campo.attname in self.__dict__
        }
        try:
            super().refresh_from_db(*args, **kwargs)
        finally:
            for nombre, valor in guardados.items():
                self.__dict__.setdefault(nombre, valor)
