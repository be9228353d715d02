"""The register of reserved information, in the shapes of the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api.serializers.solicitud import InstitucionRefSerializer
from solicitudes.services.reserva import Clasificacion, Levantamiento, ProrrogaDeReserva
from workflow.reservas import CausaDeLevantamiento, CausalReserva

_TEXTO = 20_000
_CAUSALES = [(c.value, c.etiqueta) for c in CausalReserva]
_CAUSAS = [(c.value, c.etiqueta) for c in CausaDeLevantamiento]


class ProrrogaDeReservaSerializer(serializers.Serializer[Any]):
    numero = serializers.CharField(max_length=80, allow_blank=True, help_text="De la resolución que prorroga.")
    fecha = serializers.DateField()
    hasta = serializers.DateField(help_text="Nuevo último día: hasta cinco años después del anterior (LAIP art. 28).")
    justificacion = serializers.CharField(max_length=_TEXTO, allow_blank=True, help_text="Por qué subsisten las razones.")
    publicacion = serializers.CharField(max_length=200, allow_blank=True)
    fecha_publicacion = serializers.DateField()

    def build_prorroga(self) -> ProrrogaDeReserva:
        return ProrrogaDeReserva(**self.validated_data)


class LevantamientoSerializer(serializers.Serializer[Any]):
    causa = serializers.ChoiceField(_CAUSAS)
    documento = serializers.CharField(max_length=200, allow_blank=True, help_text="Resolución u orden judicial.")
    motivo = serializers.CharField(max_length=_TEXTO, allow_blank=True)
    desde = serializers.DateField(help_text="Primer día sin reserva.")

    def build_levantamiento(self) -> Levantamiento:
        return Levantamiento(**self.validated_data)


class _DatosDeReservaSerializer(serializers.Serializer[Any]):
    """What the resolution that reserves says (LAIP art. 25)."""

    numero = serializers.CharField(max_length=80, allow_blank=True, help_text="Número de la resolución; no se repite en la institución.")
    fecha = serializers.DateField(help_text="De la resolución.")
    autoridad = serializers.CharField(max_length=200, allow_blank=True, help_text="Quién la firmó, con su cargo.")
    asunto = serializers.CharField(max_length=500, allow_blank=True, help_text="Qué información se reserva.")
    fuente = serializers.CharField(max_length=500, allow_blank=True, help_text="Fuente de la información.")
    causal = serializers.ChoiceField(_CAUSALES, help_text="Una de las nueve de la ley (LAIP art. 23).")
    ley = serializers.CharField(
        max_length=300, required=False, allow_blank=True, default="", help_text="Qué otra ley la manda, si la causal es `otra_ley`."
    )
    justificacion = serializers.CharField(max_length=_TEXTO, allow_blank=True)
    partes = serializers.CharField(max_length=_TEXTO, allow_blank=True, help_text="Qué partes se reservan.")
    custodia = serializers.CharField(max_length=200, allow_blank=True, help_text="Quién responde de conservarla.")
    publicacion = serializers.CharField(max_length=200, allow_blank=True, help_text="Dónde se publicó en el Diario de Centro América.")
    fecha_publicacion = serializers.DateField()
    desde = serializers.DateField(help_text="No antes de publicarse.")
    hasta = serializers.DateField(help_text="Último día: hasta siete años desde la resolución (LAIP art. 27).")


class ClasificarSerializer(_DatosDeReservaSerializer):
    institucion = serializers.CharField(max_length=40, help_text="Código de la institución.")
    ajena_a_violaciones = serializers.BooleanField(
        default=False,
        help_text="Declara que no concierne violaciones de derechos humanos ni delitos de lesa humanidad (LAIP art. 24): obligatoria.",
    )

    def build_clasificacion(self) -> Clasificacion:
        return Clasificacion(**self.validated_data)


class ReservaSerializer(_DatosDeReservaSerializer):
    """One entry as anybody reads it (LAIP art. 10.27)."""

    id = serializers.IntegerField()
    institucion = InstitucionRefSerializer()
    causal_texto = serializers.SerializerMethodField()
    articulo = serializers.SerializerMethodField(help_text="El de su causal.")
    ultimo_dia = serializers.DateField(help_text="Con la prórroga o el levantamiento, si los hay.")
    vigente = serializers.SerializerMethodField(help_text="Si rige hoy.")
    prorroga = ProrrogaDeReservaSerializer(default=None, allow_null=True)
    levantamiento = LevantamientoSerializer(default=None, allow_null=True)
    fecha_hora = serializers.DateTimeField(help_text="Cuándo se registró.")
    huella = serializers.CharField(help_text="SHA-256 que sella lo registrado.")

    def get_causal_texto(self, reserva: Any) -> str:
        return _(CausalReserva(reserva.causal).etiqueta)

    def get_articulo(self, reserva: Any) -> str:
        return CausalReserva(reserva.causal).articulo

    def get_vigente(self, reserva: Any) -> bool:
        hoy: date = self.context["hoy"]
        return bool(reserva.in_force_on(hoy))
