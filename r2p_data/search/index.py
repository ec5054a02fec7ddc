"""The index of texts: which hold what a search asks for, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import is_normalized, normalize

import numpy as np
import numpy.typing as npt

from r2p_data.search.language import Either, Every, Node, Not, Run, SearchError, Term, parse_query
from r2p_data.search.words import make_analyser, make_encodable

# Memory for an index while it is made, in bytes.
_HEAP = 256_000_000


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
        builder = tantivy.SchemaBuilder().add_text_field("words", tokenizer_name="words", index_option="position")
        self._schema = builder.add_integer_field("at", fast=True).build()
        index = tantivy.Index(self._schema)
        index.register_tokenizer("words", make_analyser())
        # one thread, so that the index is in one piece
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        self._size = 0
        for at, text in enumerate(texts):
            plain = text if is_normalized("NFC", text) else normalize("NFC", text)
            writer.add_document(tantivy.Document(words=make_encodable(plain), at=at))
            self._size = at + 1
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        self._places = self._read_places()

    def __len__(self) -> int:
        return self._size

    def search(self, query: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """The places of the texts that match, the best first, with their scores (BM25).

        Raises
        ------
        SearchError
            if the query is faulty.
        """
        node = parse_query(query)
        if node is None or not self._size:
            everything = np.arange(self._size if node is None else 0)
            return everything, np.zeros(len(everything))
        try:
            hits = self._searcher.search(self._build(node), limit=self._size, count=False).hits
        except ValueError as error:
            raise SearchError("a beginning of a word stands for too many words; write more of it", 1) from error
        scores = np.fromiter((score for score, _ in hits), np.float64, len(hits))
        return self._place([address for _, address in hits]), scores

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

    def _read_places(self) -> list[npt.NDArray[np.int64]]:
        """For each segment of the index, the place of each of its texts."""
        if not self._size:
            return []
        hits = self._searcher.search(
            self._t.Query.all_query(), limit=self._size, count=False, order_by_field="at", order=self._t.Order.Asc
        ).hits
        places = [np.zeros(self._size, dtype=np.int64) for _ in range(self._searcher.num_segments)]
        for place, address in hits:
            places[address.segment_ord][address.doc] = place
        return places

    def _place(self, addresses: Sequence[Any]) -> npt.NDArray[np.int64]:
        at = np.fromiter((address.doc for address in addresses), np.int64, len(addresses))
        if len(self._places) == 1:
            return self._places[0][at]
        segments = np.fromiter((address.segment_ord for address in addresses), np.int64, len(addresses))
        places = np.empty(len(at), dtype=np.int64)
        for number, known in enumerate(self._places):
            places[segments == number] = known[at[segments == number]]
        return places
