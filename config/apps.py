"""Django's admin as this installation has it."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class AdministracionConfig(AdminConfig):
    """The application, with our site in place of Django's."""

    default_site = "config.administracion.SitioDeAdministracion"
