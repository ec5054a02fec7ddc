"""Ten sentences, cut into words, with who marked which of them: the material of lesson 5."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.errors import R2PDataError

_FILE = Path(__file__).parent / "ten_sentences.json"
_WORD = re.compile(r"\w+(?:[-‑]\w+)*")  # « Pays-Bas », « l », « ONU »


class Sentence(NamedTuple):
    """A sentence with its words and the phrases that each annotator marked."""

    text: str
    words: tuple[tuple[int, int], ...]
    phrases: dict[str, tuple[str, ...]]


def split_words(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a sentence begin and end; an elided article is a word of its own.

    >>> [text[a:b] for text in ["appui de l’ONU"] for a, b in split_words(text)]
    ['appui', 'de', 'l', 'ONU']
    """
    return tuple(match.span() for match in _WORD.finditer(text))


@cache
def read_sentences() -> tuple[Sentence, ...]:
    """The ten sentences that are shipped with the lesson."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))["sentences"]
    who = ("gold", "partner", "example")
    return tuple(
        Sentence(row["text"], split_words(row["text"]), {name: tuple(row[name]) for name in who}) for row in rows
    )


def mark_phrases(text: str, phrases: Sequence[str]) -> list[int]:
    """1 for each word of ``text`` inside one of the phrases, which follow each other; else 0.

    >>> mark_phrases("appui de l’ONU au Mali", ["ONU", "Mali"])
    [0, 0, 0, 1, 0, 1]
    """
    spans, at = [], 0
    for phrase in phrases:
        start = text.index(phrase, at)
        at = start + len(phrase)
        spans.append((start, at))
    return mark_spans(text, spans)


def mark_spans(text: str, spans: Collection[tuple[int, int]]) -> list[int]:
    """1 for each word of ``text`` inside one of the spans, else 0."""
    return [int(any(start <= a and b <= end for start, end in spans)) for a, b in split_words(text)]


def mark_capitals(text: str) -> list[int]:
    """What a naive rule marks: each word with a capital, the first of the sentence left out.

    >>> mark_capitals("Le Conseil soutient le Mali")
    [0, 1, 0, 0, 1]
    """
    return [int(i > 0 and text[a].isupper()) for i, (a, _) in enumerate(split_words(text))]


def mark_by_machine(corpus: Corpus, text: str) -> list[int]:
    """What the package marks: the words of mentions in the corpus, adjectives left out.

    Raises
    ------
    R2PDataError
        if the corpus does not hold the sentence.
    """
    holding = corpus.paragraphs[corpus.paragraphs["text"].str.contains(text, regex=False)]
    if holding.empty:
        raise R2PDataError(f"the corpus does not hold the sentence « {text[:60]}… »")
    paragraph = holding.iloc[0]
    at = paragraph["text"].index(text)
    mine = corpus.mentions[corpus.mentions["paragraph_id"] == paragraph["paragraph_id"]]
    named = mine[mine["form"] != "adjective"]
    return mark_spans(text, [(int(s) - at, int(e) - at) for s, e in zip(named["start"], named["end"], strict=True)])


def list_words(corpus: Corpus, marks: Collection[Sequence[int]] = ()) -> pd.DataFrame:
    """Every word of the ten sentences, with 1 where an annotator marked it and 0 where not.

    Parameters
    ----------
    corpus
        the corpus of the lesson, for the column ``machine``.
    marks
        your own marks, as pairs of sentence and word, both from 1; the column ``me``.

    Returns
    -------
    pandas.DataFrame
        ``sentence`` (from 1), ``word``, then ``me``, ``partner``, ``gold``, ``naive``, ``machine``.
    """
    chosen = {(int(sentence), int(word)) for sentence, word in marks}
    return pd.DataFrame([row for i in range(len(read_sentences())) for row in _rows(corpus, i, chosen)])


def _rows(corpus: Corpus, i: int, chosen: Collection[tuple[int, int]]) -> Iterator[dict[str, object]]:
    sentence = read_sentences()[i]
    columns = {
        "partner": mark_phrases(sentence.text, sentence.phrases["partner"]),
        "gold": mark_phrases(sentence.text, sentence.phrases["gold"]),
        "naive": mark_capitals(sentence.text),
        "machine": mark_by_machine(corpus, sentence.text),
    }
    for j, (start, end) in enumerate(sentence.words):
        marked = {name: values[j] for name, values in columns.items()}
        mine = int((i + 1, j + 1) in chosen)
        yield {"sentence": i + 1, "word": sentence.text[start:end], "me": mine, **marked}


def score_words(words: pd.DataFrame, annotators: Sequence[str]) -> pd.DataFrame:
    """Precision and recall of annotators against the column ``gold``; missing where nothing is marked."""
    rows = {}
    for name in annotators:
        both, marked, right = (words[name] & words["gold"]).sum(), words[name].sum(), words["gold"].sum()
        rows[name] = {"precision": both / marked if marked else float("nan"), "recall": both / right}
    return pd.DataFrame.from_dict(rows, orient="index")
