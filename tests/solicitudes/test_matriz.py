"""State × act × role, generated from the transition tables: allowed exactly where a row says so, refused without a trace elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from solicitudes.policies import ActoNoAutorizadoError
from solicitudes.selectors import get_expediente
from solicitudes.services.acto import ActoNoPermitidoError
from solicitudes.services.recurso import NadaQueCumplirError, vencer_recursos
from solicitudes.services.resolucion import FirmaAjenaError, SinResolucionFirmadaError
from tests.elenco import ACTOS, DENIEGA, SIN_ACLARAR, Caso, Elenco, cuando, skeleton, snapshot, un_expediente
from workflow.estados import Estado, EstadoRecurso, EstadoResolucion
from workflow.problema import ProblemaError
from workflow.roles import Rol
from workflow.transiciones import DE_IDENTIDAD, TRANSICIONES, TRANSICIONES_RECURSO, TRANSICIONES_RESOLUCION, Transicion

#: Who of the cast stands for each role. `portal` is a channel of filing: nobody holds it over a case that exists; for the
#: administrator no case exists.
QUIEN: dict[Rol, str] = {
    Rol.SOLICITANTE: "la_solicitante",
    Rol.OFICIAL: "la_oficial",
    Rol.ENLACE: "el_enlace",
    Rol.JEFE_UNIDAD: "la_jefa",
    Rol.FIRMANTE: "el_firmante",
    Rol.MAXIMA_AUTORIDAD: "la_autoridad",
    Rol.REGULADOR: "el_regulador",
    Rol.RELOJ: "el_reloj",
}
#: The step after which the resolution is in each state.
HASTA: dict[EstadoResolucion, str] = {
    EstadoResolucion.BORRADOR: "redactar",
    EstadoResolucion.EN_REVISION: "enviar_a_revision",
    EstadoResolucion.REVISADA: "revisar",
    EstadoResolucion.FIRMADA: "firmar",
    EstadoResolucion.NOTIFICADA: "resolver",
}
ACTOS_DE_LA_SOLICITUD = [fila for fila in TRANSICIONES.values() if fila.acto not in ("presentar", "migrar")]


@contextmanager
def undone() -> Iterator[None]:
    """What is inside is done for good as far as it can tell, and undone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def perform(caso: Caso, acto: str, rol: Rol) -> None:
    """Do the act by its service; by the bare skeleton, if the cast has not learnt it yet."""
    if acto in ACTOS and acto not in DE_IDENTIDAD:  # which no request for public information knows
        caso.hacer(acto, por=QUIEN[rol])
    else:
        skeleton(acto)(folio=caso.folio, actor=caso.actor(QUIEN[rol]), ahora=caso.ahora)


def attempt(caso: Caso, acto: str, rol: Rol) -> ProblemaError | None:
    """Do the act and undo it, or say why it was refused."""
    try:
        with undone():
            perform(caso, acto, rol)
            assert caso.ultimo.rol == rol
    except ProblemaError as error:
        return error
    return None


def make_ready(elenco: Elenco, estado: Estado, acto: str) -> Caso:
    """A case in `estado`, assigned to the liaison, with whatever else the act asks for beside state and role."""
    caso = un_expediente(elenco, estado.value, asignado=True)
    if acto == "resolver" and estado in TRANSICIONES["resolver"].de:
        if estado is Estado.EN_ACLARACION:
            caso.at(cuando(3, 9)).answer(SIN_ACLARAR, hasta="firmar")
        else:
            caso.answer(hasta="firmar")
    return caso


@pytest.mark.parametrize("fila", ACTOS_DE_LA_SOLICITUD, ids=lambda fila: fila.acto)
@pytest.mark.parametrize("estado", Estado, ids=str)
def test_an_act_is_allowed_exactly_where_its_row_says(elenco: Elenco, estado: Estado, fila: Transicion) -> None:
    caso = make_ready(elenco, estado, fila.acto)
    antes = snapshot()
    for rol in QUIEN:
        error = attempt(caso, fila.acto, rol)
        if estado not in fila.de:
            assert type(error) is ActoNoPermitidoError, f"{rol}: {error!r}"
        elif rol not in fila.roles:
            assert type(error) is ActoNoAutorizadoError, f"{rol}: {error!r}"
        else:
            assert error is None, f"{rol}: {error!r}"
    assert snapshot() == antes, "a refusal left a trace"


@pytest.mark.parametrize("fila", ACTOS_DE_LA_SOLICITUD, ids=lambda fila: fila.acto)
def test_an_act_leads_where_its_row_says(elenco: Elenco, fila: Transicion) -> None:
    for estado in fila.de:
        with undone():
            caso = make_ready(elenco, Estado(estado), fila.acto)
            rol = next(rol for rol in QUIEN if rol in fila.roles)
            perform(caso, fila.acto, rol)
            assert caso.solicitud.estado == (fila.a or estado)
            assert (caso.ultimo.acto, caso.ultimo.estado_nuevo) == (fila.acto, fila.a or estado)


@pytest.mark.parametrize("fila", TRANSICIONES_RESOLUCION.values(), ids=lambda fila: fila.acto)
@pytest.mark.parametrize("estado", EstadoResolucion, ids=str)
def test_a_step_of_the_resolution_is_allowed_exactly_where_its_row_says(elenco: Elenco, estado: EstadoResolucion, fila: Transicion) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True).answer(hasta=HASTA[estado])
    for rol in QUIEN:
        error = attempt(caso, "resolver" if fila.acto == "notificar" else fila.acto, rol)
        refusals = set()
        if estado not in fila.de:
            refusals |= {ActoNoPermitidoError, SinResolucionFirmadaError}
        if rol not in fila.roles:
            refusals.add(ActoNoAutorizadoError)
        elif fila.acto == "retirar_firma" and QUIEN[rol] != ACTOS["firmar"][1]:
            refusals |= {FirmaAjenaError} if estado in fila.de else set()
        assert type(error) in (refusals or {type(None)}), f"{rol}: {error!r}"


def bring_recurso(elenco: Elenco, estado: EstadoRecurso) -> Caso:
    """A denied case whose appeal stands in `estado`."""
    caso = un_expediente(elenco, "resuelta", asignado=True, borrador=DENIEGA)
    caso.hacer("interponer_recurso")
    if estado is EstadoRecurso.SIN_DECISION:
        vencer_recursos(ahora=caso.at(cuando(3, 25)).ahora)
    elif estado is not EstadoRecurso.INTERPUESTO:
        caso.hacer("decidir_recurso")
    if estado is EstadoRecurso.CUMPLIDO:
        caso.hacer("cumplir_recurso")
    elif estado is EstadoRecurso.INCUMPLIDO:
        vencer_recursos(ahora=caso.at(cuando(3, 25)).ahora)
    assert caso.solicitud.recurso.estado == estado
    return caso


@pytest.mark.parametrize("fila", [f for f in TRANSICIONES_RECURSO.values() if f.roles != {Rol.RELOJ}], ids=lambda fila: fila.acto)
@pytest.mark.parametrize("estado", EstadoRecurso, ids=str)
def test_a_step_of_the_appeal_is_allowed_exactly_where_its_row_says(elenco: Elenco, estado: EstadoRecurso, fila: Transicion) -> None:
    caso = bring_recurso(elenco, estado)
    antes = snapshot()
    for rol in QUIEN:
        error = attempt(caso, fila.acto, rol)
        refusals = set()
        if estado not in fila.de:
            refusals |= {ActoNoPermitidoError, NadaQueCumplirError}
        if rol not in fila.roles:
            refusals.add(ActoNoAutorizadoError)
        assert type(error) in (refusals or {type(None)}), f"{rol}: {error!r}"
    assert snapshot() == antes, "a refusal left a trace"


@pytest.mark.parametrize("estado", Estado, ids=str)
def test_what_one_is_told_that_she_can_do_is_what_she_can_do(elenco: Elenco, estado: Estado) -> None:
    """The list of acts in the API and the guard of the service come from the same table."""
    caso = un_expediente(elenco, estado.value, asignado=True)
    for rol, quien in QUIEN.items():
        ofrecidos = set(get_expediente(caso.folio, actor=caso.actor(quien), al=caso.ahora).actos)
        propios = {f.ruta for f in ACTOS_DE_LA_SOLICITUD if estado in f.de and rol in f.roles and f.acto not in {"resolver", *DE_IDENTIDAD}}
        # While the applicant's two days to clarify run, nothing is drafted (LAIP art. 42.2).
        redacta = {"redactar"} if estado in (Estado.EN_TRAMITE, Estado.VENCIDA) and rol is Rol.OFICIAL else set()
        assert ofrecidos == propios | redacta, rol


@pytest.mark.parametrize("quien", ["nadie", "una_extrana", "otro_enlace", "la_administradora"])
@pytest.mark.parametrize("fila", [*ACTOS_DE_LA_SOLICITUD, *TRANSICIONES_RESOLUCION.values()], ids=lambda fila: fila.acto)
def test_for_whoever_may_not_see_it_no_act_exists(elenco: Elenco, fila: Transicion, quien: str) -> None:
    caso = un_expediente(elenco, "en_tramite", asignado=True)
    with pytest.raises(ProblemaError) as error:
        skeleton(fila.acto)(folio=caso.folio, actor=caso.actor(quien), ahora=caso.ahora)
    assert error.value.estatus == 404


def test_the_cast_has_somebody_for_each_role() -> None:
    assert set(QUIEN) == set(Rol) - {Rol.PORTAL, Rol.ADMINISTRADOR}
