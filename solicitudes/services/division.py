"""dividir: a request in questions, each with its routing, its internal date and its answer (LAIP arts. 42 and 45; docs/adr/0019)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from solicitudes.actor import Actor
from solicitudes.bitacora import digest
from solicitudes.models import Asignacion, Pregunta, Resolucion, RespuestaPregunta, Solicitud
from solicitudes.preguntas import MAXIMO_DE_PREGUNTAS, list_preguntas
from solicitudes.services.acto import ActoEnCurso, ActoNoPermitidoError, open_acto, require_texto
from solicitudes.services.respuestas import follow_preguntas
from workflow.estados import EstadoResolucion
from workflow.eventos import TipoSolicitud
from workflow.problema import ProblemaError

_FUNDAMENTO = "LAIP arts. 42 y 45"


NO_SE_DIVIDE = "Una rectificación nombra un dato y su cambio: no se divide."


class DivisionInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "division-invalida"
    titulo: ClassVar[str] = "La solicitud no se puede dividir así"


def dividir(*, folio: str, actor: Actor, preguntas: tuple[str, ...], ahora: datetime, version: int | None = None) -> Solicitud:
    """Divide the request in `preguntas`, a paragraph each, in their order; the applicant's own text stays as it is. Done again, the new
    division is the one in force: a question whose words stay keeps who has it, its files and what was drafted of it. No date moves.

    :raises ActoNoPermitidoError: a resolution has left the draft, so that somebody is reviewing or has signed what it answers.
    :raises DivisionInvalidaError: too few or too many, one twice, the division that there is, one that was forwarded is missing, or it
        asks to rectify a datum.
    :raises TextoRequeridoError: a question has no words.
    """
    with open_acto("dividir", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        if acto.solicitud.tipo == TipoSolicitud.DATOS_RECTIFICACION:
            raise DivisionInvalidaError(NO_SE_DIVIDE, articulo="LAIP art. 34")
        resolucion = Resolucion.objects.filter(solicitud=acto.solicitud).first()
        if resolucion is not None and resolucion.estado != EstadoResolucion.BORRADOR:
            raise ActoNoPermitidoError(
                "La resolución está «{estado}»; para dividir la solicitud debe volver a borrador.",
                estado=EstadoResolucion(resolucion.estado).etiqueta,
                articulo="LAIP art. 45",
            )
        anteriores = list_preguntas(acto.solicitud)
        textos = _require_textos(preguntas, anteriores)
        acto.solicitud.division += 1
        nuevas = _create(acto, textos)
        _carry(anteriores, {pregunta.texto: pregunta for pregunta in nuevas})
        if resolucion is not None:
            follow_preguntas(resolucion, acto.solicitud.division, list_preguntas(acto.solicitud))
            resolucion.save(update_fields=["division", "sentido", "sin_aclaracion", "incompleta"])
        datos = {"division": acto.solicitud.division, "cuantas": len(nuevas), "texto": seal_preguntas(acto.solicitud.folio, nuevas)}
        acto.asentar(datos=datos, campos=("division",))
        return acto.solicitud


def seal_preguntas(folio: str, preguntas: Sequence[Pregunta]) -> str:
    """The seal of a division, kept in its movement so that a changed text shows."""
    return digest([folio, [[pregunta.numero, pregunta.texto] for pregunta in preguntas]])


def _require_textos(preguntas: tuple[str, ...], anteriores: Sequence[Pregunta]) -> list[str]:
    textos = [
        require_texto(" ".join(texto.split()), campo=f"preguntas/{posicion}", detalle="Escriba la pregunta.", articulo=_FUNDAMENTO)
        for posicion, texto in enumerate(preguntas)
    ]
    # What was divided by mistake can be made one question again; nothing is divided in one to begin with.
    if not (1 if anteriores else 2) <= len(textos) <= MAXIMO_DE_PREGUNTAS:
        raise DivisionInvalidaError(
            "Una solicitud se divide en dos preguntas o más, hasta {maximo}.",
            maximo=MAXIMO_DE_PREGUNTAS,
            campo="preguntas",
            articulo=_FUNDAMENTO,
        )
    for posicion, texto in enumerate(textos):
        if texto in textos[:posicion]:
            raise DivisionInvalidaError("Esa pregunta está dos veces.", campo=f"preguntas/{posicion}", articulo=_FUNDAMENTO)
    if textos == [pregunta.texto for pregunta in anteriores]:
        raise DivisionInvalidaError("La solicitud ya está dividida así.", campo="preguntas", articulo=_FUNDAMENTO)
    for pregunta in anteriores:
        if pregunta.remitida_a and pregunta.texto not in textos:
            raise DivisionInvalidaError(
                "La pregunta {numero} ya se remitió con el folio {folio}; déjela con las mismas palabras.",
                numero=pregunta.numero,
                folio=str(pregunta.remitida_a),
                campo="preguntas",
                articulo="LAIP art. 38",
            )
    return textos


def _create(acto: ActoEnCurso, textos: Sequence[str]) -> list[Pregunta]:
    return Pregunta.objects.bulk_create(
        Pregunta(solicitud=acto.solicitud, division=acto.solicitud.division, numero=numero, texto=texto, fecha_hora=acto.ahora)
        for numero, texto in enumerate(textos, start=1)
    )


def _carry(anteriores: Sequence[Pregunta], por_texto: Mapping[str, Pregunta]) -> None:
    """Take over, for each question whose words stay, who has it, its files, its draft and where it went; a draft of what is no longer
    asked goes. Nothing of the old division is touched otherwise."""
    siguen = {anterior.pk: por_texto[anterior.texto] for anterior in anteriores if anterior.texto in por_texto}
    _copy_pares(Asignacion.preguntas.through, "asignacion_id", siguen)
    _copy_pares(Pregunta.anexos.through, "documento_id", siguen)
    RespuestaPregunta.objects.filter(pregunta__in=[a.pk for a in anteriores if a.pk not in siguen]).delete()
    for anterior in anteriores:
        nueva = siguen.get(anterior.pk)
        if nueva is None:
            continue
        if respuesta := anterior.contestada:
            respuesta.pregunta = nueva
            respuesta.save(update_fields=["pregunta"])
        if anterior.remitida_a_id:
            nueva.remitida_a_id = anterior.remitida_a_id
            nueva.save(update_fields=["remitida_a"])


def _copy_pares(tabla: Any, otro: str, siguen: Mapping[int, Pregunta]) -> None:
    """Tie to each new question, in a table of pairs, what was tied to the old one."""
    pares = tabla.objects.filter(pregunta__in=siguen).values_list("pregunta_id", otro)
    tabla.objects.bulk_create(tabla(**{"pregunta_id": siguen[pk].pk, otro: valor}) for pk, valor in pares)
