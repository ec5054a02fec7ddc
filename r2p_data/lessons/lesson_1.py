"""Exercises of lesson 1: read before you count."""

from __future__ import annotations

import pandas as pd

from r2p_data.codebook import GENRES
from r2p_data.corpus import Corpus
from r2p_data.lessons.answers import Number, Text, fold_words
from r2p_data.lessons.exercises import Diagnosis, Exercise, gives
from r2p_data.lessons.saying import Said

COUNCIL = "Conseil de sécurité"
NUMBER = "59"


def _of_council(corpus: Corpus) -> list[str]:
    documents = corpus.documents
    doc_id = str(documents.loc[documents["issuer"] == COUNCIL, "doc_id"].iloc[0])
    return [doc_id, doc_id.split("_")[0]]


def _naming_council(corpus: Corpus) -> list[str]:
    """Documents that only have the words in the name of their issuer, or none."""
    issuers = corpus.documents.set_index("doc_id")["issuer"]
    return [str(doc_id) for doc_id, issuer in issuers.items() if issuer != COUNCIL]


def _reports(corpus: Corpus) -> pd.Series:
    documents = corpus.documents
    return documents.loc[documents["genre"] == "report", "n_words"]


def _report_share(corpus: Corpus) -> float:
    return float(100 * _reports(corpus).sum() / corpus.documents["n_words"].sum())


def _body(corpus: Corpus) -> float:
    return float((corpus.paragraphs["kind"] != "furniture").sum())


def _paragraph(corpus: Corpus) -> pd.Series:
    """Paragraph 59 of the report that has a symbol."""
    documents = corpus.documents
    doc_id = documents.loc[documents["symbol"].notna(), "doc_id"].iloc[0]
    rows = corpus.paragraphs
    found: pd.Series = rows[
        (rows["doc_id"] == doc_id) & (rows["number"] == NUMBER) & (rows["kind"] == "paragraph")
    ].iloc[0]
    return found


def _headings(corpus: Corpus) -> list[str]:
    return [fold_words(part) for part in str(_paragraph(corpus)["section"]).split("›")]


def _symbol(corpus: Corpus) -> str:
    return fold_words(corpus.cite(_paragraph(corpus)).rsplit(",", 1)[0])


def _paths(corpus: Corpus) -> list[str]:
    """The path of headings; few keyboards have the sign ›."""
    path = str(_paragraph(corpus)["section"])
    return [path, path.replace("›", ">")]


def _citations(corpus: Corpus) -> list[str]:
    """The citation, with the signs for a paragraph that readers use in either language."""
    symbol = _symbol(corpus)
    return [f"{symbol}, {sign}{NUMBER}" for sign in ("par. ", "para. ", "paragraphe ", "paragraph ", "§ ", "§")]


EXERCISES = (
    Exercise(
        "1.1",
        "identify",
        Text(),
        _of_council,
        Said(
            "The Council itself speaks here, through its President. The words weigh more than in the other four.",
            "Ici, le Conseil parle lui-même, par la voix de son président. Ses mots pèsent plus qu’ailleurs.",
        ),
        Said(
            "Look at the columns issuer and doc_id of the same row.",
            "Regardez les colonnes issuer et doc_id de la même ligne.",
        ),
        (
            Diagnosis(
                lambda value, _: value in GENRES or value.replace(" ", "_") in GENRES,
                Said(
                    "This is a kind of text. Give the doc_id of the document.",
                    "C’est un genre de texte. Donnez le doc_id du document.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: any(value == d or value == d.split("_")[0] for d in _naming_council(corpus)),
                Said(
                    "This document names the Council or one of its working groups, but the Council did not issue it.",
                    "Ce document nomme le Conseil ou l’un de ses groupes de travail, mais il n’en est pas l’auteur.",
                ),
            ),
            Diagnosis(
                lambda value, _: "conseil" in fold_words(value),
                Said(
                    "This is the name of the issuer. Give the doc_id of the document.",
                    "C’est le nom de l’auteur. Donnez le doc_id du document.",
                ),
            ),
        ),
    ),
    Exercise(
        "1.2",
        "identify",
        Number(),
        lambda c: float(c.documents["date"].notna().sum()),
        Said(
            "Only those can be put on a timeline. The machine guesses no date.",
            "Seuls ceux-là ont leur place sur une frise. La machine ne devine aucune date.",
        ),
        Said(
            "Count the cells of the column date that are not missing (NaT).",
            "Comptez les cases de la colonne date qui ne sont pas manquantes (NaT).",
        ),
        (
            gives(
                lambda c: c.documents["date"].isna().sum(),
                "These are the documents without a date. You want the others.",
                "Ce sont les documents sans date. On demande les autres.",
            ),
            gives(
                lambda c: len(c.documents),
                "These are all the documents. A date that is missing shows as NaT.",
                "Ce sont tous les documents. Une date manquante s’affiche NaT.",
            ),
            gives(
                lambda c: 0,
                "Look again: what does the column hold where it does not hold NaT?",
                "Regardez encore : que contient la colonne là où elle ne contient pas NaT ?",
            ),
        ),
    ),
    Exercise(
        "1.3",
        "separate",
        Number(),
        _body,
        Said(
            "These are the blocks that an author wrote. Count in them and in nothing else.",
            "Voilà les blocs qu’un auteur a écrits. Comptez là, et nulle part ailleurs.",
        ),
        Said(
            "Compare the column kind with \"furniture\", by !=, and count the True.",
            "Comparez la colonne kind à \"furniture\", avec !=, et comptez les True.",
        ),
        (
            gives(
                lambda c: len(c.paragraphs),
                "You have counted the page furniture too: headers, page numbers, lists of links.",
                "Vous avez aussi compté l’habillage des pages : en-têtes, numéros de page, listes de liens.",
            ),
            gives(
                lambda c: (c.paragraphs["kind"] == "furniture").sum(),
                "This is the furniture itself. You want everything else.",
                "C’est l’habillage lui-même. On demande tout le reste.",
            ),
            gives(
                lambda c: (c.paragraphs["kind"] == "paragraph").sum(),
                "You have kept the paragraphs only. Titles, lists and footnotes are text as well.",
                "Vous n’avez gardé que les paragraphes. Titres, listes et notes sont aussi du texte.",
            ),
        ),
    ),
    Exercise(
        "1.4",
        "weigh",
        Number(percent=True, tolerance=0.05),
        _report_share,
        Said(
            "So a count over the whole corpus is nearly a count over two documents.",
            "Compter dans tout le corpus, c’est donc à peu près compter dans deux documents.",
        ),
        Said(
            "Words of the reports, divided by the words of all documents, times one hundred.",
            "Les mots des rapports, divisés par les mots de tous les documents, fois cent.",
        ),
        (
            gives(
                lambda c: 100 * len(_reports(c)) / len(c.documents),
                "This is their share of the documents. The question is about words.",
                "C’est leur part des documents. La question porte sur les mots.",
            ),
            gives(
                lambda c: 100 - _report_share(c),
                "This is the share of the other documents.",
                "C’est la part des autres documents.",
                tolerance=0.05,
            ),
            gives(
                lambda c: 100 * _reports(c).max() / c.documents["n_words"].sum(),
                "This is one report alone. There are two.",
                "C’est un seul rapport. Il y en a deux.",
                tolerance=0.05,
            ),
            gives(
                lambda c: _reports(c).sum(),
                "This is the number of words. The question asks for a share, in per cent.",
                "C’est le nombre de mots. La question demande une part, en pour cent.",
            ),
        ),
    ),
    Exercise(
        "1.5",
        "locate",
        Text(),
        _paths,
        Said(
            "The path tells you what the paragraph is an example of, before you read a word of it.",
            "Ce chemin dit de quoi le paragraphe est l’exemple, avant même qu’on le lise.",
        ),
        Said(
            "Select the row by doc_id, number and kind; its path is in the column section.",
            "Choisissez la ligne d’après doc_id, number et kind ; son chemin est dans la colonne section.",
        ),
        (
            Diagnosis(
                lambda value, corpus: fold_words(value) in _headings(corpus)
                or any(fold_words(value) == part.split(". ", 1)[-1] for part in _headings(corpus)),
                Said(
                    "This is one heading of the path. Give the whole path, with the sign ›.",
                    "C’est un seul titre du chemin. Donnez le chemin entier, avec le signe ›.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: fold_words(value)[:40] in fold_words(_paragraph(corpus)["text"]),
                Said(
                    "This is the text of the paragraph. The question asks where it stands.",
                    "C’est le texte du paragraphe. La question demande où il se trouve.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: fold_words(value) in map(fold_words, corpus.paragraphs["section"].dropna()),
                Said(
                    "This is a section of the report, but of another paragraph.",
                    "C’est bien une section du rapport, mais celle d’un autre paragraphe.",
                ),
            ),
        ),
    ),
    Exercise(
        "1.6",
        "cite",
        Text(),
        _citations,
        Said(
            "A reader in any library, in any language, finds the place with this.",
            "Avec cela, on retrouve le passage dans n’importe quelle bibliothèque, dans n’importe quelle langue.",
        ),
        Said(
            "A citation needs the symbol of the document and the number of the paragraph: corpus.cite(row).",
            "Une référence demande la cote du document et le numéro du paragraphe : corpus.cite(ligne).",
        ),
        (
            Diagnosis(
                lambda value, corpus: value in tuple(_paragraph(corpus)[["paragraph_id", "doc_id"]]),
                Said(
                    "This is an identifier of our tables. Nobody outside has it.",
                    "C’est un identifiant de nos tableaux. Personne d’autre ne le connaît.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: fold_words(value) == _symbol(corpus),
                Said(
                    "This is the whole document. Which paragraph?",
                    "C’est le document entier. Quel paragraphe ?",
                ),
            ),
            Diagnosis(
                lambda value, _: "p. " in value.replace("par. ", "") or "page" in value,
                Said(
                    "Pages differ from edition to edition. Documents of the United Nations are cited by paragraph.",
                    "Les pages changent d’une édition à l’autre. On cite les documents de l’ONU par paragraphe.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: _symbol(corpus) in fold_words(value) and NUMBER not in value,
                Said(
                    "The document is right, the paragraph is another. A place of .iloc is no number of a paragraph.",
                    "Bon document, mauvais paragraphe. .iloc compte les lignes du tableau, non les paragraphes.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: any(half in fold_words(value) for half in _symbol(corpus).split("-"))
                and _symbol(corpus) not in fold_words(value),
                Said(
                    "Half of the symbol is missing. This report has a double one: of the Assembly and of the Council.",
                    "Il manque la moitié de la cote. Celle de ce rapport est double : Assemblée et Conseil.",
                ),
            ),
            Diagnosis(
                lambda value, corpus: NUMBER in value and _symbol(corpus) not in fold_words(value),
                Said("Which document? The symbol is missing.", "Quel document ? La cote manque."),
            ),
        ),
    ),
)  # fmt: skip
