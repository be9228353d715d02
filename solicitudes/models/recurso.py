"""The appeal: a case of its own before the top authority, with its own clocks and the follow-up of what it orders (LAIP arts. 52 to 60)."""

from __future__ import annotations

from django.db import models
from django_fsm import FSMField

from solicitudes.models.estado_protegido import EstadoProtegido
from solicitudes.models.persona import Persona
from solicitudes.models.solicitud import Solicitud
from workflow.causales import SentidoRecurso
from workflow.estados import EstadoRecurso
from workflow.fsm import transicion
from workflow.transiciones import TRANSICIONES_RECURSO

_DECIDIDOS = (EstadoRecurso.DECIDIDO.value, EstadoRecurso.CUMPLIDO.value, EstadoRecurso.INCUMPLIDO.value)


class Contra(models.TextChoices):
    """What an appeal contests."""

    SILENCIO = "silencio", "El silencio"
    RESOLUCION = "resolucion", "La respuesta"


class Recurso(EstadoProtegido):
    """One appeal of one case: against its silence or against its answer, each at most once (`contra`), counted by `ordinal`.

    `causales` are codes of workflow.causales; `fecha_limite` is the projection by which the clock finds it.
    `preguntas` are the numbers of the questions that it contests, where the answer was given question by question; none is all of it.

    A decision is public (LAIP art. 58): `version_publica` is its text without personal data, which a person has written.
    That something was complied with late, or not at all, stays visible: `fecha_hora_incumplimiento` is never taken back.
    """

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="recursos")
    ordinal = models.PositiveSmallIntegerField("cuál de los del expediente", default=1)
    contra = models.CharField("contra qué", max_length=12, choices=Contra.choices, default=Contra.RESOLUCION)
    numero = models.CharField("número", max_length=80, unique=True)
    estado = FSMField(
        "estado",
        default=EstadoRecurso.INTERPUESTO.value,
        choices=[(e.value, e.etiqueta) for e in EstadoRecurso],
        protected=True,
        max_length=20,
    )
    causales = models.JSONField("causales")
    preguntas = models.JSONField("preguntas que se recurren", default=list, blank=True)
    agravios = models.TextField("lo que reclama", blank=True)
    subsanado = models.TextField("lo que la autoridad corrigió de oficio", blank=True)
    fecha_hora_interposicion = models.DateTimeField("interpuesto")
    fecha_limite = models.DateField("próximo vencimiento", null=True, blank=True)
    sentido = models.CharField("decisión", max_length=10, choices=[(s.value, s.etiqueta) for s in SentidoRecurso], blank=True)
    motivacion = models.TextField("motivación", blank=True)
    fundamento = models.JSONField("fundamento legal", default=list, blank=True)
    orden = models.TextField("lo que se ordena", blank=True)
    dias_para_cumplir = models.PositiveSmallIntegerField("días para cumplir", null=True, blank=True)
    version_publica = models.TextField("versión pública, sin datos personales", blank=True)
    autoridad = models.ForeignKey(Persona, verbose_name="decidió", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fecha_hora_decision = models.DateTimeField("decidido", null=True, blank=True)
    constancia = models.TextField("constancia del cumplimiento", blank=True)
    fecha_hora_cumplimiento = models.DateTimeField("cumplido", null=True, blank=True)
    fecha_hora_incumplimiento = models.DateTimeField("incumplido", null=True, blank=True)

    class Meta:
        verbose_name = "recurso de revisión"
        verbose_name_plural = "recursos de revisión"
        ordering = ("-fecha_hora_interposicion", "-id")
        indexes = [
            models.Index(fields=("fecha_limite", "id"), name="recurso_por_vencer", condition=models.Q(fecha_limite__isnull=False)),
            models.Index(
                fields=("-fecha_hora_decision", "-id"), name="recurso_decidido", condition=models.Q(fecha_hora_decision__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=("solicitud", "ordinal"), name="recurso_ordinal_unico"),
            models.UniqueConstraint(fields=("solicitud", "contra"), name="recurso_uno_por_asunto"),
            models.CheckConstraint(name="recurso_ordinal_desde_uno", condition=models.Q(ordinal__gte=1)),
            models.CheckConstraint(name="recurso_contra_valido", condition=models.Q(contra__in=Contra.values)),
            models.CheckConstraint(name="recurso_estado_valido", condition=models.Q(estado__in=[e.value for e in EstadoRecurso])),
            models.CheckConstraint(name="recurso_sentido_valido", condition=models.Q(sentido__in=["", *SentidoRecurso])),
            models.CheckConstraint(
                name="recurso_decidido_con_evidencia",
                condition=(
                    models.Q(estado__in=_DECIDIDOS, autoridad__isnull=False, fecha_hora_decision__isnull=False)
                    & ~models.Q(sentido="")
                    & ~models.Q(motivacion="")
                    & ~models.Q(version_publica="")
                )
                | (~models.Q(estado__in=_DECIDIDOS) & models.Q(autoridad__isnull=True, fecha_hora_decision__isnull=True, sentido="")),
            ),
            models.CheckConstraint(
                name="recurso_que_ordena_dice_que",
                condition=models.Q(sentido__in=["", SentidoRecurso.CONFIRMA.value]) | ~models.Q(orden=""),
            ),
            models.CheckConstraint(
                name="recurso_cumplido_con_fecha",
                condition=models.Q(estado="cumplido", fecha_hora_cumplimiento__isnull=False)
                | (~models.Q(estado="cumplido") & models.Q(fecha_hora_cumplimiento__isnull=True)),
            ),
            models.CheckConstraint(
                name="recurso_incumplido_con_fecha",
                condition=~models.Q(estado="incumplido") | models.Q(fecha_hora_incumplimiento__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.numero

    @property
    def ordena(self) -> bool:
        """Whether it was decided that the institution must do something (LAIP art. 59)."""
        return self.sentido != "" and SentidoRecurso(self.sentido).ordena

    @property
    def pendiente(self) -> bool:
        """Whether the authority or the institution still owes something: a decision, or what it ordered."""
        terminado = self.estado == EstadoRecurso.CUMPLIDO or (self.estado == EstadoRecurso.DECIDIDO and not self.ordena)
        return not terminado

    def admits(self, acto: str) -> bool:
        """Whether its state lets this act be done: nothing is complied with where nothing was ordered."""
        return self.estado in TRANSICIONES_RECURSO[acto].de and (self.ordena or acto != "cumplir_recurso")

    @transicion(TRANSICIONES_RECURSO)
    def subsanar_recurso(self) -> None: ...

    @transicion(TRANSICIONES_RECURSO)
    def vencer_recurso(self) -> None: ...

    @transicion(TRANSICIONES_RECURSO)
    def decidir_recurso(self) -> None: ...

    @transicion(TRANSICIONES_RECURSO)
    def cumplir_recurso(self) -> None: ...

    @transicion(TRANSICIONES_RECURSO)
    def incumplir_recurso(self) -> None: ...
