"""aportar_prueba, acreditar: who asks about her own data proves that they are hers, or her principal's (LAIP arts. 33 and 34).

The term does not wait for it: the law says so nowhere (to be verified). What is stored of it is the least, and none of it in the history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.files.base import File

from documentos.archivos import TipoDeArchivoNoAdmitidoError, sniff_tipo_contenido
from documentos.emision import read_contenido
from solicitudes.actor import Actor
from solicitudes.bitacora import digest_bytes
from solicitudes.boveda import destroy_secreto, keep_secreto
from solicitudes.cifrado import encrypt
from solicitudes.models import AcreditacionIdentidad, PruebaPersonal, Solicitud
from solicitudes.services.acto import ActoEnCurso, open_acto
from workflow.eventos import TipoSolicitud
from workflow.identidad import DIGITOS_DEL_DPI, Calidad, DocumentoDeIdentidad, Medio, ParaQue, article_of, needs_acreditacion
from workflow.problema import ProblemaError

#: How many files of one purpose a case takes, and how large: two sides of a document and a mandate of some pages.
MAXIMO_DE_PRUEBAS = 6
LIMITE_DE_PRUEBA = 8 * 1024 * 1024
#: What a telephone or a scanner makes of a document.
ADMITIDOS = ("application/pdf", "image/png", "image/jpeg")


class NoEsDeDatosPropiosError(ProblemaError):
    codigo: ClassVar[str] = "no-es-de-datos-propios"
    titulo: ClassVar[str] = "Esta solicitud no es sobre datos personales propios"
    estatus: ClassVar[int] = 409


class IdentidadSinAcreditarError(ProblemaError):
    codigo: ClassVar[str] = "identidad-sin-acreditar"
    titulo: ClassVar[str] = "Falta acreditar quién pide los datos"
    estatus: ClassVar[int] = 409


class IdentidadYaAcreditadaError(ProblemaError):
    codigo: ClassVar[str] = "identidad-ya-acreditada"
    titulo: ClassVar[str] = "Ya consta quién pide los datos"
    estatus: ClassVar[int] = 409


class AcreditacionIncompletaError(ProblemaError):
    codigo: ClassVar[str] = "acreditacion-incompleta"
    titulo: ClassVar[str] = "A la acreditación le falta algo"


class DemasiadasPruebasError(ProblemaError):
    codigo: ClassVar[str] = "demasiadas-pruebas"
    titulo: ClassVar[str] = "Ya envió los archivos que caben"
    estatus: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Acreditada:
    """What the officer saw: as what the person asks, the document and its number, how she saw it, and by which mandate one represents."""

    calidad: str
    documento: str
    numero: str
    medio: str
    mandato: str = ""


def aportar_prueba(
    *, folio: str, actor: Actor, para: str, contenido: bytes | File[bytes], ahora: datetime, version: int | None = None
) -> PruebaPersonal:
    """Keep, encrypted, a file by which the applicant proves who she is, or why a datum is to be corrected. It never comes out with her key.

    :raises NoEsDeDatosPropiosError: the case is not about her own data, or nothing is to be corrected in it.
    :raises ArchivoVacioError, ArchivoDemasiadoGrandeError, TipoDeArchivoNoAdmitidoError, DemasiadasPruebasError: what is wrong with it.
    :raises AlmacenNoDisponibleError: it cannot be stored now; nothing has changed.
    """
    with open_acto("aportar_prueba", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        _require_de_datos_propios(acto)
        if para == ParaQue.CORRECCION and acto.solicitud.tipo != TipoSolicitud.DATOS_RECTIFICACION:
            raise NoEsDeDatosPropiosError("En esta solicitud no se pide corregir nada.", campo="para", articulo="LAIP art. 34")
        if PruebaPersonal.objects.filter(solicitud=acto.solicitud, para=para).count() >= MAXIMO_DE_PRUEBAS:
            raise DemasiadasPruebasError(
                "Caben {maximo} archivos. Lo que falte puede llevarlo a la oficina.", maximo=MAXIMO_DE_PRUEBAS, campo="archivo"
            )
        datos = read_contenido(contenido, min(LIMITE_DE_PRUEBA, settings.DOCUMENTO_TAMANO_MAXIMO))
        prueba = PruebaPersonal(
            solicitud=acto.solicitud,
            para=para,
            tipo_contenido=_require_tipo(datos),
            tamano=len(datos),
            sha256=digest_bytes(datos),
            archivo=keep_secreto(datos, folio=folio),
            fecha_hora=ahora,
        )
        try:
            prueba.save()
            acto.asentar(datos={"para": para})
        except BaseException:
            destroy_secreto(prueba.archivo)
            raise
        return prueba


def acreditar(*, folio: str, actor: Actor, acreditada: Acreditada, ahora: datetime, version: int | None = None) -> Solicitud:
    """Leave it recorded that an officer saw who asks. Once: what was mistaken is told in a note, and nothing is written over.

    :raises NoEsDeDatosPropiosError: the case is not about the applicant's own data.
    :raises IdentidadYaAcreditadaError: somebody did it before.
    :raises AcreditacionIncompletaError: no number, a DPI that is none, a representative without mandate, or no file to have reviewed.
    """
    with open_acto("acreditar", folio=folio, actor=actor, ahora=ahora, version=version) as acto:
        _require_de_datos_propios(acto)
        if acto.solicitud.identidad_acreditada:
            raise IdentidadYaAcreditadaError("Otra persona de la unidad ya la acreditó.", articulo=article_of(acto.solicitud.tipo))
        if actor.persona_id is None:
            raise TypeError("Only a person holds the office in which this is done.")
        numero, mandato = _check(acreditada, acto)
        AcreditacionIdentidad.objects.create(
            solicitud=acto.solicitud,
            calidad=acreditada.calidad,
            documento=acreditada.documento,
            medio=acreditada.medio,
            numero=encrypt(numero, llave=folio),
            mandato=encrypt(mandato, llave=folio) if mandato else "",
            persona_id=actor.persona_id,
            fecha_hora=ahora,
        )
        acto.solicitud.identidad_acreditada = True
        acto.asentar(campos=("identidad_acreditada",))
        return acto.solicitud


def require_acreditada(solicitud: Solicitud, *, sentido: str) -> None:
    """:raises IdentidadSinAcreditarError: an answer in this sense is for whoever has accredited who she is, and nobody has."""
    if not solicitud.identidad_acreditada and needs_acreditacion(solicitud.tipo, sentido):
        raise IdentidadSinAcreditarError(
            "Antes de entregar o corregir datos personales, o de decir si los hay, tiene que constar que quien los pide es su titular o la "
            "representa. El plazo sigue corriendo: si no se acredita, pida que complete la solicitud (art. 42.2).",
            articulo=article_of(solicitud.tipo),
        )


def _require_de_datos_propios(acto: ActoEnCurso) -> None:
    if not acto.solicitud.de_datos_propios:
        raise NoEsDeDatosPropiosError(
            "Para pedir información pública no hay que acreditar nada (LAIP art. 41).", articulo=acto.transicion.fundamento
        )


def _require_tipo(datos: bytes) -> str:
    tipo = sniff_tipo_contenido(contenido=datos, nombre_archivo="")
    if tipo not in ADMITIDOS:
        raise TipoDeArchivoNoAdmitidoError("Envíe una foto (PNG o JPEG) o un PDF del documento.", campo="archivo")
    return tipo


def _check(acreditada: Acreditada, acto: ActoEnCurso) -> tuple[str, str]:
    """The number and the mandate as they are kept."""
    articulo = article_of(acto.solicitud.tipo)
    numero, mandato = " ".join(acreditada.numero.split()), acreditada.mandato.strip()
    if acreditada.documento == DocumentoDeIdentidad.DPI:
        numero = numero.replace(" ", "").replace("-", "")
        if not (numero.isascii() and numero.isdigit() and len(numero) == DIGITOS_DEL_DPI):
            raise AcreditacionIncompletaError("El DPI lleva {cifras} cifras.", cifras=DIGITOS_DEL_DPI, campo="numero", articulo=articulo)
    if not numero:
        raise AcreditacionIncompletaError("Escriba el número del documento que vio.", campo="numero", articulo=articulo)
    if (acreditada.calidad == Calidad.REPRESENTANTE) is not bool(mandato):
        detalle = "Quien es titular no necesita mandato." if mandato else "Diga con qué documento prueba que la representa."
        raise AcreditacionIncompletaError(detalle, campo="mandato", articulo=articulo)
    if acreditada.medio == Medio.ARCHIVO and not _has_prueba(acto.solicitud):
        raise AcreditacionIncompletaError("La persona no ha enviado ningún archivo que revisar.", campo="medio", articulo=articulo)
    return numero, mandato


def _has_prueba(solicitud: Solicitud) -> bool:
    return PruebaPersonal.objects.filter(solicitud=solicitud, para=ParaQue.IDENTIDAD.value).exclude(archivo="").exists()
