"""Reading EPUB: the chapters of a book, in order."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Source
from r2p_data.sources.archives import check_expansion
from r2p_data.sources.elements import Element, parse_markup, read_elements
from r2p_data.sources.extras import import_extra
from r2p_data.sources.html import decode_markup, find_cells, join_elements
from r2p_data.sources.limits import Limits

__all__ = ["read_epub"]

_MOST = 1_000_000
_LOCKS = "META-INF/encryption.xml"
_LOCKED = re.compile(
    r"CipherReference\s+URI\s*=\s*[\"']([^\"']{1,500})"
)  # « <enc:CipherReference URI="OEBPS/1.xhtml"/> »


def read_epub(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a book, its chapters in order.

    Raises
    ------
    UnreadableDocument
        if the file is damaged or encrypted, unpacks to more than the limits allow, or holds no text.
    """
    check_expansion(data, name, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            chapters = [archive.read(path) for path in _readable(archive, name)]
    except (MemoryError, UnreadableDocument):
        raise
    except Exception as error:  # a damaged book fails in as many ways as it has parts
        raise UnreadableDocument(f"{name}: truncated or damaged: no EPUB can be read from it; save it again") from error
    trees = [parse_markup(decode_markup(chapter, name)[0], name, limits) for chapter in chapters if chapter.strip()]
    parts = ([] if tree is None else read_elements(tree) for tree in trees)
    elements = [_numbered(element, n) for n, chapter in enumerate(parts) for element in chapter]
    if not elements:
        raise UnreadableDocument(
            f"{name}: empty: the book holds no text; if it holds pictures of pages, save it as PDF and OCR that "
            "by Limits(ocr=True) or r2p-data parse --ocr (extra 'ocr')"
        )
    around = [element.aside for element in elements]
    text, furniture, emphasis = join_elements(elements, around)
    digest = hashlib.sha256(data).hexdigest()
    cells = find_cells(elements, around)
    return Source(
        name, text, "utf-8", "application/epub+zip", digest, furniture=furniture, emphasis=emphasis, cells=cells
    )


def _numbered(element: Element, chapter: int) -> Element:
    """An element whose table has a number that no table of another chapter has."""
    place = element.place
    return element if place is None else element._replace(place=place._replace(table=chapter * _MOST + place.table))


def _readable(archive: zipfile.ZipFile, name: str) -> list[str]:
    """Paths of the chapters, none of which is encrypted; fonts may be."""
    chapters = list(_chapters(archive, name))
    locks = archive.read(_LOCKS).decode("utf-8", "replace") if _LOCKS in archive.namelist() else ""
    if not {unquote(path) for path in _LOCKED.findall(locks)}.isdisjoint(chapters):
        raise UnreadableDocument(f"{name}: encrypted: a seller has locked the book; give a copy without a lock")
    return chapters


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
