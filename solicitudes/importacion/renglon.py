"""One row of a register as a case, or what is wrong with it: the column and what to write there, never what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from solicitudes.importacion.archivo import Celda
from solicitudes.importacion.fechas import read_momento
from solicitudes.importacion.mapa import POR_CLAVE, Mapa
from solicitudes.importacion.palabras import VOCABULARIOS, Situacion, read_palabra
from solicitudes.models.presentacion import Canal, FormaEntrega
from workflow.eventos import TipoSolicitud
from workflow.frase import Cita, Frase

LARGO_DEL_NUMERO, LARGO_DEL_TEXTO, LARGO_DEL_NOMBRE, LARGO_DEL_TELEFONO = 60, 20_000, 200, 30
#: What stands where the former register kept no name and nobody is to be notified any more.
SIN_NOMBRE = "No consta en el registro anterior"
_DIAS_DE_PRORROGA = range(1, 366)
_FECHAS = ("recibida", "respondida", "vence", "aclaracion_pedida", "aclarada", "prorrogada")
_IMPOSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Falta:
    """What is wrong on a line: the column by its heading, and what to write. Repeats nothing that the register says of anybody."""

    linea: int
    columna: str
    que: Frase


@dataclass(frozen=True, slots=True)
class Renglon:
    """One case as the former register has it; moments are aware."""

    linea: int
    numero: str
    recibida: datetime
    descripcion: str
    nombre: str
    correo: str
    telefono: str
    canal: str
    tipo: str
    forma_entrega: str
    situacion: Situacion
    sentido: str
    respondida: datetime | None
    vence: datetime | None
    aclaracion_pedida: datetime | None
    aclarada: datetime | None
    prorrogada: datetime | None
    dias_prorroga: int

    @property
    def fechas_completas(self) -> bool:
        """Whether a closed case says when it came in, when it was answered and until when it could be: only then is it measured."""
        return self.situacion is Situacion.RESPONDIDA and self.respondida is not None and self.vence is not None


class Lector:
    """Reads rows by a map. `faltas` of a row are returned beside it: a row with any gives no case."""

    def __init__(self, mapa: Mapa, titulos: Sequence[str], *, zona: ZoneInfo, epoca: datetime, ahora: datetime) -> None:
        self._mapa, self._lugares = mapa, mapa.place(titulos)
        self._zona, self._epoca, self._ahora = zona, epoca, ahora

    def read(self, linea: int, celdas: Sequence[Celda]) -> tuple[Renglon | None, list[Falta]]:
        """The case on a line, or everything that keeps it from being one."""
        hoja = _Hoja(linea, {clave: celdas[i] if i < len(celdas) else None for clave, i in self._lugares.items()}, self._mapa)
        fechas = {clave: self._read_fecha(hoja, clave) for clave in _FECHAS}
        numero = hoja.read_texto("numero", LARGO_DEL_NUMERO)
        descripcion = hoja.read_texto("descripcion", LARGO_DEL_TEXTO)
        situacion = self._read_situacion(hoja, fechas["respondida"])
        sentido = hoja.read_palabra("sentido", "") if situacion is Situacion.RESPONDIDA else ""
        renglon = Renglon(
            linea=linea,
            numero=numero,
            recibida=fechas["recibida"] or self._ahora,
            descripcion=descripcion,
            nombre=self._read_nombre(hoja, situacion),
            correo=hoja.read_correo(),
            telefono=hoja.read_texto("telefono", LARGO_DEL_TELEFONO),
            canal=hoja.read_palabra("canal", Canal.MOSTRADOR.value),
            tipo=hoja.read_palabra("tipo", TipoSolicitud.ACCESO.value),
            forma_entrega=hoja.read_palabra("forma_entrega", FormaEntrega.ELECTRONICA.value),
            situacion=situacion,
            sentido=sentido,
            respondida=fechas["respondida"],
            vence=fechas["vence"],
            aclaracion_pedida=fechas["aclaracion_pedida"],
            aclarada=fechas["aclarada"],
            prorrogada=fechas["prorrogada"],
            dias_prorroga=hoja.read_dias(),
        )
        self._check(hoja, renglon, fechas)
        return (None if hoja.faltas else renglon), hoja.faltas

    def _read_fecha(self, hoja: _Hoja, clave: str) -> datetime | None:
        try:
            momento = read_momento(hoja.celda(clave), zona=self._zona, epoca=self._epoca, formatos=self._mapa.formatos)
        except (ValueError, OverflowError):
            hoja.blame(clave, "Escriba la fecha como 25/03/2026: el día, el mes y el año.")
            return None
        if momento is None and POR_CLAVE[clave].obligatorio:
            hoja.blame(clave, "Escriba la fecha como 25/03/2026.")
        if momento is not None and clave != "vence" and momento.date() > self._ahora.astimezone(self._zona).date():
            hoja.blame(clave, "La fecha está en el futuro: revise el año.")
            return None
        return momento

    def _read_situacion(self, hoja: _Hoja, respondida: datetime | None) -> Situacion:
        """What the column says; without one, what was answered is closed and the rest goes on."""
        omision = Situacion.RESPONDIDA if respondida else Situacion.EN_TRAMITE
        return Situacion(hoja.read_palabra("estado", omision))

    @staticmethod
    def _read_nombre(hoja: _Hoja, situacion: Situacion) -> str:
        nombre = hoja.read_texto("nombre", LARGO_DEL_NOMBRE)
        if not nombre and situacion.abierta:
            hoja.blame("nombre", "Escriba el nombre: a esa persona hay que responderle todavía (LAIP art. 41).")
        return nombre or SIN_NOMBRE

    def _check(self, hoja: _Hoja, r: Renglon, fechas: Mapping[str, datetime | None]) -> None:
        if r.situacion.abierta and r.respondida:
            hoja.blame("estado", "Dice que sigue abierta y tiene fecha de respuesta: cambie una de las dos.")
        if r.situacion is Situacion.RESPONDIDA and hoja.has("sentido") and not r.sentido and not hoja.is_blamed("sentido"):
            hoja.blame("sentido", "Diga cómo se respondió: {validos}.", validos=_list("sentido"))
        if bool(r.prorrogada) != bool(r.dias_prorroga) and r.situacion.abierta and not hoja.is_blamed("dias_prorroga"):
            falta = "dias_prorroga" if r.prorrogada else "prorrogada"
            hoja.blame(falta, "Una prórroga lleva su día y sus días hábiles; el plazo depende de los dos.")
        if r.aclarada and not r.aclaracion_pedida and r.situacion.abierta:
            hoja.blame("aclaracion_pedida", "Si se aclaró, diga qué día se pidió la aclaración.")
        for clave in ("respondida", "vence", "aclaracion_pedida", "aclarada", "prorrogada"):
            momento = fechas[clave]
            if momento and fechas["recibida"] and momento.date() < r.recibida.date():
                hoja.blame(clave, "Es anterior al día en que se recibió: revise las dos fechas.")


def _list(clave: str) -> Cita:
    return Cita(", ".join(VOCABULARIOS[clave]))


class _Hoja:
    """The cells of one row by field, and what is wrong with them."""

    def __init__(self, linea: int, celdas: Mapping[str, Celda], mapa: Mapa) -> None:
        self._linea, self._celdas, self._mapa = linea, celdas, mapa
        self.faltas: list[Falta] = []

    def has(self, clave: str) -> bool:
        return clave in self._celdas

    def celda(self, clave: str) -> Celda:
        return self._celdas.get(clave)

    def blame(self, clave: str, sentencia: str, **datos: Any) -> None:
        self.faltas.append(Falta(self._linea, self._mapa.name_columna(clave), Frase(sentencia, datos)))

    def is_blamed(self, clave: str) -> bool:
        return any(falta.columna == self._mapa.name_columna(clave) for falta in self.faltas)

    def read_texto(self, clave: str, largo: int) -> str:
        celda = self.celda(clave)
        if isinstance(celda, float) and celda.is_integer():
            celda = int(celda)  # what looks like 15 in the sheet is 15.0 in the file
        texto = str(celda).strip() if celda is not None else ""
        if not texto and POR_CLAVE[clave].obligatorio:
            self.blame(clave, "Falta: {que}.", que=POR_CLAVE[clave].etiqueta)
        elif len(texto) > largo:
            self.blame(clave, "Es muy largo: caben {largo} letras.", largo=largo)
        elif _IMPOSIBLE.search(texto):
            self.blame(clave, "Tiene signos que no se ven y no se pueden guardar: escríbalo de nuevo.")
        return texto

    def read_palabra(self, clave: str, omision: str) -> str:
        texto = self.read_texto(clave, 200)
        if not texto:
            return omision
        valor = read_palabra(clave, texto, self._mapa.palabras.get(clave, {}))
        if valor is None:
            sentencia = "No se entiende esa palabra. Escriba una de: {validos}; o diga en el mapa qué significa."
            self.blame(clave, sentencia, validos=_list(clave))
        return valor or omision

    def read_correo(self) -> str:
        texto = self.read_texto("correo", 254)
        return texto if self._is_valid(texto, validate_email) else ""

    def _is_valid(self, texto: str, validador: Callable[[str], None]) -> bool:
        try:
            if texto:
                validador(texto)
        except ValidationError:
            self.blame("correo", "Escriba una dirección como nombre@dominio.gt, o deje la celda vacía.")
            return False
        return True

    def read_dias(self) -> int:
        texto = self.read_texto("dias_prorroga", 10)
        if not texto:
            return 0
        if not texto.isdecimal() or int(texto) not in _DIAS_DE_PRORROGA:
            self.blame("dias_prorroga", "Escriba cuántos días hábiles, con un número.")
            return 0
        return int(texto)
