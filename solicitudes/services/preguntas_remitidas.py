"""The questions of a request that go to another institution, and what it means here that they went (LAIP art. 38)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from solicitudes.models import Pregunta, Resolucion, RespuestaPregunta, Solicitud
from solicitudes.preguntas import find_preguntas, list_preguntas, require_propia
from solicitudes.services.acto import ActoEnCurso, ActoNoPermitidoError
from solicitudes.services.respuestas import follow_preguntas
from workflow.estados import EstadoResolucion
from workflow.problema import ProblemaError


class RemisionInvalidaError(ProblemaError):
    codigo: ClassVar[str] = "remision-invalida"
    titulo: ClassVar[str] = "No se puede remitir ahí"


def find_separadas(acto: ActoEnCurso, numeros: Sequence[tuple[int, ...]]) -> list[list[Pregunta]]:
    """The questions that each part takes, in order; a part without numbers takes none. At most two queries.

    :raises PreguntaDesconocidaError, PreguntaRemitidaError: there is no question of a number, or it was forwarded already.
    :raises RemisionInvalidaError: a question goes to two institutions, or none stays here.
    :raises ActoNoPermitidoError: somebody is reviewing or has signed what is answered to them.
    """
    if not any(numeros):
        return [[] for _ in numeros]
    preguntas = list_preguntas(acto.solicitud)
    separadas = [find_preguntas(preguntas, suyos, campo=f"partes/{n}/preguntas") for n, suyos in enumerate(numeros)]
    todas = [pregunta for suyas in separadas for pregunta in suyas]
    for pregunta in todas:
        require_propia(pregunta, campo="partes")
        if todas.count(pregunta) > 1:
            raise RemisionInvalidaError(
                "La pregunta {numero} va a dos instituciones.", numero=pregunta.numero, campo="partes", articulo="LAIP art. 38"
            )
    if not {p.pk for p in preguntas if not p.remitida_a_id} - {p.pk for p in todas}:
        raise RemisionInvalidaError("Ninguna pregunta quedaría aquí: remita la solicitud entera.", campo="partes", articulo="LAIP art. 38")
    resolucion = Resolucion.objects.filter(solicitud=acto.solicitud).first()
    if resolucion is not None and resolucion.estado != EstadoResolucion.BORRADOR:
        raise ActoNoPermitidoError(
            "La resolución ya está «{estado}»; para remitir una pregunta debe volver a borrador.",
            estado=EstadoResolucion(resolucion.estado).etiqueta,
            articulo="LAIP art. 45",
        )
    return separadas


def forward_preguntas(acto: ActoEnCurso, separadas: Sequence[Sequence[Pregunta]], nuevas: Sequence[Solicitud]) -> None:
    """Write on each question where it is answered; what was drafted of it here goes, and the draft follows from what is left."""
    if not any(separadas):
        return
    for suyas, nueva in zip(separadas, nuevas, strict=True):
        Pregunta.objects.filter(pk__in=[p.pk for p in suyas]).update(remitida_a=nueva)
        RespuestaPregunta.objects.filter(pregunta__in=suyas).delete()
    if resolucion := Resolucion.objects.filter(solicitud=acto.solicitud).first():
        follow_preguntas(resolucion, acto.solicitud.division, list_preguntas(acto.solicitud))
        resolucion.save(update_fields=["division", "sentido", "sin_aclaracion", "incompleta"])
