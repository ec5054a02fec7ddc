"""Links: which person holds which office, according to the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from r2p_data.records import Actor, Mention, Office

from .view import TextView

__all__ = ["office_links"]

_QUALIFIED = r"(?:(?:ancien(?:ne)?|nouveau|nouvelle|nouvel|actuel(?:le)?|mon|ma|notre) )?"
# between office and person: « l'ambassadrice américaine à l'ONU, Samantha Power »
_OFFICE_PERSON = re.compile(
    r"(?: (?:nouvellement )?(?:designe|elu|reelu|sortant|dechu)e?)?(?: \([^()]{2,20}\))?"
    r"(?: pour (?:le mois (?:de |d'))?\w+)?(?:(?P<comma>, (?:(?:le|la) |l')?)| \(| )"
)
# « l'adjoint | du Ministre, M. Adams » : the name is that of the adjoint
_ANOTHER_BEFORE = re.compile(
    r"\b(?:representant|envoye|porte-parole|adjoint|conseiller|avocat|successeur|predecesseur|epou[sx]|fils|fille|frere"
    r"|soeur|femme|mari)\w*(?: (?:special|personnel|adjoint)\w*)? (?:du|de la|de l'|des|de) ?$"
)
_SECRETARY = "office-secretaire-general-onu"
_ENDS_SECRETARY = re.compile(
    r" du secretaire general(?: des nations unies| de l'onu| de l'organisation des nations unies)?$"
)
# who can be no representative of the Secretary-General in these documents
_SECRETARIES = frozenset(
    f"person-{name}" for name in ("boutros-boutros-ghali", "kofi-annan", "ban-ki-moon", "antonio-guterres")
)
# an apposition between commas is closed: « Simon Adams, le directeur général, a indiqué »
_CLOSED = re.compile(r"\W*$|[ \u00a0]?[,.;:)»\]]|[ \u00a0](?:\(|et\b|ainsi que\b|ou\b|[-–—] )")
# between person and office: « Simon Adams, le directeur général », « Fodé Seck, a été nommé Président »
_APPOSITION = re.compile(rf"(?: \([^()]{{2,40}}\))?(?:, (?:(?:le|la) |l')?{_QUALIFIED}| \()")
_APPOINTED = re.compile(
    r"""
    (?:\ \([^()]{2,40}\))?,?\                                   # « (Mali), »
    (?:a\ ete|avait\ ete|est|etait|fut|a)\ (?:nomme|elu|reelu|designe|devenu|reconduit)e?
    (?:\ (?:comme|en\ tant\ que|au\ poste\ de|en\ qualite\ de|dans\ ses\ fonctions\ de|a\ titre\ de))?
    \ (?:(?:le|la)\ |l')?
    """,
    re.VERBOSE,
)
_AS = re.compile(r"(?: \([^()]{2,40}\))?,? (?:en sa qualite|en qualite|en tant que|comme)(?: d[e'])? ?")
_APPOINTING = re.compile(r" \([^()]{2,40}\) ")
# « a nommé M. Garry Conille Premier Ministre »
_APPOINTING_BEFORE = re.compile(r"\b(?:nomm|design|elu|elire|reconduit)\w*[^.;]{0,30}$")
# « …, qui a parlé de son expérience d'ancien commandant »
_FORMERLY = re.compile(r", (?:qui|dont)[^.;:]{3,80}\bd'ancien(?:ne)? $")


def office_links(view: TextView, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> list[Office]:
    """The links that one text states outright."""
    outer = [m for m in mentions if actors[m.actor_id].type in ("person", "office") and m.form != "definite"]
    outer = [m for m in outer if not m.nested or actors[m.actor_id].type == "person"]
    source: Literal["apposition", "table"] = "table" if view.kind == "table_cell" else "apposition"
    links: list[Office] = []
    for left, right in zip(outer, outer[1:], strict=False):
        kinds = (actors[left.actor_id].type, actors[right.actor_id].type)
        if kinds == ("office", "person") and _links_back(view, left, right):
            office = _SECRETARY if _is_superior(view, left, right) else left.actor_id
            links.append(Office(left.start, right.end, right.actor_id, office, source))
        elif kinds == ("person", "office") and _links_forward(view, left, right, linked=_is_linked(links, left)):
            links.append(Office(left.start, right.end, left.actor_id, right.actor_id, source))
    return links


def _is_superior(view: TextView, office: Mention, person: Mention) -> bool:
    """« le Représentant spécial | du Secrétaire général, Ban Ki-moon » : he is the Secretary-General."""
    return person.actor_id in _SECRETARIES and bool(_ENDS_SECRETARY.search(view.folded, office.start, office.end))


def _links_back(view: TextView, office: Mention, person: Mention) -> bool:
    match = _OFFICE_PERSON.fullmatch(view.folded, office.end, person.start)
    if match is None or not (match["comma"] is None or _is_closed(view, person)):
        return False
    return not _ANOTHER_BEFORE.search(view.folded, max(0, office.start - 50), office.start)


def _links_forward(view: TextView, person: Mention, office: Mention, *, linked: bool) -> bool:
    between = view.folded[person.end : office.start]
    if any(pattern.fullmatch(between) for pattern in (_APPOINTED, _AS, _APPOINTING)):
        return True
    if between == " " and _APPOINTING_BEFORE.search(view.folded[max(0, person.start - 60) : person.start]):
        return True
    return not linked and _is_closed(view, office) and bool(_APPOSITION.fullmatch(between))


def _is_closed(view: TextView, last: Mention) -> bool:
    """Whether an apposition that ends with ``last`` is closed there."""
    return _CLOSED.match(view.folded, last.end) is not None


def _is_linked(links: Sequence[Office], person: Mention) -> bool:
    """« le Représentant spécial, M. Mahiga, le Secrétaire général » : the first office is his."""
    return bool(links) and links[-1].end == person.end


def former_offices(
    view: TextView, mentions: Sequence[Mention], actors: Mapping[str, Actor], holders: Mapping[str, set[str]]
) -> Iterator[Office]:
    """« le Conseiller militaire…, qui a parlé de son expérience d'ancien commandant de la Force » (inferred)."""
    offices = [m for m in mentions if actors[m.actor_id].type == "office" and not m.nested]
    for left, right in zip(offices, offices[1:], strict=False):
        match = _FORMERLY.fullmatch(view.folded, left.end, right.start)
        who = holders.get(left.actor_id, set())
        if match and len(who) == 1:
            start = view.folded.rfind("ancien", left.end, right.start)
            yield Office(start, right.end, next(iter(who)), right.actor_id, "apposition", inferred=True)


def holders_of(links: Iterable[Office]) -> dict[str, set[str]]:
    """Who holds each office, by office."""
    holders: dict[str, set[str]] = defaultdict(set)
    for link in links:
        holders[link.office].add(link.person)
    return holders


__all__ += ["former_offices", "holders_of"]
