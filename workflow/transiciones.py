"""The transition table: the only place where a move is declared. A lawyer can read it; django-fsm obeys it (fsm.py).

Each row says from which states an act may be done, to which it leads, in which roles and by which article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workflow.estados import Estado, EstadoRecurso, EstadoResolucion
from workflow.roles import Rol


@dataclass(frozen=True, slots=True)
class Transicion:
    """One act. `a` is None when the act leaves the state as it was; `de` is empty for the act that gives birth to it."""

    acto: str
    de: frozenset[StrEnum]
    a: StrEnum | None
    roles: frozenset[Rol]
    fundamento: str
    descripcion: str

    @property
    def ruta(self) -> str:
        """The act as it stands in a URL: `pedir_aclaracion` → `pedir-aclaracion`."""
        return self.acto.replace("_", "-")


def _table(*filas: tuple[str, Iterable[StrEnum], StrEnum | None, set[Rol], str, str]) -> dict[str, Transicion]:
    return {
        acto: Transicion(acto, frozenset(de), a, frozenset(roles), fundamento, descripcion)
        for acto, de, a, roles, fundamento, descripcion in filas
    }


_E = Estado
_QUIEN_RECIBE = {Rol.SOLICITANTE, Rol.OFICIAL, Rol.PORTAL}
_QUIEN_FIRMA = {Rol.FIRMANTE, Rol.MAXIMA_AUTORIDAD}

#: States in which a case is still to be answered; the applicant may withdraw it from any of them.
ABIERTOS: frozenset[Estado] = frozenset({_E.PRESENTADA, _E.EN_TRAMITE, _E.EN_ACLARACION, _E.VENCIDA})

#: States in which some term may still run: the one to answer, that of the silence, the one to appeal and those of the appeal.
CON_PLAZO_ABIERTO: frozenset[Estado] = ABIERTOS | {_E.RESUELTA, _E.ENTREGADA}

#: The acts of a `Solicitud`.
TRANSICIONES: dict[str, Transicion] = _table(
    ("presentar", (), _E.PRESENTADA, _QUIEN_RECIBE, "LAIP arts. 38 y 41", "Se presenta la solicitud y nace el expediente."),
    ("migrar", (), None, {Rol.MAXIMA_AUTORIDAD, Rol.ADMINISTRADOR}, "Sin norma expresa en la LAIP", "El expediente viene del registro que la institución llevaba antes."),
    ("admitir", {_E.PRESENTADA}, _E.EN_TRAMITE, {Rol.OFICIAL}, "LAIP art. 42", "La unidad de información admite la solicitud."),
    ("asignar", {_E.PRESENTADA, _E.EN_TRAMITE, _E.VENCIDA}, None, {Rol.OFICIAL}, "LAIP arts. 19 y 20", "Se pide la información a una persona o unidad interna, con una fecha."),
    ("dividir", ABIERTOS, None, {Rol.OFICIAL}, "LAIP arts. 42 y 45", "La solicitud se divide en preguntas, para responder cada una; lo que se pidió queda como se escribió."),
    ("adjuntar", ABIERTOS, None, {Rol.OFICIAL, Rol.ENLACE}, "LAIP arts. 19 y 20", "Se incorpora un archivo con la información pedida."),
    ("numerar", ABIERTOS | {_E.RESUELTA, _E.ENTREGADA, _E.REMITIDA, _E.DESISTIDA}, None, {Rol.OFICIAL}, "Sin norma expresa en la LAIP", "Se anota el número que la institución le da en su propio registro."),
    ("pedir_aclaracion", {_E.PRESENTADA, _E.EN_TRAMITE}, _E.EN_ACLARACION, {Rol.OFICIAL}, "LAIP arts. 41 y 42.2", "Se pide una sola vez que la solicitud se aclare o complete."),
    ("aclarar", {_E.EN_ACLARACION}, _E.EN_TRAMITE, {Rol.SOLICITANTE}, "LAIP art. 42.2", "Quien solicita aclara o completa."),
    ("prorrogar", {_E.EN_TRAMITE}, None, {Rol.OFICIAL}, "LAIP art. 43", "Se amplía el plazo una vez, con razones y antes de que venza."),
    ("remitir", {_E.PRESENTADA, _E.EN_TRAMITE}, _E.REMITIDA, {Rol.OFICIAL}, "LAIP art. 38", "Se envía a la institución que tiene la información, donde nace otro expediente."),
    ("remitir_parte", {_E.PRESENTADA, _E.EN_TRAMITE}, None, {Rol.OFICIAL}, "LAIP art. 38", "Se envía una parte a la institución que la tiene; lo demás se responde aquí."),
    ("resolver", {_E.EN_TRAMITE, _E.EN_ACLARACION, _E.VENCIDA}, _E.RESUELTA, {Rol.OFICIAL}, "LAIP arts. 42 y 45", "Se notifica la resolución firmada."),
    ("aportar_prueba", CON_PLAZO_ABIERTO, None, {Rol.SOLICITANTE}, "LAIP arts. 33 y 34", "Quien pide sus datos envía con qué prueba quién es, o por qué corregirlos."),
    ("acreditar", CON_PLAZO_ABIERTO, None, {Rol.OFICIAL}, "LAIP arts. 33 y 34", "Consta que quien pide los datos es su titular o la representa."),
    ("suprimir_pruebas", {_E.CERRADA}, None, {Rol.RELOJ}, "LAIP art. 30", "Se destruyen las pruebas de identidad que ya no hacen falta; queda que se vieron."),
    ("entregar", {_E.RESUELTA}, _E.ENTREGADA, {Rol.OFICIAL, Rol.SOLICITANTE}, "LAIP arts. 18 y 45", "La información llega a quien la pidió."),
    ("desistir", ABIERTOS, _E.DESISTIDA, {Rol.SOLICITANTE}, "Sin norma expresa en la LAIP", "Quien solicita retira la solicitud."),
    ("vencer", {_E.PRESENTADA, _E.EN_TRAMITE}, _E.VENCIDA, {Rol.RELOJ}, "LAIP art. 44", "El plazo termina sin resolución: silencio de la institución."),
    ("interponer_recurso", {_E.RESUELTA, _E.ENTREGADA, _E.VENCIDA}, None, {Rol.SOLICITANTE}, "LAIP arts. 52 a 57", "Se recurre ante la máxima autoridad la respuesta o el silencio."),
    ("certificar_silencio", {_E.VENCIDA}, None, {Rol.RELOJ}, "LAIP art. 44", "Terminaron también los diez días para entregar: queda la constancia."),
    ("recalcular", CON_PLAZO_ABIERTO, None, {Rol.RELOJ}, "LOJ art. 45", "Cambió el calendario mientras corría un plazo: consta la fecha anterior, la nueva y por qué."),
    ("cerrar", {_E.RESUELTA, _E.ENTREGADA, _E.DESISTIDA, _E.REMITIDA}, _E.CERRADA, {Rol.RELOJ}, "LAIP art. 54", "No queda plazo abierto ni nada por entregar."),
)  # fmt: skip

#: Acts that only a request about one's own data knows (LAIP arts. 30 to 35).
DE_IDENTIDAD: frozenset[str] = frozenset({"aportar_prueba", "acreditar", "suprimir_pruebas"})

_R = EstadoResolucion

#: The acts of a `Resolucion`; `resolver` on the case notifies the signed one.
TRANSICIONES_RESOLUCION: dict[str, Transicion] = _table(
    ("redactar", {_R.BORRADOR}, _R.BORRADOR, {Rol.OFICIAL}, "LAIP art. 42", "Se redacta la resolución, o se corrige el borrador."),
    ("enviar_a_revision", {_R.BORRADOR}, _R.EN_REVISION, {Rol.OFICIAL}, "LAIP art. 20", "El borrador pasa a la jefatura de la unidad."),
    ("revisar", {_R.EN_REVISION}, _R.REVISADA, {Rol.JEFE_UNIDAD}, "LAIP art. 20", "La jefatura da su visto bueno."),
    ("devolver", {_R.EN_REVISION, _R.REVISADA}, _R.BORRADOR, {Rol.JEFE_UNIDAD} | _QUIEN_FIRMA, "LAIP art. 45", "Vuelve a borrador con observaciones."),
    ("firmar", {_R.REVISADA}, _R.FIRMADA, _QUIEN_FIRMA, "LAIP art. 45", "Se firma; desde aquí su texto no cambia."),
    ("retirar_firma", {_R.FIRMADA}, _R.BORRADOR, _QUIEN_FIRMA, "LAIP art. 45", "Quien firmó, o quien hace sus veces, deja su firma sin efecto antes de que se notifique; vuelve a borrador."),
    ("notificar", {_R.FIRMADA}, _R.NOTIFICADA, {Rol.OFICIAL}, "LAIP art. 45", "Se notifica al resolver el expediente."),
)  # fmt: skip

_X = EstadoRecurso

#: The acts of a `Recurso`; `interponer_recurso` on the case gives birth to it.
TRANSICIONES_RECURSO: dict[str, Transicion] = _table(
    ("subsanar_recurso", {_X.INTERPUESTO, _X.SIN_DECISION}, None, {Rol.MAXIMA_AUTORIDAD}, "LAIP art. 56", "La autoridad corrige de oficio lo que falte; nada se rechaza por la forma."),
    ("vencer_recurso", {_X.INTERPUESTO}, _X.SIN_DECISION, {Rol.RELOJ}, "LAIP art. 58", "Pasaron los cinco días sin decisión: queda abierto el amparo."),
    ("decidir_recurso", {_X.INTERPUESTO, _X.SIN_DECISION}, _X.DECIDIDO, {Rol.MAXIMA_AUTORIDAD}, "LAIP arts. 58 y 59", "La máxima autoridad confirma, revoca o modifica."),
    ("cumplir_recurso", {_X.DECIDIDO, _X.INCUMPLIDO}, _X.CUMPLIDO, {Rol.OFICIAL, Rol.MAXIMA_AUTORIDAD}, "LAIP art. 60", "La institución hace lo ordenado."),
    ("incumplir_recurso", {_X.DECIDIDO}, _X.INCUMPLIDO, {Rol.RELOJ}, "LAIP art. 60", "Pasó el plazo de cumplir lo ordenado."),
)  # fmt: skip

#: Every act, whichever machine it moves.
ACTOS: dict[str, Transicion] = TRANSICIONES | TRANSICIONES_RESOLUCION | TRANSICIONES_RECURSO
