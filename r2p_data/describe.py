"""Describing a document: only what it states of itself, each fact with its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows
from r2p_data.records import ActorAnnotation, Date, Description, Paragraph

_SYMBOL = re.compile(
    r"\b(?:[AES]|AG|GA|CAT|CCPR|CED|CEDAW|CERD|CMW|CPSD|CRC|CRPD|CS|DP|HRI|PSC|SC|SG|ST|TD)"
    r"(?:/[A-Z0-9][\w.]*)+(?: ?\((?:\d{4}|[IVXLCDM]+)\))?"
)
_BETWEEN_COLUMNS = re.compile(r"\n|\s{3,}")
# « S /PRST/2009/1 »: what parts the tall first letter of a symbol from the rest
_LOOSE_INITIAL = re.compile(r"(?<=^[AES])\s{1,2}(?=/[A-Z0-9])", re.MULTILINE)
_ISSUING_TYPES = ("un_body", "organisation", "office", "court", "mission", "un_mission")
# « Rapport sur les activités menées par le ▸Groupe », « Rapport du ▸Comité »
_BY = re.compile(r"\b(?:du|de la|de l['’]|par le|par la|par l['’])\s*$", re.IGNORECASE)
# « à sa 8838e séance, le ▸18 août 2021 », « À la 7688e séance du Conseil de sécurité, tenue le ▸5 mai 2016 »,
# « Résolution adoptée par l’Assemblée générale le ▸3 novembre 2015 »
_MEETING = re.compile(
    r"(?:\b(?:sa|la) \d+(?:re|[eè](?:me|re)?) séance(?: du Conseil de sécurité)?,?(?: tenue)?"
    r"|^Résolution adoptée par (?:le|la|l['’])[^.;]{5,60}?) le $",
    re.IGNORECASE,
)
# Genres that report the words of others, such as « Le Conseil de sécurité, »
_REPORTING = ("press_article", "web_page")
_DECISIONS = ("resolution", "presidential_statement")
_OPENING = 4
# « Adoptée par le Conseil de sécurité à sa 7681e séance, le 28 avril 2016 » stands under the title.
_ADOPTION = re.compile(r"^adopt[ée]e? par ", re.IGNORECASE)
_COUNCIL_RESOLUTION = re.compile(r"r[ée]solution (\d{1,4}) \((\d{4})\)", re.IGNORECASE)
_MONTHS = tuple(
    re.findall(r"\w+", "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")
)
# « Jeudi ▸5 mai 2016, à 10 h 10 », « Conseil de sécurité ▸17 juin 2015 », « Publié le ▸29/06/2016 à 18h32 »
_HOUR = r"(?:,? (?:a )?\d{1,2} ?[h:] ?\d{0,2})?"
_WORDED_DAY = re.compile(rf"\b(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}}){_HOUR}$")
_NUMERIC_DAY = re.compile(rf"\b(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-](?P<year>\d{{4}}){_HOUR}$")
# « ▸Mise à jour : 17/07/2019 - Auteur : DGRIS », « ▸Publié le 12 mars 2019 par le service de presse »
_POSTED = re.compile(
    r"(?:mise? a jour|publiee?|modifiee?|mise? en ligne)(?: le)?\s*:?\s*\d{1,2}(?:er)?[./ -]\w+[./ -]\d{4}"
)
_LONGEST_DATELINE = 200
# « New York (Nations unies), 29 juin 2016 ▸(AFP) - Le Conseil »: where a dispatch was written.
_DISPATCH = re.compile(r"\s*(?:\([^)]{2,30}\)\s*)?[-–—]\s")
# Words that are enough to tell a language by.
_ENOUGH = 500
_WORD = re.compile(r"[a-zà-öø-ÿœ]++")
# The commonest words of French prose; a French text holds them for more than one word in six.
_FRENCH = frozenset(
    _WORD.findall("le la les l de des du d et à au aux en un une que qui dans pour sur par est son sa ses il ce")
)


class _Rule(NamedTuple):
    """A row of ``genres.csv`` or ``issuers.csv``: the value holds if ``least`` texts of the zone match."""

    value: str
    zone: str
    pattern: re.Pattern[str]
    least: int


@cache
def _rules(name: str, column: str) -> list[_Rule]:
    rows = load_rows(name, [column, "zone", "pattern", "example", "counter_example"])
    return [_Rule(row[column], row["zone"], re.compile(row["pattern"]), int(row.get("least") or 1)) for row in rows]


def describe(paragraphs: Sequence[Paragraph], dates: Sequence[Sequence[Date]], actors: ActorAnnotation) -> Description:
    """Genre, title, language, symbols, issuer and date of a document, as it states them.

    The title is its blocks of kind ``title``; the symbols are those of the masthead and of
    page headers, or that of the resolution that the title names; genre and issuer come from
    ``genres.csv`` and ``issuers.csv``, the issuer of a report also from the body that its
    title names as its author; the date is that of the meeting of a decision, of the
    masthead, or of the dateline of a dispatch.
    """
    titles = [p.text for p in paragraphs if p.block.kind == "title"]
    symbols = _own_symbols(paragraphs, titles)
    zones = _zones(paragraphs, titles, symbols)
    genre = _first_match("genres.csv", "genre", zones) or "other"
    return Description(
        genre=genre,
        title=" ".join(dict.fromkeys(text for text in titles if not _ADOPTION.match(text))) or None,
        language=read_language(p.text for p in paragraphs if p.block.kind != "furniture"),
        symbols=symbols,
        issuer=None if genre in _REPORTING else _issuer(paragraphs, actors, zones),
        date=_own_date(paragraphs, dates, genre),
    )


def _zones(paragraphs: Sequence[Paragraph], titles: Sequence[str], symbols: Sequence[str]) -> dict[str, list[str]]:
    """What the rules may look at; ``prose`` is the text of a document whose paragraphs bear no number."""
    text = [fold(p.text) for p in paragraphs if p.block.kind in ("paragraph", "list_item")]
    numbered = sum(p.block.kind == "paragraph" and p.block.number is not None for p in paragraphs)
    return {
        "title": [fold(title) for title in titles],
        "text": text,
        "prose": [] if numbered > 2 else text,
        "furniture": [fold(line) for line in _furniture_lines(paragraphs)],
        "symbol": [fold(symbol) for symbol in symbols],
    }


def _first_match(name: str, column: str, zones: Mapping[str, Sequence[str]]) -> str | None:
    for rule in _rules(name, column):
        matches = (True for text in zones[rule.zone] if rule.pattern.search(text))
        if sum(1 for _ in zip(matches, range(rule.least), strict=False)) == rule.least:
            return rule.value
    return None


def _furniture_lines(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The lines of page furniture, those set side by side apart, addresses left out."""
    for paragraph in paragraphs:
        if paragraph.block.kind == "furniture":
            lines = (line.strip() for line in _BETWEEN_COLUMNS.split(_LOOSE_INITIAL.sub("", paragraph.text)))
            yield from (line for line in lines if line and "://" not in line)


def _own_symbols(paragraphs: Sequence[Paragraph], titles: Sequence[str]) -> tuple[str, ...]:
    lines = (line for line in _furniture_lines(paragraphs) if not line.startswith("["))
    printed = dict.fromkeys(symbol.replace(" (", "(") for line in lines for symbol in _SYMBOL.findall(line))
    return tuple(printed) or tuple(_adopted(titles))


def _adopted(titles: Sequence[str]) -> Iterator[str]:
    """Give the symbol that goes with « Résolution 2284 (2016) », « Adoptée par le Conseil de sécurité ».

    >>> list(_adopted(["Résolution 2284 (2016)", "Adoptée par le Conseil de sécurité à sa 7681e séance"]))
    ['S/RES/2284(2016)']
    """
    number = next((match for title in titles if (match := _COUNCIL_RESOLUTION.match(title))), None)
    if number and any("conseil de securite" in fold(title) for title in titles):
        yield f"S/RES/{number[1]}({number[2]})"


def _issuer(paragraphs: Sequence[Paragraph], actors: ActorAnnotation, zones: Mapping[str, Sequence[str]]) -> str | None:
    return _first_match("issuers.csv", "issuer", zones) or _issuer_in_title(paragraphs, actors)


def _issuer_in_title(paragraphs: Sequence[Paragraph], actors: ActorAnnotation) -> str | None:
    for paragraph, mentions in zip(paragraphs, actors.mentions, strict=True):
        if paragraph.block.kind != "title" or not fold(paragraph.text).startswith("rapport"):
            continue
        for mention in mentions:
            actor = actors.actors[mention.actor_id]
            if actor.type in _ISSUING_TYPES and not mention.nested and _BY.search(paragraph.text[: mention.start]):
                return actor.name_fr
    return None


def _own_date(paragraphs: Sequence[Paragraph], dates: Sequence[Sequence[Date]], genre: str) -> date | None:
    """The day of the meeting for a decision, else that of the masthead or dateline, else that of a dispatch."""
    body = [pair for pair in zip(paragraphs, dates, strict=True) if pair[0].block.kind != "furniture"]
    days = [
        (paragraph.text, row)
        for paragraph, found in body[:_OPENING]
        for row in found
        if row.precision == "day" and not row.inferred
    ]
    met = (row.date_from for text, row in days if _MEETING.search(text[max(0, row.start - 100) : row.start]))
    printed = (day for line in _furniture_lines(paragraphs) if (day := read_dateline(line)))
    sent = (row.date_from for text, row in days if row.start < 60 and _DISPATCH.match(text, row.end))
    return next(met if genre in _DECISIONS else iter(()), None) or next(printed, None) or next(sent, None)


def read_dateline(line: str) -> date | None:
    """The day that closes a line of a masthead.

    >>> read_dateline("Conseil de sécurité 31 mai 2016"), read_dateline("Publié le 29/06/2016 à 18h32")
    (datetime.date(2016, 5, 31), datetime.date(2016, 6, 29))
    >>> read_dateline("Mise à jour : 17/07/2019 - Auteur : DGRIS")
    datetime.date(2019, 7, 17)
    >>> read_dateline("le 31 mai 2016 au soir") is None
    True
    """
    line = fold(line[-_LONGEST_DATELINE:])
    line = posted[0] if (posted := _POSTED.match(line)) else line
    match = _WORDED_DAY.search(line) or _NUMERIC_DAY.search(line)
    if match is None:
        return None
    month = match["month"]
    try:
        number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:  # « 31.02.2016 »
        return None


def read_language(texts: Iterable[str]) -> str | None:
    """``"fr"`` where more than one of six words, of the first 500, is among the commonest of French; else None.

    >>> read_language(["Le Conseil de sécurité rappelle ses résolutions sur la paix."])
    'fr'
    >>> read_language(["The Security Council recalls its resolutions."]) is None
    True
    """
    n_words = common = 0
    for text in texts:
        words = _WORD.findall(text.lower())[: _ENOUGH - n_words]
        n_words += len(words)
        common += sum(map(_FRENCH.__contains__, words))
        if n_words == _ENOUGH or common * 6 > _ENOUGH:
            break
    return "fr" if common * 6 > n_words else None
