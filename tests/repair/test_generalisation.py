"""OCR damage put into French that is not from the seeds: how much is undone, and what is harmed."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from r2p_data.records import Block, Span
from r2p_data.repair import Profile, clean, profile
from tests.repair.gold import words
from tests.repair.ocr_noise import DAMAGE, damage

SENTENCES = [s for s in Path(__file__).with_name("un_prose.txt").read_text(encoding="utf-8").split("\n") if s]
SEEDS = range(8)


def read(text: str, measured: Profile) -> str:
    return clean(text, Block("paragraph", (Span(0, len(text)),)), measured)[0].text


def wrong_words(intended: str, got: str) -> list[tuple[str, str]]:
    left, right = words(intended), words(got)
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [(" ".join(left[a:b]), " ".join(right[c:d])) for op, a, b, c, d in codes if op != "equal"]


def test_damaged_prose_is_restored() -> None:
    measured = Profile(ocr=True, loses_grave=True)
    damaged, errors = 0, Counter[tuple[str, str]]()
    for seed in SEEDS:
        for number, sentence in enumerate(SENTENCES):
            printed = damage(sentence, seed * 1000 + number)
            damaged += len(printed.places)
            errors.update(wrong_words(sentence, read(printed.text, measured)))
    recall = 1 - errors.total() / damaged
    print(f"OCR damage on unseen prose: {damaged} places, {recall:.4f} restored; left: {errors.most_common(9)}")
    assert recall >= 0.98


@pytest.mark.parametrize("kind", DAMAGE)
def test_each_class_of_damage_is_undone(kind: str) -> None:
    measured = Profile(ocr=True, loses_grave=kind in ("à", "À"))
    damaged = missed = 0
    for seed in SEEDS:
        for number, sentence in enumerate(SENTENCES):
            printed = damage(sentence, seed * 1000 + number, only=kind)
            damaged += len(printed.places)
            missed += len(wrong_words(sentence, read(printed.text, measured))) if printed.places else 0
    print(f"{kind}: {damaged} places, {1 - missed / damaged:.4f} restored")
    assert missed / damaged <= 0.1


def test_clean_prose_is_left_alone_even_with_ocr_rules_forced() -> None:
    changes = [
        change
        for sentence in SENTENCES
        for change in wrong_words(sentence, read(sentence, Profile(ocr=True, loses_grave=False)))
    ]
    print(f"harm, OCR rules forced on {len(SENTENCES)} clean sentences: {changes}")
    assert changes == []


def test_damage_is_recognised_in_the_document_itself() -> None:
    text = "\n\n".join(SENTENCES)
    assert not profile(text, []).ocr
    assert profile(damage(text, 7).text, []).ocr


NAMES = [
    "Hervé Ladsous",
    "El-Ghassim Wane",
    "Donald Kaberuka",
    "Atul Khare",
    "Fodé Seck",
    "Renata Dwan",
    "Weixiong Chen",
    "Omar Hilale",
    "Jack Christofides",
    "Jean-Marie Guéhenno",
    "Lakhdar Brahimi",
    "Jose Ramos-Horta",
    "Salva Kiir",
    "Riek Machar",
    "Goma",
    "Kidal",
    "Bentiu",
    "Malakal",
    "Naqoura",
    "Bambari",
    "Mogadiscio",
    "Kismayo",
    "Ituri",
    "Séléka",
    "Boko Haram",
    "Ansar Eddine",
    "Srebrenica",
    "Sebrenica",
    "MONUSCO",
    "UNMISS",
    "S/2016/1019",
    "A/70/95-S/2015/446",
    "Global Peace Operations Initiative",
    "modus operandi",
    "de facto",
    "M23",
    "10 km",
    "2e",
    "3es",
    "Peacekeeping Best Practices",
    "Responsibility to Protect",
    "https://eroom.un.org/eRoom",
    "Eric Falt",
    "Emile Ollivier",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_symbols_and_foreign_words_stay(name: str) -> None:
    sentence = f"Le rapport cite {name} parmi d’autres."
    assert read(sentence, Profile(ocr=True, loses_grave=True)) == sentence
