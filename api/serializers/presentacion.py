"""Filing: what is sent, what is answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework import serializers

from api.serializers.identidad import RectificacionSerializer
from solicitudes.models.presentacion import Canal, FormaDeConsentimiento, FormaEntrega
from solicitudes.services.consentimiento import Consentimiento
from solicitudes.services.presentacion import MAXIMO_DE_INSTITUCIONES, Peticion, Solicitante
from solicitudes.services.rectificacion import Rectificado
from workflow.eventos import TipoSolicitud

MAXIMO_DE_CARACTERES = 20_000


class SolicitanteSerializer(serializers.Serializer[Any]):
    """Only the name is required (LAIP art. 41). Without a means of contact the case is followed by folio and key."""

    nombre = serializers.CharField(max_length=200, help_text="Nombre de la persona o entidad que solicita.")
    correo = serializers.EmailField(
        max_length=254, required=False, allow_blank=True, default="", help_text="Opcional: ahí llegan los avisos."
    )
    telefono = serializers.RegexField(r"^[0-9+() .-]{0,30}$", required=False, allow_blank=True, default="", help_text="Opcional.")
    idioma = serializers.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$", required=False, default="es", help_text="Código de idioma, como es o quc."
    )


class ConsentimientoSerializer(serializers.Serializer[Any]):
    """How and when the person told the portal to file for her."""

    forma = serializers.ChoiceField(FormaDeConsentimiento.choices)
    fecha_hora = serializers.DateTimeField(help_text="Antes de presentar.")


class PresentarSerializer(serializers.Serializer[Any]):
    """A filing. No field for a reason or an interest exists: it may not be asked for (LAIP art. 41)."""

    instituciones = serializers.ListField(
        child=serializers.CharField(max_length=40), min_length=1, max_length=MAXIMO_DE_INSTITUCIONES, help_text="Códigos del directorio."
    )
    tipo = serializers.ChoiceField([(t.value, t.etiqueta) for t in TipoSolicitud], default=TipoSolicitud.ACCESO.value)
    descripcion = serializers.CharField(max_length=MAXIMO_DE_CARACTERES, help_text="La información que se solicita.")
    solicitante = SolicitanteSerializer()
    forma_entrega = serializers.ChoiceField(FormaEntrega.choices, default=FormaEntrega.ELECTRONICA.value)
    canal = serializers.ChoiceField(
        Canal.choices, default=Canal.API.value, help_text="Mostrador, teléfono, carta y correo: solo oficiales."
    )
    recibida = serializers.DateTimeField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Cuándo la recibió de verdad la institución, si se registra después: el plazo cuenta desde ahí. Solo con los canales de "
        "oficiales; ni en el futuro ni de hace más de un año.",
    )
    id_externo = serializers.CharField(
        max_length=100, required=False, allow_blank=True, default="", help_text="Identificador en el portal de origen."
    )
    rectificacion = RectificacionSerializer(
        required=False, allow_null=True, default=None, help_text="Obligatoria con `datos_rectificacion`, y solo con él (LAIP art. 34)."
    )

    consentimiento = ConsentimientoSerializer(
        required=False, allow_null=True, default=None, help_text="Obligatorio para un portal acreditado: presenta por otra persona."
    )

    def read_peticion(self, cuerpo: Any) -> Peticion:
        """A body as the service takes it.

        :raises ValidationError: something in it is not as declared above.
        """
        datos = dict(self.run_validation(cuerpo))
        rectificacion, acuerdo = datos.pop("rectificacion"), datos.pop("consentimiento")
        return Peticion(
            instituciones=tuple(datos.pop("instituciones")),
            solicitante=Solicitante(**datos.pop("solicitante")),
            rectificacion=Rectificado(**rectificacion) if rectificacion else None,
            consentimiento=Consentimiento(**acuerdo) if acuerdo else None,
            **datos,
        )


class ReciboDeSolicitudSerializer(serializers.Serializer[Any]):
    folio = serializers.CharField()
    institucion = serializers.CharField(help_text="Código.")
    institucion_nombre = serializers.CharField()
    estado = serializers.CharField(default="presentada", help_text="Siempre «presentada»: es la constancia del nacimiento del expediente.")
    fecha_hora = serializers.DateTimeField(help_text="Cuándo quedó registrada.")
    recibida = serializers.DateTimeField(help_text="Cuándo la recibió la institución; desde ahí cuenta el plazo.")
    vence = serializers.DateField(help_text="Último día del plazo para responder.")
    acuse = serializers.SerializerMethodField(help_text="Dirección del acuse en PDF; pide la clave de seguimiento.")
    plazos = serializers.SerializerMethodField(help_text="Dirección donde se explica la fecha, día por día.")

    def get_acuse(self, recibo: Any) -> str:
        return f"{settings.URL_BASE}/api/v1/solicitudes/{recibo.folio}/documentos/acuse/"

    def get_plazos(self, recibo: Any) -> str:
        return f"{settings.URL_BASE}/api/v1/solicitudes/{recibo.folio}/plazos/"


class ReciboSerializer(serializers.Serializer[Any]):
    """The answer to a filing. The key is shown here only: nobody can look it up later."""

    presentacion = serializers.UUIDField()
    clave = serializers.CharField(help_text="Clave de seguimiento; va en la cabecera X-Clave-Seguimiento.")
    solicitudes = ReciboDeSolicitudSerializer(many=True)
