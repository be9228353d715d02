"""What lists can be narrowed by; documented in OpenAPI by being declared."""

from __future__ import annotations

import django_filters as filters
from django.db.models import QuerySet

from solicitudes.busqueda import filter_by_palabras
from solicitudes.models import Institucion, Solicitud
from workflow.estados import Estado


class SolicitudFilter(filters.FilterSet):
    """`estado` may be repeated; dates are those of the regime's zone."""

    estado = filters.MultipleChoiceFilter(choices=[(e.value, e.etiqueta) for e in Estado])
    institucion = filters.CharFilter(field_name="institucion__codigo", label="Código de la institución")
    vence_desde = filters.DateFilter(field_name="fecha_vencimiento", lookup_expr="gte", label="Vence este día o después")
    vence_hasta = filters.DateFilter(field_name="fecha_vencimiento", lookup_expr="lte", label="Vence este día o antes")
    presentada_desde = filters.DateFilter(
        field_name="fecha_hora_presentacion", lookup_expr="date__gte", label="Presentada este día o después"
    )
    presentada_hasta = filters.DateFilter(
        field_name="fecha_hora_presentacion", lookup_expr="date__lte", label="Presentada este día o antes"
    )

    class Meta:
        model = Solicitud
        fields = ("estado", "institucion", "vence_desde", "vence_hasta", "presentada_desde", "presentada_hasta")


class InstitucionFilter(filters.FilterSet):
    """`buscar` takes words of the name, the acronym, the municipality or the subjects, without caring for accents."""

    buscar = filters.CharFilter(method="search", label="Palabras del nombre, siglas, municipio o materia")
    tipo = filters.CharFilter(lookup_expr="iexact")
    departamento = filters.CharFilter(lookup_expr="iexact")

    class Meta:
        model = Institucion
        fields = ("buscar", "tipo", "departamento")

    def search(self, queryset: QuerySet[Institucion], name: str, value: str) -> QuerySet[Institucion]:
        return filter_by_palabras(queryset, value)
