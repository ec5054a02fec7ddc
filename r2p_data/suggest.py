"""Suggesting actors that the rules do not know: candidates for a lexicon row, nothing more.

spaCy's French model reads the paragraphs and names what it takes for persons and
organisations. Suggestions never enter the tables of a corpus, nor any chart: a reader looks
at them and adds the row that is right. Needs ``pip install 'r2p-data[ner]'``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.errors import R2PDataError
from r2p_data.folding import fold

MODEL = "fr_core_news_md"
COLUMNS = ("name", "type", "n_mentions", "n_documents", "doc_id", "paragraph_id", "start", "end", "surface", "origin")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TYPES = {"PER": "person", "ORG": "organisation"}


@cache
def _recogniser() -> Any:
    try:
        import spacy

        return spacy.load(MODEL, enable=["ner"])
    except (ImportError, OSError) as error:
        raise R2PDataError(f"suggestions need spaCy and {MODEL}; run: pip install 'r2p-data[ner]'") from error


def suggest_actors(corpus: Corpus) -> pd.DataFrame:
    """Names that spaCy finds where the rules found no actor, the most frequent first.

    Returns
    -------
    pandas.DataFrame
        one row a name, with the columns of ``COLUMNS``: how often it stands, and its first
        place, so that ``corpus.passage(row)`` shows it; ``origin`` is ``suggested``.

    Raises
    ------
    R2PDataError
        if spaCy or its French model is not installed.
    """
    found = pd.DataFrame(_unknown(corpus), columns=["type", "doc_id", "paragraph_id", "start", "end", "surface"])
    found["key"] = found["surface"].map(fold)
    names = found.groupby("key", sort=False)
    first = names.first().assign(n_mentions=names.size(), n_documents=names["doc_id"].nunique(), origin="suggested")
    ranked = first.assign(name=first["surface"]).sort_values("n_mentions", ascending=False, kind="stable")
    return ranked.reset_index(drop=True)[list(COLUMNS)]


def _unknown(corpus: Corpus) -> Iterator[tuple[str, str, str, int, int, str]]:
    """Entities in prose that overlap no mention and no reference, and hold a word."""
    body = corpus.paragraphs[corpus.paragraphs["kind"].isin(["paragraph", "list_item", "footnote", "table_cell"])]
    known_rows = pd.concat([corpus.mentions, corpus.references])[["paragraph_id", "start", "end"]]
    taken = known_rows.groupby("paragraph_id")[["start", "end"]].apply(lambda rows: rows.values.tolist()).to_dict()
    texts = _recogniser().pipe(body["text"])
    for doc_id, paragraph_id, read in zip(body["doc_id"], body["paragraph_id"], texts, strict=True):
        for entity in read.ents:
            start, end = entity.start_char, entity.end_char
            known = any(s < end and start < e for s, e in taken.get(paragraph_id, []))
            if entity.label_ in _TYPES and not known and _WORD.search(entity.text):
                yield _TYPES[entity.label_], doc_id, paragraph_id, start, end, entity.text
