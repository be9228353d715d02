"""The receipt of a request and its resolution."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf.locale import LANG_INFO

from documentos import contextos
from solicitudes.libros import received_at
from solicitudes.models import Movimiento, Pregunta, Resolucion, Solicitud
from solicitudes.models.contestacion import Contestacion
from solicitudes.papeles.comunes import build_anexos, build_membrete, describe_plazos, open_libro_at, regimen_of, seguimiento_url
from solicitudes.preguntas import list_preguntas
from solicitudes.services.rectificacion import read_rectificado
from workflow.cobros import CERO, Reproduccion
from workflow.plazos import Clave, EstadoPlazo
from workflow.reservas import CausalConfidencial, CausalReserva
from workflow.sentidos import Sentido


class ResolucionSinNotificarError(ValueError):
    """The paper of a resolution was asked for before it was signed and notified."""


def build_acuse(solicitud: Solicitud, movimiento: Movimiento) -> contextos.Acuse:
    """The receipt of what was filed."""
    reglas = regimen_of(solicitud).reglas
    plazos = describe_plazos(open_libro_at(solicitud, movimiento), movimiento.fecha_hora)
    return {
        "institucion": build_membrete(solicitud),
        "folio": solicitud.folio,
        "presentacion": str(solicitud.presentacion_id),
        "fecha_hora_presentacion": solicitud.fecha_hora_presentacion.isoformat(),
        "fecha_hora_registro": movimiento.fecha_hora.isoformat() if received_at(movimiento) != movimiento.fecha_hora else None,
        "fecha_hora_original": solicitud.fecha_hora_original.isoformat() if solicitud.origen else None,
        "remitida_desde": solicitud.origen.institucion_nombre if solicitud.origen else None,
        "canal": solicitud.presentacion.get_canal_display(),
        "solicitante_nombre": solicitud.presentacion.solicitante_nombre,
        "descripcion": solicitud.descripcion,
        "forma_entrega": solicitud.get_forma_entrega_display(),
        "idioma": _name_idioma(solicitud.presentacion.solicitante_idioma),
        "plazo": plazos[Clave.RESOLUCION],
        "tipo": solicitud.get_tipo_display(),
        "de_datos_propios": solicitud.de_datos_propios,
        "rectificacion": _describe_rectificacion(solicitud),
        "prorrogable": solicitud.tipo in reglas["prorroga.tipos"].valor,
        "silencio_obliga": solicitud.tipo in reglas["silencio.tipos"].valor,
        "ley": regimen_of(solicitud).nombre,
        "seguimiento_url": seguimiento_url(solicitud),
    }


def _describe_rectificacion(solicitud: Solicitud) -> contextos.Rectificacion | None:
    """What is to be corrected (LAIP art. 34)."""
    pedida = read_rectificado(solicitud)
    return {"sistema": pedida.sistema, "cambio": pedida.cambio, "evidencia": pedida.evidencia} if pedida else None


def build_resolucion(solicitud: Solicitud, movimiento: Movimiento) -> contextos.Resolucion:
    """The resolution as it was notified.

    :raises ResolucionSinNotificarError: it was not, yet.
    """
    resolucion = Resolucion.objects.select_related("firmante", "reserva__prorroga", "reserva__levantamiento").get(solicitud=solicitud)
    if not (resolucion.fecha_hora_notificacion and resolucion.fecha_hora_firma and resolucion.firmante):
        raise ResolucionSinNotificarError(resolucion.numero)
    plazos = describe_plazos(open_libro_at(solicitud, movimiento), movimiento.fecha_hora)
    return describe_resolucion(solicitud, resolucion, plazos=plazos, notificada=resolucion.fecha_hora_notificacion)


def describe_resolucion(
    solicitud: Solicitud, resolucion: Resolucion, *, plazos: Mapping[Clave, Any], notificada: datetime
) -> contextos.Resolucion:
    """What the paper says of a resolution notified at `notificada`, with the terms as they stand from then."""
    plazo, recurso = plazos[Clave.RESOLUCION], plazos[Clave.RECURSO_INTERPOSICION]
    tarde = plazo["estado"] == EstadoPlazo.CUMPLIDO_TARDE
    return {
        "institucion": build_membrete(solicitud),
        "numero": resolucion.numero,
        "folio": solicitud.folio,
        "fecha_hora_notificacion": notificada.isoformat(),
        "fecha_hora_presentacion": solicitud.fecha_hora_presentacion.isoformat(),
        "solicitante_nombre": solicitud.presentacion.solicitante_nombre,
        "descripcion": solicitud.descripcion,
        "sentido": resolucion.sentido,
        "sentido_texto": Sentido(resolucion.sentido).dispositivo,
        "respuesta": resolucion.respuesta,
        "motivacion": resolucion.motivacion,
        "fecha_correccion": resolucion.fecha_correccion.isoformat() if resolucion.fecha_correccion else None,
        "fundamento": resolucion.fundamento,
        "reserva": _describe_reserva(resolucion, solicitud),
        "confidencial": _describe_confidencial(resolucion),
        "cobro": _describe_cobro(resolucion),
        "preguntas": _list_preguntas(solicitud) if resolucion.division else [],
        "plazo": plazo | {"cumplido": not tarde, "fuera_de_plazo": tarde},
        "anexos": build_anexos(solicitud, notificada),
        "firmas": _list_firmas(resolucion),
        "recurso": {
            "articulo": "52-60",
            "dias": recurso["dias"],
            "ante": "la máxima autoridad de la institución",
            "vence": recurso["vence"],
        },
        "lecturas": _merge_lecturas(plazo, recurso),
        "ley": regimen_of(solicitud).nombre,
    }


def _merge_lecturas(*plazos: Mapping[str, Any]) -> list[contextos.LecturaAplicada]:
    """The readings that decided any of these terms, each once."""
    return list({lectura["clave"]: lectura for plazo in plazos for lectura in plazo["lecturas"]}.values())


def _list_firmas(resolucion: Resolucion) -> list[contextos.Firma]:
    """The signature, once there is one."""
    if not (resolucion.firmante and resolucion.fecha_hora_firma):
        return []
    return [
        {
            "nombre": str(resolucion.firmante),
            "cargo": resolucion.firmante_cargo,
            "fecha_hora": resolucion.fecha_hora_firma.isoformat(),
            "huella": resolucion.huella,
        }
    ]


def _list_preguntas(solicitud: Solicitud) -> list[contextos.PreguntaResuelta]:
    """Each question with its answer, or with where it is answered; one that has no draft yet says nothing. Two queries."""
    preguntas = list_preguntas(solicitud)
    archivos: dict[int, list[str]] = {}
    for pk, nombre in (
        Pregunta.anexos.through.objects.filter(pregunta__in=preguntas)
        .order_by("documento")
        .values_list("pregunta", "documento__nombre_archivo")
    ):
        archivos.setdefault(pk, []).append(nombre)
    return [_describe_pregunta(pregunta, solicitud, archivos.get(pregunta.pk, [])) for pregunta in preguntas]


def _describe_pregunta(pregunta: Pregunta, solicitud: Solicitud, archivos: list[str]) -> contextos.PreguntaResuelta:
    respuesta, destino = pregunta.contestada, pregunta.remitida_a
    return {
        "numero": pregunta.numero,
        "texto": pregunta.texto,
        "remision": {"institucion": destino.institucion_nombre, "folio": destino.folio} if destino else None,
        "sentido": respuesta.sentido if respuesta else "",
        "sentido_texto": Sentido(respuesta.sentido).dispositivo if respuesta else "Pendiente de redactar",
        "respuesta": respuesta.respuesta if respuesta else "",
        "motivacion": respuesta.motivacion if respuesta else "",
        "fundamento": respuesta.fundamento if respuesta else [],
        "reserva": _describe_reserva(respuesta, solicitud) if respuesta else None,
        "confidencial": _describe_confidencial(respuesta) if respuesta else None,
        "archivos": archivos,
    }


def _describe_reserva(resolucion: Contestacion, solicitud: Solicitud) -> contextos.Reserva | None:
    """The entry in which the refusal is founded, as the register has it, and the harm test (LAIP arts. 25 and 26)."""
    if not (reserva := resolucion.reserva):
        return None
    causal = CausalReserva(reserva.causal)
    presentada = solicitud.fecha_hora_original.astimezone(regimen_of(solicitud).zona).date()
    return {
        "numero": reserva.numero,
        "autoridad": reserva.autoridad,
        "causal": f"{causal.etiqueta}: {reserva.ley}" if reserva.ley else causal.etiqueta,
        "articulo": causal.articulo,
        "asunto": reserva.asunto,
        "partes": reserva.partes,
        "publicacion": reserva.publicacion,
        "desde": reserva.desde.isoformat(),
        "hasta": reserva.ultimo_dia.isoformat(),
        "posterior": reserva.fecha > presentada,
        "excepcion": resolucion.dano_excepcion,
        "amenaza": resolucion.dano_amenaza,
        "perjuicio": resolucion.dano_perjuicio,
    }


def _describe_cobro(resolucion: Resolucion) -> contextos.Cobro | None:
    """What the copies cost, line by line (LAIP art. 18), and whether they are free because the answer is late (art. 44)."""
    if not resolucion.reproduccion:
        return None
    suma = sum((Decimal(linea["importe"]) for linea in resolucion.reproduccion), CERO)
    return {
        "lineas": [
            {
                "texto": Reproduccion(linea["concepto"]).etiqueta,
                "cantidad": linea["cantidad"],
                "monto": linea["monto"],
                "importe": linea["importe"],
                "fuente": linea["fuente"],
            }
            for linea in resolucion.reproduccion
        ],
        "total": str(resolucion.cobro),
        "por_tarde": resolucion.cobro < suma,
    }


def _describe_confidencial(resolucion: Contestacion) -> contextos.Confidencial | None:
    """Why what is withheld is confidential (LAIP art. 22)."""
    if not resolucion.causal_confidencial:
        return None
    causal = CausalConfidencial(resolucion.causal_confidencial)
    return {"causal": causal.etiqueta, "articulo": causal.articulo}


def _name_idioma(codigo: str) -> str:
    """The language in its own words, or its code when Django does not know it."""
    return str(LANG_INFO.get(codigo, {}).get("name_local", codigo))
