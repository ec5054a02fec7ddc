"""Charts of the lessons, in the language of the lesson: those that lie say so in the prose around them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from r2p_data.charts.style import PALETTE, document_names, label
from r2p_data.lessons.checking import current_language
from r2p_data.lessons.saying import Said

_SOURCE = Said("Source: documents of the corpus, read with r2p_data", "Source : documents du corpus, lus avec r2p_data")
_MILLION = 1e6


def _say(en: str, fr: str, **values: object) -> str:
    return Said(en, fr).filled(**values).to(current_language())


def say_number(value: float, decimals: int = 0) -> str:
    """A number as the language of the lesson prints it: « 1 234,5 » in French, « 1,234.5 » in English."""
    text = f"{value:,.{decimals}f}"
    return text.translate({44: "\u202f", 46: ","}) if current_language() == "fr" else text


def _finish(figure: go.Figure, title: str, height: int = 340) -> go.Figure:
    """Title, size and source line."""
    figure.update_layout(
        template="plotly_white",
        separators=",\u202f" if current_language() == "fr" else ".,",
        title={"text": title, "x": 0, "xref": "paper", "font": {"size": 17}},
        height=height,
        margin={"l": 10, "r": 10, "t": 60, "b": 100},
        bargap=0.35,
    )
    figure.update_xaxes(automargin=True)
    figure.update_yaxes(automargin=True)
    return figure.add_annotation(
        text=_SOURCE.to(current_language()),
        xref="paper", yref="paper", x=0, y=0, yshift=-72, showarrow=False, font={"size": 11, "color": "#666"},
    )  # fmt: skip


def draw_change(change: pd.DataFrame, start: float = 0) -> go.Figure:
    """A change from one amount to another as two bars, on an axis that begins at ``start``.

    Parameters
    ----------
    change
        one row of ``corpus.figures`` whose form is « change ».
    start
        where the axis begins, in units of the currency; anything but 0 lies.
    """
    row = change.iloc[0]
    ends = [float(row["value"]) / _MILLION, float(row["value2"]) / _MILLION]
    figure = go.Figure(
        go.Bar(
            x=[_say("before", "avant"), _say("after", "après")],
            y=ends,
            text=[say_number(end) for end in ends],
            marker_color=[PALETTE[4], PALETTE[0]],
            width=0.5,
        )
    )
    unit = label(row["unit"])
    figure.update_yaxes(
        title=_say("million {unit}", "millions ({unit})", unit=unit), range=[start / _MILLION, max(ends) * 1.08]
    )
    return _finish(figure, _change_title(ends, start))


def _change_title(ends: Sequence[float], start: float) -> str:
    before, after = ends
    if start:
        return _say("European support for peace soars!", "Le soutien européen à la paix s’envole !")
    share = say_number(100 * (after - before) / before)
    return _say(
        "The contribution changes by {share} %, from {a} to {b} million",
        "La contribution varie de {share} %, de {a} à {b} millions",
        share=share, a=say_number(before), b=say_number(after),
    )  # fmt: skip


def draw_values(figures: pd.DataFrame) -> go.Figure:
    """The values of any figures as bars on one axis, whatever their units: what one should not draw."""
    rows = figures.sort_values("value", kind="stable")
    places = list(range(len(rows)))
    figure = go.Figure(go.Bar(x=rows["value"].tolist(), y=places, orientation="h", marker_color=PALETTE[1]))
    figure.update_yaxes(tickvals=places, ticktext=[label(text, 40) for text in rows["surface"]])
    figure.update_xaxes(title=_say("value (in which unit?)", "valeur (dans quelle unité ?)"))
    title = _say(
        "{n} numbers on one axis, without a unit in common",
        "{n} nombres sur un même axe, sans unité commune",
        n=len(rows),
    )
    return _finish(figure, title, 200 + 26 * len(rows))


def draw_lengths(documents: pd.DataFrame) -> go.Figure:
    """The documents by their number of words."""
    words = documents.set_index("doc_id")["n_words"]
    names = document_names(documents)
    title = _say(
        "{long} is {n} times as long as {short}",
        "{long} est {n} fois plus long que {short}",
        long=names[str(words.idxmax())], short=names[str(words.idxmin())], n=say_number(words.max() / words.min()),
    )  # fmt: skip
    return _bars(words.rename(names), title, _say("words", "mots"))


def draw_named(counts: pd.Series, documents: pd.DataFrame) -> go.Figure:
    """How often something is named in each document; ``counts`` by doc_id."""
    names = document_names(documents)
    title = _say(
        "{name} names it most: {n} times", "{name} le nomme le plus : {n} fois",
        name=names[str(counts.idxmax())], n=say_number(counts.max()),
    )  # fmt: skip
    return _bars(counts.rename(names), title, _say("mentions", "mentions"))


def draw_rates(counts: pd.Series, documents: pd.DataFrame) -> go.Figure:
    """How often something is named in a thousand words of each document; ``counts`` by doc_id."""
    names = document_names(documents)
    rates = (1000 * counts / documents.set_index("doc_id")["n_words"]).fillna(0)
    title = _say(
        "{name} names it most for its length", "{name} le nomme le plus pour sa longueur",
        name=names[str(rates.idxmax())],
    )  # fmt: skip
    return _bars(rates.rename(names), title, _say("mentions per 1,000 words", "mentions pour 1 000 mots"), 1)


def _bars(counts: pd.Series, title: str, unit: str, decimals: int = 0) -> go.Figure:
    """A bar for each row, the longest at the top, with its number beside it."""
    rows = counts.sort_values(kind="stable")
    figure = go.Figure(
        go.Bar(
            x=[float(value) for value in rows],
            y=[str(name) for name in rows.index],
            orientation="h",
            text=[say_number(float(value), decimals) for value in rows],
            textposition="outside",
            cliponaxis=False,
            marker_color=PALETTE[0],
        )
    )
    figure.update_xaxes(title=unit, rangemode="tozero")
    return _finish(figure, title, 210 + 28 * len(rows))


def draw_found(table: pd.DataFrame) -> go.Figure:
    """How often words are found in a file and in its repaired text; two columns, one row a search."""
    lost = int((table.iloc[:, 0] < table.iloc[:, 1]).sum())
    title = _say(
        "The file hides {n} of {all} searches", "Le fichier fausse {n} recherches sur {all}", n=lost, all=len(table)
    )
    names = (_say("in the file", "dans le fichier"), _say("in the repaired text", "dans le texte réparé"))
    return _pairs(table, names, title, _say("places found", "occurrences trouvées"))


def draw_scores(table: pd.DataFrame) -> go.Figure:
    """Precision and recall of several annotators; two columns, one row an annotator."""
    gap = (table.iloc[:, 0] - table.iloc[:, 1]).abs()
    title = _say(
        "The two measures differ most for: {name}", "Les deux mesures diffèrent le plus pour : {name}",
        name=label(gap.idxmax()),
    )  # fmt: skip
    names = (_say("precision", "précision"), _say("recall", "rappel"))
    return _pairs(table, names, title, _say("share (1 = all)", "part (1 = tout)"))


def _pairs(table: pd.DataFrame, names: Sequence[str], title: str, unit: str) -> go.Figure:
    """Two bars side by side for each row of a table of two columns, called ``names`` in the legend."""
    figure = go.Figure()
    for column, name, colour in zip(table.columns, names, (PALETTE[1], PALETTE[0]), strict=True):
        values = [float(value) for value in table[column]]
        figure.add_bar(
            y=[label(row, 40) for row in table.index],
            x=values,
            name=name,
            orientation="h",
            text=[say_number(value, 0 if value == round(value) else 2) for value in values],
            textposition="outside",
            cliponaxis=False,
            marker_color=colour,
        )
    figure.update_layout(barmode="group")
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(title=unit, rangemode="tozero")
    return _finish(figure, title, 210 + 48 * len(table))
