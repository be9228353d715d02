"""What whoever watches the law reads: every institution with its indicators, and the cases of one without a word that anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from informes.instituciones import RESPONDIDA, Indicadores, measure_instituciones
from solicitudes.actor import Actor
from solicitudes.busqueda import InstitucionNoEncontradaError, filter_by_palabras
from solicitudes.models import Institucion, Solicitud
from solicitudes.policies import visible
from workflow.estados import Estado, EstadoRecurso
from workflow.sentidos import Sentido
from workflow.transiciones import ABIERTOS

#: What the list can be put in order by; «-» before it, the other way round.
ORDENES = (
    "nombre",
    "recibidas",
    "abiertas",
    "fuera_de_plazo",
    "en_silencio",
    "porcentaje_a_tiempo",
    "mediana",
    "recursos_pendientes",
    "recursos_incumplidos",
)
#: What whoever watches looks for: the institutions with most out of term, the rest by name.
DE_OMISION = "-fuera_de_plazo"
_ABIERTAS = [estado.value for estado in ABIERTOS]


@dataclass(frozen=True, slots=True)
class Observada:
    """One institution and its indicators."""

    institucion: Institucion
    cifras: Indicadores


@dataclass(frozen=True, slots=True)
class Caso:
    """A case as whoever watches may know it: dates, state, sense. No applicant, no text."""

    folio: str
    tipo: str
    recibida: datetime
    vence: date | None
    estado: Estado
    sentido: Sentido | None
    respondida: datetime | None
    recurso: EstadoRecurso | None
    tarde: bool


def list_observadas(
    *, al: datetime, buscar: str = "", departamento: str = "", orden: str = DE_OMISION, atrasadas: bool = False
) -> list[Observada]:
    """The institutions with their indicators, in the order asked for, what is late first; with `atrasadas`, only those with something
    out of term or not complied with. What has no value goes last. Three queries."""
    instituciones = filter_by_palabras(Institucion.objects.order_by("nombre", "departamento"), buscar)
    if departamento:
        instituciones = instituciones.filter(departamento=departamento)
    cifras = measure_instituciones(al=al)
    lista = [Observada(i, cifras.get(i.pk, Indicadores())) for i in instituciones if i.activa or i.pk in cifras]
    if atrasadas:
        lista = [o for o in lista if o.cifras.fuera_de_plazo or o.cifras.recursos_incumplidos]
    campo = orden.removeprefix("-")
    if campo in ORDENES[1:]:
        con_valor = [o for o in lista if getattr(o.cifras, campo) is not None]
        con_valor.sort(key=lambda o: getattr(o.cifras, campo), reverse=orden.startswith("-"))
        return con_valor + [o for o in lista if getattr(o.cifras, campo) is None]
    return lista[::-1] if orden == "-nombre" else lista


def get_observada(codigo: str) -> Institucion:
    """An institution by its code, closed ones too.

    :raises InstitucionNoEncontradaError: there is none.
    """
    institucion = Institucion.objects.filter(codigo=codigo.upper()).first()
    if institucion is None:
        raise InstitucionNoEncontradaError("No hay ninguna institución con ese código.")
    return institucion


def list_casos(*, institucion: Institucion, actor: Actor, al: datetime, cuales: str = "") -> QuerySet[Solicitud]:
    """The cases of an institution that `actor` may see, newest first; `cuales` is `abiertas`, `tarde`, `silencio`, `respondidas`,
    `recursos` or everything. What people wrote is not even read from the database."""
    hoy = al.astimezone(timezone.get_current_timezone()).date()
    casos = visible(actor).filter(institucion=institucion).select_related("resolucion", "recurso").only(*_CAMPOS)
    return casos.filter(_CUALES.get(cuales, _todas)(hoy)).order_by("-fecha_hora_presentacion", "-pk")


def iter_casos(casos: QuerySet[Solicitud], *, al: datetime) -> Iterator[Caso]:
    """Each case as it may be told, read in batches."""
    for solicitud in casos.iterator(chunk_size=1_000):
        yield describe_caso(solicitud, al=al)


def describe_caso(solicitud: Solicitud, *, al: datetime) -> Caso:
    """A case as it may be told: late if its answer came after the last day, or has not come and the day has passed."""
    zona = timezone.get_current_timezone()
    resolucion, recurso = getattr(solicitud, "resolucion", None), getattr(solicitud, "recurso", None)
    respondida = resolucion.fecha_hora_notificacion if resolucion else solicitud.fecha_hora_respuesta_previa
    hasta = (respondida or al).astimezone(zona).date()
    cuenta = respondida is not None or solicitud.estado in _ABIERTAS
    return Caso(
        folio=solicitud.folio,
        tipo=solicitud.get_tipo_display(),
        recibida=solicitud.fecha_hora_presentacion,
        vence=solicitud.fecha_vencimiento,
        estado=Estado(solicitud.estado),
        sentido=Sentido(solicitud.sentido) if solicitud.sentido else None,
        respondida=respondida,
        recurso=EstadoRecurso(recurso.estado) if recurso else None,
        tarde=cuenta and solicitud.fecha_vencimiento is not None and hasta > solicitud.fecha_vencimiento,
    )


def _todas(hoy: date) -> Q:
    return Q()


_CUALES = {
    "abiertas": lambda hoy: Q(estado__in=_ABIERTAS),
    "tarde": lambda hoy: Q(estado__in=_ABIERTAS) & (Q(fecha_vencimiento__lt=hoy) | Q(estado=Estado.VENCIDA.value)),
    "silencio": lambda hoy: Q(estado=Estado.VENCIDA.value),
    "respondidas": lambda hoy: RESPONDIDA,
    "recursos": lambda hoy: Q(recurso__isnull=False),
}

_CAMPOS = (
    "folio",
    "tipo",
    "estado",
    "sentido",
    "fecha_hora_presentacion",
    "fecha_vencimiento",
    "institucion",
    "fecha_hora_respuesta_previa",
    "resolucion__fecha_hora_notificacion",
    "recurso__estado",
)
