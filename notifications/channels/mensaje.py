"""What a channel delivers: a text, already composed, for one person about one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mensaje:
    """A message ready to leave.

    `para` is the bare address; `destinatario` the class of recipient («solicitante», «oficial»). `identificador` is the same
    whenever the same thing is told again. `fecha_hora` is when that happened, not when it is sent. Answers go to
    `responder_a`, shown as `responder_nombre`, when the institution has an address.
    """

    para: str
    asunto: str
    texto: str
    html: str
    identificador: str
    evento: str
    folio: str
    destinatario: str
    fecha_hora: datetime
    responder_a: str = ""
    responder_nombre: str = ""
