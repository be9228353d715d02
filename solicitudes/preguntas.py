"""The questions of a case, as services and doors find them: those in force, those of one actor, and by their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from django.db.models import BooleanField, ExpressionWrapper, QuerySet, Value

from solicitudes.actor import Actor
from solicitudes.models import Pregunta, Solicitud
from solicitudes.policies import visible_asignaciones
from solicitudes.policies_respuesta import visible_preguntas, where_texto_visible
from workflow.problema import ProblemaError
from workflow.roles import Rol

#: How many questions one request may be divided in.
MAXIMO_DE_PREGUNTAS = 50


class PreguntaDesconocidaError(ProblemaError):
    codigo: ClassVar[str] = "pregunta-desconocida"
    titulo: ClassVar[str] = "La solicitud no tiene esa pregunta"


class PreguntaRemitidaError(ProblemaError):
    codigo: ClassVar[str] = "pregunta-remitida"
    titulo: ClassVar[str] = "Esa pregunta se responde en otra institución"
    estatus: ClassVar[int] = 409


def list_preguntas(solicitud: Solicitud) -> list[Pregunta]:
    """The questions in force, each with its answer, its entry of the register and where it was forwarded. One query; none where the
    request is not divided."""
    vigentes = Pregunta.objects.filter(solicitud=solicitud, division=solicitud.division)
    return list(_with_todo(vigentes)) if solicitud.division else []


def list_preguntas_visibles(solicitud: Solicitud, *, actor: Actor) -> list[Pregunta]:
    """The same, as far as the actor may see them. One query; none where the request is not divided."""
    return list(_with_todo(visible_preguntas(actor, solicitud))) if solicitud.division else []


def _with_todo(preguntas: QuerySet[Pregunta]) -> QuerySet[Pregunta]:
    return preguntas.select_related("respuesta__reserva", "remitida_a__institucion").order_by("division", "numero")


def find_preguntas(preguntas: Iterable[Pregunta], numeros: Sequence[int], *, campo: str) -> list[Pregunta]:
    """The questions of these numbers, in order, each once.

    :raises PreguntaDesconocidaError: there is none of a number; `campo` with its position says where it was written.
    """
    por_numero = {pregunta.numero: pregunta for pregunta in preguntas}
    for posicion, numero in enumerate(numeros):
        if numero not in por_numero:
            plantilla = (
                "No hay una pregunta {numero}. Tiene las preguntas {hay}."
                if por_numero
                else "No hay una pregunta {numero}. No está dividida en preguntas."
            )
            datos = {"numero": numero, "hay": write_numeros(por_numero)}
            raise PreguntaDesconocidaError(plantilla, campo=f"{campo}/{posicion}", articulo="LAIP art. 42", **datos)
    return [por_numero[numero] for numero in sorted(set(numeros))]


def find_preguntas_propias(solicitud: Solicitud, numeros: Sequence[int]) -> list[Pregunta]:
    """The questions of these numbers that this institution answers. One query, none without numbers.

    :raises PreguntaDesconocidaError: there is none of a number.
    :raises PreguntaRemitidaError: one was forwarded.
    """
    if not numeros:
        return []
    preguntas = find_preguntas(list_preguntas(solicitud), numeros, campo="preguntas")
    for pregunta in preguntas:
        require_propia(pregunta, campo=f"preguntas/{numeros.index(pregunta.numero)}")
    return preguntas


def require_propia(pregunta: Pregunta, *, campo: str) -> None:
    """:raises PreguntaRemitidaError: another institution answers it."""
    if pregunta.remitida_a:
        raise PreguntaRemitidaError(
            "La pregunta {numero} se remitió con el folio {folio}: se responde allá.",
            numero=pregunta.numero,
            folio=str(pregunta.remitida_a),
            campo=campo,
            articulo="LAIP art. 38",
        )


def name_preguntas(preguntas: Sequence[Pregunta]) -> dict[str, list[int]]:
    """Their numbers, as an act tells them; nothing where it is about the whole."""
    return {"preguntas": [pregunta.numero for pregunta in preguntas]} if preguntas else {}


def write_numeros(numeros: Collection[int]) -> str:
    """`1, 2 y 5`."""
    palabras = [str(numero) for numero in sorted(numeros)]
    return f"{', '.join(palabras[:-1])} y {palabras[-1]}" if len(palabras) > 1 else "".join(palabras)


def write_texto(preguntas: Iterable[Pregunta]) -> str:
    """Questions as one text, each under its number."""
    return "\n\n".join(f"{pregunta.numero}. {pregunta.texto}" for pregunta in preguntas)


def with_entera(solicitudes: QuerySet[Solicitud], *, actor: Actor) -> QuerySet[Solicitud]:
    """The cases with `entera`: whether the actor may read the whole text, or is a liaison who was asked for some questions of it."""
    entera = where_texto_visible(actor)
    return solicitudes.annotate(entera=ExpressionWrapper(entera, BooleanField()) if entera else Value(True))


def withhold_textos(solicitudes: Sequence[Solicitud], *, actor: Actor) -> None:
    """Put in the place of the text of each case that the actor may not read whole, a liaison who was asked for some questions, the words
    of these; in memory alone. Two queries, and only for a liaison some of whose cases are divided."""
    divididas = {solicitud.pk: solicitud for solicitud in solicitudes if solicitud.division}
    for pk, texto in read_textos_pedidos(divididas, actor=actor).items():
        divididas[pk].descripcion = texto


def read_textos_pedidos(solicitudes: Collection[int], *, actor: Actor) -> dict[int, str]:
    """By the id of the case, what a liaison was asked for where it was not the whole. Two queries, none for anybody else."""
    if not solicitudes or not actor.unidades(Rol.ENLACE):
        return {}
    suyas = Solicitud.objects.filter(pk__in=solicitudes).exclude(where_texto_visible(actor)).values_list("pk", flat=True)
    textos: dict[int, list[Pregunta]] = {pk: [] for pk in suyas}
    pedidas = visible_asignaciones(actor).filter(solicitud__in=textos).values("preguntas")
    for pregunta in Pregunta.objects.filter(pk__in=pedidas).order_by("division", "numero"):
        textos[pregunta.solicitud_id].append(pregunta)
    return {pk: write_texto(preguntas) for pk, preguntas in textos.items()}
