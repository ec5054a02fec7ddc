"""Finding the files that a user means, and the short names they go by."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from glob import glob, has_magic
from pathlib import Path

from r2p_data.errors import UnreadableDocument

_READABLE = (".txt", ".text")


def find_files(sources: Sequence[str | os.PathLike[str]]) -> list[Path]:
    """The text files that ``sources`` name, sorted within each source, each once.

    A folder stands for every ``.txt`` file below it, hidden ones left out; a pattern
    (``reports/*.txt``) for what it matches; a file for itself.

    Raises
    ------
    UnreadableDocument
        if a path does not exist, a folder or a pattern has no text file, or a file is of a
        kind that cannot be read.
    """
    found = dict.fromkeys(path for source in sources for path in _expand(os.fspath(source)))
    return list(found)


def _expand(source: str) -> Iterable[Path]:
    path = Path(source).expanduser()
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in _READABLE and _is_visible(file, path))
        if not files:
            raise UnreadableDocument(f"{source}: holds no text file; give a folder with .txt documents")
        return files
    if path.exists():
        if path.suffix.lower() not in (*_READABLE, ""):
            raise UnreadableDocument(f"{source}: is no .txt file; only plain text is read, convert the document first")
        return [path]
    if has_magic(source):
        files = [file for name in sorted(glob(str(path), recursive=True)) for file in _expand(name)]
        if files:
            return files
        raise UnreadableDocument(f"{source}: matches no file; check the pattern")
    raise UnreadableDocument(f"{source}: no such file or folder; check the path")


def _is_visible(file: Path, folder: Path) -> bool:
    return file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)


def name_documents(paths: Sequence[Path]) -> list[str]:
    """A ``doc_id`` for each path: its stem, or its relative path where stems collide.

    >>> name_documents([Path("a/x.txt"), Path("b/x.txt"), Path("a/y.txt")])
    ['a/x.txt', 'b/x.txt', 'y']
    """
    stems = Counter(path.stem for path in paths)
    clashing = [path for path in paths if stems[path.stem] > 1]
    base = Path(os.path.commonpath([path.absolute().parent for path in clashing])) if clashing else Path()
    return [path.stem if stems[path.stem] == 1 else path.absolute().relative_to(base).as_posix() for path in paths]
