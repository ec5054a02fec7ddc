"""A corpus: the tables of many documents, and the way from any row back to its source."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from r2p_data.candidates import gather_candidates, measure_coverage
from r2p_data.codebook import TABLES, say_rows
from r2p_data.concordance import find_words
from r2p_data.errors import R2PDataError
from r2p_data.facts import derive_facts, join_facts
from r2p_data.network import Unit, add_counts, add_edges, count_mentions, join_citations, link_actors, link_citations
from r2p_data.passage import Passage, Row, is_stated, name_place, shorten_title, text_of
from r2p_data.records import Edit, Span
from r2p_data.store import StoredCorpus, cut_tables, open_stored, save_pieces
from r2p_data.store.arrow import from_result, to_arrow
from r2p_data.store.database import ask, connect, show_tables, write_database
from r2p_data.store.dataset import arrow_texts
from r2p_data.themes import SPANS, THEMED, find_themes, load_themes, trace_themes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from r2p_data.pages import PageView


class Corpus:
    """Tables of paragraphs, actors, figures and more, with the texts they were read from.

    ``documents``, ``paragraphs``, ``actors``, ``mentions``, ``figures``, ``dates``,
    ``references``, ``offices``, ``refused``, ``repairs`` and ``problems`` are pandas
    DataFrames with the columns that ``r2p_data.codebook.TABLES`` states.
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        texts: Mapping[str, str],
        *,
        stored: StoredCorpus | None = None,
    ) -> None:
        self.tables = tables if stored else dict(tables)
        self._texts = texts if stored else dict(texts)
        self._stored = stored

    def __repr__(self) -> str:
        count = self._stored.count if self._stored else lambda name: len(self.tables[name])
        return f"Corpus({', '.join(say_rows(count(n), n) for n in ('documents', 'paragraphs', 'actors', 'figures'))})"

    def __getattr__(self, name: str) -> pd.DataFrame:
        tables = self.__dict__.get("tables", {})
        if name in tables:
            table: pd.DataFrame = tables[name]
            return table
        raise AttributeError(f"a corpus has no table {name!r}; it has {', '.join(tables)}")

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self.tables]

    def read(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        *,
        paragraph_ids: Collection[str] | None = None,
        doc_ids: Collection[str] | None = None,
    ) -> pd.DataFrame:
        """The table ``name``, or only some of its columns, or only the rows of some paragraphs or documents.

        Explorers ask for no more than they show, so that a corpus larger than memory can answer.
        """
        if name not in self.tables:
            raise AttributeError(f"a corpus has no table {name!r}; it has {', '.join(self.tables)}")
        asked = {"paragraph_id": paragraph_ids, "doc_id": doc_ids}
        tests = {key: values for key, values in asked.items() if values is not None}
        if self._stored:
            return self._stored.select(name, columns, tests)
        table: pd.DataFrame = self.tables[name]
        for key, values in tests.items():
            table = table[table[key].isin(values)]
        return table if columns is None else table[list(columns)]

    def read_parts(self, wanted: Mapping[str, Sequence[str] | None]) -> Iterator[list[pd.DataFrame]]:
        """Columns of some tables (None: all of them): of a saved corpus part by part, else the whole at once."""
        if self._stored is None:
            return iter([[self.read(name, columns) for name, columns in wanted.items()]])
        return self._stored.read_parts(wanted)

    def sql(self, query: str) -> pd.DataFrame:
        """The answer to a question in SQL (DuckDB's), over all tables and ``sources`` by their names.

        Names that are words of SQL stand in quotation marks: ``"references"``, ``"end"``, ``"where"``.

        >>> corpus.sql("SELECT kind, count(*) AS n FROM figures GROUP BY kind")  # doctest: +SKIP

        Raises
        ------
        R2PDataError
            if the question cannot be answered, or DuckDB is not installed.
        """
        return from_result(ask(self._database, query))

    def source(self, doc_id: str) -> str:
        """The text of a document as decoded from its file.

        Raises
        ------
        R2PDataError
            if the corpus has no document of that name.
        """
        if doc_id not in self._texts:
            some = ", ".join(sorted(self._texts)[:5])
            raise R2PDataError(f"no document {doc_id!r}; the corpus has {some}…")
        return self._texts[doc_id]

    def passage(self, row: Row | pd.DataFrame, *, as_printed: bool = False) -> Passage:
        """The paragraph of a row of any table, with the row's span marked.

        Parameters
        ----------
        row
            a row (a Series, or a dictionary) of any table, or a DataFrame of one row. For an
            actor it is the first place that names it, for a document its first block.
        as_printed
            show the characters of the source file, before repair; always so for a number that
            stands in no clean text (the number of a paragraph, « 1’Union »).
        """
        place = self._place(row)
        paragraph = self._paragraph(place)
        if as_printed or ("start" in place and not is_stated(place, "start")):
            return self._printed(place, paragraph)
        start, end = (int(place[key]) if is_stated(place, key) else 0 for key in ("start", "end"))
        return Passage(paragraph["text"], start, end, self.cite(paragraph))

    def cite(self, row: Row | pd.DataFrame) -> str:
        """How to cite the place of a row: « A/68/947-S/2014/449, par. 24 », « …, note 3 »."""
        document = self._find("documents", "doc_id", self._paragraph(self._place(row))["doc_id"]).iloc[0]
        title = text_of(document, "title")
        name = text_of(document, "symbol") or (shorten_title(title) if title else Path(document["path"]).name)
        return f"{name}, {self.locate(row)}"

    def locate(self, row: Row | pd.DataFrame) -> str:
        """The place of a row within its document: « par. 24 », « note 3 », « ¶ 7 »."""
        paragraph = self._paragraph(self._place(row))
        number = text_of(paragraph, "number")
        above = text_of(paragraph, "parent_id")
        parent = text_of(self._paragraph_of(above, paragraph["doc_id"]), "number") if above else None
        return name_place(paragraph["kind"], number, parent, int(paragraph["position"]))

    def page(self, row: Row | pd.DataFrame) -> PageView:
        """Where a row of a PDF stands on its page: the rendered page, with the row's words framed.

        The file is read again at ``documents.path`` and must be the one that was parsed.

        Raises
        ------
        R2PDataError
            if the document is no PDF, or its file has moved or changed.
        """
        from r2p_data.pages import show_page

        place = self._place(row)
        paragraph = self._paragraph(place)
        document = self._find("documents", "doc_id", paragraph["doc_id"]).iloc[0]
        at = place if is_stated(place, "raw_start") else paragraph
        text, cited = self.source(str(paragraph["doc_id"])), self.cite(row)
        start, end = int(at["raw_start"]), int(at["raw_end"])
        return show_page(document.to_dict(), start, end, within=paragraph["spans"], text=text, citation=cited)

    def replay(self, row: Row | pd.DataFrame) -> str:
        """The clean text of a row's paragraph, made again from the source and the log of repairs."""
        from r2p_data.repair import replay  # loaded with the first replay, as all of repair is

        paragraph = self._paragraph(self._place(row))
        spans = [Span(*span) for span in paragraph["spans"]]
        log = self._find("repairs", "doc_id", paragraph["doc_id"])
        near = log[log["raw_start"].between(spans[0].start, spans[-1].end)]
        edits = [Edit(*values) for values in near[list(Edit._fields)].itertuples(index=False)]
        inside = [e for e in edits if any(s.start <= e.raw_start and e.raw_end <= s.end for s in spans)]
        return replay(self.source(paragraph["doc_id"]), spans, inside)

    def concordance(self, words: str, width: int = 50) -> pd.DataFrame:
        """Every place where ``words`` stand, accents, case and elision ignored (see ``find_words``)."""
        read = self.read_parts({"paragraphs": ["doc_id", "paragraph_id", "kind", "text"]})
        return pd.concat([find_words(body, words, width) for [body] in read], ignore_index=True)

    def cooccurrence(self, unit: Unit = "paragraph", types: Collection[str] | None = None) -> pd.DataFrame:
        """Pairs of actors named together, as an edge table (see ``link_actors``)."""
        actors = self.read("actors", ["actor_id", "type"])
        read = self.read_parts({"mentions": ["doc_id", "paragraph_id", "actor_id", "form", "nested"]})
        return add_edges(link_actors(mentions, actors, unit, types) for [mentions] in read)

    @cached_property
    def actor_counts(self) -> pd.DataFrame:
        """How often each actor is named in each document, by form (see ``count_mentions``)."""
        read = self.read_parts({"mentions": ["actor_id", "doc_id", "form"]})
        return add_counts([count_mentions(mentions) for [mentions] in read])

    @cached_property
    def citations(self) -> pd.DataFrame:
        """What each document cites, and how often, as an edge table (see ``link_citations``)."""
        read = self.read_parts({"references": ["doc_id", "symbol", "type"]})
        return join_citations([link_citations(references) for [references] in read])

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Facts derived from printed figures, each with its formula (see ``derive_facts``)."""
        actors = self.read("actors", ["actor_id", "name_fr", "type"])
        named = ["paragraph_id", "start", "end", "actor_id", "form", "nested"]
        read = self.read_parts({"figures": None, "mentions": named, "paragraphs": ["paragraph_id", "text"]})
        return join_facts([derive_facts(figures, mentions, actors, body) for figures, mentions, body in read])

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Names that no rule read as an actor, for a row of one's own lexicon (see ``find_candidates``)."""
        taken = dict.fromkeys(("mentions", "references", "dates", "figures"), ["paragraph_id", "start", "end"])
        return gather_candidates(self.read_parts({"paragraphs": ["doc_id", "paragraph_id", "kind", "text"], **taken}))

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """How many of the names are known, by the lexicon or the document itself (see ``measure_coverage``)."""
        return measure_coverage(self.read("actors", ["origin", "n_mentions"]), self.candidates)

    @cached_property
    def themes(self) -> pd.DataFrame:
        """Every place where a term of the themes of the package stands (see ``find_themes``)."""
        return self.find_themes()

    def find_themes(self, path: str | os.PathLike[str] | None = None) -> pd.DataFrame:
        """Every place where a term of a theme stands, by a TOML file or by that of the package.

        Returns
        -------
        pandas.DataFrame
            a row a hit, with the columns of ``r2p_data.themes.COLUMNS``.

        Raises
        ------
        LexiconError
            if the file is faulty; the message names the theme.
        """
        themes, read = load_themes(path), self.read_parts({"paragraphs": [*{*THEMED, *SPANS}], "repairs": None})
        hits = [trace_themes(find_themes(body, themes), body, repairs, self.source) for body, repairs in read]
        return pd.concat(hits, ignore_index=True)

    def save(self, folder: str | os.PathLike[str], *, format: str = "parquet") -> None:
        """Write the tables into ``folder`` (a path, or an address such as ``"s3://bucket/corpus"``).

        Who opens the folder at any moment finds the corpus that was there before, or this one;
        files of other origin stay.

        Parameters
        ----------
        format
            ``"parquet"``, which ``open_corpus`` opens, in parts of a hundred documents; for
            other programs ``"csv"``, safe to open in a spreadsheet, or ``"jsonl"``, one JSON
            object a line; with ``datapackage.json`` and ``codebook.md`` in any of them.
        """
        pieces = self._stored.arrow_parts() if self._stored else cut_tables(self.tables, self._texts)
        save_pieces(folder, pieces, self.tables["actors"], format)

    def to_duckdb(self, file: str | os.PathLike[str]) -> None:
        """Write all tables and ``sources`` into one DuckDB database, each column with its meaning.

        Raises
        ------
        R2PDataError
            if ``file`` is there already, or DuckDB is not installed.
        """
        write_database(self._database, Path(file).expanduser(), self._stored.locations if self._stored else None)

    def _place(self, row: Row | pd.DataFrame) -> Row:
        if isinstance(row, pd.DataFrame):
            if len(row) != 1:
                raise R2PDataError(f"a passage is of one row, not of {len(row)}; choose one, with .iloc[0]")
            row = row.iloc[0]
        if is_stated(row, "doc_id"):
            return row
        named = self._find("mentions", "actor_id", row["actor_id"]) if "actor_id" in row else None
        if named is None or named.empty:
            raise R2PDataError("this row names no place; give a row of one of the tables of the corpus")
        return named.iloc[0]

    def _paragraph(self, place: Row) -> pd.Series:
        if is_stated(place, "paragraph_id"):
            return self._paragraph_of(place["paragraph_id"], place["doc_id"])
        mine = self._find("paragraphs", "doc_id", place["doc_id"])
        at = int(place["raw_start"]) if is_stated(place, "raw_start") else 0
        inside = [any(s <= at <= e for s, e in spans) for spans in mine["spans"]]
        return (mine[inside] if any(inside) else mine).iloc[0]

    def _paragraph_of(self, paragraph_id: str, doc_id: str) -> pd.Series:
        if self._stored is None:
            return self._paragraphs.loc[[paragraph_id]].iloc[0]
        return self._stored.select("paragraphs", tests={"paragraph_id": [paragraph_id], "doc_id": [doc_id]}).iloc[0]

    def _find(self, name: str, key: str, value: str) -> pd.DataFrame:
        """The rows of a table whose ``key`` is ``value``."""
        if self._stored is None:
            table = self.tables[name]
            return table[table[key] == value]
        return self._stored.select(name, tests={key: [value]})

    def _printed(self, place: Row, paragraph: pd.Series) -> Passage:
        source = self.source(paragraph["doc_id"])
        first, last = int(paragraph["raw_start"]), int(paragraph["raw_end"])
        marked = "surface" in place or "before" in place
        start, end = (int(place["raw_start"]), int(place["raw_end"])) if marked else (first, first)
        return Passage(source[first:last], start - first, end - first, self.cite(paragraph), as_printed=True)

    @cached_property
    def _paragraphs(self) -> pd.DataFrame:
        return self.tables["paragraphs"].set_index("paragraph_id", drop=False)

    @cached_property
    def _database(self) -> DuckDBPyConnection:
        if self._stored:
            return self._stored.connection
        made = connect()
        show_tables(made, {name: to_arrow(name, self.tables[name]) for name in TABLES})
        made.register("sources", arrow_texts(self._texts))
        return made


def open_corpus(folder: str | os.PathLike[str]) -> Corpus:
    """Open a corpus that ``Corpus.save`` or ``r2p-data parse`` wrote as Parquet.

    It opens at once, at any size: a table is read when it is first asked for by its name, and
    ``read``, ``sql``, ``passage`` and ``source`` take no more out of the files than they need.

    Parameters
    ----------
    folder
        a path, or an address such as ``"s3://bucket/corpus"``.

    Raises
    ------
    R2PDataError
        if ``folder`` holds no corpus, one saved as CSV or JSON Lines, or one that a newer
        version saved; later, if a file is missing or was changed.
    """
    tables, texts, stored = open_stored(folder)
    return Corpus(tables, texts, stored=stored)
