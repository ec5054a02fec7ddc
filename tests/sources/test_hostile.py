"""Bytes that nobody meant as a document: a reason or a text, never a crash, never a span that is wrong."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Source
from r2p_data.sources import Limits, Reading, read_bytes
from tests.sources.printing import Piece, print_pdf, write_docx
from tests.sources.test_web_and_text import PAGE

LIMITS = Limits(pages=20, expanded=20_000_000)
PIECES = [
    Piece("paragraph", "Le Conseil de sécurité a entendu 28 États Membres en 2016.", "1", [(57, "1")]),
    Piece("footnote", "Voir S/2016/498.", "1"),
]
WHOLE = {"x.pdf": print_pdf(PIECES), "x.docx": write_docx(PIECES), "x.html": PAGE.encode()}
STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"# "]
NAMES = ["x.txt", "x.pdf", "x.docx", "x.html", "x.md", "x.epub", "x"]
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def check(source: Source) -> None:
    assert source.text.strip()
    source.text.encode("utf-8")
    starts = source.page_starts
    assert list(starts) == sorted(starts) and all(0 <= start <= len(source.text) for start in starts)
    assert all(0 <= p.start <= p.end <= len(source.text) and p.what for p in source.problems)


@QUIET
@given(st.sampled_from(STARTS), st.binary(max_size=2_000), st.sampled_from(NAMES))
def test_junk_gives_a_text_or_a_reason(start: bytes, junk: bytes, name: str) -> None:
    try:
        check(read_bytes(start + junk, name, LIMITS))
    except UnreadableDocument as error:
        assert str(error).startswith(f"{name}: ")


@pytest.mark.parametrize("name", WHOLE)
def test_a_document_with_damaged_bytes_gives_a_text_or_a_reason(name: str) -> None:
    """In the process that can be stopped, as users read: a parser of another language may break down."""
    chance = random.Random(8)
    read = 0
    with Reading(Limits(seconds=20)) as reading:
        for _ in range(40):
            data = bytearray(WHOLE[name])
            for _ in range(chance.randint(1, 4)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                cut = chance.choice((len(data), len(data), chance.randint(len(data) // 2, len(data))))
                check(reading.read(bytes(data[:cut]), name))
                read += 1
            except UnreadableDocument as error:
                assert str(error).startswith(f"{name}: ")
    print(name, read, "of 40 read")


@pytest.mark.parametrize("name", WHOLE)
def test_two_readings_are_the_same_to_the_character(name: str) -> None:
    with Reading(LIMITS) as reading:
        assert reading.read(WHOLE[name], name) == read_bytes(WHOLE[name], name, LIMITS)
