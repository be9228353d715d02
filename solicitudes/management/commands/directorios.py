"""manage.py directorios: register the directories of accounts by which officials sign in, renew their secrets, switch them, try them."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import reloj
from solicitudes.actor import Actor, actor_for_persona
from solicitudes.models import Emisor, Persona
from solicitudes.services.emisores import (
    DatosDeEmisor,
    desactivar_emisor,
    list_emisores,
    probar_emisor,
    reactivar_emisor,
    registrar_emisor,
    rotar_emisor,
)
from workflow.problema import ProblemaError


class Command(BaseCommand):
    help = "Directorios de cuentas (OpenID Connect) de las instituciones. Se hace en nombre de quien administra, y queda registrado."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--por", required=True, metavar="USUARIO", help="Quién lo hace: una persona con cargo de administración.")
        ordenes = parser.add_subparsers(dest="orden", required=True)
        registrar = ordenes.add_parser("registrar", help="Comprueba un directorio y lo registra.")
        for nombre in ("clave", "institucion", "emisor", "client_id"):
            registrar.add_argument(nombre)
        registrar.add_argument("--nombre", default="", help="Como se lee al entrar; sin él, el de la institución.")
        registrar.add_argument("--dominio", action="append", default=[], help="Dominio de correo del que responde; se repite.")
        registrar.add_argument("--fiarse-del-segundo-factor", action="store_true")
        registrar.add_argument("--acr", default="", help="Valor de acr que lo afirma.")
        rotar = ordenes.add_parser("rotar", help="Cambia el secreto.")
        rotar.add_argument("clave")
        for orden in (registrar, rotar):
            orden.add_argument(
                "--en-la-instalacion", action="store_true", help="El secreto está en SECRETOS_DE_EMISORES; si no, se pregunta."
            )
        for nombre, ayuda in (("desactivar", "Nadie más entra."), ("reactivar", "Se vuelve a entrar."), ("probar", "¿Responde como debe?")):
            ordenes.add_parser(nombre, help=ayuda).add_argument("clave")
        ordenes.add_parser("listar", help="Cuáles hay.")

    def handle(self, *args: Any, **opciones: Any) -> None:
        persona = Persona.objects.filter(username=opciones["por"], is_active=True).first()
        if persona is None:
            raise CommandError(f"No existe «{opciones['por']}».")
        actor = actor_for_persona(persona, hoy=reloj.hoy())
        try:
            self.stdout.write(getattr(self, f"_{opciones['orden']}")(opciones, actor))
        except ProblemaError as problema:
            raise CommandError(problema.detalle) from None

    def _registrar(self, opciones: dict[str, Any], actor: Actor) -> str:
        emisor = registrar_emisor(
            clave=opciones["clave"],
            codigo=opciones["institucion"],
            url=opciones["emisor"],
            cliente_id=opciones["client_id"],
            secreto=_ask_secreto(opciones),
            datos=DatosDeEmisor(
                opciones["nombre"] or opciones["institucion"],
                tuple(opciones["dominio"]),
                opciones["fiarse_del_segundo_factor"],
                opciones["acr"],
            ),
            actor=actor,
            ahora=reloj.ahora(),
        )
        return f"{emisor} respondió y quedó registrado."

    def _rotar(self, opciones: dict[str, Any], actor: Actor) -> str:
        emisor = rotar_emisor(emisor_id=_find(opciones), secreto=_ask_secreto(opciones), actor=actor, ahora=reloj.ahora())
        return f"{emisor} usa desde ahora el secreto nuevo."

    def _desactivar(self, opciones: dict[str, Any], actor: Actor) -> str:
        return f"Nadie más entra por {desactivar_emisor(emisor_id=_find(opciones), actor=actor, ahora=reloj.ahora())}."

    def _reactivar(self, opciones: dict[str, Any], actor: Actor) -> str:
        return f"Se vuelve a entrar por {reactivar_emisor(emisor_id=_find(opciones), actor=actor, ahora=reloj.ahora())}."

    def _probar(self, opciones: dict[str, Any], actor: Actor) -> str:
        return f"{probar_emisor(emisor_id=_find(opciones), actor=actor)} responde como debe."

    def _listar(self, opciones: dict[str, Any], actor: Actor) -> str:
        return "\n".join(
            f"{e.clave}  {e.institucion.codigo}  {e.url}  {'activo' if e.activo else 'desactivado'}  {' '.join(e.dominios)}"
            for e in list_emisores(actor=actor)
        )


def _find(opciones: dict[str, Any]) -> int:
    return Emisor.objects.filter(clave=opciones["clave"]).values_list("pk", flat=True).first() or 0


def _ask_secreto(opciones: dict[str, Any]) -> str:
    """From whoever types it unseen, or from a pipe; never from the command line, which everybody on the machine can read."""
    if opciones["en_la_instalacion"]:
        return ""
    return getpass.getpass("Secreto: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
