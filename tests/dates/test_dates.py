"""Dates: what they cover, what leaves a bound open, and which digits are no date."""

from __future__ import annotations

import csv
import json
import re
import time
from calendar import monthrange
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from r2p_data.annotate.dates import Period, find_dates, find_period
from r2p_data.annotate.dates.bounds import open_bound
from r2p_data.annotate.dates.calendar import Atom, month_names
from r2p_data.annotate.dates.years import counts_something, is_year
from r2p_data.folding import lower
from r2p_data.records import Date
from r2p_data.taken import Taken

CASES = Path(__file__).parent / "cases"
GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.json"))
# what the references and the actors of these texts claim before the dates are read
CLAIMED = re.compile(
    r"\b(?:[ASE]|[CS]S|CCPR)/[\w./-]+|\d+ \((?:19|20)\d\d\)|[Rr]ésolutions? (?:\d+/\d+|\d+ de \d+)"
    r"|Agenda 2063|Programme 2030|Mouvement du 23 mars|Comité des 34"
    r"|(?:Document final du Sommet mondial|Principes de Paris) de \d{4}|principes directeurs des Nations Unies de 2011"
)

Case = tuple[str, "Period | None", list[str]]


def cases(name: str) -> list[Case]:
    read: list[Case] = []
    period: Period | None = None
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            read[-1][2].append(line.strip())
        elif line.startswith("@"):
            bounds = [date.fromisoformat(bound) for bound in line[1:].split()]
            period = (Period(*bounds) if bounds[1:] else Period(*bounds * 3)) if bounds else None
        elif line and not line.startswith("#"):
            read.append((line, period, []))
    return read


def dates(text: str, period: Period | None = None) -> list[Date]:
    return find_dates(text, Taken(found.span() for found in CLAIMED.finditer(text)), period)


def printed(text: str, period: Period | None) -> list[str]:
    return [
        f"{text[row.start : row.end]} = {row.date_from or ''}..{row.date_to or ''} {row.precision}"
        + (" inferred" if row.inferred else "")
        for row in dates(text, period)
    ]


def rows(name: str) -> list[dict[str, str]]:
    lines = files("r2p_data.lexicon").joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


@pytest.mark.parametrize(("text", "period", "expected"), cases("wild") + cases("synthetic"))
def test_dates_are_read_with_their_bounds(text: str, period: Period | None, expected: list[str]) -> None:
    assert printed(text, period) == expected


@pytest.mark.parametrize(("text", "period", "_"), cases("negative"))
def test_what_is_no_date_is_left_alone(text: str, period: Period | None, _: list[str]) -> None:
    assert printed(text, period) == []


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "period", "expected"), cases("known_failures"))
def test_known_failures(text: str, period: Period | None, expected: list[str]) -> None:
    assert printed(text, period) == expected


def covered(value: str | None, last: bool) -> date | None:
    if value is None:
        return None
    year, month, day = [*map(int, value.split("-")), None, None][:3]
    if last:
        return date(year, month or 12, day or monthrange(year, month or 12)[1])
    return date(year, month or 1, day or 1)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem[:3])
def test_every_date_of_the_gold_is_found_and_no_other(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    blocks = [block for block in gold["blocks"] if block["kind"] != "furniture" and block.get("clean")]
    period = find_period([block["clean"] for block in blocks])
    for block in blocks:
        wanted, allowed = [], []
        for row in gold["dates"]:
            if any(start <= row["start"] < end for start, end in block["spans"]):
                facts = (covered(row["from"], False), covered(row["to"], True), row["precision"], row["inferred"])
                (allowed if row.get("optional") else wanted).append(facts)
        found = [(row.date_from, row.date_to, row.precision, row.inferred) for row in dates(block["clean"], period)]
        assert [facts for facts in found if facts not in allowed] == wanted, block["clean"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Rapport sur les activités au cours de la période allant du 1er janvier au 31 décembre 2016"], (2016, 1, 12)),
        (["Rapport du Groupe de travail", "au cours de la période allant du 1* janvier au 31 mars 2016"], (2016, 1, 3)),
        (
            ["I", "Introduction", "x", "y", "Le présent rapport couvre la période du 1er avril au 30 juin 2017."],
            (2017, 4, 6),
        ),
        (["Il porte sur les travaux de la période considérée (1er avril-30 juin 2014)."], (2014, 4, 6)),
        (["Le présent rapport rend compte des faits survenus entre le 1er mai et le 31 juillet 2015."], (2015, 5, 7)),
        (["Rapport annuel du Comité spécial pour 2015"], (2015, 1, 12)),
        (["Rapport annuel", "x", "x", "x", "Le Fonds a été doté pour la période 2016-2018."], None),
        (["Rapport du Secrétaire général sur le Sommet mondial de 2005"], None),
        (["Le Conseil de sécurité", "x", "x", "x", "Proroge le mandat du 1er mai 2010 au 30 avril 2011."], None),
        (["Aucune date ici."], None),
    ],
)
def test_the_period_is_the_one_that_the_document_states_for_itself(
    texts: list[str], expected: tuple[int, int, int] | None
) -> None:
    found = find_period(texts)
    if expected is None:
        assert found is None
    else:
        year, first, last = expected
        assert found == (date(year, first, 1), date(year, last, monthrange(year, last)[1]), None)


def test_half_a_year_after_the_report_before_serves_for_days_without_a_year() -> None:
    texts = ["Rapport", "x", "x", "x", "les faits survenus depuis mon rapport en date du 28 mars 2016 (S/2016/281)"]
    assert find_period(texts) == (date(2016, 3, 28), date(2016, 9, 26), None)
    dated = find_period(["Distr. générale", "13 juillet 2016\nFrançais\n*1612290*", *texts])
    assert dated == (date(2016, 3, 28), date(2016, 7, 13), date(2016, 7, 13))


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["Il faut adapter les opérations", "17 juin 2015"], date(2015, 6, 17)),
        (["Date : 09 janvier 2018"], date(2018, 1, 9)),
        (["Un titre", "DAKAR, 4 mai 2018 (AFP) - Deux attaques ont eu lieu"], date(2018, 5, 4)),
        (["Un titre", "Goma, le 4 mai 2018. – Deux attaques ont eu lieu"], date(2018, 5, 4)),
        (["4 mai 2018 – Paix et sécurité"], date(2018, 5, 4)),
        (
            ["Un titre", "Par notre envoyé\nPublié le 20 janvier 2017 à 11 h 42 - Lecture : 4 minutes"],
            date(2017, 1, 20),
        ),
        (["Un titre", "Par Jean Diallo à Dakar – 20/01/2017"], date(2017, 1, 20)),
        (["Un titre", "Mis en ligne le 20 janvier 2017 à 08h12"], date(2017, 1, 20)),
        (["Banjul, 20 janvier 2017 (AFP)"], date(2017, 1, 20)),
        (["Dernière modification 14.03.2024"], date(2024, 3, 14)),
        (["Adoptée par le Conseil de sécurité à sa 9444e séance, le 19 octobre 2023"], date(2023, 10, 19)),
        (["Résolution adoptée par l’Assemblée générale le 16 septembre 2005"], date(2005, 9, 16)),
        (
            ["À la 8306e séance du Conseil, tenue le 10 juillet 2018, il a fait la déclaration suivante :"],
            date(2018, 7, 10),
        ),
        (["Rapport", "Enregistré à la Présidence du Sénat le 17 décembre 2014"], date(2014, 12, 17)),
        (["ven 16/06/2023 - 11:00"], date(2023, 6, 16)),
        (["16/08/2012 12:55 EDT | Actualisé"], date(2012, 8, 16)),
        (["Lettre datée du 12 mai 2016, adressée au Président du Conseil de sécurité"], date(2016, 5, 12)),
        (["Assemblée générale Distr. générale", "Conseil de sécurité 3 juin 2024"], date(2024, 6, 3)),
        (["Conseil de sécurité Distr. générale", "13 juillet 2023\nFrançais\nOriginal : anglais"], date(2023, 7, 13)),
    ],
)
def test_a_document_states_its_own_day(texts: list[str], day: date) -> None:
    assert find_period(texts) == (day, day, day)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("16 avril 2025 à Genève, le Conseil", None),
        ("À sa 245e séance, le 12 février 2018, le Comité a élu son président.", None),
        ("Rappelant sa résolution 2645 (2022), adoptée le 21 octobre 2022", None),
    ],
)
def test_a_day_told_is_not_the_day_of_the_document(text: str, year: None) -> None:
    assert find_period(["Un titre", text]) is year


@pytest.mark.parametrize(
    "text",
    [
        "Le Conseil s’est réuni le 4 mai 2018 – Paix et sécurité étaient au programme",
        "Le 4 mai 2018, la Mission a quitté Dakar",
    ],
)
def test_a_date_inside_a_sentence_is_no_dateline(text: str) -> None:
    assert find_period(["Un titre", text]) is None


def test_the_first_day_of_a_chronology_is_not_that_of_the_document() -> None:
    entries = ["27 février 2004 – la résolution", "Le 3 mars, elle part.", "2 décembre 2010 – la certification"]
    assert find_period(["Retour sur une mission", *entries]) is None


def test_a_report_on_events_states_its_period() -> None:
    text = "Ce document porte sur les faits nouveaux survenus du 17 juin au 16 septembre 2022."
    assert find_period(["Un titre", text]) == (date(2022, 6, 17), date(2022, 9, 16), None)


def test_a_budget_to_come_is_not_the_period_of_an_article() -> None:
    text = "L’ONU dépensera 7 milliards de dollars l’an prochain (période du 1er juillet 2017 au 30 juin 2018)"
    assert find_period(["Un budget en baisse", text]) is None


def test_the_length_of_a_mandate_is_not_the_period_of_a_report() -> None:
    text = (
        "Le Conseil a créé une mission pour une période initiale de six mois allant du 3 octobre 2012 au 2 avril 2013"
    )
    assert find_period(["Rapport du Secrétaire général", text]) is None


def test_a_masthead_run_into_its_report_tells_the_day_of_the_report() -> None:
    text = (
        "Nations Unies S/2012/345 Conseil de sécurité Distr. générale 8 juin 2012 Français Original : anglais Rapport"
    )
    assert find_period(["20", text]) == (date(2012, 6, 8), date(2012, 6, 8), date(2012, 6, 8))


def test_the_date_of_a_report_cited_gives_no_year_to_the_days_after_it() -> None:
    text = "Les critères énoncés dans son rapport du 16 juin 2023 sont remplis au 31 août"
    assert [row.date_from for row in find_dates(text, Taken(), None)] == [date(2023, 6, 16)]


@pytest.mark.parametrize("row", rows("date_bounds.csv"), ids=lambda row: row["surface"])
def test_each_bound_opens_the_end_of_its_example(row: dict[str, str]) -> None:
    (found,) = dates(row["example"])
    assert found.start == 0
    assert (found.date_to is None) is (row["bound"] == "from") and (found.date_from is None) is (row["bound"] == "to")
    assert lower(row["example"]).startswith(row["surface"])
    assert open_bound(row["surface"] + " 2015", len(row["surface"]) + 1) == (0, row["bound"])


@pytest.mark.parametrize("row", rows("year_contexts.csv"), ids=lambda row: f"{row['surface']}-{row['verdict']}")
def test_each_context_gives_its_verdict_on_its_example(row: dict[str, str]) -> None:
    assert row["surface"] in lower(row["example"])
    assert bool(dates(row["example"])) is (row["verdict"] == "year")


@pytest.mark.parametrize("row", rows("words_after_years.csv"), ids=lambda row: row["surface"])
def test_each_word_after_digits_gives_its_verdict(row: dict[str, str]) -> None:
    digits = row["example"].index("20")
    assert counts_something(row["example"], digits + 4) is (row["verdict"] == "counted")
    assert is_year("en 2014 " + row["surface"], Atom(3, 7, 2014, bare=True), False) is (row["verdict"] == "free")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from([" ", "\u00a0", "\u202f"]), st.booleans())
def test_any_day_is_read_however_it_is_printed(day: date, blank: str, capital: bool) -> None:
    names = {number: name for name, number in reversed(month_names().items()) if not name.endswith(".")}
    month = names[day.month].title() if capital else names[day.month]
    number = "1er" if day.day == 1 else str(day.day)
    for surface in (f"{number}{blank}{month}{blank}{day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", day.isoformat()):
        text = f"Réuni le {surface}, le Conseil"
        assert [(text[row.start : row.end], row.date_from, row.date_to) for row in dates(text)] == [(surface, day, day)]


@given(st.integers(1900, 2099), st.integers(1900, 2099))
def test_any_two_years_make_a_period_only_in_order(first: int, last: int) -> None:
    found = [(row.date_from, row.date_to) for row in dates(f"de {first} à {last}")]
    if first < last:
        assert found == [(date(first, 1, 1), date(last, 12, 31))]
    else:
        assert (date(first, 1, 1), date(last, 12, 31)) not in found or first == last


@given(st.text(alphabet="0123456789 -–/.,()janvermisdu'’àe%°", max_size=60))
def test_nothing_breaks_the_reading_and_spans_stay_in_the_text(text: str) -> None:
    ends = [0]
    for row in find_dates(text, Taken(), Period(date(2016, 1, 1), date(2016, 12, 31))):
        assert ends[-1] <= row.start < row.end <= len(text)
        assert row.date_from or row.date_to
        assert not (row.date_from and row.date_to) or row.date_from <= row.date_to
        ends.append(row.end)


@given(st.integers(0, 9999), st.sampled_from(["soldats", "personnes", "policiers", "euros", "réfugiés", "cas"]))
def test_what_is_counted_is_never_a_year(number: int, noun: str) -> None:
    for before in ("", "en tout ", "plus de ", "de ", "les ", "quelque "):
        assert dates(f"{before}{number} {noun}") == []


def test_what_is_taken_is_no_date() -> None:
    assert find_dates("1325 (2000) et le Mouvement du 23 mars 2009", Taken([(0, 11), (18, 43)]), None) == []


def test_a_text_whose_small_letters_are_longer_keeps_its_offsets() -> None:
    text = "İstanbul, le 18 août 2021"
    assert [text[row.start : row.end] for row in dates(text)] == ["18 août 2021"]


@pytest.mark.parametrize(
    "run", ["1 mai ", "2015-", "en 2014, ", "les 3, ", "1er ", "du 3 au ", " ", "années 90 et ", "9", "2022   "]
)
def test_long_runs_are_read_in_linear_time(run: str) -> None:
    def seconds(length: int) -> float:
        text = "le 1er mai 2015 " + (run * length)[:length]
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            find_dates(text, Taken(), None)
            best = min(best, time.process_time() - start)
        return best

    find_dates("le 1er mai 2015", Taken(), None)
    # eight times the text may take eight times as long, a quadratic pattern sixty-four
    assert seconds(160_000) < 24 * seconds(20_000) + 0.05


@pytest.mark.parametrize("run", ["le 5 mai ", "le tiendra ", "jusqu’au 5 mai ", "mardi 5 mai, "])
def test_long_runs_of_days_without_a_year_are_read_in_linear_time(run: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        find_dates("le 5 mai " + (run * length)[:length], Taken(), Period(*[date(2016, 6, 1)] * 3))
        find_period(["le 5 mai 2016 " + (run.replace("mai", "mai 2016") * length)[:length]])
        return time.process_time() - start

    seconds(100)
    assert min(seconds(160_000), seconds(160_000)) < 24 * min(seconds(20_000), seconds(20_000)) + 0.05
