"""The receipt of an appeal and the decision of the top authority (LAIP arts. 52 to 60)."""

from __future__ import annotations

from documentos import contextos
from solicitudes.models import Movimiento, Recurso, Resolucion, Solicitud, Unidad
from solicitudes.models.recurso import Contra
from solicitudes.papeles.comunes import build_membrete, describe_plazos, open_libro_at, regimen_of, seguimiento_url
from solicitudes.preguntas import list_preguntas
from workflow.amparo import Ventana, find_siguiente_recurso, find_ventana
from workflow.causales import Causal, SentidoRecurso
from workflow.hojas import Certeza
from workflow.plazos import Clave, EstadoPlazo
from workflow.regimen import Regimen
from workflow.roles import Rol, name_cargo


def build_acuse_recurso(solicitud: Solicitud, movimiento: Movimiento) -> contextos.AcuseRecurso:
    """The receipt of an appeal as it was filed."""
    recurso = _find_recurso(solicitud, movimiento)
    plazos = describe_plazos(open_libro_at(solicitud, movimiento), movimiento.fecha_hora, recurso=recurso.ordinal)
    return {
        "institucion": build_membrete(solicitud, Unidad.Clase.MAXIMA_AUTORIDAD),
        "numero": recurso.numero,
        "folio": solicitud.folio,
        "fecha_hora_interposicion": recurso.fecha_hora_interposicion.isoformat(),
        "solicitante_nombre": solicitud.presentacion.solicitante_nombre,
        "resolucion": _name_resolucion(recurso),
        "vencimiento": plazos[Clave.RESOLUCION]["vence"],
        "causales": _describe_causales(recurso),
        "preguntas": _list_preguntas(recurso),
        "agravios": recurso.agravios,
        "plazo": plazos[Clave.RECURSO_RESOLUCION],
        "amparo": _describe_amparo(regimen_of(solicitud), None),
        "ley": regimen_of(solicitud).nombre,
        "seguimiento_url": seguimiento_url(solicitud),
    }


def build_decision_recurso(solicitud: Solicitud, movimiento: Movimiento) -> contextos.DecisionRecurso:
    """The decision as it was notified, whatever became of it afterwards."""
    recurso = _find_recurso(solicitud, movimiento)
    libro = open_libro_at(solicitud, movimiento)
    plazos = describe_plazos(libro, movimiento.fecha_hora, recurso=recurso.ordinal)
    plazo = plazos[Clave.RECURSO_RESOLUCION]
    tarde = plazo["estado"] == EstadoPlazo.CUMPLIDO_TARDE
    return {
        "institucion": build_membrete(solicitud, Unidad.Clase.MAXIMA_AUTORIDAD),
        "numero": recurso.numero,
        "folio": solicitud.folio,
        "fecha_hora_decision": movimiento.fecha_hora.isoformat(),
        "fecha_hora_presentacion": solicitud.fecha_hora_presentacion.isoformat(),
        "fecha_hora_interposicion": recurso.fecha_hora_interposicion.isoformat(),
        "solicitante_nombre": solicitud.presentacion.solicitante_nombre,
        "descripcion": solicitud.descripcion,
        "resolucion": _name_resolucion(recurso),
        "vencimiento": plazos[Clave.RESOLUCION]["vence"],
        "causales": _describe_causales(recurso),
        "preguntas": _list_preguntas(recurso),
        "agravios": recurso.agravios,
        "subsanado": recurso.subsanado,
        "sentido": recurso.sentido,
        "sentido_texto": SentidoRecurso(recurso.sentido).etiqueta,
        "motivacion": recurso.motivacion,
        "fundamento": recurso.fundamento,
        "orden": recurso.orden,
        "plazo": plazo | {"cumplido": not tarde, "fuera_de_plazo": tarde},
        "cumplimiento": plazos.get(Clave.RECURSO_CUMPLIMIENTO),
        "amparo": _describe_amparo(libro.regimen, find_ventana(libro, movimiento.fecha_hora, recurso=recurso.ordinal)),
        "firmas": [
            {
                "nombre": str(movimiento.persona),
                "cargo": name_cargo(Rol(movimiento.rol), por_suplencia="suple" in movimiento.datos),
                "fecha_hora": movimiento.fecha_hora.isoformat(),
                "huella": movimiento.datos["huella"],
            }
        ],
        "ley": libro.regimen.nombre,
    }


def _find_recurso(solicitud: Solicitud, movimiento: Movimiento) -> Recurso:
    """The appeal of which a movement tells."""
    return Recurso.objects.get(solicitud=solicitud, ordinal=movimiento.datos.get("recurso", 1))


def _name_resolucion(recurso: Recurso) -> str:
    """The resolution against which it was filed; none against silence, which a late answer does not turn into an answer."""
    if recurso.contra == Contra.SILENCIO:
        return ""
    return Resolucion.objects.filter(solicitud=recurso.solicitud_id).values_list("numero", flat=True).first() or ""


def _describe_causales(recurso: Recurso) -> list[contextos.CausalAlegada]:
    return [{"texto": Causal(codigo).etiqueta, "articulo": Causal(codigo).articulo} for codigo in recurso.causales]


def _list_preguntas(recurso: Recurso) -> list[contextos.PreguntaRecurrida]:
    """The questions whose answer it contests; none where it contests all of it."""
    if not recurso.preguntas:
        return []
    return [{"numero": p.numero, "texto": p.texto} for p in list_preguntas(recurso.solicitud) if p.numero in recurso.preguntas]


def _describe_amparo(regimen: Regimen, ventana: Ventana | None) -> contextos.Amparo | None:
    siguiente = find_siguiente_recurso(regimen)
    if siguiente is None:
        return None
    termino = siguiente.plazos["interposicion"]
    return {
        "dias": termino.dias,
        "unidad": termino.unidad.value,
        "articulo": termino.articulo,
        "desde": ventana.desde.isoformat() if ventana else "",
        "vence": ventana.vence.isoformat() if ventana else "",
        "por_verificar": termino.procedencia.certeza is not Certeza.HALLADO,
    }
