"""Cuts, blanks and line ends: what the layout of a page left in the text."""

from __future__ import annotations

import re
from functools import cache

from r2p_data.records import Block
from r2p_data.repair.patchwork import Base, Patch

__all__ = ["cut_patches", "line_patches"]

BLANK = r"[^\S\n]"
LETTER = r"[^\W\d_]"
_NO_BREAK = "\u00a0\u202f\u2009\u2007"


def cut_patches(base: Base, block: Block) -> list[Patch]:
    """The printed label, with the blanks after it, and the footnote calls leave the text."""
    cuts = []
    if block.label is not None and (at := base.position(block.label.start)) is not None:
        end = at + block.label.end - block.label.start
        while end < len(base.text) and base.text[end].isspace():
            end += 1
        cuts.append(Patch(at, end, "", "label"))
    for call in block.calls:
        at = base.position(call.start)
        if at is not None and (not cuts or at >= cuts[-1].end):
            cuts.append(Patch(at, at + call.end - call.start, "", "note_call"))
    return cuts


@cache
def _spacing_pattern() -> re.Pattern[str]:
    """« mot  \\n\\n suite », « n ’assument », « ( voir », « deux  blancs »."""
    return re.compile(
        rf"""
          (?P<line_join>{BLANK}*+\n\s*+)
        | (?P<double_space>{BLANK}{{2,}}+(?!\n))
        | (?P<space_before_apostrophe>(?<=\b[cdjlmnstCDJLMNST])[ ](?=[’']{LETTER}))
        | (?P<qu>(?<=\b[Qq]u)[ ](?=[’']{LETTER}))
        | (?P<space_after_open_paren>(?<=[(\[])[ ](?=\w))
        """,
        re.VERBOSE,
    )


def line_patches(text: str, keep_lines: bool) -> list[Patch]:
    """Lines joined, runs of blanks made one, blanks before apostrophes cut.

    >>> line_patches("n ’assument\\n\\nni  lui", False)[1]
    Patch(start=11, end=13, after=' ', rule='line_join')
    """
    patches = []
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    if lead:
        patches.append(Patch(0, lead, "", "trim"))
    for match in _spacing_pattern().finditer(text, lead, tail):
        start, end, rule = match.start(), match.end(), match.lastgroup or ""
        if rule == "line_join":
            after = _joint(text, start, end, keep_lines)
        elif rule == "double_space":
            after = next((blank for blank in match.group() if blank in _NO_BREAK), " ")
        else:
            after = ""
            rule = "space_before_apostrophe" if rule == "qu" else rule
        if text[start:end] != after:
            patches.append(Patch(start, end, after, rule))
    if lead < tail < len(text):
        patches.append(Patch(tail, len(text), "", "trim"))
    return patches


def _joint(text: str, start: int, end: int, keep_lines: bool) -> str:
    if keep_lines:
        return "\n"
    if start >= 2 and text[start - 1] == "-" and text[start - 2].isalnum() and text[end : end + 1].isalnum():
        return ""
    return " "
