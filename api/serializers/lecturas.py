"""How an institution reads what the law leaves open, in the shapes of the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.directorio import InstitucionSerializer
from solicitudes.lecturas import Punto
from solicitudes.services.eleccion_lectura import Eleccion
from workflow.hojas import Certeza


class OpcionSerializer(serializers.Serializer[Any]):
    valor = serializers.CharField()
    texto = serializers.CharField(help_text="Qué quiere decir.")
    hora = serializers.CharField(required=False, help_text="HH:MM, donde la opción es una hora.")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {"valor": instance.valor, "texto": instance.texto} | ({"hora": instance.hora} if instance.hora else {})


class EleccionSerializer(serializers.Serializer[Any]):
    """A choice as anybody reads it: who made it is told by her office."""

    clave = serializers.CharField(help_text="El punto discutido: D3, recibida_en_inhabil…")
    valor = serializers.CharField()
    desde = serializers.DateField()
    motivo = serializers.CharField()
    fundamento = serializers.CharField()
    rol = serializers.CharField(help_text="En qué cargo se eligió; vacío si consta desde antes.")
    fecha_hora = serializers.DateTimeField(help_text="Cuándo se registró.")


class PuntoSerializer(serializers.Serializer[Any]):
    """A disputed point: what is asked, how the institution answers it today, what else it could, and what it has chosen to come."""

    clave = serializers.CharField(source="lectura.clave")
    nombre = serializers.CharField(source="lectura.nombre")
    pregunta = serializers.CharField(source="lectura.pregunta")
    articulo = serializers.CharField(source="lectura.procedencia.articulo")
    certeza = serializers.ChoiceField(list(Certeza), source="lectura.procedencia.certeza")
    vigente = OpcionSerializer()
    otras = OpcionSerializer(many=True, help_text="Lo que también podría elegirse; vacía si no hay más que una lectura.")
    elegida = EleccionSerializer(source="eleccion", allow_null=True, help_text="null: rige la lectura general del régimen.")
    proxima = EleccionSerializer(allow_null=True, help_text="La elección que todavía no empieza.")


class InstitucionDetalleSerializer(InstitucionSerializer):
    """One institution with how it reads the law; what has closed says who took over."""

    activa = serializers.BooleanField()
    sucesora = serializers.CharField(source="sucesora.codigo", default=None, allow_null=True)
    regimen = serializers.CharField()
    lecturas = serializers.SerializerMethodField()

    @extend_schema_field(PuntoSerializer(many=True))
    def get_lecturas(self, institucion: Any) -> list[dict[str, Any]]:
        puntos: list[Punto] = self.context["puntos"]
        return list(PuntoSerializer(puntos, many=True).data)


class ElegirLecturaSerializer(serializers.Serializer[Any]):
    clave = serializers.CharField(max_length=40)
    valor = serializers.CharField(max_length=60, help_text="Una de las opciones del punto, o una hora HH:MM donde se admite.")
    desde = serializers.DateField(help_text="Mañana o después.")
    motivo = serializers.CharField(max_length=2000, help_text="Por qué se lee así.")
    fundamento = serializers.CharField(max_length=300, help_text="El acuerdo o dictamen que lo decide.")

    def build_eleccion(self, institucion: str) -> Eleccion:
        return Eleccion(institucion=institucion, **self.validated_data)
