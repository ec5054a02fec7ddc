"""What every test may use: the parsed corpus and the hand-checked annotations."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import r2p_data

# Tests, and every process and notebook that they start, parse anew and write nothing into the home folder.
os.environ["R2P_DATA_CACHE"] = "0"


@pytest.fixture(scope="session")
def corpus() -> r2p_data.Corpus:
    """The five documents of ``seeds/``, parsed once; tests read it and change nothing in it."""
    return r2p_data.load_corpus()


@pytest.fixture(scope="session")
def gold_dir() -> Path:
    """The folder of hand-checked annotations, one JSON file a document."""
    return Path(__file__).parent / "gold"
