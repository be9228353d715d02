"""What is foretold of an act is what the act does; what is said to be impossible is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from notifications.models import Salida
from solicitudes.actos import list_actos
from solicitudes.avisos import Destinatario
from solicitudes.consecuencias import Situacion, foresee, list_prorrogas
from solicitudes.impedimentos import DE_LA_INSTITUCION, Veredicto, weigh_acto, weigh_actos
from solicitudes.libros import open_libro
from solicitudes.models import Recurso, Resolucion
from tests.elenco import ACTOS, DENIEGA, SIN_ACLARAR, Caso, Elenco, cuando, snapshot, un_expediente, una_peticion
from tests.solicitudes.test_matriz import undone
from workflow.estados import Estado, EstadoResolucion
from workflow.plazos import Clave
from workflow.problema import ProblemaError
from workflow.transiciones import ACTOS as TABLA

QUIENES = ("la_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_enlace")


def situate(caso: Caso) -> Situacion:
    """The case as a selector would load it."""
    solicitud = caso.solicitud
    return Situacion(
        solicitud,
        open_libro(solicitud),
        Resolucion.objects.filter(solicitud=solicitud).first(),
        tuple(Recurso.objects.filter(solicitud=solicitud).order_by("ordinal")),
        caso.ahora,
    )


def bring(elenco: Elenco, donde: str) -> Caso:
    """A case in a state, or with its resolution at a step, or with its appeal filed or decided."""
    if donde in set(Estado):
        return un_expediente(elenco, donde, asignado=donde not in ("remitida", "desistida", "cerrada"))
    if donde == "aclaracion_vencida":
        return un_expediente(elenco, "en_aclaracion").at(cuando(3, 9))
    if donde in ("prorrogada", "aclarada"):
        caso = un_expediente(elenco, "en_aclaracion" if donde == "aclarada" else "en_tramite", asignado=True)
        caso.at(cuando(3, 5)).hacer("aclarar" if donde == "aclarada" else "prorrogar")
        return caso
    if donde == "datos_propios":
        caso = Caso(elenco, peticion=una_peticion(tipo="datos_acceso"))
        caso.hacer("asignar")
        caso.hacer("admitir")
        return caso
    if donde.startswith("recurso"):
        caso = un_expediente(elenco, "resuelta", borrador=DENIEGA).at(cuando(3, 12))
        caso.hacer("interponer_recurso")
        if donde == "recurso_decidido":
            caso.hacer("decidir_recurso")
        return caso
    return un_expediente(elenco, "en_tramite", asignado=True).answer(hasta=donde)


LUGARES = (
    *(e.value for e in Estado),
    *("aclaracion_vencida", "prorrogada", "aclarada", "redactar", "enviar_a_revision", "revisar", "firmar"),
    *("recurso_interpuesto", "recurso_decidido", "datos_propios"),
)


@pytest.mark.parametrize("donde", LUGARES)
def test_what_is_foretold_is_what_happens(elenco: Elenco, donde: str) -> None:
    caso = bring(elenco, donde)
    antes = snapshot()
    for pesado in weigh_actos(situate(caso), actor=elenco.la_oficial):
        acto = pesado.transicion.acto
        if pesado.veredicto is Veredicto.IMPEDIDO:
            continue
        situacion = situate(caso)
        dicho = foresee(situacion, acto, **({"dias": 10} if acto == "prorrogar" else {}))
        assert snapshot() == antes
        with undone():
            avisos = Salida.objects.count()
            caso.hacer(acto, **({"borrador": SIN_ACLARAR} if (donde, acto) == ("aclaracion_vencida", "redactar") else {}))
            hecho = situate(caso)
            vence = dicho.find_plazo(Clave.RESOLUCION)
            assert hecho.solicitud.fecha_vencimiento == (vence.despues if vence else situacion.solicitud.fecha_vencimiento), acto
            assert hecho.solicitud.estado == (dicho.estado or situacion.solicitud.estado), acto
            reales = {p.clave: p.vence for p in hecho.libro.list_plazos(hecho.al)}
            assert {c.clave: c.despues for c in dicho.plazos}.items() <= reales.items(), acto
            assert (Salida.objects.count() > avisos) is bool(dicho.avisados or dicho.papel), acto
            for ruta in dicho.cierra:
                cerrado = next((t for t in DE_LA_INSTITUCION if t.ruta == ruta), None)
                assert cerrado is None or weigh_acto(hecho, cerrado, actor=elenco.la_oficial).veredicto is Veredicto.IMPEDIDO, acto
        assert snapshot() == antes


@pytest.mark.parametrize("donde", LUGARES)
@pytest.mark.parametrize("quien", QUIENES)
def test_what_is_hers_is_what_she_may_do_and_the_rest_says_why(elenco: Elenco, quien: str, donde: str) -> None:
    caso = bring(elenco, donde)
    situacion, actor = situate(caso), caso.actor(quien)
    pesados = weigh_actos(situacion, actor=actor)
    propios = [p.transicion.ruta for p in pesados if p.veredicto is Veredicto.PROPIO]
    actos = list_actos(situacion.solicitud, actor=actor, al=caso.ahora, resolucion=situacion.resolucion, recursos=situacion.recursos)
    assert sorted(propios) == sorted(actos)
    for pesado in pesados:
        if pesado.veredicto is not Veredicto.PROPIO:
            assert pesado.motivo and pesado.articulo
            assert "no lo permite ahora" not in pesado.motivo, pesado.transicion.acto
            with pytest.raises(ProblemaError), undone():
                caso.hacer(pesado.transicion.acto, por=quien)


def test_prorrogar_foretells_the_date_of_each_number_of_days(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite")
    opciones = list_prorrogas(situate(caso))
    assert [dias for dias, _ in opciones] == list(range(1, 11))
    assert opciones[0] == (1, date(2026, 3, 17)) and opciones[-1] == (10, date(2026, 3, 30))
    for dias, vence in opciones:
        with undone():
            assert caso.hacer("prorrogar", dias=dias).fecha_vencimiento == vence


def test_prorrogar_closes_itself_and_nothing_else(elenco: Elenco) -> None:
    dicho = foresee(situate(un_expediente(elenco, "en_tramite")), "prorrogar", dias=10)
    cambio = dicho.find_plazo(Clave.RESOLUCION)
    assert cambio and (cambio.antes, cambio.despues) == (date(2026, 3, 16), date(2026, 3, 30))
    assert dicho.avisados == (Destinatario.SOLICITANTE,) and dicho.cierra == ()


def test_pedir_aclaracion_leaves_the_answer_without_a_date_and_opens_that_of_the_applicant(elenco: Elenco) -> None:
    dicho = foresee(situate(un_expediente(elenco, "en_tramite")), "pedir_aclaracion")
    respuesta, aclaracion = dicho.find_plazo(Clave.RESOLUCION), dicho.find_plazo(Clave.ACLARACION)
    assert respuesta and respuesta.antes == date(2026, 3, 16) and respuesta.despues is None
    assert aclaracion and aclaracion.se_abre and aclaracion.despues == date(2026, 3, 5)
    assert {"prorrogar", "remitir", "redactar"} <= set(dicho.cierra)


def test_whoever_drafted_is_told_that_another_reviews(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(hasta="enviar_a_revision")
    Resolucion.objects.update(redactora=elenco.la_jefa.persona_id)
    pesado = weigh_acto(situate(caso), TABLA["revisar"], actor=elenco.la_jefa)
    assert pesado.veredicto is Veredicto.AJENO and "la redactó" in pesado.motivo
    assert "revisar" not in list_actos(caso.solicitud, actor=elenco.la_jefa, al=caso.ahora, resolucion=caso.resolucion)


@pytest.mark.parametrize(
    ("donde", "acto", "dicho"),
    [
        ("resuelta", "admitir", "El expediente está «Resuelta»"),
        ("prorrogada", "prorrogar", "ya se prorrogó"),
        ("aclarada", "pedir_aclaracion", "Ya se pidió aclaración"),
        ("en_aclaracion", "redactar", "todavía puede aclarar, hasta el 06/03/2026"),
        ("en_tramite", "resolver", "no hay un borrador"),
        ("redactar", "resolver", "La resolución está «Borrador»"),
        ("en_tramite", "firmar", "no hay un borrador"),
        ("vencida", "cumplir_recurso", "no se ha interpuesto recurso"),
        ("recurso_interpuesto", "entregar", "no concede información"),
        ("recurso_interpuesto", "cumplir_recurso", "El recurso está «Interpuesto"),
    ],
)
def test_each_impediment_says_its_reason(elenco: Elenco, donde: str, acto: str, dicho: str) -> None:
    pesado = weigh_acto(situate(bring(elenco, donde)), TABLA[acto], actor=elenco.la_oficial)
    assert pesado.veredicto is Veredicto.IMPEDIDO and dicho in pesado.motivo and "art" in pesado.articulo


def test_a_term_that_ended_yesterday_forbids_before_the_sweep_passes(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").at(cuando(3, 17))
    for acto in ("prorrogar", "pedir_aclaracion", "remitir"):
        pesado = weigh_acto(situate(caso), TABLA[acto], actor=elenco.la_oficial)
        assert pesado.veredicto is Veredicto.IMPEDIDO and "venció" in pesado.motivo


def test_a_resolution_for_want_of_clarification_cannot_be_notified_once_it_came(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9)).answer(SIN_ACLARAR, hasta="firmar")
    caso.at(caso.ahora + timedelta(hours=1)).hacer("aclarar")
    pesado = weigh_acto(situate(caso), TABLA["resolver"], actor=elenco.la_oficial)
    assert pesado.veredicto is Veredicto.IMPEDIDO and "ya aclaró" in pesado.motivo
    assert caso.resolucion.estado == EstadoResolucion.FIRMADA
    with pytest.raises(ProblemaError):
        caso.hacer("resolver")


def test_weighing_asks_the_database_nothing(elenco: Elenco, django_assert_num_queries) -> None:
    situacion = situate(un_expediente(elenco, "en_tramite"))
    with django_assert_num_queries(0):
        for pesado in weigh_actos(situacion, actor=elenco.la_oficial):
            if pesado.veredicto is not Veredicto.IMPEDIDO:
                foresee(situacion, pesado.transicion.acto)


def test_every_act_of_the_cast_done_by_an_institution_is_weighed() -> None:
    ajenos = {"aclarar", "desistir", "interponer_recurso", "vencer", "cerrar"}
    assert {t.acto for t in DE_LA_INSTITUCION} == set(ACTOS) - ajenos
