"""Django's `makemessages`, which also takes the sentences of the refusals to the catalogues."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages
from django.utils.functional import cached_property

from config.env import RAIZ
from portal.extraccion import find_clases, find_textos, list_fuentes


class _Archivo(makemessages.BuildFile):
    """A module is given to gettext with the sentences of its refusals at its end, marked as it expects them."""

    @cached_property
    def sentencias(self) -> list[str]:
        if self.domain != "django" or Path(self.path).suffix != ".py":
            return []
        return [texto.texto for texto in find_textos(Path(self.path), Command.clases()) if texto.texto]

    @cached_property
    def is_templatized(self) -> bool:
        return bool(self.sentencias) or super().is_templatized

    def preprocess(self) -> None:
        if not self.sentencias:
            super().preprocess()
            return
        marcadas = "".join(f"\n_({texto!r})" for texto in self.sentencias)
        Path(self.work_path).write_text(Path(self.path).read_text("utf-8") + marcadas, "utf-8")


class Command(makemessages.Command):
    """Its options are Django's; tests and what is installed are left out by itself."""

    build_file_class = _Archivo
    _clases: frozenset[str] = frozenset()

    @classmethod
    def clases(cls) -> frozenset[str]:
        cls._clases = cls._clases or find_clases(list_fuentes(RAIZ))
        return cls._clases

    def handle(self, *args: Any, **options: Any) -> None:
        options["ignore_patterns"] = [*(options["ignore_patterns"] or ()), ".venv", "tests", "var", "bench"]
        super().handle(*args, **options)
