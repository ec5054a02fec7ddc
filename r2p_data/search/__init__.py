"""Free-text search: a query language over folded words, an index that ranks, hits to highlight.

Accents, case, elision and ligatures do not count: « l'etat » finds « l’État », « oeuvre »
finds « œuvre ». A query is

- words, all of which must stand in the text, in any order: ``protection civils``;
- an exact run of words, between quotation marks of any kind: ``"droits de l'homme"``,
  ``« maintien de la paix »``; words joined by a hyphen or an apostrophe are a run too;
- the beginning of a word with a star, also in a run: ``civil*``, ``"opération* de paix"``;
- ``OR`` or ``OU``; ``AND`` or ``ET``, which may be left out; ``NOT``, ``SAUF`` or ``SANS``, or a
  hyphen before the word: ``paix -guerre``. These are operators in capitals only. ``NOT`` binds
  closest, then ``AND``, then ``OR``;
- parentheses: ``(Mali OU Tchad) sécurité``. Inside a word they belong to it: ``1325(2000)``.
"""

from r2p_data.search.hits import find_hits
from r2p_data.search.index import TextIndex
from r2p_data.search.language import SearchError, parse_query

__all__ = ["SearchError", "TextIndex", "find_hits", "parse_query"]
