"""Charts of how documents were read: their blocks in order, and what was repaired in them."""

from __future__ import annotations

from textwrap import wrap
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.style import PALETTE, document_names, finish, label

BLUE, ORANGE, GREEN, PINK, SKY, VERMILION, YELLOW, GREY = PALETTE
# Repairs that change no letter: lines of print joined, and printed numbers kept apart from the text.
TRIVIAL = frozenset({"line_join", "label", "trim", "double_space", "note_call", "markdown"})
_SPACE = "␣"


class Look(NamedTuple):
    """How a kind of block is drawn: its place in the row tells it apart where colours do not."""

    name: str
    colour: str
    top: float
    bottom: float


# The body fills the middle of the row; what heads it rises above, what is set apart hangs below.
LOOKS = {
    "title": Look("title", VERMILION, -0.44, 0.25),
    "heading": Look("heading (rises above)", ORANGE, -0.44, 0.25),
    "paragraph": Look("paragraph", SKY, -0.25, 0.25),
    "list_item": Look("list item", BLUE, -0.25, 0.25),
    "table_cell": Look("table cell", PINK, -0.25, 0.25),
    "footnote": Look("footnote (hangs below)", GREEN, -0.25, 0.44),
    "furniture": Look("page furniture (hangs below)", "#333333", -0.25, 0.44),
}
# Neighbours of these kinds are parted by a thin line; the others are too narrow for one and stand before them.
_BODY = ("paragraph", "list_item", "table_cell")


def draw_blocks(paragraphs: pd.DataFrame, documents: pd.DataFrame) -> go.Figure:
    """The corpus as a strip: one row a document, its blocks in the order of the file, coloured by kind.

    Every bar is one span of the source, so a paragraph that a page break cuts is two bars with
    the page furniture between them. ``customdata`` of a bar is its ``paragraph_id``.
    """
    spans = _spans(paragraphs, documents)
    names = _row_names(documents)
    figure = go.Figure()
    for kind, look in LOOKS.items():
        mine = spans[spans["kind"] == kind]
        if not mine.empty:
            figure.add_bar(
                zorder=int(kind not in _BODY),
                y=[names[doc_id] for doc_id in mine["doc_id"]],
                x=mine["width"].tolist(),
                base=mine["at"].tolist(),
                offset=look.top,
                width=look.bottom - look.top,
                orientation="h",
                name=look.name,
                marker={"color": look.colour, "line": {"color": "white", "width": 0.6 if kind in _BODY else 0}},
                customdata=mine["paragraph_id"].tolist(),
                hovertext=mine["words"].tolist(),
                hovertemplate="%{hovertext}<extra>" + kind.replace("_", " ") + "</extra>",
            )
    finish(
        figure, _finding(spans), "place in the file (% of its characters)", None, documents, rows=2 * len(documents) + 2
    )
    figure.update_layout(barmode="overlay", xaxis={"range": [0, 100], "ticksuffix": " %", "dtick": None})
    return figure.update_yaxes(categoryorder="array", categoryarray=list(names.values()))


def _row_names(documents: pd.DataFrame) -> dict[str, str]:
    sizes = dict(zip(documents["doc_id"], documents["n_characters"], strict=True))
    names = document_names(documents)
    return {doc_id: "<br>".join(wrap(name, 30)) + f"<br>{sizes[doc_id]:,} characters" for doc_id, name in names.items()}


def _spans(paragraphs: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row a span of a block: where it begins and how wide it is, in per cent of its file."""
    size = paragraphs["doc_id"].map(documents.set_index("doc_id")["n_characters"]).astype("int64")
    table = paragraphs[["doc_id", "paragraph_id", "kind"]].assign(
        size=size, words=_first_words(paragraphs), span=paragraphs["spans"]
    )
    table = table.explode("span", ignore_index=True)
    ends = pd.DataFrame(table["span"].tolist(), columns=["start", "end"], dtype="int64")
    table["length"] = ends["end"] - ends["start"]
    table["at"] = (100 * ends["start"] / table["size"]).round(3)
    table["width"] = (100 * table["length"] / table["size"]).round(3)
    return table


def _first_words(paragraphs: pd.DataFrame) -> list[str]:
    """What one reads when pointing at a block: its number and its first words, escaped."""
    numbers = paragraphs["number"].fillna("").tolist()
    texts = (" ".join(text.split()) for text in paragraphs["text"])
    return [
        f"<b>{label(number)}</b> {label(text, 70)}" if number else label(text, 70)
        for number, text in zip(numbers, texts, strict=True)
    ]


def _finding(spans: pd.DataFrame) -> str:
    if spans.empty:
        return "No block was read"
    shares = 100 * spans.groupby("kind")["length"].sum() / spans["length"].sum()
    body, furniture = shares.get("paragraph", 0.0), shares.get("furniture", 0.0)
    return f"Paragraphs hold {body:.0f} % of the text, page furniture {furniture:.1f} %"


def draw_repairs(repairs: pd.DataFrame, documents: pd.DataFrame, top: int = 20) -> go.Figure:
    """The ``top`` classes of repair by how often they were needed, each with its example most often met.

    Repairs that change no letter (``TRIVIAL``: joined lines, labels, blanks at the margin) are left out.
    """
    real = repairs[~repairs["rule"].isin(TRIVIAL)]
    counts = real.groupby(["rule", "doc_id"]).size().unstack(fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").head(top).index
    examples = _examples(real)
    ticks = [name_class(rule, *examples.loc[rule, ["before", "after"]]) for rule in order]
    figure = go.Figure()
    for colour, (doc_id, name) in zip(PALETTE * 99, document_names(documents).items(), strict=False):
        if doc_id in counts:
            figure.add_bar(
                y=ticks, x=counts.loc[order, doc_id].tolist(), name=name, orientation="h", marker_color=colour,
                hovertemplate="%{y}<br>%{x} repairs<extra>" + name + "</extra>",
            )  # fmt: skip
    finding = "Nothing had to be repaired"
    if len(order):
        most = f"{order[0].replace('_', ' ')} most often ({int(counts.loc[order[0]].sum())})"
        finding = f"{len(real):,} repairs of {len(counts)} classes, {most}"
    more = f" (the {top} classes most needed)" if len(counts) > top else ""
    return finish(figure, finding, f"repairs{more}", None, documents, rows=len(order))


def _examples(repairs: pd.DataFrame) -> pd.DataFrame:
    """What each class met most often, the longer where several are met as often."""
    pairs = repairs.groupby(["rule", "before", "after"], sort=True).size().reset_index(name="count")
    pairs["length"] = pairs["before"].str.len()
    ordered = pairs.sort_values(["count", "length"], ascending=False, kind="stable")
    return ordered.drop_duplicates("rule").set_index("rule")


def name_class(rule: str, before: str, after: str) -> str:
    """A class of repair with its example, blanks made visible, escaped.

    >>> name_class("split_word", "pol itique", "politique")
    'split word: « pol␣itique » → « politique »'
    >>> name_class("space_before_apostrophe", " ", "")
    'space before apostrophe: « ␣ » → nothing'
    """
    shown, mended = (label(" ".join(text.split("\n")), 24).replace(" ", _SPACE) for text in (before, after))
    return f"{rule.replace('_', ' ')}: {_quoted(shown)} → {_quoted(mended)}"


def _quoted(words: str) -> str:
    return f"« {words} »" if words else "nothing"
