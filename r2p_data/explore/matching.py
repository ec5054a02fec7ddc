"""Matching: the one place that computes which rows and paragraphs a query lets through.

A facet lets a paragraph through that holds one of its chosen values (or every one, where the query
says so); all facets must. Where the
rows shown have the facet themselves (figures their unit, mentions their actor), it chooses among
the rows too. A paragraph matches if it passes and holds such a row.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from r2p_data.corpus import Corpus
from r2p_data.explore.codes import Codes, Ints, Mask
from r2p_data.explore.coding import ROW_FACETS, cite_documents, encode_corpus
from r2p_data.explore.query import FACETS, Query
from r2p_data.explore.shelf import Shelf
from r2p_data.search import TextIndex
from r2p_data.themes import Theme

Floats = npt.NDArray[np.float32]
# Facets by which a matcher counts, in the order in which an explorer shows them.
COUNTED = (*FACETS, "years")
# Values of one facet that are shown unless one asks for more.
TOP = 12
# What filters let through is kept for the next change, up to so many bytes.
_ROOM = 24_000_000
# Rows that are looked up by their identifiers.
_RECALLED = 64
# Progress is told every so many texts.
_TOLD = 10_000


class FacetValue(NamedTuple):
    """One value of a facet: ``count`` paragraphs would match if it alone were chosen; plain text, unescaped."""

    value: Any
    label: str
    count: int  # type: ignore[assignment]  # the method of tuples that it hides is of no use here


@dataclass(frozen=True, slots=True)
class Match:
    """What a query lets through.

    ``paragraphs`` is a mask over the paragraphs that are no page furniture, in document order;
    ``rows`` are places in the table of rows (those in page furniture not counted), the best
    first where text was searched and then with ``scores``, else in document order.
    """

    query: Query
    paragraphs: Mask
    rows: Codes
    scores: Floats | None
    n_documents: int
    kept: Mask = field(repr=False)

    @property
    def n_rows(self) -> int:
        """How many rows match."""
        return len(self.rows)

    @property
    def n_paragraphs(self) -> int:
        """How many paragraphs match."""
        return int(np.count_nonzero(self.paragraphs))


class Matcher:
    """The facets of a corpus as arrays, and what queries let through.

    Parameters
    ----------
    corpus
        the corpus; it is read part by part and then asked for pages, so that it may be larger than memory.
    themes
        what to look for in the texts; by default nothing.

    Notes
    -----
    ``on_progress`` may be set; it is told how far work has come that takes more than a moment.
    """

    def __init__(self, corpus: Corpus, themes: Sequence[Theme] = ()) -> None:
        self.corpus, self.themes = corpus, themes
        self.coding = encode_corpus(corpus, themes)
        self.shelf = Shelf(corpus, self.coding.rows, {"actors": self.coding.actors})
        self.size = len(self.coding.document)
        self.on_progress: Callable[[str], None] = lambda said: None
        self._masks: OrderedDict[tuple[Any, ...], tuple[npt.NDArray[Any], ...]] = OrderedDict()
        self._recalled: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._derived: dict[tuple[Any, ...], Any] = {}

    def __repr__(self) -> str:
        return f"Matcher({self.size} paragraphs of {len(self.coding.documents)} documents)"

    @cached_property
    def index(self) -> TextIndex:
        """The index of the texts, made when text is first searched."""
        return TextIndex(self._texts(), on_disk=not isinstance(self.corpus.tables, dict))

    def _texts(self) -> Iterator[str]:
        told = 0
        for [part] in self.corpus.read_parts({"paragraphs": ["kind", "text"]}):
            for text in part.loc[part["kind"] != "furniture", "text"]:
                if told % _TOLD == 0 and self.size > _TOLD:
                    self.on_progress(f"preparing the first search: {told / self.size:.0%} of the texts are read")
                told += 1
                yield text
        self.on_progress("")

    @cached_property
    def citations(self) -> list[str]:
        """How each document is cited."""
        return cite_documents(self.coding.documents)

    def doc_id(self, paragraph: int) -> str:
        """The document of a paragraph, given by its place."""
        return str(self.coding.documents["doc_id"].iloc[self.coding.document[paragraph]])

    def match(self, query: Query) -> Match:
        """What ``query`` lets through.

        Raises
        ------
        SearchError
            if its text is faulty.
        """
        passing = self._passing(query)
        kept, matched = self._keep(query, passing)
        rows = np.flatnonzero(kept).astype(np.int32)
        scores = None
        if query.text.strip():
            _, places, found = self._search(query.text)
            by_place = np.zeros(self.size, dtype=np.float32)
            by_place[places] = found
            ranks = by_place[self.coding.rows[query.rows].paragraphs[rows]]
            best = np.argsort(-ranks, kind="stable")
            rows, scores = rows[best], ranks[best]
        documents = np.bincount(self.coding.document[matched], minlength=1)
        return Match(query, matched, rows, scores, int(np.count_nonzero(documents)), kept)

    def facets(self, query: Query | Match, top: int = TOP) -> dict[str, list[FacetValue]]:
        """For each facet its most frequent values with counts, and those chosen, the other filters applied."""
        match = query if isinstance(query, Match) else self.match(query)
        return {facet: self.values(match, facet, top=top) for facet in COUNTED}

    def values(self, query: Query | Match, facet: str, words: str = "", top: int = TOP) -> list[FacetValue]:
        """Values of one facet whose label holds ``words`` (accents and case ignored), with counts."""
        match = query if isinstance(query, Match) else self.match(query)
        coded = self.coding.facets[facet]
        chosen = () if facet == "years" else getattr(match.query, facet)
        counts = self.count(match, facet)
        order = coded.order(counts, chosen, words)
        shown = order[:top] + [place for place in order[top:] if coded.values[place] in chosen]
        return [FacetValue(coded.values[i], coded.labels[i], int(counts[i])) for i in shown]

    def count(self, match: Match, facet: str) -> Ints:
        """For each value of ``facet``, how many paragraphs would match if it alone were chosen.

        Where every value of the facet is asked for, how many of the matching paragraphs hold it.
        """
        query, coded = match.query, self.coding.facets[facet]
        kept, matched = match.kept, match.paragraphs
        if facet in query.every:
            return coded.count(matched)
        if getattr(query, facet):
            query = query.without(facet)
            kept, matched = self._keep(query, self._passing(query))
        return coded.count_rows(kept) if facet in ROW_FACETS[query.rows] else coded.count(matched)

    def recall(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """What ``make`` gives, kept for the next time that it is asked for, and not for long."""
        if key not in self._recalled:
            self._recalled[key] = make()
            if len(self._recalled) > _RECALLED:
                self._recalled.popitem(last=False)
        return self._recalled[key]

    def derive(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once: an arrangement of the corpus that views need at each change."""
        if key not in self._derived:
            self._derived[key] = make()
        return self._derived[key]

    def unknown(self, query: Query) -> dict[str, list[Any]]:
        """Values of the query that nothing in the corpus has, by facet."""
        found = {facet: self.coding.facets[facet].unknown(getattr(query, facet)) for facet in FACETS}
        return {facet: values for facet, values in found.items() if values}

    def label(self, facet: str, value: Any) -> str:
        """What a reader sees for a value of a facet; the value itself where the corpus has none such."""
        coded = self.coding.facets[facet]
        return coded.labels[coded.places[value]] if value in coded.places else str(value)

    def _passing(self, query: Query) -> Mask:
        passing = np.ones(self.size, dtype=np.bool_)
        for facet in COUNTED:
            if getattr(query, facet):
                passing &= self._mask(facet, query)[0]
        if query.text.strip():
            passing &= self._search(query.text)[0]
        return passing

    def _keep(self, query: Query, passing: Mask) -> tuple[Mask, Mask]:
        """The rows that are kept, and the paragraphs that hold them."""
        if query.rows == "paragraphs":
            return passing, passing
        at = self.coding.rows[query.rows].paragraphs
        kept = passing[at]
        for facet in ROW_FACETS[query.rows]:
            if getattr(query, facet):
                kept &= self._mask(facet, query)[1]
        matched = np.zeros(self.size, dtype=np.bool_)
        matched[at[kept]] = True
        return kept, matched

    def _mask(self, facet: str, query: Query) -> tuple[Mask, Mask]:
        """The paragraphs, and the rows of the facet's own table, that have a chosen value."""
        chosen, every = getattr(query, facet), facet in query.every

        def make() -> tuple[Mask, Mask]:
            coded = self.coding.facets[facet]
            values = [v for v in coded.values if chosen[0] <= v <= chosen[1]] if facet == "years" else chosen
            mask = coded.choose(values)
            rows = coded.mask_rows(mask)
            return coded.mask_every(values) if every else coded.mask_paragraphs(rows), rows

        found: tuple[Mask, Mask] = self._remember((facet, chosen, every), make)
        return found

    def _search(self, text: str) -> tuple[Mask, Codes, Floats]:
        """The paragraphs that hold the words, their places, the best first, and the scores of these."""

        def make() -> tuple[Mask, Codes, Floats]:
            places, scores = self.index.search(text)
            mask = np.zeros(self.size, dtype=np.bool_)
            mask[places] = True
            return mask, places, scores

        found: tuple[Mask, Codes, Floats] = self._remember(("text", text), make)
        return found

    def _remember(self, key: tuple[Any, ...], make: Callable[[], tuple[npt.NDArray[Any], ...]]) -> Any:
        if key not in self._masks:
            self._masks[key] = make()
            while len(self._masks) > 1 and sum(a.nbytes for kept in self._masks.values() for a in kept) > _ROOM:
                self._masks.popitem(last=False)
        self._masks.move_to_end(key)
        return self._masks[key]
