"""Forms: the surfaces under which an actor is named, and when a surface counts.

A form is matched on folded text, so its case is checked afterwards: an acronym as it is
spelled, a name with its capital, a long or small-lettered name in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from r2p_data.folding import fold

__all__ = ["Case", "Form", "Use", "case_holds", "name_case", "name_variants", "slug", "strip_weak"]

Use = Literal[
    "name", "acronym", "adjective", "office", "person", "trap", "head", "title", "civility", "role", "speech", "country"
]
Case = Literal["exact", "capital", "capitals", "any"]

ACRONYM = re.compile(r"[A-ZÉ0-9][A-ZÉa-z0-9/’'-]*[A-ZÉ0-9]")
# « Guam » is an island, « Alba » and « Sica » are surnames
_OTHER_WORDS = frozenset({"Guam", "Alba", "Sica", "Slam", "Cerf"})
_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
_ANY_CASE_TYPES = frozenset({"un_body", "un_mission", "mission", "organisation", "ngo", "court"})

# « de l'ONU », « de l'Organisation des Nations Unies » and « des Nations Unies » say the same inside a name.
_OWNER_SWAPS = (
    ("des nations unies", ("de l'onu", "de l'organisation des nations unies")),
    ("de l'organisation des nations unies", ("des nations unies", "de l'onu")),
    ("de l'union africaine", ("de l'ua",)),
    ("de l'union europeenne", ("de l'ue",)),
    ("republique democratique du congo", ("rdc",)),
    ("republique centrafricaine", ("rca", "centrafrique")),
    ("iraq", ("irak",)),
    (" sur le ", (" concernant le ",)),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A surface, what it is, whom it names and in what case it counts."""

    surface: str
    use: Use
    target: str
    case: Case


def slug(text: str) -> str:
    """Identifier of a name: small letters, digits and hyphens.

    >>> slug("Comité d’experts « 1540 »")
    'comite-d-experts-1540'
    """
    spelled = text.replace("œ", "oe").replace("Œ", "OE").replace("ø", "o").replace("’", "-").replace("ı", "i")
    plain = unicodedata.normalize("NFKD", spelled)
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def strip_weak(acronym: str) -> tuple[str, bool]:
    """The acronym of a lexicon cell, and whether it names the actor by itself.

    >>> strip_weak("CS?")
    ('CS', False)
    >>> strip_weak("MINUSCA")
    ('MINUSCA', True)
    """
    return (acronym[:-1], False) if acronym.endswith("?") else (acronym, True)


def name_case(surface: str, actor_type: str) -> Case:
    """In what case a name counts: long names and names with a small first letter in any.

    >>> name_case("Département des opérations de maintien de la paix", "un_body")
    'any'
    >>> name_case("Union africaine", "organisation"), name_case("opération Licorne", "mission")
    ('capital', 'any')
    >>> name_case("HCDH", "un_body")
    'exact'
    """
    if ACRONYM.fullmatch(surface) and " " not in surface:
        return "exact"
    if surface[0].islower():
        return "any"
    long = len(_CONTENT_WORD.findall(surface)) >= 3
    return "any" if long and actor_type in _ANY_CASE_TYPES else "capital"


def case_holds(form: Form, surface: str) -> bool:
    """Whether ``surface``, found where the folded form matched, has the case that the form asks for.

    >>> case_holds(Form("ONU", "acronym", "onu", "exact"), "onu")
    False
    >>> case_holds(Form("MINUSMA", "acronym", "minusma", "exact"), "Minusma")
    True
    >>> case_holds(Form("Grenade", "name", "GRD", "capital"), "grenade")
    False
    >>> case_holds(Form("La Réunion", "name", "REU", "capitals"), "La réunion")
    False
    """
    if form.case == "any":
        return True
    if form.case == "capital":
        letter = surface[0] if surface[0].isalpha() else next(filter(str.isalpha, surface), "A")
        return letter.isupper()
    if form.surface == surface:
        return True
    if form.case == "capitals":
        return all(
            found.isupper() or not spelled.isupper() for spelled, found in zip(form.surface, surface, strict=False)
        )
    spelled = _plain_marks(form.surface)
    found = _plain_marks(surface)
    return found == spelled or (
        len(spelled) >= 4 and spelled.isupper() and found == spelled.capitalize() and found not in _OTHER_WORDS
    )


def _plain_marks(text: str) -> str:
    return text.replace("’", "'").replace("\u2011", "-").replace("\u00a0", " ").replace("\u202f", " ")


def name_variants(surface: str) -> Iterator[str]:
    """Folded variants of a name: owner named in another way, hyphen left by a line break.

    >>> sorted(name_variants("Bureau des Nations Unies au Burundi"))[0]
    "bureau de l'onu au burundi"
    >>> "haut- commissaire aux refugies" in name_variants("Haut-Commissaire aux réfugiés")
    True
    """
    folded = fold(surface)
    yield folded
    for old, news in _OWNER_SWAPS:
        if old in folded and folded != old and len(folded) > len(old) + 5:
            yield from (folded.replace(old, new) for new in news)
    if "-" in folded and " " in folded:
        yield folded.replace("-", "- ")
