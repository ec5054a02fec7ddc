"""The codebook: every table and column, its type, its unit and its meaning, stated once.

Tables are built, checked, stored and documented from these rows and from nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from r2p_data import records

Kind = Literal["str", "int", "int or NA", "float", "bool", "date", "list", "spans"]

# pandas types; lists of strings and of spans are Python objects.
DTYPES: Mapping[Kind, str] = {
    "str": "str",
    "int": "int64",
    "int or NA": "Int64",
    "float": "float64",
    "bool": "bool",
    "date": "datetime64[us]",
    "list": "object",
    "spans": "object",
}


class Column(NamedTuple):
    """One column: ``values`` lists in full what a categorical column may hold."""

    name: str
    kind: Kind
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] = ()


GENRES = ("press_article", "presidential_statement", "resolution", "report", "web_page", "other")
ACTOR_TYPES = (
    "state", "un_body", "un_mission", "mission", "organisation", "court", "ngo", "armed_group",
    "national_body", "diplomatic_mission", "person", "office",
)  # fmt: skip


def _standoff(row: str, place: Kind = "int", surface: str = "") -> tuple[Column, ...]:
    return (
        Column(f"{row}_id", "str", "identifier of the row"),
        Column("doc_id", "str", "document"),
        Column("paragraph_id", "str", "paragraph"),
        Column("start", place, "first character in the paragraph's text", "characters"),
        Column("end", place, "character after the last in the paragraph's text", "characters"),
        Column("surface", "str", f"the words themselves: text[start:end]{surface}"),
        Column("raw_start", "int", "first character in the source", "characters"),
        Column("raw_end", "int", "character after the last in the source", "characters"),
    )


TABLES: Mapping[str, tuple[Column, ...]] = {
    "documents": (
        Column("doc_id", "str", "file stem; relative path where stems collide"),
        Column("path", "str", "where the file was read"),
        Column("title", "str", "title as the document states it"),
        Column("genre", "str", "kind of document, by rule", values=GENRES),
        Column("language", "str", "language of the text, ISO 639-1"),
        Column("symbol", "str", "the document's own symbol, as cited"),
        Column("symbols", "list", "its symbols, one by one"),
        Column("issuer", "str", "who issues it, as it states"),
        Column("date", "date", "its own date, as it states"),
        Column("media_type", "str", "kind of file"),
        Column("encoding", "str", "encoding that the bytes were read by"),
        Column("sha256", "str", "hash of the bytes of the file"),
        Column("n_characters", "int", "length of the decoded text", "characters"),
        Column("n_paragraphs", "int", "blocks that are not page furniture", "blocks"),
        Column("n_words", "int", "words of those blocks", "words"),
    ),
    "paragraphs": (
        Column("paragraph_id", "str", "identifier of the paragraph"),
        Column("doc_id", "str", "document"),
        Column("position", "int", "place in reading order, from 1"),
        Column("page", "int or NA", "page of its first character, from 1; missing where the file has no pages"),
        Column("kind", "str", "kind of block", values=get_args(records.BlockKind)),
        Column("number", "str", "number as printed, without dot or bracket"),
        Column("level", "int or NA", "depth of a heading, 1 at the top"),
        Column("table_number", "int or NA", "table of the document that a cell belongs to, from 1"),
        Column("table_row", "int or NA", "row of a table cell, from 1; missing where the text does not tell it"),
        Column("table_column", "int or NA", "column of a table cell, from 1; missing where the text does not tell it"),
        Column("section", "str", "path of headings, joined by ' › '"),
        Column("parent_id", "str", "what introduces a list item or calls a footnote"),
        Column("notes", "list", "paragraph_id of each footnote called"),
        Column("text", "str", "repaired text, without number and footnote calls"),
        Column("raw_start", "int", "first character in the source", "characters"),
        Column("raw_end", "int", "character after the last in the source", "characters"),
        Column("spans", "spans", "[start, end) pairs in the source, in order", "characters"),
        Column("n_words", "int", "words of the text", "words"),
    ),
    "actors": (
        Column("actor_id", "str", "identifier of the actor"),
        Column("name_fr", "str", "French name"),
        Column("name_en", "str", "English name"),
        Column("acronym", "str", "acronym"),
        Column("type", "str", "kind of actor", values=ACTOR_TYPES),
        Column("iso3", "str", "ISO 3166-1 alpha-3 code of a state"),
        Column("n_mentions", "int", "mentions, adjectives left out", "mentions"),
        Column("n_documents", "int", "documents with such a mention", "documents"),
        Column("origin", "str", "where the name is known from", values=("lexicon", "document", "suggested")),
    ),
    "mentions": (
        *_standoff("mention"),
        Column("actor_id", "str", "who is named"),
        Column("form", "str", "how", values=get_args(records.MentionForm)),
        Column("nested", "bool", "stands inside the longer name of another actor"),
    ),
    "figures": (
        *_standoff("figure"),
        Column("kind", "str", "what kind of number", values=get_args(records.FigureKind)),
        Column("value", "float", "the number; money in units; the part of a ratio; the start of a range or change"),
        Column("value2", "float", "the whole of a ratio; the end of a range or change"),
        Column("form", "str", "one number, or two that belong together", values=get_args(records.FigureForm)),
        Column("unit", "str", "ISO 4217 code, 'percent', or the unit of a measure or duration"),
        Column("qualifier", "str", "« plus de », « près de », as printed"),
        Column("bound", "str", "what the qualifier makes of the value", values=get_args(records.Bound)),
        Column("subject", "str", "what is counted, as printed"),
        Column("period", "str", "the time that the number covers, as printed"),
        Column("attribution", "str", "actor_id of who states it, where the sentence says so"),
    ),
    "dates": (
        *_standoff("date"),
        Column("date_from", "date", "first day; missing where the bound is open"),
        Column("date_to", "date", "last day; missing where the bound is open"),
        Column("precision", "str", "how exactly it is stated", values=get_args(records.Precision)),
        Column("inferred", "bool", "a part was taken from the document's stated period"),
    ),
    "references": (
        *_standoff("reference"),
        Column("symbol", "str", "symbol in normal form: S/RES/1325(2000)"),
        Column("type", "str", "what is cited", values=get_args(records.ReferenceType)),
        Column("body", "str", "body that issued it"),
        Column("year", "int or NA", "year that the citation states", "year"),
        Column("pinpoint", "str", "the place in it: « par. 21 »"),
        Column("url", "str", "address on the UN document site, by rule"),
    ),
    "offices": (
        *_standoff("office"),
        Column("person", "str", "actor_id of the person"),
        Column("office", "str", "actor_id of the office held"),
        Column("source", "str", "what shows it", values=("apposition", "table")),
        Column("inferred", "bool", "the link takes two sentences"),
    ),
    "refused": (
        *_standoff("refused", "int or NA", "; where the text does not hold them, as the source prints them"),
        Column("reason", "str", "the rule that refused to read a figure"),
    ),
    "repairs": (
        Column("repair_id", "str", "identifier of the row"),
        Column("doc_id", "str", "document"),
        Column("raw_start", "int", "first character in the source", "characters"),
        Column("raw_end", "int", "character after the last in the source", "characters"),
        Column("before", "str", "what stands in the source"),
        Column("after", "str", "what stands in the clean text"),
        Column("rule", "str", "the rule that changed it"),
    ),
    "problems": (
        Column("problem_id", "str", "identifier of the row"),
        Column("doc_id", "str", "document; missing for a file that could not be read"),
        Column("path", "str", "where the file was found"),
        Column("raw_start", "int or NA", "first character in the source", "characters"),
        Column("raw_end", "int or NA", "character after the last in the source", "characters"),
        Column("where", "str", "the words at that place"),
        Column("what", "str", "what a reader should look at; why a file could not be read"),
    ),
}

# Texts that may be empty without being missing: a repair may insert or delete.
MAY_BE_EMPTY = frozenset({("repairs", "before"), ("repairs", "after"), ("paragraphs", "text"), ("problems", "where")})

# The texts that a saved corpus keeps beside its tables.
SOURCES = (Column("doc_id", "str", "document"), Column("text", "str", "text of the file as decoded"))
STORED: Mapping[str, tuple[Column, ...]] = {**TABLES, "sources": SOURCES}

MEANINGS: Mapping[str, str] = {
    "documents": "One row a document: what it states of itself.",
    "paragraphs": "One row a block of a document, in reading order.",
    "actors": "One row an actor that any document names.",
    "mentions": "One row a place that names an actor.",
    "figures": "One row a number that quantifies something.",
    "dates": "One row a calendar expression.",
    "references": "One row a document cited.",
    "offices": "One row a person shown to hold an office.",
    "refused": "One row a number that no rule could read for certain, with the reason.",
    "repairs": "One row a change from the source to the clean text.",
    "problems": "One row a thing that a reader should look at, and one a file that could not be read.",
    "sources": "One row a document: its text as decoded, into which raw_start, raw_end and spans point.",
}
TYPE_NAMES: Mapping[Kind, str] = {
    "str": "text",
    "int": "whole number",
    "int or NA": "whole number",
    "float": "number",
    "bool": "true or false",
    "date": "date",
    "list": "list of texts",
    "spans": "list of pairs of whole numbers",
}


def say_rows(number: int, table: str) -> str:
    """A number of rows of a table, in words.

    >>> say_rows(1, "documents"), say_rows(12, "figures")
    ('1 document', '12 figures')
    """
    return f"{number} {table.removesuffix('s') if number == 1 else table}"


def write_page() -> str:
    """The codebook as a page of Markdown: every table and column, its type, unit, meaning and values."""
    head = (
        "# Codebook\n\nTables of French UN documents, made by r2p_data. What is missing is empty (NA). Offsets count\n"
        "Unicode characters from 0; `start` and `end` point into `paragraphs.text`, `raw_start` and `raw_end`\n"
        "into `sources.text`, and the character at the end is not included.\n"
    )
    return "\n".join([head, *(_describe_table(name, columns) for name, columns in STORED.items())])


def _describe_table(name: str, columns: tuple[Column, ...]) -> str:
    rows = [f"| `{c.name}` | {TYPE_NAMES[c.kind]} | {c.unit or ''} | {_meaning(c)} |" for c in columns]
    head = "| column | type | unit | meaning |\n|---|---|---|---|"
    return "\n".join([f"## {name}\n\n{MEANINGS[name]}\n\n{head}", *rows, ""])


def _meaning(column: Column) -> str:
    values = f"; one of {', '.join(f'`{value}`' for value in column.values)}" if column.values else ""
    return column.meaning.replace("|", "\\|") + values
