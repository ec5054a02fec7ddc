"""The stages of repair, in order: cuts, blanks and lines, split words, OCR."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from r2p_data.records import Block, CleanText, Edit
from r2p_data.repair.homographs import misread_homographs
from r2p_data.repair.misreadings import misread_words, sign_patches
from r2p_data.repair.patchwork import Base, Patch, apply_patches, compose
from r2p_data.repair.prepositions import misread_prepositions
from r2p_data.repair.profiling import Profile
from r2p_data.repair.spacing import apostrophe_patches, cut_patches, glue_patches, line_patches
from r2p_data.repair.splits import split_patches
from r2p_data.repair.words import Words

__all__ = ["clean"]

Stage = Callable[[str], Sequence[Patch]]


def clean(raw: str, block: Block, profile: Profile) -> tuple[CleanText, list[Edit]]:
    r"""Give the text of a block as it ought to read, with the log of what was repaired.

    Parameters
    ----------
    raw
        the source text.
    block
        the block: its spans, its label and its footnote calls.
    profile
        what ``profile`` measured of the document.

    Returns
    -------
    tuple
        the clean text with its map to the raw text, and the edits, sorted, without overlaps.

    >>> from r2p_data.records import Span
    >>> block = Block("paragraph", (Span(0, 25),), label=Span(0, 2))
    >>> text, edits = clean("1. Il n ’assume\n\npas tout", block, Profile())
    >>> text.text
    'Il n’assume pas tout'
    >>> [(edit.before, edit.after, edit.rule) for edit in edits][-1]
    ('\n\n', ' ', 'line_join')
    """
    base = Base(raw, block.spans)
    patches: list[Patch] = cut_patches(base, block)
    text = apply_patches(base.text, patches) if patches else base.text
    for stage in _stages(block, profile):
        found = stage(text)
        if found:
            after = apply_patches(text, found)
            patches = compose(text, patches, found)
            text = after
    edits = base.edits(patches)
    return base.clean(edits, text), edits


def _stages(block: Block, profile: Profile) -> Iterator[Stage]:
    """Page furniture has its lines put in order; only documents that show OCR damage are read as OCR."""
    yield lambda text: line_patches(text, profile, keep_lines=block.kind == "furniture")
    if block.kind == "furniture":
        return
    if profile.loses_apostrophes:
        yield apostrophe_patches
    yield glue_patches
    if (splits := profile.splits) and block.spans not in profile.unsplit:
        yield lambda text: split_patches(text, splits)
    if profile.ocr:
        yield sign_patches
        yield lambda text: _word_patches(text, profile)


def _word_patches(text: str, profile: Profile) -> list[Patch]:
    """Misread words, then misreadings that are words themselves: each step reads what the one before left."""
    words = Words(text)
    words.mend(misread_words(words, profile))
    words.mend(misread_homographs(words))
    words.mend(misread_prepositions(words, profile.loses_grave))
    return words.patches()
