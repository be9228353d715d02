"""presentar: one filing, to one or several institutions, each with its own case (LAIP arts. 38 and 41)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from documentos.pruebas import PREFIJO
from solicitudes.actor import Actor
from solicitudes.bitacora import append_movimiento, digest, seal_texto
from solicitudes.calendarios import Calendarios
from solicitudes.claves import hash_clave, make_clave
from solicitudes.folios import take_folios
from solicitudes.lecturas import choose_vigentes, with_elige
from solicitudes.libros import new_libro, project_fechas
from solicitudes.models import Institucion, Movimiento, Presentacion, Rectificacion, Solicitud
from solicitudes.models.presentacion import Canal
from solicitudes.policies import ActoNoAutorizadoError
from solicitudes.services.acto import require_texto
from solicitudes.services.consentimiento import Consentimiento, require_consentimiento, seal_consentimiento
from solicitudes.services.idempotencia import IdempotenciaReutilizadaError
from solicitudes.services.publicacion import announce
from solicitudes.services.recepcion import CANALES_DEL_OFICIAL, require_recibida
from solicitudes.services.rectificacion import Rectificado, attach_rectificacion, require_rectificacion
from workflow.eventos import Evento, TipoEvento
from workflow.problema import ProblemaError
from workflow.regimen import get_regimen, get_regimen_vigente
from workflow.roles import Rol

#: How many bodies one filing may ask (Mexico's PNT allows 33).
MAXIMO_DE_INSTITUCIONES = 50


class InstitucionDesconocidaError(ProblemaError):
    codigo: ClassVar[str] = "institucion-desconocida"
    titulo: ClassVar[str] = "Esa institución no está en el directorio"


class InstitucionCerradaError(ProblemaError):
    codigo: ClassVar[str] = "institucion-cerrada"
    titulo: ClassVar[str] = "Esa institución ya no existe"


class DemasiadasInstitucionesError(ProblemaError):
    codigo: ClassVar[str] = "demasiadas-instituciones"
    titulo: ClassVar[str] = "Son demasiadas instituciones para una presentación"


class IdExternoRepetidoError(ProblemaError):
    codigo: ClassVar[str] = "id-externo-repetido"
    titulo: ClassVar[str] = "Ese identificador ya es de otra presentación"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Solicitante:
    """The applicant as she gives herself; only the name is asked for (LAIP art. 41)."""

    nombre: str
    correo: str = ""
    telefono: str = ""
    idioma: str = "es"


@dataclass(frozen=True, slots=True)
class Peticion:
    """What is filed. There is no reason and no interest: they may not be asked for (LAIP art. 41).

    `recibida` (aware) is when it reached the institution, if an officer registers it later than that; the term counts from there.
    `rectificacion` is what a request to correct one's own data names (art. 34).
    """

    instituciones: tuple[str, ...]
    descripcion: str
    solicitante: Solicitante
    tipo: str = "acceso"
    forma_entrega: str = "electronica"
    canal: str = Canal.PORTAL.value
    id_externo: str = ""
    recibida: datetime | None = None
    rectificacion: Rectificado | None = None
    consentimiento: Consentimiento | None = None

    @property
    def huella(self) -> str:
        """What tells this petition from another one under the same idempotency key."""
        datos = asdict(self)
        recibida, rectificacion, _ = datos.pop("recibida"), datos.pop("rectificacion"), datos.pop("consentimiento")
        # Left out where there is none, so that the keys of filings made before these fields existed are still known.
        datos |= {"rectificacion": rectificacion} if rectificacion else {}
        datos |= {"consentimiento": self.consentimiento.datos} if self.consentimiento else {}
        return digest(datos | {"recibida": _utc(recibida)} if recibida else datos)


@dataclass(frozen=True, slots=True)
class ReciboDeSolicitud:
    """What the applicant is told of one case when it is born: written down at `fecha_hora`, and counted from `recibida`."""

    folio: str
    institucion: str
    institucion_nombre: str
    vence: date
    fecha_hora: datetime
    recibida: datetime


@dataclass(frozen=True, slots=True)
class Recibo:
    """The answer to a filing: the key is shown here and never again."""

    presentacion: UUID
    clave: str
    solicitudes: tuple[ReciboDeSolicitud, ...]
    repetida: bool


def presentar(*, peticion: Peticion, actor: Actor, ahora: datetime, idempotencia: str | None = None) -> Recibo:
    """File `peticion`. With the same `idempotencia` and the same petition the first filing is answered again, once and for all.

    :raises InstitucionDesconocidaError: a code is not in the directory; nothing was filed anywhere.
    :raises InstitucionCerradaError: a body was closed; the message names its successor.
    :raises IdempotenciaReutilizadaError: the idempotency key was used for another petition.
    :raises IdExternoRepetidoError: the same client has filed something else under that number of its own.
    :raises ConsentimientoRequeridoError: a portal does not say that the person agreed.
    :raises ActoNoAutorizadoError: the channel is the officer's and the actor is none of theirs.
    :raises RecepcionInvalidaError: `recibida` cannot be when it came in.
    :raises TextoRequeridoError: no text or no name.
    :raises RectificacionIncompletaError: a request to correct data does not name what (art. 34), or another one does.
    """
    require_texto(peticion.descripcion, campo="descripcion", detalle="Escriba qué información pide.", articulo="LAIP art. 41")
    require_texto(peticion.solicitante.nombre, campo="solicitante/nombre", detalle="Escriba su nombre.", articulo="LAIP art. 41")
    require_rectificacion(peticion.rectificacion, tipo=peticion.tipo)
    require_consentimiento(peticion.consentimiento, actor=actor, ahora=ahora)
    llave = _hash_idempotencia(actor, peticion.canal, idempotencia)
    try:
        with transaction.atomic():
            return _file(peticion, actor, ahora, idempotencia, llave)
    except IntegrityError:
        previa = llave and Presentacion.objects.filter(idempotencia_hash=llave).first()
        if not previa:
            _refuse_id_externo(peticion, actor)
            raise
    return _answer_again(previa, peticion, str(idempotencia))


def _file(peticion: Peticion, actor: Actor, ahora: datetime, idempotencia: str | None, llave: str | None) -> Recibo:
    identificador = uuid4()
    clave = make_clave(identificador, idempotencia)
    # First of all, so that a repeated submission stops here and has taken no folio.
    presentacion = Presentacion.objects.create(
        id=identificador,
        solicitante_nombre=peticion.solicitante.nombre,
        solicitante_correo=peticion.solicitante.correo,
        solicitante_telefono=peticion.solicitante.telefono,
        solicitante_idioma=peticion.solicitante.idioma,
        canal=peticion.canal,
        cliente_id=actor.cliente.cliente_id if actor.cliente else None,
        cuenta_id=actor.cuenta_id,
        id_externo=peticion.id_externo,
        consentimiento_forma=peticion.consentimiento.forma if peticion.consentimiento else "",
        consentimiento_fecha_hora=peticion.consentimiento.fecha_hora if peticion.consentimiento else None,
        clave_hash=hash_clave(clave),
        idempotencia_hash=llave,
        cuerpo_hash=peticion.huella,
        fecha_hora=ahora,
    )
    instituciones = find_instituciones(peticion.instituciones)
    rol = _role_of(actor, peticion, instituciones)
    recibida = require_recibida(peticion.recibida, canal=peticion.canal, ahora=ahora)
    solicitudes = open_solicitudes(
        presentacion=presentacion,
        instituciones=instituciones,
        contenido={"descripcion": peticion.descripcion, "tipo": peticion.tipo, "forma_entrega": peticion.forma_entrega},
        rol=rol,
        actor=actor,
        ahora=ahora,
        recibida=recibida,
        rectificado=require_rectificacion(peticion.rectificacion, tipo=peticion.tipo),
    )
    recibos = (_build_recibo(s, vence=s.fecha_vencimiento, fecha_hora=ahora) for s in solicitudes)
    return Recibo(identificador, clave, tuple(recibos), repetida=False)


def open_solicitudes(
    *,
    presentacion: Presentacion,
    instituciones: Sequence[Institucion],
    contenido: dict[str, str],
    rol: Rol,
    actor: Actor,
    ahora: datetime,
    origen: Solicitud | None = None,
    recibida: datetime | None = None,
    rectificado: Rectificado | None = None,
) -> list[Solicitud]:
    """Open one case at each institution, with its folio, term, first movement and receipt to come. Five queries for any number, one more
    where one of them has chosen how to read the law, and one where something is to be corrected.

    `contenido` holds `descripcion`, `tipo` and `forma_entrega`. With `origen` the cases are born of a forwarding
    and keep the original date, and a rehearsal stays one. The folio is of the day on which it is given; law and term, of the moment
    of reception.
    """
    desde = recibida or ahora
    lecturas = choose_vigentes(instituciones, _local_day(instituciones[0], desde))
    prueba = origen.prueba if origen else bool(actor.cliente and actor.cliente.prueba)
    calendarios = Calendarios(instituciones, al=ahora)
    solicitudes = [
        Solicitud(
            presentacion=presentacion,
            institucion=institucion,
            institucion_nombre=institucion.nombre_distinguible,
            origen=origen,
            regimen=institucion.regimen,
            regimen_version=get_regimen_vigente(institucion.regimen, fecha=desde).version,
            lecturas=lecturas[institucion.pk],
            fecha_hora_presentacion=desde,
            fecha_hora_original=origen.fecha_hora_original if origen else desde,
            prueba=prueba,
            adelanto=origen.adelanto if origen else timedelta(0),
            **contenido,
        )
        for institucion in instituciones
    ]
    for solicitud in solicitudes:
        _calculate_fechas(solicitud, calendarios, ahora)
        solicitud.calendario = calendarios.numero
    _number(solicitudes, instituciones, ahora)
    rectificaciones = attach_rectificacion(solicitudes, rectificado)
    movimientos = [_first_movimiento(solicitud, rol, actor, ahora) for solicitud in solicitudes]
    Solicitud.objects.bulk_create(solicitudes)
    if rectificaciones:
        Rectificacion.objects.bulk_create(rectificaciones)
    Movimiento.objects.bulk_create(movimientos)
    announce(movimientos, ahora=ahora)
    return solicitudes


def find_instituciones(codigos: Sequence[str]) -> list[Institucion]:
    """The active institutions of these codes, in their order, each once. One query.

    :raises InstitucionDesconocidaError, InstitucionCerradaError, DemasiadasInstitucionesError:
    """
    unicos = list(dict.fromkeys(codigos))
    if len(unicos) > MAXIMO_DE_INSTITUCIONES:
        raise DemasiadasInstitucionesError(
            "Una presentación puede ir a {maximo} instituciones como máximo.", maximo=MAXIMO_DE_INSTITUCIONES, campo="instituciones"
        )
    encontradas = {i.codigo: i for i in with_elige(Institucion.objects.filter(codigo__in=unicos)).order_by()}
    for posicion, codigo in enumerate(codigos):
        _require_activa(encontradas.get(codigo), codigo, f"instituciones/{posicion}")
    if not unicos:
        raise InstitucionDesconocidaError("Indique al menos una institución.", campo="instituciones", articulo="LAIP art. 41")
    return [encontradas[codigo] for codigo in unicos]


def _require_activa(institucion: Institucion | None, codigo: str, campo: str) -> None:
    if institucion is None:
        raise InstitucionDesconocidaError("No hay ninguna institución con el código «{codigo}».", codigo=codigo, campo=campo)
    if not institucion.activa:
        if institucion.sucesora is None:
            raise InstitucionCerradaError("{nombre} dejó de existir.", nombre=institucion.nombre, campo=campo)
        raise InstitucionCerradaError(
            "{nombre} dejó de existir. Sus funciones las tiene {sucesora} ({codigo}).",
            nombre=institucion.nombre,
            sucesora=str(institucion.sucesora),
            codigo=institucion.sucesora.codigo,
            campo=campo,
        )


def _calculate_fechas(solicitud: Solicitud, calendarios: Calendarios, ahora: datetime) -> None:
    regimen = get_regimen(solicitud.regimen, solicitud.regimen_version)
    lecturas = regimen.choose_lecturas(solicitud.lecturas)
    libro = new_libro(solicitud, calendarios.get(solicitud.institucion, regimen=regimen, lecturas=lecturas))
    libro.record(Evento(TipoEvento.PRESENTADA, solicitud.fecha_hora_presentacion))
    project_fechas(solicitud, libro, hoy=ahora.astimezone(regimen.zona).date())


def _number(solicitudes: Sequence[Solicitud], instituciones: Sequence[Institucion], ahora: datetime) -> None:
    regimen = get_regimen_vigente(solicitudes[0].regimen, fecha=ahora)
    prueba = solicitudes[0].prueba
    folios = take_folios(
        instituciones,
        jurisdiccion=PREFIJO if prueba else regimen.jurisdiccion,
        anio=ahora.astimezone(regimen.zona).year,
        prueba=prueba,
    )
    for solicitud in solicitudes:
        solicitud.folio = folios[solicitud.institucion_id]


def _first_movimiento(solicitud: Solicitud, rol: Rol, actor: Actor, ahora: datetime) -> Movimiento:
    datos: dict[str, Any] = {"texto": seal_texto(solicitud), "vence": _iso(solicitud.fecha_vencimiento)}
    if solicitud.origen is not None:
        datos["remitida_desde"] = solicitud.origen.folio
    elif acuerdo := seal_consentimiento(solicitud.presentacion):
        datos["consentimiento"] = acuerdo
    if solicitud.fecha_hora_presentacion != ahora:
        datos["recibida"] = _utc(solicitud.fecha_hora_presentacion)
    return append_movimiento(
        solicitud,
        acto="presentar",
        estado_anterior="",
        rol=rol,
        persona_id=actor.persona_id,
        ahora=ahora,
        datos=datos | actor.marca,
    )


def _role_of(actor: Actor, peticion: Peticion, instituciones: Sequence[Institucion]) -> Rol:
    if peticion.canal not in CANALES_DEL_OFICIAL:
        if actor.token:
            raise ActoNoAutorizadoError("Con su token se registra lo que llega a la oficina: diga por qué canal.", campo="canal")
        return Rol.PORTAL if actor.cliente or peticion.canal == Canal.API else Rol.SOLICITANTE
    if not {i.pk for i in instituciones} <= actor.instituciones(Rol.OFICIAL):
        raise ActoNoAutorizadoError("Solo una persona oficial de la institución registra lo que llega por ese canal.", campo="canal")
    return Rol.OFICIAL


def _hash_idempotencia(actor: Actor, canal: str, idempotencia: str | None) -> str | None:
    if idempotencia is None:
        return None
    return hashlib.sha256(f"{_name_dueno(actor, canal)}:{idempotencia}".encode()).hexdigest()


def _name_dueno(actor: Actor, canal: str) -> str:
    """Whose an idempotency key is. The portal makes its own, at random: a draft stays one filing if its author signs in meanwhile."""
    if actor.cliente:
        return f"cliente-{actor.cliente.cliente_id}"
    if actor.cuenta_id is not None and canal == Canal.API:
        return f"cuenta-{actor.cuenta_id}"
    return str(actor.persona_id or "anonimo")


def _refuse_id_externo(peticion: Peticion, actor: Actor) -> None:
    """:raises IdExternoRepetidoError: this client has used the number before."""
    if actor.cliente is None or not peticion.id_externo:
        return
    suyas = Solicitud.todas.filter(presentacion__cliente=actor.cliente.cliente_id, presentacion__id_externo=peticion.id_externo)
    if folios := list(suyas.filter(origen__isnull=True).order_by("pk").values_list("folio", flat=True)):
        raise IdExternoRepetidoError("Con ese identificador ya presentó: {folios}.", folios=folios, campo="id_externo")


def _answer_again(previa: Presentacion, peticion: Peticion, idempotencia: str) -> Recibo:
    if previa.cuerpo_hash != peticion.huella:
        raise IdempotenciaReutilizadaError("Esa Idempotency-Key ya se usó con otro contenido. Use una nueva para cada presentación.")
    primeros = (
        Movimiento.objects.filter(solicitud__presentacion=previa, solicitud__origen__isnull=True, numero=1)
        .select_related("solicitud__institucion")
        .order_by("solicitud_id")
    )
    recibos = (_build_recibo(m.solicitud, vence=date.fromisoformat(m.datos["vence"]), fecha_hora=m.fecha_hora) for m in primeros)
    return Recibo(previa.pk, make_clave(previa.pk, idempotencia), tuple(recibos), repetida=True)


def _build_recibo(solicitud: Solicitud, *, vence: date | None, fecha_hora: datetime) -> ReciboDeSolicitud:
    if vence is None:
        raise TypeError("A case that has just been filed has a date by which it is answered.")
    return ReciboDeSolicitud(
        folio=solicitud.folio,
        institucion=solicitud.institucion.codigo,
        institucion_nombre=solicitud.institucion_nombre,
        vence=vence,
        fecha_hora=fecha_hora,
        recibida=solicitud.fecha_hora_presentacion,
    )


def _local_day(institucion: Institucion, momento: datetime) -> date:
    return momento.astimezone(get_regimen_vigente(institucion.regimen, fecha=momento).zona).date()


def _utc(momento: datetime) -> str:
    return momento.astimezone(UTC).isoformat()


def _iso(fecha: date | None) -> str | None:
    return fecha.isoformat() if fecha else None
