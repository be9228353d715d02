"""The three stories: answered in time, sent to the wrong institution, left in silence."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from config import reloj
from config.demo.cliente import Cliente, RespuestaInesperadaError
from config.demo.personal import Equipo
from config.demo.relato import Relato
from notifications.relevo import drenar
from solicitudes.directorio import DATOS
from solicitudes.services.vencimiento import advertir_vencimientos, vencer_plazos
from workflow.roles import Rol

_ZONA = ZoneInfo("America/Guatemala")


def read_pregunta(correcta: str, elegida: str) -> str:
    """The first example request for one institution that was sent to `elegida`."""
    with (DATOS / "solicitudes_ejemplo.csv").open(encoding="utf-8", newline="") as archivo:
        for fila in csv.DictReader(archivo):
            if (fila["institucion_correcta"], fila["institucion_elegida"]) == (correcta, elegida):
                return fila["texto"]
    raise LookupError(f"No hay ejemplo de {correcta} enviado a {elegida}.")


class Historia:
    """One case on a calendar that moves: each step says its day, and what the outbox holds is done before the next."""

    def __init__(self, *, base: str, relato: Relato, equipos: dict[str, Equipo], carpeta: Path) -> None:
        self.base, self.relato, self.equipos, self.carpeta = base, relato, equipos, carpeta
        self.ciudadana = Cliente(base)
        self.folio = ""
        self._oficiales: dict[tuple[str, Rol], Cliente] = {}

    def at(self, dia: date, hora: int = 9) -> datetime:
        """Move the calendar of the demonstration."""
        momento = datetime.combine(dia, time(hora), tzinfo=_ZONA)
        reloj.set_detenido(momento)
        return momento

    def as_(self, rol: Rol, codigo: str) -> Cliente:
        """An official of an institution, signed in."""
        if (codigo, rol) not in self._oficiales:
            cliente, equipo = Cliente(self.base), self.equipos[codigo]
            cliente.sign_in(equipo.usuarios[rol], equipo.contrasena)
            self._oficiales[codigo, rol] = cliente
        return self._oficiales[codigo, rol]

    def file(self, momento: datetime, codigo: str, texto: str, nombre: str) -> dict[str, Any]:
        """File as a citizen without an account; pressed twice, as people do, and filed once."""
        llave = str(uuid4())
        cuerpo = {"instituciones": [codigo], "descripcion": texto, "solicitante": {"nombre": nombre, "correo": "vecina@demo.invalid"}}
        recibo = self.ciudadana.post("solicitudes/", cuerpo, **{"Idempotency-Key": llave})
        if self.ciudadana.post("solicitudes/", cuerpo, **{"Idempotency-Key": llave}) != recibo:
            raise RespuestaInesperadaError("El doble clic no dio la misma respuesta.")
        self.folio, self.ciudadana.clave = recibo["solicitudes"][0]["folio"], recibo["clave"]
        self.relato.step(
            momento, "ciudadana", f"presenta en {codigo} (dos clics, una solicitud)", f"folio {self.folio} · clave {recibo['clave']}"
        )
        self.show_term("resolucion")
        drenar(ahora=momento)
        self.keep("acuse")
        return dict(recibo)

    def act(self, momento: datetime, rol: Rol, codigo: str, acto: str, texto: str, **datos: Any) -> dict[str, Any]:
        """One act by an official, over HTTP; then the letters and papers that it asks for."""
        expediente = self.as_(rol, codigo).act(self.folio, acto, datos)
        self.relato.step(momento, _CORTOS[rol], texto)
        drenar(ahora=momento)
        return dict(expediente)

    def answer(self, momento: datetime, codigo: str, borrador: dict[str, Any]) -> dict[str, Any]:
        """Draft, review, signature and notice, each by its own person."""
        self.act(momento, Rol.OFICIAL, codigo, "redactar", f"redacta la resolución: {borrador['sentido']}", **borrador)
        self.act(momento, Rol.OFICIAL, codigo, "enviar-a-revision", "la envía a revisión")
        self.act(momento, Rol.JEFE_UNIDAD, codigo, "revisar", "da el visto bueno")
        self.act(momento, Rol.FIRMANTE, codigo, "firmar", "firma; desde aquí el texto no cambia")
        expediente = self.act(momento, Rol.OFICIAL, codigo, "resolver", "notifica la resolución")
        self.keep("resolucion")
        return expediente

    def keep(self, tipo: str) -> None:
        """Download a paper as the citizen, keep it under var/demo/, and ask the public whether it is authentic."""
        contenido = self.ciudadana.download(f"solicitudes/{self.folio}/documentos/{tipo}/")
        destino = self.carpeta / f"{self.folio}-{tipo}.pdf"
        destino.write_bytes(contenido)
        documentos = self.ciudadana.get(f"solicitudes/{self.folio}/documentos/")["results"]
        codigo = next(d["codigo"] for d in documentos if d["tipo"] == tipo)
        verificacion = Cliente(self.base).get(f"verificar/{codigo}/")
        veredicto = "auténtico" if verificacion["autentico"] else "NO AUTÉNTICO"
        self.relato.step(
            reloj.ahora(), "sistema", f"{tipo} en PDF, {len(contenido) // 1024} kB: {destino.name}", f"código {codigo}: {veredicto}"
        )

    def show_term(self, clave: str) -> None:
        """Print one term of the case and its why."""
        self.relato.term(self.read_term(clave))

    def read_term(self, clave: str) -> dict[str, Any]:
        """One term of the case as the citizen reads it."""
        plazos = self.ciudadana.get(f"solicitudes/{self.folio}/plazos/")["plazos"]
        return dict(next(plazo for plazo in plazos if plazo["clave"] == clave))


def tell_en_tiempo(historia: Historia) -> None:
    """Clarified, extended, answered in time over Easter 2026."""
    texto, codigo = read_pregunta("MSPAS", "MSPAS"), "MSPAS"
    historia.relato.title("1 · Respondida en tiempo, tras una aclaración y una prórroga")
    historia.relato.quote(texto)
    historia.file(historia.at(date(2026, 3, 25)), codigo, texto, "María Tuyuc")
    historia.act(historia.at(date(2026, 3, 26)), Rol.OFICIAL, codigo, "admitir", "admite la solicitud")
    pregunta = "¿Incluye los medicamentos recibidos por donación o solo las compras?"
    historia.act(
        historia.at(date(2026, 3, 27)), Rol.OFICIAL, codigo, "pedir-aclaracion", "pide aclaración: el plazo espera", pregunta=pregunta
    )
    momento = historia.at(date(2026, 3, 30))
    historia.ciudadana.act(historia.folio, "aclarar", {"respuesta": "Solo las compras, también las de emergencia."})
    historia.relato.step(momento, "ciudadana", "aclara: el plazo empieza a contar")
    historia.show_term("resolucion")
    equipo = historia.equipos[codigo]
    historia.act(
        historia.at(date(2026, 3, 31)), Rol.OFICIAL, codigo, "asignar", "asigna a Compras, para el 10 de abril",
        unidad=equipo.unidad_interna, fecha_interna="2026-04-10", indicaciones="Listado de enero a junio, por renglón.",
    )  # fmt: skip
    motivo = "Son 1,840 líneas de compra en tres sistemas; hay que conciliarlas."
    historia.act(historia.at(date(2026, 4, 13)), Rol.OFICIAL, codigo, "prorrogar", "prorroga diez días, al octavo", dias=10, motivo=motivo)
    historia.show_term("resolucion")
    momento = historia.at(date(2026, 4, 22))
    tabla = "producto;proveedor;cantidad;precio_unitario;nog\nAmoxicilina 500 mg;Droguería Ejemplo;120000;0.42;NOG-EJEMPLO\n"
    historia.as_(Rol.ENLACE, codigo).upload(historia.folio, "compras-2026.csv", tabla.encode())
    historia.relato.step(momento, "enlace", "adjunta compras-2026.csv, sin saber quién lo pidió")
    historia.answer(
        historia.at(date(2026, 4, 24)), codigo,
        {"sentido": "entrega_total", "respuesta": "Se entrega el listado de enero a junio de 2026 en el archivo adjunto, en formato CSV."},
    )  # fmt: skip
    momento = historia.at(date(2026, 4, 25), 18)
    expediente = historia.ciudadana.act(historia.folio, "entregar", {"constancia": "Descarga de quien solicitó"})
    drenar(ahora=momento)
    plazo = historia.read_term("resolucion")
    historia.relato.step(momento, "ciudadana", f"descarga la respuesta: {expediente['estado']}, plazo {plazo['estado']}")


def tell_remitida(historia: Historia) -> None:
    """Sent to the wrong body, forwarded the same day, answered in part."""
    texto = read_pregunta("MINEDUC", "MINFIN")
    historia.relato.title("2 · Enviada a la institución equivocada, remitida y respondida en parte")
    historia.relato.quote(texto)
    sugerencias = historia.ciudadana.post("instituciones/sugerir/", {"texto": texto})["sugerencias"]
    momento = historia.at(date(2026, 9, 7), 10)
    historia.relato.step(momento, "sistema", "sugiere: " + ", ".join(s["codigo"] for s in sugerencias), sugerencias[0]["motivo"])
    historia.file(momento, "MINFIN", texto, "Cooperativa El Maestro")
    equivocado = historia.folio
    motivo = "El programa de alimentación escolar lo ejecuta el Ministerio de Educación."
    expediente = historia.act(
        historia.at(date(2026, 9, 7), 15),
        Rol.OFICIAL,
        "MINFIN",
        "remitir",
        "remite a MINEDUC el mismo día",
        institucion="MINEDUC",
        motivo=motivo,
    )
    historia.folio = expediente["remitida_a"][0]
    historia.relato.step(reloj.ahora(), "sistema", f"nace {historia.folio}; {equivocado} queda «remitida»", "la misma clave abre los dos")
    historia.show_term("resolucion")
    historia.keep("acuse")
    historia.act(historia.at(date(2026, 9, 8)), Rol.OFICIAL, "MINEDUC", "admitir", "admite la solicitud")
    historia.answer(
        historia.at(date(2026, 9, 18)), "MINEDUC",
        {
            "sentido": "entrega_parcial",
            "respuesta": "Se entrega el presupuesto asignado y ejecutado por departamento de 2025. De 2026 se entrega hasta agosto.",
            "motivacion": "Los datos de septiembre no existen todavía: el mes se cierra el quinto día hábil del siguiente.",
            "fundamento": ["LAIP, art. 42: expresa la inexistencia", "LAIP, art. 45: se proporciona en el estado en que se encuentra"],
        },
    )  # fmt: skip
    momento = historia.at(date(2026, 9, 21))
    expediente = historia.act(
        momento, Rol.OFICIAL, "MINEDUC", "entregar", "entrega lo concedido", constancia="Enviado por correo electrónico."
    )
    plazo = historia.read_term("resolucion")
    historia.relato.step(momento, "sistema", f"{expediente['estado']}, plazo {plazo['estado']}")


def tell_silencio(historia: Historia) -> None:
    """Nobody answers; the sweep, days late, lets it expire; the late answer does not erase the silence."""
    texto, codigo = read_pregunta("SECONRED", "SECONRED"), "SECONRED"
    historia.relato.title("3 · Dejada en silencio: vence sola y la respuesta tardía queda marcada")
    historia.relato.quote(texto)
    historia.file(historia.at(date(2026, 6, 19), 20), codigo, texto, "Radio Ixcán")
    historia.act(historia.at(date(2026, 6, 22)), Rol.OFICIAL, codigo, "admitir", "admite la solicitud")
    momento = historia.at(date(2026, 7, 3))
    advertidas = advertir_vencimientos(ahora=momento).hechas
    drenar(ahora=momento)
    historia.relato.step(momento, "reloj", f"advierte a la oficial que el plazo termina ({advertidas} avisos)")
    momento = historia.at(date(2026, 7, 9))
    primera, segunda = vencer_plazos(ahora=momento).hechas, vencer_plazos(ahora=momento).hechas
    drenar(ahora=momento)
    historia.relato.step(
        momento,
        "reloj",
        f"el barrido, tres días apagado, vence {primera} y al repetirlo {segunda}",
        "avisa a la solicitante, a la oficial y a la máxima autoridad",
    )
    historia.relato.step(momento, "sistema", "art. 44: diez días más para entregar sin costo")
    historia.show_term("afirmativa_ficta")
    historia.answer(
        historia.at(date(2026, 7, 15)), codigo,
        {"sentido": "entrega_total", "respuesta": "Se entregan los gastos por renglón, con sus facturas, sin costo alguno."},
    )  # fmt: skip
    plazo = historia.read_term("resolucion")
    historia.relato.step(reloj.ahora(), "sistema", f"el silencio no se borra: plazo {plazo['estado'].replace('_', ' ')}")


_CORTOS: dict[Rol, str] = {
    Rol.OFICIAL: "oficial",
    Rol.ENLACE: "enlace",
    Rol.JEFE_UNIDAD: "jefa",
    Rol.FIRMANTE: "firmante",
    Rol.MAXIMA_AUTORIDAD: "autoridad",
}
