"""The version of the rules: what decides, beside the documents, what is found in them."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["LIBRARIES", "version_of_rules"]

# What shows a corpus decides nothing about its rows.
_NO_RULES = ("charts", "explore", "lessons", "seeds", "templates", "cli.py")
_KINDS = (".py", ".csv", ".toml", ".json")
# Those that find and read, and those that write the files: another version may write other bytes.
LIBRARIES = (
    "ahocorasick-rs", "babel", "charset-normalizer", "ftfy", "lxml", "lxml-html-clean", "numpy", "pandas", "pillow",
    "pyarrow", "pycountry", "pypdfium2", "pyspellchecker", "pytesseract", "python-docx", "text2num",
    "trafilatura", "wordfreq",
)  # fmt: skip


_VERSION = re.compile(r"^Version: (.+)$", re.MULTILINE)


@cache
def version_of_rules() -> str:
    """A hash of the package's code and lexicon, and of the versions of the libraries that they use."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    package = Path(__file__).parent
    for path in _files(str(package)):
        with open(path, "rb") as file:
            held = hashlib.sha256(file.read()).hexdigest()
        digest.update(f"{Path(path).relative_to(package).as_posix()} {held}\n".encode())
    return digest.hexdigest()[:32]


def _files(package: str) -> Iterator[str]:
    """The files of code and lexicon, in order; a walk by paths takes three times as long, at every start."""
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if folder != package or name not in _NO_RULES)
        for name in sorted(names):
            if name.endswith(_KINDS) and (folder != package or name not in _NO_RULES):
                yield os.path.join(folder, name)


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        found = distribution(name)
    except PackageNotFoundError:
        return "not installed"
    # To parse all that a library states of itself takes seven times as long.
    stated = _VERSION.search(found.read_text("METADATA") or "")
    return stated[1] if stated else found.version
