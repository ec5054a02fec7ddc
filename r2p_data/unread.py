"""The digits of a source that never reach a clean text, each with the reason.

The annotators explain the digits that they see: those of the clean text. The others are the
printed numbers of paragraphs, notes and lists, the calls of footnotes, the furniture of the
page, and the digits that a scanner made of letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from r2p_data.records import Block, Edit, Paragraph, Span, Unread

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
    starts = [edit.raw_start for edit in edits]
    of_digits = [
        Span(edit.raw_start, edit.raw_end)
        for edit in edits
        if not (edit.before.isspace() or edit.before.isalpha()) and _DIGITS.search(edit.before)
    ]
    return [
        Unread(span.start, span.end, index, reason)
        for index, paragraph in enumerate(paragraphs)
        for span, reason in (
            _furniture(text, paragraph)
            if paragraph.block.kind == "furniture"
            else _unread(text, paragraph, _last_change(paragraph.block, of_digits), edits, starts)
        )
    ]


def _last_change(block: Block, of_digits: Sequence[Span]) -> int:
    """Where the last thing ends that may have taken digits out of a block; 0 if nothing has, and all are read."""
    ends = [call.end for call in block.calls]
    if block.label:
        ends.append(block.label.end)
    for span in block.spans:
        at = bisect_left(of_digits, (span.end,)) - 1
        if at >= 0 and of_digits[at].start >= span.start:
            ends.append(of_digits[at].end)
    return max(ends, default=0)


def _unread(
    text: str, paragraph: Paragraph, until: int, edits: Sequence[Edit], starts: Sequence[int]
) -> Iterator[tuple[Span, str]]:
    if not until:
        return
    read = _read_offsets(paragraph, until)
    apart = _set_apart(text, paragraph)
    last = None
    for at in _digit_runs(text, paragraph, until, read):
        found = next(((span, reason) for span, reason in apart if span.overlaps(at)), None) or _edited(
            at, edits, starts
        )
        if found and found != last:
            yield found
        last = found


def _read_offsets(paragraph: Paragraph, until: int) -> set[int]:
    """The raw offsets, up to ``until``, behind the digits of the clean text, which the annotators explain."""
    clean = paragraph.clean
    return {
        raw
        for match in _DIGITS.finditer(clean.text, 0, bisect_left(clean.starts, until))
        for i in range(*match.span())
        for raw in range(clean.starts[i], clean.ends[i])
    }


def _digit_runs(text: str, paragraph: Paragraph, until: int, read: set[int]) -> Iterator[Span]:
    """Runs of digits of the block, up to ``until``, that no digit of the clean text stands for."""
    for start, end in paragraph.block.spans:
        for match in _DIGITS.finditer(text, start, min(end, until)):
            unread = [i for i in range(*match.span()) if i not in read]
            if unread:
                yield Span(unread[0], unread[-1] + 1)


def _set_apart(text: str, paragraph: Paragraph) -> list[tuple[Span, str]]:
    """The label and the footnote calls of a block: layout took them out of the text."""
    block = paragraph.block
    apart = [(Span(call.start, call.end), "footnote call") for call in block.calls]
    if block.label:
        start, end = block.label
        bare = len(text[start:end].rstrip())
        apart.append((Span(start, start + bare), _LABELS.get(block.kind, "list label")))
    return apart


def _edited(at: Span, edits: Sequence[Edit], starts: Sequence[int]) -> tuple[Span, str] | None:
    index = bisect_right(starts, at.start) - 1
    if index < 0 or edits[index].raw_end <= at.start:
        return None
    if edits[index].rule == _MARKED:
        return at, "web address" if "](" in edits[index].before else "page furniture"
    letter = any(character.isalpha() for character in edits[index].after)
    return at, "OCR letter" if letter else "repaired"


def _furniture(text: str, paragraph: Paragraph) -> Iterator[tuple[Span, str]]:
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
