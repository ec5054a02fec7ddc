"""Reading HTML and EPUB: what a page or a book says, without what a site puts around it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Source
from r2p_data.sources.archives import check_expansion
from r2p_data.sources.extras import import_extra
from r2p_data.sources.limits import Limits
from r2p_data.sources.printed import print_call
from r2p_data.sources.text import decode

__all__ = ["read_epub", "read_html"]

_SPACES = re.compile(r"\s+")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_BLOCKS = frozenset(
    (
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr",
        "td", "th", "blockquote", "section", "article", "header", "footer", "main", "aside", "nav",
        "figure", "figcaption", "pre", "address", "form", "body", "center", "head", "item", "list", "row",
        "cell", "quote",
    )
)  # fmt: skip
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LONG, _NEAR = 40, 8
_UNSHOWN = frozenset(
    ("nav", "footer", "form", "button", "script", "style", "noscript", "template", "head", "svg", "iframe", "select")
)
_ITEMS = frozenset(("li", "item"))


def read_html(data: bytes, name: str, limits: Limits) -> Source:
    """The main content of a page, its title first; headings, items « • » and cells as blocks of their own.

    Raises
    ------
    UnreadableDocument
        if the page holds no text, or its elements are nested deeper than the limit.
    """
    markup, encoding = _decode(data, name)
    blocks = _main_blocks(markup, name, limits)
    if not blocks:
        raise UnreadableDocument(f"{name}: empty: the page holds no text; where a script draws it, save it as PDF")
    return Source(name, "\n\n".join(blocks), encoding, "text/html", hashlib.sha256(data).hexdigest())


def _decode(data: bytes, name: str) -> tuple[str, str]:
    """The markup, by UTF-8, else by what the page declares, else by the likeliest encoding."""
    declared = _CHARSET.search(data[:4000])
    label = declared[1].decode().lower() if declared else ""
    wanted = "cp1252" if label in ("iso-8859-1", "latin1", "us-ascii") else label
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        if not wanted or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return decode(data, name)
    try:  # a byte that is wrong shows as « \ufffd », as in a browser
        return data.decode(wanted, errors="replace"), wanted
    except LookupError:
        return decode(data, name)


def _main_blocks(markup: str, name: str, limits: Limits) -> list[str]:
    """From the blocks of a page those of its main content, from the first that trafilatura keeps to the last.

    trafilatura drops some headings and loses which numbers are raised, so that what stands
    between is taken from the page itself.
    """
    trafilatura = import_extra("trafilatura", name)
    tree = _parse(markup, name, limits)
    if tree is None:
        return []
    whole = list(_blocks(tree))
    title = _SPACES.sub(" ", "".join(tree.xpath("//head//title[1]//text()"))).strip()
    heading = next((text for h in tree.iter("h1") if (text := _inline(h))), "")
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    blocks = _between(whole, [] if body is None else list(_blocks(body)), heading)
    first = heading or title
    return blocks if not blocks or not first or first in blocks[:3] else [first, *blocks]


def _between(whole: list[str], kept: list[str], heading: str) -> list[str]:
    """The blocks from the first long one that is kept to the last, with kept ones and the heading around them."""
    known = {_letters(block) for block in kept}
    text = "\n".join(known)
    keys = [_letters(block) for block in whole]
    long = [i for i, key in enumerate(keys) if len(key) >= _LONG and key in text]
    if not long:
        return whole
    start, end = long[0], long[-1] + 1
    while start and keys[start - 1] in known:
        start -= 1
    while end < len(whole) and keys[end] in known:
        end += 1
    above = [i for i in range(max(0, start - _NEAR), start) if whole[i] == heading]
    return whole[above[0] if above else start : end]


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


def _parse(markup: str, name: str, limits: Limits) -> Any:
    html, etree = import_extra("lxml.html", name), import_extra("lxml.etree", name)
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.depth:
            raise UnreadableDocument(f"{name}: too large: elements nested deeper than {limits.depth}; save it as text")
    return tree


def _blocks(tree: Any) -> Iterator[str]:
    """The texts of the innermost blocks of a tree, in order; an item begins with « • »."""
    held: list[str] = []
    marks: list[str] = []

    def close() -> Iterator[str]:
        lines = (_SPACES.sub(" ", line).strip() for line in "".join(held).split("\x00"))
        text = "\n".join(line for line in lines if line)
        held.clear()
        if text:
            yield f"{marks.pop()} {text}" if marks else text
        marks.clear()

    etree = import_extra("lxml.etree", "HTML")
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        unshown = tag in _UNSHOWN
        if event in ("comment", "pi"):
            held.append((element.tail or "") if not hidden else "")
            continue
        hidden += (1 if event == "start" else -1) if unshown else 0
        if tag in _BLOCKS:
            yield from close()
            if event == "start" and tag in _ITEMS:
                marks.append("•")
        if event == "start" and not hidden:
            held += ["\x00" if tag in ("br", "lb") else "", _call(element) if tag == "sup" else element.text or ""]
        elif event == "end" and not hidden and element is not tree:
            held.append(element.tail or "")
    yield from close()


def _call(element: Any) -> str:
    return print_call(element.text, "") if (element.text or "").strip().isdecimal() else element.text or ""


def _inline(element: Any) -> str:
    return _SPACES.sub(" ", "".join(element.itertext())).strip()


def read_epub(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a book, its chapters in order.

    Raises
    ------
    UnreadableDocument
        if the file is damaged, unpacks to more than the limits allow, or holds no text.
    """
    check_expansion(data, name, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            chapters = [archive.read(path) for path in _chapters(archive, name)]
    except Exception as error:  # a damaged book fails in as many ways as it has parts
        raise UnreadableDocument(f"{name}: truncated or damaged: no EPUB can be read from it; save it again") from error
    trees = [_parse(_decode(chapter, name)[0], name, limits) for chapter in chapters if chapter.strip()]
    blocks = [block for tree in trees if tree is not None for block in _blocks(tree)]
    if not blocks:
        raise UnreadableDocument(f"{name}: empty: the book holds no text; if it holds pictures of pages, OCR them")
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, "\n\n".join(blocks), "utf-8", "application/epub+zip", digest)


def _chapters(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Paths of the chapters, in the order in which the package document lists them."""
    etree = import_extra("lxml.etree", name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    container = etree.fromstring(archive.read("META-INF/container.xml"), parser)
    opf = container.xpath("string(//*[local-name()='rootfile'][1]/@full-path)")
    package = etree.fromstring(archive.read(opf), parser)
    items = {item.get("id"): item.get("href") for item in package.xpath("//*[local-name()='manifest']/*")}
    for reference in package.xpath("//*[local-name()='spine']/*"):
        if href := items.get(reference.get("idref")):
            yield str(PurePosixPath(opf).parent / unquote(href))
