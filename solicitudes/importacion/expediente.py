"""A row of a former register as the rows that it becomes here: filing, case and one movement that says all that the register says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, ClassVar
from uuid import uuid4

from solicitudes.bitacora import append_movimiento, digest, seal_texto
from solicitudes.calendarios import Calendarios
from solicitudes.claves import hash_clave, make_clave
from solicitudes.importacion.palabras import Situacion
from solicitudes.importacion.renglon import Renglon
from solicitudes.lecturas import lecturas_of, with_elige
from solicitudes.libros import build_eventos, new_libro, project_fechas
from solicitudes.models import Importacion, Institucion, Movimiento, Presentacion, Solicitud
from workflow.estados import Estado
from workflow.libro import Libro
from workflow.problema import ProblemaError
from workflow.regimen import Regimen, get_regimen_vigente
from workflow.roles import Rol


class RenglonImposibleError(ProblemaError):
    """What a row says cannot have happened by the law; `campo` is its field."""

    codigo: ClassVar[str] = "renglon-imposible"
    titulo: ClassVar[str] = "Lo que dice la fila no pudo ocurrir así"


@dataclass(frozen=True, slots=True)
class Nacimiento:
    """What is written for one row, unsaved."""

    presentacion: Presentacion
    solicitud: Solicitud
    movimiento: Movimiento


class Constructor:
    """Makes cases of one institution's rows, by the law and the calendar of the day on which each came in."""

    def __init__(self, institucion: Institucion, *, rol: Rol, persona_id: int, ahora: datetime) -> None:
        self._institucion, self._rol, self._persona_id, self._ahora = institucion, rol, persona_id, ahora
        self._calendarios = Calendarios([institucion], al=ahora)
        self._find_regimen = lru_cache(maxsize=4096)(lambda dia: get_regimen_vigente(institucion.regimen, fecha=dia))
        elige = with_elige(Institucion.objects.filter(pk=institucion.pk)).get()  # most have chosen nothing: then no day is asked about
        self._find_lecturas = lru_cache(maxsize=4096)(lambda dia: lecturas_of(elige, dia))

    def check(self, renglon: Renglon) -> bool:
        """Whether it would come in with its term over.

        :raises RenglonImposibleError: the law knows no such case.
        """
        solicitud = self._build_solicitud(renglon, presentacion=None)
        vence = solicitud.fecha_vencimiento
        return renglon.situacion.abierta and vence is not None and vence < self._ahora.astimezone(self._zona(renglon)).date()

    def build(self, renglon: Renglon, *, folio: str, importacion: Importacion) -> Nacimiento:
        """The three rows; the case has its folio and its first seal."""
        presentacion = self._build_presentacion(renglon)
        solicitud = self._build_solicitud(renglon, presentacion=presentacion)
        solicitud.folio, solicitud.importacion = folio, importacion
        datos = build_datos(renglon) | {
            "texto": seal_texto(solicitud),
            "vence": solicitud.fecha_vencimiento.isoformat() if solicitud.fecha_vencimiento else None,
            "importacion": importacion.pk,
        }
        movimiento = append_movimiento(
            solicitud, acto="migrar", estado_anterior="", rol=self._rol, persona_id=self._persona_id, ahora=self._ahora, datos=datos
        )
        return Nacimiento(presentacion, solicitud, movimiento)

    def _zona(self, renglon: Renglon) -> Any:
        return self._find(renglon).zona

    def _find(self, renglon: Renglon) -> Regimen:
        try:
            return self._find_regimen(renglon.recibida.date())
        except ProblemaError as problema:
            raise RenglonImposibleError("La ley no estaba vigente ese día: revise el año.", campo="recibida") from problema

    def _build_presentacion(self, r: Renglon) -> Presentacion:
        identificador = uuid4()
        return Presentacion(
            id=identificador,
            solicitante_nombre=r.nombre,
            solicitante_correo=r.correo,
            solicitante_telefono=r.telefono,
            canal=r.canal,
            clave_hash=hash_clave(make_clave(identificador, None)),  # nobody is given the key: docs/adr/0022
            cuerpo_hash=seal_renglon(r),
            fecha_hora=self._ahora,
        )

    def _build_solicitud(self, r: Renglon, *, presentacion: Presentacion | None) -> Solicitud:
        regimen = self._find(r)
        solicitud = Solicitud(
            presentacion=presentacion,
            institucion=self._institucion,
            institucion_nombre=self._institucion.nombre_distinguible,
            tipo=r.tipo,
            descripcion=r.descripcion,
            forma_entrega=r.forma_entrega,
            regimen=self._institucion.regimen,
            regimen_version=regimen.version,
            lecturas=self._find_lecturas(r.recibida.date()),
            estado=_find_estado(r).value,
            sentido=r.sentido,
            expediente_interno=r.numero,
            fecha_hora_presentacion=r.recibida,
            fecha_hora_original=r.recibida,
            fecha_hora_respuesta_previa=r.respondida if r.situacion is Situacion.RESPONDIDA else None,
            calendario=self._calendarios.numero,
        )
        if r.situacion.abierta:
            project_fechas(solicitud, self._fold(solicitud, r, regimen), hoy=self._ahora.astimezone(regimen.zona).date())
        else:  # as the former register says it, and never as our clock would: a term of ours was never counted
            solicitud.fecha_vencimiento = r.vence.date() if r.vence else None
        return solicitud

    def _fold(self, solicitud: Solicitud, r: Renglon, regimen: Regimen) -> Libro:
        lecturas = regimen.choose_lecturas(solicitud.lecturas)
        libro = new_libro(solicitud, self._calendarios.get(self._institucion, regimen=regimen, lecturas=lecturas))
        for evento in build_eventos("migrar", self._ahora, build_datos(r)):
            try:
                libro.record(evento)
            except ProblemaError as impedimento:
                campo, articulo = _CAMPO_DE[evento.tipo], impedimento.articulo
                raise RenglonImposibleError(impedimento.plantilla, campo=campo, articulo=articulo, **impedimento.datos) from None
        return libro


_CAMPO_DE = {"presentada": "recibida", "aclaracion_pedida": "aclaracion_pedida", "aclarada": "aclarada", "prorrogada": "prorrogada"}


def build_datos(r: Renglon) -> dict[str, Any]:
    """What the movement says of a row: everything but who asked and what she wrote."""
    datos: dict[str, Any] = {
        "numero_original": r.numero,
        "recibida": _utc(r.recibida),
        "abierta": r.situacion.abierta,
        "situacion": r.situacion.value,
        "huella": seal_renglon(r),
    }
    if r.situacion.abierta:
        datos["antecedentes"] = list(_list_antecedentes(r))
    else:
        datos |= {"sentido": r.sentido, "respondida": _utc(r.respondida) if r.respondida else None}
    return datos


def seal_renglon(r: Renglon) -> str:
    """What tells a row from a later one under the same number that says something else."""
    return digest({clave: str(valor) for clave, valor in asdict(r).items() if clave != "linea"})


def _list_antecedentes(r: Renglon) -> Iterator[dict[str, Any]]:
    """What had happened before, as far as it moves the term, in the order in which it happened."""
    hechos: list[tuple[datetime, dict[str, Any]]] = []
    if r.aclaracion_pedida:
        hechos.append((r.aclaracion_pedida, {"acto": "pedir_aclaracion"}))
    if r.aclarada:
        hechos.append((r.aclarada, {"acto": "aclarar"}))
    if r.prorrogada:
        hechos.append((r.prorrogada, {"acto": "prorrogar", "dias": r.dias_prorroga}))
    for momento, hecho in sorted(hechos, key=lambda h: h[0]):
        yield hecho | {"fecha_hora": _utc(max(momento, r.recibida))}


def _find_estado(r: Renglon) -> Estado:
    if not r.situacion.abierta:
        return Estado.CERRADA
    if r.aclaracion_pedida and not r.aclarada:
        return Estado.EN_ACLARACION
    return Estado.EN_TRAMITE if r.situacion is Situacion.EN_TRAMITE or r.aclaracion_pedida or r.prorrogada else Estado.PRESENTADA


def _utc(momento: datetime) -> str:
    return momento.astimezone(UTC).isoformat()
