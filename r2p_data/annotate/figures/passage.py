"""A paragraph under reading: its text, its folded text, and the words around a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from r2p_data.folding import fold
from r2p_data.taken import Taken


def word_set(words: str) -> frozenset[str]:
    """The words of a string, as a set.

    >>> sorted(word_set("le la les"))
    ['la', 'le', 'les']
    """
    return frozenset(words.split())


#: Words that begin no noun phrase: what follows a number when nothing is counted.
FUNCTION_WORDS = word_set(
    """a ai aie aient ainsi alors apres as au aucun aucune aupres aura auraient aurait auront aussi autour aux avaient
    avait avant avec avoir ayant c car ce ceci cela celle celles celui certes ces cet cette ceux chacun chacune chaque
    chez ci comme comment contre d dans de debut depuis derriere des dessous dessus devaient devait devant devra
    devraient devrait doit doivent donc dont du durant elle elles en encore enfin ensuite entre envers environ est et
    etaient etait etant ete etre eu eurent eux evidemment faire fait faut fin fut furent hors hui ici il ils j jamais je
    jusqu jusque l la le les lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles
    leur leurs lors lorsque lui m ma mais malgre me mes moins mon n ne ni non nos notamment notre nous on ont or ou
    outre par parce parmi pas pendant peu peut peuvent plus plusieurs plutot pour pourra
    pourraient pourrait pourtant presque pres puis puisque qu quand quant que quel quelle quelque quelques quelles
    quels qui quoi s sa sans sauf se selon sera seraient serait seront ses seulement si sinon soient soit son sont
    sous soyons suis sur surtout t ta tandis tant te tel telle telles tels ton toujours tous tout toute toutefois
    toutes tres trop tu un une vers vis voici voila vos votre vous vu y respectivement inclus compris soient certains
    certaines divers diverses ailleurs dehors dedans enfin neanmoins cependant dits dites afin avons avez sommes
    etes pouvons devons"""
)

MONTHS = word_set(
    """janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fevr
    sept oct nov dec"""
)

_NEXT = re.compile(r"[ ](?:[«\"“][ ]?)?([^\W\d_]+(?:-[^\W\d_]+)*)('?)")
_PREVIOUS = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)([' ])$")
_ROMAN = re.compile(r"[IVXLC]+")
_SENTENCE_END = '.!?:;«»"“”(•–—…*[\n'


class Word(NamedTuple):
    """A folded word and where it stands."""

    start: int
    end: int
    word: str


class Passage:
    """One paragraph, read around its numbers.

    >>> Passage("Il y a 16 États Membres.").next_word(9)
    Word(start=10, end=15, word='etats')
    """

    __slots__ = ("folded", "names", "open", "text")

    def __init__(self, text: str, names: Taken | None = None) -> None:
        self.text = text
        self.folded = fold(text)
        #: the folded text without what other steps have claimed
        self.open = self.folded
        self.names = names or Taken()

    def close(self, spans: Iterable[tuple[int, int]], taken: Taken) -> None:
        """Blank out in ``open`` the characters of ``spans`` that are taken; the spans stand in order and apart.

        >>> passage = Passage("le 12 mars")
        >>> passage.close([(3, 5)], Taken([(0, 10)]))
        >>> passage.open.count(chr(0))
        2
        """
        pieces, reached = [], 0
        for start, end in spans:
            pieces += [self.open[reached:start], _without(self.open[start:end], start, taken)]
            reached = end
        self.open = "".join([*pieces, self.open[reached:]])

    def next_word(self, at: int) -> Word | None:
        """The word that follows, None before punctuation or a digit; an elided word keeps its apostrophe.

        >>> Passage("12 d’entre eux").next_word(2)
        Word(start=3, end=5, word="d'")
        """
        found = _NEXT.match(self.folded, at)
        return Word(found.start(1), found.end(2), found[1] + found[2]) if found else None

    def previous_word(self, at: int) -> Word | None:
        """The word just before ``at``, None after punctuation or a digit.

        >>> Passage("les 12 pays").previous_word(4)
        Word(start=0, end=3, word='les')
        """
        folded, window = self.folded, max(0, at - 40)
        gap = max(folded.rfind(" ", window, at - 1), folded.rfind("'", window, at - 1)) if at > 1 else -1
        found = _PREVIOUS.search(folded, max(window, gap + 1), at)
        return Word(found.start(1), found.end(1), found[1]) if found else None

    def counts_noun(self, at: int, value: float) -> bool:
        """Whether a noun that ``value`` can count follows.

        >>> passage = Passage("Les 16 États, les 3 ONG, 12 de plus, 1 soldat")
        >>> [passage.counts_noun(at, 2) for at in (6, 19, 27)], passage.counts_noun(38, 1)
        ([True, True, False], True)
        """
        word = self.next_word(at)
        if word and word.word == "non" and value >= 2:  # « 10 non permanents »
            word = self.next_word(word.end)
        if word is None or word.word.endswith("'") or word.word in FUNCTION_WORDS or word.word in MONTHS:
            return False
        if word.word.startswith(("ci-", "au-", "la-", "par-")):
            return False
        if _ROMAN.fullmatch(self.text, word.start, word.end):  # « Introduction … 4 II. Contexte … 5 »
            return False
        if value < 2:
            return word.word[0] not in "aeiouhy" and not self.text[word.start].isupper()
        return word.word[-1] in "sxz" or (word.end - word.start > 1 and self.text[word.start : word.end].isupper())

    def starts_sentence(self, at: int) -> bool:
        """Whether ``at`` opens a sentence, an item or a quotation.

        >>> passage = Passage("Deux pays. Trois pays et Quatre")
        >>> [passage.starts_sentence(at) for at in (0, 11, 25)]
        [True, True, False]
        """
        before = self.text[max(0, at - 4) : at]
        return not before.strip() or "\n" in before or before.rstrip()[-1] in _SENTENCE_END

    def capital(self, at: int) -> bool:
        """Whether a capital letter stands at ``at`` in the text as printed.

        >>> Passage("Deux pays").capital(0), Passage("Deux pays").capital(5)
        (True, False)
        """
        return self.text[at : at + 1].isupper()


def _without(surface: str, start: int, taken: Taken) -> str:
    """A piece of text, which begins at ``start``, with what is taken blanked out."""
    if taken.covers(start, start + len(surface)):
        return "\x00" * len(surface)
    return "".join("\x00" if taken.overlaps(at, at + 1) else letter for at, letter in enumerate(surface, start))
