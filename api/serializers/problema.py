"""The shape of every error (RFC 9457), for the schema."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class ErrorDeCampoSerializer(serializers.Serializer[Any]):
    pointer = serializers.CharField(help_text="Puntero JSON (RFC 6901) al dato.")
    detalle = serializers.CharField()


class ProblemaSerializer(serializers.Serializer[Any]):
    """Match `codigo`; `title` and `detail` are for people."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    codigo = serializers.CharField()
    articulo = serializers.CharField(required=False, help_text="El artículo que lo decide.")
    errores = ErrorDeCampoSerializer(many=True, required=False)
