"""The outbox and the proofs as the operator sees them: to read, and to send again what was parked."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from config import reloj
from notifications.models import Aviso, Salida
from notifications.muertas import reenviar
from workflow.problema import ProblemaError


class SoloLectura(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """A table that nobody edits by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Salida)
class SalidaAdmin(SoloLectura):
    list_display = ("id", "efecto", "clave", "estado", "intentos", "proximo_intento", "ultimo_error")
    list_filter = ("estado", "efecto")
    search_fields = ("clave",)
    ordering = ("-id",)
    show_full_result_count = False
    actions = ("reenviar_apartadas",)

    def has_reenviar_permission(self, request: HttpRequest) -> bool:
        """Whoever could change the table, if it could be changed."""
        return request.user.has_perm("notifications.change_salida")

    @admin.action(description="Reenviar las salidas apartadas", permissions=["reenviar"])
    def reenviar_apartadas(self, request: HttpRequest, elegidas: QuerySet[Salida]) -> None:
        """Make the chosen rows due again."""
        try:
            cuantas = reenviar(ids=list(elegidas.values_list("pk", flat=True)), ahora=reloj.ahora())
        except ProblemaError as problema:
            self.message_user(request, problema.detalle, messages.ERROR)
        else:
            self.message_user(request, f"Se reenviarán {cuantas} salidas.", messages.SUCCESS)


@admin.register(Aviso)
class AvisoAdmin(SoloLectura):
    list_display = ("fecha_hora_envio", "folio", "evento", "destinatario", "canal")
    list_filter = ("evento", "destinatario", "canal")
    search_fields = ("folio",)
    ordering = ("-id",)
    show_full_result_count = False
