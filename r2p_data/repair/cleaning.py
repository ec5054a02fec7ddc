"""The stages of repair, in order: cuts, blanks and lines, split words, OCR."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from r2p_data.records import Block, CleanText, Edit
from r2p_data.repair.homographs import homograph_patches
from r2p_data.repair.misreadings import sign_patches, word_patches
from r2p_data.repair.patchwork import Base, Patch, apply_patches, compose
from r2p_data.repair.prepositions import preposition_patches
from r2p_data.repair.profiling import Profile
from r2p_data.repair.spacing import apostrophe_patches, cut_patches, glue_patches, line_patches
from r2p_data.repair.splits import split_patches

__all__ = ["clean"]

Stage = Callable[[str, Profile], Sequence[Patch]]
_FURNITURE: tuple[Stage, ...] = (lambda text, profile: line_patches(text, profile, keep_lines=True),)
_TYPED: tuple[Stage, ...] = (
    lambda text, profile: line_patches(text, profile, keep_lines=False),
    lambda text, profile: apostrophe_patches(text) if profile.loses_apostrophes else (),
    lambda text, _: glue_patches(text),
    lambda text, profile: split_patches(text, profile.splits),
)
_SCANNED: tuple[Stage, ...] = (
    *_TYPED,
    lambda text, _: sign_patches(text),
    word_patches,
    lambda text, _: homograph_patches(text),
    lambda text, profile: preposition_patches(text, profile.loses_grave),
)


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
        found = stage(text, profile)
        if found:
            after = apply_patches(text, found)
            patches = compose(text, patches, found)
            text = after
    edits = base.edits(patches)
    return base.clean(edits, text), edits


def _stages(block: Block, profile: Profile) -> tuple[Stage, ...]:
    """Page furniture has its lines put in order; only documents that show OCR damage are read as OCR."""
    if block.kind == "furniture":
        return _FURNITURE
    return _SCANNED if profile.ocr else _TYPED
