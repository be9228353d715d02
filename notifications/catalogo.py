"""What people are told: each message, for whom it is, and exactly what its template may say."""

from __future__ import annotations

from collections.abc import Mapping

# `folio` and `institucion` are always those of the recipient's own case; `url` is the page where it can be followed, without
# any key; `fecha_hora` (aware datetime) is when the thing happened.
COMUNES = frozenset({"folio", "institucion", "url", "fecha_hora"})

# (evento, destinatario) → keys beside COMUNES. Types: `fecha_…` is a date; `dias_restantes` an int (business days); the rest is text.
#   articulo           of the term: «42» or «42, 43»
#   descripcion        what was asked (the template takes an excerpt)
#   fecha_vencimiento  last day for the institution to answer, as it stands now; empty in `resolucion_…` while no term runs
#   fecha_anterior     that day before the extension; for `recalculada`, of the term that `plazo_texto` names
#   fecha_nueva        the last day that the calendar gives that term now, by virtue of `fundamento`
#   fecha_limite       last day of the thing asked for here: to clarify, to give free of charge (art. 44), to answer inside, to appeal
#   fecha_amparo       last day to go to court, once the appeal opened that way
#   acreditacion       how she accredits who she is, where she asks for her own data; empty elsewhere
#   causales           the grounds of the appeal in words
#   motivo, pregunta, orden, constancia
#                      words of an official, quoted
#   preguntas          the numbers of those that she was asked, «1 y 3»; never their words, which may say who asks
#   costo              what is to be paid for the copies, in words
#   destinos           cases that were born elsewhere, a line each; for `remitida`, beside the first
#   numero, asunto     of a reserve: of its resolution, and what it reserves
#   sentido_texto      the sense of the resolution, or of the decision, in words: «Se entrega toda la información»
# The regulator is told dates and nothing else: no name, no word of the applicant, of an official or of the authority.
# An enlace must not learn who the applicant is, and a person may sign her own request: hence no `descripcion` for her.
CLAVES: Mapping[tuple[str, str], frozenset[str]] = {
    evento: COMUNES | frozenset(claves.split())
    for evento, claves in {
        ("presentada", "solicitante"): "descripcion fecha_vencimiento articulo acreditacion",
        ("presentada", "oficial"): "descripcion fecha_vencimiento articulo",
        ("admitida", "solicitante"): "fecha_vencimiento articulo",
        ("aclaracion_pedida", "solicitante"): "pregunta fecha_limite articulo",
        ("aclarada", "oficial"): "fecha_vencimiento articulo",
        ("prueba_aportada", "oficial"): "fecha_vencimiento articulo",
        ("identidad_acreditada", "solicitante"): "fecha_vencimiento articulo",
        ("prorrogada", "solicitante"): "motivo fecha_anterior fecha_vencimiento articulo",
        ("remitida", "solicitante"): "motivo folio_nuevo institucion_nueva fecha_vencimiento articulo destinos",
        ("remitida_en_parte", "solicitante"): "motivo destinos fecha_vencimiento articulo",
        ("remitida_recibida", "oficial"): "descripcion folio_anterior institucion_anterior fecha_vencimiento articulo",
        ("asignada", "enlace"): "fecha_limite preguntas",
        ("resuelta", "solicitante"): "sentido_texto fecha_limite costo",
        ("entregada", "solicitante"): "fecha_limite",
        ("desistida", "oficial"): "",
        ("vencida", "solicitante"): "fecha_vencimiento fecha_limite",
        ("vencida", "oficial"): "fecha_vencimiento fecha_limite",
        ("vencida", "maxima_autoridad"): "fecha_vencimiento fecha_limite",
        ("vencida", "jefe_unidad"): "fecha_vencimiento fecha_limite",
        ("vencida", "regulador"): "fecha_vencimiento fecha_limite",
        ("silencio_certificado", "solicitante"): "fecha_vencimiento fecha_limite",
        ("silencio_certificado", "maxima_autoridad"): "fecha_vencimiento fecha_limite",
        ("silencio_certificado", "regulador"): "fecha_vencimiento fecha_limite",
        ("recurso_interpuesto", "solicitante"): "causales fecha_limite",
        ("recurso_interpuesto", "maxima_autoridad"): "causales fecha_limite",
        ("recurso_sin_decision", "solicitante"): "fecha_limite fecha_amparo",
        ("recurso_sin_decision", "maxima_autoridad"): "fecha_limite",
        ("recurso_sin_decision", "regulador"): "fecha_limite",
        ("recurso_decidido", "solicitante"): "sentido_texto orden fecha_limite fecha_amparo",
        ("recurso_decidido", "oficial"): "sentido_texto orden fecha_limite",
        ("recurso_cumplido", "solicitante"): "constancia fecha_amparo",
        ("recurso_incumplido", "solicitante"): "fecha_limite fecha_amparo",
        ("recurso_incumplido", "maxima_autoridad"): "fecha_limite",
        ("recurso_incumplido", "regulador"): "fecha_limite",
        ("advertencia", "oficial"): "fecha_vencimiento dias_restantes articulo",
        ("aclaracion_vencida", "oficial"): "",
        ("recalculada", "solicitante"): "motivo fundamento plazo_texto fecha_anterior fecha_nueva",
        ("recalculada", "oficial"): "motivo fundamento plazo_texto fecha_anterior fecha_nueva",
        ("reserva_por_terminar", "maxima_autoridad"): "numero asunto fecha_limite",
        ("resolucion_en_revision", "jefe_unidad"): "fecha_vencimiento articulo",
        ("resolucion_revisada", "firmante"): "fecha_vencimiento articulo",
        ("resolucion_devuelta", "oficial"): "motivo fecha_vencimiento articulo",
        ("resolucion_firmada", "oficial"): "fecha_vencimiento articulo",
    }.items()
}

#: What a message may have to leave out: a request may not be divided,
#: a decision that confirms orders nothing, and a law may have nothing after the appeal.
PRESCINDIBLES: Mapping[tuple[str, str], frozenset[str]] = {
    ("remitida", "solicitante"): frozenset({"destinos"}),
    ("asignada", "enlace"): frozenset({"preguntas"}),
    ("recurso_sin_decision", "solicitante"): frozenset({"fecha_amparo"}),
    ("recurso_decidido", "solicitante"): frozenset({"fecha_limite", "fecha_amparo"}),
    ("recurso_decidido", "oficial"): frozenset({"fecha_limite"}),
    ("recurso_cumplido", "solicitante"): frozenset({"fecha_amparo"}),
    ("recurso_incumplido", "solicitante"): frozenset({"fecha_amparo"}),
}
