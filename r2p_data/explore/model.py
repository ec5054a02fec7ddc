"""The selection of an explorer: a query, what matches it, and who is told when it changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.explore.matching import TOP, FacetValue, Match, Matcher
from r2p_data.explore.pages import read_page
from r2p_data.explore.query import FACETS, ROW_KINDS, Chip, Query
from r2p_data.themes import load_themes

Callback = Callable[["Selection"], None]
# How a sentence speaks of the values of a facet.
_SAID = {
    "documents": "in {}", "genres": "in documents of genre {}", "sections": "under {}", "kinds": "of kind {}",
    "actor_types": "mentioning actors of type {}", "actors": "mentioning {}", "figure_kinds": "with figures of kind {}",
    "units": "with figures in {}", "symbols": "citing {}", "themes": "on {}",
}  # fmt: skip
_NOUNS = {rows: rows[:-1] for rows in ROW_KINDS} | {"themes": "theme hit"}
# Longer lists are counted, longer labels cut.
_NAMED = 3
_LABEL = 60


class Selection:
    """What an explorer selects: one value, one place that computes what matches, and its subscribers.

    Parameters
    ----------
    corpus
        the corpus.
    query
        what is asked first: a query, or a dictionary as ``Query.as_dict`` gives it.
    themes
        a TOML file of themes; by default the themes of ``r2p_data.themes``.
    on_error
        told of every error of a subscriber; by default the first one is raised when all have been told.

    Raises
    ------
    R2PDataError
        if the query, or the file of themes, is faulty.
    """

    def __init__(
        self,
        corpus: Corpus,
        query: Query | Mapping[str, Any] | None = None,
        themes: str | os.PathLike[str] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        self.corpus = corpus
        self.themes = load_themes(themes)
        self.matcher = Matcher(corpus, self.themes)
        self.on_error = on_error
        self._subscribers: list[Callback] = []
        # several views show the same rows
        self._page: pd.DataFrame | None = None
        self._query, self._match = Query(), self.matcher.match(Query())
        if query is not None:
            self.query = query

    def __repr__(self) -> str:
        return f"Selection({self.summary})"

    @property
    def query(self) -> Query:
        """What is asked; set it, and everything is computed once and all subscribers are told."""
        return self._query

    @query.setter
    def query(self, given: Query | Mapping[str, Any]) -> None:
        query = given if isinstance(given, Query) else Query.from_dict(given)
        if query == self._query:
            return
        if replace(query, chosen=None) == replace(self._query, chosen=None):
            self._match = replace(self._match, query=query)
        else:
            # a faulty search is refused before anything has changed
            self._match, self._page = self.matcher.match(query), None
            for name in ("facets", "said", "hints", "rows"):
                self.__dict__.pop(name, None)
        self._query = query
        self._tell()

    @property
    def match(self) -> Match:
        """What the query lets through."""
        return self._match

    @cached_property
    def facets(self) -> dict[str, list[FacetValue]]:
        """The most frequent values of each facet, with counts that follow the other filters."""
        return self.matcher.facets(self._match)

    def values(self, facet: str, words: str = "", top: int = TOP) -> list[FacetValue]:
        """More values of one facet, those whose label holds ``words``."""
        return self.matcher.values(self._match, facet, words, top)

    @property
    def chips(self) -> list[Chip]:
        """The active filters, each with the name that a reader knows; plain text, unescaped."""
        chips = self._query.chips()
        return [c._replace(label=self.matcher.label(c.facet, c.value)) if c.facet in FACETS else c for c in chips]

    @property
    def unknown(self) -> list[str]:
        """What the query asks for that nothing in this corpus has, a sentence each."""
        found = self.matcher.unknown(self._query)
        return [
            f"no {facet[:-1].replace('_', ' ')} {value!r} in this corpus" for facet in found for value in found[facet]
        ]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """All rows that match (see ``r2p_data.explore.pages.read_page``); ``page`` gives some of them."""
        return read_page(self.matcher, self._match, 0, self._match.n_rows)

    def page(self, start: int = 0, n: int = 50) -> pd.DataFrame:
        """``n`` of the rows that match, from ``start`` on; hits of themes without their place in the source."""
        read, last = self._page, min(start + n, self._match.n_rows)
        if read is None or start < read.index[0] or last > read.index[-1] + 1:
            read = self._page = read_page(self.matcher, self._match, start, n, traced=False)
        if read.empty:
            self._page = None
            return read
        return read.iloc[start - read.index[0] : last - read.index[0]]

    @property
    def summary(self) -> str:
        """One sentence that says what is shown, and where nothing is, how to widen it."""
        return "; ".join([self.said, *self.hints])

    @cached_property
    def said(self) -> str:
        """What is shown."""
        match, said, rows = self._match, self._describe(), self._query.rows
        if not match.n_rows:
            return f"No {_NOUNS[rows]}s{said.removeprefix(',')}{'' if self._query.chips() else ' in this corpus'}"
        where = f"{_plain(match.n_paragraphs)} of {_count(self.matcher.size, 'paragraph')}"
        counted = f"{_count(match.n_rows, _NOUNS[rows])} in {where}" if rows != "paragraphs" else where
        return f"{counted}, {_count(match.n_documents, 'document')}{said}"

    @cached_property
    def hints(self) -> list[str]:
        """What is asked for and is not in the corpus; where nothing is shown, which filter to lift."""
        widen = [self._complete(), self._widen()] if not self._match.n_rows and self._query.chips() else []
        return [*(f"there is {unknown}" for unknown in self.unknown), *filter(None, widen)]

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """Have ``callback(selection)`` called after each change; the result ends that."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def _tell(self) -> None:
        errors: list[Exception] = []
        for callback in list(self._subscribers):
            try:
                callback(self)
            except Exception as error:  # the other views must follow all the same
                errors.append(error)
                if self.on_error is not None:
                    self.on_error(error)
        if errors and self.on_error is None:
            raise errors[0]

    def _describe(self) -> str:
        query, parts = self._query, []
        for facet, phrase in _SAID.items():
            chosen = getattr(query, facet)
            if chosen:
                parts.append(phrase.format(self._name(facet, chosen)))
        if query.years:
            first, last = query.years
            parts.append(f"naming a date in {first}" if first == last else f"naming a date from {first} to {last}")
        if query.text.strip():
            parts.append(f"holding « {query.text.strip()} »")
        return f", {_enumerate(parts, 'and')}" if parts else ""

    def _name(self, facet: str, values: tuple[str, ...]) -> str:
        if len(values) > _NAMED:
            return f"{'each' if facet in self._query.every else 'one'} of {len(values)} {facet.replace('_', ' ')}"
        labels = [self.matcher.label(facet, value) for value in values]
        return _enumerate([_cut(label) for label in labels], "and" if facet in self._query.every else "or")

    def _complete(self) -> str:
        """That the last word is only the beginning of others, where it is: « europ » for « européenne »."""
        text = self._query.text.strip()
        if not text[-1:].isalnum():
            return ""
        found = self.matcher.match(replace(self._query, text=f"{text}*")).n_rows
        return f"words are searched whole: « {text}* » shows {_count(found, _NOUNS[self._query.rows])}" if found else ""

    def _widen(self) -> str:
        """Which one filter to lift to see most."""
        query = self._query
        active = dict.fromkeys(chip.facet for chip in query.chips())
        found = {facet: self.matcher.match(query.without(facet)).n_rows for facet in active}
        best = max(found, key=lambda facet: found[facet])
        if not found[best]:
            return "clear the filters to see more"
        named = "words" if best == "text" else best.replace("_", " ")
        return f"without the filter on {named} you would see {_count(found[best], _NOUNS[query.rows])}"


def _cut(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"


def _plain(number: int) -> str:
    """A number with thin spaces.

    >>> _plain(130000).split()
    ['130', '000']
    """
    return f"{number:,}".replace(",", "\u202f")


def _count(number: int, noun: str) -> str:
    return f"{_plain(number)} {noun}{'' if number == 1 else 's'}"


def _enumerate(parts: list[str], word: str) -> str:
    """Parts as a sentence lists them.

    >>> _enumerate(["paix", "sécurité", "développement"], "and")
    'paix, sécurité and développement'
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"
