"""The index of texts: which hold what a search asks for, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import is_normalized, normalize

import numpy as np
import numpy.typing as npt

from r2p_data.search.language import Either, Every, Node, Not, Run, SearchError, Term, parse_query
from r2p_data.search.words import make_analyser, make_encodable

# Memory for an index while it is made, in bytes: an index on disk is made by who has less.
_HEAP, _HEAP_ON_DISK = 256_000_000, 16_000_000
# A hit as Python objects takes far more than as numbers, so that so many are made at a time.
_AT_A_TIME = 100_000


class TextIndex:
    """An index of texts; ``search`` gives the texts that match, the best first.

    Parameters
    ----------
    texts
        what to search; a hit is the place of a text in this order.
    on_disk
        keep the index in a temporary folder, a third as large as the texts, and not in memory.
    """

    def __init__(self, texts: Iterable[str], *, on_disk: bool = False) -> None:
        import tantivy

        self._t = tantivy
        builder = tantivy.SchemaBuilder().add_text_field("words", tokenizer_name="words", index_option="position")
        self._schema = builder.add_integer_field("at", fast=True).build()
        self._folder = TemporaryDirectory(prefix="r2p_data-index-", ignore_cleanup_errors=True) if on_disk else None
        index = tantivy.Index(self._schema, path=self._folder.name if self._folder else None)
        index.register_tokenizer("words", make_analyser())
        # one thread, so that the index is in few pieces
        writer = index.writer(heap_size=_HEAP_ON_DISK if on_disk else _HEAP, num_threads=1)
        self._size = 0
        for at, text in enumerate(texts):
            plain = text if is_normalized("NFC", text) else normalize("NFC", text)
            writer.add_document(tantivy.Document(words=make_encodable(plain), at=at))
            self._size = at + 1
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def __len__(self) -> int:
        return self._size

    def search(self, query: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """The places of the texts that match, the best first, with their scores (BM25).

        Raises
        ------
        SearchError
            if the query is faulty.
        """
        node = parse_query(query)
        if node is None or not self._size:
            everything = np.arange(self._size if node is None else 0, dtype=np.int32)
            return everything, np.zeros(len(everything), dtype=np.float32)
        asked, places, scores = self._build(node), [], []
        for first in range(0, self._size, _AT_A_TIME):
            hits = self._find(asked, first)
            scores.append(np.fromiter((score for score, _ in hits), np.float32, len(hits)))
            at = self._searcher.fast_field_values("at", [address for _, address in hits])
            places.append(np.fromiter(at, np.int32, len(hits)))
            if len(hits) < _AT_A_TIME:
                break
        return np.concatenate(places), np.concatenate(scores)

    def _find(self, asked: Any, first: int) -> list[Any]:
        """Scores and addresses of some hits, from ``first`` on."""
        try:
            found = self._searcher.search(asked, limit=min(_AT_A_TIME, self._size), offset=first, count=False)
        except ValueError as error:
            raise SearchError("a beginning of a word stands for too many words; write more of it", 1) from error
        hits: list[Any] = found.hits
        return hits

    def _build(self, node: Node) -> Any:
        query = self._t.Query
        if isinstance(node, Run):
            return self._build_run(node.terms)
        if isinstance(node, Either):
            return query.boolean_query([(self._t.Occur.Should, self._build(part)) for part in node.nodes])
        parts = node.nodes if isinstance(node, Every) else (node,)
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
            patterns: list[str | tuple[int, str]] = [term.word + (".*" if term.prefix else "") for term in terms]
            return query.regex_phrase_query(self._schema, "words", patterns)
        if len(terms) > 1:
            return query.phrase_query(self._schema, "words", [term.word for term in terms])
        if terms[0].prefix:
            return query.regex_query(self._schema, "words", terms[0].word + ".*")
        return query.term_query(self._schema, "words", terms[0].word)
