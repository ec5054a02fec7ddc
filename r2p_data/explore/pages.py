"""Pages: the rows of a match, read from the corpus when they are shown, with what a reader wants beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from r2p_data.concordance import COLUMNS as CONCORDANCE
from r2p_data.explore.codes import Codes
from r2p_data.explore.matching import Match, Matcher
from r2p_data.explore.themed import find_hit, take_hits
from r2p_data.passage import name_place
from r2p_data.search import find_hits

_PLACED = ["doc_id", "kind", "number", "position"]


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
    at = matcher.coding.rows[match.query.rows].paragraphs[chosen]
    found = read_rows(matcher, match.query.rows, chosen, traced)
    page = found.set_axis(pd.RangeIndex(start, start + len(chosen)))
    beside: dict[str, Any] = dict(cite_paragraphs(matcher, at))
    if match.query.rows == "mentions":
        actors = matcher.coding.actors
        named = actors.index.get_indexer(pd.Index(page["actor_id"]))
        beside |= {
            column: actors[column].array.take(named, allow_fill=True) for column in ("name_fr", "name_en", "type")
        }
    if match.scores is not None:
        beside["score"] = match.scores[start : start + n].astype(np.float64)
    shown: pd.DataFrame = page.assign(**beside)
    return shown


def read_rows(matcher: Matcher, name: str, places: npt.ArrayLike, traced: bool = True) -> pd.DataFrame:
    """Rows of a table, or hits of themes, by their places among those in body paragraphs, in the order given."""
    return take_hits(matcher, places, traced=traced) if name == "themes" else matcher.shelf.take(name, places)


def name_row(matcher: Matcher, name: str, place: int) -> str:
    """The identifier of a row, given by its place."""
    row_id = str(read_rows(matcher, name, [place], traced=False).iloc[0, 0])
    matcher.recall((name, row_id), lambda: place)
    return row_id


def find_row(matcher: Matcher, name: str, row_id: str) -> int | None:
    """The place of a row, given by its identifier; None where there is none such."""
    found: int | None = matcher.recall(
        (name, row_id), lambda: find_hit(matcher, row_id) if name == "themes" else matcher.shelf.find(name, row_id)
    )
    return found


def cite_paragraphs(matcher: Matcher, at: Codes) -> dict[str, list[Any]]:
    """``document`` (title), ``citation`` and ``printed_number`` of paragraphs given by their places."""
    places, back = np.unique(at, return_inverse=True)
    parents = places - matcher.coding.above[places]
    known = np.union1d(places, parents)
    found = matcher.shelf.take("paragraphs", known, _PLACED)
    doc_ids, kinds, numbers, positions = (found[column].tolist() for column in _PLACED)
    printed = [None if pd.isna(number) else number for number in numbers]
    titles, cited, documents = matcher.coding.titles, matcher.citations, matcher.coding.document[places].tolist()
    told = []
    for document, here, above in zip(documents, *(np.searchsorted(known, x) for x in (places, parents)), strict=True):
        parent = printed[above] if above != here else None
        place = name_place(kinds[here], printed[here], parent, positions[here])
        told.append((titles[doc_ids[here]], f"{cited[document]}, {place}", printed[here]))
    columns = zip(*(told[i] for i in back.tolist()), strict=True) if told else ((), (), ())
    return dict(zip(("document", "citation", "printed_number"), map(list, columns), strict=True))


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
    at = matcher.coding.rows[match.query.rows].paragraphs[match.rows[page.index]]
    texts = _texts(matcher, at)
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
    texts, cited = _texts(matcher, ordered), cite_paragraphs(matcher, ordered)["citation"]
    rows = [
        (*_around(matcher.doc_id(at), paragraph_id, text, hit, width), citation, None)
        for at, (paragraph_id, text), citation in zip(ordered, texts.items(), cited, strict=True)
        for hit in find_hits(text, match.query.text)
    ]
    return pd.DataFrame(rows, columns=[*CONCORDANCE, "citation", "row_id"])


def _texts(matcher: Matcher, at: Codes) -> dict[str, str]:
    """The texts of paragraphs given by their places, by their identifiers, in this order."""
    found = matcher.shelf.take("paragraphs", pd.unique(at), ["paragraph_id", "text"])
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
