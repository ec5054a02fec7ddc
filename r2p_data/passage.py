"""Passages and citations: from any row back to the words, and to how one cites them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

_OPEN, _CLOSE = "⟦", "⟧"


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
        before, marked, after = self._parts()
        shown = f"{before}{_OPEN}{marked}{_CLOSE}{after}" if marked else before + after
        return f"{shown}\n— {self.citation}"

    def __repr__(self) -> str:
        return f"Passage({self.citation})"

    def _repr_html_(self) -> str:
        before, marked, after = (escape(part) for part in self._parts())
        space = "pre-wrap" if self.as_printed else "normal"
        highlight = f'<mark style="background:#ffe08a;color:#1a1a1a;padding:0 .1em">{marked}</mark>' if marked else ""
        return (
            '<blockquote style="margin:.5em 0;padding:.2em 1em;border-left:3px solid #8a8a8a;max-width:46em">'
            f'<span style="white-space:{space}">{before}{highlight}{after}</span>'
            f'<footer style="opacity:.75;font-size:.9em;margin-top:.4em">— {escape(self.citation)}</footer>'
            "</blockquote>"
        )

    def _parts(self) -> tuple[str, str, str]:
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]


def cite(
    source: str,
    kind: str | None = None,
    number: str | None = None,
    parent: str | None = None,
    position: int | None = None,
) -> str:
    """A citation in the UN form, or the place in reading order where nothing is numbered.

    >>> cite("A/68/947-S/2014/449", "paragraph", "24", position=81)
    'A/68/947-S/2014/449, par. 24'
    >>> cite("A/68/947-S/2014/449", "footnote", "3", position=11)
    'A/68/947-S/2014/449, note 3'
    >>> cite("article", "paragraph", position=2)
    'article, ¶ 2'
    """
    if kind == "paragraph" and number:
        return f"{source}, par. {number}"
    if kind == "footnote" and number:
        return f"{source}, note {number}"
    if kind == "list_item" and parent and number and number.isalnum():
        return f"{source}, par. {parent} {number})"
    if kind == "title":
        return f"{source}, titre"
    return f"{source}, ¶ {position}" if position else source
