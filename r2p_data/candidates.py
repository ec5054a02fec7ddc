"""Names that no rule read as an actor: candidates for a row of one's own lexicon.

A rule, not a model: a run of words with capital letters inside a sentence that no mention,
reference or date covers; what opens a sentence has a capital letter anyway, and counts where
the same name stands inside another. Candidates never enter the tables of a corpus; places and things
stand among them, and a reader decides. ``r2p_data.suggest`` asks spaCy the same question.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

import pandas as pd

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

COLUMNS = ("name", "kind", "n_mentions", "n_documents", "doc_id", "paragraph_id", "start", "end", "surface")
_PROSE = ("paragraph", "list_item", "footnote", "table_cell")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ][\w-]*"
_BLANK = r"[ \u00a0]"
_ELIDED = r"['’](?=[A-ZÀ-Ö])"
_LINK = rf"(?:{_BLANK}(?:de{_BLANK}la|(?:de{_BLANK}l|d){_ELIDED}|des?|du|pour(?:{_BLANK}(?:l[ae]s?|l{_ELIDED}))?|sur))?"
# « Mouvement pour l’Azawad », « Croix-Rouge », « ACHPR », « Front du Sud »
_NAME = re.compile(rf"(?<![\w-]){_CAPITAL}(?:{_LINK}{_BLANK}?(?<=[ \u00a0'’]){_CAPITAL})*")
# « Les Veilleurs », of which « Veilleurs » may be the name
_AFTER_FIRST = re.compile(rf"{_CAPITAL}{_BLANK}(?={_CAPITAL})")
# « ACHPR »; « LuxGovSat » is none
_ACRONYM = re.compile(r"[A-Z][A-Z\d-]*[A-Z][A-Z\d-]*")
# « chapitre XVII »
_ROMAN = re.compile(r"[IVXLCDM]+")
# What a sentence begins after: its first word has a capital letter whatever it names.
_SENTENCE_END = (".", "!", "?", ":", ";", "…", "•", "–", "—", "«", "“", "(")


@cache
def _no_actor() -> frozenset[str]:
    return frozenset(row["word"] for row in load_rows("words_no_actor.csv", ["word", "example"]))


def find_candidates(paragraphs: pd.DataFrame, *annotations: pd.DataFrame) -> pd.DataFrame:
    """Names in prose that none of the ``annotations`` covers, the most frequent first.

    Parameters
    ----------
    paragraphs
        the table of that name.
    annotations
        stand-off tables of what was read: mentions, references, dates, figures.

    Returns
    -------
    pandas.DataFrame
        one row a name (compared without accents and case) with the columns of ``COLUMNS``:
        its ``kind`` (``acronym`` or ``name``), how often it stands, and its first place, so
        that ``corpus.passage(row)`` shows it.
    """
    return gather_candidates([[paragraphs, *annotations]])


def gather_candidates(groups: Iterable[Sequence[pd.DataFrame]]) -> pd.DataFrame:
    """What ``find_candidates`` gives of all groups of documents, of which one is in memory at a time.

    Parameters
    ----------
    groups
        for each some paragraphs and the annotations in them; no document is in two groups.
    """
    found: dict[tuple[str, ...], _Found] = {}
    inside: set[str] = set()
    for paragraphs, *covering in groups:
        for keys, places, opening in _list_runs(paragraphs, covering):
            if not opening:
                inside.update(keys)
            found.setdefault(keys, _Found(places)).count(places[0][0])
    return _rank(found, inside)


# A place where a run stands: document, paragraph, start, end, surface.
_Place = tuple[str, str, int, int, str]


class _Found:
    """Runs that stand for the same: the first of them, how many, and in which documents."""

    def __init__(self, first: list[_Place]) -> None:
        self.first = first
        self.number = 0
        self.documents: dict[str, None] = {}

    def count(self, doc_id: str) -> None:
        self.number += 1
        self.documents[doc_id] = None


def _list_runs(
    paragraphs: pd.DataFrame, annotations: Sequence[pd.DataFrame]
) -> Iterator[tuple[tuple[str, ...], list[_Place], bool]]:
    """The runs that nothing covers: the keys and places of those that end together, the longest first."""
    taken = _taken(annotations)
    body = paragraphs[paragraphs["kind"].isin(_PROSE)]
    for doc_id, paragraph_id, text in body[["doc_id", "paragraph_id", "text"]].itertuples(index=False):
        spans = taken.get(paragraph_id, ())
        free = (run for run in _find_runs(text) if not any(s < run[1] and run[0] < e for s, e in spans))
        for _, runs in groupby(free, key=lambda run: run[1]):
            alike = list(runs)
            places = [(doc_id, paragraph_id, start, end, text[start:end]) for start, end, _ in alike]
            yield tuple(fold(place[-1]) for place in places), places, alike[0][2]


def _rank(found: Mapping[tuple[str, ...], _Found], inside: Collection[str]) -> pd.DataFrame:
    """Names that stand inside a sentence somewhere; a run that is one with its first word and without is the longer."""
    first: dict[str, _Place] = {}
    numbers: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for keys, runs in found.items():
        at = next((at for at, key in enumerate(keys) if key in inside), None)
        if at is not None:
            first.setdefault(keys[at], runs.first[at])
            numbers[keys[at]] += runs.number
            documents[keys[at]].update(runs.documents)
    rows = [
        (place[-1], "acronym" if _ACRONYM.fullmatch(place[-1]) else "name", numbers[key], len(documents[key]), *place)
        for key, place in first.items()
    ]
    whole = ("n_mentions", "n_documents", "start", "end")
    kinds = {column: "int64" if column in whole else "str" for column in COLUMNS}
    ranked = pd.DataFrame(rows, columns=list(COLUMNS)).astype(kinds)
    return ranked.sort_values("n_mentions", ascending=False, kind="stable").reset_index(drop=True)


def measure_coverage(actors: pd.DataFrame, candidates: pd.DataFrame) -> pd.DataFrame:
    """How the names of a corpus are known: by the lexicon, by the document itself, or not at all.

    Returns
    -------
    pandas.DataFrame
        columns ``known_from`` (lexicon, document, candidate), ``actors`` (names), ``mentions``
        and ``share`` (of all mentions, 0 to 1; missing where nothing is named). Candidates may
        be places or things, so their share is the most that can be missing.
    """
    named = actors[actors["n_mentions"] > 0].groupby("origin")["n_mentions"]
    counted = named.agg(["size", "sum"]).reindex(["lexicon", "document"], fill_value=0)
    counted.loc["candidate"] = [len(candidates), int(candidates["n_mentions"].sum())]
    table = counted.rename(columns={"size": "actors", "sum": "mentions"})
    table["share"] = table["mentions"] / table["mentions"].sum()
    return table.rename_axis("known_from").reset_index()


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Runs of words with capital letters inside sentences, but for words that name no actor.

    >>> text = "Les forces de l’ACHPR et le Front du Sud ont saisi la Cour. Demain, les États décideront."
    >>> [text[start:end] for start, end in find_names(text)]
    ['ACHPR', 'Front du Sud', 'Cour']
    """
    return ((start, end) for start, end, opening in _find_runs(text) if not opening)


def _find_runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Runs that may be names, and whether each opens a sentence; such a one also without its first word.

    >>> text = "Les Veilleurs du Fleuve ont parlé."
    >>> [(text[start:end], opening) for start, end, opening in _find_runs(text)]
    [('Les Veilleurs du Fleuve', True), ('Veilleurs du Fleuve', True)]
    """
    for match in _NAME.finditer(text):
        start, end = match.span()
        opening = _opens_sentence(text, start) and not _ACRONYM.fullmatch(match.group())
        starts = [start]
        if opening and (rest := _AFTER_FIRST.match(text, start, end)):
            starts.append(rest.end())
        yield from ((begin, end, opening) for begin in starts if _may_name(text[begin:end]))


def _opens_sentence(text: str, start: int) -> bool:
    before = start - 1
    while before >= 0 and text[before].isspace():
        before -= 1
    return before < 0 or text[before] in _SENTENCE_END


def _may_name(run: str) -> bool:
    first = re.match(r"\w+", fold(run))
    return len(run) > 2 and first is not None and first.group() not in _no_actor() and not _ROMAN.fullmatch(run)


def _taken(annotations: Sequence[pd.DataFrame]) -> dict[str, list[tuple[int, int]]]:
    taken: dict[str, list[tuple[int, int]]] = {}
    for table in annotations:
        placed = table[["paragraph_id", "start", "end"]].dropna()
        for paragraph_id, start, end in placed.itertuples(index=False):
            taken.setdefault(paragraph_id, []).append((start, end))
    return taken
