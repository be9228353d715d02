"""`manage.py salidas`: the outbox seen and mended from a terminal."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Min
from django.utils import timezone

from config import reloj
from notifications.models import Salida
from notifications.models.salida import EstadoSalida
from notifications.muertas import reenviar, reenviar_todas
from workflow.problema import ProblemaError


class Command(BaseCommand):
    help = "Muestra la bandeja de salida (correos, documentos por emitir) y reenvía lo que se apartó."

    def add_arguments(self, parser: ArgumentParser) -> None:
        ordenes = parser.add_subparsers(dest="orden", required=True, metavar="ORDEN")
        listar = ordenes.add_parser("listar", help="las salidas que no están hechas, o las de un estado")
        listar.add_argument("--estado", choices=EstadoSalida.values, help="solo las de este estado")
        listar.add_argument("--limite", type=int, default=50, metavar="N", help="cuántas como mucho (50)")
        otra_vez = ordenes.add_parser("reenviar", help="vuelve a intentar salidas muertas")
        otra_vez.add_argument("ids", nargs="*", type=int, metavar="ID")
        otra_vez.add_argument("--todas", action="store_true", help="todas las muertas")
        ordenes.add_parser("resumen", help="cuántas hay y desde cuándo espera la más antigua")

    def handle(self, *, orden: str, **opciones: Any) -> None:
        ahora = reloj.ahora()
        if orden == "listar":
            self.listar(opciones["estado"], opciones["limite"])
        elif orden == "reenviar":
            self.reenviar(opciones["ids"], todas=opciones["todas"], ahora=ahora)
        else:
            self.resumir(ahora)

    def listar(self, estado: str | None, limite: int) -> None:
        """One aligned line per row, oldest first."""
        estados = [estado] if estado else [EstadoSalida.PENDIENTE, EstadoSalida.MUERTA]
        salidas = Salida.objects.filter(estado__in=estados).order_by("id")[:limite]
        filas = [
            (str(s.pk), s.estado, s.efecto, s.clave, str(s.intentos), _write_momento(s.proximo_intento), s.ultimo_error or "—")
            for s in salidas
        ]
        if not filas:
            self.stdout.write("No hay salidas que mostrar.")
            return
        titulos = ("ID", "ESTADO", "EFECTO", "CLAVE", "INTENTOS", "PRÓXIMO INTENTO", "ÚLTIMO ERROR")
        for linea in _align([titulos, *filas]):
            self.stdout.write(linea)

    def reenviar(self, ids: list[int], *, todas: bool, ahora: datetime) -> None:
        """Make rows due again; exit status 1 when one cannot be."""
        if bool(ids) == todas:
            raise CommandError("Diga qué reenviar: uno o más ID, o --todas.", returncode=2)
        try:
            cuantas = reenviar_todas(ahora=ahora) if todas else reenviar(ids=ids, ahora=ahora)
        except ProblemaError as problema:
            raise CommandError(problema.detalle) from problema
        self.stdout.write(f"Se reenviarán {cuantas} salidas en el próximo turno del relevo.")

    def resumir(self, ahora: datetime) -> None:
        """How many rows of each state, and how long the oldest that is due has waited."""
        cuentas = dict(Salida.objects.values_list("estado").annotate(Count("id")))
        filas = [(f"{estado.label.capitalize()}s", str(cuentas.get(estado, 0))) for estado in EstadoSalida]
        antigua = Salida.objects.filter(estado=EstadoSalida.PENDIENTE).aggregate(Min("fecha_hora_creada"))["fecha_hora_creada__min"]
        filas.append(("La pendiente más antigua espera", _write_duracion(ahora - antigua) if antigua else "—"))
        for linea in _align(filas):
            self.stdout.write(linea)


def _align(filas: Sequence[Sequence[str]]) -> list[str]:
    anchos = [max(map(len, columna)) for columna in zip(*filas, strict=True)]
    return ["  ".join(celda.ljust(ancho) for celda, ancho in zip(fila, anchos, strict=True)).rstrip() for fila in filas]


def _write_momento(momento: datetime) -> str:
    return f"{momento.astimezone(timezone.get_current_timezone()):%Y-%m-%d %H:%M}"


def _write_duracion(duracion: timedelta) -> str:
    minutos = max(0, int(duracion.total_seconds() // 60))
    dias, resto = divmod(minutos, 24 * 60)
    horas, minutos = divmod(resto, 60)
    return f"{dias} d {horas} h {minutos} min" if dias else f"{horas} h {minutos} min" if horas else f"{minutos} min"
