"""/reservas/: anybody reads the register; the top authority of an institution writes in hers (LAIP arts. 10.27 and 23 to 29)."""

from __future__ import annotations

from typing import Any

import pytest

from solicitudes.models import Reserva
from tests.api.cliente import Cliente
from tests.api.reparto import Reparto

ENTRADA: dict[str, Any] = {
    "institucion": "MSPAS",
    "numero": "12-2026",
    "fecha": "2026-01-05",
    "autoridad": "Ministra de Salud",
    "asunto": "Ofertas de la negociación de precios",
    "fuente": "Expediente DGA-7-2026",
    "causal": "estabilidad_economica",
    "justificacion": "La negociación está abierta.",
    "partes": "Folios 12 a 40.",
    "custodia": "Dirección de Adquisiciones",
    "publicacion": "Diario de Centro América, tomo CCCXX, número 7",
    "fecha_publicacion": "2026-01-09",
    "desde": "2026-01-09",
    "hasta": "2026-12-31",
    "ajena_a_violaciones": True,
}
PRORROGA = {
    "numero": "80-2026", "fecha": "2026-03-20", "hasta": "2028-12-31", "justificacion": "Sigue.", "publicacion": "DCA 70",
    "fecha_publicacion": "2026-03-24",
}  # fmt: skip
LEVANTAMIENTO = {"causa": "orden_judicial", "documento": "Amparo 100-2026", "motivo": "Lo ordenó el tribunal.", "desde": "2026-03-25"}
NIEGA = {
    "sentido": "negativa_reservada", "respuesta": "No se entrega.", "motivacion": "Es reservada.", "fundamento": ["LAIP art. 23"],
    "reserva": "12-2026", "dano_excepcion": "Encuadra.", "dano_amenaza": "Amenaza.", "dano_perjuicio": "Perjudica.",
}  # fmt: skip


@pytest.fixture
def autoridad(reparto: Reparto) -> Cliente:
    return reparto.autoridad


def enter(autoridad: Cliente, **cambios: Any) -> dict[str, Any]:
    """A new entry, as the answer shows it."""
    respuesta = autoridad.post("reservas/", ENTRADA | cambios)
    assert respuesta.status_code == 201, respuesta.content
    return respuesta.json()


def test_anybody_reads_what_the_authority_entered(reparto: Reparto, autoridad: Cliente) -> None:
    entrada = enter(autoridad)
    assert (entrada["causal_texto"][:11], entrada["articulo"], entrada["vigente"]) == ("Estabilidad", "23.6", True)
    assert (entrada["prorroga"], entrada["levantamiento"], entrada["ultimo_dia"]) == (None, None, "2026-12-31")
    assert reparto.nadie.get(f"reservas/{entrada['id']}/").json() == entrada
    assert reparto.nadie.get("reservas/").json()["results"] == [entrada]
    assert "persona" not in entrada


def test_the_extension_and_the_lifting_stand_beside_the_entry(reparto: Reparto, autoridad: Cliente) -> None:
    ruta = f"reservas/{enter(autoridad)['id']}/"
    extendida = autoridad.post(f"{ruta}prorrogar/", PRORROGA)
    assert (extendida.status_code, extendida.json()["hasta"], extendida.json()["ultimo_dia"]) == (200, "2026-12-31", "2028-12-31")
    assert extendida.json()["prorroga"] == PRORROGA
    levantada = autoridad.post(f"{ruta}levantar/", LEVANTAMIENTO)
    assert (levantada.status_code, levantada.json()["ultimo_dia"], levantada.json()["vigente"]) == (200, "2026-03-24", False)
    assert reparto.nadie.get(ruta).json()["levantamiento"] == LEVANTAMIENTO


@pytest.mark.parametrize(
    ("pedido", "numeros"),
    [
        ({}, ["3", "2", "1"]),
        ({"institucion": "MSPAS"}, ["3", "2", "1"]),
        ({"institucion": "MINFIN"}, []),
        ({"causal": "ninez"}, ["2"]),
        ({"vigente_el": "2026-02-01"}, ["2", "1"]),
        ({"vigente_el": "2026-12-31"}, ["3", "1"]),
        ({"buscar": "VACUNAS"}, ["3"]),
    ],
    ids=["all", "institution", "another", "ground", "february", "december", "words"],
)
def test_the_register_is_narrowed(reparto: Reparto, autoridad: Cliente, pedido: dict[str, str], numeros: list[str]) -> None:
    enter(autoridad, numero="1")
    enter(autoridad, numero="2", causal="ninez", hasta="2026-03-01", fecha="2026-01-06")
    enter(autoridad, numero="3", fecha="2026-03-02", fecha_publicacion="2026-03-03", desde="2026-03-03", asunto="Compra de vacunas")
    assert [r["numero"] for r in reparto.nadie.get("reservas/", pedido).json()["results"]] == numeros


def test_the_register_goes_by_pages_in_two_queries(reparto: Reparto, autoridad: Cliente, queries: Any) -> None:
    for n in range(5):
        enter(autoridad, numero=str(n))
    autoridad.post(f"reservas/{Reserva.objects.earliest('pk').pk}/prorrogar/", PRORROGA)
    with queries() as hechas:
        pagina = reparto.nadie.get("reservas/", {"limite": 2}).json()
    assert len(hechas) == 1
    vistos = [r["numero"] for r in pagina["results"]]
    while pagina["next"]:
        pagina = reparto.nadie.get(pagina["next"].split("/api/v1/")[1]).json()
        vistos += [r["numero"] for r in pagina["results"]]
    assert vistos == ["4", "3", "2", "1", "0"]


@pytest.mark.parametrize(
    ("quien", "codigo"),
    [
        ("oficial", "acto-no-autorizado"),
        ("jefa", "acto-no-autorizado"),
        ("firmante", "acto-no-autorizado"),
        ("regulador", "acto-no-autorizado"),
        ("oficial_ajena", "acto-no-autorizado"),
        ("sistema", "alcance-insuficiente"),
        ("nadie", "sin-identificacion"),
    ],
)
def test_nobody_else_writes_in_it(reparto: Reparto, autoridad: Cliente, quien: str, codigo: str) -> None:
    ruta = f"reservas/{enter(autoridad)['id']}/"
    cuerpos = {"reservas/": ENTRADA | {"numero": "9"}, f"{ruta}prorrogar/": PRORROGA, f"{ruta}levantar/": LEVANTAMIENTO}
    respuestas = [getattr(reparto, quien).post(direccion, cuerpo) for direccion, cuerpo in cuerpos.items()]
    assert {r.json()["codigo"] for r in respuestas} == {codigo}
    assert Reserva.objects.get().ultimo_dia.isoformat() == "2026-12-31"


@pytest.mark.parametrize(
    ("cambios", "estatus", "codigo"),
    [
        ({"ajena_a_violaciones": False}, 422, "reserva-prohibida"),
        ({"justificacion": ""}, 422, "reserva-incompleta"),
        ({"hasta": "2033-01-05"}, 422, "reserva-excedida"),
        ({"causal": "pudor"}, 422, "datos-invalidos"),
        ({"fecha": "ayer"}, 422, "datos-invalidos"),
        ({"institucion": "MINFIN"}, 403, "acto-no-autorizado"),
        ({"institucion": "NADIE"}, 422, "institucion-desconocida"),
    ],
)
def test_what_the_law_does_not_let_is_refused_with_its_slug(autoridad: Cliente, cambios: dict[str, Any], estatus: int, codigo: str) -> None:
    respuesta = autoridad.post("reservas/", ENTRADA | cambios)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (estatus, codigo)
    assert not Reserva.objects.exists()


def test_twice_is_once(autoridad: Cliente) -> None:
    ruta = f"reservas/{enter(autoridad)['id']}/"
    assert autoridad.post("reservas/", ENTRADA).json()["codigo"] == "reserva-repetida"
    autoridad.post(f"{ruta}prorrogar/", PRORROGA)
    assert autoridad.post(f"{ruta}prorrogar/", PRORROGA).json()["codigo"] == "reserva-ya-prorrogada"
    autoridad.post(f"{ruta}levantar/", LEVANTAMIENTO)
    assert autoridad.post(f"{ruta}levantar/", LEVANTAMIENTO).json()["codigo"] == "reserva-no-vigente"


@pytest.mark.parametrize("cual", ["999", str(2**64)])
def test_an_entry_that_is_not_there(reparto: Reparto, cual: str) -> None:
    assert reparto.nadie.get(f"reservas/{cual}/").status_code == 404


def test_a_case_denied_as_reserved_shows_its_entry(reparto: Reparto, autoridad: Cliente) -> None:
    entrada = enter(autoridad)
    caso = reparto.bring("en_tramite")
    sin_reserva = reparto.oficial.post(f"{caso.ruta}redactar/", NIEGA | {"reserva": ""})
    assert (sin_reserva.status_code, sin_reserva.json()["codigo"]) == (422, "reserva-requerida")
    sin_prueba = reparto.oficial.post(f"{caso.ruta}redactar/", NIEGA | {"dano_amenaza": ""})
    assert (sin_prueba.json()["codigo"], sin_prueba.json()["errores"][0]["pointer"]) == ("prueba-de-dano-incompleta", "/dano_amenaza")
    resolucion = reparto.oficial.post(f"{caso.ruta}redactar/", NIEGA).json()["resolucion"]
    assert resolucion["reserva"] == {k: entrada[k] for k in ("id", "numero", "causal", "desde", "hasta")}
    assert (resolucion["dano_excepcion"], resolucion["causal_confidencial"]) == ("Encuadra.", "")
