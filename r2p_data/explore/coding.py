"""Reading the facets of a corpus: every table asked once, for the columns that a filter needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from r2p_data.charts.style import document_titles
from r2p_data.corpus import Corpus
from r2p_data.explore.codes import Coded, Codes, Mask, encode

# Facets whose values are those of rows: with these rows shown, they choose among the rows too.
ROW_FACETS: Mapping[str, tuple[str, ...]] = {
    "figures": ("figure_kinds", "units"),
    "mentions": ("actors", "actor_types"),
    "paragraphs": (),
    "dates": ("years",),
    "references": ("symbols",),
    "themes": ("themes",),
}
FACET_TABLES = {facet: table for table, facets in ROW_FACETS.items() for facet in facets}
SECTION = " › "
# A date that covers more years says of none that it is named.
_MOST_YEARS = 200


class Rows(NamedTuple):
    """The rows of a table that stand in a body paragraph: their identifiers, and which paragraph."""

    ids: pd.Index
    paragraphs: Codes


class Coding(NamedTuple):
    """The facets of a corpus over its paragraphs without page furniture, in document order."""

    documents: pd.DataFrame
    paragraph_ids: pd.Index
    document: Codes
    facets: Mapping[str, Coded]
    rows: Mapping[str, Rows]
    actors: pd.DataFrame
    named: Mask


def encode_corpus(corpus: Corpus, themes: pd.DataFrame, names: Mapping[str, str]) -> Coding:
    """The facets of ``corpus``; ``themes`` are its hits, ``names`` what their themes are called."""
    paragraphs = corpus.read("paragraphs", ["paragraph_id", "doc_id", "kind", "section"])
    body = paragraphs[paragraphs["kind"] != "furniture"].reset_index(drop=True)
    documents = corpus.read("documents").reset_index(drop=True)
    actors = corpus.read("actors").set_index("actor_id", drop=False)
    build = _Builder(corpus, pd.Index(body["paragraph_id"]), themes)
    facets = dict(_paragraph_facets(build, body, documents)) | dict(_row_facets(build, actors, names))
    document = pd.Index(documents["doc_id"]).get_indexer(body["doc_id"]).astype(np.int32)
    mentions = build.table("mentions", ["form", "nested"])
    named = ((mentions["form"] != "adjective") & ~mentions["nested"]).to_numpy(dtype=np.bool_)
    return Coding(documents, build.paragraph_ids, document, facets, build.rows, actors, named)


class _Builder:
    def __init__(self, corpus: Corpus, paragraph_ids: pd.Index, themes: pd.DataFrame) -> None:
        self.corpus, self.paragraph_ids, self.themes = corpus, paragraph_ids, themes
        size = len(paragraph_ids)
        self.rows = {"paragraphs": Rows(paragraph_ids, np.arange(size, dtype=np.int32))}
        for name in FACET_TABLES.values():
            if name not in self.rows:
                self.rows[name] = self._place(name)

    def table(self, name: str, columns: list[str]) -> pd.DataFrame:
        """Columns of a table, rows in page furniture left out."""
        columns = ["paragraph_id", *columns]
        found = self.themes[columns] if name == "themes" else self.corpus.read(name, columns)
        return found[found["paragraph_id"].isin(self.paragraph_ids)].reset_index(drop=True)

    def _place(self, name: str) -> Rows:
        key = f"{name[:-1]}_id"
        found = self.table(name, [key])
        places = self.paragraph_ids.get_indexer(found["paragraph_id"]).astype(np.int32)
        return Rows(pd.Index(found[key]), places)

    def encode(self, name: str, values: pd.Series, label: Callable[[Any], str]) -> Coded:
        """A facet with one value a row of table ``name``; or several, where the index repeats."""
        at = values.index.to_numpy()
        paragraphs = self.rows[name].paragraphs
        return encode(at, paragraphs[at], values, (len(self.paragraph_ids), len(paragraphs)), label)


def _plain(value: Any) -> str:
    return str(value).replace("_", " ")


def _paragraph_facets(build: _Builder, body: pd.DataFrame, documents: pd.DataFrame) -> Iterator[tuple[str, Coded]]:
    titles = document_titles(documents)
    genres = documents.set_index("doc_id")["genre"]
    yield "documents", build.encode("paragraphs", body["doc_id"], lambda value: titles[value])
    yield "genres", build.encode("paragraphs", body["doc_id"].map(genres), _plain)
    yield "sections", build.encode("paragraphs", _open_paths(body["section"]), str)
    yield "kinds", build.encode("paragraphs", body["kind"], _plain)


def _open_paths(sections: pd.Series) -> pd.Series:
    """Each path of headings and what stands above it: « II › A » belongs to « II » too."""
    paths = sections.dropna().map(lambda path: path.split(SECTION))
    opened = paths.map(lambda path: [SECTION.join(path[: i + 1]) for i in range(len(path))])
    return opened.explode()


def _row_facets(build: _Builder, actors: pd.DataFrame, names: Mapping[str, str]) -> Iterator[tuple[str, Coded]]:
    mentioned = build.table("mentions", ["actor_id"])["actor_id"]
    called = {row["actor_id"]: name_both(row) for row in actors.to_dict("records")}
    yield "actors", build.encode("mentions", mentioned, lambda value: called.get(value, value))
    yield "actor_types", build.encode("mentions", mentioned.map(actors["type"]), _plain)
    figures = build.table("figures", ["kind", "unit"])
    yield "figure_kinds", build.encode("figures", figures["kind"], _plain)
    yield "units", build.encode("figures", figures["unit"], _plain)
    yield "symbols", build.encode("references", build.table("references", ["symbol"])["symbol"], str)
    yield "themes", build.encode("themes", build.table("themes", ["theme"])["theme"], lambda v: names.get(v, _plain(v)))
    yield "years", build.encode("dates", _cover_years(build.table("dates", ["date_from", "date_to"])), str)


def name_both(actor: Mapping[Any, Any]) -> str:
    """An actor by both names and its acronym.

    >>> name_both({"name_fr": "Union africaine", "name_en": "African Union", "acronym": "UA"})
    'Union africaine / African Union (UA)'
    """
    name = str(actor["name_fr"])
    if not pd.isna(actor["name_en"]) and actor["name_en"] != name:
        name = f"{name} / {actor['name_en']}"
    return name if pd.isna(actor["acronym"]) else f"{name} ({actor['acronym']})"


def _cover_years(dates: pd.DataFrame) -> pd.Series:
    """The years that each date covers; of an open bound only the year that is stated."""
    first = dates["date_from"].fillna(dates["date_to"]).dt.year
    last = dates["date_to"].fillna(dates["date_from"]).dt.year
    years = [
        list(range(int(a), min(int(b), int(a) + _MOST_YEARS) + 1)) if a == a else []
        for a, b in zip(first, last, strict=True)
    ]
    return pd.Series(years, index=dates.index, dtype="object").explode().dropna()
