"""Events out: the stream, subscriptions to it, and what became of each delivery."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from solicitudes.eventos import LIMITE
from solicitudes.models.suscripcion import EstadoEntrega


class DatosDeEventoSerializer(serializers.Serializer[Any]):
    """What happened and where to read more; no personal data."""

    posicion = serializers.IntegerField(help_text="Lugar en la corriente; crece, con saltos donde hay eventos de otros.")
    folio = serializers.CharField()
    institucion = serializers.CharField(help_text="Código.")
    id_externo = serializers.CharField(help_text="El suyo, si el cliente presentó la solicitud.")
    numero = serializers.IntegerField(help_text="Número del movimiento en su expediente: 1, 2, 3… sin huecos para la institución.")
    acto = serializers.CharField()
    estado_anterior = serializers.CharField()
    estado_nuevo = serializers.CharField()
    rol = serializers.CharField()
    huella = serializers.CharField(help_text="El sello del movimiento.")
    url = serializers.CharField(help_text="El expediente.")


class EventoPublicadoSerializer(serializers.Serializer[Any]):
    """An event, the same by polling and by webhook."""

    type = serializers.CharField(help_text="«solicitud.» y el acto.")
    timestamp = serializers.DateTimeField(help_text="Cuándo ocurrió.")
    data = DatosDeEventoSerializer()  # type: ignore[assignment]  # the standard's name; DRF takes fields out of the class


class CorrienteSerializer(serializers.Serializer[Any]):
    eventos = EventoPublicadoSerializer(many=True)
    siguiente = serializers.IntegerField(help_text="Va en ?desde= la próxima vez.")
    hay_mas = serializers.BooleanField(help_text="Si conviene volver a preguntar ya.")


class DesdeSerializer(serializers.Serializer[Any]):
    """The query of the stream."""

    desde = serializers.IntegerField(min_value=0, max_value=2**62, default=0)
    limite = serializers.IntegerField(min_value=1, max_value=LIMITE, default=LIMITE)


class SuscribirSerializer(serializers.Serializer[Any]):
    url = serializers.URLField(max_length=500, help_text="https, y de una dirección pública.")
    eventos = serializers.ListField(
        child=serializers.CharField(max_length=30), max_length=50, default=list, help_text="Actos que interesan; vacío, todos."
    )


class CambiarSuscripcionSerializer(serializers.Serializer[Any]):
    url = serializers.URLField(max_length=500, required=False)
    eventos = serializers.ListField(child=serializers.CharField(max_length=30), max_length=50, required=False)
    activa = serializers.BooleanField(required=False)


class SuscripcionSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    url = serializers.CharField()
    eventos = serializers.ListField(child=serializers.CharField())
    activa = serializers.BooleanField()
    motivo_inactiva = serializers.CharField()
    fallas_seguidas = serializers.IntegerField()
    pausada_hasta = serializers.DateTimeField(allow_null=True)
    fecha_hora_creada = serializers.DateTimeField()
    fecha_hora_ultima_entrega = serializers.DateTimeField(allow_null=True)
    fecha_hora_fin_anterior = serializers.DateTimeField(allow_null=True, help_text="Hasta cuándo firma también el secreto anterior.")


class SuscripcionConSecretoSerializer(SuscripcionSerializer):
    """The only answers that carry the secret: it is not shown again."""

    secreto = serializers.CharField(help_text="Secreto de Standard Webhooks (whsec_…). No se vuelve a mostrar.")


class SuscripcionesSerializer(serializers.Serializer[Any]):
    suscripciones = SuscripcionSerializer(many=True)


class PruebaSerializer(serializers.Serializer[Any]):
    entregada = serializers.BooleanField()
    codigo_http = serializers.IntegerField(source="codigo", allow_null=True)
    error = serializers.CharField()


class ReenviarSerializer(serializers.Serializer[Any]):
    desde = serializers.IntegerField(min_value=1, max_value=2**62, help_text="Primera posición.")
    hasta = serializers.IntegerField(min_value=1, max_value=2**62, help_text="Última posición, incluida.")


class ReenviadosSerializer(serializers.Serializer[Any]):
    eventos = serializers.IntegerField(help_text="Cuántos se entregarán otra vez.")


class EntregaDeEventoSerializer(serializers.Serializer[Any]):
    posicion = serializers.IntegerField(source="evento.posicion")
    folio = serializers.CharField(source="solicitud.folio")
    numero = serializers.IntegerField()
    acto = serializers.CharField(source="evento.movimiento.acto")
    estado = serializers.ChoiceField(EstadoEntrega.choices)
    intentos = serializers.IntegerField()
    codigo_http = serializers.IntegerField(allow_null=True)
    ultimo_error = serializers.CharField()
    fecha_hora_pendiente = serializers.DateTimeField()
    fecha_hora_fin = serializers.DateTimeField(allow_null=True)


class EntregasSerializer(serializers.Serializer[Any]):
    """One page of the deliveries, newest first."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = EntregaDeEventoSerializer(many=True)
