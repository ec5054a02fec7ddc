"""Resolution: what the phrases of a document name, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter

from r2p_data.folding import fold
from r2p_data.records import Actor

from .contexts import StateContext, country_described, is_state
from .forms import slug
from .history import History, name_tokens
from .missions import leading_bodies, only_bodies
from .nouns import words
from .phrases import Phrase
from .reading import Reading
from .view import Found, TextView

__all__ = ["resolve_phrases"]

_UN_TYPES = frozenset({"un_body", "un_mission"})
_SILENT_TYPES = frozenset({"state", "person"})
_NATIONAL = re.compile(r"\bnational(?:e|es)?\b|\bnationaux\b")
_DECLARATION = re.compile(r"\bdeclarations?\b")
_SECRETARY_GENERAL = "office-secretaire-general-onu"
_PRESIDENT_OF_COUNCIL = "office-president-conseil-de-securite"
_PRESIDENTS_OF_COUNCIL = ("president du conseil", "presidente du conseil", "presidence du conseil")
_PRESIDENCY = re.compile(r"\b(?:sa|la|sa propre) (presidence)\b")
_PRESIDENT_BEFORE = re.compile(r"(?:\bson|\bsa|\bdu|\bde la) $")
# heads whose bare noun means the body of the state that the text is about
# « Ambassadeur et | Représentant permanent du Maroc » : one office under both names
_AMBASSADOR = re.compile(r"^Ambassad(?:eur|rice) et (?=Représentant)")
_UNITED_NATIONS = (" des nations unies", " de l'onu", " de l'organisation des nations unies")
_ALWAYS_NAMES = frozenset({"mission permanente", "mission d'observation permanente", "ministere", "ambassade"})
# « Xanana Gusmão a été nommé | Premier Ministre »
_APPOINTED_BEFORE = re.compile(r"\b(?:nomme|elu|reelu|designe|devenu|investi)e? (?:comme |au poste de )?$")
# « la Mission | onusienne » : the one that the document is about
_ONUSIAN = re.compile(r" onusien(?:ne)?")
# « l'entrée en fonctions du Président | nouvellement élu » is no President of the Council
_OF_A_STATE = re.compile(
    r" (?:(?:nouvellement|recemment|democratiquement) )?(?:elu|reelu|sortant|dechu|renverse|deposee?)e?\b"
)
# « la Cinquième Commission » is « la Commission » further on
_NUMBERED_COMMISSION = re.compile(r"(?:Première|(?:Deux|Trois|Quatr|Cinqu|Six)ième) Commission")
# « elle a informé le | Conseil | de l'état des préparatifs »
_TOLD_BEFORE = re.compile(r"\b(?:inform|avis|avert|assur|remerci|felicit|pri)\w{1,5} (?:le |la |l')$")
_TOLD_HEADS = frozenset({"conseil", "commission", "assemblee"})
# « secrétaire général, M. | Kofi Annan »
_TO_NAME = re.compile(r",? (?:m\. |monsieur )?")
_STATE_HEADS = frozenset({"gouvernement", "parlement", "senat"})


class _Resolver:
    """The state of reading one document from its first to its last phrase."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.bodies = History()
        self.offices = History()
        self.states = StateContext(reading.states())
        self.leading = leading_bodies(reading.times, reading.actors) | only_bodies(reading.times, reading.actors)
        self.speaks_of_un = any(reading.actors[actor].type in _UN_TYPES for actor in reading.times)
        self.small: set[str] = set()  # bodies and offices that the text writes with a small letter
        self._last_office = (-1, -1)

    def note(self, view: TextView, item: Found) -> None:
        """Remember what a mention names."""
        actor = self.reading.actors[item.actor_id]
        if actor.type == "state":
            self.states.add(item.actor_id, view.index)
        elif actor.type not in _SILENT_TYPES and item.form != "adjective":
            names = _full_names(actor.name_fr)
            if item.form in ("name", "office"):
                surface = view.text[item.start : item.end]
                names = (*names, _without_embassy(surface))
                if surface[0].islower():
                    self.small.add(item.actor_id)
            if actor.type != "office":
                self.bodies.add(item.actor_id, names, view.index)
            elif item.form != "definite" and self._last_office != (view.index, item.start):
                self._last_office = (view.index, item.start)
                self.offices.add(item.actor_id, names, view.index)

    def body(self, view: TextView, phrase: Phrase) -> Found | None:
        """The body that a phrase names or describes."""
        name = view.text[phrase.start : phrase.end]
        head = self.reading.lexicon.heads[phrase.key]
        definite = view.after_definite(phrase.start)
        if phrase.bare:
            return self._bare_body(view, phrase, name) if definite and head.bare else None
        if _ONUSIAN.fullmatch(view.folded, phrase.noun_end, phrase.end):
            noun = view.text[phrase.start : phrase.noun_end]
            return self._bare_body(view, phrase, noun) if definite and head.bare else None
        known = self.bodies.resolve(name, view.index, recent=True)
        if known is not None and definite:
            described = len(name_tokens(name)) <= 3 and not self._names_actor(view, phrase)
            national = self.reading.actors[known].type == "national_body"
            return Found(phrase.start, phrase.end, known, "definite" if described and not national else "name")
        if (short := self._short_reading(view, phrase, definite)) is not None:
            return short
        if not (head.named or phrase.key == "operation") or _may_be_common(view, phrase):
            return None if known is None else Found(phrase.start, phrase.end, known, "name")
        return Found(phrase.start, phrase.end, self._new_body(view, phrase, name, head.type), "name")

    def _short_reading(self, view: TextView, phrase: Phrase, definite: bool) -> Found | None:
        """« informer le Conseil sur les progrès » : the body named before, not a « Conseil sur les progrès »."""
        topic = view.folded.startswith((" sur ", " pour ", " contre "), phrase.short_end)
        if not definite or not (topic or _is_told(view, phrase)):
            return None
        known = self.bodies.resolve(view.text[phrase.start : phrase.short_end], view.index)
        return Found(phrase.start, phrase.short_end, known, "definite") if known else None

    def _bare_body(self, view: TextView, phrase: Phrase, name: str) -> Found | None:
        known = self.bodies.resolve(name, view.index) or self._main_body(phrase.key)
        if phrase.key == "conseil" and not phrase.capital:  # not « le conseil d'un ami »
            owned = view.folded.startswith((" de ", " du ", " des ", " d'"), phrase.end)
            return Found(phrase.start, phrase.end, known, "definite") if known in self.small and not owned else None
        if known is not None and self.reading.actors[known].type == "diplomatic_mission" and phrase.key == "mission":
            known = None
        if phrase.key in _STATE_HEADS:
            iso3 = self.states.here(view.index) or (self.states.main if known is None else None)
            known = self._national(name, iso3) if iso3 and not self._is_of(known, iso3) else known
        return Found(phrase.start, phrase.end, known, "definite") if known else None

    def _main_body(self, head: str) -> str | None:
        """« la Mission », « la Force » : that of the document; « l'Organisation » : the United Nations."""
        if head != "organisation":
            return self.leading.get(head)
        able = self.bodies.candidates("Organisation")
        return "onu" if "onu" in able or (not able and self.speaks_of_un) else None

    def _is_of(self, known: str | None, iso3: str) -> bool:
        return known is not None and self.reading.actors[known].iso3 in (None, iso3)

    def _new_body(self, view: TextView, phrase: Phrase, name: str, body_type: str) -> str:
        national = body_type == "national_body" or bool(_NATIONAL.search(view.folded, phrase.start, phrase.end))
        states = list(_states_inside(view, phrase)) if national else []
        if len({state for _, state in states}) == 1:
            at, state = states[0]
            base = re.sub(r"(?: d[eu]s?| de la| d[’'e]| de l[’'])$", "", view.text[phrase.start : at].strip())
            if at in view.demonyms:  # « ministère | français | de la défense »
                _, gap, rest = view.text[at : phrase.end].partition(" ")
                base += gap + rest
            return self._national(base, state, name)
        actor_id = slug(name)
        kind = "national_body" if national else body_type
        iso3 = self.states.about(view.index) if national else None
        self.reading.actors.setdefault(actor_id, Actor(actor_id, name, kind, iso3=iso3, origin="document"))
        return actor_id

    def _national(self, base: str, iso3: str, name: str | None = None) -> str:
        """The body of a state, one whatever the state is called: « Gouvernement malien », « du Mali »."""
        actor_id = f"{slug(base)}-{iso3.lower()}"
        shown = name or f"{base} ({self.reading.actors[iso3].name_fr})"
        self.reading.actors.setdefault(actor_id, Actor(actor_id, shown, "national_body", iso3=iso3, origin="document"))
        return actor_id

    def office(self, view: TextView, phrase: Phrase, beside_person: bool) -> Found | None:
        """The office that a phrase names or describes."""
        title = self.reading.lexicon.titles[phrase.key]
        name = view.text[phrase.start : phrase.end]
        if view.folded.startswith(_no_offices(), phrase.start):
            return None
        of_council = title.masculine == "president" and (phrase.bare or not phrase.capital) and not beside_person
        if of_council and self._of_council(view, phrase):
            return Found(phrase.start, phrase.noun_end, _PRESIDENT_OF_COUNCIL, "definite")
        if phrase.bare and not phrase.capital and self._is_small_secretary(view, phrase, title.masculine):
            return Found(phrase.start, phrase.end, _SECRETARY_GENERAL, "definite")
        if not phrase.capital and not (title.lower and (beside_person or self._names_actor(view, phrase))):
            return None
        if title.masculine == "representant" and not phrase.capital:
            delegate = view.after_definite(phrase.start) and self._names_actor(view, phrase)
            return Found(phrase.start, phrase.end, self._new_office(name), "office") if delegate else None
        if owned := _of_united_nations(view, phrase):
            return owned
        if phrase.bare and title.masculine == "secretaire general" and _beside_chief_of_un(view, phrase):
            return Found(phrase.start, phrase.end, _SECRETARY_GENERAL, "office")
        if view.folded[phrase.start : phrase.end] in _PRESIDENTS_OF_COUNCIL and self._is_security_council(view):
            return Found(phrase.start, phrase.end, _PRESIDENT_OF_COUNCIL, "office")
        if phrase.bare and not (beside_person or view.after_definite(phrase.start) or _is_appointed(view, phrase)):
            return None
        known = self.offices.resolve(_without_embassy(name), view.index, recent=True)
        if phrase.bare and beside_person and (title.masculine != "secretaire general" or _is_owned(view, phrase)):
            known = None  # « l'OTAN et son | secrétaire général Jens Stoltenberg »
        elif phrase.bare and beside_person and known is not None:
            return Found(phrase.start, phrase.end, known, "office")
        if known is not None:
            return Found(phrase.start, phrase.end, known, "definite" if phrase.bare else "office")
        if phrase.bare and not (title.alone or beside_person):
            return None
        return Found(phrase.start, phrase.end, self._new_office(name), "office")

    def _is_small_secretary(self, view: TextView, phrase: Phrase, title: str) -> bool:
        """« le secrétaire général » where the text has named « le secrétaire général de l'ONU » with a small letter."""
        named = title == "secretaire general" and _SECRETARY_GENERAL in self.small
        if not named or not view.after_definite(phrase.start):
            return False
        return self.offices.resolve("Secrétaire général", view.index, recent=True) == _SECRETARY_GENERAL

    def _new_office(self, name: str) -> str:
        shown = name[0].upper() + name[1:]
        actor_id = "office-" + slug(name)
        self.reading.actors.setdefault(actor_id, Actor(actor_id, shown, "office", origin="document"))
        return actor_id

    def _names_actor(self, view: TextView, phrase: Phrase) -> bool:
        inside = any(at in view.known or at in view.demonyms for at in range(phrase.start + 1, phrase.end))
        return inside or " du secretaire general" in view.folded[phrase.start : phrase.end]

    def _of_council(self, view: TextView, phrase: Phrase) -> bool:
        """« son président a fait en son nom la déclaration », « la déclaration du président »."""
        if not _PRESIDENT_BEFORE.search(view.folded, max(0, phrase.start - 6), phrase.start):
            return False
        if _OF_A_STATE.match(view.folded, phrase.noun_end):
            return False
        near = view.folded[max(0, phrase.start - 60) : phrase.end + 60]
        if not _DECLARATION.search(near):
            return False
        return "s/prst/" in near or self._is_security_council(view)

    def _is_security_council(self, view: TextView) -> bool:
        """Whether « le Conseil » is the Security Council here."""
        return self.bodies.resolve("Conseil", view.index) == "conseil-de-securite"


def resolve_phrases(reading: Reading, phrases: Sequence[Sequence[Phrase]], beside_person: set[tuple[int, int]]) -> None:
    """Add to ``reading.found`` what its phrases name; ``beside_person``: offices with a name beside them."""
    resolver = _Resolver(reading)
    for view, in_text in zip(reading.views, phrases, strict=True):
        named = reading.found[view.index]
        if not (named or in_text or view.by_use["country"] or "presidence" in view.folded):
            continue
        extra: list[Found] = []
        replaced: set[Found] = set()
        events: list[Found | Phrase] = sorted([*named, *in_text], key=attrgetter("start"))
        for event in events:
            if isinstance(event, Found):
                resolver.note(view, event)
                continue
            item = _resolved(resolver, view, event, beside_person)
            if item is not None:
                extra.append(item)
                resolver.note(view, item)
                replaced.update(_overruled(view, item, event))
        extra.extend(_presidencies(view, resolver))
        extra.extend(country_described(view, named, resolver.states))
        if replaced:
            named[:] = [item for item in named if item not in replaced]
        named += extra


@lru_cache(maxsize=10_000)
def _full_names(name: str) -> tuple[str, ...]:
    return (name, "Commission") if _NUMBERED_COMMISSION.match(name) else (name,)


def _without_embassy(office: str) -> str:
    return _AMBASSADOR.sub("", office) if office.startswith("Ambassad") else office


def _resolved(resolver: _Resolver, view: TextView, phrase: Phrase, beside_person: set[tuple[int, int]]) -> Found | None:
    if phrase.office:
        return resolver.office(view, phrase, (view.index, phrase.start) in beside_person)
    return resolver.body(view, phrase)


@cache
def _no_offices() -> tuple[str, ...]:
    return tuple(map(fold, words("no_office")))


def _of_united_nations(view: TextView, phrase: Phrase) -> Found | None:
    """« Secrétaire général adjoint aux opérations de paix | des Nations unies » : still the office known."""
    known = view.known.get(phrase.start)
    if known is None or known.form != "office" or not known.end < phrase.end or not known.end >= phrase.noun_end:
        return None
    if not view.folded.endswith(_UNITED_NATIONS, known.end, phrase.end):
        return None
    return Found(phrase.start, phrase.end, known.actor_id, "office")


def _is_told(view: TextView, phrase: Phrase) -> bool:
    """« informé le Conseil | de l'engagement », not « informé le Conseil | de transition »."""
    if phrase.key not in _TOLD_HEADS or not _TOLD_BEFORE.search(view.folded, max(0, phrase.start - 30), phrase.start):
        return False
    return view.folded.startswith((" de l'", " de la ", " du ", " de son ", " de sa ", " de ses "), phrase.short_end)


def _is_owned(view: TextView, phrase: Phrase) -> bool:
    return view.folded.endswith((" son ", " sa ", " leur "), 0, phrase.start)


def _beside_chief_of_un(view: TextView, phrase: Phrase) -> bool:
    """« le secrétaire général | Kofi Annan », « Ban Ki-moon, | secrétaire général »."""
    after = _TO_NAME.match(view.folded, phrase.end)
    if after and view.folded.startswith(_chiefs_of_un(), after.end()):
        return True
    return view.folded[max(0, phrase.start - 40) : phrase.start].rstrip(" ,(l'e").endswith(_chiefs_of_un())


@cache
def _chiefs_of_un() -> tuple[str, ...]:
    return tuple(map(fold, words("onu_chief")))


def _overruled(view: TextView, item: Found, phrase: Phrase) -> Iterator[Found]:
    """« Secrétaire général du Front Polisario » : the office of the lexicon at its start is another one."""
    if not phrase.office:
        return
    for at in range(phrase.start, phrase.noun_end):
        known = view.known.get(at)
        if known is not None and known.form == "office" and known.actor_id != item.actor_id:
            yield known


def _is_appointed(view: TextView, phrase: Phrase) -> bool:
    return bool(_APPOINTED_BEFORE.search(view.folded, max(0, phrase.start - 30), phrase.start))


def _may_be_common(view: TextView, phrase: Phrase) -> bool:
    """« Mission accomplie » opens a sentence, « Mission permanente du Canada » names all the same."""
    return view.opens_sentence(phrase.start) and phrase.key not in _ALWAYS_NAMES


def _states_inside(view: TextView, phrase: Phrase) -> Iterator[tuple[int, str]]:
    """Where the name of a body names a state, or its adjective does."""
    for at in range(phrase.start + 1, phrase.end):
        known = view.known.get(at)
        iso3 = known.actor_id if known is not None else view.demonyms.get(at, "")
        if is_state(iso3):
            yield at, iso3


def _presidencies(view: TextView, resolver: _Resolver) -> list[Found]:
    """« les déclarations de sa présidence »."""
    if "presidence" not in view.folded or not _DECLARATION.search(view.folded):
        return []
    council = resolver.bodies.resolve("Conseil", view.index) == "conseil-de-securite"
    if not council and "s/prst/" not in view.folded:
        return []
    return [
        Found(match.start(1), match.end(1), _PRESIDENT_OF_COUNCIL, "definite")
        for match in _PRESIDENCY.finditer(view.folded)
        if _DECLARATION.search(view.folded, max(0, match.start() - 40), match.start())
    ]
