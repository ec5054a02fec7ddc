"""What views draw of a match: bins, counts and pairs, small however large the corpus."""

from __future__ import annotations

from functools import lru_cache
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
    edges, owners = _cut(matcher, bins)
    if not len(edges):
        return pd.DataFrame(columns=["doc_ids", "first", "last", "offset", "total", "matched"])
    matched = np.add.reduceat(match.paragraphs.astype(np.int64), edges)
    last = np.append(edges[1:], matcher.size)
    starts = np.searchsorted(matcher.coding.document, matcher.coding.document[edges])
    return pd.DataFrame(
        {"doc_ids": owners, "first": edges, "last": last - 1, "offset": edges - starts, "total": last - edges,
         "matched": matched}
    )  # fmt: skip


@lru_cache(maxsize=8)
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
        columns ``actor_id``, ``name_fr``, ``name_en``, ``type``, ``label``, ``mentions`` and
        ``paragraphs``, the most named first.
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
    return named.assign(label=labels, mentions=mentions[best], paragraphs=paragraphs[best])


class _Pairs(NamedTuple):
    """Every pair of actors of every paragraph: the paragraph, and which of the ``names`` pairs it is."""

    paragraphs: Codes
    codes: Codes
    first: Codes
    second: Codes


def count_pairs(matcher: Matcher, match: Match, top: int = 40) -> pd.DataFrame:
    """The pairs of actors named together in most matching paragraphs.

    As in ``corpus.cooccurrence``, adjectives and names nested in longer names do not count.

    Returns
    -------
    pandas.DataFrame
        columns ``source``, ``target`` (actor_ids in alphabetical order), ``source_label``,
        ``target_label`` and ``weight`` (paragraphs), the strongest first.
    """
    pairs, coded = _pair(matcher), matcher.coding.facets["actors"]
    weights = np.bincount(pairs.codes[match.paragraphs[pairs.paragraphs]], minlength=len(pairs.first))
    best = np.argsort(-weights, kind="stable")[:top]
    best = best[weights[best] > 0]
    ends = {"source": pairs.first[best], "target": pairs.second[best]}
    columns = {name: [coded.values[i] for i in end] for name, end in ends.items()}
    labels = {f"{name}_label": [coded.labels[i] for i in end] for name, end in ends.items()}
    return pd.DataFrame(columns | labels | {"weight": weights[best]})


@lru_cache(maxsize=8)
def _pair(matcher: Matcher) -> _Pairs:
    coded, coding = matcher.coding.facets["actors"], matcher.coding
    named = np.zeros(len(coded.codes), dtype=np.bool_)
    named[coded.pairs[coding.named[coded.rows]]] = True
    paragraphs, codes = coded.paragraphs[named], coded.codes[named]
    # place of each actor in the alphabetical order of identifiers, and back
    order = np.array(sorted(range(len(coded.values)), key=lambda place: coded.values[place]), dtype=np.int64)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    ends = np.flatnonzero(np.diff(paragraphs, append=-1)) + 1
    where, keys = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    begin = 0
    for end in ends.tolist():
        if end - begin > 1:
            here = np.sort(ranks[codes[begin:end]])
            first, second = np.triu_indices(len(here), 1)
            keys.append(here[first] * len(order) + here[second])
            where.append(np.full(len(first), paragraphs[begin], dtype=np.int32))
        begin = end
    known, places = np.unique(np.concatenate(keys), return_inverse=True)
    size = max(len(order), 1)
    return _Pairs(
        np.concatenate(where),
        places.astype(np.int32),
        order[known // size].astype(np.int32),
        order[known % size].astype(np.int32),
    )


def count_years(matcher: Matcher, match: Match) -> pd.DataFrame:
    """For each year from the first to the last named in a matching paragraph: columns ``year``, ``paragraphs``."""
    coded = matcher.coding.facets["years"]
    counts = coded.count_rows(match.kept) if match.query.rows == "dates" else coded.count(match.paragraphs)
    years = np.array(coded.values, dtype=np.int64)[counts > 0]
    if not len(years):
        return pd.DataFrame({"year": [], "paragraphs": []}, dtype="int64")
    found = pd.Series(counts[counts > 0], index=years)
    return (
        found.reindex(range(years.min(), years.max() + 1), fill_value=0)
        .rename_axis("year")
        .reset_index(name="paragraphs")
    )


def count_figures(matcher: Matcher, match: Match) -> pd.DataFrame:
    """Figures of the matching paragraphs by kind and unit.

    Where figures are the rows, only those count that match.

    Returns
    -------
    pandas.DataFrame
        columns ``kind``, ``unit`` (None where there is none), ``figures``, ``paragraphs``,
        ``least``, ``median`` and ``most`` (of ``value``), the most frequent first.
    """
    values = matcher.figures
    at = matcher.coding.rows["figures"].paragraphs
    kept = match.kept if match.query.rows == "figures" else match.paragraphs[at]
    found = values[kept].assign(paragraph=at[kept])
    counted = found.groupby(["kind", "unit"], dropna=False, observed=True).agg(
        figures=("value", "size"),
        paragraphs=("paragraph", "nunique"),
        least=("value", "min"),
        median=("value", "median"),
        most=("value", "max"),
    )
    return counted.reset_index().sort_values(["figures", "kind"], ascending=[False, True], ignore_index=True)


def read_figures(matcher: Matcher, match: Match, kinds: tuple[str, ...], top: int = 60) -> pd.DataFrame:
    """The largest figures of some kinds in the matching paragraphs, as rows of the table ``figures``."""
    values = matcher.figures
    rows = matcher.coding.rows["figures"]
    kept = match.kept if match.query.rows == "figures" else match.paragraphs[rows.paragraphs]
    places = np.flatnonzero(kept & values["kind"].isin(kinds).to_numpy(dtype=np.bool_))
    largest = places[np.argsort(-values["value"].to_numpy()[places], kind="stable")[:top]]
    ids = rows.ids[np.sort(largest)]
    found = matcher.corpus.read("figures", paragraph_ids=list(matcher.coding.paragraph_ids[rows.paragraphs[largest]]))
    return found.set_index("figure_id", drop=False).loc[ids].reset_index(drop=True)
