"""The measure that notebooks show is the one that the score prints, on right tables and on wrong ones."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import r2p_data as r2p
from r2p_data.evaluate import COLUMNS, evaluate

SEEDS = Path(__file__).parents[1] / "seeds"
Tables = dict[str, pd.DataFrame]


def as_it_is(tables: Tables) -> Tables:
    return tables


def with_rows_lost(tables: Tables) -> Tables:
    return tables | {name: tables[name].iloc[::2] for name in ("figures", "dates", "references")}


def with_wrong_facts(tables: Tables) -> Tables:
    figures, dates, references = (tables[name].copy() for name in ("figures", "dates", "references"))
    figures.loc[figures.index[::3], "value"] += 1
    dates.loc[dates.index[::4], "date_to"] = pd.NaT
    references.loc[references.index[::5], "symbol"] = "S/RES/1 (1946)"
    return tables | {"figures": figures, "dates": dates, "references": references}


def with_rows_twice(tables: Tables) -> Tables:
    return tables | {name: pd.concat([tables[name]] * 2) for name in ("figures", "dates", "references")}


def with_wider_spans(tables: Tables) -> Tables:
    figures = tables["figures"].copy()
    figures["raw_end"] += 40
    return tables | {"figures": figures}


@pytest.mark.parametrize("change", [as_it_is, with_rows_lost, with_wrong_facts, with_rows_twice, with_wider_spans])
def test_agrees_with_the_score(
    corpus: r2p.Corpus, gold_dir: Path, tmp_path: Path, change: Callable[[Tables], Tables]
) -> None:
    changed = r2p.Corpus(change(corpus.tables), corpus._texts)
    changed.save(tmp_path / "tables")
    command = [sys.executable, gold_dir / "score.py", tmp_path / "tables", gold_dir, SEEDS]
    subprocess.run([*command, "--json", tmp_path / "scores.json"], check=True, capture_output=True)
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    for row in evaluate(changed, gold_dir).to_dict("records"):
        assert {name: round(row[name], 4) for name in COLUMNS[1:]} == scores[row["layer"]], row["layer"]


def test_documents_without_annotations_are_left_out(corpus: r2p.Corpus, gold_dir: Path, tmp_path: Path) -> None:
    annotated = sorted(gold_dir.glob("*.json"))[0]
    (tmp_path / annotated.name).write_bytes(annotated.read_bytes())
    assert list(evaluate(corpus, tmp_path)["gold"]) == [4, 0, 3, 0]


def test_a_folder_without_annotations_is_named(corpus: r2p.Corpus, tmp_path: Path) -> None:
    with pytest.raises(r2p.R2PDataError, match="document stem"):
        evaluate(corpus, tmp_path)
