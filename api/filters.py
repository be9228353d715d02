"""What lists can be narrowed by; documented in OpenAPI by being declared."""

from __future__ import annotations

from datetime import date

import django_filters as filters
from django.db.models import QuerySet

from solicitudes import registro_reservas, tarifario
from solicitudes.busqueda import filter_by_palabras
from solicitudes.models import Institucion, Reserva, Solicitud, Tarifa
from workflow.cobros import Reproduccion
from workflow.estados import Estado
from workflow.reservas import CausalReserva


class SolicitudFilter(filters.FilterSet):
    """`estado` may be repeated; dates are those of the regime's zone."""

    estado = filters.MultipleChoiceFilter(choices=[(e.value, e.etiqueta) for e in Estado])
    institucion = filters.CharFilter(field_name="institucion__codigo", label="Código de la institución")
    expediente_interno = filters.CharFilter(label="Número del expediente en el registro de la institución, completo")
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
        fields = ("estado", "institucion", "expediente_interno", "vence_desde", "vence_hasta", "presentada_desde", "presentada_hasta")


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


class ReservaFilter(filters.FilterSet):
    """`vigente_el` takes a day: those that held on it, with their extension and their lifting."""

    institucion = filters.CharFilter(field_name="institucion__codigo", label="Código de la institución")
    causal = filters.MultipleChoiceFilter(choices=[(c.value, c.etiqueta) for c in CausalReserva])
    vigente_el = filters.DateFilter(method="keep_vigentes", label="Rigen ese día")
    buscar = filters.CharFilter(field_name="asunto", lookup_expr="icontains", label="Palabras de lo reservado")

    class Meta:
        model = Reserva
        fields = ("institucion", "causal", "vigente_el", "buscar")

    def keep_vigentes(self, queryset: QuerySet[Reserva], name: str, value: date) -> QuerySet[Reserva]:
        return registro_reservas.filter_vigentes(queryset, value)


class TarifaFilter(filters.FilterSet):
    """`vigente_el` takes a day: what was charged on it."""

    institucion = filters.CharFilter(field_name="institucion__codigo", label="Código de la institución")
    concepto = filters.ChoiceFilter(choices=[(c.value, c.etiqueta) for c in Reproduccion])
    vigente_el = filters.DateFilter(method="keep_vigentes", label="Rigen ese día")

    class Meta:
        model = Tarifa
        fields = ("institucion", "concepto", "vigente_el")

    def keep_vigentes(self, queryset: QuerySet[Tarifa], name: str, value: date) -> QuerySet[Tarifa]:
        return tarifario.filter_vigentes(queryset, value)
