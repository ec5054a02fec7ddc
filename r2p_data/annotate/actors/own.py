"""A researcher's own actors: one CSV file in the columns of the package's, checked line by line."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from r2p_data.errors import LexiconError
from r2p_data.folding import fold

from .catalogue import ACTOR_TYPES, ActorLexicon, actor_lexicon
from .forms import name_variants, slug, strip_weak
from .states import adjective_forms

__all__ = ["OWN_COLUMNS", "OwnActors", "extend_lexicon", "read_own_actors"]

OWN_COLUMNS = (
    "actor_id", "name_fr", "name_en", "acronym_fr", "acronym_en", "aliases", "type", "iso3", "hosts", "start", "end",
    "adjectives", "example",
)  # fmt: skip
_STATED = ("name_fr", "type")
# French Excel separates by « ; », and what is pasted from a sheet by tabs.
_DELIMITERS = (",", ";", "\t")
_MARKED_16 = (b"\xff\xfe", b"\xfe\xff")
# « 2013 », « 2013-04 », « 2013-04-25 »
_SINCE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_SMALL_WORDS = frozenset(["le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "et", "en", "au", "aux", "ce"])
_LIKE_NAMES = ("name", "acronym", "adjective", "person", "office")

# One tuple of cells an actor, in the order of OWN_COLUMNS: hashable, and JSON can hold it.
OwnActors = tuple[tuple[str, ...], ...]
Row = dict[str, str]


def read_own_actors(path: str | os.PathLike[str]) -> OwnActors:
    """The actors of a CSV file, separated by commas, semicolons or tabs; ``#`` opens a comment line.

    ``name_fr`` and ``type`` are needed. Without ``actor_id`` an actor is called after its
    name; with that of a known actor, the row gives it more names.

    Raises
    ------
    LexiconError
        if the file or a row of it breaks a rule, naming file, line, column and remedy.
    """
    name = os.fspath(path)
    found: list[tuple[int, Row]] = []
    taken: dict[str, int] = {}
    surfaces: dict[str, tuple[str, str]] = {}
    known = actor_lexicon()
    for line, row in _rows(_text(Path(path), name), name):
        _check_cells(row, name, line)
        _check_identity(row, name, line, known, taken)
        _check_names(row, name, line, known, surfaces)
        found.append((line, row))
    if not found:
        raise LexiconError(f"{name}: holds no actor; write one a line under {', '.join(_STATED)}")
    return tuple(tuple(row[column] for column in OWN_COLUMNS) for _, row in found)


@lru_cache(maxsize=2)
def extend_lexicon(own: OwnActors) -> ActorLexicon | None:
    """The package's lexicon and ``own`` actors; None where there are none, so that nothing is copied."""
    if not own:
        return None
    known = actor_lexicon()
    rows = (dict(zip(OWN_COLUMNS, cells, strict=True)) for cells in own)
    return known.extended_with([_completed(row, known) for row in rows])


def _completed(row: Row, known: ActorLexicon) -> Row:
    """A row that gives a known actor more names keeps what is known of it."""
    actor = known.actors.get(row["actor_id"])
    if actor is None:
        return row
    acronym = f"{actor.acronym}?" if actor.acronym in known.weak else actor.acronym
    facts = {"name_en": actor.name_en, "iso3": actor.iso3, "hosts": "|".join(known.hosts.get(actor.actor_id, ()))}
    if not row["acronym_fr"] and not row["acronym_en"]:
        facts["acronym_fr"] = acronym
    return row | {column: row[column] or value or "" for column, value in facts.items()}


def _text(path: Path, name: str) -> str:
    try:
        data = path.expanduser().read_bytes()
    except OSError as error:
        raise LexiconError(f"{name}: cannot be read ({error.strerror}); check the path and your permissions") from error
    try:
        return normalize("NFC", data.decode("utf-16" if data.startswith(_MARKED_16) else "utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LexiconError(f"{name}, line {line}: is not UTF-8; save the file as « CSV UTF-8 »") from error


def _rows(text: str, name: str) -> Iterator[tuple[int, Row]]:
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    delimiter = _tell_delimiter(lines[first] if lines[first:] else "", name, first + 1)
    reader = csv.reader(lines[first:], delimiter=delimiter)
    header = [cell.strip() for cell in next(reader)]
    for cells in reader:
        line = first + reader.line_num
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            raise LexiconError(
                f"{name}, line {line}: {len(cells)} cells under {len(header)} columns; "
                f"quote a cell that holds « {delimiter} »"
            )
        row = dict.fromkeys(OWN_COLUMNS, "")
        yield line, row | {column: cell.strip() for column, cell in zip(header, cells, strict=False)}


def _tell_delimiter(header: str, name: str, line: int) -> str:
    """What separates the cells of the header, each of which must be a known column.

    >>> _tell_delimiter("name_fr;type;aliases", "mine.csv", 1)
    ';'
    >>> _tell_delimiter("name_fr,kind", "mine.csv", 1)
    Traceback (most recent call last):
    r2p_data.errors.LexiconError: mine.csv, line 1: no column 'type'; the header must name name_fr, type
    """
    delimiter = max(_DELIMITERS, key=lambda mark: header.count(mark))
    cells = [cell.strip().strip('"') for cell in header.split(delimiter)]
    for column in _STATED:
        if column not in cells:
            raise LexiconError(f"{name}, line {line}: no column {column!r}; the header must name {', '.join(_STATED)}")
    for cell in cells:
        if cell not in OWN_COLUMNS or cells.count(cell) > 1:
            wrong = "unknown" if cell not in OWN_COLUMNS else "named twice"
            raise LexiconError(
                f"{name}, line {line}: column {cell!r} is {wrong}; the columns are {', '.join(OWN_COLUMNS)}"
            )
    return delimiter


def _check_cells(row: Row, name: str, line: int) -> None:
    for column in _STATED:
        if not row[column]:
            raise LexiconError(f"{name}, line {line}, column {column!r}: is empty; every row states it")
    if row["type"] not in ACTOR_TYPES:
        types = ", ".join(sorted(ACTOR_TYPES))
        raise LexiconError(f"{name}, line {line}, column 'type': unknown type {row['type']!r}; choose one of {types}")
    import pycountry  # loaded with the first lexicon of one's own

    for column in ("iso3", "hosts"):
        for code in filter(None, row[column].split("|")):
            if pycountry.countries.get(alpha_3=code) is None or code != code.upper():
                raise LexiconError(
                    f"{name}, line {line}, column {column!r}: {code!r} is no ISO 3166-1 code of three letters; "
                    "write one such as 'MLI', or leave the cell empty"
                )
    for column in ("start", "end"):
        if row[column] and not _SINCE.fullmatch(row[column]):
            raise LexiconError(
                f"{name}, line {line}, column {column!r}: {row[column]!r} is no year; "
                "write one such as 2013, or leave the cell empty"
            )
    if row["end"] and row["start"] > row["end"]:
        raise LexiconError(f"{name}, line {line}, column 'end': {row['end']} comes before {row['start']}; change one")


def _check_identity(row: Row, name: str, line: int, known: ActorLexicon, taken: dict[str, int]) -> None:
    """Name the actor where its row does not, and refuse a name that another row or another actor has."""
    given = row["actor_id"]
    actor_id = row["actor_id"] = given or _known_as(row["name_fr"], known) or slug(row["name_fr"])
    if not actor_id:
        raise LexiconError(f"{name}, line {line}, column 'actor_id': is empty; give one, in letters and digits")
    where = f"{name}, line {line}, column 'actor_id'"
    if actor_id in taken:
        raise LexiconError(f"{where}: {actor_id!r} stands on line {taken[actor_id]} already; join the rows")
    actor = known.actors.get(actor_id)
    if actor is not None and (fold(actor.name_fr), actor.type) != (fold(row["name_fr"]), row["type"]):
        raise LexiconError(
            f"{where}: {actor_id!r} is « {actor.name_fr} » ({actor.type}) in the package; choose another, "
            "or write that name and type to give it more names"
        )
    taken[actor_id] = line


def _known_as(name_fr: str, known: ActorLexicon) -> str | None:
    """The known actor of that very name: such a row gives it more names."""
    forms = known.forms.get(fold(name_fr), [])
    named = (form.target for form in forms if form.use in _LIKE_NAMES)
    return next((t for t in named if fold(known.actors[t].name_fr) == fold(name_fr)), None)


def _check_names(row: Row, name: str, line: int, known: ActorLexicon, surfaces: dict[str, tuple[str, str]]) -> None:
    """Refuse a name that stands everywhere, or means something else in the package or in an earlier row."""
    for column, surface, folded in _named(row):
        where = f"{name}, line {line}, column {column!r}: « {surface} »"
        if len(folded) < 2 or folded in _SMALL_WORDS:
            raise LexiconError(f"{where} is too short to name anybody; write the whole name")
        mine, first = surfaces.setdefault(folded, (row["actor_id"], str(line)))
        if mine != row["actor_id"]:
            raise LexiconError(f"{where} is a name of {mine!r} on line {first} already; leave it to one of them")
        for form in known.forms.get(folded, []):
            if form.use in _LIKE_NAMES and form.target != row["actor_id"]:
                actor = known.actors[form.target]
                raise LexiconError(
                    f"{where} is already a name of « {actor.name_fr} » ({actor.actor_id}) in the package; "
                    "write a longer name, or leave it out"
                )
            if form.use in ("head", "title", "country"):
                raise LexiconError(f"{where} is a noun that opens many names; write the whole name")


def _named(row: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Column, surface and folded surface of every name that a row gives; weak acronyms name nobody alone."""
    for column in ("name_fr", "aliases"):
        for surface in filter(None, (cell.strip() for cell in row[column].split("|"))):
            yield from ((column, surface, folded) for folded in name_variants(surface))
    for column in ("acronym_fr", "acronym_en"):
        text, strong = strip_weak(row[column])
        if text and strong:
            yield column, text, fold(text)
    for cell in filter(None, row["adjectives"].split("|")):
        yield from (("adjectives", surface, fold(surface)) for surface in adjective_forms(cell))
