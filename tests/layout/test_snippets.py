"""Layout of a few lines each, by origin: from the seeds, written for the purpose, refused, and not yet right."""

from __future__ import annotations

import pytest

from r2p_data.layout import find_blocks
from tests.layout.reading import shapes

WRAPPED = (
    "Le Comité spécial a poursuivi l’examen de la question dont il avait été saisi par l’Assemblée générale à\n"
    "sa session précédente, et il en a rendu compte au Conseil de sécurité.\n\n"
)


def kinds(text: str) -> list[tuple[str, str, str]]:
    return [(shape.kind, shape.number, shape.begins) for shape in shapes(text)]


WILD = {
    "damaged_enumerator": (
        "1. Ce qui suit :\n\na) Examiner ;\n\nb) Organiser ;\n\n¢) Accroitre.\n\n"
        "2. Fin de la séance, à laquelle tous ont pris part.",
        [("1", "paragraph"), ("a", "list_item"), ("b", "list_item"), ("c", "list_item"), ("2", "paragraph")],
    ),
    "address_in_a_sentence": (
        "Le rapport est disponible sur le site suivant :\nhttps://eroom.un.org/eRoom.",
        [("", "paragraph")],
    ),
    "link_dump": (
        WRAPPED + "http://undocs.org/fr/A/63/677\nhttp://undocs.org/fr/S/2014/449\n" + WRAPPED,
        [("", "paragraph"), ("", "furniture"), ("", "paragraph")],
    ),
    "link_dump_in_angle_brackets": (
        WRAPPED + "<http://undocs.org/fr/A/63/677>\n<http://undocs.org/fr/S/2014/449>\n" + WRAPPED,
        [("", "paragraph"), ("", "furniture"), ("", "paragraph")],
    ),
    "image_label_with_its_caption": (
        "Le mandat a évolué.\n\nImage\nLogo UN Peacekeeping\n\nElles sont gouvernées par trois principes.",
        [("", "paragraph"), ("", "furniture"), ("", "paragraph")],
    ),
}
SYNTHETIC = {
    "hyphen_at_the_end_of_a_page": (
        WRAPPED + "Les opérations de maintien de la paix ont été déployées dans le nord du pays, où la situa-\n\n"
        "16-08726 3/23\n\ntion est restée précaire.",
        [("", "paragraph"), ("", "paragraph"), ("", "furniture")],
    ),
    "dialogue_is_no_list": (
        "Un soldat raconte.\n\n– Nous avions peur, dit-il.\n\n– Et nous attendions.\n",
        [("", "paragraph"), ("", "paragraph"), ("", "paragraph")],
    ),
    "dashes_after_a_colon_are_a_list": (
        "Elle est chargée :\n\n– De protéger les civils.\n\n– D’appuyer le Gouvernement.\n",
        [("", "paragraph"), ("–", "list_item"), ("–", "list_item")],
    ),
    "roman_headings_wrap": (
        WRAPPED + "II. Évolution de la situation politique et des conditions de sécurité depuis la publication\n"
        "du précédent rapport\n\n" + WRAPPED,
        [("", "paragraph"), ("II", "heading"), ("", "paragraph")],
    ),
    "raised_call": (
        "La paix⁴ est fragile.\n\n__________\n⁴ Voir S/2016/498.",
        [("", "paragraph"), ("", "furniture"), ("4", "footnote")],
    ),
    "bracketed_call": (
        "Le concept[1] a évolué.\n\n[1] Voir le rapport de la Commission.",
        [("", "paragraph"), ("1", "footnote")],
    ),
    "caption_above_a_table": (
        "Le budget a augmenté.\n\nTableau 2\n\nDépenses\n\n402 617,3\n\nLe Comité en a pris note.",
        [("", "paragraph"), ("", "table_cell"), ("", "table_cell"), ("", "table_cell"), ("", "paragraph")],
    ),
}
NEGATIVE = {
    "initial_of_a_name": (
        WRAPPED + "Le calendrier avait été proposé par\nM. Adams, qui a pris la parole au nom du Centre.",
        [("", "paragraph"), ("", "paragraph")],
    ),
    "capital_letter_alone_begins_no_section": (
        "Le Président a ouvert la séance.\n\nF. MOGHERINI",
        [("", "paragraph"), ("", "paragraph")],
    ),
    "dash_at_the_head_of_a_wrapped_line": (
        WRAPPED + "Les trois formes d’aide que peut prendre cet appui, à savoir encouragement et capacités\n"
        "– renforcement des institutions comprises – figurent dans le rapport annuel que le Comité\n"
        "a présenté au Conseil.",
        [("", "paragraph"), ("", "paragraph")],
    ),
    "nations_unies_at_the_end_of_a_sentence": (
        WRAPPED + "Le Groupe a entendu des exposés présentés par de hauts fonctionnaires de l’Organisation des\n"
        "Nations Unies\nqui étaient venus de New York, et il les a remerciés.",
        [("", "paragraph"), ("", "paragraph")],
    ),
    "figure_glued_to_an_acronym_is_no_call": (
        "Le M23 a pris Goma. Le G77 a réagi.\n\nLa suite est connue.",
        [("", "paragraph"), ("", "paragraph")],
    ),
    "square_kilometres_call_no_note": (
        "La zone s’étend sur 5 km2 et compte 12 villages.\n\n2 soldats ont été tués.\n\n2 Casques bleus aussi.",
        [("", "paragraph"), ("", "paragraph"), ("", "paragraph")],
    ),
    "number_after_a_rule_is_no_note_without_a_call": (
        WRAPPED + "_______________\n\n12. Le Comité a conclu ses travaux, dont il a rendu compte à l’Assemblée.\n\n"
        "13. Il se réunira de nouveau l’an prochain, à une date à fixer.",
        [("", "paragraph"), ("", "furniture"), ("12", "paragraph"), ("13", "paragraph")],
    ),
}
KNOWN_FAILURES = {
    # « ↑ » opens the notes of an encyclopedia, which bear no number: nothing ties them to « [1] »
    "notes_of_an_encyclopedia": (
        "Le concept[1] a évolué.\n\n↑ Voir le rapport de la Commission.",
        [("", "paragraph"), ("1", "footnote")],
    ),
    # the function of the signatory, on a line of its own above the name, looks like a heading
    "function_of_a_signatory": (
        "Fait à Luxembourg, le 19 avril 2016.\n\nPar le Conseil\n\nLa présidente\n\nF. MOGHERINI\n\n"
        "Annexe\n\nLe mandat est prorogé.",
        [
            ("", "paragraph"),
            ("", "paragraph"),
            ("", "paragraph"),
            ("", "paragraph"),
            ("", "heading"),
            ("", "paragraph"),
        ],
    ),
    # nothing but the sense tells a heading above links from the cells beside it
    "heading_among_fragments": (
        "Le budget s’élève à 6 milliards.\n\nEn 2021\n12 missions en cours\n121 pays\n\n"
        "Pour aller plus loin\n\nMandats\n\nPrincipes",
        [("", "paragraph"), *[("", "table_cell")] * 3, ("", "heading"), ("", "list_item"), ("", "list_item")],
    ),
}


@pytest.mark.parametrize(("text", "read"), WILD.values(), ids=WILD)
def test_lines_of_the_seeds(text: str, read: list[tuple[str, str]]) -> None:
    assert [(number, kind) for kind, number, _ in kinds(text)] == read


@pytest.mark.parametrize(("text", "read"), SYNTHETIC.values(), ids=SYNTHETIC)
def test_lines_in_other_settings(text: str, read: list[tuple[str, str]]) -> None:
    assert [(number, kind) for kind, number, _ in kinds(text)] == read


@pytest.mark.parametrize(("text", "read"), NEGATIVE.values(), ids=NEGATIVE)
def test_lines_that_only_resemble(text: str, read: list[tuple[str, str]]) -> None:
    assert [(number, kind) for kind, number, _ in kinds(text)] == read


@pytest.mark.parametrize(("text", "read"), KNOWN_FAILURES.values(), ids=KNOWN_FAILURES)
@pytest.mark.xfail(strict=True)
def test_lines_not_yet_read_right(text: str, read: list[tuple[str, str]]) -> None:
    assert [(number, kind) for kind, number, _ in kinds(text)] == read


def test_paragraph_broken_by_a_page_is_one_block_with_two_spans() -> None:
    text = (
        WRAPPED + "Le Conseil a décidé de proroger le mandat de la Mission jusqu’au\n\n16-08726 3/23\n\n30 juin 2017."
    )
    paragraph = find_blocks(text)[1]
    assert [text[start:end].split()[0] for start, end in paragraph.spans] == ["Le", "30"]


def test_footnote_that_starts_again_in_an_annex_belongs_to_the_annex() -> None:
    text = (
        "Le mandat1 est clair.\n\n______\n1 Voir 1.\n\n\fAnnexe\n\nLa suite1 l’est moins.\n\n______\n1 Voir plus haut."
    )
    blocks = find_blocks(text)
    assert [block.parent for block in blocks if block.kind == "footnote"] == [0, 4]


@pytest.mark.parametrize(
    ("item", "parent"),
    [("a", "1"), ("b", "1"), ("i", "b"), ("ii", "b"), ("–", "ii"), ("c", "1")],
)
def test_item_belongs_to_what_introduces_it(item: str, parent: str) -> None:
    text = (
        "1. Le mandat de la Mission, que le Conseil a défini dans sa résolution 2295 (2016), est le suivant :\n\n"
        "a) Protéger;\n\nb) Appuyer :\n\ni) Les élections;\n\nii) La police :\n\n– former les cadres;\n\n"
        "c) Informer.\n\n"
        "2. Le Conseil a prié le Secrétaire général de lui faire rapport tous les trois mois sur ce point."
    )
    blocks = find_blocks(text)
    found = next(block for block in blocks if block.number == item)
    assert found.parent is not None
    assert blocks[found.parent].number == parent


def double_spaced(*lines: str) -> str:
    """Lines as text extraction of a UN document prints them: a blank line after each."""
    return " \n\n".join(lines) + " \n"


def test_sentence_that_opens_a_page_goes_on_with_the_numbered_paragraph_above() -> None:
    text = double_spaced(
        "1. La Mission a poursuivi ses patrouilles dans les deux provinces, malgré les pluies et les",
        "attaques que des groupes armés ont menées contre elle.",
        "2. Trois soldats de la paix ont été blessés par un engin posé",
        "au bord de la route. \n",
        "S/2023/990",
        "23-23752 3/17 \n\n",
        " La Mission a enregistré 19 manifestations et 63 actes de désinformation au cours des",
        "mois considérés.",
        "3. Le dialogue a repris entre les parties, qui",
        "sont convenues de se revoir.",
    )
    blocks = [block for block in find_blocks(text) if block.kind != "furniture"]
    assert [(block.kind, block.number, len(block.spans)) for block in blocks] == [
        ("paragraph", "1", 1),
        ("paragraph", "2", 2),
        ("paragraph", "3", 1),
    ]


def test_clauses_of_a_preamble_are_told_apart_by_their_indentation() -> None:
    text = double_spaced(
        "  Le Conseil de sécurité,",
        "  Prenant note du rapport du Secrétaire général, dans lequel il est indiqué que les groupes",
        "ont été dissous depuis le lancement du programme,",
        "  Constatant avec préoccupation que la moitié de la population avait",
        "besoin d’une aide,",
        "  Condamnant les attaques commises contre les soldats de la paix et",
        "exprimant sa gratitude aux pays qui les fournissent,",
    )
    openings = [shape.begins.split()[0] for shape in shapes(text)]
    assert openings == ["Le", "Prenant", "Constatant", "Condamnant"]
