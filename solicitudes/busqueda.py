"""Finding an institution by its name, acronym, municipality or subject, and what the public directory tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from solicitudes.directorio import suggest_instituciones
from solicitudes.models import Institucion, Unidad
from solicitudes.models.institucion import fold_texto
from solicitudes.sugerencias import Sugerencia
from workflow.problema import ProblemaError

MAXIMO_DE_PALABRAS = 10
#: How many bodies one page of the filing lists for a search.
MAXIMO_ENCONTRADAS = 20


class InstitucionNoEncontradaError(ProblemaError):
    codigo: ClassVar[str] = "institucion-no-encontrada"
    titulo: ClassVar[str] = "Esa institución no está en el directorio"
    estatus: ClassVar[int] = 404


@dataclass(frozen=True, slots=True)
class Candidatas:
    """The bodies among which somebody chooses; none stands in two lists. A suggestion found by search says why, too."""

    elegidas: tuple[Institucion, ...]
    sugeridas: tuple[Sugerencia, ...]
    encontradas: tuple[Institucion, ...]
    parecidas: tuple[Sugerencia, ...]
    hay_mas: bool


@dataclass(frozen=True, slots=True)
class Ficha:
    """One body in the directory, with its information unit."""

    institucion: Institucion
    unidad: Unidad | None


def filter_by_palabras(consulta: QuerySet[Institucion], texto: str) -> QuerySet[Institucion]:
    """Those of `consulta` that have every word of `texto` in their name, acronym, place or subjects, accents aside."""
    for palabra in _split_palabras(texto):
        consulta = consulta.filter(busqueda__contains=palabra)
    return consulta


def _split_palabras(texto: str) -> list[str]:
    return fold_texto(texto).split()[:MAXIMO_DE_PALABRAS]


def search_instituciones(*, texto: str = "", departamento: str = "", tipo: str = "") -> QuerySet[Institucion]:
    """The active bodies that have every word of `texto`, those whose code or acronym it is first, then those that are called so."""
    palabras = _split_palabras(texto)
    consulta = filter_by_palabras(Institucion.objects.filter(activa=True), texto)
    if departamento:
        consulta = consulta.filter(departamento=departamento)
    if tipo:
        consulta = consulta.filter(tipo=tipo)
    if not palabras:
        return consulta.order_by("nombre", "departamento")
    siglas = "".join(palabras).upper()
    return consulta.order_by(
        Case(
            When(Q(codigo=siglas) | Q(siglas__iexact=siglas), then=Value(0)),
            When(Q(*(Q(nombre__icontains=palabra) for palabra in texto.split()[:MAXIMO_DE_PALABRAS])), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        ),
        "nombre",
        "departamento",
    )


def list_candidatas(*, texto: str, buscar: str, elegidas: Sequence[str]) -> Candidatas:
    """Whom to ask for what `texto` says: the bodies chosen already, suggestions, and what a search found. At most four queries.

    A search that no name, acronym or subject answers is answered by what the vocabulary of suggestions knows of its words.
    """
    propias = {i.codigo: i for i in Institucion.objects.filter(codigo__in=elegidas)} if elegidas else {}
    vistas = set(propias)
    sugeridas = tuple(s for s in suggest_instituciones(texto) if s.codigo not in vistas) if texto else ()
    vistas |= {s.codigo for s in sugeridas}
    encontradas = list(search_instituciones(texto=buscar).exclude(codigo__in=vistas)[: MAXIMO_ENCONTRADAS + 1]) if buscar else []
    parecidas = () if encontradas or not buscar else tuple(s for s in suggest_instituciones(buscar) if s.codigo not in vistas)
    return Candidatas(
        elegidas=tuple(propias[codigo] for codigo in elegidas if codigo in propias),
        sugeridas=sugeridas,
        encontradas=tuple(encontradas[:MAXIMO_ENCONTRADAS]),
        parecidas=parecidas,
        hay_mas=len(encontradas) > MAXIMO_ENCONTRADAS,
    )


def get_ficha(codigo: str) -> Ficha:
    """A body of the directory with its information unit. Two queries.

    :raises InstitucionNoEncontradaError: there is none with that code.
    """
    institucion = get_institucion(codigo)
    return Ficha(institucion, Unidad.objects.filter(institucion=institucion, clase=Unidad.Clase.INFORMACION, activa=True).first())


def get_institucion(codigo: str) -> Institucion:
    """A body of the directory, closed ones too. One query.

    :raises InstitucionNoEncontradaError: there is none with that code.
    """
    institucion = Institucion.objects.select_related("sucesora").filter(codigo=codigo.upper()).first()
    if institucion is None:
        raise InstitucionNoEncontradaError("No hay ninguna institución con ese código. Búsquela por su nombre en el directorio.")
    return institucion


def list_departamentos() -> list[str]:
    """The departments in which the directory has a body."""
    consulta = Institucion.objects.filter(activa=True).exclude(departamento="")
    return list(consulta.order_by("departamento").values_list("departamento", flat=True).distinct())


def list_municipios() -> list[tuple[str, list[tuple[str, str]]]]:
    """The municipalities by department, each with its four-digit code."""
    filas = (
        Institucion.objects.filter(activa=True, codigo__startswith="MUNI-")
        .order_by("departamento", "municipio")
        .values_list("departamento", "codigo_municipio", "municipio")
    )
    grupos: dict[str, list[tuple[str, str]]] = {}
    for departamento, codigo, municipio in filas:
        grupos.setdefault(departamento, []).append((codigo, municipio))
    return list(grupos.items())
