"""The card that shows how far a student has come; a widget, so that no stored notebook depends on its file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

_WIDTH = 160


class ProgressCard(widgets.HTML):  # type: ignore[misc]  # ipywidgets has no types
    """A bar for each lesson; its text form is ``said``, which speaks of this session only."""

    def __init__(self, said: str, lines: Sequence[tuple[str, int, int]], note: str) -> None:
        self._said = said
        rows = "".join(_row(*line) for line in lines)
        style = "opacity:.75;font-size:.9em"
        super().__init__(
            f'<div><b>{escape(said)}</b><table role="presentation">{rows}</table>'
            f'<div style="{style}">{escape(note)}</div></div>'
        )

    def __repr__(self) -> str:
        return self._said

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
        return {**bundle, "text/plain": repr(self)}


def _row(title: str, done: int, count: int) -> str:
    width = round(_WIDTH * done / count) if count else 0
    bar = (
        f'<div style="width:{_WIDTH}px;height:.7em;border:1px solid #7F7F7F">'
        f'<div style="width:{width}px;height:100%;background:#009E73"></div></div>'
    )
    cell = '<td style="padding:.1em .8em .1em 0">'
    return f"<tr>{cell}{escape(title)}</td>{cell}{bar}</td>{cell}{done} / {count}</td></tr>"
