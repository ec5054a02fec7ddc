"""Plausible wrong answers, and what a student must be told in both languages.

A row: the exercise, the answer (or how it is computed from the corpus), a piece of what is said
in English and in French. Numbers that may move with the corpus are computed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.lessons import lesson_4, lesson_5
from r2p_data.lessons.sentences import list_words

Wrong = tuple[str, Any, str, str]


def of(corpus: Corpus, actor: str, **conditions: Any) -> pd.DataFrame:
    """The mentions of an actor."""
    rows = corpus.mentions[corpus.mentions["actor_id"] == actor]
    for column, value in conditions.items():
        rows = rows[rows[column] == value]
    return rows


def citation(corpus: Corpus, at: int) -> str:
    """The text that exercise 6.3 asks for, of a sum of money."""
    row = corpus.figures.query("kind == 'money'").iloc[at]
    return f"{row['surface']} ({corpus.cite(row)})"


def moved(corpus: Corpus) -> list[str]:
    """Three texts of which one cites another place."""
    row = corpus.figures.query("kind == 'money'").iloc[0]
    other = corpus.cite(corpus.figures.query("kind == 'ratio'").iloc[0])
    return [f"{row['surface']} ({other})", citation(corpus, 1), citation(corpus, 2)]


def page(corpus: Corpus, figures: int = 3, words: int = 120) -> str:
    """A page with some cited figures and many words."""
    return " ".join([*(citation(corpus, i) for i in range(figures)), "mot " * words])


def every_word(corpus: Corpus) -> list[list[int]]:
    """A mark on every word."""
    words = list_words(corpus)
    return [[int(s), int(i)] for s, rows in words.groupby("sentence") for i in range(1, len(rows) + 1)]


def second_words(corpus: Corpus) -> list[list[int]]:
    """A mark on the second word of every sentence, which is seldom a name."""
    sizes = list_words(corpus).groupby("sentence").size()
    return [[int(s), 2] for s in sizes.index]


def row_of_59(corpus: Corpus) -> str:
    """The identifier, in our tables, of the paragraph that exercise 1.6 asks to cite."""
    return str(corpus.paragraphs.query("number == '59' and kind == 'paragraph'")["paragraph_id"].iloc[0])


def quantities(corpus: Corpus) -> pd.DataFrame:
    """Figures that are no ordinals."""
    return corpus.figures.query("kind != 'ordinal'")


WRONG: tuple[Wrong, ...] = (
    ("1.1", "004", "did not issue it", "pas l’auteur"),
    ("1.1", "presidential_statement", "a kind of text", "un genre de texte"),
    ("1.1", "Conseil de sécurité", "name of the issuer", "nom de l’auteur"),
    ("1.1", 2, "text in quotation marks", "un texte entre guillemets"),
    ("1.2", lambda c: int(c.documents["date"].isna().sum()), "without a date", "sans date"),
    ("1.2", 5, "all the documents", "tous les documents"),
    ("1.2", 0, "Look again", "Regardez encore"),
    ("1.2", lambda c: c.documents["date"].notna(), "column of True and False", "colonne de True et de False"),
    ("1.2", lambda c: c.documents["date"], "several values", "contient des valeurs"),
    ("1.3", lambda c: len(c.paragraphs), "furniture too", "aussi compté l’habillage"),
    ("1.3", lambda c: int((c.paragraphs["kind"] == "furniture").sum()), "the furniture itself", "l’habillage lui-même"),
    ("1.3", lambda c: int((c.paragraphs["kind"] == "paragraph").sum()), "paragraphs only", "que les paragraphes"),
    ("1.4", 40, "share of the documents", "leur part des documents"),
    ("1.4", 0.90745, "as a fraction", "en fraction"),
    ("1.4", 9.25, "the other documents", "la part des autres"),
    ("1.4", "90,7 %", "decimal comma", "virgule décimale"),
    ("1.4", 91, "Do not round", "N’arrondissez pas"),
    ("1.5", "C. Aider les États à protéger leurs populations", "one heading", "un seul titre"),
    ("1.5", "I. Introduction", "another paragraph", "autre paragraphe"),
    ("1.5", "Outre l’assistance dont ils bénéficient en matière", "text of the paragraph", "texte du paragraphe"),
    ("1.6", "A/68/947-S/2014/449", "Which paragraph?", "Quel paragraphe"),
    ("1.5", lambda c: c.paragraphs.query("number == '59'"), "Take one value out", "Sortez-en une"),
    ("1.6", "par. 59", "symbol is missing", "cote manque"),
    ("1.6", "A/68/947, par. 59", "Half of the symbol", "la moitié de la cote"),
    ("1.6", "A/68/947-S/2014/449, par. 58", "the paragraph is another", "mauvais paragraphe"),
    ("1.6", "A/68/947-S/2014/449, par. 591", "needs the symbol", "demande la cote"),
    ("1.6", "A/68/947-S/2014/449, p. 59", "Pages differ", "pages changent"),
    ("1.6", row_of_59, "identifier of our tables", "identifiant de nos tableaux"),
    ("2.1", lambda c: len(of(c, "monusco", form="acronym")), "the acronym only", "que le sigle"),
    ("2.1", lambda c: of(c, "monusco")["surface"].nunique(), "different names", "noms différents"),
    ("2.1", lambda c: of(c, "monusco")["doc_id"].nunique(), "number of documents", "nombre de documents"),
    ("2.2", 4, "« américaine »", "« américaine »"),
    ("2.2", 2, "different words", "mots différents"),
    ("2.2", 1, "the adjective itself", "l’adjectif lui-même"),
    ("2.3", lambda c: len(of(c, "CIV")), "It is nested there", "imbriqué"),
    ("2.3", lambda c: ~of(c, "CIV")["nested"].sum(), "Put brackets", "entre parenthèses"),
    ("2.3", lambda c: len(of(c, "CIV", nested=True)), "the nested mentions", "mentions imbriquées"),
    ("2.3", lambda c: of(c, "CIV")["paragraph_id"].nunique(), "number of paragraphs", "nombre de paragraphes"),
    ("2.4", lambda c: len(of(c, "conseil-de-securite")), "repeated mentions", "répétitions"),
    ("2.4", 5, "number of documents", "nombre de documents"),
    ("2.4", lambda c: c.mentions["paragraph_id"].nunique(), "name anybody", "nomment quelqu’un"),
    ("2.5", 6, "raw count", "décompte brut"),
    ("2.5", 6 / 329, "rate per word", "taux par mot"),
    ("2.5", "18,2", "decimal comma", "virgule décimale"),
    ("2.5", (18, 2), "comma between digits", "virgule entre chiffres"),
    ("2.6", "004", "also long", "long aussi"),
    ("2.6", "001", "the longest document", "le plus long"),
    ("2.6", "002", "comes second", "deuxième"),
    ("2.7", ["Samantha Power", "Simon Adams", "États-Unis d’Amérique"], "people speak for it", "parlent pour lui"),
    ("2.7", ["Samantha Power"], "not all", "incomplet"),
    ("2.7", ["Mme Power", "M. Adams"], "full name", "nom complet"),
    ("2.7", "Samantha Power", "this is one", "un seul"),
    ("2.7", ["Power", "Adams"], "family name alone", "nom de famille seul"),
    ("3.1", lambda c: len(c.figures), "with the ordinals", "avec les ordinaux"),
    ("3.1", lambda c: len(quantities(c)), "all figures", "tous les nombres"),
    ("3.1", lambda c: int(quantities(c)["attribution"].isna().sum()), "without a speaker", "sans auteur"),
    ("3.1", lambda c: quantities(c)["attribution"].nunique(), "one document only", "un seul document"),
    ("3.2", 28, "forgot the United States", "oublié les États-Unis"),
    ("3.2", 57, "added two numbers", "additionné deux nombres"),
    ("3.2", 30, "counted twice", "compté deux fois"),
    ("3.2", 27, "taken one away", "retranché"),
    ("3.2", "29", "Leave out the quotation marks", "Retirez les guillemets"),
    ("3.3", "États-Unis", "A state does not speak", "Un État ne parle pas"),
    ("3.3", "Simon Adams", "other numbers", "d’autres nombres"),
    ("3.3", "ambassadrice à l’ONU", "an office", "une fonction"),
    ("3.4", 0.625, "as a fraction", "en fraction"),
    ("3.4", 97, "the other share", "l’autre part"),
    ("3.4", 160, "changed places", "inversés"),
    ("3.4", 6, "without the mandate", "sans ce mandat"),
    ("3.4", 63, "Do not round", "N’arrondissez pas"),
    ("3.4", "62,5", "decimal comma", "virgule décimale"),
    ("3.4", (62, 5), "comma between digits", "virgule entre chiffres"),
    ("3.4", "62.5 %", "without the sign %", "sans le signe %"),
    ("3.5", 150, "the unit is not", "l’unité ne l’est pas"),
    ("3.5", 1_650_000_000, "added the two values", "additionné les deux valeurs"),
    ("3.5", 900_000_000, "becomes", "devient"),
    ("3.5", -150_000_000, "the sign is not", "le signe ne l’est pas"),
    ("3.5", 20, "in per cent", "en pour cent"),
    ("3.5", (150, 0, 0), "comma between digits", "virgule entre chiffres"),
    ("3.6", 2_000_000_000, "the whole period", "toute la période"),
    ("3.6", 200, "the unit is not", "l’unité ne l’est pas"),
    ("3.6", 20_000_000_000, "multiplied", "multiplié"),
    ("3.6", 150_000_000, "the exercise before", "l’exercice précédent"),
    ("3.7", 1.2, "what the numbers say", "ce que disent les nombres"),
    ("3.7", 0.25, "other way round", "l’autre sens"),
    ("3.7", 150, "difference in millions", "différence en millions"),
    ("3.7", 10 / 3, "exaggerates", "exagération"),
    ("3.8", "a", "different things", "choses différentes"),
    ("3.8", "b", "different wholes", "deux touts"),
    ("3.8", "C", "ten years", "dix ans"),
    ("3.8", "750 and 900", "One letter", "une lettre"),
    ("4.1", "a", "capital I", "I majuscule"),
    ("4.1", "b", "blank inside a word", "blanc dans un mot"),
    ("4.1", "d", "cent sign", "signe cent"),
    ("4.2", 0, "what the file shows", "ce que montre le fichier"),
    ("4.2", 12, "European", "l’européenne"),
    ("4.2", lambda c: len(of(c, "union-africaine")), "all documents", "tous les documents"),
    ("4.2", -24, "other way round", "l’autre sens"),
    ("4.3", lambda c: lesson_4._file(c).count(" a "), "all the « a »", "tous les « a »"),
    ("4.3", lambda c: lesson_4._text(c).count(" a "), "verbs that stay", "verbes qui restent"),
    ("4.3", lambda c: len(lesson_4._log(c)), "whole log", "tout le journal"),
    ("4.4", "line_join", "changes no letter", "ne change aucune lettre"),
    ("4.4", "a_for_à", "more often", "plus souvent"),
    ("4.4", "I’", "an example", "un exemple"),
    ("4.5", "tâcher", "the repaired word", "mot réparé"),
    ("4.5", "â_other", "name of a rule", "nom d’une règle"),
    ("4.5", "auprés", "elsewhere", "ailleurs"),
    ("4.6", lambda c: len(lesson_4._letters(c)), "raw count", "décompte brut"),
    ("4.6", lambda c: 1000 * len(lesson_4._log(c)) / lesson_4._words(c), "joined lines", "lignes jointes"),
    ("4.6", lambda c: lesson_4._rate(c) / 1000, "rate per word", "taux par mot"),
    ("4.6", lambda c: 1000 * len(lesson_4._letters(c)) / c.documents["n_words"].sum(), "of all documents", "tous les"),
    ("5.1", every_word, "nearly every word", "presque tous les mots"),
    ("5.1", [[1, 4], [2, 12]], "Several sentences", "Plusieurs phrases"),
    ("5.1", second_words, "do not fall on names", "ne tombent pas sur des noms"),
    ("5.1", 57, "annotator.marks", "annotator.marks"),
    ("5.2", lesson_5._same, "raw agreement", "accord brut"),
    ("5.2", 1.0, "with herself", "avec soi-même"),
    ("5.2", lambda c: lesson_5._alpha(c, "me", "gold"), "agreement with the gold", "accord avec l’étalon"),
    ("5.2", lambda c: lesson_5._alpha(c, "partner", "gold"), "agreement of your partner", "accord de votre partenaire"),
    ("5.3", lesson_5._recall, "This is recall", "C’est le rappel"),
    ("5.3", lesson_5._accuracy, "leave blank", "laissent en blanc"),
    ("5.3", lambda c: 100 * lesson_5._precision(c), "looks like per cent", "semble être un pourcentage"),
    ("5.4", lesson_5._precision, "precision again", "encore la précision"),
    ("5.4", lambda c: 1 - lesson_5._recall(c), "that was missed", "la part manquée"),
    ("5.4", lesson_5._accuracy, "leave blank", "laissent en blanc"),
    ("5.5", 100, "what was seen", "ce que l’on a vu"),
    ("5.5", 7.5, "share of errors", "part possible des erreurs"),
    ("5.5", 0.925, "as a fraction", "en fraction"),
    ("5.5", 97, "divided by one hundred", "divisé par cent"),
    ("6.1", "a", "counts the victims", "ne compte les victimes"),
    ("6.1", "c", "a judgement", "un jugement"),
    ("6.1", "d", "since 1945", "depuis 1945"),
    ("6.2", lambda c: c.figures.head(0), "is empty", "est vide"),
    ("6.2", lambda c: c.figures, "Nothing is filtered", "Rien n’est encore filtré"),
    ("6.2", lambda c: c.figures.head(60), "Too many rows", "Trop de lignes"),
    ("6.2", lambda c: c.paragraphs.head(5), "not figures", "pas des nombres"),
    ("6.2", lambda c: pd.concat([c.figures.head(2)] * 2), "stand twice", "deux fois"),
    ("6.2", lambda c: c.figures.head(3).assign(value="1"), "no figures of the corpus", "pas du corpus"),
    ("6.2", lambda c: c.figures.head(3).assign(value=1.0), "no figures of the corpus", "pas du corpus"),
    ("6.2", lambda c: c.mentions.head(5).assign(value=1.0), "not figures", "pas des nombres"),
    ("6.2", 3, "A table is expected", "un tableau"),
    ("6.3", lambda c: [citation(c, 0), citation(c, 1)], "three different texts", "trois textes différents"),
    ("6.3", lambda c: ["710 millions d’euros", citation(c, 0), citation(c, 1)], "no citation", "pas de référence"),
    ("6.3", moved, "do not belong together", "ne vont pas ensemble"),
    ("6.3", lambda c: [f"{citation(c, 0)}{mark}" for mark in ("", " !", " ?")], "the same figure", "le même nombre"),
    ("6.3", lambda c: ["beaucoup d’argent (par. 3)", citation(c, 0), citation(c, 1)], "no figure", "aucun nombre"),
    ("6.4", lambda c: citation(c, 0), "Too short", "Trop court"),
    ("6.4", lambda c: page(c, 3, 700), "Too long", "Trop long"),
    ("6.4", lambda c: page(c, 2), "Fewer than three", "Moins de trois"),
    ("6.4", "mot " * 150, "no figure", "aucun nombre"),
    ("6.5", "a", "one speaker", "un orateur"),
    ("6.5", "b", "Silence", "silence"),
    ("6.5", "c", "not the truth", "non la vérité"),
    # The rest of what the exercises know to say.
    ("1.4", lambda c: 100 * c.documents["n_words"].max() / c.documents["n_words"].sum(), "report alone", "un seul"),
    ("1.4", lambda c: int(c.documents.query("genre == 'report'")["n_words"].sum()), "number of words", "de mots"),
    ("2.5", lambda c: 1000 * len(of(c, "onu")) / c.documents["n_words"].sum(), "the whole corpus", "tout le corpus"),
    ("2.5", lambda c: 6000 / c.documents["n_words"].sum(), "the same document", "du même document"),
    ("2.7", ["l’ambassadrice", "le directeur"], "is not a person", "n’est pas une personne"),
    ("4.3", lambda c: int(lesson_4._log(c)["rule"].str.startswith("a_for").sum()), "another rule", "une règle de plus"),
    ("3.4", 10, "the part alone", "la partie seule"),
    ("6.2", lambda c: c.figures.head(2).assign(paragraph_id="x"), "do not lead", "ne mènent pas"),
    ("5.3", lambda c: lesson_5._counts(c, "naive")[0], "number of right marks", "nombre de marques justes"),
    ("5.3", lambda c: lesson_5._precision(c, "partner"), "of the partner", "du partenaire"),
    ("5.4", lambda c: int(list_words(c)["naive"].sum()) / int(list_words(c)["gold"].sum()), "all marks", "toutes les"),
    ("5.5", lambda c: 100 - 100 / len(quantities(c)), "Three, not one", "Trois, et non un"),
    ("6.4", lambda c: f"{c.figures.iloc[0]['surface']} " + "mot " * 150, "no citation", "aucune de leurs références"),
)  # fmt: skip

# What is right, told apart from how the notebooks get there.
RIGHT: tuple[tuple[str, Any], ...] = (
    ("1.1", "002_02f4aa03da441aa1"), ("1.2", np.int64(1)), ("1.4", 90.745), ("1.6", "a/68/947-s/2014/449, par. 59"),
    ("1.5", "IV. Formes d'assistance > C. Aider les États à protéger leurs populations"),
    ("1.6", "A/68/947-S/2014/449, para. 59"), ("1.6", "A/68/947-S/2014/449, § 59"),
    ("2.6", "000"), ("2.7", {"Simon Adams", "SAMANTHA POWER"}), ("3.2", 29), ("3.2", 29.0), ("3.2", np.float64(29)),
    ("3.3", "Mme Power"), ("3.3", "samantha power"), ("3.4", 62.5), ("3.5", 150_000_000), ("3.6", 2e8), ("3.7", 4),
    ("3.8", "(D)"), ("4.2", 24), ("4.5", "tdcher"), ("5.5", 92.5), ("6.1", "b"),
    ("6.3", lambda c: [citation(c, i) for i in range(3)]),
    ("6.4", page),
    ("2.7", pd.Series(["Simon Adams", "Samantha Power"])), ("3.3", "Mme Samantha Power"),
    ("6.2", lambda c: c.figures.iloc[[1, 3]]),
)  # fmt: skip
