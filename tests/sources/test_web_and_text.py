"""HTML, EPUB, Markdown and text in broken encodings."""

from __future__ import annotations

import io
import zipfile

import pytest

from r2p_data.errors import UnreadableDocument
from r2p_data.sources import Limits, read_bytes

LIMITS = Limits()
PROSE = (
    "Le Conseil de sécurité a prorogé le mandat de la Mission multidimensionnelle et décidé de rester "
    "saisi de la question, notant que 28 États Membres ont signé les principes de Kigali. "
)
PAGE = f"""<!DOCTYPE html><html lang="fr"><head><title>Opérations de paix | SPF</title><meta charset="utf-8">
<style>p {{ color: red }}</style><script>var x = "non";</script></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/c">Contact</a></li></ul></nav>
<main><article><h1>Opérations de paix</h1><p>{PROSE * 2}</p>
<h2>Dans le cadre de l’ONU</h2><p>Elles sont gouvernées par <b>trois</b> principes<sup>2</sup>&nbsp;:</p>
<ul><li>consentement des parties&nbsp;;</li><li>impartialité&nbsp;;</li></ul>
<table><tr><th>Pays</th><th>Police</th></tr><tr><td>Tchad</td><td>21</td></tr></table>
<p>{PROSE * 2}</p></article></main>
<footer><p>© SPF Affaires étrangères</p></footer></body></html>"""


def read(data: bytes, name: str) -> list[str]:
    return read_bytes(data, name, LIMITS).text.split("\n\n")


def test_a_page_gives_its_main_content_title_first() -> None:
    blocks = read(PAGE.encode(), "page.html")
    assert blocks[0] == "Opérations de paix"
    wanted = ["Dans le cadre de l’ONU", "• consentement des parties ;", "• impartialité ;"]
    assert [block for block in blocks if block in wanted] == wanted
    assert any(block.startswith("Elles sont gouvernées par trois principes² :") for block in blocks)
    assert sum(PROSE.strip() in block for block in blocks) == 2
    cells = [cell for block in blocks for cell in block.split("\n")]
    assert [cell for cell in cells if cell in ("Pays", "Police", "Tchad", "21")] == ["Pays", "Police", "Tchad", "21"]
    assert not any("Accueil" in block or block == "non" or "color" in block for block in blocks)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-1"])
def test_a_page_is_read_by_the_encoding_that_it_declares(encoding: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{encoding}"').replace("’", "'")
    assert "Le Conseil de sécurité a prorogé" in "\n".join(read(page.encode(encoding), "page.htm"))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html>" + "<div>" * 600 + "La paix" + "</div>" * 600, "nested deeper"),
        (
            "<html><head><title>x</title></head><body><script>draw()</script></body></html>",
            "empty: the page holds no text",
        ),
    ],
)
def test_a_hostile_or_empty_page_says_what_is_wrong(page: str, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said):
        read_bytes(page.encode(), "x.html", Limits(depth=200))


def test_a_short_page_is_read_whole() -> None:
    assert read(b"<html><body><h1>Avis</h1><p>La paix.<br>Signed</p></body></html>", "x") == [
        "Avis",
        "La paix.\nSigned",
    ]


def test_markdown_loses_its_marks() -> None:
    text = "# Rapport\n\nLe **Conseil** a *entendu* [28 pays](https://un.org)[^1].\n\n- la paix ;\n* la *sécurité*.\n"
    assert read(text.encode(), "x.md") == ["Rapport", "Le Conseil a entendu 28 pays[1].", "• la paix ;\n• la sécurité."]


def test_a_book_is_read_chapter_by_chapter() -> None:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", '<container><rootfile full-path="o/p.opf"/></container>')
        items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in (1, 2))
        book.writestr("o/p.opf", f'<p><manifest>{items}</manifest><spine><i idref="c2"/><i idref="c1"/></spine></p>')
        for n in (1, 2):
            book.writestr(f"o/c{n}.xhtml", f"<html><body><h1>Chapitre {n}</h1><p>La paix.</p></body></html>")
    assert read(buffer.getvalue(), "livre.epub") == ["Chapitre 2", "La paix.", "Chapitre 1", "La paix."]


def test_mojibake_is_mended_and_said() -> None:
    good = "La sécurité de l’Union européenne, à l’été 2016.\nLe Sénat n’a rien dit : 28 pays.\n"
    source = read_bytes(good.encode().decode("cp1252").encode(), "x.txt", LIMITS)
    assert (source.text, source.encoding) == (good, "utf-8, mended")
    (problem,) = source.problems
    assert problem.what.startswith("encoding mended: « sÃ©curitÃ© » read as « sécurité »")
    assert source.text[problem.start : problem.end] == good.splitlines()[0]


@pytest.mark.parametrize("text", ["Â la paix.", "São Paulo, Ãgil e BrasÃ", "Le Sénat a ét¢ saisi de 1’affaire."])
def test_text_that_is_not_clearly_mojibake_stays(text: str) -> None:
    source = read_bytes(text.encode(), "x.txt", LIMITS)
    assert (source.text, source.encoding, source.problems) == (text, "utf-8", ())
