"""Bytes that nobody meant as a document: a reason or a text, never a crash, never a span that is wrong."""

from __future__ import annotations

import io
import random
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from r2p_data.errors import UnreadableDocument
from r2p_data.records import Source
from r2p_data.sources import Limits, Reading, read_bytes
from tests.sources.printing import Piece, W, print_pdf, write_docx
from tests.sources.reading_back import check_rows, read_back
from tests.sources.test_web_and_text import MINISTRY, PAGE

CASES = sorted((Path(__file__).parent / "cases").iterdir())
LIMITS = Limits(pages=20, expanded=20_000_000)
PIECES = [
    Piece("paragraph", "Le Conseil de sécurité a entendu 28 États Membres en 2016.", "1", [(57, "1")]),
    Piece("footnote", "Voir S/2016/498.", "1"),
]
WHOLE = {"x.pdf": print_pdf(PIECES), "x.docx": write_docx(PIECES), "x.html": PAGE.encode(), "y.html": MINISTRY.encode()}
STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"# "]
NAMES = ["x.txt", "x.pdf", "x.docx", "x.html", "x.md", "x.epub", "x"]
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def with_body(head: str, body: str) -> bytes:
    """A DOCX with this body, and this before the root of its XML."""
    with zipfile.ZipFile(io.BytesIO(WHOLE["x.docx"])) as old, zipfile.ZipFile(buffer := io.BytesIO(), "w") as new:
        for member in old.namelist():
            made = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
            new.writestr(member, made if member == "word/document.xml" else old.read(member))
    return buffer.getvalue()


def check(source: Source) -> None:
    """Nothing of a source is wrong in itself, nor is what is parsed from it."""
    assert source.text.strip()
    source.text.encode("utf-8")
    starts = source.page_starts
    assert list(starts) == sorted(starts) and all(0 <= start <= len(source.text) for start in starts)
    assert all(0 <= p.start <= p.end <= len(source.text) and p.what for p in source.problems)
    check_rows(read_back(source))


@QUIET
@given(st.sampled_from(STARTS), st.binary(max_size=2_000), st.sampled_from(NAMES))
def test_junk_gives_a_text_or_a_reason(start: bytes, junk: bytes, name: str) -> None:
    try:
        check(read_bytes(start + junk, name, LIMITS))
    except UnreadableDocument as error:
        assert str(error).startswith(f"{name}: ")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_fuzzing_found_gives_a_text_or_a_reason(path: Path) -> None:
    """A case is called by the name that it is read under, with « .bin » after it: no tool is to take it for text."""
    try:
        check(read_bytes(path.read_bytes(), path.stem, LIMITS))
    except UnreadableDocument as error:
        assert str(error).startswith(f"{path.stem}: ")


# What is mended or marked, in any order: edits of a reader that touch, nest and repeat.
SIGNS = [*"#*_`[]()|\\<>!&-=~^:.;,’« 1a\n", "\\*", "**", "<!--", "-->", "&nbsp;", "[a](http://x/2)", "[^1]", "[^1]: "]
LINES = ["\n\n", "\n| a | b |\n|---|---|\n| 1 | 2 |\n", "\n## ", "\n- ", "\n> ", "\n1. ", "\n---\n", "\n====\n"]
WORDS = [
    "Le Conseil",
    " 28 pays",
    "Ã©",
    "Ã\u00a0",
    "Â\u00a0",
    "\u00a0",
    "â€™",
    "Â«",
    "Ã",
    "é",
    "e\u0301",
    "\u0301",
    "\u2028",
    "\x0c",
]
MARKS = st.sampled_from([*SIGNS, *LINES, *WORDS])


@settings(QUIET, max_examples=300)
@given(st.lists(MARKS, min_size=1, max_size=40).map("".join), st.sampled_from(["x.md", "x.txt"]))
def test_any_marks_and_any_mojibake_keep_every_character(text: str, name: str) -> None:
    try:
        source = read_bytes(text.encode(), name, LIMITS)
    except UnreadableDocument as error:
        assert "is empty" in str(error)
        return
    assert source.text == text
    check(source)


TAGS = ["div", "p", "li", "ul", "nav", "h1", "h2", "table", "tr", "td", "a", "sup", "br", "footer", "form", "script"]
LEAVES = ["La paix ", "28", "é", " ", "&nbsp;", "Le Conseil a entendu 28 États Membres en 2016. ", "<!-- x -->"]


def tagged(node: tuple[str, list[str]]) -> str:
    return f"<{node[0]}>{''.join(node[1])}</{node[0]}>"


NODES: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(tagged),
    max_leaves=25,
)


@settings(QUIET, max_examples=150)
@given(NODES)
def test_any_tree_of_elements_keeps_every_character_shown(node: str) -> None:
    try:
        source = read_bytes(f"<html><body>{node}</body></html>".encode(), "x.html", LIMITS)
    except UnreadableDocument as error:
        assert "empty" in str(error)
        return
    check(source)
    shown = unicodedata.normalize("NFKC", source.text)  # « ²⁸ » in a raised mark
    assert "<script>" in node or shown.count("28") == node.count("28")


LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'la paix '}'>" for n in range(9))
NESTED = "<w:tbl><w:tr><w:tc>" * 300 + "<w:p><w:r><w:t>La paix</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 300
HOSTILE = {
    "laughs.docx": with_body(f"<!DOCTYPE x [{LAUGHS}]>", "<w:p><w:r><w:t>28 &l8; pays</w:t></w:r></w:p>"),
    "nested.docx": with_body("", f"<w:p><w:r><w:t>28 pays</w:t></w:r></w:p>{NESTED}"),
    "reaching.docx": with_body(
        "<!DOCTYPE x [<!ENTITY l SYSTEM 'file:///etc/passwd'>]>", "<w:p><w:r><w:t>28 &l; pays</w:t></w:r></w:p>"
    ),
    "laughs.html": f"<!DOCTYPE html [{LAUGHS}]><html><body><p>28 &l8; pays</p></body></html>".encode(),
    "wide.html": b"<html><body>" + b"<p>28 <b>pays</b>" * 30_000 + b"</body></html>",
    "attributes.html": b"<html><body><p " + b"a='x' " * 200_000 + b">28 pays</p></body></html>",
    "loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
    b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "marks.md": b"**[28](" * 60_000 + b"pays",
    "one_line.txt": ("sÃ©curitÃ© " * 60_000).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_document_made_to_exhaust_is_read_or_refused_in_time(name: str) -> None:
    begun = time.monotonic()
    with Reading(Limits(seconds=60)) as reading:
        try:
            source = reading.read(HOSTILE[name], name)
        except UnreadableDocument as error:
            assert str(error).startswith(f"{name}: ") and "timed out" not in str(error)
        else:
            assert len(source.text) < 2_000_000 and "root:" not in source.text
    assert time.monotonic() - begun < 60


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
