"""The case: what one institution was asked, where it stands, and the projections by which its dates are found."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django_fsm import FSMField

from documentos.pruebas import PREFIJO
from solicitudes.models.estado_protegido import EstadoProtegido
from solicitudes.models.importacion import Importacion
from solicitudes.models.institucion import Institucion
from solicitudes.models.presentacion import FormaEntrega, Presentacion
from workflow.estados import Estado
from workflow.eventos import DE_DATOS_PROPIOS, TipoSolicitud
from workflow.fsm import transicion
from workflow.sentidos import Sentido
from workflow.transiciones import ABIERTOS, CON_PLAZO_ABIERTO

_CON_VENCIMIENTO = (Estado.PRESENTADA, Estado.EN_TRAMITE, Estado.VENCIDA)
_CON_SENTIDO = (Estado.RESUELTA, Estado.ENTREGADA)


class SolicitudesReales(models.Manager["Solicitud"]):
    """Every case that is one: a rehearsal is there only for whoever asks for it by name."""

    def get_queryset(self) -> models.QuerySet[Solicitud]:
        return super().get_queryset().filter(prueba=False)


class Solicitud(EstadoProtegido):
    """One case at one institution. `estado` moves only through the methods below, whose rows stand in workflow/transiciones.py.

    `fecha_vencimiento`, `fecha_advertencia`, `fecha_cierre` and `actos_agotados` are projections of the ledger (docs/adr/0003): the
    service that records an act rewrites them, and nothing reads them as the truth. `version` is the number of movements and the ETag;
    `cabeza` is the hash of the last one, so that a history cut short shows. `calendario` is the last calendar act about which the
    case was asked; it finds those that are still to be recomputed. `identidad_acreditada` says that there is an `AcreditacionIdentidad`;
    `importacion`, that it came from the institution's former register, under its own number there (docs/adr/0022).
    `division` how often the request was divided in questions: the last division is in force, 0 is none.
    A `prueba` is the rehearsal of a sandbox client, whose clock runs `adelanto` ahead of ours (docs/adr/0023).
    """

    presentacion = models.ForeignKey(Presentacion, verbose_name="presentación", on_delete=models.PROTECT, related_name="solicitudes")
    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="solicitudes")
    institucion_nombre = models.CharField("institución al presentarse", max_length=260)
    origen = models.ForeignKey(
        "self", verbose_name="remitida desde", on_delete=models.PROTECT, null=True, blank=True, related_name="derivadas"
    )
    folio = models.CharField("folio", max_length=64, unique=True)
    tipo = models.CharField(
        "tipo", max_length=20, choices=[(t.value, t.etiqueta) for t in TipoSolicitud], default=TipoSolicitud.ACCESO.value
    )
    descripcion = models.TextField("información solicitada")
    forma_entrega = models.CharField("forma de entrega", max_length=20, choices=FormaEntrega.choices, default=FormaEntrega.ELECTRONICA)
    regimen = models.CharField("régimen", max_length=20)
    regimen_version = models.PositiveSmallIntegerField("versión del régimen")
    lecturas = models.JSONField("lecturas de la ley", default=dict, blank=True)
    estado = FSMField(
        "estado", default=Estado.PRESENTADA.value, choices=[(e.value, e.etiqueta) for e in Estado], protected=True, max_length=20
    )
    sentido = models.CharField("sentido", max_length=30, choices=[(s.value, s.etiqueta) for s in Sentido], blank=True)
    identidad_acreditada = models.BooleanField("consta quién es quien pide sus datos", default=False)
    division = models.PositiveSmallIntegerField("división en preguntas vigente", default=0)
    remitida_en_parte = models.BooleanField("una parte se remitió", default=False)
    expediente_interno = models.CharField("número en el registro de la institución", max_length=60, blank=True)
    importacion = models.ForeignKey(
        Importacion, verbose_name="importada por", on_delete=models.PROTECT, null=True, blank=True, related_name="solicitudes"
    )
    fecha_hora_respuesta_previa = models.DateTimeField("respondida antes de importarse", null=True, blank=True)
    fecha_hora_presentacion = models.DateTimeField("recibida por la institución")
    fecha_hora_original = models.DateTimeField("presentada por la persona")
    fecha_vencimiento = models.DateField("vence", null=True, blank=True)
    fecha_advertencia = models.DateField("próxima advertencia", null=True, blank=True)
    fecha_silencio = models.DateField("fin de los diez días del silencio", null=True, blank=True)
    silencio_certificado = models.BooleanField("hay constancia del silencio", default=False)
    fecha_cierre = models.DateField("puede cerrarse desde", null=True, blank=True)
    actos_agotados = models.JSONField("actos que ya no caben", default=list, blank=True)
    calendario = models.PositiveIntegerField("último acto del calendario contado", default=0)
    version = models.PositiveIntegerField("versión", default=0)
    cabeza = models.CharField(max_length=64, blank=True)
    prueba = models.BooleanField("de prueba", default=False)
    adelanto = models.DurationField("adelanto de su reloj", default=timedelta)

    # The first one is what relations go through; `objects`, what everybody writes, has no rehearsals.
    todas = models.Manager()
    objects = SolicitudesReales()

    if TYPE_CHECKING:
        institucion_id: int
        importacion_id: int | None

    recurso = models.OneToOneField(
        "solicitudes.Recurso",
        verbose_name="último recurso",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="El último que se interpuso; todos están en `recursos`.",
    )

    class Meta:
        verbose_name = "solicitud"
        verbose_name_plural = "solicitudes"
        ordering = ("-fecha_hora_presentacion", "-id")
        indexes = [
            models.Index(fields=("-fecha_hora_presentacion", "-id"), name="solicitud_reciente"),
            models.Index(fields=("institucion", "-fecha_hora_presentacion", "-id"), name="solicitud_por_institucion"),
            models.Index(
                fields=("fecha_vencimiento", "id"), name="solicitud_por_vencer", condition=models.Q(estado__in=("presentada", "en_tramite"))
            ),
            models.Index(
                fields=("institucion", "fecha_vencimiento", "-id"),
                name="solicitud_en_bandeja",
                condition=models.Q(estado__in=sorted(e.value for e in ABIERTOS)),
            ),
            models.Index(
                fields=("fecha_advertencia", "id"), name="solicitud_por_advertir", condition=models.Q(fecha_advertencia__isnull=False)
            ),
            models.Index(
                fields=("fecha_silencio", "id"), name="solicitud_por_certificar", condition=models.Q(fecha_silencio__isnull=False)
            ),
            models.Index(
                fields=("calendario", "id"),
                name="solicitud_por_recalcular",
                condition=models.Q(estado__in=sorted(e.value for e in CON_PLAZO_ABIERTO)),
            ),
            models.Index(fields=("fecha_cierre", "id"), name="solicitud_por_cerrar", condition=models.Q(fecha_cierre__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="solicitud_prueba_por_folio",
                condition=models.Q(prueba=True, folio__startswith=f"{PREFIJO}-")
                | (models.Q(prueba=False) & ~models.Q(folio__startswith=f"{PREFIJO}-")),
            ),
            models.CheckConstraint(name="solicitud_adelanto_de_prueba", condition=models.Q(prueba=True) | models.Q(adelanto=timedelta(0))),
            models.CheckConstraint(name="solicitud_estado_valido", condition=models.Q(estado__in=[e.value for e in Estado])),
            models.CheckConstraint(name="solicitud_tipo_valido", condition=models.Q(tipo__in=[t.value for t in TipoSolicitud])),
            models.CheckConstraint(name="solicitud_sentido_valido", condition=models.Q(sentido__in=["", *Sentido])),
            models.CheckConstraint(
                name="solicitud_acreditada_de_datos_propios",
                condition=models.Q(identidad_acreditada=False) | models.Q(tipo__in=DE_DATOS_PROPIOS),
            ),
            models.CheckConstraint(name="solicitud_con_descripcion", condition=~models.Q(descripcion="")),
            models.CheckConstraint(
                name="solicitud_abierta_con_vencimiento",
                condition=~models.Q(estado__in=[e.value for e in _CON_VENCIMIENTO]) | models.Q(fecha_vencimiento__isnull=False),
            ),
            models.CheckConstraint(
                name="solicitud_respondida_con_sentido",
                condition=~models.Q(estado__in=[e.value for e in _CON_SENTIDO]) | ~models.Q(sentido=""),
            ),
            models.CheckConstraint(
                name="solicitud_sin_respuesta_sin_sentido",
                condition=models.Q(estado__in=[*(e.value for e in _CON_SENTIDO), Estado.CERRADA.value]) | models.Q(sentido=""),
            ),
            models.UniqueConstraint(
                name="solicitud_expediente_interno_unico",
                fields=("institucion", "expediente_interno"),
                condition=~models.Q(expediente_interno="") & models.Q(prueba=False),
            ),
            models.CheckConstraint(
                name="solicitud_importada_con_numero",
                condition=models.Q(importacion__isnull=True) | ~models.Q(expediente_interno=""),
            ),
            models.CheckConstraint(
                name="solicitud_respuesta_previa_importada",
                condition=models.Q(fecha_hora_respuesta_previa__isnull=True)
                | models.Q(importacion__isnull=False, estado=Estado.CERRADA.value),
            ),
        ]

    def __str__(self) -> str:
        return self.folio

    @property
    def de_datos_propios(self) -> bool:
        """Whether she asks about her own personal data (LAIP arts. 30 to 35)."""
        return self.tipo in DE_DATOS_PROPIOS

    def to_real(self, momento: datetime) -> datetime:
        """A moment of the clock of the case as ours showed it; the same unless it is a rehearsal."""
        return momento - self.adelanto

    # The acts: empty on purpose. The row of the table decides source, target and role; the service does the rest.

    @transicion()
    def admitir(self) -> None: ...

    @transicion()
    def asignar(self) -> None: ...

    @transicion()
    def dividir(self) -> None: ...

    @transicion()
    def adjuntar(self) -> None: ...

    @transicion()
    def numerar(self) -> None: ...

    @transicion()
    def pedir_aclaracion(self) -> None: ...

    @transicion()
    def aclarar(self) -> None: ...

    @transicion()
    def prorrogar(self) -> None: ...

    @transicion()
    def remitir(self) -> None: ...

    @transicion()
    def remitir_parte(self) -> None: ...

    @transicion()
    def resolver(self) -> None: ...

    @transicion()
    def aportar_prueba(self) -> None: ...

    @transicion()
    def acreditar(self) -> None: ...

    @transicion()
    def suprimir_pruebas(self) -> None: ...

    @transicion()
    def entregar(self) -> None: ...

    @transicion()
    def desistir(self) -> None: ...

    @transicion()
    def interponer_recurso(self) -> None: ...

    @transicion()
    def certificar_silencio(self) -> None: ...

    @transicion()
    def vencer(self) -> None: ...

    @transicion()
    def recalcular(self) -> None: ...

    @transicion()
    def cerrar(self) -> None: ...
