"""Reconciling two systems: what each side has, and why a row differs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from rest_framework import serializers

from solicitudes.conciliacion import MAXIMO_DE_FILAS, Conciliacion, Resultado
from workflow.frase import Frase


class FraseField(serializers.CharField):
    """A sentence of the domain, in the language of the answer."""

    def to_representation(self, value: Any) -> str:
        frase: Frase = value
        return frase.tell(gettext)


class FilaDeConciliacionSerializer(serializers.Serializer[Any]):
    """What the other side has of one case; only what it says is compared."""

    folio = serializers.CharField(max_length=64, required=False, help_text="Falta solo si va el número interno.")
    expediente_interno = serializers.CharField(max_length=60, required=False, help_text="Su número.")
    estado = serializers.CharField(max_length=20, required=False)
    version = serializers.IntegerField(required=False, help_text="La última que leyó.")
    documentos = serializers.ListField(child=serializers.CharField(), required=False, help_text="SHA-256 de cada documento que tiene.")


class ConciliarSerializer(serializers.Serializer[Any]):
    """The whole list in one body; a longer one goes line by line as application/x-ndjson."""

    expedientes = FilaDeConciliacionSerializer(many=True, help_text=f"Hasta {MAXIMO_DE_FILAS}.")


class PeriodoDeRecepcionSerializer(serializers.Serializer[Any]):
    """Which of our cases are asked for: those received between two days, both included."""

    desde = serializers.DateField(required=False, help_text="Recibidos este día o después.")
    hasta = serializers.DateField(required=False, help_text="Recibidos este día o antes.")


class DiferenciaSerializer(serializers.Serializer[Any]):
    campo = serializers.CharField()
    alla = serializers.CharField(help_text="Lo que dice el otro sistema.")
    aqui = serializers.CharField()
    motivo = FraseField(help_text="Por qué puede ser, y qué hacer.")


class CotejoSerializer(serializers.Serializer[Any]):
    linea = serializers.IntegerField(help_text="La de la lista que se mandó; 0 si el expediente solo está aquí.")
    folio = serializers.CharField()
    expediente_interno = serializers.CharField()
    resultado = serializers.ChoiceField([r.value for r in Resultado])
    motivo = FraseField(help_text="Por qué, y qué hacer; vacío si lo dicen las diferencias.")
    diferencias = DiferenciaSerializer(many=True)


class ResumenDeConciliacionSerializer(serializers.Serializer[Any]):
    igual = serializers.IntegerField()
    difiere = serializers.IntegerField()
    solo_alla = serializers.IntegerField()
    solo_aqui = serializers.IntegerField()
    repetida = serializers.IntegerField()
    ilegible = serializers.IntegerField()


class ConciliacionSerializer(serializers.Serializer[Conciliacion]):
    """How many of each, and each row that is not alike."""

    resumen = ResumenDeConciliacionSerializer(source="cuentas")
    filas = CotejoSerializer(many=True, source="cotejos")
