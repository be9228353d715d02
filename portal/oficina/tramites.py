"""What the workbench lets be done with a case: one row for each act of an institution, and one view for all (docs/portal.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.oficina.forms import actos as forms
from portal.oficina.forms.identidad import AcreditarForm
from portal.oficina.forms.preguntas import DividirForm, RedactarPorPreguntaForm
from portal.oficina.forms.recurso import CumplirForm, DecidirForm, SubsanarForm
from portal.oficina.forms.resolucion import RedactarForm
from solicitudes.carpeta import Carpeta
from solicitudes.services import (
    aclaracion,
    admision,
    anexo,
    asignacion,
    division,
    entrega,
    identidad,
    numeracion,
    prorroga,
    recurso,
    remision,
    resolucion,
)
from workflow.transiciones import ACTOS, Transicion


@dataclass(frozen=True, slots=True)
class Tramite:
    """One act: its name in the infinitive, what its button says, what is said once it is done, its form and its service, and
    the form for a request divided in questions where it is another.

    `hecho` is also how the history tells it: somebody «prorrogó el plazo».
    """

    acto: str
    titulo: Promise
    boton: Promise
    hecho: Promise
    formulario: type[forms.ActoForm]
    servicio: Callable[..., Any]
    por_pregunta: type[forms.ActoForm] | None = None

    def choose_formulario(self, carpeta: Carpeta) -> type[forms.ActoForm]:
        """Its form for this case: another one where the request is divided in questions and the act asks for each."""
        return self.por_pregunta if self.por_pregunta and carpeta.preguntas else self.formulario

    @property
    def transicion(self) -> Transicion:
        return ACTOS[self.acto]

    @property
    def ruta(self) -> str:
        return self.transicion.ruta


class DecidirRecursoForm(DecidirForm):
    """The decision, as its service takes it."""

    def as_argumentos(self) -> dict[str, Any]:
        datos = super().as_argumentos()
        return {"recurso": datos.pop("recurso", None), "decision": recurso.Decision(**datos)}


_F = forms

#: By route: the act's name with hyphens, as in the API.
TRAMITES: Mapping[str, Tramite] = {
    tramite.ruta: tramite
    for tramite in (
        Tramite("admitir", _("Admitir la solicitud"), _("Admitir"), _("Admitió la solicitud"), _F.ActoForm, admision.admitir),
        Tramite(
            "asignar",
            _("Pedir la información a una unidad"),
            _("Pedirla"),
            _("Pidió la información a una unidad"),
            _F.AsignarForm,
            asignacion.asignar,
        ),
        Tramite(
            "dividir",
            _("Dividir la solicitud en preguntas"),
            _("Dividirla"),
            _("Dividió la solicitud en preguntas"),
            DividirForm,
            division.dividir,
        ),
        Tramite("adjuntar", _("Adjuntar un archivo"), _("Adjuntar"), _("Adjuntó un archivo"), _F.AdjuntarForm, anexo.adjuntar),
        Tramite(
            "numerar",
            _("Anotar su número interno"),
            _("Anotarlo"),
            _("Anotó el número del registro propio"),
            _F.NumerarForm,
            numeracion.numerar,
        ),
        Tramite(
            "pedir_aclaracion",
            _("Pedir una aclaración"),
            _("Enviar la pregunta"),
            _("Pidió una aclaración"),
            _F.PedirAclaracionForm,
            aclaracion.pedir_aclaracion,
        ),
        Tramite(
            "acreditar",
            _("Acreditar quién pide los datos"),
            _("Dejar constancia"),
            _("Acreditó quién pide los datos"),
            AcreditarForm,
            identidad.acreditar,
        ),
        Tramite("prorrogar", _("Prorrogar el plazo"), _("Prorrogar"), _("Prorrogó el plazo"), _F.ProrrogarForm, prorroga.prorrogar),
        Tramite(
            "remitir",
            _("Remitir a otra institución"),
            _("Remitir"),
            _("Remitió la solicitud a otra institución"),
            _F.RemitirForm,
            remision.remitir,
        ),
        Tramite(
            "remitir_parte",
            _("Remitir una parte a otra institución"),
            _("Remitir esa parte"),
            _("Remitió una parte de la solicitud a otra institución"),
            _F.RemitirParteForm,
            remision.remitir_parte,
        ),
        Tramite(
            "redactar",
            _("Redactar la resolución"),
            _("Guardar el borrador"),
            _("Redactó la resolución"),
            RedactarForm,
            resolucion.redactar,
            RedactarPorPreguntaForm,
        ),
        Tramite(
            "enviar_a_revision",
            _("Enviar a revisión"),
            _("Enviar a revisión"),
            _("Envió la resolución a revisión"),
            _F.ActoForm,
            resolucion.enviar_a_revision,
        ),
        Tramite(
            "revisar",
            _("Dar el visto bueno"),
            _("Dar el visto bueno"),
            _("Dio el visto bueno a la resolución"),
            _F.ActoForm,
            resolucion.revisar,
        ),
        Tramite(
            "devolver", _("Devolver con observaciones"), _("Devolver"), _("Devolvió la resolución"), _F.DevolverForm, resolucion.devolver
        ),
        Tramite("firmar", _("Firmar la resolución"), _("Firmar"), _("Firmó la resolución"), _F.ActoForm, resolucion.firmar),
        Tramite(
            "retirar_firma", _("Retirar la firma"), _("Retirar la firma"), _("Retiró la firma"), _F.DevolverForm, resolucion.retirar_firma
        ),
        Tramite("resolver", _("Notificar la resolución"), _("Notificar"), _("Notificó la resolución"), _F.ActoForm, resolucion.resolver),
        Tramite(
            "entregar", _("Registrar la entrega"), _("Registrar la entrega"), _("Registró la entrega"), _F.EntregarForm, entrega.entregar
        ),
        Tramite(
            "subsanar_recurso",
            _("Corregir el recurso de oficio"),
            _("Guardar la corrección"),
            _("Corrigió el recurso de oficio"),
            SubsanarForm,
            recurso.subsanar_recurso,
        ),
        Tramite(
            "decidir_recurso",
            _("Decidir el recurso"),
            _("Decidir y notificar"),
            _("Decidió el recurso"),
            DecidirRecursoForm,
            recurso.decidir_recurso,
        ),
        Tramite(
            "cumplir_recurso",
            _("Registrar el cumplimiento"),
            _("Registrar el cumplimiento"),
            _("Registró el cumplimiento de lo ordenado"),
            CumplirForm,
            recurso.cumplir_recurso,
        ),
    )
}
