"""Free-text search: a query language over folded words, an index that ranks, hits to highlight.

Accents, case, elision and ligatures do not count: « l'etat » finds « l’État », « oeuvre »
finds « œuvre ». A query is

- words, all of which must stand in the text, in any order: ``protection civils``;
- an exact run of words, between quotation marks of any kind: ``"droits de l'homme"``,
  ``« maintien de la paix »``; words joined by a hyphen or an apostrophe are a run too;
- the beginning of a word with a star, also in a run: ``civil*``, ``"opération* de paix"``;
- ``OR`` or ``OU``; ``AND`` or ``ET``, which may be left out; ``NOT``, ``SAUF`` or ``SANS``, or a
  hyphen before the word: ``paix -guerre``. These are operators in capitals only. ``NOT`` binds
  closest, then ``AND``, then ``OR``;
- parentheses: ``(Mali OU Tchad) sécurité``. Inside a word they belong to it: ``1325(2000)``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from r2p_data.errors import R2PDataError
from r2p_data.folding import fold

# A query that is longer or deeper was not typed by a person.
_LONGEST = 2_000
_DEEPEST = 40
# Terms of an index are shorter; no word is as long.
_TERM = 200


class SearchError(R2PDataError):
    """A search query that cannot be read; ``position`` is the character, from 1, where it goes wrong."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (character {position} of the search)")
        self.position = position


class Term(NamedTuple):
    """A folded word, or the beginning of one."""

    word: str
    prefix: bool = False


class Run(NamedTuple):
    """Words that follow one another; a single word is a run of one."""

    terms: tuple[Term, ...]


class Not(NamedTuple):
    """What must not stand in the text."""

    node: Node


class All(NamedTuple):
    """What must all stand in the text."""

    nodes: tuple[Node, ...]


class Any_(NamedTuple):
    """Of which one is enough."""

    nodes: tuple[Node, ...]


Node = Run | Not | All | Any_

# « l’ », « qu’ », « jusqu’ » before a word: the word alone is indexed.
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=\w)")
# A letter may bring its accent as a character of its own: « e » + U+0301.
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def split_words(text: str) -> list[str]:
    """The words of ``text`` as the index knows them.

    >>> split_words("L’État, cœur de l’Union")
    ['etat', 'coeur', 'de', 'union']
    """
    words = _WORD.findall(_ELIDED.sub(_blank, fold(text)))
    return words if text.isascii() else [known for word in words if (known := _normal(word))]


def place_words(text: str) -> list[tuple[str, int, int]]:
    """The words of ``text`` with the start and end of each.

    >>> place_words("l’État")
    [('etat', 2, 6)]
    """
    found = _WORD.finditer(_ELIDED.sub(_blank, fold(text)))
    return [(known, *match.span()) for match in found if (known := _normal(match[0]))]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _normal(word: str) -> str:
    if word.isascii():
        return word[:_TERM]
    plain = unicodedata.normalize("NFKD", word.translate(_LIGATURES)).casefold()
    return "".join(c for c in plain if c.isalnum() or c == "_")[:_TERM]


# ---- the query language ----

_PIECE = re.compile(
    r"""
    (?P<space> \s+ )
    | (?P<run> "[^"]*" | «[^»]*» | “[^”]*” | „[^“”]*[“”] )
    | (?P<open> \( )
    | (?P<close> \) )
    # 1325(2000): a parenthesis that a word opens is closed within it
    | (?P<word> [^\s()"«»“”„]+ (?: \([^\s()"«»“”„]*\) [^\s()"«»“”„]* )* )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERATORS = {"AND": "and", "ET": "and", "OR": "or", "OU": "or", "NOT": "not", "SAUF": "not", "SANS": "not"}


class _Piece(NamedTuple):
    kind: str
    text: str
    at: int


@lru_cache(maxsize=256)
def parse_query(text: str) -> Node | None:
    """What ``text`` asks for, or None if it asks for nothing.

    >>> parse_query("civil* OU l’État")
    Any_(nodes=(Run(terms=(Term(word='civil', prefix=True),)), Run(terms=(Term(word='etat', prefix=False),))))

    Raises
    ------
    SearchError
        if the query is faulty; the message says what is missing, and where.
    """
    if len(text) > _LONGEST:
        raise SearchError(f"the search is longer than {_LONGEST:,} characters", _LONGEST + 1)
    pieces = list(_read_pieces(text))
    if not pieces:
        return None
    parser = _Parser(pieces, len(text) + 1)
    node = parser.either(0)
    if parser.here is not None:
        raise SearchError("« ) » closes nothing; put « ( » before it", parser.here.at)
    if node is None:
        raise SearchError("there is no word to look for", pieces[0].at)
    return node


def _read_pieces(text: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(text):
        kind, piece, at = str(match.lastgroup), match[0], match.start() + 1
        if kind == "other":
            raise SearchError(f"« {piece} » opens or closes nothing; quotation marks go in pairs", at)
        if kind != "word":
            if kind != "space":
                yield _Piece(kind, piece, at)
        elif piece in _OPERATORS:
            yield _Piece(_OPERATORS[piece], piece, at)
        else:
            yield from _read_word(piece, at, text[match.end() : match.end() + 1])


def _read_word(piece: str, at: int, following: str) -> Iterator[_Piece]:
    """A word, and before it « not » where a hyphen stands right before a word, a run or a parenthesis."""
    if piece[0] == "-" and (piece.strip("-") or (following and not following.isspace())):
        yield _Piece("not", "-", at)
        piece, at = piece[1:], at + 1
    if piece:
        yield _Piece("word", piece, at)


class _Parser:
    """Recursive descent: or < and < not < word, run or parenthesis; None stands for bare punctuation."""

    def __init__(self, pieces: Sequence[_Piece], end: int) -> None:
        self._pieces, self._next, self._end = pieces, 0, end

    @property
    def here(self) -> _Piece | None:
        return self._pieces[self._next] if self._next < len(self._pieces) else None

    def _take(self, kind: str) -> _Piece | None:
        piece = self.here
        if piece is None or piece.kind != kind:
            return None
        self._next += 1
        return piece

    def either(self, depth: int) -> Node | None:
        nodes = [self.all(depth)]
        while operator := self._take("or"):
            if nodes[-1] is None:
                raise SearchError(f"« {operator.text} » has no word before it", operator.at)
            nodes.append(self.all(depth))
            if nodes[-1] is None:
                raise SearchError(f"« {operator.text} » has no word after it", operator.at)
        found = tuple(node for node in nodes if node is not None)
        return (found[0] if len(found) == 1 else Any_(found)) if found else None

    def all(self, depth: int) -> Node | None:
        nodes: list[Node] = []
        operator = None
        while self.here is not None and self.here.kind not in ("or", "close"):
            if self.here.kind == "and":
                operator = self._join(nodes)
            node = self._negated(depth)
            if node is not None:
                nodes.append(node)
                operator = None
        if operator:
            raise SearchError(f"« {operator.text} » has no word after it", operator.at)
        return (nodes[0] if len(nodes) == 1 else All(tuple(nodes))) if nodes else None

    def _join(self, nodes: Sequence[Node]) -> _Piece:
        operator = self._take("and")
        assert operator is not None
        if not nodes:
            raise SearchError(f"« {operator.text} » has no word before it", operator.at)
        return operator

    def _negated(self, depth: int) -> Node | None:
        first, times = self.here, 0
        while self._take("not"):
            times += 1
        node = self._single(depth)
        if times and node is None and first is not None:
            raise SearchError(f"« {first.text} » has no word after it", first.at)
        return Not(node) if times % 2 and node is not None else node

    def _single(self, depth: int) -> Node | None:
        if opening := self._take("open"):
            return self._group(opening, depth + 1)
        piece = self._take("word") or self._take("run")
        return _read_run(piece) if piece else None

    def _group(self, opening: _Piece, depth: int) -> Node | None:
        if depth > _DEEPEST:
            raise SearchError("parentheses are nested too deeply", opening.at)
        node = self.either(depth)
        if not self._take("close"):
            raise SearchError("« ( » is not closed; put « ) » after it", opening.at)
        return node


def _read_run(piece: _Piece) -> Run | None:
    """The words of a piece; None where it holds punctuation only."""
    words = place_words(piece.text)
    ends = {end for _, _, end in words}
    for at, character in enumerate(piece.text):
        if character == "*" and (at not in ends or piece.text[at + 1 : at + 2].isalnum()):
            raise SearchError("« * » stands for the end of a word: put it after its first letters", piece.at + at)
    terms = tuple(Term(word, piece.text[end : end + 1] == "*") for word, _, end in words)
    return Run(terms) if terms else None


# ---- matching, highlighting ----


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
    elif isinstance(node, (All, Any_)):
        for part in node.nodes:
            yield from wanted_runs(part)


def _find_run(words: Sequence[tuple[str, int, int]], run: Run) -> Iterator[tuple[int, int]]:
    size = len(run.terms)
    for at in range(len(words) - size + 1):
        if all(_is(words[at + i][0], term) for i, term in enumerate(run.terms)):
            yield words[at][1], words[at + size - 1][2]


def _is(word: str, term: Term) -> bool:
    return word.startswith(term.word) if term.prefix else word == term.word


class TextIndex:
    """An index of texts, in memory; ``search`` gives the texts that match, the best first.

    Parameters
    ----------
    texts
        what to search; a hit is the place of a text in this order.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        import tantivy

        self._t = tantivy
        self._schema = (
            tantivy.SchemaBuilder()
            .add_text_field("words", tokenizer_name="words", index_option="position")
            .add_integer_field("at", fast=True)
            .build()
        )
        index = tantivy.Index(self._schema)
        index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        self.size = 0
        for at, text in enumerate(texts):
            writer.add_document(tantivy.Document(words=[" ".join(split_words(text))], at=at))
            self.size = at + 1
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        self._places = self._read_places()

    def __len__(self) -> int:
        return self.size

    def search(self, query: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """The places of the texts that match, the best first, with their scores (BM25).

        Raises
        ------
        SearchError
            if the query is faulty.
        """
        node = parse_query(query)
        if node is None or not self.size:
            everything = np.arange(self.size if node is None else 0)
            return everything, np.zeros(len(everything))
        try:
            hits = self._searcher.search(self._build(node), limit=self.size, count=False).hits
        except ValueError as error:
            raise SearchError("a beginning of a word stands for too many words; write more of it", 1) from error
        places = np.fromiter((self._places[a.segment_ord][a.doc] for _, a in hits), np.int64, len(hits))
        scores = np.fromiter((score for score, _ in hits), np.float64, len(hits))
        order = np.lexsort((places, -scores))
        return places[order], scores[order]

    def _build(self, node: Node) -> Any:
        query = self._t.Query
        if isinstance(node, Run):
            return self._build_run(node.terms)
        if isinstance(node, Any_):
            return query.boolean_query([(self._t.Occur.Should, self._build(part)) for part in node.nodes])
        parts = node.nodes if isinstance(node, All) else (node,)
        clauses = [
            (self._t.Occur.MustNot, self._build(part.node))
            if isinstance(part, Not)
            else (self._t.Occur.Must, self._build(part))
            for part in parts
        ]
        if all(isinstance(part, Not) for part in parts):
            clauses.append((self._t.Occur.Must, query.const_score_query(query.all_query(), 0.0)))
        return query.boolean_query(clauses)

    def _build_run(self, terms: Sequence[Term]) -> Any:
        query = self._t.Query
        if len(terms) > 1 and any(term.prefix for term in terms):
            # Words hold letters, digits and « _ » only, so nothing in them is a regular expression.
            patterns = [term.word + (".*" if term.prefix else "") for term in terms]
            return query.regex_phrase_query(self._schema, "words", patterns)
        if len(terms) > 1:
            return query.phrase_query(self._schema, "words", [term.word for term in terms])
        if terms[0].prefix:
            return query.regex_query(self._schema, "words", terms[0].word + ".*")
        return query.term_query(self._schema, "words", terms[0].word)

    def _read_places(self) -> dict[int, list[int]]:
        """For each segment of the index, the place of each of its documents."""
        if not self.size:
            return {}
        addresses = [a for _, a in self._searcher.search(self._t.Query.all_query(), limit=self.size, count=False).hits]
        values = self._searcher.fast_field_values("at", addresses)
        places: dict[int, list[int]] = {}
        for address, place in zip(addresses, values, strict=True):
            segment = places.setdefault(address.segment_ord, [0] * self.size)
            segment[address.doc] = int(place)
        return places
