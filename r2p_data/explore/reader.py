"""A reader: one document, paragraph by paragraph, with what was read in it marked in the text."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from html import escape, unescape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from r2p_data.charts.style import document_names
from r2p_data.corpus import Corpus
from r2p_data.errors import R2PDataError
from r2p_data.explore.layers import LAYERS, Mark, mark_text, read_layers
from r2p_data.explore.panel import Panel

# Each layer has a line of its own, so that no one needs the colours; backgrounds suit a light and a dark page.
_STYLE = """<style>
.r2p-reader mark {color: inherit; background: none; padding: 1px 0;}
.r2p-reader .r2p-repairs {border-top: 2px dotted #8a8a8a;}
.r2p-reader .r2p-actors {border-bottom: 2px solid #0072B2; background: rgba(86,180,233,.22);}
.r2p-reader .r2p-dates {border-bottom: 2px dashed #009E73; background: rgba(0,158,115,.18);}
.r2p-reader .r2p-references {border-bottom: 4px double #CC79A7; background: rgba(204,121,167,.2);}
.r2p-reader .r2p-figures {box-shadow: 0 0 0 1.5px #D55E00; background: rgba(230,159,0,.25); border-radius: 2px;}
.r2p-reader .r2p-apart {opacity: .55; font-style: italic;}
.r2p-reader .r2p-page {max-width: 46em; font-size: 15px; line-height: 1.75; min-height: 7em;
  padding: .2em; margin: .3em 0;}
.r2p-reader .r2p-page.r2p-printed {white-space: pre-wrap; font-family: var(--jp-code-font-family, monospace);
  font-size: 13px; line-height: 1.4; max-width: none; max-height: 36em; overflow: auto;}
.r2p-reader .r2p-path, .r2p-reader .r2p-cite {opacity: .75; font-size: 13px; line-height: 1.4; padding: 0 .2em;}
.r2p-reader .r2p-note {font-size: 13px; line-height: 1.5; border-top: 1px solid rgba(128,128,128,.4);
  max-width: 52em; margin-top: .4em; padding: .2em;}
.r2p-reader .r2p-rows {max-height: 22em; overflow: auto; margin-top: .6em;}
.r2p-reader .r2p-rows td, .r2p-reader .r2p-rows th {padding: 2px 12px 2px 0; text-align: left; font-size: 13px;
  line-height: 1.5; vertical-align: top;}
.r2p-reader .r2p-tree .jupyter-button {white-space: normal; height: auto; min-height: 24px; text-align: left;
  line-height: 1.3; padding: 3px 6px; background: none; flex: none; color: inherit; overflow: visible;}
.r2p-reader .r2p-tree .jupyter-button:hover {background: rgba(128,128,128,.18);}
.r2p-reader .r2p-tree .r2p-here {font-weight: 700; border-left: 4px solid #0072B2; background: rgba(86,180,233,.18);}
</style>"""


class Reader(Panel):
    """A document to walk through; ``selection`` holds what was read in the paragraph shown.

    Parameters
    ----------
    corpus
        the corpus to read.
    row
        where to begin: a row of any table of the corpus; by default the first document.
    """

    def __init__(self, corpus: Corpus, row: pd.Series | None = None) -> None:
        self.corpus = corpus
        self.paragraph: pd.Series | None = None
        self.selection: pd.DataFrame = pd.DataFrame()
        self._texts: pd.DataFrame = pd.DataFrame()
        self._sections: list[tuple[int, widgets.Button]] = []
        self._make_controls()
        tree = widgets.VBox([self._document, self._tree], layout=widgets.Layout(width="300px", flex="0 0 auto"))
        walk = widgets.HBox([self._previous, self._place, self._count, self._next, self._printed])
        legend = widgets.HBox(list(self._layers.values()), layout=widgets.Layout(flex_flow="row wrap"))
        page = widgets.VBox([walk, legend, self._page], layout=widgets.Layout(flex="1 1 420px", padding="0 0 0 16px"))
        columns = widgets.HBox([tree, page], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([widgets.HTML(_STYLE, layout=widgets.Layout(display="none")), columns])
        self.add_class("r2p-reader")
        self._open()
        if row is not None:
            self.show(row)

    def __repr__(self) -> str:
        if self.paragraph is None:
            return "Reader(nothing to read)"
        counts = self.selection["layer"].value_counts()
        found = ", ".join(f"{counts[x]} {x if counts[x] > 1 else x[:-1]}" for x in LAYERS if x in counts)
        return f"Reader({self.corpus.cite(self.paragraph)}: {found or 'nothing marked'})"

    def show(self, row: pd.Series) -> None:
        """Open the paragraph of ``row``, which may come from any table of the corpus.

        Raises
        ------
        R2PDataError
            if the row names no document, or a place outside of the text (page furniture).
        """
        if "actor_id" in row and "doc_id" not in row:
            row = self.corpus.mentions[self.corpus.mentions["actor_id"] == row["actor_id"]].iloc[0]
        if row.get("doc_id") not in set(self.corpus.documents["doc_id"]):
            raise R2PDataError("this row names no document of the corpus; give a row of one of its tables")
        self._document.value = row["doc_id"]
        texts = self._texts
        if not pd.isna(row.get("paragraph_id")):
            here = texts["paragraph_id"] == row["paragraph_id"]
        else:
            at = row.get("raw_start", 0)
            here = texts["spans"].map(lambda spans: not at or any(start <= at < end for start, end in spans))
        if not here.any():
            raise R2PDataError("this row stands outside of the text that is read, in page furniture; give another one")
        self._place.value = int(here.to_numpy().argmax()) + 1

    def _make_controls(self) -> None:
        names = [(unescape(name), doc_id) for doc_id, name in document_names(self.corpus.documents).items()]
        full, slim = widgets.Layout(width="100%"), widgets.Layout(width="100px")
        self._document = widgets.Dropdown(options=names, layout=full, tooltip="document")
        self._tree = widgets.VBox(layout=widgets.Layout(max_height="520px", overflow="hidden auto", display="block"))
        self._tree.add_class("r2p-tree")
        self._previous = widgets.Button(description="◀ Previous", layout=slim)
        self._next = widgets.Button(description="Next ▶", layout=slim)
        self._place = widgets.IntSlider(1, 1, 1, layout=widgets.Layout(width="220px"), continuous_update=False)
        self._count = widgets.Label()
        self._printed = widgets.Checkbox(description="as printed", indent=False, layout=widgets.Layout(width="110px"))
        self._layers = {layer: _legend(layer) for layer in LAYERS}
        self._page = widgets.HTML()
        self._document.observe(self._guarded(self._open), "value")
        for control in (self._place, self._printed, *self._layers.values()):
            control.observe(self._guarded(self._update), "value")
        self._previous.on_click(self._guarded(lambda: self._step(-1)))
        self._next.on_click(self._guarded(lambda: self._step(1)))

    def _guarded(self, action: Callable[[], None]) -> Callable[[Any], None]:
        """Show an error where the user looks, instead of in a log nobody opens."""

        def act(_: Any) -> None:
            try:
                action()
            except Exception as error:
                self._page.value = f"<b>This failed:</b> {escape(str(error))}. Choose another paragraph."
                raise

        return act

    def _open(self) -> None:
        """Show a document from its beginning: its sections, then its first paragraph."""
        mine = self.corpus.paragraphs
        mine = mine[(mine["doc_id"] == self._document.value) & (mine["kind"] != "furniture")]
        self._texts = mine.reset_index(drop=True)
        self._sections = [self._section(at, row) for at, row in list_sections(self._texts)]
        self._tree.children = [button for _, button in self._sections]
        self._count.value = f"of {len(mine)}"
        self._place.max = max(1, len(mine))
        self._place.value = 1
        self._update()

    def _section(self, at: int, row: tuple[str, int]) -> tuple[int, widgets.Button]:
        name, depth = row
        margin = f"1px 0 1px {14 * depth}px"
        button = widgets.Button(description=name, layout=widgets.Layout(width=f"{262 - 14 * depth}px", margin=margin))
        button.on_click(self._guarded(lambda: setattr(self._place, "value", at + 1)))
        return at, button

    def _step(self, by: int) -> None:
        self._place.value = min(max(self._place.value + by, 1), self._place.max)

    def _update(self) -> None:
        if self._texts.empty:
            self.paragraph, self.selection = None, pd.DataFrame()
            self._page.value = "<i>This document holds no text.</i>"
            return
        at = min(self._place.value, len(self._texts)) - 1
        self.paragraph = self._texts.iloc[at]
        rows = read_layers(self.corpus, self.paragraph)
        shown = [layer for layer, box in self._layers.items() if box.value]
        self.selection = rows[rows["layer"].isin(shown)].reset_index(drop=True)
        self._count_layers(rows)
        self._previous.disabled, self._next.disabled = at == 0, at + 1 == len(self._texts)
        current = max((start for start, _ in self._sections if start <= at), default=-1)
        for start, button in self._sections:
            (button.add_class if start == current else button.remove_class)("r2p-here")
        self._page.value = self._draw()

    def _count_layers(self, rows: pd.DataFrame) -> None:
        counts = rows["layer"].value_counts()
        for layer, box in self._layers.items():
            box.description = f'<span class="r2p-{layer}">{layer}</span> {counts.get(layer, 0)}'

    def _draw(self) -> str:
        paragraph, printed = self.paragraph, self._printed.value
        assert paragraph is not None
        path = "" if pd.isna(paragraph["section"]) else paragraph["section"] + " — "
        text = self._draw_printed(paragraph) if printed else self._draw_clean(paragraph)
        parts = [
            f'<div class="r2p-path">{escape(path)}{paragraph["kind"].replace("_", " ")}</div>',
            f'<div class="r2p-page{" r2p-printed" if printed else ""}">{text}</div>',
            f'<div class="r2p-cite">— {escape(self.corpus.cite(paragraph))}</div>',
            *self._draw_notes(paragraph),
            show_rows(self.selection),
        ]
        return "".join(parts)

    def _draw_clean(self, paragraph: pd.Series) -> str:
        rows = self.selection
        marks = [Mark(*row) for row in rows[["start", "end", "layer", "reads"]].itertuples(index=False, name=None)]
        number = "" if pd.isna(paragraph["number"]) else f"<b>{escape(paragraph['number'])}</b>&ensp;"
        text = mark_text(paragraph["text"], marks)
        return number + (f"<b>{text}</b>" if paragraph["kind"] in ("title", "heading") else text)

    def _draw_printed(self, paragraph: pd.Series) -> str:
        """The characters of the source, what belongs to other blocks shown apart."""
        source = self.corpus.source(paragraph["doc_id"])
        columns = ["raw_start", "raw_end", "layer", "reads"]
        rows = list(self.selection[columns].itertuples(index=False, name=None))
        pieces, last = [], paragraph["raw_start"]
        for start, end in paragraph["spans"]:
            between = source[last:start]
            pieces.append(f'<span class="r2p-apart" title="no part of this paragraph">{escape(between)}</span>')
            inside = [(max(left, start), min(right, end), *rest) for left, right, *rest in rows]
            marks = [Mark(left - start, right - start, *rest) for left, right, *rest in inside if left < right]
            pieces.append(mark_text(source[start:end], marks))
            last = end
        return "".join(pieces)

    def _draw_notes(self, paragraph: pd.Series) -> list[str]:
        notes = self._texts[self._texts["paragraph_id"].isin(list(paragraph["notes"]))]
        drawn = [f"note {escape(str(row['number']))}: {escape(row['text'])}" for _, row in notes.iterrows()]
        return [f'<div class="r2p-note">{note}</div>' for note in drawn]


def _legend(layer: str) -> widgets.Checkbox:
    """A switch that looks as its layer does in the text."""
    return widgets.Checkbox(
        value=layer != "repairs",
        indent=False,
        description_allow_html=True,
        layout=widgets.Layout(width="auto", margin="0 18px 4px 2px"),
    )


def list_sections(texts: pd.DataFrame) -> list[tuple[int, tuple[str, int]]]:
    """Titles and headings of a document, in order: place in ``texts``, name with number, and depth.

    The beginning of a document that opens without a heading is an entry, too.
    """
    found = []
    if not texts.empty and texts["kind"].iloc[0] not in ("title", "heading"):
        found.append((0, ("(beginning)", 0)))
    for at, row in enumerate(texts.to_dict("records")):
        if row["kind"] in ("title", "heading"):
            depth = 0 if pd.isna(row["level"]) else int(row["level"]) - 1
            found.append((at, (_name_heading(row), min(depth, 5))))
    return found


def _name_heading(row: Mapping[Hashable, Any]) -> str:
    text = " ".join(row["text"].split())
    if pd.isna(row["number"]):
        return text
    return f"{row['number']}{')' if row['number'].islower() else '.'} {text}"


def show_rows(rows: pd.DataFrame) -> str:
    """What was read in a paragraph, as an HTML table, escaped: layer, words, what they are read as."""
    if rows.empty:
        return '<p class="r2p-path">Nothing is marked in this paragraph.</p>'
    body = "".join(
        f'<tr><td><mark class="r2p-{layer}">{layer}</mark></td><td>{escape(surface)}</td><td>{escape(reads)}</td></tr>'
        for layer, surface, reads in rows[["layer", "surface", "reads"]].itertuples(index=False, name=None)
    )
    head = "<tr><th>layer</th><th>words</th><th>read as</th></tr>"
    return f'<div class="r2p-rows"><table>{head}{body}</table></div>'
