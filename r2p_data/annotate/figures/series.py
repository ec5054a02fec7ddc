"""What a number takes from the numbers before it: the noun they count, the money they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from r2p_data.annotate.figures.amounts import Amount
from r2p_data.annotate.figures.bare_numbers import LISTED, PLACE, is_ellipsis
from r2p_data.annotate.figures.passage import Passage
from r2p_data.annotate.figures.units import Unit
from r2p_data.records import Figure

#: « 59 [voix sur] 128 », not « 3 tirs sur 12 kilomètres »
_OUT_OF = re.compile(r"(?:[ ][^\W\d_]+(?:[-'][^\W\d_]+)*){1,4}[ ]sur[ ](?:les[ ]|un[ ]total[ ]de[ ])?")
_OUT_OF_PLACE = re.compile(r"[ ][^\W\d_]+[sxz]\b")
#: « 130 397 400 dollars (113 131 700 l’année précédente) », « …, soit 29 072 100 »
_SET_AGAINST = re.compile(r"[ ]\($|\b(?:contre|soit|au[ ]lieu[ ]de)[ ]$")
#: « 70 millions …, dont : 50 millions pour le transport ; 5 millions environ pour les munitions »
_SPENT_FOR = re.compile(r"(?:[ ]environ)?[ ](?:pour|au[ ]titre|d'indemnites|de[ ](?:primes|frais|depenses))\b")
#: « 4,4 millions ont besoin d’aide »: people
_LIVING = re.compile(
    r"[ ](?:(?:ont|avaient|auront)\b(?![ ](?:deja[ ])?ete\b)|vivent\b|vivaient\b|souffrent\b|sont[ ]en\b)"
)
_THEN_TO = re.compile(r",?[ ]puis[ ]a[ ]$")
#: « 38 cas dans deux missions : 22 en Centrafrique et 16 en RDC »
_OPENS_LIST = re.compile(r"[^\W\d_]:[ ]$|[ ]:[ ]$")
_AND_TO = re.compile(r"[ ]et[ ]a[ ]$")
_OF = re.compile(r"[ ]d(?:e|es|u)[ ]|[ ]d'")
_NOUN = re.compile(r"[ ][aeiouh][a-z]{3,}")
_STOP = re.compile(r"[.;:!?]")
#: « Rho (62 000 personnes) et Plaine Savo (550) »
_NEXT_BRACKET = re.compile(r"[^().;:]{0,60}\)(?:,|[ ]et|[ ]ou|,[ ]et)[ ][^().;:]{2,60}\(")
#: « pour une population de » before « 10 millions »
_OF_PEOPLE = re.compile(
    r"\b(?:population|habitants?|electeurs|electorat|personnes|refugies|deplaces|enfants|effectifs?|nombre)\b[^.;:,]{0,25}$"
)
_OF_THINGS = re.compile(
    r"[ ](?:de[ ]|d')(?!(?:moins|plus|indemnites|subventions|depenses|credits|contributions|dettes?|dons|primes|frais"
    r"|recettes|pertes|benefices?)\b)"
)
#: « Un quart du montant, soit » before « 64,5 millions »
_SPEAKS_OF_MONEY = re.compile(
    r"""\b(?:montants?|budgets?|credits?|sommes?|(?:sur)?couts?|depenses?|recettes?|financements?|enveloppes?|contributions?
    |fonds|dons?|pret|aide|allocations?)\b
    (?:[ ]\(|[^.;:!?()]{0,30}\b(?:soit|de|a|atteint|atteignait|represente|totalise)[ ])
    (?:(?:quelque|environ|plus[ ]de|moins[ ]de|pres[ ]de)[ ])?$""",
    re.VERBOSE,
)


#: « a versé », « À ce jour, 120 millions ont été décaissés »
_PAID = (
    r"(?:vers|decaiss|debours|allou|engag|mobilis|depens|collect|debloqu|accord|prom|coll|affect|consacr|rembours|recueilli)"
    r"(?:ee?s?|ise?s?|i|ie?s?)"
)
_TO_PAY = r"(?:s'ajout\w+|reunir|verser|debloquer|depenser|rassembler|recueillir|lever)"
_PAYS = re.compile(
    rf"\b(?:{_PAID}|{_TO_PAY}|coute|coutait|coutera)[ ]"
    r"(?:(?:quelque|environ|plus[ ]de|moins[ ]de|pres[ ]de)[ ])?$"
)
_IS_PAID = re.compile(rf"[ ](?:seulement[ ])?(?:ont|avaient|auront|auraient)[ ](?:deja[ ])?ete[ ](?:deja[ ])?{_PAID}\b")


def continues(passage: Passage, previous: Amount, amount: Amount) -> bool:
    """Whether bare digits count what the number before them counts: « 56 terminées et 13 en cours ».

    >>> from r2p_data.annotate.figures.amounts import read_amounts
    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> passage = Passage("dont 56 terminées et 13 en cours")
    >>> continues(passage, *read_amounts(passage, list(read_numerals(passage.folded)), [None, None]))
    True
    """
    if previous.reason or previous.unit or amount.numeral.style not in ("digits", "words"):
        return False
    if amount.reason == "counts nothing" and _goes_on(passage.folded, previous, amount):
        return True
    if amount.numeral.style == "words":
        return False
    if amount.reason == "number in brackets":
        if previous.kind == "ratio":  # « près de la moitié (62) »
            return amount.value >= 10 and passage.folded[previous.end : amount.start] == " ("
        return _next_bracket(passage.folded, previous, amount)
    folded = passage.folded
    end = amount.start - 2 if _OPENS_LIST.search(folded, max(0, amount.start - 3), amount.start) else amount.start
    if amount.reason != "counts nothing" or _STOP.search(folded, previous.end, end):
        return False
    if amount.value == 1:  # « 14 voix pour et 1 abstention »; alone, « 1 abstention » may be « l’abstention »
        listed = LISTED.search(folded, max(0, amount.start - 8), amount.start)
        after = _NOUN.match(folded, amount.end) or PLACE.match(folded, amount.end)
        return previous.value >= 2 and listed is not None and after is not None
    return is_ellipsis(folded, amount.numeral) or (
        folded.endswith(" et ", 0, amount.start) and _OF.match(folded, amount.end) is not None
    )


def _goes_on(folded: str, previous: Amount, amount: Amount) -> bool:
    """« ramené à cinq par la résolution 2040, puis à six », « 59 voix sur 128 »."""
    link = folded[previous.end : amount.start]
    if _OUT_OF.fullmatch(link) and previous.value < amount.value:
        return not _OUT_OF_PLACE.match(folded, amount.end)
    to = _THEN_TO.search(link) or (_AND_TO.search(link) and folded.endswith(" a ", 0, previous.start))
    return len(link) < 120 and to is not None and not _STOP.search(link)


def _next_bracket(folded: str, previous: Amount, amount: Amount) -> bool:
    """Whether both numbers open brackets of one list; a year opens none."""
    opened = folded[previous.start - 1 : previous.start] == "("
    year = 1900 <= amount.value <= 2100
    return opened and not year and _NEXT_BRACKET.fullmatch(folded, previous.end, amount.start) is not None


def with_money(passage: Passage, previous: Amount, amount: Amount) -> Amount:
    """Give « 2,2 milliards » its currency: « 2,8 milliards de dollars, contre 2,2 milliards ».

    >>> from r2p_data.annotate.figures.amounts import read_amounts
    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> passage = Passage("2,8 milliards de dollars, contre 2,2 milliards")
    >>> with_money(passage, *read_amounts(passage, list(read_numerals(passage.folded)), [None, None])).kind
    'money'
    """
    if previous.reason or previous.kind != "money" or amount.kind == "money" or amount.start - previous.end > 200:
        return amount
    between = passage.folded[previous.end : amount.start]
    if not _is_bare(passage, amount) and not (
        (_SET_AGAINST.search(between) or _both_with(passage, previous, amount)) and _is_large(passage, amount)
    ):
        return amount
    listed = len(between) <= 160 and _SPENT_FOR.match(passage.folded, amount.end) is not None
    if (len(between) > 120 and not listed) or re.search(r"[.!?]" if listed else r"[.:!?]", between):
        return amount
    return amount._replace(kind="money", unit=previous.unit)


def _both_with(passage: Passage, previous: Amount, amount: Amount) -> bool:
    """« la Mission avec 1 154 140 500 dollars, et la Force, avec 1 006 428 200 »."""
    return all(passage.folded.endswith(" avec ", 0, one.start) for one in (previous, amount))


def _is_large(passage: Passage, amount: Amount) -> bool:
    """« (113 131 700 l’année précédente) »: digits in groups that count no noun."""
    alone = amount.reason is None and amount.unit is None and amount.numeral.solid and amount.numeral.style == "digits"
    return alone and amount.value >= 100_000 and not passage.counts_noun(amount.end, amount.value)


def with_percent(passage: Passage, previous: Amount, amount: Amount) -> Amount:
    """Give a bare decimal the percent of the number it is set against: « 97,8 %, contre 98,2 ».

    >>> from r2p_data.annotate.figures.amounts import read_amounts
    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> passage = Passage("97,8 %, contre 98,2 en 2014")
    >>> with_percent(passage, *read_amounts(passage, list(read_numerals(passage.folded)), [None] * 3)[:2]).kind
    'percent'
    """
    bare = amount.unit is None and amount.numeral.style == "digits" and amount.value % 1 != 0
    if not bare or previous.kind != "percent" or not passage.folded.endswith(" contre ", 0, amount.start):
        return amount
    if passage.counts_noun(amount.end, amount.value) or _STOP.search(passage.folded, previous.end, amount.start):
        return amount
    return amount._replace(kind="percent", unit=previous.unit, reason=None)


def with_currency(passage: Passage, amount: Amount, earlier: Sequence[Figure]) -> Amount:
    """Give « Un quart du montant, soit 64,5 millions » the one currency of the paragraph so far.

    >>> from r2p_data.annotate.figures.amounts import read_amounts
    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> passage = Passage("Un quart du montant, soit 64,5 millions, revient à Genève")
    >>> amount = read_amounts(passage, list(read_numerals(passage.folded)), [None, None])[1]
    >>> with_currency(passage, amount, [Figure(0, 9, "money", 2.0, unit="CHF")]).unit.name
    'CHF'
    """
    if not _is_bare(passage, amount):
        return amount
    currencies = {figure.unit for figure in earlier if figure.kind == "money"}
    if len(currencies) != 1 or not _is_money(passage.folded, amount):
        return amount
    return amount._replace(kind="money", unit=Unit(amount.end, "money", currencies.pop()))


#: « un budget annuel de » before « 4 millions »: money, of whatever currency
_BUDGET_OF = re.compile(
    r"\b(?:budgets?|credits?|enveloppes?|dotations?|subventions?)(?:[ ][a-z]+)?[ ]de[ ]"
    r"(?:(?:quelque|environ|plus[ ]de|moins[ ]de|pres[ ]de)[ ])?$"
)


def with_later_money(passage: Passage, amount: Amount, following: Sequence[Amount]) -> Amount:
    """Give « une enveloppe de 98 millions » the currency of the next sum of its sentence.

    >>> from r2p_data.annotate.figures.amounts import read_amounts
    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> passage = Passage("une enveloppe de 98 millions pour le Tribunal et de 3 millions d’euros")
    >>> amounts = read_amounts(passage, list(read_numerals(passage.folded)), [None, None, None])
    >>> with_later_money(passage, amounts[1], amounts[2:]).unit.name
    'EUR'
    """
    if not _is_bare(passage, amount) or not _is_money(passage.folded, amount):
        return amount
    paid = next((later for later in following if later.kind == "money" and not later.reason), None)
    if paid is None or re.search(r"[.!?]", passage.folded[amount.end : paid.start]):
        spent = _BUDGET_OF.search(passage.folded, max(0, amount.start - 60), amount.start)
        return amount._replace(kind="money") if spent else amount
    return amount._replace(kind="money", unit=paid.unit)


def _is_money(folded: str, amount: Amount) -> bool:
    """« Un quart du montant, soit 64,5 millions », « a versé 120 millions », « 120 millions ont été versés »."""
    start = amount.start
    cue = _SPEAKS_OF_MONEY.search(folded, max(0, start - 90), start) or _PAYS.search(folded, max(0, start - 40), start)
    return cue is not None or _IS_PAID.match(folded, amount.end) is not None


def _is_bare(passage: Passage, amount: Amount) -> bool:
    """Whether nothing says what the millions are: no unit, no « de personnes »."""
    bare = amount.reason is None and amount.unit is None and amount.numeral.scale > 1
    people = _OF_PEOPLE.search(passage.folded, max(0, amount.start - 45), amount.start) if bare else None
    return (
        bare
        and people is None
        and amount.numeral.style != "collective"
        and not _OF_THINGS.match(passage.folded, amount.end)
        and not _LIVING.match(passage.folded, amount.end)
    )
