"""A regime as a lawyer reads it, written out whole once, by a law made up for the purpose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflow.regimenes.test_archivos import HOJA, MINIMO
from workflow.fichas import Fila, describe_certeza, describe_termino, list_filas, render_ficha, render_indice
from workflow.hojas import Certeza, Procedencia, Termino, Unidad
from workflow.lector import parse_regimen
from workflow.regimen import get_regimen

FUENTE = Procedencia("2", "Ley de prueba", Certeza.POR_VERIFICAR)
LEY = parse_regimen(
    MINIMO.replace("version = 1", 'version = 1\nalias = "xx"\nvigente_desde = 2020-02-01')
    + f"""
[plazos.prorroga]
dias = 1
unidad = "meses_misma_fecha"
{HOJA.replace("por_verificar", "hallado")}
[[condiciones]]
plazo = "resolucion"
si = "disponible"
valor = true
dias = 0
unidad = "habiles"
{HOJA}
[prorroga.tipos]
valor = ["acceso", "datos_acceso"]
{HOJA}
[tercero.veto]
valor = true
{HOJA}
[lecturas.D3]
nombre = "efecto_de_la_aclaracion"
pregunta = "¿?"
valor = "suspension"
opciones = ["suspension"]
{HOJA}
[lecturas.medio_dia]
nombre = "medio_dia"
pregunta = "¿?"
valor = "habil"
opciones = ["habil"]
{HOJA}
[recursos.uno]
nombre = "Uno"
foro = "tribunal"
{HOJA}
[recursos.uno.interposicion]
dias = 3
unidad = "calendario"
{HOJA}
[recursos.dos]
nombre = "Dos"
foro = "mediador"
requiere = ["uno"]
alternativa_a = ["uno"]
{HOJA}""",
    archivo="prueba.toml",
)
OTRA = parse_regimen(MINIMO, archivo="prueba.toml")


@pytest.mark.parametrize(
    ("dias", "unidad", "dicho"),
    [
        (0, Unidad.HABILES, "de inmediato"),
        (1, Unidad.HABILES, "1 día hábil"),
        (10, Unidad.HABILES, "10 días hábiles"),
        (1, Unidad.CALENDARIO, "1 día de calendario"),
        (2, Unidad.CALENDARIO, "2 días de calendario"),
        (1, Unidad.MESES_VISPERA, "1 mes (hasta la víspera)"),
        (2, Unidad.MESES_MISMA_FECHA, "2 meses (hasta la misma fecha)"),
    ],
)
def test_a_term_in_words(dias: int, unidad: Unidad, dicho: str) -> None:
    assert describe_termino(Termino(dias, unidad, FUENTE)) == dicho


def test_each_thing_that_the_file_says_is_a_row_in_its_order() -> None:
    assert [(fila.hoja, fila.valor) for fila in list_filas(LEY)] == [
        ("resolucion", "10 días hábiles"),
        ("prorroga", "1 mes (hasta la misma fecha)"),
        ("resolucion, si disponible = sí", "de inmediato"),
        ("prorroga.tipos", "acceso, datos_acceso"),
        ("tercero.veto", "sí"),
        ("D3 efecto_de_la_aclaracion", "suspension"),
        ("medio_dia", "habil"),
        ("recurso uno", "Uno (tribunal)"),
        ("  interposicion", "3 días de calendario"),
        ("recurso dos", "Dos (mediador); requiere uno; en lugar de uno"),
    ]
    assert next(iter(list_filas(LEY))) == Fila("resolucion", "10 días hábiles", "1", "Ley de prueba", "por_verificar")
    assert [fila.articulo for fila in list_filas(LEY)] == ["1", *["2"] * 9]


def test_the_sheet_is_a_table_with_what_it_does_not_say_at_the_end() -> None:
    lineas = render_ficha(LEY).split("\n")
    assert lineas[:3] == [
        "Ley de prueba (xx-ley, versión 1, alias «xx»)",
        "Vigente desde: 01/02/2020. Zona: America/Guatemala. Calendario: gt.",
        "",
    ]
    assert lineas[3].split() == ["dice", "artículo", "fuente", "certeza"]
    columna = lineas[3].index("dice")
    assert lineas[4].startswith("resolucion  ")
    assert lineas[4][columna:].startswith("10 días hábiles  ")
    assert {linea.index("Ley de prueba") for linea in lineas[4:14]} == {lineas[3].index("fuente")}
    assert not any(linea.endswith(" ") for linea in lineas)
    assert lineas[14:] == [
        "",
        "No tiene, o no consta: datos_acceso, datos_rectificacion, recepcion, aclaracion_pedido, aclaracion, tercero_consulta, "
        "tercero_oposicion, cobro_pago, aviso_prorroga, afirmativa_ficta.",
        "hallado: 1; por verificar: 9.",
    ]
    assert "Vigente desde: fecha que no consta." in render_ficha(OTRA)


def test_certainties_are_counted_by_their_name() -> None:
    assert describe_certeza(OTRA) == "por verificar: 1"
    assert describe_certeza(get_regimen("gt-laip", 1)).count(";") == 2


def test_the_index_has_a_row_for_each_law() -> None:
    indice = render_indice([LEY, OTRA])
    assert indice.endswith("|\n")
    cabeza, raya, *filas = indice.splitlines()
    assert cabeza.count("|") == raya.count("|") == 9
    assert cabeza.startswith("| alias | régimen | respuesta | prórroga |")
    assert set(raya) == {"|", "-"}
    assert filas == [
        "| `xx` | `xx-ley` | 10 días hábiles; de inmediato si disponible = sí | 1 mes (hasta la misma fecha) | se detiene | no consta "
        "| Uno, 3 días de calendario | hallado: 1; por verificar: 9 |",
        "| `` | `xx-ley` | 10 días hábiles | no hay | no consta | no consta | no consta | por verificar: 1 |",
    ]


@pytest.mark.parametrize(
    ("hojas", "dicho"),
    [
        (f'[silencio.efecto]\nvalor = "entrega"\n{HOJA}', "obliga a entregar"),
        (f'[silencio.efecto]\nvalor = "negativo"\n{HOJA}', "equivale a una negativa"),
        (f'[silencio.efecto]\nvalor = "recurso"\n{HOJA}', "abre el recurso"),
        (f"[prorroga.factor]\nvalor = 2\n{HOJA}", "hasta 2 veces el plazo"),
        (f"[prorroga.fecha_prometida]\nvalor = true\n{HOJA}", "hasta la fecha que se prometa"),
        (f'[recursos.uno]\nnombre = "Uno"\nforo = "tribunal"\n{HOJA}', "Uno, sin plazo"),
    ],
)
def test_the_index_says_it_in_words(hojas: str, dicho: str) -> None:
    assert f"| {dicho} |" in render_indice([parse_regimen(MINIMO + hojas, archivo="prueba.toml")])


def test_what_clarification_does_is_said_in_words() -> None:
    lecturas = {"inicio_diferido": "empieza al aclarar", "reinicio": "empieza de nuevo", "ninguno": "no consta"}
    for valor, dicho in lecturas.items():
        lectura = replace(LEY.lecturas["D3"], valor=valor)
        assert f"| {dicho} |" in render_indice([replace(LEY, lecturas={"D3": lectura})])
