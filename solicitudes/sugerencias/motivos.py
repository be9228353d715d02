"""The reason of a suggestion, in Spanish, saying only what the text really gave."""

from collections.abc import Sequence

from solicitudes.sugerencias.entradas import Entrada
from solicitudes.sugerencias.expresiones import Hallazgo
from solicitudes.sugerencias.lugares import Certeza


def cite(*, hallazgos: Sequence[Hallazgo]) -> str:
    """«abono» y «siembra»: the two findings that weigh most."""
    textos = list(dict.fromkeys(hallazgo.expresion.texto for hallazgo in hallazgos))[:2]
    return " y ".join(f"«{texto}»" for texto in textos)


def explain_materia(*, entrada: Entrada, hallazgos: Sequence[Hallazgo]) -> str:
    return f"Por {cite(hallazgos=hallazgos)}: materia {entrada.corto}."


def explain_mencion(*, nombre: str, entrada: Entrada, hallazgos: Sequence[Hallazgo]) -> str:
    es_oficial = nombre.lower() in (entrada.nombre.lower(), entrada.siglas.lower())
    como = f"Nombra {entrada.completo}" if es_oficial else f"Nombra a «{nombre}»"
    return f"{como}, y por {cite(hallazgos=hallazgos)}." if hallazgos else f"{como}."


def explain_dependencia(*, entrada: Entrada, parte: Entrada) -> str:
    return f"{parte.siglas or parte.nombre} es parte {entrada.corto}."


def explain_municipio(*, entrada: Entrada, certeza: Certeza, gemelos: int, hallazgos: Sequence[Hallazgo]) -> str:
    """Why this municipality; says so when two have the same name and the text does not tell which."""
    que = "a la Municipalidad" if certeza is Certeza.MUNICIPALIDAD else "al municipio"
    materia = f", y por {cite(hallazgos=hallazgos)}: materia municipal" if hallazgos else ""
    if gemelos > 1:
        return f"Nombra {que} de {entrada.municipio}{materia}. Hay {gemelos} con ese nombre; esta es la de {entrada.departamento}."
    return f"Nombra {que} de {entrada.municipio}{materia}."


def explain_sin_lugar(*, entrada: Entrada, hallazgos: Sequence[Hallazgo]) -> str:
    materia = f"Por {cite(hallazgos=hallazgos)}: materia municipal" if hallazgos else "Nombra a una municipalidad"
    return f"{materia}, y el texto no dice de qué municipio. Si no es {entrada.municipio}, elige la tuya."
