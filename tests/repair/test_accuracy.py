"""How well the seeds are repaired, against the gold; run with -s to read the numbers."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

import pytest

from r2p_data.records import CleanText
from tests.repair.gold import GoldDocument, documents, words

DOCUMENTS = documents()
# An enumerator (« c¢) ») is part of the label that the layout step reads; a call is cut with the label of its note.
CUT = ("cent_sign_enumerator", "footnote_callout_on_own_line")


def word_scores(document: GoldDocument) -> tuple[int, int, int]:
    same = wanted = got = 0
    for gold, _, text, _ in document.cleaned():
        if gold["kind"] in ("heading", "paragraph", "list_item", "footnote"):
            left, right = words(gold["clean"]), words(text.text)
            same += sum(m.size for m in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())
            wanted, got = wanted + len(left), got + len(right)
    return same, wanted, got


def reads(text: CleanText, start: int, end: int) -> str:
    """What the clean text reads for ``raw[start:end]``."""
    pairs = zip(text.text, text.starts, text.ends, strict=True)
    return "".join(c for c, a, b in pairs if start <= a and b <= end)


def test_words_of_the_seeds_read_as_in_the_gold() -> None:
    totals = [0, 0, 0]
    for document in DOCUMENTS:
        same, wanted, got = word_scores(document)
        print(f"{document.name}: words F1 {2 * same / (wanted + got):.4f}")
        totals = [a + b for a, b in zip(totals, (same, wanted, got), strict=True)]
        assert 2 * same / (wanted + got) >= 0.998
    print(f"all: words F1 {2 * totals[0] / (totals[1] + totals[2]):.4f}")
    assert 2 * totals[0] / (totals[1] + totals[2]) >= 0.9985


def test_gold_repairs_are_found() -> None:
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for document in DOCUMENTS:
        cleaned = list(document.cleaned())
        for repair in document.repairs:
            total[repair["rule"]] += 1
            start, end, rule = repair["start"], repair["end"], repair["rule"]
            for _, block, text, edits in cleaned:
                if any(span.start <= start and end <= span.end for span in block.spans):
                    cut = rule in CUT and any(e.raw_start <= start and end <= e.raw_end and not e.after for e in edits)
                    found[rule] += cut or (rule not in CUT and reads(text, start, end) == repair["after"])
                    break
    recall = found.total() / total.total()
    print(
        f"gold repairs: {found.total()} of {total.total()} ({recall:.4f})",
        {r: total[r] - found[r] for r in total if total[r] > found[r]},
    )
    assert total.total() == 602
    assert recall >= 0.985


def test_a_is_told_from_à() -> None:
    """The « a » of the OCR'd report: the gold lists each preposition, all others are the verb."""
    document = next(d for d in DOCUMENTS if any(r["rule"] == "a_for_à" for r in d.repairs))
    gold = {r["start"] for r in document.repairs if r["rule"] == "a_for_à"}
    made: dict[int, str] = {}
    for _, _, text, _ in document.cleaned():
        made.update((a, c) for c, a, b in zip(text.text, text.starts, text.ends, strict=True) if b == a + 1)
    lone = [m.start() for m in re.finditer(r"(?<!\w)a(?![\w)])", document.raw) if m.start() in made]
    called = {at for at in lone if made[at] == "à"}
    hits = len(called & gold)
    print(f"a/à: {len(lone)} occurrences, precision {hits / len(called):.4f}, recall {hits / len(gold):.4f}")
    assert hits / len(called) >= 0.98 and hits / len(gold) >= 0.98


def test_right_words_are_not_changed() -> None:
    """Harm on the seeds: words that the gold keeps and a repair changed."""
    harmed, total = [], 0
    for document in DOCUMENTS:
        for gold, _, text, _ in document.cleaned():
            left, right = words(gold["clean"]), words(text.text)
            raw = Counter(words(" ".join(document.raw[s:e] for s, e in gold["spans"])))
            total += len(left)
            for op, a, b, _, _ in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
                if op in ("replace", "delete") and gold["kind"] != "furniture":
                    harmed += [word for word in left[a:b] if raw[word]]
    print(f"harm on the seeds: {harmed} of {total} words")
    assert len(harmed) <= total / 5000


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_only_the_scanned_report_is_read_as_ocr(document: GoldDocument) -> None:
    scanned = any(repair["rule"] == "elision_I" for repair in document.repairs)
    assert document.measured.ocr == document.measured.loses_grave == scanned
