"""Errors that name the thing, the rule and the remedy."""


class R2PDataError(Exception):
    """Base of every error that r2p_data raises on purpose."""


class UnreadableDocument(R2PDataError):
    """A source cannot be read as text: it is missing, empty, too large, or not text."""


class LexiconError(R2PDataError):
    """A lexicon row breaks a rule of its file; the message names file, line and rule."""


class SchemaError(R2PDataError):
    """A table does not have the columns, types or keys that its codebook states."""
