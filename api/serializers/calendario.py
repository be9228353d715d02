"""The calendar and the acts that change it, in the shapes of the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from solicitudes.services.propuesta import Propuesta
from workflow.calendario import Clase, Dia
from workflow.capas import Ambito, ClaseActo, Sector

_CLASES = [(c.value, c.etiqueta) for c in ClaseActo]
_AMBITO = f"Uno de: {', '.join(Ambito)}; salvo nacional, con dos puntos y de cuál: municipio:0901, institucion:MSPAS."


class DiaDeCalendarioSerializer(serializers.Serializer[Any]):
    fecha = serializers.DateField()
    nombre = serializers.CharField(max_length=120)
    clase = serializers.ChoiceField(list(Clase), default=Clase.INHABIL.value)


class DiaDeclaradoSerializer(DiaDeCalendarioSerializer):
    fundamento = serializers.CharField()


class SuspensionSerializer(serializers.Serializer[Any]):
    desde = serializers.DateField(help_text="Primer día en que no corre ningún plazo.")
    hasta = serializers.DateField(help_text="Último.")
    motivo = serializers.CharField()


class CalendarioPublicoSerializer(serializers.Serializer[Any]):
    """The days that are declared; Saturdays and Sundays, which the week itself closes, are not listed."""

    desde = serializers.DateField()
    hasta = serializers.DateField()
    dias = DiaDeclaradoSerializer(many=True)
    suspensiones = SuspensionSerializer(many=True)


class PeriodoSerializer(serializers.Serializer[Any]):
    """What of the calendar is asked for; the present year, if nothing is said."""

    desde = serializers.DateField(required=False)
    hasta = serializers.DateField(required=False)
    institucion = serializers.CharField(required=False, max_length=40)
    municipio = serializers.RegexField(r"^\d{4}$", required=False, help_text="Cuatro cifras del INE.")


class ProponerActoSerializer(serializers.Serializer[Any]):
    clase = serializers.ChoiceField([c for c in _CLASES if c[0] != ClaseActo.REVOCACION], default=ClaseActo.DIAS.value)
    ambito = serializers.CharField(max_length=80, help_text=_AMBITO)
    motivo = serializers.CharField(max_length=200)
    fundamento = serializers.CharField(max_length=200, help_text="Acuerdo, decreto o constancia.")
    dias = DiaDeCalendarioSerializer(many=True, required=False)
    desde = serializers.DateField(required=False, allow_null=True, help_text="Primer día de una suspensión o de una caída.")
    hasta = serializers.DateField(required=False, allow_null=True)
    sector = serializers.ChoiceField([(s.value, s.etiqueta) for s in Sector], required=False, help_text="Solo en una adscripción.")
    publicado_el = serializers.DateField(required=False, allow_null=True)

    def build_propuesta(self) -> Propuesta:
        """The proposal, as the service takes it."""
        datos = dict(self.validated_data)
        dias = tuple(Dia(dia["fecha"], dia["nombre"], Clase(dia["clase"])) for dia in datos.pop("dias", ()))
        return Propuesta(clase=ClaseActo(datos.pop("clase")), dias=dias, **datos)


class RevocarActoSerializer(serializers.Serializer[Any]):
    motivo = serializers.CharField(max_length=200)
    fundamento = serializers.CharField(max_length=200)
    publicado_el = serializers.DateField(required=False, allow_null=True)


class ActoCalendarioSerializer(serializers.Serializer[Any]):
    numero = serializers.IntegerField()
    clase = serializers.ChoiceField(_CLASES)
    ambito = serializers.CharField(source="escrito", help_text=_AMBITO)
    motivo = serializers.CharField()
    fundamento = serializers.CharField()
    publicado_el = serializers.DateField(allow_null=True)
    conocida_desde = serializers.DateTimeField(help_text="Desde cuándo se cuenta con él; los plazos terminados antes no cambian.")
    desde = serializers.DateField(allow_null=True)
    hasta = serializers.DateField(allow_null=True)
    sector = serializers.CharField(allow_blank=True)
    dias = DiaDeCalendarioSerializer(many=True)
    revoca = serializers.IntegerField(source="revoca.numero", default=None, allow_null=True)
    revocado_por = serializers.IntegerField(source="revocado_por.numero", default=None, allow_null=True)


class CuentaPorInstitucionSerializer(serializers.Serializer[Any]):
    institucion = serializers.CharField()
    solicitudes = serializers.IntegerField()


class PrevisionSerializer(serializers.Serializer[Any]):
    """What an act would do; nothing was written."""

    revisadas = serializers.IntegerField(help_text="Solicitudes con algún plazo abierto dentro del ámbito.")
    movidas = serializers.IntegerField(help_text="Las que cambian de fecha.")
    sostenidas = serializers.IntegerField(help_text="Las que vencerían antes y conservan la fecha ya comunicada.")
    primera = serializers.DateField(allow_null=True, help_text="La más temprana de las fechas nuevas.")
    ultima = serializers.DateField(allow_null=True)
    por_institucion = serializers.SerializerMethodField()
    repetidos = serializers.ListField(child=serializers.IntegerField(), help_text="Actos vigentes que dicen lo mismo.")

    def get_por_institucion(self, prevision: Any) -> list[dict[str, Any]]:
        return [{"institucion": codigo, "solicitudes": cuantas} for codigo, cuantas in prevision.por_institucion]
