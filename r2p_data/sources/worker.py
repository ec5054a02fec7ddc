"""The process that reads risky formats: documents in, texts out, until the pipe is closed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import astuple, fields
from typing import IO, Any

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Source
from r2p_data.sources.limits import Limits
from r2p_data.sources.places import look
from r2p_data.sources.reading import read_bytes, receive, send


def answer(data: bytes, name: str, limits: Limits, asked: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The fields of a source, or what is asked of its pages, or why there is none; never an exception.

    >>> answer(b"", "vide.pdf", Limits())
    {'unreadable': 'vide.pdf: is empty; remove it or save the document again'}
    """
    try:
        if asked is not None:
            return look(data, name, limits, asked)
        source = read_bytes(data, name, limits)
    except UnreadableDocument as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": f"{name}: too large: needs more than {limits.memory} bytes of memory; split it"}
    except Exception as error:  # a reader that fails on one document must live to read the next
        return {
            "unreadable": f"{name}: truncated or damaged: its reader failed ({type(error).__name__}: {error})"[:300]
        }
    return fields_of(source)


def fields_of(source: Source) -> dict[str, Any]:
    """A source as JSON can hold it."""
    held = {field.name: getattr(source, field.name) for field in fields(source)}
    return held | {"problems": [astuple(problem) for problem in source.problems]}


def _hold_memory(limit: int) -> None:
    """Hold this process to its memory, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def main() -> None:
    """Answer each document on standard input, until it is closed."""
    limits = Limits(**json.loads(sys.argv[1]))
    asked: IO[bytes] = sys.stdin.buffer
    told = os.fdopen(os.dup(1), "wb")  # what a library prints must not end up among the answers
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _hold_memory(limits.memory)
    send(told, b"ready")
    while True:
        try:
            message = json.loads(receive(asked))
            data = receive(asked)
        except EOFError:
            return
        send(told, json.dumps(answer(data, message["name"], limits, message["asked"])).encode())


if __name__ == "__main__":
    main()
