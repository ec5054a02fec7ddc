"""The explorer without JupyterLab, as ``make explorer`` serves it, and a saved page: both cut off from the network."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from r2p_data import Corpus
from tests.browser.researcher import Researcher

CHECKOUT = Path(__file__).parents[2]
START_SECONDS = 60
ALL = re.compile(r"^\d+ figures in \d+ of \d+ paragraphs, \d+ documents$")


@pytest.fixture(scope="module")
def voila_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address that ``make explorer`` tells, with this Python and without installing anything."""
    folder = tmp_path_factory.mktemp("voila")
    (folder / "installed").touch()
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"}
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            ["make", "explorer", f"PY={sys.executable}", f"INSTALLED={folder / 'installed'}"],
            cwd=CHECKOUT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield _read_address(server, folder / "log")
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)


def _read_address(server: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text(encoding="utf-8"))
        if found:
            return found[0]
        time.sleep(0.2)
    pytest.fail(f"'make explorer' told no address:\n{log.read_text(encoding='utf-8')[-2000:]}")


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_voila_serves_the_explorer_without_a_network(
    voila_url: str,
    chromium: Browser,
    open_local: Callable[..., AbstractContextManager[Page]],
    corpus: Corpus,
    screenshot: Callable[[Page, str], Path],
    tmp_path: Path,
) -> None:
    euros = corpus.figures[corpus.figures["unit"] == "EUR"]
    with open_local(chromium, voila_url) as page:
        page.goto("/")
        researcher = Researcher(page)
        expect(researcher.said).to_have_text(ALL, timeout=60_000)
        expect(researcher.explorer.locator(".js-plotly-plot")).to_have_count(5, timeout=20_000)
        expect(page.locator(".jp-CodeMirrorEditor, .jp-InputArea-editor")).to_have_count(0)
        researcher.choose("Unit", "EUR")
        expect(researcher.said).to_contain_text(f"{len(euros)} figures in {euros['paragraph_id'].nunique()} of")
        expect(researcher.row).to_have_text(euros.iloc[0]["surface"])
        screenshot(page, "voila")
        with page.expect_download() as coming:
            researcher.press("Page")
        coming.value.save_as(tmp_path / "saved.html")
    with open_local(chromium, voila_url) as page:
        page.goto((tmp_path / "saved.html").as_uri())
        expect(page.locator("blockquote mark")).to_have_text(euros["surface"].tolist())
        screenshot(page, "saved_page")
