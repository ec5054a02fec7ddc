"""Pages: the rows of a match, read from the corpus when they are shown, with what a reader wants beside them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from r2p_data.charts.style import document_titles
from r2p_data.concordance import COLUMNS as CONCORDANCE
from r2p_data.explore.matching import Match, Matcher
from r2p_data.passage import name_place, shorten_title
from r2p_data.search import find_hits

_PLACE = ["paragraph_id", "doc_id", "kind", "number", "position", "parent_id"]


def read_page(matcher: Matcher, match: Match, start: int = 0, n: int = 50) -> pd.DataFrame:
    """``n`` rows of ``match`` from ``start`` on, in its order.

    Returns
    -------
    pandas.DataFrame
        the columns of the table, and ``document`` (its title), ``citation``, ``printed_number``
        (of the paragraph); for mentions also ``name_fr``, ``name_en`` and ``type`` of the actor,
        and ``score`` where text was searched. The index is the place in the match.
    """
    chosen = match.rows[start : start + n]
    table = matcher.coding.rows[match.query.rows]
    places = pd.unique(matcher.coding.paragraph_ids[table.paragraphs[chosen]])
    found = read_rows(matcher, match.query.rows, places)
    page = found.set_index(found.columns[0], drop=False).loc[table.ids[chosen]].reset_index(drop=True)
    page.index = pd.RangeIndex(start, start + len(page))
    if match.query.rows == "mentions":
        page = page.join(matcher.coding.actors[["name_fr", "name_en", "type"]], on="actor_id")
    page = page.join(cite_paragraphs(matcher, places), on="paragraph_id")
    return page if match.scores is None else page.assign(score=match.scores[start : start + n])


def read_rows(matcher: Matcher, name: str, paragraph_ids: Sequence[str]) -> pd.DataFrame:
    """The rows of a table, or of the hits of themes, in some paragraphs."""
    if name == "themes":
        return matcher.themes[matcher.themes["paragraph_id"].isin(paragraph_ids)]
    return matcher.corpus.read(name, paragraph_ids=paragraph_ids)


def cite_paragraphs(matcher: Matcher, paragraph_ids: Sequence[str]) -> pd.DataFrame:
    """Title of the document, citation and printed number of some paragraphs, by ``paragraph_id``."""
    corpus, documents = matcher.corpus, matcher.coding.documents
    found = corpus.read("paragraphs", _PLACE, paragraph_ids=paragraph_ids)
    parents = corpus.read("paragraphs", ["paragraph_id", "number"], paragraph_ids=list(found["parent_id"].dropna()))
    numbers = dict(zip(parents["paragraph_id"], parents["number"].where(parents["number"].notna(), None), strict=True))
    titles, cited = document_titles(documents), cite_documents(documents)
    rows = []
    for paragraph_id, doc_id, kind, number, position, parent in found.itertuples(index=False):
        printed = None if pd.isna(number) else number
        place = name_place(kind, printed, numbers.get(parent), position)
        rows.append((paragraph_id, titles[doc_id], f"{cited[doc_id]}, {place}", printed))
    columns = ["paragraph_id", "document", "citation", "printed_number"]
    return pd.DataFrame(rows, columns=columns).set_index("paragraph_id")


def cite_documents(documents: pd.DataFrame) -> dict[str, str]:
    """How each document is cited: by its symbol, else its title, else its file."""
    cited = {}
    for row in documents.to_dict("records"):
        if not pd.isna(row["symbol"]):
            cited[row["doc_id"]] = row["symbol"]
        elif not pd.isna(row["title"]):
            cited[row["doc_id"]] = shorten_title(row["title"])
        else:
            cited[row["doc_id"]] = str(row["path"]).replace("\\", "/").rpartition("/")[2]
    return cited


def read_concordance(matcher: Matcher, match: Match, start: int = 0, n: int = 50, width: int = 60) -> pd.DataFrame:
    """Words in their context: what was searched, in ``n`` matching paragraphs from ``start`` on; else the rows shown.

    Returns
    -------
    pandas.DataFrame
        columns ``doc_id``, ``paragraph_id``, ``start``, ``end``, ``left``, ``keyword``,
        ``right``, ``citation`` and ``row_id`` (of the row shown, or missing).
    """
    if match.query.text.strip():
        return _search_concordance(matcher, match, start, n, width)
    page = read_page(matcher, match, start, n)
    texts = _texts(matcher, page["paragraph_id"])
    spans = [(0, 0)] * len(page) if "start" not in page else list(zip(page["start"], page["end"], strict=True))
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
    texts, cited = _texts(matcher, ids), cite_paragraphs(matcher, ids)
    rows = [
        (
            *_around(matcher.doc_id(at), paragraph_id, texts[paragraph_id], hit, width),
            cited.at[paragraph_id, "citation"],
            None,
        )
        for at, paragraph_id in zip(ordered, ids, strict=True)
        for hit in find_hits(texts[paragraph_id], match.query.text)
    ]
    return pd.DataFrame(rows, columns=[*CONCORDANCE, "citation", "row_id"])


def _texts(matcher: Matcher, paragraph_ids: Sequence[str]) -> dict[str, str]:
    found = matcher.corpus.read("paragraphs", ["paragraph_id", "text"], paragraph_ids=list(paragraph_ids))
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
