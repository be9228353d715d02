"""The stage of the measures: the tables, the real directory, the people, the door, and a source of cases."""

from dataclasses import dataclass
from datetime import datetime

from django.core.management import call_command

from bench.elenco import Miembro, hire_oficial, hire_reguladora
from bench.peticiones import Puerta
from bench.siembra import Siembra, list_por_demanda
from solicitudes.directorio import ARCHIVO, load_directorio, read_directorio


@dataclass(frozen=True, slots=True)
class Escenario:
    """What every measure of the service needs."""

    puerta: Puerta
    oficial: Miembro
    reguladora: Miembro
    siembra: Siembra


def open_escenario(*, ahora: datetime) -> Escenario:
    """Make everything in the empty database, but no case yet."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    load_directorio(read_directorio(ARCHIVO), ahora=ahora, motivo="Medidas")
    oficial = hire_oficial(list_por_demanda()[0], hoy=ahora.date())
    return Escenario(Puerta(), oficial, hire_reguladora(hoy=ahora.date()), Siembra(ahora=ahora, oficial=oficial.actor))
