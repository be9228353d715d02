"""manage.py importar_registro: bring in the register that an institution kept before, rehearsed first."""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import get_default_timezone

from config import reloj
from documentos.celdas import guard
from solicitudes.actor import Actor, actor_for_persona
from solicitudes.importacion.archivo import open_tabla
from solicitudes.importacion.informe import Informe
from solicitudes.importacion.mapa import Mapa, MapaInvalidoError, parse_mapa, propose_mapa, write_mapa
from solicitudes.importacion.renglon import Falta
from solicitudes.models import Institucion, Persona
from solicitudes.services.importacion import Apunte, Corrida, RegistroConFaltasError, ensayar, importar
from workflow.frase import Cita
from workflow.problema import ProblemaError

_A_LA_VISTA = 20


class Command(BaseCommand):
    help = (
        "Importa el registro que una institución llevaba antes, en CSV o Excel. Con --ensayo no escribe nada. "
        "Se importa todo lo nuevo o nada; el mismo archivo dos veces no cambia nada (docs/importar.md)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archivo", type=Path)
        parser.add_argument("--institucion", help="Código, como MSPAS.")
        parser.add_argument("--por", help="Usuario que responde: la máxima autoridad o la administración.")
        parser.add_argument("--mapa", type=Path, help="Qué columna dice cada cosa (TOML). Sin él, lo que digan los títulos.")
        parser.add_argument("--proponer-mapa", action="store_true", help="Escribe el mapa que proponen los títulos, y nada más.")
        parser.add_argument("--ensayo", action="store_true", help="Dice qué pasaría, sin escribir nada.")
        parser.add_argument("--faltas", type=Path, help="Dónde dejar todas las faltas, en CSV.")
        parser.add_argument("--detalle", type=Path, help="Dónde dejar qué pasó con cada fila, en CSV: número, folio y resultado.")

    def handle(self, *args: Any, **opciones: Any) -> None:
        try:
            with opciones["archivo"].open("rb") as archivo:
                if opciones["proponer_mapa"]:
                    self.stdout.write(write_mapa(_propose(archivo)), ending="")
                else:
                    self._import(archivo, opciones)
        except OSError as error:
            raise CommandError(f"No se puede leer {opciones['archivo'].name}: {error.strerror}.") from None
        except ProblemaError as problema:
            raise CommandError(problema.detalle) from problema

    def _import(self, archivo: BinaryIO, opciones: dict[str, Any]) -> None:
        ahora = reloj.ahora()
        with ExitStack() as pila:
            corrida = Corrida(
                archivo=archivo,
                institucion=_find_institucion(opciones["institucion"]),
                mapa=_read_mapa(opciones["mapa"]) if opciones["mapa"] else _propose(archivo),
                actor=_find_actor(opciones["por"]),
                ahora=ahora,
                tell_falta=pila.enter_context(_write_faltas(opciones["faltas"])),
                tell_apunte=pila.enter_context(_write_detalle(opciones["detalle"])),
            )
            try:
                importacion, informe = (None, ensayar(corrida)) if opciones["ensayo"] else importar(corrida)
            except RegistroConFaltasError as faltas:
                self._print(faltas.informe)
                raise
        self._print(informe)
        if opciones["ensayo"]:
            self.stdout.write("Ensayo: no se escribió nada.")
        elif importacion is None:
            self.stdout.write("No hay nada nuevo: todo estaba ya.")
        else:
            self.stdout.write(f"Importación {importacion.pk}: {importacion.importadas} expedientes.")

    def _print(self, informe: Informe) -> None:
        for aviso in informe.avisos:
            self.stdout.write(str(aviso))
        self.stdout.write(
            f"{informe.leidas} filas leídas: {informe.nuevas} nuevas, {informe.ya_estaban} que ya estaban "
            f"({informe.cambiadas} dicen ahora otra cosa y no se tocan), {informe.rechazadas} con faltas."
        )
        for total in informe.totales:
            self.stdout.write(f"  {total.anio}  {total.situacion.etiqueta}: {total.nuevas} nuevas, {total.ya_estaban} ya estaban")
        if informe.vencidas:
            self.stdout.write(
                f"{informe.vencidas} siguen abiertas con el plazo vencido: al importarlas, el reloj lo hará constar y avisará."
            )
        for falta in informe.faltas[:_A_LA_VISTA]:
            self.stdout.write(f"línea {falta.linea}, «{falta.columna}»: {falta.que}")
        if len(informe.faltas) > _A_LA_VISTA:
            self.stdout.write("… y más: --faltas ARCHIVO las deja todas.")


def _propose(archivo: BinaryIO) -> Mapa:
    with open_tabla(archivo) as tabla:
        return propose_mapa(tabla.titulos)


def _read_mapa(ruta: Path) -> Mapa:
    try:
        return parse_mapa(ruta.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise MapaInvalidoError("{archivo} no es UTF-8.", archivo=Cita(ruta.name)) from None


def _find_institucion(codigo: str | None) -> Institucion:
    institucion = Institucion.objects.filter(codigo=(codigo or "").upper()).first()
    if institucion is None:
        raise CommandError(f"Diga --institucion con un código del directorio; «{codigo or ''}» no lo es.")
    return institucion


def _find_actor(usuario: str | None) -> Actor:
    persona = Persona.objects.filter(username=usuario or "", is_active=True).first()
    if persona is None:
        raise CommandError(f"Diga --por con una cuenta activa; «{usuario or ''}» no lo es.")
    return actor_for_persona(persona, hoy=reloj.ahora().astimezone(get_default_timezone()).date())


@contextmanager
def _write_faltas(ruta: Path | None) -> Iterator[Callable[[Falta], None]]:
    with _open_csv(ruta, ("linea", "columna", "que_hacer")) as escribir:
        yield lambda falta: escribir(falta.linea, falta.columna, str(falta.que))


@contextmanager
def _write_detalle(ruta: Path | None) -> Iterator[Callable[[Apunte], None]]:
    with _open_csv(ruta, ("linea", "numero", "folio", "resultado")) as escribir:
        yield lambda apunte: escribir(apunte.linea, apunte.numero, apunte.folio, apunte.resultado.value)


@contextmanager
def _open_csv(ruta: Path | None, titulos: tuple[str, ...]) -> Iterator[Callable[..., None]]:
    """Rows into a file, each cell safe from being taken for a formula; nowhere without one."""
    if ruta is None:
        yield lambda *celdas: None
        return
    with ruta.open("w", encoding="utf-8-sig", newline="") as archivo:
        escritor = csv.writer(archivo)
        escritor.writerow(titulos)
        yield lambda *celdas: escritor.writerow([guard(celda) if isinstance(celda, str) else celda for celda in celdas])
