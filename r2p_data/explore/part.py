"""Parts of the explorer: widgets of plain JavaScript, whose state is traits and which tell what a reader asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import anywidget

Asked = Mapping[str, Any]
_FOLDER = files(__package__)


def read_asset(name: str) -> str:
    """A file of JavaScript or CSS that lies beside this module."""
    return _FOLDER.joinpath(name).read_text(encoding="utf-8")


def read_script(name: str) -> str:
    """A module of JavaScript, with what all modules share before it."""
    return read_asset("dom.js") + read_asset(name)


def name_category(value: str) -> str:
    """A value of a column of kinds as one writes it.

    >>> name_category("un_body"), name_category("press_article")
    ('UN body', 'press article')
    """
    words = value.replace("_", " ")
    return f"UN {words[3:]}" if words.startswith("un ") else words


class Part(anywidget.AnyWidget):
    """A widget that hands what a reader asks to ``answer``."""

    def __init__(self, answer: Callable[[Asked], None], **traits: Any) -> None:
        super().__init__(**traits)
        self.on_msg(lambda _, asked, __: answer(asked))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"
