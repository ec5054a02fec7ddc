"""What charts call actors: names that keep their acronym, that differ, and that are escaped."""

from __future__ import annotations

from collections import Counter
from html import escape

import pandas as pd

from r2p_data.charts.style import label

# English, since the prose around the charts is; the names of the actors themselves are French.
TYPE_NAMES = {
    "state": "states",
    "un_body": "UN bodies",
    "un_mission": "UN missions",
    "mission": "other missions",
    "organisation": "organisations",
    "court": "courts",
    "ngo": "NGOs",
    "armed_group": "armed groups",
    "national_body": "national bodies",
    "diplomatic_mission": "diplomatic missions",
    "person": "persons",
    "office": "offices",
}
_ANY_LENGTH = 400
# Pixels: what a notebook shows without scrolling on a laptop. A chart in a widget is else 700 wide.
WIDTH = 920
# « Assemblée générale » says more than « AG », and is as easily placed.
_SHORT = 20


def join_name(name: str, acronym: str | float | None = None, width: int = 44) -> str:
    """A name with its acronym, at most ``width`` characters; the name is shortened, never the acronym.

    >>> join_name("Mission des Nations Unies au Soudan du Sud", "MINUSS", 36)
    'Mission des Nations Unies… (MINUSS)'
    >>> join_name("Union africaine", "UA"), join_name("Mali")
    ('Union africaine (UA)', 'Mali')
    """
    suffix = "" if acronym is None or pd.isna(acronym) else f" ({acronym})"
    room = max(width - len(suffix), 8)
    if len(name) > room:
        cut = name[: room - 1]
        name = (cut.rsplit(" ", 1)[0] if " " in cut[room // 2 :] else cut).rstrip(" ,’'") + "…"
    return name + suffix


def name_actors(actors: pd.DataFrame, width: int = 44) -> dict[str, str]:
    """A name of at most ``width`` characters for each ``actor_id``, escaped; no two are alike.

    Two names that would be cut to the same words are given whole.
    """
    rows = actors[["actor_id", "name_fr", "acronym"]].itertuples(index=False)
    cells = [(actor, str(name), acronym) for actor, name, acronym in rows]
    names = {actor: join_name(name, acronym, width) for actor, name, acronym in cells}
    for wider in ({a: join_name(n, s, _ANY_LENGTH) for a, n, s in cells}, {a: f"{n} [{a}]" for a, n, _ in cells}):
        taken = Counter(names.values())
        names = {actor: name if taken[name] == 1 else wider[actor] for actor, name in names.items()}
    return {actor: label(name, _ANY_LENGTH) for actor, name in names.items()}


def short_names(actors: pd.DataFrame, width: int = 30) -> dict[str, str]:
    """A short name for each actor: a name that is short itself, else the acronym; escaped, no two alike."""
    named = actors[["actor_id", "name_fr", "acronym"]].copy()
    says_it = named["acronym"].notna() & (named["name_fr"].str.len() > _SHORT)
    named["name_fr"] = named["acronym"].where(says_it, named["name_fr"])
    named["acronym"] = None
    return name_actors(named, width)


def both_names(actors: pd.DataFrame) -> dict[str, str]:
    """The French name of each actor with its acronym, and the English name under it where known, as HTML."""
    return {
        row["actor_id"]: f"<b>{_plain(join_name(row['name_fr'], row['acronym'], 90))}</b>"
        + ("" if pd.isna(row["name_en"]) else f"<br>{_plain(join_name(row['name_en'], None, 90))}")
        for row in actors[["actor_id", "name_fr", "name_en", "acronym"]].to_dict("records")
    }


def wrap(name: str, width: int = 18) -> str:
    """An escaped name broken into lines of about ``width`` characters, for the axes of a matrix.

    >>> wrap("Déclaration du Président du Conseil de sécurité")
    'Déclaration du<br>Président du<br>Conseil de<br>sécurité'
    """
    lines = [""]
    for word in name.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def count(number: int, noun: str) -> str:
    """A number with its noun in the right form.

    >>> count(1, "mention"), count(1200, "mention")
    ('1 mention', '1,200 mentions')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _plain(text: str) -> str:
    return escape(text, quote=False)
