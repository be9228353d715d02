"""importar: an institution's former register, rehearsed first, then whole or not at all; the same file twice changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import BinaryIO, ClassVar

from django.db import transaction

from solicitudes.acciones import Accion
from solicitudes.actor import Actor
from solicitudes.folios import take_folios_seguidos
from solicitudes.importacion.archivo import RegistroIlegibleError, Tabla, open_tabla
from solicitudes.importacion.expediente import Constructor, Nacimiento, RenglonImposibleError, seal_renglon
from solicitudes.importacion.informe import MAXIMO_DE_FALTAS, Informe, Resultado
from solicitudes.importacion.mapa import Mapa, check_mapa
from solicitudes.importacion.renglon import Falta, Lector, Renglon
from solicitudes.models import Importacion, Institucion, Movimiento, Presentacion, Solicitud
from solicitudes.policies import is_administrador
from solicitudes.policies_importacion import require_importacion
from solicitudes.services.acto_administrativo import record_acto
from solicitudes.services.publicacion import announce
from workflow.frase import Cita, Frase
from workflow.problema import ProblemaError
from workflow.regimen import get_regimen_vigente
from workflow.roles import Rol

LOTE = 500


class RegistroConFaltasError(ProblemaError):
    """Nothing was imported; `informe` says what to mend."""

    codigo: ClassVar[str] = "registro-con-faltas"
    titulo: ClassVar[str] = "El registro tiene faltas y no se importó nada"

    def __init__(self, sentencia: str, *, informe: Informe) -> None:
        super().__init__(sentencia, faltas=informe.rechazadas, leidas=informe.leidas)
        self.informe = informe


class RegistroVacioError(ProblemaError):
    codigo: ClassVar[str] = "registro-vacio"
    titulo: ClassVar[str] = "El archivo no trae ningún expediente"


class RegistroMovidoError(ProblemaError):
    codigo: ClassVar[str] = "registro-movido"
    titulo: ClassVar[str] = "Mientras tanto alguien más importó"
    estatus: ClassVar[int] = 409


class RegistroDemasiadoGrandeError(ProblemaError):
    codigo: ClassVar[str] = "registro-demasiado-grande"
    titulo: ClassVar[str] = "El registro es demasiado grande para esta página"


@dataclass(frozen=True, slots=True)
class Apunte:
    """What became of one row, for whoever reconciles the two registers."""

    linea: int
    numero: str
    folio: str
    resultado: Resultado


@dataclass
class Corrida:
    """One run over a file. `tell_falta` and `tell_apunte` get every fault and every row as they are found, however many there are;
    `maximo` refuses a longer file, 0 for none."""

    archivo: BinaryIO
    institucion: Institucion
    mapa: Mapa
    actor: Actor
    ahora: datetime
    tell_falta: Callable[[Falta], None] = lambda falta: None
    tell_apunte: Callable[[Apunte], None] = lambda apunte: None
    maximo: int = 0
    _vistos: dict[int, int] = field(default_factory=dict)

    @property
    def constructor(self) -> Constructor:
        persona = require_importacion(self.actor, self.institucion.pk)
        rol = Rol.ADMINISTRADOR if is_administrador(self.actor) else Rol.MAXIMA_AUTORIDAD
        return Constructor(self.institucion, rol=rol, persona_id=persona, ahora=self.ahora)

    @contextmanager
    def open(self) -> Iterator[tuple[Tabla, Lector]]:
        check_mapa(self.mapa)
        zona = get_regimen_vigente(self.institucion.regimen, fecha=self.ahora).zona
        with open_tabla(self.archivo, hoja=self.mapa.hoja, fila_de_titulos=self.mapa.fila_de_titulos) as tabla:
            yield tabla, Lector(self.mapa, tabla.titulos, zona=zona, epoca=tabla.epoca, ahora=self.ahora)


def ensayar(corrida: Corrida) -> Informe:
    """Read everything and write nothing: what would come in, what is here already, what is wrong and on which line.

    :raises ActoNoAutorizadoError: `actor` does not administer the institution.
    :raises RegistroIlegibleError, MapaInvalidoError: the file or the map, as a whole.
    :raises RegistroVacioError, RegistroDemasiadoGrandeError: no row, or more than `maximo`.
    """
    informe, constructor = Informe(), corrida.constructor
    corrida._vistos.clear()
    with corrida.open() as (tabla, lector):
        informe.avisos = tabla.avisos
        for lote in _read_lotes(corrida, tabla, lector, informe, constructor):
            conocidas = _find_conocidas(corrida.institucion, [renglon for renglon, _ in lote])
            for renglon, vencida in lote:
                folio, resultado = _weigh(renglon, conocidas)
                informe.count(renglon, resultado, vencida=vencida)
                corrida.tell_apunte(Apunte(renglon.linea, renglon.numero, folio, resultado))
    if not informe.leidas:
        raise RegistroVacioError("Bajo los títulos no hay ninguna fila con datos.")
    return informe


def importar(corrida: Corrida) -> tuple[Importacion | None, Informe]:
    """Bring in what is new, all of it or nothing; None when everything was here.

    The institution is locked, so that two runs of one file bring each case once.

    :raises RegistroConFaltasError: some row has a fault; nothing was written.
    :raises RegistroMovidoError: between the check and the writing another run brought some of it; nothing was written by this one.
    """
    callar = lambda apunte: None  # noqa: E731 - rows are told once they have their folio
    contar, corrida.tell_apunte = corrida.tell_apunte, callar
    informe = ensayar(corrida)
    if informe.rechazadas:
        raise RegistroConFaltasError("Hay {faltas} filas con faltas, de {leidas}. Corríjalas y vuelva a ensayar.", informe=informe)
    if not informe.nuevas:
        return None, informe
    corrida.tell_apunte = contar
    huella = _hash(corrida.archivo)
    with transaction.atomic():
        Institucion.objects.select_for_update().get(pk=corrida.institucion.pk)
        importacion = _record(corrida, informe, huella)
        if _write(corrida, importacion) != informe.nuevas:
            raise RegistroMovidoError("Otra importación trajo parte de estos expedientes mientras tanto. Ensaye de nuevo.")
    return importacion, informe


def _read_lotes(
    corrida: Corrida, tabla: Tabla, lector: Lector, informe: Informe, constructor: Constructor
) -> Iterator[list[tuple[Renglon, bool]]]:
    """The rows without a fault, some at a time, each with whether it would come in with its term over; the others are counted."""
    lote: list[tuple[Renglon, bool]] = []
    for linea, celdas in tabla.filas:
        informe.leidas += 1
        if corrida.maximo and informe.leidas > corrida.maximo:
            raise RegistroDemasiadoGrandeError(
                "Por esta página se importan {maximo} filas como máximo. Pida a quien opera el sistema que lo importe por comando.",
                maximo=corrida.maximo,
            )
        renglon, faltas = lector.read(linea, celdas)
        vencida = False
        if renglon is not None:
            faltas, vencida = _check(corrida, constructor, renglon)
        if faltas:
            _blame(corrida, informe, faltas)
        elif renglon is not None:
            lote.append((renglon, vencida))
        if len(lote) == LOTE:
            yield lote
            lote = []
    if lote:
        yield lote


def _check(corrida: Corrida, constructor: Constructor, renglon: Renglon) -> tuple[list[Falta], bool]:
    """What is wrong with a row beside the others, or by the law; and whether its term is over."""
    # A number of eight bytes stands for each row's own, so that a register of any length fits.
    antes = corrida._vistos.setdefault(hash(renglon.numero), renglon.linea)
    if antes != renglon.linea:
        que = Frase("El número ya está en la línea {linea}: cada expediente lleva el suyo.", {"linea": antes})
        return [Falta(renglon.linea, corrida.mapa.name_columna("numero"), que)], False
    try:
        return [], constructor.check(renglon)
    except RenglonImposibleError as imposible:
        return [Falta(renglon.linea, corrida.mapa.name_columna(imposible.campo), _tell_imposible(imposible))], False


def _tell_imposible(imposible: RenglonImposibleError) -> Frase:
    que = Frase(imposible.plantilla, imposible.datos)
    return Frase("{que} ({articulo})", {"que": que, "articulo": Cita(imposible.articulo)}) if imposible.articulo else que


def _blame(corrida: Corrida, informe: Informe, faltas: Sequence[Falta]) -> None:
    informe.rechazadas += 1
    for falta in faltas:
        corrida.tell_falta(falta)
        if len(informe.faltas) < MAXIMO_DE_FALTAS:
            informe.faltas.append(falta)


def _find_conocidas(institucion: Institucion, renglones: Sequence[Renglon]) -> dict[str, tuple[str, str]]:
    """Of these numbers, those that the institution has here: folio, and the seal of the row that brought it. One query."""
    numeros = [r.numero for r in renglones]
    suyos = {"solicitud__institucion": institucion, "solicitud__prueba": False, "solicitud__expediente_interno__in": numeros}
    filas = Movimiento.objects.filter(**suyos, numero=1).values_list("solicitud__expediente_interno", "solicitud__folio", "datos")
    return {numero: (folio, datos.get("huella", "")) for numero, folio, datos in filas}


def _weigh(renglon: Renglon, conocidas: dict[str, tuple[str, str]]) -> tuple[str, Resultado]:
    if renglon.numero not in conocidas:
        return "", Resultado.IMPORTADA
    folio, huella = conocidas[renglon.numero]
    return folio, Resultado.CAMBIADA if huella and huella != seal_renglon(renglon) else Resultado.YA_ESTABA


def _record(corrida: Corrida, informe: Informe, huella: str) -> Importacion:
    importacion = Importacion.objects.create(
        institucion=corrida.institucion,
        persona_id=require_importacion(corrida.actor, corrida.institucion.pk),
        sha256=huella,
        leidas=informe.leidas,
        importadas=informe.nuevas,
        resumen=informe.as_resumen(),
        fecha_hora=corrida.ahora,
    )
    record_acto(
        accion=Accion.IMPORTAR_REGISTRO,
        objeto=f"{informe.nuevas} expedientes, {corrida.institucion}",
        institucion_id=corrida.institucion.pk,
        actor=corrida.actor,
        ahora=corrida.ahora,
        detalle={"importacion": importacion.pk, "sha256": huella},
    )
    return importacion


def _write(corrida: Corrida, importacion: Importacion) -> int:
    """Read the file again and write what is new, some rows at a time; returns how many."""
    constructor, escritas = corrida.constructor, 0
    regimen = get_regimen_vigente(corrida.institucion.regimen, fecha=corrida.ahora)
    anio = corrida.ahora.astimezone(regimen.zona).year
    with corrida.open() as (tabla, lector):
        filas = tabla.filas
        while lote := [lector.read(linea, celdas)[0] for linea, celdas in islice(filas, LOTE)]:
            leidos = [renglon for renglon in lote if renglon is not None]
            if len(leidos) < len(lote):
                raise RegistroIlegibleError("El archivo cambió mientras se leía.")
            conocidas = _find_conocidas(corrida.institucion, leidos)
            nuevos = [renglon for renglon in leidos if renglon.numero not in conocidas]
            folios = iter(
                take_folios_seguidos(corrida.institucion, jurisdiccion=regimen.jurisdiccion, anio=anio, cuantos=len(nuevos))
                if nuevos
                else ()
            )
            nacidos = [constructor.build(renglon, folio=next(folios), importacion=importacion) for renglon in nuevos]
            _save(nacidos, corrida.ahora)
            _tell(corrida, leidos, conocidas, nacidos)
            escritas += len(nacidos)
    return escritas


def _save(nacidos: Sequence[Nacimiento], ahora: datetime) -> None:
    Presentacion.objects.bulk_create([n.presentacion for n in nacidos])
    Solicitud.objects.bulk_create([n.solicitud for n in nacidos])
    Movimiento.objects.bulk_create([n.movimiento for n in nacidos])
    # What ended before it came in is no news for anybody's system; what goes on here is.
    announce([n.movimiento for n in nacidos if n.movimiento.datos["abierta"]], ahora=ahora)


def _tell(corrida: Corrida, leidos: Sequence[Renglon], conocidas: dict[str, tuple[str, str]], nacidos: Sequence[Nacimiento]) -> None:
    folios = {n.solicitud.expediente_interno: n.solicitud.folio for n in nacidos}
    for renglon in leidos:
        folio, resultado = _weigh(renglon, conocidas)
        corrida.tell_apunte(Apunte(renglon.linea, renglon.numero, folio or folios[renglon.numero], resultado))


def _hash(archivo: BinaryIO) -> str:
    archivo.seek(0)
    huella = hashlib.sha256()
    while trozo := archivo.read(1024 * 1024):
        huella.update(trozo)
    return huella.hexdigest()
