"""The way from a row of a PDF to its place on the printed page, and type as evidence of headings."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from r2p_data.errors import R2PDataError
from r2p_data.pages import PageView, boxes, page_image, show_page
from r2p_data.records import Document
from r2p_data.sources import Limits, read_bytes
from r2p_data.sources import reading as reading_module
from r2p_data.sources.places import PageBox
from tests.sources.printing import Piece, pieces_of, print_pdf
from tests.sources.reading_back import SEEDS, check_rows, read_back, read_seed

LIMITS = Limits()
PROSE = "Le Conseil de sécurité a prorogé le mandat de la Mission et décidé de rester saisi de la question. "


def under(data: bytes, box: PageBox) -> str:
    """What pdfium reads inside a frame, drawn in by as much as the frames of two lines may overlap."""
    with pdfium.PdfDocument(data) as document:
        page = document[box.page - 1].get_textpage()
        text: str = page.get_text_bounded(box.left + 0.2, box.bottom + 2, box.right - 0.2, box.top - 2)
    return " ".join(text.split())


def places_of(document: Document) -> list[tuple[int, int]]:
    """The raw spans of what is found in a document."""
    layers: tuple[Any, ...] = (document.figures, document.references, document.actors.mentions)
    return [
        paragraph.clean.raw_span(row.start, row.end)
        for layer in layers
        for paragraph, rows in zip(document.paragraphs, layer, strict=True)
        for row in rows
    ]


@pytest.mark.parametrize("columns", [1, 2])
def test_the_boxes_of_a_row_cover_its_words_and_nothing_else(columns: int, tmp_path: Path) -> None:
    data = print_pdf(pieces_of(read_seed(SEEDS[1])), columns)
    (path := tmp_path / "x.pdf").write_bytes(data)
    document = read_back(read_bytes(data, str(path), LIMITS))
    raw, broken = document.source.text, 0
    for start, end in places_of(document)[::24]:
        found = boxes(str(path), start, end)
        assert " ".join(under(data, box) for box in found) == " ".join(raw[start:end].split())
        assert len(found) == sum(bool(line.strip()) for line in raw[start:end].split("\n"))
        broken += "\n" in raw[start:end]
    assert broken


def test_a_note_a_cell_and_sideways_text_have_their_places(tmp_path: Path) -> None:
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    for n in range(6):
        canvas.drawString(72, 700 - 14 * n, PROSE[:70])
    canvas.rotate(90)
    canvas.drawString(100, -500, "Annexe : 28 pays")
    canvas.save()
    (path := tmp_path / "x.pdf").write_bytes(buffer.getvalue())
    text = read_bytes(buffer.getvalue(), "x.pdf", LIMITS).text
    (box,) = boxes(str(path), text.index("28"), text.index("28") + 2)
    assert box.right - box.left < 20 and 480 < box.left < 510 and 100 < box.bottom < box.top < 200


def row_of(path: Path) -> dict[Any, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"path": str(path), "sha256": digest, "media_type": "application/pdf"}


def test_a_page_is_shown_with_the_place_framed(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    (path := tmp_path / "x.pdf").write_bytes(print_pdf([Piece("paragraph", PROSE * 3, str(n)) for n in range(1, 40)]))
    text = read_bytes(path.read_bytes(), str(path), LIMITS).text
    start = text.index("mandat", text.index("\f"))
    view = show_page(row_of(path), start, start + 6, text=text, citation="S/2016/1, par. 12")
    assert isinstance(view, PageView) and view.page == 2 and len(view.boxes) == 1
    assert str(view).startswith("S/2016/1, par. 12 (page 2: ")
    shown, plain = (image.open(io.BytesIO(png)) for png in (view._repr_png_(), page_image(str(path), 2)))
    changed = [
        (x, y)
        for x in range(shown.width)
        for y in range(shown.height)
        if shown.getpixel((x, y)) != plain.getpixel((x, y))
    ]
    (box,) = view.boxes
    lefts, tops = sorted(x for x, _ in changed), sorted(y for _, y in changed)
    assert abs(lefts[0] / 1.5 - box.left) < 3 and abs(lefts[-1] / 1.5 - box.right) < 3
    assert abs((A4[1] - box.top) - tops[0] / 1.5) < 3 and abs((A4[1] - box.bottom) - tops[-1] / 1.5) < 3


def test_what_stands_between_two_pages_is_not_framed(tmp_path: Path) -> None:
    pytest.importorskip("PIL.Image")
    (path := tmp_path / "x.pdf").write_bytes(print_pdf([Piece("paragraph", PROSE * 3, str(n)) for n in range(1, 40)]))
    document = read_back(read_bytes(path.read_bytes(), str(path), LIMITS))
    spans = next(p.block.spans for p in document.paragraphs if len(p.block.spans) == 2)
    view = show_page(row_of(path), spans[0].start, spans[1].end, within=spans)
    read = " ".join(under(path.read_bytes(), box) for box in view.boxes)
    assert {box.page for box in view.boxes} == {1, 2} and view.page == 1
    assert read == " ".join(" ".join(document.source.text[s:e] for s, e in spans).split())


def test_a_page_that_breaks_its_drawer_down_leaves_this_process_alive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("PIL.Image")
    (path := tmp_path / "x.pdf").write_bytes(print_pdf([Piece("paragraph", PROSE)]))
    crashing = (
        "import os, sys; from r2p_data.sources import reading as r; r.send(sys.stdout.buffer, b'ready'); os.abort()"
    )
    real = subprocess.Popen
    monkeypatch.setattr(
        reading_module.subprocess, "Popen", lambda command, **how: real([sys.executable, "-c", crashing], **how)
    )
    own = Limits(seconds=50)  # limits that no other test has, and so a process of its own
    with pytest.raises(R2PDataError, match="its reader broke down on it"):
        show_page(row_of(path), 0, 9, limits=own)
    monkeypatch.undo()
    assert show_page(row_of(path), 0, 9, limits=own).page == 1


def moved(path: Path) -> None:
    path.unlink()


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize(("spoil", "said"), [(moved, "has moved"), (changed, "has changed since it was read")])
def test_a_file_that_is_not_the_one_that_was_read_is_not_shown(
    spoil: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    (path := tmp_path / "x.pdf").write_bytes(print_pdf([Piece("paragraph", PROSE)]))
    row = row_of(path)
    spoil(path)
    with pytest.raises(R2PDataError, match=said):
        show_page(row, 0, 9)


def test_what_has_no_pages_or_another_text_says_so(tmp_path: Path) -> None:
    (path := tmp_path / "x.pdf").write_bytes(print_pdf([Piece("paragraph", PROSE)]))
    with pytest.raises(R2PDataError, match="only a PDF has"):
        show_page({"path": "a.txt", "sha256": "0", "media_type": "text/plain"}, 0, 9)
    with pytest.raises(R2PDataError, match="another text"):
        show_page(row_of(path), 0, 9, text="La paix.")


def test_a_pdf_inside_an_archive_is_found_again(tmp_path: Path) -> None:
    pytest.importorskip("PIL.Image")
    data = print_pdf([Piece("paragraph", PROSE)])
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr("2016/x.pdf", data)
    row = {"path": f"{tmp_path}/r.zip/2016/x.pdf", "sha256": hashlib.sha256(data).hexdigest()}
    assert show_page({**row, "media_type": "application/pdf"}, 0, 9).page == 1


def set_type(lines: list[tuple[str, str, float]], leading: float = 14) -> bytes:
    """Lines one under the other without more space above headings: only the type tells."""
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    for n, (font, words, size) in enumerate(lines):
        canvas.setFont(font, size)
        canvas.drawString(72, 760 - leading * n, words)
    canvas.save()
    return buffer.getvalue()


BODY = [
    (
        "Times-Roman",
        "Le Conseil de sécurité a prorogé le mandat de la Mission multidimensionnelle et a décidé de",
        11.0,
    ),
    (
        "Times-Roman",
        "rester saisi de la question, notant que 28 États Membres ont signé les principes de Kigali, et",
        11.0,
    ),
    (
        "Times-Roman",
        "que la Mission a été renforcée en 2016 par des contingents venus du Sénégal, du Tchad et du Togo.",
        11.0,
    ),
]


@pytest.mark.parametrize(("font", "size"), [("Times-Bold", 11.0), ("Helvetica-Bold", 11.0), ("Times-Roman", 13.0)])
@pytest.mark.parametrize("heading", ["Situation humanitaire", "Que fait la Mission à Gao ?", "Appui à la paix :"])
def test_a_heading_is_known_by_its_type_alone(font: str, size: float, heading: str) -> None:
    lines = [*BODY, (font, heading, size), *BODY, (font, "Droits de l’homme", size), *BODY]
    document = read_back(read_bytes(set_type(lines), "x.pdf", LIMITS))
    check_rows(document)
    found = [(p.block.kind, p.text) for p in document.paragraphs if p.block.kind != "paragraph"]
    assert found == [("heading", heading), ("heading", "Droits de l’homme")]
    assert [p.section for p in document.paragraphs if p.block.kind == "paragraph"] == [
        (), (heading,), ("Droits de l’homme",),
    ]  # fmt: skip


def test_words_in_bold_inside_a_sentence_and_a_text_all_in_bold_are_no_headings() -> None:
    bold = [("Times-Bold", words, size) for _, words, size in BODY]
    inside = [BODY[0], ("Times-Bold", BODY[1][1], 11.0), BODY[2]]
    for lines in (bold * 4, inside * 4):
        document = read_back(read_bytes(set_type(lines), "x.pdf", LIMITS))
        assert {p.block.kind for p in document.paragraphs} == {"paragraph"}
