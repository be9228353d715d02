"""Everybody who may come to the door of a case of the MSPAS, and the way of a case from one state to the next over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from config import reloj
from solicitudes.alcances import Alcance
from solicitudes.directorio import ARCHIVO, load_directorio, read_directorio
from solicitudes.models import Cargo, Institucion, Persona, Unidad
from solicitudes.services.cierre import cerrar_expedientes
from solicitudes.services.clientes import acreditar
from solicitudes.services.vencimiento import vencer_plazos
from tests.api.cliente import Cliente
from workflow.roles import Rol

AHORA = datetime(2026, 3, 25, 9, 0, tzinfo=ZoneInfo("America/Guatemala"))
NOMBRE, CORREO, TELEFONO = "Zulema Nombrepropio Reservado", "zulema.reservada@correo.example", "+502 5555-7788"
PREGUNTA = "¿Cuántas ambulancias del Hospital Nacional de Sololá están en servicio?"
DESDE = date(2026, 1, 1)
#: A photograph of a document, and what an officer writes down of it.
FOTO = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00\x00\x00\x01" * 2 + b"\x08\x00\x00\x00\x00:~\x9bU"
DPI = "2547819630101"
#: What a portal says of the person for whom it files.
CONSENTIMIENTO = {"forma": "formulario", "fecha_hora": "2026-02-20T09:00:00-06:00"}
BORRADOR = {"sentido": "entrega_total", "respuesta": "Hay doce ambulancias en servicio."}

_DIRECTORIO = read_directorio(ARCHIVO)  # once for all tests

#: act → who does it and what she sends.
ACTOS: dict[str, tuple[str, dict[str, Any]]] = {
    "admitir": ("oficial", {}),
    "asignar": ("oficial", {"unidad": 0, "fecha_interna": "2026-12-01"}),
    "dividir": ("oficial", {"preguntas": ["¿Cuántas ambulancias hay?", "¿Cuántas están en servicio?"]}),
    "numerar": ("oficial", {"expediente_interno": "UI-15-2026"}),
    "pedir-aclaracion": ("oficial", {"pregunta": "¿De qué año?"}),
    "aclarar": ("solicitante", {"respuesta": "Del 2025."}),
    "prorrogar": ("oficial", {"dias": 5, "motivo": "Hay que traer los expedientes de Sololá."}),
    "remitir": ("oficial", {"institucion": "MINFIN", "motivo": "El gasto lo registra el Ministerio de Finanzas."}),
    "remitir-parte": (
        "oficial",
        {"partes": [{"institucion": "MINFIN", "texto": "Cuánto costaron."}], "motivo": "El gasto lo registra el Ministerio de Finanzas."},
    ),
    "acreditar": ("oficial", {"calidad": "titular", "documento": "dpi", "numero": DPI, "medio": "original"}),
    "redactar": ("oficial", BORRADOR),
    "enviar-a-revision": ("oficial", {}),
    "revisar": ("jefa", {}),
    "devolver": ("jefa", {"observaciones": "Falta el año."}),
    "firmar": ("firmante", {}),
    "retirar-firma": ("firmante", {"observaciones": "El año es otro."}),
    "resolver": ("oficial", {}),
    "entregar": ("oficial", {"constancia": "Por correo electrónico."}),
    "desistir": ("solicitante", {}),
    "interponer-recurso": ("solicitante", {"causales": ["otra"], "agravios": "Falta el año 2024."}),
    "subsanar-recurso": ("autoridad", {"correccion": "Se entiende que recurre la respuesta del 25 de marzo."}),
    "decidir-recurso": (
        "autoridad",
        {
            "sentido": "revoca",
            "motivacion": "Consta en el archivo.",
            "fundamento": ["LAIP art. 59"],
            "version_publica": "Consta en el archivo.",
            "orden": "Entregar 2024.",
        },
    ),
    "cumplir-recurso": ("oficial", {"constancia": "Entregado en disco."}),
}
_RESUELTA = ("admitir", "redactar", "enviar-a-revision", "revisar", "firmar", "resolver")

#: Where a case may stand (state, and step of its resolution) and the acts that lead there.
CAMINOS: dict[str, tuple[str, ...]] = {
    "presentada": (),
    "en_tramite": ("admitir",),
    "datos_propios": ("admitir",),
    "prorrogada": ("admitir", "prorrogar"),
    "en_aclaracion": ("pedir-aclaracion",),
    "aclarada": ("pedir-aclaracion", "aclarar"),
    "borrador": _RESUELTA[:2],
    "en_revision": _RESUELTA[:3],
    "revisada": _RESUELTA[:4],
    "firmada": _RESUELTA[:5],
    "resuelta": _RESUELTA,
    "entregada": (*_RESUELTA, "entregar"),
    "recurrida": (*_RESUELTA, "interponer-recurso"),
    "decidida": (*_RESUELTA, "interponer-recurso", "decidir-recurso"),
    "desistida": ("desistir",),
    "remitida": ("remitir",),
    "vencida": (),
    "cerrada": (*_RESUELTA, "entregar"),
}


def load_instituciones(*codigos: str) -> None:
    """These rows of the real directory; a test of a case has no need of 433."""
    load_directorio([dict(f) for f in _DIRECTORIO if f["codigo"] in codigos], ahora=AHORA, motivo="pruebas")


@dataclass(frozen=True, slots=True)
class Caso:
    """A case as its applicant knows it."""

    folio: str
    clave: str
    presentacion: str

    @property
    def ruta(self) -> str:
        return f"solicitudes/{self.folio}/"


class Reparto:
    """The cast. Each caller is a door client; she is hired when the test first names her."""

    def __init__(self) -> None:
        load_instituciones("MSPAS", "MINFIN", "MINEDUC")
        self.mspas = Institucion.objects.get(codigo="MSPAS")
        self.compras = Unidad.objects.create(institucion=self.mspas, clase=Unidad.Clase.INTERNA, nombre="Departamento de Compras")
        self.archivo = Unidad.objects.create(institucion=self.mspas, clase=Unidad.Clase.INTERNA, nombre="Archivo General")
        self.nadie = Cliente()
        self._casos: dict[str, Caso] = {}

    @cached_property
    def oficial(self) -> Cliente:
        """Handles the cases of the MSPAS."""
        return Cliente(persona=self.hire("oficial", Rol.OFICIAL, "MSPAS"))

    @cached_property
    def oficial_ajena(self) -> Cliente:
        """The same, at another ministry: sees nothing of this one."""
        return Cliente(persona=self.hire("oficial.minfin", Rol.OFICIAL, "MINFIN"))

    @cached_property
    def jefa(self) -> Cliente:
        """Reviews what the officer drafts."""
        return Cliente(persona=self.hire("jefa", Rol.JEFE_UNIDAD, "MSPAS"))

    @cached_property
    def firmante(self) -> Cliente:
        """Signs."""
        return Cliente(persona=self.hire("firmante", Rol.FIRMANTE, "MSPAS"))

    @cached_property
    def autoridad(self) -> Cliente:
        """The top authority: may sign and send back."""
        return Cliente(persona=self.hire("autoridad", Rol.MAXIMA_AUTORIDAD, "MSPAS"))

    @cached_property
    def enlace(self) -> Cliente:
        """Liaison of the unit that is asked; never learns who the applicant is."""
        return Cliente(persona=self.hire("enlace", Rol.ENLACE, unidad=self.compras))

    @cached_property
    def enlace_sin_asignar(self) -> Cliente:
        """Liaison of a unit that nobody asked: sees nothing."""
        return Cliente(persona=self.hire("enlace.archivo", Rol.ENLACE, unidad=self.archivo))

    @cached_property
    def regulador(self) -> Cliente:
        """Watches every case, without personal data and without power."""
        return Cliente(persona=self.hire("regulador", Rol.REGULADOR))

    @cached_property
    def personal(self) -> Cliente:
        """Staff of the site and superuser, without any office: sees nothing through this door."""
        return Cliente(persona=Persona.objects.create_superuser("personal", "personal@sitio.example"))

    @cached_property
    def ex_oficial(self) -> Cliente:
        """Officer of the MSPAS until yesterday: sees nothing today."""
        return Cliente(persona=self.hire("ex.oficial", Rol.OFICIAL, "MSPAS", hasta=AHORA.date() - timedelta(days=1)))

    @cached_property
    def sistema(self) -> Cliente:
        """The case system of the MSPAS: acts in the office of one of its officers."""
        return self.accredit_sistema(*Alcance)

    @cached_property
    def sistema_ajeno(self) -> Cliente:
        """The same, of another ministry: sees nothing of this one."""
        responsable = self.hire("responsable.minfin", Rol.OFICIAL, "MINFIN")
        minfin = Institucion.objects.get(codigo="MINFIN")
        return self.accredit("Sistema del MINFIN", *Alcance, institucion=minfin, responsable=responsable)

    @cached_property
    def portal_ajeno(self) -> Cliente:
        """An accredited portal that did not file this."""
        return self.accredit("Portal", *(a for a in Alcance if a is not Alcance.ACTUAR))

    def bearer(self, token: str) -> Cliente:
        """Whoever holds that access token."""
        return Cliente(Authorization=f"Bearer {token}")

    def accredit(self, nombre: str, *alcances: str, **datos: Any) -> Cliente:
        """An accredited client with a token for all its scopes, asked for at the door."""
        cliente, secreto = acreditar(nombre=nombre, alcances=alcances, ahora=AHORA, **datos)
        par = {"grant_type": "client_credentials", "client_id": cliente.identificador, "client_secret": secreto}
        return self.bearer(Client().post("/oauth/token/", par).json()["access_token"])

    def accredit_sistema(self, *alcances: str) -> Cliente:
        """The case system of the MSPAS, for which one of its officers answers."""
        responsable = self.hire("responsable", Rol.OFICIAL, "MSPAS")
        return self.accredit("Sistema del MSPAS", *alcances, institucion=self.mspas, responsable=responsable)

    def hire(self, usuario: str, rol: Rol, codigo: str = "", *, unidad: Unidad | None = None, hasta: date | None = None) -> Persona:
        """An account with one office."""
        clase = Unidad.Clase.MAXIMA_AUTORIDAD if rol in (Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD) else Unidad.Clase.INFORMACION
        if codigo:
            unidad = Unidad.objects.get(institucion__codigo=codigo, clase=clase)
        persona = Persona.objects.create_user(usuario, f"{usuario}@gob.example")
        Cargo.objects.create(persona=persona, unidad=unidad, rol=rol, desde=DESDE, hasta=hasta)
        return persona

    def file(self, *instituciones: str, **cambios: Any) -> Caso:
        """A filing by somebody without an account, with everything by which she could be known."""
        return self.file_all(*(instituciones or ("MSPAS",)), **cambios)[0]

    def file_all(self, *instituciones: str, **cambios: Any) -> list[Caso]:
        solicitante = {"nombre": NOMBRE, "correo": CORREO, "telefono": TELEFONO}
        datos = {"instituciones": instituciones, "descripcion": PREGUNTA, "solicitante": solicitante} | cambios
        respuesta = self.nadie.post("solicitudes/", datos)
        assert respuesta.status_code == 201, respuesta.content
        recibo = respuesta.json()
        return [Caso(s["folio"], recibo["clave"], recibo["presentacion"]) for s in recibo["solicitudes"]]

    def solicitante(self, caso: Caso) -> Cliente:
        """The applicant of a case, with her key and no account."""
        return Cliente(clave=caso.clave)

    def who(self, nombre: str, caso: Caso) -> Cliente:
        """Anybody of the cast at the door of `caso`, by name."""
        if nombre == "solicitante":
            return self.solicitante(caso)
        if nombre == "clave_equivocada":
            return Cliente(clave="0000-0000-0000-0000")
        if nombre == "clave_ajena":
            return Cliente(clave=self.file("MINEDUC").clave)
        quien: Cliente = getattr(self, nombre)
        return quien

    def build_cuerpo(self, acto: str) -> dict[str, Any]:
        """A body with which this act succeeds where it may be done."""
        cuerpo = ACTOS[acto][1]
        return cuerpo | {"unidad": self.compras.pk} if acto == "asignar" else cuerpo

    def act(self, caso: Caso, acto: str) -> None:
        """One act by the one whose act it is."""
        respuesta = self.who(ACTOS[acto][0], caso).post(f"{caso.ruta}{acto}/", self.build_cuerpo(acto))
        assert respuesta.status_code == 200, respuesta.content

    def bring(self, situacion: str, *, asignada: bool = False) -> Caso:
        """A new case in one of the situations of CAMINOS; `asignada`, with the liaison's unit asked for the information."""
        caso = self.file(**({"tipo": "datos_acceso"} if situacion == "datos_propios" else {}))
        if asignada:
            self.act(caso, "asignar")
        for acto in CAMINOS[situacion]:
            self.act(caso, acto)
        if situacion in ("vencida", "cerrada"):
            reloj.set_detenido(AHORA + timedelta(days=60))
            vencer_plazos(ahora=reloj.ahora())
            cerrar_expedientes(ahora=reloj.ahora())
        return caso
