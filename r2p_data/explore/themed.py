"""Hits of themes by their places: found again in the paragraphs that are shown, and not kept."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from r2p_data.explore.codes import Ints
from r2p_data.explore.matching import Matcher
from r2p_data.themes import SPANS, THEMED, find_themes, trace_themes

_NAMED = ":theme:"


def take_hits(matcher: Matcher, places: npt.ArrayLike, *, traced: bool) -> pd.DataFrame:
    """Hits in the order given, as ``find_themes`` or, with their place in the source, ``trace_themes`` gives them."""
    wanted = np.asarray(places, dtype=np.int64)
    at = matcher.coding.rows["themes"].paragraphs
    paragraphs = np.unique(at[wanted])
    texts = matcher.shelf.take("paragraphs", paragraphs, [*THEMED, *(SPANS[1:] if traced else ())])
    first, after = (np.searchsorted(at, paragraphs, side=side) for side in ("left", "right"))
    known = np.concatenate([np.empty(0, np.int64), *map(np.arange, first, after)])
    found = find_themes(texts, matcher.themes).assign(theme_id=_name_hits(matcher, known))
    hits = found.iloc[np.searchsorted(known, wanted)].reset_index(drop=True)
    if not traced:
        return hits
    repairs = matcher.shelf.read("repairs", doc_ids=list(pd.unique(hits["doc_id"])))
    return trace_themes(hits, texts, repairs, matcher.corpus.source)


def _name_hits(matcher: Matcher, places: Ints) -> pd.Series:
    """Identifiers of hits: the document, and which of its hits each is."""
    at, document = matcher.coding.rows["themes"].paragraphs, matcher.coding.document
    starts = _start_documents(matcher)
    begun = starts[np.searchsorted(starts, at[places], side="right") - 1]
    numbers = places - np.searchsorted(at, begun) + 1
    doc_ids = matcher.coding.documents["doc_id"].array[document[at[places]]]
    names = [f"{doc_id}{_NAMED}{number}" for doc_id, number in zip(doc_ids, numbers.tolist(), strict=True)]
    return pd.Series(names, dtype="str")


def find_hit(matcher: Matcher, theme_id: str) -> int | None:
    """The place of a hit by its identifier; None where there is none such."""
    doc_id, _, number = theme_id.rpartition(_NAMED)
    starts, documents = _start_documents(matcher), matcher.coding.documents["doc_id"]
    here = np.flatnonzero(documents.array[matcher.coding.document[starts]] == doc_id)
    if not len(here) or not number.isdecimal():
        return None
    at = matcher.coding.rows["themes"].paragraphs
    ends = np.append(starts[1:], matcher.size)
    first, after = np.searchsorted(at, [starts[here[0]], ends[here[0]]]).tolist()
    place = first + int(number) - 1
    return place if first <= place < after else None


def _start_documents(matcher: Matcher) -> Ints:
    """The first paragraph of each document."""
    starts: Ints = matcher.derive(
        ("starts",), lambda: np.flatnonzero(np.diff(matcher.coding.document.astype(np.int64), prepend=-1))
    )
    return starts
