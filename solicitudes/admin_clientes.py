"""Accrediting clients in the administrator's pages; the secret is shown once, and allauth's own pages are put away."""

from __future__ import annotations

from typing import Any

from allauth.idp.oidc.models import Client, Token
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from config import reloj
from solicitudes.alcances import Alcance
from solicitudes.models import Cliente
from solicitudes.services.clientes import acreditar, check_acreditacion, revocar, rotar_secreto
from workflow.problema import ProblemaError

# A client made or a secret read there would not be an accreditation, nor a directory or a binding of the administration's.
for modelo in (Client, Token, SocialApp, SocialAccount, SocialToken):
    if admin.site.is_registered(modelo):
        admin.site.unregister(modelo)


class AcreditacionForm(forms.ModelForm):
    alcances = forms.MultipleChoiceField(
        choices=[(a.value, f"{a.value}: {a.explicacion}") for a in Alcance], widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Cliente
        fields = ("nombre", "institucion", "responsable", "alcances")

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        try:
            check_acreditacion(
                datos.get("nombre", ""),
                datos.get("alcances", ()),
                datos.get("institucion"),
                datos.get("responsable"),
                prueba=self.instance.prueba,
            )
        except ProblemaError as problema:
            self.add_error(problema.campo or None, problema.detalle)
        return datos


@admin.register(Cliente)
class ClienteAdmin(admin.ModelAdmin):
    form = AcreditacionForm
    list_display = ("nombre", "oidc_id", "institucion", "activo", "fecha_hora_acreditado", "fecha_hora_ultimo_uso", "fecha_hora_revocado")
    list_filter = ("activo",)
    list_select_related = ("institucion",)
    search_fields = ("nombre", "oidc__id")
    autocomplete_fields = ("institucion", "responsable")
    readonly_fields = ("oidc_id", "activo", "fecha_hora_acreditado", "fecha_hora_ultimo_uso", "fecha_hora_revocado")
    actions = ("rotar", "revocar")

    def has_delete_permission(self, request: HttpRequest, obj: Cliente | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Cliente, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        cliente, secreto = acreditar(
            nombre=obj.nombre,
            alcances=form.cleaned_data["alcances"],
            institucion=obj.institucion,
            responsable=obj.responsable,
            ahora=reloj.ahora(),
        )
        obj.__dict__.update(cliente.__dict__)
        self._show(request, cliente, secreto)

    @admin.action(description="Dar un secreto nuevo; el anterior vale siete días más", permissions=["change"])
    def rotar(self, request: HttpRequest, elegidos: QuerySet[Cliente]) -> None:
        """Rotate the secret of each chosen client."""
        for cliente in elegidos:
            try:
                self._show(request, cliente, rotar_secreto(identificador=cliente.identificador, ahora=reloj.ahora()))
            except ProblemaError as problema:
                self.message_user(request, problema.detalle, messages.ERROR)

    @admin.action(description="Revocar al instante, para siempre", permissions=["change"])
    def revocar(self, request: HttpRequest, elegidos: QuerySet[Cliente]) -> None:
        """Revoke each chosen client."""
        for cliente in elegidos:
            try:
                revocar(identificador=cliente.identificador, ahora=reloj.ahora())
            except ProblemaError as problema:
                self.message_user(request, problema.detalle, messages.ERROR)
            else:
                self.message_user(request, f"{cliente.nombre} ya no puede entrar.", messages.SUCCESS)

    def _show(self, request: HttpRequest, cliente: Cliente, secreto: str) -> None:
        texto = f"{cliente.nombre}: client_id {cliente.identificador}, secreto {secreto}. Cópielo ahora: no se vuelve a mostrar."
        self.message_user(request, texto, messages.WARNING)
