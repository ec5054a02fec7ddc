"""What the course says to a student, in both languages of the course."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

Language = Literal["en", "fr"]
_HIGH_MARK = re.compile(r" (?=[;:!?%»])|(?<=«) ")  # « où ? », 62 %
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Said(NamedTuple):
    """One message in English and in French.

    >>> Said("To be completed.", "À compléter.").to("fr")
    'À compléter.'
    """

    en: str
    fr: str

    def to(self, language: Language) -> str:
        """The message in ``language``."""
        return space_marks(self.fr) if language == "fr" else self.en

    def filled(self, **values: object) -> Said:
        """The message with its named places filled.

        >>> Said("{n} rows", "{n} lignes").filled(n=3).fr
        '3 lignes'
        """
        return Said(self.en.format(**values), self.fr.format(**values))


def space_marks(text: str) -> str:
    r"""French text with no-break spaces at its high marks and quotation marks.

    >>> space_marks("« Où ? »")
    '«\xa0Où\xa0?\xa0»'
    """
    return _HIGH_MARK.sub("\u00a0", text)
