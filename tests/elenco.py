"""The named cast of the tests and the case that they handle: who each is, and a case brought to any state by the real services."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from documentos.models import Documento
from notifications.models import Salida
from solicitudes.actor import ANONIMO, RELOJ, Actor, Puesto, actor_for_persona, actor_for_presentacion
from solicitudes.directorio import load_directorio
from solicitudes.models import (
    Asignacion,
    Cargo,
    ContadorFolio,
    Institucion,
    Movimiento,
    Persona,
    Presentacion,
    Recurso,
    Resolucion,
    Solicitud,
    Unidad,
)
from solicitudes.models.pregunta import Pregunta, RespuestaPregunta
from solicitudes.services.aclaracion import aclarar, pedir_aclaracion
from solicitudes.services.acto import open_acto
from solicitudes.services.admision import admitir
from solicitudes.services.anexo import adjuntar
from solicitudes.services.asignacion import asignar
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.desistimiento import desistir
from solicitudes.services.division import dividir
from solicitudes.services.entrega import entregar
from solicitudes.services.identidad import Acreditada, acreditar
from solicitudes.services.numeracion import numerar
from solicitudes.services.presentacion import Peticion, Recibo, Solicitante, presentar
from solicitudes.services.prorroga import prorrogar
from solicitudes.services.rectificacion import Rectificado
from solicitudes.services.recurso import Decision, cumplir_recurso, decidir_recurso, interponer_recurso, subsanar_recurso
from solicitudes.services.remision import Parte, remitir, remitir_parte
from solicitudes.services.reserva import Clasificacion, build_reserva
from solicitudes.services.resolucion import Borrador, devolver, enviar_a_revision, firmar, redactar, resolver, retirar_firma, revisar
from solicitudes.services.vencimiento import vencer_plazos
from workflow.problema import ProblemaError
from workflow.roles import Rol

GUATEMALA = ZoneInfo("America/Guatemala")


def cuando(mes: int, dia: int, hora: int = 9, minuto: int = 0, segundo: int = 0, *, anio: int = 2026) -> datetime:
    """A moment of 2026 by the clocks of Guatemala, as the doors give it: in UTC, where the evening is already the next day."""
    return datetime(anio, mes, dia, hora, minuto, segundo, tzinfo=GUATEMALA).astimezone(UTC)


#: A Monday with no holiday before Easter: ten business days later is Monday the 16th.
LUNES = cuando(3, 2)
VENCE = date(2026, 3, 16)

_EN_LA_CAPITAL = {"departamento": "Guatemala", "municipio": "Guatemala", "codigo_municipio": "0101"}
_FILAS: tuple[dict[str, Any], ...] = (
    {
        "codigo": "MSPAS",
        "nombre": "Ministerio de Salud Pública y Asistencia Social",
        "siglas": "MSPAS",
        "tipo": "Ministerio",
        **_EN_LA_CAPITAL,
        "materias": ["hospitales", "medicamentos"],
    },
    {
        "codigo": "MINEDUC",
        "nombre": "Ministerio de Educación",
        "siglas": "MINEDUC",
        "tipo": "Ministerio",
        **_EN_LA_CAPITAL,
        "materias": ["escuelas"],
    },
    {
        "codigo": "MUNI-0901",
        "nombre": "Municipalidad de Quetzaltenango",
        "siglas": "",
        "tipo": "Municipalidad",
        "departamento": "Quetzaltenango",
        "municipio": "Quetzaltenango",
        "codigo_municipio": "0901",
        "materias": ["agua"],
    },
)


@dataclass(frozen=True)
class Elenco:
    """Two ministries and a town, and the people who meet in them."""

    salud: Institucion
    educacion: Institucion
    xela: Institucion
    compras: Unidad
    archivo: Unidad

    #: Handles every case of Salud: admits, asks, extends, forwards, drafts, notifies, hands over.
    la_oficial: Actor
    #: Her colleague in the same information unit.
    otra_oficial: Actor
    #: Heads that unit: reviews what somebody else drafted, or sends it back.
    la_jefa: Actor
    #: Signs for Salud by delegation.
    el_firmante: Actor
    #: The top authority of Salud: signs, and is told what expired.
    la_autoridad: Actor
    #: Liaison of Compras: sees a case only once it is assigned there, and never who asked.
    el_enlace: Actor
    #: Liaison of Archivo, where nothing is assigned.
    otro_enlace: Actor
    #: Sees every case, reads no names and changes nothing.
    el_regulador: Actor
    #: Changes the calendar of the whole country, and sees no case.
    la_administradora: Actor
    #: Officer of Educación: the cases of Salud do not exist for her.
    una_extrana: Actor
    #: Lets terms expire and cases close.
    el_reloj: Actor = RELOJ
    #: Anybody: may file, and sees nothing.
    nadie: Actor = ANONIMO


def hire_elenco() -> Elenco:
    """Make the little world: three bodies of the directory, their units and their people."""
    load_directorio(_FILAS, ahora=cuando(1, 2), motivo="pruebas")
    salud, educacion, xela = Institucion.objects.filter(codigo__in=[fila["codigo"] for fila in _FILAS]).order_by("pk")
    compras = Unidad.objects.create(institucion=salud, clase=Unidad.Clase.INTERNA, nombre="Compras")
    archivo = Unidad.objects.create(institucion=salud, clase=Unidad.Clase.INTERNA, nombre="Archivo")
    unidades = {(unidad.institucion_id, unidad.clase): unidad for unidad in Unidad.objects.exclude(clase=Unidad.Clase.INTERNA)}
    informacion, autoridad = (unidades[salud.pk, clase] for clase in (Unidad.Clase.INFORMACION, Unidad.Clase.MAXIMA_AUTORIDAD))
    gente = hire_varias(
        la_oficial=(Rol.OFICIAL, informacion),
        otra_oficial=(Rol.OFICIAL, informacion),
        la_jefa=(Rol.JEFE_UNIDAD, informacion),
        el_firmante=(Rol.FIRMANTE, autoridad),
        la_autoridad=(Rol.MAXIMA_AUTORIDAD, autoridad),
        el_enlace=(Rol.ENLACE, compras),
        otro_enlace=(Rol.ENLACE, archivo),
        el_regulador=(Rol.REGULADOR, None),
        la_administradora=(Rol.ADMINISTRADOR, None),
        una_extrana=(Rol.OFICIAL, unidades[educacion.pk, Unidad.Clase.INFORMACION]),
    )
    elenco = Elenco(salud=salud, educacion=educacion, xela=xela, compras=compras, archivo=archivo, **gente)
    build_reserva(RESERVA, institucion=salud, persona_id=elenco.la_autoridad.persona_id, ahora=cuando(1, 9)).save()
    return elenco


#: What Salud has reserved: the negotiation of this year's prices, since 9 January.
RESERVA = Clasificacion(
    institucion="MSPAS",
    numero="12-2026",
    fecha=date(2026, 1, 5),
    autoridad="Ministra de Salud Pública y Asistencia Social",
    asunto="Ofertas de la negociación de precios de medicamentos de 2026",
    fuente="Expediente DGA-7-2026 de la Dirección de Adquisiciones",
    causal="estabilidad_economica",
    justificacion="La negociación está abierta.",
    partes="Folios 12 a 40: precios ofrecidos.",
    custodia="Dirección de Adquisiciones",
    publicacion="Diario de Centro América, tomo CCCXX, número 7",
    fecha_publicacion=date(2026, 1, 9),
    desde=date(2026, 1, 9),
    hasta=date(2032, 12, 31),
    ajena_a_violaciones=True,
)


def unidad_de(institucion: Institucion, clase: Unidad.Clase) -> Unidad:
    """The information unit or the top authority of a body."""
    return Unidad.objects.get(institucion=institucion, clase=clase)


def hire_varias(**puestos: tuple[Rol, Unidad | None]) -> dict[str, Actor]:
    """Appoint everybody at once since 1 January; two queries."""
    personas = Persona.objects.bulk_create(
        Persona(username=nombre, email=f"{nombre}@oficina.example", first_name=nombre) for nombre in puestos
    )
    quienes = list(zip(personas, puestos.values(), strict=True))
    Cargo.objects.bulk_create(Cargo(persona=p, unidad=unidad, rol=rol.value, desde=date(2026, 1, 1)) for p, (rol, unidad) in quienes)
    return {
        persona.username: Actor(
            persona_id=persona.pk,
            puestos=(Puesto(rol, unidad.institucion_id if unidad else None, unidad.pk if unidad else None),),
        )
        for persona, (rol, unidad) in quienes
    }


def hire(nombre: str, rol: Rol, unidad: Unidad | None, *, desde: date = date(2026, 1, 1), hasta: date | None = None) -> Actor:
    """Appoint somebody new; her address is `<nombre>@oficina.example`."""
    persona = Persona.objects.create(username=nombre, email=f"{nombre}@oficina.example", first_name=nombre)
    Cargo.objects.create(persona=persona, unidad=unidad, rol=rol.value, desde=desde, hasta=hasta)
    return actor_for_persona(persona, hoy=LUNES.date())


#: What people write, recognisable wherever it must not appear.
NOMBRE, CORREO = "María Tuyuc", "maria.tuyuc@correo.example"
DESCRIPCION = "Compras de medicamentos de enero a junio, por renglón."
PREGUNTAS = ("¿Cuánto se gastó en medicamentos?", "¿Qué precios se ofrecieron?", "¿Hubo donaciones?")


#: What a request to correct one's own data names (LAIP art. 34).
RECTIFICADO = Rectificado("Registro de pacientes", "Mi fecha de nacimiento dice 1989 y es 1998.", "Certificación del RENAP que adjunto.")


def una_peticion(*codigos: str, **datos: Any) -> Peticion:
    """A petition to Salud, or to the bodies of `codigos`."""
    if datos.get("tipo") == "datos_rectificacion":
        datos.setdefault("rectificacion", RECTIFICADO)
    solicitante = Solicitante(datos.pop("nombre", NOMBRE), datos.pop("correo", CORREO), idioma=datos.pop("idioma", "es"))
    return Peticion(codigos or ("MSPAS",), datos.pop("descripcion", DESCRIPCION), solicitante, **datos)


#: A draft in each direction: one that hands over, one that denies, one for want of clarification.
CONCEDE = Borrador("entrega_total", "Se entrega el listado completo.")
DENIEGA = Borrador(
    "negativa_reservada",
    "No se entrega.",
    "Consta en la reserva 12-2026.",
    ("LAIP art. 23",),
    reserva=RESERVA.numero,
    dano_excepcion="Es parte de una negociación que protege el artículo 23.6.",
    dano_amenaza="Los oferentes ajustarían sus precios al conocerlos.",
    dano_perjuicio="El Estado pagaría más por los mismos medicamentos.",
)
SIN_ACLARAR = Borrador("negativa_sin_aclaracion", "No se entrega.", "No se aclaró en el plazo de dos días.", ("LAIP art. 42.2",))

#: What the top authority decides: that it be handed over after all, or not.
REVOCA = Decision("revoca", "La reserva no se probó.", "Se ordena entregar.", ("LAIP art. 59",), orden="Entregar el listado.")
CONFIRMA = Decision("confirma", "La reserva se probó.", "Se confirma la reserva.", ("LAIP art. 59",))


def skeleton(acto: str) -> Callable[..., Movimiento]:
    """An act with nothing of its own: what every act has, and all that those of the clock have."""

    def hacer(*, folio: str, actor: Actor, ahora: datetime, version: int | None = None) -> Movimiento:
        with open_acto(acto, folio=folio, actor=actor, ahora=ahora, version=version) as en_curso:
            return en_curso.asentar()

    return hacer


#: Every act on a case that exists: the service that does it, who does it in these tests, and what it says.
ACTOS: Mapping[str, tuple[Callable[..., Any], str, Mapping[str, Any]]] = {
    "admitir": (admitir, "la_oficial", {}),
    "asignar": (asignar, "la_oficial", {"fecha_interna": date(2026, 12, 1)}),
    "dividir": (dividir, "la_oficial", {"preguntas": PREGUNTAS}),
    "adjuntar": (adjuntar, "la_oficial", {"nombre": "compras.csv", "contenido": b"producto;precio\nAmoxicilina;0.42\n"}),
    "numerar": (numerar, "la_oficial", {"expediente_interno": "UI-15-2026"}),
    "pedir_aclaracion": (pedir_aclaracion, "la_oficial", {"pregunta": "¿Incluye las donaciones?"}),
    "aclarar": (aclarar, "la_solicitante", {"respuesta": "Solo las compras."}),
    "acreditar": (acreditar, "la_oficial", {"acreditada": Acreditada("titular", "dpi", "2547819630101", "original")}),
    "prorrogar": (prorrogar, "la_oficial", {"dias": 10, "motivo": "Son tres sistemas."}),
    "remitir": (remitir, "la_oficial", {"institucion": "MINEDUC", "motivo": "La tiene Educación."}),
    "remitir_parte": (
        remitir_parte,
        "la_oficial",
        {"partes": (Parte("MINEDUC", "Las compras para las escuelas."),), "motivo": "Esa parte la tiene Educación."},
    ),
    "resolver": (resolver, "la_oficial", {}),
    "entregar": (entregar, "la_oficial", {}),
    "desistir": (desistir, "la_solicitante", {}),
    "vencer": (skeleton("vencer"), "el_reloj", {}),
    "cerrar": (skeleton("cerrar"), "el_reloj", {}),
    "redactar": (redactar, "la_oficial", {"borrador": CONCEDE}),
    "enviar_a_revision": (enviar_a_revision, "la_oficial", {}),
    "revisar": (revisar, "la_jefa", {}),
    "devolver": (devolver, "la_jefa", {"observaciones": "Falta el renglón 266."}),
    "firmar": (firmar, "el_firmante", {}),
    "retirar_firma": (retirar_firma, "el_firmante", {"observaciones": "El renglón 266 está repetido."}),
    "interponer_recurso": (interponer_recurso, "la_solicitante", {"causales": ("otra",)}),
    "subsanar_recurso": (subsanar_recurso, "la_autoridad", {"correccion": "Se entiende contra el silencio."}),
    "decidir_recurso": (decidir_recurso, "la_autoridad", {"decision": REVOCA}),
    "cumplir_recurso": (cumplir_recurso, "la_oficial", {"constancia": "Se entregó el listado."}),
}


class Caso:
    """One case on a calendar that the test moves: `at` says when, `hacer` acts there and then."""

    def __init__(self, elenco: Elenco, *, ahora: datetime = LUNES, peticion: Peticion | None = None) -> None:
        self.elenco, self.ahora = elenco, ahora
        self.recibo: Recibo = presentar(peticion=peticion or una_peticion(), actor=ANONIMO, ahora=ahora)
        self.folio = self.recibo.solicitudes[0].folio
        self.la_solicitante = actor_for_presentacion(self.recibo.presentacion)

    @property
    def solicitud(self) -> Solicitud:
        """The case as it stands in the database."""
        return Solicitud.objects.select_related("institucion", "presentacion", "origen").get(folio=self.folio)

    @property
    def resolucion(self) -> Resolucion:
        return Resolucion.objects.get(solicitud__folio=self.folio)

    @property
    def movimientos(self) -> list[Movimiento]:
        return list(Movimiento.objects.filter(solicitud__folio=self.folio).order_by("numero"))

    @property
    def ultimo(self) -> Movimiento:
        return self.movimientos[-1]

    def at(self, momento: datetime) -> Caso:
        """Move the calendar."""
        self.ahora = momento
        return self

    def actor(self, nombre: str) -> Actor:
        """Somebody of the cast by name; the applicant is the one of this case."""
        return self.la_solicitante if nombre == "la_solicitante" else getattr(self.elenco, nombre)

    def hacer(self, acto: str, *, por: str | Actor = "", version: int | None = None, **datos: Any) -> Any:
        """Do an act, by whom it usually does and with what she usually says, or as told."""
        servicio, usual, omision = ACTOS[acto]
        quien = por if isinstance(por, Actor) else self.actor(por or usual)
        if acto == "asignar":
            omision = {"unidad_id": self.elenco.compras.pk, **omision}
        return servicio(folio=self.folio, actor=quien, ahora=self.ahora, version=version, **{**omision, **datos})

    def answer(self, borrador: Borrador = CONCEDE, *, hasta: str = "resolver") -> Caso:
        """From the draft up to the act `hasta`."""
        for acto in ("redactar", "enviar_a_revision", "revisar", "firmar", "resolver"):
            self.hacer(acto, **({"borrador": borrador} if acto == "redactar" else {}))
            if acto == hasta:
                break
        return self


#: How a case gets to each state, day by day of March 2026.
_CAMINOS: Mapping[str, tuple[tuple[int, str], ...]] = {
    "presentada": (),
    "en_tramite": ((3, "admitir"),),
    "en_aclaracion": ((3, "admitir"), (4, "pedir_aclaracion")),
    "vencida": ((3, "admitir"), (17, "vencer")),
    "resuelta": ((3, "admitir"), (10, "answer")),
    "entregada": ((3, "admitir"), (10, "answer"), (11, "entregar")),
    "remitida": ((4, "remitir"),),
    "desistida": ((4, "desistir"),),
    "cerrada": ((4, "desistir"), (26, "cerrar")),
}


def un_expediente(elenco: Elenco, estado: str = "presentada", *, asignado: bool = False, borrador: Borrador = CONCEDE, **mas: Any) -> Caso:
    """A case of Salud filed on Monday 2 March 2026 and brought to `estado`; it is the afternoon of its last act."""
    caso = Caso(elenco, peticion=una_peticion(**mas))
    if asignado:
        caso.at(cuando(3, 2, 12)).hacer("asignar")
    for dia, paso in _CAMINOS[estado]:
        caso.at(cuando(3, dia))
        if paso == "vencer":
            vencer_plazos(ahora=caso.ahora)
        elif paso == "cerrar":
            cerrar_expedientes(ahora=caso.ahora)
        elif paso == "answer":
            caso.answer(borrador)
        else:
            caso.hacer(paso)
    assert caso.solicitud.estado == estado
    return caso.at(caso.ahora + timedelta(hours=4))


_DEL_CASO = (Presentacion, Solicitud, Movimiento, Pregunta, Resolucion, RespuestaPregunta, Recurso, Asignacion)
_TABLAS = (*_DEL_CASO, ContadorFolio, Documento, Salida)


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Everything that an act could have touched."""
    return {tabla.__name__: list(tabla.objects.order_by("pk").values()) for tabla in _TABLAS}


@contextmanager
def refused(codigo: str, estatus: int, *, campo: str | None = None) -> Iterator[pytest.ExceptionInfo[ProblemaError]]:
    """What is inside is refused with this slug and this status, and leaves no trace."""
    antes = snapshot()
    with pytest.raises(ProblemaError) as error:
        yield error
    assert (error.value.codigo, error.value.estatus) == (codigo, estatus)
    assert campo is None or error.value.campo == campo
    assert snapshot() == antes


def enqueued(folio: str) -> dict[str, list[dict[str, Any]]]:
    """What the outbox holds of a case, by effect."""
    filas: dict[str, list[dict[str, Any]]] = {}
    for efecto, argumentos in Salida.objects.order_by("pk").values_list("efecto", "argumentos"):
        if argumentos.get("folio") == folio:
            filas.setdefault(efecto, []).append({k: v for k, v in argumentos.items() if k != "folio"})
    return filas
