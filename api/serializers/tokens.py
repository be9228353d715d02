"""Personal tokens: what is asked of one and what is told of it; the secret once."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from solicitudes.alcances import Alcance


class CrearTokenSerializer(serializers.Serializer[Any]):
    nombre = serializers.CharField(max_length=60, help_text="Para qué es, en sus palabras.")
    alcances = serializers.ListField(
        child=serializers.ChoiceField([(a.value, a.explicacion) for a in Alcance]),
        min_length=1,
        max_length=len(Alcance),
        help_text="Los que dan sus cargos, nunca más.",
    )
    dias = serializers.IntegerField(min_value=1, max_value=3650, help_text="Cuántos días vale; la instalación pone el máximo.")


class TokenSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    nombre = serializers.CharField()
    prefijo = serializers.CharField(help_text="Cómo empieza: así consta en los movimientos.")
    alcances = serializers.ListField(child=serializers.CharField())
    fecha_hora_creado = serializers.DateTimeField()
    fecha_hora_fin = serializers.DateTimeField(help_text="Cuándo deja de valer.")
    fecha_hora_ultimo_uso = serializers.DateTimeField(allow_null=True)


class TokensSerializer(serializers.Serializer[Any]):
    tokens = TokenSerializer(many=True)


class TokenConSecretoSerializer(TokenSerializer):
    """The only answer that carries the secret: it is not shown again."""

    token = serializers.CharField(help_text="Va en «Authorization: Bearer». No se vuelve a mostrar.")
