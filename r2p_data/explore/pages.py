"""Pages: the rows of a match, read from the corpus when they are shown, with what a reader wants beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from r2p_data.concordance import COLUMNS as CONCORDANCE
from r2p_data.explore.codes import Codes
from r2p_data.explore.matching import Match, Matcher
from r2p_data.passage import name_place
from r2p_data.search import find_hits
from r2p_data.themes import SPANS, trace_themes


def read_page(matcher: Matcher, match: Match, start: int = 0, n: int = 50, *, traced: bool = True) -> pd.DataFrame:
    """``n`` rows of ``match`` from ``start`` on, in its order.

    Hits of themes are traced to the source unless ``traced`` is false, which is quicker.

    Returns
    -------
    pandas.DataFrame
        the columns of the table, and ``document`` (its title), ``citation``, ``printed_number``
        (of the paragraph); for mentions also ``name_fr``, ``name_en`` and ``type`` of the actor,
        and ``score`` where text was searched. The index is the place in the match.
    """
    chosen = match.rows[start : start + n]
    table = matcher.coding.rows[match.query.rows]
    at = table.paragraphs[chosen]
    found = read_rows(matcher, match.query.rows, pd.unique(matcher.coding.paragraph_ids[at]), traced)
    order = pd.Index(found.iloc[:, 0]).get_indexer(table.ids[chosen])
    page = found.iloc[order].set_axis(pd.RangeIndex(start, start + len(order)))
    beside: dict[str, Any] = dict(cite_paragraphs(matcher, at))
    if match.query.rows == "mentions":
        actors = matcher.coding.actors
        named = actors.index.get_indexer(page["actor_id"])
        beside |= {
            column: actors[column].array.take(named, allow_fill=True) for column in ("name_fr", "name_en", "type")
        }
    if match.scores is not None:
        beside["score"] = match.scores[start : start + n]
    shown: pd.DataFrame = page.assign(**beside)
    return shown


def read_rows(matcher: Matcher, name: str, paragraph_ids: Iterable[str], traced: bool = True) -> pd.DataFrame:
    """The rows of a table, or of the hits of themes, in some paragraphs."""
    wanted = list(paragraph_ids)
    found = matcher.read(name, None, wanted)
    if name == "themes" and traced:
        repairs = matcher.read_repairs(list(pd.unique(found["doc_id"])))
        return trace_themes(found, matcher.read("paragraphs", SPANS, wanted), repairs, matcher.corpus.source)
    return found


def cite_paragraphs(matcher: Matcher, at: Codes) -> dict[str, list[Any]]:
    """``document`` (title), ``citation`` and ``printed_number`` of paragraphs given by their places."""
    coding = matcher.coding
    titles, cited = list(coding.titles.values()), matcher.citations
    parents = _number_parents(matcher, at)
    beside: dict[str, list[Any]] = {"document": [], "citation": [], "printed_number": []}
    for document, kind, number, position, parent in zip(
        coding.document[at], *(coding.places[column].array[at] for column in coding.places), strict=True
    ):
        printed = None if pd.isna(number) else number
        place = name_place(kind, printed, parents.get(parent), int(position))
        beside["document"].append(titles[document])
        beside["citation"].append(f"{cited[document]}, {place}")
        beside["printed_number"].append(printed)
    return beside


def _number_parents(matcher: Matcher, at: Codes) -> dict[Any, str]:
    """The printed numbers of the paragraphs that those at ``at`` belong to, where they have any."""
    coding = matcher.coding
    ids = pd.unique(coding.places["parent_id"].array[at])
    ids = ids[~pd.isna(ids)]
    places = coding.paragraph_ids.get_indexer(ids)
    numbers = coding.places["number"].array[places]
    return {i: n for i, n, place in zip(ids, numbers, places, strict=True) if place >= 0 and not pd.isna(n)}


def read_concordance(
    matcher: Matcher, match: Match, start: int = 0, n: int = 50, width: int = 60, *, page: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Words in their context: what was searched, in ``n`` matching paragraphs from ``start`` on; else the rows shown.

    ``page`` are those rows, where they are read already.

    Returns
    -------
    pandas.DataFrame
        columns ``doc_id``, ``paragraph_id``, ``start``, ``end``, ``left``, ``keyword``,
        ``right``, ``citation`` and ``row_id`` (of the row shown, or missing).
    """
    if match.query.text.strip():
        return _search_concordance(matcher, match, start, n, width)
    page = read_page(matcher, match, start, n, traced=False) if page is None else page
    texts = _texts(matcher, page["paragraph_id"])
    spans = list(zip(page["start"], page["end"], strict=True)) if "start" in page else [(0, 0)] * len(page)
    rows = [
        (*_around(doc_id, paragraph_id, texts[paragraph_id], span, width), citation, row_id)
        for row_id, doc_id, paragraph_id, citation, span in zip(
            page[page.columns[0]], page["doc_id"], page["paragraph_id"], page["citation"], spans, strict=True
        )
    ]
    return pd.DataFrame(rows, columns=[*CONCORDANCE, "citation", "row_id"])


def _search_concordance(matcher: Matcher, match: Match, start: int, n: int, width: int) -> pd.DataFrame:
    ordered = pd.unique(matcher.coding.rows[match.query.rows].paragraphs[match.rows])[start : start + n]
    ids = matcher.coding.paragraph_ids[ordered]
    texts, cited = _texts(matcher, ids), cite_paragraphs(matcher, ordered)["citation"]
    rows = [
        (*_around(matcher.doc_id(at), paragraph_id, texts[paragraph_id], hit, width), citation, None)
        for at, paragraph_id, citation in zip(ordered, ids, cited, strict=True)
        for hit in find_hits(texts[paragraph_id], match.query.text)
    ]
    return pd.DataFrame(rows, columns=[*CONCORDANCE, "citation", "row_id"])


def _texts(matcher: Matcher, paragraph_ids: Iterable[str]) -> dict[str, str]:
    found = matcher.read("paragraphs", ["paragraph_id", "text"], list(paragraph_ids))
    return dict(zip(found["paragraph_id"], found["text"], strict=True))


def _around(
    doc_id: str, paragraph_id: str, text: str, span: tuple[int, int], width: int
) -> tuple[str, str, int, int, str, str, str]:
    start, end = int(span[0]), int(span[1])
    return (
        doc_id,
        paragraph_id,
        start,
        end,
        text[max(0, start - width) : start],
        text[start:end],
        text[end : end + width],
    )
