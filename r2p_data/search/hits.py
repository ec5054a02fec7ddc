"""Hits: where a text holds what a search asks for, to be highlighted in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from r2p_data.search.language import Either, Every, Node, Run, Term, parse_query
from r2p_data.search.words import place_words


def find_hits(text: str, query: str) -> list[tuple[int, int]]:
    """Where ``text`` holds what ``query`` asks for, as (start, end) pairs in order, to be highlighted.

    What the query excludes is not looked for; hits do not overlap.

    >>> find_hits("Aider l’État malien", "etat OU mali*")
    [(8, 12), (13, 19)]

    Raises
    ------
    SearchError
        if the query is faulty.
    """
    node = parse_query(query)
    words = place_words(text) if node is not None else []
    found = sorted(
        {hit for run in wanted_runs(node) for hit in _find_run(words, run)}, key=lambda hit: (hit[0], -hit[1])
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def wanted_runs(node: Node | None) -> Iterator[Run]:
    """The runs of a query that are not excluded."""
    if isinstance(node, Run):
        yield node
    elif isinstance(node, (Every, Either)):
        for part in node.nodes:
            yield from wanted_runs(part)


def _find_run(words: Sequence[tuple[str, int, int]], run: Run) -> Iterator[tuple[int, int]]:
    size = len(run.terms)
    for at in range(len(words) - size + 1):
        if all(_is(words[at + i][0], term) for i, term in enumerate(run.terms)):
            yield words[at][1], words[at + size - 1][2]


def _is(word: str, term: Term) -> bool:
    return word.startswith(term.word) if term.prefix else word == term.word
