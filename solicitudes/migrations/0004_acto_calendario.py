"""Acts own the days of the calendar; a body may be of a sector; a case says up to which act it was counted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0003_recurso"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActoCalendario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveIntegerField(unique=True, verbose_name="número")),
                (
                    "clase",
                    models.CharField(
                        choices=[
                            ("dias", "Días que se cierran o se abren"),
                            ("suspension", "Suspensión de plazos"),
                            ("caida", "Constancia de que el servicio no funcionó"),
                            ("adscripcion", "Adscripción de una institución a un sector"),
                            ("revocacion", "Revocación de otro acto"),
                        ],
                        max_length=12,
                        verbose_name="clase",
                    ),
                ),
                (
                    "ambito",
                    models.CharField(
                        choices=[
                            ("nacional", "Todo el país"),
                            ("sector", "Un sector del Estado"),
                            ("departamento", "Un departamento"),
                            ("municipio", "Un municipio"),
                            ("materia", "Las instituciones de una materia"),
                            ("institucion", "Una institución"),
                        ],
                        max_length=12,
                        verbose_name="ámbito",
                    ),
                ),
                ("valor", models.CharField(blank=True, max_length=60, verbose_name="de cuál")),
                (
                    "alcance",
                    models.JSONField(
                        blank=True, default=list, help_text="Solo cuando el ámbito es una materia.", verbose_name="instituciones alcanzadas"
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ejecutivo", "Organismo Ejecutivo"),
                            ("legislativo", "Organismo Legislativo"),
                            ("judicial", "Organismo Judicial"),
                            ("autonomo", "Entidades autónomas"),
                        ],
                        help_text="Solo en una adscripción.",
                        max_length=12,
                        verbose_name="sector",
                    ),
                ),
                ("desde", models.DateField(blank=True, null=True, verbose_name="primer día")),
                ("hasta", models.DateField(blank=True, null=True, verbose_name="último día")),
                ("motivo", models.CharField(max_length=200, verbose_name="motivo")),
                ("fundamento", models.CharField(max_length=200, verbose_name="fundamento")),
                ("publicado_el", models.DateField(blank=True, null=True, verbose_name="publicado")),
                ("conocida_desde", models.DateTimeField(verbose_name="conocido desde")),
                (
                    "huella",
                    models.CharField(db_index=True, help_text="SHA-256 de lo que dice, para reconocer el mismo acto.", max_length=64),
                ),
            ],
            options={
                "verbose_name": "acto del calendario",
                "verbose_name_plural": "actos del calendario",
                "ordering": ("numero",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="cargo",
            name="cargo_rol_valido",
        ),
        migrations.RemoveConstraint(
            model_name="cargo",
            name="cargo_unidad_salvo_regulador",
        ),
        migrations.RemoveConstraint(
            model_name="diacalendario",
            name="dia_un_solo_ambito",
        ),
        migrations.RemoveConstraint(
            model_name="diacalendario",
            name="dia_con_fundamento",
        ),
        migrations.RemoveConstraint(
            model_name="diacalendario",
            name="dia_unico_por_institucion",
        ),
        migrations.RemoveConstraint(
            model_name="diacalendario",
            name="dia_unico_por_ambito",
        ),
        migrations.AddField(
            model_name="institucion",
            name="sector",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ejecutivo", "Organismo Ejecutivo"),
                    ("legislativo", "Organismo Legislativo"),
                    ("judicial", "Organismo Judicial"),
                    ("autonomo", "Entidades autónomas"),
                ],
                help_text="Lo cambia un acto del calendario (lectura D13).",
                max_length=12,
                verbose_name="sector",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="calendario",
            field=models.PositiveIntegerField(default=0, verbose_name="último acto del calendario contado"),
        ),
        migrations.AlterField(
            model_name="cargo",
            name="rol",
            field=models.CharField(
                choices=[
                    ("administrador", "Administración del sistema"),
                    ("enlace", "Enlace de unidad"),
                    ("firmante", "Firmante"),
                    ("jefe_unidad", "Jefatura de la Unidad de Información"),
                    ("maxima_autoridad", "Máxima autoridad"),
                    ("oficial", "Oficial de información"),
                    ("regulador", "Autoridad reguladora"),
                ],
                max_length=20,
                verbose_name="rol",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(("estado__in", ["en_aclaracion", "en_tramite", "entregada", "presentada", "resuelta", "vencida"])),
                fields=["calendario", "id"],
                name="solicitud_por_recalcular",
            ),
        ),
        migrations.AddConstraint(
            model_name="cargo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rol__in", ["administrador", "enlace", "firmante", "jefe_unidad", "maxima_autoridad", "oficial", "regulador"])
                ),
                name="cargo_rol_valido",
            ),
        ),
        migrations.AddConstraint(
            model_name="cargo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rol__in", ["administrador", "regulador"]), ("unidad__isnull", True)),
                    models.Q(models.Q(("rol__in", ["administrador", "regulador"]), _negated=True), ("unidad__isnull", False)),
                    _connector="OR",
                ),
                name="cargo_unidad_salvo_generales",
            ),
        ),
        migrations.AddField(
            model_name="actocalendario",
            name="persona",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="registrado por",
            ),
        ),
        migrations.AddField(
            model_name="actocalendario",
            name="revoca",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revocado_por",
                to="solicitudes.actocalendario",
                verbose_name="revoca",
            ),
        ),
        migrations.AddField(
            model_name="diacalendario",
            name="acto",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dias",
                to="solicitudes.actocalendario",
                verbose_name="acto",
            ),
        ),
        migrations.AddConstraint(
            model_name="actocalendario",
            constraint=models.CheckConstraint(condition=models.Q(("numero__gte", 1)), name="acto_calendario_numero_positivo"),
        ),
        migrations.AddConstraint(
            model_name="actocalendario",
            constraint=models.CheckConstraint(
                condition=models.Q(("clase__in", ["dias", "suspension", "caida", "adscripcion", "revocacion"])),
                name="acto_calendario_clase_valida",
            ),
        ),
        migrations.AddConstraint(
            model_name="actocalendario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ambito", "nacional"), ("valor", "")),
                    models.Q(
                        ("ambito__in", ["sector", "departamento", "municipio", "materia", "institucion"]),
                        models.Q(("valor", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="acto_calendario_ambito_valido",
            ),
        ),
        migrations.AddConstraint(
            model_name="actocalendario",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("fundamento", ""), _negated=True), models.Q(("motivo", ""), _negated=True)),
                name="acto_calendario_con_fundamento",
            ),
        ),
        migrations.AddConstraint(
            model_name="actocalendario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("clase__in", ["suspension", "caida"]),
                        ("desde__isnull", False),
                        ("hasta__isnull", False),
                        ("hasta__gte", models.F("desde")),
                    ),
                    models.Q(
                        models.Q(("clase__in", ["suspension", "caida"]), _negated=True), ("desde__isnull", True), ("hasta__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="acto_calendario_con_intervalo",
            ),
        ),
        migrations.AddConstraint(
            model_name="actocalendario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("clase", "revocacion"), ("revoca__isnull", False)),
                    models.Q(models.Q(("clase", "revocacion"), _negated=True), ("revoca__isnull", True)),
                    _connector="OR",
                ),
                name="acto_calendario_revoca_a_otro",
            ),
        ),
        migrations.AddConstraint(
            model_name="actocalendario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ambito", "institucion"), ("clase", "adscripcion"), models.Q(("sector", ""), _negated=True)),
                    models.Q(models.Q(("clase", "adscripcion"), _negated=True), ("sector", "")),
                    _connector="OR",
                ),
                name="acto_calendario_adscribe_a_uno",
            ),
        ),
    ]
