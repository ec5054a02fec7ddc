"""Exercises of lesson 6: your own question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.lessons.answers import Choice, Free, fold_words
from r2p_data.lessons.exercises import Diagnosis, Exercise, chooses
from r2p_data.lessons.saying import Said

FIGURES = 3
SHORTEST, LONGEST = 100, 600
_MANY = 40


def _quantities(corpus: Corpus) -> pd.DataFrame:
    return corpus.figures[corpus.figures["kind"] != "ordinal"]


def _cited(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """What is printed and where, for every figure that is no ordinal."""
    for _, row in _quantities(corpus).iterrows():
        yield fold_words(str(row["surface"])), fold_words(corpus.cite(row))


def _stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _pairs_in(text: str, corpus: Corpus) -> set[tuple[str, str]]:
    """Figures of the corpus that a text gives together with their own place."""
    folded = fold_words(text)
    return {
        (words, place) for words, place in _cited(corpus) if _stands_in(words, folded) and _stands_in(place, folded)
    }


def _has_figure(text: str, corpus: Corpus) -> bool:
    return any(_stands_in(words, fold_words(text)) for words, _ in _cited(corpus))


def _has_place(text: str, corpus: Corpus) -> bool:
    return any(_stands_in(place, fold_words(text)) for _, place in _cited(corpus))


def _is_selection(answer: Any) -> bool:
    return isinstance(answer, pd.DataFrame)


def _are_texts(answer: Any) -> bool:
    return isinstance(answer, (list, tuple)) and all(isinstance(part, str) for part in answer)


def _known(selection: pd.DataFrame, corpus: Corpus) -> bool:
    return "paragraph_id" in selection and bool(selection["paragraph_id"].isin(corpus.paragraphs["paragraph_id"]).all())


def _are_figures(selection: pd.DataFrame, corpus: Corpus) -> bool:
    """Whether every row is a figure of the corpus, each once and with its own words and value."""
    columns = ["figure_id", "surface", "value"]
    own = corpus.figures[columns].astype(str).merge(selection[columns].astype(str))
    return bool(selection["figure_id"].is_unique) and len(own) == len(selection)


def _is_whole(selection: pd.DataFrame, corpus: Corpus) -> bool:
    return any(len(selection) == len(table) for table in (corpus.figures, corpus.mentions, corpus.paragraphs))


EXERCISES = (
    Exercise(
        "6.1",
        "ask",
        Choice(),
        lambda _: "b",
        Said(
            "It names a document, a kind of number and a condition. You will know when you have finished.",
            "Elle nomme un document, une sorte de nombre et une condition. Vous saurez quand vous aurez fini.",
        ),
        Said("Which one can be settled by reading these five documents?",
             "Laquelle se tranche en lisant ces cinq documents ?"),
        (
            chooses(
                "a",
                "No document of the corpus counts the victims. Such a number would have to come from elsewhere.",
                "Aucun document du corpus ne compte les victimes. Ce nombre devrait venir d’ailleurs.",
            ),
            chooses(
                "c",
                "« Enough » is a judgement. First ask what is paid, then judge in your own name.",
                "« Assez » est un jugement. Demandez d’abord ce qui est payé, puis jugez en votre nom.",
            ),
            chooses(
                "d",
                "Five documents of a few years cannot show a change since 1945.",
                "Cinq documents de quelques années ne montrent pas une évolution depuis 1945.",
            ),
        ),
    ),
    Exercise(
        "6.2",
        "filter",
        Free(
            _is_selection,
            Said(
                "A table is expected: explorer.selection.",
                "On attend un tableau : explorer.selection.",
            ),
        ),
        None,
        Said(
            "A selection that one person can read to the end. Now read it to the end.",
            "Une sélection qu’une personne peut lire jusqu’au bout. Lisez-la donc jusqu’au bout.",
        ),
        Said("Filter until a handful of rows is left.", "Filtrez jusqu’à ce qu’il reste une poignée de lignes."),
        (
            Diagnosis(
                lambda rows, _: len(rows) == 0,
                Said(
                    "The selection is empty. Take a filter away, or try another word.",
                    "La sélection est vide. Retirez un filtre, ou essayez un autre mot.",
                ),
            ),
            Diagnosis(
                lambda rows, corpus: not _known(rows, corpus),
                Said(
                    "These rows do not lead to paragraphs of the corpus. Take explorer.selection as it is.",
                    "Ces lignes ne mènent pas à des paragraphes du corpus. Prenez explorer.selection telle quelle.",
                ),
            ),
            Diagnosis(
                lambda rows, _: not {"figure_id", "surface", "value"} <= set(rows),
                Said(
                    "These are not figures. Choose figures as the rows of the explorer: your page needs numbers.",
                    "Ce ne sont pas des nombres. Choisissez « figures » comme lignes : votre page a besoin de nombres.",
                ),
            ),
            Diagnosis(
                lambda rows, corpus: not _are_figures(rows, corpus),
                Said(
                    "Some rows are no figures of the corpus, or stand twice. Take explorer.selection as it is.",
                    "Des lignes ne sont pas du corpus, ou y sont deux fois. Prenez explorer.selection telle quelle.",
                ),
            ),
            Diagnosis(
                _is_whole,
                Said(
                    "Nothing is filtered yet: this is the whole table. Choose something in the explorer first.",
                    "Rien n’est encore filtré : c’est le tableau entier. Choisissez d’abord dans l’explorateur.",
                ),
            ),
            Diagnosis(
                lambda rows, _: len(rows) > _MANY,
                Said(
                    "Too many rows to be read one by one. Add a filter: a unit, a document, a word.",
                    "Trop de lignes pour être lues une à une. Ajoutez un filtre : une unité, un document, un mot.",
                ),
            ),
        ),
    ),
    Exercise(
        "6.3",
        "cite",
        Free(
            _are_texts,
            Said(
                'A list of texts is expected: ["…", "…", "…"].',
                "On attend une liste de textes : [\"…\", \"…\", \"…\"].",
            ),
        ),
        None,
        Said(
            "Each of your figures can be checked by a stranger.",
            "Chacun de vos nombres peut être vérifié par un inconnu.",
        ),
        Said("Three figures, each with its place.", "Trois nombres, chacun avec sa référence."),
        (
            Diagnosis(
                lambda texts, _: len({fold_words(text) for text in texts}) != FIGURES,
                Said(
                    "Exactly three different texts are expected.",
                    "On attend exactement trois textes différents.",
                ),
            ),
            Diagnosis(
                lambda texts, corpus: any(not _has_figure(text, corpus) for text in texts),
                Said(
                    "One text at least holds no figure as the corpus prints it. Take surface from your selection.",
                    "Un texte au moins ne donne aucun nombre tel qu’il est imprimé. Prenez surface dans la sélection.",
                ),
            ),
            Diagnosis(
                lambda texts, corpus: any(not _has_place(text, corpus) for text in texts),
                Said(
                    "One text at least has no citation. corpus.cite(row) gives it.",
                    "Un texte au moins n’a pas de référence. corpus.cite(ligne) la donne.",
                ),
            ),
            Diagnosis(
                lambda texts, corpus: any(not _pairs_in(text, corpus) for text in texts),
                Said(
                    "A figure and a citation do not belong together: the number does not stand at that place.",
                    "Un nombre et une référence ne vont pas ensemble : le nombre ne se trouve pas à cet endroit.",
                ),
            ),
            Diagnosis(
                lambda texts, corpus: len(set().union(*(_pairs_in(text, corpus) for text in texts))) < FIGURES,
                Said(
                    "The texts differ, but they give the same figure. Three different figures are expected.",
                    "Les textes diffèrent, mais donnent le même nombre. On attend trois nombres différents.",
                ),
            ),
        ),
    ),
    Exercise(
        "6.4",
        "write",
        Free(
            lambda answer: isinstance(answer, str),
            Said(
                "A text is expected, between three quotation marks on each side.",
                "On attend un texte, entre trois guillemets de chaque côté.",
            ),
        ),
        None,
        Said(
            "The form is right. Whether the argument is, the rubric and your readers will say.",
            "La forme y est. Le raisonnement, c’est la grille et vos lecteurs qui en jugeront.",
        ),
        Said("A page with three cited figures.", "Une page avec trois nombres et leurs références."),
        (
            Diagnosis(
                lambda text, _: len(text.split()) < SHORTEST,
                Said(
                    "Too short for a page: write at least one hundred words.",
                    "Trop court pour une page : écrivez au moins cent mots.",
                ),
            ),
            Diagnosis(
                lambda text, _: len(text.split()) > LONGEST,
                Said(
                    "Too long for a page: six hundred words at most.",
                    "Trop long pour une page : six cents mots au plus.",
                ),
            ),
            Diagnosis(
                lambda text, corpus: not _has_figure(text, corpus),
                Said(
                    "The page gives no figure as the corpus prints it.",
                    "La page ne donne aucun nombre tel que le corpus l’imprime.",
                ),
            ),
            Diagnosis(
                lambda text, corpus: not _has_place(text, corpus),
                Said(
                    "The page gives figures, but no citation of theirs.",
                    "La page donne des nombres, mais aucune de leurs références.",
                ),
            ),
            Diagnosis(
                lambda text, corpus: len({words for words, _ in _pairs_in(text, corpus)}) < FIGURES,
                Said(
                    "Fewer than three figures stand in the page together with their own citation.",
                    "Moins de trois nombres figurent dans la page avec leur propre référence.",
                ),
            ),
        ),
    ),
    Exercise(
        "6.5",
        "doubt",
        Choice(),
        lambda _: "d",
        Said(
            "It says whose words they are and what was not done. That is all a limit has to say.",
            "Elle dit de qui sont les mots et ce qui n’a pas été fait. On n’en demande pas plus.",
        ),
        Said("Which sentence claims no more than the documents allow?",
             "Quelle phrase n’affirme pas plus que les documents ?"),
        (
            chooses(
                "a",
                "The corpus has one speaker on money. Others were not asked.",
                "Sur l’argent, le corpus ne fait entendre qu’un orateur. Les autres n’ont pas été interrogés.",
            ),
            chooses(
                "b",
                "What no document names may exist all the same. Silence is no evidence.",
                "Ce qu’aucun document ne nomme peut exister quand même. Le silence n’est pas une preuve.",
            ),
            chooses(
                "c",
                "Precision measures the reading, not the truth of what is read.",
                "La précision mesure la lecture, non la vérité de ce qui est lu.",
            ),
        ),
    ),
)  # fmt: skip
