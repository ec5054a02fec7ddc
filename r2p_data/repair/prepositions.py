"""« a » or « à »: what an OCR engine reads alike, told apart by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from r2p_data.lexicon import load_rows
from r2p_data.repair.english import follows_english, stands_in_english
from r2p_data.repair.grammar import back_two_words, is_adverb, is_infinitive, is_participle
from r2p_data.repair.words import Reading, Words

__all__ = ["is_preposition", "misread_prepositions"]

_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_NEAR = 120
_LONE = frozenset("aA")


@cache
def _words(role: str) -> frozenset[str]:
    """List the words of a role in ``repair_a.csv``."""
    rows = load_rows("repair_a.csv", ("role", "word", "example"))
    return frozenset(row["word"] for row in rows if row["role"] == role)


@cache
def _bound() -> re.Pattern[str]:
    """« a-t-il », « a) », « A/70 »; not « le recours a la technologie », « porte-a-faux », « qu’a l’issue »."""
    return re.compile(r"(?<=[/.@])|.(?:[/.)’'°@]|-t-)")


@cache
def _subject_before() -> re.Pattern[str]:
    """« il a », « n’a », « l’a », « elle a », not « d’elle a »: whoever stands here has the verb after it."""
    words = "|".join(sorted(_words("subject")))
    elle = r"elle(?<!\welle)(?<!d[’']elle)(?<!\bpar\selle)(?<!\bavec\selle)(?<!\bpour\selle)(?<!\bsur\selle)"
    return re.compile(rf"(?:\b[nlmtjçc][’']|(?:\b(?:{words})|{elle})\s)$")


@cache
def _governor_before() -> re.Pattern[str]:
    """« quant a », « grâce a », « conformément a », « visant a », « jusqu’a »: words that ask for « à »."""
    words = "|".join(sorted(_words("governor")))
    return re.compile(rf"\b(?:{words})\s?(?<=[\s’'])$")


@cache
def _after() -> re.Pattern[str]:
    """What follows: an aside, adverbs, then the words that decide (« a, en outre, insisté »)."""
    aside = r"(?:\s?,[^,;.:]{1,60},)?"
    of_en = r"en\s(?:outre|effet|particulier|revanche|conséquence)"
    others = (
        r"par\s(?:ailleurs|conséquent)|de\splus|dès\slors|d[’']ailleurs|pour\ssa\spart|entre\sautres|non\sseulement"
    )
    words = rf"{_WORD}[’']?(?:\s?{_WORD}[’']?){{0,3}}"
    return re.compile(rf"{aside}\s(?:[«“]\s?)?(?:(?:{of_en}|{others})\s)?(?P<words>{words})")


@cache
def _following_word() -> re.Pattern[str]:
    return re.compile(rf"{_WORD}[’']?")


@cache
def _verb() -> re.Pattern[str]:
    """A finite verb, a participle or an infinitive."""
    usual = r"est|sont|a|ont|avait|avaient|peut|peuvent|doit|doivent|permet|revient|aboutit|conduit|oblige|correspond"
    endings = r"ait|aient|èrent|eront|era|ira|[^m]ent|ant|er|ir|ées?|és?"
    return re.compile(rf"{usual}|[^\W\d_]{{2,}}(?:{endings})")


@lru_cache(maxsize=2**16)  # the words of a corpus return from document to document
def _is_verb(word: str) -> bool:
    return _verb().fullmatch(word) is not None


@cache
def _reflexive() -> re.Pattern[str]:
    return re.compile(r"s(?<=\bs)(?:[’']|e\s)[^\W\d_]+\b")


def _has_verb(clause: str) -> bool:
    """Whether a verb stands in what stands before.

    >>> _has_verb("Le Conseil se réunit"), _has_verb("Les États Membres")
    (True, False)
    """
    return any(map(_is_verb, _words_of().findall(clause))) or _reflexive().search(clause) is not None


@cache
def _words_of() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _clause_start() -> re.Pattern[str]:
    """« , », « qui », « qu’ »: what begins a clause. The first letter comes first, so that the search skips to it."""
    return re.compile(r"[.;:,(qdo](?:(?<=[.;:,(])|(?<=\bq)u(?:[ie]\b|[’'])|(?<=\bd)ont\b|(?<=\bo)ù\b)")


@cache
def _set_phrase() -> re.Pattern[str]:
    """« tout à fait », « peu à peu », « vis à vis »."""
    return re.compile(r"\btout\sà\sfait\b|\b(peu|pas|petit|vis|mot|face|tête|côte)\sà\s\1\b")


def is_preposition(before: str, after: str, loses_accents: bool = True) -> bool:
    """Tell whether the « a » between two stretches of text is the preposition « à ».

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
    if not after[:1].isspace() and after[:1] not in (",", "-"):
        return False
    if before.endswith("-") or after.startswith("-"):
        return before.endswith("-") and after.startswith("-")
    close = before[back_two_words(before, len(before)) :].lower()
    if _subject_before().search(close):
        return False
    if _set_phrase().search(f"{before[-12:]}à{after[:8]}"):
        return True
    governed = bool(_governor_before().search(close))
    match = _after().match(after)
    if match is None:
        return governed or (loses_accents and not after.startswith(","))
    words = _following_word().findall(match["words"].lower())
    verdict = _by_next_words(words, governed)
    return verdict if verdict is not None else governed or (loses_accents and _by_noun(before, words))


def _by_next_words(words: list[str], governed: bool) -> bool | None:
    """Decide by the participle, infinitive or set noun that follows; None where there is none."""
    first = words[0]
    if first in _words("latin") or first in _words("noun"):
        return False
    at = _skip(words, 0, is_adverb)
    if is_participle(words[at]) and not (governed and at == 0 and first not in ("été", "fait")):
        return False
    at = _skip(words, at, _words("clitic").__contains__)
    if is_infinitive(words[at]):
        return True
    if first in _words("adverb") or (first.endswith("ment") and is_adverb(first)):
        return False
    if first in ("pas", "jamais", "guère", "plus") and words[1:2] and words[1] not in ("de", "d’", "long", "forte"):
        return False
    return None


def _skip(words: list[str], at: int, skipped: Callable[[str], bool]) -> int:
    while at < len(words) - 1 and skipped(words[at]):
        at += 1
    return at


@cache
def _determiner() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[Ll][ae]\b|[Ll][’']|[Ll]es\b|[Ss]on\b|[Ss]a\b|[Cc]ette\b|[Cc]et?\b)\s?")


@cache
def _subject_clause() -> re.Pattern[str]:
    """« Le Comité », « l’État »: a subject and nothing else."""
    return re.compile(rf"{_determiner().pattern}{_WORD}\s")


def _by_noun(before: str, words: list[str]) -> bool:
    """Decide where a determiner and a noun follow: a verb only where the clause has none yet."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in ("le", "les", "du"):
        return False
    clause = _clause_start().split(before)[-1]
    subject = _subject_clause().fullmatch(clause)
    if not subject and _has_verb(clause):
        return True
    if first in ("la", "l’", "l'", "sa", "son", "ses"):
        return second not in _words("owned")
    return not (first in ("un", "une", "des") and (subject or _determiner().match(clause)))


@cache
def _sentence_start() -> re.Pattern[str]:
    return re.compile(r"(?:^|[.!?:;»]\s|[«(]\s?)$")


def misread_prepositions(words: Words, loses_accents: bool) -> dict[int, Reading]:
    """Find the « a » of a text that ought to read « à ».

    >>> misread_prepositions(Words("Il a insisté quant a la paix. A cet égard, il a agi."), True)
    {4: ('à', 'a_for_à'), 7: ('À', 'A_for_À')}
    """
    found: dict[int, Reading] = {}
    text = words.text
    for place in words.places(_LONE):
        at, end = words.span(place)
        if _bound().match(text, at):
            continue
        before, after = text[max(0, at - _NEAR) : at], text[end : end + _NEAR]
        if text[at] == "A":
            if _sentence_start().search(before) and _opens_sentence(after) and not stands_in_english(words, place):
                found[place] = ("À", "A_for_À")
        elif is_preposition(before, after, loses_accents) and not follows_english(words, place):
            found[place] = ("à", "a_for_à")
    return found


def _opens_sentence(after: str) -> bool:
    """« A la suite de », « A cet égard »; not « A été nommé », « A. Encouragement »."""
    match = re.match(rf"\s({_WORD})", after)
    if match is None:
        return False
    word = match[1]
    return word.islower() and not is_participle(word) and not (word.endswith("ment") and is_adverb(word))
