"""Taking a selection away: CSV, Parquet, or a page that stands alone with its sources."""

from __future__ import annotations

import io
import json
from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.store import neutralise

if TYPE_CHECKING:
    from jinja2 import Template

# A page with more passages than this is slow to open; the tables hold them all.
MOST_PASSAGES = 2_000
_FACTS = ("kind", "value", "value2", "unit", "subject", "name_fr", "type", "form", "symbol", "date_from", "date_to")
_DOCUMENT = ("doc_id", "title", "symbol", "sha256")


def write_csv(corpus: Corpus, rows: pd.DataFrame) -> bytes:
    """``rows`` of any table as CSV in UTF-8, each with its ``citation``; no cell runs as a formula.

    The mark at the beginning of the file tells a spreadsheet that it is UTF-8.
    """
    cited = _cite(corpus, rows)
    for column in cited.columns:
        if cited[column].dtype == "object":
            cited[column] = [json.dumps(cell, ensure_ascii=False, default=str) for cell in cited[column]]
        elif cited[column].dtype == "str":
            cited[column] = cited[column].map(neutralise, na_action="ignore")
    return cited.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def write_parquet(corpus: Corpus, rows: pd.DataFrame) -> bytes:
    """``rows`` of any table as Parquet, each with its ``citation``."""
    buffer = io.BytesIO()
    _cite(corpus, rows).to_parquet(buffer, index=False)
    return buffer.getvalue()


def write_page(
    corpus: Corpus, rows: pd.DataFrame, summary: str, query: Mapping[str, Any], made: datetime | None = None
) -> str:
    """``rows`` as an HTML page: each in its paragraph, marked and cited, with documents, date and version.

    The page loads nothing and runs nothing. Needs ``pip install 'r2p-data[notebooks]'``.

    Parameters
    ----------
    corpus
        where the paragraphs are.
    rows
        rows of one table of the corpus; the first ``MOST_PASSAGES`` are shown.
    summary
        the sentence that says what was selected; the page's title.
    query
        what was asked, printed so that it can be asked again.
    made
        when; now, if it is not given.
    """
    shown = rows.head(MOST_PASSAGES).to_dict("records")
    passages = [corpus.passage(row) for row in shown]
    documents = corpus.documents[corpus.documents["doc_id"].isin(rows["doc_id"])]
    return _template().render(
        summary=summary,
        made=(made or datetime.now().astimezone()).isoformat(timespec="minutes"),
        version=version("r2p-data"),
        shown=len(shown),
        total=len(rows),
        passages=[(p.parts(), p.citation, _facts(row)) for p, row in zip(passages, shown, strict=True)],
        columns=_DOCUMENT,
        documents=documents[list(_DOCUMENT)].astype("object").fillna("").itertuples(index=False),
        query=json.dumps(dict(query), ensure_ascii=False, indent=1, default=str),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("r2p_data", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("selection.html")


def _cite(corpus: Corpus, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with their citations, which rows of an explorer have already."""
    if "citation" in rows:
        return rows
    citations = [corpus.cite(row) for row in rows.to_dict("records")]
    return rows.assign(citation=pd.Series(citations, index=rows.index, dtype="str"))


def _facts(row: Mapping[Hashable, Any]) -> list[tuple[str, str]]:
    stated = [name for name in _FACTS if name in row and not pd.isna(row[name])]
    return [(name.replace("_", " "), _say(row[name])) for name in stated]


def _say(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.10g}".replace(",", "\u202f")
    return value.date().isoformat() if isinstance(value, datetime) else str(value)
