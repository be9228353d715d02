"""Re-reads the history of every case and says where it no longer is what was written (docs/adr/0006)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from solicitudes.bitacora import ORIGEN, seal_movimiento, seal_texto
from solicitudes.calendarios import Calendarios
from solicitudes.libros import EVENTO_DE_ACTO, fold_libro, received_at
from solicitudes.models import ContadorFolio, Movimiento, Pregunta, Recurso, Resolucion, Solicitud
from solicitudes.services.consentimiento import seal_consentimiento
from solicitudes.services.division import seal_preguntas
from solicitudes.services.recurso import seal_decision
from solicitudes.services.reserva import seal_reserva
from solicitudes.services.resolucion import seal_resolucion
from workflow.estados import EstadoRecurso
from workflow.regimen import get_regimen
from workflow.transiciones import CON_PLAZO_ABIERTO, TRANSICIONES_RECURSO

LOTE = 500


def list_hallazgos(*, folios: Sequence[str] | None = None) -> Iterator[tuple[str, list[str]]]:
    """For each case, and for each folio counter when all are asked for: what is wrong with it, nothing if nothing is.

    Memory does not grow with the number of cases.
    """
    solicitudes = Solicitud.objects.select_related("institucion", "presentacion", "rectificacion").order_by("pk")
    if folios is not None:
        faltan = set(folios) - set(solicitudes.filter(folio__in=folios).values_list("folio", flat=True))
        yield from ((folio, ["no existe"]) for folio in sorted(faltan))
        solicitudes = solicitudes.filter(folio__in=folios)
    ultimo = 0
    while lote := list(solicitudes.filter(pk__gt=ultimo)[:LOTE]):
        ultimo = lote[-1].pk
        yield from _check_lote(lote)
    if folios is None:
        yield from _check_folios()


def _check_lote(lote: Sequence[Solicitud]) -> Iterator[tuple[str, list[str]]]:
    historias: dict[int, list[Movimiento]] = {s.pk: [] for s in lote}
    for movimiento in Movimiento.objects.filter(solicitud__in=historias).order_by("solicitud_id", "numero"):
        historias[movimiento.solicitud_id].append(movimiento)
    resoluciones = {r.solicitud_id: r for r in Resolucion.objects.select_related("reserva").filter(solicitud__in=historias)}
    preguntas = _list_preguntas(lote)
    recursos: dict[int, list[Recurso]] = defaultdict(list)
    for recurso in Recurso.objects.filter(solicitud__in=historias).order_by("ordinal"):
        recursos[recurso.solicitud_id].append(recurso)
    calendarios = Calendarios({s.institucion_id: s.institucion for s in lote}.values())
    for solicitud in lote:
        historia = historias[solicitud.pk]
        razones = [
            *_check_solicitud(solicitud, historia),
            *_check_division(solicitud, historia, preguntas.get(solicitud.pk, [])),
            *_check_resolucion(solicitud, historia, resoluciones.get(solicitud.pk), preguntas.get(solicitud.pk, [])),
            *_check_recursos(historia, solicitud, recursos[solicitud.pk]),
        ]
        # A history that was touched gives no dates; a case that has still to be recomputed may show the old ones.
        al_dia = solicitud.calendario == calendarios.numero and solicitud.estado in CON_PLAZO_ABIERTO
        yield solicitud.folio, razones or list(_check_columnas(solicitud, historia, calendarios if al_dia else None))


def _list_preguntas(lote: Sequence[Solicitud]) -> dict[int, list[Pregunta]]:
    """Every question of the divided cases, of each division. At most one query."""
    filas: dict[int, list[Pregunta]] = {}
    if divididas := [s.pk for s in lote if s.division]:
        consulta = Pregunta.objects.filter(solicitud__in=divididas).select_related("respuesta__reserva", "remitida_a")
        for pregunta in consulta.order_by("solicitud_id", "division", "numero"):
            filas.setdefault(pregunta.solicitud_id, []).append(pregunta)
    return filas


def _check_solicitud(solicitud: Solicitud, historia: Sequence[Movimiento]) -> Iterator[str]:
    anterior, estado = ORIGEN, ""
    for numero, movimiento in enumerate(historia, start=1):
        if movimiento.numero != numero:
            yield f"falta el movimiento {numero}"
            return
        if movimiento.huella_anterior != anterior:
            yield f"el movimiento {numero} no sigue al anterior"
        if seal_movimiento(movimiento, folio=solicitud.folio) != movimiento.huella:
            yield f"el movimiento {numero} ({movimiento.acto}) fue alterado"
        if movimiento.estado_anterior != estado:
            yield f"el movimiento {numero} parte de «{movimiento.estado_anterior}» y el expediente estaba en «{estado}»"
        anterior, estado = movimiento.huella, movimiento.estado_nuevo
    if solicitud.version != len(historia) or solicitud.cabeza != anterior:
        yield f"la historia tiene {len(historia)} movimientos y el expediente dice tener {solicitud.version}, o termina en otro sello"
    if solicitud.estado != estado:
        yield f"el estado es «{solicitud.estado}» y la historia termina en «{estado}»"
    if historia:
        yield from _check_presentado(solicitud, historia[0].datos)
    notificado = next((m.datos.get("sentido", "") for m in reversed(historia) if m.acto in ("resolver", "migrar")), "")
    if solicitud.sentido != notificado:
        yield f"el sentido es «{solicitud.sentido}» y se notificó «{notificado}»"


def _check_presentado(solicitud: Solicitud, sellado: Mapping[str, Any]) -> Iterator[str]:
    if sellado.get("texto") != seal_texto(solicitud):
        yield "el texto de la solicitud no es el que se presentó"
    if not solicitud.origen_id and sellado.get("consentimiento") != seal_consentimiento(solicitud.presentacion):
        yield "el consentimiento de la persona no es el que se dijo al presentar"


def _check_division(solicitud: Solicitud, historia: Sequence[Movimiento], preguntas: Sequence[Pregunta]) -> Iterator[str]:
    """Each division says the questions that it said when it was made."""
    selladas = [m.datos.get("texto") for m in historia if m.acto == "dividir"]
    if solicitud.division != len(selladas):
        yield f"dice estar dividida {solicitud.division} veces y se dividió {len(selladas)}"
    for division, sello in enumerate(selladas, start=1):
        if seal_preguntas(solicitud.folio, [p for p in preguntas if p.division == division]) != sello:
            yield f"las preguntas de la división {division} no son las que se escribieron"


def _check_columnas(solicitud: Solicitud, historia: Sequence[Movimiento], calendarios: Calendarios | None) -> Iterator[str]:
    """What lists and sweeps read of the case says what its sealed history says; without `calendarios` its dates are not asked."""
    if solicitud.folio.split("-", 2)[2].rpartition("-")[0] != solicitud.institucion.codigo:
        yield f"está en {solicitud.institucion.codigo}, que no es la institución de su folio"
    if historia and solicitud.fecha_hora_presentacion != received_at(historia[0]):
        yield f"dice haberse recibido el {solicitud.fecha_hora_presentacion:%d/%m/%Y} y su historia dice otra fecha"
    if calendarios is None:
        return
    regimen = get_regimen(solicitud.regimen, solicitud.regimen_version)
    calendario = calendarios.get(solicitud.institucion, regimen=regimen, lecturas=regimen.choose_lecturas(solicitud.lecturas))
    libro = fold_libro(solicitud, ((m.acto, m.fecha_hora, m.datos) for m in historia if m.acto in EVENTO_DE_ACTO), calendario)
    if solicitud.fecha_vencimiento != libro.vencimiento:
        yield f"dice vencer el {solicitud.fecha_vencimiento} y su historia da el {libro.vencimiento}"


def _check_resolucion(
    solicitud: Solicitud, historia: Sequence[Movimiento], resolucion: Resolucion | None, preguntas: Sequence[Pregunta]
) -> Iterator[str]:
    """The last signature in the history must be over the text that the resolution has now."""
    # A signature that was withdrawn before the notice seals nothing any more (by `devolver`, before it had an act of its own).
    firma = next((m.datos.get("huella", "") for m in reversed(historia) if m.acto in ("firmar", "retirar_firma", "devolver")), "")
    vigentes = [p for p in preguntas if p.division == solicitud.division]
    if firma and (resolucion is None or resolucion.huella != firma or seal_resolucion(resolucion, vigentes) != firma):
        yield "la resolución no es la que se firmó"
    resuelto = next((m.datos for m in reversed(historia) if m.acto == "resolver"), None)
    if resolucion and resuelto is not None and resolucion.cobro != Decimal(resuelto.get("cobro", "0")):
        yield f"dice cobrar Q{resolucion.cobro} y se notificó Q{resuelto.get('cobro', '0')}"
    contestaciones = [resolucion, *(p.contestada for p in vigentes)]
    if any(c and c.reserva and seal_reserva(c.reserva) != c.reserva.huella for c in contestaciones):
        yield "la reserva en que se funda no es la que se registró"


def _check_recursos(historia: Sequence[Movimiento], solicitud: Solicitud, recursos: Sequence[Recurso]) -> Iterator[str]:
    """Each appeal was filed once, and stands where its acts left it; the case points at the last."""
    propios = [m for m in historia if m.acto == "interponer_recurso" or m.acto in TRANSICIONES_RECURSO]
    interpuestos = [m.datos.get("recurso", 1) for m in propios if m.acto == "interponer_recurso"]
    if any(recurso.ordinal not in interpuestos for recurso in recursos):
        yield "hay un recurso que nadie interpuso"
    elif len(recursos) < len(interpuestos):
        yield "falta el recurso que se interpuso"
    elif solicitud.recurso_id != (recursos[-1].pk if recursos else None):
        yield "su último recurso no es el que dice"
    for recurso in recursos:
        if recurso.ordinal in interpuestos:
            yield from _check_recurso([m for m in propios if m.datos.get("recurso", 1) == recurso.ordinal], recurso)


def _check_recurso(historia: Sequence[Movimiento], recurso: Recurso) -> Iterator[str]:
    """It says what was filed and decided."""
    actos = {m.acto: m for m in historia}
    estado: str = EstadoRecurso.INTERPUESTO
    for movimiento in historia:
        if movimiento.acto in TRANSICIONES_RECURSO:
            estado = TRANSICIONES_RECURSO[movimiento.acto].a or estado
    if recurso.estado != estado:
        yield f"el recurso está en «{recurso.estado}» y sus actos lo dejaron en «{estado}»"
    interpuesto = actos["interponer_recurso"].datos
    dicho = [interpuesto.get("causales"), interpuesto.get("agravios"), interpuesto.get("preguntas", [])]
    if [recurso.causales, recurso.agravios, recurso.preguntas] != dicho:
        yield "el recurso no es el que se interpuso"
    decidido = actos.get("decidir_recurso")
    if (decidido is None) != (recurso.sentido == "") or (decidido and decidido.datos.get("huella") != seal_decision(recurso)):
        yield "la decisión del recurso no es la que se tomó"


def _check_folios() -> Iterator[tuple[str, list[str]]]:
    """No folio was given and then lost: as many cases as the counter says, the last one with its number."""
    folios = Solicitud.objects.values_list("institucion_id", "folio").iterator(chunk_size=5000)
    cuenta: dict[tuple[int, int], set[int]] = {}
    for institucion_id, folio in folios:
        partes = folio.split("-")
        cuenta.setdefault((institucion_id, int(partes[1])), set()).add(int(partes[-1]))
    for contador in ContadorFolio.objects.filter(prueba=False).select_related("institucion").order_by("institucion__codigo", "anio"):
        numeros = cuenta.get((contador.institucion_id, contador.anio), set())
        faltan = sorted(set(range(1, contador.ultimo + 1)) - numeros)
        razones = [f"faltan los folios {', '.join(map(str, faltan[:10]))}"] if faltan else []
        if sobran := sorted(numeros - set(range(1, contador.ultimo + 1))):
            razones.append(f"hay folios que el contador no dio: {', '.join(map(str, sobran[:10]))}")
        yield f"{contador.institucion.codigo} {contador.anio}", razones
