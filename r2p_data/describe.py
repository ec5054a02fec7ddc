"""Describing a document: only what it states of itself, each fact with its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import ActorAnnotation, Date, Description, Paragraph

_SYMBOL = re.compile(r"\b[AES](?:/[A-Z0-9][\w.]*)+(?:\(\d{4}\))?")
_ISSUING_TYPES = ("un_body", "organisation", "office", "court", "mission", "un_mission")
# « Rapport sur les activités menées par le ▸Groupe », « Rapport du ▸Comité »
_BY = re.compile(r"\b(?:du|de la|de l['’]|par le|par la|par l['’])\s*$", re.IGNORECASE)
# « à sa 8838e séance, le 18 août 2021 »
_MEETING = re.compile(r"\bsa \d+[eè](?:me|re)? séance,?(?: tenue)? le $")
# The commonest words of French prose; a French text holds them for more than one word in six.
_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "de",
        "des",
        "du",
        "d",
        "et",
        "à",
        "au",
        "aux",
        "en",
        "un",
        "une",
        "que",
        "qui",
        "dans",
        "pour",
        "sur",
        "par",
        "est",
        "son",
        "sa",
        "ses",
        "il",
        "ce",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _rules(name: str, column: str) -> list[tuple[str, str, re.Pattern[str]]]:
    rows = load_rows(name, [column, "zone", "pattern", "example", "counter_example"])
    return [(row[column], row["zone"], re.compile(row["pattern"])) for row in rows]


def describe(paragraphs: Sequence[Paragraph], dates: Sequence[Sequence[Date]], actors: ActorAnnotation) -> Description:
    """Genre, title, language, symbols, issuer and date of a document, as it states them.

    The title is its blocks of kind ``title``; the symbols are those that stand alone in
    page headers; genre and issuer come from ``genres.csv`` and ``issuers.csv``, the issuer
    of a report also from the body that its title names as its author; the date is that of
    the meeting of a statement or of the masthead.
    """
    title = " ".join(p.text for p in paragraphs if p.block.kind == "title") or None
    zones = _zones(paragraphs, title)
    symbols = dict.fromkeys(s for text in zones["symbols"] for s in _SYMBOL.findall(text))
    issuer = _first_match("issuers.csv", "issuer", zones) or _issuer_in_title(paragraphs, actors)
    return Description(
        genre=_first_match("genres.csv", "genre", zones) or "other",
        title=title,
        language=read_language(p.text for p in paragraphs if p.block.kind != "furniture"),
        symbols=tuple(symbols),
        issuer=issuer,
        date=_own_date(paragraphs, dates),
    )


def _zones(paragraphs: Sequence[Paragraph], title: str | None) -> dict[str, list[str]]:
    furniture = [p.text for p in paragraphs if p.block.kind == "furniture"]
    return {
        "title": [fold(title)] if title else [],
        "text": [fold(p.text) for p in paragraphs if p.block.kind in ("paragraph", "list_item")],
        "furniture": [fold(text) for text in furniture],
        "symbols": [text for text in furniture if "://" not in text],
    }


def _first_match(name: str, column: str, zones: dict[str, list[str]]) -> str | None:
    for value, zone, pattern in _rules(name, column):
        if any(pattern.search(text) for text in zones[zone]):
            return value
    return None


def _issuer_in_title(paragraphs: Sequence[Paragraph], actors: ActorAnnotation) -> str | None:
    for paragraph, mentions in zip(paragraphs, actors.mentions, strict=True):
        if paragraph.block.kind != "title" or not fold(paragraph.text).startswith("rapport"):
            continue
        for mention in mentions:
            actor = actors.actors[mention.actor_id]
            if actor.type in _ISSUING_TYPES and not mention.nested and _BY.search(paragraph.text[: mention.start]):
                return actor.name_fr
    return None


def _own_date(paragraphs: Sequence[Paragraph], dates: Sequence[Sequence[Date]]) -> date | None:
    for paragraph, found in zip(paragraphs, dates, strict=True):
        for row in found:
            before = paragraph.text[max(0, row.start - 60) : row.start]
            if row.precision == "day" and not row.inferred and _MEETING.search(before):
                return row.date_from
    return None


def read_language(texts: Iterable[str]) -> str | None:
    """``"fr"`` where more than one word in six is among the commonest of French; else None.

    >>> read_language(["Le Conseil de sécurité rappelle ses résolutions sur la paix."])
    'fr'
    >>> read_language(["The Security Council recalls its resolutions."]) is None
    True
    """
    words = [word for text in texts for word in _WORD.findall(text.lower())]
    common = sum(word in _FRENCH for word in words)
    return "fr" if words and common * 6 > len(words) else None
