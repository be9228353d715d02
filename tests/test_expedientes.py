"""Whole cases told step by step, as the people in them would: each act, each date, each letter and each paper."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.mail import EmailMessage

from documentos.models import Documento
from notifications.models import Salida
from notifications.relevo import drenar
from solicitudes.auditoria import list_hallazgos
from solicitudes.directorio import close_institucion, load_directorio
from solicitudes.models import Solicitud, Unidad
from solicitudes.selectors import describe_plazos, get_expediente
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.resolucion import Borrador
from solicitudes.services.vencimiento import advertir_vencimientos, vencer_plazos
from tests.elenco import CORREO, SIN_ACLARAR, Caso, Elenco, cuando, hire, refused, una_peticion, unidad_de
from workflow.roles import Rol


class Historia:
    """A case, its letters and its papers: whatever the outbox holds is done after each step."""

    def __init__(self, caso: Caso, buzon: list[EmailMessage]) -> None:
        self.caso, self.buzon = caso, buzon
        drenar(ahora=caso.ahora)

    def on(self, mes: int, dia: int, acto: str, **datos) -> None:
        self.caso.at(cuando(mes, dia)).hacer(acto, **datos)
        drenar(ahora=self.caso.ahora)

    def sweep(self, mes: int, dia: int) -> None:
        for barrer in (advertir_vencimientos, vencer_plazos, cerrar_expedientes):
            barrer(ahora=cuando(mes, dia, 1))
        self.caso.at(cuando(mes, dia, 1))
        drenar(ahora=self.caso.ahora)

    def answer(self, mes: int, dia: int, borrador: Borrador) -> None:
        for acto in ("redactar", "enviar_a_revision", "revisar", "firmar", "resolver"):
            self.on(mes, dia, acto, **({"borrador": borrador} if acto == "redactar" else {}))

    def plazo(self, clave: str, al: datetime | None = None) -> dict:
        plazos = describe_plazos(self.caso.solicitud, al=al or self.caso.ahora)["plazos"]
        return next(plazo for plazo in plazos if plazo["clave"] == clave)

    def estado(self) -> tuple[str, date | None]:
        return self.caso.solicitud.estado, self.caso.solicitud.fecha_vencimiento

    def letters(self, para: str = CORREO) -> list[str]:
        return [c.extra_headers["X-Solicitud-Evento"].split(".")[0] for c in self.buzon if c.to == [para]]

    def papers(self) -> list[str]:
        return list(Documento.objects.filter(folio=self.caso.folio).order_by("pk").values_list("tipo", flat=True))


@pytest.fixture
def historia(elenco: Elenco, mailoutbox: list[EmailMessage]) -> Historia:
    return Historia(Caso(elenco, ahora=cuando(3, 2, 18, 30)), mailoutbox)


@pytest.fixture(autouse=True)
def _ends_well(db: None):
    """Every story ends with a history that verifies and nothing stuck in the outbox."""
    yield
    assert [(clave, razones) for clave, razones in list_hallazgos() if razones] == []
    assert not Salida.objects.exclude(estado="hecha").exists()


def test_answered_in_time_after_a_clarification_and_an_extension(historia: Historia) -> None:
    assert historia.estado() == ("presentada", date(2026, 3, 16))
    assert historia.papers() == ["acuse"]
    historia.on(3, 3, "admitir")
    historia.on(3, 4, "pedir_aclaracion", pregunta="¿De qué hospital?")
    assert historia.estado() == ("en_aclaracion", None)
    assert historia.plazo("aclaracion")["vence"] == "2026-03-06"
    historia.sweep(3, 20)  # the first date goes by: nothing expires while she is asked
    assert historia.estado() == ("en_aclaracion", None)
    historia.on(3, 20, "aclarar", respuesta="Del Roosevelt.")
    # Ten days after Friday the 20th, over Easter: 1 April is half a day, 2 and 3 April are closed.
    vence = historia.caso.solicitud.fecha_vencimiento
    historia.on(3, 23, "asignar", fecha_interna=date(2026, 3, 27))
    historia.on(3, 25, "prorrogar", dias=5, motivo="Son tres sistemas.")
    assert historia.caso.ultimo.datos["vencia"] == vence.isoformat()
    prorrogada = historia.caso.solicitud.fecha_vencimiento
    assert prorrogada > vence
    historia.sweep(vence.month, vence.day + 1)
    assert historia.estado() == ("en_tramite", prorrogada)
    historia.on(prorrogada.month, prorrogada.day, "adjuntar", por="el_enlace")
    historia.answer(prorrogada.month, prorrogada.day, Borrador("entrega_total", "Se entrega el listado."))
    assert historia.plazo("resolucion")["estado"] == "cumplido"
    historia.on(4, 27, "entregar", por="la_solicitante")
    historia.sweep(7, 1)
    assert historia.caso.solicitud.estado == "cerrada"
    assert historia.letters() == ["presentada", "admitida", "aclaracion_pedida", "prorrogada", "resuelta", "entregada"]
    assert historia.papers() == ["acuse", "anexo", "resolucion"]


def test_forwarded_and_then_answered_in_part(historia: Historia, elenco: Elenco) -> None:
    caso = historia.caso
    viejo, clave = caso.folio, caso.recibo.clave
    historia.on(3, 3, "remitir", motivo="La tiene Educación.")
    caso.folio = Solicitud.objects.get(origen__folio=viejo).folio
    drenar(ahora=caso.ahora)
    assert historia.estado() == ("presentada", date(2026, 3, 17))
    assert get_expediente(viejo, actor=caso.la_solicitante, al=caso.ahora).remitida_a == (caso.folio,)
    with refused("solicitud-no-encontrada", 404):
        caso.hacer("admitir", por="la_oficial")
    historia.on(3, 4, "admitir", por="una_extrana")
    jefa = hire("jefa_educacion", Rol.JEFE_UNIDAD, unidad_de(elenco.educacion, Unidad.Clase.INFORMACION))
    ministra = hire("ministra", Rol.MAXIMA_AUTORIDAD, unidad_de(elenco.educacion, Unidad.Clase.MAXIMA_AUTORIDAD))
    parcial = Borrador("entrega_parcial", "Se entrega hasta agosto.", "De septiembre no hay cierre.", ("LAIP art. 45",))
    historia.on(3, 10, "redactar", por="una_extrana", borrador=parcial)
    historia.on(3, 10, "enviar_a_revision", por="una_extrana")
    historia.on(3, 11, "revisar", por=jefa)
    historia.on(3, 11, "firmar", por=ministra)
    historia.on(3, 12, "resolver", por="una_extrana")
    historia.on(3, 13, "entregar", por="la_solicitante")
    assert caso.solicitud.sentido == "entrega_parcial"
    assert caso.solicitud.fecha_hora_original == cuando(3, 2, 18, 30)
    assert caso.resolucion.firmante_cargo == "Máxima autoridad"
    historia.sweep(5, 1)
    assert set(Solicitud.objects.values_list("estado", flat=True)) == {"cerrada"}
    assert historia.letters() == ["presentada", "remitida", "admitida", "resuelta", "entregada"]
    assert historia.papers() == ["acuse", "resolucion"]
    assert clave not in "".join(carta.body for carta in historia.buzon)


def test_silence_and_then_a_late_answer_that_does_not_erase_it(historia: Historia) -> None:
    historia.on(3, 3, "admitir")
    for dia in (11, 12, 13, 16):
        historia.sweep(3, dia)
    assert historia.letters("la_oficial@oficina.example") == ["presentada", "advertencia", "advertencia"]
    assert historia.estado()[0] == "en_tramite"
    historia.sweep(3, 20)  # four days with no sweep
    assert historia.estado() == ("vencida", date(2026, 3, 16))
    assert historia.plazo("afirmativa_ficta")["vence"] == "2026-03-30"
    with refused("acto-no-permitido", 409):
        historia.caso.hacer("prorrogar")
    historia.answer(3, 25, Borrador("entrega_total", "Se entrega, sin costo."))
    assert historia.plazo("resolucion")["estado"] == "cumplido_tarde"
    historia.on(3, 26, "entregar")
    actos = [m.acto for m in historia.caso.movimientos]
    assert actos.index("vencer") < actos.index("resolver")
    assert historia.letters() == ["presentada", "admitida", "vencida", "resuelta", "entregada"]


def test_nobody_clarifies_and_the_case_is_denied_for_it(historia: Historia) -> None:
    historia.on(3, 3, "pedir_aclaracion")
    with refused("acto-no-permitido", 409):
        historia.caso.at(cuando(3, 5, 23)).hacer("redactar", borrador=SIN_ACLARAR)
    historia.answer(3, 6, SIN_ACLARAR)
    assert (historia.caso.solicitud.estado, historia.caso.solicitud.sentido) == ("resuelta", "negativa_sin_aclaracion")
    assert historia.plazo("aclaracion")["estado"] == "vencido"
    with refused("nada-que-entregar", 409):
        historia.caso.hacer("entregar")
    cierre = historia.caso.solicitud.fecha_cierre
    assert historia.plazo("recurso_interposicion")["vence"] == "2026-03-27"
    historia.sweep(cierre.month, cierre.day)
    assert historia.caso.solicitud.estado == "cerrada"


def test_withdrawn_and_asked_again(historia: Historia, elenco: Elenco) -> None:
    historia.on(3, 3, "admitir")
    historia.on(3, 4, "desistir")
    assert historia.letters("la_oficial@oficina.example") == ["presentada", "desistida"]
    otra = Caso(elenco, ahora=cuando(3, 5))  # the same words: nothing forbids it
    drenar(ahora=otra.ahora)
    assert otra.folio == "GT-2026-MSPAS-000002"
    historia.sweep(3, 26)
    assert historia.caso.solicitud.estado == "cerrada"
    assert otra.solicitud.estado == "vencida"


def test_the_directory_changes_while_a_case_is_open(historia: Historia, elenco: Elenco) -> None:
    """The ministry is renamed, then merged into another; whoever was asked still answers, under the name that it had."""
    viejo = elenco.salud.nombre
    fila = {c: getattr(elenco.salud, c) for c in ("codigo", "siglas", "tipo", "departamento", "municipio", "codigo_municipio", "materias")}
    load_directorio([fila | {"nombre": "Ministerio de Salud"}], ahora=cuando(3, 4), motivo="Decreto 9-2026")
    elenco.salud.refresh_from_db()
    close_institucion(elenco.salud, ahora=cuando(3, 5), motivo="Decreto 10-2026", sucesora=elenco.educacion)
    with refused("institucion-cerrada", 422) as error:
        Caso(elenco, ahora=cuando(3, 6), peticion=una_peticion())
    assert "MINEDUC" in error.value.detalle
    historia.on(3, 6, "admitir")
    historia.answer(3, 9, Borrador("entrega_total", "Se entrega."))
    assert historia.caso.solicitud.institucion_nombre == viejo
    papeles = Documento.objects.filter(folio=historia.caso.folio)
    assert {papel.institucion_nombre for papel in papeles} == {viejo}
    load_directorio([fila | {"nombre": viejo}], ahora=cuando(3, 10), motivo="Decreto 11-2026")
    assert Caso(elenco, ahora=cuando(3, 11)).folio == "GT-2026-MSPAS-000002"
    drenar(ahora=cuando(3, 11))
