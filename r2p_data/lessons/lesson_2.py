"""Exercises of lesson 2: who speaks, who is named."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.lessons.answers import Names, Number, Text, fold_words
from r2p_data.lessons.exercises import Diagnosis, Exercise, gives
from r2p_data.lessons.saying import Said

MISSION, UNITED_STATES, IVORY_COAST, COUNCIL, UN = "monusco", "USA", "CIV", "conseil-de-securite", "onu"
ARTICLE = "press_article"


def _article(corpus: Corpus) -> str:
    """The doc_id of the press article."""
    documents = corpus.documents
    return str(documents.loc[documents["genre"] == ARTICLE, "doc_id"].iloc[0])


def _all(corpus: Corpus, actor: str, doc_id: str | None = None) -> pd.DataFrame:
    """Every mention of an actor, adjectives too."""
    rows = corpus.mentions[corpus.mentions["actor_id"] == actor]
    return rows if doc_id is None else rows[rows["doc_id"] == doc_id]


def _named(corpus: Corpus, actor: str, doc_id: str | None = None) -> pd.DataFrame:
    """The mentions of an actor that are no adjectives."""
    rows = _all(corpus, actor, doc_id)
    return rows[rows["form"] != "adjective"]


def _words(corpus: Corpus) -> pd.Series:
    return corpus.documents.set_index("doc_id")["n_words"]


def _rates(corpus: Corpus) -> pd.Series:
    """Mentions of the United Nations per thousand words, by document."""
    return (1000 * _named(corpus, UN)["doc_id"].value_counts() / _words(corpus)).fillna(0)


def _rate(corpus: Corpus) -> float:
    return float(_rates(corpus)[_article(corpus)])


def _count(corpus: Corpus) -> int:
    return len(_named(corpus, UN, _article(corpus)))


def _speakers(corpus: Corpus) -> list[str]:
    """The people that the press article names, by their French names."""
    people = corpus.actors[corpus.actors["type"] == "person"]
    here = corpus.mentions.loc[corpus.mentions["doc_id"] == _article(corpus), "actor_id"]
    return [str(name) for name in people.loc[people["actor_id"].isin(here), "name_fr"]]


def _is_document(found: Callable[[Corpus], str], en: str, fr: str) -> Diagnosis:
    return Diagnosis(
        lambda value, corpus: value in (found(corpus), found(corpus).split("_")[0]),
        Said(en, fr),
    )


def _holds(words: tuple[str, ...], en: str, fr: str) -> Diagnosis:
    return Diagnosis(lambda value, _: any(fold_words(word) in name for name in value for word in words), Said(en, fr))


EXERCISES = (
    Exercise(
        "2.1",
        "gather",
        Number(),
        lambda c: float(len(_named(c, MISSION))),
        Said(
            "One actor, two names, one count. A search for the acronym alone would have missed some.",
            "Un acteur, deux noms, un seul décompte. Chercher le seul sigle en aurait laissé échapper.",
        ),
        Said(
            "Select the rows of corpus.mentions whose actor_id is monusco and count them.",
            "Choisissez les lignes de corpus.mentions dont actor_id est monusco, et comptez-les.",
        ),
        (
            gives(
                lambda c: (_named(c, MISSION)["form"] == "acronym").sum(),
                "You have counted the acronym only. The mission also goes by its full name.",
                "Vous n’avez compté que le sigle. La mission porte aussi son nom complet.",
            ),
            gives(
                lambda c: _named(c, MISSION)["surface"].nunique(),
                "This is how many different names it has. The question is how often it is named.",
                "C’est le nombre de ses noms différents. On demande combien de fois elle est nommée.",
            ),
            gives(
                lambda c: _named(c, MISSION)["doc_id"].nunique(),
                "This is the number of documents that name it. Count the mentions.",
                "C’est le nombre de documents qui la nomment. Comptez les mentions.",
            ),
        ),
    ),
    Exercise(
        "2.2",
        "tell",
        Number(),
        lambda c: float(len(_named(c, UNITED_STATES, _article(c)))),
        Said(
            "The adjective belongs to the ambassador. It tells where she comes from, not who acts.",
            "L’adjectif se rapporte à l’ambassadrice. Il dit d’où elle vient, et non qui agit.",
        ),
        Said(
            "Keep the rows of the article whose actor_id is USA and whose form is not adjective.",
            "Gardez les lignes de l’article dont actor_id est USA et dont form n’est pas adjective.",
        ),
        (
            gives(
                lambda c: len(_all(c, UNITED_STATES, _article(c))),
                "You have counted the adjective « américaine ». An adjective does not name the state as an actor.",
                "Vous avez compté l’adjectif « américaine ». Un adjectif ne nomme pas l’État comme acteur.",
            ),
            gives(
                lambda c: _all(c, UNITED_STATES, _article(c))["surface"].nunique(),
                "These are the different words. Count each place where one of them stands.",
                "Ce sont les mots différents. Comptez chaque endroit où l’un d’eux apparaît.",
            ),
            gives(
                lambda c: (_all(c, UNITED_STATES, _article(c))["form"] == "adjective").sum(),
                "This is the adjective itself. You want the other mentions.",
                "C’est l’adjectif lui-même. On demande les autres mentions.",
            ),
        ),
    ),
    Exercise(
        "2.3",
        "tell",
        Number(),
        lambda c: float((~_named(c, IVORY_COAST)["nested"]).sum()),
        Said(
            "The mission bears the name of the country, but it is the mission that acts.",
            "La mission porte le nom du pays, mais c’est elle qui agit.",
        ),
        Said(
            "nested is True where the name stands inside a longer one. ~ turns True and False round.",
            "nested vaut True quand le nom est dans un nom plus long. ~ inverse True et False.",
        ),
        (
            gives(
                lambda c: len(_named(c, IVORY_COAST)),
                "You have counted the name inside the name of the mission. It is nested there.",
                "Vous avez compté le nom qui se trouve dans celui de la mission. Il y est imbriqué.",
            ),
            gives(
                lambda c: ~int(_named(c, IVORY_COAST)["nested"].sum()),
                "Python counted first and turned round afterwards. Put brackets around the column before .sum().",
                "Python a compté d’abord, inversé ensuite. Mettez la colonne entre parenthèses avant .sum().",
            ),
            gives(
                lambda c: _named(c, IVORY_COAST)["nested"].sum(),
                "These are the nested mentions. You want the others.",
                "Ce sont les mentions imbriquées. On demande les autres.",
            ),
            gives(
                lambda c: _named(c, IVORY_COAST)["paragraph_id"].nunique(),
                "This is the number of paragraphs. One of them names the country more than once.",
                "C’est le nombre de paragraphes. L’un d’eux nomme le pays plusieurs fois.",
            ),
        ),
    ),
    Exercise(
        "2.4",
        "repeat",
        Number(),
        lambda c: float(_named(c, COUNCIL)["paragraph_id"].nunique()),
        Said(
            "A paragraph that says « le Conseil » three times is still one paragraph about it.",
            "Un paragraphe qui dit trois fois « le Conseil » n’est toujours qu’un paragraphe.",
        ),
        Said(
            "Select the mentions, then count different values of paragraph_id with .nunique().",
            "Choisissez les mentions, puis comptez les paragraph_id différents avec .nunique().",
        ),
        (
            gives(
                lambda c: len(_named(c, COUNCIL)),
                "You have counted repeated mentions. Each paragraph counts once.",
                "Vous avez compté les répétitions. Chaque paragraphe compte une fois.",
            ),
            gives(
                lambda c: _named(c, COUNCIL)["doc_id"].nunique(),
                "This is the number of documents. Go down to paragraphs.",
                "C’est le nombre de documents. Descendez aux paragraphes.",
            ),
            gives(
                lambda c: c.mentions["paragraph_id"].nunique(),
                "These are the paragraphs that name anybody. Select the Council first.",
                "Ce sont les paragraphes qui nomment quelqu’un. Choisissez d’abord le Conseil.",
            ),
        ),
    ),
    Exercise(
        "2.5",
        "normalise",
        Number(tolerance=0.05),
        _rate,
        Said(
            "This number can be held against that of another document, whatever its length.",
            "Ce nombre peut se comparer à celui d’un autre document, quelle que soit sa longueur.",
        ),
        Said(
            "Mentions divided by words, times one thousand; both of the press article.",
            "Les mentions divisées par les mots, fois mille ; le tout pour l’article de presse.",
        ),
        (
            gives(
                _count,
                "This is the raw count. Divide it by the words of the article.",
                "C’est le décompte brut. Divisez-le par les mots de l’article.",
            ),
            gives(
                lambda c: _rate(c) / 1000,
                "This is the rate per word. The question asks for a thousand words.",
                "C’est le taux par mot. La question demande un taux pour mille mots.",
                tolerance=0.0005,
            ),
            gives(
                lambda c: 1000 * len(_named(c, UN)) / _words(c).sum(),
                "This is the rate of the whole corpus. Take the article alone.",
                "C’est le taux de tout le corpus. Prenez l’article seul.",
                tolerance=0.05,
            ),
            gives(
                lambda c: 1000 * _count(c) / _words(c).sum(),
                "Count and length must come from the same document.",
                "Décompte et longueur doivent venir du même document.",
                tolerance=0.05,
            ),
        ),
    ),
    Exercise(
        "2.6",
        "normalise",
        Text(),
        lambda c: [str(_rates(c).idxmax()), str(_rates(c).idxmax()).split("_")[0]],
        Said(
            "The raw count put it near the bottom. Its few mentions stand in few words.",
            "Le décompte brut le plaçait presque dernier. Ses rares mentions tiennent en peu de mots.",
        ),
        Said(
            "Divide the counts by the column n_words, then look for the largest value.",
            "Divisez les décomptes par la colonne n_words, puis cherchez la plus grande valeur.",
        ),
        (
            _is_document(
                lambda c: str(_named(c, UN)["doc_id"].value_counts().idxmax()),
                "It has the most mentions, but it is also long. Divide by its words.",
                "Il a le plus de mentions, mais il est long aussi. Divisez par ses mots.",
            ),
            _is_document(
                lambda c: str(_words(c).idxmax()),
                "It is the longest document, which is another thing.",
                "C’est le document le plus long, ce qui est autre chose.",
            ),
            _is_document(
                lambda c: str(_rates(c).sort_values().index[-2]),
                "This one comes second. Compare the rates again.",
                "Celui-ci est deuxième. Comparez encore les taux.",
            ),
        ),
    ),
    Exercise(
        "2.7",
        "speak",
        Names(),
        _speakers,
        Said(
            "Two voices carry the article. « Les États-Unis ont promis » is shorthand for one of them.",
            "Deux voix portent l’article. « Les États-Unis ont promis » est un raccourci pour l’une d’elles.",
        ),
        Said(
            "Look for the actors of type person that the article names, and read their verbs.",
            "Cherchez les acteurs de type person que l’article nomme, et lisez leurs verbes.",
        ),
        (
            _holds(
                ("États-Unis", "Rwanda", "Pays-Bas", "Nations"),
                "A state or an organisation is named, but people speak for it.",
                "C’est un État ou une organisation : il est nommé, mais des personnes parlent pour lui.",
            ),
            _holds(
                ("Mme", "M. ", "person-"),
                "Give each person once, by the full name of the column name_fr.",
                "Donnez chaque personne une fois, sous son nom complet (colonne name_fr).",
            ),
            Diagnosis(
                lambda value, corpus: any(fold_words(name).split()[-1] in value for name in _speakers(corpus)),
                Said(
                    "A family name alone may be another person’s. Give the full name of the column name_fr.",
                    "Un nom de famille seul peut en désigner d’autres. Donnez le nom complet (colonne name_fr).",
                ),
            ),
            _holds(
                ("ambassad", "directeur"),
                "An office is not a person. Give names.",
                "Une fonction n’est pas une personne. Donnez des noms.",
            ),
        ),
    ),
)  # fmt: skip
