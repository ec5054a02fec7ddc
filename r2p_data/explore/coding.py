"""Reading the facets of a corpus: every table once, part by part, for the columns that a filter needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from r2p_data.charts.style import document_titles
from r2p_data.corpus import Corpus
from r2p_data.explore.codes import Coded, Codes, Encoder, Growing, Ints, Mask
from r2p_data.passage import shorten_title
from r2p_data.themes import Finder, Theme

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
_DOCUMENTS = ["doc_id", "path", "title", "genre", "symbol"]
_READ = {
    "paragraphs": ["doc_id", "paragraph_id", "parent_id", "kind", "section", "text"],
    "mentions": ["paragraph_id", "actor_id", "form", "nested"],
    "figures": ["paragraph_id", "kind", "unit", "value"],
    "references": ["paragraph_id", "symbol"],
    "dates": ["paragraph_id", "date_from", "date_to"],
}
# A date that covers more years says of none that it is named.
_MOST_YEARS = 200


class Rows(NamedTuple):
    """The rows of a table that stand in body paragraphs: which paragraph, and which rows do not.

    ``left_out`` are numbers of rows in the whole table, those that stand in page furniture.
    """

    paragraphs: Codes
    left_out: Codes

    def number(self, places: npt.ArrayLike) -> Ints:
        """The numbers in the whole table of rows given by their places among those in body paragraphs."""
        before = self.left_out - np.arange(len(self.left_out))
        return np.asarray(places, dtype=np.int64) + np.searchsorted(before, places, side="right")

    def place(self, number: int) -> int | None:
        """The place of a row of the whole table among those in body paragraphs; None if it is not one of them."""
        before = int(np.searchsorted(self.left_out, number))
        return None if before < len(self.left_out) and self.left_out[before] == number else number - before


class Coding(NamedTuple):
    """The facets of a corpus over its paragraphs without page furniture, in document order.

    Nothing in it is as long as a text, or has an identifier for each row: a row is known by its
    place. ``document`` is the place of each paragraph's document, ``above`` how far before it the
    paragraph stands that it belongs to (0: it belongs to none), ``named`` tells for each mention
    whether it counts as the naming of an actor (no adjective, not nested), ``values`` are those of
    the figures.
    """

    documents: pd.DataFrame
    titles: Mapping[str, str]
    document: Codes
    above: Codes
    facets: Mapping[str, Coded]
    rows: Mapping[str, Rows]
    actors: pd.DataFrame
    named: Mask
    values: npt.NDArray[np.float64]


def encode_corpus(corpus: Corpus, themes: Sequence[Theme]) -> Coding:
    """The facets of ``corpus``, and of the places where terms of ``themes`` stand."""
    documents = pd.concat([part for [part] in corpus.read_parts({"documents": _DOCUMENTS})], ignore_index=True)
    actors = corpus.tables["actors"].set_index("actor_id", drop=False)
    build = _Builder(documents, actors, themes)
    for tables in corpus.read_parts(_READ):
        build.add(dict(zip(_READ, tables, strict=True)))
    return build.finish()


class _Places:
    """The rows of a table in the making."""

    def __init__(self) -> None:
        self._read = 0
        self._paragraphs, self._left_out = Growing(), Growing()

    def __len__(self) -> int:
        return len(self._paragraphs)

    def add(self, paragraphs: Codes) -> tuple[Mask, Codes]:
        """Add rows by their paragraphs, -1 for page furniture; which are kept, and the paragraphs of these."""
        kept = paragraphs >= 0
        at: Codes = paragraphs[kept].astype(np.int32)
        self._paragraphs.add(at)
        self._left_out.add(np.flatnonzero(~kept) + self._read)
        self._read += len(paragraphs)
        return kept, at

    def finish(self) -> Rows:
        return Rows(self._paragraphs.read(), self._left_out.read())


class _Builder:
    """The facets in the making: paragraphs and rows are numbered as they come, those in page furniture left out."""

    def __init__(self, documents: pd.DataFrame, actors: pd.DataFrame, themes: Sequence[Theme]) -> None:
        self._documents, self._actors, self._finder = documents, actors, Finder(themes)
        self._titles = document_titles(documents)
        self._genres = documents.set_index("doc_id")["genre"]
        self._place_of = {doc_id: place for place, doc_id in enumerate(documents["doc_id"])}
        self._rows = {name: _Places() for name in ROW_FACETS}
        self._facets = self._make_encoders({theme.id: theme.name for theme in themes})
        self._document, self._above = Growing(), Growing()
        self._named: list[Mask] = []
        self._values: list[npt.NDArray[np.float64]] = []

    def _make_encoders(self, themes: Mapping[str, str]) -> dict[str, Encoder]:
        actors = {row["actor_id"]: name_both(row) for row in self._actors.to_dict("records")}
        plain = ("genres", "kinds", "actor_types", "figure_kinds", "units")
        return {
            "documents": Encoder(self._titles.__getitem__),
            **{facet: Encoder(_plain) for facet in plain},
            **{facet: Encoder() for facet in ("sections", "symbols", "years")},
            "actors": Encoder(lambda value: actors.get(value, value)),
            "themes": Encoder(lambda value: themes.get(value, _plain(value))),
        }

    def add(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Add the documents of a part: their paragraphs, and all that stands in these."""
        before = len(self._rows["paragraphs"])
        paragraphs = tables["paragraphs"]
        body = (paragraphs["kind"] != "furniture").to_numpy(dtype=np.bool_)
        places = np.where(body, np.cumsum(body) - 1 + before, -1)
        self._rows["paragraphs"].add(places)
        self._add_body(paragraphs.loc[body, ["doc_id", "kind", "section"]], before)
        self._add_hits(places, paragraphs["text"])
        known = pa.array(paragraphs.loc[body, "paragraph_id"])
        parents = _find_places(paragraphs.loc[body, "parent_id"], known)
        self._above.add(np.where(parents < 0, 0, np.arange(len(parents)) - parents))
        for name in ("mentions", "figures", "references", "dates"):
            found = _find_places(tables[name]["paragraph_id"], known)
            self._add_rows(name, tables[name], np.where(found < 0, -1, found + before))

    def _add_body(self, body: pd.DataFrame, before: int) -> None:
        named, doc_ids = pd.factorize(body["doc_id"])
        known = np.array([self._place_of[doc_id] for doc_id in doc_ids], dtype=np.int64)
        self._document.add(known[named])
        self._facets["documents"].add(body["doc_id"])
        self._facets["genres"].add(body["doc_id"].map(self._genres))
        self._facets["kinds"].add(body["kind"])
        opened = _open_paths(body["section"])
        self._facets["sections"].add(opened, rows=opened.index.to_numpy() + before)

    def _add_hits(self, places: Ints, texts: pd.Series) -> None:
        """The hits of themes, each place as often as its text has hits."""
        find = self._finder.find
        hits = [
            (place, theme)
            for place, text in zip(places.tolist(), texts, strict=True)
            if place >= 0
            for _, _, theme, _ in find(text)
        ]
        _, at = self._rows["themes"].add(np.array([place for place, _ in hits], dtype=np.int64))
        self._facets["themes"].add(pd.Series([theme for _, theme in hits], dtype="object"), at)

    def _add_rows(self, name: str, table: pd.DataFrame, paragraphs: Ints) -> None:
        before = len(self._rows[name])
        kept, at = self._rows[name].add(paragraphs)
        table = table[kept]
        add = partial(self._add_facet, at)
        if name == "mentions":
            add("actors", table["actor_id"])
            add("actor_types", table["actor_id"].map(self._actors["type"]))
            named = (table["form"] != "adjective") & ~table["nested"].astype("bool")
            self._named.append(named.to_numpy(dtype=np.bool_))
        elif name == "figures":
            add("figure_kinds", table["kind"])
            add("units", table["unit"])
            self._values.append(table["value"].to_numpy(dtype=np.float64))
        elif name == "references":
            add("symbols", table["symbol"])
        else:
            covered = _cover_years(table.reset_index(drop=True))
            rows = covered.index.to_numpy(dtype=np.int64)
            self._facets["years"].add(covered, at[rows], rows + before)

    def _add_facet(self, at: Codes, facet: str, values: pd.Series) -> None:
        self._facets[facet].add(values, at)

    def finish(self) -> Coding:
        """The facets; what they were made of is given back as it is used up."""
        size = len(self._rows["paragraphs"])
        rows = {name: self._rows.pop(name).finish() for name in list(self._rows)}
        facets = {}
        for facet in list(self._facets):
            table = FACET_TABLES.get(facet)
            facets[facet] = self._facets.pop(facet).finish(size, rows[table].paragraphs if table else None)
        named = np.concatenate([np.empty(0, np.bool_), *self._named])
        values = np.concatenate([np.empty(0), *self._values])
        document, above = self._document.read(), self._above.read()
        return Coding(self._documents, self._titles, document, above, facets, rows, self._actors, named, values)


def _find_places(values: pd.Series, known: pa.Array) -> Codes:
    """Where each value stands among those ``known``, -1 where it does not: in Arrow, since objects take far more."""
    places: Codes = pc.index_in(pa.array(values), value_set=known).fill_null(-1).to_numpy()
    return places


def _plain(value: Any) -> str:
    return str(value).replace("_", " ")


def _open_paths(sections: pd.Series) -> pd.Series:
    """Each path of headings and what stands above it: « II › A » belongs to « II » too."""
    codes, paths = pd.factorize(sections)
    at, place = np.arange(len(codes))[codes >= 0], codes[codes >= 0]
    opened = [_open_path(path) for path in paths]
    levels = range(max(map(len, opened), default=0))
    columns = [
        np.array([path[level] if level < len(path) else None for path in opened], dtype="object") for level in levels
    ]
    parts = [pd.Series(column[place], index=at).dropna() for column in columns]
    return pd.concat(parts) if parts else pd.Series(dtype="object")


def _open_path(path: str) -> list[str]:
    """A path of headings and all that lead to it.

    >>> _open_path("II. Constats › A. Civils")
    ['II. Constats', 'II. Constats › A. Civils']
    """
    names = path.split(SECTION)
    return [SECTION.join(names[: i + 1]) for i in range(len(names))]


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


def cite_documents(documents: pd.DataFrame) -> list[str]:
    """How each document is cited, as ``Corpus.cite`` does: by its symbol, else its title, else its file."""
    return [
        row["symbol"]
        if not pd.isna(row["symbol"])
        else Path(row["path"]).name
        if pd.isna(row["title"])
        else shorten_title(row["title"])
        for row in documents[["symbol", "title", "path"]].to_dict("records")
    ]
