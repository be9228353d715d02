"""An inbox with something of everything, seen on the day on which one of its cases expires."""

from __future__ import annotations

from datetime import date, datetime

from tests.elenco import CONCEDE, Caso, Elenco, cuando, una_peticion

#: The Monday on which what was filed on the first Monday of March expires.
HOY: datetime = cuando(3, 16, 10)

_TEXTOS = (
    "Contratos de limpieza de los hospitales nacionales en 2024 y 2025, con sus adendas y montos pagados por mes.",
    "Lista de plazas vacantes de enfermería por departamento.",
    "Actas de la junta de adquisiciones de febrero.",
    "¿Cuántas ambulancias están en servicio y cuántas en reparación, por área de salud?",
    "Presupuesto ejecutado en vacunas, por semana epidemiológica, con el detalle de proveedores y lotes recibidos.",
    "Educación sobre nutrición: materiales impresos y su costo.",
)


def populate(elenco: Elenco) -> dict[str, Caso]:
    """By what each shows: late, silent, today, soon, later, waiting, answered."""
    casos = {
        "vencida": Caso(elenco, ahora=cuando(2, 20), peticion=una_peticion(descripcion=_TEXTOS[0])),
        "hoy": Caso(elenco, ahora=cuando(3, 2), peticion=una_peticion(descripcion=_TEXTOS[1], nombre="Ana Lucía Tzoc")),
        "manana": Caso(elenco, ahora=cuando(3, 3), peticion=una_peticion(descripcion=_TEXTOS[2])),
        "pronto": Caso(elenco, ahora=cuando(3, 5), peticion=una_peticion(descripcion=_TEXTOS[3], nombre="José Chub")),
        "luego": Caso(elenco, ahora=cuando(3, 12), peticion=una_peticion(descripcion=_TEXTOS[4])),
        "espera": Caso(elenco, ahora=cuando(3, 10), peticion=una_peticion(descripcion=_TEXTOS[5])),
        "resuelta": Caso(elenco, ahora=cuando(3, 2)),
    }
    casos["vencida"].at(cuando(3, 9)).hacer("vencer")
    casos["hoy"].at(cuando(3, 4)).hacer("admitir")
    casos["hoy"].hacer("asignar", fecha_interna=date(2026, 3, 11), indicaciones="Por departamento y por puesto, en hoja de cálculo.")
    casos["pronto"].at(cuando(3, 9)).hacer("admitir")
    casos["pronto"].hacer("asignar", fecha_interna=date(2026, 3, 17))
    casos["luego"].at(cuando(3, 13)).hacer("admitir")
    casos["luego"].answer(CONCEDE, hasta="enviar_a_revision")
    casos["espera"].at(cuando(3, 13)).hacer("pedir_aclaracion")
    casos["resuelta"].at(cuando(3, 4)).hacer("admitir")
    casos["resuelta"].at(cuando(3, 10)).answer()
    return casos
