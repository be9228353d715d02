"""What a regime file may say: the names of its leaves, what each may hold, and the general rule where the file is silent.

A term that a file leaves out does not exist under that law; a rule that it leaves out has the general value given here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from workflow.eventos import TipoSolicitud


@dataclass(frozen=True, slots=True)
class ClaseDeRegla:
    """What a rule holds: a type, perhaps a closed list of values, and the value when the file does not say."""

    tipo: type
    general: Any
    opciones: tuple[str, ...] = ()


CABECERA: Mapping[str, type] = MappingProxyType(
    {"id": str, "version": int, "nombre": str, "jurisdiccion": str, "zona_horaria": str, "idiomas": list, "calendario": str}
)
CABECERA_OPCIONAL: Mapping[str, type] = MappingProxyType({"alias": str, "vigente_desde": date, "vigente_hasta": date})

#: Only the first is compulsory: it is what makes a regime.
TERMINOS = (
    "resolucion", "datos_acceso", "datos_rectificacion", "recepcion", "aclaracion_pedido", "aclaracion", "tercero_consulta",
    "tercero_oposicion", "cobro_pago", "prorroga", "aviso_prorroga", "afirmativa_ficta",
)  # fmt: skip
#: The terms of a remedy; those of the first remedy are also `terminos["recurso_…"]` of the regime.
TERMINOS_DE_RECURSO = ("interposicion", "interposicion_por_silencio", "resolucion", "cumplimiento")
#: The terms that a condition may change.
TERMINOS_CONDICIONADOS = ("resolucion",)

_TIPOS = tuple(TipoSolicitud)
REGLAS: Mapping[str, ClaseDeRegla] = MappingProxyType(
    {
        "computo.fin_en_inhabil": ClaseDeRegla(str, "siguiente_habil", ("siguiente_habil", "se_queda")),
        "prorroga.veces": ClaseDeRegla(int, 1),
        "prorroga.tipos": ClaseDeRegla(list, ("acceso",), _TIPOS),
        "prorroga.factor": ClaseDeRegla(int, None),
        "prorroga.fecha_prometida": ClaseDeRegla(bool, False),
        "prorroga.aviso": ClaseDeRegla(str, "antes_del_fin", ("antes_del_fin", "desde_el_inicio")),
        "aclaracion.veces": ClaseDeRegla(int, None),
        "aclaracion.sin_respuesta": ClaseDeRegla(str, None, ("negativa", "no_presentada", "desistimiento", "archivo", "nueva_solicitud")),
        "tercero.veto": ClaseDeRegla(bool, False),
        "cobro.reloj": ClaseDeRegla(str, "ninguno", ("ninguno", "suspension")),
        "silencio.efecto": ClaseDeRegla(str, None, ("entrega", "negativo", "recurso")),
        "silencio.tipos": ClaseDeRegla(list, ("acceso",), _TIPOS),
        "advertencias.dias_antes": ClaseDeRegla(list, (3, 1)),
        "reserva.registro": ClaseDeRegla(bool, False),
        "reserva.causal_confidencial": ClaseDeRegla(bool, False),
        "reserva.anios": ClaseDeRegla(int, None),
        "reserva.prorroga_anios": ClaseDeRegla(int, None),
        "reserva.avisos_dias_antes": ClaseDeRegla(list, ()),
    }
)

#: The readings that the engine acts on, by name: what each may be, the general one first. A file may declare others, for the record.
LECTURAS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "inicio_del_plazo": ("presentacion", "admision"),
        "unidad_de_los_dias": ("la_del_plazo", "habiles", "calendario"),
        "efecto_de_la_aclaracion": ("ninguno", "inicio_diferido", "suspension", "reinicio"),
        "aviso_de_prorroga": ("al_menos_dos_antes", "dentro_de_los_dos_ultimos"),
        "recurso_por_silencio": ("sin_vencimiento", "desde_el_vencimiento", "desde_el_fin_de_la_ficta"),
        "medio_dia": ("habil", "inhabil"),
        "recibida_en_inhabil": ("mismo_dia", "siguiente_habil"),
        "hora_de_corte": ("ninguna", "HH:MM"),
        "notificacion_electronica": ("al_enviar", "siguiente_habil"),
    }
)

PROCEDENCIA = ("articulo", "fuente", "certeza", "nota")
_TERMINO = (*PROCEDENCIA, "dias", "unidad", "unidad_expresa")
#: The keys of each kind of leaf.
CLAVES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "plazo": _TERMINO,
        "regla": (*PROCEDENCIA, "valor"),
        "lectura": (*PROCEDENCIA, "nombre", "pregunta", "valor", "opciones", "textos"),
        "condicion": (*_TERMINO, "plazo", "si", "valor"),
        "recurso": (*PROCEDENCIA, "nombre", "foro", "requiere", "alternativa_a", *TERMINOS_DE_RECURSO),
    }
)
