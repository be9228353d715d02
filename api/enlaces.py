"""The links of the schema: which answer leads to which call, so that a program can follow a case by itself (OpenAPI 3.1, Link Object)."""

from __future__ import annotations

from typing import Any

from api.views.actos import VISTAS

_FOLIO = {"folio": "$response.body#/folio"}
_SUSCRITA, _RESERVA = {"suscripcion_id": "$response.body#/id"}, {"reserva_id": "$response.body#/id"}
_NACIDA = {"folio": "$response.body#/solicitudes/0/folio", "X-Clave-Seguimiento": "$response.body#/clave"}
_LEIDA = _FOLIO | {"If-Match": "$response.header.ETag"}
_HOJAS = ("ver_solicitud", "listar_movimientos", "ver_plazos", "listar_documentos")

#: operationId → where its success leads: operationId → parameters. What is `If-Match` is the version that was read.
ENLACES: dict[str, dict[str, dict[str, str]]] = {
    "presentar": dict.fromkeys(_HOJAS, _NACIDA) | {"desistir": _NACIDA | {"If-Match": '"1"'}},
    "listar_solicitudes": {"ver_solicitud": {"folio": "$response.body#/results/0/folio"}},
    "ver_solicitud": {**dict.fromkeys(_HOJAS[1:], _FOLIO), **dict.fromkeys(VISTAS, _LEIDA), "adjuntar": _LEIDA},
    **{acto: {"ver_solicitud": _FOLIO, "ver_plazos": _FOLIO} for acto in VISTAS},
    "listar_documentos": {"descargar_documento": {"folio": "$request.path.folio", "codigo": "$response.body#/results/0/codigo"}},
    "adjuntar": {"descargar_documento": {"folio": "$request.path.folio", "codigo": "$response.body#/codigo"}},
    "leer_eventos": {
        "ver_solicitud": {"folio": "$response.body#/eventos/0/data/folio"},
        "leer_eventos": {"desde": "$response.body#/siguiente"},
    },
    "suscribir": dict.fromkeys(
        ("ver_suscripcion", "cambiar_suscripcion", "probar_suscripcion", "rotar_firma", "listar_entregas", "cancelar_suscripcion"),
        _SUSCRITA,
    ),
    "aplicar_acto_del_calendario": {"revocar_acto_del_calendario": {"numero": "$response.body#/numero"}},
    "clasificar": dict.fromkeys(("ver_reserva", "prorrogar_reserva", "levantar_reserva"), _RESERVA),
}


def add_enlaces(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: write the links on the successful answers."""
    for metodos in result["paths"].values():
        for operacion in metodos.values():
            destinos = ENLACES.get(operacion["operationId"])
            if not destinos:
                continue
            exito = min(estatus for estatus in operacion["responses"] if estatus.startswith("2"))
            operacion["responses"][exito]["links"] = {
                destino: {"operationId": destino, "parameters": parametros} for destino, parametros in destinos.items()
            }
    return result
