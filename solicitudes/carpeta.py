"""What the people of an institution read of one case, gathered in few queries: everything on one page, and nothing that is not theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    F,
    FilteredRelation,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Cast

from documentos.models import Documento
from solicitudes.actor import Actor
from solicitudes.actos import list_recursos
from solicitudes.consecuencias import Consecuencia, Situacion, foresee
from solicitudes.impedimentos import ActoPesado, Veredicto, weigh_actos
from solicitudes.libros import EVENTO_DE_ACTO, calendario_of, fold_libro
from solicitudes.models import Lectura, Movimiento, Persona, PlantillaResolucion, Pregunta, Presencia, Solicitud, Unidad
from solicitudes.policies import (
    may_see_resolucion_en_curso,
    may_see_solicitante,
    may_see_some_solicitante,
    visible_asignaciones,
    visible_documentos,
    visible_movimientos,
    visible_notas,
    visible_plantillas,
)
from solicitudes.preguntas import list_preguntas_visibles, withhold_textos
from solicitudes.selectors import get_solicitud
from solicitudes.services.lectura import start_of_hour
from solicitudes.services.presencia import VENTANA
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
class Apunte:
    """One line that people left about a case: a note, something asked inside, or a look. `nombre` is that of the person."""

    clase: str
    persona_id: int | None
    nombre: str
    texto: str
    unidad: str
    fecha: date | None
    fecha_hora: datetime
    desde: datetime | None


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
    documentos: tuple[Documento, ...] = ()
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
    """Everything of one case. Five queries for any number of movements, papers and notes; where it is divided in questions, three more
    for any number of them, who has each and its files, and of a liaison two.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    carpeta = _open(folio, actor=actor, al=al)
    solicitud = carpeta.solicitud
    encargos = visible_asignaciones(actor).select_related("unidad", "persona").order_by("fecha_hora", "pk")
    prefetch_related_objects(carpeta.preguntas, Prefetch("asignaciones", encargos), "anexos")
    return _complete(
        carpeta,
        apuntes=_list_apuntes(actor, carpeta),
        documentos=tuple(visible_documentos(actor, solicitud).defer("contexto").order_by("pk")),
        consecuencias=_foresee_all(carpeta),
    )


def open_para_acto(folio: str, *, actor: Actor, al: datetime) -> Carpeta:
    """What the page of one act needs: the case, its history, its terms and who else has it open. Four queries, one more
    where it is divided in questions.

    :raises SolicitudNoEncontradaError: no such case, or none that `actor` may see.
    """
    carpeta = _open(folio, actor=actor, al=al)
    return _complete(carpeta, apuntes=tuple(read_presencias(carpeta.solicitud)))


def read_presencias(solicitud: Solicitud) -> list[Apunte]:
    """The looks that are on record of a case, whoever may see it being given. One query."""
    return _read(_presencias(solicitud))


def list_otras_presencias(presencias: Iterable[Apunte], *, actor: Actor, al: datetime) -> list[Apunte]:
    """Those of the others who have it open."""
    return [a for a in presencias if a.persona_id != actor.persona_id and al - a.fecha_hora < VENTANA]


def find_propia_presencia(presencias: Iterable[Apunte], *, actor: Actor) -> Presencia | None:
    """Her own last look, as it was read."""
    propia = next((a for a in presencias if a.persona_id == actor.persona_id), None)
    return Presencia(desde=propia.desde, fecha_hora=propia.fecha_hora) if propia and propia.desde else None


def _open(folio: str, *, actor: Actor, al: datetime) -> Carpeta:
    con = ("presentacion", *_CON_RESPUESTA) if may_see_some_solicitante(actor) else _CON_RESPUESTA
    solicitud = get_solicitud(folio, actor=actor, con=con)
    withhold_textos([solicitud], actor=actor)
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
        preguntas=tuple(list_preguntas_visibles(solicitud, actor=actor)),
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


# ── notes, assignments and looks: four kinds of line, one query ──────────────


def _list_apuntes(actor: Actor, carpeta: Carpeta) -> tuple[Apunte, ...]:
    solicitud, al = carpeta.solicitud, carpeta.situacion.al
    notas = _as_filas(visible_notas(actor, solicitud), "nota", texto=F("texto"), fecha_hora=F("fecha_hora"))
    encargos = _as_filas(
        visible_asignaciones(actor).filter(solicitud=solicitud),
        "encargo",
        texto=F("indicaciones"),
        unidad=F("unidad__nombre"),
        fecha=F("fecha_interna"),
        fecha_hora=F("fecha_hora"),
    )
    propias = Lectura.objects.filter(solicitud=solicitud, persona=actor.persona_id, hora=start_of_hour(al), de_identidad=False)
    lecturas = _as_filas(propias, "lectura", fecha_hora=F("fecha_hora"))
    return tuple(_read(notas.union(encargos, lecturas, _presencias(solicitud), all=True)))


def _presencias(solicitud: Any) -> QuerySet[Any, Any]:
    return _as_filas(Presencia.objects.filter(solicitud=solicitud), "presencia", fecha_hora=F("fecha_hora"), desde=F("desde"))


_VACIAS: Mapping[str, Any] = {
    "texto": Value("", output_field=TextField()),
    "unidad": Value("", output_field=CharField()),
    "fecha": Cast(Value(None), DateField()),
    "fecha_hora": Cast(Value(None), DateTimeField()),
    "desde": Cast(Value(None), DateTimeField()),
}


def _as_filas(consulta: QuerySet[Any], clase: str, **columnas: Any) -> QuerySet[Any, Any]:
    """Rows of one kind in the columns that all kinds share."""
    return (
        consulta.order_by()
        .annotate(
            **{f"_{nombre}": columna for nombre, columna in (dict(_VACIAS) | columnas).items()},
            _clase=Value(clase, output_field=CharField()),
            _id=F("pk"),
            _persona=F("persona"),
            _de_pila=F("persona__first_name"),
            _apellido=F("persona__last_name"),
            _usuario=F("persona__username"),
        )
        .values_list("_clase", "_id", "_persona", "_de_pila", "_apellido", "_usuario", *(f"_{nombre}" for nombre in _VACIAS))
    )


def _read(filas: Iterable[Any]) -> list[Apunte]:
    """The lines in the order in which they were written."""
    leidas = sorted(filas, key=lambda fila: (fila[0], fila[1]))
    return [
        Apunte(clase, persona, _name(de_pila, apellido, usuario), *resto)
        for clase, _, persona, de_pila, apellido, usuario, *resto in leidas
    ]


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
            gente[fila.persona] = _name(fila.de_pila, fila.apellido, fila.usuario)
    destinos = [(unidad, list(gente.items())) for unidad, gente in unidades.values()]
    return sorted(destinos, key=lambda destino: destino[0].clase != Unidad.Clase.INTERNA)


def _name(de_pila: str | None, apellido: str | None, usuario: str | None) -> str:
    return str(Persona(first_name=de_pila or "", last_name=apellido or "", username=usuario or ""))


def list_plantillas(carpeta: Carpeta, *, actor: Actor) -> list[PlantillaResolucion]:
    """The templates with which a draft of this case may begin. One query."""
    return list(visible_plantillas(actor).filter(institucion=carpeta.solicitud.institucion_id, activa=True).order_by("nombre"))


def list_plantillas_propias(*, actor: Actor) -> list[PlantillaResolucion]:
    """Every template of her institutions, those put away last. One query."""
    return list(visible_plantillas(actor).select_related("institucion").order_by("-activa", "institucion__nombre", "nombre"))
