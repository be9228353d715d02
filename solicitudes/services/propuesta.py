"""What somebody proposes to do to the calendar: checked, completed, and whom it reaches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from solicitudes.models import ActoCalendario, Institucion
from solicitudes.models.institucion import fold_texto
from workflow.calendario import Dia, covered_years
from workflow.capas import CON_INTERVALO, Ambito, ClaseActo, Sector
from workflow.problema import ProblemaError
from workflow.regimen import load_regimenes

_FUNDAMENTO = "LOJ art. 45"


class ActoDeCalendarioInvalidoError(ProblemaError):
    codigo: ClassVar[str] = "acto-de-calendario-invalido"
    titulo: ClassVar[str] = "Al acto del calendario le falta o le sobra algo"


@dataclass(frozen=True, slots=True)
class Propuesta:
    """An act to come. `ambito` is written as files write it: `nacional`, `sector:ejecutivo`, `departamento:Sololá`, `municipio:0901`,
    `materia:salud`, `institucion:MSPAS`; a revocation takes the scope of the act that it undoes."""

    clase: ClaseActo
    ambito: str
    motivo: str
    fundamento: str
    dias: tuple[Dia, ...] = ()
    desde: date | None = None
    hasta: date | None = None
    sector: str = ""
    revoca: int | None = None
    publicado_el: date | None = None

    def as_datos(self) -> dict[str, Any]:
        """What it says, in JSON, by which the same act is known again."""
        return {
            "clase": self.clase.value,
            "ambito": self.ambito,
            "motivo": self.motivo,
            "fundamento": self.fundamento,
            "dias": [[dia.fecha.isoformat(), dia.nombre, dia.clase.value] for dia in self.dias],
            "desde": _iso(self.desde),
            "hasta": _iso(self.hasta),
            "sector": self.sector,
            "revoca": self.revoca,
            "publicado_el": _iso(self.publicado_el),
        }


@dataclass(frozen=True, slots=True)
class Alcance:
    """Whom an act reaches: its scope, the ids of the institutions that are in it now and, for a subject, their codes."""

    ambito: Ambito
    valor: str
    instituciones: frozenset[int]
    codigos: tuple[str, ...] = ()


def require_propuesta(propuesta: Propuesta, *, revocado: ActoCalendario | None) -> Propuesta:
    """The proposal with its texts trimmed, its days in order and, for a revocation, the scope of the act `revocado`.

    :raises ActoDeCalendarioInvalidoError: naming the field.
    """
    limpia = replace(
        propuesta,
        motivo=propuesta.motivo.strip(),
        fundamento=propuesta.fundamento.strip(),
        ambito=revocado.escrito if revocado else propuesta.ambito.strip(),
        dias=tuple(sorted(propuesta.dias)),
    )
    for campo in FALTAS:
        if not getattr(limpia, campo):
            raise _invalid(campo, FALTAS[campo])
        if len(getattr(limpia, campo)) > 200:
            raise _invalid(campo, "No puede pasar de 200 caracteres.")
    _check_revoca(limpia, revocado)
    _check_dias(limpia)
    _check_intervalo(limpia)
    _check_sector(limpia)
    return limpia


def find_alcance(propuesta: Propuesta, *, revocado: ActoCalendario | None) -> Alcance:
    """Whom a checked proposal reaches: for a revocation, whom the act that it undoes reached.

    :raises ActoDeCalendarioInvalidoError: there is no such scope, nobody is in it, or a day is outside their calendar.
    """
    ambito, valor = _read_ambito(propuesta.ambito)
    codigos = tuple(revocado.alcance) if revocado else ()
    todas = [i for i in Institucion.objects.order_by("codigo") if (i.codigo in codigos if codigos else _is_in(i, ambito, valor))]
    if not todas:
        raise _invalid("ambito", "Ninguna institución del directorio está en «{ambito}».", ambito=propuesta.ambito)
    regimenes = {i.regimen for i in todas}
    for pais in {regimen.calendario for regimen in load_regimenes().values() if regimen.id in regimenes}:
        _check_cobertura(propuesta, *covered_years(pais))
    if ambito is Ambito.MATERIA:
        codigos = tuple(i.codigo for i in todas)
    return Alcance(ambito, valor, frozenset(i.pk for i in todas), codigos)


def _read_ambito(escrito: str) -> tuple[Ambito, str]:
    nombre, _, valor = escrito.partition(":")
    nombre, valor = nombre.strip(), valor.strip()
    if nombre not in list(Ambito) or (nombre == Ambito.NACIONAL) is not (valor == ""):
        formas = [f"{a}:…" for a in list(Ambito)[1:]]
        raise _invalid("ambito", "«{escrito}» no es un ámbito; se escribe nacional, o {formas}.", escrito=escrito, formas=formas)
    if nombre == Ambito.SECTOR and valor not in list(Sector):
        raise _invalid("ambito", "«{valor}» no es un sector; los hay: {sectores}.", valor=valor, sectores=list(Sector))
    return Ambito(nombre), valor


def _is_in(institucion: Institucion, ambito: Ambito, valor: str) -> bool:
    """Whether the directory has the institution in this scope now."""
    if ambito is Ambito.MATERIA:
        return fold_texto(valor) in {fold_texto(materia) for materia in institucion.materias}
    suyo = {
        Ambito.NACIONAL: "",
        Ambito.SECTOR: institucion.sector,
        Ambito.DEPARTAMENTO: institucion.departamento,
        Ambito.MUNICIPIO: institucion.codigo_municipio,
        Ambito.INSTITUCION: institucion.codigo,
    }
    # A sector in which nobody is yet may have its calendar all the same: those that join it find it.
    return ambito is Ambito.SECTOR or valor == suyo[ambito]


def _check_revoca(propuesta: Propuesta, revocado: ActoCalendario | None) -> None:
    if (propuesta.clase is ClaseActo.REVOCACION) is not (revocado is not None):
        raise _invalid("revoca", "Una revocación dice qué acto revoca; los demás actos, ninguno.")
    if revocado is not None and revocado.clase == ClaseActo.REVOCACION:
        raise _invalid("revoca", "Una revocación no se revoca: registre de nuevo el acto que había quedado sin efecto.")


def _check_dias(propuesta: Propuesta) -> None:
    if (propuesta.clase is ClaseActo.DIAS) is not bool(propuesta.dias):
        raise _invalid("dias", "Un acto de días dice cuáles; los demás actos, ninguno.")
    vistos: set[date] = set()
    for posicion, dia in enumerate(propuesta.dias):
        if not dia.nombre.strip() or len(dia.nombre) > 120:
            raise _invalid(f"dias/{posicion}/nombre", "Ponga un nombre al día, de 120 caracteres como máximo.")
        if dia.fecha in vistos:
            raise _invalid(f"dias/{posicion}/fecha", "El {fecha:%d/%m/%Y} está dos veces.", fecha=dia.fecha)
        vistos.add(dia.fecha)


def _check_intervalo(propuesta: Propuesta) -> None:
    if propuesta.clase not in CON_INTERVALO:
        if propuesta.desde or propuesta.hasta:
            raise _invalid("desde", "Solo una suspensión o una caída del servicio tienen primer y último día.")
    elif propuesta.desde is None or propuesta.hasta is None:
        raise _invalid("desde" if propuesta.desde is None else "hasta", "Diga el primer día y el último; si dura más, registre otro acto.")
    elif propuesta.hasta < propuesta.desde:
        raise _invalid("hasta", "El último día no puede ser anterior al primero.")


def _check_sector(propuesta: Propuesta) -> None:
    if propuesta.clase is not ClaseActo.ADSCRIPCION:
        if propuesta.sector:
            raise _invalid("sector", "Solo una adscripción dice el sector de una institución.")
    elif propuesta.sector not in list(Sector) or not propuesta.ambito.startswith(f"{Ambito.INSTITUCION}:"):
        raise _invalid("sector", "Una adscripción es de una institución a un sector: {sectores}.", sectores=list(Sector))


def _check_cobertura(propuesta: Propuesta, primero: int, ultimo: int) -> None:
    fechas = [*(dia.fecha for dia in propuesta.dias), *filter(None, (propuesta.desde, propuesta.hasta))]
    for fecha in fechas:
        if not primero <= fecha.year <= ultimo:
            campo = "dias" if propuesta.dias else "desde"
            sentencia = "{fecha:%d/%m/%Y}: el calendario cubre de {primero} a {ultimo}."
            raise _invalid(campo, sentencia, fecha=fecha, primero=primero, ultimo=ultimo)


#: What to say when a text is missing.
FALTAS: dict[str, str] = {"motivo": "Diga qué ocurre.", "fundamento": "Cite el acto o la norma en que se funda."}


def _invalid(campo: str, sentencia: str, **datos: object) -> ActoDeCalendarioInvalidoError:
    return ActoDeCalendarioInvalidoError(sentencia, campo=campo, articulo=_FUNDAMENTO, **datos)


def _iso(fecha: date | None) -> str | None:
    return fecha.isoformat() if fecha else None
