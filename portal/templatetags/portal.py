"""How the portal writes fields, dates, terms and other people's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, Select, Textarea
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from config.idioma import tell_etiqueta
from documentos.templatetags.papel import semanas as weeks_of
from solicitudes.models import Emisor
from solicitudes.services.ingreso import list_emisores_abiertos
from solicitudes.sugerencias.motivos import Motivo
from workflow.causales import Causal
from workflow.frase import Cita, Frase
from workflow.problema import ProblemaError

register = template.Library()

FORMATO_LARGO = gettext_noop("l j \\d\\e F \\d\\e Y")
FORMATO_CORTO = gettext_noop("j M")
FORMATO_DE_COLUMNA = gettext_noop("d/m/Y")
_CLASES: tuple[tuple[type, str], ...] = (
    (Textarea, "govuk-textarea"),
    (CheckboxInput, "govuk-checkboxes__input"),
    (FileInput, "govuk-file-upload"),
    (Select, "govuk-select"),
)


@register.simple_tag
def registro_abierto() -> bool:
    """Whether anybody may open an account here: the choice of the installation."""
    return bool(settings.REGISTRO_ABIERTO)


@register.simple_tag
def directorios_de_ingreso() -> list[Emisor]:
    """The directories of institutions by which one may sign in. One query."""
    return list(list_emisores_abiertos())


@register.filter
def control(campo: BoundField) -> SafeString:
    """The widget alone, with the class of its kind; without the label once more inside it, as allauth writes it."""
    clase = next((clase for tipo, clase in _CLASES if isinstance(campo.field.widget, tipo)), "govuk-input")
    ancho = campo.field.widget.attrs.get("class", "")
    error = f" {clase}--error" if campo.errors and clase != "govuk-checkboxes__input" else ""
    return campo.as_widget(attrs={"class": f"{clase}{error} {ancho}".strip(), "placeholder": False})


@register.filter
def clase_de(campo: BoundField) -> str:
    """What kind of markup a field needs: `opciones` (several), `casilla` (one box) or `texto`."""
    if campo.use_fieldset:
        return "opciones"
    return "casilla" if isinstance(campo.field.widget, CheckboxInput) else "texto"


@register.filter
def pieza_de(campo: BoundField) -> str:
    """The component that draws the options of a field: one of them, or several."""
    return "checkboxes" if isinstance(campo.field.widget, CheckboxSelectMultiple) else "radios"


@register.filter
def ancla(campo: BoundField) -> str:
    """The id of the first control of a field, to which the summary of errors leads."""
    return f"{campo.auto_id}_0" if campo.use_fieldset else campo.auto_id


@register.filter
def fecha(valor: date | str | None) -> str:
    """«viernes 24 de abril de 2026», from a date, a moment or either written as ISO 8601."""
    dia = _to_local(valor)
    return date_format(dia, gettext(FORMATO_LARGO)) if dia else ""


@register.filter
def fecha_corta(valor: date | None) -> str:
    """«24/04/2026»: where a column of days has to be read at a glance."""
    dia = _to_local(valor)
    return date_format(dia, gettext(FORMATO_DE_COLUMNA)) if dia else ""


@register.filter
def momento(valor: datetime | str) -> str:
    """«viernes 24 de abril de 2026, 09:00»."""
    dia = _to_local(valor)
    return f"{date_format(dia, gettext(FORMATO_LARGO))}, {dia:%H:%M}" if dia else ""


@register.filter
def dia_mes(valor: date | str) -> str:
    """«2 abr»."""
    dia = _to_local(valor)
    return _write_dia_mes(dia.toordinal(), get_language()) if dia else ""


@lru_cache(maxsize=2_000)
def _write_dia_mes(dia: int, _idioma: str | None) -> str:
    """The same few days stand all over a list; `_idioma` is the active language, by which they differ."""
    return _lower(date_format(date.fromordinal(dia), gettext(FORMATO_CORTO)))


@register.filter
def dia_del_mes(iso: str) -> int:
    """`2026-04-02` → 2."""
    return date.fromisoformat(iso).day


@register.filter
def mes_corto(iso: str) -> str:
    """`2026-04-02` → «abr»."""
    return _lower(date_format(date.fromisoformat(iso), "M"))


@register.filter
def en_dias(cantidad: int, unidad: str = "") -> str:
    """10, `habiles` → «10 días hábiles»."""
    if unidad == "habiles":
        return ngettext("%(n)d día hábil", "%(n)d días hábiles", cantidad) % {"n": cantidad}
    return ngettext("%(n)d día", "%(n)d días", cantidad) % {"n": cantidad}


@register.filter
def en_articulos(articulo: str) -> str:
    """`42` → «artículo 42»; `42, 43` → «artículos 42 y 43»; `52-60` → «artículos 52 a 60»."""
    partes = [parte.strip().replace("-", gettext(" a ")) for parte in articulo.split(",")]
    if len(partes) > 1:
        return gettext("artículos %(primeros)s y %(ultimo)s") % {"primeros": ", ".join(partes[:-1]), "ultimo": partes[-1]}
    return (gettext("artículos %s") if "-" in articulo else gettext("artículo %s")) % partes[0]


@register.filter
def tamano(octetos: int) -> str:
    """1536 → «1.5 KB»."""
    if octetos < 1024:
        return f"{octetos} bytes"
    return f"{octetos / 1024:.0f} KB" if octetos < 1024 * 1024 else f"{octetos / 1024 / 1024:.1f} MB"


@register.filter
def semanas(plazo: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The explanation of a term as weeks from Monday to Sunday, a cell for each day."""
    return weeks_of(plazo)


@register.filter
def cerrados(explicacion: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The days left out for another reason than being a Saturday or a Sunday."""
    return [dia for dia in explicacion if dia.get("excluida") and dia["excluida"].lower() not in ("sábado", "domingo")]


@register.filter
def causal(codigo: str) -> str:
    """A ground of appeal as the law words it."""
    return Causal(codigo).etiqueta


@register.filter
def traducir(etiqueta: Any) -> str:
    """A label of the law or of a choice, in the language of the page; what nobody has translated stays as it is."""
    if isinstance(etiqueta, Cita):
        return etiqueta
    return tell_etiqueta(str(etiqueta)) if etiqueta else ""


@register.filter
def dicho(algo: ProblemaError | Frase | Motivo) -> str:
    """What a refusal or another sentence of the domain says, in the language of the page."""
    return algo.tell(gettext)


def _lower(mes: str) -> str:
    """Months are small in Spanish and in nothing else that we know of."""
    return mes.lower() if get_language() == "es" else mes


def _to_local(valor: date | str | None) -> date | None:
    """The date, or the moment in the zone of the installation."""
    if isinstance(valor, str):
        valor = date.fromisoformat(valor) if len(valor) == 10 else datetime.fromisoformat(valor)
    if isinstance(valor, datetime):
        return valor.astimezone(timezone.get_current_timezone())
    return valor


@register.filter
def valor_de(valores: Any, clave: str | int) -> Any:
    """What `valores` says of `clave`; nothing when it says nothing, or is none."""
    return valores.get(clave) if isinstance(valores, Mapping) else None
