"""How much of a document, an archive or a machine a reader may use."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost; what goes beyond is reported and never read in part.

    ``size`` and ``expanded`` are in bytes: the file, and what an archive or a DOCX unpacks
    to; ``ratio`` is the second over the first; ``members`` counts the files of an archive;
    ``seconds`` is the time a document; ``memory``, in bytes, holds where the system can
    hold a process to it. ``ocr`` has the pages of a PDF that hold no text read by OCR, by
    Debian's tesseract with its French data and the extra ``ocr``: seconds a page rather
    than milliseconds, and ``ocr_seconds`` is then the time a document.
    """

    size: int = 200_000_000
    expanded: int = 1_000_000_000
    ratio: int = 250
    members: int = 20_000
    pages: int = 5_000
    depth: int = 400
    seconds: float = 120.0
    memory: int = 4_000_000_000
    ocr: bool = False
    ocr_seconds: float = 3_600.0
