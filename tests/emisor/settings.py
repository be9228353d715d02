"""The settings of the directory: a Django of its own that shares nothing with ours but the library."""

from __future__ import annotations

import os
from pathlib import Path

CARPETA = Path(os.environ["CARPETA_DEL_EMISOR"])
SECRET_KEY = "del-emisor-de-las-pruebas-que-no-protege-nada-de-nadie"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
]
MIDDLEWARE = [
    "tests.emisor.mentiras.Falsedad",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "tests.emisor.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": CARPETA / "emisor.sqlite3"}}
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_NAME = "sesion_del_emisor"  # cookies know no ports: on the loopback ours would be the same
CSRF_COOKIE_NAME = "csrf_del_emisor"
LOGIN_URL = "account_login"
USE_TZ = True
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
IDP_OIDC_ADAPTER = "tests.emisor.mentiras.Adaptador"
IDP_OIDC_PRIVATE_KEY = (CARPETA / "llave.pem").read_text(encoding="ascii")
IDP_OIDC_RATE_LIMITS = False
LOGGING_CONFIG = None
