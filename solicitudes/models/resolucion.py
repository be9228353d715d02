"""The paper that answers: drafted by one, reviewed by another, signed by a third, notified (LAIP arts. 42 and 45)."""

from __future__ import annotations

from django.db import models
from django_fsm import FSMField

from solicitudes.models.contestacion import Contestacion
from solicitudes.models.estado_protegido import EstadoProtegido
from solicitudes.models.persona import Persona
from solicitudes.models.solicitud import Solicitud
from workflow.cobros import CERO
from workflow.estados import EstadoResolucion
from workflow.fsm import transicion_resolucion
from workflow.sentidos import SIN_MOTIVAR, Sentido

_FIRMADAS = (EstadoResolucion.FIRMADA.value, EstadoResolucion.NOTIFICADA.value)
_REVISADAS = (EstadoResolucion.REVISADA.value, *_FIRMADAS)
_CORRIGEN = [sentido.value for sentido in Sentido if sentido.corrige]


class Resolucion(EstadoProtegido, Contestacion):
    """The answer of a case in one of the senses of art. 42. From the signature on, `huella` seals its text.

    Where the request was divided in questions, `division` is the one that it answers, each answer is a `RespuestaPregunta`, `sentido` and
    `sin_aclaracion` follow from theirs, and its own text is what is said of all of them. `reproduccion` is what is copied, a line each
    with the tariff of its day; `cobro` what is to be paid for it, which the service computes (arts. 18, 44).
    `fecha_correccion` is when personal data were corrected (art. 34).
    """

    solicitud = models.OneToOneField(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="resolucion")
    numero = models.CharField("número", max_length=80)
    estado = FSMField(
        "estado",
        default=EstadoResolucion.BORRADOR.value,
        choices=[(e.value, e.etiqueta) for e in EstadoResolucion],
        protected=True,
        max_length=20,
    )
    division = models.PositiveSmallIntegerField("división que responde", default=0)
    incompleta = models.BooleanField("falta responder alguna pregunta", default=False)
    sin_aclaracion = models.BooleanField("niega algo por falta de aclaración", default=False)
    reproduccion = models.JSONField("reproducción", default=list, blank=True)
    cobro = models.DecimalField("a pagar por la reproducción, en quetzales", max_digits=10, decimal_places=2, default=CERO)
    fecha_correccion = models.DateField("día en que se corrigieron los datos", null=True, blank=True)
    observaciones = models.TextField("observaciones de la última devolución", blank=True)
    redactora = models.ForeignKey(Persona, verbose_name="redactó", on_delete=models.PROTECT, related_name="+")
    fecha_hora_redaccion = models.DateTimeField("redactada")
    revisora = models.ForeignKey(Persona, verbose_name="revisó", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fecha_hora_revision = models.DateTimeField("revisada", null=True, blank=True)
    firmante = models.ForeignKey(Persona, verbose_name="firmó", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    firmante_cargo = models.CharField("cargo de quien firmó", max_length=60, blank=True)
    fecha_hora_firma = models.DateTimeField("firmada", null=True, blank=True)
    huella = models.CharField("huella del texto firmado", max_length=64, blank=True)
    fecha_hora_notificacion = models.DateTimeField("notificada", null=True, blank=True)

    class Meta:
        verbose_name = "resolución"
        verbose_name_plural = "resoluciones"
        ordering = ("-fecha_hora_redaccion", "-id")
        constraints = [
            *Contestacion.Meta.constraints,
            models.CheckConstraint(name="resolucion_estado_valido", condition=models.Q(estado__in=[e.value for e in EstadoResolucion])),
            models.CheckConstraint(
                name="resolucion_revisada_con_evidencia",
                condition=models.Q(estado__in=_REVISADAS, revisora__isnull=False, fecha_hora_revision__isnull=False)
                | (~models.Q(estado__in=_REVISADAS) & models.Q(revisora__isnull=True, fecha_hora_revision__isnull=True)),
            ),
            models.CheckConstraint(
                name="resolucion_firmada_con_evidencia",
                condition=(models.Q(estado__in=_FIRMADAS, firmante__isnull=False, fecha_hora_firma__isnull=False) & ~models.Q(huella=""))
                | (~models.Q(estado__in=_FIRMADAS) & models.Q(firmante__isnull=True, fecha_hora_firma__isnull=True, huella="")),
            ),
            models.CheckConstraint(
                name="resolucion_notificada_con_fecha",
                condition=models.Q(estado="notificada", fecha_hora_notificacion__isnull=False)
                | (~models.Q(estado="notificada") & models.Q(fecha_hora_notificacion__isnull=True)),
            ),
            models.CheckConstraint(
                name="resolucion_negativa_motivada",
                condition=models.Q(sentido__in=[s.value for s in SIN_MOTIVAR]) | ~models.Q(motivacion="") | models.Q(division__gte=1),
            ),
            models.CheckConstraint(
                name="resolucion_que_corrige_dice_cuando",
                condition=models.Q(sentido__in=_CORRIGEN, fecha_correccion__isnull=False)
                | (~models.Q(sentido__in=_CORRIGEN) & models.Q(fecha_correccion__isnull=True)),
            ),
            models.CheckConstraint(name="resolucion_cobro_positivo", condition=models.Q(cobro__gte=0)),
            models.CheckConstraint(
                name="resolucion_completa_fuera_del_borrador", condition=models.Q(incompleta=False) | models.Q(estado="borrador")
            ),
        ]

    def __str__(self) -> str:
        return self.numero

    @transicion_resolucion
    def redactar(self) -> None: ...

    @transicion_resolucion
    def enviar_a_revision(self) -> None: ...

    @transicion_resolucion
    def revisar(self) -> None: ...

    @transicion_resolucion
    def devolver(self) -> None: ...

    @transicion_resolucion
    def firmar(self) -> None: ...

    @transicion_resolucion
    def retirar_firma(self) -> None: ...

    @transicion_resolucion
    def notificar(self) -> None: ...
