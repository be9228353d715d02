"""What is true of every term whatever the case, tried by hypothesis on random calendars, dates and acts."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.workflow.contador_ingenuo import explicar, list_abiertos, list_cerrados
from tests.workflow.ejemplos import get_plazos
from workflow.calculadora import calcular
from workflow.problema import ProblemaError

GUATEMALA = timezone(timedelta(hours=-6))
LEJOS = datetime(2039, 12, 31, 12, tzinfo=GUATEMALA)
# The same examples on every run and machine, and no clock: a slow machine is not a fault of the law.
fijo = settings(derandomize=True, deadline=None)
PRIMERO, ULTIMO = date(2010, 1, 1), date(2036, 12, 31)

fechas = st.dates(PRIMERO, ULTIMO)
momentos = st.builds(datetime.combine, fechas, st.times(max_value=time(23, 59, 59)), st.just(GUATEMALA))
municipios = st.sampled_from([None, "0101", "0301", "0710", "0108"])
tipos = st.sampled_from(["acceso", "datos_acceso", "datos_rectificacion"])


def _dias_cercanos(presentada: date) -> st.SearchStrategy[list[dict[str, str]]]:
    """Days of the two months after a filing, where one more closed or open day matters."""
    saltos = st.lists(st.integers(0, 60), max_size=8, unique=True)
    return saltos.map(lambda ns: [{"fecha": (presentada + timedelta(days=n)).isoformat(), "motivo": f"Cierre {n}"} for n in ns])


@st.composite
def casos(draw: st.DrawFn) -> dict[str, Any]:
    """A case just filed, with a calendar of its own; no day is declared both open and closed."""
    presentada = draw(momentos)
    inhabiles = draw(_dias_cercanos(presentada.date()))
    cerrados = {dia["fecha"] for dia in inhabiles}
    habiles = [dia for dia in draw(_dias_cercanos(presentada.date())) if dia["fecha"] not in cerrados]
    calendario: dict[str, Any] = {"base": draw(st.booleans()), "inhabiles": inhabiles, "habiles": habiles}
    if municipio := draw(municipios):
        calendario["municipio"] = municipio
    return {
        "regimen": "gt-laip",
        "tipo": draw(tipos),
        "calendario": calendario,
        "lecturas": {},
        "eventos": [{"tipo": "presentada", "fecha_hora": presentada.isoformat()}],
        "al": presentada.isoformat(),
    }


def _resolucion(caso: dict[str, Any]) -> dict[str, Any]:
    return get_plazos(calcular(caso))["resolucion"]


def _add(caso: dict[str, Any], *, tipo: str, fecha: date, **datos: Any) -> dict[str, Any]:
    """The case with one act more, at the last second of that day."""
    cuando = datetime.combine(fecha, time(23, 59, 59), GUATEMALA).isoformat()
    return caso | {"eventos": [*caso["eventos"], {"tipo": tipo, "fecha_hora": cuando, **datos}], "al": cuando}


@fijo
@given(casos())
def test_engine_agrees_with_the_naive_counter_day_by_day(caso: dict[str, Any]) -> None:
    plazo = _resolucion(caso)
    desde = datetime.fromisoformat(caso["eventos"][0]["fecha_hora"]).date()
    cerrados, abiertos = list_cerrados(caso["calendario"]), list_abiertos(caso["calendario"])
    recorrido = explicar(desde=desde, dias=plazo["dias"], cerrados=cerrados, abiertos=abiertos)
    contados = [(fecha.isoformat(), valor if isinstance(valor, int) else None) for fecha, valor in recorrido]
    assert [(dia["fecha"], dia.get("dia")) for dia in plazo["explicacion"]] == contados
    assert (plazo["desde"], plazo["vence"]) == (desde.isoformat(), contados[-1][0])


@fijo
@given(casos())
def test_vence_is_an_open_day_after_desde_with_as_many_counted_days(caso: dict[str, Any]) -> None:
    plazo = _resolucion(caso)
    vence = date.fromisoformat(plazo["vence"])
    abierto = vence in list_abiertos(caso["calendario"]) or (vence.weekday() < 5 and vence not in list_cerrados(caso["calendario"]))
    assert abierto
    assert plazo["vence"] > plazo["desde"]
    assert sum("dia" in dia for dia in plazo["explicacion"]) == plazo["dias"]


@fijo
@given(casos(), st.integers(0, 60))
def test_one_closed_day_more_never_shortens(caso: dict[str, Any], salto: int) -> None:
    fecha = (datetime.fromisoformat(caso["al"]).date() + timedelta(days=salto)).isoformat()
    assume(fecha not in {dia["fecha"] for dia in caso["calendario"]["habiles"]})
    inhabiles = [*caso["calendario"]["inhabiles"], {"fecha": fecha, "motivo": "Duelo nacional"}]
    cerrado = caso | {"calendario": caso["calendario"] | {"inhabiles": inhabiles}}
    assert _resolucion(cerrado)["vence"] >= _resolucion(caso)["vence"]


@fijo
@given(casos(), st.integers(1, 10), st.data())
def test_extension_lengthens_by_the_days_it_gives(caso: dict[str, Any], dias: int, data: st.DataObject) -> None:
    caso = caso | {"tipo": "acceso"}
    primero = _resolucion(caso)
    contados = [dia["fecha"] for dia in primero["explicacion"] if "dia" in dia]
    avisada = date.fromisoformat(data.draw(st.sampled_from(contados)))
    plazo = _resolucion(_add(caso, tipo="prorrogada", fecha=avisada, dias=dias))
    assert plazo["vence"] > primero["vence"]
    assert (plazo["desde"], plazo["dias"]) == (primero["desde"], primero["dias"] + dias)
    assert plazo["explicacion"][: len(primero["explicacion"])] == primero["explicacion"]


@fijo
@given(casos(), st.integers(0, 60), st.integers(0, 40))
def test_suspension_stops_the_days_after_it_up_to_the_resumption(caso: dict[str, Any], salto: int, espera: int) -> None:
    desde = datetime.fromisoformat(caso["al"]).date()
    suspendida = desde + timedelta(days=salto)
    reanudada = suspendida + timedelta(days=espera)
    sin_suspender = _resolucion(caso)
    detenido = _add(_add(caso, tipo="suspendida", fecha=suspendida, motivo="Terremoto"), tipo="reanudada", fecha=reanudada, motivo="Fin")
    cerrados, abiertos = list_cerrados(caso["calendario"]), list_abiertos(caso["calendario"])
    detenidos = frozenset(suspendida + timedelta(days=n + 1) for n in range(espera))
    dias = sin_suspender["dias"]
    recorrido = explicar(desde=desde, dias=dias, cerrados=cerrados, abiertos=abiertos, detenidos=detenidos)
    vencida_antes = suspendida.isoformat() >= sin_suspender["vence"]
    assert _resolucion(detenido)["vence"] == (sin_suspender["vence"] if vencida_antes else recorrido[-1][0].isoformat())


@fijo
@given(casos(), st.integers(0, 40))
def test_later_filing_never_ends_earlier(caso: dict[str, Any], salto: int) -> None:
    presentada = datetime.fromisoformat(caso["al"]) + timedelta(days=salto)
    evento = caso["eventos"][0] | {"fecha_hora": presentada.isoformat()}
    despues = caso | {"eventos": [evento], "al": presentada.isoformat()}
    assert _resolucion(despues)["vence"] >= _resolucion(caso)["vence"]


@fijo
@given(casos(), st.integers(0, 90))
def test_al_changes_states_but_no_date(caso: dict[str, Any], salto: int) -> None:
    def dates(al: datetime) -> dict[str, Any]:
        plazos = get_plazos(calcular(caso | {"al": al.isoformat()}))
        return {clave: {campo: plazo[campo] for campo in plazo if campo != "estado"} for clave, plazo in plazos.items()}

    presentada = datetime.fromisoformat(caso["al"])
    antes, despues = dates(presentada), dates(presentada + timedelta(days=salto))
    assert {clave: despues[clave] for clave in antes} == antes


@fijo
@given(casos(), st.randoms(use_true_random=False))
def test_order_of_keys_and_empty_readings_change_nothing(caso: dict[str, Any], azar: Any) -> None:
    def shuffle(valor: Any) -> Any:
        if isinstance(valor, list):
            return [shuffle(parte) for parte in valor]
        if not isinstance(valor, dict):
            return valor
        claves = list(valor)
        azar.shuffle(claves)
        return {clave: shuffle(valor[clave]) for clave in claves}

    sin_lecturas = {clave: valor for clave, valor in caso.items() if clave != "lecturas"}
    assert calcular(shuffle(caso)) == calcular(caso) == calcular(sin_lecturas)


@fijo
@given(casos(), st.integers(0, 9), st.integers(0, 14), st.sampled_from(["confirma", "revoca", "modifica"]))
def test_more_events_never_change_a_term_already_fulfilled(caso: dict[str, Any], dia: int, espera: int, sentido: str) -> None:
    contados = [paso["fecha"] for paso in _resolucion(caso)["explicacion"] if "dia" in paso]
    resuelto = _add(caso, tipo="resolucion_notificada", fecha=date.fromisoformat(contados[dia]), sentido="inexistencia")
    recurrible = [paso["fecha"] for paso in get_plazos(calcular(resuelto))["recurso_interposicion"]["explicacion"] if "dia" in paso]
    recurrido = _add(resuelto, tipo="recurso_interpuesto", fecha=date.fromisoformat(recurrible[espera]))
    decidido = _add(recurrido, tipo="recurso_notificado", fecha=date.fromisoformat(recurrido["al"][:10]), sentido=sentido)
    finales: dict[str, Any] = {}
    for prefijo in (resuelto, recurrido, decidido):
        plazos = get_plazos(calcular(prefijo | {"al": LEJOS.isoformat()}))
        assert {clave: plazos[clave] for clave in finales} == finales
        finales = {clave: plazo for clave, plazo in plazos.items() if plazo["estado"].startswith("cumplido")}
    assert set(finales) >= {"resolucion", "recurso_interposicion", "recurso_resolucion"}


@fijo
@given(casos(), st.integers(1, 90), st.integers(0, 30), st.sampled_from(["entrega_total", "inexistencia"]))
def test_late_answer_never_changes_an_appeal_already_filed(caso: dict[str, Any], demora: int, espera: int, sentido: str) -> None:
    vence = date.fromisoformat(_resolucion(caso)["vence"])
    recurrido = _add(caso, tipo="recurso_interpuesto", fecha=vence + timedelta(days=demora))
    respondido = _add(recurrido, tipo="resolucion_notificada", fecha=vence + timedelta(days=demora + espera), sentido=sentido)
    antes, despues = (get_plazos(calcular(uno | {"al": respondido["al"]})) for uno in (recurrido, respondido))
    assert despues["resolucion"]["estado"] == "cumplido_tarde"
    assert despues["recurso_interposicion"] == antes["recurso_interposicion"]
    assert despues["recurso_resolucion"] == antes["recurso_resolucion"]


hojas = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
json_cualquiera = st.recursive(
    hojas, lambda hijos: st.lists(hijos, max_size=3) | st.dictionaries(st.text(max_size=8), hijos, max_size=3), max_leaves=6
)


def _lugares(valor: Any, camino: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    claves = valor.keys() if isinstance(valor, dict) else range(len(valor)) if isinstance(valor, list) else ()
    return [camino, *(lugar for clave in claves for lugar in _lugares(valor[clave], (*camino, clave)))]


def _answer(caso: dict[str, Any]) -> dict[str, Any]:
    try:
        return calcular(caso)
    except ProblemaError as problema:
        return {"codigo": problema.codigo, "detalle": problema.detalle}


@fijo
@given(casos(), json_cualquiera, st.data())
def test_any_json_is_answered_or_refused_with_a_problem(caso: dict[str, Any], basura: Any, data: st.DataObject) -> None:
    """Bad input is the caller's to mend: a problem that says where, never a traceback."""
    copia = json.loads(json.dumps(_add(caso, tipo="prorrogada", fecha=datetime.fromisoformat(caso["al"]).date(), dias=3)))
    *camino, ultimo = data.draw(st.sampled_from(_lugares(copia)[1:]))
    destino = copia
    for paso in camino:
        destino = destino[paso]
    destino[ultimo] = basura
    respuesta = _answer(copia)
    assert json.loads(json.dumps(respuesta)) == respuesta
    assert all(respuesta.values())
