"""The papers of a request: its receipt and its resolution."""

from __future__ import annotations

from typing import TypedDict

from documentos.contextos.comunes import Firma, Institucion, LecturaAplicada, Plazo, PlazoDeResolucion


class Rectificacion(TypedDict):
    """What a request to correct one's own data names (LAIP art. 34)."""

    sistema: str
    cambio: str
    evidencia: str


class Acuse(TypedDict):
    """Context of `acuse`. `fecha_hora_original` and `remitida_desde` are null unless another institution forwarded the case;
    `fecha_hora_registro` is null unless an officer registered it later than it came in. `prorrogable` and `silencio_obliga` say whether
    the law lets the term of this kind of request be extended, and whether silence obliges to hand over. `de_datos_propios` says that
    she asks for her own data and has to accredit who she is; `rectificacion` is what is to be corrected, null where nothing is."""

    institucion: Institucion
    folio: str
    presentacion: str
    fecha_hora_presentacion: str
    fecha_hora_registro: str | None
    fecha_hora_original: str | None
    remitida_desde: str | None
    canal: str
    solicitante_nombre: str
    descripcion: str
    forma_entrega: str
    idioma: str
    plazo: Plazo
    tipo: str
    de_datos_propios: bool
    rectificacion: Rectificacion | None
    prorrogable: bool
    silencio_obliga: bool
    ley: str
    seguimiento_url: str


class Anexo(TypedDict):
    """A file delivered with the resolution: its name, SHA-256 and size in bytes."""

    nombre: str
    sha256: str
    tamano: int


class Recurso(TypedDict):
    """The remedy that is open: its articles, its term in days, before whom, and its last day."""

    articulo: str
    dias: int
    ante: str
    vence: str


class Reserva(TypedDict):
    """The entry of the register in which a refusal is founded, and the three answers of the harm test.

    `desde` and `hasta` are dates; `posterior` says that it was declared after the request came in (reading D16).
    """

    numero: str
    autoridad: str
    causal: str
    articulo: str
    asunto: str
    partes: str
    publicacion: str
    desde: str
    hasta: str
    posterior: bool
    excepcion: str
    amenaza: str
    perjuicio: str


class LineaDeCobro(TypedDict):
    """What is copied: `texto` in words, how many, the price of one and the amount in quetzales, and the act that sets the price."""

    texto: str
    cantidad: int
    monto: str
    importe: str
    fuente: str


class Cobro(TypedDict):
    """What is to be paid for the copies; `total` is «0.00» when the answer is late and free by law (`por_tarde`)."""

    lineas: list[LineaDeCobro]
    total: str
    por_tarde: bool


class Confidencial(TypedDict):
    """Why what is withheld is confidential, in words, and its bare article."""

    causal: str
    articulo: str


class Remision(TypedDict):
    """Where a question is answered: the institution and its folio."""

    institucion: str
    folio: str


class PreguntaResuelta(TypedDict):
    """One question in which the request was divided, and what is resolved of it, as the resolution says of the whole; `archivos` are the
    names of the files that answer it. Of one that was forwarded there is only `remision`, null otherwise."""

    numero: int
    texto: str
    remision: Remision | None
    sentido: str
    sentido_texto: str
    respuesta: str
    motivacion: str
    fundamento: list[str]
    reserva: Reserva | None
    confidencial: Confidencial | None
    archivos: list[str]


class Resolucion(TypedDict):
    """Context of `resolucion`.

    `sentido` is the slug, `sentido_texto` what a person reads, in the infinitive and without a final stop; `motivacion` and
    `respuesta` are plain text, blank lines part paragraphs; `fundamento` is one legal basis a line. `reserva` and `confidencial` are null
    where nothing is withheld on that ground, `cobro` where nothing is copied, `fecha_correccion` where no datum was corrected.
    `preguntas` is empty where the request was not divided; where it was, `sentido` follows from them and the text of the resolution
    itself is what is said of all of them.
    """

    institucion: Institucion
    numero: str
    folio: str
    fecha_hora_notificacion: str
    fecha_hora_presentacion: str
    solicitante_nombre: str
    descripcion: str
    sentido: str
    sentido_texto: str
    respuesta: str
    motivacion: str
    fecha_correccion: str | None
    fundamento: list[str]
    reserva: Reserva | None
    confidencial: Confidencial | None
    cobro: Cobro | None
    preguntas: list[PreguntaResuelta]
    plazo: PlazoDeResolucion
    anexos: list[Anexo]
    firmas: list[Firma]
    recurso: Recurso
    lecturas: list[LecturaAplicada]
    ley: str
