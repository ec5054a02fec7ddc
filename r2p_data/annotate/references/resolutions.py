"""Resolutions and decisions in words: « résolutions 1888 (2009), 1960 (2010) et 2106 (2013) ».

Each number is one reference, also where a complement interrupts the series (« 2085 (2012)
sur la situation au Mali, 1996 (2011) sur … »). What the text leaves open stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from r2p_data.annotate.references.bodies import (
    FOREIGN,
    Kind,
    Shape,
    default_body,
    genitive_after,
    load_bodies,
    subject_after,
    subject_before,
)
from r2p_data.annotate.references.council import adoption_year, may_be_of
from r2p_data.annotate.references.series import reference_to
from r2p_data.records import Reference
from r2p_data.taken import Taken

_BLANK = r"[ \t\n\r\u00a0\u2009\u202f]"
_TRIGGER = r"[Rr][ée](?:solutions?|s\.)|R[ÉE]SOLUTIONS?|[Dd][ée]cisions?|D[ÉE]CISIONS?"
_PART_LETTER = rf"(?:{_BLANK}?(?P<%s>[A-Z])(?![\w'’.]))?"
# the number may be glued to the noun: « résolutions1820 (2008) »
_EDGE = r"(?:(?<![\w/.\-–])(?<!\d[,.\u00a0\u202f])|(?<=solutions)|(?<=solution))"
_TOKEN = re.compile(
    rf"""
    (?P<trigger>{_TRIGGER})
  | {_EDGE}(?:
        (?P<number>\d{{1,4}}){_BLANK}?\((?P<year>19[4-9]\d|20\d\d)\)                          # 1325 (2000)
      | (?P<roman>\d{{1,4}}){_PART_LETTER % "part"}{_BLANK}?\((?P<numeral>(?:E?S-)?[IVXLC]{{1,8}})\)   # 377 A (V)
      | (?P<first>(?:E?S-)?\d{{1,4}})/(?P<second>\d{{1,4}}){_PART_LETTER % "letter"}
            (?:{_BLANK}?\((?:19|20)\d\d\)|(?![\w/(]))                                             # 63/308, 60/1 (2005)
      | (?P<bare>\d{{3,4}})(?![\w/(%°]|{_BLANK}?[(%]|[.,]\d|{_BLANK}\d{{3}})                   # 1973
    )
    """,
    re.VERBOSE,
)
# how a token opens: « Rés. », « décision », « ES-10/19 », a digit
_OPENINGS = (
    *("Rés", "rés", "Res", "res", "RÉS", "RES", "Déc", "déc", "Dec", "dec", "DÉC", "DEC"),
    *("ES-", "S-", *"0123456789"),
)
# « résolution no 1325 », « résolutions pertinentes, notamment 1325 », « résolution du Conseil de sécurité 1325 »
_DIRECT = re.compile(
    rf"""{_BLANK}*(?:pertinentes?|antérieures?|ultérieures?|précédentes?|susmentionnées?|historiques?)?
        (?:{_BLANK}?,?{_BLANK}(?:notamment|en{_BLANK}particulier|y{_BLANK}compris|dont|telles?{_BLANK}que|à{_BLANK}savoir))?
        (?:{_BLANK}(?:du|de{_BLANK}la|de{_BLANK}l['’]){_BLANK}?(?:[Cc]onseil|[Aa]ssemblée|[Cc]ommission)[^\d.;:,()]{{0,60}}
          |{_BLANK}onusiennes?|{_BLANK}(?:de{_BLANK}l['’]ONU|ONU|des{_BLANK}Nations{_BLANK}[Uu]nies))?
        (?:,?{_BLANK}(?:les?|la)|{_BLANK}?:)?
        {_BLANK}*(?:n[°o]s?{_BLANK}?|No\.?{_BLANK}?|numéros?{_BLANK})?""",
    re.VERBOSE,
)
_DAY_MONTH = rf"\d{{1,2}}(?:er)?{_BLANK}\w{{3,9}}{_BLANK}"
_DAY = rf"{_DAY_MONTH}\d{{4}}"
# « , », « et », « ainsi que », « du 22 octobre 1999, », « (Partie A) et »
_CONNECTION = re.compile(
    rf"""(?:{_BLANK}?(?:en{_BLANK}date{_BLANK})?du{_BLANK}{_DAY}|{_BLANK}?\((?:du{_BLANK})?(?:{_DAY}|[^\d()]{{1,60}})\)
          |{_BLANK}?,{_BLANK}adoptée{_BLANK}le{_BLANK}{_DAY})?
        {_BLANK}?[,;/]?{_BLANK}?(?:(?:et|ou|ainsi{_BLANK}que|puis|à|comme){_BLANK})?(?:(?:la|les|sa|ses|n[°o]){_BLANK}?)?""",
    re.VERBOSE,
)
# « sur la situation au Mali, », « relative à la protection des civils et »
_COMPLEMENT = re.compile(
    rf"""{_BLANK}(?:sur|relatives?|concernant|intitulées?|portant|adoptées?|du{_BLANK}{_DAY})(?:[^\d.;()]|{_DAY}){{0,140}}
        (?:,|{_BLANK}(?:et|ou|que)){_BLANK}?(?:(?:et|la|sa){_BLANK})?""",
    re.VERBOSE,
)
# « la résolution 2206 du 3 mars 2015 »; of « 1325 de 2000 » the year is part of the citation
_STATED_YEAR = re.compile(
    rf"""(?P<part>{_BLANK}de{_BLANK}(?P<year>(?:19|20)\d\d)(?!\w))
        |,?{_BLANK}(?:en{_BLANK}date{_BLANK})?du{_BLANK}{_DAY_MONTH}(?P<dated>(?:19|20)\d\d)(?!\w)""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÀÉÈÊÎÔ]")
# « une résolution du Conseil de sécurité en juillet 2007 », « du Conseil de 2013 »: a year, no number
_YEAR_AHEAD = re.compile(
    rf"""\b(?:en|de|depuis|dès|avant|après|vers|courant|fin|début|d['’]ici|année|an|printemps|été|automne|hiver
        |janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre){_BLANK}$""",
    re.VERBOSE | re.IGNORECASE,
)
_OWN = re.compile(r"(?:\b[Ss](?:a|es)|\b[Cc]ette|\b[Ll]adite)\s+(?:propres?\s+)?$")


@dataclass(slots=True)
class _Item:
    start: int
    end: int
    shape: Shape
    first: str
    second: str
    kind: Kind
    trigger: int
    linked: bool
    body: str | None = None


def find_resolutions(text: str, taken: Taken) -> Iterator[Reference]:
    """Every resolution or decision that ``text`` cites in words, in order.

    >>> [row.symbol for row in find_resolutions("ses résolutions 1888 (2009) et 1960 (2010)", Taken())]
    ['S/RES/1888(2009)', 'S/RES/1960(2010)']
    >>> [row.symbol for row in find_resolutions("la résolution 16/21 du Conseil des droits de l’homme", Taken())]
    ['A/HRC/RES/16/21']
    """
    items = [item for item in _items(text, taken) if _is_governed(item)]
    _name_bodies(text, items)
    for item in items:
        symbol = _symbol_of(item)
        if symbol:
            yield reference_to(symbol, item.start, item.end)


def _items(text: str, taken: Taken) -> Iterator[_Item]:
    """Numbers that may be resolutions, each with the noun that governs it and how it hangs on the one before."""
    kind: Kind = "resolution"
    trigger, last, series, seen = -1, 0, False, 0
    for token in _tokens(text):
        if trigger >= 0 and _SENTENCE_END.search(text, seen, token.start()):
            trigger = -1
        seen = token.end()
        if token["trigger"]:
            kind = "decision" if token["trigger"][0] in "Dd" else "resolution"
            trigger, last, series = token.start(), token.end(), False
        elif not taken.overlaps(*token.span()):
            near = trigger >= 0 and _is_linked(text, last, token, series)
            if near or not token["bare"]:
                yield _item(token, kind, trigger, near)
            if near:
                last, series = token.end(), True


@cache
def _openings() -> AhoCorasick:
    return AhoCorasick(list(_OPENINGS), MatchKind.LeftmostLongest, implementation=Implementation.DFA)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Nouns and numbers in order; the automaton finds where they open ten times faster than the expression."""
    end = 0
    for _, start, _ in _openings().find_matches_as_indexes(text):
        token = _TOKEN.match(text, start) if start >= end else None
        if token:
            end = token.end()
            yield token


def _is_linked(text: str, last: int, token: re.Match[str], series: bool) -> bool:
    """Whether a number follows its noun, or the number before it in a series."""
    if token.start() - last > 160:
        return False
    gap = text[last : token.start()]
    if not series:
        if gap.endswith("(") and token["bare"]:  # « une résolution (2042) autorisant »; « résolution (2015) » is a year
            return not 1945 <= int(token["bare"]) <= 2040 and _DIRECT.fullmatch(gap[:-1]) is not None
        return _DIRECT.fullmatch(gap) is not None and not (token["bare"] and _YEAR_AHEAD.search(gap))
    if _CONNECTION.fullmatch(gap):
        return True
    return not token["bare"] and _COMPLEMENT.fullmatch(gap) is not None


def _item(token: re.Match[str], kind: Kind, trigger: int, linked: bool) -> _Item:
    start, end = token.span()
    if token["number"]:
        return _Item(start, end, "year", token["number"], token["year"], kind, trigger, linked)
    if token["roman"]:
        number = token["roman"] + (token["part"] or "")
        return _Item(start, end, "roman", number, token["numeral"], kind, trigger, linked)
    if token["bare"]:
        stated = _STATED_YEAR.match(token.string, end)
        year = (stated["year"] or stated["dated"]) if stated else ""
        whole = stated.end() if stated and stated["part"] else end
        return _Item(start, whole, "bare", token["bare"], year, kind, trigger, linked)
    return _slashed(token, kind, trigger, linked)


def _slashed(token: re.Match[str], kind: Kind, trigger: int, linked: bool) -> _Item:
    """« 63/308 » by session, « 2005/30 » by year, « 1559/2004 » for 1559 (2004)."""
    first, second, letter = token["first"], token["second"], token["letter"] or ""
    shape: Shape = "annual" if first.isdigit() and 1946 <= int(first) <= 2099 else "session"
    if first.isdigit() and adoption_year(int(first)) == int(second):
        shape, letter = "year", ""
    return _Item(token.start(), token.end(), shape, first, second + letter, kind, trigger, linked)


def _is_governed(item: _Item) -> bool:
    """Whether a noun governs the number, or the Council did adopt that number in that year."""
    if item.shape == "year" and adoption_year(int(item.first)) == int(item.second):
        item.kind = "resolution"
        return True
    if item.shape == "year":
        known = adoption_year(int(item.first)) is not None
        far = item.trigger >= 0 and not known and int(item.first) >= 100
        return (item.linked or far) and may_be_of(int(item.first), int(item.second))
    if item.shape == "bare" and item.second and not may_be_of(int(item.first), int(item.second)):
        return False
    return item.linked


def _name_bodies(text: str, items: list[_Item]) -> None:
    """Give each item its body; in « 55/235 et 55/236 de l’Assemblée générale » the last one tells."""
    inherited: str | None = None
    following: _Item | None = None
    for item in reversed(items):
        if following is None or following.trigger != item.trigger or following.shape != item.shape:
            inherited = None
        inherited = genitive_after(text, item.end, item.shape) or inherited
        item.body = inherited or _implied_body(text, item)
        following = item


def _implied_body(text: str, item: _Item) -> str | None:
    if item.shape in ("year", "roman"):
        return default_body(item.shape, item.first, item.kind)
    noun = max(item.trigger, 0)
    between = subject_before(text[noun : item.start], item.start - noun, item.shape, item.first)
    if between:
        return between
    own = bool(_OWN.search(text, max(0, noun - 14), noun))
    subject = subject_after(text, item.end, item.shape, item.first) if own else None
    subject = subject or (subject_before(text, noun, item.shape, item.first) if own else None)
    if item.shape == "bare" and item.second:
        return subject or "security_council"
    return subject or default_body(item.shape, item.first, item.kind)


def _symbol_of(item: _Item) -> str | None:
    """The symbol by the rules of the body, None where they do not fit the number."""
    if item.shape in ("year", "bare"):
        return _council_symbol(item)
    body = load_bodies().get(item.body or "")
    prefix = (body.resolution if item.kind == "resolution" else body.decision) if body else ""
    if not prefix:
        return None
    return f"{prefix}{item.first}({item.second})" if item.shape == "roman" else f"{prefix}{item.first}/{item.second}"


def _council_symbol(item: _Item) -> str | None:
    """« 1325 (2000) » as printed, « 1973 » alone with its year of adoption."""
    adopted = adoption_year(int(item.first))
    if item.kind == "decision":
        return None
    if item.shape == "year":
        return None if item.body == FOREIGN and str(adopted) != item.second else f"S/RES/{item.first}({item.second})"
    if item.body != "security_council":
        return None
    year = adopted or item.second
    return f"S/RES/{item.first}({year})" if year else f"S/RES/{item.first}"
