"""Sources: from what a user names (files, folders, patterns) to decoded text."""

from __future__ import annotations

from r2p_data.sources.finding import find_files
from r2p_data.sources.text import read_source

__all__ = ["find_files", "read_source"]
