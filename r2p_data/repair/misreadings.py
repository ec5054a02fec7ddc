"""What OCR makes of French: elisions, « Il », « 1er », « à », and words that are none."""

from __future__ import annotations

import re
from functools import cache

from r2p_data.repair.english import stands_in_english
from r2p_data.repair.patchwork import Patch
from r2p_data.repair.profiling import Profile
from r2p_data.repair.vocabulary import is_word
from r2p_data.repair.words import Reading, Words

__all__ = ["misread_words", "sign_patches"]

_LETTER = r"[^\W\d_]"
_VOWEL = "(?:[AEIOUYHaeiouyhÀÂÉÈÊËÎÏÔÛŒàâéèêëîïôûœ€¢]|ce[eu])"
_MONTH = r"(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre)"
_VERB = (
    r"(?:n[’']|s[’']|l[’']|y\b|ne\b|se\b|en\b|lui\b|leur\b|a\b|est\b|faut\b|peut\b|doit\b|fait\b|convient\b|importe\b"
    r"|existe\b|reste\b|demeure\b|ressort\b|semble\b|suffit\b|appartient\b|incombe\b|va\b|vise\b|souligne\b|rappelle\b"
    r"|note\b|estime\b|prie\b|demande\b|invite\b|encourage\b|recommande\b|constate\b|[a-zé]{2,}(?:ait|era|erait|ira)\b)"
)


_ORDINAL_MARK = "(?:[*%°”“\"^¥’']{1,2}|[°'’]?[rR]|er)"
_AFTER_À = r"(?:[lI1]?[’']|(?:la|un|une|des|ce|cet|cette|ces|leurs?|son|sa|ses)\b|[a-z]+er\b)"


@cache
def _signs() -> re.Pattern[str]:
    """Everything that is told by its signs and what stands next to it.

    The sign comes first, so that the search skips to it; each alternative then looks back. None stands after a letter.
    """
    return re.compile(
        rf"""
        [\[I1l|!’&](?<!\w.)
        (?: # « [I’homme », « [’on »
            (?P<elision_bracket>(?<=\[)(?<![\w’'].)[I1l|!]?[’'](?={_LETTER}))
            # « I’Union », « |’action »
          | (?P<elision_I>(?<=[I|!])(?<![\w’'].)[’'][ ]?(?={_VOWEL}))
            # « 1’Union », « 1l’appui »
          | (?P<elision_1>(?<![\w’'.,].)(?:(?<=1)l?|(?<=I)l)[’'][ ]?(?={_VOWEL}))
            # « de ’innovation », not « dit: ’essentiel’ »
          | (?P<elision_lost_l>(?<=[\s(]’)(?<![:.;!?»]\s’)(?={_VOWEL}))
            # « 11 a insisté », « IIs ont », « s’1l »
          | (?P<Il_misread>(?<![\w.,/-].)
              (?: (?:(?<=1)[1l]|(?<=I)[1I]|(?<=l)[Il1]|(?<=\|)l)(?=[ ]{_VERB}) | (?<=[I1l|])[I1l|]s(?=[ ][a-zéê]) ))
            # « 1* janvier », « 1% janvier », « ler mars »
          | (?P<ordinal_1er>(?<=[1lI])(?<![\w.,].){_ORDINAL_MARK}(?=[ ]{_MONTH}\b))
            # « conformément & l’esprit »
          | (?P<ampersand_for_à>(?<=[a-zéè,][ ]&)(?=[ ]{_AFTER_À}))
        )
        """,
        re.VERBOSE,
    )


def sign_patches(text: str) -> list[Patch]:
    """Elisions, « Il », « 1er » and « à » that the signs around them give away.

    >>> [after for _, _, after, _ in sign_patches("Le 1% janvier, I’Union et [’ONU ont dit: 11 a insisté sur 1’appui")]
    ['1er', 'l’', 'l’', 'Il', 'l’']
    """
    patches = []
    for match in _signs().finditer(text):
        rule = match.lastgroup or ""
        after = _intended(text, match, rule)
        if after is not None and after != match.group():
            patches.append((match.start(), match.end(), after, rule))
    return patches


def _intended(text: str, match: re.Match[str], rule: str) -> str | None:
    """What a match ought to read; None where its surroundings forbid a repair."""
    if rule.startswith("elision"):
        if rule == "elision_lost_l" and _closes_quote(text, match.end()):
            return None
        return "l’"
    if rule == "ampersand_for_à":
        return "à"
    if rule == "ordinal_1er":
        return "1er"
    return _pronoun(text, match)


def _closes_quote(text: str, start: int) -> bool:
    """Whether an opening quote, not an apostrophe, stands before ``start``: « ’essentiel’ »."""
    close = text.find("’", start, start + 80)
    return close > 0 and not text[close + 1 : close + 2].isalpha()


@cache
def _sentence_start() -> re.Pattern[str]:
    return re.compile(r"(?:^|[.!?;:»)…]\s|,\s|\b(?:qu|lorsqu|puisqu|s)[’'])$")


def _pronoun(text: str, match: re.Match[str]) -> str | None:
    before = text[max(0, match.start() - 8) : match.start()]
    start = _sentence_start().search(before)
    if not start:
        return None
    capital = not before or start.group()[0] in ".!?;:»)…" or not start.group()
    return ("Il" if capital else "il") + ("s" if match.group().endswith("s") else "")


@cache
def _lettered() -> re.Pattern[str]:
    """« ¢tre », not « 2016 »."""
    return re.compile(r"&?[¢€\d]*+[^\W\d_]")


@cache
def _digit_inside() -> re.Pattern[str]:
    """« g6n6ral », « po1itique », « s6curit6 »; not « 1er », « M23 », « 10km », « note1 »."""
    return re.compile(r"[A-ZÉ]?[^\W\d_A-Z]+(?:[01568][^\W\d_A-Z]+)+6?|[A-ZÉ]?[^\W\d_A-Z]+6|1[^\W\d_A-Z]{2,}")


_ORDINALS = frozenset({"1er", "1ère", "1re", "1ers", "1ères", "1res", "1ere", "1eres", "1ème"})
_MARKS = frozenset("¢€&")


def misread_words(words: Words, profile: Profile) -> dict[int, Reading]:
    """Words that are none, where one confusion of OCR makes them a usual word.

    >>> misread_words(Words("auprés de lui, M. Ladsous a ét¢ nommé"), Profile())
    {0: ('auprès', 'é_for_è'), 6: ('été', 'cent_sign_for_é')}
    """
    judged = profile.judged
    for word in set(words.words).difference(judged):
        judged[word] = profile.judge(word) if word[0].isalpha() or _lettered().match(word) else None
    found = enumerate(map(judged.get, words.words))
    return {place: reading for place, reading in found if reading is not None and _may_change(words, place)}


def _dotted(pair: str) -> bool:
    """« n. » before a word, « .n » after it, turned round: « gregoire.scano »."""
    return len(pair) == 2 and pair[1] == "." and pair[0].isalnum()


def _may_change(words: Words, place: int) -> bool:
    """Not inside an address or a symbol, not a code with digits."""
    text, word, (start, end) = words.text, words.words[place], words.span(place)
    around = text[start - 1 : start] + text[end : end + 1]
    if any(mark in "/@_\\#" for mark in around):
        return False
    if _dotted(text[start - 2 : start]) or _dotted(text[end : end + 2][::-1]):
        return False
    if text[max(0, start - 2) : start] in ("--", " -"):
        return False
    if any(c.isdigit() for c in word):
        glued = word[-1].isdigit() and is_word(word[:-1].lower())
        return bool(_digit_inside().fullmatch(word)) and word not in _ORDINALS and not glued
    if word[1:] != word[1:].lower():
        return False
    return not word.isascii() or not stands_in_english(words, place)
