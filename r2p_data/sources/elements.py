"""The innermost blocks of a tree of HTML: their text, and where on the page they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from r2p_data.errors import UnreadableDocument
from r2p_data.sources.cells import Filling, Place
from r2p_data.sources.extras import import_extra
from r2p_data.sources.limits import Limits
from r2p_data.sources.printed import print_call

__all__ = ["Element", "parse_markup", "read_elements"]

_SPACES = re.compile(r"\s+")
_BLOCKS = frozenset(
    (
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr",
        "td", "th", "blockquote", "section", "article", "header", "footer", "main", "aside", "nav",
        "figure", "figcaption", "pre", "address", "form", "body", "center", "head", "item", "list", "row",
        "cell", "quote", "button", "select", "option", "fieldset", "legend", "details", "summary", "dialog",
    )
)  # fmt: skip
_UNSHOWN = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "textarea", "object"))
_ASIDE = frozenset(("nav", "footer", "form", "button", "select", "dialog"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMS = frozenset(("li", "item"))
# What sites call the parts of a page that stand around its text: « cookie-banner », « fil-ariane », « menu_principal »
_AROUND = re.compile(
    r"""
    (?<![a-z])
    (?: cookies? | consent(?:ement)? | rgpd | gdpr | tarteaucitron | menus? | nav(?:bar|igation)? | breadcrumbs?
      | ariane | partag(?:e|er) | share | sharing | social | sociaux | sidebar | footer | newsletter
      | skip(?:link)? | evitement | pagination | pager | toolbar | recherche | search | related | complementary
      | contentinfo | dialog | alertdialog | hidden )
    (?![a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNHIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHOLE = frozenset(("html", "body", "main", "article", *_HEADINGS))
_MOST = 0.5
_WIDEST = 1_000


class Element(NamedTuple):
    """A block of a page.

    ``aside``: it stands around the text, by its tag or name; ``linked`` is the share of links
    in it; ``heading``: it is one, ``title``: it belongs to the first of the first order;
    ``place``: it stands in a cell of a table.
    """

    text: str
    aside: bool = False
    linked: float = 0.0
    heading: bool = False
    title: bool = False
    place: Place | None = None


def parse_markup(markup: str, name: str, limits: Limits) -> Any:
    """The tree of a page; None where there is none.

    Raises
    ------
    UnreadableDocument
        if its elements are nested deeper than the limit.
    """
    html, etree = import_extra("lxml.html", name), import_extra("lxml.etree", name)
    # Without huge_tree, what is nested deeper than 256 is dropped and nobody told.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.depth:
            raise UnreadableDocument(f"{name}: too large: elements nested deeper than {limits.depth}; save it as text")
    return tree


def read_elements(tree: Any) -> Iterator[Element]:
    """The innermost blocks of a tree, in order; an item begins with « • »."""
    yield from _Walk(tree).elements()


class _Walk:
    """One pass over a tree, with what is open at each point."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.around = _find_around(tree)
        self.places = find_places(tree)
        self.place: Place | None = None
        self.held: list[tuple[str, bool]] = []
        self.title = next((h for h in tree.iter("h1") if "".join(h.itertext()).strip()), None)
        self.item = self.aside = self.heading = self.titles = False
        self.open = dict.fromkeys(("hidden", "aside", "link", "heading", "title"), 0)

    def elements(self) -> Iterator[Element]:
        etree = import_extra("lxml.etree", "HTML")
        for event, element in etree.iterwalk(self.tree, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                self._hold(element.tail)
                continue
            if element.tag in _BLOCKS:
                yield from self._close()
            if event == "start":
                self._enter(element, element.tag)
            else:
                self._leave(element, element.tag)
        yield from self._close()

    def _enter(self, element: Any, tag: Any) -> None:
        self._count(element, tag, 1)
        self.place = self.places.get(element, self.place)
        self.item = self.item or tag in _ITEMS
        if tag in ("br", "lb"):
            self._hold("\x00")
        self._hold(_call(element) if tag == "sup" else element.text)

    def _leave(self, element: Any, tag: Any) -> None:
        self._count(element, tag, -1)
        if element in self.places:
            self.place = None
        if element is not self.tree:
            self._hold(element.tail)

    def _count(self, element: Any, tag: Any, step: int) -> None:
        self.open["hidden"] += step * (tag in _UNSHOWN)
        self.open["aside"] += step * (tag in _ASIDE or element in self.around)
        self.open["link"] += step * (tag == "a")
        self.open["heading"] += step * (tag in _HEADINGS)
        self.open["title"] += step * (element is self.title)

    def _hold(self, text: str | None) -> None:
        if text and not self.open["hidden"]:
            self.held.append((text, self.open["link"] > 0))
            if text.strip():
                self.aside, self.heading = self.open["aside"] > 0, self.open["heading"] > 0
                self.titles = self.open["title"] > 0

    def _close(self) -> Iterator[Element]:
        lines = (_SPACES.sub(" ", line).strip() for line in "".join(text for text, _ in self.held).split("\x00"))
        text = "\n".join(line for line in lines if line)
        if text:
            linked = sum(len(part.strip()) for part, link in self.held if link) / len(text)
            shown = f"• {text}" if self.item else text
            yield Element(shown, self.aside, linked, self.heading, self.titles, self.place)
        self.held.clear()
        self.item = False


def find_places(tree: Any) -> dict[Any, Place]:
    """The cells of the tables of a page; tables that hold tables or headings lay out the page."""
    tables = [table for table in tree.iter("table") if table.get("role") not in ("presentation", "none")]
    bare = (table for table in tables if next(table.iterdescendants("table", *_HEADINGS), None) is None)
    return {cell: place for n, table in enumerate(bare, 1) for cell, place in _placed(table, Filling(n))}


def _placed(table: Any, filling: Filling) -> Iterator[tuple[Any, Place]]:
    for row in table.iter("tr"):
        filling.add_row()
        for cell in row.iterchildren("td", "th"):
            yield cell, filling.add_cell(_reach(cell.get("colspan")), _reach(cell.get("rowspan")))


def _reach(value: str | None) -> int:
    """How many places a cell reaches over: « 2 »; a browser takes 1,000 at most."""
    return max(1, min(int(value), _WIDEST)) if value and value.isascii() and value.isdecimal() else 1


def _find_around(tree: Any) -> set[Any]:
    """Elements that a site names as menus, banners and the like; none that holds the heading or most of the text."""
    total = sum(len(text) for text in tree.itertext())
    return {element for element in tree.iter() if _is_around(element, total)}


def _is_around(element: Any, total: int) -> bool:
    if not isinstance(element.tag, str) or element.tag in _WHOLE:
        return False
    named = " ".join(filter(None, (element.get(key) for key in ("class", "id", "role"))))
    hidden = element.get("aria-hidden") == "true" or _UNHIDDEN.search(element.get("style") or "")
    if not (hidden or _AROUND.search(named)) or next(element.iter("h1", "main", "article"), None) is not None:
        return False
    return sum(len(text) for text in element.itertext()) < _MOST * total


def _call(element: Any) -> str:
    return print_call(element.text, "") if (element.text or "").strip().isdecimal() else element.text or ""
