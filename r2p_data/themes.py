"""Themes: a dictionary of terms that a reader may edit, and every place where a term stands.

A theme is a table of a TOML file: ``id``, ``name_fr``, ``name_en`` and ``terms``. A term is a word
or several, in French; accents, case and kinds of apostrophe do not count. A star stands for any
letters at the end or at the beginning of a word: ``alerte* rapide*``, ``*régional*``. Each term
comes with an example that holds it.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick

from r2p_data.errors import LexiconError
from r2p_data.folding import fold
from r2p_data.records import CleanText, Edit, Span

COLUMNS = (
    "theme_id",
    "doc_id",
    "paragraph_id",
    "start",
    "end",
    "surface",
    "raw_start",
    "raw_end",
    "theme",
    "term",
)
# What is read of the paragraphs.
THEMED = ("doc_id", "paragraph_id", "kind", "text")
SPANS = ("paragraph_id", "spans")
_FILE = "themes.toml"


class Term(NamedTuple):
    """A term as written, and a sentence that holds it."""

    text: str
    example: str


@dataclass(frozen=True)
class Theme:
    """A theme with its names and terms."""

    id: str
    name_fr: str
    name_en: str
    terms: tuple[Term, ...]

    @property
    def name(self) -> str:
        """Both names: « alerte rapide / early warning »."""
        return f"{self.name_fr} / {self.name_en}"


def load_themes(path: str | os.PathLike[str] | None = None) -> tuple[Theme, ...]:
    """The themes of a TOML file; by default those of the package.

    Raises
    ------
    LexiconError
        if the file cannot be read, or a theme breaks a rule; the message names theme and rule.
    """
    name = _FILE if path is None else os.fspath(path)
    import tomllib  # loaded with the first themes

    try:
        text = (files("r2p_data.lexicon").joinpath(_FILE) if path is None else Path(path)).read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{name}: cannot be read as TOML: {error}") from error
    return read_themes(given, name)


def read_themes(given: Mapping[str, Any], name: str = _FILE) -> tuple[Theme, ...]:
    """The themes of a TOML file already read; ``name`` is what errors call it."""
    tables = given.get("theme")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise LexiconError(f"{name}: has no theme; each begins with a line [[theme]]")
    themes = tuple(_read_theme(table, name, number) for number, table in enumerate(tables, 1))
    seen: set[str] = set()
    for theme in themes:
        if theme.id in seen:
            raise LexiconError(f"{name}: theme {theme.id!r} stands twice; an id is of one theme")
        seen.add(theme.id)
    return themes


def _read_theme(table: Mapping[str, Any], name: str, number: int) -> Theme:
    called = f"{name}: theme {table.get('id') or number!r}"
    for key in ("id", "name_fr", "name_en"):
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise LexiconError(f'{called}: {key!r} is missing; it is a text such as "prevention"')
    terms = table.get("terms")
    if not isinstance(terms, dict) or not terms:
        raise LexiconError(f'{called}: has no terms; under [theme.terms] each is a line "term" = "example"')
    for term, example in terms.items():
        if not isinstance(example, str) or not example.strip():
            raise LexiconError(f"{called}, term {term!r}: has no example; write a sentence that holds it")
    found = tuple(Term(term, example) for term, example in terms.items())
    for each in found:
        compile_term(each.text, called)
    return Theme(table["id"], table["name_fr"], table["name_en"], found)


class Pattern(NamedTuple):
    """A term to be matched in folded text: letters to look for, and what may stand around them."""

    needle: str
    rest: re.Pattern[str]
    open_start: bool


# « *régional* »: a star at either end of a word, never inside it nor alone.
_WELL_STARRED = re.compile(r"\*?[^\s*]+\*?(?: \*?[^\s*]+\*?)*")
_SHORTEST = 3


def compile_term(text: str, called: str = "theme") -> tuple[Pattern, ...]:
    """Patterns for a term; two where « oe » may be printed « œ ».

    Raises
    ------
    LexiconError
        if the term is empty, too short beside a star, or has a star inside a word.
    """
    folded = " ".join(fold(text).split())
    if not _WELL_STARRED.fullmatch(folded) or not any(character.isalnum() for character in folded):
        raise LexiconError(f"{called}, term {text!r}: a star stands at the end or the beginning of a word")
    bare = folded.removeprefix("*")
    needle, star, rest = bare.partition("*")
    if (star or bare != folded) and len(needle) < _SHORTEST:
        raise LexiconError(f"{called}, term {text!r}: at least {_SHORTEST} letters stand beside a star")
    spellings = dict.fromkeys(
        (needle + star + rest, *(bare.replace(a, b) for a, b in (("oe", "œ"), ("œ", "oe")) if a in bare))
    )
    return tuple(_pattern(spelling, bare != folded) for spelling in spellings)


def _pattern(bare: str, open_start: bool) -> Pattern:
    needle, star, rest = bare.partition("*")
    after = (r"\w*" if star else "") + re.escape(rest).replace(r"\*", r"\w*") + r"(?!\w)"
    return Pattern(needle, re.compile(after), open_start)


class Finder:
    """All terms of some themes, looked for in one pass.

    >>> finder = Finder([Theme("warning", "alerte", "warning", (Term("alerte* rapide*", "L’alerte rapide."),))])
    >>> finder.find("Les alertes rapides")
    [(4, 19, 'warning', 'alerte* rapide*')]
    """

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._rows = [
            (theme.id, term.text, pattern)
            for theme in themes
            for term in theme.terms
            for pattern in compile_term(term.text, theme.id)
        ]
        self._needles = AhoCorasick([pattern.needle for _, _, pattern in self._rows])

    def find(self, text: str) -> list[tuple[int, int, str, str]]:
        """Start, end, theme and term of every hit; of one theme the longest hits, which do not overlap."""
        folded = fold(text)
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        reached: dict[int, int] = {}
        for row, start, end in self._needles.find_matches_as_indexes(folded, overlapping=True):
            if start >= reached.get(row, 0):
                theme, term, pattern = self._rows[row]
                span = _extend(folded, start, end, pattern)
                if span is not None:
                    reached[row] = span[1]
                    found[theme].append((*span, term))
        hits = [(start, end, theme, term) for theme in found for start, end, term in _longest(found[theme])]
        return sorted(hits)


def _extend(folded: str, start: int, end: int, pattern: Pattern) -> tuple[int, int] | None:
    """The whole words around a needle, or None where the term does not stand there."""
    if not pattern.open_start and start and _in_word(folded[start - 1]) and _in_word(folded[start]):
        return None
    match = pattern.rest.match(folded, end)
    if match is None:
        return None
    while pattern.open_start and start and _in_word(folded[start - 1]):
        start -= 1
    return start, match.end()


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _longest(hits: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    reached = 0
    for start, end, term in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= reached:
            yield start, end, term
            reached = end


def find_themes(paragraphs: pd.DataFrame, themes: Sequence[Theme] | None = None) -> pd.DataFrame:
    """Every place where a term stands, a row a hit, in document order; page furniture is left out.

    Returns
    -------
    pandas.DataFrame
        the columns of ``COLUMNS`` without ``raw_start`` and ``raw_end``, which ``trace_themes``
        adds: ``theme_id`` (of the row), ``doc_id``, ``paragraph_id``, ``start``, ``end``,
        ``surface`` (= ``text[start:end]``), ``theme`` (its id), ``term`` (as the file writes it).
    """
    finder = Finder(load_themes() if themes is None else themes)
    body = paragraphs[paragraphs["kind"] != "furniture"]
    rows: list[tuple[Any, ...]] = []
    counted: dict[str, int] = defaultdict(int)
    for doc_id, paragraph_id, text in zip(body["doc_id"], body["paragraph_id"], body["text"], strict=True):
        for start, end, theme, term in finder.find(text):
            counted[doc_id] += 1
            row = f"{doc_id}:theme:{counted[doc_id]}"
            rows.append((row, doc_id, paragraph_id, start, end, text[start:end], theme, term))
    columns = [column for column in COLUMNS if not column.startswith("raw_")]
    return pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(columns, "str") | {"start": "int64", "end": "int64"}
    )


def trace_themes(
    hits: pd.DataFrame, paragraphs: pd.DataFrame, repairs: pd.DataFrame, source: Callable[[str], str]
) -> pd.DataFrame:
    """Hits with ``raw_start`` and ``raw_end``, their place in the source, by the log of repairs.

    Parameters
    ----------
    hits
        what ``find_themes`` gave, or some rows of it.
    paragraphs
        columns ``SPANS`` of at least the paragraphs of the hits.
    repairs
        the repairs of at least their documents.
    source
        from a ``doc_id`` to the text of its source.
    """
    spans = dict(zip(paragraphs["paragraph_id"], paragraphs["spans"], strict=True))
    raw = np.zeros((len(hits), 2), dtype=np.int64)
    logs = {str(doc_id): log for doc_id, log in repairs.groupby("doc_id", sort=False)}
    for doc_id, places in hits.groupby("doc_id", sort=False).indices.items():
        log = logs.get(str(doc_id), repairs.head(0)).sort_values("raw_start", kind="stable")
        edits = [log[key].tolist() for key in Edit._fields]
        text, named = source(str(doc_id)), hits.iloc[places]
        traced: dict[str, CleanText] = {}
        for place, paragraph_id, start, end in zip(
            places, named["paragraph_id"], named["start"], named["end"], strict=True
        ):
            if paragraph_id not in traced:
                traced[paragraph_id] = _trace(text, [Span(*span) for span in spans[paragraph_id]], edits)
            raw[place] = traced[paragraph_id].raw_span(start, end)
    return hits.assign(raw_start=raw[:, 0], raw_end=raw[:, 1])[list(COLUMNS)]


def _trace(text: str, spans: Sequence[Span], edits: Sequence[list[Any]]) -> CleanText:
    """A paragraph with its map to the source; ``edits`` are the columns of the log, by ``raw_start``."""
    first, last = bisect_left(edits[0], spans[0].start), bisect_right(edits[0], spans[-1].end)
    near = [Edit(*values) for values in zip(*(column[first:last] for column in edits), strict=True)]
    inside = [e for e in near if any(s.start <= e.raw_start and e.raw_end <= s.end for s in spans)]
    from r2p_data.repair.patchwork import Base  # loaded with the first themes, as all of repair is

    return Base(text, spans).clean(inside)
