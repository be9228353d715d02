"""One act about to be done at its page: where its case must be, what is written in its form, and who does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config import reloj
from solicitudes.models import Persona
from tests.elenco import ACTOS, Elenco
from tests.portal.oficina.conftest import sign_in
from tests.solicitudes.test_consecuencias import bring


def un_csv() -> SimpleUploadedFile:
    return SimpleUploadedFile("compras.csv", b"producto;precio\nAmoxicilina;0.42\n", content_type="text/csv")


def un_encargo(elenco: Elenco) -> dict[str, Any]:
    return {"destino": str(elenco.compras.pk), "fecha_interna": "2026-03-10", "indicaciones": "Por renglón."}


#: By route: where a case must be, and what is written in the form.
DATOS: dict[str, tuple[str, Callable[[Elenco], dict[str, Any]]]] = {
    "admitir": ("presentada", lambda _: {}),
    "asignar": ("en_tramite", un_encargo),
    "dividir": ("en_tramite", lambda _: {"preguntas": "¿Cuánto se gastó?\n¿Hubo donaciones?"}),
    "adjuntar": ("en_tramite", lambda _: {"archivo": un_csv()}),
    "numerar": ("en_tramite", lambda _: {"expediente_interno": "UI-15-2026"}),
    "pedir-aclaracion": ("en_tramite", lambda _: {"pregunta": "¿Incluye las donaciones?"}),
    "acreditar": (
        "datos_propios",
        lambda _: {"calidad": "titular", "medio": "original", "documento": "dpi", "numero": "2547819630101"},
    ),
    "prorrogar": ("en_tramite", lambda _: {"dias": "10", "motivo": "Son tres sistemas."}),
    "remitir": ("en_tramite", lambda _: {"buscar": "educación", "institucion": "MINEDUC", "motivo": "La tiene Educación."}),
    "remitir-parte": (
        "en_tramite",
        lambda _: {"buscar": "educación", "institucion": "MINEDUC", "texto": "Las escuelas.", "motivo": "La tiene Educación."},
    ),
    "redactar": ("en_tramite", lambda _: {"sentido": "entrega_total", "respuesta": "Se entrega el listado."}),
    "enviar-a-revision": ("redactar", lambda _: {}),
    "revisar": ("enviar_a_revision", lambda _: {}),
    "devolver": ("revisar", lambda _: {"observaciones": "Falta el renglón 266."}),
    "firmar": ("revisar", lambda _: {}),
    "retirar-firma": ("firmar", lambda _: {"observaciones": "El renglón 266 está repetido."}),
    "resolver": ("firmar", lambda _: {}),
    "entregar": ("resuelta", lambda _: {"constancia": "En la ventanilla."}),
    "subsanar-recurso": ("recurso_interpuesto", lambda _: {"correccion": "Se entiende contra la negativa."}),
    "decidir-recurso": (
        "recurso_interpuesto",
        lambda _: {
            "sentido": "revoca",
            "motivacion": "La reserva no se probó.",
            "fundamento": "LAIP art. 59\n\nLAIP art. 60",
            "orden": "Entregar el listado.",
            "version_publica": "Se ordena entregar.",
        },
    ),
    "cumplir-recurso": ("recurso_decidido", lambda _: {"constancia": "Se entregó el listado."}),
}


class Mesa:
    """One act about to be done: its case, whoever does it, the page from which she does it."""

    def __init__(self, elenco: Elenco, ruta: str) -> None:
        donde, escribir = DATOS[ruta]
        self.elenco, self.ruta, self.acto = elenco, ruta, ruta.replace("-", "_")
        self.caso = bring(elenco, donde)
        self.quien = ACTOS[self.acto][1]
        self.cliente = sign_in(Client(), self.caso.actor(self.quien))
        self.pagina = f"/oficina/{self.caso.folio}/{ruta}/"
        self.version = str(self.caso.solicitud.version)
        self._escribir = escribir

    def get(self, cliente: Client | None = None) -> Any:
        with reloj.detenido_en(self.caso.ahora):
            return (cliente or self.cliente).get(self.pagina)

    def post(self, cliente: Client | None = None, *, follow: bool = False, despues: timedelta = timedelta(), **cambios: Any) -> Any:
        autora = Persona.objects.get(pk=self.caso.actor(self.quien).persona_id).pk
        datos = {"version": self.version, "autora": str(autora)} | self._escribir(self.elenco) | cambios
        with reloj.detenido_en(self.caso.ahora + despues):
            return (cliente or self.cliente).post(self.pagina, datos, follow=follow)

    @property
    def hechos(self) -> int:
        """How often the act has been done since the page was read."""
        return sum(m.acto == self.acto for m in self.caso.movimientos if m.numero > int(self.version))

    @property
    def texto(self) -> str:
        """Something that was written in the form, if anything was."""
        return next(
            (v for k, v in self._escribir(self.elenco).items() if isinstance(v, str) and k not in ("sentido", "dias") and " " in v), ""
        )
