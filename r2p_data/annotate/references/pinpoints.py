"""Where in the document: « S/2000/809, annexe, par. 12 », « paragraphe 21 du rapport … (S/2012/376) »."""

from __future__ import annotations

import re

_BLANK = r"[ \t\n\r\u00a0\u2009\u202f]"
_KINDS = {
    "paragraphe": "par.",
    "par": "par.",
    "article": "art.",
    "art": "art.",
    "chapitre": "chap.",
    "chap": "chap.",
    "section": "sect.",
    "sect": "sect.",
    "alinéa": "al.",
    "annexe": "annexe",
    "appendice": "appendice",
}
_KIND = (
    r"(?P<kind>[Pp]aragraphe|[Pp]ar(?=\.)|[Aa]rticle|[Aa]rt(?=\.)|[Cc]hapitre|[Cc]hap(?=\.)"
    r"|[Ss]ection|[Ss]ect(?=\.)|[Aa]nnexe|[Aa]ppendice)s?\.?"
)
_NUMBER = rf"(?:\d{{1,3}}(?:{_BLANK}(?:bis|ter))?|[IVXLC]{{1,6}}(?!\w)|[A-F](?![\w/]))(?:{_BLANK}?[a-z]\))*"
_NUMBERS = rf"{_NUMBER}(?:(?:,|{_BLANK}(?:à|et|ou)|,{_BLANK}et){_BLANK}{_NUMBER}|-\d{{1,3}})*"
# « , annexe, par. 12 »
_AFTER = re.compile(rf"(?:,{_BLANK}|{_BLANK}\((?!voir)){_KIND}(?:{_BLANK}(?P<numbers>{_NUMBERS})|(?=[,.;:)]|$))")
# « 65/277 de l’Assemblée générale, annexe, par. 54 »
_GENITIVE = re.compile(rf"{_BLANK}(?:du|de{_BLANK}la|de{_BLANK}l['’]){_BLANK}?[^,;.()\d]{{3,60}}(?=,)")
# « paragraphes 138 et 139 du », « Article 2 de la »
_BEFORE = re.compile(
    rf"\b{_KIND}{_BLANK}(?P<numbers>{_NUMBERS}){_BLANK}(?P<link>(?:du|de|des){_BLANK}(?:la{_BLANK}|l['’]|(?:sa|son|ses){_BLANK})?|de{_BLANK}?l['’])"
)
_OTHER_SENTENCE = re.compile(r"[.;!?]\s+[(«\"“]?\s?[A-ZÀÉÈÊÎÔ]|[;)]")


def pinpoint_after(text: str, end: int) -> str | None:
    """The place named after a citation that ends at ``end``.

    >>> pinpoint_after("S/2000/809, annexe, par. 12", 10)
    'annexe, par. 12'
    """
    places = []
    if genitive := _GENITIVE.match(text, end):
        end = genitive.end()
    while found := _AFTER.match(text, end):
        places.append(_place(found))
        end = found.end()
    return ", ".join(places) or None


def pinpoint_before(text: str, start: int, previous: int) -> str | None:
    """The place named before a citation that begins at ``start``, after the citation that ends at ``previous``.

    >>> pinpoint_before("aux paragraphes 138 et 139 du Document final", 30, 0)
    'par. 138 et 139'
    """
    window = text[max(previous, start - 220) : start]
    if "ara" not in window and "rt" not in window and "hap" not in window and "nnexe" not in window:
        return None
    places = list(_BEFORE.finditer(window))
    if not places or _OTHER_SENTENCE.search(window, places[-1].end()):
        return None
    return _place(places[-1])


def _place(found: re.Match[str]) -> str:
    kind = _KINDS[found["kind"].lower()]
    numbers = " ".join((found["numbers"] or "").split())
    return f"{kind} {numbers}".strip()
