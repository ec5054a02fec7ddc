"""Mojibake: UTF-8 that was read as Latin letters and saved again, mended character by character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from r2p_data.records import Edit

__all__ = ["find_mojibake", "mend"]

RULE = "mojibake"
# « sÃ©curitÃ© », « lâ€™Union », « nÂ° »; from a Macintosh « s√©curit√© », from DOS « s├⌐curit├⌐ ».
# The sign comes first, so that the search skips to it; each alternative then looks back.
_MOJIBAKE = re.compile(
    r"""
    [ÃâÂÅ√├‚Γ¬┬]
    (?: (?<=Ã)[\u0080-\u00bfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]
      | (?<=â)€[™˜œ“”¦¢\u009d\u0099\u0093\u0094]
      | (?<=Â)[\u00a0«»°]
      | (?<=Å)“
      | (?<=[√├┬])[^\x00-\x7f] | (?<=¬)[†´ª∞]
      | (?<=‚)Ä[^\x00-\x7f]
      | (?<=Γ)Ç[^\x00-\x7f] )
    """,
    re.VERBOSE,
)
# One of these begins each, and a search for them all is faster than the expression; « â » alone is French.
_SIGNS = (*"ÃÂÅ√├‚Γ¬┬", "â€")
# Printable ASCII reads the same in every encoding that was mistaken for another: what stands between is compared.
_KEPT = re.compile(r"[!-~]")
_BETWEEN = re.compile(r"[^!-~]*")
_CLEAR = 2
_COMPARED = 64


def find_mojibake(text: str) -> tuple[Edit, ...]:
    """What ftfy is sure to mend in ``text``, as edits of no more characters than are wrong.

    One place tells nothing: « Ã© » may be meant. Lines in which ftfy could only guess at a
    lost character stay as they are.

    >>> [(e.before, e.after) for e in find_mojibake("La sÃ©curitÃ© de lâ€™Union")]
    [('Ã©', 'é'), ('Ã©', 'é'), ('â€™', '’')]
    >>> find_mojibake("Le Sénat")
    ()
    """
    if not any(map(text.__contains__, _SIGNS)):
        return ()
    if sum(1 for _ in zip(range(_CLEAR), _MOJIBAKE.finditer(text), strict=False)) < _CLEAR:
        return ()
    from ftfy import fix_encoding

    edits: list[Edit] = []
    at = 0
    for line in text.split("\n"):
        fixed = fix_encoding(line) if _MOJIBAKE.search(line) else line
        if fixed != line and fixed.count("\ufffd") <= line.count("\ufffd"):
            edits += (edit._replace(raw_start=at + edit[0], raw_end=at + edit[1]) for edit in _edits(line, fixed))
        at += len(line) + 1
    return tuple(edits)


def mend(text: str, edits: Iterable[Edit]) -> str:
    """What ``edits``, in order, leave of a text.

    >>> text = "La sÃ©curitÃ© de lâ€™Union"
    >>> mend(text, find_mojibake(text))
    'La sécurité de l’Union'
    """
    pieces, at = [], 0
    for start, end, _, after, _ in edits:
        pieces += [text[at:start], after]
        at = end
    return "".join([*pieces, text[at:]])


def _edits(line: str, fixed: str) -> Iterator[Edit]:
    """What became of the characters between those that are the same; nothing where these differ."""
    if _KEPT.findall(line) != _KEPT.findall(fixed):
        return
    for old, new in zip(_BETWEEN.finditer(line), _BETWEEN.finditer(fixed), strict=True):
        if old[0] != new[0]:
            yield from _differences(old[0], new[0], old.start())


def _differences(old: str, new: str, at: int) -> Iterator[Edit]:
    """Each stretch that changed; the whole where it is long, or where something would come out of nothing."""
    short = len(old) <= _COMPARED
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if short else []
    if not short or any(tag == "insert" for tag, *_ in changes):
        yield Edit(at, at + len(old), old, new, RULE)
        return
    for tag, start, end, first, last in changes:
        if tag != "equal":
            yield Edit(at + start, at + end, old[start:end], new[first:last], RULE)
