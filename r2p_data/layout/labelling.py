"""Which labels count: each in its sequence, where a heading, an item or a paragraph may begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from r2p_data.layout.labels import DASHES, SURE_BULLETS, Label, Progress
from r2p_data.layout.lines import Setting
from r2p_data.layout.numbering import Run, number_lines
from r2p_data.layout.pieces import Piece

# « I1. » alone on its line, above the heading that it numbers
_BARE = 6
# « 1.200 » may be an amount, « 1.99 » is none.
_THOUSANDS = 100


class Labeller:
    """The sequences of labels of one document, and where each stands.

    Parameters
    ----------
    readings
        for each line the labels that may stand at its head.
    setting
        how the lines are set.
    """

    def __init__(self, readings: Sequence[Sequence[Label]], setting: Setting) -> None:
        self.readings, self.setting = readings, setting
        self.numbered = number_lines(readings, setting)
        self.printed = {(label.style, label.value) for labels in readings for label in labels}
        self.progress: dict[str, Progress] = {}

    def read(self, i: int, body: Piece | None) -> tuple[Label | None, Run | None]:
        """Read the label that line ``i`` bears, if any, below ``body``; and its run, if it numbers a paragraph."""
        for label in self.readings[i]:
            if label.style == "arabic":
                if i in self.numbered:
                    self._close_lists(body)
                    return self.numbered[i]
            elif self._is_due(i, label, body):
                return self._resolved(label), None
        return None, None

    def _close_lists(self, body: Piece | None) -> None:
        """Let a number end the list above it, unless that is a lettered heading: « b) » may follow « 15. »."""
        if body is not None and body.label is not None and body.label.style == "letter":
            self.progress["heading"] = Progress(body.label.value)
        self.progress.pop("letter", None)
        self.progress.pop("minor_roman", None)

    def _is_due(self, i: int, label: Label, body: Piece | None) -> bool:
        if label.style == "bullet":
            return label.number in SURE_BULLETS or self._opens_item(i, label, body)
        if label.style == "decimal":
            return self.setting.stands_apart(i) and self._is_counted(label)
        if label.style in ("roman", "capital"):
            return self._opens_heading(i, label, body)
        if label.style == "letter" and "letter" not in self.progress and "heading" in self.progress:
            return self.progress["heading"].wants(label) or label.value == 1
        progress = self.progress.get(label.style, Progress())
        return progress.wants(label) or (label.value == 1 and not label.damaged)

    def _is_counted(self, label: Label) -> bool:
        """Whether « 16.100 » has a number next to it, as « 1.200 Casques bleus » has not."""
        above = label.number.rpartition(".")[0]
        return label.value < _THOUSANDS or any(f"{above}.{label.value + step}" in self._decimals for step in (-1, 1))

    @cached_property
    def _decimals(self) -> set[str]:
        return {label.number for labels in self.readings for label in labels if label.style == "decimal"}

    def _opens_item(self, i: int, label: Label, body: Piece | None) -> bool:
        """Whether a dash, « * » or « o » opens an item: after another such item, or where a block may begin."""
        line = self.setting.lines[i]
        if body is None or line.gap > self.setting.leading or self.setting.stands_apart(i):
            return True
        above = body.label
        follows = above is not None and above.number in DASHES + "*o" and above.number == label.number
        return follows and line.text[label.end :].lstrip()[0].isupper()

    def _opens_heading(self, i: int, label: Label, body: Piece | None) -> bool:
        """« II. Aspects politiques »: apart, no sentence, in its turn; the first of an excerpt may bear any number."""
        bare = len(self.setting.lines[i].text) <= _BARE
        if not self.setting.stands_apart(i) or not (bare or self.setting.is_fragment(i)):
            return False
        progress = self.progress.get(label.style, Progress())
        if progress.value or label.value == 1:
            return progress.wants(label) or (label.value == 1 and not label.damaged)
        # « V. » and « C. » may be the initial of a name, « IV. » may not.
        sure = len(label.number) > 1 or (label.style, label.value + 1) in self.printed
        return body is None or (sure and not label.damaged)

    def _resolved(self, label: Label) -> Label:
        progress = self.progress.setdefault(label.style, Progress())
        value = label.value or progress.value + 1
        progress.value = value
        if label.style == "roman":
            self.progress.pop("capital", None)
        if label.style in ("roman", "capital"):
            self.progress.pop("letter", None)
        if label.style == "letter":
            self.progress.pop("minor_roman", None)
            return label._replace(number=chr(96 + value), value=value)
        return label
