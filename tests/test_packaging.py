"""One set of versions, and a wheel that is whole: pyproject.toml, constraints.txt, environment.yml, CITATION.cff."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
DECLARED = [Requirement(line) for group in (PROJECT["dependencies"], *EXTRAS.values()) for line in group]
SUPPORTED_PYTHONS = ("3.11.0", "3.11.9", "3.12.8", "3.13.5")
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def constraint_lines() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


PINS = [Requirement(line) for line in constraint_lines()]


def pins_of(name: str, python: str) -> list[Requirement]:
    """The pins of a package that hold for a Python on Linux."""
    environment = {**default_environment(), "python_full_version": python, "python_version": python.rpartition(".")[0]}
    same = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(name)]
    return [pin for pin in same if pin.marker is None or pin.marker.evaluate(environment)]


@pytest.mark.parametrize("python", SUPPORTED_PYTHONS)
@pytest.mark.parametrize("declared", DECLARED, ids=str)
def test_every_declared_package_has_one_pin_that_fits(declared: Requirement, python: str) -> None:
    pins = pins_of(declared.name, python)
    assert len(pins) == 1, f"{declared.name}: run 'make constraints'"
    (pin,) = pins[0].specifier
    assert pin.operator == "=="
    assert declared.specifier.contains(pin.version)


def test_everything_that_the_extras_bring_is_pinned() -> None:
    unpinned, queue, seen = [], [(d.name, frozenset(d.extras)) for d in DECLARED], set()
    while queue:
        name, extras = queue.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        if not pins_of(name, sys.version.split()[0]):
            unpinned.append(name)
        queue += _required_by(name, extras)
    assert unpinned == []


def _required_by(name: str, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    try:
        lines = requires(name) or []
    except PackageNotFoundError:  # the tools of the benchmarks are installed by `make bench` only
        return []
    found = [Requirement(line) for line in lines]
    wanted = [{"extra": extra} for extra in (*extras, "")]
    met = [r for r in found if r.marker is None or any(r.marker.evaluate(each) for each in wanted)]
    return [(r.name, frozenset(r.extras)) for r in met]


def test_constraints_hold_pins_and_nothing_else() -> None:
    assert len(PINS) > 50
    assert [line for line in constraint_lines() if not re.fullmatch(r"[A-Za-z0-9_.-]+==[\w.]+( ; .+)?", line)] == []
    assert not re.search(r"://|@|^-|file:", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)


def test_conda_and_binder_install_the_same() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *conda, by_pip = environment["dependencies"]
    python = Requirement(conda[0].replace("=", "=="))
    assert [Requirement(line).name for line in (conda[0].replace("=", "=="), *conda[1:])] == ["python", "pip"]
    assert PROJECT["requires-python"] == ">=3.11"
    assert str(python.specifier) in {f"=={'.'.join(version.split('.')[:2])}" for version in SUPPORTED_PYTHONS}
    assert by_pip["pip"] == ["-c constraints.txt", "-e .[formats,notebooks,cluster,s3,test]"]
    assert {"formats", "notebooks", "test"} <= set(EXTRAS)


def test_citation_names_this_version_and_licence() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["version"], citation["license"]) == (PROJECT["version"], PROJECT["license"])
    assert citation["title"].startswith("r2p_data")


def test_the_package_ships_every_folder_of_its_code() -> None:
    on_disk = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "r2p_data").rglob("__init__.py")}
    assert set(PYPROJECT["tool"]["setuptools"]["packages"]) == on_disk | {"r2p_data.seeds"}


# The extras that the package itself imports from; the others are for its makers.
SHIPPED = {".py", ".csv", ".toml", ".json", ".geojson", ".js", ".css", ".html"}
USED = ("cluster", "formats", "ner", "notebooks", "ocr")


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "r2p_data").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    roots = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"r2p_data"}
    distributions = packages_distributions()
    imported = {canonicalize_name(name) for root in roots for name in distributions.get(root, [root])}
    required = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    optional = {canonicalize_name(Requirement(line).name) for extra in USED for line in EXTRAS[extra]}
    assert imported - required - optional == set()
    assert required - imported - {"pyarrow"} == set(), "pyarrow alone is used through pandas"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy, so that nothing is left in the checkout; needs no network."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, copy)
    for name in ("r2p_data", "seeds"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    _pip("wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", str(out), str(copy))
    (built,) = out.glob("r2p_data-*.whl")
    return built


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_code_lexicon_seeds_and_licence(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    data = [path for path in (ROOT / "r2p_data").rglob("*") if path.suffix in SHIPPED]
    expected = {path.relative_to(ROOT).as_posix(): path for path in [*data, ROOT / "r2p_data" / "py.typed"]}
    expected |= {f"r2p_data/seeds/{path.name}": path for path in [*SEEDS, ROOT / "seeds" / "README.md"]}
    assert len(SEEDS) == 5
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in expected.items()}
    assert {name: held.get(name) for name in digests} == digests
    beside = [name for name in held.keys() - digests.keys() if ".dist-info/" not in name]
    assert beside == [], "a wheel holds what the checkout holds"
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_an_installed_wheel_reads_its_own_seeds(wheel: Path, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    _pip("install", "--no-deps", "--target", str(site), str(wheel))
    code = (
        "import r2p_data as r2p; c = r2p.load_corpus();"
        "print(r2p.__file__, *sorted(c.documents['sha256']), sep='\\n'); print(c.source(c.documents['doc_id'].iloc[0]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    file, *lines = run.stdout.splitlines()
    assert Path(file).is_relative_to(site)
    assert lines[:5] == sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in SEEDS)
    assert "\n".join(lines[5:]).startswith(SEEDS[0].read_text(encoding="utf-8").splitlines()[0])
