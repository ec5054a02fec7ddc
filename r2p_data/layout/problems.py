"""What a reader should look at: gaps and duplicates in numberings, notes that nothing calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from r2p_data.records import Block, Problem

__all__ = ["find_problems"]

_LETTERS = tuple("bcdefgh")


def find_problems(blocks: Sequence[Block]) -> list[Problem]:
    """Gaps and duplicates in the numbers of paragraphs, items and footnotes, and footnotes without a call.

    >>> from r2p_data.records import Span
    >>> find_problems([Block("paragraph", (Span(0, 9),), "1"), Block("paragraph", (Span(9, 20),), "3")])
    [Problem(start=9, end=20, what='paragraph 3 follows paragraph 1: paragraph 2 is missing or its number is misread')]
    """
    found = [*_paragraph_problems(blocks), *_item_problems(blocks), *_note_problems(blocks)]
    return sorted(found, key=lambda problem: problem.start)


def _paragraph_problems(blocks: Sequence[Block]) -> Iterator[Problem]:
    last = 0
    for block in blocks:
        if block.kind == "paragraph" and block.number and block.number.isdecimal():
            value = int(block.number)
            if value not in (1, last + 1):
                yield _problem(block, _break("paragraph", last, value))
            last = value


def _item_problems(blocks: Sequence[Block]) -> Iterator[Problem]:
    """Letters out of their order; lists may stand in lists, and « i) » is as often a numeral as a letter."""
    due = ["a"]
    for block in blocks:
        number = block.number or ""
        if block.kind == "heading":
            due = ["a"]
        elif block.kind == "list_item" and number in due[1:]:
            due = [*due[: due.index(number)], chr(ord(number) + 1)]
        elif block.kind == "list_item" and number == "a":
            due.append("b")
        elif block.kind == "list_item" and number in _LETTERS:
            above = f"item {chr(ord(due[-1]) - 1)})" if len(due) > 1 else "no other"
            yield _problem(block, f"item {number}) follows {above}: an item is missing or its letter is misread")
            due.append(chr(ord(number) + 1))


def _note_problems(blocks: Sequence[Block]) -> Iterator[Problem]:
    last = 0
    for block in blocks:
        if block.kind != "footnote" or not block.number or not block.number.isdecimal():
            continue
        value = int(block.number)
        if value not in (1, last + 1) and last:
            yield _problem(block, _break("footnote", last, value))
        last = value
        if block.parent is None:
            yield _problem(block, f"footnote {block.number} is called nowhere in the text")


def _break(what: str, last: int, value: int) -> str:
    if value == last:
        return f"{what} {value} follows another {what} {value}: a number is printed twice or misread"
    if value < last:
        return f"{what} {value} follows {what} {last}: the numbering goes back"
    lost = f"{what} {last + 1} is" if value == last + 2 else f"{what}s {last + 1} to {value - 1} are"
    reason = "missing or its number is misread" if value == last + 2 else "missing or their numbers are misread"
    return f"{what} {value} {f'follows {what} {last}' if last else 'is the first'}: {lost} {reason}"


def _problem(block: Block, what: str) -> Problem:
    return Problem(block.spans[0].start, block.spans[-1].end, what)
