"""« a » or « à »: what an OCR engine reads alike, told apart by what stands around it."""

from __future__ import annotations

import re
from functools import cache

from r2p_data.repair.english import stands_in_english
from r2p_data.repair.grammar import is_adverb, is_infinitive, is_participle
from r2p_data.repair.patchwork import Patch

__all__ = ["is_preposition", "preposition_patches"]

_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_NEAR = 120


@cache
def _lone_a() -> re.Pattern[str]:
    """« le recours a la technologie », « porte-a-faux », « qu’a l’issue »; not « a-t-il », « a) », « A/70 »."""
    return re.compile(r"(?<![\w/.@])[aA](?![\w/.)’'°@]|-t-)")


@cache
def _subject_before() -> re.Pattern[str]:
    """« il a », « n’a », « qui a », « d’où l’a »: whoever stands here has the verb after it."""
    return re.compile(
        r"(?:\b(?:[nlmtj]|[çc])[’']|\b(?:il|on|qui|cela|ça|ceci|celui-ci|celle-ci|y)\s|\b(?:il|elle|on|qui|y)\s(?:n[’'])?en\s)$",
        re.IGNORECASE,
    )


@cache
def _elle_before() -> re.Pattern[str]:
    """« elle a », not « d’elle a », « avec elle a »."""
    return re.compile(r"(?<!d’)(?<!d')(?<!\bpar\s)(?<!\bavec\s)(?<!\bpour\s)(?<!\bsur\s)\belle\s$", re.IGNORECASE)


@cache
def _governor_before() -> re.Pattern[str]:
    """« quant a », « grâce a », « conformément a », « visant a », « jusqu’a », « tout a fait »: words that ask for « à »."""
    return re.compile(
        r"""
        (?: \bjusqu[’'] | \b(?: quant | gr[aâ]ce | face | suite | rapport | recours | d[’']ici | vis | jusque | relati(?:f|ve)s?
          | conformément | contrairement | relativement | préalablement | antérieurement | postérieurement | parallèlement
          | consécuti(?:f|ve)s? | inhérente?s? | propices? | nécessaires? | favorables? | contraires? | opposée?s? | prêts?
          | destinée?s? | consacrée?s? | liée?s? | soumis | exposée?s? | associée?s? | accès | appui | aide | soutien | atteinte
          | réponses? | obstacles? | appel | adjoint e? | fin | droit | retour | attentifs? | confrontée?s? | parvenir
          | participer | contribuer | contribution | répondre | recourir | procéder | viser | veiller | aider | inviter
          | chercher | continuer | commencer | tendre | vis(?:e|ent|ait|aient|ant) | appell?e(?:r|z|nt)? | souscrivant
          | (?:consist|conduis|cherch|continu|contribu|particip|tend|recour|veill|appartien)(?:e|ent|t|ait|aient|ant|s)? )\s )$
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    """What follows: an aside, adverbs, then the word that decides (« a, en outre, insisté »)."""
    aside = r"(?:\s?,[^,;.:]{1,60},)?"
    phrase = r"(?:en\s(?:outre|effet|particulier|revanche|conséquence)|par\s(?:ailleurs|conséquent)|de\splus|dès\slors|d[’']ailleurs|pour\ssa\spart|entre\sautres|non\sseulement|à\snouveau|tout\sd[’']abord)"
    return re.compile(rf"{aside}\s(?:[«“]\s?)?(?P<phrase>{phrase}\s)?(?P<words>{_WORD}[’']?(?:\s?{_WORD}[’']?){{0,3}})")


@cache
def _verb_in_clause() -> re.Pattern[str]:
    """A finite verb or a participle after the last mark of punctuation or « qui », « que »."""
    return re.compile(
        r"\b(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|peut|peuvent|doit|doivent|devrait|devraient"
        r"|s[’'][^\W\d_]+|se\s[^\W\d_]+|permet|revient|aboutit|conduit|oblige|correspond|[^\W\d_]{2,}(?:ait|aient|èrent|eront|era|ira|[^m]ent|ant|er|ir|ées?|és?))\b"
    )


@cache
def _set_phrase() -> re.Pattern[str]:
    """« tout à fait », « peu à peu », « vis à vis »."""
    return re.compile(r"\btout\sà\sfait\b|\b(peu|pas|petit|vis|mot|face|tête|côte)\sà\s\1\b")


_NOUNS_AFTER_VERB = frozenset(
    "lieu besoin trait pour vocation beau hâte envie conscience connaissance tort peur tendance recours droit qualité mandat".split()
)
_ADVERBS_OF_VERB = frozenset(
    "aussi toujours jamais encore déjà ainsi donc ensuite surtout certes toutefois cependant néanmoins désormais".split()
)
_OWN = frozenset(
    "responsabilité possibilité capacité charge volonté conviction obligation intention faculté ferme particularité "
    "droit pouvoir devoir mérite temps choix moyens capacités sentiment mandat".split()
)
_LATIN = frozenset("priori posteriori fortiori contrario minima maxima cappella".split())
_CLITICS = frozenset(
    [
        "le",
        "la",
        "les",
        "lui",
        "leur",
        "y",
        "en",
        "se",
        "ne",
        "pas",
        "nous",
        "vous",
        "me",
        "s’",
        "l’",
        "s'",
        "l'",
        "m’",
        "n’",
        "d’y",
    ]
)


def is_preposition(before: str, after: str, loses_accents: bool = True) -> bool:
    """Whether the « a » between two stretches of text is the preposition « à ».

    Parameters
    ----------
    before, after
        the text on either side, up to a hundred characters of it.
    loses_accents
        whether the document reads nearly every « à » as « a »; where it does not, only clear
        cases are told.

    >>> is_preposition("Outre le recours ", " la technologie")
    True
    >>> is_preposition("Le Président ", ", en outre, insisté sur la nécessité")
    False
    """
    if before.endswith("-") or after.startswith("-"):
        return True
    if _subject_before().search(before) or _elle_before().search(before):
        return False
    if _set_phrase().search(f"{before[-12:]}à{after[:8]}"):
        return True
    governed = bool(_governor_before().search(before))
    match = _after().match(after)
    if match is None:
        return governed or (loses_accents and not after.startswith(","))
    words = re.findall(rf"{_WORD}[’']?", match["words"])
    verdict = _verdict(words, governed)
    if verdict is None:
        verdict = governed or (loses_accents and _by_noun(before, words))
    return verdict


def _verdict(words: list[str], governed: bool) -> bool | None:
    """What the words that follow decide by themselves."""
    first = words[0].lower()
    if first in _LATIN:
        return False
    if first in _NOUNS_AFTER_VERB:
        return False
    at = 0
    while at < len(words) - 1 and is_adverb(words[at]):
        at += 1
    if is_participle(words[at]) and not (governed and at == 0 and words[at].lower() not in ("été", "fait")):
        return False
    while at < len(words) - 1 and words[at].lower() in _CLITICS:
        at += 1
    if is_infinitive(words[at]):
        return True
    if first in _ADVERBS_OF_VERB or (first.endswith("ment") and is_adverb(first)):
        return False
    if (
        first in ("pas", "jamais", "guère", "plus")
        and len(words) > 1
        and words[1].lower() not in ("de", "d’", "long", "forte")
    ):
        return False
    return None


def _by_noun(before: str, words: list[str]) -> bool:
    """A determiner and a noun follow: a verb only where the clause has none yet."""
    first = words[0].lower()
    second = words[1].lower() if len(words) > 1 else ""
    if first in ("le", "les", "du"):
        return False
    clause = re.split(r"[.;:,(]|\b(?:qui|que|dont|où)\b|\bqu[’']", before)[-1]
    verbless = not _verb_in_clause().search(clause)
    if first in ("la", "l’", "l'", "sa", "son", "ses") and second in _OWN:
        return not verbless
    if (
        first in ("un", "une", "des")
        and verbless
        and re.match(r"\s*(?:Le|La|L’|Les|Son|Sa|Cette?|Ce)\b|\s*l[ae]\b|\s*l’", clause)
    ):
        return False
    return True


@cache
def _capital_a() -> re.Pattern[str]:
    """« A cet égard », at the beginning of a sentence."""
    return re.compile(r"(?:^|[.!?:;»]\s|[«(]\s?)$")


def preposition_patches(text: str, loses_accents: bool) -> list[Patch]:
    """The « a » of a text that ought to read « à ».

    >>> preposition_patches("Il a insisté quant a la paix. A cet égard, il a agi.", True)[0]
    Patch(start=19, end=20, after='à', rule='a_for_à')
    """
    patches = []
    for match in _lone_a().finditer(text):
        at = match.start()
        before, after = text[max(0, at - _NEAR) : at], text[at + 1 : at + 1 + _NEAR]
        if match.group() == "A":
            if _capital_a().search(before) and _opens_sentence(after) and not stands_in_english(text, at, at + 1):
                patches.append(Patch(at, at + 1, "À", "A_for_À"))
        elif (after[:1].isspace() or after[:1] in ",-") and is_preposition(before, after, loses_accents):
            patches.append(Patch(at, at + 1, "à", "a_for_à"))
    return patches


def _opens_sentence(after: str) -> bool:
    """« A la suite de », « A cet égard », « A Genève »; not « A été nommé », « A. Encouragement »."""
    match = re.match(rf"\s({_WORD})", after)
    if match is None:
        return False
    word = match[1]
    return word.islower() and not is_participle(word) and not (word.endswith("ment") and is_adverb(word))
