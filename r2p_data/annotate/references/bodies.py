"""Whose resolution it is: bodies named around a number, and the symbol that follows.

« résolution 16/21 du Conseil des droits de l’homme » is A/HRC/RES/16/21 and « résolution
63/308 » A/RES/63/308. The rows are in ``lexicon/resolution_bodies.csv``. A body that is
named but not listed (« du Conseil d’administration ») is foreign: nothing is made of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from r2p_data.annotate.references.council import adoption_year
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

Shape = Literal["year", "session", "annual", "roman", "bare"]
Kind = Literal["resolution", "decision"]
FOREIGN = "foreign"


class Body(NamedTuple):
    """A body that adopts numbered resolutions; an empty series means that it has none."""

    body: str
    names: tuple[str, ...]
    shapes: frozenset[str]
    resolution: str
    decision: str


@cache
def load_bodies() -> dict[str, Body]:
    """The bodies of the lexicon by name of body; their names are folded."""
    rows = load_rows("resolution_bodies.csv", ["body", "names", "shapes", "resolution", "example"])
    return {row["body"]: _body(row) for row in rows}


def _body(row: dict[str, str]) -> Body:
    names = tuple(fold(name.strip()) for name in row["names"].split("|"))
    return Body(row["body"], names, frozenset(row["shapes"].split("|")), row["resolution"], row["decision"])


# « du Conseil » and « de la Commission » alone: which one, the shape of the number tells
_GENERIC: dict[str, dict[str, str]] = {
    "conseil": {
        "year": "security_council",
        "bare": "security_council",
        "session": "human_rights_council",
        "annual": "economic_and_social_council",
    },
    "commission": {"annual": "commission_on_human_rights"},
    # « de l’ONU », « des Nations Unies » name no one body
    "onu": {"year": "security_council", "bare": "security_council", "session": "general_assembly"},
}
_GENERIC_NAMES = {
    "conseil": "conseil",
    "commission": "commission",
    "onu": "onu",
    "nations unies": "onu",
    "organisation des nations unies": "onu",
}


@cache
def _named() -> re.Pattern[str]:
    names = {name for body in load_bodies().values() for name in body.names} | set(_GENERIC_NAMES)
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # « Conseil d’administration », « Assemblée parlementaire », « Commission européenne » are others
    other = (
        r"(?:\ d'|\ de\ l|\ de\ la|\ des|\ economique|\ execut|\ europe|\ nation|\ superieur|\ parlement|\ mondiale"
        r"|\ constitu|\ legislat|\ popul|\ interamer|\ africain)"
    )
    return re.compile(rf"\b(?P<name>{either})\b(?!{other})")


# « du Conseil de sécurité », also after « du 31 octobre 2000 » or « (« Poursuite du débat ») »
_GENITIVE = re.compile(
    r"""(?:\ ?,)?\ ?(?:\([^()]{0,60}\)\ ?)?
        (?:(?:en\ date\ )?du\ \d{1,2}(?:er)?\ [a-z]{3,9}\ \d{4}\ ?,?\ ?)?
        (?:de\ son\ |du\ |de\ la\ |de\ l'|des\ |de\ )(?P<name>\w)""",
    re.VERBOSE,
)
# « sa résolution 16/21, le Conseil … »
_SUBJECT = re.compile(
    r"\ ?(?:\([^()]{0,60}\)\ ?)?(?:(?:en date )?du\ \d{1,2}(?:er)?\ [a-z]{3,9}\ \d{4}\ ?)?,\ ?(?:l'|le\ |la\ )(?=\w)"
)


def _counts(body: str | None, first: str) -> bool:
    """Whether the sessions of ``body`` reach ``first``: the Assembly writes strokes since its 31st."""
    if body is None or not first.isdigit() or int(first) > 200:
        return body is not None
    return int(first) >= 31 if body == "general_assembly" else True


def genitive_after(text: str, at: int, shape: Shape) -> str | None:
    """The body named right after ``at``, FOREIGN for one that has no rows, or None.

    >>> genitive_after("63/308 de l’Assemblée générale", 6, "session")
    'general_assembly'
    >>> genitive_after("25/5 du Conseil d’administration", 4, "session")
    'foreign'
    """
    window = text[at : at + 200]
    folded = fold(window)
    opening = _GENITIVE.match(folded)
    if opening is None:
        return None
    start = opening.start("name")
    found = _named().match(folded, start)
    if found:
        return _resolve(found["name"], shape) or FOREIGN
    return FOREIGN if window[start].isupper() else None


def subject_after(text: str, at: int, shape: Shape, first: str) -> str | None:
    """The subject that follows « Dans sa résolution 16/21, le Conseil … », if it can have that number.

    >>> subject_after("16/21, le Conseil des droits de l’homme a décidé", 5, "session", "16")
    'human_rights_council'
    """
    folded = fold(text[at : at + 200])
    opening = _SUBJECT.match(folded)
    found = _named().match(folded, opening.end()) if opening else None
    body = _resolve(found["name"], shape) if found else None
    return body if _counts(body, first) else None


def subject_before(text: str, at: int, shape: Shape, first: str) -> str | None:
    """The nearest body before ``at`` that can have a number of that shape.

    >>> subject_before("Le Conseil des droits de l’homme a rappelé sa résolution", 56, "session", "16")
    'human_rights_council'
    """
    folded = fold(text[max(0, at - 400) : at])
    fitting = (_resolve(found["name"], shape) for found in _named().finditer(folded))
    return next((body for body in reversed(list(fitting)) if _counts(body, first)), None)


def _resolve(name: str, shape: Shape) -> str | None:
    """The body that ``name`` means beside a number of that shape, None where it cannot have one."""
    if name in _GENERIC_NAMES:
        return _GENERIC[_GENERIC_NAMES[name]].get(shape)
    wanted = "year" if shape == "bare" else shape
    return next((one.body for one in load_bodies().values() if name in one.names and wanted in one.shapes), None)


def default_body(shape: Shape, first: str, kind: Kind) -> str | None:
    """The body that a number alone implies, None where it leaves it open.

    The General Assembly counts sessions since 31 (1976), the Human Rights Council since 1
    (2006); only the Economic and Social Council numbers by year since 2007.

    >>> default_body("session", "63", "resolution"), default_body("session", "S-9", "resolution")
    ('general_assembly', None)
    >>> default_body("bare", "1325", "resolution"), default_body("bare", "2012", "resolution")
    ('security_council', None)
    """
    if shape == "bare":
        # « les résolutions 2012 » may be those of a year
        certain = adoption_year(int(first)) is not None and not 1990 <= int(first) <= 2040
        return "security_council" if certain else None
    if shape == "year":
        return "security_council"
    if shape == "roman" or first.startswith("ES-"):
        return "general_assembly"
    if shape == "annual":
        # « la décision 2016/610 » may be one of the European Union
        return "economic_and_social_council" if int(first) >= 2007 and kind == "resolution" else None
    if not first.isdigit():
        return None
    if int(first) >= 31:
        return "general_assembly"
    return "human_rights_council" if kind == "resolution" else None
