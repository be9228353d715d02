"""Wiring: settings, addresses, tasks, the clock at the doors. It may import anything and holds no rule."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
