"""Page furniture: what a printer, a web site or an archive put around the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from r2p_data.layout.lines import Line, Setting
from r2p_data.layout.paging import clear_symbols, find_lone_numbers, mark_page_numbers, mark_running_lines
from r2p_data.lexicon import load_rows
from r2p_data.records import Cell

# What the rows of furniture.csv may name.
_NAMED = {
    "<symbol>": r"(?:[AES]|AG|GA|AFR|CAT|CCPR|CED|CEDAW|CERD|CMW|CRC|CRPD|CPSD|CS|DP|HRI|PSC|SG|SC|SG/SM|ST|TD)"
    r"(?=/\S*\d)(?:/[\w.-]+)+(?: ?\(\d{2,4}\))?(?:/[\w.-]+)?\*{0,2}",
    "<job>": r"(?:GE\.|V\.|K|N)?\d{2}-\d{5}\*?(?: ?\([A-Z]\))?",
    "<date>": r"\d{1,2}(?:er)? (?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre"
    r"|d[ée]cembre) \d{4}",
}
# Furniture that stands only at the head of a document: names of organs and dates beside a masthead, datelines.
_HEAD_KINDS = ("masthead_name", "dateline")
_CONTENTS = "contents_head"
# What the reader of the file knows to stand around the text: the menus of a web page.
_AROUND = "around"
# An entry of a table of contents ends in a page number, or in the leader before it.
_PAGE_ENDS, _LEADER = "0123456789 –-ivx", ".… ·_\u00a0"
_ENTRY_ENDS = frozenset(_PAGE_ENDS + _LEADER)
_CONTENTS_TITLES = ("Sommaire", "SOMMAIRE", "Table des matières", "TABLE DES MATIÈRES")
_LINK_INITIALS = "hw<"
_URL = re.compile(r"<?(?:https?://|www\.)\S+>?")
# « … à l’adresse », « … sur le site suivant : »: the address belongs to the sentence.
_ANNOUNCES_URL = re.compile(
    r"(?:adresse|site|suivant[es]*|voir|consulter|lien|disponibles?|sur|ici)\s*:?$", re.IGNORECASE
)
_BULLETED = re.compile(r"[•▪●■◦*–—-]\s")
_LONGEST = 300
_HEAD_LINES = 60
_DATELINES = 15
_BRIEF = 60
_CLAUSE = 25
# Words that end lines of sentences as well as stand alone: « Nations Unies », « Français », « Image ».
_AMBIGUOUS = 3


@cache
def furniture_pattern(head: bool = False) -> re.Pattern[str]:
    """One pattern for the rows of ``furniture.csv``, to be matched on a whole line in small letters.

    The group is the kind. Where case is heeded, a row that begins with another letter is passed over at once.

    Parameters
    ----------
    head
        take in the rows that hold only at the head of a document.
    """
    kinds: dict[str, list[str]] = {}
    for row in load_rows("furniture.csv", ["kind", "pattern", "example", "counter_example"]):
        if row["kind"] != _CONTENTS and (head or row["kind"] not in _HEAD_KINDS):
            kinds.setdefault(row["kind"], []).append(_lowered(_expand(row["pattern"])))
    groups = (f"(?P<{kind}>{'|'.join(f'(?:{pattern})' for pattern in patterns)})" for kind, patterns in kinds.items())
    return re.compile("|".join(groups))


def _lowered(pattern: str) -> str:
    r"""``pattern`` in small letters, all but the escapes.

    >>> _lowered(r"Distr\.\D[A-Z]")
    'distr\\.\\D[a-z]'
    """
    return re.sub(r"\\.|[^\\]+", lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), pattern)


def _expand(pattern: str) -> str:
    for name, named in _NAMED.items():
        pattern = pattern.replace(name, named)
    return pattern


@cache
def row_pattern(pattern: str) -> re.Pattern[str]:
    """Compile the pattern of one row of ``furniture.csv``, its named pieces filled in.

    >>> row_pattern("<symbol>").fullmatch("S/RES/2284 (2016)") is not None
    True
    """
    return re.compile(_expand(pattern), re.IGNORECASE)


@cache
def _contents_head() -> re.Pattern[str]:
    rows = load_rows("furniture.csv", ["kind", "pattern"])
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows if row["kind"] == _CONTENTS), re.IGNORECASE)


def is_link(text: str) -> bool:
    """Whether a line is an address and nothing else.

    >>> is_link("http://undocs.org/fr/A/63/677"), is_link("voir http://un.org")
    (True, False)
    """
    return text.startswith(("http", "www.", "<")) and _URL.fullmatch(text) is not None


def find_furniture(lines: Sequence[Line], setting: Setting) -> list[str | None]:
    """For each line the kind of page furniture that it is, None where it is text.

    Evidence: what the reader of the file knows; a row of ``furniture.csv``; an address alone
    on its line that no sentence announces; the entries of a table of contents; a line repeated at the top or foot of
    three pages; a number alone between two pages; a menu, in which one line is a row.
    """
    kinds = _match_rows(lines, setting)
    clear_symbols(lines, setting, kinds)
    _mark_contents(lines, kinds)
    _mark_plain_contents(lines, kinds)
    numbers = find_lone_numbers(lines, setting)
    mark_page_numbers(lines, numbers, setting, kinds)
    mark_running_lines(lines, setting, kinds)
    mark_page_numbers(lines, numbers, setting, kinds)
    _mark_menus(lines, kinds)
    _clear_cells(kinds, setting.known_cells)
    return kinds


def _clear_cells(kinds: list[str | None], cells: Mapping[int, Cell]) -> None:
    """Nothing in a table is furniture, unless it is the one that a masthead is set in: most of its lines are."""
    lines = Counter(cell.table for cell in cells.values())
    furnished = Counter(cell.table for i, cell in cells.items() if kinds[i])
    mastheads = {cell.table for i, cell in cells.items() if kinds[i] in ("masthead", "job_number")}
    for i, cell in cells.items():
        if cell.table not in mastheads or furnished[cell.table] * 2 < lines[cell.table]:
            kinds[i] = None


def _match_rows(lines: Sequence[Line], setting: Setting) -> list[str | None]:
    kinds: list[str | None] = []
    anywhere = furniture_pattern()
    known = setting.known_furniture
    for i, line in enumerate(lines):
        if i in known:
            kinds.append(_AROUND)
            continue
        kind = _row_kind(line, anywhere)
        if kind and i and kinds[i - 1] is None and _is_in_sentence(line, lines[i - 1], setting):
            kind = None
        if (
            kind is None
            and line.text[0] in _LINK_INITIALS
            and is_link(line.text)
            and not _belongs_to_sentence(line, lines[i - 1] if i else None)
        ):
            kind = "link"
        kinds.append(kind)
    text = [i for i in range(len(lines)) if i not in known]
    head = [kinds[i] for i in text]
    _match_head([lines[i] for i in text], head)
    for i, kind in zip(text, head, strict=True):
        kinds[i] = kind
    return kinds


def _row_kind(line: Line, pattern: re.Pattern[str]) -> str | None:
    if len(line.text) > _LONGEST or (len(line.text) > _BRIEF and line.text[0].islower()):
        return None
    whole = pattern.fullmatch(line.text.lower())
    if whole or "   " not in line.text:
        return whole.lastgroup if whole else None
    matches = [pattern.fullmatch(column.lower()) for column in line.columns]
    return matches[0].lastgroup if all(matches) and matches[0] else None


def _match_head(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """Names, dates and columns beside the masthead; datelines above the first sentence."""
    for i in range(min(_HEAD_LINES, len(lines) - 1)):  # « S », printed taller, above « /PRST/2009/1 »
        if lines[i].text in ("A", "E", "S") and kinds[i + 1] == "page_header" and lines[i + 1].text.startswith("/"):
            kinds[i] = "page_header"
    sentence = next((i for i, line in enumerate(lines) if line.terminated and len(line.text) > _CLAUSE), len(lines))
    mastheads = [i for i in range(min(sentence, _HEAD_LINES)) if kinds[i] in ("masthead", "job_number")]
    end = mastheads[-1] if mastheads else -1
    for i in range(min(max(sentence, _DATELINES), _HEAD_LINES, len(lines))):
        if kinds[i] is not None:
            continue
        if i < end and lines[i].text[0].islower():
            kinds[i] = kinds[i - 1]
            continue
        columns = [column.lower() for column in lines[i].columns]
        found = [match.lastgroup for column in columns if (match := furniture_pattern(True).fullmatch(column))]
        dateline = found == ["dateline"] and not (i and lines[i - 1].dangling)
        if found and (i < end or dateline):
            kinds[i] = found[-1]


def _is_in_sentence(line: Line, previous: Line, setting: Setting) -> bool:
    """Whether what reads like furniture is the end of a sentence: « … des Casques bleus des », « Nations Unies »."""
    if ":" in line.text or not line.text.replace(" ", "").isalpha() or len(line.text.split()) > _AMBIGUOUS:
        return False
    runs_on = setting.wrapped and line.gap <= setting.leading and not setting.is_short(previous)
    return line.continues(previous) or (runs_on and not previous.terminated)


def _belongs_to_sentence(link: Line, previous: Line | None) -> bool:
    if previous is None or is_link(previous.text):
        return False
    return link.text.endswith((".", ";", ",")) or _ANNOUNCES_URL.search(previous.text[-20:]) is not None


def _mark_contents(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """Tables of contents: entries with dotted leaders, and what stands among and just above them."""
    led = [i for i, line in enumerate(lines) if line.text[-1] in _ENTRY_ENDS and has_leader(line.text)]
    for first, last in _clusters(led):
        while first and (_contents_head().fullmatch(lines[first - 1].text) or kinds[first - 1]):
            first -= 1
        for i in range(first, last + 1):
            kinds[i] = kinds[i] or "contents"


def _mark_plain_contents(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """Entries without leaders, below « Sommaire »: « 1 Origine du concept », « Introduction 3 »."""
    for i in [i for i, line in enumerate(lines) if line.text in _CONTENTS_TITLES]:
        end = i + 1
        while end < len(lines) and _is_plain_entry(lines[end]):
            end += 1
        if end > i + 2:
            kinds[i:end] = ["contents"] * (end - i)


def _is_plain_entry(line: Line) -> bool:
    return not line.terminated and len(line.text) < 120 and (line.text[0].isdigit() or line.text[-1].isdigit())


def _clusters(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each two or more places that stand close together."""
    start = 0
    for at, place in enumerate(places):
        if at + 1 == len(places) or places[at + 1] - place > 6:
            if at > start:
                yield places[start], place
            start = at + 1


def has_leader(text: str) -> bool:
    """Whether a line ends in a dotted leader, with or without its page number.

    >>> has_leader("I. Introduction . . . . . . . . . 3"), has_leader("Il a dit ...")
    (True, False)
    """
    if "...." not in text and ". . ." not in text and "……" not in text:
        return False
    head = text.rstrip(_PAGE_ENDS)
    leader = head[len(head.rstrip(_LEADER)) :]
    return sum(character in ".…·_" for character in leader) >= 4 or "……" in leader


def _mark_menus(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """Short lines one under the other: a menu or a caption where a row says so of half of them, or of one in many."""
    start = 0 if "web" in kinds else len(lines)
    for i in range(start + 1, len(lines) + 1):
        if i == len(lines) or lines[i].gap or lines[i].terminated != lines[start].terminated:
            _mark_menu(lines, kinds, start, i)
            start = i


def _mark_menu(lines: Sequence[Line], kinds: list[str | None], start: int, end: int) -> None:
    if kinds[start] == "web" and all(_BULLETED.match(lines[i].text) for i in range(start + 1, end)):
        kinds[start:end] = ["web"] * (end - start)
    known = sum(kinds[i] == "web" for i in range(start, end))
    if not known:
        return
    brief = all(len(lines[i].text) <= _BRIEF and not lines[i].terminated for i in range(start, end))
    if brief and (known * 2 >= end - start or end - start >= 4):
        for i in range(start, end):
            kinds[i] = kinds[i] or "web"
