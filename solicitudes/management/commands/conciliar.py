"""manage.py conciliar: a list of what an institution's system has, beside what is here."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from solicitudes.conciliacion import Fila, Resultado, conciliar
from solicitudes.conciliacion_lectura import read_csv, read_ndjson
from solicitudes.models import Solicitud
from workflow.problema import ProblemaError


class Command(BaseCommand):
    help = (
        "Compara lo que tiene el sistema de una institución (NDJSON, o CSV con folio, expediente_interno, estado, version, documentos) "
        "con lo que hay aquí. No escribe nada; termina con estado 1 si algo difiere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archivo", type=Path)
        parser.add_argument("--institucion", required=True, help="Código, como MSPAS.")

    def handle(self, *args: Any, **opciones: Any) -> None:
        casos = Solicitud.objects.filter(institucion__codigo=opciones["institucion"].upper())
        try:
            informe = conciliar(_read(opciones["archivo"]), casos=casos, actor=None)
        except ProblemaError as problema:
            raise CommandError(problema.detalle) from None
        except OSError as error:
            raise CommandError(f"No se puede leer {opciones['archivo'].name}: {error.strerror}.") from None
        except ValueError:
            raise CommandError("El archivo no es NDJSON ni un CSV en UTF-8 con «folio» o «expediente_interno» entre sus títulos.") from None
        for cotejo in informe.cotejos:
            donde = f"línea {cotejo.linea}: " if cotejo.linea else ""
            self.stdout.write(f"{donde}{cotejo.folio or cotejo.expediente_interno}  {cotejo.resultado.value}  {cotejo.motivo}".rstrip())
            for d in cotejo.diferencias:
                self.stdout.write(f"    {d.campo}: allá «{d.alla}», aquí «{d.aqui}». {d.motivo}")
        self.stdout.write(", ".join(f"{resultado.value} {informe.cuentas[resultado]}" for resultado in Resultado))
        if informe.cotejos:
            raise CommandError("Los dos registros no tienen lo mismo.", returncode=1)


def _read(ruta: Path) -> Iterator[Fila]:
    with ruta.open("rb") as archivo:
        empieza = archivo.read(1)
    if empieza == b"{":
        with ruta.open("rb") as archivo:
            yield from read_ndjson(archivo)
    else:
        with ruta.open(encoding="utf-8-sig", newline="") as texto:
            yield from read_csv(texto)
