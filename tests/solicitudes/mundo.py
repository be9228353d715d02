"""The rows that test_restricciones.py spoils: one of each model, and the cases that they hang on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

from allauth.idp.oidc.models import Client

from documentos.models import Documento
from notifications.models import Aviso
from solicitudes.models import (
    ActoCalendario,
    AvisoDeReserva,
    Cliente,
    ConteoDeLlamadas,
    DiaCalendario,
    Emisor,
    EncargadoDeCliente,
    EntregaDeEvento,
    Evento,
    IngresoPorEmisor,
    Lectura,
    LecturaElegida,
    LevantamientoReserva,
    Nota,
    PeticionIdempotente,
    PlantillaResolucion,
    Presencia,
    ProrrogaReserva,
    Suscripcion,
    Tarifa,
    TokenPersonal,
    VistaGuardada,
)
from solicitudes.services.reserva import build_reserva
from tests.elenco import DENIEGA, LUNES, RESERVA, Caso, Elenco, cuando, un_expediente


class Mundo:
    """The rows that are spoilt, each in its state; those of the case are made when somebody names them."""

    def __init__(self, elenco: Elenco) -> None:
        self.elenco, self.persona, self.abierto = elenco, elenco.la_jefa.persona_id, un_expediente(elenco, "en_tramite")
        acto = {"clase": "dias", "ambito": "nacional", "motivo": "Feria", "fundamento": "Acuerdo 3", "conocida_desde": LUNES}
        feria = ActoCalendario.objects.create(numero=1, **acto)
        DiaCalendario.objects.create(acto=feria, fecha=date(2026, 5, 4), nombre="feria")
        ActoCalendario.objects.create(numero=2, **acto | {"clase": "revocacion", "revoca": feria})
        self._subscribe()
        self._furnish()
        # A second one, so that the one of the cast stays in force.
        reserva = build_reserva(
            replace(RESERVA, numero="13-2026"), institucion=elenco.salud, persona_id=elenco.la_autoridad.persona_id, ahora=cuando(1, 9)
        )
        reserva.save()
        quien = {"reserva": reserva, "persona_id": self.persona, "fecha_hora": LUNES}
        ProrrogaReserva.objects.create(
            **quien, numero="13", fecha=date(2026, 3, 2), hasta=date(2034, 1, 1), justificacion="x", publicacion="x",
            fecha_publicacion=date(2026, 3, 2),
        )  # fmt: skip
        LevantamientoReserva.objects.create(**quien, causa="orden_judicial", documento="x", motivo="x", desde=date(2026, 3, 2))
        Tarifa.objects.create(
            institucion=elenco.salud, concepto="copia_simple", monto="0.50", fuente="Acuerdo 1", desde=date(2026, 1, 2),
            persona_id=self.persona, fecha_hora=LUNES,
        )  # fmt: skip
        LecturaElegida.objects.create(
            institucion=elenco.salud, regimen="gt-laip", clave="D2", valor="admision", desde=date(2026, 3, 3), motivo="x", fundamento="x",
            persona_id=self.persona, rol="maxima_autoridad", fecha_hora=LUNES,
        )  # fmt: skip
        AvisoDeReserva.objects.create(reserva=reserva, hasta=date(2034, 1, 1), dias=30, fecha_hora=LUNES)
        Aviso.objects.create(clave="k", folio="GT-1", evento="e", canal="c", destinatario="d", mensaje_id="<1@x>", fecha_hora_envio=LUNES)
        emisor = Emisor.objects.create(
            clave="salud",
            nombre="Salud",
            institucion=elenco.salud,
            url="https://entra.example",
            cliente_id="x",
            fecha_hora_registrado=LUNES,
        )
        IngresoPorEmisor.objects.create(emisor=emisor, persona_id=self.persona, resultado="admitido", fecha_hora=LUNES)
        self._emit()

    def _emit(self) -> None:
        """A paper of ours, and a file that an officer attached."""
        papel = {
            "codigo": "1111-1111-1111-1111", "folio": "GT-1", "tipo": "acuse", "referencia": "", "institucion_nombre": "Salud",
            "titulo": "Acuse",
            "nombre_archivo": "acuse.pdf", "tipo_contenido": "application/pdf", "tamano": 10, "sha256": "a" * 64, "plantilla": "acuse",
            "plantilla_version": 1, "fecha_hora_emision": LUNES,
        }  # fmt: skip
        Documento(**papel).save()
        Documento(
            **papel | {"codigo": "2222-2222-2222-2222", "tipo": "anexo", "referencia": "1", "plantilla": "", "plantilla_version": 0}
        ).save()

    def _furnish(self) -> None:
        """What the workbench keeps of the case and of the person."""
        quien = {"solicitud": self.abierto.solicitud, "persona_id": self.persona, "fecha_hora": LUNES}
        Nota.objects.create(**quien, texto="Falta el anexo.")
        Presencia.objects.create(**quien, desde=LUNES)
        Lectura.objects.create(**quien, rol="oficial", por="ver el expediente", hora=LUNES)
        PeticionIdempotente.objects.create(llave="a" * 64, huella="b" * 64, fecha_hora_reclamada=LUNES)
        VistaGuardada.objects.create(persona_id=self.persona, nombre="Lo mío", consulta="sin_asignar=1")
        PlantillaResolucion.objects.create(
            institucion=self.elenco.salud, nombre="Entrega", sentido="entrega_total", respuesta="Se entrega."
        )

        TokenPersonal.objects.create(
            persona_id=self.persona,
            nombre="Tablero",
            prefijo="sip_0",
            huella="c" * 64,
            fecha_hora_creado=LUNES,
            fecha_hora_fin=cuando(4, 1),
        )

    def _subscribe(self) -> None:
        """A portal that wants to hear of the case, and one delivery to it."""
        oidc = Client.objects.create(id="portal", name="Portal")
        cliente = Cliente.objects.create(oidc=oidc, nombre="Portal", fecha_hora_acreditado=LUNES)
        ConteoDeLlamadas.objects.create(cliente=cliente, fecha=LUNES.date(), estatus=200, llamadas=1)
        EncargadoDeCliente.objects.create(cliente=cliente, persona_id=self.persona, fecha_hora_desde=LUNES)
        suscripcion = Suscripcion.objects.create(
            cliente=cliente, url="https://portal.example/", secreto_cifrado="x", fecha_hora_creada=LUNES
        )
        evento = Evento.objects.filter(solicitud=self.abierto.solicitud).earliest("pk")
        EntregaDeEvento.objects.create(
            suscripcion=suscripcion, evento=evento, solicitud=self.abierto.solicitud, numero=1, fecha_hora_pendiente=LUNES
        )

    @cached_property
    def con_borrador(self) -> Caso:
        return un_expediente(self.elenco, "en_tramite").answer(hasta="redactar")

    @cached_property
    def negado(self) -> Caso:
        return un_expediente(self.elenco, "resuelta", borrador=DENIEGA)

    @cached_property
    def respondido(self) -> Caso:
        return un_expediente(self.elenco, "resuelta")

    @cached_property
    def recurrido(self) -> Caso:
        caso = un_expediente(self.elenco, "vencida")
        caso.hacer("interponer_recurso")
        return caso

    @cached_property
    def decidido(self) -> Caso:
        self.recurrido.hacer("decidir_recurso")
        return self.recurrido

    def case(self, cual: str) -> Caso:
        return getattr(self, cual)
