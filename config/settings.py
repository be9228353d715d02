"""Settings of both ways to run. Every value from outside goes through config/env.py, which documents it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from config.env import OBLIGATORIO, RAIZ, leer, local_secret
from config.idioma import list_idiomas
from workflow.calendario import Clase
from workflow.capas import ClaseActo
from workflow.causales import SentidoRecurso
from workflow.estados import Estado, EstadoRecurso
from workflow.eventos import TipoSolicitud
from workflow.plazos import EstadoPlazo
from workflow.sentidos import Sentido

MODO = leer("MODO", "embebido (SQLite, sin servicios) o completo (PostgreSQL, Redis).", omision="embebido")
if MODO not in ("embebido", "completo"):
    raise ValueError(f"MODO debe ser «embebido» o «completo», no «{MODO}».")
EMBEBIDO = MODO == "embebido"

VAR = RAIZ / leer("VAR_DIR", "Carpeta de datos: base SQLite, documentos, correo.", omision="var")
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = leer("DEBUG", "Páginas de error con detalle; nunca en producción.", omision=False, tipo="bool")
SECRET_KEY = leer(
    "SECRET_KEY",
    "Secreto de firmas y sesiones, de 50 caracteres o más. En modo embebido se crea solo.",
    omision="" if EMBEBIDO else OBLIGATORIO,
) or local_secret(VAR / "clave_secreta")
ALLOWED_HOSTS = leer(
    "ALLOWED_HOSTS",
    "Nombres por los que se llega al portal, separados por comas.",
    omision=["127.0.0.1", "localhost", "[::1]"],
    tipo="list",
)
URL_BASE = leer(
    "URL_BASE",
    "Dirección pública del portal, sin barra final; va en acuses, correos y códigos QR.",
    omision="http://127.0.0.1:8000" if EMBEBIDO else OBLIGATORIO,
).rstrip("/")
REGISTRO_ABIERTO = leer("REGISTRO_ABIERTO", "Permite que cualquier persona cree una cuenta.", omision=False, tipo="bool")
SEGUNDO_FACTOR_OBLIGATORIO = leer(
    "SEGUNDO_FACTOR_OBLIGATORIO",
    "Exige a toda persona con cargo un segundo factor (código o llave) para entrar a su mesa de trabajo.",
    omision=not EMBEBIDO,
    tipo="bool",
)
TOKENS_DIAS_MAXIMO = leer("TOKENS_DIAS_MAXIMO", "Cuántos días puede valer, como máximo, un token personal.", omision=90, tipo="int")
PROXIES_DE_CONFIANZA = leer(
    "PROXIES_DE_CONFIANZA",
    "Cuántos proxies propios hay delante; de ellos se creen X-Forwarded-For y X-Forwarded-Proto.",
    omision=0 if EMBEBIDO else 1,
    tipo="int",
)

INSTALLED_APPS = [
    "config.apps.AdministracionConfig",  # Django's admin, which asks for the second factor too
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # allauth's lists of keys say «hace 3 días»
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "allauth.idp.oidc",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "solicitudes",
    "documentos",
    "notifications",
    "portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.contenido.PoliticaDeContenido",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.idioma.IdiomaDeLaPagina",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.sesiones.RastroDeSesiones",
    "config.conteo.ConteoDeClientes",
    "api.cabeceras.CabecerasDeLaApi",
    "api.condicional.RespuestaCondicional",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [RAIZ / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Data ------------------------------------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, Any] = {
    "default": leer(
        "DATABASE_URL",
        "Base de datos: postgres://usuario:clave@servidor:5432/base; en modo embebido, SQLite dentro de VAR_DIR.",
        omision=f"sqlite:///{quote(str(VAR))}/solicitudes.sqlite3" if EMBEBIDO else OBLIGATORIO,
        tipo="db_url",
    )
}
CON_PGBOUNCER = leer("CON_PGBOUNCER", "La base se alcanza por PgBouncer en modo «transaction».", omision=False, tipo="bool")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
        # A file and not memory: the tests with two threads or two processes need the locks of the real thing.
        "TEST": {"NAME": str(VAR / "pruebas.sqlite3")},
    }
else:
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": CON_PGBOUNCER,
        "OPTIONS": {"connect_timeout": 5, "application_name": "solicitudes"} | DATABASES["default"].get("OPTIONS", {}),
    }

DOCUMENTOS_DIR = RAIZ / leer("DOCUMENTOS_DIR", "Carpeta de los documentos emitidos.", omision=str(VAR / "documentos"))
DOCUMENTO_TAMANO_MAXIMO = leer("DOCUMENTO_TAMANO_MAXIMO", "Tamaño máximo de un archivo, en bytes.", omision=25 * 1024 * 1024, tipo="int")
IDENTIDAD_DIR = RAIZ / leer(
    "IDENTIDAD_DIR",
    "Carpeta, cifrada por el sistema, de lo que acredita la identidad de quien pide sus datos.",
    omision=str(VAR / "identidad"),
)
IDENTIDAD_RETENCION_DIAS = leer(
    "IDENTIDAD_RETENCION_DIAS",
    "Días que se guardan las pruebas de identidad desde que el expediente se cierra; la ley no los fija (por verificar).",
    omision=90,
    tipo="int",
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a body without its files
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640

REDIS_URL = leer("REDIS_URL", "Redis de caché y de tareas; solo en modo completo.", omision="redis://127.0.0.1:6379/0")
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if EMBEBIDO
    else {"BACKEND": "config.cache.RedisPrescindible", "LOCATION": REDIS_URL, "KEY_PREFIX": "solicitudes"}
}

# --- Tasks -----------------------------------------------------------------------------------------------------------

ENTREGA_DE_TAREAS = leer(
    "ENTREGA_DE_TAREAS",
    "Quién ejecuta lo que sale de la bandeja: directa (el mismo proceso) o celery (un trabajador, por Redis).",
    omision="directa" if EMBEBIDO else "celery",
)
CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = "America/Guatemala"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_PUBLISH_RETRY = False  # what Redis does not take now stays in the outbox and goes with the next relay
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,  # above the longest task, or Redis would hand the same one to a second worker
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "retry_on_timeout": False,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "publicar-eventos": {"task": "solicitudes.tasks.publicar_eventos", "schedule": 5.0, "options": {"expires": 30}},
    "relevar-salidas": {"task": "notifications.tasks.relevar_salidas", "schedule": 5.0, "options": {"expires": 30}},
    "recalcular-expedientes": {"task": "solicitudes.tasks.recalcular_expedientes", "schedule": 300.0, "options": {"expires": 300}},
    "vencer-plazos": {"task": "solicitudes.tasks.vencer_plazos", "schedule": 300.0, "options": {"expires": 300}},
    "advertir-vencimientos": {"task": "solicitudes.tasks.advertir_vencimientos", "schedule": 300.0, "options": {"expires": 300}},
    "certificar-silencios": {"task": "solicitudes.tasks.certificar_silencios", "schedule": 300.0, "options": {"expires": 300}},
    "vencer-recursos": {"task": "solicitudes.tasks.vencer_recursos", "schedule": 300.0, "options": {"expires": 300}},
    "olvidar-peticiones": {"task": "solicitudes.tasks.olvidar_peticiones", "schedule": 3600.0, "options": {"expires": 3600}},
    "olvidar-cargas": {"task": "solicitudes.tasks.olvidar_cargas", "schedule": 3600.0, "options": {"expires": 3600}},
    "purgar-salidas": {"task": "notifications.tasks.purgar_salidas", "schedule": 86_400.0, "options": {"expires": 3_600}},
    "avisar-reservas": {"task": "solicitudes.tasks.avisar_reservas", "schedule": 3600.0, "options": {"expires": 3600}},
    "suprimir-pruebas": {"task": "solicitudes.tasks.suprimir_pruebas", "schedule": 3600.0, "options": {"expires": 3600}},
    "cerrar-expedientes": {"task": "solicitudes.tasks.cerrar_expedientes", "schedule": 300.0, "options": {"expires": 300}},
}

# --- Mail ------------------------------------------------------------------------------------------------------------

CORREO_DIR = RAIZ / leer("CORREO_DIR", "Carpeta donde el modo embebido deja los correos (.eml).", omision=str(VAR / "correo"))
_correo = leer(
    "EMAIL_URL",
    "Servidor de correo: smtp+tls://usuario:clave@servidor:587; en modo embebido no se usa.",
    omision="consolemail://" if EMBEBIDO else OBLIGATORIO,
    tipo="email_url",
)
EMAIL_BACKEND = "notifications.channels.archivo.EmailBackend" if EMBEBIDO else _correo["EMAIL_BACKEND"]
EMAIL_HOST = _correo["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _correo["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _correo["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _correo["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _correo.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _correo.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = leer(
    "DEFAULT_FROM_EMAIL", "Remitente del correo.", omision="Acceso a la información <no-responder@localhost>" if EMBEBIDO else OBLIGATORIO
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Accounts --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "solicitudes.Persona"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "config.cuentas.AdaptadorDeCuentas"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(URL_BASE).scheme
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # whoever was invited sets her password and is at her desk; the second factor is still asked for
USERSESSIONS_TRACK_ACTIVITY = False  # config.sesiones does it, without three queries on every page
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "signup": "10/m/ip", "reset_password": "10/m/ip,3/10m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES_DE_CONFIANZA
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Acceso a la información"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = EMBEBIDO
HEADLESS_CLIENTS = ("app",)  # programs of the officers; the pages use the ordinary session
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 60 * 60  # of a portal or of an institution's system; its secret stays where it was asked for
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
IDP_OIDC_RATE_LIMITS = False
SOCIALACCOUNT_ADAPTER = "config.ingreso.AdaptadorDeIngreso"  # SOCIALACCOUNT_STORE_TOKENS stays off: nothing is done there in her name
SECRETOS_DE_EMISORES = leer("SECRETOS_DE_EMISORES", "Secretos de directorios de cuentas: clave=secreto,…", omision={}, tipo="dict")
EMISORES_REDES = leer("EMISORES_REDES", "Redes internas (10.2.0.0/16,…) con directorios de cuentas.", omision=[], tipo="list")
EMISORES_LOCALES = leer("EMISORES_LOCALES", "Acepta directorios locales y sin TLS; para desarrollar.", omision=False, tipo="bool")
WEBHOOKS_LOCALES = leer("WEBHOOKS_LOCALES", "Entrega webhooks por http y a esta máquina; para desarrollar.", omision=False, tipo="bool")

# --- API -------------------------------------------------------------------------------------------------------------

_TASAS = {
    "presentar": ("TASA_PRESENTAR", "Presentaciones por cliente, como 120/min; vacío, sin límite."),
    "consultar": ("TASA_CONSULTAR", "Consultas públicas (seguimiento, directorio, verificación) por cliente; vacío, sin límite."),
    "calcular": ("TASA_CALCULAR", "Cálculos de plazos y sugerencias por cliente; vacío, sin límite."),
    "actuar": ("TASA_ACTUAR", "Actos sobre un expediente por cliente; vacío, sin límite."),
}
TASAS = {alcance: leer(nombre, texto, omision="" if EMBEBIDO else "120/min") or None for alcance, (nombre, texto) in _TASAS.items()}
CONTEO_CADA = leer("CONTEO_CADA", "Segundos entre dos escrituras de las llamadas de clientes que se cuentan.", omision=60, tipo="int")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.TokenPropio",
        "api.authentication.TokenDeCliente",
        "api.authentication.SesionDelPortal",
        "api.authentication.TokenDeSesion",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.DenegarPorOmision"],
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.TasaPorAlcance"],
    "DEFAULT_THROTTLE_RATES": TASAS,
    "DEFAULT_PAGINATION_CLASS": "api.pagination.CursorPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.errors.handle",
    "NUM_PROXIES": PROXIES_DE_CONFIANZA,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Solicitudes de información pública",
    "VERSION": "0.2.0",
    "DESCRIPTION": (
        "Presenta, sigue y responde solicitudes de acceso a la información pública (LAIP, Decreto 57-2008 de Guatemala). "
        "Los errores son problemas RFC 9457 con un «codigo» estable; las fechas, ISO 8601 con desfase; las listas, por cursor."
    ),
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "EstadoRecursoEnum": [(e.value, e.etiqueta) for e in EstadoRecurso],
        "EstadoEnum": [(e.value, e.etiqueta) for e in Estado],
        "EstadoPlazoEnum": list(EstadoPlazo),
        "SentidoEnum": [(s.value, s.etiqueta) for s in Sentido],
        "SentidoRecursoEnum": [(s.value, s.etiqueta) for s in SentidoRecurso],
        "ClaseDeActoEnum": [(c.value, c.etiqueta) for c in ClaseActo],
        "ClaseDeDiaEnum": list(Clase),
        "TipoSolicitudEnum": [(t.value, t.etiqueta) for t in TipoSolicitud],
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.esquema.describe_puerta",
        "api.ejemplos.add_ejemplos",
        "api.enlaces.add_enlaces",
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- Language, time, static files ------------------------------------------------------------------------------------

LANGUAGE_CODE = "es"
LOCALE_PATHS = [RAIZ / "locale"]
LANGUAGES = list_idiomas(LOCALE_PATHS[0])
LANGUAGE_COOKIE_NAME = "idioma"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not EMBEBIDO
USE_I18N = True
TIME_ZONE = "America/Guatemala"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = None if EMBEBIDO else RAIZ / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if EMBEBIDO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Embedded, files are looked up where they lie when somebody asks: nothing to collect, nothing to scan at start.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = EMBEBIDO
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Security --------------------------------------------------------------------------------------------------------

CSRF_TRUSTED_ORIGINS = [URL_BASE]
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not EMBEBIDO
SECURE_SSL_REDIRECT = leer("SECURE_SSL_REDIRECT", "Manda a https lo que llega por http.", omision=not EMBEBIDO, tipo="bool")
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]  # probes come from inside, without TLS
SECURE_HSTS_SECONDS = leer(
    "SECURE_HSTS_SECONDS", "Segundos durante los cuales el navegador exige https.", omision=0 if EMBEBIDO else 31536000, tipo="int"
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not EMBEBIDO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES_DE_CONFIANZA else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- Logs ------------------------------------------------------------------------------------------------------------

NIVEL_DE_REGISTRO = leer("NIVEL_DE_REGISTRO", "Nivel de los registros: DEBUG, INFO, WARNING, ERROR.", omision="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "linea": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "config.registros.FormatoJson"},
    },
    "handlers": {"consola": {"class": "logging.StreamHandler", "formatter": "linea" if EMBEBIDO else "json"}},
    "root": {"handlers": ["consola"], "level": NIVEL_DE_REGISTRO},
    "loggers": {
        "django": {"handlers": [], "level": NIVEL_DE_REGISTRO, "propagate": True},
        # One line per paper says nothing that an operator needs.
        **{quien: {"handlers": [], "level": "WARNING", "propagate": True} for quien in ("weasyprint", "fontTools", "django.server")},
    },
}
