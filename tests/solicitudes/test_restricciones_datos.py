"""What the database itself refuses of what proves who somebody is: each constraint broken behind the application's back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from solicitudes.models import AcreditacionIdentidad, Lectura, PruebaPersonal, Rectificacion, Resolucion, Solicitud
from solicitudes.models.solo_insercion import SoloInsercionError
from solicitudes.services.rectificacion import Rectificado
from tests.elenco import CONCEDE, LUNES, Caso, Elenco, una_peticion
from tests.solicitudes.test_identidad import acreditar_en, aportar, un_caso

SUPRIMIDA = {"fecha_hora_supresion": LUNES}

#: Each constraint, the rows of which model it keeps, and the changes that it refuses.
ROTURAS_DE_DATOS: dict[str, tuple[type[models.Model], list[dict[str, Any]]]] = {
    "acreditacion_calidad_valida": (AcreditacionIdentidad, [{"calidad": "vecina", "mandato": "x"}]),
    "acreditacion_documento_valido": (AcreditacionIdentidad, [{"documento": "carnet"}]),
    "acreditacion_medio_valido": (AcreditacionIdentidad, [{"medio": "oido"}]),
    "acreditacion_con_numero_o_suprimida": (AcreditacionIdentidad, [{"numero": ""}, SUPRIMIDA]),
    "acreditacion_mandato_de_representante": (AcreditacionIdentidad, [{"mandato": "x"}, {"calidad": "representante"}]),
    "prueba_para_valido": (PruebaPersonal, [{"para": "adorno"}]),
    "prueba_no_vacia": (PruebaPersonal, [{"tamano": 0}]),
    "prueba_en_la_boveda_o_suprimida": (PruebaPersonal, [{"archivo": ""}, SUPRIMIDA]),
    "prueba_archivo_unico": (PruebaPersonal, []),
    "rectificacion_completa": (Rectificacion, [{"sistema": ""}, {"cambio": ""}, {"evidencia": ""}]),
    "solicitud_acreditada_de_datos_propios": (Solicitud, [{"tipo": "acceso"}]),
    "resolucion_que_corrige_dice_cuando": (Resolucion, [{"fecha_correccion": None}, {"sentido": "sin_datos"}]),
}
CASOS = [pytest.param(nombre, n, id=f"{nombre}-{n}") for nombre, (_, cambios) in ROTURAS_DE_DATOS.items() for n in range(len(cambios))]
CORRIGE = replace(
    CONCEDE, sentido="rectificacion_parcial", motivacion="Lo demás no.", fundamento=("LAIP art. 34",), fecha_correccion=LUNES.date()
)


@pytest.fixture
def caso(elenco: Elenco) -> Caso:
    """A rectification whose owner is known, with a draft that corrects."""
    caso = un_caso(elenco, "datos_rectificacion")
    aportar(caso)
    acreditar_en(caso)
    return caso.answer(CORRIGE, hasta="redactar")


@pytest.mark.parametrize(("nombre", "cual"), CASOS)
def test_the_database_refuses_a_lie(caso: Caso, nombre: str, cual: int) -> None:
    modelo, cambios = ROTURAS_DE_DATOS[nombre]
    otra = Caso(caso.elenco, peticion=una_peticion(tipo="datos_acceso")).solicitud
    with pytest.raises(IntegrityError, match=nombre), transaction.atomic():
        break_row(modelo, cambios[cual], otra)


def break_row(modelo: type[models.Model], cambio: dict[str, Any], otra: Solicitud) -> None:
    """Change the row that there is; what is written once is written anew, for another case."""
    if modelo is Rectificacion:
        Rectificacion.objects.create(solicitud=otra, **{"sistema": "x", "cambio": "x", "evidencia": "x"} | cambio)
    elif modelo is Solicitud:
        Solicitud.objects.filter(identidad_acreditada=True).update(**cambio)
    else:
        modelo._base_manager.update(**cambio)


def test_two_rows_do_not_name_one_file(caso: Caso) -> None:
    fila = PruebaPersonal.objects.get()
    fila.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        fila.save(force_insert=True)


def test_what_is_asked_to_be_corrected_does_not_change(caso: Caso) -> None:
    with pytest.raises(SoloInsercionError):
        Rectificacion.objects.update(cambio="Otra cosa.")
    assert Rectificacion.objects.get().cambio == una_peticion(tipo="datos_rectificacion").rectificacion.cambio
    assert isinstance(una_peticion(tipo="datos_rectificacion").rectificacion, Rectificado)


def test_a_look_at_who_asks_is_one_each_hour_and_a_look_at_her_proof_is_each(caso: Caso) -> None:
    fila = {"solicitud": caso.solicitud, "persona_id": caso.elenco.la_jefa.persona_id, "rol": "oficial", "fecha_hora": LUNES, "hora": LUNES}
    Lectura.objects.create(**fila, por="ver el expediente")
    for _ in range(2):
        Lectura.objects.create(**fila, por="abrir una prueba", de_identidad=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lectura.objects.create(**fila, por="ver el expediente")
