"""Who asks for her own data: what is sent to prove it, and what of it is told (LAIP arts. 33 and 34)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from workflow.identidad import Calidad, DocumentoDeIdentidad, Medio, ParaQue


class AcreditarSerializer(serializers.Serializer[Any]):
    calidad = serializers.ChoiceField([(c.value, c.etiqueta) for c in Calidad])
    documento = serializers.ChoiceField([(d.value, d.etiqueta) for d in DocumentoDeIdentidad], help_text="El que se vio.")
    numero = serializers.CharField(max_length=60, help_text="Se guarda cifrado y no vuelve a salir por la API.")
    medio = serializers.ChoiceField([(m.value, m.etiqueta) for m in Medio], help_text="Si se vio el original o el archivo enviado.")
    mandato = serializers.CharField(
        max_length=2_000,
        required=False,
        allow_blank=True,
        default="",
        help_text="De quien representa: con qué lo prueba. Se guarda cifrado.",
    )


class AportarPruebaSerializer(serializers.Serializer[Any]):
    para = serializers.ChoiceField(
        [(p.value, p.etiqueta) for p in ParaQue],
        default=ParaQue.IDENTIDAD.value,
        help_text="«correccion», solo en una rectificación (LAIP art. 34).",
    )
    archivo = serializers.FileField(allow_empty_file=True, help_text="PDF, PNG o JPEG. Se guarda cifrado y no vuelve a salir por la API.")


class PruebaPersonalSerializer(serializers.Serializer[Any]):
    """A file that was sent: that it is there, never its bytes."""

    id = serializers.IntegerField()
    para = serializers.ChoiceField([(p.value, p.etiqueta) for p in ParaQue])
    tipo_contenido = serializers.CharField()
    tamano = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField(help_text="De lo que se envió.")
    fecha_hora = serializers.DateTimeField()
    fecha_hora_supresion = serializers.DateTimeField(allow_null=True, help_text="Cuándo se destruyó.")


class IdentidadSerializer(serializers.Serializer[Any]):
    """Whether it is on record who asks for her own data. Neither number nor file: those the officer opens in the workbench alone."""

    acreditada = serializers.SerializerMethodField()
    calidad = serializers.ChoiceField([(c.value, c.etiqueta) for c in Calidad], source="acreditada.calidad", default=None, allow_null=True)
    fecha_hora = serializers.DateTimeField(source="acreditada.fecha_hora", default=None, allow_null=True)
    pruebas = PruebaPersonalSerializer(many=True)

    def get_acreditada(self, identidad: Any) -> bool:
        return identidad.acreditada is not None


class RectificacionSerializer(serializers.Serializer[Any]):
    """What a request to correct one's own data names (LAIP art. 34)."""

    sistema = serializers.CharField(max_length=300, help_text="Sistema o registro que tiene el dato.")
    cambio = serializers.CharField(max_length=20_000, help_text="Qué está mal y cómo debe quedar.")
    evidencia = serializers.CharField(max_length=20_000, help_text="Con qué se prueba.")
