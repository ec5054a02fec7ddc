"""Search: its language as a table, its errors, hits in place, and an index that agrees with reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import r2p_data as r2p
from r2p_data.search import SearchError, TextIndex, find_hits, parse_query
from r2p_data.search.language import Either, Every, Node, Not, Run, Term
from r2p_data.search.words import place_words

TEXTS = (
    "Aider l’État malien à protéger les civils",
    "les États-Unis et la Côte d’Ivoire",
    "Le maintien de la paix, au cœur du mandat",
    "la résolution 1325 (2000) du Conseil de sécurité",
    "LA PAIX ET LA SÉCURITÉ INTERNATIONALES",
    "aujourd’hui, une opération de paix au Mali",
    "des opérations de maintien de la paix",
    "",
)


@pytest.fixture(scope="module")
def index() -> TextIndex:
    return TextIndex(TEXTS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("l'etat", [0]),
        ("l’État", [0]),
        ("ETAT", [0]),
        ("etats", [1]),
        ("etat*", [0, 1]),
        ("d'etat", [0]),
        ("oeuvre OU coeur", [2]),
        ("CŒUR", [2]),
        ("etats-unis", [1]),
        ("unis-etats", []),
        ("cote d'ivoire", [1]),
        ('"cote d’ivoire"', [1]),
        ("paix mandat", [2]),
        ("mandat paix", [2]),
        ('"mandat paix"', []),
        ("« maintien de la paix »", [2, 6]),
        ("“maintien de la paix”", [2, 6]),
        ('"opération* de paix"', [5]),
        ('"opération* de maint*"', [6]),
        ("paix OR mali", [2, 4, 5, 6]),
        ("paix ET mali", [5]),
        ("paix AND mali", [5]),
        ("paix mali OU civils", [0, 5]),
        ("paix (mali OU mandat)", [2, 5]),
        ("paix NOT maintien", [4, 5]),
        ("paix SAUF maintien", [4, 5]),
        ("paix SANS maintien", [4, 5]),
        ("paix -maintien", [4, 5]),
        ('paix -"maintien de la paix"', [4, 5]),
        ("paix -(mali OU mandat)", [4, 6]),
        ("NOT paix", [0, 1, 3, 7]),
        ("-paix -etat", [1, 3, 7]),
        ("NOT NOT paix", [2, 4, 5, 6]),
        ("NOT paix OU mali", [0, 1, 3, 5, 7]),
        ("paix et sécurité", [4]),
        ("PAIX ET SÉCURITÉ", [4]),
        ("1325(2000)", [3]),
        ("1325 (2000)", [3]),
        ("aujourd'hui", [5]),
        ("paix, sécurité", [4]),
        ("paix - sécurité", [4]),
        ("", list(range(8))),
        ("   ", list(range(8))),
        ("zzz", []),
    ],
)
def test_the_language_finds(index: TextIndex, query: str, found: list[int]) -> None:
    assert sorted(index.search(query)[0].tolist()) == found


@pytest.mark.parametrize(
    ("query", "said", "position"),
    [
        ("paix ET", "« ET » has no word after it", 6),
        ("OU paix", "« OU » has no word before it", 1),
        ("ET paix", "« ET » has no word before it", 1),
        ("paix OU", "« OU » has no word after it", 6),
        ("paix SAUF", "« SAUF » has no word after it", 6),
        ("(paix", "is not closed", 1),
        ("paix)", "closes nothing", 5),
        ('paix "mali', "go in pairs", 6),
        ("« mali", "go in pairs", 1),
        ("mali »", "go in pairs", 6),
        ("*", "stands for the end of a word", 1),
        ("pa*x", "stands for the end of a word", 3),
        ("*paix", "stands for the end of a word", 1),
        ("?!", "no word to look for", 1),
        ("()", "no word to look for", 1),
        ('""', "no word to look for", 1),
        ("(" * 50 + "a" + ")" * 50, "nested too deeply", 41),
        ("a" * 3000, "longer than", 2001),
    ],
)
def test_a_faulty_search_says_what_and_where(query: str, said: str, position: int) -> None:
    with pytest.raises(SearchError, match=said) as told:
        parse_query(query)
    assert told.value.position == position and f"character {position}" in str(told.value)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Aider l’État malien", "l'etat mali*", ["État", "malien"]),
        ("le maintien de la paix, la paix", '"maintien de la paix"', ["maintien de la paix"]),
        ("le maintien de la paix, la paix", '"maintien de la paix" paix', ["maintien de la paix", "paix"]),
        ("la paix sans la guerre", "paix -guerre", ["paix"]),
        ("cœur de l’œuvre", "coeur OU oeuvre", ["cœur", "œuvre"]),
        ("les États\u2011Unis", "etats-unis", ["États\u2011Unis"]),
        ("E\u0301tat et état", "etat", ["E\u0301tat", "état"]),
        ("la paix", "", []),
    ],
)
def test_hits_are_found_in_place(text: str, query: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_hits(text, query)] == found


def test_the_best_come_first(index: TextIndex) -> None:
    ranked, scores = TextIndex(["paix " + "mot " * 200, "paix", "mot"]).search("paix")
    assert ranked.tolist() == [1, 0] and scores[0] > scores[1] > 0


def test_searching_the_seeds_agrees_with_searching_each_text(corpus: r2p.Corpus) -> None:
    texts = corpus.paragraphs["text"].tolist()
    places, _ = TextIndex(texts).search("l'etat OU civil*")
    assert sorted(places.tolist()) == [at for at, text in enumerate(texts) if find_hits(text, "l'etat OU civil*")]


@pytest.mark.parametrize("on_disk", [False, True])
def test_many_hits_come_as_few_do(corpus: r2p.Corpus, monkeypatch: pytest.MonkeyPatch, on_disk: bool) -> None:
    texts = corpus.paragraphs["text"].tolist()
    at_once = TextIndex(texts).search("de")
    monkeypatch.setattr("r2p_data.search.index._AT_A_TIME", 7)
    places, scores = TextIndex(texts, on_disk=on_disk).search("de")
    assert len(places) > 100 and places.tolist() == at_once[0].tolist() and scores.tolist() == at_once[1].tolist()


def holds(words: list[str], node: Node) -> bool:
    """Whether words in a row are what a search asks for, read plainly."""
    if isinstance(node, Not):
        return not holds(words, node.node)
    if isinstance(node, Every):
        return all(holds(words, part) for part in node.nodes)
    if isinstance(node, Either):
        return any(holds(words, part) for part in node.nodes)
    size = len(node.terms)
    return any(
        all(
            word == t.word or (t.prefix and word.startswith(t.word))
            for word, t in zip(words[at:], node.terms, strict=False)
        )
        for at in range(len(words) - size + 1)
    )


PIECES = st.sampled_from(
    ["paix", "l'etat", "états", "mali*", '"de la paix"', "ET", "OU", "SAUF", "-", "(", ")", "de", "1325", "cœur", " "]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_the_index_finds_what_reading_finds(index: TextIndex, query: str) -> None:
    try:
        node = parse_query(query)
    except SearchError:
        return
    wanted = [at for at, text in enumerate(TEXTS) if node is None or holds([w for w, _, _ in place_words(text)], node)]
    assert sorted(index.search(query)[0].tolist()) == wanted


HOSTILE = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from('()"«»*- \\/:[]{}^~?+|&éœ’\ud800\x00ETOU')), max_size=60
)


@settings(max_examples=500, deadline=None)
@given(HOSTILE)
def test_no_string_raises_anything_but_the_clear_error(index: TextIndex, query: str) -> None:
    try:
        index.search(query)
        find_hits(query, query)
    except SearchError as error:
        assert 1 <= error.position <= len(query) + 1


@settings(max_examples=200, deadline=None)
@given(HOSTILE, HOSTILE)
def test_hits_lie_in_the_text_in_order(text: str, word: str) -> None:
    try:
        hits = find_hits(text + " paix", f"{word} paix")
    except SearchError:
        return
    ends = [0, *[at for hit in hits for at in hit]]
    assert ends == sorted(ends) and ends[-1] <= len(text) + 5
    assert all(start < end for start, end in hits)


def test_runs_are_cut_as_texts_are() -> None:
    assert parse_query("« l’État de droit »") == Run((Term("etat"), Term("de"), Term("droit")))
