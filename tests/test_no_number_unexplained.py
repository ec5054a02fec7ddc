"""No number unexplained: every digit of a source is a figure, a date, a reference, or refused with a reason."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import r2p_data as r2p
from r2p_data.annotate.figures import REASONS
from r2p_data.unread import UNREAD_REASONS

EXPLAINING = ("figures", "dates", "references", "refused")


def offsets(corpus: r2p.Corpus, name: str, doc_id: str) -> set[int]:
    """The raw offsets that a table covers in a document."""
    table = corpus.tables[name]
    rows = table[table["doc_id"] == doc_id]
    return {i for start, end in zip(rows["raw_start"], rows["raw_end"], strict=True) for i in range(start, end)}


def unexplained(corpus: r2p.Corpus, doc_id: str) -> list[str]:
    """The words around each digit of a source that no table explains."""
    text = corpus.source(doc_id)
    explained = set().union(*(offsets(corpus, name, doc_id) for name in EXPLAINING))
    digits = (i for i, character in enumerate(text) if character.isdigit())
    return [text[max(0, i - 20) : i + 20] for i in digits if i not in explained]


def read(text: str) -> r2p.Corpus:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.txt"
        path.write_text(text, encoding="utf-8", newline="")
        return r2p.load_corpus(path)


def test_every_digit_of_the_seeds_is_explained(corpus: r2p.Corpus) -> None:
    for doc_id in corpus.documents["doc_id"]:
        assert unexplained(corpus, doc_id) == []


def test_a_digit_without_its_row_is_found(corpus: r2p.Corpus) -> None:
    for name in EXPLAINING:
        lacking = r2p.Corpus(corpus.tables | {name: corpus.tables[name].head(0)}, corpus._texts)
        assert any(unexplained(lacking, doc_id) for doc_id in corpus.documents["doc_id"]), name


def test_reasons_are_those_of_the_closed_lists(corpus: r2p.Corpus) -> None:
    unread = corpus.refused["start"].isna()
    assert set(corpus.refused.loc[unread, "reason"]) <= set(UNREAD_REASONS)
    assert set(corpus.refused.loc[~unread, "reason"]) <= set(REASONS)


def test_refused_numbers_are_no_figures(corpus: r2p.Corpus) -> None:
    for doc_id in corpus.documents["doc_id"]:
        assert not offsets(corpus, "figures", doc_id) & offsets(corpus, "refused", doc_id)


REPORT = """\
A/68/947
S/2014/449

1. Le Conseil a reçu 12 500 réfugiés depuis 2011¹.

2. L’Article 2 s’applique aux 16 missions.

14-57339 9/25

a) Trois membres ; 2) quatre autres.

__________________
1 Voir S/2012/376, par. 4.

http://undocs.org/fr/A/63/677
"""


@pytest.mark.parametrize(
    ("surface", "reason"),
    [
        ("1.", "paragraph number"),
        ("2.", "paragraph number"),
        ("2", "article number"),
        ("9/25", "page number"),
        ("14-57339", "job number"),
        ("A/68/947", "document symbol"),
        ("1", "footnote number"),
        ("http://undocs.org/fr/A/63/677", "web address"),
    ],
)
def test_a_number_around_the_text_has_its_reason(surface: str, reason: str) -> None:
    rows = read(REPORT).refused
    assert reason in set(rows.loc[rows["surface"] == surface, "reason"])


PIECES = [
    "1. ", "12. ", "a) ", "3) ", "• ", "II. Nature", "28 pays", "10 des 16 missions", "97 pour cent",
    "1’Union africaine", "11 a insisté", "l0 000 soldats", "1* janvier 2016", "du 3 au 5 mai 2014",
    "résolution 1325 (2000)", "A/68/947", "S/RES/2284 (2016)", "9/25", "14-57339", "M23",
    "de 750 à 900 millions d’euros", "la paix¹", "la paix.2", "page 3",
    "1 234 567", "4,3 millions", "10 h 30", "km²", "par. 21", "http://un.org/2015/x", "Comité des 34", "N0059471", "₂",
    "2016-2018", "٣٤", "999999999999999999", "0142", "310310 310310", "Mouvement du 23 mars", "(12)", "1", "7",
    "Le Conseil a décidé de rester saisi de la question", "__________________", "Agenda 2030", "1l a", "vingt-8",
]  # fmt: skip
JOINS = [" ", "\n", "\n\n", ". ", ", ", " et ", "-\n", "\f", "\u00a0", "", "   ", " ; ", "\r\n\r\n"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINS)), min_size=1, max_size=40))
def test_every_digit_of_a_generated_document_is_explained(pieces: list[tuple[str, str]]) -> None:
    corpus = read("".join(piece + join for piece, join in pieces))
    assert unexplained(corpus, "x") == []


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789 ,.’'-()¹²\n\u00a0abl", min_size=1, max_size=120).filter(str.strip))
def test_every_digit_of_any_text_is_explained(text: str) -> None:
    assert unexplained(read(text), "x") == []


def test_circled_digits_are_explained() -> None:
    assert unexplained(read("① Le Conseil"), "x") == []


@pytest.mark.parametrize("text", ["²/", "*/ Le Conseil"])
def test_a_raised_digit_before_a_stroke_is_explained(text: str) -> None:
    assert unexplained(read(text), "x") == []
