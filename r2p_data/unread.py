"""The digits of a source that never reach a clean text, each with the reason.

The annotators explain the digits that they see: those of the clean text. The others are the
printed numbers of paragraphs, notes and lists, the calls of footnotes, the furniture of the
page, and the digits that a scanner made of letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from r2p_data.records import Block, CleanText, Edit, Paragraph, Span, Unread

__all__ = ["UNREAD_REASONS", "explain_raw"]

UNREAD_REASONS = {
    "paragraph number": "« 24. » before the text of a paragraph",
    "heading number": "« 1. » or a damaged « I1. » before a heading",
    "list label": "« 2) » before an item",
    "footnote number": "« 3 » before the text of a note",
    "footnote call": "« la paix³ »",
    "page number": "« 9/25 », « - 3 - » alone on its line",
    "job number": "« 14-57339 (F) 150714 » at the foot of a page",
    "document symbol": "« A/68/947 » at the head of a page",
    "web address": "« http://undocs.org/fr/A/63/677 » in a list of links",
    "page furniture": "« Original : 3 mai 2016 », « © 2014 » around the text",
    "OCR letter": "« 1’Union », « 11 a insisté »: a letter that was read as a digit",
    "repaired": "a digit that a repair took out without putting a letter in its place",
}
_LABELS = {"heading": "heading number", "title": "heading number", "paragraph": "paragraph number"}
_LABELS |= {"footnote": "footnote number"}

# « 12 », « ³ », « ₂ », « ① »: what str.isdigit calls a digit, in one class.
_DIGITS = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒]+")
# « ](http://undocs.org/A/63/677) »: the marks that a reader takes out of Markdown.
_MARKED = "markdown"
_CHUNK = re.compile(r"\S+")
_LINK = re.compile(r"://|www\.")
# « A/68/947 », « S/RES/2284 »
_SYMBOL = re.compile(r"[A-Z][\w.]{0,9}/\S*\d")
# « 14-57339 », « GE.14-57339* », « *2111479* », « N0059471 », « n0059471f.doc »
_JOB = re.compile(r"(?:[A-Z]{1,2}\.?)?\d\d-\d{5}\b|\*\d{6,8}\*|\b[A-Za-z]?\d{7,8}(?:[A-Za-z]?\.doc)?\b")
# « 9/25 », « 3 »
_PAGE = re.compile(r"\d{1,4}(?:/\d{1,4})?")
_PAGE_WORDS = re.compile(r"(?i:page|p\.|sur|de|/)|[\d\s/–—|-]")


def explain_raw(text: str, paragraphs: Sequence[Paragraph], edits: Sequence[Edit]) -> list[Unread]:
    """The digits of ``text`` that stand in no clean text, with the reason, in order of paragraphs.

    Parameters
    ----------
    text
        the source as decoded.
    paragraphs
        all blocks of the document, furniture too.
    edits
        the log of repairs, in raw order.

    >>> from array import array
    >>> from r2p_data.records import Block, CleanText
    >>> block = Block("paragraph", (Span(0, 14),), number="7", label=Span(0, 2))
    >>> clean = CleanText("l’Union a dit", array("q", range(3, 16)), array("q", range(4, 17)))
    >>> paragraph = Paragraph("d:1", block, clean)
    >>> explain_raw("7. 1’Union a dit", [paragraph], [Edit(3, 5, "1’", "l’", "elision_1")])
    [Unread(start=0, end=2, paragraph=0, reason='paragraph number'),
     Unread(start=3, end=4, paragraph=0, reason='OCR letter')]
    """
    changed = [edit for edit in edits if not edit.before.isspace()]  # most join lines
    of_digits = [edit for edit in changed if _holds_digit(edit.before)]
    unread: list[Unread] = []
    for index, paragraph in enumerate(paragraphs):
        found = _furniture if paragraph.block.kind == "furniture" else _unread
        unread += [Unread(*span, index, reason) for span, reason in found(text, paragraph, of_digits)]
    return unread


def _holds_digit(text: str) -> bool:
    return not text.isalpha() and _DIGITS.search(text) is not None


def _unread(text: str, paragraph: Paragraph, of_digits: Sequence[Edit]) -> list[tuple[Span, str]]:
    """The digits that were taken out of a block: with its label, with its calls, by repairs."""
    apart = [(span, reason) for span, reason in _set_apart(text, paragraph.block) if _DIGITS.search(text, *span)]
    changed = [
        (span, _edit_reason(edit))
        for edit in _edits_in(paragraph.block, of_digits)
        if not _cuts_label(text, paragraph.block.label, edit)
        for span in _digits_taken(paragraph.clean, edit)
        if not any(span.overlaps(other) for other, _ in apart)
    ]
    return sorted(apart + changed) if changed else apart


def _set_apart(text: str, block: Block) -> list[tuple[Span, str]]:
    """The label and the footnote calls of a block, in order: layout took them out of the text."""
    calls = [(Span(call.start, call.end), "footnote call") for call in block.calls]
    if block.label is None:
        return calls
    start, end = block.label
    return [(Span(start, start + len(text[start:end].rstrip())), _LABELS.get(block.kind, "list label")), *calls]


def _edits_in(block: Block, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Those of ``edits``, in order, that begin inside a block."""
    for start, end in block.spans:
        yield from edits[bisect_left(edits, (start,)) : bisect_left(edits, (end,))]


def _cuts_label(text: str, label: Span | None, edit: Edit) -> bool:
    """Whether an edit takes out the label with the blanks after it, and nothing more."""
    return label is not None and edit.raw_start == label.start and not text[label.end : edit.raw_end].strip()


def _digits_taken(clean: CleanText, edit: Edit) -> Iterator[Span]:
    """Runs of digits of an edit that no digit of the clean text, which the annotators explain, stands for."""
    read: set[int] = set()
    if edit.after and _holds_digit(edit.after):
        for i in range(bisect_left(clean.starts, edit.raw_start), bisect_left(clean.starts, edit.raw_end)):
            if _DIGITS.match(clean.text, i):
                read.update(range(clean.starts[i], clean.ends[i]))
    for match in _DIGITS.finditer(edit.before):
        taken = [at for i in range(*match.span()) if (at := edit.raw_start + i) not in read]
        if taken:
            yield Span(taken[0], taken[-1] + 1)


def _edit_reason(edit: Edit) -> str:
    if edit.rule == _MARKED:
        return "web address" if "](" in edit.before else "page furniture"
    return "OCR letter" if any(character.isalpha() for character in edit.after) else "repaired"


def _furniture(text: str, paragraph: Paragraph, _: Sequence[Edit]) -> Iterator[tuple[Span, str]]:
    """Each chunk of furniture that holds a digit: « 9/25 », « 14-57339 »."""
    for start, end in paragraph.block.spans:
        at = start
        for line in text[start:end].splitlines(keepends=True):
            for chunk in _CHUNK.finditer(line) if _DIGITS.search(line) else ():
                if _DIGITS.search(chunk.group()):
                    yield Span(at + chunk.start(), at + chunk.end()), _furniture_reason(line, chunk.group())
            at += len(line)


def _furniture_reason(line: str, chunk: str) -> str:
    """What a chunk of a line of furniture numbers.

    >>> [_furniture_reason("9/25 14-57339", chunk) for chunk in ("9/25", "14-57339")]
    ['page number', 'job number']
    >>> _furniture_reason("Original : 3 mai 2016", "3")
    'page furniture'
    """
    if _LINK.search(chunk):
        return "web address"
    if _SYMBOL.match(chunk):
        return "document symbol"
    if _PAGE.fullmatch(chunk) and not _PAGE_WORDS.sub("", _JOB.sub("", line)):
        return "page number"
    return "job number" if _JOB.search(line) else "page furniture"
