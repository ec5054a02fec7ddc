"""Names of the lexicon in a text: which of the forms found are mentions, and how far they reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, MutableMapping
from operator import attrgetter

from r2p_data.records import Actor, MentionForm

from .contexts import is_state
from .forms import slug
from .grammar import OFFICE, complement_end
from .matching import Hit, touches_hyphen
from .view import Found, TextView

__all__ = ["join_owners", "lexical_names"]

_NAMING = frozenset({"name", "acronym", "adjective", "office", "person"})
_FORMS: Mapping[str, MentionForm] = {"acronym": "acronym", "adjective": "adjective", "office": "office"}
_OWNER = re.compile(r" (?:de la |de l'|du |des |de |d')")
_UN_TYPES = frozenset({"un_body", "un_mission"})
_OWNERS = frozenset({"un_body", "un_mission", "mission", "organisation", "court", "ngo"})
# « en français », « Original : anglais », « la langue russe », « version espagnole »
_LANGUAGE_BEFORE = re.compile(
    r"(?:\ben |\bl'|\b(?:langues?|original|versions?|textes?|traductions?|traduit|parlent|parle)(?: \w+)? ?:? ?"
    r"|\b(?:apprentissage|usage|maitrise|enseignement|connaissance|cours|pratique) (?:du |de |de l')"
    r"|\b(?:anglais|arabe|chinois|espagnol|francais|russe)(?:,| et| ou) ?(?:en |le |l')?)$"
)
# the masthead « Français Original : anglais »
_LANGUAGE_AFTER = re.compile(
    r"\W{1,3}original\b|(?:,| et| ou) (?:en |l')?(?:anglais|arabe|chinois|espagnol|francais|russe)\b"
)
_LANGUAGES = frozenset(
    {"chinois", "espagnol", "francais", "russe", "portugais", "allemand", "anglais", "neerlandais"}
    | {"albanais", "serbe", "turc", "italien", "roumain", "grec", "ukrainien", "polonais", "japonais"}
)
# A given name that is also a state: « Maurice Ravel », « Dominique de Villepin », « Salvador Allende »
_GIVEN_NAMES = frozenset({"maurice", "dominique", "salvador", "israel", "georgie", "chad", "jordan", "colombie"})
_SURNAME_AFTER = re.compile(r" (?:de |d'|du )?[A-ZÉ][a-zé]")
# « Conseil de sécurité nationale » is no organ of the United Nations.
_CHANGED_BY = re.compile(
    r" (?:nationale?s?|interieure|regionale?s?|islamique|provinciale?|d'etat|general|permanent|executif|technique)\b"
)
_CHANGEABLE = frozenset(
    {"conseil-de-securite", "assemblee-generale", "secretariat-de-l-organisation-des-nations-unies"}
)


# « Conseil de paix et de sécurité de la CEEAC » is not that of the African Union.
_OWNED_BY = {"cps": "union-africaine"}
_SPACES = (" ", "\u00a0", "\u202f")
_LONGEST_STATE = 50
_LONGEST_OFFICE = 80
# « Président de la commission | du | Niger » : most names of states stand after one of these
_ENDS_NO_OFFICE = frozenset({"a", "au", "aux", "de", "des", "du", "en", "et", "la", "le", "les"})
_MISSION_NOUNS = ("mission ", "operation ", "force ")
# « la mission des Nations unies en Haïti » : any of the eight, where « Mission » is one of them
_PLAIN_MISSION = re.compile(
    r"(?:mission|opération|force) (?:des Nations [Uu]nies|de l[’']O(?:NU|nu)) (?:en|au|aux|à|dans) .+"
)
_SYMBOL_AFTER = re.compile(r"/(?:[a-z.]*\d|[a-z]+[./]\d)")
_SYMBOL_BEFORE = re.compile(r"(?:^|\W)[a-z]/$")


def lexical_names(view: TextView) -> list[Found]:
    """The lexicon's names in a text, the longest at each position."""
    names: list[Found] = []
    reached = -1
    for hit in view.hits:
        form = hit.form
        if form.use in _NAMING and hit.start > reached and _counts(view, hit):
            reached = hit.start
            names.append(Found(reached, hit.end, form.target, _FORMS.get(form.use, "name")))
    return names


def _counts(view: TextView, hit: Hit) -> bool:
    """Whether a form found stands for its actor here."""
    folded = view.folded
    use = hit.form.use
    if use == "adjective":
        return not _is_language(folded, hit) and folded[max(0, hit.start - 1) : hit.start] != "-"
    if use == "acronym" and _in_symbol(folded, hit):
        return False
    if is_state(hit.form.target):
        if touches_hyphen(folded, hit) and not _in_pair(view, hit):
            return False
        if use == "name" and _is_surname(view, hit):
            return False
    if folded[hit.start : hit.end] in _GIVEN_NAMES and _SURNAME_AFTER.match(view.text, hit.end):
        return False
    if folded.startswith(_MISSION_NOUNS, hit.start) and (
        _PLAIN_MISSION.fullmatch(view.text, hit.start, hit.end) or _is_another(view, hit)
    ):
        return False
    return not (hit.form.target in _CHANGEABLE and _CHANGED_BY.match(folded, hit.end))


def _is_another(view: TextView, hit: Hit) -> bool:
    """« Mission de l'ONU en République centrafricaine (MINUSCA) » : the acronym says that it is not MINURCA."""
    if hit.use != "name" or view.text[hit.end : hit.end + 2] != " (":
        return False
    acronyms = view.by_use["acronym"]
    first = bisect_left(acronyms, hit.end + 2, key=attrgetter("start"))
    last = bisect_left(acronyms, hit.end + 3, key=attrgetter("start"))
    short = {other.form.target for other in acronyms[first:last]}
    return bool(short) and hit.form.target not in short


def _is_surname(view: TextView, hit: Hit) -> bool:
    """« le Président Hollande », not « le Président du Niger », « la Présidente Suisse », « Ministre Burkina Faso »."""
    if view.text[hit.start - 1 : hit.start] not in _SPACES or not view.text[hit.start : hit.end].isalpha():
        return False
    titled = hit.start not in view.demonyms and _ends_office(view, hit.start - 1)
    return titled and view.text[hit.end : hit.end + 1] != "-"


def _ends_office(view: TextView, end: int) -> bool:
    """« Président », « Ministre des affaires étrangères » : a title alone or with what it is in charge of."""
    if end in view.title_ends:
        return True
    if view.folded[view.folded.rfind(" ", 0, end) + 1 : end] in _ENDS_NO_OFFICE:
        return False
    titles = view.by_use["title"]
    first = bisect_left(titles, end - _LONGEST_OFFICE, key=attrgetter("start"))
    last = bisect_left(titles, end, key=attrgetter("start"))
    return any(complement_end(view, hit.end, OFFICE) == end for hit in titles[first:last])


def _in_pair(view: TextView, hit: Hit) -> bool:
    """« la frontière Cameroun-Nigéria » : a hyphen between the names of two states."""
    first = bisect_left(view.hits, hit.start - _LONGEST_STATE, key=attrgetter("start"))
    last = bisect_left(view.hits, hit.end + 2, key=attrgetter("start"))
    return any(
        is_state(other.form.target) and other.use == "name" and hit.form.target != other.form.target
        for other in view.hits[first:last]
        if other.end == hit.start - 1 or (other.start == hit.end + 1 and view.text[hit.end] == "-")
    )


def _in_symbol(folded: str, hit: Hit) -> bool:
    """« A/HRC/25/63 » names no Human Rights Council."""
    return bool(_SYMBOL_AFTER.match(folded, hit.end)) or bool(
        _SYMBOL_BEFORE.search(folded, max(0, hit.start - 3), hit.start)
    )


def _is_language(folded: str, hit: Hit) -> bool:
    if folded[hit.start : hit.end] not in _LANGUAGES:
        return False
    if len(folded) < 14 or _LANGUAGE_AFTER.match(folded, hit.end):
        return True
    return bool(_LANGUAGE_BEFORE.search(folded, max(0, hit.start - 24), hit.start))


def index_names(view: TextView, found: Iterable[Found]) -> None:
    """Note the longest name that starts at each position."""
    for item in found:
        known = view.known.get(item.start)
        if item.form != "adjective" and (known is None or known.end < item.end):
            view.know(item)


def join_owners(view: TextView, actors: MutableMapping[str, Actor]) -> list[Found]:
    """Names carried on to the body they belong to: « Conseil de sécurité des Nations unies ».

    A body of the United Nations that another organisation owns is another body: « Secrétariat
    de la CEDEAO ».
    """
    joined = []
    for start in sorted(view.known, reverse=True):
        item = view.known[start]
        owner = _owner_after(view, item, actors)
        if owner is None:
            continue
        actor_id = item.actor_id
        foreign = actors[actor_id].type in _UN_TYPES and _is_foreign(actors[owner.actor_id], actors[actor_id])
        if foreign or _OWNED_BY.get(actor_id, owner.actor_id) != owner.actor_id:
            actor_id = _owned_body(view.text[start : owner.end], actors[item.actor_id], actors)
        longer = Found(start, owner.end, actor_id, item.form)
        view.know(longer)
        joined.append(longer)
    return joined


def _owner_after(view: TextView, item: Found, actors: Mapping[str, Actor]) -> Found | None:
    if item.form != "name" or actors[item.actor_id].type not in _OWNERS or item.actor_id == "onu":
        return None
    link = _OWNER.match(view.folded, item.end)
    owner = view.known.get(link.end()) if link else None
    if owner is None or owner.form == "office" or actors[owner.actor_id].type not in _OWNERS:
        return None
    return owner


def _is_foreign(owner: Actor, body: Actor) -> bool:
    return owner.type not in _UN_TYPES or (owner.type == "un_mission" and body.type != "un_mission")


def _owned_body(name: str, body: Actor, actors: MutableMapping[str, Actor]) -> str:
    actor_id = slug(name)
    actors.setdefault(actor_id, Actor(actor_id, name, "organisation", origin="document"))
    return actor_id


__all__.append("index_names")
