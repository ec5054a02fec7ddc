"""Exercises of lesson 4: when the source is damaged."""

from __future__ import annotations

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.lessons.answers import Choice, Number, Text, fold_words
from r2p_data.lessons.exercises import Diagnosis, Exercise, chooses, gives
from r2p_data.lessons.saying import Said

PHRASE, WORD, PREPOSITION = "l’Union africaine", "tâcher", "a_for_à"
# Repairs that change no letter.
LAYOUT = ("line_join", "label", "double_space")


def _scan(corpus: Corpus) -> str:
    """The document in which most letters were misread."""
    log = corpus.repairs
    return str(log.loc[log["rule"] == PREPOSITION, "doc_id"].iloc[0])


def _log(corpus: Corpus) -> pd.DataFrame:
    return corpus.repairs[corpus.repairs["doc_id"] == _scan(corpus)]


def _letters(corpus: Corpus) -> pd.DataFrame:
    """The repairs of that document that change letters."""
    return _log(corpus)[~_log(corpus)["rule"].isin(LAYOUT)]


def _file(corpus: Corpus) -> str:
    return " ".join(corpus.source(_scan(corpus)).split())


def _text(corpus: Corpus) -> str:
    rows = corpus.paragraphs
    return " ".join(rows.loc[rows["doc_id"] == _scan(corpus), "text"])


def _hidden(corpus: Corpus, phrase: str = PHRASE) -> float:
    return float(_text(corpus).count(phrase) - _file(corpus).count(phrase))


def _prepositions(corpus: Corpus) -> float:
    return float((_log(corpus)["rule"] == PREPOSITION).sum())


def _ranked(corpus: Corpus) -> list[str]:
    """The classes of damage to letters, the most frequent first."""
    return [str(rule) for rule in _letters(corpus)["rule"].value_counts().index]


def _row(corpus: Corpus) -> pd.Series:
    """The repair that made the word."""
    found: pd.Series = _log(corpus)[_log(corpus)["after"] == WORD].iloc[0]
    return found


def _words(corpus: Corpus) -> float:
    documents = corpus.documents
    return float(documents.loc[documents["doc_id"] == _scan(corpus), "n_words"].iloc[0])


def _rate(corpus: Corpus) -> float:
    return 1000 * len(_letters(corpus)) / _words(corpus)


EXERCISES = (
    Exercise(
        "4.1",
        "see",
        Choice(),
        lambda _: "c",
        Said(
            "The author wrote it so. It stays as printed, and a scholar adds [sic].",
            "L’auteur l’a écrit ainsi. On le laisse tel quel, et le chercheur ajoute [sic].",
        ),
        Said("Which one could a human hand have typed?", "Laquelle a pu sortir d’une main humaine ?"),
        (
            chooses(
                "a",
                "A capital I for the small letter l: typical of a scanner.",
                "Un I majuscule pour la lettre l : c’est typique d’une lecture par machine.",
            ),
            chooses(
                "b",
                "A blank inside a word: the PDF placed its letters one by one.",
                "Un blanc dans un mot : le PDF place ses lettres une à une.",
            ),
            chooses(
                "d",
                "No author types a cent sign in a French word. The scanner saw the accent so.",
                "Aucun auteur ne tape un signe cent dans un mot français. C’est la machine qui a lu ainsi.",
            ),
        ),
    ),
    Exercise(
        "4.2",
        "measure",
        Number(),
        _hidden,
        Said(
            "All of them. A search that finds nothing proves nothing about a damaged file.",
            "Toutes. Une recherche sans résultat ne prouve rien sur un fichier abîmé.",
        ),
        Said(
            "Count the words in text, count them in file, and subtract. Mind the apostrophe: ’",
            "Comptez les mots dans text, puis dans file, et soustrayez. Attention à l’apostrophe : ’",
        ),
        (
            gives(
                lambda c: _file(c).count(PHRASE),
                "This is what the file shows. How much more does the text hold? Check the apostrophe too: ’ and not '.",
                "C’est ce que montre le fichier. Et le texte ? Vérifiez aussi l’apostrophe : ’ et non '.",
            ),
            gives(
                lambda c: _hidden(c, "l’Union européenne"),
                "This is the other union, the European one.",
                "C’est l’autre union, l’européenne.",
            ),
            gives(
                lambda c: (c.mentions["actor_id"] == "union-africaine").sum(),
                "These are the mentions in all documents. Take the scanned report alone.",
                "Ce sont les mentions de tous les documents. Prenez le rapport numérisé seul.",
            ),
            Diagnosis(
                lambda value, corpus: value == -_hidden(corpus),
                Said("Subtract the other way round.", "Soustrayez dans l’autre sens."),
            ),
        ),
    ),
    Exercise(
        "4.3",
        "log",
        Number(),
        _prepositions,
        Said(
            "So nearly half of the words « a » in this file are not the verb that they seem to be.",
            "Près de la moitié des « a » de ce fichier ne sont donc pas le verbe qu’ils semblent être.",
        ),
        Said(
            "Keep the rows of log whose rule is a_for_à, and count them.",
            "Gardez les lignes de log dont rule est a_for_à, et comptez-les.",
        ),
        (
            gives(
                lambda c: _file(c).count(" a "),
                "These are all the « a » of the file. Many of them are the verb, and stay.",
                "Ce sont tous les « a » du fichier. Beaucoup sont le verbe, et restent.",
            ),
            gives(
                lambda c: _text(c).count(" a "),
                "These are the verbs that stay. You want those that were changed.",
                "Ce sont les verbes qui restent. On demande les mots qui ont changé.",
            ),
            gives(
                lambda c: len(_log(c)),
                "This is the whole log. Choose one rule.",
                "C’est tout le journal. Choisissez une règle.",
            ),
            gives(
                lambda c: _log(c)["rule"].str.startswith("a_for").sum(),
                "You have counted another rule as well: « grace » → « grâce » has â, not à.",
                "Vous avez compté une règle de plus : « grace » → « grâce » a un â, et non un à.",
            ),
        ),
    ),
    Exercise(
        "4.4",
        "log",
        Text(),
        lambda c: [_ranked(c)[0]],
        Said(
            "The small l and the capital I look alike in most typefaces, to machines and to people.",
            "Le l minuscule et le I majuscule se ressemblent, pour les machines comme pour nous.",
        ),
        Said(
            "letters[\"rule\"].value_counts() lists the rules, the most frequent first.",
            "letters[\"rule\"].value_counts() donne les règles, la plus fréquente d’abord.",
        ),
        (
            Diagnosis(
                lambda value, _: value in LAYOUT,
                Said(
                    "This rule changes no letter: it joins lines, or sets a number apart. Use the table letters.",
                    "Cette règle ne change aucune lettre : elle joint des lignes ou isole un numéro. Utilisez letters.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: value in _ranked(corpus)[1:],
                Said(
                    "This rule exists, but another was needed more often.",
                    "Cette règle existe, mais une autre a servi plus souvent.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: value in set(_letters(corpus)["before"]) | set(_letters(corpus)["after"]),
                Said(
                    "This is an example. Give the name of its rule.",
                    "C’est un exemple. Donnez le nom de sa règle.",
                ),
            ),
        ),
    ),
    Exercise(
        "4.5",
        "evidence",
        Text(),
        lambda c: [str(_row(c)["before"])],
        Said(
            "You can show this to anybody who doubts the text: the log keeps what stood there.",
            "Vous pouvez le montrer à qui doute du texte : le journal garde ce qui s’y trouvait.",
        ),
        Said(
            "Look for the row of log whose after is « tâcher », and read its column before.",
            "Cherchez la ligne de log où after est « tâcher », et lisez sa colonne before.",
        ),
        (
            Diagnosis(
                lambda value, _: fold_words(value) == fold_words(WORD),
                Said(
                    "This is the repaired word, with or without its accent. What did the scanner make of the â?",
                    "C’est le mot réparé, avec ou sans son accent. Qu’est devenu le â à la lecture ?",
                ),
            ),
            Diagnosis(
                lambda value, corpus: value in set(_log(corpus)["rule"]),
                Said("This is the name of a rule. Give the word.", "C’est le nom d’une règle. Donnez le mot."),
            ),
            Diagnosis(
                lambda value, corpus: value in set(_letters(corpus)["before"]),
                Said("This stood in the file, but elsewhere.", "Cela se trouvait dans le fichier, mais ailleurs."),
            ),
        ),
    ),
    Exercise(
        "4.6",
        "measure",
        Number(tolerance=0.05),
        _rate,
        Said(
            "Say so beside every count from this file: it tells how much was mended before you counted.",
            "Dites-le à côté de tout décompte tiré de ce fichier : voilà ce qu’il a fallu réparer avant.",
        ),
        Said(
            "Repairs of letters divided by the words of the document, times one thousand.",
            "Les réparations de lettres divisées par les mots du document, fois mille.",
        ),
        (
            gives(
                lambda c: len(_letters(c)),
                "This is the raw count. Divide it by the words of the document.",
                "C’est le décompte brut. Divisez-le par les mots du document.",
            ),
            gives(
                lambda c: 1000 * len(_log(c)) / _words(c),
                "You have counted joined lines and labels too. They change no letter.",
                "Vous avez aussi compté lignes jointes et numéros isolés. Aucune lettre n’y change.",
                tolerance=0.05,
            ),
            gives(
                lambda c: _rate(c) / 1000,
                "This is the rate per word. The question asks for a thousand words.",
                "C’est le taux par mot. La question demande mille mots.",
                tolerance=0.0005,
            ),
            gives(
                lambda c: 1000 * len(_letters(c)) / c.documents["n_words"].sum(),
                "You have divided by the words of all documents. Take the scanned report alone.",
                "Vous avez divisé par les mots de tous les documents. Prenez le rapport numérisé seul.",
                tolerance=0.05,
            ),
        ),
    ),
)  # fmt: skip
