"""Bodies within bounds: JSON as RFC 8259 and I-JSON (RFC 7493) want it, so that two readers of one body never understand two things."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework import parsers
from rest_framework.exceptions import ParseError

#: How deep an honest body goes, several times over.
MAXIMO_DE_NIVELES = 32


class JSONParser(parsers.JSONParser):
    """JSON in UTF-8, of Unicode text, without repeated names, of numbers that exist, neither too long nor too deep."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The body; whatever charset the caller names, JSON is UTF-8.

        :raises ParseError: it is not such a JSON.
        :raises RequestDataTooBig: it is longer than DATA_UPLOAD_MAX_MEMORY_SIZE, of which no more is read.
        """
        maximo = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        cuerpo = stream.read(maximo + 1)
        if len(cuerpo) > maximo:
            raise RequestDataTooBig("Un cuerpo JSON que no cabe.")
        try:
            datos = json.loads(
                cuerpo.decode("utf-8"), object_pairs_hook=_refuse_repeated, parse_constant=_refuse_constant, parse_float=_read_float
            )
        except RecursionError:
            raise ParseError(_too_deep()) from None
        except UnicodeDecodeError as error:
            raise ParseError(_("El cuerpo no es UTF-8: el byte %(n)d no se puede leer.") % {"n": error.start}) from None
        except json.JSONDecodeError as error:
            lugar = {"linea": error.lineno, "columna": error.colno}
            raise ParseError(_("El cuerpo no es JSON: línea %(linea)d, columna %(columna)d.") % lugar) from None
        except ValueError:
            raise ParseError(_("El JSON trae un número que no se puede leer.")) from None
        _check_niveles(datos)
        return datos


def _too_deep() -> str:
    return _("El JSON tiene demasiados niveles; el máximo es %(maximo)d.") % {"maximo": MAXIMO_DE_NIVELES}


def _refuse_repeated(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object, unless a name comes twice: of which value would the seal be?"""
    objeto = dict(pares)
    if len(objeto) < len(pares):
        nombres = [nombre for nombre, _ in pares]
        repetido = next(nombre for nombre in objeto if nombres.count(nombre) > 1)
        raise ParseError(_("El JSON repite el nombre %(nombre)s en un mismo objeto.") % {"nombre": json.dumps(repetido[:40])})
    return objeto


def _refuse_constant(nombre: str) -> NoReturn:
    raise ParseError(_("%(nombre)s no es un valor de JSON.") % {"nombre": nombre})


def _read_float(texto: str) -> float:
    numero = float(texto)
    if not math.isfinite(numero):
        raise ParseError(_("El JSON trae un número demasiado grande."))
    return numero


def _check_niveles(datos: Any) -> None:
    """Level by level, without recursion.

    :raises ParseError: there are too many; or half of a surrogate pair is somewhere, which can neither be stored nor sent back.
    """
    nivel, niveles = [datos], 0
    while nivel:
        niveles += 1
        if niveles > MAXIMO_DE_NIVELES:
            raise ParseError(_too_deep())
        textos = [dato for dato in nivel if isinstance(dato, str)] + [nombre for dato in nivel if isinstance(dato, dict) for nombre in dato]
        if any("\ud800" <= letra <= "\udfff" for texto in textos if not texto.isascii() for letra in texto):
            raise ParseError(_("El JSON trae medio par sustituto (\\ud800 a \\udfff), que no es texto."))
        nivel = [hijo for dato in nivel if isinstance(dato, dict | list) for hijo in (dato.values() if isinstance(dato, dict) else dato)]
