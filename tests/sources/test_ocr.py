"""Scans: a reason without OCR; with tesseract the text, its place on the page, and a media type that says so."""

from __future__ import annotations

import io
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import r2p_data as r2p
from r2p_data.errors import UnreadableDocument
from r2p_data.layout import find_blocks
from r2p_data.pages import boxes, show_page
from r2p_data.parse import read_paragraphs
from r2p_data.sources import Limits, read_bytes
from tests.sources.printing import Piece, print_pdf
from tests.sources.reading_back import check_rows, read_back

TEXT = "Le Conseil de sécurité a entendu 28 États Membres à l’été 2016, dont le Sénégal et le Tchad."
PRINTED = print_pdf([Piece("heading", "Introduction"), *(Piece("paragraph", TEXT, str(n)) for n in range(1, 6))])


def has_french() -> bool:
    if shutil.which("tesseract") is None:
        return False
    return "fra" in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split()


needs_tesseract = pytest.mark.skipif(
    not (find_spec("pytesseract") and has_french()),
    reason="OCR is missing: pip install 'r2p-data[ocr]', apt-get install tesseract-ocr tesseract-ocr-fra",
)


def scan(data: bytes, words: str = "") -> bytes:
    """A PDF of pictures of the pages of another, with a page of text before them if there are words."""
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4, invariant=1)
    if words:
        canvas.drawString(72, 700, words)
        canvas.showPage()
    with pdfium.PdfDocument(data) as document:
        for page in document:
            picture = page.render(scale=200 / 72, grayscale=True).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, *A4)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_scan_without_ocr_says_what_to_do() -> None:
    with pytest.raises(UnreadableDocument, match="scanned: no text layer; OCR it"):
        read_bytes(scan(PRINTED), "x.pdf", Limits())


def test_ocr_without_tesseract_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract = pytest.importorskip("pytesseract")
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    with pytest.raises(UnreadableDocument, match="apt-get install tesseract-ocr tesseract-ocr-fra"):
        read_bytes(scan(PRINTED), "x.pdf", Limits(ocr=True))


def test_what_is_scanned_is_repaired_as_ocr_without_further_signs() -> None:
    text = "Le Conseil a adopté 1’accord."
    plain, scanned = (read_paragraphs(text, find_blocks(text), "x", scanned=known)[0] for known in (False, True))
    assert (plain[0].text, scanned[0].text) == (text, "Le Conseil a adopté l’accord.")


@needs_tesseract
def test_a_scan_is_read_by_ocr_and_shown_on_its_page(tmp_path: Path) -> None:
    (path := tmp_path / "scan.pdf").write_bytes(scan(PRINTED))
    corpus = r2p.load_corpus(path, limits=Limits(ocr=True))
    (row,) = corpus.documents.to_dict("records")
    assert row["media_type"] == "application/pdf; ocr=tesseract"
    assert list(corpus.paragraphs["number"].dropna()) == list("12345")
    assert list(corpus.figures["value"]) == [28] * 5
    place = corpus.figures.iloc[2]
    view = show_page(row, int(place["raw_start"]), int(place["raw_end"]), text=corpus.source(row["doc_id"]))
    text = read_bytes(PRINTED, "x.pdf", Limits()).text
    (printed := tmp_path / "x.pdf").write_bytes(PRINTED)
    at = [i for i in range(len(text)) if text.startswith("28", i)][2]
    (found,), (wanted,) = view.boxes, boxes(str(printed), at, at + 2)
    assert all(abs(a - b) < 6 for a, b in zip(found[1:], wanted[1:], strict=True))


@needs_tesseract
def test_only_the_pages_without_text_are_read_by_ocr() -> None:
    source = read_bytes(scan(PRINTED, words="Le rapport du 3 mai 2016 est paru."), "x.pdf", Limits(ocr=True))
    check_rows(read_back(source))
    assert source.text.startswith("Le rapport du 3 mai 2016 est paru.") and source.text.count("28 États") == 5
    assert source.scanned and source.problems == ()
