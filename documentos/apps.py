"""The Django application `documentos`."""

from django.apps import AppConfig


class DocumentosConfig(AppConfig):
    name = "documentos"
    default_auto_field = "django.db.models.BigAutoField"
