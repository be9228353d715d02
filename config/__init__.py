"""Wiring: settings, addresses, tasks, the clock at the doors. It may import anything and holds no rule."""

import gc

from config.celery import app as celery_app

# Laws, calendars and templates stay for ever, and one page or batch makes thousands of objects that do not: every process looks for
# rings of garbage after so many of them, not after 700 (docs/rendimiento.md).
gc.set_threshold(20_000)

__all__ = ["celery_app"]
