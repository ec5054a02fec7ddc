"""Where a corpus is kept: a folder on disk, or one of any store that fsspec knows."""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from r2p_data.errors import R2PDataError
from r2p_data.sources.stores import explain_fault, open_store

# Here a path is but a name: a folder needs no making, and making it would make a bucket.
_WITHOUT_FOLDERS = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az")


def open_folder(url: str | os.PathLike[str]) -> Folder:
    """The folder ``url``: a path, or an address such as ``"s3://bucket/corpus"``.

    Raises
    ------
    R2PDataError
        if an address is given and the library that reaches its store is not installed.
    """
    name = os.fspath(url)
    if "://" not in name or name.startswith("file://"):
        return LocalFolder(Path(name.removeprefix("file://")).expanduser())
    # No listings kept: what other machines write counts at once.
    return RemoteFolder(name, *open_store(name, use_listings_cache=False))


class LocalFolder:
    """A folder on disk, which need not exist yet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = str(root)

    def sizes(self) -> dict[str, int]:
        """Every file below the folder by its relative name, with its size in bytes."""
        if self.root.is_file():
            raise R2PDataError(f"{self.name}: is a file; give a folder")
        found = (Path(folder, name) for folder, _, names in os.walk(self.root) for name in names)
        return {path.relative_to(self.root).as_posix(): path.lstat().st_size for path in found}

    def size(self, path: str) -> int | None:
        """Size of a file in bytes; None where there is none."""
        try:
            found = (self.root / path).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def read(self, path: str) -> bytes:
        """All bytes of a file."""
        return (self.root / path).read_bytes()

    def open(self, path: str) -> IO[bytes]:
        """A file to read in."""
        return (self.root / path).open("rb")

    def write(self, path: str, data: bytes) -> None:
        """Write a file under another name first, so that nobody sees half of it."""
        with self.create(path) as handle:
            handle.write(data)

    def remove(self, path: str) -> None:
        """Remove a file, and the folder that held nothing else."""
        (self.root / path).unlink(missing_ok=True)
        parent = (self.root / path).parent
        if parent != self.root and parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()

    @contextlib.contextmanager
    def create(self, path: str) -> Iterator[IO[bytes]]:
        """A file to write, which appears under its name when it is closed without an error."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        made = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with made.open("wb") as handle:
                yield handle
            made.replace(target)
        finally:
            made.unlink(missing_ok=True)

    def location(self, path: str) -> str:
        """How DuckDB is told of a file: it takes ``*``, ``?`` and ``[`` for patterns."""
        return glob.escape(str((self.root / path).absolute()))


class RemoteFolder:
    """A folder of an fsspec store; a file there is written whole.

    Whatever else a store raises becomes an ``R2PDataError`` that says what to do.
    """

    def __init__(self, name: str, filesystem: Any, root: str) -> None:
        self.name = name
        self.filesystem = filesystem
        self.root = root.rstrip("/")

    def _full(self, path: str) -> str:
        return f"{self.root}/{path}"

    @contextlib.contextmanager
    def _explained(self, *kept: type[Exception]) -> Iterator[None]:
        """Say what is wrong with the store; errors of the ``kept`` types are the caller's."""
        try:
            yield
        except Exception as error:  # each store has errors of its own
            if isinstance(error, (R2PDataError, *kept)):
                raise
            raise R2PDataError(explain_fault(error, self.name)) from error

    def sizes(self) -> dict[str, int]:
        """Every file below the folder by its relative name, with its size in bytes."""
        with self._explained():
            found = self.filesystem.find(self.root, detail=True) if self.filesystem.exists(self.root) else {}
        root = PurePosixPath("/", self.root)
        # A name that ends in « / » is no file: consoles of stores make it to show an empty folder.
        names = {PurePosixPath("/", path): info["size"] for path, info in found.items() if not path.endswith("/")}
        return {name.relative_to(root).as_posix(): size for name, size in names.items()}

    def size(self, path: str) -> int | None:
        """Size of a file in bytes; None where there is none."""
        try:
            with self._explained(FileNotFoundError):
                found = self.filesystem.info(self._full(path))
        except FileNotFoundError:
            return None
        return int(found["size"]) if found["type"] == "file" else None

    def read(self, path: str) -> bytes:
        """All bytes of a file."""
        with self._explained(FileNotFoundError):
            return bytes(self.filesystem.cat_file(self._full(path)))

    def open(self, path: str) -> IO[bytes]:
        """A file to read in."""
        with self._explained(FileNotFoundError):
            handle: IO[bytes] = self.filesystem.open(self._full(path), "rb")
        return handle

    def write(self, path: str, data: bytes) -> None:
        """Write a file in one request."""
        with self._explained():
            self._make_parents(path)
            self.filesystem.pipe_file(self._full(path), data)

    def remove(self, path: str) -> None:
        """Remove a file."""
        with contextlib.suppress(FileNotFoundError), self._explained(FileNotFoundError):
            self.filesystem.rm_file(self._full(path))

    @contextlib.contextmanager
    def create(self, path: str) -> Iterator[IO[bytes]]:
        """A file to write, which appears when it is closed without an error: it is sent from a local one."""
        with tempfile.TemporaryDirectory(prefix="r2p_data-") as scratch:
            made = Path(scratch) / "made"
            with made.open("wb") as handle:
                yield handle
            with self._explained():
                self._make_parents(path)
                self.filesystem.put_file(str(made), self._full(path))

    def _make_parents(self, path: str) -> None:
        protocol = self.filesystem.protocol
        if (protocol if isinstance(protocol, str) else protocol[0]) not in _WITHOUT_FOLDERS:
            self.filesystem.makedirs(self._full(path).rpartition("/")[0], exist_ok=True)

    def location(self, path: str) -> str:
        """How DuckDB is told of a file: it takes ``*``, ``?`` and ``[`` for patterns."""
        return glob.escape(str(self.filesystem.unstrip_protocol(self._full(path))))


Folder = LocalFolder | RemoteFolder
