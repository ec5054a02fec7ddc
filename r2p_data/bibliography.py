"""References for a bibliography: a document as BibTeX or CSL-JSON, from what it states and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from r2p_data.folding import fold

# Our genres in the vocabularies of CSL 1.0.2 (« item types ») and of BibTeX.
_CSL_TYPES = {
    "press_article": "article-newspaper",
    "presidential_statement": "report",
    "resolution": "legislation",
    "report": "report",
    "web_page": "webpage",
}
_BIBTEX_TYPES = {"presidential_statement": "techreport", "resolution": "techreport", "report": "techreport"}
# BibTeX counts « \{ » as a brace all the same, so braces go by their names.
_LATEX = str.maketrans(
    {
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: rf"\{sign}" for sign in "&%$#_"},
    }
)
_BLANKS = re.compile(r"\s+")
Document = Mapping[Hashable, Any] | pd.Series


def describe_csl(document: Document, locator: str | None = None) -> dict[str, Any]:
    """A row of ``documents`` as an item of CSL-JSON, which Zotero and pandoc read.

    Parameters
    ----------
    document
        a row of ``documents``; what it does not state is left out.
    locator
        the place cited: « par. 24 ».

    >>> describe_csl({"doc_id": "d", "genre": "report", "title": "La prévention", "symbol": "A/68/947"}, "par. 24")
    {'id': 'A/68/947', 'type': 'report', 'title': 'La prévention', 'number': 'A/68/947', 'note': 'par. 24'}
    """
    symbol, issued = _stated(document, "symbol"), _stated(document, "date")
    issuer, language = _stated(document, "issuer"), _stated(document, "language")
    item = {
        "id": symbol or str(document["doc_id"]),
        "type": _CSL_TYPES.get(str(document.get("genre")), "document"),
        "title": _title(document),
        "author": [{"literal": issuer}] if issuer else None,
        "issued": {"date-parts": [_date_parts(issued)]} if issued else None,
        "number": symbol,
        "language": language,
        "note": locator,
    }
    return {field: value for field, value in item.items() if value}


def write_csl(document: Document, locator: str | None = None) -> str:
    """``describe_csl`` as the text of a CSL-JSON file: a list of one item."""
    return json.dumps([describe_csl(document, locator)], ensure_ascii=False, indent=2)


def write_bibtex(document: Document, locator: str | None = None) -> str:
    r"""A row of ``documents`` as an entry of BibTeX, in UTF-8; what LaTeX would run is escaped.

    >>> print(write_bibtex({"doc_id": "d", "genre": "report", "title": "Prévention & R2P", "symbol": "A/68/947"}))
    @techreport{a-68-947,
      title = {{Prévention \& R2P}},
      number = {A/68/947}
    }
    """
    symbol, issuer, issued = (_stated(document, column) for column in ("symbol", "issuer", "date"))
    year, month, day = _date_parts(issued) if issued else (None, None, None)
    kind = _BIBTEX_TYPES.get(str(document.get("genre")), "misc")
    fields = {
        "author": _kept_whole(issuer),
        "title": _kept_whole(_title(document)),
        "institution": _latex(issuer) if kind == "techreport" else None,
        "number": _latex(symbol),
        "year": year,
        "month": month,
        "day": day,
        "language": _latex(_stated(document, "language")),
        "note": _latex(locator),
    }
    lines = [f"{kind}{{{_key(symbol or str(document['doc_id']))}"]
    lines += [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@" + ",\n".join(lines) + "\n}"


def _stated(document: Document, column: str) -> Any:
    value = document.get(column)
    return None if value is None or pd.isna(value) else value


def _title(document: Document) -> str:
    """The stated title, or the name of the file where there is none: a reference must name something."""
    title = _stated(document, "title") or _stated(document, "symbol")
    return _BLANKS.sub(" ", str(title or Path(str(document.get("path") or document["doc_id"])).name))


def _date_parts(day: datetime) -> list[int]:
    return [day.year, day.month, day.day]


def _latex(value: str | None) -> str | None:
    return _BLANKS.sub(" ", value).translate(_LATEX) if value else None


def _kept_whole(name: str | None) -> str | None:
    """In braces of its own, a name is not split into a first and a last name, nor a title put in lower case."""
    return f"{{{_latex(name)}}}" if name else None


def _key(name: str) -> str:
    """A key of letters, digits and hyphens.

    >>> _key("A/68/947-S/2014/449"), _key("S/RES/1325 (2000)")
    ('a-68-947-s-2014-449', 's-res-1325-2000')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "document"
