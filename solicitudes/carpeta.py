"""What the people of an institution read of one case, gathered in few queries: everything on one page, and nothing that is not theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q

from solicitudes.actor import Actor
from solicitudes.actos import list_recursos
from solicitudes.apuntes import (
    Apunte,
    Papel,
    find_propia_presencia,
    list_apuntes,
    list_otras_presencias,
    name_persona,
    read_presencias,
)
from solicitudes.consecuencias import Consecuencia, Situacion, foresee
from solicitudes.impedimentos import ActoPesado, Veredicto, weigh_actos
from solicitudes.libros import EVENTO_DE_ACTO, calendario_of, fold_libro
from solicitudes.models import Movimiento, PlantillaResolucion, Pregunta, Presencia, Unidad
from solicitudes.policies import (
    may_see_resolucion_en_curso,
    may_see_solicitante,
    may_see_some_solicitante,
    visible_movimientos,
    visible_plantillas,
)
from solicitudes.preguntas import list_preguntas_visibles, write_texto
from solicitudes.selectors import get_solicitud
from workflow.calculadora import represent_plazos
from workflow.problema import ProblemaError

_CON_RESPUESTA = (
    "origen",
    "rectificacion",
    "resolucion__reserva",
    "resolucion__redactora",
    "resolucion__revisora",
    "resolucion__firmante",
    "recurso__autoridad",
)


@dataclass(frozen=True, slots=True)
class Separada:
    """One question with whom it was asked of, and the files that came for it."""

    pregunta: Pregunta
    encargos: tuple[Apunte, ...]
    anexos: tuple[Papel, ...]


@dataclass(frozen=True, slots=True)
class Carpeta:
    """One case as somebody of its institution may see it. `consecuencias` by act, for the acts that somebody can do now."""

    situacion: Situacion
    movimientos: tuple[Movimiento, ...]
    plazos: Mapping[str, dict[str, Any]]
    actos: tuple[ActoPesado, ...]
    ve_solicitante: bool
    ve_respuesta: bool
    preguntas: tuple[Pregunta, ...] = ()
    apuntes: tuple[Apunte, ...] = ()
    documentos: tuple[Papel, ...] = ()
    consecuencias: Mapping[str, Consecuencia] = field(default_factory=dict)

    @property
    def solicitud(self) -> Any:
        return self.situacion.solicitud

    @property
    def propias(self) -> list[Pregunta]:
        """The questions that are answered here."""
        return [pregunta for pregunta in self.preguntas if not pregunta.remitida_a_id]

    @property
    def notas(self) -> list[Apunte]:
        return self._list("nota")

    @property
    def encargos(self) -> list[Apunte]:
        """What was asked inside, the last first: that is who holds the case."""
        return self._list("encargo")[::-1]

    @property
    def separadas(self) -> list[Separada]:
        """The questions, each with who has it and what came for it."""
        return [
            Separada(
                pregunta,
                tuple(encargo for encargo in self._list("encargo") if pregunta.pk in encargo.preguntas),
                tuple(papel for papel in self.documentos if pregunta.pk in papel.preguntas),
            )
            for pregunta in self.preguntas
        ]

    @property
    def lectura(self) -> bool:
        """Whether she has left it recorded in this hour that she saw who asks."""
        return bool(self._list("lectura"))

    def list_presentes(self, actor: Actor) -> list[Apunte]:
        """The others who have the case open."""
        return list_otras_presencias(self._list("presencia"), actor=actor, al=self.situacion.al)

    def find_presencia(self, actor: Actor) -> Presencia | None:
        """Her own last look, as it was read."""
        return find_propia_presencia(self._list("presencia"), actor=actor)

    def list_since(self, version: int) -> list[Movimiento]:
        """The movements after the version that somebody had read, oldest first."""
        return [movimiento for movimiento in self.movimientos if movimiento.numero > version]

    def weigh(self, acto: str) -> ActoPesado:
        """What was weighed of one act."""
        return next(pesado for pesado in self.actos if pesado.transicion.acto == acto)

    def _list(self, clase: str) -> list[Apunte]:
        return [apunte for apunte in self.apuntes if apunte.clase == clase]


def open_carpeta(folio: str, *, actor: Actor, al: datetime) -> Carpeta:
    """Everything of one case. Four queries for any number of movements, papers and notes; one more where it is divided in questions, for
    any number of them.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    carpeta = _open(folio, actor=actor, al=al)
    apuntes, papeles = list_apuntes(actor, carpeta.solicitud, al=al)
    return _complete(carpeta, apuntes=apuntes, documentos=papeles, consecuencias=_foresee_all(carpeta))


def open_para_acto(folio: str, *, actor: Actor, al: datetime) -> Carpeta:
    """What the page of one act needs: the case, its history, its terms and who else has it open. Four queries, one more
    where it is divided in questions.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    carpeta = _open(folio, actor=actor, al=al)
    return _complete(carpeta, apuntes=read_presencias(carpeta.solicitud))


def _open(folio: str, *, actor: Actor, al: datetime) -> Carpeta:
    con = ("presentacion", *_CON_RESPUESTA) if may_see_some_solicitante(actor) else _CON_RESPUESTA
    solicitud: Any = get_solicitud(folio, actor=actor, con=con)
    preguntas = tuple(list_preguntas_visibles(solicitud, actor=actor))
    if solicitud.division and not solicitud.entera:
        solicitud.descripcion = write_texto(preguntas)
    movimientos = tuple(visible_movimientos(actor, solicitud).select_related("persona").order_by("numero"))
    filas = ((m.acto, m.fecha_hora, m.datos) for m in movimientos if m.acto in EVENTO_DE_ACTO)
    libro = fold_libro(solicitud, filas, calendario_of(solicitud))
    situacion = Situacion(solicitud, libro, getattr(solicitud, "resolucion", None), list_recursos(solicitud), al)
    return Carpeta(
        situacion=situacion,
        movimientos=movimientos,
        plazos={p["clave"]: p for p in represent_plazos(libro, al, recurso=situacion.recurso_a_mirar)},
        actos=tuple(weigh_actos(situacion, actor=actor)),
        ve_solicitante=may_see_solicitante(actor, solicitud),
        ve_respuesta=may_see_resolucion_en_curso(actor, solicitud),
        preguntas=preguntas,
    )


def _complete(carpeta: Carpeta, **lo_demas: Any) -> Carpeta:
    propios = ("situacion", "movimientos", "plazos", "actos", "ve_solicitante", "ve_respuesta", "preguntas")
    return Carpeta(**{nombre: getattr(carpeta, nombre) for nombre in propios}, **lo_demas)


def _foresee_all(carpeta: Carpeta) -> dict[str, Consecuencia]:
    consecuencias: dict[str, Consecuencia] = {}
    for pesado in carpeta.actos:
        if pesado.veredicto is not Veredicto.IMPEDIDO:
            try:
                consecuencias[pesado.transicion.acto] = foresee(carpeta.situacion, pesado.transicion.acto)
            except ProblemaError:
                continue  # the ledger asks for something that only the form knows
    return consecuencias


def list_destinos(carpeta: Carpeta) -> list[tuple[Unidad, list[tuple[int, str]]]]:
    """The units of the institution, the internal ones first, each with who holds an office in it today (key, name). One query."""
    hoy = carpeta.situacion.hoy
    vigente = Q(cargos__desde__lte=hoy) & (Q(cargos__hasta__isnull=True) | Q(cargos__hasta__gte=hoy))
    filas = (
        Unidad.objects.filter(institucion=carpeta.solicitud.institucion_id, activa=True)
        .annotate(vigentes=FilteredRelation("cargos", condition=vigente))
        .annotate(
            persona=F("vigentes__persona"),
            de_pila=F("vigentes__persona__first_name"),
            apellido=F("vigentes__persona__last_name"),
            usuario=F("vigentes__persona__username"),
        )
        .order_by("nombre", "pk", "de_pila", "apellido", "persona")
    )
    unidades: dict[int, tuple[Any, dict[int, str]]] = {}
    for fila in filas:
        _, gente = unidades.setdefault(fila.pk, (fila, {}))
        if fila.persona is not None:
            gente[fila.persona] = name_persona(fila.de_pila, fila.apellido, fila.usuario)
    destinos = [(unidad, list(gente.items())) for unidad, gente in unidades.values()]
    return sorted(destinos, key=lambda destino: destino[0].clase != Unidad.Clase.INTERNA)


def list_plantillas(carpeta: Carpeta, *, actor: Actor) -> list[PlantillaResolucion]:
    """The templates with which a draft of this case may begin. One query."""
    return list(visible_plantillas(actor).filter(institucion=carpeta.solicitud.institucion_id, activa=True).order_by("nombre"))


def list_plantillas_propias(*, actor: Actor) -> list[PlantillaResolucion]:
    """Every template of her institutions, those put away last. One query."""
    return list(visible_plantillas(actor).select_related("institucion").order_by("-activa", "institucion__nombre", "nombre"))
