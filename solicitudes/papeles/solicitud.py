"""The receipt of a request and its resolution."""

from __future__ import annotations

from django.conf.locale import LANG_INFO

from documentos import contextos
from solicitudes.libros import received_at
from solicitudes.models import Movimiento, Resolucion, Solicitud
from solicitudes.papeles.comunes import build_anexos, build_membrete, describe_plazos, open_libro_at, regimen_of, seguimiento_url
from workflow.plazos import Clave, EstadoPlazo
from workflow.sentidos import Sentido


class ResolucionSinNotificarError(ValueError):
    """The paper of a resolution was asked for before it was signed and notified."""


def build_acuse(solicitud: Solicitud, movimiento: Movimiento) -> contextos.Acuse:
    """The receipt of what was filed."""
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
        "ley": regimen_of(solicitud).nombre,
        "seguimiento_url": seguimiento_url(solicitud),
    }


def build_resolucion(solicitud: Solicitud, movimiento: Movimiento) -> contextos.Resolucion:
    """The resolution as it was notified.

    :raises ResolucionSinNotificarError: it was not, yet.
    """
    resolucion = Resolucion.objects.select_related("firmante").get(solicitud=solicitud)
    plazos = describe_plazos(open_libro_at(solicitud, movimiento), movimiento.fecha_hora)
    plazo, recurso = plazos[Clave.RESOLUCION], plazos[Clave.RECURSO_INTERPOSICION]
    tarde = plazo["estado"] == EstadoPlazo.CUMPLIDO_TARDE
    if not (resolucion.fecha_hora_notificacion and resolucion.fecha_hora_firma and resolucion.firmante):
        raise ResolucionSinNotificarError(resolucion.numero)
    return {
        "institucion": build_membrete(solicitud),
        "numero": resolucion.numero,
        "folio": solicitud.folio,
        "fecha_hora_notificacion": resolucion.fecha_hora_notificacion.isoformat(),
        "fecha_hora_presentacion": solicitud.fecha_hora_presentacion.isoformat(),
        "solicitante_nombre": solicitud.presentacion.solicitante_nombre,
        "descripcion": solicitud.descripcion,
        "sentido": resolucion.sentido,
        "sentido_texto": Sentido(resolucion.sentido).dispositivo,
        "respuesta": resolucion.respuesta,
        "motivacion": resolucion.motivacion,
        "fundamento": resolucion.fundamento,
        "plazo": plazo | {"cumplido": not tarde, "fuera_de_plazo": tarde},
        "anexos": build_anexos(solicitud, resolucion.fecha_hora_notificacion),
        "firmas": [
            {
                "nombre": str(resolucion.firmante),
                "cargo": resolucion.firmante_cargo,
                "fecha_hora": resolucion.fecha_hora_firma.isoformat(),
                "huella": resolucion.huella,
            }
        ],
        "recurso": {
            "articulo": "52-60",
            "dias": recurso["dias"],
            "ante": "la máxima autoridad de la institución",
            "vence": recurso["vence"],
        },
        "ley": regimen_of(solicitud).nombre,
    }


def _name_idioma(codigo: str) -> str:
    """The language in its own words, or its code when Django does not know it."""
    return str(LANG_INFO.get(codigo, {}).get("name_local", codigo))
