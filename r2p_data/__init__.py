"""From a folder of French UN documents to cited tables of paragraphs, actors and figures.

>>> import r2p_data as r2p
>>> corpus = r2p.load_corpus()
>>> len(corpus.documents)
5
"""

from r2p_data.corpus import Corpus, open_corpus
from r2p_data.errors import LexiconError, R2PDataError, SchemaError, UnreadableDocument
from r2p_data.loading import load_corpus
from r2p_data.passage import Passage
from r2p_data.sources import Limits

__all__ = [
    "Corpus",
    "LexiconError",
    "Limits",
    "Passage",
    "R2PDataError",
    "SchemaError",
    "UnreadableDocument",
    "load_corpus",
    "open_corpus",
]
