"""The certificate that the service was down, from the act of the calendar that says so (docs/calendario.md)."""

from __future__ import annotations

from documentos import contextos
from solicitudes.models import ActoCalendario
from workflow.capas import Ambito

#: Under which a certificate is kept and verified: it is of no case.
SERIE = "CALENDARIO"


def folio_of(numero: int) -> str:
    """The series and the number of the act, where a paper of a case has its folio."""
    return f"{SERIE}-{numero}"


def build_constancia_caida(acto: ActoCalendario) -> contextos.ConstanciaCaida:
    """What the paper says of an act of this kind, with whoever registered it loaded."""
    if acto.desde is None or acto.hasta is None:
        raise TypeError("An act that suspends has its first and its last day.")
    registro = acto.conocida_desde.isoformat()
    ambito = Ambito(acto.ambito)
    return {
        "institucion": {
            "codigo": "",
            "nombre": "Portal de acceso a la información pública",
            "siglas": "",
            "unidad": "Administración del sistema",
            "correo": "",
        },
        "numero": acto.numero,
        "desde": acto.desde.isoformat(),
        "hasta": acto.hasta.isoformat(),
        "motivo": acto.motivo,
        "fundamento": acto.fundamento,
        "alcance": f"{ambito.etiqueta}: {acto.valor}" if acto.valor else ambito.etiqueta,
        "fecha_hora_registro": registro,
        "firmas": [{"nombre": str(acto.persona or ""), "cargo": "Registró el acto", "fecha_hora": registro, "huella": acto.huella}],
    }
