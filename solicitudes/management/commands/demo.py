"""manage.py demo: the whole main job, three cases, through the real services and the real HTTP API."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import reloj
from config.demo import historias
from config.demo.cliente import RespuestaInesperadaError, serve
from config.demo.personal import hire_equipo, hire_generales
from config.demo.relato import Relato
from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Institucion, Movimiento, Solicitud

_UNIDADES = {
    "MSPAS": "Departamento de Compras",
    "MINFIN": "Dirección Técnica",
    "MINEDUC": "Dirección de Alimentación",
    "SECONRED": "Dirección Financiera",
}


class Command(BaseCommand):
    help = "Cuenta tres expedientes completos por la API de verdad y deja sus documentos y correos en var/."

    def handle(self, *args: Any, **opciones: Any) -> None:
        relato = Relato(sys.stdout)
        carpeta = settings.VAR / "demo"
        carpeta.mkdir(parents=True, exist_ok=True)
        equipos = {codigo: hire_equipo(codigo, unidad_interna=unidad) for codigo, unidad in _UNIDADES.items()}
        relato.line(
            f"Directorio: {Institucion.objects.filter(activa=True).count()} instituciones. La demostración mueve su propio calendario."
        )
        try:
            with serve() as base:
                for contar in (historias.tell_en_tiempo, historias.tell_remitida, historias.tell_silencio):
                    contar(historias.Historia(base=base, relato=relato, equipos=equipos, carpeta=carpeta))
        except RespuestaInesperadaError as error:
            raise CommandError(f"La demostración se detuvo: {error}") from error
        finally:
            reloj.set_detenido(None)
        self._check(relato)
        self._say_where(relato, equipos["MSPAS"])

    def _check(self, relato: Relato) -> None:
        relato.title("Lo que queda")
        hallazgos = [f"{folio}: {razon}" for folio, razones in list_hallazgos() for razon in razones]
        if hallazgos:
            raise CommandError("La bitácora no cuadra: " + "; ".join(hallazgos))
        relato.table(
            [
                ("expedientes", f"{Solicitud.objects.count()}, con {Movimiento.objects.count()} movimientos encadenados; bitácora íntegra"),
                ("documentos en PDF", "var/demo/"),
                ("correos enviados", "var/correo/"),
            ]
        )

    def _say_where(self, relato: Relato, equipo: Any) -> None:
        relato.table(
            [
                ("mesa de trabajo", f"{settings.URL_BASE}/oficina/"),
                ("cuentas de prueba", ", ".join([*sorted(equipo.usuarios.values()), *hire_generales(equipo.contrasena)])),
                ("su contraseña, solo de esta vez", equipo.contrasena),
            ]
        )
        relato.line()
