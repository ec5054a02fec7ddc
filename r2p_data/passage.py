"""Passages and citations: from any row back to the words, and to how one cites them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

_OPEN, _CLOSE = "⟦", "⟧"
Row = pd.Series | Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with one span marked; renders in Jupyter, ``str()`` in a terminal.

    >>> print(Passage("fiers de se joindre aux 28 pays", 24, 26, "article, ¶ 2"))
    fiers de se joindre aux ⟦28⟧ pays
    — article, ¶ 2
    """

    text: str
    start: int
    end: int
    citation: str
    as_printed: bool = False

    def __str__(self) -> str:
        before, marked, after = self.parts()
        shown = f"{before}{_OPEN}{marked}{_CLOSE}{after}" if marked else before + after
        return f"{shown}\n— {self.citation}"

    def __repr__(self) -> str:
        return f"Passage({self.citation})"

    def _repr_html_(self) -> str:
        before, marked, after = (escape(part) for part in self.parts())
        space = "pre-wrap" if self.as_printed else "normal"
        highlight = f'<mark style="background:#ffe08a;color:#1a1a1a;padding:0 .1em">{marked}</mark>' if marked else ""
        return (
            '<blockquote style="margin:.5em 0;padding:.2em 1em;border-left:3px solid #8a8a8a;max-width:46em">'
            f'<span style="white-space:{space}">{before}{highlight}{after}</span>'
            f'<footer style="opacity:.75;font-size:.9em;margin-top:.4em">— {escape(self.citation)}</footer>'
            "</blockquote>"
        )

    def parts(self) -> tuple[str, str, str]:
        """The words before the mark, the marked words, and those after."""
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]


# A title longer than this is cited by its beginning.
_TITLE = 90


def name_place(kind: str, number: str | None = None, parent: str | None = None, position: int | None = None) -> str:
    """A place in a document as one cites it; its place in reading order where nothing is numbered.

    >>> name_place("paragraph", "24"), name_place("footnote", "3"), name_place("list_item", "a", "32")
    ('par. 24', 'note 3', 'par. 32 a)')
    >>> name_place("paragraph", position=2)
    '¶ 2'
    """
    if kind == "paragraph" and number:
        return f"par. {number}"
    if kind == "footnote" and number:
        return f"note {number}"
    if kind == "list_item" and parent and number and number.isalnum():
        return f"par. {parent} {number})"
    return "titre" if kind == "title" else f"¶ {position}"


def shorten_title(title: str) -> str:
    """A title as a citation gives it: whole, or its beginning where it is long.

    >>> shorten_title("Opérations de paix")
    'Opérations de paix'
    """
    return title if len(title) <= _TITLE else title[:_TITLE].rsplit(" ", 1)[0] + "…"


def is_stated(row: Row, key: str) -> bool:
    """Whether a row has a column and a value in it.

    >>> is_stated({"number": "24"}, "number"), is_stated({"number": None}, "number"), is_stated({}, "number")
    (True, False, False)
    """
    return key in row and not pd.isna(row[key])


def text_of(row: Row, key: str) -> str | None:
    """What stands in a column of a row, as text.

    >>> text_of({"number": "24"}, "number"), text_of({}, "number")
    ('24', None)
    """
    return str(row[key]) if is_stated(row, key) else None
