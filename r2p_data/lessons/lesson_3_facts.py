"""What lesson 3 asks about, found in the corpus."""

from __future__ import annotations

import pandas as pd

from r2p_data.corpus import Corpus

# Where the axis of the chart that lies begins.
LYING_START = 700_000_000


def quantities(corpus: Corpus) -> pd.DataFrame:
    """Figures that are no ordinals."""
    return corpus.figures[corpus.figures["kind"] != "ordinal"]


def stated(corpus: Corpus) -> float:
    """How many of them have a known speaker."""
    return float(quantities(corpus)["attribution"].notna().sum())


def joined(corpus: Corpus) -> pd.Series:
    """The fact that a party joins those counted before."""
    found: pd.Series = corpus.facts[corpus.facts["rule"] == "joining"].iloc[0]
    return found


def before(corpus: Corpus) -> pd.Series:
    """The figure that is printed: those who signed before."""
    figures = corpus.figures
    found: pd.Series = figures[figures["figure_id"] == joined(corpus)["figure_ids"][0]].iloc[0]
    return found


def speaker(corpus: Corpus) -> list[str]:
    """Every form in which the speaker of that figure may be named."""
    actor_id = before(corpus)["attribution"]
    names = corpus.actors.set_index("actor_id").loc[actor_id, ["name_fr", "name_en"]].dropna()
    said = corpus.mentions.loc[corpus.mentions["actor_id"] == actor_id, "surface"]
    titled = [f"{title} {name}" for title in ("Mme", "Ms") for name in names]
    return [str(actor_id), *names.astype(str), *titled, *said, *[str(name).split()[-1] for name in names]]


def ratio(corpus: Corpus) -> pd.Series:
    """The first ratio."""
    return corpus.figures[corpus.figures["kind"] == "ratio"].iloc[0]


def share(corpus: Corpus) -> float:
    """That ratio in per cent."""
    return float(100 * ratio(corpus)["value"] / ratio(corpus)["value2"])


def percent_beside(corpus: Corpus) -> float:
    """The percentage in the paragraph of the ratio."""
    figures = corpus.figures
    beside = figures[(figures["kind"] == "percent") & (figures["paragraph_id"] == ratio(corpus)["paragraph_id"])]
    return float(beside["value"].iloc[0])


def change(corpus: Corpus) -> pd.Series:
    """The first change of an amount of money."""
    figures = corpus.figures
    return figures[(figures["kind"] == "money") & (figures["form"] == "change")].iloc[0]


def rise(corpus: Corpus) -> float:
    """By how much it rises."""
    return float(change(corpus)["value2"] - change(corpus)["value"])


def total(corpus: Corpus) -> pd.Series:
    """The amount raised over a period of years."""
    money = corpus.figures[(corpus.figures["kind"] == "money") & (corpus.figures["bound"] == "at_least")]
    return money[money["period"].notna()].iloc[0]


def years(corpus: Corpus) -> float:
    """How many years that period covers."""
    figures = corpus.figures
    same = figures["paragraph_id"] == total(corpus)["paragraph_id"]
    return float(figures[same & (figures["unit"] == "years")]["value"].iloc[0])


def yearly(corpus: Corpus) -> float:
    """That amount in an average year."""
    return float(total(corpus)["value"]) / years(corpus)


def seeming(corpus: Corpus) -> float:
    """How many times as high the second bar looks in the chart that lies."""
    row = change(corpus)
    return float((row["value2"] - LYING_START) / (row["value"] - LYING_START))


def real(corpus: Corpus) -> float:
    """How many times as large the second value is."""
    return float(change(corpus)["value2"] / change(corpus)["value"])
