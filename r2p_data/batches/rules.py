"""The version of the rules: what decides, beside the documents, what is found in them."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from importlib.metadata import PackageNotFoundError, version
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


@cache
def version_of_rules() -> str:
    """A hash of the package's code and lexicon, and of the versions of the libraries that they use."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        place = path.relative_to(package)
        if path.suffix in _KINDS and place.parts[0] not in _NO_RULES:
            digest.update(f"{place.as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:32]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
