"""manage.py calendario: preview, apply and revoke the acts that change the calendar, and bring the open cases up to them."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import get_default_timezone

from config import reloj
from solicitudes.actor import Actor, actor_for_persona
from solicitudes.calendario_csv import read_calendario
from solicitudes.models import ActoCalendario, Persona
from solicitudes.services.calendario import Prevision, Registro, aplicar_todas, previsualizar
from solicitudes.services.propuesta import Propuesta
from solicitudes.services.recalculo import recalcular_expedientes
from workflow.calendario import Clase, Dia
from workflow.capas import ClaseActo, Sector
from workflow.problema import ProblemaError

_DE_ACTO = sorted(c.value for c in ClaseActo if c is not ClaseActo.REVOCACION)


class Command(BaseCommand):
    help = (
        "Actos del calendario: previsualizar, aplicar, revocar, importar, recalcular y listar. "
        "Recalcula solo los expedientes abiertos y nunca adelanta una fecha ya comunicada."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        ordenes = parser.add_subparsers(dest="orden", required=True)
        for nombre in ("previsualizar", "aplicar"):
            _add_acto(ordenes.add_parser(nombre, help=f"{nombre.capitalize()} un acto: días, suspensión, caída o adscripción."))
        revocar = ordenes.add_parser("revocar", help="Dejar sin efecto un acto por otro acto.")
        revocar.add_argument("numero", type=int, help="El del acto que se revoca.")
        _add_razones(revocar)
        importar = ordenes.add_parser(
            "importar", help="Días de un CSV: fecha, nombre, clase, ambito, fundamento y, si consta, publicado_el."
        )
        importar.add_argument("archivo", type=Path)
        for con_previa in (revocar, importar):
            con_previa.add_argument("--previsualizar", action="store_true", help="Dice qué cambiaría, sin escribir nada.")
            con_previa.add_argument("--por", required=True, help="Usuario que responde del acto.")
        ordenes.add_parser("recalcular", help="Terminar lo que un acto haya dejado a medias.")
        ordenes.add_parser("listar", help="Los actos registrados.")

    def handle(self, *args: Any, **opciones: Any) -> None:
        ahora, orden = reloj.ahora(), opciones["orden"]
        try:
            if orden == "listar":
                self._list()
            elif orden == "recalcular":
                self._recompute(ahora)
            else:
                solo_ver = orden == "previsualizar" or opciones.get("previsualizar", False)
                self._register(_read_propuestas(orden, opciones), _find_actor(opciones["por"], ahora), ahora, solo_ver=solo_ver)
        except ProblemaError as problema:
            raise CommandError(problema.detalle) from problema

    def _register(self, propuestas: list[Propuesta], actor: Actor, ahora: datetime, *, solo_ver: bool) -> None:
        self._print_prevision(previsualizar(propuestas=propuestas, actor=actor, ahora=ahora))
        if solo_ver:
            return
        for registro in aplicar_todas(propuestas=propuestas, actor=actor, ahora=ahora):
            self.stdout.write(_describe(registro))
        self._recompute(ahora)

    def _recompute(self, ahora: datetime) -> None:
        resultado = recalcular_expedientes(ahora=ahora)
        self.stdout.write(f"Recalculado: {resultado.revisadas} expedientes revisados, {resultado.movidas} con otra fecha.")
        if resultado.fallidas:
            raise CommandError(f"{len(resultado.fallidas)} expedientes no se pudieron recalcular; el registro dice por qué.")

    def _print_prevision(self, prevision: Prevision) -> None:
        for numero in prevision.repetidos:
            self.stdout.write(f"Ya rige un acto idéntico: el número {numero}.")
        self.stdout.write(f"{prevision.movidas} solicitudes se mueven, de {prevision.revisadas} abiertas.")
        if prevision.primera and prevision.ultima:
            self.stdout.write(f"Fechas nuevas: del {prevision.primera:%d/%m/%Y} al {prevision.ultima:%d/%m/%Y}.")
        if prevision.sostenidas:
            self.stdout.write(f"{prevision.sostenidas} vencerían antes y conservan la fecha que ya se comunicó.")
        for codigo, cuantas in prevision.por_institucion:
            self.stdout.write(f"  {codigo}: {cuantas}")

    def _list(self) -> None:
        for acto in ActoCalendario.objects.select_related("revocado_por").order_by("numero"):
            revocado = f" (revocado por el {acto.revocado_por.numero})" if hasattr(acto, "revocado_por") else ""
            self.stdout.write(f"{acto.numero}  {acto.clase}  {acto.escrito}  {acto.motivo}  [{acto.fundamento}]{revocado}")


def _add_acto(orden: ArgumentParser) -> None:
    orden.add_argument("--clase", choices=_DE_ACTO, default=ClaseActo.DIAS.value)
    orden.add_argument("--ambito", required=True, help="nacional, sector:…, departamento:…, municipio:0901, materia:… o institucion:MSPAS.")
    orden.add_argument(
        "--dia", action="append", default=[], type=_read_dia, metavar="AAAA-MM-DD[:clase]", help=f"Repetible; clase: {', '.join(Clase)}."
    )
    orden.add_argument("--desde", type=date.fromisoformat, help="Primer día de la suspensión o de la caída.")
    orden.add_argument("--hasta", type=date.fromisoformat, help="Último día.")
    orden.add_argument("--sector", default="", choices=["", *Sector], help="En una adscripción.")
    orden.add_argument("--por", required=True, help="Usuario que responde del acto.")
    _add_razones(orden)


def _add_razones(orden: ArgumentParser) -> None:
    orden.add_argument("--motivo", required=True, help="Qué ocurre, en pocas palabras.")
    orden.add_argument("--fundamento", required=True, help="Acuerdo, decreto o constancia en que se funda.")
    orden.add_argument("--publicado-el", type=date.fromisoformat, help="Cuándo salió en el diario oficial.")


def _read_dia(texto: str) -> tuple[date, Clase]:
    fecha, _, clase = texto.partition(":")
    return date.fromisoformat(fecha), Clase(clase or Clase.INHABIL)


def _read_propuestas(orden: str, opciones: dict[str, Any]) -> list[Propuesta]:
    if orden == "importar":
        return read_calendario(opciones["archivo"])
    comunes = {campo: opciones[campo] for campo in ("motivo", "fundamento", "publicado_el")}
    if orden == "revocar":
        return [Propuesta(clase=ClaseActo.REVOCACION, ambito="", revoca=opciones["numero"], **comunes)]
    dias = tuple(Dia(fecha, opciones["motivo"], clase) for fecha, clase in opciones["dia"])
    propios = {campo: opciones[campo] for campo in ("ambito", "desde", "hasta", "sector")}
    return [Propuesta(clase=ClaseActo(opciones["clase"]), dias=dias, **propios, **comunes)]


def _find_actor(usuario: str, ahora: datetime) -> Actor:
    persona = Persona.objects.filter(username=usuario, is_active=True).first()
    if persona is None:
        raise CommandError(f"No hay una cuenta activa «{usuario}».")
    return actor_for_persona(persona, hoy=ahora.astimezone(get_default_timezone()).date())


def _describe(registro: Registro) -> str:
    acto = registro.acto
    if registro.repetido:
        return f"El acto {acto.numero} ya regía; no se registró otra vez."
    return f"Registrado el acto {acto.numero}: {acto.motivo} ({acto.escrito})."
