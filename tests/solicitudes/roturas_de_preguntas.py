"""How somebody would try to break what the database says of the questions of a request and of what is answered to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from solicitudes.models import Pregunta, Resolucion, RespuestaPregunta
from tests.elenco import un_expediente
from tests.preguntas import POR_PREGUNTA

Rotura = Callable[[Any], None]


def list_roturas(change: Callable[..., Rotura], copy: Callable[..., Rotura]) -> dict[str, list[Rotura]]:
    """By constraint, with the hands that the others use: `change` updates a row, `copy` inserts one that is like it."""

    def spoil(modelo: Any, numero: int, /, **cambios: Any) -> Rotura:
        """UPDATE a question, or what is answered to it."""
        donde = {"numero" if modelo is Pregunta else "pregunta__numero": numero}
        return lambda mundo: change(modelo, donde, **cambios)(answer_each(mundo))

    return {
        "resolucion_completa_fuera_del_borrador": [change(Resolucion, "respondido", incompleta=True)],
        "pregunta_numero_unico": [lambda mundo: copy(Pregunta, {})(answer_each(mundo))],
        "pregunta_numero_positivo": [spoil(Pregunta, 1, numero=0), spoil(Pregunta, 1, division=0)],
        "pregunta_con_texto": [spoil(Pregunta, 1, texto="")],
        "respuestapregunta_sentido_valido": [spoil(RespuestaPregunta, 1, sentido="quiza", motivacion="x")],
        "respuestapregunta_con_texto": [spoil(RespuestaPregunta, 1, respuesta="")],
        "respuestapregunta_negativa_motivada": [spoil(RespuestaPregunta, 3, motivacion="")],
        "respuestapregunta_reserva_con_prueba_de_dano": [
            spoil(RespuestaPregunta, 2, dano_excepcion=""),
            spoil(RespuestaPregunta, 2, reserva=None),
            spoil(RespuestaPregunta, 1, dano_amenaza="x"),
        ],
        "respuestapregunta_causal_confidencial_valida": [spoil(RespuestaPregunta, 1, causal_confidencial="pudor")],
    }


def answer_each(mundo: Any) -> Any:
    """The world, with a case that was divided in three questions and answered one by one."""
    caso = un_expediente(mundo.elenco, "en_tramite")
    caso.hacer("dividir")
    caso.answer(POR_PREGUNTA)
    return mundo
