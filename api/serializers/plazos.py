"""The term calculator and the terms of a case, in the shapes of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from config.idioma import tell_etiqueta
from workflow.amparo import Apertura
from workflow.eventos import TipoEvento, TipoSolicitud
from workflow.hojas import Foro, Unidad
from workflow.plazos import Clave, EstadoPlazo


class LecturaAplicadaSerializer(serializers.Serializer[Any]):
    """A disputed point of the law that gave the term its date, as it was read."""

    clave = serializers.CharField()
    valor = serializers.CharField()
    texto = serializers.CharField()
    hora = serializers.CharField(required=False)


class DiaSerializer(serializers.Serializer[Any]):
    fecha = serializers.DateField()
    dia = serializers.IntegerField(required=False, help_text="Número que le toca en la cuenta.")
    excluida = serializers.CharField(required=False, help_text="Por qué no cuenta.")
    fundamento = serializers.CharField(required=False)


class PlazoSerializer(serializers.Serializer[Any]):
    clave = serializers.ChoiceField(list(Clave))
    desde = serializers.DateField()
    vence = serializers.DateField(allow_null=True)
    dias = serializers.IntegerField(allow_null=True)
    unidad = serializers.ChoiceField(list(Unidad))
    estado = serializers.ChoiceField(list(EstadoPlazo))
    articulo = serializers.CharField()
    explicacion = DiaSerializer(many=True)
    lecturas = LecturaAplicadaSerializer(
        many=True,
        required=False,
        help_text="Los puntos discutidos de la ley que decidieron la fecha; en la calculadora, si se piden con «con_lecturas».",
    )


def tell_plazos(datos: Mapping[str, Any]) -> dict[str, Any]:
    """The terms with the reason of each day that does not count in the language of the request."""
    return {**datos, "plazos": [plazo | {"explicacion": [_tell_dia(dia) for dia in plazo["explicacion"]]} for plazo in datos["plazos"]]}


def _tell_dia(dia: dict[str, Any]) -> dict[str, Any]:
    return dia | {"excluida": tell_etiqueta(dia["excluida"])} if "excluida" in dia else dia


class PlazosSerializer(serializers.Serializer[Any]):
    regimen = serializers.CharField()
    version = serializers.IntegerField()
    plazos = PlazoSerializer(many=True)


class SiguienteRecursoSerializer(serializers.Serializer[Any]):
    """What is left once the appeal is over; in Guatemala, the amparo."""

    recurso = serializers.CharField()
    nombre = serializers.CharField()
    apertura = serializers.ChoiceField(list(Apertura), help_text="Qué lo abrió: la decisión, la falta de decisión o el incumplimiento.")
    desde = serializers.DateField(help_text="La cuenta empieza el día siguiente.")
    vence = serializers.DateField()
    abierto = serializers.BooleanField()
    dias = serializers.IntegerField()
    unidad = serializers.ChoiceField(list(Unidad))
    articulo = serializers.CharField()
    por_verificar = serializers.BooleanField(help_text="El plazo está pendiente de cotejo con el texto oficial.")


class RecursoPosteriorSerializer(serializers.Serializer[Any]):
    """The terms of an appeal after the first."""

    recurso = serializers.IntegerField(
        help_text="Cuál de los del expediente: 2, contra la respuesta que llegó después de recurrir el silencio."
    )
    plazos = PlazoSerializer(many=True)


class PlazosDeExpedienteSerializer(PlazosSerializer):
    recursos_posteriores = RecursoPosteriorSerializer(many=True, help_text="Los plazos de cada recurso después del primero.")
    siguiente_recurso = SiguienteRecursoSerializer(allow_null=True, help_text="null mientras el recurso no termina, o si no hay recurso.")


class TerminoDeRecursoSerializer(serializers.Serializer[Any]):
    dias = serializers.IntegerField()
    unidad = serializers.ChoiceField(list(Unidad))
    articulo = serializers.CharField()


class OtroRecursoSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    nombre = serializers.CharField()
    foro = serializers.ChoiceField(list(Foro))
    requiere = serializers.ListField(child=serializers.CharField())
    alternativa_a = serializers.ListField(child=serializers.CharField())
    articulo = serializers.CharField()
    plazos = serializers.DictField(child=TerminoDeRecursoSerializer())


class CalculoSerializer(PlazosSerializer):
    sentidos_vetados = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Lo que la oposición de un tercero impide resolver."
    )
    recursos_posteriores = RecursoPosteriorSerializer(
        many=True, required=False, help_text="Los plazos de cada recurso después del primero."
    )
    otros_recursos = OtroRecursoSerializer(many=True, required=False)


class DiaPropioSerializer(serializers.Serializer[Any]):
    fecha = serializers.DateField()
    motivo = serializers.CharField(required=False)


class CalendarioSerializer(serializers.Serializer[Any]):
    base = serializers.BooleanField(default=True)
    municipio = serializers.CharField(required=False, allow_null=True)
    inhabiles = DiaPropioSerializer(many=True, required=False)
    habiles = DiaPropioSerializer(many=True, required=False)


class EventoSerializer(serializers.Serializer[Any]):
    tipo = serializers.ChoiceField(list(TipoEvento))
    fecha_hora = serializers.DateTimeField()
    dias = serializers.IntegerField(required=False)
    fecha = serializers.DateField(required=False, help_text="Hasta cuándo se prorroga, donde la ley deja decirlo.")
    motivo = serializers.CharField(required=False)
    sentido = serializers.CharField(required=False)
    recurso = serializers.IntegerField(
        required=False, help_text="De qué recurso es la decisión o el cumplimiento, desde 1, si hay más de uno."
    )


class AtributosSerializer(serializers.Serializer[Any]):
    antiguedad_anios = serializers.FloatField(required=False, min_value=0)
    disponible = serializers.BooleanField(required=False)


class CasoSerializer(serializers.Serializer[Any]):
    """Documents the calculator's input; workflow.calculadora reads it and says what is wrong."""

    regimen = serializers.CharField()
    tipo = serializers.ChoiceField(list(TipoSolicitud))
    calendario = CalendarioSerializer(required=False)
    lecturas = serializers.DictField(child=serializers.CharField(), required=False)
    atributos = AtributosSerializer(required=False, help_text="Hechos de los que depende un plazo.")
    eventos = EventoSerializer(many=True)
    otros_recursos = serializers.BooleanField(default=False, help_text="Si se listan los recursos que vienen después del primero.")
    con_lecturas = serializers.BooleanField(
        default=False, help_text="Si cada plazo dice qué puntos discutidos de la ley decidieron su fecha."
    )
    al = serializers.DateTimeField(required=False, help_text="Momento en que se mira el caso; ahora, si falta.")
