"""Citations: what is found, with what symbol and where, and what is left alone."""

from __future__ import annotations

import csv
import json
import re
import time
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from r2p_data.annotate.references import find_references
from r2p_data.annotate.references.bodies import genitive_after, load_bodies
from r2p_data.annotate.references.council import adoption_year
from r2p_data.annotate.references.instruments import find_instruments
from r2p_data.annotate.references.series import link_of, series_of

CASES = Path(__file__).parent / "cases"
GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.json"))


def cases(name: str) -> list[tuple[str, list[str]]]:
    read: list[tuple[str, list[str]]] = []
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            read[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            read.append((line, []))
    return read


def printed(text: str) -> list[str]:
    return [
        f"{text[row.start : row.end]} = {row.symbol}" + (f" [{row.pinpoint}]" if row.pinpoint else "")
        for row in find_references(text)
    ]


def rows(name: str) -> list[dict[str, str]]:
    lines = files("r2p_data.lexicon").joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


@pytest.mark.parametrize(("text", "expected"), cases("wild") + cases("synthetic"))
def test_citations_are_read_with_symbol_and_place(text: str, expected: list[str]) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in cases("negative")])
def test_what_cites_nothing_is_left_alone(text: str) -> None:
    assert printed(text) == []


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "expected"), cases("known_failures"))
def test_known_failures(text: str, expected: list[str]) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem[:3])
def test_every_citation_of_the_gold_is_found_and_no_other(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    for block in gold["blocks"]:
        if block["kind"] == "furniture" or not block.get("clean"):
            continue
        inside = [r for r in gold["references"] if any(s <= r["start"] < e for s, e in block["spans"])]
        wanted = Counter(r["symbol"] for r in inside if not r.get("optional"))
        allowed = wanted + Counter(r["symbol"] for r in inside if r.get("optional"))
        found = Counter(row.symbol for row in find_references(block["clean"]))
        assert not wanted - found, block["clean"]
        assert not found - allowed, block["clean"]


@pytest.mark.parametrize("row", rows("document_series.csv"), ids=lambda row: row["prefix"])
def test_each_series_reads_its_example(row: dict[str, str]) -> None:
    text = f"le document {row['example']}, par. 3"
    symbol = row["example"].replace(" (Vol. I)", "(Vol.I)")
    assert printed(text) == [f"{row['example']} = {symbol} [par. 3]"]
    assert series_of(row["example"]).prefix == row["prefix"]


@pytest.mark.parametrize("row", rows("resolution_bodies.csv"), ids=lambda row: row["body"])
def test_each_body_reads_its_example(row: dict[str, str]) -> None:
    (found,) = find_references(row["example"])
    assert found.symbol.startswith(row["resolution"]) and found.body == row["body"]


def test_each_name_of_a_body_resolves_to_it_alone() -> None:
    shape = {"year": "year", "session": "session", "annual": "annual", "roman": "roman"}
    for body in load_bodies().values():
        for name in body.names:
            for one in body.shapes:
                assert genitive_after(f" de la {name}", 0, shape[one]) == body.body, name


@pytest.mark.parametrize("row", rows("security_council_years.csv"), ids=lambda row: row["year"])
def test_each_year_of_the_council_holds_its_example(row: dict[str, str]) -> None:
    assert adoption_year(int(row["example"])) == int(row["year"])
    assert int(row["first"]) <= int(row["example"]) <= int(row["last"])


def test_numbers_of_the_council_are_of_one_year_in_rising_order() -> None:
    spans = [(int(row["first"]), int(row["last"])) for row in rows("security_council_years.csv")]
    assert all(first <= last for first, last in spans)
    assert all(left[1] < right[0] for left, right in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("row", rows("named_documents.csv"), ids=lambda row: row["symbol"][:40])
def test_each_named_document_reads_its_example_and_its_aliases(row: dict[str, str]) -> None:
    assert row["symbol"] in [found.symbol for found in find_instruments(row["example"])]
    for alias in row["aliases"].split("|"):
        for text in (f"selon {alias}, les États", f"SELON {alias.upper()}.", f"selon {alias.replace('’', chr(39))}"):
            assert [found.symbol for found in find_instruments(text)] == [row["symbol"]], text


def test_each_example_is_matched_by_no_other_named_document() -> None:
    for row in rows("named_documents.csv"):
        assert {found.symbol for found in find_instruments(row["example"])} == {row["symbol"]}


@pytest.mark.parametrize(
    ("text", "kind", "body", "year"),
    [
        ("mon rapport de 2014 (S/2014/181)", "report", "security_council", 2014),
        ("ses rapports sur l’alerte rapide (A/64/864) et la réaction (A/66/874)", "report", "general_assembly", None),
        ("la lettre du Président (S/2015/123)", "document", "security_council", 2015),
        ("la déclaration de son président (S/PRST/2014/23)", "statement", "security_council", 2014),
        ("la résolution 1325 (2000)", "resolution", "security_council", 2000),
        ("la Charte des Nations Unies", "treaty", None, 1945),
    ],
)
def test_type_body_and_year_are_what_the_text_states(text: str, kind: str, body: str | None, year: int | None) -> None:
    assert {(row.type, row.body, row.year) for row in find_references(text)} == {(kind, body, year)}


@pytest.mark.parametrize(
    ("symbol", "link"),
    [
        ("S/RES/1325(2000)", "https://undocs.org/fr/S/RES/1325(2000)"),
        ("A/68/947-S/2014/449", "https://undocs.org/fr/A/68/947"),
        ("HRI/GEN/1/Rev.9(Vol.I)", "https://undocs.org/fr/HRI/GEN/1/Rev.9(Vol.I)"),
        ("SC/11023", None),
    ],
)
def test_links_follow_the_rule_of_the_document_site(symbol: str, link: str | None) -> None:
    assert link_of(symbol) == link


def test_no_break_spaces_and_hyphens_do_not_hide_a_citation() -> None:
    text = "la résolution\u00a01325\u202f(2000) et A/65/877\u2011S/2011/393"
    assert [row.symbol for row in find_references(text)] == ["S/RES/1325(2000)", "A/65/877-S/2011/393"]


def test_spans_do_not_overlap_and_stand_in_order() -> None:
    for name in ("wild", "synthetic", "negative", "known_failures"):
        for text, _ in cases(name):
            ends = [0]
            for row in find_references(text):
                assert ends[-1] <= row.start < row.end <= len(text)
                ends.append(row.end)


@pytest.mark.parametrize(
    "run", ["A/", "1/", "résolution 12/34, ", "S/2012/", "A-", " ", "1325 (", "et Add.1 ", "par. 3 "]
)
def test_long_runs_are_read_in_linear_time(run: str) -> None:
    def seconds(length: int) -> float:
        text = "résolutions 1325 (2000) " + (run * length)[:length]
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            find_references(text)
            best = min(best, time.process_time() - start)
        return best

    find_references("résolution 1325 (2000)")
    # eight times the text may take eight times as long, a quadratic pattern sixty-four
    assert seconds(160_000) < 24 * seconds(20_000) + 0.05


def test_the_link_dump_is_read_when_it_is_given() -> None:
    text = "http://undocs.org/fr/A/RES/63/308\nhttp://undocs.org/fr/A/63/677"
    assert [row.symbol for row in find_references(text)] == ["A/RES/63/308", "A/63/677"]
    assert not re.search("undocs", "".join(text[row.start : row.end] for row in find_references(text)))
