"""The administrator's catalogues: people, offices, units, institutions, calendar. Cases are read, never edited, here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from config import reloj
from solicitudes import admin_clientes  # noqa: F401 - registers the accredited clients
from solicitudes.directorio import change_institucion
from solicitudes.models import ActoCalendario, CambioInstitucion, Cargo, DiaCalendario, Institucion, Persona, Unidad


class SinBorrar(admin.ModelAdmin):
    """Nothing that a case may point at is deleted: it ends by getting a last day or being closed."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Persona)
class PersonaAdmin(UserAdmin):
    list_display = ("username", "first_name", "last_name", "email", "is_active")

    def has_delete_permission(self, request: HttpRequest, obj: Persona | None = None) -> bool:
        return False


@admin.register(Institucion)
class InstitucionAdmin(SinBorrar):
    """Each change leaves a `CambioInstitucion`, as when the directory is loaded from a file."""

    list_display = ("codigo", "nombre", "tipo", "departamento", "activa")
    list_filter = ("tipo", "activa")
    search_fields = ("busqueda",)
    fields = ("codigo", "nombre", "siglas", "tipo", "departamento", "municipio", "codigo_municipio", "materias", "regimen")
    readonly_fields = ("codigo", "regimen")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # `manage.py cargar_directorio`, which also gives it its units

    def save_model(self, request: HttpRequest, obj: Institucion, form: Any, change: bool) -> None:
        actual = Institucion.objects.get(pk=obj.pk)
        nuevos = {campo: form.cleaned_data[campo] for campo in form.changed_data}
        change_institucion(actual, nuevos, ahora=reloj.ahora(), motivo=f"administración: {request.user}")


@admin.register(CambioInstitucion)
class CambioInstitucionAdmin(SinBorrar):
    list_display = ("institucion", "fecha_hora", "campo", "antes", "despues", "motivo")
    list_select_related = ("institucion",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: CambioInstitucion | None = None) -> bool:
        return False


@admin.register(Unidad)
class UnidadAdmin(SinBorrar):
    list_display = ("nombre", "clase", "institucion", "correo", "activa")
    list_filter = ("clase", "activa")
    list_select_related = ("institucion",)
    search_fields = ("nombre", "institucion__busqueda")
    autocomplete_fields = ("institucion",)


@admin.register(Cargo)
class CargoAdmin(SinBorrar):
    list_display = ("persona", "rol", "unidad", "desde", "hasta")
    list_filter = ("rol",)
    list_select_related = ("persona", "unidad__institucion")
    autocomplete_fields = ("persona", "unidad")


class DiasDelActo(admin.TabularInline):
    model = DiaCalendario
    fields = readonly_fields = ("fecha", "nombre", "clase")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ActoCalendario)
class ActoCalendarioAdmin(SinBorrar):
    """To read: an act is registered by `manage.py calendario` or the API, where it is previewed, and undone by another act."""

    list_display = ("numero", "motivo", "clase", "ambito", "valor", "fundamento", "conocida_desde", "revoca")
    list_filter = ("clase", "ambito")
    list_select_related = ("revoca",)
    search_fields = ("motivo", "fundamento", "valor")
    inlines = (DiasDelActo,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ActoCalendario | None = None) -> bool:
        return False
