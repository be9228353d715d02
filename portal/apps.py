"""The Django application `portal`."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from config.sesiones import close_sesiones_sin_factor

        authenticator_added.connect(close_sesiones_sin_factor)
