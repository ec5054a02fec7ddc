"""What the sentence says of a figure: the period it holds for, and who states it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter, itemgetter
from typing import TypeVar

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import Actor, Date, Figure, Mention, Span

#: the end of a sentence; « M. Adams » ends none; it opens with the mark, which is quick to find
_SENTENCE = re.compile(
    r"[.!?;](?<!\bM.)(?<!\bMM.)(?<!\bDr.)(?<!\bpar.)[»”\s]*\s(?:\[\d{1,3}\][ ]?){0,4}(?=[«“(\s]*[^\W\d_a-zà-ÿ])"
)

#: « pour la période », « au cours de », « en » before a date or a duration
_PERIOD_CUE = re.compile(
    r"""(?:^|(?<=[ (]))(?:
        (?:pour|durant|pendant|sur|au[ ]cours[ ]de|dans|couvrant)[ ]
        (?:la[ ]periode|l'(?:annee|exercice)(?:[ ]biennal)?)(?:[ ]allant)?[ ](?:de[ ]|du[ ])?
      | (?:au[ ]cours[ ](?:des|de[ ]ces|de)|pendant|durant|depuis|en|entre|dans|a[ ]la[ ]fin[ ]de|au|fin|debut)[ ]
        (?:les[ ]|ces[ ])?
    )$""",
    re.VERBOSE,
)
_OWN_PREPOSITION = re.compile(r"(?:depuis|d'ici|jusqu|du|entre|de|avant|apres|a[ ]partir|au)\b")
#: « depuis son déploiement en 2013 », « avant le séisme de 2010 »: the date of something else
_NOT_A_PERIOD = re.compile(
    r"(?:\b(?:depuis|avant|apres|lors)[ ](?:l'|(?:d[eu]s?|l[ea]s?|s[ao]n?|ses|leurs?|cet(?:te)?|ce)[ ])[^,.;]*$)"
    r"|(?:rapport|resolution|sommet|document|declaration|accord|statut|protocole|charte)\w*\b[^,]*$"
)
#: what ties a period to a figure over a comma too
_OF_A_PERIOD = ("pour l", "durant l", "couvrant")
_SOURCE_CUE = re.compile(
    r"(?:selon|d'apres)[ ](?:les?[ ]|la[ ]|l'|les[ ]estimations[ ](?:de[ ]|du[ ]|des[ ]|de[ ]l'))?$"
)
_OPENING = re.compile(r"(?:[^,]{0,80},[ ])?(?:(?:le|la|les|m\.|mme|l'|s\.[ ]?e\.)[ ]?)*")
#: a sentence says of a figure what it says so near to it: a table read as one sentence may be endless
_NEAR = 3000
_STATING = frozenset({"name", "acronym", "office", "definite"})
_Row = TypeVar("_Row", Figure, Date, Mention)


def attribute_figures(
    text: str, figures: Sequence[Figure], dates: Sequence[Date], mentions: Sequence[Mention], actors: dict[str, Actor]
) -> list[Figure]:
    """``figures`` with ``period`` and ``attribution`` where their sentence states them.

    Parameters
    ----------
    text
        the paragraph that all offsets point into.
    figures, dates, mentions
        its annotations, sorted by position.
    actors
        the actors that mentions name, by actor_id.

    Returns
    -------
    The figures in the same order; ordinals are left as they are.

    >>> attribute_figures("Elle a reçu 12 dons pour la période 2016-2018.", [Figure(12, 14, "count", 12.0)],
    ...     [Date(36, 45, None, None, "period")], [], {})[0].period
    'pour la période 2016-2018'
    """
    if not any(figure.kind != "ordinal" for figure in figures):
        return list(figures)
    folded = fold(text)
    breaks = [found.span() for found in _SENTENCE.finditer(text)]
    placed: list[Figure] = []
    for figure in figures:
        if figure.kind == "ordinal":
            placed.append(figure)
            continue
        sentence = _sentence(figure, breaks, len(text))
        near = Span(max(sentence.start, figure.start - _NEAR), min(sentence.end, figure.end + _NEAR))
        period = _period(text, folded, figure, _inside(figures, near), _inside(dates, near), sentence)
        speaker = _speaker(folded, figure, _inside(mentions, near), actors, sentence)
        placed.append(replace(figure, period=period, attribution=speaker) if period or speaker else figure)
    return placed


def _sentence(figure: Figure, breaks: Sequence[tuple[int, int]], length: int) -> Span:
    """The sentence that holds the figure, between two of the spans at which sentences end."""
    before = bisect_right(breaks, figure.start, key=itemgetter(1))
    behind = bisect_left(breaks, figure.end, lo=before, key=itemgetter(0))
    start = breaks[before - 1][1] if before else 0
    return Span(start, breaks[behind][0] + 1 if behind < len(breaks) else length)


def _inside(rows: Sequence[_Row], stretch: Span) -> Sequence[_Row]:
    """The rows that begin in a stretch of a paragraph, which may be a whole book on one line."""
    first = bisect_left(rows, stretch.start, key=attrgetter("start"))
    return rows[first : bisect_left(rows, stretch.end, lo=first, key=attrgetter("start"))]


def _period(
    text: str, folded: str, figure: Figure, figures: Sequence[Figure], dates: Sequence[Date], sentence: Span
) -> str | None:
    """The period after the figure, else the one that opens its sentence."""
    if figure.kind == "duration":  # « depuis 30 ans, une rébellion à l’offensive depuis 2021 »
        return None
    lengths = [Span(f.start, f.end) for f in figures if f.kind == "duration" and f is not figure]
    spans = sorted([*(Span(row.start, row.end) for row in dates), *lengths])
    periods = [found for span in spans if (found := _introduced(folded, span))]
    others = [f for f in figures if f.kind not in ("ordinal", "duration") and f is not figure]
    after = next((p for p in periods if p.start >= figure.end), None)
    if after and ", " in folded[figure.end : after.start] and not folded.startswith(_OF_A_PERIOD, after.start):
        after = None
    if after and not any(figure.end <= f.start < after.start for f in others):
        return text[after.start : after.end]
    if folded.endswith("contre ", 0, figure.start):  # « En 2016, 165 plaintes, contre 138 cette année »
        return None
    opening = next((p for p in periods if p.end <= figure.start and p.start - sentence.start <= 3), None)
    return text[opening.start : opening.end] if opening else None


def _introduced(folded: str, span: Span) -> Span | None:
    """The span of a date with the words that introduce it, None where nothing ties it to a figure."""
    window = max(0, span.start - 50)
    cue = _PERIOD_CUE.search(folded, window, span.start)
    start = cue.start() if cue else span.start
    if not cue and not _OWN_PREPOSITION.match(folded, span.start):
        return None
    return None if _NOT_A_PERIOD.search(folded, window, start) else Span(start, span.end)


@cache
def _saying() -> re.Pattern[str]:
    """« a également indiqué que », « souligne que », « ont fait observer que »."""
    rows = load_rows("figure_sayings.csv", ("past", "present", "example"))
    past = "|".join(fold(row["past"]) for row in rows)
    present = "|".join(fold(name) for row in rows for name in row["present"].split("|"))
    past, present = past.replace(" ", "[ ]"), present.replace(" ", "[ ]")
    adverb = r"(?:[ ](?:egalement|toutefois|neanmoins|en[ ]outre|aussi|ensuite|par[ ]ailleurs|notamment|d'ailleurs))?"
    perfect = rf"(?:a|ont|avait|avaient){adverb}[ ](?:{past})(?:e?s?)"
    return re.compile(rf"\b(?:{perfect}|et[ ](?:{past})(?=[ ]qu)|(?:{present})){adverb}(?=[ ]:|,?[ ]\w)")


def _speaker(
    folded: str, figure: Figure, mentions: Sequence[Mention], actors: dict[str, Actor], sentence: Span
) -> str | None:
    """The actor who is the subject of a verb of saying before the figure, or whom « selon » names."""
    inside = [m for m in mentions if m.form in _STATING and m.actor_id in actors]
    for mention in inside:
        if _SOURCE_CUE.search(folded, max(sentence.start, mention.start - 40), mention.start):
            return mention.actor_id
    first = next((m for m in inside if not m.nested), None)
    opening = _OPENING.match(folded, sentence.start, first.start) if first else None
    if first is None or opening is None or opening.end() < first.start:
        return None
    verb = _saying().search(folded, sentence.start, figure.end)
    if verb is None or first.end > verb.start() or verb.end() > figure.start:
        return None
    between = folded[first.end : verb.start()].strip()
    apposed = between == "" or (between[0] in ",(" and between[-1] in ",)")
    if not apposed:
        return None
    apposition = next((m for m in inside if folded[first.end : m.start] == ", " and m.end <= verb.start()), None)
    person = apposition is not None and actors[apposition.actor_id].type == "person"
    return apposition.actor_id if apposition and person else first.actor_id
