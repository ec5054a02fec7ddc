"""Years that a date takes from its document: the period stated, or the date just told."""

from __future__ import annotations

import re
from datetime import date, timedelta

from r2p_data.annotate.dates.calendar import Atom, Period
from r2p_data.annotate.dates.tenses import Direction, direction

# a day of remembrance and a name of events are no days of the year reported on
_NO_DAY = re.compile(
    r"(?:\bnée?s? le |chaque année,? (?:le |les )?|tous les ans,? (?:le )?|(?:attentats|attaques|événements|mouvement|m"
    r"|révolution|alliance|accords?|coalition|marche|place|rue|journée) du )$"
)
_EVERY_YEAR = re.compile(r" (?:de )?chaque année| tous les ans")
# a month alone is a date after these: « en juillet », « au mois de mai », « fin septembre », « avant mai »
_MONTH_BEFORE = re.compile(
    r"\b(?:en|mois d(?:e |')|(?:fin|début)(?: de| d')?|mi|courant|depuis|jusqu'(?:en|à)|entre|d'ici(?: à)?|avant"
    r"|après|dès|(?:prévu|reporté|repoussé|fixé)e?s? (?:pour|à)|à (?:partir|compter) d(?:e|'))[ -]?(?:le )?$"
)
# « le 12 août dernier », « en mars prochain »
_SPOKEN = re.compile(r" (?:(?P<last>dernier|écoulé)|prochain)\b")
_NEAR = timedelta(days=92)
_BEFORE = timedelta(days=31)
# where the document states a period, a date told before it outweighs it only for the next days
_SOON = timedelta(days=14)
# reports come out, and tell what happened, some weeks after their period
_LATER = timedelta(days=45)
_EARLIER = timedelta(days=62)
# from the day of a document, a day with a tense may lie that far; without one, half a year back
_FAR = timedelta(days=330)
_AHEAD = timedelta(days=300)
_HALF_YEAR = timedelta(days=183)
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)}),? (?:le )?$")
# « a prorogé son mandat jusqu'au 31 mars »: of this year or the next
_RENEWED = re.compile(r"prorog|mandat|reconduit|prolong|renouvel")


def infer_year(lowered: str, atom: Atom, period: Period | None, told: date | None, *, ends: bool = False) -> int | None:
    """The year of a day or month printed without one, None where the document leaves it open.

    ``told`` is the last date of the same paragraph that had a year; ``ends`` whether the atom
    ends a period (« entre janvier et mars »).

    >>> atom = Atom(3, 11, month=4, day=28)
    >>> infer_year("le 28 avril", atom, Period(date(2016, 1, 1), date(2016, 12, 31)), None)
    2016
    >>> infer_year("le 28 avril", atom, None, None) is None
    True
    """
    before = lowered[max(0, atom.start - 30) : atom.start]
    if _NO_DAY.search(before) or _EVERY_YEAR.match(lowered, atom.end):
        return None
    if atom.day is None and not ends and not _MONTH_BEFORE.search(before):
        return None
    year = _year(lowered, atom, period, told)
    return year if year is None or _falls_on(before, atom, year) else None


def _falls_on(before: str, atom: Atom, year: int) -> bool:
    """Whether « jeudi 19 janvier » is a Thursday in that year; a day without its weekday may be any."""
    printed = _WEEKDAY.search(before)
    day = _day_of(atom, year)
    return printed is None or atom.day is None or (day is not None and _WEEKDAYS[day.weekday()] == printed[1])


def _year(lowered: str, atom: Atom, period: Period | None, told: date | None) -> int | None:
    spoken = _SPOKEN.match(lowered, atom.end)
    if spoken:  # counted from the day of the document, whatever it tells before
        return _from_publication(atom, period, "back" if spoken["last"] else "ahead")
    where = direction(lowered, atom.start, atom.end)
    day = _day_of(atom, told.year) if told else None
    if period is None:
        named = _WEEKDAY.search(lowered, max(0, atom.start - 30), atom.start)  # « lundi 13 juin » has few years
        near = told and day and told - _BEFORE <= day <= told + (_HALF_YEAR if named else _NEAR)
        return told.year if told and near and (where in ("back", "until", None) or named) else None
    if told and day and told.year < period.date_from.year and told <= day <= told + _SOON and where in ("back", None):
        return told.year
    if period.date_from < period.date_to:
        return _from_period(lowered, atom, period, where)
    year = _from_day(atom, period.date_to, where)
    rival = _after(atom, told) if told and where in ("back", None) and told.year < period.date_to.year else None
    return year if rival in (None, year) else None


def _from_publication(atom: Atom, period: Period | None, where: Direction) -> int | None:
    """« le 12 août dernier », « en mars prochain »; « en août dernier » told in August stays open."""
    dated = (period.dated or period.date_to) if period else None
    if dated is None or (atom.day is None and atom.month == dated.month):
        return None
    return _from_day(atom, dated, where)


def _after(atom: Atom, told: date) -> int | None:
    """The year that puts the date soon after the one just told: « le 1er décembre 2015 …, rejetée le 12 janvier »."""
    for year in (told.year, told.year + 1):
        day = _day_of(atom, year)
        if day and told - _BEFORE <= day <= told + _NEAR:
            return year
    return None


def _from_period(lowered: str, atom: Atom, period: Period, where: Direction | None) -> int | None:
    """The year from the period that a document states, and from its day for what is still to come."""
    latest = max(period.date_to, period.dated or period.date_to)
    if where == "ahead":
        return _next(atom, latest)
    year = _within(atom, period)
    if where == "planned":
        day = _day_of(atom, year) if year else None
        return _next(atom, latest) if day is None or day > period.date_to else None
    if where != "until":
        return year
    renewed = _RENEWED.search(lowered, max(0, atom.start - 120), atom.start)
    day = _day_of(atom, year) if year else None
    if day and (day <= latest or not renewed):
        return None if renewed and day <= period.date_to else year
    return year if year else _next(atom, latest)


def _from_day(atom: Atom, dated: date, where: Direction | None) -> int | None:
    """The year from the day of a document that states no period: the last such day before it, or the next."""
    if where in ("ahead", "planned", "until"):
        return _next(atom, dated)
    for year in (dated.year, dated.year - 1):
        day = _day_of(atom, year)
        soon = where is None and atom.day and day and dated < day <= dated + _SOON
        if soon:  # « se tient à Paris les 26 et 27 octobre »
            return year
        if day and day <= dated:
            return year if dated - day <= (_FAR if where == "back" else _HALF_YEAR) else None
    return None


def _next(atom: Atom, dated: date) -> int | None:
    for year in (dated.year, dated.year + 1):
        day = _day_of(atom, year)
        ahead = day and (day > dated or (atom.day is None and (day.year, day.month) == (dated.year, dated.month)))
        if day and ahead:
            return year if day - dated <= _AHEAD else None
    return None


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
    if _MANDATE.search(sentence):
        return False
    if (position == 0 and start < _TITLE) or (
        position <= 3 and _PERIOD.search(sentence) and not _BUDGET.search(sentence)
    ):
        return True
    told = _PERIOD.search(sentence) is not None or "rapport" in sentence or "faits nouveaux" in sentence
    return told and _ACCOUNT.search(sentence) is not None


#: a title is no longer, even with the masthead before it
_TITLE = 350
_PERIOD = re.compile(r"période|exercice|intervalle")
# « a créé la mission pour une période initiale de six mois allant du »: a mandate
_MANDATE = re.compile(
    r"\b(?:pour une|d'une) (?:nouvelle )?(?:période|durée) (?:\w+ )?(?:de |d')[\w-]+ (?:mois|ans?|années?|jours),? ?"
    r"(?:allant |courant |soit )?(?:du )?$"
)
# « 7 milliards de dollars pour l'an prochain (période du 1er juillet 2017 au 30 juin 2018) »
_BUDGET = re.compile(r"milliards?|millions?|dollars|euros|prochaine?\b")
_ACCOUNT = re.compile(
    r"rapport|bilan|compte rendu|activités|travaux|considérée|à l'examen|couvr|visée|(?:présent|ce) document"
    r"|président du|réunions"
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


_DOCUMENT = re.compile(
    r"\b(?:rapport|lettre|résolution|déclaration|note|communiqué|accord|décision)s?\b[^.;,]{0,40}\b(?:du|le) $"
)


def dates_document(lowered: str, start: int) -> bool:
    """Whether a date is that of a document cited, and so tells nothing of the days told around it.

    >>> dates_document("énoncés dans son rapport du 16 juin 2023", 28)
    True
    """
    return _DOCUMENT.search(lowered, max(0, start - 80), start) is not None
