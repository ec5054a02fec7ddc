"""The stages of repair, in order: cuts, blanks and lines, split words, OCR."""

from __future__ import annotations

from r2p_data.records import Block, CleanText, Edit
from r2p_data.repair.patchwork import Base, Patch, apply_patches, compose
from r2p_data.repair.profiling import Profile
from r2p_data.repair.spacing import cut_patches, line_patches

__all__ = ["clean"]


def clean(raw: str, block: Block, profile: Profile) -> tuple[CleanText, list[Edit]]:
    """The text of a block as it ought to read, with the log of what was repaired.

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
    >>> text, edits = clean("1. Il n ’assume\\n\\npas.", Block("paragraph", (Span(0, 20),), label=Span(0, 2)), Profile())
    >>> text.text
    'Il n’assume pas.'
    >>> [(edit.before, edit.after, edit.rule) for edit in edits][-1]
    ('\\n\\n', ' ', 'line_join')
    """
    base = Base(raw, block.spans)
    patches = cut_patches(base, block)
    text = apply_patches(base.text, patches)
    for stage in (line_patches,):
        found = stage(text, block.kind == "furniture")
        patches = compose(text, patches, found)
        text = apply_patches(text, found) if found else text
    edits = base.edits(patches)
    return base.clean(edits), edits
