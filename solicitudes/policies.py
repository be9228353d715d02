"""Who may see and do what: the only place. API, portal, exports and search ask these functions and nothing else.

What programs may not do stands in policies_programas.py, and nothing anywhere else. Deny unless a line here says yes. What somebody may
not see does not exist for her.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from documentos.models import Documento
from solicitudes.actor import Acreditacion, Actor
from solicitudes.alcances import Alcance
from solicitudes.models import (
    ActoAdministrativo,
    Asignacion,
    Cargo,
    Cliente,
    EncargadoDeCliente,
    Evento,
    Institucion,
    Lectura,
    Movimiento,
    Nota,
    Persona,
    PlantillaResolucion,
    Solicitud,
)
from solicitudes.models.cargo import CargoQuerySet
from solicitudes.policies_programas import ActoNoAutorizadoError, ensayos_of, parts_of, require_presencia
from workflow.capas import Ambito
from workflow.estados import Estado
from workflow.roles import INSTITUCIONALES, Rol
from workflow.transiciones import Transicion

#: Roles that see every case of their institution, the applicant's identity included.
DE_LA_INSTITUCION = (Rol.OFICIAL, Rol.JEFE_UNIDAD, Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD)

#: Acts inside the institution: the applicant and the regulator see their effect, not the draft going to and fro.
ACTOS_INTERNOS = frozenset(
    {"asignar", "numerar", "redactar", "enviar_a_revision", "revisar", "devolver", "firmar", "retirar_firma", "adjuntar"}
)

#: Which papers each role may open. Receipts, resolutions and decisions name the applicant: neither liaison nor regulator sees them.
#: The certificate of silence names no applicant and quotes nobody; it is for whoever watches the law.
_DOCUMENTOS: dict[Rol, frozenset[str]] = {
    Rol.SOLICITANTE: frozenset(Documento.Tipo.values),
    Rol.PORTAL: frozenset(Documento.Tipo.values),
    Rol.ENLACE: frozenset({Documento.Tipo.ANEXO.value}),
    Rol.REGULADOR: frozenset({Documento.Tipo.CONSTANCIA_SILENCIO.value}),
    **dict.fromkeys(DE_LA_INSTITUCION, frozenset(Documento.Tipo.values)),
}

#: Scopes with which a client may see its cases: whoever may act on one sees it.
_QUE_LEEN = frozenset({Alcance.LEER, Alcance.ACTUAR})

#: States in which the files of an answer have reached the applicant.
_RESPONDIDA = frozenset({Estado.RESUELTA, Estado.ENTREGADA, Estado.CERRADA})


def visible(actor: Actor) -> QuerySet[Solicitud]:
    """The cases that exist for `actor`."""
    if actor.token and not actor.token.alcances & _QUE_LEEN:
        return Solicitud.objects.none()
    if actor.cliente and actor.cliente.prueba:
        return ensayos_of(actor.cliente) if actor.cliente.alcances & _QUE_LEEN else Solicitud.objects.none()
    if actor.es_reloj:
        return Solicitud.todas.all()  # which sweeps what it is handed
    if actor.es_regulador:
        return Solicitud.objects.all()
    permitido = Q(pk__in=())
    if instituciones := actor.instituciones(*DE_LA_INSTITUCION):
        permitido |= Q(institucion__in=instituciones)
    if unidades := actor.unidades(Rol.ENLACE):
        permitido |= Q(Exists(Asignacion.objects.filter(_asignada_a(actor), solicitud=OuterRef("pk"), unidad__in=unidades)))
    if actor.cliente and actor.cliente.alcances & _QUE_LEEN:
        permitido |= _cases_of(actor.cliente)
    propio = Q()
    if actor.presentacion_id:
        propio |= Q(presentacion=actor.presentacion_id)
    if actor.cuenta_id:
        propio |= Q(presentacion__cuenta=actor.cuenta_id)
    # Only whoever has the key of a rehearsal sees it, besides the client that made it.
    return Solicitud.todas.filter(propio | (permitido & Q(prueba=False))) if propio else Solicitud.objects.filter(permitido)


def countable() -> QuerySet[Solicitud]:
    """Every case that is no rehearsal, to be counted and never shown: how many, how long, how late names nobody."""
    return Solicitud.objects.all()


def visible_eventos(actor: Actor) -> QuerySet[Evento]:
    """The published events of the cases of a client that may receive them; nobody else has a stream.

    A portal learns what the applicant may learn; the system of the institution, the acts inside it as well.
    """
    if actor.cliente is None or Alcance.RECIBIR not in actor.cliente.alcances:
        return Evento.objects.none()
    if actor.cliente.prueba:
        return Evento.objects.filter(posicion__isnull=False, solicitud__in=ensayos_of(actor.cliente))
    eventos = Evento.objects.filter(posicion__isnull=False, solicitud__in=Solicitud.objects.filter(_cases_of(actor.cliente)))
    de_la_casa = Q(solicitud__institucion=actor.cliente.institucion_id) if actor.cliente.institucion_id else Q(pk__in=())
    return eventos.filter(de_la_casa | ~Q(movimiento__acto__in=ACTOS_INTERNOS))


def _cases_of(cliente: Acreditacion) -> Q:
    """What a client filed for people, wherever it went since, and the cases of its institution if it has one."""
    propias = Q(presentacion__cliente=cliente.cliente_id)
    return propias | Q(institucion=cliente.institucion_id) if cliente.institucion_id else propias


def roles_over(actor: Actor, solicitud: Solicitud) -> frozenset[Rol]:
    """The roles in which `actor` may act on a case that she may see."""
    if actor.cliente and actor.cliente.prueba:
        return parts_of(actor, actor.cliente, solicitud)
    roles = {p.rol for p in actor.puestos if p.institucion_id == solicitud.institucion_id or p.rol is Rol.REGULADOR}
    if actor.es_reloj:
        roles.add(Rol.RELOJ)
    if actor.presentacion_id is not None and actor.presentacion_id == solicitud.presentacion_id:
        roles.add(Rol.SOLICITANTE)
    if actor.cuenta_id is not None and solicitud.presentacion.cuenta_id == actor.cuenta_id:
        roles.add(Rol.SOLICITANTE)
    if actor.cliente and solicitud.presentacion.cliente_id == actor.cliente.cliente_id:
        roles.add(Rol.PORTAL)
    return frozenset(roles)


def reading_roles(actor: Actor, solicitud: Solicitud) -> frozenset[Rol]:
    """The roles as which `actor` reads a case: the system of an institution reads as its officers, even if it may not act as one."""
    roles = roles_over(actor, solicitud)
    return roles | {Rol.OFICIAL} if actor.cliente and actor.cliente.institucion_id == solicitud.institucion_id else roles


def role_for_acto(actor: Actor, transicion: Transicion, solicitud: Solicitud) -> Rol:
    """The role in which `actor` may do this act on this case.

    :raises ActoNoAutorizadoError: none of her roles may, or the token of her program was not given for acts.
    :raises SesionRequeridaError: a program of hers would do what she does in person.
    """
    require_presencia(actor, transicion.acto)
    propios = transicion.roles & roles_over(actor, solicitud)
    if not propios:
        raise ActoNoAutorizadoError(
            "«{acto}» corresponde a: {quienes}.",
            acto=transicion.ruta,
            quienes=sorted(rol.etiqueta for rol in transicion.roles),
            articulo=transicion.fundamento,
        )
    return min(propios, key=list(Rol).index)


def may_see_solicitante(actor: Actor, solicitud: Solicitud) -> bool:
    """Whether the applicant's identity may be shown: to herself, to the portal that wrote it down and to those who answer her, never to
    a liaison or the regulator."""
    return bool(reading_roles(actor, solicitud) & {Rol.SOLICITANTE, Rol.PORTAL, *DE_LA_INSTITUCION})


def may_see_some_solicitante(actor: Actor) -> bool:
    """Whether there can be a case whose applicant `actor` may know: the queries of a liaison or the regulator never join her."""
    es_solicitante = actor.presentacion_id is not None or actor.cuenta_id is not None
    return es_solicitante or actor.cliente is not None or bool(actor.instituciones(*DE_LA_INSTITUCION))


def instituciones_que_atiende(actor: Actor) -> frozenset[int]:
    """The institutions for which `actor` answers: only of their cases does a list tell her who asks and how far the answer is."""
    return actor.instituciones(*DE_LA_INSTITUCION)


def visible_asignaciones(actor: Actor) -> QuerySet[Asignacion]:
    """What was asked inside: everything in the institutions for which she answers; of a liaison, what was asked of her."""
    permitido = Q(pk__in=())
    if instituciones := instituciones_que_atiende(actor):
        permitido |= Q(unidad__institucion__in=instituciones)
    if unidades := actor.unidades(Rol.ENLACE):
        permitido |= Q(_asignada_a(actor), unidad__in=unidades)
    return Asignacion.objects.filter(permitido, solicitud__prueba=False)


def may_see_resolucion_en_curso(actor: Actor, solicitud: Solicitud) -> bool:
    """Whether a resolution that has not been notified may be read: only inside the institution."""
    return bool(reading_roles(actor, solicitud) & set(DE_LA_INSTITUCION))


def visible_movimientos(actor: Actor, solicitud: Solicitud) -> QuerySet[Movimiento]:
    """The history as `actor` may read it."""
    movimientos = Movimiento.objects.filter(solicitud=solicitud)
    if reading_roles(actor, solicitud) & {*DE_LA_INSTITUCION, Rol.RELOJ}:
        return movimientos
    return movimientos.exclude(acto__in=ACTOS_INTERNOS)


def may_see_datos(actor: Actor, solicitud: Solicitud) -> bool:
    """Whether what people wrote in an act may be shown: the regulator counts acts, it does not read them."""
    return bool(reading_roles(actor, solicitud) - {Rol.REGULADOR})


def visible_documentos(actor: Actor, solicitud: Solicitud) -> QuerySet[Documento]:
    """The papers of a case that `actor` may open; the applicant gets the files of the answer with the answer, not before; a liaison
    who was asked for some questions, the files of these."""
    documentos = Documento.objects.filter(folio=solicitud.folio, tipo__in=visible_tipos(actor, solicitud))
    if solicitud.division and reading_roles(actor, solicitud) == {Rol.ENLACE}:
        suyas = visible_asignaciones(actor).filter(solicitud=solicitud)
        return documentos.filter(Q(Exists(suyas.filter(preguntas__isnull=True))) | Q(pk__in=suyas.values("preguntas__anexos")))
    return documentos


def visible_tipos(actor: Actor, solicitud: Solicitud) -> set[str]:
    """The kinds of papers of a case that `actor` may open."""
    tipos: set[str] = set()
    for rol in reading_roles(actor, solicitud):
        propios = _DOCUMENTOS.get(rol, frozenset())
        antes_de_tiempo = rol in (Rol.SOLICITANTE, Rol.PORTAL) and solicitud.estado not in _RESPONDIDA
        tipos |= propios - {Documento.Tipo.ANEXO.value} if antes_de_tiempo else propios
    return tipos


def may_write_nota(actor: Actor, solicitud: Solicitud) -> bool:
    """Whether she may write about a case that she sees, and read what was written: whoever holds an office in its institution."""
    return bool(roles_over(actor, solicitud) & INSTITUCIONALES)


def visible_notas(actor: Actor, solicitud: Solicitud) -> QuerySet[Nota]:
    """What the people of the institution wrote about a case; nobody else reads it, not even the applicant."""
    return Nota.objects.filter(solicitud=solicitud) if may_write_nota(actor, solicitud) else Nota.objects.none()


def visible_lecturas(actor: Actor, solicitud: Solicitud) -> QuerySet[Lectura]:
    """Who read who asks: for the applicant herself (LAIP art. 31)."""
    return Lectura.objects.filter(solicitud=solicitud) if Rol.SOLICITANTE in roles_over(actor, solicitud) else Lectura.objects.none()


def instituciones_que_redacta(actor: Actor) -> frozenset[int]:
    """The institutions whose resolutions `actor` drafts or reviews: their templates are hers to keep."""
    return actor.instituciones(Rol.OFICIAL, Rol.JEFE_UNIDAD)


def visible_plantillas(actor: Actor) -> QuerySet[PlantillaResolucion]:
    """The templates of the institutions whose resolutions she drafts or reviews."""
    return PlantillaResolucion.objects.filter(institucion__in=instituciones_que_redacta(actor))


def require_calendario(actor: Actor, *, ambito: Ambito, instituciones: Collection[int]) -> Rol:
    """The role in which `actor` may change the calendar for a scope that reaches these institutions (ids).

    The administrator may for anybody; a top authority for her own institution alone.

    :raises ActoNoAutorizadoError: none of her roles may.
    """
    if is_administrador(actor):
        return Rol.ADMINISTRADOR
    if ambito is Ambito.INSTITUCION and set(instituciones) <= actor.instituciones(Rol.MAXIMA_AUTORIDAD):
        return Rol.MAXIMA_AUTORIDAD
    raise ActoNoAutorizadoError(
        "El calendario lo cambia la administración del sistema; la máxima autoridad, solo el de su propia institución.",
        articulo="LOJ art. 45",
    )


def is_administrador(actor: Actor) -> bool:
    """Whether she administers the whole system."""
    return any(puesto.rol is Rol.ADMINISTRADOR for puesto in actor.puestos)


def administrable(actor: Actor) -> QuerySet[Institucion]:
    """The institutions whose units and appointments `actor` may change: every one for the administrator, her own for a top authority."""
    if is_administrador(actor):
        return Institucion.objects.all()
    return Institucion.objects.filter(pk__in=actor.instituciones(Rol.MAXIMA_AUTORIDAD))


#: The offices that answer to the head of the information unit: whoever signs is not among them.
_DE_LA_UNIDAD = (Rol.OFICIAL.value, Rol.ENLACE.value, Rol.JEFE_UNIDAD.value)


def suplible(actor: Actor) -> CargoQuerySet:
    """The appointments for which `actor` may name a substitute, and the substitutions that she may end: of every institution for the
    administrator, of her own for a top authority; the head of a unit, for those who answer to her and herself."""
    if is_administrador(actor):
        return Cargo.objects.filter(unidad__isnull=False)
    de_su_casa = Q(unidad__institucion__in=actor.instituciones(Rol.MAXIMA_AUTORIDAD))
    de_su_unidad = Q(unidad__institucion__in=actor.instituciones(Rol.JEFE_UNIDAD), rol__in=_DE_LA_UNIDAD)
    return Cargo.objects.filter(de_su_casa | de_su_unidad)


def visible_personas(actor: Actor) -> QuerySet[Persona]:
    """The accounts that `actor` may look at: every one for the administrator; for a top authority, who holds or held an office in her
    institution."""
    if is_administrador(actor):
        return Persona.objects.all()
    suyos = Cargo.objects.filter(persona=OuterRef("pk"), unidad__institucion__in=actor.instituciones(Rol.MAXIMA_AUTORIDAD))
    return Persona.objects.filter(Exists(suyos))


def visible_actos_administrativos(actor: Actor) -> QuerySet[ActoAdministrativo]:
    """What the administration did, in the institutions that `actor` administers; what concerns none, for the administrator alone."""
    if is_administrador(actor):
        return ActoAdministrativo.objects.all()
    return ActoAdministrativo.objects.filter(institucion__in=actor.instituciones(Rol.MAXIMA_AUTORIDAD))


def visible_clientes(actor: Actor) -> QuerySet[Cliente]:
    """The clients whose use `actor` may look at: every one for the administrator; for whoever looks after some, those."""
    if is_administrador(actor):
        return Cliente.objects.all()
    if actor.persona_id is None or actor.token:
        return Cliente.objects.none()
    suyos = EncargadoDeCliente.objects.filter(cliente=OuterRef("pk"), persona=actor.persona_id, fecha_hora_hasta__isnull=True)
    return Cliente.objects.filter(Exists(suyos), activo=True)


def require_administrador(actor: Actor) -> None:
    """:raises ActoNoAutorizadoError: she does not administer the whole system."""
    if not is_administrador(actor):
        raise ActoNoAutorizadoError("Eso le toca a la administración del sistema.")


def require_reservas(actor: Actor, institucion_id: int) -> int:
    """The person who enters, extends and lifts the reserves of an institution: only its top authority may (LAIP art. 25).

    :raises ActoNoAutorizadoError: she is not.
    """
    if actor.persona_id is None or institucion_id not in actor.instituciones(Rol.MAXIMA_AUTORIDAD):
        raise ActoNoAutorizadoError("Solo la máxima autoridad reserva información de su institución.", articulo="LAIP art. 25")
    return actor.persona_id


def require_tarifas(actor: Actor, institucion_id: int) -> int:
    """The person who sets what an institution charges for copies: only its top authority may (LAIP art. 18).

    :raises ActoNoAutorizadoError: she is not.
    """
    if actor.persona_id is None or institucion_id not in actor.instituciones(Rol.MAXIMA_AUTORIDAD):
        raise ActoNoAutorizadoError("Solo la máxima autoridad fija las tarifas de su institución.", articulo="LAIP art. 18")
    return actor.persona_id


def require_lecturas(actor: Actor, institucion_id: int) -> tuple[int, Rol]:
    """The person who chooses how an institution reads what the law leaves open, and in which office: whoever administers the system,
    or its own top authority.

    :raises ActoNoAutorizadoError: she is neither.
    """
    if actor.persona_id is not None and is_administrador(actor):
        return actor.persona_id, Rol.ADMINISTRADOR
    if actor.persona_id is not None and institucion_id in actor.instituciones(Rol.MAXIMA_AUTORIDAD):
        return actor.persona_id, Rol.MAXIMA_AUTORIDAD
    raise ActoNoAutorizadoError(
        "Cómo se lee un punto discutido de la ley lo elige la máxima autoridad de la institución, o la administración del sistema."
    )


def _asignada_a(actor: Actor) -> Q:
    return Q(persona__isnull=True) | Q(persona=actor.persona_id)
