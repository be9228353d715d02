"""The evidence bundle of statutory silence (LAIP art. 44): what happened, who held the case, who was told, which papers there are.

It names officials, never the applicant, and quotes nobody: so whoever watches the law may read it, and the clock releases nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from django.db.models import F, Q

from documentos import contextos
from documentos.models import Documento
from notifications.models import Aviso
from solicitudes.avisos import Destinatario
from solicitudes.models import Asignacion, Cargo, Movimiento, Solicitud
from solicitudes.papeles.comunes import build_membrete, describe_plazos, open_libro_at, regimen_of
from workflow.plazos import Clave
from workflow.roles import Rol, name_cargo
from workflow.transiciones import ACTOS

#: What each notice told, in words.
_EVENTOS: Mapping[str, str] = MappingProxyType(
    {
        "presentada": "Solicitud recibida",
        "remitida_recibida": "Solicitud recibida de otra institución",
        "admitida": "Solicitud admitida",
        "asignada": "Información pedida dentro de la institución",
        "aclaracion_pedida": "Aclaración pedida",
        "aclaracion_vencida": "Aclaración que no llegó",
        "aclarada": "Aclaración recibida",
        "prorrogada": "Prórroga",
        "advertencia": "Plazo por vencer",
        "resolucion_en_revision": "Resolución por revisar",
        "resolucion_revisada": "Resolución por firmar",
        "resolucion_devuelta": "Resolución devuelta",
        "resolucion_firmada": "Resolución por notificar",
        "vencida": "Plazo vencido sin respuesta",
        "recurso_interpuesto": "Recurso interpuesto",
        "recurso_sin_decision": "Recurso sin decisión en plazo",
        "recurso_decidido": "Recurso decidido",
        "recurso_cumplido": "Recurso cumplido",
        "recurso_incumplido": "Recurso incumplido",
    }
)

#: The offices that answer for a case, beside whoever was asked for the information.
_RESPONSABLES = (Rol.OFICIAL, Rol.JEFE_UNIDAD, Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD)


def build_constancia_silencio(solicitud: Solicitud, movimiento: Movimiento) -> contextos.ConstanciaSilencio:
    """Everything that the case proves up to the movement that certifies the silence."""
    hasta = movimiento.fecha_hora
    libro = open_libro_at(solicitud, movimiento)
    plazos = describe_plazos(libro, hasta)
    historia = list(
        Movimiento.objects.filter(solicitud=solicitud, numero__lte=movimiento.numero).select_related("persona").order_by("numero")
    )
    return {
        "institucion": build_membrete(solicitud),
        "folio": solicitud.folio,
        "fecha_hora_presentacion": solicitud.fecha_hora_presentacion.isoformat(),
        "fecha_hora_original": solicitud.fecha_hora_original.isoformat() if solicitud.origen else None,
        "remitida_desde": solicitud.origen.institucion_nombre if solicitud.origen else None,
        "fecha_hora_constancia": hasta.isoformat(),
        "texto_huella": historia[0].datos["texto"],
        "plazo": plazos[Clave.RESOLUCION],
        "entrega": plazos[Clave.AFIRMATIVA_FICTA],
        "movimientos": [_describe_movimiento(m) for m in historia],
        "encargos": _list_encargos(solicitud, hasta),
        "cargos": _list_cargos(solicitud, desde=libro.require_presentacion(), hasta=hasta.astimezone(libro.regimen.zona).date()),
        "cartas": _list_cartas(solicitud, hasta),
        "papeles": _list_papeles(solicitud, hasta),
        "anexos": Documento.objects.filter(folio=solicitud.folio, tipo=Documento.Tipo.ANEXO, fecha_hora_emision__lte=hasta).count(),
        "ley": regimen_of(solicitud).nombre,
    }


def _describe_movimiento(movimiento: Movimiento) -> contextos.MovimientoSellado:
    return {
        "numero": movimiento.numero,
        "fecha_hora": movimiento.fecha_hora.isoformat(),
        "texto": ACTOS[movimiento.acto].descripcion if movimiento.acto in ACTOS else movimiento.acto.replace("_", " "),
        "rol": name_cargo(Rol(movimiento.rol), por_suplencia="suple" in movimiento.datos),
        "persona": str(movimiento.persona) if movimiento.persona else "",
        "huella": movimiento.huella,
    }


def _list_encargos(solicitud: Solicitud, hasta: datetime) -> list[contextos.Encargo]:
    filas = Asignacion.objects.filter(solicitud=solicitud, fecha_hora__lte=hasta).select_related("unidad", "persona")
    return [
        {
            "fecha_hora": fila.fecha_hora.isoformat(),
            "unidad": fila.unidad.nombre,
            "persona": str(fila.persona) if fila.persona else "",
            "fecha_interna": fila.fecha_interna.isoformat(),
        }
        for fila in filas.order_by("fecha_hora", "pk")
    ]


def _list_cargos(solicitud: Solicitud, *, desde: date, hasta: date) -> list[contextos.CargoVigente]:
    """Who held each office that answers for the case on any day from the filing to the certificate."""
    filas = Cargo.objects.filter(
        Q(hasta__isnull=True) | Q(hasta__gte=desde), desde__lte=hasta, unidad__institucion=solicitud.institucion_id, rol__in=_RESPONSABLES
    )
    filas = filas.exclude(hasta__lt=F("desde"))  # a substitution that was annulled held no day
    return [
        {
            "persona": str(fila.persona),
            "rol": name_cargo(Rol(fila.rol), por_suplencia=fila.suple_id is not None),
            "unidad": fila.unidad.nombre if fila.unidad else "",
            "desde": fila.desde.isoformat(),
            "hasta": fila.hasta.isoformat() if fila.hasta else "",
        }
        for fila in filas.select_related("persona", "unidad").order_by("rol", "desde", "pk")
    ]


def _list_cartas(solicitud: Solicitud, hasta: datetime) -> list[contextos.Carta]:
    filas = Aviso.objects.filter(folio=solicitud.folio, fecha_hora_envio__lte=hasta).order_by("fecha_hora_envio", "pk")
    return [
        {
            "fecha_hora": fila.fecha_hora_envio.isoformat(),
            "evento": _EVENTOS.get(fila.evento, fila.evento.replace("_", " ").capitalize()),
            "destinatario": _name_destinatario(fila.destinatario),
            "canal": fila.canal,
            "mensaje_id": fila.mensaje_id,
        }
        for fila in filas
    ]


def _name_destinatario(clase: str) -> str:
    return Rol(clase).etiqueta if clase in set(Destinatario) else clase


def _list_papeles(solicitud: Solicitud, hasta: datetime) -> list[contextos.Papel]:
    """The papers that were issued; the files gathered for an answer that nobody gave are not among them."""
    filas = Documento.objects.filter(folio=solicitud.folio, fecha_hora_emision__lte=hasta).exclude(tipo=Documento.Tipo.ANEXO)
    return [
        {"titulo": fila.titulo, "codigo": fila.codigo, "sha256": fila.sha256, "fecha_hora": fila.fecha_hora_emision.isoformat()}
        for fila in filas.order_by("pk")
    ]
