"""How each institution reads what the law leaves open: what holds on a day, what it means, what else could be chosen, what was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from solicitudes.models import Institucion, LecturaElegida
from workflow.hojas import Lectura
from workflow.lecturas import LecturaAplicada, apply_lectura
from workflow.ley import Regimen
from workflow.regimen import get_regimen_vigente


@dataclass(frozen=True, slots=True)
class Punto:
    """A disputed point as one institution reads it on a day. `otras` are the options that it did not take.

    `eleccion` is the choice in force, None while the regime's own reading holds; `proxima`, one that has not begun yet.
    """

    lectura: Lectura
    vigente: LecturaAplicada
    otras: tuple[LecturaAplicada, ...]
    eleccion: LecturaElegida | None
    proxima: LecturaElegida | None
    proxima_lectura: LecturaAplicada | None

    @property
    def elegible(self) -> bool:
        """Whether there is anything else to choose."""
        return bool(self.otras)


def choose_vigentes(instituciones: Iterable[Institucion], dia: date) -> dict[int, dict[str, str]]:
    """What each institution (key) chose and holds on `dia`, by the key of the point; what it left to its regime is absent. One query,
    and none where `with_elige` has said that nobody ever chose."""
    elegidas: dict[int, dict[str, str]] = {}
    por_clave: dict[int, Institucion] = {}
    for institucion in instituciones:
        elegidas[institucion.pk] = {}
        if getattr(institucion, "elige", True):
            por_clave[institucion.pk] = institucion
    filas = LecturaElegida.objects.filter(institucion__in=por_clave, desde__lte=dia).order_by("desde", "pk") if por_clave else ()
    for fila in filas:
        institucion = por_clave[fila.institucion_id]
        if fila.regimen == institucion.regimen and _is_offered(get_regimen_vigente(institucion.regimen, fecha=dia), fila):
            elegidas[fila.institucion_id][fila.clave] = fila.valor
    return elegidas


def with_elige(instituciones: QuerySet[Institucion]) -> QuerySet[Institucion]:
    """The same, each knowing whether it has ever chosen a reading (`elige`): few have, and a filing asks for no more than it needs."""
    return instituciones.annotate(elige=Exists(LecturaElegida.objects.filter(institucion=OuterRef("pk"))))


def lecturas_of(institucion: Institucion, dia: date) -> dict[str, str]:
    """What one institution chose and holds on `dia`. One query."""
    return choose_vigentes([institucion], dia)[institucion.pk]


def describe_puntos(institucion: Institucion, dia: date) -> list[Punto]:
    """Every disputed point of the regime of an institution, as it reads it on `dia`. One query."""
    regimen = get_regimen_vigente(institucion.regimen, fecha=dia)
    filas = list(list_elecciones(institucion).order_by("desde", "pk"))
    return [
        _describe(lectura, [f for f in filas if f.clave == lectura.clave and _is_offered(regimen, f)], dia)
        for lectura in regimen.lecturas.values()
    ]


def list_elecciones(institucion: Institucion) -> QuerySet[LecturaElegida]:
    """Everything that an institution has chosen under its regime, newest first."""
    elegidas = LecturaElegida.objects.filter(institucion=institucion, regimen=institucion.regimen)
    return elegidas.select_related("persona").order_by("-desde", "-pk")


def describe_eleccion(eleccion: LecturaElegida, institucion: Institucion) -> LecturaAplicada:
    """A choice in plain words, even if the law no longer offers it."""
    regimen = get_regimen_vigente(institucion.regimen, fecha=eleccion.desde)
    lectura = regimen.lecturas.get(eleccion.clave)
    return apply_lectura(lectura, eleccion.valor) if lectura else LecturaAplicada(eleccion.clave, eleccion.valor, eleccion.valor)


def _describe(lectura: Lectura, filas: list[LecturaElegida], dia: date) -> Punto:
    vigente = next((fila for fila in reversed(filas) if fila.desde <= dia), None)
    proxima = next((fila for fila in filas if fila.desde > dia), None)
    valor = vigente.valor if vigente else lectura.valor
    otras = (opcion for opcion in lectura.opciones if opcion != valor and not (opcion == "HH:MM" and ":" in valor))
    return Punto(
        lectura=lectura,
        vigente=apply_lectura(lectura, valor),
        otras=tuple(apply_lectura(lectura, opcion) for opcion in otras),
        eleccion=vigente,
        proxima=proxima,
        proxima_lectura=apply_lectura(lectura, proxima.valor) if proxima else None,
    )


def _is_offered(regimen: Regimen, fila: LecturaElegida) -> bool:
    """Whether the regime still has that option: a filing is never refused because a later version of the law took it away."""
    lectura = regimen.lecturas.get(fila.clave)
    return lectura is not None and lectura.admits(fila.valor)
