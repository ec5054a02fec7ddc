"""The head of the explorer: search, what is shown, active filters, what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets

from r2p_data.explore.model import Selection
from r2p_data.explore.part import Asked, Part, read_asset, read_script
from r2p_data.explore.query import ROW_KINDS

_CHIP_KINDS = {
    "text": "words", "documents": "document", "genres": "genre", "sections": "section", "kinds": "paragraph",
    "actor_types": "actor type", "actors": "actor", "figure_kinds": "figure", "units": "unit", "symbols": "cited",
    "themes": "theme", "years": "years",
}  # fmt: skip


class Head(Part):
    """Search box, sentence, chips, kinds of rows, buttons; the place where errors are shown.

    ``actions`` are buttons: name, label and what it does, each.
    """

    _esm = read_script("head.js")
    _css = read_asset("explorer.css")

    title = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    rows = traitlets.Unicode().tag(sync=True)
    kinds: Any = traitlets.List().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    chips: Any = traitlets.List().tag(sync=True)
    actions: Any = traitlets.List().tag(sync=True)
    busy = traitlets.Bool().tag(sync=True)
    doing = traitlets.Unicode().tag(sync=True)

    def __init__(self, selection: Selection, answer: Callable[[Asked], None], title: str) -> None:
        kinds = [[kind, kind] for kind in ROW_KINDS]
        super().__init__(answer, title=title, kinds=kinds)
        selection.subscribe(self.update)
        self.update(selection)

    def download(self, name: str, media: str, content: bytes) -> None:
        """Have the browser save a file."""
        self.send({"download": name, "type": media}, buffers=[content])

    def update(self, selection: Selection) -> None:
        """Say what is selected."""
        with self.hold_sync():
            self.text, self.rows = selection.query.text, selection.query.rows
            self.said = selection.said
            self.hint = " ".join(map(_sentence, selection.hints))
            self.chips = [_chip(*chip) for chip in selection.chips]
            self.error = ""


def _sentence(words: str) -> str:
    """Words as a sentence of their own.

    >>> _sentence("clear the filters")
    'Clear the filters.'
    """
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _chip(facet: str, value: Any, label: str) -> list[Any]:
    return [facet, list(value) if isinstance(value, tuple) else value, label, _CHIP_KINDS[facet]]
