"""Archives: the files inside, within limits; the same limits for formats that are archives."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from r2p_data.errors import UnreadableDocument
from r2p_data.sources.limits import Limits

__all__ = ["check_expansion", "is_archive", "list_members"]

# Below this size no ratio is too large: a page of blanks packs to nothing.
_HARMLESS = 5_000_000
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
Member = tuple[str, Callable[[], bytes]]


def is_archive(name: str) -> bool:
    """Whether a file is an archive, by its name.

    >>> is_archive("rapports.tar.gz"), is_archive("rapport.docx")
    (True, False)
    """
    return name.lower().endswith((".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"))


def check_expansion(data: bytes, name: str, limits: Limits) -> None:
    """Make sure that a ZIP, or a format that is one, unpacks to a size within limits.

    What a member declares is what it can unpack to: the library reads no further.

    Raises
    ------
    UnreadableDocument
        if it is damaged, or its members are too many, too large, or packed too densely.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [member.file_size for member in archive.infolist()]
    except _DAMAGED as error:
        raise UnreadableDocument(f"{name}: truncated or damaged: the ZIP cannot be opened; save it again") from error
    _check(len(sizes), sum(sizes), len(data), name, limits)


def _check(members: int, expanded: int, packed: int, name: str, limits: Limits) -> None:
    if members > limits.members:
        raise UnreadableDocument(f"{name}: too large: holds {members} files, more than {limits.members}; split it")
    dense = expanded > _HARMLESS and expanded > limits.ratio * packed
    if expanded > limits.expanded or dense:
        raise UnreadableDocument(
            f"{name}: too large: unpacks from {packed} to {expanded} bytes, as a zip bomb does; unpack it yourself"
        )


def list_members(data: bytes, name: str, limits: Limits) -> Iterator[Member]:
    """The files of an archive by name, each with what reads it; hidden files are left out.

    So are links and paths that lead out; a last member without a name, which cannot be read, says how many.

    Raises
    ------
    UnreadableDocument
        if the archive is damaged or goes beyond the limits.
    """
    if zipfile.is_zipfile(io.BytesIO(data)):
        check_expansion(data, name, limits)
        yield from _zip_members(data, name)
        return
    try:
        yield from _tar_members(data, name, limits)
    except _DAMAGED as error:
        raise UnreadableDocument(
            f"{name}: truncated or damaged: the archive cannot be opened; save it again"
        ) from error


def _zip_members(data: bytes, name: str) -> Iterator[Member]:
    archive, leading_out = zipfile.ZipFile(io.BytesIO(data)), 0
    for member in sorted(archive.infolist(), key=lambda member: member.filename):
        link = (member.external_attr >> 28) == 0xA
        if link or _leads_out(member.filename):
            leading_out += 1
        elif not member.is_dir() and is_inside(member.filename):
            # mypy infers no lambda with a default; a partial would go to workers with its open file
            yield member.filename, lambda member=member: _read_zip(archive, member, name)  # type: ignore[misc]
    yield from _told(leading_out, name)


def _told(leading_out: int, name: str) -> Iterator[Member]:
    if leading_out:
        yield "", partial(_refuse, leading_out, name)


def _refuse(leading_out: int, name: str) -> bytes:
    raise UnreadableDocument(
        f"{name}: links and paths that lead out of the archive, left out of it: {leading_out}; unpack it yourself"
    )


def _read_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(
            f"{name}/{member.filename}: encrypted: the ZIP asks for a password; unpack it yourself"
        )
    try:
        return archive.read(member)
    except (*_DAMAGED, RuntimeError) as error:
        raise UnreadableDocument(f"{name}/{member.filename}: truncated or damaged inside the archive") from error


def _tar_members(data: bytes, name: str, limits: Limits) -> Iterator[Member]:
    expanded, leading_out, found = 0, 0, []
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for count, member in enumerate(archive, 1):
            expanded += member.size
            _check(count, expanded, len(data), name, limits)
            if member.issym() or member.islnk() or _leads_out(member.name):
                leading_out += 1
            elif member.isfile() and is_inside(member.name):
                opened = archive.extractfile(member)
                found.append((member.name, opened.read() if opened else b""))
    for path, content in sorted(found):
        # as above: the default binds this turn of the loop
        yield path, lambda content=content: content  # type: ignore[misc]
    yield from _told(leading_out, name)


def is_inside(path: str) -> bool:
    """Whether a path stays inside the folder that it is relative to, and nothing on it is hidden.

    >>> is_inside("2016/rapport.pdf"), is_inside("../rapport.pdf"), is_inside("__MACOSX/._a.pdf"), is_inside("/etc/a")
    (True, False, False, False)
    """
    parts = PurePosixPath(path.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in parts)
    return bool(parts) and not hidden and not _leads_out(path)


def _leads_out(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return bool(parts) and (path.startswith(("/", "\\")) or ".." in parts or ":" in parts[0])
