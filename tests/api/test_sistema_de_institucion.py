"""An institution answers from its own system, over HTTP and a line that fails: nothing twice, nothing lost, the same view at the end."""

from __future__ import annotations

from typing import Any

import pytest

from config import reloj
from notifications.relevo import drenar
from solicitudes.alcances import Alcance
from solicitudes.models import Movimiento
from solicitudes.services.clientes import acreditar
from solicitudes.services.publicacion import publicar_eventos
from tests.api.reparto import AHORA, Reparto
from tests.api.sistema import SistemaDeInstitucion
from workflow.roles import Rol

#: What a system may not do, whatever its scopes: these are of people who answer with their name.
DE_PERSONAS = ("revisar", "devolver", "firmar", "decidir-recurso", "subsanar-recurso")


@pytest.fixture
def sistema(reparto: Reparto, live_server: Any) -> SistemaDeInstitucion:
    responsable = reparto.hire("responsable", Rol.OFICIAL, "MSPAS")
    cliente, secreto = acreditar(
        nombre="Sistema del MSPAS", alcances=list(Alcance), ahora=AHORA, institucion=reparto.mspas, responsable=responsable
    )
    return SistemaDeInstitucion(live_server.url, cliente.identificador, secreto, pierde=7)


def settle() -> None:
    """What the clock of the installation does every few seconds."""
    publicar_eventos(ahora=reloj.ahora())
    drenar(ahora=reloj.ahora())


def test_ten_cases_are_taken_answered_and_reconciled_over_a_line_that_fails(reparto: Reparto, sistema: SistemaDeInstitucion) -> None:
    casos = [reparto.file() for _ in range(10)]
    reparto.file("MINFIN")
    settle()
    sistema.pull()
    assert sorted(sistema.expedientes) == sorted(caso.folio for caso in casos)
    for numero, caso in enumerate(casos, start=1):
        sistema.acknowledge(caso.folio, f"UI-{numero}-2026")
        sistema.draft(caso.folio)
    for caso in casos:  # people review and sign, each with her own session
        reparto.act(caso, "revisar")
        reparto.act(caso, "firmar")
    assert sistema.reconcile()["resumen"]["difiere"] == 10
    settle()
    sistema.pull()
    for caso in casos:
        sistema.notify(caso.folio)
    settle()
    sistema.pull()
    assert sistema.reconcile() == {"resumen": _all_alike(10), "filas": []}
    assert sistema.perdidas == sistema.repetidas > 5
    assert {e["estado"] for e in sistema.expedientes.values()} == {"entregada"}
    hechos = Movimiento.objects.filter(solicitud__folio=casos[0].folio).order_by("numero").values_list("acto", flat=True)
    assert list(hechos) == [
        "presentar", "admitir", "numerar", "adjuntar", "redactar", "enviar_a_revision", "revisar", "firmar", "resolver", "entregar",
    ]  # fmt: skip


def _all_alike(cuantos: int) -> dict[str, int]:
    return dict.fromkeys(("difiere", "solo_alla", "solo_aqui", "repetida", "ilegible"), 0) | {"igual": cuantos}


@pytest.mark.parametrize("acto", DE_PERSONAS)
def test_what_is_of_people_no_system_does(reparto: Reparto, acto: str) -> None:
    situacion = "recurrida" if acto.endswith("recurso") else "revisada" if acto == "firmar" else "en_revision"
    caso = reparto.bring(situacion)
    assert reparto.sistema.post(f"{caso.ruta}{acto}/", reparto.build_cuerpo(acto)).status_code == 403


def test_a_case_is_found_by_the_number_of_its_institution(reparto: Reparto) -> None:
    caso, _ = reparto.file(), reparto.file()
    reparto.act(caso, "numerar")
    for quien, cuantos in ((reparto.sistema, 1), (reparto.sistema_ajeno, 0)):
        hallados = quien.get("solicitudes/", {"expediente_interno": "UI-15-2026"}).json()["results"]
        assert [s["folio"] for s in hallados] == [caso.folio] * cuantos


def test_a_file_that_was_damaged_on_the_way_is_not_kept(reparto: Reparto) -> None:
    caso = reparto.bring("en_tramite")
    leida = {"If-Match": '"2"'}
    archivo = {"archivo": ("datos.csv", b"a,b\n1,2\n"), "sha256": (None, "0" * 64)}
    respuesta = reparto.sistema.web.post(
        f"/api/v1/{caso.ruta}documentos/", _as_formulario(archivo), headers=reparto.sistema.cabeceras | leida
    )
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (422, "huella-no-coincide")
    assert reparto.sistema.get(caso.ruta).json()["version"] == 2


def _as_formulario(partes: dict[str, tuple[str | None, Any]]) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {nombre: SimpleUploadedFile(archivo, valor) if archivo else valor for nombre, (archivo, valor) in partes.items()}


def test_fifty_institutions_are_asked_at_once_and_one_more_is_too_many(reparto: Reparto) -> None:
    """Each with its own folio and outcome in the answer; the same key again answers the same, and files nothing twice."""
    from solicitudes.models import Institucion, Solicitud

    Institucion.objects.bulk_create(Institucion(codigo=f"PRUEBA-{n}", nombre=f"Institución {n}", tipo="Prueba") for n in range(51))
    codigos = [f"PRUEBA-{n}" for n in range(51)]
    cuerpo = {"descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}}
    llave = {"Idempotency-Key": "cincuenta"}
    primera = reparto.nadie.post("solicitudes/", cuerpo | {"instituciones": codigos[:50]}, **llave)
    assert primera.status_code == 201
    assert [s["institucion"] for s in primera.json()["solicitudes"]] == codigos[:50]
    assert len({s["folio"] for s in primera.json()["solicitudes"]}) == 50
    otra = reparto.nadie.post("solicitudes/", cuerpo | {"instituciones": codigos[:50]}, **llave)
    assert (otra.json(), otra.headers["Idempotency-Replayed"]) == (primera.json(), "true")
    demasiadas = reparto.nadie.post("solicitudes/", cuerpo | {"instituciones": codigos})
    assert (demasiadas.status_code, Solicitud.objects.count()) == (422, 50)
