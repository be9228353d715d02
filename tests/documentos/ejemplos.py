"""The papers of one case, as the service that knows it would describe them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from documentos.contextos import (
    Acuse,
    AcuseRecurso,
    Amparo,
    Cobro,
    ConstanciaCaida,
    ConstanciaSilencio,
    DecisionRecurso,
    Institucion,
    Plazo,
    PlazoDeResolucion,
    Reserva,
    Resolucion,
)
from documentos.emision import emitir
from documentos.models import Documento

AHORA = datetime(2026, 3, 25, 15, 0, 7, tzinfo=UTC)
FOLIO = "GT-2026-MSPAS-000123"
LEY = "Ley de Acceso a la Información Pública, Decreto 57-2008"
CODIGO = "7K3M-9QRT-0XWV-2BDH"

INSTITUCION = Institucion(
    codigo="MSPAS",
    nombre="Ministerio de Salud Pública y Asistencia Social",
    siglas="MSPAS",
    unidad="Unidad de Información Pública",
    correo="uip@mspas.example",
)
PLAZO = Plazo(
    vence="2026-04-10",
    desde="2026-03-25",
    dias=10,
    unidad="habiles",
    articulo="42",
    explicacion=[
        {"fecha": "2026-03-26", "dia": 1},
        {"fecha": "2026-03-27", "dia": 2},
        {"fecha": "2026-03-28", "excluida": "sábado", "fundamento": "LOJ, artículo 45"},
        {"fecha": "2026-03-29", "excluida": "domingo", "fundamento": "LOJ, artículo 45"},
        {"fecha": "2026-03-30", "dia": 3},
        {"fecha": "2026-04-02", "excluida": "Jueves Santo", "fundamento": "Código de Trabajo, artículo 127"},
        {"fecha": "2026-04-10", "dia": 10},
    ],
    lecturas=[{"clave": "D1", "valor": "habiles", "texto": "«Días» son días hábiles"}],
)


def build_acuse(**cambios: Any) -> Acuse:
    """A receipt; `cambios` replace fields."""
    acuse = Acuse(
        institucion=INSTITUCION,
        folio=FOLIO,
        presentacion="0198f2b4-7c1e-7d31-9a55-3f0b6d1c2e77",
        fecha_hora_presentacion="2026-03-25T09:00:00-06:00",
        fecha_hora_registro=None,
        fecha_hora_original=None,
        remitida_desde=None,
        canal="por el portal",
        solicitante_nombre="María Xiquín Ajcalón",
        descripcion="¿Cuántas ambulancias del Hospital Nacional de Sololá están en servicio? También las de Nebaj: ñandú, pingüino.",
        forma_entrega="electrónica",
        idioma="español",
        plazo=PLAZO,
        tipo="Acceso a información pública",
        de_datos_propios=False,
        rectificacion=None,
        prorrogable=True,
        silencio_obliga=True,
        ley=LEY,
        seguimiento_url="http://127.0.0.1:8000/seguimiento/",
    )
    return acuse | cambios


RESERVA = Reserva(
    numero="12-2026",
    autoridad="Ministra de Salud Pública y Asistencia Social",
    causal="Estabilidad económica, financiera o monetaria, o supervisión bancaria",
    articulo="23.6",
    asunto="Ofertas de la negociación de precios",
    partes="Folios 12 a 40.",
    publicacion="Diario de Centro América, tomo CCCXX, número 7",
    desde="2026-01-09",
    hasta="2032-12-31",
    posterior=False,
    excepcion="Es parte de una negociación.",
    amenaza="Los oferentes ajustarían sus precios.",
    perjuicio="El Estado pagaría más.",
)


COBRO = Cobro(
    lineas=[{"texto": "Página en copia simple", "cantidad": 50, "monto": "0.50", "importe": "25.00", "fuente": "Acuerdo 1-2026"}],
    total="25.00",
    por_tarde=False,
)


_SIN_MAS: dict[str, Any] = {"motivacion": "", "fundamento": [], "reserva": None, "confidencial": None, "archivos": [], "remision": None}

#: What is resolved question by question: handed over, denied, forwarded.
PREGUNTAS: list[Any] = [
    _SIN_MAS
    | {
        "numero": 1,
        "texto": "¿Cuántas ambulancias hay en servicio?",
        "sentido": "entrega_total",
        "sentido_texto": "Entregar la información solicitada",
        "respuesta": "Hay doce en servicio.",
        "archivos": ["ambulancias.xlsx"],
    },
    _SIN_MAS
    | {
        "numero": 2,
        "texto": "¿Qué precios se ofrecieron por las nuevas?",
        "sentido": "negativa_reservada",
        "sentido_texto": "Denegar la información por ser reservada",
        "respuesta": "No se entrega.",
        "motivacion": "Que la negociación está abierta.",
        "fundamento": ["Artículo 23 de la Ley de Acceso a la Información Pública"],
        "reserva": RESERVA,
    },
    _SIN_MAS
    | {
        "numero": 3,
        "texto": "¿Quién las conduce en Nebaj?",
        "sentido": "",
        "sentido_texto": "Pendiente de redactar",
        "respuesta": "",
        "remision": {"institucion": "Municipalidad de Santa María Nebaj", "folio": "GT-2026-MUNI-1413-000002"},
    },
]


def build_resolucion(**cambios: Any) -> Resolucion:
    """A resolution in time, with one file and one signature; `cambios` replace fields."""
    resolucion = Resolucion(
        institucion=INSTITUCION,
        numero="UIP-0457-2026",
        folio=FOLIO,
        fecha_hora_notificacion="2026-04-09T11:30:00-06:00",
        fecha_hora_presentacion="2026-03-25T09:00:00-06:00",
        solicitante_nombre="María Xiquín Ajcalón",
        descripcion="¿Cuántas ambulancias hay?",
        sentido="entrega_parcial",
        sentido_texto="Entregar parcialmente la información solicitada",
        respuesta="Hay doce ambulancias en servicio.",
        fecha_correccion=None,
        motivacion="Que la información consta en los registros.\n\nQue los teléfonos de los pilotos son datos personales.",
        fundamento=["Artículos 42 y 45 de la Ley de Acceso a la Información Pública"],
        reserva=RESERVA,
        confidencial={"causal": "Datos personales sensibles", "articulo": "22.5"},
        cobro=COBRO,
        preguntas=[],
        plazo=PlazoDeResolucion(**PLAZO, cumplido=True, fuera_de_plazo=False),
        anexos=[{"nombre": "ambulancias.xlsx", "sha256": "9f" * 32, "tamano": 48211}],
        firmas=[
            {"nombre": "Ana Lucía Tzoc", "cargo": "Encargada", "fecha_hora": "2026-04-09T10:12:00-06:00", "huella": "3c" * 32},
        ],
        recurso={"articulo": "54", "dias": 15, "ante": "la máxima autoridad del Ministerio", "vence": "2026-04-30"},
        lecturas=PLAZO["lecturas"],
        ley=LEY,
    )
    return resolucion | cambios


def build_constancia_caida(**cambios: Any) -> ConstanciaCaida:
    """A certificate for two days of the whole country."""
    constancia = ConstanciaCaida(
        institucion=INSTITUCION,
        numero=7,
        desde="2026-03-12",
        hasta="2026-03-13",
        motivo="Falla del centro de datos",
        fundamento="Constancia técnica 3-2026",
        alcance="Todo el país",
        fecha_hora_registro="2026-03-16T08:00:00-06:00",
        firmas=[{"nombre": "Ana Lucía Tzoc", "cargo": "Registró el acto", "fecha_hora": "2026-03-16T08:00:00-06:00", "huella": "3c" * 32}],
    )
    return constancia | cambios


AMPARO = Amparo(
    dias=30, unidad="calendario", articulo="Ley de Amparo, artículos 5 y 20", desde="2026-04-09", vence="2026-05-09", por_verificar=True
)


def build_acuse_recurso(**cambios: Any) -> AcuseRecurso:
    """The receipt of an appeal against a resolution."""
    acuse = AcuseRecurso(
        institucion=INSTITUCION | {"unidad": "Máxima autoridad"},
        numero=f"REC-{FOLIO}",
        folio=FOLIO,
        fecha_hora_interposicion="2026-03-25T09:00:00-06:00",
        solicitante_nombre="María Xiquín Ajcalón",
        resolucion=f"RES-{FOLIO}",
        vencimiento="2026-03-20",
        causales=[{"texto": "Se negó la información", "articulo": "54"}, {"texto": "El plazo venció", "articulo": "55.5"}],
        preguntas=[{"numero": 2, "texto": "¿Con quién se contrató?"}],
        agravios="Los contratos son públicos.\n\nLa reserva que citan venció en 2024.",
        plazo=PLAZO | {"articulo": "58"},
        amparo=AMPARO | {"desde": "", "vence": ""},
        ley=LEY,
        seguimiento_url="http://127.0.0.1:8000/seguimiento/",
    )
    return acuse | cambios


def build_decision_recurso(**cambios: Any) -> DecisionRecurso:
    """A decision that revokes and orders, in time."""
    decision = DecisionRecurso(
        institucion=INSTITUCION | {"unidad": "Máxima autoridad"},
        numero=f"REC-{FOLIO}",
        folio=FOLIO,
        fecha_hora_decision="2026-04-09T11:30:00-06:00",
        fecha_hora_presentacion="2026-03-02T09:00:00-06:00",
        fecha_hora_interposicion="2026-03-25T09:00:00-06:00",
        solicitante_nombre="María Xiquín Ajcalón",
        descripcion="¿Cuántas ambulancias hay?",
        resolucion=f"RES-{FOLIO}",
        vencimiento="2026-03-16",
        causales=[{"texto": "Se negó la información", "articulo": "54"}],
        preguntas=[],
        agravios="Los contratos son públicos.",
        subsanado="Se entiende que recurre la resolución del 16 de marzo.",
        sentido="revoca",
        sentido_texto="Revoca y ordena",
        motivacion="Que la reserva citada venció en 2024.\n\nQue no hay otra en el registro.",
        fundamento=["Artículos 27 y 59 de la Ley de Acceso a la Información Pública"],
        orden="Entregar copia de los contratos de 2025, con los teléfonos de los pilotos tachados.",
        plazo=PlazoDeResolucion(**PLAZO | {"articulo": "58"}, cumplido=True, fuera_de_plazo=False),
        cumplimiento=PLAZO | {"articulo": "60"},
        amparo=AMPARO,
        firmas=[
            {"nombre": "Ana Lucía Tzoc", "cargo": "Máxima autoridad", "fecha_hora": "2026-04-09T11:30:00-06:00", "huella": "3c" * 32},
        ],
        ley=LEY,
    )
    return decision | cambios


def build_constancia_silencio(**cambios: Any) -> ConstanciaSilencio:
    """The evidence of a case that nobody answered."""
    constancia = ConstanciaSilencio(
        institucion=INSTITUCION,
        folio=FOLIO,
        fecha_hora_presentacion="2026-03-25T09:00:00-06:00",
        fecha_hora_original=None,
        remitida_desde=None,
        fecha_hora_constancia="2026-04-27T00:05:00-06:00",
        texto_huella="5d" * 32,
        plazo=PLAZO,
        entrega=PLAZO | {"articulo": "44"},
        movimientos=[
            {
                "numero": 1,
                "fecha_hora": "2026-03-25T09:00:00-06:00",
                "texto": "Se presenta la solicitud y nace el expediente.",
                "rol": "Solicitante",
                "persona": "",
                "huella": "a1" * 32,
            },
            {
                "numero": 2,
                "fecha_hora": "2026-03-26T10:00:00-06:00",
                "texto": "La unidad de información admite la solicitud.",
                "rol": "Oficial de información",
                "persona": "Pedro Choc",
                "huella": "b2" * 32,
            },
        ],
        encargos=[
            {"fecha_hora": "2026-03-27T09:00:00-06:00", "unidad": "Compras", "persona": "Luis Ajú", "fecha_interna": "2026-04-01"},
        ],
        cargos=[
            {
                "persona": "Pedro Choc",
                "rol": "Oficial de información",
                "unidad": "Unidad de Información Pública",
                "desde": "2026-01-01",
                "hasta": "",
            },
        ],
        cartas=[
            {
                "fecha_hora": "2026-04-13T00:05:10-06:00",
                "evento": "Plazo vencido sin respuesta",
                "destinatario": "Máxima autoridad",
                "canal": "correo",
                "mensaje_id": "<4f1c@informacion.example>",
            },
        ],
        papeles=[
            {
                "titulo": f"Acuse de recibo {FOLIO}",
                "codigo": CODIGO,
                "sha256": "c3" * 32,
                "fecha_hora": "2026-03-25T09:00:07-06:00",
            },
        ],
        anexos=2,
        ley=LEY,
    )
    return constancia | cambios


def issue_acuse(**cambios: Any) -> Documento:
    """The receipt of FOLIO, issued at AHORA."""
    argumentos = {"folio": FOLIO, "referencia": "", "contexto": build_acuse(), "ahora": AHORA} | cambios
    return emitir(tipo="acuse", institucion_nombre=INSTITUCION["nombre"], **argumentos)
