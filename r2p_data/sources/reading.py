"""Reading one document, of whatever kind: in this process, or in one that can be stopped."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Cell, Edit, Problem, Source, Span
from r2p_data.sources.accents import join_accents
from r2p_data.sources.kinds import Kind, tell_kind
from r2p_data.sources.limits import Limits

__all__ = ["Reading", "read_bytes", "receive", "send"]

# Text is read here: no reader of it can hang, and no library of another language is run.
_READ_HERE = ("text", "markdown")
_KINDS: dict[str, Callable[..., Problem | Edit | Span | Cell]] = {
    "problems": Problem, "edits": Edit, "furniture": Span, "emphasis": Span, "cells": Cell,
}  # fmt: skip
_LENGTH = struct.Struct(">Q")


def read_bytes(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a document in this process, without a time limit.

    Raises
    ------
    UnreadableDocument
        if it is empty, damaged, encrypted, too large, without text, or of a kind that is not read.
    """
    return _read(tell_kind(data, name), data, name, limits)


def _read(kind: Kind, data: bytes, name: str, limits: Limits) -> Source:
    return join_accents(_reader(kind)(data, name, limits))


def _reader(kind: Kind) -> Callable[[bytes, str, Limits], Source]:
    """What reads documents of a kind; it is loaded, with its libraries, with the first of them."""
    if kind == "text":
        from r2p_data.sources.text import read_text as read
    elif kind == "markdown":
        from r2p_data.sources.markdown import read_markdown as read
    elif kind == "pdf":
        from r2p_data.sources.pdf import read_pdf as read
    elif kind == "docx":
        from r2p_data.sources.docx import read_docx as read
    elif kind == "html":
        from r2p_data.sources.html import read_html as read
    else:
        from r2p_data.sources.epub import read_epub as read
    return read


class Reading:
    """Reads documents one after the other, those of risky formats in a process of their own.

    That process is started with the first such document, and again after one that hung or
    brought it down; it holds to a time limit on every system, and to a memory limit where
    the system has one. To be used as a context manager.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()  # notebooks show pages from several threads

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def read(self, data: bytes, name: str) -> Source:
        """The text of a document.

        Raises
        ------
        UnreadableDocument
            as ``read_bytes`` does, and if the time limit or the memory limit is reached.
        """
        if len(data) > self.limits.size:
            raise UnreadableDocument(f"{name}: too large: {len(data)} bytes, more than {self.limits.size}; split it")
        kind = tell_kind(data, name)
        if kind in _READ_HERE or not sys.executable:
            return _read(kind, data, name, self.limits)
        return _source(self._ask(data, name))

    def look(self, data: bytes, name: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What ``places.look`` answers on the pages of a PDF.

        Raises
        ------
        UnreadableDocument
            as ``read`` does.
        """
        if not sys.executable:
            from r2p_data.sources.places import look

            return look(data, name, self.limits, asked)
        with self._turn:
            return self._ask(data, name, asked)

    def close(self) -> None:
        """End the process, if one was started."""
        self._stop()

    def _ask(self, data: bytes, name: str, asked: Mapping[str, Any] | None = None) -> dict[str, Any]:
        answer = self._answer(data, {"name": name, "asked": asked})
        if "unreadable" in answer:
            raise UnreadableDocument(answer["unreadable"])
        return answer

    def _answer(self, data: bytes, message: Mapping[str, Any]) -> dict[str, Any]:
        name = message["name"]
        process = self._started(name)
        assert process.stdin is not None and process.stdout is not None
        late = threading.Event()
        timer = threading.Timer(self._seconds, _kill, (process, late))
        timer.start()
        try:
            send(process.stdin, json.dumps(message).encode())
            send(process.stdin, data)
            answer: dict[str, Any] = json.loads(receive(process.stdout))
        except (OSError, EOFError, ValueError) as error:
            self._stop()
            raise UnreadableDocument(f"{name}: {self._why(late.is_set())}") from error
        finally:
            timer.cancel()
        return answer

    def _why(self, late: bool) -> str:
        if late:
            return f"timed out: not read within {self._seconds:g} s; split it, or raise the limit"
        return "truncated or damaged: its reader broke down on it; save it again, or convert it to text"

    @property
    def _seconds(self) -> float:
        return self.limits.ocr_seconds if self.limits.ocr else self.limits.seconds

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            home = str(Path(__file__).parents[2])
            path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "r2p_data.sources.worker", json.dumps(asdict(self.limits))],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )  # fmt: skip
            try:
                receive(self._process.stdout)  # ready: starting does not count as reading
            except EOFError as error:
                self._stop()
                raise UnreadableDocument(f"{name}: its reader cannot be started; check the installation") from error
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    _close(pipe)
            self._process = None


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what was still to be written to a process that is gone
        return


def _source(answer: dict[str, Any]) -> Source:
    """A source from what ``worker.fields_of`` made of it: JSON has lists for tuples of every kind."""
    answer["page_starts"] = tuple(answer["page_starts"])
    for name, kind in _KINDS.items():
        answer[name] = tuple(kind(*values) for values in answer[name])
    return Source(**answer)


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes] | None) -> bytes:
    """Read a message whose length stands before it.

    Raises
    ------
    EOFError
        if the other side is gone.
    """
    length = _exactly(pipe, _LENGTH.size)
    return _exactly(pipe, _LENGTH.unpack(length)[0])


def _exactly(pipe: IO[bytes] | None, size: int) -> bytes:
    data = b"" if pipe is None else pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
