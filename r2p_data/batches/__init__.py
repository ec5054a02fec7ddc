"""Parsing documents into a saved corpus, batch by batch: what is done stays done.

A batch is a fixed number of documents in the order of the plan, and becomes one part of the
corpus; so its bytes depend on nothing but the documents and the rules. A part that a run has
written is found again by the next, finished or not, and so is each document in it that has
not changed.
"""

from .running import BATCH, Summary, parse_into

__all__ = ["BATCH", "Summary", "parse_into"]
