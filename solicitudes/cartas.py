"""To whom a letter about a case goes, and what it says, in the active language; addresses are looked up when it is sent, never queued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from solicitudes.avisos import Destinatario
from solicitudes.libros import EVENTO_DE_ACTO, calendario_of, fold_libro, received_at
from solicitudes.models import Asignacion, Cargo, Movimiento, Persona, Solicitud, Unidad
from solicitudes.papeles import seguimiento_url
from solicitudes.preguntas import write_numeros
from workflow.amparo import find_ventana
from workflow.causales import Causal, SentidoRecurso
from workflow.libro import Libro
from workflow.plazos import Clave, Plazo
from workflow.regimen import get_regimen
from workflow.roles import Rol
from workflow.sentidos import Sentido
from workflow.transiciones import TRANSICIONES_RECURSO

#: Of a request about one's own data no word travels by mail (LAIP arts. 30 and 31).
_SIN_COPIAR = "(Pide sus propios datos personales; el texto no se copia en los correos.)"
_COMO_ACREDITAR = gettext_noop(
    "Falta acreditar que los datos son suyos, o que representa a quien lo es: lleve su documento de identidad a la unidad de información, "
    "o envíe una foto desde la página de su solicitud (artículos 33 y 34). El plazo corre igual."
)


@dataclass(frozen=True, slots=True)
class Destino:
    """One reader: the applicant, a unit's mailbox or a person. Written `oficial/unidad/12` in the outbox."""

    clase: Destinatario
    por: str = ""
    pk: int = 0

    def __str__(self) -> str:
        return f"{self.clase.value}/{self.por}/{self.pk}" if self.por else self.clase.value

    @classmethod
    def parse(cls, texto: str) -> Destino:
        clase, _, resto = texto.partition("/")
        por, _, pk = resto.partition("/")
        return cls(Destinatario(clase), por, int(pk or 0))

    def find_correo(self, solicitud: Solicitud) -> str:
        """The address as it is now; empty when there is none. Of a rehearsal only its client is told, whoever would be."""
        if solicitud.prueba:
            return solicitud.presentacion.cliente.correo if solicitud.presentacion.cliente else ""
        if self.clase is Destinatario.SOLICITANTE:
            return solicitud.presentacion.solicitante_correo
        if self.por == "unidad":
            return Unidad.objects.filter(pk=self.pk).values_list("correo", flat=True).first() or ""
        return Persona.objects.filter(pk=self.pk, is_active=True).values_list("email", flat=True).first() or ""


def list_destinos(solicitud: Solicitud, clase: Destinatario, ahora: datetime) -> list[Destino]:
    """Who is behind a class of readers: the unit's mailbox if it has one, otherwise each person in that office today. Of a rehearsal,
    its client in everybody's place."""
    if solicitud.prueba:
        return [Destino(clase)]
    if clase is Destinatario.SOLICITANTE:
        return [Destino(clase)] if solicitud.presentacion.solicitante_correo else []
    hoy = ahora.astimezone(_zona(solicitud)).date()
    if clase is Destinatario.ENLACE:
        return _list_enlaces(solicitud, hoy)
    if clase is Destinatario.OFICIAL:
        unidad = _find_unidad(solicitud)
        if unidad and unidad.correo:
            return [Destino(clase, "unidad", unidad.pk)]
    roles = [Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD] if clase is Destinatario.FIRMANTE else [Rol(clase.value)]
    donde = {} if clase is Destinatario.REGULADOR else {"unidad__institucion": solicitud.institucion_id}
    cargos = Cargo.objects.filter(rol__in=roles, persona__is_active=True, **donde).vigentes(hoy)
    return [Destino(clase, "persona", pk) for pk in sorted(set(cargos.values_list("persona_id", flat=True)))]


def find_buzon(solicitud: Solicitud) -> str:
    """The mailbox of the institution's information unit, where an applicant's reply should go; empty when it has none."""
    unidad = None if solicitud.prueba else _find_unidad(solicitud)
    return unidad.correo if unidad else ""


def build_contexto_carta(solicitud: Solicitud, movimiento: Movimiento) -> dict[str, Any]:
    """Everything that a letter about this movement may say; its template takes what the catalogue lets it."""
    libro = _libro_at(solicitud, movimiento.numero, movimiento.fecha_hora)
    datos = movimiento.datos
    recurso = datos.get("recurso", 1) if movimiento.acto in _DE_RECURSO else len(libro.asuntos)
    plazos = {plazo.clave: plazo for plazo in libro.list_plazos(movimiento.fecha_hora, recurso=recurso)}
    contexto = {
        **_comunes(solicitud, libro, received_at(movimiento)),
        "descripcion": _SIN_COPIAR if solicitud.de_datos_propios else solicitud.descripcion,
        "acreditacion": gettext(_COMO_ACREDITAR) if solicitud.de_datos_propios else "",
        "motivo": datos.get("motivo") or datos.get("observaciones") or "",
        "pregunta": datos.get("pregunta", ""),
        "preguntas": write_numeros(datos.get("preguntas", ())) or None,
        "fecha_anterior": date.fromisoformat(datos["vencia"]) if datos.get("vencia") else None,
        **_describe_recalculo(movimiento),
        "fecha_limite": _fecha_limite(movimiento, plazos),
        "fecha_amparo": _fecha_amparo(libro, movimiento, recurso),
        "sentido_texto": _sentido_texto(movimiento),
        "causales": "; ".join(gettext(Causal(causal).etiqueta) for causal in datos.get("causales", ())),
        "orden": datos.get("orden", ""),
        "constancia": datos.get("constancia", ""),
        "costo": _costo_texto(movimiento),
    }
    if solicitud.origen is not None:
        contexto |= {"folio_anterior": solicitud.origen.folio, "institucion_anterior": solicitud.origen.institucion_nombre}
    if movimiento.acto == "remitir":
        nueva = solicitud.derivadas.get(folio=datos["folio_nuevo"])
        contexto |= {
            "folio_nuevo": nueva.folio,
            "institucion_nueva": nueva.institucion_nombre,
            "fecha_vencimiento": nueva.fecha_vencimiento,
            "destinos": _write_destinos(solicitud, datos.get("otros_folios", ())),
        }
    if movimiento.acto == "remitir_parte":
        contexto["destinos"] = _write_destinos(solicitud, datos["folios_nuevos"])
    return contexto


def _write_destinos(solicitud: Solicitud, folios: Sequence[str]) -> str | None:
    """The cases that were born elsewhere, a line each: folio, institution, by when; None when there is none."""
    nuevas = solicitud.derivadas.filter(folio__in=folios).order_by("pk")
    return "\n".join(_write_destino(nueva) for nueva in nuevas) or None


def _write_destino(nueva: Solicitud) -> str:
    vence = date_format(nueva.fecha_vencimiento, gettext("d/m/Y")) if nueva.fecha_vencimiento else ""
    return gettext("%(folio)s, %(institucion)s: responde a más tardar el %(dia)s") % {
        "folio": nueva.folio,
        "institucion": nueva.institucion_nombre,
        "dia": vence,
    }


def build_contexto_advertencia(solicitud: Solicitud, *, hoy: date, ahora: datetime) -> dict[str, Any]:
    """What a warning says: how many business days are left from `hoy`."""
    libro = _libro_at(solicitud, solicitud.version, ahora)
    restantes = libro.calendario.count_habiles(hoy, libro.vencimiento) if libro.vencimiento else 0
    return {**_comunes(solicitud, libro, ahora), "dias_restantes": restantes}


def _zona(solicitud: Solicitud) -> ZoneInfo:
    """The time zone of the law of a case."""
    return get_regimen(solicitud.regimen, solicitud.regimen_version).zona


def _comunes(solicitud: Solicitud, libro: Libro, fecha_hora: datetime) -> dict[str, Any]:
    termino = libro.regimen.term_for(libro.tipo)
    return {
        "folio": solicitud.folio,
        "institucion": solicitud.institucion_nombre,
        "url": seguimiento_url(solicitud),
        "fecha_hora": fecha_hora,
        "fecha_vencimiento": libro.vencimiento or "",
        "articulo": f"{termino.articulo}, 43" if libro.prorroga else termino.articulo,
    }


def _describe_recalculo(movimiento: Movimiento) -> dict[str, Any]:
    """What the calendar moved: the first term of the case whose last day is another, and why."""
    movidos = [c for c in movimiento.datos.get("cambios", ()) if c["fecha_anterior"] != c["fecha_nueva"]]
    if movimiento.acto != "recalcular" or not movidos:
        return {}
    return {
        "plazo_texto": gettext(_PARA_QUE[Clave(movidos[0]["plazo"])]),
        "fecha_anterior": date.fromisoformat(movidos[0]["fecha_anterior"]),
        "fecha_nueva": date.fromisoformat(movidos[0]["fecha_nueva"]),
        "fundamento": movimiento.datos["fundamento"],
    }


_PARA_QUE: dict[Clave, str] = {
    Clave.ACLARACION_PEDIDO: gettext_noop("para pedir una aclaración"),
    Clave.ACLARACION: gettext_noop("para aclarar la solicitud"),
    Clave.TERCERO_CONSULTA: gettext_noop("para consultar a un tercero"),
    Clave.TERCERO_OPOSICION: gettext_noop("para que el tercero se oponga"),
    Clave.COBRO_PAGO: gettext_noop("para pagar la reproducción"),
    Clave.RESOLUCION: gettext_noop("para responder la solicitud"),
    Clave.AVISO_PRORROGA: gettext_noop("para avisar una prórroga"),
    Clave.AFIRMATIVA_FICTA: gettext_noop("para entregar la información tras el silencio"),
    Clave.SILENCIO_NEGATIVO: gettext_noop("para tener por negada la solicitud"),
    Clave.SILENCIO_RECURRIBLE: gettext_noop("para recurrir el silencio"),
    Clave.RECURSO_INTERPOSICION: gettext_noop("para interponer el recurso"),
    Clave.RECURSO_RESOLUCION: gettext_noop("para decidir el recurso"),
    Clave.RECURSO_CUMPLIMIENTO: gettext_noop("para cumplir lo que el recurso ordenó"),
}


def _costo_texto(movimiento: Movimiento) -> str:
    """What the copies cost, as it was notified (LAIP arts. 18 and 44)."""
    cobro = Decimal(movimiento.datos.get("cobro", "0"))
    return f"Q{cobro}" if cobro else gettext("ninguno")


def _sentido_texto(movimiento: Movimiento) -> str:
    sentido = movimiento.datos.get("sentido")
    if not sentido:
        return ""
    tipo = SentidoRecurso if movimiento.acto == "decidir_recurso" else Sentido
    return gettext(tipo(sentido).etiqueta)


def _fecha_limite(movimiento: Movimiento, plazos: dict[Clave, Plazo]) -> date | None:
    if movimiento.acto == "asignar":
        return date.fromisoformat(movimiento.datos["fecha_interna"])
    clave = _LIMITE_DE_ACTO.get(movimiento.acto)
    return plazos[clave].vence if clave in plazos else None


def _fecha_amparo(libro: Libro, movimiento: Movimiento, recurso: int) -> date | None:
    """The last day to go further, as the act opened it."""
    ventana = find_ventana(libro, movimiento.fecha_hora, recurso=recurso)
    return ventana.vence if ventana else None


#: The acts that tell of one appeal of the case.
_DE_RECURSO = frozenset({"interponer_recurso", *TRANSICIONES_RECURSO})

_LIMITE_DE_ACTO: dict[str, Clave] = {
    "pedir_aclaracion": Clave.ACLARACION,
    "resolver": Clave.RECURSO_INTERPOSICION,
    "entregar": Clave.RECURSO_INTERPOSICION,
    "vencer": Clave.AFIRMATIVA_FICTA,
    "certificar_silencio": Clave.AFIRMATIVA_FICTA,
    "interponer_recurso": Clave.RECURSO_RESOLUCION,
    "vencer_recurso": Clave.RECURSO_RESOLUCION,
    "decidir_recurso": Clave.RECURSO_CUMPLIMIENTO,
    "incumplir_recurso": Clave.RECURSO_CUMPLIMIENTO,
}


def _libro_at(solicitud: Solicitud, numero: int, momento: datetime) -> Libro:
    """The ledger as it stood with movement `numero`, by the calendar known at `momento`: a letter sent late says what was true then."""
    filas = Movimiento.objects.filter(solicitud=solicitud, acto__in=EVENTO_DE_ACTO, numero__lte=numero).order_by("numero")
    return fold_libro(solicitud, filas.values_list("acto", "fecha_hora", "datos"), calendario_of(solicitud).known_at(momento))


def _find_unidad(solicitud: Solicitud) -> Unidad | None:
    return Unidad.objects.filter(institucion=solicitud.institucion_id, clase=Unidad.Clase.INFORMACION, activa=True).first()


def _list_enlaces(solicitud: Solicitud, hoy: date) -> list[Destino]:
    """The person or the unit that was asked last."""
    asignacion = Asignacion.objects.filter(solicitud=solicitud).select_related("unidad").order_by("-fecha_hora", "-pk").first()
    if asignacion is None:
        return []
    if asignacion.persona_id:
        return [Destino(Destinatario.ENLACE, "persona", asignacion.persona_id)]
    if asignacion.unidad.correo:
        return [Destino(Destinatario.ENLACE, "unidad", asignacion.unidad_id)]
    cargos = Cargo.objects.filter(unidad=asignacion.unidad, rol=Rol.ENLACE, persona__is_active=True).vigentes(hoy)
    return [Destino(Destinatario.ENLACE, "persona", pk) for pk in sorted(set(cargos.values_list("persona_id", flat=True)))]
