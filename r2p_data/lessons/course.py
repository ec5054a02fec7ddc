"""The six lessons: their numbers, titles and file names in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from r2p_data.lessons.saying import Said


class Lesson(NamedTuple):
    """A lesson: ``name`` is the stem of its notebook, ``minutes`` how long it takes."""

    number: int
    title: Said
    name: Said
    minutes: int


_ALL = (
    Lesson(
        1,
        Said("Read before you count", "Lire avant de compter"),
        Said("1_read_before_you_count", "1_lire_avant_de_compter"),
        45,
    ),
    Lesson(
        2,
        Said("Who speaks, who is named", "Qui parle, qui est nommé"),
        Said("2_who_speaks_who_is_named", "2_qui_parle_qui_est_nomme"),
        50,
    ),
    Lesson(
        3,
        Said("What a number says", "Ce que dit un nombre"),
        Said("3_what_a_number_says", "3_ce_que_dit_un_nombre"),
        60,
    ),
    Lesson(
        4,
        Said("When the source is damaged", "Quand la source est abîmée"),
        Said("4_when_the_source_is_damaged", "4_quand_la_source_est_abimee"),
        45,
    ),
    Lesson(
        5,
        Said("How good is the machine?", "Que vaut la machine ?"),
        Said("5_how_good_is_the_machine", "5_que_vaut_la_machine"),
        60,
    ),
    Lesson(
        6,
        Said("Your own question", "Votre propre question"),
        Said("6_your_own_question", "6_votre_propre_question"),
        60,
    ),
)
LESSONS: Mapping[int, Lesson] = {lesson.number: lesson for lesson in _ALL}
