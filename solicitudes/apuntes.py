"""What people left about a case, and its papers: notes, what was asked inside, looks and documents. Five kinds of line, one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from documentos.models import Documento
from solicitudes.actor import Actor
from solicitudes.models import Lectura, Persona, Presencia, Solicitud
from solicitudes.policies import visible_asignaciones, visible_documentos, visible_notas
from solicitudes.services.lectura import start_of_hour
from solicitudes.services.presencia import VENTANA


@dataclass(frozen=True, slots=True)
class Apunte:
    """One line that people left about a case: a note, something asked inside, or a look. `nombre` is that of the person, `preguntas` the
    ids of the questions that it is about."""

    clase: str
    preguntas: frozenset[int]
    persona_id: int | None
    nombre: str
    texto: str
    unidad: str
    fecha: date | None
    fecha_hora: datetime
    desde: datetime | None


@dataclass(frozen=True, slots=True)
class Papel:
    """A document as a list tells it."""

    preguntas: frozenset[int]
    codigo: str
    tipo: str
    titulo: str
    nombre_archivo: str
    tamano: int
    fecha_hora_emision: datetime

    def get_tipo_display(self) -> str:
        return Documento.Tipo(self.tipo).label


def list_apuntes(actor: Actor, solicitud: Solicitud, *, al: datetime) -> tuple[tuple[Apunte, ...], tuple[Papel, ...]]:
    """The lines and the papers that `actor` may see of a case, in the order in which they were written. One query."""
    notas = _as_filas(visible_notas(actor, solicitud), "nota", **_DE_PERSONA, texto=F("texto"), fecha_hora=F("fecha_hora"))
    encargos = _as_filas(
        visible_asignaciones(actor).filter(solicitud=solicitud),
        "encargo",
        **_DE_PERSONA,
        pregunta=F("preguntas"),
        texto=F("indicaciones"),
        unidad=F("unidad__nombre"),
        fecha=F("fecha_interna"),
        fecha_hora=F("fecha_hora"),
    )
    propias = Lectura.objects.filter(solicitud=solicitud, persona=actor.persona_id, hora=start_of_hour(al), de_identidad=False)
    lecturas = _as_filas(propias, "lectura", **_DE_PERSONA, fecha_hora=F("fecha_hora"))
    papeles = _as_filas(
        visible_documentos(actor, solicitud),
        _PAPEL,
        pregunta=F("preguntas"),
        **{nombre: F(nombre) for nombre in ("codigo", "tipo", "titulo", "tamano")},
        texto=F("nombre_archivo"),
        fecha_hora=F("fecha_hora_emision"),
    )
    return _read(notas.union(encargos, lecturas, papeles, _presencias(solicitud), all=True))


def read_presencias(solicitud: Solicitud) -> tuple[Apunte, ...]:
    """The looks that are on record of a case, whoever may see it being given. One query."""
    return _read(_presencias(solicitud))[0]


def list_otras_presencias(presencias: Iterable[Apunte], *, actor: Actor, al: datetime) -> list[Apunte]:
    """Those of the others who have it open."""
    return [a for a in presencias if a.persona_id != actor.persona_id and al - a.fecha_hora < VENTANA]


def find_propia_presencia(presencias: Iterable[Apunte], *, actor: Actor) -> Presencia | None:
    """Her own last look, as it was read."""
    propia = next((a for a in presencias if a.persona_id == actor.persona_id), None)
    return Presencia(desde=propia.desde, fecha_hora=propia.fecha_hora) if propia and propia.desde else None


def name_persona(de_pila: str | None, apellido: str | None, usuario: str | None) -> str:
    return str(Persona(first_name=de_pila or "", last_name=apellido or "", username=usuario or ""))


# ── one row of every kind ────────────────────────────────────────────────────

_PAPEL = "papel"
_DE_PERSONA: Mapping[str, Any] = {
    "persona": F("persona"),
    "de_pila": F("persona__first_name"),
    "apellido": F("persona__last_name"),
    "usuario": F("persona__username"),
}
_NINGUN_TEXTO = Value("", output_field=CharField())
_NINGUN_NUMERO = Cast(Value(None), BigIntegerField())
_VACIAS: Mapping[str, Any] = {
    "pregunta": _NINGUN_NUMERO,
    "persona": _NINGUN_NUMERO,
    "de_pila": _NINGUN_TEXTO,
    "apellido": _NINGUN_TEXTO,
    "usuario": _NINGUN_TEXTO,
    "codigo": _NINGUN_TEXTO,
    "tipo": _NINGUN_TEXTO,
    "titulo": _NINGUN_TEXTO,
    "tamano": _NINGUN_NUMERO,
    "texto": Value("", output_field=TextField()),
    "unidad": _NINGUN_TEXTO,
    "fecha": Cast(Value(None), DateField()),
    "fecha_hora": Cast(Value(None), DateTimeField()),
    "desde": Cast(Value(None), DateTimeField()),
}


def _presencias(solicitud: Solicitud) -> QuerySet[Any, Any]:
    consulta = Presencia.objects.filter(solicitud=solicitud)
    return _as_filas(consulta, "presencia", **_DE_PERSONA, fecha_hora=F("fecha_hora"), desde=F("desde"))


def _as_filas(consulta: QuerySet[Any], clase: str, **columnas: Any) -> QuerySet[Any, Any]:
    """Rows of one kind in the columns that all kinds share; one for each question that it is about."""
    return (
        consulta.order_by()
        .annotate(
            **{f"_{nombre}": columna for nombre, columna in (dict(_VACIAS) | columnas).items()},
            _clase=Value(clase, output_field=CharField()),
            _id=F("pk"),
        )
        .values_list("_clase", "_id", *(f"_{nombre}" for nombre in _VACIAS))
    )


def _read(filas: Iterable[Any]) -> tuple[tuple[Apunte, ...], tuple[Papel, ...]]:
    lineas: dict[tuple[str, int], list[int | None]] = {}
    datos = {}
    for clase, pk, pregunta, *resto in filas:
        lineas.setdefault((clase, pk), []).append(pregunta)
        datos[clase, pk] = resto
    apuntes, papeles = [], []
    for clave in sorted(lineas):
        preguntas = frozenset(pregunta for pregunta in lineas[clave] if pregunta is not None)
        persona, de_pila, apellido, usuario, codigo, tipo, titulo, tamano, texto, unidad, fecha, fecha_hora, desde = datos[clave]
        if clave[0] == _PAPEL:
            papeles.append(Papel(preguntas, codigo, tipo, titulo, texto, tamano, fecha_hora))
        else:
            nombre = name_persona(de_pila, apellido, usuario)
            apuntes.append(Apunte(clave[0], preguntas, persona, nombre, texto, unidad, fecha, fecha_hora, desde))
    return tuple(apuntes), tuple(papeles)
