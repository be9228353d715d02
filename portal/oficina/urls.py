"""The addresses of the workbench."""

from __future__ import annotations

from typing import Any

app_name = "oficina"

urlpatterns: list[Any] = []
