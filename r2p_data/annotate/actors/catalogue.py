"""The actor lexicon: every known actor with the forms that name it, and the words of the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from r2p_data.errors import LexiconError
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import Actor

from .forms import ACRONYM, Case, Form, Use, name_case, name_variants, strip_weak
from .states import adjective_forms, state_entries

__all__ = ["ActorLexicon", "Head", "Title", "actor_lexicon"]

ACTOR_FILES = (
    "actors_un.csv",
    "actors_missions_un.csv",
    "actors_missions_other.csv",
    "actors_organisations.csv",
    "actors_courts.csv",
    "actors_ngos.csv",
    "actors_armed_groups.csv",
    "actors_national.csv",
)
ACTOR_TYPES = frozenset(
    [
        "state",
        "un_body",
        "un_mission",
        "mission",
        "organisation",
        "court",
        "ngo",
        "armed_group",
        "national_body",
        "diplomatic_mission",
        "person",
        "office",
    ]
)
_REQUIRED = ("actor_id", "name_fr", "type")


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that opens the name of a body (« Comité »)."""

    type: str
    bare: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A noun that opens the name of an office (« Représentant spécial »)."""

    masculine: str
    bare: bool
    alone: bool
    lower: bool
    subject: bool


@dataclass
class ActorLexicon:
    """Actors and the forms that name them, keyed by folded surface.

    ``forms`` maps a folded surface to its forms, in order of preference; ``hosts`` maps a
    mission or armed group to the ISO codes of where it acts.
    """

    actors: dict[str, Actor] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    hosts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weak: dict[str, str] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    titles: dict[str, Title] = field(default_factory=dict)

    def extended_with(self, rows: Iterable[Mapping[str, str]], name: str = "actors.csv") -> ActorLexicon:
        """A new lexicon that also holds ``rows``, in the columns of ``actors_un.csv``.

        Raises
        ------
        LexiconError
            if a row lacks an actor_id, a name or a type, states an unknown type, or gives an
            actor_id that another row of ``rows`` has; the message names the line (header: line 1).
        """
        forms = {surface: list(known) for surface, known in self.forms.items()}
        wider = ActorLexicon(dict(self.actors), forms, dict(self.hosts), dict(self.weak), self.heads, self.titles)
        seen: dict[str, int] = {}
        for line, row in enumerate(rows, 2):
            check_row(row, name, line, seen)
            wider.add_row(row)
        return wider

    def add_row(self, row: Mapping[str, str]) -> None:
        """Take one row of an actor file."""
        actor_id, actor_type = row["actor_id"], row["type"]
        acronyms = [strip_weak(row.get(column, "")) for column in ("acronym_fr", "acronym_en")]
        acronym = next((text for text, _ in acronyms if text), None)
        self.actors[actor_id] = Actor(
            actor_id, row["name_fr"], actor_type, row.get("name_en") or None, acronym, row.get("iso3") or None
        )
        if row.get("hosts"):
            self.hosts[actor_id] = tuple(row["hosts"].split("|"))
        for text, strong in acronyms:
            if text and strong:
                self.add_form(Form(text, "acronym", actor_id, "exact"), [fold(text)])
            elif text:
                self.weak.setdefault(text, actor_id)
        for surface in _surfaces(row):
            use: Use = "acronym" if ACRONYM.fullmatch(surface) else "name"
            form = Form(surface, use, actor_id, name_case(surface, actor_type))
            self.add_form(form, name_variants(surface) if use == "name" else [fold(surface)])
        for cell in filter(None, row.get("adjectives", "").split("|")):
            for surface in adjective_forms(cell):
                self.add_form(Form(surface, "adjective", actor_id, "any"), [fold(surface)])

    def add_form(self, form: Form, folded: Iterable[str]) -> None:
        """File a form under its folded surfaces."""
        for surface in folded:
            known = self.forms.setdefault(surface, [])
            if form not in known:
                known.append(form)


def check_row(row: Mapping[str, str], name: str, line: int, seen: dict[str, int]) -> None:
    """Refuse a row that breaks a rule of the file, naming file, line and rule."""
    for column in _REQUIRED:
        if not (row.get(column) or "").strip():
            raise LexiconError(f"{name}, line {line}: column {column!r} is empty; every row states it")
    if row["type"] not in ACTOR_TYPES:
        known = ", ".join(sorted(ACTOR_TYPES))
        raise LexiconError(f"{name}, line {line}: unknown type {row['type']!r}; choose one of {known}")
    if row["actor_id"] in seen:
        first = seen[row["actor_id"]]
        raise LexiconError(
            f"{name}, line {line}: actor_id {row['actor_id']!r} stands on line {first} already; join them"
        )
    seen[row["actor_id"]] = line


def _surfaces(row: Mapping[str, str]) -> Sequence[str]:
    aliases = (alias.strip() for alias in row.get("aliases", "").split("|"))
    return [surface for surface in dict.fromkeys([row["name_fr"], *aliases]) if surface]


def _tenses(surface: str) -> Sequence[str]:
    """« a déclaré » and « avait déclaré »."""
    return [surface, f"avait{surface[1:]}"] if surface.startswith("a ") else [surface]


@cache
def actor_lexicon() -> ActorLexicon:
    """The packaged lexicon, built once at first use."""
    lexicon = ActorLexicon()
    for actor, forms in state_entries():
        lexicon.actors[actor.actor_id] = actor
        for form in forms:
            variants = name_variants(form.surface) if form.use == "name" else [fold(form.surface)]
            lexicon.add_form(form, variants)
    for file in ACTOR_FILES:
        for row in load_rows(file, (*_REQUIRED, "example")):
            lexicon.add_row(row)
    _add_persons_and_offices(lexicon)
    _add_grammar(lexicon)
    return lexicon


def _add_persons_and_offices(lexicon: ActorLexicon) -> None:
    for row in load_rows("persons_known.csv", ("actor_id", "name_fr", "example")):
        lexicon.actors[row["actor_id"]] = Actor(row["actor_id"], row["name_fr"], "person")
        for surface in _surfaces(row):
            lexicon.add_form(Form(surface, "person", row["actor_id"], "capitals"), [fold(surface)])
    for row in load_rows("offices_known.csv", ("actor_id", "name_fr", "example")):
        acronym = strip_weak(row["acronym"])[0] or None
        lexicon.actors[row["actor_id"]] = Actor(
            row["actor_id"], row["name_fr"], "office", row["name_en"] or None, acronym
        )
        for surface in _surfaces(row):
            case: Case = "any" if len(surface) > 20 or surface[0].islower() else "capital"
            lexicon.add_form(Form(surface, "office", row["actor_id"], case), name_variants(surface))


def _add_grammar(lexicon: ActorLexicon) -> None:
    for row in load_rows("actors_heads.csv", ("head", "type", "gender", "bare", "named", "small", "example")):
        lexicon.heads[fold(row["head"])] = Head(row["type"], row["bare"] == "yes", row["named"] == "yes")
        case: Case = "any" if row["small"] == "yes" else "capital"
        lexicon.add_form(Form(row["head"], "head", fold(row["head"]), case), [fold(row["head"])])
    for row in load_rows("offices_titles.csv", ("title", "bare", "alone", "lower", "subject", "example")):
        masculine, _, feminine = row["title"].partition("/")
        flags = (row[column] == "yes" for column in ("bare", "alone", "lower", "subject"))
        title = Title(fold(masculine), *flags)
        for surface in dict.fromkeys((masculine, feminine)):
            lexicon.titles[fold(surface)] = title
            lexicon.add_form(Form(surface, "title", fold(surface), "any"), name_variants(surface))
    for row in load_rows("persons_civilities.csv", ("surface", "kind", "example")):
        case = "any" if row["kind"] == "rank" else "exact"
        lexicon.add_form(Form(row["surface"], "civility", row["kind"], case), [fold(row["surface"])])
    for row in load_rows("persons_roles.csv", ("surface", "kind", "example")):
        use: Use = "role" if row["kind"] == "role" else "speech"
        for surface in _tenses(row["surface"]):
            lexicon.add_form(Form(surface, use, row["kind"], "any"), [fold(surface)])
    for row in load_rows("actors_traps.csv", ("phrase", "hidden", "example")):
        lexicon.add_form(Form(row["phrase"], "trap", row["hidden"], "any"), [fold(row["phrase"])])
    lexicon.add_form(Form("pays", "country", "pays", "any"), ["pays"])
