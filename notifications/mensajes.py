"""Messages composed from `templates/correo/`: one text per event and recipient, whose paragraphs also become the HTML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.template import Context, Engine, Template, TemplateDoesNotExist, engines
from django.utils import translation

from notifications.bloques import split_bloques, write_texto
from notifications.catalogo import CLAVES, PRESCINDIBLES
from notifications.channels.mensaje import Mensaje
from notifications.efectos import FallaPermanenteError
from notifications.templatetags.correo import remove_controles

# Words of other people: they keep their lines, and every template shows them through the filter `cita`.
CITADAS = frozenset({"descripcion", "motivo", "pregunta", "orden", "constancia", "destinos"})
IDIOMA = "es"
ASUNTO = "Asunto: "


class MensajeDesconocidoError(FallaPermanenteError):
    """No such message in the catalogue."""


class ContextoIncompletoError(FallaPermanenteError):
    """Something that the message must say was not given, or is None."""


def compose(
    *,
    evento: str,
    destinatario: str,
    contexto: Mapping[str, Any],
    para: str,
    identificador: str,
    idioma: str = IDIOMA,
    responder_a: str = "",
    responder_nombre: str = "",
) -> Mensaje:
    """The message that tells `destinatario` about `evento`; `notifications.catalogo` says what `contexto` holds.

    `identificador` is the same whenever the same thing is told again. Without a translation for `idioma` it is in Spanish.
    What `contexto` holds beyond the catalogue never reaches the template.

    :raises MensajeDesconocidoError: the catalogue has no such message.
    :raises ContextoIncompletoError: a key that the message cannot do without is missing or None.
    """
    datos = _select_datos(evento, destinatario, contexto)
    plantilla, idioma = _find_plantilla(f"{evento}.{destinatario}", idioma)
    with translation.override(idioma):
        asunto, _, cuerpo = plantilla.render(Context(datos, autoescape=False)).strip().partition("\n")
        pie = _engine().get_template("correo/pie.txt").render(Context(datos, autoescape=False))
        bloques, bloques_del_pie = split_bloques(cuerpo), split_bloques(pie)
        html = (
            _engine()
            .get_template("correo/base.html")
            .render(Context({"asunto": asunto.removeprefix(ASUNTO), "bloques": bloques, "pie": bloques_del_pie, "idioma": idioma, **datos}))
        )
    return Mensaje(
        para=para,
        asunto=asunto.removeprefix(ASUNTO),
        texto=f"{write_texto(bloques)}\n-- \n{write_texto(bloques_del_pie)}",
        html=html,
        identificador=identificador,
        evento=evento,
        folio=datos["folio"],
        destinatario=destinatario,
        fecha_hora=datos["fecha_hora"],
        responder_a=responder_a,
        responder_nombre=responder_nombre,
    )


def _select_datos(evento: str, destinatario: str, contexto: Mapping[str, Any]) -> dict[str, Any]:
    """What the catalogue lets this message say; every text but quotations on one line."""
    claves = CLAVES.get((evento, destinatario))
    if claves is None:
        raise MensajeDesconocidoError(f"No hay mensaje de «{evento}» para «{destinatario}».")
    prescindibles = PRESCINDIBLES.get((evento, destinatario), frozenset())
    if faltan := sorted(clave for clave in claves - prescindibles if contexto.get(clave) is None):
        raise ContextoIncompletoError(f"Al mensaje «{evento}.{destinatario}» le falta: {', '.join(faltan)}.")
    return {clave: _clean(clave, contexto.get(clave)) for clave in claves}


def _clean(clave: str, valor: Any) -> Any:
    if clave in CITADAS or not isinstance(valor, str):
        return valor
    return " ".join(remove_controles(valor).split())


def _find_plantilla(nombre: str, idioma: str) -> tuple[Template, str]:
    """The template in `idioma`, from `correo/<idioma>/`, or the Spanish one."""
    if idioma != IDIOMA:
        try:
            return _engine().get_template(f"correo/{idioma}/{nombre}.txt"), idioma
        except TemplateDoesNotExist:
            pass
    return _engine().get_template(f"correo/{nombre}.txt"), IDIOMA


@cache
def _engine() -> Engine:
    """An engine of our own: the filters of the messages at hand, nothing of a web page in the context."""
    return Engine(
        dirs=engines["django"].dirs,
        builtins=["notifications.templatetags.correo"],
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
    )
