"""People who sign in: officials of the institutions and, if they wish, applicants."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Persona(AbstractUser):
    """An account. What it may do comes from its `Cargo` rows, never from the account itself."""

    email = models.EmailField("correo electrónico", unique=True)
    #: The language that she chose for her pages; empty when she never did.
    idioma = models.CharField("idioma de sus páginas", max_length=8, blank=True, default="")

    class Meta:
        verbose_name = "persona"
        verbose_name_plural = "personas"

    def __str__(self) -> str:
        return self.get_full_name() or self.username
