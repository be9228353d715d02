"""The readings of what the law leaves open: what each says in plain words, and which of them gave a term the date that it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow.calendario import Calendario
from workflow.eventos import Evento
from workflow.hojas import MESES, Lectura
from workflow.libro import Libro
from workflow.plazos import Clave, Plazo

_HORA = "HH:MM"

#: What each option of the readings that the engine acts on means. Of the others, the file of the regime says it (`textos`).
PALABRAS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "unidad_de_los_dias": {
            "la_del_plazo": "Cada plazo se cuenta en los días que la ley escribe",
            "habiles": "«Días» son días hábiles: no se cuentan sábados, domingos ni feriados",
            "calendario": "«Días» son días de calendario: se cuentan todos",
        },
        "inicio_del_plazo": {
            "presentacion": "El plazo corre desde que se presenta la solicitud, aunque se admita después",
            "admision": "El plazo corre desde que se admite la solicitud; mientras no se admita, desde que se presentó",
        },
        "efecto_de_la_aclaracion": {
            "ninguno": "Pedir una aclaración no mueve el plazo",
            "inicio_diferido": "El plazo empieza el día siguiente al de la aclaración",
            "suspension": "El plazo se detiene mientras se espera la aclaración, y después sigue donde iba",
            "reinicio": "El plazo vuelve a empezar, entero, con la aclaración",
        },
        "aviso_de_prorroga": {
            "al_menos_dos_antes": "La prórroga se avisa cuando faltan al menos dos días del primer plazo",
            "dentro_de_los_dos_ultimos": "La prórroga se avisa a más tardar dentro de los dos últimos días del primer plazo",
        },
        "recurso_por_silencio": {
            "sin_vencimiento": "El silencio se recurre desde el primer día de atraso, y sin fecha final",
            "desde_el_vencimiento": "El plazo para recurrir el silencio corre desde que venció el de responder",
            "desde_el_fin_de_la_ficta": "El plazo para recurrir el silencio corre desde que terminó el de entregar sin costo",
        },
        "medio_dia": {
            "habil": "Un asueto de medio día se cuenta como día hábil",
            "inhabil": "Un asueto de medio día no se cuenta",
        },
        "recibida_en_inhabil": {
            "mismo_dia": "Lo que llega en día inhábil se tiene por recibido ese mismo día",
            "siguiente_habil": "Lo que llega en día inhábil se tiene por recibido el siguiente día hábil",
        },
        "hora_de_corte": {
            "ninguna": "Sin hora de corte: lo que llega a cualquier hora se tiene por recibido ese día",
            _HORA: "Con hora de corte: lo que llega después se tiene por recibido el siguiente día hábil",
        },
        "notificacion_electronica": {
            "al_enviar": "Un aviso electrónico surte efecto el día en que se envía",
            "siguiente_habil": "Un aviso electrónico enviado en día inhábil surte efecto el siguiente día hábil",
        },
    }
)


@dataclass(frozen=True, slots=True)
class LecturaAplicada:
    """A reading as it was applied: the key of the doubt, the option, the hour when the option is one, and its words."""

    clave: str
    valor: str
    texto: str
    hora: str = ""


def describe_opcion(lectura: Lectura, valor: str) -> str:
    """What an option means, in a sentence without its final stop; an hour has the words of «HH:MM»."""
    valor = _HORA if ":" in valor else valor
    palabras = PALABRAS.get(lectura.nombre, {})
    return lectura.textos.get(valor) or palabras.get(valor) or valor.replace("_", " ").capitalize()


def apply_lectura(lectura: Lectura, valor: str) -> LecturaAplicada:
    """The reading with one of its options."""
    return LecturaAplicada(lectura.clave, valor, describe_opcion(lectura, valor), valor if ":" in valor and valor != _HORA else "")


def list_decisivas(libro: Libro, plazo: Plazo) -> list[LecturaAplicada]:
    """The readings without which the term would have another date, in the order in which the regime declares them.

    A point on which the law of the case is clear, or which this case never met, is not among them.
    """
    lecturas = libro.regimen.lecturas.values()
    return [apply_lectura(x, libro.lecturas[x.clave]) for x in lecturas if x.nombre in _DECIDE and _DECIDE[x.nombre](libro, plazo)]


_DE_LA_RESPUESTA = (Clave.RESOLUCION, Clave.AVISO_PRORROGA)


def _unit(libro: Libro, plazo: Plazo) -> bool:
    termino = libro.termino if plazo.clave in _DE_LA_RESPUESTA else libro.regimen.terminos.get(plazo.clave.value)
    return plazo.dias is not None and termino is not None and not termino.unidad_expresa and termino.unidad not in MESES


def _start(libro: Libro, plazo: Plazo) -> bool:
    """Whether it was admitted on another day than it came in, and nothing was asked since, from which it would run anew."""
    if plazo.clave not in _DE_LA_RESPUESTA or libro.admitida is None or libro.recibida is None or _is_restarted(libro):
        return False
    return libro.local_day(libro.admitida.fecha_hora) > libro.recibida


def _clarification(libro: Libro, plazo: Plazo) -> bool:
    return plazo.clave in _DE_LA_RESPUESTA and libro.aclaracion_pedida is not None


def _notice_of_extension(libro: Libro, plazo: Plazo) -> bool:
    return plazo.clave is Clave.AVISO_PRORROGA and libro.regimen.reglas["prorroga.aviso"].valor == "antes_del_fin"


def _deemed_grant(libro: Libro, plazo: Plazo) -> bool:
    return plazo.clave is Clave.AFIRMATIVA_FICTA and libro.prorroga is not None


def _appeal_from_silence(libro: Libro, plazo: Plazo) -> bool:
    return plazo.clave is Clave.RECURSO_INTERPOSICION and libro.find_asunto(plazo.recurso).contra is None


def _half_day(libro: Libro, plazo: Plazo) -> bool:
    if plazo.vence is None or plazo.dias is None:
        return False
    calendario = plazo.calendario or libro.calendario
    return calendario.has_medio_dia(plazo.desde, plazo.vence)


def _closed_day(libro: Libro, plazo: Plazo) -> bool:
    if plazo.clave not in _DE_LA_RESPUESTA or libro.presentada is None or _is_restarted(libro):
        return False
    return not _calendario_at(libro, libro.presentada).is_habil(libro.local_day(libro.presentada.fecha_hora)) and not _late(libro, plazo)


def _late(libro: Libro, plazo: Plazo) -> bool:
    if plazo.clave not in _DE_LA_RESPUESTA or libro.presentada is None or _is_restarted(libro):
        return False
    return libro.is_after_corte(libro.presentada.fecha_hora)


def _notice(libro: Libro, plazo: Plazo) -> bool:
    aviso: Evento | None = None
    if plazo.clave is Clave.ACLARACION:
        aviso = libro.aclaracion_pedida
    elif plazo.clave is Clave.RECURSO_INTERPOSICION:
        aviso = libro.find_asunto(plazo.recurso).contra
    return aviso is not None and not _calendario_at(libro, aviso).is_habil(libro.local_day(aviso.fecha_hora))


def _is_restarted(libro: Libro) -> bool:
    """Whether the term to answer no longer runs from the filing: a clarification gave it another beginning."""
    return libro.aclarada is not None and libro.require_presentacion() == libro.local_day(libro.aclarada.fecha_hora)


def _calendario_at(libro: Libro, evento: Evento) -> Calendario:
    return libro.historial.known_at(evento.fecha_hora).actual


#: By the name of a reading, whether it decided a term.
_DECIDE: Mapping[str, Callable[[Libro, Plazo], bool]] = MappingProxyType(
    {
        "unidad_de_los_dias": _unit,
        "inicio_del_plazo": _start,
        "efecto_de_la_aclaracion": _clarification,
        "aviso_de_prorroga": _notice_of_extension,
        "inicio_de_la_afirmativa_ficta": _deemed_grant,
        "recurso_por_silencio": _appeal_from_silence,
        "medio_dia": _half_day,
        "recibida_en_inhabil": _closed_day,
        "hora_de_corte": _late,
        "notificacion_electronica": _notice,
    }
)
