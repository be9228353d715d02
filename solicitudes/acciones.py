"""The words for what the administration does; each is the `accion` of an `ActoAdministrativo`."""

from __future__ import annotations

from enum import StrEnum


class Accion(StrEnum):
    """One thing that the administration does, and how a person reads it."""

    INVITAR = "invitar"
    DESACTIVAR = "desactivar"
    REACTIVAR = "reactivar"
    NOMBRAR = "nombrar"
    TERMINAR_CARGO = "terminar_cargo"
    SUPLIR = "suplir"
    TERMINAR_SUPLENCIA = "terminar_suplencia"
    ANULAR_SUPLENCIA = "anular_suplencia"
    CREAR_UNIDAD = "crear_unidad"
    CAMBIAR_UNIDAD = "cambiar_unidad"
    CERRAR_UNIDAD = "cerrar_unidad"
    REABRIR_UNIDAD = "reabrir_unidad"
    CERRAR_SESIONES = "cerrar_sesiones"
    CLASIFICAR = "clasificar"
    PRORROGAR_RESERVA = "prorrogar_reserva"
    LEVANTAR_RESERVA = "levantar_reserva"
    FIJAR_TARIFA = "fijar_tarifa"
    ACREDITAR = "acreditar"
    CAMBIAR_CLIENTE = "cambiar_cliente"
    ROTAR_SECRETO = "rotar_secreto"
    SUSPENDER_CLIENTE = "suspender_cliente"
    READMITIR_CLIENTE = "readmitir_cliente"
    REVOCAR_CLIENTE = "revocar_cliente"
    ENCARGAR_CLIENTE = "encargar_cliente"
    RELEVAR_ENCARGADO = "relevar_encargado"
    CREAR_TOKEN = "crear_token"  # noqa: S105 - a word, no secret
    REVOCAR_TOKEN = "revocar_token"  # noqa: S105
    ELEGIR_LECTURA = "elegir_lectura"
    REGISTRAR_EMISOR = "registrar_emisor"
    CAMBIAR_EMISOR = "cambiar_emisor"
    ROTAR_EMISOR = "rotar_emisor"
    DESACTIVAR_EMISOR = "desactivar_emisor"
    REACTIVAR_EMISOR = "reactivar_emisor"
    LIGAR = "ligar"
    DESLIGAR = "desligar"
    IMPORTAR_REGISTRO = "importar_registro"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]


ETIQUETAS: dict[Accion, str] = {
    Accion.INVITAR: "Abrió una cuenta",
    Accion.DESACTIVAR: "Desactivó una cuenta",
    Accion.REACTIVAR: "Reactivó una cuenta",
    Accion.NOMBRAR: "Registró un nombramiento",
    Accion.TERMINAR_CARGO: "Puso fin a un cargo",
    Accion.SUPLIR: "Nombró una suplencia",
    Accion.TERMINAR_SUPLENCIA: "Puso fin a una suplencia",
    Accion.ANULAR_SUPLENCIA: "Anuló una suplencia antes de que empezara",
    Accion.CREAR_UNIDAD: "Agregó una unidad",
    Accion.CAMBIAR_UNIDAD: "Cambió una unidad",
    Accion.CERRAR_UNIDAD: "Cerró una unidad",
    Accion.REABRIR_UNIDAD: "Reabrió una unidad",
    Accion.CERRAR_SESIONES: "Cerró sesiones",
    Accion.CLASIFICAR: "Registró una reserva de información",
    Accion.PRORROGAR_RESERVA: "Prorrogó una reserva",
    Accion.LEVANTAR_RESERVA: "Levantó una reserva",
    Accion.FIJAR_TARIFA: "Fijó una tarifa de reproducción",
    Accion.ACREDITAR: "Acreditó un portal o sistema",
    Accion.CAMBIAR_CLIENTE: "Cambió una acreditación",
    Accion.ROTAR_SECRETO: "Dio un secreto nuevo",
    Accion.SUSPENDER_CLIENTE: "Suspendió un portal o sistema",
    Accion.READMITIR_CLIENTE: "Levantó una suspensión",
    Accion.REVOCAR_CLIENTE: "Revocó un portal o sistema",
    Accion.ENCARGAR_CLIENTE: "Puso a alguien a cargo de un portal o sistema",
    Accion.RELEVAR_ENCARGADO: "Relevó a quien estaba a cargo",
    Accion.CREAR_TOKEN: "Hizo un token para sus programas",
    Accion.REVOCAR_TOKEN: "Revocó un token",
    Accion.ELEGIR_LECTURA: "Eligió cómo leer un punto discutido de la ley",
    Accion.REGISTRAR_EMISOR: "Registró un directorio de cuentas",
    Accion.CAMBIAR_EMISOR: "Cambió un directorio de cuentas",
    Accion.ROTAR_EMISOR: "Cambió el secreto de un directorio de cuentas",
    Accion.DESACTIVAR_EMISOR: "Desactivó un directorio de cuentas",
    Accion.REACTIVAR_EMISOR: "Reactivó un directorio de cuentas",
    Accion.LIGAR: "Ligó una cuenta a la de su institución",
    Accion.DESLIGAR: "Desligó una cuenta de la de su institución",
    Accion.IMPORTAR_REGISTRO: "Importó el registro anterior",
}
