"""What kind of document some bytes are: by what they begin with first, by their name second."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Literal

from r2p_data.errors import UnreadableDocument

__all__ = ["KNOWN_SUFFIXES", "Kind", "tell_kind"]

Kind = Literal["text", "markdown", "html", "pdf", "docx", "epub"]
_BY_SUFFIX: dict[str, Kind] = {
    "": "text", ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".epub": "epub",
}  # fmt: skip
KNOWN_SUFFIXES = frozenset(_BY_SUFFIX)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_PICTURE = (
    "a picture; put it into a PDF and OCR that by Limits(ocr=True) or r2p-data parse --ocr (extra 'ocr'), "
    "or with ocrmypdf -l fra"
)
_UNSUPPORTED = (
    (b"{\\rtf", "an RTF document; save it as DOCX"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"\x1f\x8b", "packed by gzip; unpack it"),
    (b"AT&TFORM", "a DjVu document; convert it to PDF"),
)
# What a ZIP of each of these holds, and no other does.
_OFFICE = (
    ("xl/workbook.xml", "an Excel workbook; save what it says as DOCX or PDF"),
    ("ppt/presentation.xml", "a PowerPoint presentation; save it as PDF"),
    ("META-INF/manifest.xml", "an OpenDocument file; save it as DOCX"),
)


def tell_kind(data: bytes, name: str) -> Kind:
    """The kind of document that ``data`` is.

    >>> tell_kind(b"%PDF-1.7", "rapport.txt"), tell_kind(b"La paix", "rapport.md")
    ('pdf', 'markdown')

    Raises
    ------
    UnreadableDocument
        if it is empty, encrypted, or of a kind that is not read, with what to do.
    """
    if not data.strip():
        raise UnreadableDocument(f"{name}: is empty; remove it or save the document again")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return _packed(data, name)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableDocument(f"{name}: encrypted: the document asks for a password; save a copy without one")
        raise UnreadableDocument(f"{name}: unsupported: an old Office document; save it as DOCX")
    for start, what in _UNSUPPORTED:
        if data.startswith(start):
            raise UnreadableDocument(f"{name}: unsupported: {what}")
    if _HTML.match(data[:2000]):
        return "html"
    kind = _BY_SUFFIX.get(PurePosixPath(name.replace("\\", "/")).suffix.lower())
    if kind is None:
        raise UnreadableDocument(f"{name}: unsupported: text, Markdown, HTML, PDF, DOCX and EPUB are read; convert it")
    return kind


def _packed(data: bytes, name: str) -> Kind:
    """The kind of a ZIP; a damaged one is what its name says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in (".docx", ".epub"):
            return _BY_SUFFIX[suffix]
        raise UnreadableDocument(f"{name}: is not text but a ZIP that is truncated or damaged; save it again") from None
    if "word/document.xml" in held:
        return "docx"
    if "META-INF/container.xml" in held:
        return "epub"
    what = next((what for member, what in _OFFICE if member in held), "a ZIP; archives inside archives stay closed")
    raise UnreadableDocument(f"{name}: unsupported: {what}")
