"""Citations of a paragraph: as the UN cites it, and for a bibliography."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np

from r2p_data.bibliography import write_bibtex, write_csl
from r2p_data.explore.matching import Matcher
from r2p_data.explore.pages import cite_paragraphs

# Each style with what its button says.
LABELS = {"un": "copy citation", "bibtex": "BibTeX", "csl": "CSL-JSON"}


def cite_place(matcher: Matcher, place: int) -> dict[str, str]:
    """The paragraph at ``place`` of the corpus, cited in each style of ``LABELS``."""
    cited: str = cite_paragraphs(matcher, np.array([place], dtype=np.int32))["citation"][0]
    at = int(matcher.coding.document[place])
    locator = cited.removeprefix(f"{matcher.citations[at]}, ")
    document = matcher.recall(("document", at), lambda: _read_document(matcher, at))
    return {"un": cited, "bibtex": write_bibtex(document, locator), "csl": write_csl(document, locator)}


def _read_document(matcher: Matcher, place: int) -> dict[Hashable, Any]:
    doc_id = matcher.coding.documents["doc_id"].iloc[place]
    return matcher.shelf.read("documents", doc_ids=[doc_id]).iloc[0].to_dict()
