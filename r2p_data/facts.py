"""Derived facts: what follows from printed figures by a rule that is written down.

A fact is never mixed with the figures that are printed. Each names its rule, its formula in
words and the figures that it rests on. There are three rules, and no other:

- *joining*: actors join N others (« les États-Unis … se joindre aux 28 pays ») → N + 1;
- *change*: an amount goes from A to B (« de 750 à 900 millions ») → B − A;
- *share*: a part of a whole (« 10 des 16 missions ») → the part in per cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

COLUMNS = (
    "fact_id",
    "doc_id",
    "paragraph_id",
    "rule",
    "value",
    "unit",
    "subject",
    "formula",
    "figure_ids",
    "actor_ids",
)
Row = dict[str, Any]
# A list of actors before the verb: « le Rwanda et les Pays-Bas ».
_NEAR = 160


@cache
def _joining() -> re.Pattern[str]:
    rows = load_rows("joining.csv", ["pattern", "example", "counter_example"])
    return re.compile("(?:" + "|".join(row["pattern"] for row in rows) + r")\s*$")


def derive_facts(
    figures: pd.DataFrame, mentions: pd.DataFrame, actors: pd.DataFrame, paragraphs: pd.DataFrame
) -> pd.DataFrame:
    """The facts that follow from ``figures``, one row a fact, with the columns of ``COLUMNS``.

    ``value`` is in ``unit`` (per cent for a share, the unit of the figure otherwise);
    ``figure_ids`` and ``actor_ids`` list what the fact rests on.
    """
    states = mentions[mentions["form"].isin(["name", "acronym"])].merge(
        actors[["actor_id", "name_fr", "type"]], on="actor_id"
    )
    states = states[(states["type"] == "state") & ~states["nested"]]
    texts = paragraphs.set_index("paragraph_id")["text"]
    rows = [
        {"doc_id": figure["doc_id"], "paragraph_id": figure["paragraph_id"], **fact}
        for figure in figures.to_dict("records")
        for fact in _facts_of(figure, texts[figure["paragraph_id"]], states)
    ]
    numbered = [{"fact_id": f"{row['doc_id']}:fact:{n}", **row} for n, row in enumerate(rows, 1)]
    return pd.DataFrame(numbered, columns=list(COLUMNS)).astype({"value": "float64"})


def _facts_of(figure: Row, text: str, states: pd.DataFrame) -> Iterator[Row]:
    printed = figure["surface"]
    known = {"figure_ids": [figure["figure_id"]], "actor_ids": [], "subject": figure["subject"], "unit": figure["unit"]}
    if figure["form"] == "change":
        value = figure["value2"] - figure["value"]
        yield {
            **known,
            "rule": "change",
            "value": value,
            "formula": f"« {printed} »: {figure['value2']:g} − {figure['value']:g}",
        }
    elif figure["kind"] == "ratio" and figure["value2"]:
        value = 100 * figure["value"] / figure["value2"]
        formula = f"« {printed} »: 100 × {figure['value']:g} / {figure['value2']:g}"
        yield {**known, "rule": "share", "value": value, "unit": "percent", "formula": formula}
    elif figure["kind"] == "count" and figure["bound"] == "exact" and _joining().search(fold(text[: figure["start"]])):
        yield from _joined(figure, text, states, known)


def _joined(figure: Row, text: str, states: pd.DataFrame, known: Row) -> Iterator[Row]:
    """The states named as the subject of the joining verb, in the same clause."""
    clause = max(text.rfind(mark, 0, figure["start"]) for mark in (". ", "; ", " que ", " qu’", " qu'"))
    here = states[
        (states["paragraph_id"] == figure["paragraph_id"])
        & states["start"].between(max(clause, figure["start"] - _NEAR), figure["start"])
    ]
    if here.empty:
        return
    joining = here.drop_duplicates("actor_id")
    formula = (
        f"{figure['value']:g} + {len(joining)} ({', '.join(joining['name_fr'])}) = {figure['value'] + len(joining):g}"
    )
    value = figure["value"] + len(joining)
    yield {**known, "rule": "joining", "value": value, "formula": formula, "actor_ids": list(joining["actor_id"])}
