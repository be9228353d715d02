"""The record of who read who asks: the law gives everybody the right to know what is done with her data (LAIP arts. 30 and 31)."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import BooleanField, Case, CharField, DateTimeField, QuerySet, Value, When

from solicitudes.actor import Actor
from solicitudes.models import Lectura, Solicitud
from solicitudes.policies import DE_LA_INSTITUCION, roles_over
from workflow.roles import Rol


def record_lectura(*, solicitud: Solicitud, actor: Actor, por: str, ahora: datetime) -> None:
    """Write down that `actor` saw who asks, in which office and for what; once for each person, case and hour. One query.

    Whoever holds no office that shows her (a liaison, the regulator) saw nothing, and leaves no row.
    """
    propios = [rol for rol in Rol if rol in roles_over(actor, solicitud) & set(DE_LA_INSTITUCION)]
    if not propios or actor.persona_id is None:
        return
    Lectura.objects.bulk_create(
        [
            Lectura(
                solicitud=solicitud, persona_id=actor.persona_id, rol=propios[0].value, por=por, fecha_hora=ahora, hora=start_of_hour(ahora)
            )
        ],
        ignore_conflicts=True,
    )


def record_lectura_de_identidad(*, solicitud: Solicitud, actor: Actor, rol: Rol, por: str, ahora: datetime) -> None:
    """Write down that `actor` opened what accredits who somebody is: each time, so that its owner can count them. One query."""
    if actor.persona_id is None:
        raise TypeError("Only a person opens it (policies_identidad.require_identidad).")
    Lectura.objects.create(
        solicitud=solicitud,
        persona_id=actor.persona_id,
        rol=rol.value,
        por=por,
        fecha_hora=ahora,
        hora=start_of_hour(ahora),
        de_identidad=True,
    )


def start_of_hour(momento: datetime) -> datetime:
    """The hour in which a look falls."""
    return momento.replace(minute=0, second=0, microsecond=0)


def record_exportacion(*, solicitudes: QuerySet[Solicitud], actor: Actor, por: str, ahora: datetime) -> None:
    """Write down that `actor` took away who asks in each of these cases, as far as a list tells her: a row for each case and hour. One
    statement, whatever their number."""
    roles = {
        institucion: next(rol for rol in Rol if rol in DE_LA_INSTITUCION and institucion in actor.instituciones(rol))
        for institucion in actor.instituciones(*DE_LA_INSTITUCION)
    }
    if actor.persona_id is None or not roles:
        return
    suyas = solicitudes.filter(institucion__in=roles).order_by()
    filas = suyas.annotate(
        _persona=Value(actor.persona_id),
        _rol=Case(*(When(institucion=i, then=Value(rol.value)) for i, rol in roles.items()), output_field=CharField()),
        _por=Value(por),
        _fecha_hora=Value(ahora, output_field=DateTimeField()),
        _hora=Value(start_of_hour(ahora), output_field=DateTimeField()),
        _identidad=Value(False, output_field=BooleanField()),
    ).values_list("pk", "_persona", "_rol", "_por", "_fecha_hora", "_hora", "_identidad")
    consulta, parametros = filas.query.sql_with_params()
    columnas = ", ".join(f"{campo}" for campo in ("solicitud_id", "persona_id", "rol", "por", "fecha_hora", "hora", "de_identidad"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Lectura._meta.db_table} ({columnas}) {consulta} ON CONFLICT DO NOTHING",
            parametros,
        )
