"""Requests about one's own data: what accredits who asks, in tables of its own, what is to be corrected, and who opened it."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def create_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER rectificacion_solo_insercion BEFORE UPDATE OR DELETE ON solicitudes_rectificacion "
            "FOR EACH ROW EXECUTE FUNCTION solicitudes_solo_insercion()"
        )


def drop_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER rectificacion_solo_insercion ON solicitudes_rectificacion")


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0008_institucion_sin_lecturas"),
    ]

    operations = [
        migrations.CreateModel(
            name="AcreditacionIdentidad",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "calidad",
                    models.CharField(
                        choices=[("titular", "Titular de los datos"), ("representante", "Representante legal de quien es titular")],
                        max_length=20,
                        verbose_name="calidad",
                    ),
                ),
                (
                    "documento",
                    models.CharField(
                        choices=[
                            ("dpi", "Documento personal de identificación (DPI)"),
                            ("pasaporte", "Pasaporte"),
                            ("certificacion_de_nacimiento", "Certificación de nacimiento"),
                            ("otro", "Otro documento oficial"),
                        ],
                        max_length=30,
                        verbose_name="documento",
                    ),
                ),
                (
                    "medio",
                    models.CharField(
                        choices=[("original", "Vi el documento original"), ("archivo", "Revisé el archivo que envió con su clave")],
                        max_length=10,
                        verbose_name="cómo se vio",
                    ),
                ),
                ("numero", models.TextField(blank=True, verbose_name="número del documento, cifrado")),
                ("mandato", models.TextField(blank=True, verbose_name="con qué se prueba la representación, cifrado")),
                ("fecha_hora", models.DateTimeField(verbose_name="acreditada")),
                ("fecha_hora_supresion", models.DateTimeField(blank=True, null=True, verbose_name="suprimida")),
            ],
            options={
                "verbose_name": "acreditación de identidad",
                "verbose_name_plural": "acreditaciones de identidad",
                "ordering": ("-fecha_hora", "-id"),
            },
        ),
        migrations.CreateModel(
            name="PruebaPersonal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "para",
                    models.CharField(
                        choices=[("identidad", "Quién es usted"), ("correccion", "Por qué hay que corregir el dato")],
                        max_length=12,
                        verbose_name="para qué",
                    ),
                ),
                ("tipo_contenido", models.CharField(max_length=40, verbose_name="tipo de contenido")),
                ("tamano", models.PositiveIntegerField(verbose_name="tamaño en bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="huella SHA-256")),
                ("archivo", models.CharField(blank=True, max_length=64, verbose_name="nombre en la bóveda")),
                ("fecha_hora", models.DateTimeField(verbose_name="recibida")),
                ("fecha_hora_supresion", models.DateTimeField(blank=True, null=True, verbose_name="suprimida")),
            ],
            options={
                "verbose_name": "prueba personal",
                "verbose_name_plural": "pruebas personales",
                "ordering": ("solicitud_id", "id"),
            },
        ),
        migrations.CreateModel(
            name="Rectificacion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sistema", models.CharField(max_length=300, verbose_name="sistema o registro que tiene el dato")),
                ("cambio", models.TextField(verbose_name="qué debe corregirse")),
                ("evidencia", models.TextField(verbose_name="con qué se prueba")),
            ],
            options={
                "verbose_name": "rectificación pedida",
                "verbose_name_plural": "rectificaciones pedidas",
                "ordering": ("-id",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="lectura",
            name="lectura_una_por_hora",
        ),
        migrations.AddField(
            model_name="lectura",
            name="de_identidad",
            field=models.BooleanField(default=False, verbose_name="abrió lo que acredita la identidad"),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="identidad_acreditada",
            field=models.BooleanField(default=False, verbose_name="consta quién es quien pide sus datos"),
        ),
        migrations.AddConstraint(
            model_name="lectura",
            constraint=models.UniqueConstraint(
                condition=models.Q(("de_identidad", False)), fields=("solicitud", "persona", "hora"), name="lectura_una_por_hora"
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(("identidad_acreditada", False), ("tipo__in", ("datos_acceso", "datos_rectificacion")), _connector="OR"),
                name="solicitud_acreditada_de_datos_propios",
            ),
        ),
        migrations.AddField(
            model_name="acreditacionidentidad",
            name="persona",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="acreditó"
            ),
        ),
        migrations.AddField(
            model_name="acreditacionidentidad",
            name="solicitud",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acreditacion",
                to="solicitudes.solicitud",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddField(
            model_name="pruebapersonal",
            name="solicitud",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pruebas", to="solicitudes.solicitud", verbose_name="solicitud"
            ),
        ),
        migrations.AddField(
            model_name="rectificacion",
            name="solicitud",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rectificacion",
                to="solicitudes.solicitud",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddConstraint(
            model_name="acreditacionidentidad",
            constraint=models.CheckConstraint(
                condition=models.Q(("calidad__in", ["titular", "representante"])), name="acreditacion_calidad_valida"
            ),
        ),
        migrations.AddConstraint(
            model_name="acreditacionidentidad",
            constraint=models.CheckConstraint(
                condition=models.Q(("documento__in", ["dpi", "pasaporte", "certificacion_de_nacimiento", "otro"])),
                name="acreditacion_documento_valido",
            ),
        ),
        migrations.AddConstraint(
            model_name="acreditacionidentidad",
            constraint=models.CheckConstraint(condition=models.Q(("medio__in", ["original", "archivo"])), name="acreditacion_medio_valido"),
        ),
        migrations.AddConstraint(
            model_name="acreditacionidentidad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fecha_hora_supresion__isnull", True), models.Q(("numero", ""), _negated=True)),
                    models.Q(("fecha_hora_supresion__isnull", False), ("mandato", ""), ("numero", "")),
                    _connector="OR",
                ),
                name="acreditacion_con_numero_o_suprimida",
            ),
        ),
        migrations.AddConstraint(
            model_name="acreditacionidentidad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("calidad", "titular"), ("mandato", "")),
                    models.Q(
                        models.Q(("calidad", "titular"), _negated=True),
                        models.Q(models.Q(("mandato", ""), _negated=True), ("fecha_hora_supresion__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="acreditacion_mandato_de_representante",
            ),
        ),
        migrations.AddIndex(
            model_name="pruebapersonal",
            index=models.Index(
                condition=models.Q(("fecha_hora_supresion__isnull", True)), fields=["solicitud"], name="prueba_por_suprimir"
            ),
        ),
        migrations.AddConstraint(
            model_name="pruebapersonal",
            constraint=models.CheckConstraint(condition=models.Q(("para__in", ["identidad", "correccion"])), name="prueba_para_valido"),
        ),
        migrations.AddConstraint(
            model_name="pruebapersonal",
            constraint=models.CheckConstraint(condition=models.Q(("tamano__gt", 0)), name="prueba_no_vacia"),
        ),
        migrations.AddConstraint(
            model_name="pruebapersonal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fecha_hora_supresion__isnull", True), models.Q(("archivo", ""), _negated=True)),
                    models.Q(("archivo", ""), ("fecha_hora_supresion__isnull", False)),
                    _connector="OR",
                ),
                name="prueba_en_la_boveda_o_suprimida",
            ),
        ),
        migrations.AddConstraint(
            model_name="pruebapersonal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("archivo", ""), _negated=True), fields=("archivo",), name="prueba_archivo_unico"
            ),
        ),
        migrations.AddConstraint(
            model_name="rectificacion",
            constraint=models.CheckConstraint(
                condition=models.Q(("sistema", ""), ("cambio", ""), ("evidencia", ""), _connector="OR", _negated=True),
                name="rectificacion_completa",
            ),
        ),
        migrations.RunPython(create_trigger, drop_trigger),
    ]
