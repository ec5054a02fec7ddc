"""Accuracy against the gold annotations of the seeds, printed, with floors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import r2p_data as r2p

HERE = Path(__file__).parent

# What issue and contract ask for: (layer, measure, floor).
FLOORS = [
    ("blocks", "f1", 0.99),
    ("numbered", "f1", 1.0),
    ("figures", "f1", 0.99),
    ("ordinals", "f1", 0.97),
    ("dates", "f1", 0.98),
    ("references", "f1", 0.98),
    ("mentions", "f1", 0.97),
    ("mentions", "precision", 0.98),
    ("adjectives (recall)", "recall", 0.95),
    ("nested (recall)", "recall", 0.90),
    ("offices (recall)", "recall", 0.90),
    ("anaphora (recall)", "recall", 0.80),
    ("words", "f1", 0.997),
]


@pytest.fixture(scope="module")
def scores(corpus: r2p.Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    folder = tmp_path_factory.mktemp("scores")
    corpus.save(folder / "tables")
    command = [sys.executable, HERE / "gold" / "score.py", folder / "tables", HERE / "gold", HERE.parent / "seeds"]
    done = subprocess.run([*command, "--json", folder / "scores.json"], capture_output=True, text=True, check=True)
    print("\n" + done.stdout)
    result: dict[str, dict[str, float]] = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    return result


@pytest.mark.parametrize(("layer", "measure", "floor"), FLOORS)
def test_accuracy_is_above_its_floor(
    scores: dict[str, dict[str, float]], layer: str, measure: str, floor: float, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print(f"\n{layer}: {measure} {scores[layer][measure]} (floor {floor})", end=" ")
    assert scores[layer][measure] >= floor


def test_no_trap_is_sprung(scores: dict[str, dict[str, float]]) -> None:
    assert scores["traps"] == {"traps": 98, "sprung": 0}


def test_no_character_is_lost_or_doubled(scores: dict[str, dict[str, float]]) -> None:
    assert (scores["conservation"]["uncovered"], scores["conservation"]["doubled"]) == (0, 0)
