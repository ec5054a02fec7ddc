"""What views draw of a match: bins, counts and pairs, small however large the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from r2p_data.explore.codes import Codes, Ints
from r2p_data.explore.matching import Match, Matcher

BINS = 400


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
    mentions = np.bincount(coded.codes[coded.pairs[kept[coded.rows]]], minlength=len(coded.values))
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
    """Every pair of actors of every paragraph: the paragraph, and which of the ``names`` pairs it is."""

    paragraphs: Codes
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
    weights = np.bincount(pairs.codes[match.paragraphs[pairs.paragraphs]], minlength=len(pairs.first))
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
    named = np.zeros(len(coded.codes), dtype=np.bool_)
    named[coded.pairs[coding.named[coded.rows]]] = True
    paragraphs, codes = coded.paragraphs[named], coded.codes[named]
    # the rank of each actor in the alphabetical order of identifiers, and back
    order = np.array(sorted(range(len(coded.values)), key=lambda place: coded.values[place]), dtype=np.int64)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    sorting = np.lexsort((ranks[codes], paragraphs))
    paragraphs, ranked = paragraphs[sorting], ranks[codes][sorting]
    # each actor with those that follow it in its paragraph
    ends = np.searchsorted(paragraphs, paragraphs, side="right")
    followers = ends - np.arange(len(ends)) - 1
    first = np.repeat(np.arange(len(ends)), followers)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(followers) - followers, followers)
    size = max(len(order), 1)
    known, places = np.unique(ranked[first] * size + ranked[second], return_inverse=True)
    return _Pairs(
        paragraphs[first],
        places.astype(np.int32),
        order[known // size].astype(np.int32),
        order[known % size].astype(np.int32),
    )


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
    figures, at = matcher.coding.figures[kept], at[kept]
    kinds, units = figures["kind"].cat, figures["unit"].cat
    keys = kinds.codes.to_numpy(dtype=np.int64) * (len(units.categories) + 1) + units.codes.to_numpy() + 1
    values, rows = figures["value"].to_numpy(), []
    for key in np.unique(keys):
        here = keys == key
        kind, unit = divmod(int(key), len(units.categories) + 1)
        found = values[here]
        rows.append(
            (
                kinds.categories[kind],
                units.categories[unit - 1] if unit else None,
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
    """The ``top`` largest figures of each of ``scales`` (kinds of figure) that match, as rows of ``figures``."""
    values, rows = matcher.coding.figures, matcher.coding.rows["figures"]
    kept = match.kept if match.query.rows == "figures" else match.paragraphs[rows.paragraphs]
    places = np.flatnonzero(kept)
    kinds, sizes = values["kind"].cat.codes.to_numpy()[places], values["value"].to_numpy()[places]
    chosen = []
    for scale in scales:
        here = np.flatnonzero(np.isin(kinds, values["kind"].cat.categories.get_indexer(pd.Index(scale))))
        chosen.append(np.sort(places[here[np.argsort(-sizes[here], kind="stable")[:top]]]))
    wanted = np.concatenate(chosen)
    found = matcher.read("figures", None, list(matcher.coding.paragraph_ids[np.unique(rows.paragraphs[wanted])]))
    at = pd.Index(found["figure_id"]).get_indexer(rows.ids[wanted])
    chosen_rows: pd.DataFrame = found.iloc[at].reset_index(drop=True)
    return chosen_rows
