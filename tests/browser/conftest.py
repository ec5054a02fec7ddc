"""JupyterLab and Debian's Chromium, cut off from the network, for tests that do what a reader does.

``lab_root`` is a copy of the notebooks, so that nothing on disk is changed; ``lab_url`` is the
address of a JupyterLab that serves it; ``page`` is a browser's page, and no test with it may end
with a request to another host; ``run_all(page, "notebooks/x.ipynb")`` opens a notebook and runs
all its cells; ``screenshot(page, "name")`` keeps a picture in tests/screenshots.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, TimeoutError, ViewportSize, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
CHECKOUT = Path(__file__).parents[2]
SCREENSHOTS = CHECKOUT / "tests" / "screenshots"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The network is cut off: no name of a host leads anywhere.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "blob:", "data:", "file:", "about:")
SIZE: ViewportSize = {"width": 1400, "height": 1000}
ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"
# A cell scrolled out of view is otherwise taken out of the page, where no test can see its output.
WHOLE_NOTEBOOK = {"windowingMode": "none"}
# A quick cell shows its star for less time than a poll takes.
WATCH_PROMPTS = """() => {
    // A cell whose code is folded has an empty prompt.
    const all = () => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(e => e.textContent);
    const prompts = () => all().filter(prompt => prompt);
    window.isRunning = () => prompts().some(prompt => prompt.includes('*'));
    window.allNumbered = () => prompts().every(prompt => /\\d/.test(prompt));
    window.sawRunning = false;
    new MutationObserver(() => { window.sawRunning ||= window.isRunning(); })
        .observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
START_SECONDS = 60
START_MILLISECONDS = 10_000
RUN_MILLISECONDS = 60_000
RUN_ATTEMPTS = 4


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and say why it is skipped where there is no Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is missing: 'make browser' installs it on Debian"))


@pytest.fixture(scope="module")
def lab_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the notebooks, which JupyterLab serves and may change."""
    root = tmp_path_factory.mktemp("lab")
    _copy_notebooks(root)
    return root


@pytest.fixture(scope="module")
def lab_url(lab_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running JupyterLab, with its settings and its log in a temporary folder."""
    with _serve(lab_root, tmp_path_factory.mktemp("jupyter")) as url:
        yield url


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab with a copy of the notebooks in a folder; for scripts."""
    root, home = folder / "lab", folder / "jupyter"
    home.mkdir()
    _copy_notebooks(root)
    with _serve(root, home) as url:
        yield url


def _copy_notebooks(root: Path) -> None:
    shutil.copytree(CHECKOUT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))


@contextmanager
def _serve(root: Path, home: Path) -> Iterator[str]:
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    with (home / "lab.log").open("w") as log:
        server = subprocess.Popen(_lab_command(root, port), env=_lab_environment(home), stdout=log, stderr=log)
        try:
            _wait_for(url, server, home / "lab.log")
            yield url
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's Chromium, started once a module."""
    environment = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS, env=dict(environment)
        )
        yield browser
        browser.close()


@pytest.fixture
def page(lab_url: str, chromium: Browser) -> Iterator[Page]:
    """A page of a fresh profile; relative addresses are JupyterLab's. It may ask nothing of another host."""
    with _local_page(chromium, lab_url) as page:
        yield page


@pytest.fixture(scope="session")
def open_local() -> Callable[..., AbstractContextManager[Page]]:
    """Open a page as ``page`` is, for longer than one test: ``open_local(browser, address, size)``."""
    return _local_page


@contextmanager
def _local_page(browser: Browser, url: str, size: ViewportSize = SIZE) -> Iterator[Page]:
    context = browser.new_context(base_url=url, viewport=size)
    asked: list[Request] = []
    context.on("request", lambda request: asked.append(request))
    yield context.new_page()
    context.close()
    # What the page's own Content-Security-Policy forbids never leaves the browser.
    assert [it.url for it in asked if not it.url.startswith(LOCAL) and it.failure != "csp"] == []


@pytest.fixture(scope="session")
def run_all() -> Callable[[Page, str], None]:
    """Open the notebook at a path under ``lab_root`` and run all its cells.

    Fails if a cell raises or writes to stderr, with what it says.
    """
    return run_notebook


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], Path]:
    """Keep a picture of the page as ``tests/screenshots/NAME.png``, for a person to look at."""

    def take(page: Page, name: str) -> Path:
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")
        return SCREENSHOTS / f"{name}.png"

    return take


def run_notebook(page: Page, notebook: str) -> None:
    """Open a notebook and run all its cells; fails if a cell raises or writes to stderr."""
    page.goto(f"/lab/tree/{notebook}?reset")
    # The kernel that the notebook opens with is new; to restart it would only risk its connection.
    for _ in range(RUN_ATTEMPTS):
        page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=RUN_MILLISECONDS)
        ran = _ran(page)
        failures = page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]')
        assert not failures.count(), f"{notebook}: {failures.first.inner_text()}"
        if ran and page.evaluate("window.allNumbered()"):
            return
        page.reload()
    pytest.fail(f"{notebook}: JupyterLab did not run it in {RUN_ATTEMPTS} attempts")


def _ran(page: Page) -> bool:
    """Run all cells; whether a cell was seen to run, and all came to an end."""
    page.evaluate(WATCH_PROMPTS)
    page.get_by_role("menubar").get_by_text("Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    try:
        page.wait_for_function("window.sawRunning", timeout=START_MILLISECONDS)
        page.wait_for_function("!window.isRunning()", timeout=RUN_MILLISECONDS)
    except TimeoutError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _lab_command(root: Path, port: int) -> list[str]:
    options = [f"--ServerApp.root_dir={root}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"),
        *("--IdentityProvider.token=", "--LanguageServerManager.autodetect=False", *options),
    ]


def _lab_environment(home: Path) -> dict[str, str]:
    """The variables that keep JupyterLab out of the user's folders, with its own settings written there."""
    tracker = home / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    page_config = home / "config" / "labconfig" / "page_config.json"
    for path, content in (
        (tracker, WHOLE_NOTEBOOK),
        (page_config, {"disabledExtensions": {ANNOUNCEMENTS: True}}),
    ):
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    own = {
        "HOME": home,
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
    }
    return os.environ | {name: str(path) for name, path in own.items()}


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(f"{url}/api", timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not answer at {url}:\n{log.read_text(encoding='utf-8')[-2000:]}")
