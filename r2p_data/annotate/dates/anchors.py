"""The day that a document bears: dateline, masthead, adoption of a resolution, meeting of a statement."""

from __future__ import annotations

import re

_DAY_NAME = r"(?:(?:lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?)[.,]{0,2} )?"
_ORGAN = r"(?:assemblée générale|conseil de sécurité|conseil économique et social|conseil des droits de l'homme)"
_PUBLISHED = (
    r"(?:(?:article |texte )?(?:publié|posté|mis en ligne|diffusé|paru)e?s?(?: par [^.;:!?«»]{2,60}?)?|date ?:)"
)
# « date : », « new york, », « bamako, », « publié mercredi », « par jean dupont à dakar – », « conseil de sécurité »
_BEFORE_DAY = re.compile(
    rf"(?:{_PUBLISHED}|enregistrée? à la présidence (?:du sénat|de l'assemblée nationale)"
    rf"|(?:nations unies )?(?:[aes]/[\w./–-]{{2,30}} )?(?:{_ORGAN} )?distr\. générale"
    rf"|{_ORGAN}|fait|par [^.;:!?()«»\d]{{2,80}}? ?[,–—|-]"
    rf"|[^\d.;:!?()«»]{{2,40}}(?:,| ?[–—|-]))?,? ?(?:le )?{_DAY_NAME}"
)
# « (AFP) – La mission », « . – Trente-six civils », « à 11 h 42 - Lecture : 4 minutes », or nothing
_AFTER_DAY = re.compile(
    r"(?:,? (?:à )?\d{1,2} ?(?:h|:) ?(?:\d\d)?(?: ?\([^()]{2,20}\)| (?:edt|est|gmt|utc|cest|cet))?)?"
    r"(?: ?\([^()]{2,30}\))?[ .]*(?:$|[–—|-]+ |français original ?:)"
)
_ENTRY = re.compile(r" ?(?:[–—-]|:) ?\w")
_PUBLISHED_ON = re.compile(rf"{_PUBLISHED} (?:le )?{_DAY_NAME}")
# « dernière modification 14.03.2024 »
_UPDATED = re.compile(r"(?:dernière (?:modification|mise à jour)|mise? à jour|actualisée?)(?: ?:| le)? ?(?:le )?")
# « adoptée par le conseil de sécurité à sa 9444e séance, le », « résolution adoptée par l'assemblée générale le »
_ADOPTED = re.compile(r"(?:résolution )?adoptée? [^.;]{0,140}\ble ")
# « lettre datée du 12 mai 2016, adressée au »
_LETTER = re.compile(r"lettres? (?:identiques )?datées? du ")
# « à la 8306e séance du conseil de sécurité, tenue le »
_MEETING = re.compile(r"(?:^|[^.;]{0,60})\b(?:\d+e|\w+ième) séance[^.;]{0,60}, (?:tenue )?le ")
_STATEMENT = re.compile(r"\ba fait\b[^.;]{0,60}\bdéclaration\b")


def is_dateline(lowered: str, start: int, end: int) -> bool:
    """Whether a date stands alone above an article, or opens it after the place.

    >>> is_dateline("new york, le 3 mars 2016", 13, 24), is_dateline("le 3 mars 2016, il est mort", 3, 14)
    (True, False)
    >>> is_dateline("bamako, 8 septembre 2023 (afp) - la mission", 8, 24)
    True
    >>> is_dateline("publié le 20 janvier 2017 à 11 h 42 - lecture : 4 minutes", 10, 25)
    True
    """
    before = lowered[:start].strip() + " "
    if _PUBLISHED_ON.fullmatch(before):
        return True
    return _BEFORE_DAY.fullmatch(before) is not None and _AFTER_DAY.match(lowered, end) is not None


def opens_entry(lowered: str, end: int) -> bool:
    """Whether a date opens an entry of a chronology, as it may open an article.

    >>> opens_entry("27 février 2004 – la résolution 1528", 15)
    True
    """
    return _ENTRY.match(lowered, end) is not None


def is_update(lowered: str, start: int) -> bool:
    """Whether a web page says that it stands as of that day.

    >>> is_update("dernière modification 14.03.2024", 22)
    True
    """
    return _UPDATED.fullmatch(lowered[:start].strip() + " ") is not None


def dates_act(lowered: str, start: int) -> bool:
    """Whether the day is that of the adoption of a resolution, of the meeting of a statement, of a letter.

    >>> dates_act("adoptée par le conseil de sécurité à sa 9444e séance, le 19 octobre 2023", 57)
    True
    >>> dates_act("à sa 245e séance, le 12 février 2018, le comité a élu", 21)
    False
    """
    before = lowered[:start]
    if _ADOPTED.fullmatch(before) or _LETTER.fullmatch(before):
        return True
    return start < 200 and _MEETING.fullmatch(before) is not None and _STATEMENT.search(lowered, start) is not None
