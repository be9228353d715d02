"""Proof that somebody was told: one row per message handed to a channel, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import models


class AvisoInmutableError(TypeError):
    """Somebody tried to change or delete a proof."""


class AvisoQuerySet(models.QuerySet["Aviso"]):
    """Rows are read and added, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AvisoInmutableError("Un aviso no se modifica.")

    def bulk_update(self, objs: Iterable[Aviso], fields: Iterable[str], batch_size: int | None = None) -> NoReturn:
        raise AvisoInmutableError("Un aviso no se modifica.")

    def delete(self) -> NoReturn:
        raise AvisoInmutableError("Un aviso no se borra.")


class Aviso(models.Model):
    """That a message about a case left for a class of recipient, by which channel and when.

    The address is not kept here: `destinatario` says the class («solicitante», «oficial»), `mensaje_id` what the channel
    can be asked about.
    """

    clave = models.CharField(max_length=200, unique=True)
    folio = models.CharField(max_length=60, db_index=True)
    evento = models.CharField(max_length=60)
    canal = models.CharField(max_length=30)
    destinatario = models.CharField(max_length=40)
    mensaje_id = models.CharField(max_length=200)
    fecha_hora_envio = models.DateTimeField("enviado")

    objects = AvisoQuerySet.as_manager()

    class Meta:
        verbose_name = "aviso"
        verbose_name_plural = "avisos"
        constraints = [
            models.CheckConstraint(name="aviso_completo", condition=~models.Q(folio="") & ~models.Q(mensaje_id="")),
        ]

    def __str__(self) -> str:
        return f"{self.folio} · {self.evento} → {self.destinatario}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AvisoInmutableError("Un aviso no se modifica.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AvisoInmutableError("Un aviso no se borra.")
