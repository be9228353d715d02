"""What an act would do, in words: one line for the list of acts, a few for its page."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.templatetags.portal import dia_mes, fecha
from solicitudes.avisos import Destinatario
from solicitudes.carpeta import Carpeta
from solicitudes.consecuencias import CambioDePlazo, Consecuencia, list_prorrogas
from workflow.plazos import Clave
from workflow.roles import Rol
from workflow.sentidos import Sentido


def tell_en_breve(carpeta: Carpeta, consecuencia: Consecuencia) -> str:
    """The one thing that whoever is about to choose must know."""
    plazo = consecuencia.find_plazo(Clave.RESOLUCION)
    if consecuencia.acto == "prorrogar":
        opciones = list_prorrogas(carpeta.situacion)
        if plazo and plazo.antes and opciones:
            return _("El plazo puede pasar del %(antes)s al %(despues)s.") % {
                "antes": dia_mes(plazo.antes),
                "despues": dia_mes(opciones[-1][1]),
            }
    propio = _PROPIOS.get(consecuencia.acto)
    if propio is not None:
        return str(propio)
    frases = tell_consecuencia(carpeta, consecuencia)
    return frases[0] if frases else ""


def tell_consecuencia(carpeta: Carpeta, consecuencia: Consecuencia) -> list[str]:
    """Everything that changes: state, dates, who is told, which paper comes out, what is over."""
    frases = [_tell_estado(consecuencia), *(_tell_plazo(cambio, consecuencia.acto) for cambio in consecuencia.plazos)]
    if consecuencia.find_plazo(Clave.RESOLUCION) is None and consecuencia.acto != "prorrogar" and not carpeta.solicitud.sentido:
        frases.append(_tell_quieto(carpeta))
    if consecuencia.acto == "decidir_recurso" and carpeta.solicitud.de_datos_propios:
        frases.append(_("La decisión no se publica: trata de datos personales. No podrá corregirse."))
    elif consecuencia.acto in _ADEMAS:
        frases.append(str(_ADEMAS[consecuencia.acto]))
    frases += [_tell_tarde(carpeta, consecuencia), _tell_papel(carpeta, consecuencia), *_tell_avisados(carpeta, consecuencia)]
    return [frase for frase in frases if frase]


#: What the list of acts says of those whose point is no date.
_PROPIOS: dict[str, Promise] = {
    "admitir": gettext_lazy("La unidad la toma a su cargo. El plazo no cambia."),
    "asignar": gettext_lazy("Con una fecha interna. El plazo legal no cambia."),
    "dividir": gettext_lazy("Cada pregunta, con quien la tiene, su fecha y su respuesta. El plazo no cambia."),
    "numerar": gettext_lazy("Para hallarla por el número de su propio registro."),
    "adjuntar": gettext_lazy("Llega a quien la pidió junto con la respuesta."),
    "pedir_aclaracion": gettext_lazy("Una sola vez. El plazo se cuenta de nuevo desde que aclare."),
    "acreditar": gettext_lazy("Sin esto no se firma una respuesta que entregue o corrija datos. El plazo no espera."),
    "remitir": gettext_lazy("Aquí termina; allá nace otro expediente con su propio plazo."),
    "remitir_parte": gettext_lazy("Lo demás se responde aquí, en el mismo plazo."),
    "redactar": gettext_lazy("Queda en borrador; solo lo ve su institución."),
    "enviar_a_revision": gettext_lazy("La jefatura de la unidad la revisa."),
    "revisar": gettext_lazy("Pasa a firma."),
    "devolver": gettext_lazy("Vuelve a borrador con lo que haya que corregir."),
    "firmar": gettext_lazy("Desde aquí su texto no cambia."),
    "retirar_firma": gettext_lazy("Vuelve a borrador con lo que haya que corregir."),
    "subsanar_recurso": gettext_lazy("El recurso nunca se rechaza por la forma."),
    "cumplir_recurso": gettext_lazy("Se avisa a quien recurrió."),
}

#: What no date and no row says.
_ADEMAS: dict[str, Promise] = {
    "dividir": gettext_lazy(
        "Lo que se pidió queda como se escribió. Puede dividirse otra vez mientras la resolución sea borrador: la pregunta cuyas palabras "
        "no cambian conserva a quien la tiene, sus archivos y lo redactado."
    ),
    "adjuntar": gettext_lazy("Quien pidió la información lo recibe con la respuesta, no antes."),
    "pedir_aclaracion": gettext_lazy("Solo puede pedirla una vez. El plazo para responder se cuenta de nuevo desde que aclare."),
    "prorrogar": gettext_lazy("Solo puede prorrogar una vez."),
    "acreditar": gettext_lazy(
        "Desde aquí puede firmarse y notificarse una respuesta que entregue o corrija datos. Lo que escriba se guarda cifrado, no va a la "
        "historia, y quien pide los datos lee cada vez que alguien lo abre. Si nadie acredita, pida que complete la solicitud (art. 42.2): "
        "sin respuesta en su plazo, cabe la negativa por falta de aclaración."
    ),
    "remitir": gettext_lazy(
        "En la otra institución nace un expediente con folio y plazo propios; la clave de quien la pidió abre los dos."
    ),
    "remitir_parte": gettext_lazy(
        "De esa parte nace allá un expediente con folio y plazo propios; la clave de quien la pidió abre los dos."
    ),
    "redactar": gettext_lazy("Puede corregirlo cuantas veces haga falta mientras sea borrador."),
    "firmar": gettext_lazy("El texto queda sellado: para cambiarlo hay que retirar la firma."),
    "retirar_firma": gettext_lazy("La firma queda sin efecto; la historia guarda las dos cosas."),
    "resolver": gettext_lazy("Ya no podrá corregirse."),
    "decidir_recurso": gettext_lazy("La versión pública se publica. La decisión no podrá corregirse."),
}

_NOMBRES: dict[Clave, Promise] = {
    Clave.RESOLUCION: gettext_lazy("El plazo para responder"),
    Clave.ACLARACION: gettext_lazy("Quien la pidió puede aclarar"),
    Clave.RECURSO_INTERPOSICION: gettext_lazy("Quien la pidió puede recurrir"),
    Clave.RECURSO_CUMPLIMIENTO: gettext_lazy("Si revoca o modifica, lo ordenado debe cumplirse"),
    Clave.AFIRMATIVA_FICTA: gettext_lazy("La información debe entregarse"),
    Clave.AVISO_PRORROGA: gettext_lazy("El aviso de prórroga puede darse"),
}


def _tell_estado(consecuencia: Consecuencia) -> str:
    return _("El expediente pasa a «%s».") % _(consecuencia.estado.etiqueta) if consecuencia.estado else ""


def _tell_plazo(cambio: CambioDePlazo, acto: str) -> str:
    nombre = _NOMBRES.get(cambio.clave)
    if nombre is None or cambio.clave is Clave.AVISO_PRORROGA:
        return ""
    if acto == "prorrogar":
        return _("El plazo termina ahora el %s; abajo está la fecha a la que pasa con cada número de días.") % _largo(cambio.antes)
    if cambio.despues is None:
        return _("%(nombre)s deja de correr; terminaba el %(antes)s.") % {"nombre": nombre, "antes": _largo(cambio.antes)}
    if cambio.antes is None or cambio.se_abre:
        return _("%(nombre)s a más tardar el %(despues)s.") % {"nombre": nombre, "despues": _largo(cambio.despues)}
    return _("%(nombre)s pasa del %(antes)s al %(despues)s.") % {
        "nombre": nombre,
        "antes": _largo(cambio.antes),
        "despues": _largo(cambio.despues),
    }


def _tell_quieto(carpeta: Carpeta) -> str:
    vence = carpeta.solicitud.fecha_vencimiento
    return _("El plazo para responder no cambia: %s.") % _largo(vence) if vence else ""


def _tell_tarde(carpeta: Carpeta, consecuencia: Consecuencia) -> str:
    vence = carpeta.solicitud.fecha_vencimiento
    if consecuencia.acto != "resolver" or vence is None or vence >= carpeta.situacion.hoy:
        return ""
    return _("Constará que se resolvió fuera de plazo: vencía el %s.") % _largo(vence)


def _tell_papel(carpeta: Carpeta, consecuencia: Consecuencia) -> str:
    resolucion = carpeta.situacion.resolucion
    if consecuencia.papel == "resolucion" and resolucion is not None:
        return _("Se emite la resolución en PDF: «%s».") % _(Sentido(resolucion.sentido).etiqueta)
    return _("Se emite la decisión en PDF.") if consecuencia.papel else ""


def _tell_avisados(carpeta: Carpeta, consecuencia: Consecuencia) -> list[str]:
    frases = []
    otros = [_(Rol(d.value).etiqueta) for d in consecuencia.avisados if d is not Destinatario.SOLICITANTE]
    if Destinatario.SOLICITANTE in consecuencia.avisados:
        frases.append(_tell_solicitante(carpeta))
    if otros:
        frases.append(_("Se avisa por correo a: %s.") % ", ".join(otros))
    return frases or [_("No se avisa a nadie.")]


def _tell_solicitante(carpeta: Carpeta) -> str:
    if carpeta.ve_solicitante and not carpeta.solicitud.presentacion.solicitante_correo:
        return _("Quien la pidió no dejó correo: lo verá cuando abra su expediente con folio y clave.")
    return _("Se avisa por correo a quien la pidió.")


def _largo(dia: date | None) -> str:
    return fecha(dia)
