"""HTML, EPUB, Markdown and text in broken encodings."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from unicodedata import normalize

import pytest
from docx import Document as new_docx

from r2p_data.errors import UnreadableDocument
from r2p_data.parse import parse_document
from r2p_data.sources import Limits, read_bytes
from r2p_data.sources.markdown import find_marks
from tests.sources.reading_back import check_rows, facts_of, read_back, shown

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
    return shown(read_bytes(data, name, LIMITS))


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


@pytest.mark.parametrize("depth", [300, 390])
def test_a_page_is_read_to_the_depth_of_the_limit(depth: int) -> None:
    page = f"<html><body><p>Avant.</p>{'<div>' * depth}<p>La paix.</p>{'</div>' * depth}</body></html>"
    assert "La paix." in read_bytes(page.encode(), "x.html", Limits()).text


@pytest.mark.parametrize("depth", [400, 3_000, 100_000])
def test_what_is_nested_deeper_than_the_parser_goes_is_not_dropped_unsaid(depth: int) -> None:
    page = f"<html><body><p>Avant.</p>{'<div>' * depth}<p>La paix.</p>{'</div>' * depth}</body></html>"
    with pytest.raises(UnreadableDocument, match="nested deeper"):
        read_bytes(page.encode(), "x.html", Limits())


def test_a_short_page_is_read_whole() -> None:
    assert read(b"<html><body><h1>Avis</h1><p>La paix.<br>Signed</p></body></html>", "x") == [
        "Avis",
        "La paix.\nSigned",
    ]


def test_markdown_loses_its_marks() -> None:
    text = "# Rapport\n\nLe **Conseil** a *entendu* [28 pays](https://un.org)[^1].\n\n- la paix ;\n* la *sécurité*.\n"
    assert read(text.encode(), "x.md") == ["Rapport", "Le Conseil a entendu 28 pays[1].", "• la paix ;\n• la sécurité."]


def book_of(**more: str) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", '<container><rootfile full-path="o/p.opf"/></container>')
        items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in (1, 2))
        book.writestr("o/p.opf", f'<p><manifest>{items}</manifest><spine><i idref="c2"/><i idref="c1"/></spine></p>')
        for n in (1, 2):
            book.writestr(f"o/c{n}.xhtml", f"<html><body><h1>Chapitre {n}</h1><p>La paix.</p></body></html>")
        for name, content in more.items():
            book.writestr(f"META-INF/{name}.xml", content)
    return buffer.getvalue()


LOCKED = '<encryption><enc:CipherData><enc:CipherReference URI="{}"/></enc:CipherData></encryption>'


@pytest.mark.parametrize("more", [{}, {"encryption": LOCKED.format("o/fonts/a.otf")}], ids=["plain", "a font locked"])
def test_a_book_is_read_chapter_by_chapter(more: dict[str, str]) -> None:
    assert read(book_of(**more), "livre.epub") == ["Chapitre 2", "La paix.", "Chapitre 1", "La paix."]


def test_a_locked_book_is_not_called_damaged() -> None:
    with pytest.raises(UnreadableDocument, match="encrypted: a seller has locked the book"):
        read_bytes(book_of(encryption=LOCKED.format("o/c1.xhtml")), "livre.epub", LIMITS)


@pytest.mark.parametrize("name", ["livre.epub", "page.html"])
def test_a_book_without_its_library_is_not_called_damaged(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    data = book_of() if name == "livre.epub" else b"<html><body><p>La paix.</p></body></html>"
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    monkeypatch.setitem(sys.modules, "lxml.html", None)
    with pytest.raises(UnreadableDocument, match=r"pip install 'r2p-data\[formats\]'"):
        read_bytes(data, name, LIMITS)


# As ministries set their pages: a cookie banner, menus, links to share, related pages, the foot of the page.
MINISTRY = """<!DOCTYPE html><html lang="fr"><head><title>La responsabilité de protéger | Ministère</title>
<meta charset="utf-8"></head><body class="page sidebar-right">
<div id="tarteaucitronRoot"><div class="cookie-banner"><p>Ce site utilise des cookies pour mesurer l’audience auprès de
250 partenaires, dont la Commission européenne. Vous acceptez le dépôt de 12 cookies.</p><button>Refuser</button></div>
</div><a class="skip" href="#c">Aller au contenu</a><header role="banner"><div class="logo"><a href="/">Ministère de
l’Europe et des Affaires étrangères</a></div><nav><ul><li><a href="/ml">Mali</a><ul><li><a href="/r">rechercher une
ambassade</a></li><li><a href="/n">rejoindre les 163 ambassades</a></li></ul></li><li><a href="/t">Togo</a></li></ul>
</nav></header><div class="fil-ariane"><a href="/">Accueil</a> &gt; Nations unies</div><div id="content">
<h1>La responsabilité de protéger</h1><p class="date">Publié le 3 mai 2016</p><div class="social-share">
<a href="//x">Partager sur Twitter</a> <a href="//f">Partager (45)</a></div><p>La France a soutenu en 2005 l’adoption
par 150 chefs d’État du concept de responsabilité de protéger, qui engage les États Membres de l’Organisation des
Nations Unies envers leurs populations civiles.</p>
<h2>Que fait la France ?</h2><p>Elle a proposé en 2013, avec le Mexique, un
encadrement du recours au veto au Conseil de sécurité. Cette initiative a recueilli le soutien de 96 États, dont le
Sénégal.</p><ul><li>consentement des parties&nbsp;;</li><li>impartialité.</li></ul><p>La France contribue à hauteur de
7,2 % au budget des opérations de maintien de la paix, et fournit 900 militaires à la FINUL.</p>
<aside class="related"><h3>Articles liés</h3><ul><li><a href="/a">Résolution 2284 (2016) : Côte d’Ivoire</a></li><li>
<a href="/b">Rapport A/70/95 du 17 juin 2015</a></li></ul></aside></div><form><select><option>Burundi</option></select>
</form><footer><p>© 2024 Ministère – 37 quai d’Orsay, 75007 Paris</p><ul><li><a href="/z">Suivez-nous : 2 millions
d’abonnés</a></li></ul></footer></body></html>"""


def test_what_stands_around_a_page_is_furniture_and_names_nobody() -> None:
    document = read_back(read_bytes(MINISTRY.encode(), "page.html", LIMITS))
    check_rows(document)
    furniture = "\n".join(p.text for p in document.paragraphs if p.block.kind == "furniture")
    around = (
        "250 partenaires", "Refuser", "Aller au contenu", "rejoindre les 163 ambassades", "Togo", "Accueil",
        "Partager (45)", "Articles liés", "A/70/95", "Burundi", "75007 Paris", "2 millions",
    )  # fmt: skip
    assert [words for words in around if words not in furniture] == []
    named = {mention.actor_id for row in document.actors.mentions for mention in row}
    assert named == {"FRA", "onu", "MEX", "conseil-de-securite", "SEN", "finul"}
    assert [figure.value for row in document.figures for figure in row] == [150, 96, 7.2, 900]
    assert not any(document.references)
    assert (document.description.title, document.description.symbols) == ("La responsabilité de protéger", ())
    assert str(document.description.date) == "2016-05-03"
    assert [p.text for p in document.paragraphs if p.block.kind == "heading"] == ["Que fait la France ?"]


GOOD = (
    "1. La sécurité de l’Union européenne, à l’été 2016 – « œuvre » n°\u00a03.\n\u00a0\n"
    "2. Le Sénat n’a rien dit\u00a0: 28 pays d’Afrique ont été entendus.\n"
)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp437"])
def test_mojibake_is_mended_and_logged_as_repairs(encoding: str) -> None:
    bad = GOOD.encode().decode(encoding)
    source = read_bytes(bad.encode(), "x.txt", LIMITS)
    assert (source.text, source.encoding, source.problems) == (bad, "utf-8", ())
    document, wanted = read_back(source), read_back(read_bytes(GOOD.encode(), "x.txt", LIMITS))
    check_rows(document)
    assert [p.text for p in document.paragraphs] == [p.text for p in wanted.paragraphs]
    assert facts_of(document) == facts_of(wanted)
    mended = [(edit.before.encode(encoding).decode(), edit.after) for edit in source.edits if edit.before != "Â"]
    assert all(before == after for before, after in mended) and len(mended) > 10
    (figure,) = document.figures[1]
    assert document.paragraphs[1].clean.raw_span(figure.start, figure.end) == (bad.index("28"), bad.index("28") + 2)


def test_only_the_characters_that_are_wrong_are_mended() -> None:
    line = "voilÃ\u00a0 le Sénat, la sÃ©curitÃ© et lâ€™Union : Ã©galitÃ©"
    source = read_bytes(line.encode(), "x.txt", LIMITS)
    assert [(edit.before, edit.after) for edit in source.edits] == [
        ("Ã\u00a0", "à"), ("Ã©", "é"), ("Ã©", "é"), ("â€™", "’"), ("Ã©", "é"), ("Ã©", "é"),
    ]  # fmt: skip


MARKED = """---
title: Rapport 2016
---
# Rapport sur les 28 pays
Le **Conseil** a *entendu* [28 pays](https://undocs.org/A/63/677)[^voir], et `code` à 1\\. La __paix__ _durable_.

> Le Mali a dit
> oui à 3 textes.

## Effectifs ##
- la paix ;
* la *sécurité*.

| Pays | **Police** |
|------|-----:|
| Tchad | 21 |
| Mali |  |
Fin du tableau.

Autre titre
-----------
Le Conseil a décidé d’agir.

---
<!-- note 45 -->

[^voir]: Voir S/2016/498.
"""


def test_marks_of_markdown_are_logged_and_the_structure_stays() -> None:
    document = read_back(read_bytes(MARKED.encode(), "x.md", LIMITS))
    check_rows(document)
    assert document.source.text == MARKED
    assert [(p.block.kind, p.block.number, p.text) for p in document.paragraphs] == [
        ("furniture", None, "---\ntitle: Rapport 2016\n---"),
        ("title", None, "Rapport sur les 28 pays"),
        ("paragraph", None, "Le Conseil a entendu 28 pays, et code à 1. La paix durable."),
        ("paragraph", None, "Le Mali a dit oui à 3 textes."),
        ("heading", None, "Effectifs"),
        ("list_item", "•", "la paix ;"),
        ("list_item", "•", "la sécurité."),
        ("table_cell", None, "Pays"),
        ("table_cell", None, "Police"),
        ("table_cell", None, "Tchad"),
        ("table_cell", None, "21"),
        ("table_cell", None, "Mali"),
        ("paragraph", None, "Fin du tableau."),
        ("heading", None, "Autre titre"),
        ("paragraph", None, "Le Conseil a décidé d’agir."),
        ("footnote", "1", "Voir S/2016/498."),
    ]
    assert document.paragraphs[-1].block.parent == 2
    assert {edit.rule for edit in document.edits} == {"markdown", "line_join", "label", "note_call"}


@pytest.mark.parametrize(
    "sign", list("#*_`[]()|\\<>!&-=~^: ") + ["a*", "[a](", "| ", "# ", "<!--", "**a", "_a ", "[^1]"]
)
def test_long_runs_of_marks_are_read_in_linear_time(sign: str) -> None:
    begun = time.process_time()
    find_marks(f"a\n{sign * (100_000 // len(sign))}\n|-|-|\n")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("text", ["Â la paix.", "São Paulo, Ãgil e BrasÃ", "Le Sénat a ét¢ saisi de 1’affaire."])
def test_text_that_is_not_clearly_mojibake_stays(text: str) -> None:
    source = read_bytes(text.encode(), "x.txt", LIMITS)
    assert (source.text, source.encoding, source.edits) == (text, "utf-8", ())


LEGACY = (
    "Le Conseil de sécurité a été saisi de la question à Genève, où les États Membres ont signé l'accord du "
    "3 août 2016. Il a noté que 28 pays, dont la Côte d'Ivoire et le Sénégal, étaient prêts à renforcer la Mission.\n"
) * 4


# « utf-16 » opens with a mark; « utf-16-le » and « utf-16-be » have none.
LEGACIES = ["cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "iso8859_15"]


@pytest.mark.parametrize("encoding", LEGACIES)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "dos", "mac"])
def test_legacy_encodings_are_told(encoding: str, end: str) -> None:
    source = read_bytes(LEGACY.replace("\n", end).encode(encoding), "x.txt", LIMITS)
    assert source.text == LEGACY
    assert source.problems == source.edits == ()


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x.docx"])
def test_accents_behind_their_letters_are_read_upon_them(name: str) -> None:
    """As Macintosh and TeX write them; the source stays as it is, the clean text has whole letters."""
    apart = normalize("NFD", LEGACY)
    made = {"x.html": f"<html><body><p>{apart}</p></body></html>".encode(), "x.docx": docx_of(apart)}
    source = read_bytes(made.get(name, apart.encode()), name, LIMITS)
    document, wanted = parse_document(source, "a"), parse_document(read_bytes(LEGACY.encode(), "x.txt", LIMITS), "a")
    assert "e\u0301" in source.text and "accent_apart" in {edit.rule for edit in document.edits}
    assert " ".join(p.text for p in document.paragraphs).split() == " ".join(p.text for p in wanted.paragraphs).split()
    assert sum(map(len, document.actors.mentions)) == sum(map(len, wanted.actors.mentions)) > 0


def docx_of(text: str) -> bytes:
    made, buffer = new_docx(), io.BytesIO()
    for line in text.splitlines():
        made.add_paragraph(line)
    made.save(buffer)
    return buffer.getvalue()


def test_bytes_with_zeros_on_both_sides_are_no_text() -> None:
    with pytest.raises(UnreadableDocument, match="is not text"):
        read_bytes(b"\x00LM\x00" * 300, "x.txt", LIMITS)
    with pytest.raises(UnreadableDocument, match="is not text"):
        read_bytes(bytes(range(1, 32)) + b"\x00" * 99, "x.txt", LIMITS)


@pytest.mark.parametrize("control", ["\x01", "\x08", "\x0e", "\x1a", "\x7f"])
def test_text_with_a_control_character_is_no_text(control: str) -> None:
    with pytest.raises(UnreadableDocument, match="control characters"):
        read_bytes(f"Le Mali{control} et le Tchad".encode(), "x.txt", LIMITS)


@pytest.mark.parametrize("blank", ["\t", "\n", "\x0b", "\f", "\x1b"])
def test_tabs_form_feeds_and_escapes_may_stand_in_text(blank: str) -> None:
    assert read_bytes(f"Le Mali{blank} et le Tchad".encode(), "x.txt", LIMITS).text == f"Le Mali{blank} et le Tchad"
