"""French forms by their endings: past participles, infinitives, adverbs.

An ending decides only where the lexicon knows the verb that goes with it.
"""

from __future__ import annotations

import re
from functools import cache

from r2p_data.lexicon import load_rows
from r2p_data.repair.vocabulary import frequency, is_word

__all__ = ["back_two_words", "is_adverb", "is_infinitive", "is_participle"]


@cache
def _adverbs() -> frozenset[str]:
    rows = load_rows("repair_a.csv", ("role", "word", "example"))
    return frozenset(row["word"] for row in rows if row["role"] in ("adverb", "degree"))


_USUAL_VERB = 1e-7
_IRREGULAR_INFINITIVES = frozenset({"être", "faire", "refaire", "satisfaire"})
_NOUNS_IN_OIR = frozenset(
    [
        "soir",
        "espoir",
        "noir",
        "miroir",
        "couloir",
        "tiroir",
        "terroir",
        "trottoir",
        "comptoir",
        "désespoir",
        "réservoir",
    ]
)
_NOUNS_IN_MENT = frozenset({"moment", "élément", "document", "gouvernement", "argument", "instrument"})


@cache
def _irregular_participle() -> re.Pattern[str]:
    """« tenu », « compris », « conduit », « ouvert », « joint », « suivi »."""
    return re.compile(
        r"""
        \w*(?: [nr]du | tenu | venu | çu | rompu | battu | vêtu | vécu | vaincu | paru | couru | connu | résolu | conclu
             | exclu | inclu | fallu | valu | voulu | élu | lu | mis | pris | quis | assis | dit | fait | duit | truit
             | crit | ffert | ouvert | joint | teint | traint | treint | suivi | clos | failli | mort )
        | eu | pu | dû | du | su | vu | cru | été | accru | bu | plu | ri | souri | nui | pourvu | prévu | revu | perçu
        """,
        re.VERBOSE,
    )


@cache
def is_participle(word: str) -> bool:
    """Whether ``word`` looks like a past participle that may follow « a ».

    >>> [is_participle(word) for word in ("souligné", "établi", "tenu", "été", "proximité", "côté", "appeler")]
    [True, True, True, True, False, False, False]
    """
    lowered = word.lower()
    stem = re.sub(r"(?<=[éiutsd])(?:es?|s)$", "", lowered)
    if stem.endswith(("é", "i")) and len(stem) > 2:
        infinitive = stem[:-1] + "er" if stem.endswith("é") else stem + "r"
        if is_word(infinitive) or frequency(infinitive) > _USUAL_VERB:
            return True
    return any(_irregular_participle().fullmatch(form) and is_word(form) for form in (lowered, stem))


@cache
def is_infinitive(word: str) -> bool:
    """Whether ``word`` looks like an infinitive.

    >>> [is_infinitive(word) for word in ("appeler", "définir", "mettre", "voir", "notre", "premier")]
    [True, True, True, True, False, False]
    """
    word = word.lower()
    if word in _IRREGULAR_INFINITIVES:
        return True
    if not word.endswith(("er", "ir", "re")) or word in _NOUNS_IN_OIR or not is_word(word):
        return False
    stem = word[:-2]
    if word.endswith("er"):
        return any(is_word(stem + ending) for ending in ("ant", "eant", "é"))
    if word.endswith("re"):
        return is_word(word[:-1] + "ont")
    return word.endswith("oir") or is_word(stem + "ant") or is_word(stem + "issant")


def is_adverb(word: str) -> bool:
    """Whether ``word`` may stand between « a » and its participle.

    >>> [is_adverb(word) for word in ("également", "surtout", "gouvernement")]
    [True, True, False]
    """
    word = word.lower()
    return word in _adverbs() or (word.endswith("ment") and len(word) > 6 and word not in _NOUNS_IN_MENT)


def back_two_words(text: str, at: int) -> int:
    """Where the last two words before ``at`` begin, for patterns that end there: they need not search further back.

    >>> text = "le recours fait suite à"
    >>> text[back_two_words(text, 22) : 22]
    'fait suite '
    """
    last = text.rfind(" ", 0, max(0, at - 1))
    return text.rfind(" ", 0, max(0, last)) + 1
