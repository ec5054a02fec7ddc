"""Loading a corpus: every file found, read and parsed, and no folder lost to one file."""

from __future__ import annotations

import hashlib
import os
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from r2p_data.corpus import Corpus
from r2p_data.errors import UnreadableDocument
from r2p_data.kept import LARGEST, Kept, find_kept, keep, kept_folder, name_corpus
from r2p_data.records import Document, Unreadable
from r2p_data.sources import Found, Limits, Reading, find_files, name_documents
from r2p_data.sources.archives import is_archive
from r2p_data.sources.stores import is_url
from r2p_data.tables import build_tables

if TYPE_CHECKING:
    from distributed import Client

    from r2p_data.annotate.actors import ActorLexicon
    from r2p_data.annotate.actors.own import OwnActors

# A bar is drawn from this many documents on, and only in a terminal.
_LONG = 20
_TOLD = 5
_NOT_JOINED = ("~", "file://")


class Entry(NamedTuple):
    """A document to be: what it is called, where it was found, and what reads its bytes, on any machine.

    ``name`` is the path as the user names it, ``place`` the same from the root.
    """

    doc_id: str
    name: str
    place: str
    read: Callable[[], bytes]


def load_corpus(
    *sources: str | os.PathLike[str],
    progress: bool | None = None,
    limits: Limits | None = None,
    lexicon: str | os.PathLike[str] | None = None,
    client: Client | None = None,
    cache: bool = True,
) -> Corpus:
    """Parse documents into a corpus; without arguments, the five documents of ``seeds/``.

    A file that cannot be read becomes a row of ``corpus.problems`` with its reason, and the
    rest is parsed.

    Parameters
    ----------
    sources
        files (text, Markdown, HTML, PDF, DOCX, EPUB), folders of them, patterns such as
        ``"reports/*.pdf"``, archives, or URLs such as ``"s3://bucket/reports"``.
    progress
        draw a progress bar; by default on long work in a terminal.
    limits
        what one document may cost, in bytes, pages and seconds, and whether scanned pages are
        read: ``r2p.Limits(ocr=True)``.
    lexicon
        a CSV file of actors of your own, one a line, which are known beside those of the
        package. Its columns: ``name_fr`` (French name) and ``type``, which every row states;
        ``aliases`` (more names, separated by ``|``), ``acronym_fr``, ``acronym_en``,
        ``name_en``, ``iso3`` (country code of a state, ``MLI``), ``hosts`` (codes of the
        countries of a mission, separated by ``|``), ``adjectives`` (« malien »), ``start`` and
        ``end`` (years), ``actor_id``, ``example``, all of which may be left out.
        Types: ``state``, ``un_body``, ``un_mission``, ``mission``, ``organisation``,
        ``court``, ``ngo``, ``armed_group``, ``national_body``, ``diplomatic_mission``,
        ``person``, ``office``. Such as::

            name_fr,type,aliases,acronym_fr
            Front du fleuve,armed_group,Front fluvial|Ceux du fleuve,FDF
    client
        a Dask client whose workers do the work; they must be able to read the sources.
    cache
        keep what was parsed, tables and texts, in a folder of the user, and take it from
        there as long as no byte of the documents, no option and no rule of the package has
        changed. ``r2p_data.kept.kept_folder()`` tells which folder; the environment variable
        ``R2P_DATA_CACHE`` names another, or ``0`` for none. It may be deleted at any time, and
        holds at most 1 GB: the corpora used least recently go. Kept is no corpus of more than
        500 MB, with a file that could not be read, or parsed by a ``client``.

    Raises
    ------
    UnreadableDocument
        if a source does not exist or stands for no file, if the one file given cannot be
        read, or none of many can.
    LexiconError
        if a row of ``lexicon`` breaks a rule, naming file, line, column and remedy.
    """
    limits = limits or Limits()
    own = _read_own(lexicon)
    entries = plan_documents(sources or sorted(_seeds().glob("*.txt")), limits)
    shown = is_shown(progress, len(entries))
    if client is not None:
        from r2p_data.cluster import load_on_cluster

        tables, texts = load_on_cluster(client, entries, limits, own, shown)
        return Corpus(tables, texts)
    lone = len(sources) == 1 and [entry.name for entry in entries] == [os.fspath(sources[0])]
    folder = kept_folder() if cache else None
    if folder is None:
        return Corpus(*_parse(entries, limits, own, shown, lone=lone))
    entries = [_held(entry) for entry in entries]
    found = _find_kept(folder, entries, limits, own)
    if found is None:
        found = _parse(entries, limits, own, shown, lone=lone)
        keep(folder, found, limits, own)
    return Corpus(*found)


def is_shown(progress: bool | None, number: int) -> bool:
    """Whether a bar is drawn for so many documents."""
    return progress if progress is not None else number >= _LONG and sys.stderr.isatty()


def _read_own(lexicon: str | os.PathLike[str] | None) -> OwnActors:
    if lexicon is None:
        return ()
    from r2p_data.annotate.actors.own import read_own_actors  # it reads the lexicon of the package

    return read_own_actors(lexicon)


def _seeds() -> Path:
    """The five documents: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    return next(folder for folder in (package / "seeds", package.parent / "seeds") if folder.is_dir())


def plan_documents(sources: Sequence[str | os.PathLike[str]], limits: Limits, apart: str | None = None) -> list[Entry]:
    """The documents that ``sources`` stand for, in order, each once and with its ``doc_id``.

    Parameters
    ----------
    apart
        a folder whose files are no documents: the one that is written.

    Raises
    ------
    UnreadableDocument
        if a path is empty or does not exist, or a folder or a pattern stands for no file.
    TypeError
        if a source is no path, such as a list of them.
    """
    for source in sources:
        if not isinstance(source, (str, os.PathLike)):
            raise TypeError(f"a source is a path or a URL, not {type(source).__name__}; give several as *sources")
        if not os.fspath(source):  # "$FOLDER" of a variable that is not set is not the working folder
            raise UnreadableDocument("a source is empty; give a path or a URL")
    # « docs/../a.txt » is « a.txt »
    outside = None if apart is None else os.path.join(os.path.normpath(apart), "")
    found: dict[str, tuple[str, Found]] = {}
    for name, file in (each for source in sources for each in _find(os.fspath(source), limits)):
        place = os.path.normpath(file.name)
        if outside is None or not place.startswith(outside):
            found.setdefault(place, (name, file))
    if not found:
        raise UnreadableDocument(f"{apart}: holds what was parsed, and no documents; give the folder of the documents")
    run = uuid.uuid4().hex
    names = name_documents([Path(_printable(str(file.path))) for _, file in found.values()])
    return [
        Entry(doc_id, _printable(name), _printable(file.name), _portable(file, limits, run))
        for doc_id, (name, file) in zip(names, found.values(), strict=True)
    ]


def _find(source: str, limits: Limits) -> Iterator[tuple[str, Found]]:
    """The files of one source, each with its path as the user names it."""
    home = "" if _is_rooted(source) else os.path.join(os.getcwd(), "")
    # In « [2016] reports/*.pdf », what stands before the pattern may be the working folder.
    before = home if os.path.exists(home + source) else escape(home)
    try:
        files = find_files([before + source], limits)
    except UnreadableDocument as error:
        raise UnreadableDocument(_printable(str(error).replace(before, "", 1) if home else str(error))) from error
    return ((file.name.removeprefix(home), file) for file in files)


def _printable(name: str) -> str:
    r"""A name whose bytes are no UTF-8, as old archives leave them, so that tables can hold it.

    >>> _printable("Génocide.txt"), _printable("G\udce9nocide.txt")
    ('Génocide.txt', 'G\\udce9nocide.txt')
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_rooted(source: str) -> bool:
    return os.path.isabs(source) or "://" in source or "::" in source or source.startswith(_NOT_JOINED)


def _portable(file: Found, limits: Limits, run: str) -> Callable[[], bytes]:
    """What reads the bytes of a file, on any machine: a member of an archive is looked up again in it."""
    if isinstance(file.read, partial):
        return file.read
    pieces = file.name.split("/")
    prefixes = ("/".join(pieces[:n]) for n in range(1, len(pieces)))
    archive = next(prefix for prefix in prefixes if is_archive(prefix))
    return partial(_read_member, archive, file.name, limits, run)


def _read_member(archive: str, name: str, limits: Limits, run: str) -> bytes:
    members = _members(archive, limits, run)
    if name not in members:
        raise UnreadableDocument(f"{name}: is no longer in its archive; parse again")
    return members[name]()


@lru_cache(maxsize=1)
def _members(archive: str, limits: Limits, run: str) -> dict[str, Callable[[], bytes]]:
    """The files of the archive read last, since its documents follow one another; the next run reads it again."""
    return {file.name: file.read for file in find_files([archive], limits)}


def _held(entry: Entry) -> Entry:
    """An entry whose bytes, where they come over a network, are read once, to be looked up and then parsed."""
    return entry._replace(read=lru_cache(maxsize=None)(entry.read)) if is_url(entry.place) else entry


def _find_kept(folder: Path, entries: Sequence[Entry], limits: Limits, own: OwnActors) -> Kept | None:
    """The tables and texts that are kept of just these documents, which are read and hashed for it."""
    documents, size = [], 0
    for entry in entries:
        try:
            data = entry.read()
        except Exception:  # the parse says why it cannot be read
            return None
        size += len(data)
        if size > LARGEST:
            return None
        documents.append((entry.doc_id, entry.name, hashlib.sha256(data).hexdigest()))
    return find_kept(folder, name_corpus(documents, limits, own))


def parse_entry(entry: Entry, data: bytes, reading: Reading, lexicon: ActorLexicon | None) -> Document:
    """One document parsed from its bytes."""
    from r2p_data.parse import parse_document  # loaded with the first document that is not kept

    source = reading.read(data, entry.name)
    return parse_document(source, entry.doc_id, lexicon) if lexicon else parse_document(source, entry.doc_id)


def explain(entry: Entry, error: Exception) -> Unreadable:
    """Why a file gave no document; a fault of ours in one document must not cost the others."""
    if isinstance(error, UnreadableDocument):
        what = _printable(str(error)).removeprefix(f"{entry.place}: ").removeprefix(f"{entry.name}: ")
        return Unreadable(entry.name, what.replace(entry.place, entry.name))
    return Unreadable(entry.name, f"parsing failed ({type(error).__name__}: {error}); report it")


def _parse(entries: Sequence[Entry], limits: Limits, own: OwnActors, shown: bool, *, lone: bool) -> Kept:
    from r2p_data.annotate.actors.own import extend_lexicon

    lexicon = extend_lexicon(own)
    documents: list[Document] = []
    unreadable: list[Unreadable] = []
    with Reading(limits) as reading:
        for entry in draw_progress(entries, len(entries), shown):
            try:
                documents.append(parse_entry(entry, entry.read(), reading, lexicon))
            except Exception as error:
                unreadable.append(explain(entry, error))
                if lone and not isinstance(error, UnreadableDocument):
                    raise
    if not documents:
        raise UnreadableDocument(nothing_read(unreadable))
    return build_tables(documents, unreadable), {d.doc_id: d.source.text for d in documents}


def draw_progress(entries: Sequence[Entry], total: int, shown: bool) -> Iterator[Entry]:
    """The entries, one after the other, with a bar of how many are done."""
    if not shown:
        yield from entries
        return
    from tqdm import tqdm  # loaded with the first bar

    yield from tqdm(entries, total=total, desc="parsing", unit="document")


def nothing_read(unreadable: Sequence[Unreadable]) -> str:
    """What to say where no file at all gave a document."""
    if len(unreadable) == 1:
        return ": ".join(unreadable[0])
    reasons = "; ".join(f"{path}: {what}" for path, what in unreadable[:_TOLD])
    more = f"; and {len(unreadable) - _TOLD} more" if len(unreadable) > _TOLD else ""
    return f"none of {len(unreadable)} files could be read: {reasons}{more}"
