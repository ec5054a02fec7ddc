"""Reading plain text: bytes, their encoding, characters."""

from __future__ import annotations

import codecs
import hashlib
import re

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Source
from r2p_data.sources.limits import Limits
from r2p_data.sources.mojibake import find_mojibake, mend

__all__ = ["decode", "read_text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# C0 controls that no text file holds; tabs, line ends, form feeds and escapes may stand.
_BINARY = bytes((*range(0x09), *range(0x0E, 0x1B), 0x7F))
_BEGUN = 4096
_LINE_ENDS = re.compile(r"\r\n?")


def read_text(data: bytes, name: str, limits: Limits) -> Source:
    r"""The text of a file, with the encoding it was read by and the hash of its bytes.

    Line ends become ``\n``, as when Python opens a file as text. Nothing else is changed:
    where UTF-8 had been read as Latin letters and saved again, ``edits`` say what it ought
    to be.

    Raises
    ------
    UnreadableDocument
        if it is empty, or not text in an encoding that can be told.
    """
    text, encoding = decode(data, name)
    edits = find_mojibake(text)
    if not mend(text, edits).strip():  # « Â » after « Â », which were no-break spaces
        raise UnreadableDocument(f"{name}: is empty; remove it or save the document again")
    return Source(name, text, encoding, "text/plain", hashlib.sha256(data).hexdigest(), edits=edits)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The characters of ``data`` and the encoding that gave them; UTF-8 first, then the likeliest.

    >>> decode("Côte d’Ivoire".encode("cp1252"), "a.txt")
    ('Côte d’Ivoire', 'cp1252')
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or _by_nulls(data)
    try:
        text, encoding = data.decode(marked), marked
    except UnicodeDecodeError:
        text, encoding = _guess(data, name)
    if not text.strip():
        raise UnreadableDocument(f"{name}: is empty; remove it or save the document again")
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded.translate(None, _BINARY)) < len(encoded):  # twice as fast as an expression
        raise UnreadableDocument(f"{name}: is not text (it holds control characters); give a text file in UTF-8")
    return _LINE_ENDS.sub("\n", text), encoding


def _by_nulls(data: bytes) -> str:
    """UTF-16 without its mark has zeros for the upper half of its Latin letters, all on one side; else UTF-8.

    >>> _by_nulls("Côte d’Ivoire".encode("utf-16-be")), _by_nulls(b"Le Mali")
    ('utf-16-be', 'utf-8')
    """
    begun = data[:_BEGUN]
    upper, lower = begun[::2].count(0), begun[1::2].count(0)
    if upper + lower <= len(begun) // 3 or min(upper, lower) > max(upper, lower) // 20:
        return "utf-8"
    return "utf-16-be" if upper > lower else "utf-16-le"


def _guess(data: bytes, name: str) -> tuple[str, str]:
    if b"\x00" in data:
        raise UnreadableDocument(f"{name}: is not text (it holds NUL bytes); give a text file in UTF-8")
    from charset_normalizer import from_bytes  # loaded with the first file that is no UTF-8

    best = from_bytes(data, cp_isolation=["cp1252", "iso8859_15", "mac_roman", "cp850"]).best()
    if best is None:
        raise UnreadableDocument(f"{name}: its encoding cannot be told; save it as UTF-8 and try again")
    return str(best), best.encoding
