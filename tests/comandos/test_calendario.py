"""manage.py calendario: preview, apply, revoke, import and finish, as the operator types it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config import reloj
from solicitudes.models import ActoCalendario, DiaCalendario
from solicitudes.services.calendario import aplicar
from solicitudes.services.propuesta import Propuesta
from tests.elenco import VENCE, Caso, Elenco, cuando, un_expediente, una_peticion
from workflow.calendario import CARPETA, Dia
from workflow.capas import ClaseActo

POR = ("--por", "la_administradora")
RAZONES = ("--motivo", "Asueto", "--fundamento", "Acuerdo 1-2026")
ACTO = ("--ambito", "nacional", "--dia", "2026-03-10", *RAZONES, *POR)
CABECERA = "fecha,nombre,clase,ambito,fundamento,publicado_el\n"


@pytest.fixture(autouse=True)
def _hora(elenco: Elenco):
    with reloj.detenido_en(cuando(3, 4)):
        yield


def calendario(*argumentos: str) -> str:
    salida = io.StringIO()
    call_command("calendario", *argumentos, stdout=salida)
    return salida.getvalue()


def write(carpeta: Path, texto: str, codificacion: str = "utf-8") -> str:
    archivo = carpeta / "ferias.csv"
    archivo.write_bytes(texto.encode(codificacion))
    return str(archivo)


def test_previsualizar_says_how_many_move_and_writes_nothing(elenco: Elenco) -> None:
    un_expediente(elenco)
    assert calendario("previsualizar", *ACTO).splitlines() == [
        "1 solicitudes se mueven, de 1 abiertas.",
        "Fechas nuevas: del 17/03/2026 al 17/03/2026.",
        "  MSPAS: 1",
    ]
    assert not ActoCalendario.objects.exists()


def test_aplicar_moves_them_and_again_does_nothing(elenco: Elenco) -> None:
    caso = un_expediente(elenco)
    assert "Registrado el acto 1: Asueto (nacional)." in calendario("aplicar", *ACTO)
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)
    otra = calendario("aplicar", *ACTO)
    assert "Ya rige un acto idéntico: el número 1." in otra
    assert "Recalculado: 0 expedientes revisados, 0 con otra fecha." in otra
    assert ActoCalendario.objects.get().persona.username == "la_administradora"


def test_revocar_keeps_the_dates_that_were_told(elenco: Elenco) -> None:
    caso = un_expediente(elenco)
    calendario("aplicar", *ACTO)
    assert "1 vencerían antes y conservan la fecha" in calendario("revocar", "1", "--previsualizar", *RAZONES, *POR)
    assert "Registrado el acto 2" in calendario("revocar", "1", *RAZONES, *POR)
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)
    assert "(revocado por el 2)" in calendario("listar")


@pytest.mark.parametrize(
    "argumentos",
    [
        ("--clase", "suspension", "--desde", "2026-03-09", "--hasta", "2026-03-10", "--ambito", "institucion:MSPAS"),
        ("--clase", "caida", "--desde", "2026-03-09", "--hasta", "2026-03-10", "--ambito", "nacional"),
        ("--dia", "2026-03-09", "--dia", "2026-03-10:inhabil", "--ambito", "departamento:Guatemala"),
    ],
)
def test_every_kind_of_act_can_be_typed(elenco: Elenco, argumentos: tuple[str, ...]) -> None:
    caso = un_expediente(elenco)
    calendario("aplicar", *argumentos, *RAZONES, *POR)
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 18)


def test_recalcular_finishes_what_was_left(elenco: Elenco) -> None:
    caso = un_expediente(elenco)
    propuesta = Propuesta(ClaseActo.DIAS, "nacional", "Asueto", "Acuerdo 1-2026", (Dia(date(2026, 3, 10), "Asueto"),))
    aplicar(propuesta=propuesta, actor=elenco.la_administradora, ahora=cuando(3, 4))
    assert caso.solicitud.fecha_vencimiento == VENCE
    assert "Recalculado: 1 expedientes revisados, 1 con otra fecha." in calendario("recalcular")
    assert caso.solicitud.fecha_vencimiento == date(2026, 3, 17)


def test_importar_makes_one_act_for_each_scope_and_basis(elenco: Elenco, tmp_path: Path) -> None:
    salud, xela = un_expediente(elenco), Caso(elenco, peticion=una_peticion("MUNI-0901"))
    archivo = write(
        tmp_path,
        f"\ufeff{CABECERA}"
        "2026-03-10,Fiesta patronal,inhabil,municipio:0901,Acuerdo municipal 4-2026,2026-02-01\n"
        "2026-03-11,Víspera,inhabil,municipio:0901,Acuerdo municipal 4-2026,2026-02-01\n"
        "2026-03-12,Asueto,inhabil,nacional,Acuerdo 9-2026,\n",
    )
    assert calendario("importar", archivo, "--previsualizar", *POR).splitlines()[0] == "2 solicitudes se mueven, de 2 abiertas."
    assert not ActoCalendario.objects.exists()
    calendario("importar", archivo, *POR)
    assert [(a.escrito, a.motivo, a.publicado_el, a.dias.count()) for a in ActoCalendario.objects.all()] == [
        ("municipio:0901", "2 días, del 10/03/2026 al 11/03/2026", date(2026, 2, 1), 2),
        ("nacional", "Asueto", None, 1),
    ]
    assert (salud.solicitud.fecha_vencimiento, xela.solicitud.fecha_vencimiento) == (date(2026, 3, 17), date(2026, 3, 19))
    assert "Ya rige un acto idéntico: el número 2." in calendario("importar", archivo, *POR)
    assert (ActoCalendario.objects.count(), DiaCalendario.objects.count()) == (2, 3)


def test_importar_names_each_fault_with_its_line_and_writes_nothing(elenco: Elenco, tmp_path: Path) -> None:
    archivo = write(
        tmp_path,
        CABECERA + "10/03/2026,Fiesta,inhabil,municipio:0901,Acuerdo 4,\n"
        "2026-03-10,Fiesta,inhabil,municipio:9999,Acuerdo 4,\n"
        "2026-03-10,Fiesta,puente,municipio:0901,Acuerdo 4,\n"
        "2026-03-10,Fiesta,inhabil,municipio:0901,,\n"
        "2026-03-10,,inhabil,municipio:0901,Acuerdo 4,\n"
        "2026-03-11,Fiesta,inhabil,municipio:0901,Acuerdo 4,ayer\n"
        "2026-03-12,Fiesta,inhabil,municipio:0901,Acuerdo 4,\n"
        "2026-03-12,Fiesta,inhabil,municipio:0901,Acuerdo 4,\n"
        "2199-03-12,Fiesta,inhabil,municipio:0901,Acuerdo 4,\n"
        "2026-03-13,Fiesta\n",
    )
    with pytest.raises(CommandError) as error:
        calendario("importar", archivo, *POR)
    faltas = str(error.value).splitlines()
    assert [falta.partition(":")[0] for falta in faltas] == [f"línea {n}" for n in (2, 3, 4, 5, 6, 7, 9, 10, 11)]
    assert "«10/03/2026» no es una fecha" in faltas[0]
    assert "ya está en la línea 8" in faltas[6]
    assert not ActoCalendario.objects.exists()


@pytest.mark.parametrize(
    ("texto", "codificacion", "dice"),
    [
        ("fecha,nombre\n", "utf-8", "faltan las columnas"),
        (CABECERA, "utf-8", "no trae ningún día"),
        (CABECERA + "ñ", "latin-1", "no se puede leer"),
    ],
)
def test_importar_a_file_that_is_none_says_what_is_wrong(tmp_path: Path, texto: str, codificacion: str, dice: str) -> None:
    with pytest.raises(CommandError, match=dice):
        calendario("importar", write(tmp_path, texto, codificacion), *POR)
    with pytest.raises(CommandError, match="no se puede leer"):
        calendario("importar", str(tmp_path / "otro.csv"), *POR)


def test_importar_takes_the_feasts_that_ship_with_the_code(elenco: Elenco, tmp_path: Path) -> None:
    """The same columns: what somebody exported from there can be edited and brought back."""
    lineas = (CARPETA / "gt.csv").read_text(encoding="utf-8").splitlines()
    capital = [linea for linea in lineas if ",municipio:0101," in linea]
    assert "Registrado el acto 1" in calendario("importar", write(tmp_path, "\n".join([lineas[0], *capital, ""])), *POR)
    assert ActoCalendario.objects.get().dias.count() == len(capital)


@pytest.mark.parametrize(
    ("argumentos", "dice"),
    [
        (("aplicar", *ACTO[:-1], "nadie"), "No hay una cuenta activa"),
        (("aplicar", *ACTO[:-1], "la_oficial"), "lo cambia la administración"),
        (("aplicar", "--ambito", "nacional", *RAZONES, *POR), "dice cuáles"),
        (("aplicar", "--ambito", "nacional", "--dia", "10-03-2026", *RAZONES, *POR), "--dia"),
        (("revocar", "9", *RAZONES, *POR), "ningún acto"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(elenco: Elenco, argumentos: tuple[str, ...], dice: str) -> None:
    with pytest.raises(CommandError, match=dice):
        calendario(*argumentos)
    assert not ActoCalendario.objects.exists()
