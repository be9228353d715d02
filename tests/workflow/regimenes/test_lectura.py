"""A regime as it was written and as it is read: each leaf of each file, and what each slip in a file is told."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.workflow.regimenes.test_archivos import HOJA, MINIMO
from workflow.esquema import REGLAS
from workflow.eventos import TipoSolicitud
from workflow.herencia import CARPETA
from workflow.hojas import Certeza, Foro, Lectura, Procedencia, Termino, Unidad
from workflow.lector import parse_regimen, review_regimen
from workflow.ley import LecturaInvalidaError, Regimen, TipoNoPrevistoError
from workflow.predicados import ATRIBUTOS, holds
from workflow.regimen import RegimenDesconocidoError, RegimenInvalidoError, get_regimen, get_regimen_vigente, load_regimenes

ARCHIVOS = sorted(CARPETA.glob("*.toml"))


def read_procedencia(hoja: dict[str, Any]) -> Procedencia:
    return Procedencia(hoja["articulo"], hoja["fuente"], Certeza(hoja["certeza"]), hoja.get("nota", ""))


def read_termino(hoja: dict[str, Any]) -> Termino:
    return Termino(hoja["dias"], Unidad(hoja["unidad"]), read_procedencia(hoja), hoja.get("unidad_expresa", False))


@pytest.mark.parametrize("archivo", ARCHIVOS, ids=lambda archivo: archivo.stem)
def test_each_leaf_of_a_file_is_in_the_regime_and_nothing_else(archivo: Path) -> None:
    texto = archivo.read_text(encoding="utf-8")
    datos, regimen = tomllib.loads(texto), parse_regimen(texto, archivo=archivo.name)
    cabecera = ("id", "version", "nombre", "jurisdiccion", "calendario")
    assert [getattr(regimen, clave) for clave in cabecera] == [datos[clave] for clave in cabecera]
    assert (str(regimen.zona), regimen.idiomas) == (datos["zona_horaria"], tuple(datos["idiomas"]))
    assert (regimen.alias, regimen.vigente_desde, regimen.vigente_hasta) == (
        datos.get("alias", ""), datos.get("vigente_desde"), datos.get("vigente_hasta"),
    )  # fmt: skip
    recursos = datos.get("recursos", {})
    primero = next(iter(recursos.values()), {})
    propios = {nombre: read_termino(hoja) for nombre, hoja in datos["plazos"].items()}
    del_recurso = {f"recurso_{nombre}": read_termino(hoja) for nombre, hoja in primero.items() if isinstance(hoja, dict)}
    assert dict(regimen.terminos) == propios | del_recurso
    dichas = {f"{grupo}.{hoja}": datos[grupo][hoja] for grupo, hoja in (c.split(".") for c in REGLAS) if hoja in datos.get(grupo, {})}
    for clave, regla in regimen.reglas.items():
        valor = dichas[clave]["valor"] if clave in dichas else REGLAS[clave].general
        assert regla.valor == (tuple(valor) if isinstance(valor, list) else valor), clave
        assert regla.procedencia == (read_procedencia(dichas[clave]) if clave in dichas else None), clave
    assert set(regimen.reglas) == set(REGLAS)
    assert dict(regimen.lecturas) == {
        clave: Lectura(
            clave, hoja["nombre"], hoja["pregunta"], hoja["valor"], tuple(hoja["opciones"]), read_procedencia(hoja), hoja.get("textos", {})
        )
        for clave, hoja in datos.get("lecturas", {}).items()
    }
    assert [(c.plazo, c.predicado, c.valor, c.termino) for c in regimen.condiciones] == [
        (hoja["plazo"], hoja["si"], hoja["valor"], read_termino(hoja)) for hoja in datos.get("condiciones", [])
    ]
    assert list(regimen.recursos) == list(recursos)
    for id, hoja in recursos.items():
        recurso = regimen.recursos[id]
        assert (recurso.id, recurso.nombre, recurso.foro) == (id, hoja["nombre"], Foro(hoja["foro"]))
        assert (recurso.requiere, recurso.alternativa_a) == (tuple(hoja.get("requiere", ())), tuple(hoja.get("alternativa_a", ())))
        assert recurso.procedencia == read_procedencia(hoja)
        assert dict(recurso.plazos) == {nombre: read_termino(plazo) for nombre, plazo in hoja.items() if isinstance(plazo, dict)}


PLAZO = f'dias = 5\nunidad = "habiles"\n{HOJA}'
LECTURA = f'nombre = "otra"\npregunta = "¿?"\nvalor = "a"\nopciones = ["a", "b"]\n{HOJA}'
RECURSO = f'nombre = "Uno"\nforo = "tribunal"\n{HOJA}'
CONDICION = f'plazo = "resolucion"\nsi = "disponible"\nvalor = true\ndias = 0\nunidad = "habiles"\n{HOJA}'

#: (what is wrong, the key that is told, a fact of the complaint).
MALOS = [
    (MINIMO.replace('id = "xx-ley"', "id = 7"), "id", "texto, no «7»"),
    (MINIMO.replace("version = 1", 'version = "1"'), "version", "número entero, no «1»"),
    (MINIMO.replace("version = 1", "version = true"), "version", "número entero, no «True»"),
    (MINIMO.replace('idiomas = ["es"]', 'idiomas = "es"'), "idiomas", "lista, no «es»"),
    (MINIMO.replace("version = 1", "version = 1\nalias = 7"), "alias", "texto, no «7»"),
    (MINIMO.replace("version = 1", 'version = 1\nvigente_desde = "2020"'), "vigente_desde", "fecha, no «2020»"),
    (MINIMO.replace("America/Guatemala", "../etc"), "zona_horaria", "«../etc»"),
    (MINIMO.replace('calendario = "gt"', "calendario = 7"), "calendario", "texto"),
    (MINIMO.replace("[plazos.resolucion]", "[plazos.resolucion.x]"), "plazos.resolucion.x", "se admite: articulo"),
    (MINIMO.replace('fuente = "Ley de prueba"\n', 'fuente = ""\n'), "plazos.resolucion", "vacíos"),
    (MINIMO + "nota = 7\n", "plazos.resolucion.nota", "texto"),
    (MINIMO + 'unidad_expresa = "sí"\n', "plazos.resolucion.unidad_expresa", "verdadero o falso"),
    (MINIMO + "[plazos]\nprorroga = 5\n", "plazos.prorroga", "tabla"),
    (MINIMO.replace("[plazos.resolucion]", "plazos = 7\n[otros]"), "plazos", "tabla"),
    (MINIMO.replace("version = 1", "version = 1\nlecturas = 7"), "lecturas", "tabla"),
    (MINIMO.replace("version = 1", "version = 1\nrecursos = 7"), "recursos", "tabla"),
    (MINIMO.replace("version = 1", "version = 1\ncondiciones = 7"), "condiciones", "lista"),
    (MINIMO.replace("version = 1", "version = 1\nsilencio = 7"), "silencio", "tabla"),
    (MINIMO + f"[plazos.aclaracion]\n{PLAZO}secreto = 1\n", "plazos.aclaracion.secreto", "unidad_expresa"),
    (MINIMO + "[silencio]\nolvido = 1\n", "silencio.olvido", "efecto, tipos"),
    (MINIMO + f'[silencio.efecto]\nvalor = "entrega"\nsecreto = 1\n{HOJA}', "silencio.efecto.secreto", "valor"),
    (MINIMO + f'[silencio.tipos]\nvalor = ["queja", "acceso"]\n{HOJA}', "silencio.tipos.valor", "«queja» no es ninguna de: acceso"),
    (MINIMO + f"[silencio.tipos]\nvalor = 3\n{HOJA}", "silencio.tipos.valor", "lista"),
    (MINIMO + f"[advertencias.dias_antes]\nvalor = [3, 0]\n{HOJA}", "advertencias.dias_antes.valor", "mayores que cero"),
    (MINIMO + f'[advertencias.dias_antes]\nvalor = ["3"]\n{HOJA}', "advertencias.dias_antes.valor", "mayores que cero"),
    (MINIMO + f"[aclaracion.veces]\nvalor = -1\n{HOJA}", "aclaracion.veces.valor", "mayores que cero"),
    (MINIMO + f"[tercero.veto]\nvalor = 1\n{HOJA}", "tercero.veto.valor", "verdadero o falso"),
    (MINIMO + "[tercero]\nveto = true\n", "tercero.veto", "tabla"),
    (MINIMO + f"[lecturas.x]\n{LECTURA}secreto = 1\n", "lecturas.x.secreto", "opciones"),
    (MINIMO + "[lecturas.x]\n" + LECTURA.replace('["a", "b"]', '"a"'), "lecturas.x.opciones", "lista"),
    (MINIMO + "[lecturas.x]\n" + LECTURA.replace('pregunta = "¿?"\n', ""), "lecturas.x.pregunta", "falta"),
    (MINIMO + "[lecturas.x]\n" + LECTURA.replace('"otra"', '"medio_dia"'), "lecturas.x.opciones", "«a, b»; conoce: habil, inhabil"),
    (MINIMO + f"[recursos.uno]\n{RECURSO}secreto = 1\n", "recursos.uno.secreto", "cumplimiento"),
    (MINIMO + f"[recursos.uno]\n{RECURSO}requiere = 1\n", "recursos.uno.requiere", "lista"),
    (MINIMO + f'[recursos.uno]\n{RECURSO}alternativa_a = ["dos"]\n', "recursos.uno.alternativa_a", "«dos»"),
    (MINIMO + f"[recursos.uno]\n{RECURSO}[recursos.uno.resolucion]\ndias = 0\n", "recursos.uno.resolucion.dias", "1 o más"),
    (MINIMO + "[recursos]\nuno = 1\n", "recursos.uno", "tabla"),
    (MINIMO + f"[[condiciones]]\n{CONDICION}secreto = 1\n", "condiciones.0.secreto", "si, valor"),
    (MINIMO + "[[condiciones]]\n" + CONDICION.replace("valor = true", "valor = 1"), "condiciones.0.valor", "verdadero o falso"),
    (MINIMO + "[[condiciones]]\n" + CONDICION.replace("dias = 0", "dias = -1"), "condiciones.0.dias", "0 o más"),
    (MINIMO + f"[[condiciones]]\n{CONDICION}[[condiciones]]\n" + CONDICION.replace('si = "disponible"\n', ""), "condiciones.1.si", "falta"),
    (MINIMO + "[[condiciones]]\n" + CONDICION.replace('"disponible"', '"luna"'), "condiciones.0.si", "anios_mayor_que, disponible"),
    (MINIMO + "[[condiciones]]\n" + CONDICION.replace('"resolucion"', '"prorroga"'), "condiciones.0.plazo", "sólo: resolucion"),
]  # fmt: skip


@pytest.mark.parametrize(("texto", "campo", "hecho"), MALOS, ids=[f"{n}-{campo}" for n, (_, campo, _) in enumerate(MALOS)])
def test_each_slip_is_told_by_its_key(texto: str, campo: str, hecho: str) -> None:
    regimen, problemas = review_regimen(texto, archivo="prueba.toml")
    assert regimen is None
    dichos = {problema.campo: problema.detalle for problema in problemas}
    assert hecho in dichos[campo]
    assert dichos[campo].startswith(f"prueba.toml: {campo}: " if campo else "prueba.toml: ")
    assert dichos[campo].endswith(".")
    assert "XX" not in dichos[campo]
    assert len(dichos) == len(problemas), "none is told twice"


RICO = (
    MINIMO
    + f"""
[plazos.aclaracion]
{PLAZO}unidad_expresa = true
nota = "Expresa."
[[condiciones]]
{CONDICION}
[recursos.uno]
{RECURSO}[recursos.uno.interposicion]
{PLAZO}[recursos.dos]
{RECURSO}requiere = ["uno"]
[advertencias.dias_antes]
valor = [9]
{HOJA}[lecturas.D1]
{LECTURA}"""
)


def test_a_file_that_says_a_little_of_everything() -> None:
    regimen = parse_regimen(RICO, archivo="prueba.toml")
    fuente = Procedencia("2", "Ley de prueba", Certeza.POR_VERIFICAR)
    assert regimen.terminos["aclaracion"] == Termino(
        5, Unidad.HABILES, Procedencia("2", "Ley de prueba", Certeza.POR_VERIFICAR, "Expresa."), True
    )
    assert regimen.terminos["aclaracion"].articulo == "2"
    assert regimen.terminos["recurso_interposicion"] == Termino(5, Unidad.HABILES, fuente)
    assert [r.id for r in regimen.recursos.values()] == ["uno", "dos"]
    assert regimen.primer_recurso is regimen.recursos["uno"]
    assert regimen.reglas["advertencias.dias_antes"].valor == (9,)
    assert regimen.condiciones[0].termino.dias == 0
    assert (regimen.vigente_desde, regimen.alias) == (None, "")


def test_a_law_answers_by_the_name_of_its_leaves() -> None:
    regimen = parse_regimen(RICO, archivo="prueba.toml")
    assert regimen.find_hoja("plazos.aclaracion") is regimen.terminos["aclaracion"]
    assert regimen.find_hoja("plazos.prorroga") is None
    assert regimen.find_hoja("advertencias.dias_antes") is regimen.reglas["advertencias.dias_antes"]
    assert regimen.find_hoja("otra") is regimen.lecturas["D1"]
    assert regimen.find_hoja("nadie") is None


def test_a_fact_of_the_case_chooses_the_first_condition_that_holds() -> None:
    regimen = parse_regimen(RICO, archivo="prueba.toml")
    assert regimen.term_for(TipoSolicitud.ACCESO).dias == 10
    assert regimen.term_for(TipoSolicitud.ACCESO, {"disponible": True}).dias == 0
    assert regimen.term_for(TipoSolicitud.ACCESO, {"disponible": False}).dias == 10
    with pytest.raises(TipoNoPrevistoError) as error:
        regimen.term_for(TipoSolicitud.DATOS_ACCESO, {"disponible": True})
    assert error.value.campo == "tipo"
    assert error.value.detalle == "«Ley de prueba» no tiene plazo para esto: Acceso a datos personales propios."


def test_a_reading_is_chosen_by_its_key_or_its_name() -> None:
    regimen = parse_regimen(RICO, archivo="prueba.toml")
    assert regimen.choose_lecturas({}) == {"D1": "a"}
    assert regimen.choose_lecturas({"D1": "b"}) == regimen.choose_lecturas({"otra": "b"}) == {"D1": "b"}
    for elegida, campo, hecho in (
        ({"D1": "c"}, "lecturas/D1", "«a», «b»"),
        ({"D9": "a"}, "lecturas/D9", "D1"),
        ({"D1": 7}, "lecturas/D1", "«7»"),
    ):
        with pytest.raises(LecturaInvalidaError) as error:
            regimen.choose_lecturas(elegida)  # type: ignore[arg-type]
        assert error.value.campo == campo
        assert hecho in error.value.detalle
    with pytest.raises(LecturaInvalidaError, match="ninguno"):
        parse_regimen(MINIMO, archivo="prueba.toml").choose_lecturas({"D1": "a"})


def test_the_engine_hears_the_general_reading_of_what_the_file_does_not_declare() -> None:
    regimen = parse_regimen(RICO, archivo="prueba.toml")
    nombradas = regimen.name_lecturas({"D1": "b"})
    assert nombradas["otra"] == "b"
    assert (nombradas["unidad_de_los_dias"], nombradas["medio_dia"]) == ("la_del_plazo", "habil")
    assert not regimen.closes_medio_dia({"D1": "a"})
    gt = get_regimen("gt-laip", 1)
    assert [gt.closes_medio_dia(gt.choose_lecturas({"D12": valor})) for valor in ("habil", "inhabil")] == [False, True]


@pytest.mark.parametrize(
    ("valor", "admite"),
    [("16:00", True), ("00:00", True), ("23:59", True), ("ninguna", True), ("HH:MM", False), ("24:00", False), ("9:00", False),
     ("16:60", False), ("16:000", False), ("x16:00", False)],
)  # fmt: skip
def test_an_hour_is_written_with_two_figures_and_two(valor: str, admite: bool) -> None:
    assert get_regimen("gt-laip", 1).lecturas["hora_de_corte"].admits(valor) is admite
    assert not get_regimen("gt-laip", 1).lecturas["D12"].admits("16:00")


VIGENCIA = MINIMO.replace("version = 1", "version = 1\nvigente_desde = 2020-01-02\nvigente_hasta = 2020-12-30")


def test_a_version_holds_from_its_first_day_to_its_last() -> None:
    regimen = parse_regimen(VIGENCIA, archivo="prueba.toml")
    dias = (date(2020, 1, 1), date(2020, 1, 2), date(2020, 12, 30), date(2020, 12, 31))
    assert [regimen.in_force_on(dia) for dia in dias] == [False, True, True, False]
    abierta = parse_regimen(MINIMO, archivo="prueba.toml")
    assert all(abierta.in_force_on(dia) for dia in dias)


def test_the_version_in_force_is_that_of_the_day_where_the_law_holds() -> None:
    """Decreto 57-2008 is in force since 21 April 2009, by the clocks of Guatemala."""
    assert get_regimen_vigente("gt", fecha=datetime(2009, 4, 21, 6, tzinfo=UTC)) is get_regimen("gt-laip", 1)
    assert get_regimen_vigente("gt-laip", fecha=date(2009, 4, 21)).id == "gt-laip"
    for fecha in (datetime(2009, 4, 21, 5, 59, tzinfo=UTC), date(2009, 4, 20)):
        with pytest.raises(RegimenDesconocidoError, match=r"«gt» no estaba vigente el 2\d/04/2009") as error:
            get_regimen_vigente("gt", fecha=fecha)
        assert error.value.campo == "regimen"
    with pytest.raises(RegimenDesconocidoError, match=r"«zz».*gt-laip") as error:
        get_regimen_vigente("zz", fecha=date(2026, 1, 1))
    assert error.value.campo == "regimen"
    with pytest.raises(RegimenDesconocidoError, match="versión 9 del régimen «gt-laip»") as error:
        get_regimen("gt-laip", 9)
    assert error.value.campo == "regimen"


def load_from(carpeta: Path, monkeypatch: pytest.MonkeyPatch, *textos: str) -> dict[tuple[str, int], Regimen]:
    for numero, texto in enumerate(textos):
        (carpeta / f"{numero}.toml").write_text(texto, encoding="utf-8")
    monkeypatch.setattr("workflow.regimen.CARPETA", carpeta)
    return dict(load_regimenes.__wrapped__())


def test_two_files_are_two_laws_or_two_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uno = MINIMO.replace("version = 1", 'version = 1\nalias = "xx"')
    dos = uno.replace("version = 1", "version = 2")
    assert set(load_from(tmp_path, monkeypatch, uno, dos)) == {("xx-ley", 1), ("xx-ley", 2)}
    with pytest.raises(RegimenInvalidoError, match=r"2\.toml: version: xx-ley versión 1"):
        load_from(tmp_path, monkeypatch, uno, dos, uno)
    with pytest.raises(RegimenInvalidoError, match=r"2\.toml: alias: «xx»"):
        load_from(tmp_path, monkeypatch, uno, dos, uno.replace("xx-ley", "yy-ley"))
    sin_alias = MINIMO.replace("xx-ley", "zz-ley")
    assert len(load_from(tmp_path, monkeypatch, MINIMO, sin_alias, sin_alias.replace("version = 1", "version = 2"))) == 3


def test_conditions_and_the_facts_that_they_look_at() -> None:
    """El Salvador, LAIP art. 71: more than five years; Brazil and Costa Rica: what is at hand."""
    assert [holds("antiguedad_anios_mayor_que", 5, {"antiguedad_anios": anios}) for anios in (4, 5, 6)] == [False, False, True]
    assert holds("antiguedad_anios_mayor_que", 5, {}) is False
    assert holds("antiguedad_anios_mayor_que", 0, {}) is False
    assert [holds("disponible", valor, {}) for valor in (True, False)] == [False, True]
    assert [holds("disponible", True, {"disponible": valor}) for valor in (True, False)] == [True, False]
    assert dict(ATRIBUTOS) == {"antiguedad_anios": int, "disponible": bool}


# ── extends ───────────────────────────────────────────────────────────────────

HIJA = 'extends = "xx-ley"\nid = "xx-hija"\nversion = 1\nnombre = "Hija"\n'
PADRE = (
    MINIMO.replace("version = 1", 'version = 3\nalias = "xx"\nvigente_desde = 2020-01-01\nvigente_hasta = 2030-01-01')
    + f"[plazos.aclaracion]\n{PLAZO}"
)


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    (tmp_path / "xx-ley.toml").write_text(PADRE, encoding="utf-8")
    return tmp_path


def test_a_child_has_its_own_name_and_dates_and_the_leaves_of_its_parent(carpeta: Path) -> None:
    hija = parse_regimen(HIJA, archivo="hija.toml", carpeta=carpeta)
    assert (hija.id, hija.version, hija.nombre, hija.alias) == ("xx-hija", 1, "Hija", "")
    assert (hija.vigente_desde, hija.vigente_hasta) == (None, None)
    assert set(hija.terminos) == {"resolucion", "aclaracion"}


def test_a_child_replaces_a_leaf_whole_and_drops_what_it_names(carpeta: Path) -> None:
    propia = f'quita = ["plazos.aclaracion"]\n[plazos.resolucion]\ndias = 7\nunidad = "calendario"\n{HOJA}[plazos.prorroga]\n{PLAZO}'
    hija = parse_regimen(HIJA + propia, archivo="hija.toml", carpeta=carpeta)
    assert hija.terminos["resolucion"] == Termino(7, Unidad.CALENDARIO, Procedencia("2", "Ley de prueba", Certeza.POR_VERIFICAR))
    assert set(hija.terminos) == {"resolucion", "prorroga"}
    assert hija.version == 1


@pytest.mark.parametrize(
    ("texto", "campo", "hecho"),
    [
        (HIJA.replace('nombre = "Hija"\n', ""), "nombre", "el suyo"),
        (HIJA.replace('id = "xx-hija"\n', ""), "id", "el suyo"),
        (HIJA.replace("xx-ley", "zz-ley"), "extends", "«zz-ley»"),
        (HIJA + 'quita = ["plazos.luna"]\n', "quita", "«plazos.luna»"),
        (HIJA + 'quita = ["plazos.resolucion.dias.x"]\n', "quita", "dias.x"),
        (HIJA + 'quita = ["luna"]\n', "quita", "«luna»"),
        (HIJA + 'quita = "plazos"\n', "quita", "lista"),
        (HIJA.replace("version = 1", "version = "), "", "TOML"),
    ],
)
def test_a_slip_of_a_child_is_told(carpeta: Path, texto: str, campo: str, hecho: str) -> None:
    regimen, problemas = review_regimen(texto, archivo="hija.toml", carpeta=carpeta)
    assert regimen is None
    assert problemas[0].campo == campo
    assert hecho in problemas[0].detalle
    assert problemas[0].detalle.startswith("hija.toml: ")
    assert problemas[0].detalle.endswith(".")


def test_a_circle_of_laws_is_told(tmp_path: Path) -> None:
    for uno, otro in (("a", "b"), ("b", "a")):
        (tmp_path / f"{uno}.toml").write_text(f'extends = "{otro}"\nid = "{uno}"\nnombre = "x"\n', encoding="utf-8")
    _, problemas = review_regimen('extends = "a"\nid = "c"\nnombre = "x"\n', archivo="c.toml", carpeta=tmp_path)
    assert [(p.campo, p.detalle) for p in problemas] == [("extends", "b.toml: extends: «a» se extiende a sí mismo.")]


def test_the_parent_is_the_version_that_held_when_the_child_came_into_force(carpeta: Path) -> None:
    (carpeta / "xx-ley-2.toml").write_text(PADRE.replace("2020-01-01", "2024-01-01").replace("dias = 10", "dias = 7"), encoding="utf-8")

    def dias(desde: str) -> int:
        return parse_regimen(HIJA + desde, archivo="hija.toml", carpeta=carpeta).terminos["resolucion"].dias

    fechas = ("2019-01-01", "2020-01-01", "2023-12-31", "2024-01-01", "2025-01-01")
    assert [dias(f"vigente_desde = {fecha}\n") for fecha in fechas] == [10, 10, 10, 7, 7]
    assert dias("") == 10
