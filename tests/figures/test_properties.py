"""Properties on generated French: nothing overlooked, offsets right, words and digits agree."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from r2p_data.annotate.figures import REASONS, annotate_figures
from r2p_data.annotate.figures.number_words import cardinal_value
from r2p_data.annotate.figures.numerals import read_numerals
from r2p_data.folding import fold
from r2p_data.taken import Taken

UNITS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze"]
UNITS += ["douze", "treize", "quatorze", "quinze", "seize"]
TENS = {
    2: "vingt",
    3: "trente",
    4: "quarante",
    5: "cinquante",
    6: "soixante",
    7: "soixante-dix",
    8: "quatre-vingts",
    9: "quatre-vingt-dix",
}
NOUNS = [
    "soldats",
    "pays",
    "États Membres",
    "personnes",
    "millions de dollars",
    "%",
    "ans",
    "km",
    "missions",
    "fois plus",
    "",
]
GLUE = [
    "le",
    "les",
    "de",
    "entre",
    "et",
    "à",
    "sur",
    "plus de",
    "près de",
    "paragraphe",
    "résolutions",
    "article",
    "en",
    "dont",
    "(",
    ")",
    ",",
    ".",
    "/",
    "-",
    "’",
    "1’Union",
    "M23",
    "A/68/947",
    "des",
    "un",
    "une",
    "COVID-19",
    "%",
    "10 h 30",
]
BLANKS = [" ", "\u00a0", "\u202f", "\u2009", "\n"]


def below_100(n: int) -> str:
    if n < 17:
        return UNITS[n]
    ten, unit = divmod(n, 10)
    if ten in (7, 9):
        base = "soixante" if ten == 7 else "quatre-vingt"
        return f"{base} et onze" if n == 71 else f"{base}-{below_100(10 + unit)}"
    if ten == 1:
        return f"dix-{UNITS[unit]}"
    if unit == 0:
        return TENS[ten]
    if unit == 1 and ten != 8:
        return f"{TENS[ten]} et un"
    return f"{TENS[ten].rstrip('s') if ten == 8 else TENS[ten]}-{UNITS[unit]}"


def spell(n: int) -> str:
    """French spelling of an integer below a milliard, written apart from the rules under test."""
    for size, name in ((10**6, "million"), (1000, "mille")):
        head, rest = divmod(n, size)
        if head:
            many = (
                spell(head).removesuffix("s")
                if name == "mille" and spell(head).endswith(("cents", "vingts"))
                else spell(head)
            )
            words = (
                name
                if name == "mille" and head == 1
                else f"{many} {name}{'s' if name == 'million' and head > 1 else ''}"
            )
            return f"{words} {spell(rest)}" if rest else words
    if n >= 100:
        head, rest = divmod(n, 100)
        words = "cent" if head == 1 else f"{UNITS[head]} cent"
        return f"{words} {below_100(rest)}" if rest else words + ("s" if head > 1 else "")
    return below_100(n)


def digits(n: int, blank: str) -> str:
    return f"{n:,}".replace(",", blank)


number = st.integers(min_value=2, max_value=10**9 - 1)
written = st.one_of(
    st.builds(digits, number, st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "."])),
    st.builds(spell, st.integers(min_value=1, max_value=10**6)),
    st.builds(lambda n, d: f"{n},{d}", st.integers(0, 999), st.integers(0, 99)),
    st.integers(0, 9999).map(str),
    st.sampled_from(["premier", "deuxième", "une centaine", "des milliers", "deux tiers", "8838e", "1er", "½"]),
)
piece = st.one_of(written, st.sampled_from(NOUNS), st.sampled_from(GLUE))
french = st.lists(st.tuples(piece, st.sampled_from(["", *BLANKS, " ", " "])), max_size=25).map(
    lambda parts: "".join(words + blank for words, blank in parts)
)
noise = st.text(alphabet="0123456789 .,'’-–/()%€$abceilmnsu\u00a0\u202f\nDUÉ°*", max_size=60)


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(french, noise), cut=st.tuples(st.integers(0, 40), st.integers(0, 12)))
def test_every_digit_is_in_a_figure_or_taken_or_refused(text: str, cut: tuple[int, int]) -> None:
    start, end = min(cut[0], len(text)), min(cut[0] + cut[1], len(text))
    figures, refused = annotate_figures(text, Taken([(start, end)]), Taken())
    covered = set(range(start, end))
    for row in (*figures, *refused):
        assert 0 <= row.start < row.end <= len(text)
        covered |= set(range(row.start, row.end))
    assert [text[at] for at in range(len(text)) if text[at].isdecimal() and at not in covered] == []
    assert {row.reason for row in refused} <= set(REASONS)


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(french, noise))
def test_figures_do_not_overlap_and_no_refused_number_is_inside_one(text: str) -> None:
    figures, refused = annotate_figures(text, Taken(), Taken())
    spans = sorted((row.start, row.end) for row in figures)
    assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))
    assert not any(f.start <= r.start and r.end <= f.end for f in figures for r in refused)


@settings(max_examples=300, deadline=None)
@given(n=number, blank=st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ".", "’"]))
def test_digits_are_read_whatever_separates_them(n: int, blank: str) -> None:
    text = f"La Mission compte {digits(n, blank)} soldats."
    figures, _ = annotate_figures(text, Taken(), Taken())
    assert [(f.kind, f.value, f.subject) for f in figures] == [("count", float(n), "soldats")]


@settings(max_examples=300, deadline=None)
@given(n=st.integers(min_value=2, max_value=10**9 - 1))
def test_words_are_worth_what_they_spell(n: int) -> None:
    assert cardinal_value(fold(spell(n))) == n
    assert [numeral.value for numeral in read_numerals(fold(spell(n)))] == [n]


@settings(max_examples=100, deadline=None)
@given(n=st.integers(min_value=2, max_value=999), tenth=st.integers(1, 9))
def test_money_is_in_units(n: int, tenth: int) -> None:
    figures, _ = annotate_figures(f"soit {n},{tenth} millions de dollars", Taken(), Taken())
    assert [(f.kind, f.unit) for f in figures] == [("money", "USD")]
    assert figures[0].value == pytest.approx((n + tenth / 10) * 10**6, rel=1e-12)


LONG = [
    "1 ",
    "1",
    "deux ",
    "deux-",
    "quatre-vingt-",
    "des ",
    "a",
    "a ",
    "un et ",
    "%",
    "1/",
    "1.",
    "1,",
    "M",
    "d’",
    "cent mille ",
    "de 1 à ",
    "entre 1 et ",
    "une chose et ",
    "million ",
    "(",
    "www.",
    "par. 1 et ",
    "12 personnes sur ",
    "à ",
    "é",
    "dix mille millions ",
]


@pytest.mark.parametrize("unit", LONG)
def test_long_runs_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        times = []
        for _ in range(3):
            begin = time.process_time()
            annotate_figures(text, Taken(), Taken())
            times.append(time.process_time() - begin)
        return min(times)

    seconds(1000)
    assert seconds(40_000) < 25 * max(seconds(4_000), 0.02)
