"""Facets as arrays: which paragraph and which row holds which value, as numbers that NumPy counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from r2p_data.folding import fold

Ints = npt.NDArray[np.int64]
# Whole numbers in as few bytes as they need.
Codes = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """One facet: its values, and the rows of a table and the paragraphs that hold them.

    A holding is a row that has a value: row ``rows[i]`` has that of pair ``pairs[i]``, and pair ``k``
    is of one paragraph and the value ``codes[k]``. So a paragraph whose rows have a value twice
    counts once. Without ``rows`` each row has one value, in order; without ``pairs`` each holding
    is a pair of its own; without ``at``, the paragraph of each row, paragraphs are the rows. A
    code beyond the last value stands for none.
    """

    values: tuple[Any, ...]
    labels: tuple[str, ...]
    places: Mapping[Any, int]
    n_paragraphs: int
    codes: Codes
    pairs: Codes | None = None
    at: Codes | None = None
    rows: Codes | None = None

    def choose(self, values: Collection[Any]) -> Mask:
        """For each code of the facet, whether its value is among ``values``."""
        chosen = np.zeros(len(self.values) + 1, dtype=np.bool_)
        chosen[[self.places[value] for value in values if value in self.places]] = True
        return chosen

    def mask_every(self, values: Collection[Any]) -> Mask:
        """The paragraphs that hold each of ``values``."""
        mask = np.ones(self.n_paragraphs, dtype=np.bool_)
        for value in values:
            mask &= self.mask_paragraphs(self.mask_rows(self.choose([value])))
        return mask

    def mask_rows(self, chosen: Mask) -> Mask:
        """The rows that have one of the chosen values."""
        held = chosen[self.codes]
        if self.pairs is not None:
            held = held[self.pairs]
        if self.rows is None:
            return held
        mask = np.zeros(self.n_paragraphs if self.at is None else len(self.at), dtype=np.bool_)
        mask[self.rows[held]] = True
        return mask

    def mask_paragraphs(self, rows: Mask) -> Mask:
        """The paragraphs of some rows."""
        if self.at is None:
            return rows
        mask = np.zeros(self.n_paragraphs, dtype=np.bool_)
        mask[self.at[rows]] = True
        return mask

    def count(self, matched: Mask) -> Ints:
        """For each value, how many of the ``matched`` paragraphs hold it."""
        return self.count_rows(matched if self.at is None else matched[self.at])

    def count_rows(self, kept: Mask) -> Ints:
        """For each value, in how many paragraphs one of the ``kept`` rows has it."""
        held = kept if self.rows is None else kept[self.rows]
        if self.pairs is not None:
            hit = np.zeros(len(self.codes), dtype=np.bool_)
            hit[self.pairs[held]] = True
            held = hit
        return np.bincount(self.codes[held], minlength=len(self.values) + 1)[:-1]

    def read(self, rows: Ints | Mask | slice = slice(None)) -> Codes:
        """The code of each row, of a facet whose rows have one value each."""
        found: Codes = self.codes[rows] if self.pairs is None else self.codes[self.pairs[rows]]
        return found

    def unknown(self, values: Collection[Any]) -> list[Any]:
        """Those of ``values`` that no paragraph of the corpus holds."""
        return [value for value in values if value not in self.places]

    def order(self, counts: Ints, kept: Collection[Any] = (), words: str = "") -> list[int]:
        """Places of the values that occur or are ``kept``, the most frequent first, whose label holds ``words``."""
        keep = counts > 0
        keep[[self.places[value] for value in kept if value in self.places]] = True
        places = np.flatnonzero(keep)
        if words:
            wanted = fold(words)
            places = places[[wanted in fold(self.labels[place]) for place in places]]
        # values are sorted by their labels already
        return [int(place) for place in places[np.argsort(-counts[places], kind="stable")]]


class Encoder:
    """A facet in the making: rows are added part by part.

    Parameters
    ----------
    label
        from a value to what a reader sees.
    """

    def __init__(self, label: Callable[[Any], str] = str) -> None:
        self._label = label
        self._known: dict[Any, int] = {}
        self._codes, self._pairs = Growing(), Growing()
        self._rows: Growing | None = None

    def add(self, values: pd.Series, at: Codes | None = None, rows: Codes | None = None) -> None:
        """Add the rows of one part.

        Parameters
        ----------
        values
            a value for each row, strings or years; what is missing is none.
        at
            the paragraph of each row, where paragraphs are not the rows.
        rows
            where a row may have no value or several: the row of each of ``values``.
        """
        found, uniques = pd.factorize(values)
        known = [self._known.setdefault(value, len(self._known)) for value in uniques.tolist()]
        codes = np.array([*known, -1], dtype=np.int32)[found]
        if rows is not None:
            self._rows = Growing() if self._rows is None else self._rows
            self._rows.add(rows)
        if at is not None:
            keys = np.asarray(at, dtype=np.int64) * (len(uniques) + 1) + found + 1
            _, first, pairs = np.unique(keys, return_index=True, return_inverse=True)
            self._pairs.add(pairs + len(self._codes))
            codes = codes[first]
        self._codes.add(codes)

    def finish(self, n_paragraphs: int, at: Codes | None = None) -> Coded:
        """The facet of all that was added: ``n_paragraphs`` paragraphs, ``at`` the paragraph of each row."""
        uniques = list(self._known)
        labels = [self._label(value) for value in uniques]
        order = sorted(range(len(labels)), key=lambda place: (fold(labels[place]), uniques[place]))
        # the last, which -1 finds, is of those that have no value
        ranks = np.full(len(order) + 1, len(order))
        ranks[order] = np.arange(len(order))
        ranks = shrink(ranks)
        values = tuple(uniques[place] for place in order)
        return Coded(
            values=values,
            labels=tuple(labels[place] for place in order),
            places={value: place for place, value in enumerate(values)},
            n_paragraphs=n_paragraphs,
            codes=ranks[self._codes.read()],
            pairs=None if at is None else self._pairs.read(),
            at=at,
            rows=None if self._rows is None else self._rows.read(),
        )


class Growing:
    """Whole numbers in the making: they grow in place, in the fewest bytes that hold them.

    >>> numbers = Growing()
    >>> for part in ([1, 2], [300]):
    ...     numbers.add(np.array(part))
    >>> numbers.read()
    array([  1,   2, 300], dtype=int16)
    """

    def __init__(self) -> None:
        self._bytes, self._kind = bytearray(), np.dtype(np.int8)

    def __len__(self) -> int:
        return len(self._bytes) // self._kind.itemsize

    def add(self, numbers: npt.NDArray[Any]) -> None:
        """Add some at the end."""
        part = shrink(numbers)
        kind = np.promote_types(self._kind, part.dtype)
        if kind != self._kind:
            self._bytes, self._kind = bytearray(self.read().astype(kind).tobytes()), kind
        self._bytes += part.astype(kind).tobytes()

    def read(self) -> Codes:
        """All of them; while they are held, there can be no more."""
        return np.frombuffer(self._bytes, dtype=self._kind)


def shrink(numbers: npt.NDArray[Any]) -> Codes:
    """Whole numbers in the fewest bytes that hold them.

    >>> shrink(np.array([3, -1])).dtype, shrink(np.array([3, 40_000])).dtype
    (dtype('int8'), dtype('int32'))
    """
    least, most = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max:
            return numbers.astype(kind)
    return numbers
