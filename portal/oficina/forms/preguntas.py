"""A request in questions: how it is divided, and the draft that answers each; works without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms.actos import ActoForm, FundamentoField, TextoField
from portal.oficina.forms.resolucion import DE_LA_RESERVA, build_reproduccion, build_sentidos, campos_de_la_reserva, paginas_field
from solicitudes.carpeta import Carpeta
from solicitudes.models import Pregunta
from solicitudes.services.resolucion import Borrador
from solicitudes.services.respuestas import BorradorPregunta
from workflow.cobros import Reproduccion
from workflow.problema import ProblemaError


class DividirForm(ActoForm):
    preguntas = TextoField(
        label=_("Las preguntas, una por línea"),
        pide=_("Escriba las preguntas, una por línea"),
        help_text=_("Parta lo que se pidió sin quitar nada: lo que escribió quien la pidió se sigue viendo entero."),
        rows=12,
        maximo=100_000,
    )
    preguntas.widget.attrs["lang"] = "es"  # what it opens with was written by the applicant

    def build_inicial(self, carpeta: Carpeta) -> dict[str, Any]:
        """The division in force, or what the applicant wrote, to be cut."""
        textos = [pregunta.texto for pregunta in carpeta.preguntas] or carpeta.solicitud.descripcion.splitlines()
        return {"preguntas": "\n".join(texto.strip() for texto in textos if texto.strip())}

    def as_argumentos(self) -> dict[str, Any]:
        return {"preguntas": tuple(linea for linea in self.cleaned_data["preguntas"].splitlines() if linea.strip())}


@dataclass(frozen=True, slots=True)
class Grupo:
    """What is asked of one question: the fields in sight, those that few need, and whether these have something to show."""

    pregunta: Pregunta
    a_la_vista: list[forms.BoundField]
    plegados: list[forms.BoundField]
    despliega: bool


#: What is asked of each question, in the words of the service; `sentido` comes first.
_EN_CADA_UNA = ("sentido", "respuesta", "motivacion", "fundamento", *DE_LA_RESERVA)


class RedactarPorPreguntaForm(ActoForm):
    """The draft of a divided request. The fields of question 2 are `sentido_2`, `respuesta_2`…; one left empty is answered later."""

    respuesta = TextoField(
        label=_("Lo que se dice de todas"), required=False, rows=4, help_text=_("Antes de las respuestas. La decisión va en cada pregunta.")
    )
    motivacion = TextoField(label=_("Razones comunes a todas"), required=False, rows=4)
    fundamento = FundamentoField()
    paginas = paginas_field()

    def build_inicial(self, carpeta: Carpeta) -> dict[str, Any]:
        inicial: dict[str, Any] = {}
        if (borrador := carpeta.situacion.resolucion) and borrador.division:
            inicial = {nombre: getattr(borrador, nombre) for nombre in ("respuesta", "motivacion", "fundamento")}
            if borrador.reproduccion:
                inicial["paginas"] = borrador.reproduccion[0]["cantidad"]
        for pregunta in carpeta.propias:
            if contestada := pregunta.contestada:
                dicho = {nombre: getattr(contestada, nombre) for nombre in _EN_CADA_UNA}
                dicho["reserva"] = contestada.reserva.numero if contestada.reserva else ""
                inicial |= {f"{nombre}_{pregunta.numero}": valor for nombre, valor in dicho.items()}
        return inicial

    def prepare(self, carpeta: Carpeta) -> None:
        self.forma_entrega = carpeta.solicitud.forma_entrega
        if self.forma_entrega not in set(Reproduccion):
            del self.fields["paginas"]
        for pregunta in carpeta.propias:
            self.fields |= {f"{nombre}_{pregunta.numero}": campo for nombre, campo in _fields_of_one(carpeta).items()}

    @property
    def a_la_vista(self) -> list[forms.BoundField]:
        return []

    @property
    def comunes(self) -> list[forms.BoundField]:
        """What is said of all of them, which few need."""
        return [self[nombre] for nombre in ("respuesta", "motivacion", "fundamento", "paginas") if nombre in self.fields]

    @property
    def despliega(self) -> bool:
        return any(campo.errors or campo.value() for campo in self.comunes)

    @property
    def grupos(self) -> Iterator[Grupo]:
        """The questions in their order, each with its fields."""
        for pregunta in self.carpeta.propias:
            campos = {nombre: self[f"{nombre}_{pregunta.numero}"] for nombre in _EN_CADA_UNA}
            plegados = [campos.pop(nombre) for nombre in DE_LA_RESERVA]
            yield Grupo(pregunta, list(campos.values()), plegados, any(campo.errors or campo.value() for campo in plegados))

    def as_argumentos(self) -> dict[str, Any]:
        reproduccion = build_reproduccion(self.forma_entrega, self.cleaned_data.get("paginas"))
        comun = {nombre: self.cleaned_data[nombre] for nombre in ("respuesta", "motivacion", "fundamento")}
        preguntas = tuple(BorradorPregunta(numero, **dicho) for numero, dicho in self._list_dichas())
        return {"borrador": Borrador(**comun, reproduccion=reproduccion, preguntas=preguntas)}

    def _list_dichas(self) -> list[tuple[int, dict[str, Any]]]:
        """The questions of which something was written, in their order."""
        dichas = ((p.numero, {c: self.cleaned_data[f"{c}_{p.numero}"] for c in _EN_CADA_UNA}) for p in self.carpeta.propias)
        return [(numero, dicho) for numero, dicho in dichas if any(dicho.values())]

    def add_problema(self, problema: ProblemaError) -> None:
        """A refusal of one answer stands at its own field."""
        partes = problema.campo.split("/")
        if partes[0] == "preguntas" and len(partes) == 3:
            numero = self._list_dichas()[int(partes[1])][0]
            problema.campo = f"{partes[2]}_{numero}"
        super().add_problema(problema)


def _fields_of_one(carpeta: Carpeta) -> dict[str, forms.Field]:
    campos: dict[str, forms.Field] = {
        "sentido": forms.ChoiceField(
            label=_("Sentido"), required=False, choices=[("", _("Todavía no se responde")), *build_sentidos(carpeta)]
        ),
        "respuesta": TextoField(label=_("¿Qué se resuelve?"), required=False, condicional=True, rows=4),
        "motivacion": TextoField(
            label=_("Motivación"), required=False, condicional=True, rows=4, help_text=_("Obligatoria salvo que se entregue todo.")
        ),
        "fundamento": FundamentoField(),
        **campos_de_la_reserva(),
    }
    campos["sentido"].condicional = True  # type: ignore[attr-defined]
    return campos
