"""What views draw of a match: bins, counts and pairs, small however large the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from r2p_data.explore.codes import Codes, Growing, Ints, shrink
from r2p_data.explore.matching import Match, Matcher

BINS = 400
# Paragraphs whose pairs of actors are made at the same time.
_AT_A_TIME = 100_000


def count_strip(matcher: Matcher, match: Match, bins: int = BINS) -> pd.DataFrame:
    """The corpus in document order, cut into ``bins`` stretches or a few more, matches counted.

    Returns
    -------
    pandas.DataFrame
        columns ``doc_ids`` (tuple: one document, or several neighbours where there are more than
        ``bins``), ``first`` and ``last`` (places among the paragraphs), ``offset`` (of ``first`` in
        its document), ``total`` and ``matched`` (paragraphs).
    """
    edges, owners = matcher.derive(("bins", bins), lambda: _cut(matcher, bins))
    if not len(edges):
        return pd.DataFrame(columns=["doc_ids", "first", "last", "offset", "total", "matched"])
    matched = np.add.reduceat(match.paragraphs.astype(np.int64), edges)
    last = np.append(edges[1:], matcher.size)
    starts = np.searchsorted(matcher.coding.document, matcher.coding.document[edges])
    return pd.DataFrame(
        {"doc_ids": owners, "first": edges, "last": last - 1, "offset": edges - starts, "total": last - edges,
         "matched": matched}
    )  # fmt: skip


def _cut(matcher: Matcher, bins: int) -> tuple[Ints, list[tuple[str, ...]]]:
    """Where each bin begins, and the documents in it: bins in proportion, one at least a document."""
    document = matcher.coding.document
    starts = np.flatnonzero(np.diff(document, prepend=-1))
    if len(starts) > bins:
        edges = starts[np.linspace(0, len(starts), bins, endpoint=False).astype(np.int64)]
    else:
        sizes = np.diff(np.append(starts, matcher.size))
        shares = np.maximum(1, (sizes * bins / max(matcher.size, 1)).astype(np.int64))
        shares = np.minimum(shares, sizes)
        edges = np.concatenate(
            [np.empty(0, np.int64)]
            + [start + size * np.arange(k) // k for start, size, k in zip(starts, sizes, shares, strict=True)]
        )
    names = matcher.coding.documents["doc_id"].tolist()
    ends = np.append(edges[1:], matcher.size)
    return edges, [
        tuple(names[d] for d in pd.unique(document[a:b])) for a, b in zip(edges.tolist(), ends.tolist(), strict=True)
    ]


def count_actors(matcher: Matcher, match: Match, top: int = 20) -> pd.DataFrame:
    """The actors named most in the matching paragraphs.

    Where mentions are the rows, only those count that match.

    Returns
    -------
    pandas.DataFrame
        columns ``actor_id``, ``name_fr``, ``name_en``, ``type``, ``label``, ``mentions``,
        ``paragraphs`` and ``tied`` (others with as many mentions), the most named first.
    """
    coded, at = matcher.coding.facets["actors"], matcher.coding.rows["mentions"].paragraphs
    kept = match.kept if match.query.rows == "mentions" else match.paragraphs[at]
    mentions = np.bincount(coded.read(kept), minlength=len(coded.values) + 1)[:-1]
    paragraphs = coded.count_rows(kept)
    best = np.argsort(-mentions, kind="stable")[:top]
    best = best[mentions[best] > 0]
    ids = [coded.values[place] for place in best]
    named = matcher.coding.actors.reindex(ids)[["name_fr", "name_en", "type"]].reset_index()
    labels = [coded.labels[place] for place in best]
    tied = _count_ties(mentions)[best]
    return named.assign(label=labels, mentions=mentions[best], paragraphs=paragraphs[best], tied=tied)


def _count_ties(counts: Ints) -> Ints:
    """For each count, how many others are the same: those that are shown do not tell.

    >>> _count_ties(np.array([3, 1, 3]))
    array([1, 0, 1])
    """
    return np.bincount(counts)[counts] - 1


class _Pairs(NamedTuple):
    """Every pair of actors of every paragraph, in the order of paragraphs: how many each has, and which they are.

    Pair ``k`` is of the actors ``first[k]`` and ``second[k]``.
    """

    sizes: Codes
    codes: Codes
    first: Codes
    second: Codes


def count_pairs(matcher: Matcher, match: Match, top: int = 40, actor: str | None = None) -> pd.DataFrame:
    """The pairs of actors named together in most matching paragraphs; of one ``actor``, where it is given.

    As in ``corpus.cooccurrence``, adjectives and names nested in longer names do not count.

    Returns
    -------
    pandas.DataFrame
        columns ``source``, ``target`` (actor_ids in alphabetical order), ``source_label``,
        ``target_label``, ``weight`` (paragraphs) and ``tied`` (others as strong), the strongest first.
    """
    coded = matcher.coding.facets["actors"]
    pairs: _Pairs = matcher.derive(("pairs",), lambda: _pair(matcher))
    weights = np.bincount(pairs.codes[np.repeat(match.paragraphs, pairs.sizes)], minlength=len(pairs.first))
    if actor is not None:
        place = coded.places.get(actor, -1)
        weights = np.where((pairs.first == place) | (pairs.second == place), weights, 0)
    best = np.argsort(-weights, kind="stable")[:top]
    best = best[weights[best] > 0]
    ends = {"source": pairs.first[best], "target": pairs.second[best]}
    columns = {name: [coded.values[i] for i in end] for name, end in ends.items()}
    labels = {f"{name}_label": [coded.labels[i] for i in end] for name, end in ends.items()}
    return pd.DataFrame(columns | labels | {"weight": weights[best], "tied": _count_ties(weights)[best]})


def _pair(matcher: Matcher) -> _Pairs:
    coded, coding = matcher.coding.facets["actors"], matcher.coding
    # the rank of each actor in the alphabetical order of identifiers, and back
    order = np.array(sorted(range(len(coded.values)), key=lambda place: coded.values[place]), dtype=np.int64)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    at = coding.rows["mentions"].paragraphs
    known: dict[int, int] = {}
    sizes, codes = Growing(), Growing()
    for first in range(0, matcher.size, _AT_A_TIME):
        rows = np.flatnonzero(coding.named & (at >= first) & (at < first + _AT_A_TIME))
        rows = rows[coded.read(rows) < len(order)]
        paragraphs, keys = _join_actors(at[rows] - first, ranks[coded.read(rows)], len(order))
        sizes.add(np.bincount(paragraphs, minlength=min(_AT_A_TIME, matcher.size - first)))
        found, places = np.unique(keys, return_inverse=True)
        numbers = np.array([known.setdefault(key, len(known)) for key in found.tolist()], dtype=np.int64)
        codes.add(numbers[places])
    # numbered as they were met; those as strong stand in the order of identifiers
    keys = np.fromiter(known, np.int64, len(known))
    sorting = np.argsort(keys)
    back = np.empty(len(keys), dtype=np.int64)
    back[sorting] = np.arange(len(keys))
    back = shrink(back)
    ends = [shrink(order[end]) for end in np.divmod(keys[sorting], max(len(order), 1))]
    return _Pairs(sizes.read(), back[codes.read()], *ends)


def _join_actors(paragraphs: Ints, actors: Ints, size: int) -> tuple[Ints, Ints]:
    """Every pair of different actors of a paragraph, by paragraph: which, and both actors as one number.

    >>> _join_actors(np.array([0, 0, 0, 1]), np.array([2, 1, 2, 1]), 10)
    (array([0]), array([12]))
    """
    named = np.unique(paragraphs.astype(np.int64) * size + actors)
    paragraphs, actors = np.divmod(named, max(size, 1))
    # each actor with those that follow it in its paragraph
    followers = np.searchsorted(paragraphs, paragraphs, side="right") - np.arange(len(paragraphs)) - 1
    first = np.repeat(np.arange(len(paragraphs)), followers)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(followers) - followers, followers)
    return paragraphs[first], actors[first] * size + actors[second]


def count_years(matcher: Matcher, match: Match) -> pd.DataFrame:
    """For each year from the first to the last named in a matching paragraph: columns ``year``, ``paragraphs``."""
    coded = matcher.coding.facets["years"]
    counts = coded.count_rows(match.kept) if match.query.rows == "dates" else coded.count(match.paragraphs)
    years = np.array(coded.values, dtype=np.int64)[counts > 0]
    counts, years = counts[counts > 0][np.argsort(years)], np.sort(years)
    if not len(years):
        return pd.DataFrame({"year": [], "paragraphs": []}, dtype="int64")
    span = np.arange(years[0], years[-1] + 1)
    found = np.zeros(len(span), dtype=np.int64)
    found[years - years[0]] = counts
    return pd.DataFrame({"year": span, "paragraphs": found})


def count_figures(matcher: Matcher, match: Match) -> pd.DataFrame:
    """Figures of the matching paragraphs by kind and unit.

    Where figures are the rows, only those count that match.

    Returns
    -------
    pandas.DataFrame
        columns ``kind``, ``unit`` (None where there is none), ``figures``, ``paragraphs``,
        ``least``, ``median`` and ``most`` (of ``value``), the most frequent first.
    """
    at = matcher.coding.rows["figures"].paragraphs
    kept = match.kept if match.query.rows == "figures" else match.paragraphs[at]
    at, values, rows = at[kept], matcher.coding.values[kept], []
    kinds, units = (matcher.coding.facets[facet] for facet in ("figure_kinds", "units"))
    keys = kinds.read(kept).astype(np.int32) * (len(units.values) + 1) + units.read(kept)
    for key in np.unique(keys):
        here = keys == key
        kind, unit = divmod(int(key), len(units.values) + 1)
        found = values[here]
        rows.append(
            (
                kinds.values[kind],
                units.values[unit] if unit < len(units.values) else None,
                len(found),
                len(np.unique(at[here])),
                float(np.nanmin(found)),
                float(np.nanmedian(found)),
                float(np.nanmax(found)),
            )
        )
    rows.sort(key=lambda row: (-row[2], row[0], row[1] or ""))
    return pd.DataFrame(rows, columns=["kind", "unit", "figures", "paragraphs", "least", "median", "most"])


def read_figures(matcher: Matcher, match: Match, scales: Sequence[Sequence[str]], top: int = 60) -> pd.DataFrame:
    """The ``top`` largest figures of each of ``scales`` (kinds of figure) that match, as rows of ``figures``.

    The index is their places among the figures in body paragraphs.
    """
    coded, at = matcher.coding.facets["figure_kinds"], matcher.coding.rows["figures"].paragraphs
    kept = match.kept if match.query.rows == "figures" else match.paragraphs[at]
    places = np.flatnonzero(kept)
    kinds, sizes = coded.read(places), matcher.coding.values[places]
    chosen = []
    for scale in scales:
        here = np.flatnonzero(coded.choose(scale)[kinds])
        chosen.append(np.sort(places[here[np.argsort(-sizes[here], kind="stable")[:top]]]))
    wanted = np.concatenate(chosen)
    return matcher.shelf.take("figures", wanted).set_axis(pd.Index(wanted))
