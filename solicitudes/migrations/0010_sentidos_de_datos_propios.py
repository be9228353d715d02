"""The senses that answer a request about one's own data (LAIP arts. 33 and 34), and the day of a correction."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0009_datos_propios"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="plantillaresolucion",
            name="plantilla_sentido_valido",
        ),
        migrations.RemoveConstraint(
            model_name="resolucion",
            name="resolucion_sentido_valido",
        ),
        migrations.RemoveConstraint(
            model_name="resolucion",
            name="resolucion_negativa_motivada",
        ),
        migrations.RemoveConstraint(
            model_name="solicitud",
            name="solicitud_sentido_valido",
        ),
        migrations.AddField(
            model_name="resolucion",
            name="fecha_correccion",
            field=models.DateField(blank=True, null=True, verbose_name="día en que se corrigieron los datos"),
        ),
        migrations.AlterField(
            model_name="plantillaresolucion",
            name="sentido",
            field=models.CharField(
                choices=[
                    ("entrega_total", "Se entrega la información solicitada"),
                    ("entrega_parcial", "Se entrega una parte de la información"),
                    ("negativa_reservada", "No se entrega: información reservada"),
                    ("negativa_confidencial", "No se entrega: información confidencial"),
                    ("negativa_sin_aclaracion", "No se entrega: la solicitud no fue aclarada"),
                    ("inexistencia", "La información no existe en la institución"),
                    ("sin_datos", "La institución no tiene datos personales de quien los pide"),
                    ("rectificacion_concedida", "Los datos se corrigieron"),
                    ("rectificacion_parcial", "Una parte de los datos se corrigió"),
                    ("rectificacion_denegada", "Los datos no se corrigen"),
                ],
                max_length=30,
                verbose_name="sentido",
            ),
        ),
        migrations.AlterField(
            model_name="resolucion",
            name="sentido",
            field=models.CharField(
                choices=[
                    ("entrega_total", "Se entrega la información solicitada"),
                    ("entrega_parcial", "Se entrega una parte de la información"),
                    ("negativa_reservada", "No se entrega: información reservada"),
                    ("negativa_confidencial", "No se entrega: información confidencial"),
                    ("negativa_sin_aclaracion", "No se entrega: la solicitud no fue aclarada"),
                    ("inexistencia", "La información no existe en la institución"),
                    ("sin_datos", "La institución no tiene datos personales de quien los pide"),
                    ("rectificacion_concedida", "Los datos se corrigieron"),
                    ("rectificacion_parcial", "Una parte de los datos se corrigió"),
                    ("rectificacion_denegada", "Los datos no se corrigen"),
                ],
                max_length=30,
                verbose_name="sentido",
            ),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="sentido",
            field=models.CharField(
                blank=True,
                choices=[
                    ("entrega_total", "Se entrega la información solicitada"),
                    ("entrega_parcial", "Se entrega una parte de la información"),
                    ("negativa_reservada", "No se entrega: información reservada"),
                    ("negativa_confidencial", "No se entrega: información confidencial"),
                    ("negativa_sin_aclaracion", "No se entrega: la solicitud no fue aclarada"),
                    ("inexistencia", "La información no existe en la institución"),
                    ("sin_datos", "La institución no tiene datos personales de quien los pide"),
                    ("rectificacion_concedida", "Los datos se corrigieron"),
                    ("rectificacion_parcial", "Una parte de los datos se corrigió"),
                    ("rectificacion_denegada", "Los datos no se corrigen"),
                ],
                max_length=30,
                verbose_name="sentido",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantillaresolucion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sentido__in",
                        [
                            "entrega_total",
                            "entrega_parcial",
                            "negativa_reservada",
                            "negativa_confidencial",
                            "negativa_sin_aclaracion",
                            "inexistencia",
                            "sin_datos",
                            "rectificacion_concedida",
                            "rectificacion_parcial",
                            "rectificacion_denegada",
                        ],
                    )
                ),
                name="plantilla_sentido_valido",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolucion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sentido__in",
                        [
                            "entrega_total",
                            "entrega_parcial",
                            "negativa_reservada",
                            "negativa_confidencial",
                            "negativa_sin_aclaracion",
                            "inexistencia",
                            "sin_datos",
                            "rectificacion_concedida",
                            "rectificacion_parcial",
                            "rectificacion_denegada",
                        ],
                    )
                ),
                name="resolucion_sentido_valido",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolucion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sentido__in", ["entrega_total", "rectificacion_concedida"]),
                    models.Q(("motivacion", ""), _negated=True),
                    _connector="OR",
                ),
                name="resolucion_negativa_motivada",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolucion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fecha_correccion__isnull", False), ("sentido__in", ["rectificacion_concedida", "rectificacion_parcial"])),
                    models.Q(
                        models.Q(("sentido__in", ["rectificacion_concedida", "rectificacion_parcial"]), _negated=True),
                        ("fecha_correccion__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="resolucion_que_corrige_dice_cuando",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sentido__in",
                        [
                            "",
                            "entrega_total",
                            "entrega_parcial",
                            "negativa_reservada",
                            "negativa_confidencial",
                            "negativa_sin_aclaracion",
                            "inexistencia",
                            "sin_datos",
                            "rectificacion_concedida",
                            "rectificacion_parcial",
                            "rectificacion_denegada",
                        ],
                    )
                ),
                name="solicitud_sentido_valido",
            ),
        ),
    ]
