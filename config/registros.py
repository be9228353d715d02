"""Logs for machines: one JSON object a line, without what a request carried."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class FormatoJson(logging.Formatter):
    """Only the fields named here leave the process; `extra` such as the request, with its person, does not."""

    def format(self, record: logging.LogRecord) -> str:
        linea = {
            "fecha_hora": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "nivel": record.levelname,
            "origen": record.name,
            "proceso": record.process,
            "mensaje": record.getMessage(),
        }
        if record.exc_info:
            linea["traza"] = self.formatException(record.exc_info)
        return json.dumps(linea, ensure_ascii=False)
