"""What is charged for copies, in the shapes of the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api.serializers.solicitud import InstitucionRefSerializer
from solicitudes.services.tarifa import DatosDeTarifa
from workflow.cobros import Reproduccion

_CONCEPTOS = [(c.value, c.etiqueta) for c in Reproduccion]


class _TarifaSerializer(serializers.Serializer[Any]):
    concepto = serializers.ChoiceField(_CONCEPTOS)
    monto = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, help_text="Quetzales por página o unidad.")
    fuente = serializers.CharField(max_length=300, help_text="Acuerdo que la fija.")
    desde = serializers.DateField(help_text="Desde hoy o después.")
    hasta = serializers.DateField(required=False, allow_null=True, default=None)


class FijarTarifaSerializer(_TarifaSerializer):
    institucion = serializers.CharField(max_length=40, help_text="Código de la institución.")

    def build_datos(self) -> DatosDeTarifa:
        return DatosDeTarifa(**self.validated_data)


class TarifaSerializer(_TarifaSerializer):
    """One tariff as anybody reads it."""

    institucion = InstitucionRefSerializer()
    concepto_texto = serializers.SerializerMethodField()
    fecha_hora = serializers.DateTimeField(help_text="Cuándo se registró.")

    def get_concepto_texto(self, tarifa: Any) -> str:
        return _(Reproduccion(tarifa.concepto).etiqueta)
