"""What the people of a client read of it: its calls by day and by answer, its refusals by slug, its subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from solicitudes.actor import Actor
from solicitudes.credenciales import ClienteSuspendidoError, accredit
from solicitudes.models import Cliente, ConteoDeLlamadas, EncargadoDeCliente, Suscripcion
from solicitudes.policies import visible_clientes

#: How far back the page looks.
DIAS = 14


@dataclass(frozen=True, slots=True)
class Dia:
    """The calls of one day: well answered, refused to the caller (4xx), failed here (5xx)."""

    fecha: date
    bien: int
    rechazadas: int
    fallidas: int

    @property
    def total(self) -> int:
        return self.bien + self.rechazadas + self.fallidas


@dataclass(frozen=True, slots=True)
class Consumo:
    """The last days of a client, newest first, and its refusals of those days, the most frequent first: (status, slug, how many)."""

    dias: tuple[Dia, ...]
    errores: tuple[tuple[int, str, int], ...]

    @property
    def total(self) -> int:
        return sum(dia.total for dia in self.dias)


def list_clientes(*, actor: Actor, buscar: str = "") -> QuerySet[Cliente]:
    """The clients that `actor` may look at, those that still hold first."""
    clientes = visible_clientes(actor).select_related("institucion", "oidc")
    for palabra in buscar.split()[:5]:
        clientes = clientes.filter(nombre__icontains=palabra) | clientes.filter(oidc__id__icontains=palabra)
    return clientes.order_by("-activo", "nombre", "pk")


def list_encargados(cliente: Cliente) -> QuerySet[EncargadoDeCliente]:
    """Who looks after a client now."""
    return EncargadoDeCliente.objects.filter(cliente=cliente, fecha_hora_hasta__isnull=True).select_related("persona").order_by("pk")


def measure_consumo(cliente: Cliente, *, hoy: date) -> Consumo:
    """Its calls of the last fourteen days, today included. One query."""
    desde = hoy - timedelta(days=DIAS - 1)
    filas = ConteoDeLlamadas.objects.filter(cliente=cliente, fecha__gte=desde, fecha__lte=hoy).order_by()
    sumas = list(filas.values_list("fecha", "estatus", "codigo").annotate(n=Sum("llamadas")))
    return Consumo(tuple(_sum_dia(hoy - timedelta(days=n), sumas) for n in range(DIAS)), _sum_errores(sumas))


Fila = tuple[date, int, str, int]


def _sum_dia(fecha: date, sumas: Sequence[Fila]) -> Dia:
    def count(desde: int, hasta: int) -> int:
        return sum(n for dia, estatus, _, n in sumas if dia == fecha and desde <= estatus < hasta)

    return Dia(fecha, bien=count(0, 400), rechazadas=count(400, 500), fallidas=count(500, 1000))


def _sum_errores(sumas: Sequence[Fila]) -> tuple[tuple[int, str, int], ...]:
    totales: dict[tuple[int, str], int] = {}
    for _, estatus, codigo, n in sumas:
        if estatus >= 400:
            totales[estatus, codigo] = totales.get((estatus, codigo), 0) + n
    return tuple((e, c, n) for (e, c), n in sorted(totales.items(), key=lambda par: (-par[1], par[0])))


def has_clientes(*, persona_id: int) -> bool:
    """Whether somebody looks after some client. One query."""
    return EncargadoDeCliente.objects.filter(persona=persona_id, fecha_hora_hasta__isnull=True, cliente__activo=True).exists()


def stand_in(cliente: Cliente) -> Actor:
    """The client itself, for what its people do with its subscriptions.

    :raises ClienteSuspendidoError: it was told to wait outside.
    """
    if not cliente.admitido:
        raise ClienteSuspendidoError("Mientras dure la suspensión no se prueba ni se reenvía nada.")
    return Actor(cliente=accredit(cliente))


def list_suscripciones(cliente: Cliente) -> QuerySet[Suscripcion]:
    """The subscriptions of a client, whatever its scopes are now. One query."""
    return Suscripcion.objects.filter(cliente=cliente).order_by("pk")
