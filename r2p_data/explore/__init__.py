"""Explorers: widgets over a corpus, whose state is a value that the next cell can use."""

from r2p_data.explore.explorer import Explorer
from r2p_data.explore.kwic import Kwic
from r2p_data.explore.linked import Linked
from r2p_data.explore.reader import Reader
from r2p_data.explore.selection import Query, select, summarise

__all__ = ["Explorer", "Kwic", "Linked", "Query", "Reader", "explore", "select", "summarise"]

explore = Explorer
