"""Writes gt.csv, the Guatemalan holidays of 2009 to 2040 with the legal basis of each; run by hand when a rule changes.

    python -m workflow.calendarios.generar_gt

The system never runs this: it reads the file, so that a past year can't change with a newer program.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ARCHIVO = Path(__file__).with_name("gt.csv")
ANIOS = range(2009, 2041)

CODIGO_DE_TRABAJO = "Código de Trabajo, art. 127"
SERVICIO_CIVIL = "Ley de Servicio Civil (Decreto 1748), art. 69"
TURISMO_2010 = "Decreto 42-2010, art. 2"
TURISMO_2018 = "Decreto 42-2010, art. 2, reformado por el Decreto 19-2018"
LOCALIDAD = f"{CODIGO_DE_TRABAJO} (festividad de la localidad)"

NOTA_MEDIO_DIA = (
    "Asueto desde el mediodía. La Ley del Organismo Judicial, art. 45 d), sólo excluye el día cerrado durante todas las horas laborales: "
    "cuenta como hábil, salvo que un decreto o la institución cierre el día entero (lectura D12)."
)
NOTA_ARTICULO_69 = "El número del artículo 69 está por verificar."
NOTA_2010 = (
    "El Decreto 42-2010 (vigente desde noviembre de 2010) pasaba el martes al lunes anterior, y el miércoles y el jueves al viernes "
    "siguiente; sólo alcanzaba al 30 de junio. Lo dicen la prensa de 2010 y un resumen de 2015; no se ha cotejado con el Diario de Centro "
    "América, y otras listas públicas dejan el 30 de junio sin mover hasta 2018."
)
NOTA_2018 = "Trasladado: martes y miércoles pasan al lunes anterior; de jueves a domingo, al lunes siguiente. El {} es día hábil."
NOTA_CORTE = (
    "La Corte de Constitucionalidad suspendió en abril de 2020 el traslado del 1 de mayo y del 20 de octubre; el número de expediente "
    "está por verificar (5536-2018 o 2282-2020, según la fuente)."
)
NOTA_LOCAL = "Sólo en este municipio; fuente secundaria, conviene confirmarla con la municipalidad."
NOTA_CAPITAL = "Sólo en el municipio de Guatemala; otras listas públicas la dan por error como nacional."
NOTA_PERMISO = (
    "Permiso laboral del Organismo Ejecutivo: no alcanza a los servicios esenciales, a los demás poderes ni a quien tenga otro día por "
    "pacto colectivo. Si hace inhábil el día para los plazos es discutido: lo decide el calendario de cada institución (lectura D13)."
)

FIJOS = {
    (1, 1): "Año Nuevo",
    (9, 15): "Día de la Independencia",
    (11, 1): "Día de Todos los Santos",
    (12, 25): "Navidad",
}
FIESTAS_LOCALES = {
    "0101": (8, 15, "Día de la Asunción, fiesta de la ciudad de Guatemala"),
    "0301": (7, 25, "Santiago Apóstol, fiesta de Antigua Guatemala"),
    "0710": (10, 4, "San Francisco de Asís, fiesta de Panajachel"),
    "0716": (4, 25, "San Marcos Evangelista, fiesta de San Marcos La Laguna"),
    "0717": (6, 24, "San Juan Bautista, fiesta de San Juan La Laguna"),
    "0718": (6, 29, "San Pedro Apóstol, fiesta de San Pedro La Laguna"),
}
PERMISOS_DEL_EJECUTIVO = {
    date(2022, 9, 16): "Acuerdo gubernativo de septiembre de 2022 (número por verificar)",
    date(2023, 12, 26): "Acuerdo Gubernativo 313-2023",
    date(2024, 1, 2): "Acuerdo Gubernativo 313-2023",
    date(2024, 9, 16): "Acuerdo gubernativo de septiembre de 2024 (número por verificar)",
    date(2025, 11, 3): "Acuerdo Gubernativo 186-2025",
    date(2025, 12, 24): "Acuerdo Gubernativo 222-2025",
    date(2025, 12, 26): "Acuerdo Gubernativo 222-2025",
    date(2025, 12, 31): "Acuerdo Gubernativo 222-2025",
}


class Fila(NamedTuple):
    """One day of the calendar, in the order of the columns."""

    fecha: date
    nombre: str
    clase: str
    ambito: str
    fundamento: str
    certeza: str
    nota: str


def _nacional(fecha: date, nombre: str, *, fundamento: str = CODIGO_DE_TRABAJO, certeza: str = "hallado", nota: str = "") -> Fila:
    return Fila(fecha, nombre, "inhabil", "nacional", fundamento, certeza, nota)


def _medio_dia(fecha: date, nombre: str, fundamento: str, nota: str = "") -> Fila:
    return Fila(fecha, nombre, "medio_dia", "nacional", fundamento, "discutido", f"{NOTA_MEDIO_DIA} {nota}".rstrip())


def pascua(anio: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of Meeus, Jones and Butcher)."""
    siglo, resto = divmod(anio, 100)
    ciclo = anio % 19
    correccion = (siglo - (siglo + 8) // 25 + 1) // 3
    epacta = (19 * ciclo + siglo - siglo // 4 - correccion + 15) % 30
    semana = (32 + 2 * (siglo % 4) + 2 * (resto // 4) - epacta - resto % 4) % 7
    exceso = (ciclo + 11 * epacta + 22 * semana) // 451
    mes, dia = divmod(epacta + semana - 7 * exceso + 114, 31)
    return date(anio, mes, dia + 1)


def traslado_2010(fecha: date) -> date:
    """Decreto 42-2010 before its reform: Tuesday to the Monday before, Wednesday and Thursday to the Friday after."""
    return fecha + timedelta(days={1: -1, 2: 2, 3: 1}.get(fecha.weekday(), 0))


def traslado_2018(fecha: date) -> date:
    """Decreto 19-2018: Tuesday and Wednesday to the Monday before, Thursday to Sunday to the Monday after."""
    dia = fecha.weekday()
    return fecha - timedelta(days=dia) if dia <= 2 else fecha + timedelta(days=7 - dia)


def _trasladado(fecha: date, nombre: str, origen: str) -> Fila:
    movido = traslado_2018(fecha)
    fundamento = f"{CODIGO_DE_TRABAJO}; {TURISMO_2018}"
    return _nacional(movido, nombre, fundamento=fundamento, nota=NOTA_2018.format(origen) if movido != fecha else "")


def dia_del_ejercito(anio: int) -> Fila:
    """30 June, where each of the three rules of its history puts it; the reform of 2018 came after that year's."""
    fecha, nombre = date(anio, 6, 30), "Día del Ejército"
    if anio <= 2010:
        return _nacional(fecha, nombre)
    if anio <= 2018:
        fundamento = f"{CODIGO_DE_TRABAJO}; {TURISMO_2010}"
        return _nacional(traslado_2010(fecha), nombre, fundamento=fundamento, certeza="discutido", nota=NOTA_2010)
    return _trasladado(fecha, nombre, "30 de junio")


def dia_del_trabajo(anio: int) -> Fila:
    """1 May, moved in 2019 only: in force from 18 October 2018, taken out by the court in April 2020."""
    fecha, nombre = date(anio, 5, 1), "Día del Trabajo"
    if anio == 2019:
        return _trasladado(fecha, nombre, "1 de mayo")
    return _nacional(fecha, nombre, nota=NOTA_CORTE if anio == 2020 else "")


def dia_de_la_revolucion(anio: int) -> Fila:
    """20 October, moved in 2018 and 2019 only, for the same reasons as 1 May."""
    fecha, nombre = date(anio, 10, 20), "Día de la Revolución"
    if anio in (2018, 2019):
        return _trasladado(fecha, nombre, "20 de octubre")
    return _nacional(fecha, nombre, nota=NOTA_CORTE if anio == 2020 else "")


def _semana_santa(anio: int) -> Iterator[Fila]:
    domingo = pascua(anio)
    reformado = anio >= 2019
    fundamento = f"{TURISMO_2018} (lo nombra entre sus excepciones)" if reformado else SERVICIO_CIVIL
    nota = "No está en el Código de Trabajo, art. 127." + ("" if reformado else f" {NOTA_ARTICULO_69}")
    yield _medio_dia(domingo - timedelta(days=4), "Miércoles Santo", fundamento, nota)
    yield _nacional(domingo - timedelta(days=3), "Jueves Santo")
    yield _nacional(domingo - timedelta(days=2), "Viernes Santo")
    yield _nacional(domingo - timedelta(days=1), "Sábado Santo")


def _nacionales(anio: int) -> Iterator[Fila]:
    yield from (_nacional(date(anio, mes, dia), nombre) for (mes, dia), nombre in FIJOS.items())
    yield from _semana_santa(anio)
    yield dia_del_trabajo(anio)
    yield dia_del_ejercito(anio)
    yield dia_de_la_revolucion(anio)
    visperas = f"{CODIGO_DE_TRABAJO}; {SERVICIO_CIVIL}"
    yield _medio_dia(date(anio, 12, 24), "Nochebuena", visperas, NOTA_ARTICULO_69)
    yield _medio_dia(date(anio, 12, 31), "Fin de año", visperas, NOTA_ARTICULO_69)


def _municipales(anio: int) -> Iterator[Fila]:
    for codigo, (mes, dia, nombre) in FIESTAS_LOCALES.items():
        nota = NOTA_CAPITAL if codigo == "0101" else NOTA_LOCAL
        yield Fila(date(anio, mes, dia), nombre, "inhabil", f"municipio:{codigo}", LOCALIDAD, "hallado", nota)


def _permisos(anio: int) -> Iterator[Fila]:
    for fecha, acuerdo in PERMISOS_DEL_EJECUTIVO.items():
        if fecha.year == anio:
            yield Fila(fecha, "Permiso laboral en el Organismo Ejecutivo", "inhabil", "ejecutivo", acuerdo, "discutido", NOTA_PERMISO)


def list_filas() -> list[Fila]:
    """Every day of every layer and year, by date and then layer."""
    return sorted(fila for anio in ANIOS for capa in (_nacionales, _municipales, _permisos) for fila in capa(anio))


def render_csv() -> str:
    """The whole file as text, with Unix line ends whatever the machine."""
    texto = io.StringIO()
    escritor = csv.writer(texto, lineterminator="\n")
    escritor.writerow(Fila._fields)
    escritor.writerows((fila.fecha.isoformat(), *fila[1:]) for fila in list_filas())
    return texto.getvalue()


if __name__ == "__main__":
    ARCHIVO.write_bytes(render_csv().encode())
