"""Citations of a paragraph: as the UN cites it, and for a bibliography."""

from __future__ import annotations

import numpy as np

from r2p_data.bibliography import write_bibtex, write_csl
from r2p_data.errors import R2PDataError
from r2p_data.explore.matching import Matcher
from r2p_data.explore.pages import cite_paragraphs

# Each style with what its button says.
LABELS = {"un": "copy citation", "bibtex": "BibTeX", "csl": "CSL-JSON"}


def cite_place(matcher: Matcher, place: int, style: str = "un") -> str:
    """The paragraph at ``place`` of the corpus, cited in a style of ``LABELS``.

    Raises
    ------
    R2PDataError
        if there is no such style.
    """
    if style not in LABELS:
        raise R2PDataError(f"there is no citation in style {style!r}; choose one of {', '.join(LABELS)}")
    cited: str = cite_paragraphs(matcher, np.array([place], dtype=np.int32))["citation"][0]
    if style == "un":
        return cited
    at = int(matcher.coding.document[place])
    locator = cited.removeprefix(f"{matcher.citations[at]}, ")
    return (write_bibtex if style == "bibtex" else write_csl)(matcher.coding.documents.iloc[at], locator)
