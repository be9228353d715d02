"""Every way in which a history cannot have gone on: its slug, the article of the law of the case, and nothing recorded."""

from __future__ import annotations

from copy import copy
from datetime import datetime, time
from typing import Any

import pytest

from tests.workflow.regimenes.casos import build_momento
from workflow.calendario import calendario_de
from workflow.eventos import Evento, TipoEvento, TipoSolicitud
from workflow.libro import Libro
from workflow.problema import ProblemaError
from workflow.regimen import load_regimenes

PAISES = {regimen.alias: regimen for regimen in load_regimenes().values()}


def is_oracion(texto: str) -> bool:
    """Whether it is written as people write a sentence, perhaps after the name of a law or of a field."""
    nombrado = texto.startswith("«") or "-" in texto.split()[0]
    return texto.endswith(".") and texto != texto.upper() and (nombrado or texto[0].isupper()) and not texto.startswith("XX")


def fold(pais: str, *eventos: str, tipo: str = "acceso", **lecturas: str) -> Libro:
    """A case of the law with that alias, from «04-08 prorrogada dias=10»: dates of 2026 at nine."""
    regimen = PAISES[pais]
    libro = Libro(
        regimen=regimen, tipo=TipoSolicitud(tipo), calendario=calendario_de(regimen.calendario), lecturas=regimen.choose_lecturas(lecturas)
    )
    for evento in eventos:
        libro.record(build_evento(pais, evento))
    return libro


def build_evento(pais: str, texto: str) -> Evento:
    cuando, tipo, *pares = texto.split()
    datos: dict[str, Any] = dict(par.split("=", 1) for par in pares)
    if "dias" in datos:
        datos["dias"] = int(datos["dias"])
    if "fecha" in datos:
        datos["fecha"] = datetime.fromisoformat(datos["fecha"]).date()
    momento = datetime.fromisoformat(build_momento(pais if pais != "gt" else "mx", f"2026-{cuando}", time(9)))
    return Evento(TipoEvento(tipo), momento.replace(tzinfo=PAISES[pais].zona), **datos)


GT = "03-25 presentada"  # ten business days later, over Easter, is Friday 10 April
NEGADA = "04-07 resolucion_notificada sentido=inexistencia"
RECURRIDA = [GT, NEGADA, "04-08 recurso_interpuesto"]
CONFIRMADA = [*RECURRIDA, "04-10 recurso_notificado sentido=confirma"]
REVOCADA = [*RECURRIDA, "04-10 recurso_notificado sentido=revoca"]
CL = ["03-02 presentada", "03-03 tercero_consultado"]
UK = ["03-02 presentada", "03-03 cobro_notificado"]

#: (law, what happened, what cannot follow, slug, article).
RECHAZOS = [
    ("gt", [GT], "03-26 presentada", "evento-imposible", "42"),
    ("gt", [GT, "03-26 admitida"], "03-27 admitida", "evento-imposible", "42"),
    ("gt", [GT, NEGADA], "04-08 admitida", "evento-imposible", "42"),
    ("gt", [], "03-26 prorrogada dias=5", "falta-presentacion", "43"),
    ("gt", [], "03-26 resolucion_notificada", "falta-presentacion", "42"),
    ("gt", [], "03-26 desistida", "falta-presentacion", ""),
    ("gt", [GT], "03-24 prorrogada dias=5", "eventos-en-desorden", "43"),
    ("gt", [GT, "03-27 aclaracion_pedida"], "03-26 aclarada", "eventos-en-desorden", "42.2"),
    ("gt", [GT, "03-27 desistida"], "03-30 prorrogada dias=5", "evento-imposible", "43"),
    ("gt", [GT, "03-27 remitida"], "03-30 resolucion_notificada", "evento-imposible", "42"),
    ("gt", [GT, "03-27 aclaracion_pedida"], "03-30 aclaracion_pedida", "aclaracion-ya-pedida", "42.2"),
    ("gt", [GT, "03-27 aclaracion_pedida", "03-27 aclarada"], "03-30 aclaracion_pedida", "aclaracion-ya-pedida", "42.2"),
    ("gt", [GT], "04-13 aclaracion_pedida", "aclaracion-fuera-de-plazo", "44"),
    ("gt", [GT], "03-27 aclarada", "evento-imposible", "42.2"),
    ("gt", [GT, "03-27 aclaracion_pedida", "03-27 aclarada"], "03-30 aclarada", "evento-imposible", "42.2"),
    ("gt", [GT, "03-27 aclaracion_pedida"], "03-30 prorrogada dias=5", "evento-imposible", "43"),
    ("gt", [GT, "03-27 prorrogada dias=5"], "03-30 prorrogada dias=5", "prorroga-ya-concedida", "43"),
    ("gt", [GT], "04-13 prorrogada dias=5", "prorroga-fuera-de-plazo", "43, 44"),
    ("gt", [GT, "03-27 suspendida"], "03-30 prorrogada fecha=2026-04-30", "evento-imposible", "43"),
    ("gt", [GT, "03-27 suspendida"], "03-30 suspendida", "evento-imposible", ""),
    ("gt", [GT], "03-30 reanudada", "evento-imposible", ""),
    ("gt", [GT, "03-27 suspendida", "03-30 reanudada"], "03-31 reanudada", "evento-imposible", ""),
    ("gt", [GT], "03-30 tercero_consultado", "acto-no-previsto", ""),
    ("gt", [GT], "03-30 cobro_notificado", "acto-no-previsto", ""),
    ("gt", [GT], "03-30 recibida_por_la_unidad", "acto-no-previsto", ""),
    ("gt", [GT, NEGADA], "04-08 resolucion_notificada", "evento-imposible", "42"),
    ("gt", [GT, NEGADA], "04-08 aclaracion_pedida", "evento-imposible", "42.2"),
    ("gt", [GT, NEGADA], "04-08 prorrogada dias=5", "evento-imposible", "43"),
    ("gt", [GT, NEGADA], "04-08 desistida", "evento-imposible", ""),
    ("gt", [GT, NEGADA], "04-08 cobro_notificado", "evento-imposible", ""),
    ("gt", [GT, NEGADA], "04-08 recibida_por_la_unidad", "evento-imposible", ""),
    ("gt", [GT], "04-13 remitida", "remision-fuera-de-plazo", "44"),
    ("gt", [GT], "04-10 recurso_interpuesto", "evento-imposible", "54, 55"),
    ("gt", RECURRIDA, "04-09 recurso_interpuesto", "evento-imposible", "54"),
    ("gt", [GT, NEGADA], "04-29 recurso_interpuesto", "recurso-fuera-de-plazo", "54"),
    ("gt", [GT, NEGADA], "04-09 recurso_notificado sentido=revoca", "evento-imposible", "58"),
    ("gt", REVOCADA, "04-13 recurso_notificado sentido=revoca", "evento-imposible", "58"),
    ("gt", RECURRIDA, "04-13 cumplida", "evento-imposible", "60"),
    ("gt", CONFIRMADA, "04-13 cumplida", "evento-imposible", "60"),
    ("gt", [*REVOCADA, "04-13 cumplida"], "04-14 cumplida", "evento-imposible", "60"),
    ("py", ["03-02 presentada", "03-09 resolucion_notificada"], "03-10 recurso_interpuesto", "acto-no-previsto", ""),
    ("cl", CL[:1], "03-04 tercero_opuesto", "evento-imposible", "20 (por verificar)"),
    ("cl", CL, "03-04 tercero_consultado", "evento-imposible", "20 (por verificar)"),
    ("cl", [*CL, "03-04 tercero_opuesto"], "03-05 tercero_opuesto", "evento-imposible", "20 (por verificar)"),
    ("cl", CL, "03-09 tercero_opuesto", "oposicion-fuera-de-plazo", "20 (por verificar)"),
    ("cl", [*CL, "03-04 tercero_opuesto"], "03-05 resolucion_notificada sentido=entrega_total", "entrega-vetada", "20 (por verificar)"),
    ("cl", [*CL, "03-05 resolucion_notificada"], "03-06 tercero_opuesto", "evento-imposible", "20 (por verificar)"),
    ("cl", ["03-02 presentada", "03-05 resolucion_notificada"], "03-06 tercero_consultado", "evento-imposible", "20 (por verificar)"),
    ("uk", UK, "03-04 cobro_notificado", "evento-imposible", "10, artículo por verificar"),
    ("uk", UK[:1], "03-04 cobro_pagado", "evento-imposible", "10, artículo por verificar"),
    ("uk", [*UK, "03-04 cobro_pagado"], "03-05 cobro_pagado", "evento-imposible", "10, artículo por verificar"),
    ("uk", [*UK, "03-04 resolucion_notificada"], "03-05 cobro_pagado", "evento-imposible", "10, artículo por verificar"),
    ("uk", UK[:1], "03-04 prorrogada", "prorroga-sin-fecha", "10"),
    ("mx", ["03-02 presentada"], "03-10 aclaracion_pedida", "aclaracion-fuera-de-plazo", "LGTAIP, artículo por verificar"),
    ("us", ["03-02 presentada", "03-09 resolucion_notificada"], "03-10 recibida_por_la_unidad", "evento-imposible",
     "552(a)(6)(A) (por verificar)"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pais", "eventos", "imposible", "codigo", "articulo"), RECHAZOS, ids=[f"{p}: {len(e)} {i}" for p, e, i, _, _ in RECHAZOS]
)
def test_what_cannot_follow_is_refused_by_its_slug_and_its_article(
    pais: str, eventos: list[str], imposible: str, codigo: str, articulo: str
) -> None:
    libro = fold(pais, *eventos)
    antes = copy(vars(libro)) | {"pausas": list(libro.pausas)}
    with pytest.raises(ProblemaError) as error:
        libro.record(build_evento(pais, imposible))
    assert (error.value.codigo, error.value.articulo) == (codigo, articulo)
    assert is_oracion(error.value.detalle), error.value.detalle
    assert {clave: valor for clave, valor in vars(libro).items() if clave != "_contada"} == {
        clave: valor for clave, valor in antes.items() if clave != "_contada"
    }
    hallado = libro.find_impedimento(build_evento(pais, imposible))
    assert hallado is not None and hallado.codigo == codigo


@pytest.mark.parametrize(
    ("pais", "eventos", "dicho"),
    [
        ("gt", ["04-10 prorrogada dias=11"], ("prorroga-excede-maximo", "dias", "10")),
        ("gt", ["04-10 prorrogada dias=0"], ("prorroga-excede-maximo", "dias", "10")),
        ("gt", ["03-26 prorrogada fecha=2026-04-27"], ("prorroga-excede-maximo", "fecha", "10")),
        ("gt", ["03-26 prorrogada fecha=2026-04-10"], ("prorroga-excede-maximo", "fecha", "10")),
        ("gt", ["03-27 desistida", "03-30 aclaracion_pedida"], ("evento-imposible", "", "Ya consta el desistimiento")),
        ("gt", ["03-24 aclaracion_pedida"], ("eventos-en-desorden", "", "el pedido de aclaración")),
        ("gt", [NEGADA, "04-29 recurso_interpuesto"], ("recurso-fuera-de-plazo", "", "28/04/2026")),
        ("uk", ["03-30 prorrogada"], ("prorroga-sin-fecha", "fecha", "")),
        ("uk", ["03-30 prorrogada fecha=2026-04-01"], ("prorroga-excede-maximo", "fecha", "después")),
        ("cl", ["03-26 tercero_consultado", "04-06 tercero_opuesto"], ("oposicion-fuera-de-plazo", "", "31/03/2026")),
        ("cl", ["03-26 tercero_consultado", "03-27 tercero_opuesto", "03-30 resolucion_notificada sentido=entrega_total"],
         ("entrega-vetada", "sentido", "")),
        ("mx", ["04-06 aclaracion_pedida"], ("aclaracion-fuera-de-plazo", "", "01/04/2026")),
        ("gt", ["03-26 tercero_consultado"], ("acto-no-previsto", "", "«Ley de Acceso a la Información Pública, Decreto 57-2008»")),
        ("gt", ["03-26 recibida_por_la_unidad"], ("acto-no-previsto", "", "oficina")),
        ("gt", ["03-26 cobro_notificado"], ("acto-no-previsto", "", "«Ley de Acceso a la Información Pública, Decreto 57-2008»")),
    ],
)  # fmt: skip
def test_a_refusal_says_the_datum_and_the_fact(pais: str, eventos: list[str], dicho: tuple[str, str, str]) -> None:
    *anteriores, ultimo = [GT, *eventos]
    codigo, campo, hecho = dicho
    error = fold(pais, *anteriores).find_impedimento(build_evento(pais, ultimo))
    assert error is not None
    assert (error.codigo, error.campo) == (codigo, campo)
    assert hecho in error.detalle


#: The last moment at which each act is still in time.
EN_PLAZO = [
    ("gt", [GT], "04-10T23:59:59 prorrogada dias=10"),
    ("gt", [GT], "04-10T23:59:59 aclaracion_pedida"),
    ("gt", [GT], "04-10T23:59:59 remitida"),
    ("gt", [GT], "04-11T00:00:00 recurso_interpuesto"),
    ("gt", [GT, NEGADA], "04-28T23:59:59 recurso_interpuesto"),
    ("gt", [GT, "03-27 suspendida"], "03-30 prorrogada dias=5"),
    ("gt", [GT, "03-27 suspendida", "03-30 reanudada"], "03-31 suspendida"),
    ("gt", [GT], "03-25 desistida"),
    ("cl", CL, "03-06T23:59:59 tercero_opuesto"),
    ("cl", [*CL, "03-04 tercero_opuesto"], "03-05 resolucion_notificada sentido=entrega_parcial"),
    ("cl", CL, "03-05 resolucion_notificada sentido=entrega_total"),
    ("mx", ["03-02 presentada"], "03-09T23:59:59 aclaracion_pedida"),
    ("uk", [*UK, "03-04 cobro_pagado"], "03-05 cobro_notificado"),
    ("uk", ["03-02 presentada", "03-03 aclaracion_pedida", "03-04 aclarada"], "03-05 aclaracion_pedida"),
]


@pytest.mark.parametrize(("pais", "eventos", "posible"), EN_PLAZO, ids=[f"{p}: {len(e)} {a}" for p, e, a in EN_PLAZO])
def test_what_is_in_time_to_the_last_second_is_taken(pais: str, eventos: list[str], posible: str) -> None:
    assert fold(pais, *eventos).find_impedimento(build_evento(pais, posible)) is None
