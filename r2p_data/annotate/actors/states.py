"""States and territories: what the rows say, what Babel and pycountry hold, adjectives in every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import Actor

from .forms import ACRONYM, Case, Form, strip_weak

if TYPE_CHECKING:
    from pycountry import ExistingCountries

__all__ = ["adjective_forms", "state_entries"]

_FILES = ("states_members.csv", "states_territories.csv")
# Common names of Babel that mean another thing in these documents, or that the rows spell otherwise.
_BABEL_REFUSED = frozenset({"Territoires palestiniens", "Salvador", "Saint-Martin", "La Réunion"})


def adjective_forms(cell: str) -> tuple[str, ...]:
    """Masculine, feminine and plurals of an adjective; an irregular feminine follows a slash.

    >>> adjective_forms("ivoirien")
    ('ivoirien', 'ivoirienne', 'ivoiriens', 'ivoiriennes')
    >>> adjective_forms("turc/turque")
    ('turc', 'turque', 'turcs', 'turques')
    >>> adjective_forms("français")
    ('français', 'française', 'françaises')
    """
    masculine, _, stated = cell.partition("/")
    feminine = stated or _feminine(masculine)
    plural = masculine if masculine.endswith("s") else masculine + "s"
    return tuple(dict.fromkeys((masculine, feminine, plural, feminine + "s")))


def _feminine(masculine: str) -> str:
    if masculine.endswith(("e", "è")):
        return masculine
    return masculine + ("ne" if masculine.endswith(("ien", "éen", "on")) else "e")


def state_entries() -> Iterator[tuple[Actor, list[Form]]]:
    """Every state and territory with its forms."""
    from babel import Locale  # loaded with the first document

    french = Locale("fr").territories
    for name in _FILES:
        for row in load_rows(name, ("iso3", "name_fr", "example")):
            yield _actor(row), list(_forms(row, french))


def _countries() -> ExistingCountries:
    import pycountry  # loaded with the first document

    return pycountry.countries


def _actor(row: dict[str, str]) -> Actor:
    country = _countries().get(alpha_3=row["iso3"])
    english = row["name_en"] or getattr(country, "common_name", None) or getattr(country, "name", None)
    return Actor(row["iso3"], row["name_fr"], "state", english, None, row["iso3"])


def _forms(row: dict[str, str], french: Mapping[str, str]) -> Iterator[Form]:
    iso3 = row["iso3"]
    aliases = [alias for alias in row["aliases"].split("|") if alias]
    for surface in dict.fromkeys([row["name_fr"], row["official_fr"], *aliases, _babel_name(iso3, french)]):
        if surface:
            yield Form(surface, "acronym" if ACRONYM.fullmatch(surface) else "name", iso3, _state_case(surface))
    for cell in row["adjectives"].split("|"):
        if cell:
            yield from (Form(surface, "adjective", iso3, "any") for surface in adjective_forms(cell))


def _babel_name(iso3: str, french: Mapping[str, str]) -> str:
    country = _countries().get(alpha_3=iso3)
    name = french.get(country.alpha_2, "") if country else ""
    return "" if name in _BABEL_REFUSED or "(" in name or "." in name else name


def _state_case(surface: str) -> Case:
    if ACRONYM.fullmatch(strip_weak(surface)[0]):
        return "exact"
    return "any" if surface[0].islower() or len(fold(surface).split()) >= 4 else "capitals"
