"""DOCX: labels that are not stored, notes, tables, hidden text, and packages that are damaged or bombs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml

from r2p_data.errors import UnreadableDocument
from r2p_data.layout import find_blocks
from r2p_data.sources.docx import read_docx
from r2p_data.sources.limits import Limits
from tests.sources.printing import Piece, W, pieces_of, write_docx
from tests.sources.reading_back import SEEDS, check_rows, facts_of, read_back, read_seed, share_kept

LIMITS = Limits()
SENTENCE = "Le Conseil de sécurité a prorogé le mandat de la Mission et décidé de rester saisi de la question."


def saved(document: Any) -> bytes:
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def read(document: Any) -> str:
    return read_docx(saved(document), "x.docx", LIMITS).text


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_seed_written_and_read_back_says_the_same(seed: Path) -> None:
    document = read_seed(seed)
    back = read_back(read_docx(write_docx(pieces_of(document)), "seed.docx", LIMITS))
    kept = share_kept(facts_of(document), facts_of(back))
    print(seed.stem[:3], "docx", kept)
    assert {layer: same >= 0.98 * total for layer, (same, total) in kept.items()} == dict.fromkeys(kept, True)


def numbered(document: Any, levels: list[tuple[str, str]]) -> None:
    """Give the document a list with id 77 whose levels have these formats and texts."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/></w:lvl>'
        for n, (f, t) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="77">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num xmlns:w="{W}" w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def item(document: Any, text: str, depth: int) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'))


def test_labels_are_printed_as_word_counts_them() -> None:
    document = new_docx()
    numbered(document, [("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3)")])
    for text, depth in [("Un", 0), ("Deux", 0), ("aa", 1), ("bb", 1), ("ii", 2), ("cc", 1), ("Trois", 0), ("dd", 1)]:
        item(document, text, depth)
    assert read(document).split("\n\n") == [
        "1. Un", "2. Deux", "a) aa", "b) bb", "i) ii", "c) cc", "3. Trois", "a) dd",
    ]  # fmt: skip


def test_bullets_headings_and_boxes_are_blocks() -> None:
    document = new_docx()
    document.add_heading("I. Introduction", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("la protection des civils ;", style="List Bullet")
    document.add_table(1, 1).cell(0, 0).text = "Résumé"
    assert read(document).split("\n\n") == ["I. Introduction", SENTENCE, "• la protection des civils ;", "Résumé"]


def test_cells_stand_in_order_and_merged_ones_once() -> None:
    document = new_docx()
    table = document.add_table(2, 3)
    for n, cell in enumerate(["Pays", "Militaires", "Police", "Tchad", "1 440", "21"]):
        table.cell(n // 3, n % 3).text = cell
    merged = document.add_table(1, 2)
    merged.cell(0, 0).merge(merged.cell(0, 1)).text = "Total"
    assert read(document).split("\n\n") == ["Pays", "Militaires", "Police", "Tchad", "1 440", "21", "Total"]


def test_notes_are_called_and_stand_under_a_rule() -> None:
    pieces = [
        Piece("paragraph", f"{SENTENCE[:-1]}.", "1", [(len(SENTENCE) - 1, "1")]),
        Piece("paragraph", f"{SENTENCE} Il a réaffirmé sa résolution 1325 (2000).", "2", [(len(SENTENCE), "2")]),
        Piece("footnote", "Voir S/2016/498.", "1"),
        Piece("footnote", "Voir A/66/874, par. 3.", "2"),
    ]
    text = read_docx(write_docx(pieces), "x.docx", LIMITS).text
    assert "question¹." in text and "question.² Il" in text
    blocks = find_blocks(text)
    notes = [(b.number, b.parent) for b in blocks if b.kind == "footnote"]
    called = [i for i, b in enumerate(blocks) if b.calls]
    assert notes == [("1", called[0]), ("2", called[1])]


def test_deleted_and_hidden_text_is_not_read_and_raised_letters_stay() -> None:
    document = new_docx()
    paragraph = document.add_paragraph("Le 1")
    paragraph.add_run("er").font.superscript = True
    paragraph.add_run(" mai, 28")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" pays")
    paragraph.add_run(" secrets").font.hidden = True
    paragraph._p.append(
        parse_xml(f'<w:del xmlns:w="{W}" w:id="9" w:author="x"><w:r><w:delText>non</w:delText></w:r></w:del>')
    )
    paragraph._p.append(parse_xml(f'<w:ins xmlns:w="{W}" w:id="8" w:author="x"><w:r><w:t>.</w:t></w:r></w:ins>'))
    assert read(document) == "Le 1er mai, 28³ pays."


def test_headings_are_known_by_their_style_or_by_bold_type() -> None:
    document = new_docx()
    document.add_paragraph(SENTENCE * 3)
    document.add_heading("Que fait la Mission ?", 2)
    document.add_paragraph(SENTENCE * 3)
    document.add_paragraph().add_run("Appui aux Maliens :").bold = True
    paragraph = document.add_paragraph(SENTENCE)
    paragraph.add_run("Le Mali.").bold = True
    table = document.add_table(2, 2)
    for n, cell in enumerate(["Pays", "Police", "Tchad", "21"]):
        table.cell(n // 2, n % 2).paragraphs[0].add_run(cell).bold = n < 2
    document.add_paragraph(SENTENCE * 3)
    back = read_back(read_docx(saved(document), "x.docx", LIMITS))
    check_rows(back)
    assert [(p.block.kind, p.text) for p in back.paragraphs if p.block.kind != "paragraph"] == [
        ("heading", "Que fait la Mission ?"), ("heading", "Appui aux Maliens :"),
        ("table_cell", "Pays"), ("table_cell", "Police"), ("table_cell", "Tchad"), ("table_cell", "21"),
    ]  # fmt: skip


def bomb() -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b" " * 60_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb(), "zip bomb"),
        (saved(new_docx()), "empty"),
        (saved(new_docx())[:4000], "truncated or damaged"),
        (b"PK\x03\x04rien", "truncated or damaged"),
        (b"", "truncated or damaged"),
    ],
    ids=["bomb", "empty", "truncated", "junk", "nothing"],
)
def test_a_damaged_package_says_what_is_wrong(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said):
        read_docx(data, "x.docx", LIMITS)
