"""Exercises of lesson 5: how good the machine is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.lessons.annotator import latest_marks
from r2p_data.lessons.answers import Free, NotReadableError, Number
from r2p_data.lessons.exercises import Diagnosis, Exercise, gives
from r2p_data.lessons.saying import Said
from r2p_data.lessons.sentences import list_words, read_sentences

_MOST_WORDS = 0.6
_FEWEST_SENTENCES = 7
_ON_NAMES = 0.5


def _words(corpus: Corpus) -> pd.DataFrame:
    marks = latest_marks()
    if not marks:
        raise NotReadableError(
            Said(
                "Mark words in the annotator above first (exercise 5.1), then make the table words again.",
                "Marquez d’abord des mots dans l’annotateur (exercice 5.1), puis refaites le tableau words.",
            )
        )
    return list_words(corpus, marks)


def _alpha(corpus: Corpus, first: str = "me", second: str = "partner") -> float:
    import krippendorff

    rows = _words(corpus)[[first, second]].T.to_numpy()
    return float(krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal"))


def _same(corpus: Corpus) -> float:
    words = _words(corpus)
    return float((words["me"] == words["partner"]).mean())


def _counts(corpus: Corpus, name: str) -> tuple[float, float, float]:
    """Words marked by both an annotator and the gold, by the annotator, and by the gold."""
    words = list_words(corpus)
    return (
        float((words[name] & words["gold"]).sum()),
        float(words[name].sum()),
        float(words["gold"].sum()),
    )


def _precision(corpus: Corpus, name: str = "naive") -> float:
    both, marked, _ = _counts(corpus, name)
    return both / marked


def _recall(corpus: Corpus, name: str = "naive") -> float:
    both, _, right = _counts(corpus, name)
    return both / right


def _accuracy(corpus: Corpus) -> float:
    words = list_words(corpus)
    return float((words["naive"] == words["gold"]).mean())


def _checked(corpus: Corpus) -> int:
    """Figures that were compared with annotations by hand: all that are no ordinals."""
    return int((corpus.figures["kind"] != "ordinal").sum())


def _floor(corpus: Corpus) -> float:
    return 100 * (1 - 3 / _checked(corpus))


def _are_marks(answer: Any) -> bool:
    pairs = list(answer) if isinstance(answer, (list, tuple)) else []
    sizes = [len(sentence.words) for sentence in read_sentences()]
    return bool(pairs) and all(
        isinstance(pair, (list, tuple))
        and len(pair) == 2
        and all(type(part) is int for part in pair)
        and 1 <= pair[0] <= len(sizes)
        and 1 <= pair[1] <= sizes[pair[0] - 1]
        for pair in pairs
    )


def _on_names(marks: Any, corpus: Corpus) -> float:
    words = list_words(corpus, marks)
    return float((words["me"] & words["gold"]).sum() / words["me"].sum())


EXERCISES = (
    Exercise(
        "5.1",
        "annotate",
        Free(
            _are_marks,
            Said(
                "The answer is annotator.marks: what you have clicked. Leave that line as it is.",
                "La réponse est annotator.marks : ce que vous avez cliqué. Laissez cette ligne telle quelle.",
            ),
        ),
        None,
        Said(
            "Annotated. There is no single right answer; next you see how far two readers agree.",
            "C’est annoté. Il n’y a pas une seule bonne réponse ; voyons à quel point deux lecteurs s’accordent.",
        ),
        Said("Mark the names of actors.", "Marquez les noms d’acteurs."),
        (
            Diagnosis(
                lambda marks, corpus: len(marks) > _MOST_WORDS * len(list_words(corpus)),
                Said(
                    "You have marked nearly every word. Mark only those that belong to the name of an actor.",
                    "Vous avez marqué presque tous les mots. Ne marquez que ceux d’un nom d’acteur.",
                ),
            ),
            Diagnosis(
                lambda marks, _: len({pair[0] for pair in marks}) < _FEWEST_SENTENCES,
                Said(
                    "Several sentences have no mark yet. Nearly all of them name somebody.",
                    "Plusieurs phrases n’ont encore aucune marque. Presque toutes nomment quelqu’un.",
                ),
            ),
            Diagnosis(
                lambda marks, corpus: _on_names(marks, corpus) < _ON_NAMES,
                Said(
                    "Most of your marks do not fall on names. Read the guideline above once more.",
                    "La plupart de vos marques ne tombent pas sur des noms. Relisez la consigne plus haut.",
                ),
            ),
        ),
        blank=Said(
            "Mark words in the annotator above, then run both cells again.",
            "Marquez des mots dans l’annotateur ci-dessus, puis relancez les deux cellules.",
        ),
    ),
    Exercise(
        "5.2",
        "agree",
        Number(tolerance=0.005),
        _alpha,
        Said(
            "Above 0.8 most scholars trust an annotation; below 0.67 they write a better guideline.",
            "Au-dessus de 0,8, on se fie d’ordinaire à une annotation ; sous 0,67, on récrit la consigne.",
        ),
        Said(
            "Give krippendorff.alpha the two columns me and partner, as in the line above for partner and gold.",
            "Donnez à krippendorff.alpha les deux colonnes me et partner, comme plus haut pour partner et gold.",
        ),
        (
            gives(
                _same,
                "This is raw agreement. Two readers also agree by chance, above all on words left blank.",
                "C’est l’accord brut. Deux lecteurs s’accordent aussi par hasard, surtout sur les mots non marqués.",
                tolerance=0.005,
            ),
            gives(
                lambda c: 1,
                "Somebody always agrees with herself. Compare two different columns.",
                "On est toujours d’accord avec soi-même. Comparez deux colonnes différentes.",
                tolerance=1e-9,
            ),
            gives(
                lambda c: _alpha(c, "me", "gold"),
                "This is your agreement with the gold standard. Compare with your partner.",
                "C’est votre accord avec l’étalon. Comparez avec votre partenaire.",
                tolerance=0.005,
            ),
            gives(
                lambda c: _alpha(c, "partner", "gold"),
                "This is the agreement of your partner with the gold standard. Put in the column me.",
                "C’est l’accord de votre partenaire avec l’étalon. Mettez-y la colonne me.",
                tolerance=0.005,
            ),
        ),
    ),
    Exercise(
        "5.3",
        "score",
        Number(tolerance=0.001),
        _precision,
        Said(
            "So many of its marks are right. It says nothing about what the rule has missed.",
            "Voilà la part de ses marques qui est juste. Elle ne dit rien de ce que la règle a manqué.",
        ),
        Said(
            "Marked by both, divided by everything that the naive rule marked.",
            "Marqué par les deux, divisé par tout ce que la règle naïve a marqué.",
        ),
        (
            gives(
                _recall,
                "This is recall: you have divided by what the gold standard marks. Divide by what the rule marks.",
                "C’est le rappel : vous avez divisé par ce que marque l’étalon. Divisez par ce que marque la règle.",
                tolerance=0.001,
            ),
            gives(
                _accuracy,
                "This counts the words that both leave blank as well. They are many, and easy.",
                "Ceci compte aussi les mots que tous deux laissent en blanc. Ils sont nombreux, et faciles.",
                tolerance=0.001,
            ),
            gives(
                lambda c: _counts(c, "naive")[0],
                "This is the number of right marks. Precision is a share.",
                "C’est le nombre de marques justes. La précision est une part.",
            ),
            gives(
                lambda c: _precision(c, "partner"),
                "This is the precision of the partner. The question is about the naive rule.",
                "C’est la précision du partenaire. La question porte sur la règle naïve.",
                tolerance=0.001,
            ),
        ),
    ),
    Exercise(
        "5.4",
        "score",
        Number(tolerance=0.001),
        _recall,
        Said(
            "The rest was missed: small words inside names, and names without a capital.",
            "Le reste lui échappe : petits mots à l’intérieur des noms, et noms sans majuscule.",
        ),
        Said(
            "Marked by both, divided by everything that the gold standard marks.",
            "Marqué par les deux, divisé par tout ce que marque l’étalon.",
        ),
        (
            gives(
                _precision,
                "This is precision again. Recall divides by what ought to be found.",
                "C’est encore la précision. Le rappel divise par ce qu’il fallait trouver.",
                tolerance=0.001,
            ),
            gives(
                _accuracy,
                "This counts the words that both leave blank as well.",
                "Ceci compte aussi les mots que tous deux laissent en blanc.",
                tolerance=0.001,
            ),
            gives(
                lambda c: 1 - _recall(c),
                "This is the share that was missed. Recall is the share that was found.",
                "C’est la part manquée. Le rappel est la part trouvée.",
                tolerance=0.001,
            ),
            gives(
                lambda c: _counts(c, "naive")[1] / _counts(c, "naive")[2],
                "You have divided all marks of the rule. Only the right ones count.",
                "Vous avez divisé toutes les marques de la règle. Seules les justes comptent.",
                tolerance=0.001,
            ),
        ),
    ),
    Exercise(
        "5.5",
        "doubt",
        Number(percent=True, tolerance=0.01),
        _floor,
        Said(
            "« No error found » is never « no error ». More examples would raise this floor.",
            "« Aucune erreur trouvée » n’est pas « aucune erreur ». Plus d’exemples relèveraient ce plancher.",
        ),
        Said(
            "The rule of three: one minus three divided by n; then per cent.",
            "La règle des trois : un moins trois divisé par n ; puis en pour cent.",
        ),
        (
            gives(
                lambda c: 100,
                "This is what was seen. What may you claim about figures that nobody has checked?",
                "C’est ce que l’on a vu. Que peut-on affirmer des nombres que personne n’a vérifiés ?",
            ),
            gives(
                lambda c: 300 / _checked(c),
                "This is how large the share of errors may be. The question asks for the share of right ones.",
                "C’est la part possible des erreurs. La question demande la part des nombres justes.",
                tolerance=0.01,
            ),
            gives(
                lambda c: 97,
                "You have divided by one hundred. Divide by the number of examples.",
                "Vous avez divisé par cent. Divisez par le nombre d’exemples.",
            ),
            gives(
                lambda c: 100 * (1 - 1 / _checked(c)),
                "Three, not one: with one the confidence is much lower than 95 per cent.",
                "Trois, et non un : avec un, la confiance est bien inférieure à 95 pour cent.",
                tolerance=0.01,
            ),
        ),
    ),
)  # fmt: skip
