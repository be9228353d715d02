"""The Django application `solicitudes`."""

from django.apps import AppConfig


class SolicitudesConfig(AppConfig):
    name = "solicitudes"
    verbose_name = "Solicitudes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core.checks import register

        from solicitudes import efectos, efectos_calendario, efectos_reserva, invitaciones, webhooks  # noqa: F401 - they register what the outbox can ask for
        from solicitudes.comprobaciones import check_emisores

        register(check_emisores)
