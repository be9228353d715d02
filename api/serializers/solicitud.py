"""The case as it is shown: in a list, alone, and what hangs on it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.identidad import RectificacionSerializer
from solicitudes.models.recurso import Contra
from solicitudes.preguntas import MAXIMO_DE_PREGUNTAS
from workflow.estados import Estado, EstadoRecurso
from workflow.sentidos import Sentido


class InstitucionRefSerializer(serializers.Serializer[Any]):
    codigo = serializers.CharField()
    nombre = serializers.CharField(source="nombre_distinguible")


class SolicitudSerializer(serializers.Serializer[Any]):
    """One row of a list. No personal data. `descripcion` is empty for whoever counts the requests about one's own data and reads none."""

    folio = serializers.CharField()
    institucion = InstitucionRefSerializer()
    tipo = serializers.CharField()
    estado = serializers.ChoiceField([(e.value, e.etiqueta) for e in Estado])
    estado_texto = serializers.SerializerMethodField()
    sentido = serializers.ChoiceField([(s.value, s.etiqueta) for s in Sentido], allow_blank=True)
    descripcion = serializers.SerializerMethodField()
    forma_entrega = serializers.CharField()
    fecha_hora_presentacion = serializers.DateTimeField(help_text="Cuándo la recibió la institución; desde ahí cuenta el plazo.")
    fecha_hora_original = serializers.DateTimeField(help_text="Cuándo la presentó la persona, si antes estuvo en otra institución.")
    vence = serializers.DateField(
        source="fecha_vencimiento", allow_null=True, help_text="Último día para responder; null mientras se espera una aclaración."
    )
    prueba = serializers.BooleanField(help_text="Si es un ensayo de un cliente de pruebas, sin valor legal.")
    version = serializers.IntegerField(help_text="Con ella empieza el ETag; los actos la piden en If-Match.")
    expediente_interno = serializers.CharField(
        help_text="Número en el registro propio de la institución; vacío si no le ha puesto ninguno."
    )
    importada = serializers.SerializerMethodField(help_text="Si viene del registro que la institución llevaba antes.")

    def get_importada(self, solicitud: Any) -> bool:
        return solicitud.importacion_id is not None

    def get_descripcion(self, solicitud: Any) -> str:
        return "" if solicitud.oculta else solicitud.descripcion

    def get_estado_texto(self, solicitud: Any) -> str:
        return _(Estado(solicitud.estado).etiqueta)


class ConsentimientoVisibleSerializer(serializers.Serializer[Any]):
    forma = serializers.CharField()
    fecha_hora = serializers.DateTimeField()


class SolicitanteVisibleSerializer(serializers.Serializer[Any]):
    nombre = serializers.CharField(source="solicitante_nombre")
    correo = serializers.CharField(source="solicitante_correo")
    telefono = serializers.CharField(source="solicitante_telefono")
    idioma = serializers.CharField(source="solicitante_idioma")
    canal = serializers.CharField(help_text="Cómo llegó la solicitud.")
    consentimiento = ConsentimientoVisibleSerializer(allow_null=True, help_text="Cómo y cuándo dejó que un portal presentara por ella.")


class ReservaInvocadaSerializer(serializers.Serializer[Any]):
    """The entry of the register in which a refusal is founded; all of it at `reservas/{id}/`."""

    id = serializers.IntegerField()
    numero = serializers.CharField()
    causal = serializers.CharField()
    desde = serializers.DateField()
    hasta = serializers.DateField(help_text="Como se clasificó, sin prórroga.")


class LineaDeCobroSerializer(serializers.Serializer[Any]):
    concepto = serializers.CharField()
    cantidad = serializers.IntegerField()
    monto = serializers.CharField(help_text="Quetzales por página o unidad.")
    importe = serializers.CharField()
    fuente = serializers.CharField(help_text="Acuerdo que fija la tarifa.")


class ContestacionSerializer(serializers.Serializer[Any]):
    """An answer, to the whole request or to one of its questions, with its reasons and why something is withheld."""

    sentido = serializers.CharField()
    respuesta = serializers.CharField()
    motivacion = serializers.CharField()
    fundamento = serializers.ListField(child=serializers.CharField())
    reserva = ReservaInvocadaSerializer(allow_null=True, help_text="En qué reserva se funda lo que niega por reservado.")
    dano_excepcion = serializers.CharField(help_text="Prueba de daño (LAIP art. 26).")
    dano_amenaza = serializers.CharField()
    dano_perjuicio = serializers.CharField()
    causal_confidencial = serializers.CharField(help_text="Por qué es confidencial lo que niega (LAIP art. 22).")


class ResolucionSerializer(ContestacionSerializer):
    numero = serializers.CharField()
    estado = serializers.CharField()
    reproduccion = LineaDeCobroSerializer(many=True, help_text="Lo que se copia, con la tarifa de su día.")
    cobro = serializers.DecimalField(
        max_digits=10, decimal_places=2, help_text="Quetzales por reproducir (LAIP art. 18); cero si la respuesta es tardía (art. 44)."
    )
    fecha_correccion = serializers.DateField(allow_null=True, help_text="Qué día se corrigieron los datos personales (LAIP art. 34).")
    observaciones = serializers.CharField()
    fecha_hora_firma = serializers.DateTimeField(allow_null=True)
    fecha_hora_notificacion = serializers.DateTimeField(allow_null=True)
    huella = serializers.CharField()


class PreguntaSerializer(serializers.Serializer[Any]):
    """One question in which the request was divided; its answer, for whoever may read the resolution."""

    numero = serializers.IntegerField()
    texto = serializers.CharField()
    remitida_a = serializers.CharField(
        source="remitida_a.folio", default=None, allow_null=True, help_text="El folio con que se responde en otra institución."
    )
    respuesta = serializers.SerializerMethodField()

    @extend_schema_field(ContestacionSerializer(allow_null=True))
    def get_respuesta(self, pregunta: Any) -> dict[str, Any] | None:
        visible = self.context.get("con_respuesta") and pregunta.contestada
        return dict(ContestacionSerializer(pregunta.contestada).data) if visible else None


class RecursoSerializer(serializers.Serializer[Any]):
    """An appeal of a case; what is late or unfulfilled stays visible."""

    numero = serializers.CharField()
    ordinal = serializers.IntegerField(
        help_text="Cuál de los del expediente, desde 1; va en `recurso` al actuar sobre él, si hay más de uno."
    )
    contra = serializers.ChoiceField(Contra.choices, help_text="Qué se recurre: el silencio o la respuesta.")
    estado = serializers.ChoiceField([(e.value, e.etiqueta) for e in EstadoRecurso])
    causales = serializers.ListField(child=serializers.CharField())
    preguntas = serializers.ListField(
        child=serializers.IntegerField(), help_text="Qué respuestas recurre, por el número de la pregunta; vacía, todo."
    )
    agravios = serializers.CharField()
    subsanado = serializers.CharField()
    fecha_hora_interposicion = serializers.DateTimeField()
    decision = serializers.CharField(source="sentido")
    motivacion = serializers.CharField()
    fundamento = serializers.ListField(child=serializers.CharField())
    orden = serializers.CharField()
    dias_para_cumplir = serializers.IntegerField(allow_null=True, help_text="Los que fijó la decisión; null, los de la ley.")
    fecha_limite = serializers.DateField(allow_null=True, help_text="Último día de lo que está pendiente: decidir, o cumplir.")
    constancia = serializers.CharField(help_text="Cómo se cumplió.")
    fecha_hora_decision = serializers.DateTimeField(allow_null=True)
    fecha_hora_cumplimiento = serializers.DateTimeField(allow_null=True)
    fecha_hora_incumplimiento = serializers.DateTimeField(allow_null=True)


class DecisionPublicaSerializer(serializers.Serializer[Any]):
    """A decision as anybody may read it (LAIP art. 58): of what the authority wrote, only the version that she wrote for the public."""

    numero = serializers.CharField()
    institucion = InstitucionRefSerializer(source="solicitud.institucion")
    causales = serializers.ListField(child=serializers.CharField())
    decision = serializers.CharField(source="sentido")
    texto = serializers.CharField(source="version_publica")
    estado = serializers.ChoiceField([(e.value, e.etiqueta) for e in EstadoRecurso])
    fecha_hora_interposicion = serializers.DateTimeField()
    fecha_hora_decision = serializers.DateTimeField()
    fecha_hora_cumplimiento = serializers.DateTimeField(allow_null=True)
    fecha_hora_incumplimiento = serializers.DateTimeField(allow_null=True)


class ExpedienteSerializer(SolicitudSerializer):
    """One case. `solicitante` is null for whoever may not know who asks; `resolucion`, until it is notified, for whoever is outside."""

    explicacion = serializers.SerializerMethodField(help_text="Qué significa el estado, en palabras llanas.")
    remitida_desde = serializers.CharField(source="origen.folio", default=None, allow_null=True)
    remitida_a = serializers.ListField(child=serializers.CharField(), help_text="Folios que nacieron al remitir.")
    actos = serializers.ListField(child=serializers.CharField(), help_text="Lo que usted puede hacer ahora.")
    solicitante = SolicitanteVisibleSerializer(allow_null=True)
    resolucion = ResolucionSerializer(allow_null=True)
    recurso = RecursoSerializer(allow_null=True, help_text="El último que se interpuso.")
    recursos = RecursoSerializer(many=True, help_text="Todos: contra el silencio y, si después llegó una respuesta, contra ella.")
    rectificacion = RectificacionSerializer(allow_null=True, help_text="Qué se pide corregir (LAIP art. 34).")
    identidad_acreditada = serializers.BooleanField(
        allow_null=True, help_text="Si consta quién pide sus propios datos; null donde no hace falta, o a quien no le toca saberlo."
    )
    preguntas = serializers.SerializerMethodField(help_text="En qué preguntas se dividió; vacía si no se dividió.")

    @extend_schema_field(PreguntaSerializer(many=True))
    def get_preguntas(self, expediente: Any) -> list[dict[str, Any]]:
        contexto = {"con_respuesta": expediente.resolucion is not None}
        return list(PreguntaSerializer(expediente.preguntas, many=True, context=contexto).data)

    def get_explicacion(self, solicitud: Any) -> str:
        return _(Estado(solicitud.estado).explicacion)


class MovimientoSerializer(serializers.Serializer[Any]):
    """One line of the history; `datos` is null for whoever may count acts but not read them."""

    numero = serializers.IntegerField()
    acto = serializers.CharField()
    estado_anterior = serializers.CharField()
    estado_nuevo = serializers.CharField()
    rol = serializers.CharField()
    fecha_hora = serializers.DateTimeField()
    datos = serializers.SerializerMethodField()
    huella = serializers.CharField(help_text="SHA-256 que sella este movimiento y el anterior.")

    def get_datos(self, movimiento: Any) -> dict[str, Any] | None:
        return movimiento.datos if self.context["con_datos"] else None


class MovimientosSerializer(serializers.Serializer[Any]):
    """One page of the history."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = MovimientoSerializer(many=True)


class DocumentoSerializer(serializers.Serializer[Any]):
    codigo = serializers.CharField(help_text="Código de verificación.")
    tipo = serializers.CharField()
    titulo = serializers.CharField()
    nombre_archivo = serializers.CharField()
    tipo_contenido = serializers.CharField()
    tamano = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()
    fecha_hora_emision = serializers.DateTimeField()


class DocumentoAdjuntadoSerializer(DocumentoSerializer):
    """A file that has just been put into the case."""

    version = serializers.IntegerField(source="referencia", help_text="La que tiene ahora el expediente: va en el próximo If-Match.")


class DocumentosSerializer(serializers.Serializer[Any]):
    """One page of the papers."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = DocumentoSerializer(many=True)


class ArchivoSerializer(serializers.Serializer[Any]):
    preguntas = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=32767),
        required=False,
        default=list,
        max_length=MAXIMO_DE_PREGUNTAS,
        help_text="Para qué preguntas es, si la solicitud está dividida (se repite el campo).",
    )
    archivo = serializers.FileField(allow_empty_file=True, help_text="PDF, imagen, texto, CSV u hoja de cálculo.")
    sha256 = serializers.RegexField(
        r"^[0-9a-fA-F]{64}$", required=False, default="", help_text="El suyo, en hexadecimal: si lo que llega es otra cosa, se rechaza."
    )
