"""The tables of the case: who is asked, what happened, who may do what."""

import django.db.models.deletion
import django_fsm
import uuid
import workflow.causales
import workflow.sentidos
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("allauth_idp_oidc", "0003_client_allow_uri_wildcards"),
        ("solicitudes", "0001_persona"),
    ]

    operations = [
        migrations.CreateModel(
            name="CredencialOidc",
            fields=[],
            options={
                "verbose_name": "credencial OAuth",
                "verbose_name_plural": "credenciales OAuth",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("allauth_idp_oidc.client",),
        ),
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
                (
                    "persona",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registrado por",
                    ),
                ),
                (
                    "revoca",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocado_por",
                        to="solicitudes.actocalendario",
                        verbose_name="revoca",
                    ),
                ),
            ],
            options={
                "verbose_name": "acto del calendario",
                "verbose_name_plural": "actos del calendario",
                "ordering": ("numero",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("numero__gte", 1)), name="acto_calendario_numero_positivo"),
                    models.CheckConstraint(
                        condition=models.Q(("clase__in", ["dias", "suspension", "caida", "adscripcion", "revocacion"])),
                        name="acto_calendario_clase_valida",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("fundamento", ""), _negated=True), models.Q(("motivo", ""), _negated=True)),
                        name="acto_calendario_con_fundamento",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("clase__in", ["suspension", "caida"]),
                                ("desde__isnull", False),
                                ("hasta__isnull", False),
                                ("hasta__gte", models.F("desde")),
                            ),
                            models.Q(
                                models.Q(("clase__in", ["suspension", "caida"]), _negated=True),
                                ("desde__isnull", True),
                                ("hasta__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="acto_calendario_con_intervalo",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("clase", "revocacion"), ("revoca__isnull", False)),
                            models.Q(models.Q(("clase", "revocacion"), _negated=True), ("revoca__isnull", True)),
                            _connector="OR",
                        ),
                        name="acto_calendario_revoca_a_otro",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ambito", "institucion"), ("clase", "adscripcion"), models.Q(("sector", ""), _negated=True)),
                            models.Q(models.Q(("clase", "adscripcion"), _negated=True), ("sector", "")),
                            _connector="OR",
                        ),
                        name="acto_calendario_adscribe_a_uno",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CursorDeEventos",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ultima", models.PositiveBigIntegerField(default=0, verbose_name="última posición")),
            ],
            options={
                "verbose_name": "cursor de eventos",
                "verbose_name_plural": "cursor de eventos",
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="cursor_de_eventos_uno")],
            },
        ),
        migrations.CreateModel(
            name="DiaCalendario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fecha", models.DateField(verbose_name="fecha")),
                ("nombre", models.CharField(max_length=120, verbose_name="motivo")),
                (
                    "clase",
                    models.CharField(
                        choices=[("inhabil", "inhabil"), ("medio_dia", "medio_dia"), ("habil", "habil")],
                        default="inhabil",
                        max_length=10,
                        verbose_name="clase",
                    ),
                ),
                (
                    "acto",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dias",
                        to="solicitudes.actocalendario",
                        verbose_name="acto",
                    ),
                ),
            ],
            options={
                "verbose_name": "día del calendario",
                "verbose_name_plural": "días del calendario",
                "ordering": ("fecha", "id"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("clase__in", ["inhabil", "medio_dia", "habil"])), name="dia_clase_valida"),
                    models.UniqueConstraint(fields=("acto", "fecha"), name="dia_unico_por_acto"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Institucion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("codigo", models.CharField(max_length=40, unique=True, verbose_name="código")),
                ("nombre", models.CharField(max_length=200, verbose_name="nombre")),
                ("siglas", models.CharField(blank=True, max_length=40, verbose_name="siglas")),
                ("tipo", models.CharField(max_length=60, verbose_name="tipo")),
                ("departamento", models.CharField(blank=True, max_length=60, verbose_name="departamento")),
                ("municipio", models.CharField(blank=True, max_length=80, verbose_name="municipio")),
                (
                    "codigo_municipio",
                    models.CharField(
                        blank=True,
                        help_text="Cuatro cifras del INE; decide la feria local.",
                        max_length=4,
                        verbose_name="código del municipio",
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
                        help_text="Lo cambia un acto del calendario (lectura D13).",
                        max_length=12,
                        verbose_name="sector",
                    ),
                ),
                ("materias", models.JSONField(blank=True, default=list, verbose_name="materias")),
                ("busqueda", models.TextField(default="", editable=False, help_text="Todo lo anterior en minúsculas y sin acentos.")),
                ("regimen", models.CharField(default="gt-laip", max_length=20, verbose_name="régimen")),
                (
                    "lecturas",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Puntos discutidos en que se aparta del régimen.",
                        verbose_name="lecturas de la ley",
                    ),
                ),
                ("activa", models.BooleanField(default=True, verbose_name="activa")),
                ("fecha_cierre", models.DateField(blank=True, null=True, verbose_name="fecha de cierre")),
                (
                    "sucesora",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="antecesoras",
                        to="solicitudes.institucion",
                        verbose_name="sucesora",
                    ),
                ),
            ],
            options={
                "verbose_name": "institución",
                "verbose_name_plural": "instituciones",
                "ordering": ("codigo",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("activa", True), ("fecha_cierre__isnull", True)),
                            models.Q(("activa", False), ("fecha_cierre__isnull", False)),
                            _connector="OR",
                        ),
                        name="institucion_activa_sin_fecha_cierre",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContadorFolio",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("anio", models.PositiveSmallIntegerField(verbose_name="año")),
                ("ultimo", models.PositiveIntegerField(verbose_name="último número")),
                ("institucion", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="solicitudes.institucion")),
            ],
            options={
                "verbose_name": "contador de folios",
                "verbose_name_plural": "contadores de folios",
                "constraints": [models.UniqueConstraint(fields=("institucion", "anio"), name="contador_folio_unico")],
            },
        ),
        migrations.CreateModel(
            name="Cliente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=100, verbose_name="nombre")),
                ("alcances", models.JSONField(default=list, verbose_name="alcances")),
                ("activo", models.BooleanField(default=True, verbose_name="activo")),
                ("fecha_hora_acreditado", models.DateTimeField(verbose_name="acreditado")),
                ("fecha_hora_revocado", models.DateTimeField(blank=True, null=True, verbose_name="revocado")),
                ("fecha_hora_ultimo_uso", models.DateTimeField(blank=True, null=True, verbose_name="último uso")),
                (
                    "oidc",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acreditado",
                        to="allauth_idp_oidc.client",
                        verbose_name="cliente OAuth",
                    ),
                ),
                (
                    "responsable",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clientes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oficial responsable",
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clientes",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "cliente acreditado",
                "verbose_name_plural": "clientes acreditados",
                "ordering": ("nombre", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("activo", True), ("fecha_hora_revocado__isnull", True)),
                            models.Q(("activo", False), ("fecha_hora_revocado__isnull", False)),
                            _connector="OR",
                        ),
                        name="cliente_revocado_con_fecha",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("responsable__isnull", True), ("institucion__isnull", False), _connector="OR"),
                        name="cliente_responsable_de_una_institucion",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CambioInstitucion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
                ("campo", models.CharField(max_length=40, verbose_name="campo")),
                ("antes", models.JSONField(null=True, verbose_name="antes")),
                ("despues", models.JSONField(null=True, verbose_name="después")),
                ("motivo", models.CharField(max_length=200, verbose_name="motivo")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cambios",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "cambio de institución",
                "verbose_name_plural": "cambios de instituciones",
                "ordering": ("institucion_id", "fecha_hora", "id"),
            },
        ),
        migrations.CreateModel(
            name="ActoAdministrativo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accion", models.CharField(max_length=40, verbose_name="acción")),
                ("objeto", models.CharField(max_length=300, verbose_name="a qué o a quién")),
                ("detalle", models.JSONField(blank=True, default=dict, verbose_name="detalle")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="persona"
                    ),
                ),
                (
                    "institucion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "acto administrativo",
                "verbose_name_plural": "actos administrativos",
                "ordering": ("-fecha_hora", "-id"),
                "indexes": [
                    models.Index(fields=["-fecha_hora", "-id"], name="acto_admin_reciente"),
                    models.Index(fields=["institucion", "-fecha_hora", "-id"], name="acto_admin_por_institucion"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("accion", ""), _negated=True), models.Q(("objeto", ""), _negated=True)),
                        name="acto_admin_dice_que",
                    )
                ],
            },
        ),
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
        migrations.CreateModel(
            name="PlantillaResolucion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=120, verbose_name="nombre")),
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
                        ],
                        max_length=30,
                        verbose_name="sentido",
                    ),
                ),
                ("respuesta", models.TextField(verbose_name="respuesta")),
                ("motivacion", models.TextField(blank=True, verbose_name="motivación")),
                ("fundamento", models.JSONField(blank=True, default=list, verbose_name="fundamento legal")),
                ("activa", models.BooleanField(default=True, verbose_name="activa")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plantillas",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "plantilla de resolución",
                "verbose_name_plural": "plantillas de resolución",
                "ordering": ("institucion_id", "nombre"),
                "constraints": [
                    models.UniqueConstraint(fields=("institucion", "nombre"), name="plantilla_nombre_unico"),
                    models.CheckConstraint(
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
                                ],
                            )
                        ),
                        name="plantilla_sentido_valido",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presentacion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("solicitante_nombre", models.CharField(max_length=200, verbose_name="nombre")),
                ("solicitante_correo", models.EmailField(blank=True, max_length=254, verbose_name="correo electrónico")),
                ("solicitante_telefono", models.CharField(blank=True, max_length=30, verbose_name="teléfono")),
                ("solicitante_idioma", models.CharField(default="es", max_length=8, verbose_name="idioma")),
                (
                    "canal",
                    models.CharField(
                        choices=[
                            ("portal", "Portal"),
                            ("api", "Otro portal"),
                            ("mostrador", "Mostrador"),
                            ("telefono", "Teléfono"),
                            ("carta", "Carta"),
                            ("correo", "Correo electrónico"),
                        ],
                        max_length=12,
                        verbose_name="canal",
                    ),
                ),
                ("id_externo", models.CharField(blank=True, max_length=100, verbose_name="identificador en el portal de origen")),
                ("clave_hash", models.CharField(max_length=64)),
                ("idempotencia_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("cuerpo_hash", models.CharField(max_length=64)),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora de presentación")),
                (
                    "cliente",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presentaciones",
                        to="solicitudes.cliente",
                        verbose_name="portal de origen",
                    ),
                ),
                (
                    "cuenta",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presentaciones",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cuenta de quien solicita",
                    ),
                ),
            ],
            options={
                "verbose_name": "presentación",
                "verbose_name_plural": "presentaciones",
                "ordering": ("-fecha_hora", "-id"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("solicitante_nombre", ""), _negated=True), name="presentacion_con_nombre"),
                    models.CheckConstraint(
                        condition=models.Q(("canal__in", ["portal", "api", "mostrador", "telefono", "carta", "correo"])),
                        name="presentacion_canal_valido",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cliente__isnull", False), models.Q(("id_externo", ""), _negated=True)),
                        fields=("cliente", "id_externo"),
                        name="presentacion_id_externo_unico",
                    ),
                ],
            },
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
                "indexes": [
                    models.Index(fields=["-fecha", "-id"], name="reserva_reciente"),
                    models.Index(fields=["institucion", "-fecha", "-id"], name="reserva_por_institucion"),
                    models.Index(fields=["hasta", "id"], name="reserva_por_terminar"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("institucion", "numero"), name="reserva_numero_unico"),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(("causal", "otra_ley"), ("ley", ""), _negated=True), name="reserva_otra_ley_con_nombre"
                    ),
                    models.CheckConstraint(condition=models.Q(("ajena_a_violaciones", True)), name="reserva_nunca_de_violaciones"),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("desde__gte", models.F("fecha_publicacion")),
                            ("fecha_publicacion__gte", models.F("fecha")),
                            ("hasta__gte", models.F("desde")),
                        ),
                        name="reserva_fechas_en_orden",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("numero", ""), ("justificacion", ""), ("publicacion", ""), _connector="OR", _negated=True),
                        name="prorroga_reserva_con_razones",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fecha_publicacion__gte", models.F("fecha")), ("hasta__gt", models.F("fecha_publicacion"))),
                        name="prorroga_reserva_fechas_en_orden",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("causa__in", ["cesaron_las_razones", "orden_judicial"])), name="levantamiento_causa_valida"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("documento", ""), ("motivo", ""), _connector="OR", _negated=True),
                        name="levantamiento_con_razones",
                    ),
                ],
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
                "constraints": [models.UniqueConstraint(fields=("reserva", "hasta", "dias"), name="aviso_de_reserva_unico")],
            },
        ),
        migrations.CreateModel(
            name="SecretoDeCliente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("huella", models.CharField(max_length=64, unique=True, verbose_name="huella")),
                ("fecha_hora_creado", models.DateTimeField(verbose_name="creado")),
                ("fecha_hora_fin", models.DateTimeField(blank=True, null=True, verbose_name="deja de valer")),
                (
                    "cliente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secretos",
                        to="solicitudes.cliente",
                        verbose_name="cliente",
                    ),
                ),
            ],
            options={
                "verbose_name": "secreto de un cliente",
                "verbose_name_plural": "secretos de clientes",
                "ordering": ("cliente_id", "-fecha_hora_creado", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Solicitud",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("institucion_nombre", models.CharField(max_length=260, verbose_name="institución al presentarse")),
                ("folio", models.CharField(max_length=64, unique=True, verbose_name="folio")),
                (
                    "tipo",
                    models.CharField(
                        choices=[
                            ("acceso", "Acceso a información pública"),
                            ("datos_acceso", "Acceso a datos personales propios"),
                            ("datos_rectificacion", "Rectificación de datos personales propios"),
                        ],
                        default="acceso",
                        max_length=20,
                        verbose_name="tipo",
                    ),
                ),
                ("descripcion", models.TextField(verbose_name="información solicitada")),
                (
                    "forma_entrega",
                    models.CharField(
                        choices=[
                            ("electronica", "Electrónica"),
                            ("copia_simple", "Copia simple"),
                            ("copia_certificada", "Copia certificada"),
                            ("consulta_directa", "Consulta directa"),
                        ],
                        default="electronica",
                        max_length=20,
                        verbose_name="forma de entrega",
                    ),
                ),
                ("regimen", models.CharField(max_length=20, verbose_name="régimen")),
                ("regimen_version", models.PositiveSmallIntegerField(verbose_name="versión del régimen")),
                ("lecturas", models.JSONField(blank=True, default=dict, verbose_name="lecturas de la ley")),
                (
                    "estado",
                    django_fsm.FSMField(
                        choices=[
                            ("presentada", "Presentada"),
                            ("en_tramite", "En trámite"),
                            ("en_aclaracion", "En aclaración"),
                            ("vencida", "Vencida sin respuesta"),
                            ("resuelta", "Resuelta"),
                            ("entregada", "Entregada"),
                            ("remitida", "Remitida a otra institución"),
                            ("desistida", "Desistida"),
                            ("cerrada", "Cerrada"),
                        ],
                        default="presentada",
                        max_length=20,
                        protected=True,
                        verbose_name="estado",
                    ),
                ),
                (
                    "sentido",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("entrega_total", "Se entrega la información solicitada"),
                            ("entrega_parcial", "Se entrega una parte de la información"),
                            ("negativa_reservada", "No se entrega: información reservada"),
                            ("negativa_confidencial", "No se entrega: información confidencial"),
                            ("negativa_sin_aclaracion", "No se entrega: la solicitud no fue aclarada"),
                            ("inexistencia", "La información no existe en la institución"),
                        ],
                        max_length=30,
                        verbose_name="sentido",
                    ),
                ),
                ("remitida_en_parte", models.BooleanField(default=False, verbose_name="una parte se remitió")),
                ("fecha_hora_presentacion", models.DateTimeField(verbose_name="recibida por la institución")),
                ("fecha_hora_original", models.DateTimeField(verbose_name="presentada por la persona")),
                ("fecha_vencimiento", models.DateField(blank=True, null=True, verbose_name="vence")),
                ("fecha_advertencia", models.DateField(blank=True, null=True, verbose_name="próxima advertencia")),
                ("fecha_silencio", models.DateField(blank=True, null=True, verbose_name="fin de los diez días del silencio")),
                ("silencio_certificado", models.BooleanField(default=False, verbose_name="hay constancia del silencio")),
                ("fecha_cierre", models.DateField(blank=True, null=True, verbose_name="puede cerrarse desde")),
                ("actos_agotados", models.JSONField(blank=True, default=list, verbose_name="actos que ya no caben")),
                ("calendario", models.PositiveIntegerField(default=0, verbose_name="último acto del calendario contado")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="versión")),
                ("cabeza", models.CharField(blank=True, max_length=64)),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="solicitudes",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
                (
                    "origen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derivadas",
                        to="solicitudes.solicitud",
                        verbose_name="remitida desde",
                    ),
                ),
                (
                    "presentacion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="solicitudes",
                        to="solicitudes.presentacion",
                        verbose_name="presentación",
                    ),
                ),
            ],
            options={
                "verbose_name": "solicitud",
                "verbose_name_plural": "solicitudes",
                "ordering": ("-fecha_hora_presentacion", "-id"),
                "indexes": [
                    models.Index(fields=["-fecha_hora_presentacion", "-id"], name="solicitud_reciente"),
                    models.Index(fields=["institucion", "-fecha_hora_presentacion", "-id"], name="solicitud_por_institucion"),
                    models.Index(
                        condition=models.Q(("estado__in", ("presentada", "en_tramite"))),
                        fields=["fecha_vencimiento", "id"],
                        name="solicitud_por_vencer",
                    ),
                    models.Index(
                        condition=models.Q(("estado__in", ["en_aclaracion", "en_tramite", "presentada", "vencida"])),
                        fields=["institucion", "fecha_vencimiento", "-id"],
                        name="solicitud_en_bandeja",
                    ),
                    models.Index(
                        condition=models.Q(("fecha_advertencia__isnull", False)),
                        fields=["fecha_advertencia", "id"],
                        name="solicitud_por_advertir",
                    ),
                    models.Index(
                        condition=models.Q(("fecha_silencio__isnull", False)),
                        fields=["fecha_silencio", "id"],
                        name="solicitud_por_certificar",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("estado__in", ["en_aclaracion", "en_tramite", "entregada", "presentada", "resuelta", "vencida"])
                        ),
                        fields=["calendario", "id"],
                        name="solicitud_por_recalcular",
                    ),
                    models.Index(
                        condition=models.Q(("fecha_cierre__isnull", False)), fields=["fecha_cierre", "id"], name="solicitud_por_cerrar"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "estado__in",
                                [
                                    "presentada",
                                    "en_tramite",
                                    "en_aclaracion",
                                    "vencida",
                                    "resuelta",
                                    "entregada",
                                    "remitida",
                                    "desistida",
                                    "cerrada",
                                ],
                            )
                        ),
                        name="solicitud_estado_valido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tipo__in", ["acceso", "datos_acceso", "datos_rectificacion"])), name="solicitud_tipo_valido"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sentido__in",
                                [
                                    "",
                                    workflow.sentidos.Sentido["ENTREGA_TOTAL"],
                                    workflow.sentidos.Sentido["ENTREGA_PARCIAL"],
                                    workflow.sentidos.Sentido["NEGATIVA_RESERVADA"],
                                    workflow.sentidos.Sentido["NEGATIVA_CONFIDENCIAL"],
                                    workflow.sentidos.Sentido["NEGATIVA_SIN_ACLARACION"],
                                    workflow.sentidos.Sentido["INEXISTENCIA"],
                                ],
                            )
                        ),
                        name="solicitud_sentido_valido",
                    ),
                    models.CheckConstraint(condition=models.Q(("descripcion", ""), _negated=True), name="solicitud_con_descripcion"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado__in", ["presentada", "en_tramite", "vencida"]), _negated=True),
                            ("fecha_vencimiento__isnull", False),
                            _connector="OR",
                        ),
                        name="solicitud_abierta_con_vencimiento",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado__in", ["resuelta", "entregada"]), _negated=True),
                            models.Q(("sentido", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="solicitud_respondida_con_sentido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("estado__in", ["resuelta", "entregada", "cerrada"]), ("sentido", ""), _connector="OR"),
                        name="solicitud_sin_respuesta_sin_sentido",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolucion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.CharField(max_length=80, verbose_name="número")),
                (
                    "estado",
                    django_fsm.FSMField(
                        choices=[
                            ("borrador", "Borrador"),
                            ("en_revision", "En revisión"),
                            ("revisada", "Revisada, pendiente de firma"),
                            ("firmada", "Firmada, pendiente de notificación"),
                            ("notificada", "Notificada"),
                        ],
                        default="borrador",
                        max_length=20,
                        protected=True,
                        verbose_name="estado",
                    ),
                ),
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
                ("reproduccion", models.JSONField(blank=True, default=list, verbose_name="reproducción")),
                (
                    "cobro",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0.00"), max_digits=10, verbose_name="a pagar por la reproducción, en quetzales"
                    ),
                ),
                ("observaciones", models.TextField(blank=True, verbose_name="observaciones de la última devolución")),
                ("fecha_hora_redaccion", models.DateTimeField(verbose_name="redactada")),
                ("fecha_hora_revision", models.DateTimeField(blank=True, null=True, verbose_name="revisada")),
                ("firmante_cargo", models.CharField(blank=True, max_length=60, verbose_name="cargo de quien firmó")),
                ("fecha_hora_firma", models.DateTimeField(blank=True, null=True, verbose_name="firmada")),
                ("huella", models.CharField(blank=True, max_length=64, verbose_name="huella del texto firmado")),
                ("fecha_hora_notificacion", models.DateTimeField(blank=True, null=True, verbose_name="notificada")),
                (
                    "firmante",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="firmó",
                    ),
                ),
                (
                    "redactora",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="redactó"
                    ),
                ),
                (
                    "reserva",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resoluciones",
                        to="solicitudes.reserva",
                        verbose_name="reserva",
                    ),
                ),
                (
                    "revisora",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revisó",
                    ),
                ),
                (
                    "solicitud",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolucion",
                        to="solicitudes.solicitud",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "resolución",
                "verbose_name_plural": "resoluciones",
                "ordering": ("-fecha_hora_redaccion", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("estado__in", ["borrador", "en_revision", "revisada", "firmada", "notificada"])),
                        name="resolucion_estado_valido",
                    ),
                    models.CheckConstraint(
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
                                ],
                            )
                        ),
                        name="resolucion_sentido_valido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("estado__in", ("revisada", "firmada", "notificada")),
                                ("fecha_hora_revision__isnull", False),
                                ("revisora__isnull", False),
                            ),
                            models.Q(
                                models.Q(("estado__in", ("revisada", "firmada", "notificada")), _negated=True),
                                ("fecha_hora_revision__isnull", True),
                                ("revisora__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="resolucion_revisada_con_evidencia",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("estado__in", ("firmada", "notificada")),
                                ("fecha_hora_firma__isnull", False),
                                ("firmante__isnull", False),
                                models.Q(("huella", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("estado__in", ("firmada", "notificada")), _negated=True),
                                ("fecha_hora_firma__isnull", True),
                                ("firmante__isnull", True),
                                ("huella", ""),
                            ),
                            _connector="OR",
                        ),
                        name="resolucion_firmada_con_evidencia",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado", "notificada"), ("fecha_hora_notificacion__isnull", False)),
                            models.Q(models.Q(("estado", "notificada"), _negated=True), ("fecha_hora_notificacion__isnull", True)),
                            _connector="OR",
                        ),
                        name="resolucion_notificada_con_fecha",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sentido", "entrega_total"), models.Q(("motivacion", ""), _negated=True), _connector="OR"),
                        name="resolucion_negativa_motivada",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dano_amenaza", ""), ("dano_excepcion", ""), ("dano_perjuicio", ""), ("reserva__isnull", True)),
                            models.Q(
                                ("reserva__isnull", False),
                                models.Q(
                                    ("dano_excepcion", ""), ("dano_amenaza", ""), ("dano_perjuicio", ""), _connector="OR", _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="resolucion_reserva_con_prueba_de_dano",
                    ),
                    models.CheckConstraint(condition=models.Q(("cobro__gte", 0)), name="resolucion_cobro_positivo"),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Recurso",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.CharField(max_length=80, unique=True, verbose_name="número")),
                (
                    "estado",
                    django_fsm.FSMField(
                        choices=[
                            ("interpuesto", "Interpuesto, pendiente de decisión"),
                            ("sin_decision", "Sin decisión en plazo"),
                            ("decidido", "Decidido"),
                            ("cumplido", "Cumplido"),
                            ("incumplido", "Incumplido"),
                        ],
                        default="interpuesto",
                        max_length=20,
                        protected=True,
                        verbose_name="estado",
                    ),
                ),
                ("causales", models.JSONField(verbose_name="causales")),
                ("agravios", models.TextField(blank=True, verbose_name="lo que reclama")),
                ("subsanado", models.TextField(blank=True, verbose_name="lo que la autoridad corrigió de oficio")),
                ("fecha_hora_interposicion", models.DateTimeField(verbose_name="interpuesto")),
                ("fecha_limite", models.DateField(blank=True, null=True, verbose_name="próximo vencimiento")),
                (
                    "sentido",
                    models.CharField(
                        blank=True,
                        choices=[("confirma", "Confirma lo resuelto"), ("revoca", "Revoca y ordena"), ("modifica", "Modifica y ordena")],
                        max_length=10,
                        verbose_name="decisión",
                    ),
                ),
                ("motivacion", models.TextField(blank=True, verbose_name="motivación")),
                ("fundamento", models.JSONField(blank=True, default=list, verbose_name="fundamento legal")),
                ("orden", models.TextField(blank=True, verbose_name="lo que se ordena")),
                ("dias_para_cumplir", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="días para cumplir")),
                ("version_publica", models.TextField(blank=True, verbose_name="versión pública, sin datos personales")),
                ("fecha_hora_decision", models.DateTimeField(blank=True, null=True, verbose_name="decidido")),
                ("constancia", models.TextField(blank=True, verbose_name="constancia del cumplimiento")),
                ("fecha_hora_cumplimiento", models.DateTimeField(blank=True, null=True, verbose_name="cumplido")),
                ("fecha_hora_incumplimiento", models.DateTimeField(blank=True, null=True, verbose_name="incumplido")),
                (
                    "autoridad",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decidió",
                    ),
                ),
                (
                    "solicitud",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recurso",
                        to="solicitudes.solicitud",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "recurso de revisión",
                "verbose_name_plural": "recursos de revisión",
                "ordering": ("-fecha_hora_interposicion", "-id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("fecha_limite__isnull", False)), fields=["fecha_limite", "id"], name="recurso_por_vencer"
                    ),
                    models.Index(
                        condition=models.Q(("fecha_hora_decision__isnull", False)),
                        fields=["-fecha_hora_decision", "-id"],
                        name="recurso_decidido",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("estado__in", ["interpuesto", "sin_decision", "decidido", "cumplido", "incumplido"])),
                        name="recurso_estado_valido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sentido__in",
                                [
                                    "",
                                    workflow.causales.SentidoRecurso["CONFIRMA"],
                                    workflow.causales.SentidoRecurso["REVOCA"],
                                    workflow.causales.SentidoRecurso["MODIFICA"],
                                ],
                            )
                        ),
                        name="recurso_sentido_valido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("autoridad__isnull", False),
                                ("estado__in", ("decidido", "cumplido", "incumplido")),
                                ("fecha_hora_decision__isnull", False),
                                models.Q(("sentido", ""), _negated=True),
                                models.Q(("motivacion", ""), _negated=True),
                                models.Q(("version_publica", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("estado__in", ("decidido", "cumplido", "incumplido")), _negated=True),
                                ("autoridad__isnull", True),
                                ("fecha_hora_decision__isnull", True),
                                ("sentido", ""),
                            ),
                            _connector="OR",
                        ),
                        name="recurso_decidido_con_evidencia",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sentido__in", ["", "confirma"]), models.Q(("orden", ""), _negated=True), _connector="OR"),
                        name="recurso_que_ordena_dice_que",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado", "cumplido"), ("fecha_hora_cumplimiento__isnull", False)),
                            models.Q(models.Q(("estado", "cumplido"), _negated=True), ("fecha_hora_cumplimiento__isnull", True)),
                            _connector="OR",
                        ),
                        name="recurso_cumplido_con_fecha",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado", "incumplido"), _negated=True), ("fecha_hora_incumplimiento__isnull", False), _connector="OR"
                        ),
                        name="recurso_incumplido_con_fecha",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presencia",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("desde", models.DateTimeField(verbose_name="desde")),
                ("fecha_hora", models.DateTimeField(verbose_name="última vez")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="persona"
                    ),
                ),
                (
                    "solicitud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presencias",
                        to="solicitudes.solicitud",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "presencia",
                "verbose_name_plural": "presencias",
                "ordering": ("solicitud_id", "-fecha_hora"),
                "constraints": [models.UniqueConstraint(fields=("solicitud", "persona"), name="presencia_unica")],
            },
        ),
        migrations.CreateModel(
            name="Nota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("texto", models.TextField(verbose_name="texto")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="persona"
                    ),
                ),
                (
                    "solicitud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notas",
                        to="solicitudes.solicitud",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "nota",
                "verbose_name_plural": "notas",
                "ordering": ("solicitud_id", "id"),
                "constraints": [models.CheckConstraint(condition=models.Q(("texto", ""), _negated=True), name="nota_con_texto")],
            },
        ),
        migrations.CreateModel(
            name="Movimiento",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveIntegerField(verbose_name="número")),
                ("acto", models.CharField(max_length=30, verbose_name="acto")),
                ("estado_anterior", models.CharField(blank=True, max_length=20, verbose_name="estado anterior")),
                ("estado_nuevo", models.CharField(max_length=20, verbose_name="estado nuevo")),
                ("rol", models.CharField(max_length=20, verbose_name="rol")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
                ("datos", models.JSONField(blank=True, default=dict, verbose_name="datos")),
                ("huella_anterior", models.CharField(max_length=64)),
                ("huella", models.CharField(max_length=64)),
                (
                    "persona",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
                (
                    "solicitud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movimientos",
                        to="solicitudes.solicitud",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "movimiento",
                "verbose_name_plural": "movimientos",
                "ordering": ("solicitud_id", "numero"),
                "constraints": [
                    models.UniqueConstraint(fields=("solicitud", "numero"), name="movimiento_numero_unico"),
                    models.CheckConstraint(condition=models.Q(("numero__gte", 1)), name="movimiento_numero_positivo"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lectura",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rol", models.CharField(max_length=20, verbose_name="rol")),
                ("por", models.CharField(max_length=60, verbose_name="motivo")),
                ("fecha_hora", models.DateTimeField(verbose_name="fecha y hora")),
                ("hora", models.DateTimeField(verbose_name="hora en punto")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="persona"
                    ),
                ),
                (
                    "solicitud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lecturas_de_datos",
                        to="solicitudes.solicitud",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "lectura de datos personales",
                "verbose_name_plural": "lecturas de datos personales",
                "ordering": ("solicitud_id", "id"),
                "constraints": [models.UniqueConstraint(fields=("solicitud", "persona", "hora"), name="lectura_una_por_hora")],
            },
        ),
        migrations.CreateModel(
            name="Evento",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("posicion", models.PositiveBigIntegerField(null=True, unique=True, verbose_name="posición")),
                (
                    "movimiento",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evento",
                        to="solicitudes.movimiento",
                        verbose_name="movimiento",
                    ),
                ),
                (
                    "solicitud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="eventos",
                        to="solicitudes.solicitud",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "evento",
                "verbose_name_plural": "eventos",
                "ordering": ("posicion",),
                "indexes": [
                    models.Index(condition=models.Q(("posicion__isnull", True)), fields=["movimiento"], name="evento_por_publicar")
                ],
            },
        ),
        migrations.CreateModel(
            name="Suscripcion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=500, verbose_name="dirección")),
                ("eventos", models.JSONField(blank=True, default=list, verbose_name="actos")),
                ("activa", models.BooleanField(default=True, verbose_name="activa")),
                ("secreto_cifrado", models.TextField(editable=False)),
                ("anterior_cifrado", models.TextField(blank=True, editable=False)),
                ("fecha_hora_fin_anterior", models.DateTimeField(blank=True, null=True, verbose_name="el secreto anterior vale hasta")),
                ("fallas_seguidas", models.PositiveIntegerField(default=0, verbose_name="fallas seguidas")),
                ("pausada_hasta", models.DateTimeField(blank=True, null=True, verbose_name="en pausa hasta")),
                ("motivo_inactiva", models.CharField(blank=True, max_length=200, verbose_name="por qué está inactiva")),
                ("fecha_hora_creada", models.DateTimeField(verbose_name="creada")),
                ("fecha_hora_ultima_entrega", models.DateTimeField(blank=True, null=True, verbose_name="última entrega")),
                (
                    "cliente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suscripciones",
                        to="solicitudes.cliente",
                        verbose_name="cliente",
                    ),
                ),
            ],
            options={
                "verbose_name": "suscripción",
                "verbose_name_plural": "suscripciones",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("anterior_cifrado", ""), ("fecha_hora_fin_anterior__isnull", True)),
                            models.Q(models.Q(("anterior_cifrado", ""), _negated=True), ("fecha_hora_fin_anterior__isnull", False)),
                            _connector="OR",
                        ),
                        name="suscripcion_anterior_con_fin",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntregaDeEvento",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveIntegerField(verbose_name="número del movimiento")),
                (
                    "estado",
                    models.CharField(
                        choices=[("pendiente", "pendiente"), ("entregada", "entregada"), ("apartada", "apartada")],
                        default="pendiente",
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                ("vuelta", models.PositiveIntegerField(default=0, verbose_name="vuelta")),
                ("intentos", models.PositiveIntegerField(default=0, verbose_name="intentos")),
                ("codigo_http", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="última respuesta")),
                ("ultimo_error", models.CharField(blank=True, max_length=300, verbose_name="último error")),
                ("fecha_hora_pendiente", models.DateTimeField(verbose_name="pendiente desde")),
                ("fecha_hora_fin", models.DateTimeField(blank=True, null=True, verbose_name="terminada")),
                (
                    "evento",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entregas", to="solicitudes.evento", verbose_name="evento"
                    ),
                ),
                (
                    "solicitud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="solicitudes.solicitud", verbose_name="solicitud"
                    ),
                ),
                (
                    "suscripcion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entregas",
                        to="solicitudes.suscripcion",
                        verbose_name="suscripción",
                    ),
                ),
            ],
            options={
                "verbose_name": "entrega de un evento",
                "verbose_name_plural": "entregas de eventos",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("estado", "pendiente")), fields=["suscripcion", "solicitud", "numero"], name="entrega_pendiente"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("suscripcion", "evento"), name="entrega_unica"),
                    models.CheckConstraint(
                        condition=models.Q(("estado__in", ["pendiente", "entregada", "apartada"])), name="entrega_estado_valido"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado", "pendiente"), ("fecha_hora_fin__isnull", True)),
                            models.Q(("estado__in", ("entregada", "apartada")), ("fecha_hora_fin__isnull", False)),
                            _connector="OR",
                        ),
                        name="entrega_fin_coherente",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tarifa",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "concepto",
                    models.CharField(
                        choices=[
                            ("copia_simple", "Página en copia simple"),
                            ("copia_certificada", "Página en copia certificada"),
                            ("disco", "Disco u otro soporte"),
                        ],
                        max_length=20,
                        verbose_name="concepto",
                    ),
                ),
                ("monto", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="monto en quetzales")),
                ("fuente", models.CharField(max_length=300, verbose_name="acuerdo que la fija")),
                ("desde", models.DateField(verbose_name="desde")),
                ("hasta", models.DateField(blank=True, null=True, verbose_name="hasta")),
                ("fecha_hora", models.DateTimeField(verbose_name="registrada")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tarifas",
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
                "verbose_name": "tarifa",
                "verbose_name_plural": "tarifas",
                "ordering": ("institucion_id", "concepto", "-desde", "-id"),
                "constraints": [
                    models.UniqueConstraint(fields=("institucion", "concepto", "desde"), name="tarifa_unica_por_dia"),
                    models.CheckConstraint(
                        condition=models.Q(("concepto__in", ["copia_simple", "copia_certificada", "disco"])), name="tarifa_concepto_valido"
                    ),
                    models.CheckConstraint(condition=models.Q(("monto__gte", 0)), name="tarifa_monto_positivo"),
                    models.CheckConstraint(condition=models.Q(("fuente", ""), _negated=True), name="tarifa_con_fuente"),
                    models.CheckConstraint(
                        condition=models.Q(("hasta__isnull", True), ("hasta__gte", models.F("desde")), _connector="OR"),
                        name="tarifa_fechas_en_orden",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unidad",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "clase",
                    models.CharField(
                        choices=[
                            ("informacion", "Unidad de Información Pública"),
                            ("maxima_autoridad", "Máxima autoridad"),
                            ("interna", "Unidad interna"),
                        ],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("nombre", models.CharField(max_length=160, verbose_name="nombre")),
                ("correo", models.EmailField(blank=True, max_length=254, verbose_name="correo electrónico")),
                ("activa", models.BooleanField(default=True, verbose_name="activa")),
                (
                    "institucion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unidades",
                        to="solicitudes.institucion",
                        verbose_name="institución",
                    ),
                ),
            ],
            options={
                "verbose_name": "unidad",
                "verbose_name_plural": "unidades",
                "ordering": ("institucion_id", "clase", "nombre"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("clase__in", ("informacion", "maxima_autoridad"))),
                        fields=("institucion", "clase"),
                        name="unidad_unica_por_clase",
                    ),
                    models.UniqueConstraint(fields=("institucion", "nombre"), name="unidad_nombre_unico"),
                    models.CheckConstraint(
                        condition=models.Q(("clase__in", ("informacion", "maxima_autoridad", "interna"))), name="unidad_clase_valida"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cargo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rol",
                    models.CharField(
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
                ("desde", models.DateField(verbose_name="desde")),
                ("hasta", models.DateField(blank=True, null=True, verbose_name="hasta")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cargos",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
                (
                    "suple",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suplencias",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="suple a",
                    ),
                ),
                (
                    "unidad",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cargos",
                        to="solicitudes.unidad",
                        verbose_name="unidad",
                    ),
                ),
            ],
            options={
                "verbose_name": "cargo",
                "verbose_name_plural": "cargos",
                "ordering": ("persona_id", "desde"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rol__in", ["administrador", "enlace", "firmante", "jefe_unidad", "maxima_autoridad", "oficial", "regulador"])
                        ),
                        name="cargo_rol_valido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hasta__isnull", True), ("hasta__gte", models.F("desde")), _connector="OR"),
                        name="cargo_fechas_en_orden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rol__in", ["administrador", "regulador"]), ("unidad__isnull", True)),
                            models.Q(models.Q(("rol__in", ["administrador", "regulador"]), _negated=True), ("unidad__isnull", False)),
                            _connector="OR",
                        ),
                        name="cargo_unidad_salvo_generales",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suple__isnull", True),
                            models.Q(("hasta__isnull", False), models.Q(("suple", models.F("persona")), _negated=True)),
                            _connector="OR",
                        ),
                        name="cargo_suplencia_con_fin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Asignacion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fecha_interna", models.DateField(verbose_name="fecha interna")),
                ("indicaciones", models.TextField(blank=True, verbose_name="indicaciones")),
                ("fecha_hora", models.DateTimeField(verbose_name="asignada")),
                (
                    "persona",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asignaciones",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
                (
                    "solicitud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asignaciones",
                        to="solicitudes.solicitud",
                        verbose_name="solicitud",
                    ),
                ),
                (
                    "unidad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asignaciones",
                        to="solicitudes.unidad",
                        verbose_name="unidad",
                    ),
                ),
            ],
            options={
                "verbose_name": "asignación",
                "verbose_name_plural": "asignaciones",
                "ordering": ("solicitud_id", "-fecha_hora", "-id"),
                "indexes": [models.Index(fields=["unidad", "solicitud"], name="asignacion_por_unidad")],
            },
        ),
        migrations.CreateModel(
            name="VistaGuardada",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=60, verbose_name="nombre")),
                ("consulta", models.CharField(blank=True, max_length=1000, verbose_name="filtros")),
                (
                    "persona",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vistas",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "vista guardada",
                "verbose_name_plural": "vistas guardadas",
                "ordering": ("persona_id", "nombre"),
                "constraints": [models.UniqueConstraint(fields=("persona", "nombre"), name="vista_nombre_unico")],
            },
        ),
    ]
