"""manage.py clientes: accredit other portals and the systems of institutions, renew their secrets, revoke them, list them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import reloj
from solicitudes.alcances import Alcance
from solicitudes.models import Cliente, Institucion, Persona
from solicitudes.services.clientes import DIAS_DE_TRASLAPE, acreditar, revocar, rotar_secreto
from workflow.problema import ProblemaError


class Command(BaseCommand):
    help = "Acredita clientes de la API. El secreto se muestra una sola vez."

    def add_arguments(self, parser: ArgumentParser) -> None:
        ordenes = parser.add_subparsers(dest="orden", required=True)
        crear = ordenes.add_parser("crear", help="Acredita un cliente y muestra su secreto.")
        crear.add_argument("nombre")
        crear.add_argument("--alcance", action="append", default=[], metavar="ALCANCE", help=", ".join(Alcance))
        crear.add_argument("--institucion", default="", help="Código, si es el sistema de una institución.")
        crear.add_argument("--responsable", default="", help="Usuario oficial en cuyo nombre actúa.")
        crear.add_argument("--prueba", action="store_true", help="Ensaya con expedientes sin valor legal; no se cambia después.")
        crear.add_argument("--correo", default="", help="De contacto; a él van los avisos de un cliente de pruebas.")
        rotar = ordenes.add_parser("rotar", help="Da un secreto nuevo; el anterior vale unos días más.")
        rotar.add_argument("identificador")
        rotar.add_argument("--dias", type=int, default=DIAS_DE_TRASLAPE)
        ordenes.add_parser("revocar", help="Cierra la puerta al instante.").add_argument("identificador")
        ordenes.add_parser("listar", help="Quién está acreditado, para qué, y cuándo entró por última vez.")

    def handle(self, *args: Any, **opciones: Any) -> None:
        try:
            getattr(self, f"_{opciones['orden']}")(opciones)
        except ProblemaError as problema:
            raise CommandError(problema.detalle) from None

    def _crear(self, opciones: dict[str, Any]) -> None:
        cliente, secreto = acreditar(
            nombre=opciones["nombre"],
            alcances=opciones["alcance"],
            institucion=self._find(Institucion, "codigo", opciones["institucion"]),
            responsable=self._find(Persona, "username", opciones["responsable"]),
            correo=opciones["correo"],
            prueba=opciones["prueba"],
            ahora=reloj.ahora(),
        )
        self.stdout.write(f"client_id      {cliente.identificador}\nclient_secret  {secreto}\nNo se vuelve a mostrar.")

    def _rotar(self, opciones: dict[str, Any]) -> None:
        secreto = rotar_secreto(identificador=opciones["identificador"], dias=opciones["dias"], ahora=reloj.ahora())
        self.stdout.write(f"client_secret  {secreto}\nNo se vuelve a mostrar. El anterior vale {opciones['dias']} días más.")

    def _revocar(self, opciones: dict[str, Any]) -> None:
        cliente = revocar(identificador=opciones["identificador"], ahora=reloj.ahora())
        self.stdout.write(f"{cliente.nombre} ya no puede entrar.")

    def _listar(self, opciones: dict[str, Any]) -> None:
        for cliente in Cliente.objects.select_related("institucion"):
            quien = cliente.institucion.codigo if cliente.institucion else "pruebas" if cliente.prueba else "portal"
            uso = f"{cliente.fecha_hora_ultimo_uso:%Y-%m-%d %H:%M}" if cliente.fecha_hora_ultimo_uso else "nunca"
            estado = "activo" if cliente.activo else f"revocado {cliente.fecha_hora_revocado:%Y-%m-%d}"
            estado = f"suspendido {cliente.fecha_hora_suspendido:%Y-%m-%d}" if cliente.fecha_hora_suspendido else estado
            self.stdout.write(
                f"{cliente.identificador}  {cliente.nombre}  {quien}  {estado}  {' '.join(cliente.alcances)}  último uso: {uso}"
            )

    def _find(self, modelo: Any, campo: str, valor: str) -> Any:
        if not valor:
            return None
        fila = modelo.objects.filter(**{campo: valor}).first()
        if fila is None:
            raise CommandError(f"No existe «{valor}».")
        return fila
