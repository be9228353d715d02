"""The pages of the former register: who enters, what a rehearsal says, what is kept of the file, what a case shows afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config import reloj
from solicitudes.models import CargaDeRegistro, Importacion, Movimiento, Solicitud
from solicitudes.services.carga import (
    CargaNoEncontradaError,
    ImportacionNoEncontradaError,
    cargar,
    forget_cargas,
    get_carga,
    get_importacion,
)
from solicitudes.services.importacion import importar
from tests.elenco import Elenco
from tests.portal.oficina.conftest import Sesion
from tests.portal.oficina.test_idiomas import find_sobras
from tests.portal.paginas import leer
from tests.portal.test_idiomas import speak
from tests.solicitudes.importacion.registros import ABIERTA, AHORA, CERRADA, una_corrida, write_csv

REGISTRO = "/oficina/administracion/instituciones/MSPAS/registro/"


@pytest.fixture
def autoridad(elenco: Elenco, sesion: Sesion) -> Client:
    return sesion(Client(), elenco.la_autoridad)


@pytest.fixture(autouse=True)
def _hora(elenco: Elenco):
    with reloj.detenido_en(AHORA):
        yield


def send(cliente: Client, *filas: Any, nombre: str = "registro.csv", contenido: bytes | None = None) -> Any:
    archivo = SimpleUploadedFile(nombre, write_csv(*filas).read() if contenido is None else contenido)
    return cliente.post(REGISTRO, {"archivo": archivo}, follow=True)


def address(respuesta: Any) -> str:
    return respuesta.request["PATH_INFO"]


def elegidas(respuesta: Any) -> dict[str, str]:
    return {campo.name: campo.value() or "" for campo in respuesta.context["formulario"]}


@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "el_enlace", "el_regulador", "una_extrana"])
def test_who_does_not_administer_does_not_enter(elenco: Elenco, sesion: Sesion, autoridad: Client, quien: str) -> None:
    ensayo = address(send(autoridad, CERRADA))
    cliente = sesion(Client(), getattr(elenco, quien))
    for ruta in (REGISTRO, ensayo, f"{ensayo}faltas.csv", "/oficina/administracion/importaciones/1/"):
        assert cliente.get(ruta).status_code == 403


def test_what_somebody_else_sent_is_not_there(elenco: Elenco, sesion: Sesion, autoridad: Client) -> None:
    """Not even for the administrator: it names applicants."""
    ensayo = address(send(autoridad, CERRADA))
    assert sesion(Client(), elenco.la_administradora).get(ensayo).status_code == 404


def test_a_register_is_rehearsed_at_once_and_imported_when_told(elenco: Elenco, autoridad: Client) -> None:
    pagina = send(autoridad, CERRADA, ABIERTA)
    assert "Entrarían 2 expedientes nuevos" in leer(pagina)
    assert "1 cerrado tiene sus tres fechas" in leer(pagina)
    assert not Solicitud.objects.exists()
    hecha = autoridad.post(address(pagina), elegidas(pagina) | {"paso": "importar"}, follow=True)
    assert "Quedaron importados 2 expedientes." in leer(hecha)
    assert "2024 Respondida 1 0" in leer(hecha)
    assert not CargaDeRegistro.objects.exists()
    hoja = autoridad.get(address(hecha)[:-1] + ".csv")
    assert b"".join(hoja.streaming_content).decode("utf-8-sig").splitlines()[1] == "2024,Respondida,1,0"


def test_faults_are_told_and_nothing_can_be_imported(autoridad: Client) -> None:
    pagina = send(autoridad, CERRADA | {"Fecha de ingreso": "ayer"}, ABIERTA)
    assert "1 fila tiene faltas: todavía no se puede importar" in leer(pagina)
    assert "Línea 2, «Fecha de ingreso»: Escriba la fecha" in leer(pagina)
    assert 'value="importar"' not in pagina.content.decode()
    otra = autoridad.post(address(pagina), elegidas(pagina) | {"paso": "importar"}, follow=True)
    assert "todavía no se puede importar" in leer(otra)
    assert not Importacion.objects.exists()
    hoja = b"".join(autoridad.get(f"{address(pagina)}faltas.csv").streaming_content).decode("utf-8-sig")
    assert hoja.splitlines()[1].startswith('2,Fecha de ingreso,"Escriba la fecha')


def test_a_column_is_chosen_and_own_words_explained(autoridad: Client) -> None:
    pagina = send(autoridad, CERRADA | {"Estado": "Caso archivado"})
    assert "No se entiende esa palabra" in leer(pagina)
    datos = elegidas(pagina) | {"palabras": "Estado: Caso archivado = respondida", "correo": "", "paso": "ensayar"}
    assert "Entraría 1 expediente nuevo" in leer(autoridad.post(address(pagina), datos))
    assert elegidas(autoridad.get(address(pagina)))["palabras"] == "estado: caso archivado = respondida"
    mal = autoridad.post(address(pagina), datos | {"palabras": "caso archivado"})
    assert "Escriba cada línea como" in leer(mal)
    sin_numero = autoridad.post(address(pagina), datos | {"numero": ""})
    assert "Elija la columna que lo dice" in leer(sin_numero)


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [(b"", "El archivo está vacío"), (b"hola", "No se hallan los títulos"), (b"x" * (5 * 1024 * 1024 + 1), "pasa de 5 MB")],
    ids=["empty", "none", "large"],
)
def test_what_is_no_register_stays_outside(autoridad: Client, contenido: bytes, dice: str) -> None:
    assert dice in leer(send(autoridad, contenido=contenido))
    assert not CargaDeRegistro.objects.exists()


def test_the_file_is_kept_encrypted_one_at_a_time_and_for_a_day(elenco: Elenco, autoridad: Client) -> None:
    send(autoridad, CERRADA)
    pagina = send(autoridad, ABIERTA)
    (carga,) = CargaDeRegistro.objects.all()
    assert b"Luis" not in bytes(carga.contenido)
    assert forget_cargas(ahora=AHORA + timedelta(hours=23)) == 0
    assert forget_cargas(ahora=AHORA + timedelta(hours=25)) == 1
    assert autoridad.get(address(pagina)).status_code == 404


def test_the_file_can_be_dropped(autoridad: Client) -> None:
    pagina = send(autoridad, CERRADA)
    assert "El archivo se borró" in leer(autoridad.post(address(pagina), {"paso": "descartar"}, follow=True))
    assert not CargaDeRegistro.objects.exists()


def test_what_is_late_is_told_before(autoridad: Client) -> None:
    pagina = send(autoridad, ABIERTA | {"Fecha de ingreso": "02/02/2026"})
    assert "1 sigue abierto con el plazo vencido." in leer(pagina)


def test_importing_twice_brings_it_once(autoridad: Client) -> None:
    pagina = send(autoridad, CERRADA)
    autoridad.post(address(pagina), elegidas(pagina) | {"paso": "importar"})
    assert autoridad.post(address(pagina), elegidas(pagina) | {"paso": "importar"}).status_code == 404
    otra = send(autoridad, CERRADA)
    assert "Todo estaba ya: no hay nada nuevo" in leer(otra)
    assert "no se importó nada" in leer(autoridad.post(address(otra), elegidas(otra) | {"paso": "importar"}, follow=True))
    assert Movimiento.objects.count() == 1


def test_another_authority_does_not_see_the_totals(elenco: Elenco, sesion: Sesion) -> None:
    hecha, _ = importar(una_corrida(elenco, write_csv(CERRADA), por="la_administradora", institucion=elenco.educacion))
    ruta = f"/oficina/administracion/importaciones/{hecha.pk}"
    assert sesion(Client(), elenco.la_autoridad).get(f"{ruta}/").status_code == 404
    assert sesion(Client(), elenco.la_administradora).get(f"{ruta}.csv").status_code == 200


def test_a_case_says_where_it_came_from_and_is_found_by_its_number(elenco: Elenco, sesion: Sesion) -> None:
    importar(una_corrida(elenco, write_csv(CERRADA, ABIERTA)))
    oficial = sesion(Client(), elenco.la_oficial)
    for solicitud in Solicitud.objects.all():
        texto = leer(oficial.get(f"/oficina/{solicitud.folio}/"))
        assert f"Viene del registro anterior de la institución, con el número {solicitud.expediente_interno}" in texto
        assert "Trajo el expediente del registro anterior" in texto
    assert "1 expediente" in leer(oficial.get("/oficina/?buscar=UI-15-2024&estado=todas"))


def test_who_reads_english_is_told_all_of_it_in_english(elenco: Elenco, autoridad: Client) -> None:
    speak(autoridad)
    assert find_sobras(autoridad.get(REGISTRO)) == []
    texto = leer(send(autoridad, CERRADA | {"Fecha de ingreso": "ayer"}, ABIERTA | {"Fecha de prórroga": "01/06/2025"}))
    assert "Line 2, “Fecha de ingreso”: Write the date like 25/03/2026" in texto
    assert "1 row has faults" not in texto and "2 rows have faults" in texto
    pagina = send(autoridad, CERRADA, ABIERTA)
    assert "2 new cases would come in" in leer(pagina)
    hecha = autoridad.post(address(pagina), elegidas(pagina) | {"paso": "importar"}, follow=True)
    assert "2 cases were imported" in leer(hecha)
    assert find_sobras(hecha) == []


def test_what_is_not_there_or_not_hers_is_not_found(elenco: Elenco) -> None:
    archivo = write_csv(CERRADA)
    carga = cargar(institucion=elenco.salud, nombre="r.csv", archivo=archivo, actor=elenco.la_autoridad, ahora=AHORA)
    assert get_carga(carga_id=carga.pk, actor=elenco.la_autoridad, ahora=AHORA) == carga
    with pytest.raises(CargaNoEncontradaError):
        get_carga(carga_id=carga.pk, actor=elenco.la_administradora, ahora=AHORA)
    hecha, _ = importar(una_corrida(elenco, write_csv(CERRADA)))
    with pytest.raises(ImportacionNoEncontradaError):
        get_importacion(importacion_id=hecha.pk, actor=elenco.la_oficial)
