"""The register of reserved information, which PostgreSQL itself refuses to change or delete, and what a resolution says of it."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLAS = ("reserva", "prorrogareserva", "levantamientoreserva", "avisodereserva")


def create_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for tabla in TABLAS:
            schema_editor.execute(
                f"CREATE TRIGGER {tabla}_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_{tabla} "
                "FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
            )


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for tabla in TABLAS:
            schema_editor.execute(f"DROP TRIGGER {tabla}_solo_insercion ON solicitudes_{tabla}")


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0015_lectura_por_hora"),
    ]

    operations = [
        migrations.AddField(
            model_name="resolucion",
            name="causal_confidencial",
            field=models.CharField(
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
        migrations.AddField(
            model_name="resolucion",
            name="dano_amenaza",
            field=models.TextField(blank=True, verbose_name="prueba de daño: qué amenaza efectiva causa liberarla"),
        ),
        migrations.AddField(
            model_name="resolucion",
            name="dano_excepcion",
            field=models.TextField(blank=True, verbose_name="prueba de daño: por qué encuadra en la excepción"),
        ),
        migrations.AddField(
            model_name="resolucion",
            name="dano_perjuicio",
            field=models.TextField(blank=True, verbose_name="prueba de daño: por qué el perjuicio es mayor que el interés público"),
        ),
        migrations.CreateModel(
            name="Reserva",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.CharField(max_length=80, verbose_name="número de la resolución")),
                ("fecha", models.DateField(verbose_name="fecha de la resolución")),
                ("autoridad", models.CharField(max_length=200, verbose_name="autoridad que la firmó")),
                ("asunto", models.CharField(max_length=500, verbose_name="información reservada")),
                ("fuente", models.CharField(max_length=500, verbose_name="fuente de la información")),
                (
                    "causal",
                    models.CharField(
                        choices=[
                            ("seguridad_militar", "Asuntos militares de seguridad nacional"),
                            ("seguridad_diplomatica", "Asuntos diplomáticos de seguridad nacional"),
                            ("propiedad_intelectual", "Propiedad intelectual"),
                            (
                                "investigacion_y_justicia",
                                "Daño serio a la investigación, la persecución de delitos, la inteligencia o la justicia",
                            ),
                            ("expediente_judicial", "Expediente judicial que no está firme"),
                            ("estabilidad_economica", "Estabilidad económica, financiera o monetaria, o supervisión bancaria"),
                            ("ninez", "Lo que determina la ley de protección de la niñez y la adolescencia"),
                            ("analisis_al_presidente", "Análisis para la Presidencia sobre defensa, seguridad y orden público"),
                            ("otra_ley", "Reserva que manda otra ley"),
                        ],
                        max_length=30,
                        verbose_name="causal",
                    ),
                ),
                ("ley", models.CharField(blank=True, max_length=300, verbose_name="otra ley que lo manda")),
                ("justificacion", models.TextField(verbose_name="justificación")),
                ("partes", models.TextField(verbose_name="partes reservadas")),
                ("custodia", models.CharField(max_length=200, verbose_name="responsable de su conservación")),
                ("publicacion", models.CharField(max_length=200, verbose_name="publicación en el Diario de Centro América")),
                ("fecha_publicacion", models.DateField(verbose_name="fecha de la publicación")),
                ("desde", models.DateField(verbose_name="desde")),
                ("hasta", models.DateField(verbose_name="hasta")),
                (
                    "ajena_a_violaciones",
                    models.BooleanField(verbose_name="no concierne violaciones de derechos humanos ni delitos de lesa humanidad"),
                ),
                ("fecha_hora", models.DateTimeField(verbose_name="registrada")),
                ("huella", models.CharField(max_length=64, verbose_name="huella")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservas",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="la registró",
                    ),
                ),
            ],
            options={
                "verbose_name": "reserva",
                "verbose_name_plural": "reservas",
                "ordering": ("-fecha", "-id"),
            },
        ),
        migrations.CreateModel(
            name="ProrrogaReserva",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.CharField(max_length=80, verbose_name="número de la resolución")),
                ("fecha", models.DateField(verbose_name="fecha de la resolución")),
                ("hasta", models.DateField(verbose_name="hasta")),
                ("justificacion", models.TextField(verbose_name="por qué subsisten las razones")),
                ("publicacion", models.CharField(max_length=200, verbose_name="publicación en el Diario de Centro América")),
                ("fecha_publicacion", models.DateField(verbose_name="fecha de la publicación")),
                ("fecha_hora", models.DateTimeField(verbose_name="registrada")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="la registró",
                    ),
                ),
                (
                    "reserva",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prorroga",
                        to="solicitudes.reserva",
                        verbose_name="reserva",
                    ),
                ),
            ],
            options={
                "verbose_name": "prórroga de reserva",
                "verbose_name_plural": "prórrogas de reservas",
                "ordering": ("reserva_id",),
            },
        ),
        migrations.CreateModel(
            name="LevantamientoReserva",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "causa",
                    models.CharField(
                        choices=[("cesaron_las_razones", "Cesaron las razones de la reserva"), ("orden_judicial", "Lo ordenó un tribunal")],
                        max_length=30,
                        verbose_name="causa",
                    ),
                ),
                ("documento", models.CharField(max_length=200, verbose_name="resolución u orden")),
                ("motivo", models.TextField(verbose_name="motivo")),
                ("desde", models.DateField(verbose_name="primer día sin reserva")),
                ("fecha_hora", models.DateTimeField(verbose_name="registrado")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lo registró",
                    ),
                ),
                (
                    "reserva",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levantamiento",
                        to="solicitudes.reserva",
                        verbose_name="reserva",
                    ),
                ),
            ],
            options={
                "verbose_name": "levantamiento de reserva",
                "verbose_name_plural": "levantamientos de reservas",
                "ordering": ("reserva_id",),
            },
        ),
        migrations.CreateModel(
            name="AvisoDeReserva",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hasta", models.DateField(verbose_name="último día")),
                ("dias", models.PositiveSmallIntegerField(verbose_name="días antes")),
                ("fecha_hora", models.DateTimeField(verbose_name="pedido")),
                (
                    "reserva",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="avisos", to="solicitudes.reserva", verbose_name="reserva"
                    ),
                ),
            ],
            options={
                "verbose_name": "aviso de reserva",
                "verbose_name_plural": "avisos de reservas",
                "ordering": ("reserva_id", "fecha_hora"),
            },
        ),
        migrations.AddField(
            model_name="resolucion",
            name="reserva",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="resoluciones",
                to="solicitudes.reserva",
                verbose_name="reserva",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolucion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dano_amenaza", ""), ("dano_excepcion", ""), ("dano_perjuicio", ""), ("reserva__isnull", True)),
                    models.Q(
                        ("reserva__isnull", False),
                        models.Q(("dano_excepcion", ""), ("dano_amenaza", ""), ("dano_perjuicio", ""), _connector="OR", _negated=True),
                    ),
                    _connector="OR",
                ),
                name="resolucion_reserva_con_prueba_de_dano",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolucion",
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
                name="resolucion_causal_confidencial_valida",
            ),
        ),
        migrations.AddIndex(
            model_name="reserva",
            index=models.Index(fields=["-fecha", "-id"], name="reserva_reciente"),
        ),
        migrations.AddIndex(
            model_name="reserva",
            index=models.Index(fields=["institucion", "-fecha", "-id"], name="reserva_por_institucion"),
        ),
        migrations.AddIndex(
            model_name="reserva",
            index=models.Index(fields=["hasta", "id"], name="reserva_por_terminar"),
        ),
        migrations.AddConstraint(
            model_name="reserva",
            constraint=models.UniqueConstraint(fields=("institucion", "numero"), name="reserva_numero_unico"),
        ),
        migrations.AddConstraint(
            model_name="reserva",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "causal__in",
                        [
                            "seguridad_militar",
                            "seguridad_diplomatica",
                            "propiedad_intelectual",
                            "investigacion_y_justicia",
                            "expediente_judicial",
                            "estabilidad_economica",
                            "ninez",
                            "analisis_al_presidente",
                            "otra_ley",
                        ],
                    )
                ),
                name="reserva_causal_valida",
            ),
        ),
        migrations.AddConstraint(
            model_name="reserva",
            constraint=models.CheckConstraint(
                condition=models.Q(("causal", "otra_ley"), ("ley", ""), _negated=True), name="reserva_otra_ley_con_nombre"
            ),
        ),
        migrations.AddConstraint(
            model_name="reserva",
            constraint=models.CheckConstraint(condition=models.Q(("ajena_a_violaciones", True)), name="reserva_nunca_de_violaciones"),
        ),
        migrations.AddConstraint(
            model_name="reserva",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("numero", ""),
                    ("autoridad", ""),
                    ("asunto", ""),
                    ("fuente", ""),
                    ("justificacion", ""),
                    ("partes", ""),
                    ("custodia", ""),
                    ("publicacion", ""),
                    _connector="OR",
                    _negated=True,
                ),
                name="reserva_dice_lo_que_exige_la_ley",
            ),
        ),
        migrations.AddConstraint(
            model_name="reserva",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("desde__gte", models.F("fecha_publicacion")),
                    ("fecha_publicacion__gte", models.F("fecha")),
                    ("hasta__gte", models.F("desde")),
                ),
                name="reserva_fechas_en_orden",
            ),
        ),
        migrations.AddConstraint(
            model_name="prorrogareserva",
            constraint=models.CheckConstraint(
                condition=models.Q(("numero", ""), ("justificacion", ""), ("publicacion", ""), _connector="OR", _negated=True),
                name="prorroga_reserva_con_razones",
            ),
        ),
        migrations.AddConstraint(
            model_name="prorrogareserva",
            constraint=models.CheckConstraint(
                condition=models.Q(("fecha_publicacion__gte", models.F("fecha")), ("hasta__gt", models.F("fecha_publicacion"))),
                name="prorroga_reserva_fechas_en_orden",
            ),
        ),
        migrations.AddConstraint(
            model_name="levantamientoreserva",
            constraint=models.CheckConstraint(
                condition=models.Q(("causa__in", ["cesaron_las_razones", "orden_judicial"])), name="levantamiento_causa_valida"
            ),
        ),
        migrations.AddConstraint(
            model_name="levantamientoreserva",
            constraint=models.CheckConstraint(
                condition=models.Q(("documento", ""), ("motivo", ""), _connector="OR", _negated=True), name="levantamiento_con_razones"
            ),
        ),
        migrations.AddConstraint(
            model_name="avisodereserva",
            constraint=models.UniqueConstraint(fields=("reserva", "hasta", "dias"), name="aviso_de_reserva_unico"),
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
