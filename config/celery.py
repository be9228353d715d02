"""The Celery application of both ways to run; embedded, only its registry of tasks is used."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("solicitudes")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
