"""A request in questions: their words, who has each, what is answered to each and where it went."""

from __future__ import annotations

import django.db.models.deletion
import workflow.sentidos
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documentos", "0002_documento_solo_insercion"),
        ("solicitudes", "0010_sentidos_de_datos_propios"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pregunta",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("division", models.PositiveSmallIntegerField(verbose_name="división")),
                ("numero", models.PositiveSmallIntegerField(verbose_name="número")),
                ("texto", models.TextField(verbose_name="pregunta")),
                ("fecha_hora", models.DateTimeField(verbose_name="separada")),
            ],
            options={
                "verbose_name": "pregunta",
                "verbose_name_plural": "preguntas",
                "ordering": ("solicitud_id", "division", "numero"),
            },
        ),
        migrations.CreateModel(
            name="RespuestaPregunta",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sentido",
                    models.CharField(
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
                ("respuesta", models.TextField(verbose_name="respuesta")),
                ("motivacion", models.TextField(blank=True, verbose_name="motivación")),
                ("fundamento", models.JSONField(blank=True, default=list, verbose_name="fundamento legal")),
                ("dano_excepcion", models.TextField(blank=True, verbose_name="prueba de daño: por qué encuadra en la excepción")),
                ("dano_amenaza", models.TextField(blank=True, verbose_name="prueba de daño: qué amenaza efectiva causa liberarla")),
                (
                    "dano_perjuicio",
                    models.TextField(blank=True, verbose_name="prueba de daño: por qué el perjuicio es mayor que el interés público"),
                ),
                (
                    "causal_confidencial",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("constitucion", "La que define el artículo 24 de la Constitución"),
                            ("secreto_bancario", "Secreto bancario"),
                            ("secreto_profesional", "Secreto profesional"),
                            ("ley_expresa", "La que una ley declara confidencial"),
                            ("datos_sensibles", "Datos personales sensibles"),
                            ("garantia_de_confidencia", "Entregada por particulares bajo garantía de confidencia"),
                        ],
                        max_length=30,
                        verbose_name="causal de lo confidencial",
                    ),
                ),
            ],
            options={
                "verbose_name": "respuesta a una pregunta",
                "verbose_name_plural": "respuestas a preguntas",
                "ordering": ("resolucion_id", "pregunta__numero"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="resolucion",
            name="resolucion_negativa_motivada",
        ),
        migrations.AddField(
            model_name="recurso",
            name="preguntas",
            field=models.JSONField(blank=True, default=list, verbose_name="preguntas que se recurren"),
        ),
        migrations.AddField(
            model_name="resolucion",
            name="division",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="división que responde"),
        ),
        migrations.AddField(
            model_name="resolucion",
            name="incompleta",
            field=models.BooleanField(default=False, verbose_name="falta responder alguna pregunta"),
        ),
        migrations.AddField(
            model_name="resolucion",
            name="sin_aclaracion",
            field=models.BooleanField(default=False, verbose_name="niega algo por falta de aclaración"),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="division",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="división en preguntas vigente"),
        ),
        migrations.AlterField(
            model_name="resolucion",
            name="reserva",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="solicitudes.reserva",
                verbose_name="reserva",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolucion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sentido__in", ["entrega_total", "rectificacion_concedida"]),
                    models.Q(("motivacion", ""), _negated=True),
                    ("division__gte", 1),
                    _connector="OR",
                ),
                name="resolucion_negativa_motivada",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolucion",
            constraint=models.CheckConstraint(
                condition=models.Q(("incompleta", False), ("estado", "borrador"), _connector="OR"),
                name="resolucion_completa_fuera_del_borrador",
            ),
        ),
        migrations.AddField(
            model_name="pregunta",
            name="anexos",
            field=models.ManyToManyField(blank=True, related_name="preguntas", to="documentos.documento", verbose_name="archivos"),
        ),
        migrations.AddField(
            model_name="pregunta",
            name="remitida_a",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="preguntas_recibidas",
                to="solicitudes.solicitud",
                verbose_name="remitida a",
            ),
        ),
        migrations.AddField(
            model_name="pregunta",
            name="solicitud",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="preguntas", to="solicitudes.solicitud", verbose_name="solicitud"
            ),
        ),
        migrations.AddField(
            model_name="asignacion",
            name="preguntas",
            field=models.ManyToManyField(blank=True, related_name="asignaciones", to="solicitudes.pregunta", verbose_name="preguntas"),
        ),
        migrations.AddField(
            model_name="respuestapregunta",
            name="pregunta",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="respuesta", to="solicitudes.pregunta", verbose_name="pregunta"
            ),
        ),
        migrations.AddField(
            model_name="respuestapregunta",
            name="reserva",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="solicitudes.reserva",
                verbose_name="reserva",
            ),
        ),
        migrations.AddField(
            model_name="respuestapregunta",
            name="resolucion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="respuestas",
                to="solicitudes.resolucion",
                verbose_name="resolución",
            ),
        ),
        migrations.AddConstraint(
            model_name="pregunta",
            constraint=models.UniqueConstraint(fields=("solicitud", "division", "numero"), name="pregunta_numero_unico"),
        ),
        migrations.AddConstraint(
            model_name="pregunta",
            constraint=models.CheckConstraint(
                condition=models.Q(("division__gte", 1), ("numero__gte", 1)), name="pregunta_numero_positivo"
            ),
        ),
        migrations.AddConstraint(
            model_name="pregunta",
            constraint=models.CheckConstraint(condition=models.Q(("texto", ""), _negated=True), name="pregunta_con_texto"),
        ),
        migrations.AddConstraint(
            model_name="respuestapregunta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sentido__in",
                        [
                            workflow.sentidos.Sentido["ENTREGA_TOTAL"],
                            workflow.sentidos.Sentido["ENTREGA_PARCIAL"],
                            workflow.sentidos.Sentido["NEGATIVA_RESERVADA"],
                            workflow.sentidos.Sentido["NEGATIVA_CONFIDENCIAL"],
                            workflow.sentidos.Sentido["NEGATIVA_SIN_ACLARACION"],
                            workflow.sentidos.Sentido["INEXISTENCIA"],
                            workflow.sentidos.Sentido["SIN_DATOS"],
                            workflow.sentidos.Sentido["RECTIFICACION_CONCEDIDA"],
                            workflow.sentidos.Sentido["RECTIFICACION_PARCIAL"],
                            workflow.sentidos.Sentido["RECTIFICACION_DENEGADA"],
                        ],
                    )
                ),
                name="respuestapregunta_sentido_valido",
            ),
        ),
        migrations.AddConstraint(
            model_name="respuestapregunta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dano_amenaza", ""), ("dano_excepcion", ""), ("dano_perjuicio", ""), ("reserva__isnull", True)),
                    models.Q(
                        ("reserva__isnull", False),
                        models.Q(("dano_excepcion", ""), ("dano_amenaza", ""), ("dano_perjuicio", ""), _connector="OR", _negated=True),
                    ),
                    _connector="OR",
                ),
                name="respuestapregunta_reserva_con_prueba_de_dano",
            ),
        ),
        migrations.AddConstraint(
            model_name="respuestapregunta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "causal_confidencial__in",
                        [
                            "",
                            "constitucion",
                            "secreto_bancario",
                            "secreto_profesional",
                            "ley_expresa",
                            "datos_sensibles",
                            "garantia_de_confidencia",
                        ],
                    )
                ),
                name="respuestapregunta_causal_confidencial_valida",
            ),
        ),
        migrations.AddConstraint(
            model_name="respuestapregunta",
            constraint=models.CheckConstraint(condition=models.Q(("respuesta", ""), _negated=True), name="respuestapregunta_con_texto"),
        ),
        migrations.AddConstraint(
            model_name="respuestapregunta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sentido__in", ["entrega_total", "rectificacion_concedida"]),
                    models.Q(("motivacion", ""), _negated=True),
                    _connector="OR",
                ),
                name="respuestapregunta_negativa_motivada",
            ),
        ),
    ]
