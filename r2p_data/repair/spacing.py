"""Cuts, blanks and line ends: what the layout of a page left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from r2p_data.folding import holds_digit
from r2p_data.records import Block
from r2p_data.repair.patchwork import Base, Patch
from r2p_data.repair.profiling import Profile
from r2p_data.repair.vocabulary import is_word, usage

__all__ = ["cut_patches", "glue_patches", "line_patches"]

_LETTER = r"[^\W\d_]"
_VOWEL = "[aeiouyhéèêâîôûœAEIOUYHÉÈÊÂÎÔÛŒ]"
_NO_BREAK = "\u00a0\u202f\u2009\u2007"
_COLUMN = "   "
_HYPHENS = "-\u00ad\u2010"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def cut_patches(base: Base, block: Block) -> list[Patch]:
    """Cut the printed label, with the blanks after it, and the footnote calls.

    >>> from r2p_data.records import Span
    >>> cut_patches(Base("a) Appui", [Span(0, 8)]), Block("list_item", (Span(0, 8),), label=Span(0, 2)))
    [(0, 3, '', 'label')]
    """
    cuts: list[Patch] = []
    if block.label is not None and (at := base.position(block.label.start)) is not None:
        end = _past_blanks(base.text, at + block.label.end - block.label.start)
        cuts.append((at, end, "", "label"))
    for call in block.calls:
        place, done = base.position(call.start), cuts[-1][1] if cuts else 0
        if place is not None and place >= done:
            cuts.append(_cut_call(base.text, place, place + call.end - call.start, done))
    return cuts


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _cut_call(text: str, start: int, end: int, done: int) -> Patch:
    """The call, with the blank before it where a mark of punctuation follows: « principe 1. »; none is cut twice."""
    if start > done and text[start - 1] in " \u00a0\u202f" and (end == len(text) or text[end] in ".,;)»"):
        start -= 1
    return (start, end, "", "note_call")


@cache
def _blanks() -> re.Pattern[str]:
    r"""A run of blanks that is more than one space, or a sign that is no letter of the text.

    One class comes first, so that the search skips to it. Blanks that are spelt out
    are skipped faster than « \s ». Most are a space before a letter: either branch
    gives that up at its first item.
    """
    blank = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    sign = r"ﬀ-ﬆ\u00ad\ufeff\u200b\u2060"
    return re.compile(rf"[{blank}{sign}](?:\s(?<=\s\s)\s*+|(?<! )(?<=[\n\t{sign}]))")


def line_patches(text: str, profile: Profile, keep_lines: bool) -> list[Patch]:
    r"""Join the lines, make runs of blanks one, cut blanks at both ends.

    >>> line_patches("mettre en\n\nœuvre  ", Profile(), False)
    [(9, 11, ' ', 'line_join'), (16, 18, '', 'trim')]
    """
    lead, tail = len(text) - len(text.lstrip()), len(text.rstrip())
    patches = [(0, lead, "", "trim")] if lead else []
    joint = "\n" if keep_lines else " "
    for match in _blanks().finditer(text, lead, tail):
        start, end = match.span()
        run = text[start:end]
        if "\n" not in run:
            patches += _blank_or_sign(text, run, start, end)
        elif keep_lines or not start or text[start - 1] not in _HYPHENS:
            patches.append((start, end, joint, "line_join"))
        else:
            patch = _hyphen(text, start, end, profile)
            if patches and patches[-1][1] > patch[0]:  # a soft hyphen and a space before the line end
                patches.pop()
            patches.append(patch)
    if lead < tail < len(text):
        patches.append((tail, len(text), "", "trim"))
    return patches


def _blank_or_sign(text: str, run: str, start: int, end: int) -> Iterator[Patch]:
    if not run[0].isspace():
        yield from _sign(text, run, start, end)
    elif not _parts_columns(text, run, start, end):
        after = next((blank for blank in run if blank in _NO_BREAK), " ")
        yield (start, end, after, "double_space")
    elif run != _COLUMN:
        yield (start, end, _COLUMN, "double_space")


def _parts_columns(text: str, run: str, start: int, end: int) -> bool:
    """« 1 196   978 »: three blanks or a tab between digits part two columns; as one they would make a number."""
    between = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
    return between and (len(run) > 2 or "\t" in run)


def _sign(text: str, run: str, start: int, end: int) -> Iterator[Patch]:
    """A ligature is spelt out, a soft hyphen or an invisible sign goes; at a line end the next run decides."""
    if run in _LIGATURES:
        yield (start, end, _LIGATURES[run], "ligature")
    elif run != "\u00ad":
        yield (start, end, "", "invisible")
    elif text[end : end + 1] != "\n":
        yield (start, end, "", "soft_hyphen")


@cache
def _word_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LETTER}|[’'])*$")


@cache
def _word_after() -> re.Pattern[str]:
    return re.compile(rf"{_LETTER}+")


def _hyphen(text: str, start: int, end: int, profile: Profile) -> Patch:
    """A hyphen at a line end divides a word (« opé-ration »), joins a compound (« savoir-faire ») or is a dash."""
    if text[start - 1] == "\u00ad":
        return (start - 1, end, "", "hyphen_join")
    before, after = text[start - 2 : start - 1], text[end : end + 1]
    if not before.isalnum() or not after.isalnum():
        return (start, end, " ", "line_join")
    head, tail = _word_before().search(text, max(0, start - 41), start - 1), _word_after().match(text, end)
    left, right = re.split("[’']", head[0])[-1] if head else "", tail[0] if tail else ""
    if right in ("et", "ou", "ni"):
        return (start, end, " ", "line_join")
    if left and right and _is_divided(left, right, profile):
        return (start - 1, end, "", "hyphen_join")
    return (start, end, "", "line_join")


def _is_divided(left: str, right: str, profile: Profile) -> bool:
    """Whether the hyphen between two pieces of a word is only that of the line end."""
    if not right[0].islower():
        return False
    whole = (left + right).lower()
    if is_word(whole) or profile.counts.get(left + right, 0) >= 1:
        return not (is_word(left.lower()) and is_word(right) and is_word(f"{left}-{right}".lower()))
    return not (is_word(left.lower()) or usage(right) or len(left) < 2) and left[0].islower()


@cache
def _space_before_apostrophe() -> re.Pattern[str]:
    """« n ’assument », « lorsqu ’elle », « l ’ homme »."""
    return re.compile(rf"[ ](?=[’'][ ]?{_LETTER})(?:(?<=\b[cdjlmnstCDJLMNST].)|(?<=[Qq]u.)|(?<=\b[Aa]ujourd.))")


@cache
def _blank_for_apostrophe() -> re.Pattern[str]:
    """« l unité », « d États », « n a pas », « lorsqu il »; not « les points d et e », « a-t il »."""
    elided = r"(?:(?<=[cdjlmnstCDJLMNST][ ])(?<![\w’'.-].[ ])|(?<=[Qq]u[ ])|(?<=[Aa]ujourd[ ])(?=hui\b))"
    return re.compile(rf"[ ]{elided}(?!(?:et|ou|où|aux?|onz|ouest)\b)(?={_VOWEL}{_LETTER}|[aàyAÀY]\b)")


def apostrophe_patches(text: str) -> list[Patch]:
    """Give back the apostrophes that an extraction has made blanks; for documents that lose them.

    >>> apostrophe_patches("les chefs d État et eux")
    [(11, 12, '’', 'lost_apostrophe')]
    """
    found = _blank_for_apostrophe().finditer(text)
    return [(match.start(), match.end(), "’", "lost_apostrophe") for match in found]


@cache
def _space_after_opening() -> re.Pattern[str]:
    """« par. ( voir annexe) », not « ( voir annexe ) »; « l’ État », « l ’ État »."""
    bracket = r"(?<=[ ][(])[ ](?=\w[^()\n]{0,80}[^\s()][)])"
    elision = rf"(?:(?<=\b[dlnsDLNS][’'])|(?<=\b[dlnsDLNS][ ][’']))[ ](?={_VOWEL}{_LETTER})"
    return re.compile(rf"[(’'](?=[ ])(?:{bracket}|{elision})")


@cache
def _digits() -> re.Pattern[str]:
    """« résolutions1820 »: the digits after a letter."""
    return re.compile(r"[1-9](?<=[^\W\d_].)\d{2,3}(?![\w/.@-])")


def glue_patches(text: str) -> list[Patch]:
    """Cut blanks that PDF extraction put in, add those it lost.

    >>> glue_patches("les résolutions1820 (2008)")
    [(15, 15, ' ', 'missing_space')]
    """
    patches: list[Patch] = []
    straight = "'" in text  # one character is found ten times faster than two
    if " ’" in text or (straight and " '" in text):
        for match in _space_before_apostrophe().finditer(text):
            patches.append((match.start(), match.end(), "", "space_before_apostrophe"))
    if "’ " in text or (straight and "' " in text) or ("(" in text and "( " in text):
        for match in _space_after_opening().finditer(text):
            rule = "space_after_open_paren" if match.group()[0] == "(" else "space_after_apostrophe"
            patches.append((match.start() + 1, match.end(), "", rule))
    if holds_digit(text):
        starts = (match.start() for match in _digits().finditer(text))
        patches += ((start, start, " ", "missing_space") for start in starts if _lacks_space(text, start))
    return sorted(patches)


def _lacks_space(text: str, at: int) -> bool:
    """A whole lower-case French word stands right before the digits: « résolutions1820 », not « fichier001.txt »."""
    if not text[at - 1 : at].islower():
        return False
    word = _word_before().search(text, max(0, at - 40), at)
    left = word.group() if word else ""
    before = text[at - len(left) - 1 : at - len(left)] if at > len(left) else ""
    return len(left) >= 5 and usage(left) > 0 and (not before or before.isspace() or before in "(«’'")
