"""The pictures of the README are those that ``make gallery`` takes, and small enough to be looked at."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from tests.gallery import IMAGES, PICTURES

CHECKOUT = Path(__file__).parent.parent
MOST_BYTES = 300_000


def test_the_readme_shows_exactly_what_the_target_takes() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\(notebooks/images/(gallery_\w+\.png)\)", readme)) == sorted(PICTURES)
    assert sorted(path.name for path in IMAGES.glob("gallery_*.png")) == sorted(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_wide_and_light(name: str) -> None:
    content = (IMAGES / name).read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    assert 1_000 <= width <= 1_500 and 500 <= height <= 1_000
    assert len(content) < MOST_BYTES


def test_make_gallery_runs_the_module() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^gallery:.*\n(\t.*\n)*\t.*-m tests\.gallery$", makefile, re.MULTILINE)
