"""Reading a text file: its bytes, its encoding, its characters."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from charset_normalizer import from_bytes

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# C0 controls that no text file holds; tabs, line ends, form feeds and escapes may stand.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_LINE_ENDS = re.compile(r"\r\n?")


def read_source(path: Path) -> Source:
    """The text of ``path``, with the encoding it was read by and the hash of its bytes.

    Line ends become ``\\\\n``, as when Python opens a file as text; nothing else is changed,
    so that offsets are those of ``open(path, encoding=source.encoding).read()``.

    Raises
    ------
    UnreadableDocument
        if the file cannot be opened, is empty, or is not text in an encoding that can be told.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"{path}: cannot be read ({error.strerror}); check the path and your permissions"
        ) from error
    if not data.strip():
        raise UnreadableDocument(f"{path}: is empty; remove it or save the document again")
    text, encoding = decode(data, str(path))
    return Source(str(path), text, encoding, "text/plain", hashlib.sha256(data).hexdigest())


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The characters of ``data`` and the encoding that gave them; UTF-8 first, then the likeliest.

    >>> decode("Côte d’Ivoire".encode("cp1252"), "a.txt")
    ('Côte d’Ivoire', 'cp1252')
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text, encoding = data.decode(marked), marked
    except UnicodeDecodeError:
        text, encoding = _guess(data, name)
    if _BINARY.search(text):
        raise UnreadableDocument(f"{name}: is not text (it holds control characters); give a text file in UTF-8")
    return _LINE_ENDS.sub("\n", text), encoding


def _guess(data: bytes, name: str) -> tuple[str, str]:
    if b"\x00" in data:
        raise UnreadableDocument(f"{name}: is not text (it holds NUL bytes); give a text file in UTF-8")
    best = from_bytes(data, cp_isolation=["cp1252", "iso8859_15", "mac_roman", "cp850"]).best()
    if best is None:
        raise UnreadableDocument(f"{name}: its encoding cannot be told; save it as UTF-8 and try again")
    return str(best), best.encoding
