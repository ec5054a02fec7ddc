"""A printing press: sets the same blocks in many ways, as PDF extraction, OCR and web pages leave them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FEET = {
    "number": "\n\n{page}\n\n\n",
    "running": "\n\n{page}\n\nLe maintien de la paix aujourd’hui\n\n\n",
    "links": "http://undocs.org/fr/A/63/677\nhttp://undocs.org/fr/S/2014/449\n",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
INDENTED = ("paragraph", "list_item")


@dataclass(frozen=True)
class Printed:
    """A block as a reader knows it: ``number`` is printed with its mark, ``calls`` follow the text."""

    kind: str
    text: str
    number: str | None = None
    calls: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        if self.number is None:
            return ""
        lettered = self.number[0].islower()
        return (
            f"{self.number}) " if lettered else f"{self.number} " if not self.number.isalnum() else f"{self.number}. "
        )


@dataclass(frozen=True)
class Setting:
    """How pages are set."""

    name: str
    width: int | None = 84
    leading: int = 0  # blank lines between the lines of a paragraph
    space: int = 1  # blank lines between blocks, beyond the leading
    indent: int = 0  # of the first line of a paragraph
    page: int | None = None  # printed lines on a page
    foot: str = "none"  # what stands between two pages: none, space, feed, footer
    rule: bool = True  # above the footnotes
    call: str = "glued"  # glued, raised, line
    shout: bool = False  # headings in capitals
    trail: str = ""  # printed at the end of each line
    margin: int = 0  # blanks before each line


SETTINGS = (
    Setting("word_processor", width=None),
    Setting("wrapped_84", width=84),
    Setting("wrapped_72", width=72, call="raised"),
    Setting("ocr_pages", width=82, page=45, foot="space"),
    Setting("form_feeds", width=78, page=50, foot="feed"),
    Setting("double_spaced", width=86, leading=1, space=0, indent=1, trail=" ", call="line"),
    Setting("double_spaced_pages", width=86, leading=1, space=1, page=40, foot="footer", trail=" ", call="line"),
    Setting("double_spaced_glued", width=90, leading=1, space=1, page=44, foot="space", trail=" "),
    Setting("footers", width=80, page=48, foot="footer"),
    Setting("no_rule", width=80, page=48, foot="footer", rule=False),
    Setting("page_numbers", width=80, page=46, foot="number"),
    Setting("running_titles", width=88, page=46, foot="running"),
    Setting("links", width=86, leading=1, space=1, page=42, foot="links", trail=" ", call="line"),
    Setting("margin", width=76, page=50, foot="feed", margin=9, indent=4),
    Setting("indented_dense", width=80, space=0, indent=3),
    Setting("dense", width=80, space=0, shout=True),
)


def print_blocks(blocks: Sequence[Printed], setting: Setting) -> str:
    """The blocks as ``setting`` prints them, footnotes at the foot of the page that calls them."""
    return _Press(setting).print(blocks)


class _Press:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.out: list[str] = []
        self.on_page = 0
        self.pages = 1
        self.pending: list[Printed] = []

    def print(self, blocks: Sequence[Printed]) -> str:
        notes = {block.number: block for block in blocks if block.kind == "footnote"}
        for block in blocks:
            if block.kind == "footnote":
                continue
            self._print_block(block, [notes[call] for call in block.calls])
        self._print_notes()
        return "".join(self.out)

    def _print_block(self, block: Printed, notes: Sequence[Printed]) -> None:
        for number, line in enumerate(self._lines(block)):
            hangs = 0 < number <= 2 * len(block.calls)  # a call and the words around it stay on one page
            full = self.setting.page is not None and self.on_page >= self.setting.page and not hangs
            if full:
                self._turn_page()
            elif number == 0 and self.out:
                extra = self.setting.space + (block.kind == "heading" and self.setting.leading)
                self.out.append((self.setting.trail + "\n") * extra)
            lead = " " if full and self.setting.foot in ("space", "links") else ""
            indent = " " * self.setting.indent if number == 0 and block.kind in INDENTED and not lead else ""
            self._print_line(lead + indent + line)
            self.pending += notes if number == 0 else []

    def _lines(self, block: Printed) -> Iterator[str]:
        text = block.text.upper() if self.setting.shout and block.kind == "heading" else block.text
        whole = block.label + self._with_calls(text, block.calls)
        width = self.setting.width
        wrapped = (
            [whole] if width is None else textwrap.wrap(whole, width, break_on_hyphens=False, break_long_words=False)
        )
        for line in wrapped:
            yield from line.split("\x00")

    def _with_calls(self, text: str, calls: Sequence[str]) -> str:
        """``text`` with its calls after its first words."""
        words = text.split(" ")
        letters = [at for at, word in enumerate(words) if word[-1:].islower()]
        for call, at in zip(calls, letters, strict=False):
            words[at] += self._call(call)
        return " ".join(words)

    def _call(self, call: str) -> str:
        if self.setting.call == "line":
            return f"\x00{call}\x00,"
        return call.translate(_RAISED) if self.setting.call == "raised" else call

    def _print_line(self, line: str) -> None:
        short = line.strip().isdecimal() or line.strip() == "."
        if short and self.setting.call == "line":  # a call hangs between its lines without any space
            while self.out[-1].strip(" \n") == "" or self.out[-1].endswith("\n\n"):
                self.out[-1] = self.out[-1].rstrip("\n") + "\n"
                break
        leading = 0 if line.strip().isdecimal() else self.setting.leading
        self.out.append(" " * self.setting.margin + line + self.setting.trail + "\n" + "\n" * leading)
        self.on_page += 1

    def _turn_page(self) -> None:
        self._print_notes()
        if self.setting.foot == "feed":
            self.out.append("\f")
        elif self.setting.foot == "footer":
            space = self.setting.trail + "\n"
            self.out.append(f"{space}S/2016/579{space}{space}{self.pages}/30 16-10317{space}{space}")
        elif self.setting.foot in _FEET:
            self.out.append(_FEET[self.setting.foot].format(page=self.pages))
        elif self.setting.leading:
            self.out[-1] = self.out[-1].rstrip("\n") + "\n"
        self.on_page, self.pages = 0, self.pages + 1

    def _print_notes(self) -> None:
        if not self.pending:
            return
        blank = self.setting.trail + "\n"
        self.out.append(blank + ("__________________" + blank + blank if self.setting.rule else ""))
        for note in self.pending:
            for line in textwrap.wrap(f"{note.number} {note.text}", self.setting.width or 10_000):
                self._print_line(line)
            self.out.append(blank)
        self.pending = []
