"""Whole appeals told step by step, from the first act to the last day, with the letters and papers that each leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.mail import EmailMessage

from documentos.models import Documento
from notifications.models import Salida
from notifications.relevo import drenar
from solicitudes.auditoria import list_hallazgos
from solicitudes.models import Recurso
from solicitudes.selectors import describe_plazos, get_expediente
from solicitudes.services.barrido import Resultado
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.recurso import vencer_recursos
from solicitudes.services.vencimiento import advertir_vencimientos, certificar_silencios, vencer_plazos
from tests.elenco import CORREO, DENIEGA, Caso, Elenco, cuando

pytestmark = pytest.mark.django_db

#: In the order in which beat lists them.
RELOJES = (vencer_plazos, advertir_vencimientos, certificar_silencios, vencer_recursos, cerrar_expedientes)


class Cuento:
    """One case, the clock that sweeps every midnight, and the outbox that is emptied after it."""

    def __init__(self, elenco: Elenco, buzon: list[EmailMessage]) -> None:
        self.caso, self.buzon = Caso(elenco), buzon

    def wait_until(self, momento: datetime) -> Cuento:
        """Time passes: every sweep runs at that moment, and everything that it asks for is done."""
        self.caso.at(momento)
        for reloj in RELOJES:
            resultado: Resultado = reloj(ahora=momento)
            assert resultado.fallidas == ()
        return self.deliver()

    def do(self, acto: str, **datos: Any) -> Cuento:
        self.caso.hacer(acto, **datos)
        return self.deliver()

    def deliver(self) -> Cuento:
        drenar(ahora=self.caso.ahora)
        assert not Salida.objects.exclude(estado="hecha").exists()
        return self

    @property
    def estado(self) -> tuple[str, str]:
        """Of the case and of its appeal."""
        return self.caso.solicitud.estado, Recurso.objects.values_list("estado", flat=True).first() or ""

    @property
    def plazos(self) -> dict[str, str]:
        return {p["clave"]: p["estado"] for p in self.terms()["plazos"]}

    def terms(self) -> dict[str, Any]:
        return describe_plazos(self.caso.solicitud, al=self.caso.ahora)

    def letters_to(self, quien: str) -> list[str]:
        """The subjects of what somebody got since the last time that this was asked, without the folio."""
        suyas = [carta.subject.partition("] ")[2] for carta in self.buzon if carta.to == [quien]]
        self.buzon[:] = [carta for carta in self.buzon if carta.to != [quien]]
        return suyas

    def papers(self) -> list[str]:
        return list(Documento.objects.order_by("pk").values_list("tipo", flat=True))

    def check_history(self, *actos: str) -> None:
        """What the whole history is, whole and untouched."""
        assert [m.acto for m in self.caso.movimientos] == list(actos)
        assert list(list_hallazgos(folios=[self.caso.folio])) == [(self.caso.folio, [])]


def test_denied_appealed_revoked_not_complied_with_in_time_and_complied_with_late(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    cuento = Cuento(elenco, mailoutbox).deliver()

    # She asks on Monday 2 March; on Tuesday 10 she is denied, in time.
    cuento.caso.at(cuando(3, 3)).hacer("admitir")
    cuento.caso.at(cuando(3, 10)).answer(DENIEGA)
    cuento.deliver()
    assert cuento.plazos["resolucion"] == "cumplido"
    cuento.letters_to(CORREO)

    # On Monday 16 she appeals; the authority has until Monday 23.
    cuento.wait_until(cuando(3, 16)).do("interponer_recurso", causales=("denegada",), agravios="La reserva venció.")
    assert cuento.letters_to(CORREO) == ["Su recurso quedó presentado"]
    assert cuento.letters_to("la_autoridad@oficina.example")[-1] == "Recurso de revisión por decidir"
    assert cuento.plazos["recurso_interposicion"] == "cumplido"

    # On Friday 20 the authority revokes and orders; the institution has until Friday 27.
    cuento.wait_until(cuando(3, 20)).do("decidir_recurso")
    assert cuento.estado == ("resuelta", "decidido")
    assert cuento.letters_to(CORREO) == ["Ya hay decisión sobre su recurso"]
    assert cuento.letters_to("la_oficial@oficina.example")[-1] == "Decisión de un recurso: Revoca y ordena"
    assert cuento.terms()["siguiente_recurso"]["vence"] == "2026-04-19"

    # Nobody complies. On Saturday 28 the clock says so, once.
    cuento.wait_until(cuando(3, 27, 23, 59))
    assert cuento.estado == ("resuelta", "decidido")
    cuento.wait_until(cuando(3, 28, 0, 5)).wait_until(cuando(4, 6, 0, 5))
    assert cuento.estado == ("resuelta", "incumplido")
    assert cuento.letters_to(CORREO) == ["La institución no cumplió lo ordenado a tiempo"]
    assert cuento.letters_to("el_regulador@oficina.example") == ["Decisión de recurso sin cumplir"]
    siguiente = cuento.terms()["siguiente_recurso"]
    assert (siguiente["apertura"], siguiente["desde"], siguiente["vence"]) == ("incumplido", "2026-03-27", "2026-04-26")

    # On 14 April the officer complies after all: late, and both dates stay.
    cuento.wait_until(cuando(4, 14)).do("cumplir_recurso", constancia="Entregado en disco.")
    recurso = Recurso.objects.get()
    assert (recurso.fecha_hora_incumplimiento, recurso.fecha_hora_cumplimiento) == (cuando(3, 28, 0, 5), cuando(4, 14))
    assert cuento.plazos["recurso_cumplimiento"] == "cumplido_tarde"
    assert cuento.letters_to(CORREO) == ["La institución dice que cumplió lo ordenado"]

    # The case stays open until the last day of the amparo, and closes the day after.
    cuento.wait_until(cuando(4, 26, 23, 59))
    assert cuento.estado == ("resuelta", "cumplido")
    cuento.wait_until(cuando(4, 27, 0, 5))
    assert cuento.estado == ("cerrada", "cumplido")
    assert cuento.papers() == ["acuse", "resolucion", "acuse_recurso", "decision_recurso"]
    cuento.check_history(
        "presentar", "admitir", "redactar", "enviar_a_revision", "revisar", "firmar", "resolver",
        "interponer_recurso", "decidir_recurso", "incumplir_recurso", "cumplir_recurso", "cerrar",
    )  # fmt: skip


def test_silence_appealed_on_the_first_overdue_day_and_silence_again(elenco: Elenco, mailoutbox: list[EmailMessage]) -> None:
    cuento = Cuento(elenco, mailoutbox).deliver()
    cuento.letters_to(CORREO)

    # Nobody answers. The term ends with Monday 16 March; a minute into Tuesday everybody who must know is told.
    cuento.wait_until(cuando(3, 16, 23, 59))
    assert cuento.estado == ("presentada", "")
    cuento.wait_until(cuando(3, 17, 0, 1))
    assert cuento.estado == ("vencida", "")
    assert cuento.letters_to(CORREO) == ["La institución no le respondió a tiempo: estos son sus derechos"]
    for quien in ("la_jefa", "la_autoridad", "el_regulador"):
        assert len(cuento.letters_to(f"{quien}@oficina.example")) == 1

    # She appeals that same day; nothing bars it and nothing is asked of her but why.
    cuento.caso.at(cuando(3, 17, 9))
    assert "interponer-recurso" in get_expediente(cuento.caso.folio, actor=cuento.caso.la_solicitante, al=cuento.caso.ahora).actos
    cuento.do("interponer_recurso", causales=("sin_respuesta", "fuera_de_plazo"))
    assert cuento.estado == ("vencida", "interpuesto")
    assert cuento.letters_to(CORREO) == ["Su recurso quedó presentado"]
    assert cuento.letters_to("la_autoridad@oficina.example") == ["Recurso de revisión por decidir"]

    # The authority has until Tuesday 24 and says nothing: the amparo is open until 23 April, Easter or not.
    cuento.wait_until(cuando(3, 24, 23, 59))
    assert cuento.terms()["siguiente_recurso"] is None
    cuento.wait_until(cuando(3, 25, 0, 1))
    assert cuento.estado == ("vencida", "sin_decision")
    [carta] = [c for c in mailoutbox if c.to == [CORREO]]
    assert "jueves 23 de abril de 2026" in carta.body
    assert cuento.letters_to(CORREO) == ["La autoridad no decidió su recurso a tiempo"]
    assert cuento.letters_to("el_regulador@oficina.example") == ["Recurso sin decisión en plazo"]
    siguiente = cuento.terms()["siguiente_recurso"]
    assert (siguiente["apertura"], siguiente["vence"], siguiente["abierto"]) == ("sin_decision", "2026-04-23", True)

    # The ten days of art. 44 end with Monday 30: what the case proves is gathered.
    cuento.wait_until(cuando(3, 31, 0, 1))
    assert cuento.letters_to(CORREO) == ["Ya tiene la constancia del silencio de la institución"]
    assert cuento.papers() == ["acuse", "acuse_recurso", "constancia_silencio"]

    # Weeks go by. The case is not closed by time, and still both may be done: to answer and to decide.
    cuento.wait_until(cuando(7, 1, 0, 1))
    assert cuento.estado == ("vencida", "sin_decision")
    assert "decidir-recurso" in get_expediente(cuento.caso.folio, actor=elenco.la_autoridad, al=cuento.caso.ahora).actos
    assert cuento.terms()["siguiente_recurso"]["abierto"] is False
    cuento.check_history("presentar", "vencer", "interponer_recurso", "vencer_recurso", "certificar_silencio")
