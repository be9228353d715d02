"""Sows cases that the product itself could have written: its folios, its ledger, its seals, its outbox; only the INSERT is another."""

import csv
import random
from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from bench.copia import reset_secuencias
from bench.historias import Historia, Paso
from bench.lote import Lote
from solicitudes.actor import Actor
from solicitudes.bitacora import append_movimiento, seal_texto
from solicitudes.calendarios import Calendarios
from solicitudes.claves import hash_clave, make_clave
from solicitudes.directorio import DATOS
from solicitudes.libros import new_libro, project_fechas
from solicitudes.models import ContadorFolio, Institucion, Movimiento, Presentacion, Resolucion, Solicitud
from solicitudes.services.acto import ActoEnCurso
from solicitudes.services.resolucion import seal_resolucion
from workflow.eventos import Evento, TipoEvento
from workflow.regimen import get_regimen_vigente
from workflow.roles import Rol
from workflow.transiciones import TRANSICIONES

LOTE = 5_000
NOMBRES = (
    "María Xiquín Ajcalón",
    "José Antonio Pérez Chub",
    "Ana Lucía Tzoc",
    "Asociación Vecinal de Sololá",
    "Carlos Enrique Morales Cux",
)
#: The word from which the follow-up key of every sown filing is derived, so that the measures can show it.
PALABRA = "siembra"


def list_por_demanda() -> list[Institucion]:
    """The directory, the bodies that are asked most first: the national ones, then the municipalities."""
    return sorted(Institucion.objects.filter(activa=True), key=lambda i: (i.codigo.startswith("MUNI-"), i.codigo))


class Siembra:
    """A source of cases, the same ones each time: spread over the directory as demand is, few bodies with much, many with little."""

    def __init__(self, *, ahora: datetime, oficial: Actor) -> None:
        self.ahora, self.oficial = ahora, oficial
        self.azar = random.Random(57_2008)
        self.instituciones = list_por_demanda()
        self.pesos = [1 / orden for orden in range(1, len(self.instituciones) + 1)]
        self.calendarios = Calendarios(self.instituciones)
        self.contadores: Counter[tuple[int, int]] = Counter()
        with (DATOS / "solicitudes_ejemplo.csv").open(encoding="utf-8", newline="") as archivo:
            self.textos = [fila["texto"] for fila in csv.DictReader(archivo)]

    def sow(self, cuantas: int, historias: tuple[Historia, ...]) -> None:
        """Write so many cases with these stories, and what the product knows of them: counters, sequences, statistics."""
        self.contadores = Counter({(c.institucion_id, c.anio): c.ultimo for c in ContadorFolio.objects.all()})
        for desde in range(0, cuantas, LOTE):
            lote = Lote()
            for _ in range(min(LOTE, cuantas - desde)):
                self._add_caso(lote, historias)
            with transaction.atomic():
                lote.write()
        self._write_contadores()
        reset_secuencias(Solicitud)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _add_caso(self, lote: Lote, historias: tuple[Historia, ...]) -> None:
        (historia,) = self.azar.choices(historias, [h.peso for h in historias])
        (institucion,) = self.azar.choices(self.instituciones, self.pesos)
        momento = self.ahora - timedelta(days=self.azar.randint(historia.desde, historia.hasta), seconds=self.azar.randint(0, 86_399))
        presentacion = self._build_presentacion(momento)
        solicitud, acto = self._open_caso(presentacion, institucion, momento)
        lote.presentaciones.append(presentacion)
        lote.solicitudes.append(solicitud)
        lote.movimientos.append(self._present(acto))
        for paso in historia.pasos:
            if paso.acto == "resolver":
                lote.resoluciones.append(self._build_resolucion(solicitud, momento + timedelta(days=paso.dias)))
            lote.movimientos.append(self._do(acto, paso, momento))

    def _build_presentacion(self, momento: datetime) -> Presentacion:
        identificador = UUID(int=self.azar.getrandbits(128), version=4)
        return Presentacion(
            id=identificador,
            solicitante_nombre=self.azar.choice(NOMBRES),
            solicitante_correo=f"persona{identificador.hex[:8]}@correo.example",
            canal="portal",
            clave_hash=hash_clave(make_clave(identificador, PALABRA)),
            idempotencia_hash=identificador.hex * 2,
            cuerpo_hash=identificador.hex * 2,
            fecha_hora=momento,
        )

    def _open_caso(self, presentacion: Presentacion, institucion: Institucion, momento: datetime) -> tuple[Solicitud, ActoEnCurso]:
        regimen = get_regimen_vigente(institucion.regimen, fecha=momento.date())
        anio = momento.astimezone(regimen.zona).year
        self.contadores[institucion.pk, anio] += 1
        solicitud = Solicitud(
            presentacion=presentacion,
            institucion=institucion,
            institucion_nombre=institucion.nombre_distinguible,
            folio=f"{regimen.jurisdiccion}-{anio}-{institucion.codigo}-{self.contadores[institucion.pk, anio]:06d}",
            descripcion=self.azar.choice(self.textos),
            regimen=regimen.id,
            regimen_version=regimen.version,
            fecha_hora_presentacion=momento,
            fecha_hora_original=momento,
        )
        acto = ActoEnCurso(solicitud, TRANSICIONES["presentar"], self.oficial, Rol.SOLICITANTE, momento)
        acto.libro = new_libro(solicitud, self.calendarios.get(institucion, regimen=regimen, lecturas=regimen.choose_lecturas({})))
        return solicitud, acto

    def _present(self, acto: ActoEnCurso) -> Movimiento:
        solicitud = acto.solicitud
        acto.libro.record(Evento(TipoEvento.PRESENTADA, acto.ahora))
        project_fechas(solicitud, acto.libro, hoy=acto.hoy)
        datos = {"texto": seal_texto(solicitud), "vence": solicitud.fecha_vencimiento.isoformat()}
        return append_movimiento(
            solicitud, acto="presentar", estado_anterior="", rol=Rol.SOLICITANTE, persona_id=None, ahora=acto.ahora, datos=datos
        )

    def _do(self, acto: ActoEnCurso, paso: Paso, presentada: datetime) -> Movimiento:
        acto.transicion, acto.rol, acto.ahora = TRANSICIONES[paso.acto], paso.rol, presentada + timedelta(days=paso.dias)
        acto.actor = self.oficial if paso.rol is Rol.OFICIAL else Actor()
        acto.solicitud.sentido = paso.datos.get("sentido", acto.solicitud.sentido)
        return acto.prepare(dict(paso.datos))

    def _build_resolucion(self, solicitud: Solicitud, momento: datetime) -> Resolucion:
        persona = self.oficial.persona_id
        resolucion = Resolucion(
            solicitud=solicitud,
            numero=f"RES-{solicitud.folio}",
            estado="notificada",
            sentido="entrega_total",
            respuesta="Se entrega la información solicitada en el archivo adjunto.",
            redactora_id=persona,
            fecha_hora_redaccion=momento,
            revisora_id=persona,
            fecha_hora_revision=momento,
            firmante_id=persona,
            firmante_cargo="Firmante",
            fecha_hora_firma=momento,
            fecha_hora_notificacion=momento,
        )
        resolucion.huella = seal_resolucion(resolucion)
        return resolucion

    def _write_contadores(self) -> None:
        ContadorFolio.objects.bulk_create(
            [ContadorFolio(institucion_id=pk, anio=anio, ultimo=ultimo) for (pk, anio), ultimo in self.contadores.items()],
            update_conflicts=True,
            unique_fields=["institucion", "anio", "prueba"],
            update_fields=["ultimo"],
        )
