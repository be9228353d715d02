"""What each act needs to be told; its name is the service's argument."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from solicitudes.preguntas import MAXIMO_DE_PREGUNTAS
from solicitudes.services.ensayo import MAXIMO_DE_DIAS
from solicitudes.services.numeracion import LARGO_DEL_NUMERO
from solicitudes.services.presentacion import MAXIMO_DE_INSTITUCIONES
from workflow.causales import Causal, SentidoRecurso
from workflow.cobros import Reproduccion
from workflow.reservas import CausalConfidencial
from workflow.sentidos import Sentido

_TEXTO = 20_000
_MAXIMO = 2**63 - 1  # what a column can hold: beyond it the database fails instead of finding nothing


def _numeros(ayuda: str) -> serializers.ListField:
    """Numbers of questions, none unless they are given."""
    numero = serializers.IntegerField(min_value=1, max_value=32767)
    return serializers.ListField(child=numero, required=False, default=list, max_length=MAXIMO_DE_PREGUNTAS, help_text=ayuda)


class AdelantarSerializer(serializers.Serializer[Any]):
    dias = serializers.IntegerField(min_value=1, max_value=MAXIMO_DE_DIAS, help_text="Días corridos.")


class ActoSerializer(serializers.Serializer[Any]):
    """An act that needs nothing but to be done."""


class AsignarSerializer(serializers.Serializer[Any]):
    unidad = serializers.IntegerField(source="unidad_id", min_value=1, max_value=_MAXIMO, help_text="Unidad de la misma institución.")
    persona = serializers.IntegerField(
        source="persona_id", min_value=1, max_value=_MAXIMO, required=False, allow_null=True, help_text="Opcional: quién en la unidad."
    )
    fecha_interna = serializers.DateField(help_text="Para cuándo; no cambia el plazo legal.")
    indicaciones = serializers.CharField(max_length=_TEXTO, required=False, allow_blank=True)
    preguntas = _numeros("Qué preguntas se le piden, si la solicitud está dividida; ninguna, toda.")


class DividirSerializer(serializers.Serializer[Any]):
    preguntas = serializers.ListField(
        child=serializers.CharField(max_length=_TEXTO),
        min_length=1,
        max_length=MAXIMO_DE_PREGUNTAS,
        help_text="Las preguntas, en su orden. Lo que se pidió queda como se escribió.",
    )


class NumerarSerializer(serializers.Serializer[Any]):
    expediente_interno = serializers.CharField(
        max_length=LARGO_DEL_NUMERO, help_text="Número en su propio registro; único en la institución."
    )


class PedirAclaracionSerializer(serializers.Serializer[Any]):
    pregunta = serializers.CharField(max_length=_TEXTO, help_text="Qué debe aclararse o completarse.")


class AclararSerializer(serializers.Serializer[Any]):
    respuesta = serializers.CharField(max_length=_TEXTO)


class ProrrogarSerializer(serializers.Serializer[Any]):
    dias = serializers.IntegerField(help_text="Días hábiles que se agregan, 10 como máximo (LAIP art. 43).")
    motivo = serializers.CharField(max_length=_TEXTO, help_text="Las razones (LAIP arts. 43 y 45).")


class RemitirSerializer(serializers.Serializer[Any]):
    institucion = serializers.CharField(max_length=40, help_text="Código de la institución que tiene la información.")
    otras = serializers.ListField(
        child=serializers.CharField(max_length=40),
        required=False,
        default=list,
        max_length=MAXIMO_DE_INSTITUCIONES - 1,
        help_text="Códigos de otras instituciones que también la tienen.",
    )
    motivo = serializers.CharField(max_length=_TEXTO)


class ParteSerializer(serializers.Serializer[Any]):
    institucion = serializers.CharField(max_length=40, help_text="Código de la institución que tiene esa parte.")
    texto = serializers.CharField(
        max_length=_TEXTO,
        required=False,
        allow_blank=True,
        default="",
        help_text="Qué se le envía, si no es una pregunta.",
    )
    preguntas = _numeros("Qué preguntas se le envían, si la solicitud está dividida.")


class RemitirParteSerializer(serializers.Serializer[Any]):
    partes = serializers.ListField(child=ParteSerializer(), min_length=1, max_length=MAXIMO_DE_INSTITUCIONES)
    motivo = serializers.CharField(max_length=_TEXTO)


class ReproducidoSerializer(serializers.Serializer[Any]):
    concepto = serializers.ChoiceField([(c.value, c.etiqueta) for c in Reproduccion])
    cantidad = serializers.IntegerField(min_value=1, max_value=1_000_000, help_text="Páginas o unidades.")


class _ContestacionSerializer(serializers.Serializer[Any]):
    """What is answered, to the whole or to one question."""

    motivacion = serializers.CharField(
        max_length=_TEXTO, required=False, allow_blank=True, default="", help_text="Obligatoria salvo entrega total."
    )
    fundamento = serializers.ListField(
        child=serializers.CharField(max_length=500),
        required=False,
        default=list,
        max_length=30,
        help_text="Artículos; obligatorio salvo entrega total.",
    )
    reserva = serializers.CharField(
        max_length=80,
        required=False,
        allow_blank=True,
        default="",
        help_text="Si niega algo por reservado: el número de la resolución en el registro de reservas (LAIP arts. 23 y 25).",
    )
    dano_excepcion = serializers.CharField(
        max_length=_TEXTO, required=False, allow_blank=True, default="", help_text="Prueba de daño, 1: por qué encuadra (LAIP art. 26)."
    )
    dano_amenaza = serializers.CharField(
        max_length=_TEXTO,
        required=False,
        allow_blank=True,
        default="",
        help_text="Prueba de daño, 2: qué amenaza efectiva hay.",
    )
    dano_perjuicio = serializers.CharField(
        max_length=_TEXTO,
        required=False,
        allow_blank=True,
        default="",
        help_text="Prueba de daño, 3: por qué el daño es mayor que el interés público.",
    )
    causal_confidencial = serializers.ChoiceField(
        [(c.value, c.etiqueta) for c in CausalConfidencial],
        required=False,
        allow_blank=True,
        default="",
        help_text="Si niega algo por confidencial: por qué (LAIP art. 22).",
    )


class RespuestaPreguntaSerializer(_ContestacionSerializer):
    numero = serializers.IntegerField(min_value=1, max_value=32767, help_text="De la pregunta.")
    sentido = serializers.ChoiceField([(s.value, s.etiqueta) for s in Sentido])
    respuesta = serializers.CharField(max_length=_TEXTO, allow_blank=True, help_text="Lo que se resuelve y entrega de ella.")


class RedactarSerializer(_ContestacionSerializer):
    """`sentido` is asked for by the service where the request is not divided; where it is, it follows from the answers."""

    sentido = serializers.ChoiceField([(s.value, s.etiqueta) for s in Sentido], required=False)
    respuesta = serializers.CharField(
        max_length=_TEXTO, required=False, allow_blank=True, default="", help_text="Lo que se resuelve y entrega."
    )
    preguntas = serializers.ListField(
        child=RespuestaPreguntaSerializer(),
        required=False,
        default=list,
        max_length=MAXIMO_DE_PREGUNTAS,
        help_text="Si la solicitud está dividida, la respuesta a cada pregunta; puede faltar alguna hasta enviar a revisión.",
    )
    reproduccion = serializers.ListField(
        child=ReproducidoSerializer(),
        required=False,
        default=list,
        max_length=len(Reproduccion),
        help_text="Qué se copia y cuánto; el precio lo pone la tarifa en vigor (LAIP art. 18).",
    )
    fecha_correccion = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Qué día se corrigieron los datos, si se concede rectificarlos (LAIP art. 34).",
    )


class DevolverSerializer(serializers.Serializer[Any]):
    observaciones = serializers.CharField(max_length=_TEXTO)


class EntregarSerializer(serializers.Serializer[Any]):
    constancia = serializers.CharField(max_length=2000, required=False, allow_blank=True, help_text="Cómo y a quién se entregó.")
    pago = serializers.CharField(
        max_length=200,
        required=False,
        allow_blank=True,
        help_text="Recibo del pago, si la reproducción cuesta (LAIP art. 18). Lo escribe la unidad.",
    )


class InterponerRecursoSerializer(serializers.Serializer[Any]):
    causales = serializers.ListField(
        child=serializers.ChoiceField([(c.value, c.etiqueta) for c in Causal]),
        min_length=1,
        max_length=len(Causal),
        help_text="Por qué recurre (LAIP arts. 54 y 55).",
    )
    agravios = serializers.CharField(
        max_length=_TEXTO, required=False, allow_blank=True, default="", help_text="Opcional: lo que reclama; sin formalidades (art. 56)."
    )
    preguntas = _numeros("Opcional: qué respuestas recurre, si se respondió pregunta por pregunta; ninguna, todo.")


class _SobreUnRecursoSerializer(serializers.Serializer[Any]):
    """An act on one appeal of the case."""

    recurso = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=1, help_text="Su `ordinal`; solo hace falta si hay dos a los que cabe."
    )


class SubsanarRecursoSerializer(_SobreUnRecursoSerializer):
    correccion = serializers.CharField(max_length=_TEXTO, help_text="Lo que la autoridad corrige de oficio.")


class DecidirRecursoSerializer(_SobreUnRecursoSerializer):
    sentido = serializers.ChoiceField([(s.value, s.etiqueta) for s in SentidoRecurso])
    motivacion = serializers.CharField(max_length=_TEXTO, allow_blank=True)
    version_publica = serializers.CharField(
        max_length=_TEXTO, allow_blank=True, help_text="La decisión sin datos personales: se publica (art. 58)."
    )
    fundamento = serializers.ListField(child=serializers.CharField(max_length=500), required=False, default=list, max_length=30)
    orden = serializers.CharField(
        max_length=_TEXTO, required=False, allow_blank=True, default="", help_text="Qué debe hacerse, si revoca o modifica."
    )
    dias_para_cumplir = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        min_value=1,
        max_value=30,
        help_text="Días hábiles; sin él, los que fija la ley (art. 60).",
    )


class CumplirRecursoSerializer(_SobreUnRecursoSerializer):
    constancia = serializers.CharField(max_length=_TEXTO, help_text="Cómo se cumplió lo ordenado.")
