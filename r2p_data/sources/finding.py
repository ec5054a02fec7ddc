"""Finding the files that a user means, and the short names they go by."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from r2p_data.errors import UnreadableDocument
from r2p_data.sources.archives import is_archive, list_members
from r2p_data.sources.limits import Limits
from r2p_data.sources.stores import find_remote, is_url

__all__ = ["Found", "find_files", "name_documents", "read_file"]

# What ``Corpus.save`` writes: a folder with it holds tables, and no documents.
_DESCRIPTOR = "datapackage.json"
# « README.md » tells of a folder and is no document in it.
_NO_DOCUMENTS = ("readme", "license", "licence", "thumbs.db", "desktop.ini")


class Found(NamedTuple):
    """A file that a source names: how it is called, and what reads its bytes or says why it cannot be read."""

    path: Path
    name: str
    read: Callable[[], bytes]


def find_files(sources: Sequence[str | os.PathLike[str]], limits: Limits | None = None) -> list[Found]:
    """The files that ``sources`` name, sorted within each source, each once; no file is opened but archives.

    A folder stands for every file below it, hidden ones, its README and saved corpora left out; a pattern
    (``reports/*.pdf``) for what it matches; an archive (``.zip``, ``.tar.gz``) for what it
    holds; a URL (``s3://bucket/reports``) for a file or folder of that store; a file for
    itself. Links that lead out of a folder are found and not followed.

    Raises
    ------
    UnreadableDocument
        if a path does not exist, or a folder or a pattern stands for no file.
    """
    limits = limits or Limits()
    found = {file.name: file for source in sources for file in _expand(os.fspath(source), limits)}
    return list(found.values())


def _expand(source: str, limits: Limits) -> list[Found]:
    if is_url(source):
        remote = find_remote(source, limits)
        if not remote:
            raise UnreadableDocument(f"{source}: holds no document; check the address")
        return [file for name, read in remote for file in _opened(Found(Path(name), name, read), limits)]
    path = Path(source.removeprefix("file://")).expanduser()
    if path.is_dir():
        files = [file for found in _walk(path, limits) for file in _opened(found, limits)]
        if not files and _is_corpus(path):
            raise UnreadableDocument(
                f"{source}: is a saved corpus, and no folder of documents; open it with open_corpus"
            )
        if not files:
            raise UnreadableDocument(f"{source}: holds no text file, PDF, DOCX or other document; check the folder")
        return files
    if path.exists():
        return list(_opened(_found(path, limits), limits))
    if has_magic(source):
        files = [file for name in sorted(glob(str(path), recursive=True)) for file in _expand(name, limits)]
        if files:
            return files
        raise UnreadableDocument(f"{source}: matches no file; check the pattern")
    raise UnreadableDocument(f"{source}: no such file or folder; check the path")


def _found(path: Path, limits: Limits) -> Found:
    return Found(path, str(path), partial(read_file, path, limits))


def _walk(folder: Path, limits: Limits) -> Iterator[Found]:
    """The files below a folder; a link that leads out of it can be named and not read."""
    home = folder.resolve()
    below: list[Path] = []
    for parent, names, files in os.walk(folder, followlinks=False):
        if _DESCRIPTOR in files and _is_corpus(Path(parent)):
            names.clear()
            continue
        names[:] = sorted(name for name in names if not name.startswith("."))
        linked = [name for name in names if (Path(parent) / name).is_symlink()]
        below += [Path(parent) / name for name in (*files, *linked) if _is_document(name)]
    for path in sorted(below):
        if path.is_symlink() and not (path.resolve().is_relative_to(home) and path.is_file()):
            yield Found(path, str(path), partial(_refuse, f"{path}: a link out of the folder; not followed"))
        else:
            yield _found(path, limits)


def _is_corpus(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / _DESCRIPTOR).read_bytes())["name"] == "r2p_data")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _is_document(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.lower().startswith(_NO_DOCUMENTS)


def _opened(found: Found, limits: Limits) -> Iterator[Found]:
    """A file, or the files in it if it is an archive; an archive that cannot be opened stands for itself."""
    if not is_archive(found.name):
        yield found
        return
    try:
        members = list(list_members(found.read(), found.name, limits))
        if not members:
            raise UnreadableDocument(f"{found.name}: is empty: the archive holds no document")
    except UnreadableDocument as error:
        yield found._replace(read=partial(_refuse, str(error)))
        return
    for name, read in members:
        if not name:
            yield found._replace(read=read)
        elif _is_document(Path(name).name):
            yield Found(found.path / name, f"{found.name}/{name}", read)


def _refuse(reason: str) -> bytes:
    raise UnreadableDocument(reason)


def read_file(path: Path, limits: Limits) -> bytes:
    """The bytes of a file.

    Raises
    ------
    UnreadableDocument
        if it is larger than the limit, no plain file, or cannot be opened.
    """
    try:
        if not path.is_file():
            raise UnreadableDocument(f"{path}: is no plain file; give a document")
        size = path.stat().st_size
        if size > limits.size:
            raise UnreadableDocument(f"{path}: too large: {size} bytes, more than {limits.size}; split it")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"{path}: cannot be read ({error.strerror}); check the path and your permissions"
        ) from error


def name_documents(paths: Sequence[Path]) -> list[str]:
    """A ``doc_id`` for each path: its stem, or its relative path where stems collide, with each other or with one.

    >>> name_documents([Path("a/x.txt"), Path("b/x.pdf"), Path("a/y.txt")])
    ['a/x.txt', 'b/x.pdf', 'y']
    >>> name_documents([Path("a/x.pdf"), Path("a/x.docx"), Path("a/x.pdf.txt")])
    ['x.pdf', 'x.docx', 'x.pdf.txt']
    """
    stems = Counter(path.stem for path in paths)
    alone = {stem for stem, many in stems.items() if many == 1}
    while True:
        base = _common_folder([path.absolute() for path in paths if path.stem not in alone])
        names = [path.stem if path.stem in alone else _relative(path.absolute(), base) for path in paths]
        taken = {name for name, many in Counter(names).items() if many > 1}
        if not taken & alone:
            return names
        alone -= taken


def _common_folder(paths: Sequence[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath([path.parent for path in paths])) if paths else None
    except ValueError:  # two drives have no folder in common
        return None


def _relative(path: Path, base: Path | None) -> str:
    return (path if base is None else path.relative_to(base)).as_posix()
