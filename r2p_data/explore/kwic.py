"""A concordance as one reads it: the words in one column, what stands around them on either side."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape, unescape
from typing import Any

import pandas as pd

from r2p_data.charts.style import document_names
from r2p_data.corpus import Corpus

_NAME = 24
_STYLE = (
    "<style>.r2p-kwic td {padding: 1px 0; white-space: pre; font-size: 13px; line-height: 1.5; border: 0;}"
    " .r2p-kwic td.left {text-align: right;} .r2p-kwic td.right {text-align: left;}"
    " .r2p-kwic td.cited {text-align: left; opacity: .75; padding-left: 18px;}"
    " .r2p-kwic mark {color: inherit; font-weight: 700; background: rgba(86,180,233,.3);}</style>"
)


class Kwic:
    """A concordance with its words aligned; renders in Jupyter, ``str()`` in a terminal.

    Parameters
    ----------
    corpus
        the corpus that was searched, for the citations.
    found
        what ``corpus.concordance`` gave, or some of its rows.
    width
        characters shown on either side, as far as ``found`` holds them.
    """

    def __init__(self, corpus: Corpus, found: pd.DataFrame, width: int = 40) -> None:
        names = {doc_id: unescape(name) for doc_id, name in document_names(corpus.documents).items()}
        self.lines = [
            (cut_left(row["left"], width), row["keyword"], cut_right(row["right"], width), _cite(corpus, names, row))
            for row in found.to_dict("records")
        ]

    def __repr__(self) -> str:
        left = max((len(line[0]) for line in self.lines), default=0)
        right = max((len(line[1] + line[2]) for line in self.lines), default=0)
        shown = (f"{a:>{left}}{word + b:<{right}}  {cited}" for a, word, b, cited in self.lines)
        return "\n".join(shown) or "(nothing found)"

    def _repr_html_(self) -> str:
        if not self.lines:
            return "<i>Nothing found: try a shorter word, or one with * for any ending.</i>"
        rows = "".join(
            f'<tr><td class="left">{escape(left)}</td><td class="right"><mark>{escape(word)}</mark>{escape(right)}</td>'
            f'<td class="cited">{escape(cited)}</td></tr>'
            for left, word, right, cited in self.lines
        )
        return f'{_STYLE}<div style="overflow-x:auto"><table class="r2p-kwic">{rows}</table></div>'


def cut_left(text: str, width: int) -> str:
    """The last whole words of ``text`` that fit.

    >>> cut_left("pour aider les", 9)
    '…aider les'
    """
    if len(text) <= width:
        return text
    _, _, whole = text[-width - 1 :].partition(" ")
    return "…" + (whole or text[-width:])


def cut_right(text: str, width: int) -> str:
    """The first whole words of ``text`` that fit.

    >>> cut_right("des droits de l’homme", 12)
    'des droits…'
    """
    if len(text) <= width:
        return text
    whole, _, _ = text[: width + 1].rpartition(" ")
    return (whole or text[:width]) + "…"


def _cite(corpus: Corpus, names: Mapping[str, str], row: Mapping[Hashable, Any]) -> str:
    name = names[row["doc_id"]]
    return f"{cut_right(name, _NAME)}, {corpus.locate(row)}"
