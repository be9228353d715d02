"""The certificate that the service was down is one more kind of paper."""

from __future__ import annotations

from django.db import migrations, models

_TIPOS = [
    ("acuse", "Acuse de recibo"),
    ("resolucion", "Resolución"),
    ("anexo", "Archivo entregado"),
    ("acuse_recurso", "Acuse de recurso"),
    ("decision_recurso", "Decisión del recurso"),
    ("constancia_silencio", "Constancia de silencio"),
    ("constancia_caida", "Constancia de caída del servicio"),
]


class Migration(migrations.Migration):
    dependencies = [("documentos", "0002_documento_solo_insercion")]

    operations = [
        migrations.AlterField(
            model_name="documento", name="tipo", field=models.CharField(choices=_TIPOS, max_length=30, verbose_name="tipo")
        ),
        migrations.RemoveConstraint(model_name="documento", name="documento_tipo_conocido"),
        migrations.AddConstraint(
            model_name="documento",
            constraint=models.CheckConstraint(
                condition=models.Q(("tipo__in", tuple(tipo for tipo, _ in _TIPOS))), name="documento_tipo_conocido"
            ),
        ),
    ]
