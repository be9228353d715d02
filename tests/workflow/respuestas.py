"""Whole answers of the ledger, for test_libro.py: every term that a case has at a moment, with its unit, state and article.

Written «clave desde +días unidad = vence estado (artículo)»: `h` business days, `c` calendar days, `m` months; «…» no number of days.
The dates of most are worked out a second time, naively, in casos_gt.toml and regimenes/casos; here nothing may be missing nor too much.
"""

from __future__ import annotations

#: (law, readings, what happened, when it is looked at, what there is).
RESPUESTAS: list[tuple[str, dict[str, str], list[str], str, list[str]]] = [
    (
        "gt", {}, ["03-25 presentada"], "03-26",
        [
            "resolucion 03-25 +10h = 04-10 corriendo (42)",
            "aviso_prorroga 03-25 +8h = 04-08 corriendo (43)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada"], "04-13",
        [
            "resolucion 03-25 +10h = 04-10 vencido (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 corriendo (44)",
            "recurso_interposicion 04-10 …h = nunca corriendo (54, 55)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "03-27 aclaracion_pedida"], "03-30",
        [
            "aclaracion 03-27 +2h = 03-31 corriendo (42.2)",
            "resolucion 03-25 +10h = nunca suspendido (42)",
            "aviso_prorroga 03-25 +8h = nunca suspendido (43)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "03-27 aclaracion_pedida", "03-30 aclarada", "04-06 prorrogada dias=4"], "04-07",
        [
            "aclaracion 03-27 +2h = 03-31 cumplido (42.2)",
            "resolucion 03-30 +14h = 04-21 corriendo (42, 43)",
            "aviso_prorroga 03-30 +8h = 04-13 cumplido (43)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "03-26 suspendida motivo=Sismo"], "03-27",
        [
            "resolucion 03-25 +10h = nunca suspendido (42)",
            "aviso_prorroga 03-25 +8h = nunca suspendido (43)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "03-26 suspendida motivo=Sismo", "03-30 reanudada"], "04-20",
        [
            "resolucion 03-25 +10h = 04-14 vencido (42)",
            "aviso_prorroga 03-25 +8h = 04-10 vencido (43)",
            "afirmativa_ficta 04-14 +10h = 04-28 corriendo (44)",
            "recurso_interposicion 04-14 …h = nunca corriendo (54, 55)",
        ],
    ),
    (
        "gt", {},
        ["03-25 presentada", "04-07 resolucion_notificada sentido=inexistencia", "04-08 recurso_interpuesto",
         "04-10 recurso_notificado sentido=revoca"], "04-20",
        [
            "resolucion 03-25 +10h = 04-10 cumplido (42)",
            "aviso_prorroga 03-25 +8h = 04-08 cumplido (43)",
            "recurso_interposicion 04-07 +15h = 04-28 cumplido (54)",
            "recurso_resolucion 04-08 +5h = 04-15 cumplido (58)",
            "recurso_cumplimiento 04-10 +5h = 04-17 vencido (60)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "04-14 resolucion_notificada sentido=entrega_total"], "04-20",
        [
            "resolucion 03-25 +10h = 04-10 cumplido_tarde (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 cumplido (44)",
            "recurso_interposicion 04-14 +15h = 05-06 corriendo (54)",
        ],
    ),
    (
        "gt", {},
        ["03-25 presentada", "04-14 recurso_interpuesto", "04-15 resolucion_notificada sentido=entrega_total",
         "04-16 recurso_notificado sentido=modifica dias=9", "04-17 cumplida"], "05-20",
        [
            "resolucion 03-25 +10h = 04-10 cumplido_tarde (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 cumplido (44)",
            "recurso_interposicion 04-10 …h = nunca cumplido (54, 55)",
            "recurso_resolucion 04-14 +5h = 04-21 cumplido (58)",
            "recurso_cumplimiento 04-16 +9h = 04-29 cumplido (60)",
        ],
    ),
    (
        "gt", {}, ["03-25 presentada", "04-13 desistida"], "06-20",
        [
            "resolucion 03-25 +10h = 04-10 vencido (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 cumplido (44)",
            "recurso_interposicion 04-10 …h = nunca cumplido (54, 55)",
        ],
    ),
    (
        "gt", {"D7": "desde_el_vencimiento"}, ["03-25 presentada"], "05-20",
        [
            "resolucion 03-25 +10h = 04-10 vencido (42)",
            "aviso_prorroga 03-25 +8h = 04-08 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 vencido (44)",
            "recurso_interposicion 04-10 +15h = 05-04 vencido (54, 55)",
        ],
    ),
    (
        "gt", {"D7": "desde_el_fin_de_la_ficta", "D4": "dentro_de_los_dos_ultimos"}, ["03-25 presentada"], "05-20",
        [
            "resolucion 03-25 +10h = 04-10 vencido (42)",
            "aviso_prorroga 03-25 +9h = 04-09 vencido (43)",
            "afirmativa_ficta 04-10 +10h = 04-24 vencido (44)",
            "recurso_interposicion 04-10 +15h = 05-18 vencido (54, 55)",
        ],
    ),
    (
        "gt", {"D1": "calendario"}, ["03-25 presentada"], "03-26",
        [
            "resolucion 03-25 +10c = 04-06 corriendo (42)",
            "aviso_prorroga 03-25 +8c = 04-02 corriendo (43)",
        ],
    ),
    (
        "gt", {"D3": "suspension"}, ["03-25 presentada", "03-27 aclaracion_pedida", "03-31 aclarada"], "04-07",
        [
            "aclaracion 03-27 +2h = 03-31 cumplido (42.2)",
            "resolucion 03-25 +10h = 04-14 corriendo (42)",
            "aviso_prorroga 03-25 +8h = 04-10 corriendo (43)",
        ],
    ),
    (
        "gt", {"D3": "ninguno"}, ["03-25 presentada", "03-27 aclaracion_pedida", "03-31 aclarada"], "04-07",
        [
            "aclaracion 03-27 +2h = 03-31 cumplido (42.2)",
            "resolucion 03-25 +10h = 04-10 corriendo (42)",
            "aviso_prorroga 03-25 +8h = 04-08 corriendo (43)",
        ],
    ),
    (
        "mx", {}, ["03-02 presentada", "03-03 aclaracion_pedida", "03-05 aclarada"], "04-13",
        [
            "aclaracion_pedido 03-02 +5h = 03-09 cumplido (LGTAIP, artículo por verificar)",
            "aclaracion 03-03 +10h = 03-18 cumplido (LGTAIP, artículo por verificar)",
            "resolucion 03-05 +20h = 04-03 vencido (LGTAIP, artículo por verificar)",
            "silencio_recurrible 04-03 …h = nunca corriendo (LGTAIP, artículo por verificar)",
            "recurso_interposicion 04-03 +15h = 04-24 corriendo (LGTAIP, artículo por verificar)",
        ],
    ),
    (
        "pe", {}, ["03-02 presentada", "03-03 aclaracion_pedida", "03-04 aclarada", "03-05 prorrogada fecha=2026-03-31"], "04-13",
        [
            "aclaracion_pedido 03-02 +2h = 03-04 cumplido (11 (por verificar))",
            "aclaracion 03-03 +2h = 03-05 cumplido (11 (por verificar))",
            "resolucion 03-04 +19h = 03-31 vencido (11 (por verificar))",
            "aviso_prorroga 03-04 +2h = 03-06 cumplido (11 (por verificar))",
            "silencio_negativo 03-31 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 03-31 …c = nunca corriendo (artículo por verificar)",
        ],
    ),
    (
        "uk", {}, ["03-02 presentada", "03-03 cobro_notificado", "03-10 cobro_pagado"], "04-30",
        [
            "cobro_pago 03-03 +3m = 06-03 cumplido (artículo por verificar)",
            "resolucion 03-02 +20h = 04-09 vencido (10)",
            "silencio_recurrible 04-09 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 04-09 …h = nunca corriendo (artículo por verificar)",
        ],
    ),
    (
        "uk", {}, ["03-02 presentada", "03-03 cobro_notificado"], "03-05",
        [
            "cobro_pago 03-03 +3m = 06-03 corriendo (artículo por verificar)",
            "resolucion 03-02 +20h = nunca suspendido (10)",
        ],
    ),
    (
        "us", {}, ["03-02 presentada", "03-20 recibida_por_la_unidad", "03-24 cobro_notificado", "03-26 cobro_pagado"], "05-30",
        [
            "resolucion 03-12 +20h = 04-13 vencido (552(a)(6)(A)(i))",
            "silencio_recurrible 04-13 …h = nunca corriendo (552(a)(6)(C) (por verificar))",
            "recurso_interposicion 04-13 …c = nunca corriendo (552(a)(6)(A)(i) (por verificar))",
        ],
    ),
    (
        "us", {}, ["03-02 presentada", "03-05 recibida_por_la_unidad", "03-24 resolucion_notificada", "03-30 recurso_interpuesto"], "05-30",
        [
            "resolucion 03-05 +20h = 04-02 cumplido (552(a)(6)(A)(i))",
            "recurso_interposicion 03-24 +90c = 06-22 cumplido (552(a)(6)(A)(i) (por verificar))",
            "recurso_resolucion 03-30 +20h = 04-27 vencido (552(a)(6)(A)(ii) (por verificar))",
        ],
    ),
    (
        "cl", {}, ["03-02 presentada", "03-03 tercero_consultado", "03-05 tercero_opuesto", "03-06 aclaracion_pedida"], "03-09",
        [
            "aclaracion 03-06 +5h = 03-13 corriendo (12)",
            "tercero_consulta 03-02 +2h = 03-04 cumplido (20 (por verificar))",
            "tercero_oposicion 03-03 +3h = 03-06 cumplido (20 (por verificar))",
            "resolucion 03-02 +20h = nunca suspendido (14 (por verificar))",
        ],
    ),
    (
        "cl", {}, ["03-02 presentada"], "04-09",
        [
            "resolucion 03-02 +20h = 03-30 vencido (14 (por verificar))",
            "silencio_recurrible 03-30 …h = nunca corriendo (24 (por verificar))",
            "recurso_interposicion 03-30 …h = nunca corriendo (24 (por verificar))",
        ],
    ),
    (
        "sv", {}, ["03-02 presentada", "03-04 aclaracion_pedida", "03-06 aclarada"], "03-30",
        [
            "aclaracion_pedido 03-02 +3h = 03-05 cumplido (66)",
            "aclaracion 03-04 +5h = 03-11 cumplido (66)",
            "resolucion 03-06 +10h = 03-20 vencido (71)",
            "silencio_recurrible 03-20 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 03-20 +15h = 04-14 corriendo (artículo por verificar)",
        ],
    ),
    (
        "sv", {},
        ["03-02 presentada", "03-09 resolucion_notificada", "03-10 recurso_interpuesto",
         "03-20 recurso_notificado sentido=revoca"], "04-30",
        [
            "aclaracion_pedido 03-02 +3h = 03-05 vencido (66)",
            "resolucion 03-02 +10h = 03-16 cumplido (71)",
            "recurso_interposicion 03-09 +5h = 03-16 cumplido (artículo por verificar)",
            "recurso_cumplimiento 03-20 +3h = 03-25 vencido (artículo por verificar)",
        ],
    ),
    (
        "cr", {}, ["03-02 presentada", "03-09 prorrogada dias=5"], "04-09",
        [
            "aclaracion_pedido 03-02 +3h = 03-05 vencido (artículo por verificar)",
            "resolucion 03-02 +15h = 03-23 vencido (artículo por verificar)",
            "silencio_recurrible 03-23 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 03-23 …h = nunca corriendo (artículo por verificar)",
        ],
    ),
    (
        "br", {}, ["03-02 presentada", "03-09 prorrogada dias=10"], "04-09",
        [
            "resolucion 03-02 +30c = 04-01 vencido (11)",
            "silencio_recurrible 04-01 …c = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 04-01 …c = nunca corriendo (15 (por verificar))",
        ],
    ),
    (
        "hn", {}, ["03-02 presentada"], "04-09",
        [
            "resolucion 03-02 +10h = 03-16 vencido (21 (por verificar))",
            "silencio_recurrible 03-16 …h = nunca corriendo (artículo por verificar)",
            "recurso_interposicion 03-16 …h = nunca corriendo (artículo por verificar)",
        ],
    ),
    (
        "co", {}, ["03-02 presentada"], "04-09",
        [
            "aclaracion_pedido 03-02 +10h = 03-16 vencido (17 (por verificar))",
            "resolucion 03-02 +10h = 03-16 vencido (14)",
            "afirmativa_ficta 03-16 +3h = 03-19 vencido (14)",
            "recurso_interposicion 03-16 …h = nunca corriendo (26 (por verificar))",
        ],
    ),
    (
        "py", {}, ["03-02 presentada"], "04-09",
        [
            "resolucion 03-02 +15h = 03-23 vencido (16 (por verificar))",
            "silencio_negativo 03-23 …h = nunca corriendo (20 (por verificar))",
        ],
    ),
]  # fmt: skip
