"""The README: its code prints what it shows, its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_ten_lines_print_what_the_readme_shows() -> None:
    code, _ = CODE
    (shown,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CHECKOUT)
    assert [line.rstrip() for line in done.stdout.splitlines()] == [line.rstrip() for line in shown.splitlines()]


def test_a_folder_of_ones_own_goes_through_every_line_of_the_readme(tmp_path: Path) -> None:
    (tmp_path / "my_folder").mkdir()
    (tmp_path / "my_folder" / "a.txt").write_text("Le Front du Sud a reçu 3 millions d’euros.\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text("name_fr,type\nFront du Sud,armed_group\n", encoding="utf-8")
    code = f"import r2p_data as r2p\n{CODE[1]}\nprint(corpus.actors['name_fr'].tolist())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines() == ["['Front du Sud']"]


def test_links_and_pictures_are_there() -> None:
    local = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]
    assert local and all((CHECKOUT / target).exists() for target in local)


def test_every_table_is_told() -> None:
    from r2p_data.codebook import TABLES

    assert all(f"`{name}`" in README for name in TABLES)
