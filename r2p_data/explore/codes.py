"""Facets as arrays: which paragraph and which row holds which value, as numbers that NumPy counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from r2p_data.folding import fold

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """One facet: its values and, as pairs without repetition, the paragraphs that hold them.

    ``rows`` and ``pairs`` say the same of the rows of a table: row ``rows[i]`` is one of those
    by which the paragraph and value of pair ``pairs[i]`` belong together.
    """

    values: tuple[Any, ...]
    labels: tuple[str, ...]
    places: Mapping[Any, int]
    n_paragraphs: int
    n_rows: int
    paragraphs: Codes
    codes: Codes
    rows: Codes
    pairs: Codes

    def choose(self, values: Collection[Any]) -> Mask:
        """For each value of the facet, whether it is among ``values``."""
        chosen = np.zeros(len(self.values), dtype=np.bool_)
        chosen[[self.places[value] for value in values if value in self.places]] = True
        return chosen

    def mask_every(self, values: Collection[Any]) -> Mask:
        """The paragraphs that hold each of ``values``."""
        mask = np.ones(self.n_paragraphs, dtype=np.bool_)
        for value in values:
            mask &= self.mask_paragraphs(self.choose([value]))
        return mask

    def mask_paragraphs(self, chosen: Mask) -> Mask:
        """The paragraphs that hold one of the chosen values."""
        mask = np.zeros(self.n_paragraphs, dtype=np.bool_)
        mask[self.paragraphs[chosen[self.codes]]] = True
        return mask

    def mask_rows(self, chosen: Mask) -> Mask:
        """The rows that have one of the chosen values."""
        mask = np.zeros(self.n_rows, dtype=np.bool_)
        mask[self.rows[chosen[self.codes][self.pairs]]] = True
        return mask

    def count(self, matched: Mask) -> Ints:
        """For each value, how many of the ``matched`` paragraphs hold it."""
        return np.bincount(self.codes[matched[self.paragraphs]], minlength=len(self.values))

    def count_rows(self, kept: Mask) -> Ints:
        """For each value, in how many paragraphs one of the ``kept`` rows has it."""
        hit = np.zeros(len(self.codes), dtype=np.bool_)
        hit[self.pairs[kept[self.rows]]] = True
        return np.bincount(self.codes[hit], minlength=len(self.values))

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


def encode(
    rows: npt.ArrayLike,
    paragraphs: npt.ArrayLike,
    values: Sequence[Any] | pd.Series,
    sizes: tuple[int, int],
    label: Callable[[Any], str] = str,
) -> Coded:
    """A facet from triples of row, paragraph and value; missing values are left out.

    Parameters
    ----------
    rows, paragraphs
        places in the table and among the paragraphs.
    values
        strings or years, as many.
    sizes
        how many paragraphs and how many rows there are.
    label
        from a value to what a reader sees.
    """
    found, uniques = pd.factorize(pd.Series(values).reset_index(drop=True))
    labels = [label(value) for value in uniques]
    order = sorted(range(len(labels)), key=lambda place: (fold(labels[place]), uniques[place]))
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    known = found >= 0
    keys = np.asarray(paragraphs, dtype=np.int64)[known] * max(len(order), 1) + ranks[found[known]]
    pairs, places = np.unique(keys, return_inverse=True)
    ordered = tuple(uniques[place] if isinstance(uniques[place], str) else int(uniques[place]) for place in order)
    return Coded(
        values=ordered,
        labels=tuple(labels[place] for place in order),
        places={value: place for place, value in enumerate(ordered)},
        n_paragraphs=sizes[0],
        n_rows=sizes[1],
        paragraphs=(pairs // max(len(order), 1)).astype(np.int32),
        codes=(pairs % max(len(order), 1)).astype(np.int32),
        rows=np.asarray(rows, dtype=np.int32)[known],
        pairs=places.astype(np.int32),
    )
