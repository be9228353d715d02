"""The settings of the full way, with the floors of the measures beside them."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as _PRODUCTO
from config.settings import STORAGES as _ALMACENES

INSTALLED_APPS = [*_PRODUCTO, "bench"]
ROOT_URLCONF = "bench.rutas"
# Pages name their static files, and nobody collects them for a measure.
STORAGES = _ALMACENES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
