"""The settings of the full way, with the floors of the measures beside them."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as _PRODUCTO

INSTALLED_APPS = [*_PRODUCTO, "bench"]
ROOT_URLCONF = "bench.rutas"
