"""Fuzzing of the readers by atheris: any bytes give a text or a reason, and no span that is wrong.

    python tests/fuzz/fuzz_readers.py -max_total_time=600 [FOLDER]

The first byte of an input chooses how the rest is read: as the bytes of a file, or as the part
of one that its reader has to understand (the body of a DOCX, the drawing of a PDF page), around
which a whole file is made. What the tests read is the seed corpus; FOLDER keeps what is found
on the way. A finding is written beside it; a small copy belongs in ``tests/sources/cases``.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["r2p_data.sources", "r2p_data.repair.rebasing", "r2p_data.layout"]):
    from r2p_data.errors import UnreadableDocument
    from r2p_data.sources import Limits, read_bytes
    from r2p_data.sources.archives import list_members
    from r2p_data.sources.kinds import tell_kind

from tests.sources.printing import Piece, print_pdf, write_docx
from tests.sources.reading_back import check_rows, read_back
from tests.sources.test_web_and_text import GOOD, MARKED, MINISTRY, PAGE

LIMITS = Limits(pages=20, expanded=20_000_000, members=200, seconds=10)
PIECES = [
    Piece("heading", "Introduction"),
    Piece("paragraph", "Le Conseil de sécurité a entendu 28 États Membres en 2016.", "1", [(57, "1")]),
    Piece("footnote", "Voir S/2016/498.", "1"),
]
DOCX, PDF = write_docx(PIECES), print_pdf(PIECES)
_BODY = "word/document.xml"


def with_member(package: bytes, name: str, content: bytes) -> bytes:
    """The package with another content of one member."""
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer := io.BytesIO(), "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return buffer.getvalue()


def pdf_page(drawing: bytes) -> bytes:
    """A PDF of one page with this drawing; pdfium finds its objects without a table."""
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>"
        b"/Contents 4 0 R>>endobj "
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>endobj "
        b"6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Bold/Encoding/WinAnsiEncoding>>endobj "
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF" % (len(drawing), drawing)
    )


def book(chapter: bytes) -> bytes:
    """An EPUB of one chapter."""
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as made:
        made.writestr("META-INF/container.xml", '<container><rootfile full-path="p.opf"/></container>')
        manifest = '<manifest><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="c"/></spine>'
        made.writestr("p.opf", f"<p>{manifest}</p>")
        made.writestr("c.xhtml", chapter)
    return buffer.getvalue()


MAKERS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("x.txt", bytes),
    ("x.md", bytes),
    ("x.html", bytes),
    ("x.pdf", pdf_page),
    ("x.docx", lambda content: with_member(DOCX, _BODY, content)),
    ("x.epub", book),
    ("x.pdf", bytes),
    ("x.docx", bytes),
    ("x.zip", bytes),
)
DRAWING = (
    b"BT /F1 11 Tf 72 700 Td (Le Conseil a entendu 28) Tj 4 Ts /F2 6 Tf (1) Tj ET 72 90 m 160 90 l S 0 1 -1 0 9 9 cm"
)
with zipfile.ZipFile(io.BytesIO(DOCX)) as _package:
    SEEDS = (
        *(
            (0, text.encode(encoding))
            for text in (GOOD, GOOD.encode().decode("cp1252"))
            for encoding in ("utf-8", "utf-16")
        ),
        (0, GOOD.replace("’", "'").replace("–", "-").replace("œ", "oe").encode("cp850")),
        (1, MARKED.encode()),
        (2, PAGE.encode()),
        (2, MINISTRY.encode()),
        (3, DRAWING),
        (4, _package.read(_BODY)),
        (5, b"<html><body><h1>Un</h1><p>La paix.</p></body></html>"),
        (6, PDF),
        (7, DOCX),
        (8, DOCX),
    )


def read_one(data: bytes) -> None:
    """Read one input; whatever is raised here is a finding."""
    if not data:
        return
    name, make = MAKERS[data[0] % len(MAKERS)]
    made = make(data[1:])
    try:
        if name == "x.zip":
            for _, read in list_members(made, name, LIMITS):
                read()
            return
        tell_kind(made, name)
        source = read_bytes(made, name, LIMITS)
    except UnreadableDocument as error:
        assert str(error).startswith(name), error
        return
    assert source.text.strip()
    source.text.encode("utf-8")
    assert all(0 <= p.start <= p.end <= len(source.text) and p.what for p in source.problems)
    assert list(source.page_starts) == sorted(source.page_starts)
    if len(source.text) < 5_000:
        check_rows(read_back(source))


def main() -> None:
    """Run until the time is up, from the seeds and what earlier runs found."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (maker, seed) in enumerate(SEEDS):
            (Path(folder) / str(number)).write_bytes(bytes([maker]) + seed)
        fixed = ["-timeout=30", "-rss_limit_mb=4000", "-max_len=20000"]
        atheris.Setup([*sys.argv, *fixed, folder], read_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
