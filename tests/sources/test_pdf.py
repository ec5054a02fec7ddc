"""PDF: reading order, pages, running lines, footnotes, tables, and files that hold no text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from r2p_data.errors import UnreadableDocument
from r2p_data.layout import find_blocks
from r2p_data.sources.limits import Limits
from r2p_data.sources.pdf import read_pdf
from tests.sources.printing import Piece, pieces_of, print_pdf
from tests.sources.reading_back import SEEDS, facts_of, read_back, read_seed, share_kept

LIMITS = Limits()
SENTENCE = "Le Conseil de sécurité a prorogé le mandat de la Mission et décidé de rester saisi de la question. "


def blocks_of(text: str) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.number, " ".join(" ".join(text[s:e] for s, e in b.spans).split())) for b in find_blocks(text)]


@pytest.mark.parametrize("rule", [True, False], ids=["rule", "no rule"])
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_seed_printed_and_read_back_says_the_same(seed: Path, columns: int, rule: bool) -> None:
    document = read_seed(seed)
    back = read_back(read_pdf(print_pdf(pieces_of(document), columns, rule=rule), "seed.pdf", LIMITS))
    kept = share_kept(facts_of(document), facts_of(back))
    print(seed.stem[:3], columns, kept)
    assert {layer: same >= 0.98 * total for layer, (same, total) in kept.items()} == dict.fromkeys(kept, True)


def test_columns_are_read_one_after_the_other() -> None:
    pieces = [Piece("paragraph", SENTENCE * 4, str(n)) for n in range(1, 25)]
    source = read_pdf(print_pdf(pieces, 2), "two.pdf", LIMITS)
    assert [b.number for b in find_blocks(source.text) if b.kind == "paragraph"] == [str(n) for n in range(1, 25)]
    assert len(source.page_starts) == source.text.count("\f") + 1 >= 2


def test_a_title_across_both_columns_comes_first_and_the_foot_last() -> None:
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(
        72, 760, "Déclaration sur la responsabilité de protéger les populations civiles en toutes circonstances"
    )
    for column, x in (("gauche", 72), ("droite", 310)):
        for n in range(12):
            canvas.drawString(x, 730 - 12 * n, f"La colonne de {column} porte la ligne {n} du texte")
    canvas.drawString(
        72, 500, "En conclusion, le rapport propose des mesures que les États pourraient prendre sur ces deux points."
    )
    canvas.save()
    text = read_pdf(buffer.getvalue(), "x.pdf", LIMITS).text
    places = [
        text.index(words)
        for words in ("Déclaration", "gauche porte la ligne 11", "droite porte la ligne 0", "En conclusion")
    ]
    assert places == sorted(places)


def print_lines(*lines: tuple[float, float, float, str]) -> bytes:
    """One page: where each line begins, how high it stands, its letter size, its text."""
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    for x, y, size, text in lines:
        canvas.setFont("Times-Roman", size)
        canvas.drawString(x, y, text)
    canvas.save()
    return buffer.getvalue()


FULL = "Le Comité consultatif rappelle que la liste suivante a été examinée au cours de l’élaboration du projet"
LISTED = (
    ("70/1", "Transformer notre monde :"), ("", "le Programme de développement"), ("", "durable à l’horizon 2030"),
    ("72/78", "Déclaration sur le cinquantième"), ("", "anniversaire du Traité sur"), ("", "l’espace et sur la Lune"),
)  # fmt: skip


def test_columns_inside_a_page_part_neither_the_paragraph_above_nor_what_stands_below() -> None:
    """Its last line is as short as a column is wide, and so is the heading below."""
    columns = [
        (x + shift, 700 - 12 * n, 10.0, words)
        for x in (72.0, 320.0)
        for n, line in enumerate(LISTED)
        for shift, words in zip((0.0, 60.0), line, strict=True)
        if words
    ]
    data = print_lines(
        (72, 760, 10, FULL), (72, 748, 10, "de budget-programme."), *columns,
        (72, 600, 12, "Produits"), (72, 575, 10, FULL), (72, 563, 10, "et de ses annexes."),
    )  # fmt: skip
    lines = [line.strip() for line in read_pdf(data, "list.pdf", LIMITS).text.splitlines() if line.strip()]
    assert lines[:2] == [FULL, "de budget-programme."]
    assert lines[-3:] == ["Produits", FULL, "et de ses annexes."]
    left, right = (i for i, line in enumerate(lines) if line.endswith("l’espace et sur la Lune"))
    assert right - left == 6


@pytest.mark.parametrize("number", ["6.17", "12.", "118."])
def test_a_paragraph_that_hangs_below_its_number_is_one(number: str) -> None:
    """Its second line begins with a capital letter and deeper than its number, as no new paragraph does."""
    first = "Le programme a facilité le lancement d’un satellite, grâce à l’"
    second = "Initiative Espace pour tous, et l’objectif fixé pour 2025 a été atteint."
    data = print_lines((90, 710, 10, number), (130, 710, 10, first), (130, 698, 10, second))
    assert read_pdf(data, "hanging.pdf", LIMITS).text == f"{number} {first}\n{second}"


def test_a_paragraph_of_two_lines_at_the_foot_of_a_page_is_no_running_line() -> None:
    body = [(72.0, 760.0 - 12 * n, 10.0, FULL) for n in range(20)]
    data = print_lines(*body, (72, 500, 10, FULL), (72, 488, 10, "et de ses annexes."))
    assert read_pdf(data, "foot.pdf", LIMITS).text.endswith(f"{FULL}\net de ses annexes.")


def test_a_narrow_blank_between_small_capitals_parts_words() -> None:
    """« CONVENTION DE VIENNE »: the blank is narrower than any that is taken for one."""
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    line = canvas.beginText(72, 700)
    line.setCharSpace(-0.4)
    for size, words in ((9.5, "C"), (7.5, "ONVENTION DE "), (9.5, "V"), (7.5, "IENNE")):
        line.setFont("Times-Roman", size)
        line.textOut(words)
    canvas.drawText(line)
    canvas.save()
    assert read_pdf(buffer.getvalue(), "narrow.pdf", LIMITS).text == "CONVENTION DE VIENNE"


ROWS = (
    "1. Rapports au Comité",
    "2. Séances de la Commission",
    "3. Publications techniques",
    "4. Journées de formation",
)


@pytest.mark.parametrize(
    ("small", "notes"),
    [
        ([(72.0, row) for row in ROWS], False),
        ([(72.0, "76/3"), (110.0, "Le Programme « Espace 2030 »"), (72.0, "77/120"), (72.0, "79/1")], False),
        ([(72.0, "1. Voir A/68/947."), (72.0, "2. Voir S/2014/449.")], True),
        ([(72.0, "1/ Voir A/68/947.")], True),
    ],
    ids=["rows of a table", "symbols", "notes", "a note with a stroke"],
)
def test_small_letters_at_the_foot_of_a_page_are_notes_where_they_look_so(
    small: list[tuple[float, str]], notes: bool
) -> None:
    body = [(72.0, 760.0 - 12 * n, 10.0, FULL) for n in range(20)]
    below = [(x, 516.0 - 10 * n, 8.0, text) for n, (x, text) in enumerate(small)]
    amounts = [(x, y, 8.0, "105") for _, y, _, text in below if text in ROWS for x in (380.0, 420.0, 460.0)]
    text = read_pdf(print_lines(*body, *below, *amounts), "foot.pdf", LIMITS).text
    assert ("\n__________________\n" in text) is notes


def test_running_lines_and_page_numbers_are_furniture() -> None:
    pieces = [Piece("paragraph", SENTENCE * 5, str(n)) for n in range(1, 80)]
    source = read_pdf(print_pdf(pieces), "long.pdf", LIMITS)
    blocks = blocks_of(source.text)
    assert len(source.page_starts) > 5
    assert [number for kind, number, _ in blocks if kind != "furniture"] == [str(n) for n in range(1, 80)]
    assert not any("Rapport annuel" in text or "14-57339" in text for kind, _, text in blocks if kind != "furniture")


@pytest.mark.parametrize("rise", [4, 6])
def test_raised_numbers_are_calls_and_raised_letters_are_not(rise: int) -> None:
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    text = canvas.beginText(72, 700)
    for raised, words in enumerate(("Le 1", "er", " mai, à sa 8838", "e", " séance", "2", ".")):
        text.setFont("Times-Roman", 6.5 if raised % 2 else 11)
        text.setRise(rise if raised % 2 else 0)
        text.textOut(words)
    canvas.drawText(text)
    canvas.save()
    assert read_pdf(buffer.getvalue(), "x.pdf", LIMITS).text == "Le 1er mai, à sa 8838e séance²."


def test_only_small_letters_are_raised_by_half_a_line() -> None:
    runs = ((72.0, 700.0, 10.0, "Le Conseil de"), (140.0, 694.8, 10.0, "Autre ligne"))
    assert "Le Conseil de\n" in read_pdf(print_lines(*runs), "x.pdf", LIMITS).text


@pytest.mark.parametrize("ruled", [True, False])
def test_cells_of_a_table_stand_apart(ruled: bool) -> None:
    rows = [
        ["Pays", "Militaires", "Police"],
        ["Sénégal", "1 112", "364"],
        ["Tchad", "1 440", "21"],
        ["Togo", "936", "297"],
    ]
    style = [("ALIGN", (1, 0), (-1, -1), "RIGHT"), *([("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else [])]
    normal = getSampleStyleSheet()["Normal"]
    story = [
        Paragraph(SENTENCE * 3, normal),
        Table(rows, colWidths=120, style=TableStyle(style)),
        Paragraph(SENTENCE * 3, normal),
    ]
    SimpleDocTemplate(buffer := io.BytesIO(), pagesize=A4).build(story)
    parts = read_pdf(buffer.getvalue(), "x.pdf", LIMITS).text.split("\n\n")
    cells = [cell for row in rows for cell in row]
    at = parts.index("Pays")
    assert parts[at : at + len(cells)] == cells
    assert parts[0].startswith("Le Conseil") and parts[-1].startswith("Le Conseil")


def test_a_hyphen_at_the_end_of_a_line_is_kept_as_printed() -> None:
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    for n, line in enumerate(("Le maintien de la paix et la coopé-", "ration triangulaire ont été évoqués.")):
        canvas.drawString(72, 700 - 14 * n, line)
    canvas.save()
    assert read_pdf(buffer.getvalue(), "x.pdf", LIMITS).text.splitlines()[0].endswith("coopé-")


def test_a_page_set_sideways_is_read_along_its_lines() -> None:
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    canvas.rotate(90)
    for n in range(4):
        canvas.drawString(100, -100 - 14 * n, f"La ligne {n} de l’annexe")
    canvas.save()
    assert read_pdf(buffer.getvalue(), "x.pdf", LIMITS).text.splitlines() == [
        f"La ligne {n} de l’annexe" for n in range(4)
    ]


def picture(pages: int, encrypt: pdfencrypt.StandardEncryption | None = None, words: str = "") -> bytes:
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4, encrypt=encrypt)
    for n in range(pages):
        canvas.rect(100, 100, 300, 500, fill=1)
        if words and n == 0:
            canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (picture(3), r"scanned: no text layer; OCR it here by Limits\(ocr=True\) or r2p-data parse --ocr"),
        (picture(1, pdfencrypt.StandardEncryption("secret"), SENTENCE), "encrypted"),
        (picture(1, None, SENTENCE)[:300], "truncated or damaged"),
        (b"%PDF-1.7\nrien", "truncated or damaged"),
        (picture(6, None, SENTENCE), "too large: 6 pages, more than 5"),
    ],
    ids=["scanned", "encrypted", "truncated", "junk", "pages"],
)  # fmt: skip
def test_a_pdf_without_text_is_never_an_empty_success(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said.replace(".", r"\.")):
        read_pdf(data, "x.pdf", Limits(pages=5))


def test_pages_without_text_are_named() -> None:
    source = read_pdf(picture(3, None, SENTENCE), "x.pdf", LIMITS)
    assert [problem.what.partition(":")[0] for problem in source.problems] == [
        "page 2 has no text",
        "page 3 has no text",
    ]


def test_a_pdf_cut_short_is_read_up_to_the_cut_and_says_so() -> None:
    whole = print_pdf([Piece("paragraph", SENTENCE * 4, str(n)) for n in range(1, 80)])
    source = read_pdf(whole[: whole.rindex(b"startxref")], "x.pdf", LIMITS)
    assert [problem.what.partition(":")[0] for problem in source.problems] == ["truncated"]
