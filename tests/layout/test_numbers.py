"""Numbers of paragraphs are read as sequences: misread ones repaired, others refused, gaps reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from r2p_data.layout import find_blocks, find_problems
from r2p_data.layout.labels import is_misreading
from r2p_data.records import Block, Span

SENTENCE = " Le Comité spécial a poursuivi l’examen de la question, à la lumière des débats,\net il en a rendu compte."


def numbers(text: str) -> list[str]:
    return [block.number for block in find_blocks(text) if block.kind == "paragraph" and block.number]


def report(labels: list[str]) -> str:
    return "\n\n".join(f"{label} Le Conseil a agi.{SENTENCE}" for label in labels)


REPAIRED = [
    (["1.", "2.", "l3.", "4."], ["1", "2", "4"]),  # « l3. » is 13: no repair makes it 3
    (["9.", "I0.", "1l.", "l2.", "13."], None),
    (["1.", "2.", "3.", "4.", "S.", "6."], list("123456")),
    (["1.", "2.", "3.", "4,", "5."], list("12345")),
    (["1.", "2.", "3", "4."], list("1234")),
    (["1.", "2.", "8.", "4."], list("1234")),
    (["(1)", "(2)", "(3)"], None),
    (["1.–", "2.–", "3.–"], list("123")),
    (["1.-", "2.-", "3.-"], list("123")),
]


@pytest.mark.parametrize(("labels", "read"), [case for case in REPAIRED if case[1]])
def test_misread_number_is_repaired_from_its_sequence(labels: list[str], read: list[str]) -> None:
    assert numbers(report(labels)) == read


DAMAGE = {"0": "O", "1": "lI", "5": "S"}


@st.composite
def damaged_sequences(draw: st.DrawFn) -> list[str]:
    """Numbers 1 to n, some of which a scanner damaged, never two running."""
    labels = []
    intact = True
    for number in range(1, draw(st.integers(4, 40)) + 1):
        digits = str(number)
        harm = intact and number > 2 and draw(st.booleans())
        places = [i for i, digit in enumerate(digits) if digit in DAMAGE] if harm else []
        if places:
            place = draw(st.sampled_from(places))
            digits = digits[:place] + draw(st.sampled_from(DAMAGE[digits[place]])) + digits[place + 1 :]
        elif harm and len(digits) > 1:
            digits = " ".join(digits)
        intact = digits == str(number)
        labels.append(digits + ("." if intact or not draw(st.booleans()) or not any(map(str.isdigit, digits)) else ","))
    return labels


@given(damaged_sequences())
@settings(max_examples=60, deadline=None)
def test_any_damaged_sequence_is_read_from_one_to_its_end(labels: list[str]) -> None:
    text = report(labels)
    assert numbers(text) == [str(n) for n in range(1, len(labels) + 1)]
    assert find_problems(find_blocks(text)) == []


@given(st.integers(3, 30), st.data())
@settings(max_examples=40, deadline=None)
def test_lost_number_is_reported_where_the_gap_is(last: int, data: st.DataObject) -> None:
    lost = data.draw(st.integers(2, last - 1))
    text = report([f"{n}." for n in range(1, last + 1) if n != lost])
    (problem,) = find_problems(find_blocks(text))
    assert problem.what.startswith(f"paragraph {lost + 1} follows paragraph {lost - 1}")
    assert text[problem.start : problem.end].startswith(f"{lost + 1}. Le Conseil")


@pytest.mark.parametrize(
    ("labels", "read", "what"),
    [
        (["1.", "2.", "2.", "3."], ["1", "2", "2", "3"], "paragraph 2 follows another paragraph 2"),
        (["1.", "2.", "9.", "10."], ["1", "2", "9", "10"], "paragraph 9 follows paragraph 2"),
        (["7.", "8.", "9."], ["7", "8", "9"], "paragraph 7 is the first"),
    ],
)
def test_number_that_cannot_be_repaired_stays_as_printed_and_is_reported(
    labels: list[str], read: list[str], what: str
) -> None:
    text = report(labels)
    assert numbers(text) == read
    assert [problem.what.startswith(what) for problem in find_problems(find_blocks(text))] == [True]


NO_NUMBERS = [
    "1. Le Conseil a agi.\n\nLes patrouilles ont repris après le retrait de\n2014. Les patrouilles ont cessé en mars.",
    "1. Le Conseil a agi.\n\nLes conclusions figurent au paragraphe\n2. Il en ressort que la situation est calme.",
    "1. Le Conseil a agi.\n\n2 500 hommes ont été déployés en renfort dans le nord du pays.",
    "1. Le Conseil a agi.\n\n2 Casques bleus sont morts. Ils étaient en patrouille dans le nord.",
    "1. Le Conseil a agi.\n\n2,5 millions de personnes ont besoin d’aide.",
]


CHAPTERED = [
    ["16.98", "16.99", "16.100", "16.101"],
    ["16.100.", "16.101."],  # an excerpt
    ["5.I.1", "5.I.2", "5.I.10", "5.II.1"],
    ["29A.1", "29A.2", "29A.100", "29A.101"],
    ["12.1.", "12.2.", "12.3."],
    ["27.III.99      ", "27.III.100      "],
]


@pytest.mark.parametrize("labels", CHAPTERED, ids=[labels[0].strip() for labels in CHAPTERED])
def test_a_number_with_its_chapter_is_the_number_of_its_paragraph(labels: list[str]) -> None:
    assert numbers(report(labels)) == [label.strip().removesuffix(".") for label in labels]


AMOUNTS = [
    "1.200 Casques bleus",
    "0.12 Million de litres",
    "0.5 Tonne",
    "2.X. Dupont",
    "3.I Le compte",
    "16.1000 Euros",
]


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_with_a_point_is_no_number_with_its_chapter(amount: str) -> None:
    blocks = find_blocks(report(["16.1"]) + f"\n\n{amount} ont été déployés au cours de la période considérée.")
    assert [block.number for block in blocks if block.number and "." in block.number] == ["16.1"]


def test_amounts_in_brackets_do_not_go_on_with_the_numbers_of_paragraphs() -> None:
    """« (1) », « (7) » alone are posts that a budget takes off."""
    taken_off = "\n\n".join(f"({n})" for n in (1, 2, 3, 1, 1, 5, 1, 2, 1, 1, 7, 1, 1, 1, 2, 1, 1, 1))
    text = f"{report(['1.', '2.', '3.'])}\n\nTableau 2\n\n{taken_off}\n\n{report(['4.', '5.', '6.'])}"
    assert numbers(text) == list("123456")


def test_many_lists_do_not_make_the_paragraphs_around_them_lose_their_numbers() -> None:
    lists = "\n\n".join(f"{n}. Poste{'' if n == 1 else 's'}" for n in (1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
    text = f"{report([f'{n}.' for n in range(1, 10)])}\n\n{lists}\n\n{report(['10.', '11.'])}"
    assert numbers(text)[-3:] == ["9", "10", "11"]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_number_at_the_head_of_a_line_is_no_label_without_its_sequence(text: str) -> None:
    found = numbers(
        text + "\n\n2. Il a prié le Secrétaire général de lui faire rapport.\n\n3. Il a conclu ses travaux."
    )
    assert found == ["1", "2", "3"]


def test_annexes_that_start_again_at_one_are_paragraphs() -> None:
    text = report(["1.", "2.", "3.", "4."]) + "\n\nAnnexe I\n\n" + report(["1.", "2."]) + "\n\nAnnexe II\n\n"
    assert numbers(text + report(["1.", "2.", "3."])) == ["1", "2", "3", "4", "1", "2", "1", "2", "3"]


def test_list_inside_a_paragraph_does_not_stop_the_paragraphs() -> None:
    listed = (
        "4. Il a formulé les recommandations suivantes :\n\n1. Agir;\n\n2. Prévenir;\n\n3. Protéger.\n\n5. Il a conclu."
    )
    assert numbers(report(["1.", "2.", "3."]) + "\n\n" + listed) == ["1", "2", "3", "4", "5"]


def test_list_as_long_as_the_paragraphs_before_it_leaves_them_the_next_number() -> None:
    listed = "2. Il recommande ce qui suit :\n\n1. Agir;\n\n2. Prévenir.\n\n3. Il a conclu ses travaux."
    assert numbers(report(["1."]) + "\n\n" + listed) == ["1", "2", "3"]


@pytest.mark.parametrize(("printed", "due", "holds"), [(18, 13, True), (12, 13, False), (17, 11, True), (3, 13, False)])
def test_misreading_is_one_digit_for_one_that_looks_like_it(printed: int, due: int, holds: bool) -> None:
    assert is_misreading(printed, due) is holds


ITEMS = {
    ("a", "b", "c"): [],
    ("a", "c"): ["item c) follows item a)"],
    ("a", "b", "a", "b", "c"): [],
    ("a", "b", "i", "ii", "c"): [],
    ("b", "c"): ["item b) follows no other"],
}


@pytest.mark.parametrize(("letters", "what"), ITEMS.items(), ids=["-".join(letters) for letters in ITEMS])
def test_item_out_of_its_order_is_reported(letters: tuple[str, ...], what: list[str]) -> None:
    blocks = [Block("list_item", (Span(i, i + 1),), letter) for i, letter in enumerate(letters)]
    assert [problem.what.split(":")[0] for problem in find_problems(blocks)] == what


def test_footnote_without_a_call_is_reported() -> None:
    blocks = [Block("paragraph", (Span(0, 1),)), Block("footnote", (Span(1, 2),), "1", parent=0)]
    uncalled = Block("footnote", (Span(2, 3),), "3")
    assert find_problems(blocks) == []
    assert [problem.what for problem in find_problems([*blocks, uncalled])] == [
        "footnote 3 follows footnote 1: footnote 2 is missing or its number is misread",
        "footnote 3 is called nowhere in the text",
    ]
