"""A copy of what the system holds for an account: one JSON to be read by a program, and every paper that the person may open."""

from __future__ import annotations

import json
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from documentos.almacen import open_contenido
from documentos.models import Documento
from solicitudes.actor import Actor, actor_for_cuenta
from solicitudes.actos import list_recursos
from solicitudes.models import Persona, Solicitud
from solicitudes.policies import visible, visible_documentos, visible_movimientos
from solicitudes.policies_identidad import visible_pruebas


def write_copia(destino: IO[bytes], *, cuenta: int, ahora: datetime) -> None:
    """Write to `destino` a ZIP with `mis-datos.json` and the papers under `documentos/<folio>/`. Two queries for each case.

    :raises AlmacenNoDisponibleError: the store of papers cannot be reached.
    """
    actor = actor_for_cuenta(cuenta)
    solicitudes = (
        visible(actor).select_related("institucion", "presentacion", "recurso", "rectificacion").order_by("fecha_hora_presentacion", "pk")
    )
    with ZipFile(destino, "w", ZIP_DEFLATED) as archivo:
        casos = [_add(archivo, solicitud, actor) for solicitud in solicitudes]
        datos = {"emitido": ahora.isoformat(), "cuenta": _describe_cuenta(Persona.objects.get(pk=cuenta)), "solicitudes": casos}
        archivo.writestr("mis-datos.json", json.dumps(datos, ensure_ascii=False, indent=2))


def _describe_cuenta(cuenta: Persona) -> dict[str, Any]:
    return {
        "usuario": cuenta.username,
        "nombre": cuenta.get_full_name(),
        "correo": cuenta.email,
        "creada": cuenta.date_joined.isoformat(),
        "ultimo_ingreso": cuenta.last_login.isoformat() if cuenta.last_login else None,
    }


def _add(archivo: ZipFile, solicitud: Solicitud, actor: Actor) -> dict[str, Any]:
    """Put the papers of a case in the archive; what is told of the case."""
    presentacion = solicitud.presentacion
    return {
        "folio": solicitud.folio,
        "institucion": solicitud.institucion_nombre,
        "estado": solicitud.estado,
        "sentido": solicitud.sentido,
        "tipo": solicitud.tipo,
        "descripcion": solicitud.descripcion,
        "forma_entrega": solicitud.forma_entrega,
        "presentada": solicitud.fecha_hora_presentacion.isoformat(),
        "vence": solicitud.fecha_vencimiento.isoformat() if solicitud.fecha_vencimiento else None,
        "solicitante": {
            "nombre": presentacion.solicitante_nombre,
            "correo": presentacion.solicitante_correo,
            "telefono": presentacion.solicitante_telefono,
            "idioma": presentacion.solicitante_idioma,
        },
        "rectificacion": _describe_rectificacion(solicitud),
        "pruebas": _list_pruebas(solicitud, actor),
        "recursos": [{"numero": r.numero, "estado": r.estado, "sentido": r.sentido} for r in list_recursos(solicitud)],
        "movimientos": [
            {"numero": m.numero, "acto": m.acto, "fecha_hora": m.fecha_hora.isoformat(), "datos": m.datos}
            for m in visible_movimientos(actor, solicitud).order_by("numero")
        ],
        "documentos": [_add_documento(archivo, documento) for documento in visible_documentos(actor, solicitud).order_by("pk")],
    }


def _describe_rectificacion(solicitud: Solicitud) -> dict[str, str] | None:
    pedida = getattr(solicitud, "rectificacion", None)
    return {campo: getattr(pedida, campo) for campo in ("sistema", "cambio", "evidencia")} if pedida else None


def _list_pruebas(solicitud: Solicitud, actor: Actor) -> list[dict[str, Any]]:
    """What she sent to prove who she is, without its bytes: they do not come out again. One query, where she asks for her own data."""
    if not solicitud.de_datos_propios:
        return []
    filas = visible_pruebas(actor, solicitud).order_by("pk").values("para", "tamano", "sha256", "fecha_hora", "fecha_hora_supresion")
    return [{nombre: valor.isoformat() if isinstance(valor, datetime) else valor for nombre, valor in fila.items()} for fila in filas]


def _add_documento(archivo: ZipFile, documento: Documento) -> dict[str, Any]:
    ruta = f"documentos/{documento.folio}/{documento.codigo}-{documento.nombre_archivo}"
    with open_contenido(sha256=documento.sha256) as contenido, archivo.open(_entry(ruta), "w", force_zip64=True) as copia:
        while trozo := contenido.read(1 << 20):
            copia.write(trozo)
    return {"codigo": documento.codigo, "tipo": documento.tipo, "titulo": documento.titulo, "sha256": documento.sha256, "archivo": ruta}


def _entry(ruta: str) -> ZipInfo:
    """An entry that is stored as it is: papers are compressed already."""
    entrada = ZipInfo(ruta)
    entrada.compress_type = ZIP_STORED
    return entrada
