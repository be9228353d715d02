"""remitir, remitir_parte: send the case, or part of it, to whoever has the information, where it is born anew (LAIP art. 38)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from solicitudes.actor import Actor
from solicitudes.models import Institucion, Pregunta, Solicitud
from solicitudes.preguntas import name_preguntas, write_texto
from solicitudes.services.acto import ActoEnCurso, ActoNoPermitidoError, open_acto, require_texto
from solicitudes.services.preguntas_remitidas import RemisionInvalidaError, find_separadas, forward_preguntas
from solicitudes.services.presentacion import find_instituciones, open_solicitudes
from solicitudes.services.rectificacion import read_rectificado


@dataclass(frozen=True, slots=True)
class Parte:
    """What of a request goes to one institution (its code): the words that it will have before it, or the questions of these numbers,
    whose words they are then."""

    institucion: str
    texto: str = ""
    preguntas: tuple[int, ...] = ()


def remitir(
    *,
    folio: str,
    actor: Actor,
    institucion: str,
    motivo: str,
    ahora: datetime,
    otras: tuple[str, ...] = (),
    version: int | None = None,
) -> Solicitud:
    """Forward the whole case to `institucion` (code), and to `otras` that have the information too. Gives the case that is born in
    the first: its own folio and term (reading D11), the same applicant and key, the original date kept. She is told at once.

    :raises RemisionInvalidaError: a body already has or had this case, or is named twice.
    """
    with open_acto("remitir", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        motivo = _require_motivo(motivo)
        destinos = _find_destinos([institucion, *otras], acto.solicitud, campos=["institucion", *["otras"] * len(otras)])
        nuevas = _open(acto, destinos, acto.solicitud.descripcion)
        datos: dict[str, Any] = {"institucion": destinos[0].codigo, "folio_nuevo": nuevas[0].folio, "motivo": motivo}
        if otras:
            datos["otros_folios"] = [nueva.folio for nueva in nuevas[1:]]
        acto.asentar(datos=datos)
        return nuevas[0]


def remitir_parte(
    *, folio: str, actor: Actor, partes: tuple[Parte, ...], motivo: str, ahora: datetime, version: int | None = None
) -> list[Solicitud]:
    """Forward part of the case to one or several institutions, to each its part; the rest stays here, with its state and its term.
    Gives the cases that are born. The applicant is told at once.

    :raises RemisionInvalidaError: no part; a body already has or had this case, or is named twice.
    :raises ActoNoPermitidoError: the term to answer is over.
    :raises TextoRequeridoError: a part has no words, or there is no reason.
    :raises PreguntaDesconocidaError, PreguntaRemitidaError: there is no question of a number, or it was forwarded already.
    """
    with open_acto("remitir_parte", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        motivo = _require_motivo(motivo)
        if acto.libro.is_vencida(acto.hoy):
            raise ActoNoPermitidoError("El plazo para responder ya terminó; no cabe remitir una parte.", articulo="LAIP arts. 38 y 44")
        if not partes:
            raise RemisionInvalidaError("Indique al menos una institución y su parte.", campo="partes", articulo="LAIP art. 38")
        separadas = find_separadas(acto, [parte.preguntas for parte in partes])
        textos = [_require_texto(parte, suyas, n) for n, (parte, suyas) in enumerate(zip(partes, separadas, strict=True))]
        destinos = _find_destinos([p.institucion for p in partes], acto.solicitud, campos=["partes"] * len(partes))
        nuevas = [nueva for destino, texto in zip(destinos, textos, strict=True) for nueva in _open(acto, [destino], texto)]
        forward_preguntas(acto, separadas, nuevas)
        acto.solicitud.remitida_en_parte = True
        datos: dict[str, Any] = {"folios_nuevos": [nueva.folio for nueva in nuevas], "motivo": motivo}
        acto.asentar(datos=datos | name_preguntas([p for suyas in separadas for p in suyas]), campos=("remitida_en_parte",))
        return nuevas


def _require_texto(parte: Parte, preguntas: Sequence[Pregunta], posicion: int) -> str:
    """The words of a part: those of its questions, or those that were written."""
    if preguntas:
        return preguntas[0].texto if len(preguntas) == 1 else write_texto(preguntas)
    return require_texto(parte.texto, campo=f"partes/{posicion}/texto", detalle="Escriba qué parte se envía.", articulo="LAIP art. 38")


def _require_motivo(motivo: str) -> str:
    return require_texto(motivo, campo="motivo", detalle="Diga por qué corresponde a otra institución.", articulo="LAIP art. 38")


def _open(acto: ActoEnCurso, destinos: Sequence[Institucion], descripcion: str) -> list[Solicitud]:
    origen = acto.solicitud
    return open_solicitudes(
        presentacion=origen.presentacion,
        instituciones=destinos,
        contenido={"descripcion": descripcion, "tipo": origen.tipo, "forma_entrega": origen.forma_entrega},
        rol=acto.rol,
        actor=acto.actor,
        ahora=acto.ahora,
        origen=origen,
        rectificado=read_rectificado(origen),
    )


def _find_destinos(codigos: Sequence[str], solicitud: Solicitud, *, campos: Sequence[str]) -> list[Institucion]:
    """The institutions of these codes, in their order; `campos` names where each was written.

    :raises RemisionInvalidaError: one is there twice, or has or had this case.
    """
    if repetidos := sorted({codigo for codigo in codigos if codigos.count(codigo) > 1}):
        raise RemisionInvalidaError("Nombró dos veces a {repetidos}.", repetidos=repetidos, campo=campos[-1], articulo="LAIP art. 38")
    destinos = find_instituciones(codigos)
    tuvieron = _list_tenedoras(solicitud)
    for destino, campo in zip(destinos, campos, strict=True):
        if destino.pk in tuvieron:
            raise RemisionInvalidaError(
                "{destino} ya tuvo esta solicitud con el folio {folio}.",
                destino=str(destino),
                folio=tuvieron[destino.pk],
                campo=campo,
                articulo="LAIP art. 38",
            )
    return destinos


def _list_tenedoras(solicitud: Solicitud) -> dict[int, str]:
    """The institutions through which the case came and those that got a part of it already, each with its folio: to send it back
    would make it go round for ever, and the same part twice would be answered twice."""
    tenedoras = dict(solicitud.derivadas.values_list("institucion_id", "folio"))
    actual: Solicitud | None = solicitud
    while actual is not None:
        tenedoras[actual.institucion_id] = actual.folio
        actual = actual.origen
    return tenedoras
