"""The register of reserved information (LAIP arts. 23 to 29): each classification, its one extension, its early end, its warnings.

All of it is public (art. 10.27) and none of it is ever changed: what happens to a reserve is another row.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models.functions import Coalesce

from solicitudes.models.institucion import Institucion
from solicitudes.models.persona import Persona
from solicitudes.models.solo_insercion import SoloInsercion, SoloInsercionQuerySet
from workflow.reservas import CausaDeLevantamiento, CausalReserva

_UN_DIA = timedelta(days=1)


class ReservaQuerySet(SoloInsercionQuerySet):
    def with_fin(self) -> ReservaQuerySet:
        """With `fin`, the last day as it stands with the extension, and what the register knows of each, in the same query."""
        return self.select_related("prorroga", "levantamiento").annotate(fin=Coalesce("prorroga__hasta", "hasta"))

    def vigentes(self, dia: date) -> ReservaQuerySet:
        """Those in force on `dia`, first and last day included; one that was lifted is over from the day of its lifting."""
        levantada = models.Q(levantamiento__desde__lte=dia)
        return self.with_fin().filter(desde__lte=dia, fin__gte=dia).exclude(levantada)


class Reserva(SoloInsercion):
    """One resolution of the top authority that reserves information (LAIP art. 25), named by its number inside the institution.

    `autoridad` is who signed it, in words; `persona` who entered it. `ajena_a_violaciones` is the declaration that it concerns
    neither violations of human rights nor crimes against humanity, without which nothing may be reserved (art. 24).
    """

    institucion = models.ForeignKey(Institucion, verbose_name="institución", on_delete=models.PROTECT, related_name="reservas")
    numero = models.CharField("número de la resolución", max_length=80)
    fecha = models.DateField("fecha de la resolución")
    autoridad = models.CharField("autoridad que la firmó", max_length=200)
    asunto = models.CharField("información reservada", max_length=500)
    fuente = models.CharField("fuente de la información", max_length=500)
    causal = models.CharField("causal", max_length=30, choices=[(c.value, c.etiqueta) for c in CausalReserva])
    ley = models.CharField("otra ley que lo manda", max_length=300, blank=True)
    justificacion = models.TextField("justificación")
    partes = models.TextField("partes reservadas")
    custodia = models.CharField("responsable de su conservación", max_length=200)
    publicacion = models.CharField("publicación en el Diario de Centro América", max_length=200)
    fecha_publicacion = models.DateField("fecha de la publicación")
    desde = models.DateField("desde")
    hasta = models.DateField("hasta")
    ajena_a_violaciones = models.BooleanField("no concierne violaciones de derechos humanos ni delitos de lesa humanidad")
    persona = models.ForeignKey(Persona, verbose_name="la registró", on_delete=models.PROTECT, related_name="+")
    fecha_hora = models.DateTimeField("registrada")
    huella = models.CharField("huella", max_length=64)

    objects = ReservaQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "reserva"
        verbose_name_plural = "reservas"
        ordering = ("-fecha", "-id")
        indexes = [
            models.Index(fields=("-fecha", "-id"), name="reserva_reciente"),
            models.Index(fields=("institucion", "-fecha", "-id"), name="reserva_por_institucion"),
            models.Index(fields=("hasta", "id"), name="reserva_por_terminar"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("institucion", "numero"), name="reserva_numero_unico"),
            models.CheckConstraint(name="reserva_causal_valida", condition=models.Q(causal__in=[c.value for c in CausalReserva])),
            models.CheckConstraint(name="reserva_otra_ley_con_nombre", condition=~models.Q(causal="otra_ley", ley="")),
            models.CheckConstraint(name="reserva_nunca_de_violaciones", condition=models.Q(ajena_a_violaciones=True)),
            models.CheckConstraint(
                name="reserva_dice_lo_que_exige_la_ley",
                condition=~(
                    models.Q(numero="")
                    | models.Q(autoridad="")
                    | models.Q(asunto="")
                    | models.Q(fuente="")
                    | models.Q(justificacion="")
                    | models.Q(partes="")
                    | models.Q(custodia="")
                    | models.Q(publicacion="")
                ),
            ),
            models.CheckConstraint(
                name="reserva_fechas_en_orden",
                condition=models.Q(
                    fecha_publicacion__gte=models.F("fecha"), desde__gte=models.F("fecha_publicacion"), hasta__gte=models.F("desde")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.numero

    @property
    def ultimo_dia(self) -> date:
        """The last day as the register stands: of the lifting, its eve; otherwise of the extension, or of the classification."""
        prorroga, levantamiento = getattr(self, "prorroga", None), getattr(self, "levantamiento", None)
        fin: date = prorroga.hasta if prorroga else self.hasta
        return min(fin, levantamiento.desde - _UN_DIA) if levantamiento else fin

    def in_force_on(self, dia: date) -> bool:
        """Whether it held that day. Asks for its extension and its lifting: `with_fin` brings them along."""
        return self.desde <= dia <= self.ultimo_dia


class ProrrogaReserva(SoloInsercion):
    """The one extension that the law allows (LAIP art. 28), by another resolution, published as well."""

    reserva = models.OneToOneField(Reserva, verbose_name="reserva", on_delete=models.PROTECT, related_name="prorroga")
    numero = models.CharField("número de la resolución", max_length=80)
    fecha = models.DateField("fecha de la resolución")
    hasta = models.DateField("hasta")
    justificacion = models.TextField("por qué subsisten las razones")
    publicacion = models.CharField("publicación en el Diario de Centro América", max_length=200)
    fecha_publicacion = models.DateField("fecha de la publicación")
    persona = models.ForeignKey(Persona, verbose_name="la registró", on_delete=models.PROTECT, related_name="+")
    fecha_hora = models.DateTimeField("registrada")

    class Meta:
        verbose_name = "prórroga de reserva"
        verbose_name_plural = "prórrogas de reservas"
        ordering = ("reserva_id",)
        constraints = [
            models.CheckConstraint(
                name="prorroga_reserva_con_razones",
                condition=~(models.Q(numero="") | models.Q(justificacion="") | models.Q(publicacion="")),
            ),
            models.CheckConstraint(
                name="prorroga_reserva_fechas_en_orden",
                condition=models.Q(fecha_publicacion__gte=models.F("fecha"), hasta__gt=models.F("fecha_publicacion")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reserva_id}: {self.numero}"


class LevantamientoReserva(SoloInsercion):
    """A reserve that ended before its day: the reasons ceased (LAIP art. 27) or a court ordered it (art. 29)."""

    reserva = models.OneToOneField(Reserva, verbose_name="reserva", on_delete=models.PROTECT, related_name="levantamiento")
    causa = models.CharField("causa", max_length=30, choices=[(c.value, c.etiqueta) for c in CausaDeLevantamiento])
    documento = models.CharField("resolución u orden", max_length=200)
    motivo = models.TextField("motivo")
    desde = models.DateField("primer día sin reserva")
    persona = models.ForeignKey(Persona, verbose_name="lo registró", on_delete=models.PROTECT, related_name="+")
    fecha_hora = models.DateTimeField("registrado")

    class Meta:
        verbose_name = "levantamiento de reserva"
        verbose_name_plural = "levantamientos de reservas"
        ordering = ("reserva_id",)
        constraints = [
            models.CheckConstraint(
                name="levantamiento_causa_valida", condition=models.Q(causa__in=[c.value for c in CausaDeLevantamiento])
            ),
            models.CheckConstraint(name="levantamiento_con_razones", condition=~(models.Q(documento="") | models.Q(motivo=""))),
        ]

    def __str__(self) -> str:
        return f"{self.reserva_id}: {self.documento}"


class AvisoDeReserva(SoloInsercion):
    """A warning that a reserve is about to end, asked for once for each of its days before a last day."""

    reserva = models.ForeignKey(Reserva, verbose_name="reserva", on_delete=models.PROTECT, related_name="avisos")
    hasta = models.DateField("último día")
    dias = models.PositiveSmallIntegerField("días antes")
    fecha_hora = models.DateTimeField("pedido")

    class Meta:
        verbose_name = "aviso de reserva"
        verbose_name_plural = "avisos de reservas"
        ordering = ("reserva_id", "fecha_hora")
        constraints = [models.UniqueConstraint(fields=("reserva", "hasta", "dias"), name="aviso_de_reserva_unico")]

    def __str__(self) -> str:
        return f"{self.reserva_id}: {self.dias} días antes del {self.hasta}"
