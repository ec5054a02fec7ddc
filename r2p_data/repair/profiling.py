"""What a document shows of itself, measured once: its vocabulary and its damage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from r2p_data.records import Block

__all__ = ["Profile", "profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Whether a document shows OCR damage, and its own vocabulary."""

    ocr: bool = False


def profile(raw: str, blocks: Sequence[Block]) -> Profile:
    """Measure a document.

    Parameters
    ----------
    raw
        the source text.
    blocks
        its blocks, in reading order.
    """
    return Profile()
