"""Requests that may be sent again: one row for each caller and Idempotency-Key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0017_bandeja"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeticionIdempotente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("llave", models.CharField(max_length=64, unique=True, verbose_name="llave")),
                ("huella", models.CharField(max_length=64, verbose_name="huella de lo que se pidió")),
                ("estatus", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="estatus de la respuesta")),
                ("respuesta", models.TextField(blank=True, editable=False)),
                ("fecha_hora_reclamada", models.DateTimeField(db_index=True, verbose_name="reclamada")),
                ("fecha_hora_respondida", models.DateTimeField(blank=True, null=True, verbose_name="respondida")),
            ],
            options={
                "verbose_name": "petición idempotente",
                "verbose_name_plural": "peticiones idempotentes",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estatus__isnull", True), ("fecha_hora_respondida__isnull", True), ("respuesta", "")),
                            models.Q(
                                ("estatus__isnull", False),
                                ("fecha_hora_respondida__isnull", False),
                                models.Q(("respuesta", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="peticion_respondida_coherente",
                    )
                ],
            },
        ),
    ]
