"""A second portal files a thousand requests over a line that fails, and ends with exactly the same view as the server."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from solicitudes_cliente import Cliente, Evento, Recibo, SinRespuestaError

from tests.clientes.linea import FALLAS, open_linea
from tests.clientes.servidor import Servidor

pytestmark = pytest.mark.lento

PRESENTACIONES, INSTITUCIONES = 250, ("MSPAS", "MINEDUC", "MINFIN", "MAGA")
#: What the server has, read from its tables and not through its API.
VISTA = """
import json
from solicitudes.models import Evento, Solicitud
casos = Solicitud.objects.filter(presentacion__cliente__oidc_id={cliente!r}).values_list(
    "folio", "presentacion__id_externo", "institucion__codigo", "estado", "version")
eventos = Evento.objects.filter(solicitud__presentacion__cliente__oidc_id={cliente!r}).values_list(
    "posicion", "solicitud__folio", "movimiento__numero", "movimiento__acto", "movimiento__huella")
print(json.dumps([list(casos), list(eventos)]))
"""

#: What the clock does every five seconds.
PUBLICAR = "from solicitudes.tasks import publicar_eventos\nprint(publicar_eventos.run())"


class SegundoPortal:
    """A small portal with a notebook: what it filed, by its own numbers, and what it heard of it."""

    def __init__(self, cliente: Cliente) -> None:
        self.cliente = cliente
        self.recibos: dict[str, Recibo] = {}
        self.eventos: list[Evento] = []

    def file(self, numero: str) -> None:
        """File until somebody answers: the key is the portal's own number, so that it may give up and begin again."""
        while numero not in self.recibos:
            try:
                self.recibos[numero] = self.cliente.presentar(
                    instituciones=INSTITUCIONES,
                    descripcion=f"Contratos de 2026, expediente {numero}.",
                    solicitante={"nombre": "Redacción del Lago"},
                    consentimiento={"forma": "escrito", "fecha_hora": "2026-03-25T08:57:00-06:00"},
                    id_externo=numero,
                    llave=f"lago-{numero}",
                )
            except SinRespuestaError:
                continue

    def withdraw(self, numero: str) -> None:
        """The applicant thinks better of the first of her cases: read it, and act on what was read."""
        recibo = self.recibos[numero]
        expediente = self.cliente.get_expediente(recibo.solicitudes[0].folio, clave=recibo.clave)
        self.cliente.act(expediente, "desistir", clave=recibo.clave, llave=f"desistir-{numero}")

    def listen(self) -> int:
        """Take what happened since the last event; how many there are now."""
        self.eventos += self.cliente.list_eventos(self.eventos[-1].posicion if self.eventos else 0)
        return len(self.eventos)

    def view(self) -> list[list[Any]]:
        """Its cases as its own list shows them."""
        externos = {s.folio: numero for numero, recibo in self.recibos.items() for s in recibo.solicitudes}
        casos = self.cliente.list_solicitudes(limite=100)
        return sorted([c["folio"], externos[c["folio"]], c["institucion"]["codigo"], c["estado"], c["version"]] for c in casos)


def test_a_thousand_requests_over_a_bad_line_are_a_thousand_cases(solo_web: Servidor) -> None:
    with (
        open_linea(solo_web.puerto, semilla=2026) as linea,
        solo_web.open(solo_web.portal, base=linea.base, espera=0.02, intentos=8) as cliente,
    ):
        portal = SegundoPortal(cliente)
        numeros = [f"L-{n:04}" for n in range(PRESENTACIONES)]
        with ThreadPoolExecutor(8) as hilos:
            list(hilos.map(portal.file, numeros))
            list(hilos.map(portal.withdraw, numeros[:40]))
        total = PRESENTACIONES * len(INSTITUCIONES)
        assert solo_web.run(PUBLICAR) == portal.listen() == total + 40
        casos, eventos = solo_web.run(VISTA.format(cliente=solo_web.portal[0]))
        assert portal.view() == sorted(casos)
    assert len(casos) == total
    assert Counter(estado for *_, estado, _ in casos) == {"presentada": total - 40, "desistida": 40}
    oidos = [[e.posicion, e.folio, e.numero, e.acto, e.datos["huella"]] for e in portal.eventos]
    assert oidos == sorted(eventos)
    assert linea.hechas.keys() == FALLAS.keys()
    assert len({recibo.clave for recibo in portal.recibos.values()}) == PRESENTACIONES
