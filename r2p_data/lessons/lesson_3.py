"""Exercises of lesson 3: what a number says."""

from __future__ import annotations

from r2p_data.lessons.answers import Choice, Number, Text, fold_words
from r2p_data.lessons.exercises import Diagnosis, Exercise, chooses, gives
from r2p_data.lessons.lesson_3_facts import (
    before,
    change,
    joined,
    percent_beside,
    quantities,
    ratio,
    real,
    rise,
    seeming,
    share,
    speaker,
    stated,
    total,
    yearly,
    years,
)
from r2p_data.lessons.saying import Said


def _names(*words: str, en: str, fr: str) -> Diagnosis:
    folded = [fold_words(word) for word in words]
    return Diagnosis(lambda value, _: any(word in fold_words(value) for word in folded), Said(en, fr))


EXERCISES = (
    Exercise(
        "3.1",
        "read",
        Number(),
        stated,
        Said(
            "These figures come with a name. For all the others the sentence does not say who states them.",
            "Ces nombres-là ont un auteur connu. Pour tous les autres, la phrase ne dit pas qui les avance.",
        ),
        Said(
            "Two conditions are needed: the kind is not ordinal, and the attribution is not missing.",
            "Il faut deux conditions : kind n’est pas ordinal, et attribution n’est pas manquante.",
        ),
        (
            gives(
                lambda c: len(c.figures),
                "This is the whole table, with the ordinals (deuxième pilier). They rank and do not measure.",
                "C’est tout le tableau, avec les ordinaux (deuxième pilier). Ils donnent un rang.",
            ),
            gives(
                lambda c: quantities(c)["attribution"].isna().sum(),
                "You have counted the figures without a speaker. You want the others.",
                "Vous avez compté les nombres sans auteur. On demande les autres.",
            ),
            gives(
                lambda c: len(quantities(c)),
                "This counts all figures. Keep only those whose attribution is not missing.",
                "Ce sont tous les nombres. Ne gardez que ceux dont l’attribution est remplie.",
            ),
            gives(
                lambda c: quantities(c)["attribution"].nunique(),
                "Have you counted the speakers, each once, or one document only? The question is about all figures.",
                "Avez-vous compté les auteurs, une fois chacun, ou un seul document ? On demande tous les nombres.",
            ),
        ),
    ),
    Exercise(
        "3.2",
        "join",
        Number(),
        lambda c: float(joined(c)["value"]),
        Said(
            "The sentence prints one number and one event. Only a reader puts them together.",
            "La phrase donne un nombre et un événement. Seul un lecteur les réunit.",
        ),
        Said(
            "Read the sentence again: how many had signed already, and who joins them?",
            "Relisez la phrase : combien avaient déjà signé, et qui se joint à eux ?",
        ),
        (
            gives(
                lambda c: before(c)["value"],
                "You forgot the United States. The number counts those who had signed « déjà » (already).",
                "Vous avez oublié les États-Unis. Le nombre compte ceux qui avaient « déjà » signé.",
            ),
            gives(
                lambda c: joined(c)["value"] + 1,
                "Is a state counted twice?",
                "Un État est-il compté deux fois ?",
            ),
            gives(
                lambda c: before(c)["value"] + joined(c)["value"],
                "You have added two numbers that speak of the same countries.",
                "Vous avez additionné deux nombres qui parlent des mêmes pays.",
            ),
            gives(
                lambda c: before(c)["value"] - 1,
                "To join is to be added. You have taken one away.",
                "Se joindre, c’est s’ajouter. Vous avez retranché.",
            ),
        ),
    ),
    Exercise(
        "3.3",
        "read",
        Text(),
        speaker,
        Said(
            "So it is a claim by an interested speaker, not a count by the journalist.",
            "C’est donc l’affirmation d’une oratrice intéressée, et non un décompte du journaliste.",
        ),
        Said(
            "Look at the column attribution of the row, or at the verbs of the sentence: « déclarant que… ».",
            "Regardez la colonne attribution de la ligne, ou les verbes de la phrase : « déclarant que… ».",
        ),
        (
            _names(
                "États-Unis", "Etats Unis", "United States", "USA", "americain",
                en="A state does not speak: a person does in its name. Who is the subject of « déclarant »?",
                fr="Un État ne parle pas : une personne le fait pour lui. Comment s’appelle-t-elle ?",
            ),
            _names(
                "Adams",
                en="He states other numbers, three paragraphs further on.",
                fr="Il avance d’autres nombres, trois paragraphes plus loin.",
            ),
            _names(
                "ambassad", "ONU", "Nations",
                en="This is an office or a place of work. Give the name of the person.",
                fr="C’est une fonction ou un lieu de travail. Donnez le nom de la personne.",
            ),
        ),
    ),
    Exercise(
        "3.4",
        "share",
        Number(percent=True),
        share,
        Said(
            "Always say of what: this is a share of missions, and not of soldiers.",
            "Dites toujours de quoi : c’est une part des missions, et non des soldats.",
        ),
        Said(
            "Part divided by whole, times one hundred: the columns are value and value2.",
            "La partie divisée par le tout, fois cent : les colonnes sont value et value2.",
        ),
        (
            gives(
                percent_beside,
                "This is the other share of the sentence: it counts soldiers and police, not missions.",
                "C’est l’autre part de la phrase : elle compte soldats et policiers, non les missions.",
            ),
            gives(
                lambda c: 100 * ratio(c)["value2"] / ratio(c)["value"],
                "Whole and part have changed places: a share of a whole is not above 100.",
                "Le tout et la partie sont inversés : une part d’un tout ne dépasse pas 100.",
                tolerance=0.01,
            ),
            gives(
                lambda c: ratio(c)["value2"] - ratio(c)["value"],
                "This counts the missions without the mandate. The question asks for a share.",
                "C’est le nombre des missions sans ce mandat. La question demande une part.",
            ),
            gives(
                lambda c: ratio(c)["value"],
                "This is the part alone. A share needs its whole too.",
                "C’est la partie seule. Une part demande aussi son tout.",
            ),
        ),
    ),
    Exercise(
        "3.5",
        "compare",
        Number(),
        rise,
        Said(
            "A change has two values and says nothing about what was paid before or after.",
            "Une variation a deux valeurs, et ne dit rien de ce qui fut payé avant ou après.",
        ),
        Said(
            "The row has two values, value and value2: where the contribution begins and where it ends.",
            "La ligne a deux valeurs, value et value2 : d’où part la contribution, et où elle arrive.",
        ),
        (
            gives(
                lambda c: change(c)["value"] + change(c)["value2"],
                "You have added the two values. They are one contribution, before and after.",
                "Vous avez additionné les deux valeurs. C’est une même contribution, avant et après.",
            ),
            gives(
                lambda c: change(c)["value2"],
                "This is what the contribution becomes. By how much does it rise?",
                "C’est ce que la contribution devient. De combien augmente-t-elle ?",
            ),
            gives(
                lambda c: 100 * rise(c) / change(c)["value"],
                "This is the rise in per cent. The question asks for euros.",
                "C’est la hausse en pour cent. La question demande des euros.",
            ),
        ),
    ),
    Exercise(
        "3.6",
        "compare",
        Number(),
        yearly,
        Said(
            "At least: the sentence says « plus de » (more than). An average also hides good and bad years.",
            "Au moins : la phrase dit « plus de ». Et une moyenne cache les bonnes et les mauvaises années.",
        ),
        Said(
            "Divide the amount by the number of years that its period covers.",
            "Divisez le montant par le nombre d’années que couvre sa période.",
        ),
        (
            gives(
                lambda c: total(c)["value"],
                "This is the sum over the whole period. The question asks for one year.",
                "C’est la somme sur toute la période. La question demande une année.",
            ),
            gives(
                lambda c: total(c)["value"] * years(c),
                "You have multiplied by the years. A year is a part of the period.",
                "Vous avez multiplié par les années. Une année est une partie de la période.",
            ),
            gives(
                rise,
                "This is the answer to the exercise before, about another sum of money.",
                "C’est la réponse de l’exercice précédent, qui porte sur une autre somme.",
            ),
        ),
    ),
    Exercise(
        "3.7",
        "draw",
        Number(tolerance=0.01),
        seeming,
        Said(
            "The bars say this; the numbers behind them say far less. The axis makes the difference.",
            "Voilà ce que disent les barres ; les nombres, eux, disent bien moins. Tout vient de l’axe.",
        ),
        Said(
            "Measure from where the axis begins: 700 million, not 0. Then divide the second height by the first.",
            "Mesurez depuis le début de l’axe : 700 millions, et non 0. Puis divisez la seconde hauteur par l’autre.",
        ),
        (
            gives(
                real,
                "This is what the numbers say. Measure the bars, from where the axis begins.",
                "C’est ce que disent les nombres. Mesurez les barres, depuis le début de l’axe.",
                tolerance=0.01,
            ),
            gives(
                lambda c: 1 / seeming(c),
                "The other way round: divide the second bar by the first.",
                "Dans l’autre sens : divisez la seconde barre par la première.",
                tolerance=0.01,
            ),
            gives(
                lambda c: seeming(c) / real(c),
                "This is how much the chart exaggerates. The question asks what the eye sees.",
                "C’est le facteur d’exagération. La question demande ce que l’œil voit.",
                tolerance=0.01,
            ),
            gives(
                lambda c: (change(c)["value2"] - change(c)["value"]) / 1e6,
                "This is the difference in millions. How many times as high is the second bar?",
                "C’est la différence en millions. Combien de fois la seconde barre est-elle plus haute ?",
            ),
        ),
    ),
    Exercise(
        "3.8",
        "draw",
        Choice(),
        lambda _: "d",
        Said(
            "Same contribution, same unit, same speaker: these two may share an axis.",
            "Même contribution, même unité, même source : ces deux-là peuvent partager un axe.",
        ),
        Said("Ask of each pair: same unit, same whole, same period?",
             "Pour chaque paire, demandez-vous : même unité, même tout, même période ?"),
        (
            chooses(
                "a",
                "Countries and vehicles are both counts, but of different things. One axis would compare them.",
                "Pays et véhicules se comptent, mais ce sont des choses différentes. Un axe commun les comparerait.",
            ),
            chooses(
                "b",
                "Both are per cent, but of different wholes: missions here, soldiers and police there.",
                "Deux pourcentages, mais de deux touts : ici des missions, là des soldats et policiers.",
            ),
            chooses(
                "c",
                "Both are euros, but one is over ten years and the other over three.",
                "Deux sommes en euros, mais l’une sur dix ans et l’autre sur trois.",
            ),
        ),
    ),
)  # fmt: skip
