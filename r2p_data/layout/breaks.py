"""Where a block begins that bears no label: spaces, indentations, lines broken off, pages."""

from __future__ import annotations

from collections.abc import Sequence

from r2p_data.layout.furniture import is_link
from r2p_data.layout.headings import SIGNATURE, is_conventional
from r2p_data.layout.lines import LABELLED, Line, Setting
from r2p_data.layout.paging import PAGE_KINDS
from r2p_data.layout.pieces import Piece

# What breaks a page, and so a paragraph: page headers and footers, link dumps, the rule above footnotes.
_BREAKING = PAGE_KINDS | {"link", "rule"}


class Breaks:
    """Where the text of one document breaks off.

    Parameters
    ----------
    furniture
        for each line the kind of page furniture that it is, None where it is text.
    setting
        how the lines are set.
    """

    def __init__(self, furniture: Sequence[str | None], setting: Setting) -> None:
        self.furniture, self.setting, self.lines = furniture, setting, setting.lines

    def begins(self, i: int, body: Piece, *, interrupted: bool) -> bool:
        """Whether the unlabelled line ``i`` begins a block of its own.

        Parameters
        ----------
        body
            the block that the running text belongs to.
        interrupted
            whether furniture or footnotes stand between that block and the line.
        """
        line, previous = self.lines[i], body.lines[-1]
        spaced = line.gap > self.setting.leading
        continues = line.continues(previous)
        if (continues and not spaced) or body.bare:
            return False
        if not self.setting.wrapped:
            return not (previous.dangling and line.text[0].islower()) and (spaced or not is_link(line.text))
        if spaced and (self._opens_part(i) or self._follows_clause(i, previous)):
            return True
        if continues:
            return False
        if self._changes_emphasis(line, previous):
            return True
        if interrupted or self.setting.opens_page(line):
            return self._begins_on_page(i, body)
        if spaced or self.setting.is_centred(line) != self.setting.is_centred(previous):
            return True
        return self._begins_indented(line, previous) if self.setting.leading else self._begins_dense(i, body)

    def _changes_emphasis(self, line: Line, previous: Line) -> bool:
        """A heading in bold above its text, without a space: the line above was left unfilled."""
        changes = self.setting.is_emphasised(line) != self.setting.is_emphasised(previous)
        return changes and (previous.terminated or self.setting.ends_early(previous, line))

    def _opens_part(self, i: int) -> bool:
        """« Annexe », « (Signé) BAN Ki-moon »: such lines stand alone."""
        text = self.lines[i].text
        return SIGNATURE.match(text) is not None or (is_conventional(text) and self._is_isolated(i))

    def _follows_clause(self, i: int, previous: Line) -> bool:
        """« LE CONSEIL DE L’UNION EUROPÉENNE, », « vu le traité, »; or text above a menu, no page being broken."""
        above = self.furniture[i - 1]
        return previous.text.endswith(",") if above is None else above not in _BREAKING

    def _begins_indented(self, line: Line, previous: Line) -> bool:
        # « … la question, » above « Rappelant »: the clauses of a preamble end with a comma
        clause = line.indent > 1 and previous.text.endswith(",")
        above_ends = previous.terminated or clause or self.setting.is_short(previous)
        return line.indent > 0 and above_ends and not line.text[0].islower() or self._breaks_off(line, previous)

    def _breaks_off(self, line: Line, previous: Line) -> bool:
        """Whether the line above was left unfilled, and this one begins as a block does."""
        opening = line.text[0].isupper() or line.text[0].isdigit() or line.text[0] in "(«"
        if previous.terminated:
            return opening and self.setting.ends_early(previous, line)
        return opening and self.setting.is_short(previous)

    def _begins_dense(self, i: int, body: Piece) -> bool:
        """No space between paragraphs: an indentation, a change of capitals, or a line that breaks off opens one."""
        line, previous = self.lines[i], body.last
        hanging = body.label is not None and len(body.lines) == 1
        if line.indent > previous.indent + 1 and not hanging:
            return previous.terminated or self.setting.ends_early(previous, line)
        if line.text.isupper() != previous.text.isupper() and self.setting.is_short(previous):
            return True
        if len(body.lines) == 1 and body.label is None and self._is_unfilled_head(previous, line):
            return True
        return (previous.terminated and self._is_short_heading(i)) or self._breaks_off(line, previous)

    def _is_unfilled_head(self, line: Line, after: Line) -> bool:
        """« Déclaration du Président » above « Le Conseil »: more would have stood on the line."""
        capitals = line.text[0].isupper() and after.text[0].isupper()
        return capitals and not line.terminated and self.setting.ends_early(line, after)

    def _is_short_heading(self, i: int) -> bool:
        """Whether one unfilled line stands between two blocks: « Responsabilité collective » above « 13. Les »."""
        line = self.lines[i]
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        unfilled = after is not None and self.setting.ends_early(line, after) and not line.dangling
        return unfilled and line.text[0].isupper() and self.setting.is_fragment(i)

    def _begins_on_page(self, i: int, body: Piece) -> bool:
        line, previous = self.lines[i], body.last
        if line.indent > 1:
            return True
        if self._breaks_off(line, previous):
            # Where paragraphs are numbered, prose without a number goes on with the one that the page broke.
            return not (body.run and body.kind == "paragraph" and self._is_prose(i))
        if not previous.terminated:
            return line.gap > self.setting.leading and self.setting.is_centred(previous) and not line.text[0].islower()
        return self._is_isolated(i)

    def _is_prose(self, i: int) -> bool:
        """Whether the lines from here to the next space or label end as a sentence does; a heading does not."""
        last = i
        while last + 1 < len(self.lines) and self.lines[last + 1].gap <= self.setting.leading:
            if self.furniture[last + 1] or last - i > 60 or LABELLED.match(self.lines[last + 1].text[:12]):
                break
            last += 1
        return self.lines[last].terminated

    def _is_isolated(self, i: int) -> bool:
        """Whether a line is short and unfinished, with space below it: a heading at the top of a page."""
        line = self.lines[i]
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        below = after is not None and after.gap > self.setting.leading
        return below and not line.terminated and self.setting.is_short(line) and not is_link(line.text)
