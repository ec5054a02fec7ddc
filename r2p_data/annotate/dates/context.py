"""Years that a date takes from its document: the period stated, or the date just told."""

from __future__ import annotations

import re
from datetime import date, timedelta

from r2p_data.annotate.dates.calendar import Atom, Period

# a day of remembrance and a name of events are no days of the year reported on
_NO_DAY = re.compile(
    r"(?:chaque année,? (?:le |les )?|tous les ans,? (?:le )?|(?:attentats|attaques|événements|mouvement|m|révolution|"
    r"alliance|accords?|coalition|marche|place|rue|journée) du )$"
)
_EVERY_YEAR = re.compile(r" (?:de )?chaque année| tous les ans")
# a month alone is a date after these: « en juillet », « au mois de mai », « fin septembre »
_MONTH_BEFORE = re.compile(
    r"(?:\ben|\bmois de|\bmois d'|\bfin|\bdébut|\bmi|\bcourant|\bdepuis|\bjusqu'en|\bentre|\bd'ici)[ -]?(?:le )?$"
)
_NEAR = timedelta(days=92)
_BEFORE = timedelta(days=31)
# where the document states a period, a date told before it outweighs it only for the next days
_SOON = timedelta(days=14)
# reports come out, and tell what happened, some weeks after their period
_LATER = timedelta(days=45)
_EARLIER = timedelta(days=62)


def infer_year(lowered: str, atom: Atom, period: Period | None, told: date | None) -> int | None:
    """The year of a day or month printed without one, None where the document leaves it open.

    ``told`` is the last date of the same paragraph that had a year.

    >>> atom = Atom(3, 11, month=4, day=28)
    >>> infer_year("le 28 avril", atom, Period(date(2016, 1, 1), date(2016, 12, 31)), None)
    2016
    >>> infer_year("le 28 avril", atom, None, None) is None
    True
    """
    before = lowered[max(0, atom.start - 30) : atom.start]
    if _NO_DAY.search(before) or _EVERY_YEAR.match(lowered, atom.end):
        return None
    if atom.day is None and not _MONTH_BEFORE.search(before):
        return None
    day = _day_of(atom, told.year) if told else None
    if period is None:
        return told.year if told and day and told - _BEFORE <= day <= told + _NEAR else None
    if told and day and told.year < period.date_from.year and told <= day <= told + _SOON:
        return told.year
    return _within(atom, period)


def _within(atom: Atom, period: Period) -> int | None:
    """The one year that puts the date into the period or near it.

    In a period inside one year, an earlier day of that year is printed without it too.
    """
    years = range(period.date_from.year - 1, period.date_to.year + 2)
    days = [(year, day) for year in years if (day := _day_of(atom, year))]
    inside = [year for year, day in days if _touches(atom, day, period)]
    if inside:
        return inside[0] if len(inside) == 1 else None
    one_year = period.date_from.year == period.date_to.year
    since = date(period.date_from.year, 1, 1) if one_year else period.date_from - _EARLIER
    near = [year for year, day in days if since <= day <= period.date_to + _LATER]
    return near[0] if len(near) == 1 else None


def _touches(atom: Atom, day: date, period: Period) -> bool:
    if atom.day is not None:
        return period.date_from <= day <= period.date_to
    return (period.date_from.year, period.date_from.month) <= (day.year, day.month) and day <= period.date_to


def _day_of(atom: Atom, year: int) -> date | None:
    try:
        return date(year, atom.month or 1, atom.day or 1)
    except ValueError:
        return None


def states_period(lowered: str, start: int, position: int) -> bool:
    """Whether the words before a period say that it is the one that the document covers.

    >>> states_period("le présent rapport couvre la période du ", 40, 5)
    True
    """
    sentence = re.split(r"[.;!?] ", lowered[max(0, start - 260) : start])[-1]
    if position == 0 or (position <= 3 and _PERIOD.search(sentence)):
        return True
    return _ACCOUNT.search(sentence) is not None and (_PERIOD.search(sentence) is not None or "rapport" in sentence)


_PERIOD = re.compile(r"période|exercice|intervalle")
_ACCOUNT = re.compile(
    r"rapport|bilan|compte rendu|activités|travaux|considérée|à l'examen|couvr|visée|présent document|président du"
    r"|réunions"
)
_ANNUAL = re.compile(r"(?:\bpour|au cours de|\bdurant|\bpendant) (?:l'année |l'exercice )?$")


def states_year(lowered: str, start: int, position: int) -> bool:
    """Whether a title says that its report is that of a year.

    >>> states_year("rapport annuel du comité spécial pour 2015", 38, 0)
    True
    """
    before = lowered[:start]
    return position <= 1 and "rapport" in before and len(before) < 300 and _ANNUAL.search(before) is not None


_SINCE_REPORT = re.compile(
    r"depuis (?:la publication de |la parution de |la présentation de )?(?:mon|le|son)(?: dernier| précédent)? rapport"
    r"[^.;]{0,60}\b(?:daté |date )?du $"
)


def since_report(lowered: str, start: int) -> bool:
    """Whether a report tells what happened since the day of the one before.

    >>> since_report("les faits survenus au mali depuis mon rapport en date du ", 57)
    True
    """
    return _SINCE_REPORT.search(lowered, max(0, start - 140), start) is not None


# « date : », « new york, le », « bamako, », « publié mercredi »: what may stand before the date that heads a text
_DATELINE = re.compile(
    r"(?:date ?:|publié|posté|mis en ligne|distr\. générale|fait|[^\d.;:!?()«»]{2,40},)?"
    r",? ?(?:le )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?"
)
# « (AFP) – La mission », « . – Trente-six civils », or nothing
_OPENS_ARTICLE = re.compile(r"(?: ?\([^()]{2,30}\))?[ .]*(?:$|[–—-]+ )")


def is_dateline(lowered: str, start: int, end: int) -> bool:
    """Whether a date stands alone above an article, or opens it after the place.

    >>> is_dateline("new york, le 3 mars 2016", 13, 24), is_dateline("le 3 mars 2016, il est mort", 3, 14)
    (True, False)
    >>> is_dateline("bamako, 8 septembre 2023 (afp) - la mission", 8, 24)
    True
    """
    return (
        _DATELINE.fullmatch(lowered[:start].strip() + " ") is not None
        and _OPENS_ARTICLE.match(lowered, end) is not None
    )


_DOCUMENT = re.compile(
    r"\b(?:rapport|lettre|résolution|déclaration|note|communiqué|accord|décision)s?\b[^.;,]{0,40}\b(?:du|le) $"
)


def dates_document(lowered: str, start: int) -> bool:
    """Whether a date is that of a document cited, and so tells nothing of the days told around it.

    >>> dates_document("énoncés dans son rapport du 16 juin 2023", 28)
    True
    """
    return _DOCUMENT.search(lowered, max(0, start - 80), start) is not None
