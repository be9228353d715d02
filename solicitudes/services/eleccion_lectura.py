"""elegir_lectura: how an institution will read a point that the law leaves open, from a day to come on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.lecturas import lecturas_of
from solicitudes.models import Institucion, LecturaElegida
from solicitudes.policies import require_lecturas
from solicitudes.services.acto import require_texto
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.presentacion import find_instituciones
from workflow.ley import Regimen
from workflow.problema import ProblemaError
from workflow.regimen import get_regimen_vigente


class EleccionInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "eleccion-invalida"
    titulo: ClassVar[str] = "Esa lectura no puede elegirse así"


class EleccionRepetidaError(ProblemaError):
    codigo: ClassVar[str] = "eleccion-repetida"
    titulo: ClassVar[str] = "La institución ya lee así la ley desde ese día"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Eleccion:
    """What is chosen. `institucion` is its code, `clave` and `valor` are those of the regime; `fundamento` is the act that decides it."""

    institucion: str
    clave: str
    valor: str
    desde: date
    motivo: str
    fundamento: str


def elegir_lectura(*, eleccion: Eleccion, actor: Actor, ahora: datetime) -> LecturaElegida:
    """Choose a reading from tomorrow or a later day on. What came in before keeps the reading with which it was counted.

    :raises ActoNoAutorizadoError: the actor neither administers the system nor is the top authority of that institution.
    :raises LecturaInvalidaError: the regime has no such point, or does not offer that reading of it.
    :raises EleccionInvalidaError: the day is not to come.
    :raises EleccionRepetidaError: from that day on the institution reads it so already.
    :raises TextoRequeridoError: no reason, or no act that decides it.
    :raises InstitucionDesconocidaError, InstitucionCerradaError:
    """
    [institucion] = find_instituciones([eleccion.institucion])
    persona, rol = require_lecturas(actor, institucion.pk)
    regimen = get_regimen_vigente(institucion.regimen, fecha=ahora)
    clave = _check(eleccion, regimen, hoy=ahora.astimezone(regimen.zona).date())
    with transaction.atomic():
        # One at a time for each institution, read again: the next one sees what this one chose.
        institucion = Institucion.objects.select_for_update().get(pk=institucion.pk)
        antes = regimen.choose_lecturas(lecturas_of(institucion, eleccion.desde))[clave]
        if antes == eleccion.valor:
            raise EleccionRepetidaError(
                "Desde el {desde:%d/%m/%Y} ya rige esa lectura de {clave}.", desde=eleccion.desde, clave=clave, campo="valor"
            )
        elegida = LecturaElegida.objects.create(
            institucion=institucion,
            regimen=institucion.regimen,
            clave=clave,
            valor=eleccion.valor,
            desde=eleccion.desde,
            motivo=eleccion.motivo.strip(),
            fundamento=eleccion.fundamento.strip(),
            persona_id=persona,
            rol=rol,
            fecha_hora=ahora,
        )
        record_acto(
            accion=Accion.ELEGIR_LECTURA,
            objeto=f"{clave}: {eleccion.valor}",
            institucion_id=institucion.pk,
            actor=actor,
            ahora=ahora,
            detalle={"lectura": elegida.pk, "antes": antes, "despues": eleccion.valor, "desde": eleccion.desde.isoformat()},
        )
    return elegida


def _check(eleccion: Eleccion, regimen: Regimen, *, hoy: date) -> str:
    """The key of the point, when everything that does not depend on other choices is right."""
    clave = regimen.find_clave(eleccion.clave)
    regimen.choose_lecturas({clave: eleccion.valor})
    articulo = regimen.lecturas[clave].procedencia.articulo
    if eleccion.desde <= hoy:
        raise EleccionInvalidaError(
            "Una lectura rige desde mañana o después: lo que ya se presentó conserva la suya.", campo="desde", articulo=articulo
        )
    require_texto(eleccion.motivo, campo="motivo", detalle="Diga por qué la institución lee así la ley.", articulo=articulo)
    require_texto(eleccion.fundamento, campo="fundamento", detalle="Diga qué acuerdo o dictamen lo decide.", articulo=articulo)
    return clave
