"""Registers as offices keep them, made for each test: CSV and workbooks, with what people do to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from openpyxl import Workbook

from solicitudes.importacion.archivo import open_tabla
from solicitudes.importacion.mapa import Mapa, propose_mapa
from solicitudes.services.importacion import Corrida
from tests.elenco import Elenco, cuando

#: The headings of a ministry's sheet, as it writes them.
TITULOS = (
    "No. de expediente", "Fecha de ingreso", "Información solicitada", "Solicitante", "Correo electrónico", "Estado", "Tipo de respuesta",
    "Fecha de respuesta", "Fecha límite", "Fecha de aclaración", "Fecha en que se aclaró", "Fecha de prórroga", "Días de prórroga",
)  # fmt: skip
AHORA = cuando(3, 20)

#: Answered in time, with all its dates; and one that goes on.
CERRADA: Mapping[str, Any] = {
    "No. de expediente": "UI-15-2024", "Fecha de ingreso": "04/03/2024", "Información solicitada": "Compras de vacunas.",
    "Solicitante": "Ana Xol", "Correo electrónico": "ana@correo.example", "Estado": "Finalizada", "Tipo de respuesta": "Positiva",
    "Fecha de respuesta": "14/03/2024", "Fecha límite": "18/03/2024",
}  # fmt: skip
ABIERTA: Mapping[str, Any] = {
    "No. de expediente": "UI-7-2026", "Fecha de ingreso": "12/03/2026", "Información solicitada": "Plazas vacantes.",
    "Solicitante": "Luis Caal", "Correo electrónico": "luis@correo.example", "Estado": "En trámite",
}  # fmt: skip


def write_csv(*filas: Mapping[str, Any], separador: str = ";", codificacion: str = "utf-8", titulos: Sequence[str] = TITULOS) -> BinaryIO:
    texto = io.StringIO()
    escritor = csv.writer(texto, delimiter=separador)
    escritor.writerow(titulos)
    escritor.writerows([fila.get(titulo, "") for titulo in titulos] for fila in filas)
    return io.BytesIO(texto.getvalue().encode(codificacion))


def write_libro(*filas: Sequence[Any], **hojas: Sequence[Sequence[Any]]) -> Workbook:
    """A workbook whose first sheet has these rows."""
    libro = Workbook()
    for fila in filas:
        libro.active.append(list(fila))
    for nombre, otras in hojas.items():
        hoja = libro.create_sheet(nombre)
        for fila in otras:
            hoja.append(list(fila))
    return libro


def as_archivo(libro: Workbook) -> BinaryIO:
    archivo = io.BytesIO()
    libro.save(archivo)
    return archivo


def as_fila(datos: Mapping[str, Any], **cambios: Any) -> list[Any]:
    return [(datos | cambios).get(titulo) for titulo in TITULOS]


def read_mapa_of(archivo: BinaryIO) -> Mapa:
    with open_tabla(archivo) as tabla:
        return propose_mapa(tabla.titulos)


def una_corrida(elenco: Elenco, archivo: BinaryIO, *, por: str = "la_autoridad", mapa: Mapa | None = None, **lo_demas: Any) -> Corrida:
    return Corrida(
        archivo=archivo,
        institucion=lo_demas.pop("institucion", elenco.salud),
        mapa=mapa or read_mapa_of(archivo),
        actor=getattr(elenco, por),
        ahora=lo_demas.pop("ahora", AHORA),
        **lo_demas,
    )


UN_DIA = date(2026, 3, 12)
