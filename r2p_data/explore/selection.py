"""What a filter lets through: one value that says what is asked, one place that answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.folding import fold

RowKind = Literal["figures", "mentions", "paragraphs"]
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)
# The column that tells rows of one kind apart, for charts.
CATEGORY = {"figures": "kind", "mentions": "type", "paragraphs": "kind"}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a kind of row, a document or all, words that the paragraph must hold."""

    rows: RowKind = "figures"
    doc_id: str | None = None
    text: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The query as a plain dictionary, to be saved or printed."""
        return asdict(self)


def select(corpus: Corpus, query: Query) -> pd.DataFrame:
    """The rows that ``query`` asks for, furniture left out, in document order.

    Words are found whatever their accents and case (« l'etat » finds « l’État »).
    Mentions come with the name and type of their actor.
    """
    paragraphs = corpus.paragraphs[corpus.paragraphs["kind"] != "furniture"]
    if query.doc_id:
        paragraphs = paragraphs[paragraphs["doc_id"] == query.doc_id]
    wanted = fold(query.text.strip())
    if wanted:
        paragraphs = paragraphs[paragraphs["text"].map(fold).str.contains(wanted, regex=False)]
    if query.rows == "paragraphs":
        return paragraphs
    table = corpus.tables[query.rows]
    found = table[table["paragraph_id"].isin(paragraphs["paragraph_id"])]
    if query.rows == "mentions":
        return found.merge(corpus.actors[["actor_id", "name_fr", "type"]], on="actor_id", how="left")
    return found


def summarise(corpus: Corpus, query: Query, selection: pd.DataFrame) -> str:
    """One sentence that says what is shown: « 14 figures in 9 of 240 paragraphs, 2 documents »."""
    paragraphs = corpus.paragraphs[corpus.paragraphs["kind"] != "furniture"]
    places = selection["paragraph_id"].nunique()
    documents = selection["doc_id"].nunique()
    counted = _plural(len(selection), query.rows[:-1])
    where = f"{places} of {len(paragraphs)} paragraphs, " if query.rows != "paragraphs" else ""
    holding = f", holding « {query.text.strip()} »" if query.text.strip() else ""
    return f"{counted} in {where}{_plural(documents, 'document')}{holding}"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
