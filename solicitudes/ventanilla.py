"""What the officer at the counter reads: where she registers, and until when what she is about to register must be answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from solicitudes.actor import Actor
from solicitudes.calendarios import calendario_for
from solicitudes.lecturas import lecturas_of, with_elige
from solicitudes.models import Institucion
from solicitudes.policies import ActoNoAutorizadoError
from solicitudes.services.recepcion import require_recibida
from workflow.calculadora import represent_plazo
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.libro import Libro
from workflow.plazos import Clave
from workflow.regimen import get_regimen_vigente
from workflow.roles import Rol


def list_instituciones_donde_registra(actor: Actor) -> list[Institucion]:
    """The institutions of which `actor` is an officer. One query."""
    return list(with_elige(Institucion.objects.filter(pk__in=actor.instituciones(Rol.OFICIAL), activa=True)).order_by("nombre"))


def foresee_plazo(
    *, codigo: str, tipo: str, canal: str, recibida: datetime | None, actor: Actor, ahora: datetime
) -> tuple[Institucion, dict[str, Any]]:
    """The institution and the term to answer that a filing would have, explained day by day, before anything is written. Two queries,
    and one more where it has chosen how to read the law.

    :raises RecepcionInvalidaError: `recibida` cannot be when it came in.
    :raises ActoNoAutorizadoError: she is no officer of that institution.
    """
    institucion = next((i for i in list_instituciones_donde_registra(actor) if i.codigo == codigo), None)
    if institucion is None:
        raise ActoNoAutorizadoError("Solo una persona oficial de la institución registra lo que llega a ella.", campo="institucion")
    desde = require_recibida(recibida, canal=canal, ahora=ahora)
    regimen = get_regimen_vigente(institucion.regimen, fecha=desde)
    lecturas = regimen.choose_lecturas(lecturas_of(institucion, desde.astimezone(regimen.zona).date()))
    calendario = calendario_for(institucion, regimen=regimen, lecturas=lecturas)
    evento = Evento(TipoEvento.PRESENTADA, desde)
    libro = Libro.fold([evento], regimen=regimen, tipo=TipoSolicitud(tipo), calendario=calendario, lecturas=lecturas)
    plazos = {plazo.clave: plazo for plazo in libro.list_plazos(ahora)}
    return institucion, represent_plazo(plazos[Clave.RESOLUCION], libro)
