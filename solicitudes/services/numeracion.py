"""numerar: the number that an institution gives a case in its own register, by which its people and its system find it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError

from solicitudes.actor import Actor
from solicitudes.models import Solicitud
from solicitudes.services.acto import open_acto, require_texto
from workflow.frase import Cita
from workflow.problema import ProblemaError

LARGO_DEL_NUMERO = 60
_CAMPO = "expediente_interno"


class NumeroInternoRepetidoError(ProblemaError):
    codigo: ClassVar[str] = "numero-interno-repetido"
    titulo: ClassVar[str] = "Otro expediente de la institución tiene ese número"
    estatus: ClassVar[int] = 409


class NumeroDelRegistroAnteriorError(ProblemaError):
    codigo: ClassVar[str] = "numero-del-registro-anterior"
    titulo: ClassVar[str] = "Ese número no se cambia"
    estatus: ClassVar[int] = 409


def numerar(*, folio: str, actor: Actor, expediente_interno: str, ahora: datetime, version: int | None = None) -> Solicitud:
    """Write down the institution's own number; a later one takes its place, and the history keeps both. The same again writes nothing.

    :raises TextoRequeridoError: it is empty.
    :raises NumeroInternoRepetidoError: another case of the institution has it.
    :raises NumeroDelRegistroAnteriorError: the case was imported under its number, by which it is recognised.
    """
    numero = require_texto(expediente_interno, campo=_CAMPO, detalle="Escriba el número de su registro.")[:LARGO_DEL_NUMERO]
    try:
        with open_acto("numerar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
            solicitud, antes = acto.solicitud, acto.solicitud.expediente_interno
            if numero == antes:
                return solicitud
            if solicitud.importacion_id is not None:
                sentencia = "Vino del registro anterior con el número «{numero}»."
                raise NumeroDelRegistroAnteriorError(sentencia, numero=Cita(antes), campo=_CAMPO)
            solicitud.expediente_interno = numero
            acto.asentar(datos={"expediente_interno": numero, "antes": antes}, campos=("expediente_interno",))
            return solicitud
    except IntegrityError:
        raise NumeroInternoRepetidoError("Ya hay un expediente con el número «{numero}».", numero=Cita(numero), campo=_CAMPO) from None
