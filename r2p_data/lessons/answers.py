"""Kinds of answer: how each is read from what a student gives, and what commonly goes wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any, Protocol

import pandas as pd

from r2p_data.folding import fold
from r2p_data.lessons.saying import Said

_COMMA = re.compile(r"\s*-?\d+,\d+\s*%?\s*")  # « 62,5 »
_DIGITS = re.compile(r"\s*-?[\d\s.,_’']*\d\s*")  # « 62.5 », « 150 000 000 »


class NotReadableError(Exception):
    """The answer is of another kind than the exercise asks; ``said`` tells the student."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.en)
        self.said = said


class Kind(Protocol):
    """A kind of answer."""

    def read(self, answer: Any) -> Any:
        """The answer as a plain value; raises NotReadableError."""

    def same(self, value: Any, expected: Any) -> bool:
        """Whether the value is what is expected."""

    def near(self, value: Any, expected: Any) -> Said | None:
        """What commonly goes wrong with this kind, or None."""


def _type_name(answer: object) -> str:
    return type(answer).__name__


def _refuse(en: str, fr: str, **values: object) -> NotReadableError:
    return NotReadableError(Said(en, fr).filled(**values))


@dataclass(frozen=True, slots=True)
class Number:
    """A number; ``percent`` says that it is asked in per cent, ``tolerance`` how exactly (absolute)."""

    percent: bool = False
    tolerance: float = 1e-6

    def read(self, answer: Any) -> float:
        """The number, as a float; « 62,5 », texts, tables and functions are refused with their remedy."""
        if type(answer).__name__ in ("bool", "bool_"):
            raise _refuse("True and False are not numbers.", "True et False ne sont pas des nombres.")
        if isinstance(answer, str):
            raise _not_a_text(answer)
        if isinstance(answer, (Real, Decimal, Fraction)):
            value = float(answer)
            if math.isfinite(value):
                return value
            raise _refuse(
                "This is not a finite number ({value}). Was something divided by zero, or is a value missing?",
                "Ce n’est pas un nombre fini ({value}). A-t-on divisé par zéro, ou manque-t-il une valeur ?",
                value=value,
            )
        raise _not_a_number(answer)

    def same(self, value: float, expected: float) -> bool:
        """Equal within the tolerance."""
        return abs(value - expected) <= max(self.tolerance, 1e-9 * abs(expected))

    def near(self, value: float, expected: float) -> Said | None:
        """Wrong by a factor, a sign or a rounding."""
        return next((said for test, said in self._mistakes(value, expected) if test), None)

    def _mistakes(self, value: float, expected: float) -> Iterable[tuple[bool, Said]]:
        yield self.percent and self.same(value * 100, expected), FRACTION
        yield not self.percent and self.same(value / 100, expected), PERCENT
        for power in (1e3, 1e6, 1e9):
            yield bool(expected) and self.same(value * power, expected), UNITS_TOO_SMALL
            yield bool(expected) and self.same(value / power, expected), UNITS_TOO_LARGE
        yield bool(expected) and self.same(-value, expected), SIGN
        yield value in _roundings(expected), ROUNDED


def _roundings(expected: float) -> set[float]:
    """What comes of cutting or rounding a number to at most four decimals; never the number itself.

    >>> sorted(_roundings(18.27))
    [18.0, 18.2, 18.3, 19.0]
    """
    scaled = [(expected * 10**digits, 10**digits) for digits in range(5)]
    return {step(value) / unit for value, unit in scaled for step in (math.floor, math.ceil)} - {expected}


FRACTION = Said(
    "The question asks for per cent. Your number is the share as a fraction, where 1 is the whole.",
    "La question demande un pourcentage. Votre nombre est la part en fraction, où 1 est le tout.",
)
PERCENT = Said(
    "Your number looks like per cent. The question asks for another form; read it again.",
    "Votre nombre semble être un pourcentage. La question demande une autre forme ; relisez-la.",
)
UNITS_TOO_SMALL = Said(
    "The digits are right, the unit is not. Look at the unit that the question asks for: ones, thousands, millions?",
    "Les chiffres sont bons, l’unité ne l’est pas. Regardez l’unité demandée : unités, milliers, millions ?",
)
UNITS_TOO_LARGE = Said(
    "The digits are right, the unit is not: your number is a thousand times too large, or more.",
    "Les chiffres sont bons, l’unité ne l’est pas : votre nombre est au moins mille fois trop grand.",
)
SIGN = Said(
    "The size is right, the sign is not. Which of the two is subtracted from which?",
    "La grandeur est bonne, le signe ne l’est pas. Lequel des deux se retranche de l’autre ?",
)
ROUNDED = Said(
    "Very near. Do not round, or round later: give the result as Python computes it.",
    "Tout près. N’arrondissez pas, ou plus tard : donnez le résultat tel que Python le calcule.",
)


def _not_a_text(answer: str) -> NotReadableError:
    if _COMMA.fullmatch(answer):
        return _refuse(
            "This is a text with a French decimal comma. Python writes numbers with a point, without quotation marks.",
            "C’est un texte avec une virgule décimale. Python écrit les nombres avec un point, sans guillemets.",
        )
    if "%" in answer:
        return _refuse(
            "Give the number alone, without the sign %. The question says the unit.",
            "Donnez le nombre seul, sans le signe %. L’unité est dans la question.",
        )
    if _DIGITS.fullmatch(answer):
        return _refuse(
            "This is a text that looks like a number. Leave out the quotation marks.",
            "C’est un texte qui ressemble à un nombre. Retirez les guillemets.",
        )
    return _refuse("A number is expected, this is a text.", "On attend un nombre, ceci est un texte.")


def _not_a_number(answer: Any) -> NotReadableError:
    if isinstance(answer, tuple) and answer and all(type(part) is int for part in answer):
        return _refuse(
            "Python reads a comma between digits as two numbers. Use a point for decimals and _ between thousands.",
            "Python lit une virgule entre chiffres comme deux nombres. Point pour les décimales, _ entre les milliers.",
        )
    if isinstance(answer, pd.Series) and answer.dtype == bool:
        return NotReadableError(TRUE_AND_FALSE)
    if isinstance(answer, (pd.DataFrame, pd.Series, list, tuple, set, dict)) or hasattr(answer, "shape"):
        return _refuse(
            "A number is expected, this holds several values ({name}). Count it with len(), or take one value out.",
            "On attend un nombre, ceci contient des valeurs ({name}). Comptez avec len(), ou sortez-en une valeur.",
            name=_type_name(answer),
        )
    if callable(answer):
        return _refuse(
            "This is a function that has not been called. Add the brackets: name().",
            "C’est une fonction qui n’a pas été appelée. Ajoutez les parenthèses : nom().",
        )
    if answer is None:
        return NotReadableError(NONE)
    return _refuse(
        "A number is expected, this is of type {name}.", "On attend un nombre, ceci est du type {name}.",
        name=_type_name(answer),
    )  # fmt: skip


TOO_MUCH = Said("This does not belong in your list: {wrong}.", "Ceci n’a pas sa place dans la liste : {wrong}.")
TOO_FEW = Said("Right so far, but not all.", "Juste, mais incomplet.")
TRUE_AND_FALSE = Said(
    "This is a column of True and False. Put brackets around it, then .sum() counts the True.",
    "C’est une colonne de True et de False. Mettez-la entre parenthèses, puis .sum() compte les True.",
)
NONE = Said(
    "Your answer is None. Functions that print give back None: assign the value itself.",
    "Votre réponse est None. Une fonction qui affiche rend None : donnez la valeur elle-même.",
)


def _read_text(answer: Any) -> str:
    if answer is None:
        raise NotReadableError(NONE)
    if isinstance(answer, str):
        return " ".join(str(answer).split())
    if isinstance(answer, (pd.DataFrame, pd.Series)):
        raise _refuse(
            "A text is expected, this holds several values ({name}). Take one value out: .iloc[0] of one column.",
            "On attend un texte, ceci contient des valeurs ({name}). Sortez-en une : .iloc[0] d’une colonne.",
            name=_type_name(answer),
        )
    raise _refuse(
        "A text in quotation marks is expected, this is of type {name}.",
        "On attend un texte entre guillemets, ceci est du type {name}.",
        name=_type_name(answer),
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A text; ``expected`` is a collection of the forms that are accepted, case and accents ignored."""

    def read(self, answer: Any) -> str:
        """The text without blanks at its ends."""
        return _read_text(answer)

    def same(self, value: str, expected: Collection[str]) -> bool:
        """Whether the text is one of those accepted."""
        return fold_words(value) in {fold_words(form) for form in expected}

    def near(self, value: str, expected: Collection[str]) -> Said | None:
        """Only a part of what is asked."""
        wanted = [fold_words(form) for form in expected]
        if len(value) > 3 and any(fold_words(value) in form for form in wanted):
            return Said("This is only a part of the answer.", "Ce n’est qu’une partie de la réponse.")
        if any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", fold_words(value)) for form in wanted if form):
            return Said(
                "The answer is in it, with too much around it.", "La réponse y est, avec trop de choses autour."
            )
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One letter out of several."""

    letters: str = "abcd"

    def read(self, answer: Any) -> str:
        """The letter, in lower case."""
        letter = _read_text(answer).strip("().").lower()
        if len(letter) != 1 or letter not in self.letters:
            raise _refuse(
                'One letter in quotation marks is expected, such as "{first}".',
                "On attend une lettre entre guillemets, comme \"{first}\".",
                first=self.letters[0],
            )  # fmt: skip
        return letter

    def same(self, value: str, expected: str) -> bool:
        """Whether it is that letter."""
        return value == expected

    def near(self, value: str, expected: str) -> Said | None:
        """Nothing is near a wrong letter: each has its own diagnosis."""
        return None


@dataclass(frozen=True, slots=True)
class Names:
    """Several texts, in any order."""

    def read(self, answer: Any) -> frozenset[str]:
        """The texts, folded, of a list, a set or a column."""
        if answer is None:
            raise NotReadableError(NONE)
        if isinstance(answer, str):
            raise _refuse(
                'Several texts are expected, this is one. Put them into a list: ["…", "…"].',
                'On attend plusieurs textes, ceci en est un seul. Mettez-les dans une liste : ["…", "…"].',
            )
        if isinstance(answer, pd.DataFrame):
            raise _refuse(
                "This is a whole table. Choose one column of it: table[\"column\"].",
                "C’est un tableau entier. Choisissez-en une colonne : table[\"colonne\"].",
            )  # fmt: skip
        if not isinstance(answer, (list, tuple, set, frozenset, Mapping, pd.Series, pd.Index)) and not hasattr(
            answer, "tolist"
        ):
            raise _refuse(
                "A list of texts is expected, this is of type {name}.",
                "On attend une liste de textes, ceci est du type {name}.",
                name=_type_name(answer),
            )
        return frozenset(fold_words(_read_text(part)) for part in list(answer))

    def same(self, value: frozenset[str], expected: Collection[str]) -> bool:
        """Whether exactly these are given."""
        return value == {fold_words(name) for name in expected}

    def near(self, value: frozenset[str], expected: Collection[str]) -> Said | None:
        """Too few, or some that do not belong."""
        wanted = {fold_words(name) for name in expected}
        if wrong := sorted(value - wanted):
            return TOO_MUCH.filled(wrong=", ".join(wrong[:3]))
        return TOO_FEW


@dataclass(frozen=True, slots=True)
class Free:
    """An answer of one's own: right if none of the exercise's diagnoses finds a fault.

    ``wanted`` tells a value of this kind from others, ``otherwise`` says what is expected.
    """

    wanted: Callable[[Any], bool]
    otherwise: Said

    def read(self, answer: Any) -> Any:
        """The answer as it is."""
        if answer is None:
            raise NotReadableError(NONE)
        if not self.wanted(answer):
            raise NotReadableError(self.otherwise)
        return answer

    def same(self, value: Any, expected: Any) -> bool:
        """Never by comparison: the diagnoses decide."""
        return True

    def near(self, value: Any, expected: Any) -> Said | None:
        """Nothing is near."""
        return None


def fold_words(text: str) -> str:
    """A text for comparison: case, accents and kinds of apostrophe and blank ignored.

    >>> fold_words("  L’État de droit ") == fold_words("l'etat  de droit")
    True
    """
    return " ".join(fold(text).replace("’", "'").split())
