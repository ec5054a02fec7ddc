"""Layout: blocks in reading order, on the seeds and on pages set in other ways."""

from __future__ import annotations

import pytest

from r2p_data.layout import find_blocks, find_problems


def shapes(text: str) -> list[tuple[str, str | None, str]]:
    """(kind, number, the first words) of each block of ``text``."""
    blocks = []
    for block in find_blocks(text):
        words = " ".join(text[start:end] for start, end in block.spans)
        skip = block.label.end - block.label.start if block.label else 0
        blocks.append((block.kind, block.number, " ".join(words[skip:].split())[:24]))
    return blocks


REPORT = """Nations Unies A/70/1234–S/2016/99

Distr. générale

Français

Original : anglais

Soixante-dixième session

Point 53 de l’ordre du jour

Rapport du Secrétaire général sur la Mission

I. Introduction

1. Le présent rapport est soumis en application de la résolution 2295 (2016), qui
dispose que le Conseil sera informé tous les trois mois de la situation dans le
pays et des progrès.

2. En 2016, la Mission a poursuivi ses activités, malgré les contraintes du
terrain et le retrait de
2014. Les patrouilles ont repris.

II. Situation politique

A. Processus de paix

3. Les parties sont convenues de ce qui suit :

a) Le cessez-le-feu entrera en vigueur;

b) Les prisonniers seront libérés :

i) Les mineurs d’abord;

ii) Les autres ensuite;

c) La commission sera créée.

4. M. Adams a noté que le calendrier
M. Adams avait proposé tenait.

B. Sécurité

5. La situation est restée calme.
"""


def test_report_with_masthead_sections_and_nested_lists() -> None:
    assert [shape[:2] for shape in shapes(REPORT)] == [
        ("furniture", None),
        ("title", None),
        ("heading", "I"),
        ("paragraph", "1"),
        ("paragraph", "2"),
        ("heading", "II"),
        ("heading", "A"),
        ("paragraph", "3"),
        ("list_item", "a"),
        ("list_item", "b"),
        ("list_item", "i"),
        ("list_item", "ii"),
        ("list_item", "c"),
        ("paragraph", "4"),
        ("heading", "B"),
        ("paragraph", "5"),
    ]


def test_nested_item_belongs_to_the_item_above_it() -> None:
    blocks = find_blocks(REPORT)
    by_number = {block.number: block for block in blocks if block.kind == "list_item"}
    parent_of_ii, parent_of_c = by_number["ii"].parent, by_number["c"].parent
    assert parent_of_ii is not None and blocks[parent_of_ii].number == "b"
    assert parent_of_c is not None and blocks[parent_of_c].number == "3"


RESOLUTION = """Résolution 2589 (2021)

Le Conseil de sécurité,

Rappelant toutes ses résolutions antérieures et les déclarations de sa
présidence sur la question,

Saluant le courage du personnel des Nations Unies,

1. Engage les États Membres à traduire en justice les auteurs d’actes de
violence;

2. Prie le Secrétaire général :

a) De mettre en place une base de données en ligne;

b) De rendre compte;

3. Décide de rester saisi de la question.
"""


def test_resolution_with_preamble_and_operative_paragraphs() -> None:
    assert shapes(RESOLUTION) == [
        ("title", None, "Résolution 2589 (2021)"),
        ("paragraph", None, "Le Conseil de sécurité,"),
        ("paragraph", None, "Rappelant toutes ses rés"),
        ("paragraph", None, "Saluant le courage du pe"),
        ("paragraph", "1", "Engage les États Membres"),
        ("paragraph", "2", "Prie le Secrétaire génér"),
        ("list_item", "a", "De mettre en place une b"),
        ("list_item", "b", "De rendre compte;"),
        ("paragraph", "3", "Décide de rester saisi d"),
    ]


NOTES = """1. Le Conseil a examiné la question à plusieurs reprises depuis la création de
la mission1 et a prié le Secrétaire général de lui faire rapport tous les six
mois2, ce que celui-ci a fait.

2. Le rapport a été publié en juin et porte sur les quatre premiers mois de la
période considérée.

__________________

1 Voir résolution 2295 (2016).

2 S/2016/498.
\f3. Le présent rapport porte sur les mois suivants et tient compte de ce que les
autorités ont indiqué.
"""


def test_inline_calls_find_their_footnotes() -> None:
    blocks = find_blocks(NOTES)
    assert [(block.kind, block.number) for block in blocks] == [
        ("paragraph", "1"),
        ("paragraph", "2"),
        ("furniture", None),
        ("footnote", "1"),
        ("footnote", "2"),
        ("paragraph", "3"),
    ]
    assert [call.number for call in blocks[0].calls] == ["1", "2"]
    assert [block.parent for block in blocks if block.kind == "footnote"] == [0, 0]


WEB = """La Belgique et la paix

Accueil

Notre pays contribue depuis longtemps aux missions de l’ONU.

Nos priorités

  • protéger les civils ;
  • former les soldats.

Dernière mise à jour le 12/03/2019
"""


def test_web_page_with_bullets_and_navigation() -> None:
    assert [shape[:2] for shape in shapes(WEB)] == [
        ("title", None),
        ("furniture", None),
        ("paragraph", None),
        ("heading", None),
        ("list_item", "•"),
        ("list_item", "•"),
        ("furniture", None),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. Le Conseil a agi.\n\n2. Il a décidé.\n\n3. Il a prié.", ["1", "2", "3"]),
        ("1. Le Conseil a agi.\n\nl2. Il est venu.\n\n2. Il a prié.", ["1", "2"]),
        ("9. Le Conseil a agi.", []),
        ("1. Le Conseil a agi.\n\n2. Il a décidé.\n\n4. Il a prié.\n\n5. Il conclut.", ["1", "2", "4", "5"]),
    ],
)
def test_numbers_count_only_in_sequence(text: str, numbers: list[str]) -> None:
    long = text.replace(".\n", f". {'Le texte continue. ' * 12}\n")
    assert [block.number for block in find_blocks(long) if block.kind == "paragraph" and block.number] == numbers


def test_gap_in_the_numbering_is_reported() -> None:
    sentence = " Le texte continue ainsi pendant quelques lignes." * 4
    text = "\n\n".join(f"{n}. Le Conseil a agi.{sentence}" for n in (1, 2, 4, 5))
    (problem,) = find_problems(find_blocks(text))
    assert problem.what.startswith("paragraph 4 follows paragraph 2")
    assert text[problem.start : problem.end].startswith("4. Le Conseil")


@pytest.mark.parametrize("text", ["", "\n", "   \n\n", "a", "1.", "•", "\f\f", "_____", "1. \n\n2.", "http://un.org"])
def test_degenerate_sources_are_covered_all_the_same(text: str) -> None:
    covered = [i for block in find_blocks(text) for start, end in block.spans for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
