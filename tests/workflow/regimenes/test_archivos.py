"""What a regime file may say: nothing unknown, nothing without provenance, nothing invented; and how one law extends another."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.workflow.regimenes.casos import PAISES, REGIMENES
from workflow.calculadora import CasoInvalidoError, calcular
from workflow.eventos import TipoSolicitud
from workflow.lector import parse_regimen, review_regimen
from workflow.ley import LecturaInvalidaError, TipoNoPrevistoError
from workflow.regimen import Certeza, RegimenDesconocidoError, RegimenInvalidoError, get_regimen, get_regimen_vigente, load_regimenes

MINIMO = """
id = "xx-ley"
version = 1
nombre = "Ley de prueba"
jurisdiccion = "XX"
zona_horaria = "America/Guatemala"
idiomas = ["es"]
calendario = "gt"

[plazos.resolucion]
dias = 10
unidad = "habiles"
articulo = "1"
fuente = "Ley de prueba"
certeza = "por_verificar"
"""
HOJA = 'articulo = "2"\nfuente = "Ley de prueba"\ncerteza = "por_verificar"\n'
ESTADO = Path(__file__).with_name("mx-estado-de-ejemplo.toml")


def _problemas(texto: str, **opciones: Any) -> dict[str, str]:
    regimen, problemas = review_regimen(texto, archivo="prueba.toml", **opciones)
    assert (regimen is None) is bool(problemas)
    return {problema.campo: problema.detalle for problema in problemas}


def test_minimal_regime_is_enough_and_has_the_general_rules() -> None:
    regimen = parse_regimen(MINIMO, archivo="prueba.toml")
    assert list(regimen.terminos) == ["resolucion"]
    assert regimen.reglas["prorroga.veces"].valor == 1
    assert regimen.reglas["prorroga.veces"].procedencia is None
    assert regimen.reglas["silencio.efecto"].valor is None
    assert not regimen.recursos and not regimen.lecturas
    assert regimen.in_force_on(date(1990, 1, 1))
    with pytest.raises(TipoNoPrevistoError):
        regimen.term_for(TipoSolicitud.DATOS_ACCESO)
    with pytest.raises(LecturaInvalidaError, match="ninguno"):
        regimen.choose_lecturas({"D3": "suspension"})


MALOS = [
    pytest.param(MINIMO.replace('articulo = "1"\n', ""), "plazos.resolucion.articulo", "falta", id="sin artículo"),
    pytest.param(MINIMO.replace('articulo = "1"', 'articulo = " "'), "plazos.resolucion", "vacíos", id="artículo vacío"),
    pytest.param(MINIMO.replace('"por_verificar"', '"seguro"'), "plazos.resolucion.certeza", "«seguro»", id="certeza que no existe"),
    pytest.param(MINIMO.replace("dias = 10", "dias = 0"), "plazos.resolucion.dias", "1 o más", id="cero días"),
    pytest.param(MINIMO.replace("dias = 10", "dias = true"), "plazos.resolucion.dias", "número entero", id="días que no son número"),
    pytest.param(MINIMO.replace("dias = 10", "dais = 10"), "plazos.resolucion.dais", "clave desconocida", id="clave mal escrita"),
    pytest.param(MINIMO.replace('"habiles"', '"semanas"'), "plazos.resolucion.unidad", "«semanas»", id="unidad que no existe"),
    pytest.param(
        MINIMO.replace("plazos.resolucion", "plazos.respuesta"), "plazos.respuesta", "clave desconocida", id="plazo que no existe"
    ),
    pytest.param(MINIMO.replace("plazos.resolucion", "plazos.prorroga"), "plazos.resolucion", "falta", id="sin plazo de respuesta"),
    pytest.param(MINIMO.replace('nombre = "Ley de prueba"\n', ""), "nombre", "falta", id="sin nombre"),
    pytest.param(MINIMO.replace("America/Guatemala", "America/Xibalba"), "zona_horaria", "Xibalba", id="zona que no existe"),
    pytest.param(MINIMO.replace('calendario = "gt"', 'calendario = "zz"'), "calendario", "«zz»", id="calendario que no existe"),
    pytest.param(MINIMO.replace("version = 1", 'version = 1\nsecreto = "x"'), "secreto", "clave desconocida", id="clave de cabecera"),
    pytest.param(
        MINIMO.replace("version = 1", "version = 1\nvigente_desde = 2020-01-02\nvigente_hasta = 2020-01-01"),
        "vigente_hasta",
        "anterior",
        id="vigencia al revés",
    ),
    pytest.param(MINIMO + f'[silencio.efecto]\nvalor = "olvido"\n{HOJA}', "silencio.efecto.valor", "«olvido»", id="silencio que no existe"),
    pytest.param(MINIMO + f"[prorroga.veces]\nvalor = 0\n{HOJA}", "prorroga.veces.valor", "mayores que cero", id="cero prórrogas"),
    pytest.param(MINIMO + f"[prorroga.factor]\nvalor = 1\n{HOJA}", "prorroga.factor.valor", "ningún día", id="factor que no alarga"),
    pytest.param(
        MINIMO + f'[plazos.prorroga]\ndias = 5\nunidad = "habiles"\n{HOJA}[prorroga.factor]\nvalor = 2\n{HOJA}',
        "prorroga.factor",
        "una sola manera",
        id="dos prórrogas",
    ),
    pytest.param(
        MINIMO + f'[plazos.aviso_prorroga]\ndias = 2\nunidad = "habiles"\n{HOJA}',
        "plazos.aviso_prorroga",
        "no hay prórroga",
        id="aviso sin prórroga",
    ),
    pytest.param(
        MINIMO + f'[plazos.afirmativa_ficta]\ndias = 2\nunidad = "habiles"\n{HOJA}',
        "plazos.afirmativa_ficta",
        "«entrega»",
        id="ficta sin entrega",
    ),
    pytest.param(
        MINIMO + f'[lecturas.x]\nnombre = "efecto_de_la_aclaracion"\npregunta = "¿?"\nvalor = "magia"\nopciones = ["magia"]\n{HOJA}',
        "lecturas.x.opciones",
        "«magia»",
        id="lectura que el cómputo no conoce",
    ),
    pytest.param(
        MINIMO + f'[lecturas.x]\nnombre = "otra"\npregunta = "¿?"\nvalor = "c"\nopciones = ["a", "b"]\n{HOJA}',
        "lecturas.x.valor",
        "no está entre sus opciones",
        id="lectura fuera de sus opciones",
    ),
    pytest.param(
        MINIMO + f'[[condiciones]]\nplazo = "resolucion"\nsi = "luna_llena"\nvalor = true\ndias = 3\nunidad = "habiles"\n{HOJA}',
        "condiciones.0.si",
        "luna_llena",
        id="condición que no existe",
    ),
    pytest.param(
        MINIMO + f'[[condiciones]]\nplazo = "prorroga"\nsi = "disponible"\nvalor = true\ndias = 3\nunidad = "habiles"\n{HOJA}',
        "condiciones.0.plazo",
        "no admite condiciones",
        id="condición sobre otro plazo",
    ),
    pytest.param(
        MINIMO + f'[recursos.uno]\nnombre = "Uno"\nforo = "plaza"\n{HOJA}', "recursos.uno.foro", "«plaza»", id="foro que no existe"
    ),
    pytest.param(
        MINIMO + f'[recursos.uno]\nnombre = "Uno"\nforo = "tribunal"\nrequiere = ["dos"]\n{HOJA}',
        "recursos.uno.requiere",
        "más arriba",
        id="recurso que requiere otro que no está",
    ),
    pytest.param(MINIMO + "plazo = \n", "", "no es TOML", id="no es TOML"),
    pytest.param(MINIMO.replace("version = 1", 'version = 1\nextends = "zz-ley"'), "extends", "zz-ley", id="extiende lo que no existe"),
]


@pytest.mark.parametrize(("texto", "campo", "razon"), MALOS)
def test_wrong_file_is_refused_by_its_name_key_and_reason(texto: str, campo: str, razon: str) -> None:
    problemas = _problemas(texto)
    assert razon in problemas[campo]
    assert problemas[campo].startswith("prueba.toml: ")
    with pytest.raises(RegimenInvalidoError) as error:
        parse_regimen(texto, archivo="prueba.toml")
    assert error.value.codigo == "regimen-invalido"


def test_every_problem_of_a_file_is_told_at_once() -> None:
    texto = MINIMO.replace("dias = 10", "dias = -1").replace('idiomas = ["es"]', 'idiomas = "es"').replace("America/", "")
    texto += f'[plazos.prorroga]\ndias = 5\nunidad = "lunas"\n{HOJA}[silencio.efecto]\nvalor = "olvido"\n{HOJA}'
    assert set(_problemas(texto)) == {
        "idiomas",
        "zona_horaria",
        "plazos.resolucion.dias",
        "plazos.prorroga.unidad",
        "silencio.efecto.valor",
    }


# ── the files that ship ───────────────────────────────────────────────────────


def test_every_country_ships_and_answers_to_its_alias() -> None:
    alias = {regimen.alias: regimen.id for regimen in load_regimenes().values()}
    assert set(alias) == {"gt", *PAISES}
    assert all(id.startswith(f"{dos}-") for dos, id in alias.items())
    assert get_regimen_vigente("mx", fecha=date(2026, 1, 1)) is get_regimen("mx-lgtaip", 1)
    with pytest.raises(RegimenDesconocidoError):
        get_regimen_vigente("mx", fecha=date(2025, 3, 19))


def test_guatemala_keeps_all_its_readings() -> None:
    assert list(get_regimen("gt-laip", 1).lecturas) == [*(f"D{n}" for n in range(1, 17)), "recibida_en_inhabil", "hora_de_corte"]


@pytest.mark.parametrize("ruta", sorted(REGIMENES.glob("*.toml")), ids=lambda ruta: ruta.stem)
def test_file_is_named_after_its_regime_and_every_leaf_says_how_sure_it_is(ruta: Path) -> None:
    regimen = parse_regimen(ruta.read_text(encoding="utf-8"), archivo=ruta.name)
    assert ruta.stem == regimen.id
    hojas = [*regimen.terminos.values(), *regimen.lecturas.values(), *regimen.recursos.values(), *(c.termino for c in regimen.condiciones)]
    hojas += [regla for regla in regimen.reglas.values() if regla.procedencia]
    for hoja in hojas:
        assert hoja.procedencia and hoja.procedencia.certeza in Certeza
        # What was found says in which source, by its key; what was not says in which law it should be looked for.
        assert (hoja.procedencia.certeza is not Certeza.HALLADO) or hoja.procedencia.fuente.startswith("F")


# ── extends ───────────────────────────────────────────────────────────────────


def test_state_law_is_its_country_s_with_some_leaves_of_its_own() -> None:
    federal, estado = get_regimen("mx-lgtaip", 1), parse_regimen(ESTADO.read_text(encoding="utf-8"), archivo=ESTADO.name)
    assert (estado.id, estado.alias, estado.jurisdiccion, estado.zona) == ("mx-estado-de-ejemplo", "", "MX", federal.zona)
    assert (federal.terminos["resolucion"].dias, estado.terminos["resolucion"].dias) == (20, 15)
    assert estado.terminos["resolucion"].procedencia.certeza is Certeza.POR_VERIFICAR
    assert estado.terminos["aclaracion"] == federal.terminos["aclaracion"]
    assert "prorroga" in federal.terminos and "prorroga" not in estado.terminos
    assert list(estado.recursos) == list(federal.recursos)
    assert estado.lecturas == federal.lecturas


def test_a_later_version_of_the_parent_does_not_change_the_child(tmp_path: Path) -> None:
    padre = MINIMO.replace("version = 1", "version = 1\nvigente_desde = 2020-01-01")
    nuevo = MINIMO.replace("version = 1", "version = 2\nvigente_desde = 2024-01-01").replace("dias = 10", "dias = 7")
    (tmp_path / "xx-ley.toml").write_text(padre, encoding="utf-8")
    (tmp_path / "xx-ley-2.toml").write_text(nuevo, encoding="utf-8")

    def dias(desde: str) -> int:
        hijo = f'extends = "xx-ley"\nid = "xx-hija"\nversion = 1\nnombre = "Hija"\n{desde}'
        return parse_regimen(hijo, archivo="hija.toml", carpeta=tmp_path).terminos["resolucion"].dias

    assert [dias("vigente_desde = 2022-01-01"), dias("vigente_desde = 2025-01-01"), dias("")] == [10, 7, 10]


@pytest.mark.parametrize(
    ("texto", "campo"),
    [
        pytest.param('extends = "xx-ley"\nnombre = "Hija"', "id", id="sin identidad propia"),
        pytest.param('extends = "xx-ley"\nid = "a"\nnombre = "H"\nquita = ["plazos.prorroga"]', "quita", id="quita lo que no está"),
        pytest.param('extends = "xx-ley"\nid = "a"\nnombre = "H"\nquita = "plazos"', "quita", id="quita que no es lista"),
        pytest.param('extends = "xx-ciclo"\nid = "xx-ciclo"\nnombre = "H"', "extends", id="se extiende a sí mismo"),
        pytest.param(
            'extends = "xx-ley"\nid = "a"\nnombre = "H"\nquita = ["plazos.resolucion"]', "plazos.resolucion", id="quita lo esencial"
        ),
    ],
)
def test_wrong_inheritance_is_refused(tmp_path: Path, texto: str, campo: str) -> None:
    (tmp_path / "xx-ley.toml").write_text(MINIMO, encoding="utf-8")
    (tmp_path / "xx-ciclo.toml").write_text('extends = "xx-ciclo"\nid = "xx-ciclo"\nnombre = "Ciclo"', encoding="utf-8")
    assert campo in _problemas(texto, carpeta=tmp_path)


# ── what the calculator adds ──────────────────────────────────────────────────


def _caso(pais: str, **resto: Any) -> dict[str, Any]:
    presentada = datetime(2026, 5, 4, 15, tzinfo=UTC).isoformat()
    return {"regimen": pais, "tipo": "acceso", "eventos": [{"tipo": "presentada", "fecha_hora": presentada}], "al": presentada} | resto


def test_other_remedies_are_listed_on_demand_with_their_graph() -> None:
    assert "otros_recursos" not in calcular(_caso("ar"))
    (judicial,) = calcular(_caso("ar", otros_recursos=True))["otros_recursos"]
    assert (judicial["foro"], judicial["requiere"], judicial["alternativa_a"]) == ("tribunal", [], ["aaip"])
    assert judicial["plazos"]["interposicion"]["dias"] == 40
    comisionado, tribunal = calcular(_caso("uk", otros_recursos=True))["otros_recursos"]
    assert (comisionado["requiere"], tribunal["requiere"]) == (["revision"], ["comisionado"])
    assert tribunal["plazos"]["interposicion"] == {"dias": 28, "unidad": "calendario", "articulo": "artículo por verificar"}


@pytest.mark.parametrize(
    ("resto", "campo"),
    [
        ({"atributos": {"luna": True}}, "atributos/luna"),
        ({"atributos": {"antiguedad_anios": True}}, "atributos/antiguedad_anios"),
        ({"atributos": {"antiguedad_anios": -1}}, "atributos/antiguedad_anios"),
        ({"atributos": {"disponible": 1}}, "atributos/disponible"),
        ({"atributos": []}, "atributos"),
        ({"otros_recursos": "sí"}, "otros_recursos"),
        ({"calendario": {"municipio": "0101"}}, "calendario/municipio"),
    ],
)
def test_fact_that_cannot_be_read_is_refused_where_it_fails(resto: dict[str, Any], campo: str) -> None:
    with pytest.raises(CasoInvalidoError) as error:
        calcular(_caso("sv", **resto))
    assert error.value.campo == campo
