"""The directory of institutions, suggestions, and the answer on a paper."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from rest_framework import serializers


class InstitucionSerializer(serializers.Serializer[Any]):
    codigo = serializers.CharField()
    nombre = serializers.CharField()
    nombre_distinguible = serializers.CharField(help_text="Con departamento donde el nombre se repite.")
    siglas = serializers.CharField()
    tipo = serializers.CharField()
    departamento = serializers.CharField()
    municipio = serializers.CharField()
    materias = serializers.ListField(child=serializers.CharField())


class SugerirSerializer(serializers.Serializer[Any]):
    texto = serializers.CharField(max_length=20_000, allow_blank=True, help_text="Lo que se quiere saber, en palabras propias.")


class _MotivoField(serializers.CharField):
    """Why a body is suggested, in the language of the request."""

    def to_representation(self, value: Any) -> str:
        return str(value.tell(gettext))


class SugerenciaSerializer(serializers.Serializer[Any]):
    codigo = serializers.CharField()
    nombre = serializers.CharField()
    motivo = _MotivoField(help_text="Por qué se sugiere.")


class SugerenciasSerializer(serializers.Serializer[Any]):
    sugerencias = SugerenciaSerializer(many=True)


class VerificacionSerializer(serializers.Serializer[Any]):
    """Whether a paper is authentic, without giving its content away."""

    autentico = serializers.BooleanField()
    codigo = serializers.CharField(allow_null=True)
    tipo = serializers.CharField(allow_null=True)
    folio = serializers.CharField(allow_null=True)
    institucion = serializers.CharField(allow_null=True)
    fecha_hora_emision = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField(allow_null=True)
    coincide = serializers.BooleanField(allow_null=True, help_text="Si se dio ?sha256=, si es el del documento.")
    prueba = serializers.BooleanField(help_text="Si es de un ensayo, sin valor legal.")
