"""The figures of one paragraph, and every number that is none, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from r2p_data.annotate.figures.amounts import Amount, read_amounts
from r2p_data.annotate.figures.articles import contrasted_after, contrasted_before
from r2p_data.annotate.figures.labels import refused_labels
from r2p_data.annotate.figures.numerals import Numeral, read_numerals
from r2p_data.annotate.figures.ordinals import ordinal_flaw
from r2p_data.annotate.figures.passage import Passage, word_set
from r2p_data.annotate.figures.qualifiers import qualifier_after, qualifier_before
from r2p_data.annotate.figures.relations import Pair, read_pair
from r2p_data.annotate.figures.series import continues, with_currency, with_later_money, with_money, with_percent
from r2p_data.annotate.figures.subjects import subject_at
from r2p_data.records import Bound, Figure, FigureForm, Refused
from r2p_data.taken import Taken

#: « 14-57339 »
_JOINED_BEFORE, _JOINED_AFTER = re.compile(r"\d[-–]"), re.compile(r"[-–]\d")
#: a claimed number, blanked out, with no letter, digit or decimal mark beside it
_BLANK_APART = re.compile(r"(?<![\w.,\x00])\x00+(?!\w)")
#: « les trois piliers et une approche » lists nothing
_DEFINITE = word_set("les ces ses leurs nos vos aux des")
_start = attrgetter("start")


def annotate_figures(text: str, taken: Taken, names: Taken) -> tuple[list[Figure], list[Refused]]:
    """Figures of ``text``, and its other numbers with the reason why they are none.

    Parameters
    ----------
    text
        one paragraph of clean text.
    taken
        spans of references and dates: their digits need no explanation.
    names
        spans of actors' names: a number inside is part of the name.

    Returns
    -------
    Figures and refused numbers, each sorted by position. Every digit and every number word
    outside ``taken`` is inside the one or the other.

    >>> figures, refused = annotate_figures("10 des 16 missions (par. 4), l’Agenda 2030", Taken(), Taken())
    >>> [(f.kind, f.value, f.value2, f.subject) for f in figures]
    [('ratio', 10.0, 16.0, 'missions')]
    >>> [(r.start, r.end, r.reason) for r in refused]
    [(25, 26, 'paragraph number'), (38, 42, 'part of a name')]
    """
    passage = Passage(text, names)
    numerals = _open_numerals(passage, taken)
    if not numerals:
        return [], []
    labelled = list(zip(numerals, refused_labels(passage, numerals), strict=True))
    cardinals = [(numeral, label) for numeral, label in labelled if numeral.style != "ordinal"]
    amounts = read_amounts(passage, [numeral for numeral, _ in cardinals], [label for _, label in cardinals])
    figures, refused = _read_figures(passage, amounts)
    figures = sorted([*figures, *_contrasted_articles(passage, figures)], key=_start)
    ranks: list[Figure] = []
    for numeral, label in labelled:
        if numeral.style != "ordinal":
            continue
        if reason := label or ordinal_flaw(passage, numeral):
            refused.append(Refused(numeral.start, numeral.end, reason))
        elif not _covered(numeral.start, numeral.end, figures):
            ranks.append(_ordinal(passage, numeral))
    refused = [row for row in refused if not _covered(row.start, row.end, figures)]
    return sorted([*figures, *ranks], key=_start), sorted(refused, key=_start)


def find_figures(text: str, taken: Taken, names: Taken) -> list[Figure]:
    """The figures of ``text``; see :func:`annotate_figures`.

    >>> [f.value for f in find_figures("deux millions et demi de civils", Taken(), Taken())]
    [2500000.0]
    """
    return annotate_figures(text, taken, names)[0]


def find_refused(text: str, figures: Sequence[Figure], taken: Taken, names: Taken) -> list[Refused]:
    """The numbers of ``text`` that are in none of ``figures``; see :func:`annotate_figures`.

    >>> find_refused("La COVID-19", [], Taken(), Taken())
    [Refused(start=9, end=11, reason='part of a name')]
    """
    refused = annotate_figures(text, taken, names)[1]
    known = sorted(figures, key=_start)
    return [row for row in refused if not _covered(row.start, row.end, known)]


def _covered(start: int, end: int, figures: Sequence[Figure]) -> bool:
    """Whether the span is inside one of the figures, which are sorted and do not overlap."""
    at = bisect_right(figures, start, key=_start)
    return at > 0 and end <= figures[at - 1].end


def _open_numerals(passage: Passage, taken: Taken) -> list[Numeral]:
    """The numerals that nothing else has claimed; a number half claimed is read again without that half."""
    open_: list[Numeral] = []
    claimed: list[Numeral] = []
    for numeral in read_numerals(passage.folded):
        (claimed if taken.overlaps(numeral.start, numeral.end) else open_).append(numeral)
    if not claimed:
        return open_
    passage.close([(numeral.start, numeral.end) for numeral in claimed], taken)
    return open_ if all(_leaves_no_trace(passage, one) for one in claimed) else list(read_numerals(passage.open))


def _leaves_no_trace(passage: Passage, claimed: Numeral) -> bool:
    """Whether a number is claimed whole and touches no other, which would be read in another way without it."""
    blank = _BLANK_APART.match(passage.open, claimed.start)
    return blank is not None and blank.end() == claimed.end


def _read_figures(passage: Passage, amounts: Sequence[Amount]) -> tuple[list[Figure], list[Refused]]:
    """Figures from left to right: two numbers that make one figure first, then single numbers."""
    figures: list[Figure] = []
    refused: list[Refused] = []
    last: Amount | None = None
    # the last sum, where only small numbers came since: « 37 millions d’euros, puis avec 16 »
    paid: Amount | None = None
    at = 0
    while at < len(amounts):
        amount = amounts[at]
        if paid and amount.reason is None:
            amount = with_money(passage, paid, amount)
        if last:
            amount = with_percent(passage, last, amount)
        if amount.reason is None:
            amount = with_currency(passage, amount, figures)
            if amount.unit is None and amount.numeral.scale > 1:
                amount = with_later_money(passage, amount, amounts[at + 1 : at + 5])
        elif last and continues(passage, last, amount):
            amount = amount._replace(reason=None)
        pair = read_pair(passage, amount, amounts[at + 1]) if at + 1 < len(amounts) else None
        if pair and last and pair.kind == "count":  # « 5 à 10 millions pour le carburant »
            paid = with_money(passage, last, pair.last)
            pair = pair._replace(kind=paid.kind, last=paid)
        if pair and not pair.refused:
            figures.append(_paired(passage, pair))
            last = pair.last
        elif pair:
            refused += [Refused(a.numeral.start, a.numeral.end, pair.refused or "") for a in amounts[at : at + 2]]
        elif amount.reason:
            refused.append(_refuse(passage, amount))
        elif not _covered(amount.numeral.start, amount.numeral.end, figures):
            figures.append(_single(passage, amount, figures))
            last = amount
        if last and (last.kind == "money" or last.numeral.scale > 1):
            paid = last
        at += 2 if pair else 1
    return figures, refused


def _refuse(passage: Passage, amount: Amount) -> Refused:
    """The refusal of an amount; digits joined by a hyphen that make no range are a serial number."""
    start, end = amount.numeral.start, amount.numeral.end
    if amount.reason != "counts nothing":
        return Refused(start, end, amount.reason or "counts nothing")
    text = passage.text
    joined = _JOINED_BEFORE.match(text, max(0, start - 2), start) or _JOINED_AFTER.match(text, end, end + 2)
    return Refused(start, end, "serial number" if joined else "counts nothing")


def _single(passage: Passage, amount: Amount, earlier: Sequence[Figure]) -> Figure:
    folded = passage.folded
    fraction = amount.kind == "ratio"
    approximate = amount.numeral.style in ("collective", "fraction")
    before = qualifier_before(folded, amount.start, fraction=fraction)
    after = None if before else qualifier_after(folded, amount.end)
    start, end = (before.start if before else amount.start), (after.end if after else amount.end)
    found = before or after
    word = (amount.numeral.start, amount.numeral.end) if approximate else None
    span = (found.start, found.end) if found else word
    bound: Bound = found.bound if found else "about" if amount.numeral.style == "collective" else "exact"
    noun = amount.unit is None and not fraction and passage.counts_noun(end, amount.value)
    subject = subject_at(passage, end, measured=not noun)
    if subject and subject.startswith("restant"):
        subject = next((row.subject for row in reversed(earlier) if row.kind == amount.kind), subject)
    form: FigureForm = "ratio" if fraction else "plain"
    unit = amount.unit.name if amount.unit else None
    qualifier = passage.text[span[0] : span[1]] if span else None
    return Figure(start, end, amount.kind, amount.value, amount.whole, form, unit, qualifier, bound, subject)


def _paired(passage: Passage, pair: Pair) -> Figure:
    found = qualifier_before(passage.folded, pair.start)
    start = found.start if found else pair.start
    qualifier = passage.text[found.start : found.end] if found else None
    printed = pair.kind != "ratio" or pair.last.kind == "count"
    unit = pair.last.unit.name if pair.last.unit and printed else None
    bound: Bound = found.bound if found else "exact"
    subject = subject_at(passage, pair.end, measured=unit is not None)
    return Figure(start, pair.end, pair.kind, pair.value, pair.value2, pair.form, unit, qualifier, bound, subject)


def _ordinal(passage: Passage, numeral: Numeral) -> Figure:
    subject = subject_at(passage, numeral.end)
    return Figure(numeral.start, numeral.end, "ordinal", numeral.value, subject=subject)


def _contrasted_articles(passage: Passage, figures: Sequence[Figure]) -> list[Figure]:
    """« une réunion d’organisation et cinq réunions »: the « une » is a number there."""
    spans: set[tuple[int, int]] = set()
    for figure in figures:
        if figure.kind == "count" and figure.unit is None and 2 <= figure.value <= 100:
            spans |= _articles_around(passage, figure)
    return [
        Figure(start, end, "count", 1.0, subject=subject_at(passage, end))
        for start, end in sorted(spans)
        if not _covered(start, end, figures) and not passage.names.overlaps(start, end)
    ]


def _articles_around(passage: Passage, figure: Figure) -> set[tuple[int, int]]:
    """The articles set against one figure, and against one another: « trois soldats, un policier et un interprète »."""
    before = contrasted_before(passage, figure.start)
    spans = {before} if before else set()
    determiner = passage.previous_word(figure.start)
    after = None if determiner and determiner.word in _DEFINITE else contrasted_after(passage, figure.end)
    while after:
        spans.add(after)
        after = contrasted_after(passage, after[1])
    return spans
