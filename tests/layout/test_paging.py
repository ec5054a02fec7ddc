"""« 77/120 » alone on its line is page 77 of 120, or resolution 77/120; a running line runs at the edges of pages."""

from __future__ import annotations

import pytest

from r2p_data.layout import find_blocks

PARAGRAPH = "\n".join(
    f"Le Comité a examiné le point {n} de son ordre du jour et pris note du rapport." for n in range(9)
)


def furniture(text: str) -> list[str]:
    return [text[b.spans[0].start : b.spans[-1].end] for b in find_blocks(text) if b.kind == "furniture"]


PAGES = {
    "pages that count": "\n\n".join(f"{PARAGRAPH}\n\n{n}/120" for n in (76, 77, 78)),
    "pages that a form feed ends": "\f".join(f"{PARAGRAPH}\n\n{n}/3" for n in (1, 2, 3)),
    "beside a job number": f"{PARAGRAPH}\n\n18-06179\n2/45\n\n{PARAGRAPH}",
    "the only one, at the end": f"{PARAGRAPH}\n\n9/25",
    "the only one, within": f"{PARAGRAPH}\n\n9/25\n\n{PARAGRAPH}",
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_page_of_so_many_is_furniture(text: str) -> None:
    assert "".join(furniture(text)).count("/") == text.count("/") > 0


SYMBOLS = {
    "a list of resolutions": f"{PARAGRAPH}\n\n76/3\n\n77/120\n\n79/1\n\n{PARAGRAPH}",
    "of one session": f"{PARAGRAPH}\n\n76/120\n\n77/120\n\n{PARAGRAPH}",
    "more than there are pages": f"{PARAGRAPH}\n\n77/12\n\n{PARAGRAPH}",
    "within a page": f"{PARAGRAPH}\n\n77/120\n\n{PARAGRAPH}\f{PARAGRAPH}",
}


@pytest.mark.parametrize("text", SYMBOLS.values(), ids=SYMBOLS)
def test_a_symbol_that_reads_like_a_page_is_text(text: str) -> None:
    assert furniture(text) == []


def test_a_symbol_among_pages_of_another_number_is_text() -> None:
    pages = [f"{n}. {PARAGRAPH} Il a conclu le point {n}.\n\n{n}/45" for n in range(2, 6)]
    text = "\f".join([*pages[:2], f"77/120\n\n{pages[2]}", pages[3]])
    assert furniture(text) == ["2/45", "3/45", "4/45", "5/45"]


def test_what_runs_at_the_edges_of_pages_is_no_furniture_within_them() -> None:
    """« Assistant », the last cell of three pages, stands among the words of others."""
    pages = [f"{n}. {PARAGRAPH}\n\nAssistant\n\n{PARAGRAPH}\n\nAssistant" for n in range(1, 5)]
    text = "\f".join(pages)
    assert furniture(text) == ["Assistant"] * 4


def test_many_pages_and_symbols_are_read_in_linear_time() -> None:
    text = "\n\n".join(f"{n % 900 + 1}/999" for n in range(20_000))
    assert len(find_blocks(text)) > 0
