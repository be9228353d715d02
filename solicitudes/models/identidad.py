"""Who somebody is who asks about her own data: what she accredited and with what, in tables of its own (LAIP arts. 30, 33 and 34).

Nothing of this stands in a movement, a letter, an event, a sheet or a paper. What is secret is encrypted; its bytes are in the vault
(solicitudes/boveda.py), and both go when they are no longer needed (services/supresion.py).
"""

from __future__ import annotations

from django.db import models

from solicitudes.models.persona import Persona
from solicitudes.models.solicitud import Solicitud
from workflow.identidad import Calidad, DocumentoDeIdentidad, Medio, ParaQue

_TITULAR = Calidad.TITULAR.value


class AcreditacionIdentidad(models.Model):
    """That an officer saw who asks: as what, with which document, and, of a representative, by which mandate.

    The number of the document and the mandate are encrypted with the folio (solicitudes/cifrado.py); both are empty once they were
    suppressed, and what remains is that it was seen, by whom and when.
    """

    solicitud = models.OneToOneField(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="acreditacion")
    calidad = models.CharField("calidad", max_length=20, choices=[(c.value, c.etiqueta) for c in Calidad])
    documento = models.CharField("documento", max_length=30, choices=[(d.value, d.etiqueta) for d in DocumentoDeIdentidad])
    medio = models.CharField("cómo se vio", max_length=10, choices=[(m.value, m.etiqueta) for m in Medio])
    numero = models.TextField("número del documento, cifrado", blank=True)
    mandato = models.TextField("con qué se prueba la representación, cifrado", blank=True)
    persona = models.ForeignKey(Persona, verbose_name="acreditó", on_delete=models.PROTECT, related_name="+")
    fecha_hora = models.DateTimeField("acreditada")
    fecha_hora_supresion = models.DateTimeField("suprimida", null=True, blank=True)

    class Meta:
        verbose_name = "acreditación de identidad"
        verbose_name_plural = "acreditaciones de identidad"
        ordering = ("-fecha_hora", "-id")
        constraints = [
            models.CheckConstraint(name="acreditacion_calidad_valida", condition=models.Q(calidad__in=[v.value for v in Calidad])),
            models.CheckConstraint(
                name="acreditacion_documento_valido", condition=models.Q(documento__in=[v.value for v in DocumentoDeIdentidad])
            ),
            models.CheckConstraint(name="acreditacion_medio_valido", condition=models.Q(medio__in=[v.value for v in Medio])),
            models.CheckConstraint(
                name="acreditacion_con_numero_o_suprimida",
                condition=(models.Q(fecha_hora_supresion__isnull=True) & ~models.Q(numero=""))
                | models.Q(fecha_hora_supresion__isnull=False, numero="", mandato=""),
            ),
            models.CheckConstraint(
                name="acreditacion_mandato_de_representante",
                condition=models.Q(calidad=_TITULAR, mandato="")
                | (~models.Q(calidad=_TITULAR) & (~models.Q(mandato="") | models.Q(fecha_hora_supresion__isnull=False))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.solicitud_id}: {self.get_calidad_display()}"


class PruebaPersonal(models.Model):
    """A file that the applicant sent with her key: of who she is, or of why a datum is to be corrected.

    `sha256` is of what she sent; `archivo` names the encrypted bytes in the vault, and is empty once they were destroyed. The name that
    the file had is not kept: people put theirs in it.
    """

    solicitud = models.ForeignKey(Solicitud, verbose_name="solicitud", on_delete=models.PROTECT, related_name="pruebas")
    para = models.CharField("para qué", max_length=12, choices=[(p.value, p.etiqueta) for p in ParaQue])
    tipo_contenido = models.CharField("tipo de contenido", max_length=40)
    tamano = models.PositiveIntegerField("tamaño en bytes")
    sha256 = models.CharField("huella SHA-256", max_length=64)
    archivo = models.CharField("nombre en la bóveda", max_length=64, blank=True)
    fecha_hora = models.DateTimeField("recibida")
    fecha_hora_supresion = models.DateTimeField("suprimida", null=True, blank=True)

    class Meta:
        verbose_name = "prueba personal"
        verbose_name_plural = "pruebas personales"
        ordering = ("solicitud_id", "id")
        constraints = [
            models.CheckConstraint(name="prueba_para_valido", condition=models.Q(para__in=[v.value for v in ParaQue])),
            models.CheckConstraint(name="prueba_no_vacia", condition=models.Q(tamano__gt=0)),
            models.CheckConstraint(
                name="prueba_en_la_boveda_o_suprimida",
                condition=(models.Q(fecha_hora_supresion__isnull=True) & ~models.Q(archivo=""))
                | models.Q(fecha_hora_supresion__isnull=False, archivo=""),
            ),
            models.UniqueConstraint(name="prueba_archivo_unico", fields=("archivo",), condition=~models.Q(archivo="")),
        ]
        indexes = [models.Index(name="prueba_por_suprimir", fields=("solicitud",), condition=models.Q(fecha_hora_supresion__isnull=True))]

    def __str__(self) -> str:
        return f"{self.solicitud_id}: {self.get_para_display()}"
