"""What documents state of themselves: genre, title, symbols, issuer, date; and what they do not state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from r2p_data.describe import read_dateline, read_language
from r2p_data.parse import parse_document
from r2p_data.records import Description, Source

TESTS = Path(__file__).parent
DOCUMENTS = TESTS / "layout" / "documents"
SEEDS = TESTS.parent / "seeds"


def described(text: str) -> Description:
    return parse_document(Source("a.txt", text, "utf-8", "text/plain", ""), "a").description


def described_file(stem: str) -> Description:
    folder = SEEDS if stem[0].isdigit() else DOCUMENTS
    (path,) = folder.glob(f"{stem}*.txt")
    return described(path.read_text(encoding="utf-8"))


COUNCIL, ASSEMBLY, SECRETARY = "Conseil de sécurité", "Assemblée générale", "Secrétaire général"
FACTS = [
    ("000", "press_article", (), None, None),
    ("001", "report", ("A/68/947", "S/2014/449"), SECRETARY, None),
    ("002", "presidential_statement", (), COUNCIL, date(2021, 8, 18)),
    ("003", "web_page", (), None, None),
    ("sg_report_2016", "report", ("S/2016/579",), SECRETARY, date(2016, 6, 28)),
    ("resolution_2016", "resolution", ("S/RES/2284(2016)",), COUNCIL, date(2016, 4, 28)),
    ("resolution_one_line", "resolution", ("S/RES/2165(2014)",), COUNCIL, date(2014, 7, 14)),
    ("ocr_resolution_1994", "resolution", ("S/RES/918(1994)",), COUNCIL, date(1994, 5, 17)),
    ("presidential_statement_2016", "presidential_statement", ("S/PRST/2016/2",), COUNCIL, date(2016, 5, 5)),
    ("statement_with_tall_initial", "presidential_statement", ("S/PRST/2011/40",), COUNCIL, date(2011, 3, 3)),
    ("general_assembly_resolution", "resolution", ("A/RES/70/6",), ASSEMBLY, date(2015, 11, 3)),
    ("identical_letters", "other", ("A/70/95", "S/2015/446"), None, date(2015, 6, 17)),
    ("letter_from_representative", "other", ("S/2015/838",), None, date(2015, 11, 3)),
    ("human_rights_committee", "other", ("CEDAW/C/COD/CO/8",), None, date(2019, 8, 6)),
    ("verbatim_record", "other", ("S/PV.7688",), None, date(2016, 5, 5)),
    ("brahimi_report_2000", "other", ("A/55/305", "S/2000/809"), None, None),
    ("ocr_without_blank_lines", "report", (), SECRETARY, None),
    ("senate_report", "report", (), None, None),
    ("press_agency_dispatch", "press_article", (), None, date(2016, 6, 29)),
    ("press_un_news", "press_article", (), None, date(2021, 8, 18)),
    ("council_press_release", "press_article", ("CS/12423",), None, date(2016, 6, 29)),
    ("release_with_masthead_and_two_headlines", "press_article", ("AG/PK/301",), None, date(2012, 3, 7)),
    ("press_release", "press_article", ("SG/SM/17728", "SC/12345"), None, None),
    ("ministry_page_menus", "web_page", (), None, date(2021, 3, 12)),
    ("ministry_page_compact", "web_page", (), None, date(2018, 9, 24)),
    ("mission_web_page", "web_page", (), None, date(2018, 3, 14)),
    ("frequently_asked_questions", "web_page", (), None, None),
    ("indented_paragraphs", "other", (), None, None),
]


@pytest.mark.parametrize(("stem", "genre", "symbols", "issuer", "day"), FACTS, ids=[stem for stem, *_ in FACTS])
def test_document_is_described_by_what_it_states(
    stem: str, genre: str, symbols: tuple[str, ...], issuer: str | None, day: date | None
) -> None:
    found = described_file(stem)
    assert (found.genre, found.symbols, found.issuer, found.date) == (genre, symbols, issuer, day)
    assert found.language == "fr"


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("000", None),
        ("001", None),
        ("002", "Déclaration du Président du Conseil de sécurité"),
        ("003", "Opérations de paix"),
        ("resolution_2016", "Résolution 2284 (2016)"),
        ("ministry_page_menus", "La France et les opérations de maintien de la paix"),
        ("press_agency_dispatch", "L'ONU prolonge d'un an sa mission au Mali"),
    ],
)
def test_title_is_the_one_printed(stem: str, title: str | None) -> None:
    assert described_file(stem).title == title


PROSE = "Le Conseil de sécurité s’est réuni pour examiner la situation dans le pays et il a pris note du rapport.\n"
SILENT = {
    "symbol_cited_in_the_text": PROSE + "\nLe document S/2016/498 porte sur la protection des civils.",
    "date_in_the_text": PROSE + "\nLa réunion a été tenue le 5 mai 2016 à New York, en présence des membres.",
    "meeting_told_in_a_report": "Le présent rapport rend compte des réunions du Conseil.\n\n"
    "À sa 7688e séance, le 5 mai 2016, le Conseil a examiné la situation dans le pays.",
    "symbol_of_a_draft_in_brackets": "Nations Unies\n\n[sans renvoi à une grande commission (A/70/L.7)]\n\n" + PROSE,
    "date_that_is_no_day": "31.02.2016\n\n" + PROSE,
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_a_document_only_mentions_does_not_describe_it(text: str) -> None:
    found = described(text)
    assert (found.symbols, found.date) == ((), None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("1er juin 2016", date(2016, 6, 1)),
        ("Conseil de sécurité 17 août 2015", date(2015, 8, 17)),
        ("Jeudi 5 mai 2016, à 10 h 10", date(2016, 5, 5)),
        ("Mis à jour le : 12 mars 2021", date(2021, 3, 12)),
        ("24.09.2018", date(2018, 9, 24)),
        ("16-08726 (F) 020616 020616", None),
        ("mai 2016", None),
        ("", None),
    ],
)
def test_dateline_is_the_day_that_closes_a_line(line: str, day: date | None) -> None:
    assert read_dateline(line) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [("", None), ("12 345", None), ("The Council met in New York.", None), (PROSE, "fr"), ("Der Rat tagte.", None)],
)
def test_language_is_french_or_unsaid(text: str, language: str | None) -> None:
    assert read_language([text]) == language


def test_a_headline_in_french_does_not_tell_the_language() -> None:
    english = "United Nations forces protect civilians under threat of physical violence. " * 60
    assert (
        read_language(["Le rapport de la Mission sur les activités de la force et de la police. " * 3, english]) is None
    )


def test_a_headline_that_a_press_release_prints_twice_stands_once_in_its_title() -> None:
    (path,) = DOCUMENTS.glob("release_with_masthead*.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    loud = next(line for line in lines if line.startswith("COMITÉ"))
    text = "\n".join(loud if line.startswith("Comité spécial :") else line for line in lines)
    assert text.count(loud) == 2 and str(described(text).title).count(loud) == 1


def test_a_masthead_in_english_does_not_tell_the_language() -> None:
    english = "United Nations Security Council Distribution General Original English Provisional"
    assert read_language([english, "Le Conseil de sécurité rappelle les résolutions sur la paix. " * 9]) == "fr"
