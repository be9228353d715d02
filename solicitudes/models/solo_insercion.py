"""Rows that are written once: a base for the models that the law wants unchanged."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class SoloInsercionError(TypeError):
    """Somebody tried to change or delete a row that is written once."""


class SoloInsercionQuerySet(models.QuerySet[Any]):
    """Refuses every bulk change. PostgreSQL refuses it too, by a trigger."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise SoloInsercionError(f"{self.model.__name__} no se modifica.")

    def delete(self) -> NoReturn:
        raise SoloInsercionError(f"{self.model.__name__} no se borra.")

    def bulk_create(self, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list[Any]:
        if update_conflicts:
            raise SoloInsercionError(f"{self.model.__name__} no se modifica.")
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise SoloInsercionError(f"{self.model.__name__} no se modifica.")


class SoloInsercion(models.Model):
    """Abstract base: `save` inserts and never updates, `delete` refuses."""

    objects = SoloInsercionQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            raise SoloInsercionError(f"{type(self).__name__} no se modifica.")
        super().save(**kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise SoloInsercionError(f"{type(self).__name__} no se borra.")
