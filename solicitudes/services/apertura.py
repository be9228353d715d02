"""Opening a case at the desk: reading it leaves who read it and who has it open."""

from __future__ import annotations

from datetime import datetime

from documentos.models import Documento
from documentos.render import render_borrador
from solicitudes.actor import Actor
from solicitudes.apuntes import Apunte, find_propia_presencia, list_otras_presencias, read_presencias
from solicitudes.carpeta import Carpeta, open_carpeta, open_para_acto
from solicitudes.models import Solicitud
from solicitudes.papeles.borrador import build_vista_previa
from solicitudes.selectors import get_documento, get_solicitud
from solicitudes.services.lectura import record_lectura
from solicitudes.services.presencia import mark_presencia


def abrir_expediente(*, folio: str, actor: Actor, ahora: datetime) -> Carpeta:
    """The whole case. Four queries, five where it is divided, and two more to write at the first look: one again each minute, the
    other each hour.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    carpeta = open_carpeta(folio, actor=actor, al=ahora)
    if carpeta.ve_solicitante and not carpeta.lectura:
        record_lectura(solicitud=carpeta.solicitud, actor=actor, por="consultar el expediente", ahora=ahora)
    _mark(carpeta, actor, ahora)
    return carpeta


def abrir_acto(*, folio: str, actor: Actor, ahora: datetime) -> Carpeta:
    """What the page of an act needs, and that she has the case open. Four queries, and one more to write it each minute.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    carpeta = open_para_acto(folio, actor=actor, al=ahora)
    _mark(carpeta, actor, ahora)
    return carpeta


def renew_presencia(*, folio: str, actor: Actor, ahora: datetime) -> tuple[Solicitud, list[Apunte]]:
    """That she still has the case open, and who else has. Two queries, and one more to write it each minute.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    solicitud = get_solicitud(folio, actor=actor)
    presencias = read_presencias(solicitud)
    if actor.persona_id is not None:
        anterior = find_propia_presencia(presencias, actor=actor)
        mark_presencia(solicitud=solicitud, persona_id=actor.persona_id, ahora=ahora, anterior=anterior)
    return solicitud, list_otras_presencias(presencias, actor=actor, al=ahora)


def _mark(carpeta: Carpeta, actor: Actor, ahora: datetime) -> None:
    if actor.persona_id is not None:
        mark_presencia(solicitud=carpeta.solicitud, persona_id=actor.persona_id, ahora=ahora, anterior=carpeta.find_presencia(actor))


def abrir_documento(*, folio: str, codigo: str, actor: Actor, ahora: datetime) -> Documento | None:
    """One paper that she may open; a paper that names who asks leaves its reading on record. At most four queries.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    solicitud = get_solicitud(folio, actor=actor)
    papel = get_documento(solicitud, actor=actor, codigo=codigo)
    if papel is not None and papel.tipo not in _SIN_NOMBRES:
        record_lectura(solicitud=solicitud, actor=actor, por="abrir un documento", ahora=ahora)
    return papel


def abrir_vista_previa(*, folio: str, actor: Actor, ahora: datetime) -> bytes:
    """The PDF of the resolution as it would be issued now, marked as a draft. Nothing of it is kept but who read it.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    :raises SinBorradorError: nobody has drafted a resolution that she may read.
    :raises FaltaPangoError: this machine cannot make a PDF.
    """
    carpeta = open_para_acto(folio, actor=actor, al=ahora)
    contexto = build_vista_previa(carpeta.situacion, puede=carpeta.ve_respuesta)
    record_lectura(solicitud=carpeta.solicitud, actor=actor, por="ver el borrador", ahora=ahora)
    return render_borrador(plantilla=Documento.Tipo.RESOLUCION.value, contexto=contexto)


#: Papers that say nothing of who asks.
_SIN_NOMBRES = frozenset({Documento.Tipo.ANEXO.value, Documento.Tipo.CONSTANCIA_SILENCIO.value})
