"""Words as compared, and misspelt ones repaired only when something is really close."""

import pytest

from solicitudes.sugerencias.ortografia import Ortografia
from solicitudes.sugerencias.texto import fold, split_palabras, strip_ending


def test_fold_drops_case_and_accents() -> None:
    assert fold("ÁRBOL Niño Güipil") == "arbol nino guipil"


def test_split_palabras_keeps_initials_and_glottal_stops_whole() -> None:
    assert [p.forma for p in split_palabras(texto="El D.P.I. en K'iche', tuc-tuc")] == ["el", "dpi", "en", "kiche", "tuc", "tuc"]


@pytest.mark.parametrize(("singular", "plural"), [("carcel", "carceles"), ("escuela", "escuelas"), ("calle", "calles"), ("juez", "jueces")])
def test_split_palabras_gives_singular_and_plural_one_stem(singular: str, plural: str) -> None:
    assert split_palabras(texto=singular)[0].raiz[:3] == split_palabras(texto=plural)[0].raiz[:3]


def test_strip_ending_keeps_words_apart_that_share_a_stem() -> None:
    assert len({strip_ending("parto"), strip_ending("partido"), strip_ending("partida")}) == 2
    assert strip_ending("partido") == strip_ending("partidas")


@pytest.mark.parametrize(
    ("escrita", "conocida"),
    [
        ("fertilisante", "fertilizante"),
        ("fertilizamte", "fertilizante"),
        ("fertiilzante", "fertilizante"),
        ("fertlizante", "fertilizante"),
        ("lisencia", "licencia"),
        ("ospital", "hospital"),
        ("vasura", "basura"),
        ("fertilidad", None),
        ("casa", None),
        ("licencxxa", None),
        ("a" * 5_000, None),
    ],
)
def test_find_parecida(escrita: str, conocida: str | None) -> None:
    ortografia = Ortografia(formas=["fertilizante", "licencia", "hospital", "basura", "caza"])
    assert ortografia.find_parecida(forma=escrita) == conocida
