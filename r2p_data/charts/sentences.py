"""The sentence behind a mark, for people who point at it."""

from __future__ import annotations

import re
from html import escape
from textwrap import wrap

import pandas as pd

from r2p_data.charts.style import document_names

# « … de Kigali. Les États », « … d’agir. » « Le Conseil »; not « M. Adams », « S. Power ».
_SENTENCE_END = re.compile(r"(?<![A-ZÀ-Þ])(?<!\bMM)[.!?…][\u00a0\u202f ]?»?\s+(?=[«A-ZÀ-Þ0-9])")
_ENDS = ".!?…»"
_LINE = 76
_AROUND = 240
# Private characters that hold the place of the tags while lines are broken and escaped.
_OPEN, _CLOSE = "\ue000", "\ue001"


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``text[start:end]``, or the words near it where the sentence is long.

    >>> text = "Il neige. M. Adams a compté 10 des 16 missions. Il part."
    >>> text[slice(*sentence_span(text, 28, 37))]
    'M. Adams a compté 10 des 16 missions.'
    """
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    # One character more, for the capital that the pattern looks at.
    before = [match.end() for match in _SENTENCE_END.finditer(text, first, start + 1)]
    after = _SENTENCE_END.search(text, end, last)
    left = before[-1] if before else _whole_word(text, first, start)
    right = after.end() if after else max(end, text.rfind(" ", end, last) if last < len(text) else last)
    return left, left + len(text[left:right].rstrip())


def _whole_word(text: str, first: int, start: int) -> int:
    """Where the first whole word begins, from ``first`` on."""
    blank = text.find(" ", first, start) if first else -1
    return blank + 1 if blank >= 0 else first


def mark_sentence(text: str, start: int, end: int) -> str:
    """The sentence as HTML for plotly, broken into lines, escaped, its words in question in bold.

    >>> mark_sentence("Les 28 <pays> signent.", 4, 6)
    'Les <b>28</b> &lt;pays&gt; signent.'
    """
    text = text.replace(_OPEN, " ").replace(_CLOSE, " ")
    left, right = sentence_span(text, start, end)
    said = text[left:start] + _OPEN + text[start:end] + _CLOSE + text[end:right]
    before, after = text[:left].rstrip(), text[right:].lstrip()
    said = ("… " if before and before[-1] not in _ENDS else "") + said
    said += " …" if after and text[right - 1] not in _ENDS else ""
    lines = wrap(said, _LINE, break_long_words=True, break_on_hyphens=False)
    shown = "<br>".join(escape(line, quote=False) for line in lines)
    return shown.replace(_OPEN, "<b>").replace(_CLOSE, "</b>")


def hover_texts(rows: pd.DataFrame, paragraphs: pd.DataFrame, documents: pd.DataFrame) -> list[str]:
    """For each row of a stand-off table its sentence, with the document and the number of the paragraph under it."""
    known = paragraphs.set_index("paragraph_id")[["text", "kind", "number"]]
    # the stubs of pandas know the keys of to_dict only as Hashable
    texts: dict[str, str] = known["text"].to_dict()  # type: ignore[assignment]
    names = document_names(documents)
    return [
        f"{mark_sentence(texts[row['paragraph_id']], row['start'], row['end'])}"
        f"<br><i>{names[row['doc_id']]}{_place(known.loc[row['paragraph_id']])}</i>"
        for row in rows.to_dict("records")
    ]


def _place(paragraph: pd.Series) -> str:
    numbered = paragraph["kind"] == "paragraph" and not pd.isna(paragraph["number"])
    return f", par. {escape(str(paragraph['number']), quote=False)}" if numbered else ""
