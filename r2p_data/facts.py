"""Derived facts: what follows from printed figures by a rule that is written down.

A fact is never mixed with the figures that are printed. Each names its rule, its formula in
words and the figures that it rests on. There are three rules, and no other:

- *joining*: actors join N others (« les États-Unis … se joindre aux 28 pays ») → N + 1;
- *change*: an amount goes from A to B (« de 750 à 900 millions ») → B − A;
- *share*: a part of a whole (« 10 des 16 missions ») → the part in per cent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
Row = dict[Any, Any]
# The subject of a joining verb, states as §: « les § étaient », « le § et les § ont ».
_SUBJECT = re.compile(r"\s*(?:l(?:es?|a) |l')?§(?:(?:, | et | ainsi que )(?:l(?:es?|a) |l')?§)*(?: \w+){0,3} ?")
_CLAUSE = re.compile(r"[.;:!?] |\b(?:que |qu')")


@cache
def _joining() -> re.Pattern[str]:
    rows = load_rows("joining.csv", ["pattern", "example", "counter_example"])
    return re.compile(r"\b(?:" + "|".join(row["pattern"] for row in rows) + r")\s*\Z")


def derive_facts(
    figures: pd.DataFrame, mentions: pd.DataFrame, actors: pd.DataFrame, paragraphs: pd.DataFrame
) -> pd.DataFrame:
    """The facts that follow from ``figures``, one row a fact, with the columns of ``COLUMNS``.

    ``value`` is in ``unit`` (per cent for a share, the unit of the figure otherwise);
    ``figure_ids`` and ``actor_ids`` list what the fact rests on.
    """
    texts = paragraphs.set_index("paragraph_id")["text"]
    states = _named_states(mentions, actors)
    rows: list[Row] = []
    for figure in figures.to_dict("records"):
        fact = _change(figure) or _share(figure) or _joining_states(figure, texts[figure["paragraph_id"]], states)
        if fact:
            rows.append(_placed(figure) | fact | {"fact_id": f"{figure['doc_id']}:fact:{len(rows) + 1}"})
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})


def join_facts(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The facts of several groups of documents as ``derive_facts`` gives them of all at once."""
    rows = [row for table in tables for row in table.to_dict("records")]
    numbered = [row | {"fact_id": f"{row['doc_id']}:fact:{number}"} for number, row in enumerate(rows, start=1)]
    return pd.DataFrame(numbered, columns=list(COLUMNS)).astype({"value": "float64"})


def _named_states(mentions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    named = mentions[mentions["form"].isin(["name", "acronym"]) & ~mentions["nested"]]
    states = actors.loc[actors["type"] == "state", ["actor_id", "name_fr"]]
    return named.merge(states, on="actor_id")


def _placed(figure: Row) -> Row:
    kept = {key: figure[key] for key in ("doc_id", "paragraph_id", "subject", "unit")}
    return kept | {"figure_ids": [figure["figure_id"]], "actor_ids": []}


def _change(figure: Row) -> Row | None:
    if figure["form"] != "change":
        return None
    first, last = figure["value"], figure["value2"]
    formula = f"« {figure['surface']} »: {_plain(last)} − {_plain(first)} = {_plain(last - first)}"
    return {"rule": "change", "value": last - first, "formula": formula}


def _share(figure: Row) -> Row | None:
    if figure["kind"] != "ratio" or not figure["value2"]:
        return None
    part, whole = figure["value"], figure["value2"]
    formula = f"« {figure['surface']} »: 100 × {_plain(part)} / {_plain(whole)} = {_plain(100 * part / whole)} %"
    return {"rule": "share", "value": 100 * part / whole, "unit": "percent", "formula": formula}


def _joining_states(figure: Row, text: str, states: pd.DataFrame) -> Row | None:
    """The states that are the whole subject of a joining verb before an exact count."""
    before = fold(text[: figure["start"]])
    verb = _joining().search(before) if figure["kind"] == "count" and figure["bound"] == "exact" else None
    if verb is None:
        return None
    clause = max((match.end() for match in _CLAUSE.finditer(before, 0, verb.start())), default=0)
    here = states[(states["paragraph_id"] == figure["paragraph_id"]) & states["start"].between(clause, verb.start())]
    subject = before[clause : verb.start()]
    for row in here.sort_values("start", ascending=False).to_dict("records"):
        subject = subject[: row["start"] - clause] + "§" + subject[row["end"] - clause :]
    joining = here.drop_duplicates("actor_id")
    if joining.empty or not _SUBJECT.fullmatch(subject):
        return None
    total = figure["value"] + len(joining)
    formula = f"{_plain(figure['value'])} + {len(joining)} ({', '.join(joining['name_fr'])}) = {_plain(total)}"
    return {"rule": "joining", "value": total, "formula": formula, "actor_ids": list(joining["actor_id"])}


def _plain(number: float) -> str:
    """A number in full, with French separators: « 900 000 000 », « 62,5 »."""
    return f"{number:,.10g}".replace(",", "\u202f").replace(".", ",")
