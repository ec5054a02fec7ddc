"""Explorers: widgets over a corpus, whose state is a value that the next cell can use."""

from importlib import import_module

try:
    import_module("ipywidgets")
except ModuleNotFoundError as error:
    missing = "explorers need ipywidgets: pip install 'r2p-data[notebooks]'"
    raise ModuleNotFoundError(missing, name=error.name) from error

from r2p_data.explore.explorer import Explorer
from r2p_data.explore.filtering import Filter
from r2p_data.explore.kwic import Kwic
from r2p_data.explore.linked import Linked
from r2p_data.explore.model import Selection
from r2p_data.explore.query import Query
from r2p_data.explore.reader import Reader

__all__ = ["Explorer", "Filter", "Kwic", "Linked", "Query", "Reader", "Selection", "explore"]

explore = Explorer
