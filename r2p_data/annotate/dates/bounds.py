"""What stands before a date and changes it: « depuis 2005 », « fin 2015 », « premier trimestre de 2016 ».

The words are in ``lexicon/date_bounds.csv``. « fin 2015 », « début 2016 » and « mi-2014 » name
no days, so they cover the year; a trimestre or semestre names its months.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from r2p_data.annotate.dates.chains import Unit
from r2p_data.lexicon import load_rows

Bound = Literal["from", "to"]

_STAGE = r"(?:la |le )?(?:(?:fin|début|mi|milieu|courant)(?:[ -]du mois de | de | du | d'|[ -]))?"
_UNIT_WORD = r"(?:année|an|mois|exercice|horizon|printemps|été|automne|hiver)"
_UNIT = rf"(?:(?:l'|le |la |du |de |d'|de l'|au |en |à |à l'|de la )?{_UNIT_WORD} ?(?:de |d')?)?"
_ARTICLE = r"(?:le |la |les |l'|en |au |à |à la |de |du |de la |de l'|des |d')?"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_STAGE_BEFORE = re.compile(r"(?<![\w-])(?:fin|début|mi|courant)[ -]$")
_RANKS = {
    "premier": 1,
    "1er": 1,
    "deuxième": 2,
    "second": 2,
    "2e": 2,
    "troisième": 3,
    "3e": 3,
    "quatrième": 4,
    "dernier": 0,
    "4e": 4,
}
# « premier trimestre de 2016 »: the rank is left to the figures, it is an ordinal
_PART_OF_YEAR = re.compile(
    rf"\b(?P<rank>{'|'.join(_RANKS)}) (?P<part>trimestre|semestre) (?:de |de l'année |de l'exercice )?$"
)


@cache
def _bounds() -> tuple[re.Pattern[str], dict[str, Bound]]:
    rows = load_rows("date_bounds.csv", ["surface", "bound", "example"])
    sides: dict[str, Bound] = {row["surface"]: "from" if row["bound"] == "from" else "to" for row in rows}
    either = "|".join(re.escape(surface) for surface in sorted(sides, key=len, reverse=True))
    pattern = rf"(?<![\w'-])(?P<surface>{either})(?P<rest> {_ARTICLE}| ?){_UNIT}{_STAGE}{_UNIT}{_WEEKDAY}$"
    return re.compile(pattern), sides


def open_bound(lowered: str, start: int) -> tuple[int, Bound] | None:
    """Where the preposition before a date begins, and which end of the period the date gives.

    >>> open_bound("d'ici à 2020", 8), open_bound("depuis 2005", 7), open_bound("en 2014", 3)
    ((0, 'to'), (0, 'from'), None)
    """
    pattern, sides = _bounds()
    found = pattern.search(lowered, max(0, start - 60), start)
    return (found.start(), sides[found["surface"]]) if found else None


def apply_stage(lowered: str, unit: Unit) -> None:
    """Widen a unit to « fin » or « mi- », or narrow a year to its trimestre or semestre.

    >>> from r2p_data.annotate.dates.calendar import Atom
    >>> one = Atom(21, 25, 2016, bare=True)
    >>> apply_stage("premier trimestre de 2016", Unit(21, 25, one, one))
    >>> one.first.isoformat(), one.last.isoformat()
    ('2016-01-01', '2016-03-31')
    """
    stage = _STAGE_BEFORE.search(lowered, max(0, unit.start - 10), unit.start)
    if stage:
        unit.start = stage.start()
    atom = unit.first
    if unit.last is not atom or atom.month or atom.last_year:
        return
    part = _PART_OF_YEAR.search(lowered, max(0, unit.start - 50), unit.start)
    if part is None:
        return
    length = 3 if part["part"] == "trimestre" else 6
    rank = _RANKS[part["rank"]] or 12 // length
    if length * rank <= 12:
        atom.month, atom.last_month = length * (rank - 1) + 1, length * rank
        unit.start = part.start("part")
