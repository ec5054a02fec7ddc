"""Reading plain text and Markdown: bytes, their encoding, characters."""

from __future__ import annotations

import codecs
import hashlib
import re

from charset_normalizer import from_bytes

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Problem, Source
from r2p_data.sources.limits import Limits

__all__ = ["decode", "mend", "read_markdown", "read_text"]

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
# « sÃ©curitÃ© », « lâ€™Union », « nÂ° »: UTF-8 that was read as Latin letters and saved again.
_MOJIBAKE = re.compile(
    r"Ã[\u0080-\u00bfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€[™˜œ“”¦¢\u009d\u0099\u0093\u0094]|Â[\u00a0«»°]|Å“"
)
_CLEAR = 2
_SHOWN = 40


def read_text(data: bytes, name: str, limits: Limits) -> Source:
    r"""The text of a file, with the encoding it was read by and the hash of its bytes.

    Line ends become ``\n``, as when Python opens a file as text. Where UTF-8 had been read
    as Latin letters and saved again, that is undone as part of the decoding: ``encoding``
    says « mended », and so does a problem. Nothing else is changed.

    Raises
    ------
    UnreadableDocument
        if it is not text in an encoding that can be told.
    """
    text, encoding = decode(data, name)
    mended, problems = mend(text)
    if problems:
        encoding += ", mended"
    return Source(name, mended, encoding, "text/plain", hashlib.sha256(data).hexdigest(), (), problems)


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
    if not text.strip():
        raise UnreadableDocument(f"{name}: is empty; remove it or save the document again")
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


def mend(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Undo UTF-8 read as Latin letters, where that is clearly what happened.

    >>> mend("La sÃ©curitÃ© de lâ€™Union")[0]
    'La sécurité de l’Union'
    >>> mend("Le Sénat")
    ('Le Sénat', ())
    """
    if len(found := _MOJIBAKE.findall(text)) < _CLEAR:
        return text, ()
    from ftfy import fix_encoding

    lines = text.split("\n")
    fixed = [fix_encoding(line) if _MOJIBAKE.search(line) else line for line in lines]
    first = next((i for i, (a, b) in enumerate(zip(lines, fixed, strict=True)) if a != b), None)
    if first is None:
        return text, ()
    at = sum(len(line) + 1 for line in fixed[:first])
    was, now = _difference(lines[first], fixed[first])
    what = f"encoding mended: « {was} » read as « {now} », {len(found)} places; check the text against the original"
    return "\n".join(fixed), (Problem(at, at + len(fixed[first]), what),)


def _difference(before: str, after: str) -> tuple[str, str]:
    """The first word that changed, as it was and as it is."""
    for old, new in zip(before.split(), after.split(), strict=False):
        if old != new:
            return old[:_SHOWN], new[:_SHOWN]
    return before[:_SHOWN], after[:_SHOWN]


_MARKUP = (
    (re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.M), r"\n\1\n"),  # « ## Introduction »
    (re.compile(r"^([ \t]*)[*+-][ \t]+", re.M), r"\1• "),  # « - la protection des civils »
    (re.compile(r"^[ ]{0,3}>[ ]?", re.M), ""),  # « > Le Conseil »
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[\^(\w{1,3})\]:?"), r"[\1]"),  # « [^1] »
    (re.compile(r"\[([^\]\n]{1,500})\]\((?:https?:|mailto:|[#/.])[^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000})(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000})(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def read_markdown(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a Markdown file without its marks: headings apart, « • » for bullets, words for links."""
    text, encoding = decode(data, name)
    text, problems = mend(text)
    for mark, meant in _MARKUP:
        text = mark.sub(meant, text)
    if not text.strip():
        raise UnreadableDocument(f"{name}: is empty, but for marks; remove it or save the document again")
    encoding += ", mended" if problems else ""
    noticed = tuple(Problem(0, 0, problem.what) for problem in problems)  # the marks taken out moved its place
    return Source(name, text.strip("\n"), encoding, "text/markdown", hashlib.sha256(data).hexdigest(), (), noticed)
