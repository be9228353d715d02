"""Bodies within bounds: JSON no deeper than somebody honest would send, and text that can be written down."""

from __future__ import annotations

import json
from typing import Any

from rest_framework import parsers
from rest_framework.exceptions import ParseError


class JSONParser(parsers.JSONParser):
    """JSON of Unicode text. Its size is Django's affair: DATA_UPLOAD_MAX_MEMORY_SIZE."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            datos = super().parse(stream, media_type, parser_context)
            # Half of a surrogate pair cannot be encoded: neither stored nor sent back, not even in the problem that names it.
            json.dumps(datos, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError("El JSON tiene demasiados niveles.") from None
        except UnicodeEncodeError:
            raise ParseError("El JSON trae medio par sustituto (\\ud800 a \\udfff), que no es texto.") from None
        return datos
