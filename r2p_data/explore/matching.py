"""Matching: the one place that computes which rows and paragraphs a query lets through.

A facet lets a paragraph through that holds one of its chosen values (or every one, where the query
says so); all facets must. Where the
rows shown have the facet themselves (figures their unit, mentions their actor), it chooses among
the rows too. A paragraph matches if it passes and holds such a row.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.explore.codes import Ints, Mask
from r2p_data.explore.coding import FACET_TABLES, ROW_FACETS, cite_documents, encode_corpus
from r2p_data.explore.query import FACETS, Query
from r2p_data.explore.shelf import Shelf, read_texts
from r2p_data.search import TextIndex

Floats = npt.NDArray[np.float64]
# Facets by which a matcher counts, in the order in which an explorer shows them.
COUNTED = (*FACETS, "years")
# Values of one facet that are shown unless one asks for more.
TOP = 12
_KEPT = 64
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
    rows: Ints
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
        the corpus; it is asked for columns and pages, so that it may be larger than memory.
    themes
        hits of themes (see ``r2p_data.themes.find_themes``); by default none.
    theme_names
        what themes are called.

    Notes
    -----
    ``on_progress`` may be set; it is told how far work has come that takes more than a moment.
    """

    def __init__(
        self, corpus: Corpus, themes: pd.DataFrame | None = None, theme_names: Mapping[str, str] | None = None
    ) -> None:
        self.corpus = corpus
        empty = pd.DataFrame(columns=["theme_id", "paragraph_id", "theme"], dtype="str")
        self.themes = empty if themes is None else themes
        self.coding = encode_corpus(corpus, self.themes, theme_names or {})
        self.shelf = Shelf(
            corpus, {"themes": self.themes, "actors": self.coding.actors, "documents": self.coding.documents}
        )
        self.size = len(self.coding.paragraph_ids)
        self.on_progress: Callable[[str], None] = lambda said: None
        self._masks: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._derived: dict[tuple[Any, ...], Any] = {}

    def __repr__(self) -> str:
        return f"Matcher({self.size} paragraphs of {len(self.coding.documents)} documents)"

    @cached_property
    def index(self) -> TextIndex:
        """The index of the texts, made when text is first searched."""
        return TextIndex(self._texts())

    def _texts(self) -> Iterator[str]:
        told = 0
        for part in read_texts(self.corpus, ["kind", "text"]):
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

    def read(
        self, name: str, columns: Sequence[str] | None = None, paragraph_ids: Collection[str] | None = None
    ) -> pd.DataFrame:
        """Rows of a table, or of the hits of themes, in some body paragraphs; as ``Corpus.read``, but quick."""
        if paragraph_ids is None:
            return self.shelf.read(name, columns)
        known = self.coding.paragraph_ids.get_indexer(pd.Index(list(paragraph_ids), dtype="str"))
        doc_ids = {self.doc_id(place) for place in known[known >= 0].tolist()}
        return self.shelf.read(name, columns, paragraph_ids=paragraph_ids, doc_ids=doc_ids)

    def read_repairs(self, doc_ids: Collection[str]) -> pd.DataFrame:
        """The repairs of some documents."""
        return self.shelf.read("repairs", doc_ids=doc_ids)

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
        rows = np.flatnonzero(kept)
        scores = None
        if query.text.strip():
            ranks = self._search(query.text)[1][self.coding.rows[query.rows].paragraphs[rows]]
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
            rows = coded.mask_rows(mask) if facet in FACET_TABLES else np.empty(0, dtype=np.bool_)
            return coded.mask_every(values) if every else coded.mask_paragraphs(mask), rows

        found: tuple[Mask, Mask] = self._remember((facet, chosen, every), make)
        return found

    def _search(self, text: str) -> tuple[Mask, Floats]:
        """The paragraphs that hold the words, and the score of every paragraph."""

        def make() -> tuple[Mask, Floats]:
            places, scores = self.index.search(text)
            mask, ranks = np.zeros(self.size, dtype=np.bool_), np.zeros(self.size)
            mask[places], ranks[places] = True, scores
            return mask, ranks

        found: tuple[Mask, Floats] = self._remember(("text", text), make)
        return found

    def _remember(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        if key not in self._masks:
            self._masks[key] = make()
            if len(self._masks) > _KEPT:
                self._masks.popitem(last=False)
        self._masks.move_to_end(key)
        return self._masks[key]
