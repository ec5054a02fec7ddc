"""Whether a day without a year lies behind or ahead: « a élu le 5 mai », « se tiendra le 5 mai »."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["back", "ahead", "planned", "until"]

_ARTICLE = r"(?:le |la |les |l'|au |aux |en |à |à la |du |de |fin |début |mi-|fin de |mois de )*"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?"
# « une audience a été fixée au », « prévues pour le »; « vient à expiration le »
_PLANNED = re.compile(
    r"\b(?:fix|prév|prog?ramm|report|renvoy|convoqu|ajourn|attend|planifi|reprogramm)(?:é|u)e?s?"
    rf",? (?:provisoirement )?(?:pour )?{_ARTICLE}{_WEEKDAY}$"
)
_AT_FIRST = re.compile(r"\b(?:initialement|d'abord|auparavant|à l'origine)\b")
# « prévu en juin, a été reporté », « prévues en juin, se sont tenues »
_UNDONE = re.compile(
    r"\b(?:report|repouss|annul|différ)(?:é|er)|\b(?:a|ont|avaient|avait) eu lieu|\b(?:s'est|sont) tenu"
)
_EXPIRES = re.compile(
    rf"\b(?:expire|expirent|à expiration|à échéance|prend fin|prennent fin|s'achève|s'achèvent) {_ARTICLE}{_WEEKDAY}$"
)
_UNTIL = re.compile(rf"\b(?:jusqu'(?:au|en|à)|d'ici|avant|au plus tard|à partir|à compter) ?{_ARTICLE}{_WEEKDAY}$")
_SINCE = re.compile(rf"\b(?:depuis|après) {_ARTICLE}{_WEEKDAY}$")
# « tiendront », « examinera », « aura »; « livra », « retira » and « Sierra » are none
_FUTURE = r"(?:\w+er|ser|aur|ser|fer|\w*dr|\w*[eo]vr|\w*[eîo]ttr|\w*îtr|\w*rr|\w+ir)(?:a|ont)"
_NO_FUTURE = r"(?:\w*tira|\w*spira|sierra|riviera|opera|expira|\w*adra|vira|admira|aspira)"
_WILL = r"(?:doit|doivent|devra|devront|devrait|devraient|va|vont)"
_PAST = (
    r"(?:a|ont|avait|avaient|aurait|auraient|était|étaient|fut|furent|eut|eurent|(?:est|sont) \w+(?:é|i|u|s|t)e?s?"
    r"|\w{3,}(?<!r)(?:ait|aient)|\w{2,}èrent|\w{2,}(?:irent|urent))"
)
_VERB = re.compile(rf"(?<![\w-])(?!{_NO_FUTURE}\b)(?:(?P<future>{_FUTURE}|{_WILL})|(?P<past>{_PAST}))(?![\w'-])")
_BREAK = re.compile(r"[.;:!?«»]")


def direction(lowered: str, start: int, end: int) -> Direction | None:
    """Where the day at ``start`` lies: behind the document, ahead of it (told, planned), or ahead of something (until).

    >>> direction("l'audience a été fixée au 15 décembre", 26, 37), direction("la réunion aura lieu le 19 mai", 24, 30)
    ('planned', 'ahead')
    >>> direction("le 6 avril, la force a détecté 34 tirs", 3, 10), direction("prorogé jusqu'au 31 mai", 17, 23)
    ('back', 'until')
    """
    before = _clause_before(lowered, start)
    if _PLANNED.search(before):
        undone = _AT_FIRST.search(before) or _UNDONE.search(_clause_after(lowered, end))
        return None if undone else "planned"
    if _EXPIRES.search(before):
        return "ahead"
    if _UNTIL.search(before):
        return "until"
    if _SINCE.search(before):
        return "back"
    verbs = list(_VERB.finditer(before))
    verb = verbs[-1] if verbs else _VERB.search(_clause_after(lowered, end))
    if verb is None:
        return None
    return "ahead" if verb["future"] else "back"


def _clause_before(lowered: str, start: int) -> str:
    before = lowered[max(0, start - 160) : start]
    return _BREAK.split(before)[-1]


def _clause_after(lowered: str, end: int) -> str:
    return _BREAK.split(lowered[end : end + 160], maxsplit=1)[0]
