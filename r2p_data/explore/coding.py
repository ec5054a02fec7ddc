"""Reading the facets of a corpus: every table asked once, for the columns that a filter needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from r2p_data.charts.style import document_titles
from r2p_data.corpus import Corpus
from r2p_data.explore.codes import Coded, Codes, Mask, encode
from r2p_data.passage import shorten_title

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
_PARAGRAPHS = ["paragraph_id", "doc_id", "kind", "section", "number", "position", "parent_id"]
# What is read of each table of rows beside its identifier and its paragraph.
_ROWS = {
    "mentions": ["actor_id", "form", "nested"],
    "figures": ["kind", "unit", "value"],
    "references": ["symbol"],
    "themes": ["theme"],
    "dates": ["date_from", "date_to"],
}
# A date that covers more years says of none that it is named.
_MOST_YEARS = 200


class Rows(NamedTuple):
    """The rows of a table that stand in a body paragraph: their identifiers, and which paragraph."""

    ids: pd.Index
    paragraphs: Codes


class Coding(NamedTuple):
    """The facets of a corpus over its paragraphs without page furniture, in document order.

    ``document`` is the place of each paragraph's document, ``places`` how each paragraph is
    cited within it, ``named`` tells for each mention whether it counts as the naming of an
    actor (no adjective, not nested); ``figures`` holds kind, unit and value of each figure.
    """

    documents: pd.DataFrame
    titles: Mapping[str, str]
    paragraph_ids: pd.Index
    document: Codes
    places: pd.DataFrame
    facets: Mapping[str, Coded]
    rows: Mapping[str, Rows]
    actors: pd.DataFrame
    named: Mask
    figures: pd.DataFrame


def encode_corpus(corpus: Corpus, themes: pd.DataFrame, names: Mapping[str, str]) -> Coding:
    """The facets of ``corpus``; ``themes`` are its hits, ``names`` what their themes are called."""
    body = _read_body(corpus)
    documents = corpus.read("documents").reset_index(drop=True)
    actors = corpus.read("actors").set_index("actor_id", drop=False)
    titles = document_titles(documents)
    build = _Builder(corpus, pd.Index(body["paragraph_id"]), themes)
    facets = dict(_paragraph_facets(build, body, documents, titles)) | dict(_row_facets(build, actors, names))
    document = pd.Index(documents["doc_id"]).get_indexer(pd.Index(body["doc_id"])).astype(np.int32)
    mentions, figures = build.tables["mentions"], build.tables["figures"]
    named = ((mentions["form"] != "adjective") & ~mentions["nested"]).to_numpy(dtype=np.bool_)
    return Coding(
        documents,
        titles,
        build.paragraph_ids,
        document,
        body[["kind", "number", "position", "parent_id"]].astype({"kind": "category", "position": "int32"}),
        facets,
        build.rows,
        actors,
        named,
        figures[["kind", "unit", "value"]].astype({"kind": "category", "unit": "category"}),
    )


def _read_body(corpus: Corpus) -> pd.DataFrame:
    """The paragraphs that are no page furniture."""
    paragraphs = corpus.read("paragraphs", _PARAGRAPHS)
    return paragraphs[paragraphs["kind"] != "furniture"].reset_index(drop=True)


def _find_places(values: pd.Series, known: pa.Array) -> Codes:
    """Where each value stands among those ``known``, -1 where it does not: in Arrow, since objects take far more."""
    places: Codes = pc.index_in(pa.array(values), value_set=known).fill_null(-1).to_numpy()
    return places


class _Builder:
    """The tables of rows, each read once, rows in page furniture left out."""

    def __init__(self, corpus: Corpus, paragraph_ids: pd.Index, themes: pd.DataFrame) -> None:
        self.paragraph_ids = paragraph_ids
        self.rows = {"paragraphs": Rows(paragraph_ids, np.arange(len(paragraph_ids), dtype=np.int32))}
        self.tables: dict[str, pd.DataFrame] = {}
        known = pa.array(paragraph_ids)
        for name, columns in _ROWS.items():
            wanted = [f"{name[:-1]}_id", "paragraph_id", *columns]
            found = themes[wanted] if name == "themes" else corpus.read(name, wanted)
            places = _find_places(found["paragraph_id"], known)
            table = found[places >= 0].reset_index(drop=True)
            self.rows[name] = Rows(pd.Index(table[wanted[0]]), places[places >= 0])
            self.tables[name] = table[columns]

    def encode(self, name: str, values: pd.Series, label: Callable[[Any], str]) -> Coded:
        """A facet with one value a row of table ``name``; or several, where the index repeats."""
        at = values.index.to_numpy()
        paragraphs = self.rows[name].paragraphs
        return encode(at, paragraphs[at], values, (len(self.paragraph_ids), len(paragraphs)), label)


def _plain(value: Any) -> str:
    return str(value).replace("_", " ")


def _paragraph_facets(
    build: _Builder, body: pd.DataFrame, documents: pd.DataFrame, titles: Mapping[str, str]
) -> Iterator[tuple[str, Coded]]:
    genres = documents.set_index("doc_id")["genre"]
    yield "documents", build.encode("paragraphs", body["doc_id"], lambda value: titles[value])
    yield "genres", build.encode("paragraphs", body["doc_id"].map(genres), _plain)
    yield "sections", build.encode("paragraphs", _open_paths(body["section"]), str)
    yield "kinds", build.encode("paragraphs", body["kind"], _plain)


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


def _row_facets(build: _Builder, actors: pd.DataFrame, names: Mapping[str, str]) -> Iterator[tuple[str, Coded]]:
    mentioned, figures = build.tables["mentions"]["actor_id"], build.tables["figures"]
    called = {row["actor_id"]: name_both(row) for row in actors.to_dict("records")}
    yield "actors", build.encode("mentions", mentioned, lambda value: called.get(value, value))
    yield "actor_types", build.encode("mentions", mentioned.map(actors["type"]), _plain)
    yield "figure_kinds", build.encode("figures", figures["kind"], _plain)
    yield "units", build.encode("figures", figures["unit"], _plain)
    yield "symbols", build.encode("references", build.tables["references"]["symbol"], str)
    yield "themes", build.encode("themes", build.tables["themes"]["theme"], lambda v: names.get(v, _plain(v)))
    yield "years", build.encode("dates", _cover_years(build.tables["dates"]), str)


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
