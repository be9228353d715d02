"""Messages composed from `templates/correo/`: one text per event and recipient, whose paragraphs also become the HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template import Context, Engine, TemplateDoesNotExist, engines
from django.utils import translation

from notifications.bloques import Bloque, split_bloques, write_texto
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
    traducido: Mapping[str, Any] | None = None,
    responder_a: str = "",
    responder_nombre: str = "",
) -> Mensaje:
    """The message that tells `destinatario` about `evento`; `notifications.catalogo` says what `contexto` holds.

    `identificador` is the same whenever the same thing is told again. What `contexto` holds beyond the catalogue never reaches the
    template. In another language than Spanish the message holds both: first `idioma`, told with `traducido` (the context in its words),
    then the Spanish, which is the language of the law. Without a template for `idioma` it is in Spanish alone.

    :raises MensajeDesconocidoError: the catalogue has no such message.
    :raises ContextoIncompletoError: a key that the message cannot do without is missing or None.
    """
    datos = _select_datos(evento, destinatario, contexto)
    nombre = f"{evento}.{destinatario}"
    carta = _write(nombre, IDIOMA, datos)
    original: tuple[Bloque, ...] = ()
    if idioma != IDIOMA and _has_plantilla(f"{idioma}/{nombre}"):
        propios = _select_datos(evento, destinatario, contexto if traducido is None else traducido)
        carta, original = _write(nombre, idioma, propios), carta.cuerpo
    return Mensaje(
        para=para,
        asunto=carta.asunto,
        texto=carta.as_texto(original),
        html=carta.as_html(original, institucion=datos["institucion"]),
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


@dataclass(frozen=True, slots=True)
class _Carta:
    """A letter in one language."""

    idioma: str
    asunto: str
    cuerpo: tuple[Bloque, ...]
    pie: tuple[Bloque, ...]

    def as_texto(self, original: tuple[Bloque, ...]) -> str:
        """As plain text; `original` is what follows in Spanish, if anything does."""
        seguido = f"\n{write_texto(self._aviso())}\n{write_texto(original)}" if original else ""
        return f"{write_texto(self.cuerpo)}{seguido}\n-- \n{write_texto(self.pie)}"

    def as_html(self, original: tuple[Bloque, ...], *, institucion: str) -> str:
        contexto = {"asunto": self.asunto, "bloques": self.cuerpo, "pie": self.pie, "idioma": self.idioma, "institucion": institucion}
        with translation.override(self.idioma):
            return _engine().get_template("correo/base.html").render(Context(contexto | {"original": original, "aviso": self._aviso()}))

    def _aviso(self) -> list[Bloque]:
        with translation.override(self.idioma):
            return split_bloques(translation.gettext("Lo mismo en español, que es el idioma de la ley:"))


def _write(nombre: str, idioma: str, datos: Mapping[str, Any]) -> _Carta:
    """The letter in a language that has its template."""
    carpeta = "correo" if idioma == IDIOMA else f"correo/{idioma}"
    with translation.override(idioma):
        todo = _engine().get_template(f"{carpeta}/{nombre}.txt").render(Context(datos, autoescape=False))
        pie = _engine().get_template(f"{carpeta}/pie.txt").render(Context(datos, autoescape=False))
    asunto, _, cuerpo = todo.strip().partition("\n")
    return _Carta(idioma, asunto.removeprefix(ASUNTO), tuple(split_bloques(cuerpo)), tuple(split_bloques(pie)))


def _has_plantilla(nombre: str) -> bool:
    try:
        _engine().get_template(f"correo/{nombre}.txt")
    except TemplateDoesNotExist:
        return False
    return True


@cache
def _engine() -> Engine:
    """An engine of our own: the filters of the messages at hand, nothing of a web page in the context."""
    return Engine(
        dirs=engines["django"].dirs,
        builtins=["notifications.templatetags.correo", "django.templatetags.i18n"],
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
    )
