"""How and when a person told a portal to file for her."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q

FORMAS = [
    ("formulario", "En una página del portal"),
    ("escrito", "Por escrito"),
    ("en_persona", "De palabra, en persona"),
    ("telefono", "De palabra, por teléfono"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0020_emisores"),
    ]

    operations = [
        migrations.AddField(
            "presentacion",
            "consentimiento_forma",
            models.CharField(blank=True, choices=FORMAS, default="", max_length=12, verbose_name="cómo consintió"),
            preserve_default=False,
        ),
        migrations.AddField(
            "presentacion",
            "consentimiento_fecha_hora",
            models.DateTimeField(blank=True, null=True, verbose_name="cuándo consintió"),
        ),
        migrations.AddConstraint(
            "presentacion",
            models.CheckConstraint(
                name="presentacion_consentimiento_entero",
                condition=Q(consentimiento_forma="", consentimiento_fecha_hora__isnull=True)
                | Q(consentimiento_forma__in=[forma for forma, _ in FORMAS], consentimiento_fecha_hora__isnull=False),
            ),
        ),
    ]
