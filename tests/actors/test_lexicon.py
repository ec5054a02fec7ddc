"""Every row of the actor lexicon finds its example; a user's rows extend it or fail with their line."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from r2p_data.annotate.actors import actor_lexicon, annotate_actors
from r2p_data.annotate.actors.catalogue import ACTOR_FILES, ACTOR_TYPES
from r2p_data.annotate.actors.joined import Joined
from r2p_data.annotate.actors.matching import find_hits
from r2p_data.annotate.actors.states import adjective_forms
from r2p_data.errors import LexiconError
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

STATE_FILES = ("states_members.csv", "states_territories.csv")
GRAMMAR_FILES = (
    ("actors_heads.csv", "head"),
    ("offices_titles.csv", "title"),
    ("persons_civilities.csv", "surface"),
    ("persons_roles.csv", "surface"),
)
# Names that stand for two actors: the one listed first is meant, unless the document binds the acronym.
SHARED = {"upc"}


def _rows(files: tuple[str, ...]) -> list[dict[str, str]]:
    return [row for name in files for row in load_rows(name, ("example",))]


def _actor_of(row: dict[str, str]) -> str:
    return row.get("actor_id") or row["iso3"]


def _named(text: str) -> dict[str, str]:
    found = annotate_actors([text], ["paragraph"])
    return {text[m.start : m.end]: m.actor_id for m in found.mentions[0]}


@pytest.mark.parametrize("row", _rows((*ACTOR_FILES, *STATE_FILES)), ids=_actor_of)
def test_a_row_finds_its_actor_in_its_example(row: dict[str, str]) -> None:
    named = _named(row["example"])
    assert _actor_of(row) in named.values(), named


@pytest.mark.parametrize("row", _rows(("persons_known.csv", "offices_known.csv")), ids=_actor_of)
def test_a_person_or_office_is_found_in_its_example(row: dict[str, str]) -> None:
    assert row["actor_id"] in _named(row["example"]).values()


def test_every_alias_names_its_actor() -> None:
    wrong = []
    for row in _rows((*ACTOR_FILES, *STATE_FILES)):
        for alias in filter(None, row["aliases"].split("|")):
            named = _named(f"Selon {alias}, la situation a évolué.")
            if _actor_of(row) not in named.values() and fold(alias) not in SHARED:
                wrong.append((alias, named))
    assert not wrong


def test_every_adjective_of_a_state_names_it_in_every_gender_and_number() -> None:
    wrong = []
    for row in _rows(STATE_FILES):
        for cell in filter(None, row["adjectives"].split("|")):
            wrong += [
                form
                for form in adjective_forms(cell)
                if row["iso3"] not in _named(f"Les éléments {form} sont arrivés à Kinshasa ou à Brazzaville.").values()
            ]
    assert set(wrong) <= {"congolais", "congolaise", "congolaises"}


@pytest.mark.parametrize(("file", "column"), GRAMMAR_FILES)
def test_a_word_of_the_grammar_is_found_in_its_example(file: str, column: str) -> None:
    for row in load_rows(file, (column, "example")):
        words = {fold(word) for word in row[column].split("/")}
        hits = find_hits(Joined([row["example"]]), Joined([fold(row["example"])]), actor_lexicon())[0]
        assert words & {fold(hit.form.surface) for hit in hits}, row


def test_a_trap_hides_its_name_in_its_example() -> None:
    for row in load_rows("actors_traps.csv", ("phrase", "hidden", "example")):
        named = _named(row["example"])
        assert row["hidden"] not in named.values(), (row, named)


def test_all_member_states_are_there_once() -> None:
    codes = [row["iso3"] for row in load_rows("states_members.csv", ("iso3",))]
    assert len(codes) == len(set(codes)) == 193


def test_types_and_dates_of_the_rows_are_legal() -> None:
    for row in _rows(ACTOR_FILES):
        assert row["type"] in ACTOR_TYPES
        for cell in (row["start"], row["end"]):
            assert cell == "" or (cell[:4].isdigit() and (len(cell) == 4 or 1 <= int(cell[5:]) <= 12)), row
        assert not (row["start"] and row["end"]) or row["start"][:4] <= row["end"][:4], row
        assert all(len(host) == 3 for host in row["hosts"].split("|") if host), row


def test_actor_ids_are_unique() -> None:
    counted = Counter(row["actor_id"] for row in _rows((*ACTOR_FILES, "persons_known.csv", "offices_known.csv")))
    assert [actor for actor, n in counted.items() if n > 1] == []


def test_a_user_extends_the_lexicon_with_her_own_rows() -> None:
    row = {"actor_id": "gouf", "name_fr": "Groupe des oiseaux du fleuve", "type": "ngo", "acronym_fr": "GOUF"}
    wider = actor_lexicon().extended_with([row])
    text = "Le Groupe des oiseaux du fleuve (GOUF) et la MINUSMA ont signé. Le GOUF est content."
    found = annotate_actors([text], ["paragraph"], wider)
    assert [text[m.start : m.end] for m in found.mentions[0] if m.actor_id == "gouf"] == [
        "Groupe des oiseaux du fleuve",
        "GOUF",
        "GOUF",
    ]
    assert "gouf" not in actor_lexicon().actors


@pytest.mark.parametrize("acronym", ["GOF", "CÉA", "É2"])
def test_a_short_acronym_of_ones_own_is_read_where_it_stands_alone(acronym: str) -> None:
    row = {"actor_id": "gof", "name_fr": "Groupe des oiseaux du fleuve", "type": "ngo", "acronym_fr": acronym}
    text = f"« {acronym} » – le {acronym} a signé, x{acronym} et {acronym}s non."
    found = annotate_actors([text], ["paragraph"], actor_lexicon().extended_with([row]))
    starts = [m.start for m in found.mentions[0] if m.actor_id == "gof"]
    assert starts == [2, text.index(f"le {acronym}") + 3]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"actor_id": "", "name_fr": "A", "type": "ngo"}], "mine.csv, line 2: column 'actor_id' is empty"),
        ([{"actor_id": "a", "name_fr": "A", "type": "club"}], "mine.csv, line 2: unknown type 'club'"),
        (
            [{"actor_id": "a", "name_fr": "A", "type": "ngo"}, {"actor_id": "a", "name_fr": "B", "type": "ngo"}],
            "mine.csv, line 3: actor_id 'a' stands on line 2 already",
        ),
    ],
)
def test_a_broken_row_is_named_by_file_and_line(rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        actor_lexicon().extended_with(rows, "mine.csv")


def test_the_lexicon_is_built_in_a_fifth_of_a_second() -> None:
    fastest = 9.0
    for _ in range(3):
        actor_lexicon.cache_clear()
        start = time.process_time()
        annotate_actors(["Le Mali."], ["paragraph"], actor_lexicon())
        fastest = min(fastest, time.process_time() - start)
    assert fastest < 0.2
