"""Numbers without a unit: whether a noun, a verb or the sentence shows what they count."""

from __future__ import annotations

import re
from functools import cache

from r2p_data.annotate.figures.brackets import is_tallied
from r2p_data.annotate.figures.contexts import PART_AHEAD, numbers_things
from r2p_data.annotate.figures.cues import cue_before
from r2p_data.annotate.figures.numerals import Numeral
from r2p_data.annotate.figures.passage import FUNCTION_WORDS, Passage, word_set
from r2p_data.annotate.figures.qualifiers import qualifier_after, qualifier_before
from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

_CLITICS = r"(?:n'|ne[ ]|s'|se[ ]|l'|l[ea]s?[ ]|leur[ ]|lui[ ]|y[ ]|en[ ]){0,3}"
#: « 12 ont été tués », « 41 ne le sont pas »
_PLURAL_VERB = re.compile(
    rf"""[ ]{_CLITICS}(?:ont|sont|etaient|avaient|seront|auront|seraient|auraient|furent|eurent|restent|demeurent
    |appartiennent|proviennent|concernent|relevent|devaient|doivent|peuvent|pourront|devront)\b""",
    re.VERBOSE,
)
#: « 840 concernaient des filles »: after a number from two up, such a word is a verb
_VERB_ENDING = re.compile(rf"[ ]{_CLITICS}[a-z]{{3,}}(?:aient|erent|irent|urent|ent)\b")
#: « cinq d’entre elles »
_AMONG = re.compile(r"[ ]d'entre[ ]")
#: « …, deux au sein de la Mission », « … et 13 en cours »
LISTED = re.compile(r"(?:[,;:]|\b(?:et|ou|dont|contre))[ ]$")
PLACE = re.compile(r"[ ](?:au|aux|a|dans|en|pour|sur|chez|contre|par|parmi|sous|hors)\b")
#: « 195 au Kosovo »: an item of a list
_ITEM = re.compile(r"[ ](?:au|aux|en|a|dans|chez|sous)[ ](?:l'|la[ ]|le[ ]|les[ ])?(?=[^\W\d_])")
#: « 12 de ses soldats »; digits after a noun number it (« la phase 2 de ses travaux »)
_OF_THESE = re.compile(r"[ ]de[ ](?:ces|ses|leurs|nos|vos|mes)[ ](?:[^\W\d_]+[ ])?[^\W\d_]+[sxz]\b")
_TAKES_PART = re.compile(
    r"(?:^|[.;:,(—–-][ ]?|\b(?:à|et|ou|que|dont|dans|pour|avec|contre|sur|par|chez|perdu)[ ]|és?[ ]|er[ ])$"
)
#: « les deux », « à eux sept »
_DETERMINER = re.compile(r"\b(?:les|des|ces|ses|leurs|nos|aux|mes|vos|eux|elles)[ ]$")
#: « Le choléra en a tué 919 », « qui en comprend 42 »
_OF_THEM = re.compile(
    r"""\b(?:en[ ](?:a|ont|avait|avaient|aurait|auraient)[ ](?:[a-z]+[ ])?[a-z]+(?:e|es|i|is|u|us|t|ts)
      |(?:d'|pour[ ]|doit[ ]|devra[ ]|doivent[ ]|faut[ ]|peut[ ]|peuvent[ ]|va[ ]|a[ ]|vont[ ]|allons[ ]
        |devons[ ]|pouvons[ ]|veut[ ]|compte[ ]|prevoit[ ]d'|pourra[ ]|pourrait[ ]|devrait[ ])en[ ][a-z]+(?:er|ir|re)
      |(?:ils|elles)[ ](?:n')?(?:sont|etaient|seront|seraient|furent)(?:[ ](?:encore|desormais|deja|aujourd'hui|alors))?
      |(?:qui|ils?|elles?|on|n')[ ]?en[ ][a-z]+(?:e|d|t|ent|aient))[ ]$""",
    re.VERBOSE,
)
#: « de 100 à 150 chacun », « 12 par jour »
_EACH = re.compile(r"[ ](?:chacune?|par[ ](?:jour|semaine|mois|an|habitant|personne|famille|menage|pays|equipe))\b")
#: « 148   52   64,9 »: columns of numbers are parted by three blanks
_CELLS_LEFT = re.compile(r"(?:(?<![\w,.-])\d{1,3}(?:[ ]\d{3})*(?:[,.]\d+)?[ ]{3}){1,12}$")
_CELL_LEFT, _CELL_RIGHT = re.compile(r"\d[ ]{3}$"), re.compile(r"[ ]{3}[-–+]?\d")
#: « 3 P-4, 2 G-7 »: posts by their grade
_GRADE = re.compile(r"[ ](?:p|d|g|fs|gs|no|an|gn)-[1-9]\b")
#: « en compte aujourd’hui » before « 154 »
_ADVERB = re.compile(r"\b(?:aujourd'hui|desormais|actuellement|maintenant|deja|encore|ainsi|alors|seulement)[ ]$")
#: « les cas ont baissé, à 54 en 2018 », « ne s’élevait qu’à 25 »
_MOVED_TO = re.compile(
    r"(?:\b(?:baiss|diminu|recul|chut|augment|progress|grimp|remont|retomb)(?:e|ee?s|er|ent|ait|aient|e,|ee?s,),?[ ]a"
    r"|\bs'elev(?:e|ait|aient|ent)[ ]qu'a)[ ]$"
)
_ONE_THING = re.compile(r"\b(?:l[ae]|l'|cette|ce|du|au|sa|son)[ ]?[a-z-]{3,}[^\W\dsxz][ ]$")
#: « Blessés : » before « 12 », at the beginning of a line or an item
_LABEL = re.compile(r"(?:^|[;,•|\n])[ ]?([^\W\d_][^:;,.\d()•|\n]{1,60}?)[ ]?:[ ]$")
_LABELLED_END = re.compile(r"[ ]?(?:$|[;|•\n]|,(?![ ]?\d)|\.$)|[ ]\([a-z]{3}")  # « les critères : 1) », « : 1, 2 »
_TOTALS = word_set("nombre total effectif effectifs bilan pour contre abstention absent")
_NO_COUNTS = word_set("heures horaires dates codes references coordonnees adresses numeros contacts")
_YEAR_BEFORE = word_set(
    """en annee an depuis fin debut mi vers avant apres des jusqu'en ete hiver automne printemps de et exercice
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"""
)
#: « remis à neuf »
_NEW = word_set("a tout toute quoi rien")


def bare_flaw(passage: Passage, numeral: Numeral) -> str | None:
    """Why a number without unit is no figure, None where it counts a noun or stands for a quantity.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> def flaws(text):
    ...     passage = Passage(text)
    ...     return [bare_flaw(passage, numeral) for numeral in read_numerals(passage.folded)]
    >>> flaws("16 pays, 41 ne le sont pas, un véhicule neuf, 12 de plus")
    [None, None, 'indefinite article', 'adjective', 'counts nothing']
    """
    if numeral.style == "article":
        return "indefinite article"
    folded, start, end = passage.folded, numeral.start, numeral.end
    counted = passage.counts_noun(end, numeral.value)
    if _looks_like_year(numeral):
        return None if counted and _counts_for_sure(passage, numeral) or is_tallied(passage, start, end) else "calendar"
    if counted or numeral.solid or _stands_apart(passage, numeral):
        return None
    return "adjective" if folded[start:end] == "neuf" and _is_new(passage, start, end) else "counts nothing"


def _looks_like_year(numeral: Numeral) -> bool:
    return numeral.style == "digits" and 1900 <= numeral.value <= 2100 and numeral.end - numeral.start == 4


def _counts_for_sure(passage: Passage, numeral: Numeral) -> bool:
    """« et 1920 policiers »: after « et », « de » a year may stand, unless the noun is one that years never have."""
    before, after = passage.previous_word(numeral.start), passage.next_word(numeral.end)
    known = after is not None and after.word in _people()
    named = after is not None and passage.capital(after.start)  # « 15 août 2008 Français Original : anglais »
    return known or not (named or (before and before.word in _YEAR_BEFORE))


@cache
def _people() -> frozenset[str]:
    """The nouns that digits before them count, whatever the digits are."""
    rows = load_rows("words_after_years.csv", ("surface", "verdict", "example"))
    return frozenset(fold(row["surface"]) for row in rows if row["verdict"] == "counted")


def _is_new(passage: Passage, start: int, end: int) -> bool:
    """« un véhicule neuf », « remis à neuf »; « que neuf des 14 » is a number."""
    if PART_AHEAD.match(passage.folded, end):
        return False
    before = passage.previous_word(start)
    return before is not None and (before.word in _NEW or before.word.rstrip("'") not in FUNCTION_WORDS)


def _stands_apart(passage: Passage, numeral: Numeral) -> bool:
    """« plus de 300 », « s’élève à 350 », « 12 ont été tués », « les deux », « Blessés : 12 »."""
    folded, start, end = passage.folded, numeral.start, numeral.end
    if qualifier_before(folded, start) or qualifier_after(folded, end) or _AMONG.match(folded, end):
        return True
    if numeral.value >= 2 and _OF_THESE.match(folded, end) and _takes_part(passage, numeral):
        return True
    if is_each(folded, end) or _MOVED_TO.search(folded, max(0, start - 24), start):
        return True
    adverb = _ADVERB.search(folded, max(0, start - 14), start)
    at = adverb.start() if adverb else start
    if cue_before(folded, at, "apart") or _OF_THEM.search(folded, max(0, at - 50), at):
        return True
    verb = _PLURAL_VERB.match(folded, end) or _VERB_ENDING.match(folded, end)
    if verb and numeral.value >= 2 and folded[start:end] != "11" and not _named_by_it(folded, numeral):
        return True
    if numeral.style == "digits":
        graded = _GRADE.match(folded, end) is not None and passage.capital(end + 1)
        tallied = is_tallied(passage, start, end)
        return (
            tallied
            or graded
            or _is_cell(folded, numeral)
            or _is_item(passage, numeral)
            or _is_labelled(folded, numeral)
        )
    if _counts_name(passage, numeral):
        return True
    return is_ellipsis(folded, numeral) or _DETERMINER.search(folded, max(0, start - 8), start) is not None


def _takes_part(passage: Passage, numeral: Numeral) -> bool:
    """Whether a number before « de ses soldats » counts a part of them."""
    return (
        numeral.style == "words"
        or _TAKES_PART.search(passage.text, max(0, numeral.start - 10), numeral.start) is not None
    )


def _named_by_it(folded: str, numeral: Numeral) -> bool:
    """« les anciens de la cellule 39 sont »: digits after a noun in the singular are its name."""
    at = numeral.start
    return numeral.style == "digits" and _ONE_THING.search(folded, max(0, at - 30), at) is not None


def _counts_name(passage: Passage, numeral: Numeral) -> bool:
    """« cinq hélicoptères Griffon et trois Chinook »: a name has no plural."""
    word = passage.next_word(numeral.end)
    listed = LISTED.search(passage.folded, max(0, numeral.start - 7), numeral.start)
    return word is not None and listed is not None and numeral.value >= 2 and _is_name(passage, word.start, word.word)


def _is_name(passage: Passage, start: int, word: str) -> bool:
    return passage.capital(start) and word not in FUNCTION_WORDS and not word.endswith("'")


def is_ellipsis(folded: str, numeral: Numeral) -> bool:
    """« …, deux au sein de la Mission »: the noun was said before.

    >>> from r2p_data.annotate.figures.numerals import read_numerals
    >>> text = "trois agents, deux au sein de la mission"
    >>> [is_ellipsis(text, numeral) for numeral in read_numerals(text)]
    [False, True]
    """
    listed = LISTED.search(folded, max(0, numeral.start - 7), numeral.start)
    return bool(listed and numeral.value >= 2 and PLACE.match(folded, numeral.end))


def is_each(folded: str, end: int) -> bool:
    """Whether « chacun » or « par jour » follows a number.

    >>> is_each("de 100 a 150 chacun", 12)
    True
    """
    return _EACH.match(folded, end) is not None


def _is_cell(folded: str, numeral: Numeral) -> bool:
    """Whether digits are a cell of a row of numbers: « Soudan 317   1 759   455 ».

    The last of three cells may be a rate or a variation: it counts only where it is the sum of the others.
    """
    start, end = numeral.start, numeral.end
    if numeral.value % 1:
        return False
    if _CELL_RIGHT.match(folded, end):
        return True
    if not _CELL_LEFT.search(folded, max(0, start - 4), start):
        return False
    row = _CELLS_LEFT.search(folded, max(0, start - 90), start)
    cells = [float(cell.replace(" ", "").replace(",", ".")) for cell in row[0].strip().split("   ")] if row else []
    return len(cells) == 1 or sum(cells) == numeral.value


def _is_item(passage: Passage, numeral: Numeral) -> bool:
    """« 195 au Kosovo, au sein de la KFOR » as an item of a list."""
    place = _ITEM.match(passage.folded, numeral.end) if numeral.start == 0 and numeral.value >= 2 else None
    return place is not None and not passage.capital(numeral.end + 1) and passage.capital(place.end())


def _is_labelled(folded: str, numeral: Numeral) -> bool:
    """« Blessés : 12 »: a plural, no word that numbers things (« Articles : 12 »)."""
    if not folded.endswith(": ", 0, numeral.start) or not _LABELLED_END.match(folded, numeral.end):
        return False
    label = _LABEL.search(folded, max(0, numeral.start - 70), numeral.start)
    words = label[1].split() if label else []
    if not words or any(word in _NO_COUNTS or numbers_things(word) for word in (words[0], words[-1])):
        return False
    return words[0] in _TOTALS or words[-1] in _TOTALS or words[-1][-1] in "sx"
