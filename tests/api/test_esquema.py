"""The schema and its page: OpenAPI 3.1 without warnings, nothing from elsewhere, and no operation that no test has judged."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.http import HttpResponse

from config import reloj
from notifications.relevo import drenar
from solicitudes.models import Suscripcion
from tests.api.cliente import Cliente
from tests.api.contrato import find_operacion, list_operaciones, read_esquema
from tests.api.reparto import ACTOS, AHORA, CONSENTIMIENTO, Reparto
from tests.api.test_calcular import CASO
from tests.api.test_lecturas import ELECCION
from tests.api.test_reservas import ENTRADA, LEVANTAMIENTO, PRORROGA
from tests.api.test_tarifas import TARIFA
from tests.api.test_tokens import NUEVO, enter
from tests.api.test_visibilidad import DE_CLIENTES, PUERTAS, undone


def test_the_schema_is_valid_and_without_warnings(tmp_path: Path) -> None:
    archivo = tmp_path / "esquema.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(archivo))
    assert archivo.read_text(encoding="utf-8").startswith("openapi: 3.1.0")


def test_the_schema_is_served_as_yaml_and_as_json(db: None) -> None:
    assert Cliente().get("esquema/").content.startswith(b"openapi: 3.1.0")
    respuesta = Cliente().get("esquema/", {"format": "json"})
    assert json.loads(respuesta.content)["openapi"] == "3.1.0"


def test_the_schema_speaks_openapi_3_1() -> None:
    """`nullable` is of 3.0 and means nothing here."""
    assert '"nullable"' not in json.dumps(read_esquema())


def test_each_operation_has_a_name_and_its_refusals() -> None:
    for ruta, metodo in list_operaciones():
        operacion = read_esquema()["paths"][ruta][metodo]
        assert operacion["summary"] and operacion["operationId"] and operacion["tags"], (ruta, metodo)
        if "{folio}" in ruta:
            assert "application/problem+json" in operacion["responses"]["404"]["content"], (ruta, metodo)


def test_nothing_asks_for_a_reason() -> None:
    """LAIP art. 41."""
    campos = read_esquema()["components"]["schemas"]["PresentarRequest"]["properties"]
    assert not {"motivo", "razon", "interes", "dpi", "cui"} & set(campos)


def call_reservas(reparto: Reparto) -> list[HttpResponse]:
    """The register, from an entry to its end."""
    entrada = reparto.autoridad.post("reservas/", ENTRADA)
    ruta = f"reservas/{entrada.json()['id']}/"
    return [
        entrada,
        reparto.nadie.get("reservas/"),
        reparto.nadie.get(ruta),
        reparto.autoridad.post(f"{ruta}prorrogar/", PRORROGA),
        reparto.autoridad.post(f"{ruta}levantar/", LEVANTAMIENTO),
    ]


def call_ensayo(reparto: Reparto) -> HttpResponse:
    """The clock of a rehearsal, moved by its client."""
    ensayo = reparto.accredit("Ensayo", "solicitudes:presentar", "solicitudes:leer", prueba=True)
    solicitante = {"nombre": "Eva"}
    peticion = {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", "solicitante": solicitante, "consentimiento": CONSENTIMIENTO}
    folio = ensayo.post("solicitudes/", peticion).json()["solicitudes"][0]["folio"]
    return ensayo.post(f"solicitudes/{folio}/adelantar/", {"dias": 1})


def call_tokens(reparto: Reparto) -> list[HttpResponse]:
    """A token of hers from its making to its end."""
    hecho = enter(reparto.oficial).post("tokens/", NUEVO)
    return [hecho, reparto.oficial.get("tokens/"), reparto.oficial.request("DELETE", f"tokens/{hecho.json()['id']}/")]


def test_every_operation_answers_as_the_schema_says(reparto: Reparto) -> None:
    """Each is called until it succeeds; the client holds every answer against the schema."""
    respuestas = [
        reparto.oficial.get("solicitudes/"),
        reparto.nadie.get("instituciones/"),
        reparto.nadie.get("instituciones/directorio.csv"),
        reparto.nadie.get("instituciones/directorio.json"),
        reparto.nadie.get("recursos/decisiones/"),
        reparto.nadie.post("instituciones/sugerir/", {"texto": "salud"}),
        reparto.nadie.post("plazos/calcular/", CASO),
        reparto.nadie.get("verificar/0000-0000-0000-0000/"),
        *call_calendario(reparto),
        *call_suscripciones(reparto),
        *call_reservas(reparto),
        *call_tokens(reparto),
        call_ensayo(reparto),
        reparto.autoridad.post("tarifas/", TARIFA),
        reparto.nadie.get("tarifas/"),
        reparto.autoridad.post("instituciones/MSPAS/lecturas/", ELECCION),
        reparto.nadie.get("instituciones/MSPAS/lecturas/"),
        reparto.nadie.get("instituciones/MSPAS/"),
        reparto.nadie.post("solicitudes/", {"instituciones": ["MSPAS"], "descripcion": "¿Cuánto?", "solicitante": {"nombre": "Eva"}}),
    ]
    for puerta in (p for p in PUERTAS if p.quienes):
        caso = reparto.bring(puerta.situacion)
        if puerta.nombre == "documento":
            drenar(ahora=reloj.ahora())
        quien = next(n for n in ("oficial", *puerta.quienes) if n in puerta.quienes)
        respuestas.append(puerta.call(reparto, reparto.who(quien, caso), caso))
    for respuesta in respuestas:
        assert respuesta.status_code < 300
        respuesta.getvalue()
    assert {find_operacion(r) for r in respuestas} == list_operaciones()


def call_calendario(reparto: Reparto) -> list[HttpResponse]:
    """A day closed by the top authority, seen by everybody, and opened again."""
    dia = {"fecha": "2026-06-15", "nombre": "Traslado de oficinas", "clase": "inhabil"}
    cuerpo = {"ambito": "institucion:MSPAS", "motivo": "Traslado", "fundamento": "Acuerdo 1-2026", "dias": [dia]}
    registro = reparto.autoridad.post("calendario/actos/", cuerpo)
    revocacion = {"motivo": "No hubo traslado", "fundamento": "Acuerdo 2-2026"}
    return [
        reparto.nadie.get("calendario/"),
        reparto.nadie.get("calendario/actos/"),
        registro,
        reparto.autoridad.post(f"calendario/actos/{registro.json()['numero']}/revocar/", revocacion),
    ]


def call_suscripciones(reparto: Reparto) -> list[HttpResponse]:
    """What the system of an institution asks about the notices that it gets."""
    reparto.sistema.post("suscripciones/", {"url": "https://portal.example/avisos"})
    ruta = {"n": Suscripcion.objects.get().pk}
    respuestas = []
    for _, metodo, hoja, cuerpo in DE_CLIENTES:
        with undone():
            respuestas.append(reparto.sistema.send(metodo, hoja.format(**ruta), cuerpo))
    return respuestas


def test_the_page_of_the_schema_needs_nobody_else(client) -> None:
    respuesta = client.get("/api/v1/docs/")
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 200 and "swagger" in pagina.lower()
    direcciones = re.findall(r'(?:src|href)=["\']([^"\']+)', pagina)
    assert len(direcciones) >= 3
    for direccion in direcciones:
        assert direccion.startswith("/") and not direccion.startswith("//"), direccion
        assert finders.find(direccion.removeprefix("/static/")), direccion
    assert not re.findall(r"https?://(?!testserver)", re.sub(r"<!--.*?-->", "", pagina, flags=re.S))


def test_the_page_of_the_schema_keeps_its_policy(client) -> None:
    politica = client.get("/api/v1/docs/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in politica and "default-src 'self'" in politica
    assert "unsafe-inline" not in client.get("/api/v1/esquema/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("acto", ACTOS)
def test_the_schema_names_each_act(acto: str) -> None:
    assert f"/api/v1/solicitudes/{{folio}}/{acto}/" in read_esquema()["paths"]


def test_the_clock_of_these_tests_stands_still() -> None:
    assert reloj.ahora() == AHORA
