"""The language of a search: from what a reader types to what the index is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from r2p_data.errors import R2PDataError
from r2p_data.search.words import place_words

# A query that is longer or deeper was not typed by a person.
_LONGEST = 2_000
_DEEPEST = 40
# « l’État »: what is elided is no word to look for, where it opens a run.
_ELIDED = frozenset({"c", "d", "j", "l", "m", "n", "s", "t", "qu"})
_APOSTROPHES = frozenset("'’ʼ‘`´′")


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


class Every(NamedTuple):
    """What must all stand in the text."""

    nodes: tuple[Node, ...]


class Either(NamedTuple):
    """Of which one is enough."""

    nodes: tuple[Node, ...]


Node = Run | Not | Every | Either

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
    Either(nodes=(Run(terms=(Term(word='civil', prefix=True),)), Run(terms=(Term(word='etat', prefix=False),))))

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
        return (found[0] if len(found) == 1 else Either(found)) if found else None

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
        return (nodes[0] if len(nodes) == 1 else Every(tuple(nodes))) if nodes else None

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
    text, words = piece.text, place_words(piece.text)
    ends = {end for _, _, end in words}
    for at, character in enumerate(text):
        if character == "*" and (at not in ends or text[at + 1 : at + 2].isalnum()):
            raise SearchError("« * » stands for the end of a word: put it after its first letters", piece.at + at)
    while len(words) > 1 and words[0][0] in _ELIDED and text[words[0][2]] in _APOSTROPHES:
        words = words[1:]
    terms = tuple(Term(word, text[end : end + 1] == "*") for word, _, end in words)
    return Run(terms) if terms else None
