"""What offices do to their sheets, read or refused with what to do: alphabets, separators, dates, sheets, merged cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from solicitudes.importacion.archivo import RegistroIlegibleError, find_codificacion, open_tabla
from solicitudes.importacion.fechas import read_momento
from solicitudes.importacion.mapa import Mapa, MapaInvalidoError, check_mapa, parse_mapa, propose_mapa, write_mapa
from tests.elenco import GUATEMALA
from tests.solicitudes.importacion.registros import ABIERTA, CERRADA, TITULOS, as_archivo, as_fila, write_csv, write_libro

EPOCA = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone


def read(archivo: Any, **opciones: Any) -> tuple[tuple[str, ...], list[tuple[int, list[Any]]]]:
    with open_tabla(archivo, **opciones) as tabla:
        return tabla.titulos, [(linea, list(celdas)) for linea, celdas in tabla.filas]


@pytest.mark.parametrize("separador", [";", ",", "\t"])
@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_whatever_saved_it(separador: str, codificacion: str) -> None:
    titulos, filas = read(write_csv(CERRADA, separador=separador, codificacion=codificacion))
    assert titulos == TITULOS
    assert filas[0][1][2] == "Compras de vacunas."


def test_utf8_is_told_from_latin_by_the_whole_file() -> None:
    """An accent far behind the first piece that is read."""
    assert find_codificacion(io.BytesIO(b"a;b;c\n" * 20_000 + "ó".encode("latin-1"))) == "cp1252"
    assert find_codificacion(io.BytesIO(b"a;b;c\n" * 20_000 + "ó".encode())) == "utf-8"


def test_headings_are_found_under_a_title_and_blank_rows_are_no_rows() -> None:
    archivo = io.BytesIO("MINISTERIO DE SALUD;;\n;;\nNo.;Fecha;Solicitud\n;;\n1;04/03/2024;Compras\n".encode("latin-1"))
    assert read(archivo) == (("No.", "Fecha", "Solicitud"), [(5, ["1", "04/03/2024", "Compras"])])


def test_a_text_of_several_lines_is_one_cell() -> None:
    _, filas = read(io.BytesIO(b'No.;Fecha;Solicitud\n1;04/03/2024;"dos\nlineas; con ""comillas"""\n2;05/03/2024;x\n'))
    assert [(linea, celdas[2]) for linea, celdas in filas] == [(3, 'dos\nlineas; con "comillas"'), (4, "x")]


def merge(libro: Workbook) -> None:
    libro.active.merge_cells("A3:A4")


def hide_all(libro: Workbook) -> None:
    libro.active.sheet_state = "hidden"
    libro.create_sheet("Portada").sheet_state = "visible"


def repeat(libro: Workbook) -> None:
    libro.active["C1"] = "Fecha de ingreso"


@pytest.mark.parametrize(
    ("estropear", "dice"),
    [(merge, "Las celdas A3:A4 están combinadas"), (hide_all, "No se hallan los títulos"), (repeat, "Dos columnas se llaman")],
    ids=["merged", "hidden", "twice"],
)
def test_a_workbook_that_would_be_misread_is_refused(estropear: Callable[[Workbook], None], dice: str) -> None:
    libro = write_libro(TITULOS, as_fila(CERRADA), as_fila(ABIERTA), as_fila(ABIERTA))
    estropear(libro)
    with pytest.raises(RegistroIlegibleError, match=dice):
        read(as_archivo(libro))


def test_merged_cells_above_the_headings_are_a_title() -> None:
    libro = write_libro(("REGISTRO 2024",), TITULOS, as_fila(CERRADA))
    libro.active.merge_cells("A1:F1")
    assert read(as_archivo(libro))[1][0][0] == 3


def test_other_and_hidden_sheets_are_named_and_not_read() -> None:
    libro = write_libro(TITULOS, as_fila(CERRADA), Viejo=[TITULOS, as_fila(ABIERTA)], Oculta=[TITULOS, as_fila(ABIERTA)])
    libro["Oculta"].sheet_state = "veryHidden"
    archivo = as_archivo(libro)
    with open_tabla(archivo) as tabla:
        assert len(list(tabla.filas)) == 1
        assert tuple(map(str, tabla.avisos)) == ("Se lee la hoja «Sheet»; no se leen: Viejo.", "Hay hojas ocultas que no se leen: Oculta.")
    assert read(archivo, hoja="Viejo")[1][0][1][0] == "UI-7-2026"
    with pytest.raises(RegistroIlegibleError, match="no tiene una hoja «Otra»"):
        read(archivo, hoja="Otra")


@pytest.mark.parametrize(
    ("bytes_", "dice"),
    [
        (b"PK\x03\x04 no es un zip", "dañado"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", r"antiguo \(.xls\)"),
        (b"", "títulos"),
        (b"a;b\n1;2\n", "títulos"),
        (b'No.;Fecha;Solicitud\n1;2;"' + b"x" * 200_000, "comillas"),
        (b"No.;Fecha;Solicitud\n1;2;" + b"\x81\xff", "letras que no se entienden"),
    ],
    ids=["damaged", "xls", "empty", "no-headings", "open-quote", "no-alphabet"],
)
def test_what_is_no_register_says_what_to_do(bytes_: bytes, dice: str) -> None:
    with pytest.raises(RegistroIlegibleError, match=dice):
        read(io.BytesIO(bytes_))


def test_a_workbook_that_swells_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    archivo = as_archivo(write_libro(TITULOS, as_fila(CERRADA)))
    monkeypatch.setattr("solicitudes.importacion.libro_excel.MAXIMO_ABIERTO", 1000)
    with pytest.raises(RegistroIlegibleError, match="demasiado grande"):
        read(archivo)


@pytest.mark.parametrize(
    "celda",
    [
        date(2024, 3, 4), datetime(2024, 3, 4), 45355, 45355.0, "45355", "04/03/2024", "4/3/2024", "2024-03-04", "4-3-24",  # noqa: DTZ001
        "4 de marzo de 2024", "4 MARZO 2024", " 04/03/2024 ",
    ],
    ids=str,
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(celda: Any) -> None:
    assert read_momento(celda, zona=GUATEMALA, epoca=EPOCA) == datetime(2024, 3, 4, 12, tzinfo=GUATEMALA)


@pytest.mark.parametrize("celda", ["04/03/2024 08:30", "2024-03-04T08:30:00", 45355.354166666664, datetime(2024, 3, 4, 8, 30)], ids=str)  # noqa: DTZ001
def test_an_hour_that_is_written_is_kept(celda: Any) -> None:
    assert read_momento(celda, zona=GUATEMALA, epoca=EPOCA) == datetime(2024, 3, 4, 8, 30, tzinfo=GUATEMALA)


def test_dates_of_a_book_that_counts_from_1904() -> None:
    assert read_momento(45355 - 1462, zona=GUATEMALA, epoca=datetime(1904, 1, 1)).date() == date(2024, 3, 4)  # noqa: DTZ001


@pytest.mark.parametrize("celda", ["31/02/2024", "marzo", "2024", 2024, 99_999_999, True, "4 de brumario de 2024", "12/31/2024"], ids=str)
def test_what_is_no_day_is_refused(celda: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_momento(celda, zona=GUATEMALA, epoca=EPOCA)


def test_the_map_says_another_order_of_the_day() -> None:
    assert read_momento("12/31/2023", zona=GUATEMALA, epoca=EPOCA, formatos=("%m/%d/%Y",)).date() == date(2023, 12, 31)
    assert read_momento("  ", zona=GUATEMALA, epoca=EPOCA) is None


def test_the_headings_suggest_the_map_and_it_survives_being_written() -> None:
    mapa = propose_mapa(TITULOS)
    assert mapa.columnas == {
        "numero": "No. de expediente", "recibida": "Fecha de ingreso", "descripcion": "Información solicitada", "nombre": "Solicitante",
        "correo": "Correo electrónico", "estado": "Estado", "sentido": "Tipo de respuesta", "respondida": "Fecha de respuesta",
        "vence": "Fecha límite", "aclaracion_pedida": "Fecha de aclaración", "aclarada": "Fecha en que se aclaró",
        "prorrogada": "Fecha de prórroga", "dias_prorroga": "Días de prórroga",
    }  # fmt: skip
    propio = Mapa(mapa.columnas | {"telefono": 'Tel. "de casa"'}, {"estado": {"visto bueno": "en_tramite"}})
    assert parse_mapa(write_mapa(propio)) == Mapa(propio.columnas, propio.palabras | {clave: {} for clave in _SIN_PALABRAS})


_SIN_PALABRAS = ("sentido", "canal", "tipo", "forma_entrega")


@pytest.mark.parametrize(
    ("toml", "dice"),
    [
        ("[columnas", "no es TOML"),
        ("columnas = 3", "no está escrito"),
        ("[columnas]\nnumero = 'No.'", "Diga qué columna trae: Día en que se recibió"),
        ("[columnas]\ncolor = 'x'", "«color» no es un campo"),
        ("[columnas]\nnumero = 'a'\nrecibida = 'b'\ndescripcion = 'A'", "no puede decir dos cosas"),
        ("[columnas]\nnumero='a'\nrecibida='b'\ndescripcion='c'\n[palabras.estado]\nx = 'perdida'", "no puede querer decir"),
        ("[columnas]\nnumero='a'\nrecibida='b'\ndescripcion='c'\n[palabras.nombre]\nx = 'y'", "no lleva palabras propias"),
        ("otra = 1", "sobra"),
        ("fila_de_titulos = true", "no está escrito"),
    ],
)
def test_a_map_that_does_not_serve_says_why(toml: str, dice: str) -> None:
    with pytest.raises(MapaInvalidoError, match=dice):
        parse_mapa(toml)


def test_a_map_for_another_file_names_what_is_missing() -> None:
    mapa = check_mapa(Mapa({"numero": "Correlativo", "recibida": "Fecha", "descripcion": "Solicitud"}))
    with pytest.raises(MapaInvalidoError, match=r"no tiene la columna «Correlativo»; tiene: «No.», «Fecha», «Solicitud»"):
        mapa.place(("No.", "Fecha", "Solicitud"))
