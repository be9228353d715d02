"""adjuntar: an officer or a liaison puts a file with the information into the case (LAIP arts. 19 and 20)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.files.base import File

from documentos.emision import adjuntar as keep_archivo
from documentos.models import Documento
from solicitudes.actor import Actor
from solicitudes.models import Pregunta
from solicitudes.preguntas import (
    find_preguntas,
    list_preguntas_visibles,
    name_preguntas,
    read_textos_pedidos,
    require_propia,
    write_numeros,
)
from solicitudes.services.acto import ActoEnCurso, open_acto
from workflow.problema import ProblemaError
from workflow.roles import Rol


class PreguntaRequeridaError(ProblemaError):
    codigo: ClassVar[str] = "pregunta-requerida"
    titulo: ClassVar[str] = "Falta decir a qué pregunta responde"


class HuellaNoCoincideError(ProblemaError):
    codigo: ClassVar[str] = "huella-no-coincide"
    titulo: ClassVar[str] = "El archivo que llegó no es el que se dijo"


def adjuntar(
    *,
    folio: str,
    actor: Actor,
    nombre: str,
    contenido: bytes | File[bytes],
    ahora: datetime,
    preguntas: tuple[int, ...] = (),
    version: int | None = None,
    sha256: str = "",
) -> Documento:
    """Keep a file with the case, for the questions of these numbers if it is for some; the applicant gets it with the answer. Of a
    liaison who was asked for one question alone, it is for that one. `sha256`, in hexadecimal, is what whoever sends it says it is.

    :raises ArchivoVacioError, ArchivoDemasiadoGrandeError, TipoDeArchivoNoAdmitidoError: what is wrong with the file.
    :raises HuellaNoCoincideError: what came is not what was sent.
    :raises PreguntaDesconocidaError, PreguntaRemitidaError: no question of a number that she may see, or it is answered elsewhere.
    :raises PreguntaRequeridaError: she was asked for several questions and does not say for which it is.
    :raises AlmacenNoDisponibleError: it cannot be stored now; nothing has changed.
    """
    with open_acto("adjuntar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        de_estas = _find_preguntas(acto, preguntas)
        documento = keep_archivo(
            folio=folio,
            referencia=f"{acto.solicitud.version + 1}",
            institucion_nombre=acto.solicitud.institucion_nombre,
            nombre_archivo=nombre,
            contenido=contenido,
            ahora=ahora,
            limite=settings.DOCUMENTO_TAMANO_MAXIMO,
        )
        if sha256 and sha256.lower() != documento.sha256:
            raise HuellaNoCoincideError("Su SHA-256 es otro: se dañó en el camino. Mándelo de nuevo.", campo="sha256")
        documento.preguntas.set(de_estas)
        datos = {"documento": documento.codigo, "nombre": documento.nombre_archivo, "sha256": documento.sha256}
        acto.asentar(datos=datos | name_preguntas(de_estas))
        return documento


def _find_preguntas(acto: ActoEnCurso, numeros: tuple[int, ...]) -> list[Pregunta]:
    """The questions for which a file is, among those that the actor may see. At most four queries, none where there are no questions."""
    if not (numeros or acto.solicitud.division):
        return []
    suyas = list_preguntas_visibles(acto.solicitud, actor=acto.actor)
    de_estas = find_preguntas(suyas, numeros, campo="preguntas")
    if not numeros and acto.rol is Rol.ENLACE and read_textos_pedidos([acto.solicitud.pk], actor=acto.actor):
        if len(suyas) > 1:
            raise PreguntaRequeridaError(
                "Diga para cuál de las preguntas {numeros} es el archivo.",
                numeros=write_numeros([p.numero for p in suyas]),
                campo="preguntas",
                articulo="LAIP arts. 19 y 20",
            )
        de_estas = suyas
    for pregunta in de_estas:
        require_propia(pregunta, campo="preguntas")
    return de_estas
