"""What the database itself refuses: each constraint of every model broken behind the application's back, none forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from config.env import RAIZ
from documentos.models import Documento
from notifications.models import Aviso, Salida
from solicitudes.models import (
    ActoAdministrativo,
    ActoCalendario,
    AvisoDeReserva,
    Cargo,
    Cliente,
    ContadorFolio,
    ConteoDeLlamadas,
    CursorDeEventos,
    DiaCalendario,
    Emisor,
    EncargadoDeCliente,
    EntregaDeEvento,
    Importacion,
    IngresoPorEmisor,
    Institucion,
    Lectura,
    LecturaElegida,
    LevantamientoReserva,
    Movimiento,
    Nota,
    PeticionIdempotente,
    PlantillaResolucion,
    Presencia,
    Presentacion,
    ProrrogaReserva,
    Recurso,
    Reserva,
    Resolucion,
    Solicitud,
    Suscripcion,
    Tarifa,
    TokenPersonal,
    Unidad,
    VistaGuardada,
)
from tests.elenco import LUNES, Elenco, cuando
from tests.solicitudes.mundo import Mundo
from tests.solicitudes.roturas_de_preguntas import list_roturas
from tests.solicitudes.test_restricciones_datos import ROTURAS_DE_DATOS


@pytest.fixture
def mundo(elenco: Elenco) -> Mundo:
    return Mundo(elenco)


def change(modelo: type[models.Model], filtro: dict[str, Any] | str, /, **cambios: Any) -> Callable[[Mundo], None]:
    """UPDATE one row without asking the application; a word names the case of the world whose row it is."""

    def romper(mundo: Mundo) -> None:
        campo = "folio" if modelo is Solicitud else "solicitud__folio"
        donde = {campo: mundo.case(filtro).folio} if isinstance(filtro, str) else filtro
        valores = {nombre: valor(mundo) if callable(valor) else valor for nombre, valor in cambios.items()}
        assert modelo._base_manager.filter(pk=modelo._base_manager.filter(**donde).values_list("pk", flat=True)[0]).update(**valores)

    return romper


def copy(modelo: type[models.Model], filtro: dict[str, Any], /, **cambios: Any) -> Callable[[Mundo], None]:
    """INSERT a row that is like one that exists but for `cambios`."""

    def romper(mundo: Mundo) -> None:
        fila = modelo._base_manager.filter(**filtro).order_by("pk").last()
        fila.pk, fila._state.adding = None, True
        for nombre, valor in cambios.items():
            setattr(fila, nombre, valor)
        modelo._base_manager.bulk_create([fila])

    return romper


def appeal_again(**cambios: Any) -> Callable[[Mundo], None]:
    """Another appeal like the one that there is against the silence of a case, but for `cambios`."""

    def romper(mundo: Mundo) -> None:
        copy(Recurso, {"solicitud__folio": mundo.recurrido.folio}, numero="REC-2", **cambios)(mundo)

    return romper


def _persona(mundo: Mundo) -> int:
    return mundo.persona


def file_twice_under_one_number(mundo: Mundo) -> None:
    """The portal's own number names one filing."""
    Presentacion.objects.update(cliente=Cliente.objects.get(), id_externo="X-1")
    copy(Presentacion, {}, pk=UUID(int=1))(mundo)


def administer_without_saying_what(mundo: Mundo) -> None:
    """An act of the administration names what was done and to what."""
    ActoAdministrativo.objects.create(persona_id=mundo.persona, accion="nombrar", objeto="", fecha_hora=LUNES)


def bring(mundo: Mundo, *, leidas: int = 1, importadas: int = 1) -> int:
    """A run of the former register."""
    institucion = mundo.elenco.salud
    return Importacion.objects.create(
        institucion=institucion, persona_id=mundo.persona, sha256="a", leidas=leidas, importadas=importadas, resumen={}, fecha_hora=LUNES
    ).pk


def number_two_alike(mundo: Mundo) -> None:
    """An institution's own number names one case."""
    Solicitud.objects.filter(folio__in=[mundo.abierto.folio, mundo.respondido.folio]).update(expediente_interno="UI-1")


FERIA = {"numero": 1}
OTRO = {"codigo": "3333-3333-3333-3333", "referencia": "2"}

ROTURAS: dict[str, list[Callable[[Mundo], None]]] = {
    "acto_admin_dice_que": [administer_without_saying_what],
    "acto_calendario_numero_positivo": [copy(ActoCalendario, FERIA, numero=0)],
    "acto_calendario_clase_valida": [copy(ActoCalendario, FERIA, numero=9, clase="puente")],
    "acto_calendario_ambito_valido": [
        copy(ActoCalendario, FERIA, numero=9, valor="0101"),
        copy(ActoCalendario, FERIA, numero=9, ambito="municipio"),
        copy(ActoCalendario, FERIA, numero=9, ambito="provincia", valor="x"),
    ],
    "acto_calendario_con_fundamento": [
        copy(ActoCalendario, FERIA, numero=9, fundamento=""),
        copy(ActoCalendario, FERIA, numero=9, motivo=""),
    ],
    "acto_calendario_con_intervalo": [
        copy(ActoCalendario, FERIA, numero=9, clase="suspension"),
        copy(ActoCalendario, FERIA, numero=9, clase="caida", desde=date(2026, 5, 4)),
        copy(ActoCalendario, FERIA, numero=9, clase="suspension", desde=date(2026, 5, 4), hasta=date(2026, 5, 3)),
        copy(ActoCalendario, FERIA, numero=9, desde=date(2026, 5, 4), hasta=date(2026, 5, 4)),
    ],
    "acto_calendario_revoca_a_otro": [
        copy(ActoCalendario, FERIA, numero=9, clase="revocacion"),
        copy(ActoCalendario, {"numero": 2}, numero=9, clase="dias"),
    ],
    "acto_calendario_adscribe_a_uno": [
        copy(ActoCalendario, FERIA, numero=9, clase="adscripcion", ambito="institucion", valor="MSPAS"),
        copy(ActoCalendario, FERIA, numero=9, clase="adscripcion", sector="ejecutivo"),
        copy(ActoCalendario, FERIA, numero=9, sector="ejecutivo"),
    ],
    "lectura_elegida_con_razones": [copy(LecturaElegida, {}, **{campo: ""}) for campo in ("clave", "valor", "motivo", "fundamento")],
    "lectura_elegida_por_alguien": [copy(LecturaElegida, {}, rol=""), copy(LecturaElegida, {}, persona=None)],
    "dia_clase_valida": [copy(DiaCalendario, {}, fecha=date(2026, 5, 5), clase="puente")],
    "dia_unico_por_acto": [copy(DiaCalendario, {})],
    "cargo_rol_valido": [change(Cargo, {"rol": "oficial"}, rol="reloj"), change(Cargo, {"rol": "oficial"}, rol="solicitante")],
    "cargo_fechas_en_orden": [change(Cargo, {}, hasta=date(2025, 12, 31))],
    "cargo_unidad_salvo_generales": [
        change(Cargo, {"rol": "oficial"}, unidad=None),
        change(Cargo, {"rol": "oficial"}, rol="regulador"),
        change(Cargo, {"rol": "oficial"}, rol="administrador"),
    ],
    "contador_folio_unico": [copy(ContadorFolio, {})],
    "institucion_activa_sin_fecha_cierre": [
        change(Institucion, {}, fecha_cierre=date(2026, 3, 2)),
        change(Institucion, {}, activa=False),
    ],
    "movimiento_numero_unico": [copy(Movimiento, {})],
    "movimiento_numero_positivo": [copy(Movimiento, {}, numero=0)],
    "presentacion_con_nombre": [change(Presentacion, {}, solicitante_nombre="")],
    "presentacion_consentimiento_entero": [
        change(Presentacion, {}, consentimiento_forma="escrito"),
        change(Presentacion, {}, consentimiento_fecha_hora=LUNES),
        change(Presentacion, {}, consentimiento_forma="telepatia", consentimiento_fecha_hora=LUNES),
    ],
    "presentacion_id_externo_unico": [file_twice_under_one_number],
    "presentacion_canal_valido": [change(Presentacion, {}, canal="paloma")],
    "resolucion_estado_valido": [change(Resolucion, "con_borrador", estado="perdida")],
    "resolucion_sentido_valido": [change(Resolucion, "con_borrador", sentido="quiza", motivacion="x")],
    "resolucion_revisada_con_evidencia": [
        change(Resolucion, "con_borrador", revisora=_persona, fecha_hora_revision=LUNES),
        change(Resolucion, "con_borrador", estado="revisada"),
        change(Resolucion, "respondido", revisora=None),
        change(Resolucion, "respondido", fecha_hora_revision=None),
    ],
    "resolucion_firmada_con_evidencia": [
        change(Resolucion, "con_borrador", huella="a" * 64),
        change(Resolucion, "con_borrador", estado="firmada", revisora=_persona, fecha_hora_revision=LUNES),
        change(Resolucion, "respondido", huella=""),
        change(Resolucion, "respondido", firmante=None),
        change(Resolucion, "respondido", fecha_hora_firma=None),
    ],
    "resolucion_notificada_con_fecha": [
        change(Resolucion, "con_borrador", fecha_hora_notificacion=LUNES),
        change(Resolucion, "respondido", fecha_hora_notificacion=None),
    ],
    **list_roturas(change, copy),
    "resolucion_negativa_motivada": [change(Resolucion, "con_borrador", sentido="inexistencia")],
    "resolucion_reserva_con_prueba_de_dano": [
        change(Resolucion, "negado", dano_excepcion=""),
        change(Resolucion, "negado", dano_amenaza=""),
        change(Resolucion, "negado", dano_perjuicio=""),
        change(Resolucion, "negado", reserva=None),
        change(Resolucion, "respondido", dano_excepcion="x"),
    ],
    "resolucion_causal_confidencial_valida": [change(Resolucion, "con_borrador", causal_confidencial="pudor")],
    "nota_con_texto": [copy(Nota, {}, texto="")],
    "lectura_una_por_hora": [copy(Lectura, {})],
    "peticion_respondida_coherente": [
        change(PeticionIdempotente, {}, estatus=201),
        change(PeticionIdempotente, {}, respuesta="x"),
        change(PeticionIdempotente, {}, fecha_hora_respondida=LUNES),
        change(PeticionIdempotente, {}, estatus=201, fecha_hora_respondida=LUNES),
    ],
    "presencia_unica": [copy(Presencia, {})],
    "plantilla_nombre_unico": [copy(PlantillaResolucion, {})],
    "plantilla_sentido_valido": [copy(PlantillaResolucion, {}, nombre="Otra", sentido="quiza")],
    "vista_nombre_unico": [copy(VistaGuardada, {})],
    "cargo_suplencia_con_fin": [
        change(Cargo, {"rol": "oficial"}, suple=_persona),
        lambda mundo: change(Cargo, {"persona": mundo.persona}, suple=_persona, hasta=date(2026, 12, 31))(mundo),
    ],
    "reserva_numero_unico": [copy(Reserva, {})],
    "reserva_causal_valida": [copy(Reserva, {}, numero="14", causal="pudor")],
    "reserva_otra_ley_con_nombre": [copy(Reserva, {}, numero="14", causal="otra_ley")],
    "reserva_nunca_de_violaciones": [copy(Reserva, {}, numero="14", ajena_a_violaciones=False)],
    "reserva_dice_lo_que_exige_la_ley": [
        copy(Reserva, {}, **{"numero": "14", campo: ""})
        for campo in ("numero", "autoridad", "asunto", "fuente", "justificacion", "partes", "custodia", "publicacion")
    ],
    "reserva_fechas_en_orden": [
        copy(Reserva, {}, numero="14", fecha_publicacion=date(2025, 12, 31)),
        copy(Reserva, {}, numero="14", desde=date(2026, 1, 8)),
        copy(Reserva, {}, numero="14", hasta=date(2026, 1, 8)),
    ],
    "prorroga_reserva_con_razones": [
        copy(ProrrogaReserva, {}, numero=""),
        copy(ProrrogaReserva, {}, justificacion=""),
        copy(ProrrogaReserva, {}, publicacion=""),
    ],
    "prorroga_reserva_fechas_en_orden": [
        copy(ProrrogaReserva, {}, fecha_publicacion=date(2026, 3, 1)),
        copy(ProrrogaReserva, {}, hasta=date(2026, 3, 2)),
    ],
    "levantamiento_causa_valida": [copy(LevantamientoReserva, {}, causa="olvido")],
    "levantamiento_con_razones": [copy(LevantamientoReserva, {}, documento=""), copy(LevantamientoReserva, {}, motivo="")],
    "aviso_de_reserva_unico": [copy(AvisoDeReserva, {})],
    "resolucion_cobro_positivo": [change(Resolucion, "con_borrador", cobro=-1)],
    "tarifa_unica_por_dia": [copy(Tarifa, {})],
    "tarifa_concepto_valido": [copy(Tarifa, {}, concepto="busqueda")],
    "tarifa_monto_positivo": [copy(Tarifa, {}, desde=date(2026, 2, 1), monto=-1)],
    "tarifa_con_fuente": [copy(Tarifa, {}, desde=date(2026, 2, 1), fuente="")],
    "tarifa_fechas_en_orden": [copy(Tarifa, {}, desde=date(2026, 2, 1), hasta=date(2026, 1, 31))],
    "recurso_ordinal_unico": [appeal_again(contra="resolucion")],
    "recurso_uno_por_asunto": [appeal_again(ordinal=2)],
    "recurso_ordinal_desde_uno": [change(Recurso, "recurrido", ordinal=0)],
    "recurso_contra_valido": [change(Recurso, "recurrido", contra="nadie")],
    "recurso_estado_valido": [change(Recurso, "recurrido", estado="perdido")],
    "recurso_sentido_valido": [change(Recurso, "decidido", sentido="quiza")],
    "recurso_decidido_con_evidencia": [
        change(Recurso, "recurrido", estado="decidido"),
        change(Recurso, "recurrido", autoridad=_persona),
        change(Recurso, "decidido", motivacion=""),
        change(Recurso, "decidido", version_publica=""),
        change(Recurso, "decidido", fecha_hora_decision=None),
    ],
    "recurso_que_ordena_dice_que": [change(Recurso, "decidido", orden="")],
    "recurso_cumplido_con_fecha": [
        change(Recurso, "decidido", estado="cumplido"),
        change(Recurso, "decidido", fecha_hora_cumplimiento=cuando(4, 1)),
    ],
    "recurso_incumplido_con_fecha": [change(Recurso, "decidido", estado="incumplido")],
    "cliente_revocado_con_fecha": [change(Cliente, {}, activo=False), change(Cliente, {}, fecha_hora_revocado=LUNES)],
    "cliente_responsable_de_una_institucion": [change(Cliente, {}, responsable=_persona)],
    "cliente_cuota_de_algo": [change(Cliente, {}, cuota=0)],
    "cliente_suspendido_activo": [change(Cliente, {}, activo=False, fecha_hora_revocado=LUNES, fecha_hora_suspendido=LUNES)],
    "conteo_unico": [copy(ConteoDeLlamadas, {})],
    "conteo_de_algo": [change(ConteoDeLlamadas, {}, llamadas=0)],
    "encargado_una_vez": [copy(EncargadoDeCliente, {})],
    "encargado_fechas_en_orden": [change(EncargadoDeCliente, {}, fecha_hora_hasta=cuando(1, 1))],
    "emisor_completo": [
        change(Emisor, {}, clave=""),
        change(Emisor, {}, nombre=""),
        change(Emisor, {}, url=""),
        change(Emisor, {}, cliente_id=""),
    ],
    "emisor_acr_si_se_fia": [change(Emisor, {}, acr="nivel-2")],
    "ingreso_con_resultado": [
        copy(IngresoPorEmisor, {}, resultado=""),
        copy(IngresoPorEmisor, {}, resultado="admitido", persona=None),
    ],
    "suscripcion_anterior_con_fin": [
        change(Suscripcion, {}, anterior_cifrado="y"),
        change(Suscripcion, {}, fecha_hora_fin_anterior=LUNES),
    ],
    "entrega_unica": [copy(EntregaDeEvento, {})],
    "entrega_estado_valido": [change(EntregaDeEvento, {}, estado="perdida")],
    "entrega_fin_coherente": [change(EntregaDeEvento, {}, estado="entregada"), change(EntregaDeEvento, {}, fecha_hora_fin=LUNES)],
    "cursor_de_eventos_uno": [lambda mundo: CursorDeEventos.objects.bulk_create([CursorDeEventos(pk=2)])],
    "solicitud_prueba_por_folio": [change(Solicitud, "abierto", prueba=True), change(Solicitud, "abierto", folio="PRUEBA-1")],
    "solicitud_adelanto_de_prueba": [change(Solicitud, "abierto", adelanto=timedelta(days=1))],
    "solicitud_estado_valido": [change(Solicitud, "abierto", estado="perdida")],
    "solicitud_tipo_valido": [change(Solicitud, "abierto", tipo="queja")],
    "solicitud_sentido_valido": [change(Solicitud, "respondido", sentido="quiza")],
    "solicitud_con_descripcion": [change(Solicitud, "abierto", descripcion="")],
    "solicitud_abierta_con_vencimiento": [change(Solicitud, "abierto", fecha_vencimiento=None)],
    "importacion_trae_algo": [lambda mundo: bring(mundo, importadas=0), lambda mundo: bring(mundo, importadas=2)],
    "solicitud_expediente_interno_unico": [number_two_alike],
    "solicitud_importada_con_numero": [change(Solicitud, "abierto", importacion=bring)],
    "solicitud_respuesta_previa_importada": [change(Solicitud, "abierto", fecha_hora_respuesta_previa=LUNES)],
    "solicitud_respondida_con_sentido": [change(Solicitud, "respondido", sentido="")],
    "solicitud_sin_respuesta_sin_sentido": [change(Solicitud, "abierto", sentido="inexistencia")],
    "token_personal_con_nombre": [change(TokenPersonal, {}, nombre="")],
    "token_personal_vence_despues": [change(TokenPersonal, {}, fecha_hora_fin=LUNES)],
    "token_personal_nombre_unico": [copy(TokenPersonal, {}, prefijo="sip_1", huella="d" * 64)],
    "unidad_unica_por_clase": [
        copy(Unidad, {"clase": "informacion"}, nombre="Otra"),
        copy(Unidad, {"clase": "maxima_autoridad"}, nombre="Otra"),
    ],
    "unidad_nombre_unico": [copy(Unidad, {"clase": "interna"})],
    "unidad_clase_valida": [change(Unidad, {"clase": "interna"}, clase="externa")],
    "documento_uno_por_referencia": [copy(Documento, {"tipo": "acuse"}, codigo="3333-3333-3333-3333")],
    "documento_tipo_conocido": [copy(Documento, {"tipo": "acuse"}, **OTRO, tipo="factura")],
    "documento_no_vacio": [copy(Documento, {"tipo": "acuse"}, **OTRO, tamano=0)],
    "documento_sha256_completo": [copy(Documento, {"tipo": "acuse"}, **OTRO, sha256="a" * 63)],
    "documento_plantilla_si_se_redacta": [
        copy(Documento, {"tipo": "acuse"}, **OTRO, plantilla_version=0),
        copy(Documento, {"tipo": "anexo"}, **OTRO, plantilla="acuse"),
    ],
    "salida_fin_coherente": [
        change(Salida, {"efecto": "emitir-documento"}, fecha_hora_fin=LUNES),
        change(Salida, {"efecto": "emitir-documento"}, estado="hecha"),
        change(Salida, {"efecto": "emitir-documento"}, estado="muerta"),
        change(Salida, {"efecto": "emitir-documento"}, estado="perdida", fecha_hora_fin=LUNES),
    ],
    "aviso_completo": [copy(Aviso, {}, clave="l", folio=""), copy(Aviso, {}, clave="l", mensaje_id="")],
}

CASOS = [pytest.param(nombre, romper, id=f"{nombre}-{n}") for nombre, roturas in ROTURAS.items() for n, romper in enumerate(roturas)]


def declared() -> dict[str, models.BaseConstraint]:
    """The constraints of every model of ours, whichever app declares it."""
    propias = (app for app in apps.get_app_configs() if Path(app.path).is_relative_to(RAIZ) and ".venv" not in app.path)
    return {c.name: c for app in propias for modelo in app.get_models() for c in modelo._meta.constraints}


@pytest.mark.parametrize(("nombre", "romper"), CASOS)
def test_the_database_refuses_a_lie(mundo: Mundo, nombre: str, romper: Callable[[Mundo], None]) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        romper(mundo)
    restriccion = declared()[nombre]
    if connection.vendor == "sqlite" and isinstance(restriccion, models.UniqueConstraint):
        # SQLite names the columns and not the index.
        assert str(error.value).count(".") == len(restriccion.fields)
        assert all(campo in str(error.value) for campo in restriccion.fields)
    else:
        assert nombre in str(error.value)


def test_every_constraint_has_somebody_who_tries_to_break_it() -> None:
    assert set(ROTURAS) | set(ROTURAS_DE_DATOS) == set(declared())
