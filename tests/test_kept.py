"""Kept corpora: the same as a fresh parse, never out of date, never in the way."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd
import platformdirs
import pytest
from pandas.testing import assert_frame_equal

import r2p_data as r2p
from r2p_data import cluster, kept, loading, rules
from r2p_data import parse as parsing
from r2p_data.codebook import TABLES
from r2p_data.kept import kept_folder
from r2p_data.sources import Limits
from r2p_data.tables import check_table
from tests.sources.printing import Piece, print_pdf, write_docx

TEXT = "Le Conseil de sécurité a entendu 28 États Membres le 3 mars 2016.\n\nLe Comité du relèvement a parlé.\n"
PIECES = [Piece("paragraph", f"Le Conseil de sécurité a entendu {n} États.", str(n)) for n in range(20, 60)]
PAGE = f"<html><head><title>Mali</title></head><body><nav>Accueil</nav><p>{TEXT * 3}</p></body></html>"
KINDS = {
    "a.txt": TEXT.encode(),
    "b.pdf": print_pdf(PIECES, columns=2),
    "c.docx": write_docx(PIECES),
    "d.html": PAGE.encode(),
    "e.md": f"# Titre\n\n{TEXT}".encode(),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of kept corpora."""
    monkeypatch.setenv("R2P_DATA_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for name in "ab":
        (made / f"{name}.txt").write_text(f"{TEXT}\nDocument {name}.\n", encoding="utf-8")
    return made


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ``doc_id`` of every document that is parsed from now on."""
    seen: list[str] = []
    parse = parsing.parse_document
    monkeypatch.setattr(
        parsing, "parse_document", lambda source, *rest: (seen.append(rest[0]), parse(source, *rest))[1]
    )
    return seen


def same(one: r2p.Corpus, other: r2p.Corpus) -> None:
    assert list(one.tables) == list(other.tables) == list(TABLES)
    for name, table in one.tables.items():
        assert_frame_equal(table, other.tables[name])
        assert [type(array) for array in _arrays(table)] == [type(array) for array in _arrays(other.tables[name])]
        check_table(name, table)
    assert one._texts == other._texts


def _arrays(table: pd.DataFrame) -> list[object]:
    return [table[column].array for column in table]


# What is kept is what was parsed


def test_the_seeds_come_back_as_they_were_parsed(corpus: r2p.Corpus, folder: Path, parsed: list[str]) -> None:
    r2p.load_corpus()
    assert len(parsed) == 5
    again = r2p.load_corpus()
    assert len(parsed) == 5
    same(again, corpus)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_document_comes_back_as_it_was_parsed(
    name: str, folder: Path, tmp_path: Path, parsed: list[str]
) -> None:
    (tmp_path / name).write_bytes(KINDS[name])
    first, again = r2p.load_corpus(tmp_path / name), r2p.load_corpus(tmp_path / name)
    assert len(parsed) == 1
    same(again, first)
    assert len(again.figures) > 0


def test_rows_of_a_kept_corpus_lead_to_their_places(corpus: r2p.Corpus, folder: Path, parsed: list[str]) -> None:
    r2p.load_corpus()
    again = r2p.load_corpus()
    assert len(parsed) == 5
    for row in (corpus.figures.iloc[40], corpus.mentions.iloc[-1], corpus.repairs.iloc[7], corpus.actors.iloc[3]):
        assert again.passage(row) == corpus.passage(row)
        assert again.cite(row) == corpus.cite(row)
    assert again.replay(again.figures.iloc[2]) == corpus.replay(corpus.figures.iloc[2])
    assert again.facts.equals(corpus.facts) and again.themes.equals(corpus.themes)


def test_a_row_of_a_kept_pdf_is_shown_on_its_page(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(KINDS["b.pdf"])
    first, again = r2p.load_corpus(tmp_path / "b.pdf"), r2p.load_corpus(tmp_path / "b.pdf")
    shown = [corpus.page(corpus.figures.iloc[-1]) for corpus in (first, again)]
    assert shown[0].boxes == shown[1].boxes != ()


def test_what_is_done_to_a_table_is_not_kept(docs: Path, folder: Path) -> None:
    fresh = r2p.load_corpus(docs, cache=False)
    for _ in range(2):
        loaded = r2p.load_corpus(docs)
        same(loaded, fresh)
        loaded.figures.loc[0, "value"] = 29.0
        loaded.figures.loc[0, "surface"] = "29"
        loaded.paragraphs["spans"].iloc[0][0][0] = 7
        assert list(loaded.figures.loc[0, ["value", "surface"]]) == [29.0, "29"]


def test_a_kept_corpus_loads_no_parser_and_no_dictionary(docs: Path, folder: Path) -> None:
    heavy = ("r2p_data.parse", "r2p_data.annotate", "r2p_data.repair", "r2p_data.layout", "babel", "ftfy", "wordfreq")
    code = (
        "import sys, r2p_data as r2p; corpus = r2p.load_corpus(sys.argv[1]);"
        f"print(len(corpus.documents), [name for name in {heavy} if name in sys.modules])"
    )
    told = [subprocess.check_output([sys.executable, "-c", code, docs], text=True).strip() for _ in range(2)]
    assert told[0].startswith("2 ['r2p_data.parse'")
    assert told[1] == "2 []"


# Nothing is out of date


def _change_a_byte(docs: Path, patch: pytest.MonkeyPatch) -> dict[str, object]:
    """A change that neither size nor time of the file shows."""
    file = docs / "b.txt"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"28", b"29"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    return {}


def _rename(docs: Path, patch: pytest.MonkeyPatch) -> dict[str, object]:
    (docs / "b.txt").rename(docs / "c.txt")
    return {}


def _swap(docs: Path, patch: pytest.MonkeyPatch) -> dict[str, object]:
    (docs / "a.txt").rename(docs / "c")
    (docs / "b.txt").rename(docs / "a.txt")
    (docs / "c").rename(docs / "b.txt")
    return {}


def _add(docs: Path, patch: pytest.MonkeyPatch) -> dict[str, object]:
    (docs / "c.txt").write_text(TEXT, encoding="utf-8")
    return {}


def _remove(docs: Path, patch: pytest.MonkeyPatch) -> dict[str, object]:
    (docs / "b.txt").unlink()
    return {}


def _write_lexicon(docs: Path, patch: pytest.MonkeyPatch) -> dict[str, object]:
    mine = docs.parent / "mine.csv"
    mine.write_text("name_fr,type\nComité du relèvement,national_body\n", encoding="utf-8")
    return {"lexicon": mine}


def _lower_a_limit(docs: Path, patch: pytest.MonkeyPatch) -> dict[str, object]:
    return {"limits": Limits(pages=7)}


def _change_the_rules(docs: Path, patch: pytest.MonkeyPatch) -> dict[str, object]:
    patch.setattr(kept, "version_of_rules", lambda: "later")
    return {}


@pytest.mark.parametrize(
    "change",
    [_change_a_byte, _rename, _swap, _add, _remove, _write_lexicon, _lower_a_limit, _change_the_rules],
)
def test_what_has_changed_is_parsed(
    change: Callable[[Path, pytest.MonkeyPatch], dict[str, object]],
    docs: Path,
    folder: Path,
    parsed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    r2p.load_corpus(docs)
    options = change(docs, monkeypatch)
    parsed.clear()
    changed = r2p.load_corpus(docs, **options)
    assert len(parsed) == len(changed.documents) > 0
    parsed.clear()
    again = r2p.load_corpus(docs, **options)
    assert parsed == []
    for loaded in (changed, again):
        same(loaded, r2p.load_corpus(docs, cache=False, **options))


def test_a_row_of_the_own_lexicon_counts(docs: Path, folder: Path, parsed: list[str]) -> None:
    options = _write_lexicon(docs, pytest.MonkeyPatch())
    r2p.load_corpus(docs, **options)
    mine = docs.parent / "mine.csv"
    mine.write_text(mine.read_text(encoding="utf-8").replace("national_body", "ngo"), encoding="utf-8")
    loaded = r2p.load_corpus(docs, **options)
    assert len(parsed) == 4
    assert list(loaded.actors.query("name_fr == 'Comité du relèvement'")["type"]) == ["ngo"]


def test_sources_in_another_order_are_another_corpus(docs: Path, folder: Path) -> None:
    there = r2p.load_corpus(docs / "a.txt", docs / "b.txt")
    back = r2p.load_corpus(docs / "b.txt", docs / "a.txt")
    assert list(back.documents["doc_id"]) == list(there.documents["doc_id"])[::-1] == ["b", "a"]


def test_a_path_is_kept_as_the_user_names_it(docs: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    r2p.load_corpus(docs)
    monkeypatch.chdir(docs)
    assert list(r2p.load_corpus("*.txt").documents["path"]) == ["a.txt", "b.txt"]


def test_another_tesseract_reads_again(monkeypatch: pytest.MonkeyPatch) -> None:
    names = set()
    for told in ("tesseract 5.3.0", "tesseract 5.5.0"):
        monkeypatch.setattr("r2p_data.sources.ocr.tesseract_version", lambda told=told: told)
        names |= {kept.name_corpus([], Limits(ocr=ocr), ()) for ocr in (False, True)}
    assert len(names) == 3


def test_a_file_that_changes_while_it_is_parsed_is_kept_as_what_it_was(
    docs: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = loading._find_kept

    def change_after(*arguments: object) -> object:
        found = looked(*arguments)
        _change_a_byte(docs, monkeypatch)
        return found

    monkeypatch.setattr(loading, "_find_kept", change_after)
    assert 29.0 in list(r2p.load_corpus(docs).figures["value"])
    monkeypatch.undo()
    monkeypatch.setenv("R2P_DATA_CACHE", str(folder))
    (docs / "b.txt").write_bytes((docs / "b.txt").read_bytes().replace(b"29", b"28"))
    assert 29.0 not in list(r2p.load_corpus(docs).figures["value"])


# Where it cannot be kept, the parse goes on


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :],
        lambda data: b"no corpus at all",
        lambda data: data + b"more",
    ],
)
def test_a_damaged_file_is_parsed_anew_and_replaced(
    damage: Callable[[bytes], bytes], docs: Path, folder: Path, parsed: list[str]
) -> None:
    first = r2p.load_corpus(docs)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    same(r2p.load_corpus(docs), first)
    assert len(parsed) == 4
    assert file.read_bytes() == whole


def test_a_folder_under_the_name_of_a_kept_corpus_is_left_alone(docs: Path, folder: Path) -> None:
    first = r2p.load_corpus(docs)
    (file,) = folder.iterdir()
    file.unlink()
    (file / "mine").mkdir(parents=True)
    same(r2p.load_corpus(docs), first)
    assert list(folder.iterdir()) == [file]


def test_a_folder_that_cannot_be_made_costs_nothing(docs: Path, folder: Path, parsed: list[str]) -> None:
    folder.write_text("a file stands here", encoding="utf-8")
    same(r2p.load_corpus(docs), r2p.load_corpus(docs))
    assert len(parsed) == 4


def test_a_full_disk_costs_nothing_and_leaves_nothing(
    docs: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(*corpus: object) -> Iterator[bytes]:
        yield b"the first bytes"
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(kept, "_pack", fill_the_disk)
    assert len(r2p.load_corpus(docs).documents) == 2
    assert list(folder.iterdir()) == []


def test_a_corpus_with_a_file_that_could_not_be_read_is_not_kept(docs: Path, folder: Path, parsed: list[str]) -> None:
    (docs / "c.txt").write_bytes(b"\x00\x01")
    assert len(r2p.load_corpus(docs).problems) == len(r2p.load_corpus(docs).problems) == 1
    assert len(parsed) == 4 and not folder.exists()
    (docs / "c.txt").write_text(TEXT, encoding="utf-8")
    assert len(r2p.load_corpus(docs).documents) == 3


def test_an_error_is_raised_each_time(docs: Path, folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(r2p.UnreadableDocument, match="no such file"):
            r2p.load_corpus(docs / "z.txt")
        with pytest.raises(r2p.LexiconError, match=r"none\.csv"):
            r2p.load_corpus(docs, lexicon=docs / "none.csv")


@pytest.mark.parametrize("stated", ["", "0"])
def test_the_environment_can_turn_it_off(
    stated: str, docs: Path, folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("R2P_DATA_CACHE", stated)
    monkeypatch.chdir(docs.parent)
    r2p.load_corpus(docs)
    r2p.load_corpus(docs)
    assert len(parsed) == 4 and sorted(os.listdir()) == ["docs"]


def test_the_parameter_can_turn_it_off(docs: Path, folder: Path, parsed: list[str]) -> None:
    r2p.load_corpus(docs, cache=False)
    assert not folder.exists()
    r2p.load_corpus(docs)
    r2p.load_corpus(docs, cache=False)
    assert len(parsed) == 6


def test_what_a_cluster_parsed_is_not_kept(docs: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = r2p.load_corpus(docs, cache=False).tables
    monkeypatch.setattr(cluster, "load_on_cluster", lambda *_: (tables, {}))
    r2p.load_corpus(docs, client=object())
    assert not folder.exists()


def test_what_comes_over_a_network_is_read_once_each_time(
    docs: Path, folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    store.pipe({f"/kept/{file.name}": file.read_bytes() for file in docs.iterdir()})
    read: list[str] = []
    look = loading.plan_documents

    def counted(*arguments: object) -> list[loading.Entry]:
        entries = look(*arguments)
        return [
            entry._replace(read=lambda entry=entry: (read.append(entry.doc_id), entry.read())[1]) for entry in entries
        ]

    monkeypatch.setattr(loading, "plan_documents", counted)
    for _ in range(2):
        assert len(r2p.load_corpus("memory://kept").documents) == 2
    assert (sorted(read), parsed) == (["a", "a", "b", "b"], ["a", "b"])


# It stays small, and is the user's own


def test_what_was_used_least_recently_goes_first(docs: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = [folder / name for name in ("corpus-2016.arrows", "notes.txt", f"corpus-{'0' * 32}.arrows.bak")]
    sizes = {}
    for pages in (1, 2, 3):
        r2p.load_corpus(docs, limits=Limits(pages=pages))
        new = next(file for file in folder.iterdir() if file not in sizes)
        sizes[new] = new.stat().st_size
        os.utime(new, (pages, pages))
    for file in beside:
        file.write_bytes(bytes(5000))
        os.utime(file, (0, 0))
    half = folder / f"corpus-{'1' * 32}.arrows.x8k_2m1q.tmp"  # left by a process that was killed
    half.write_bytes(bytes(5000))
    os.utime(half, (0, 0))
    r2p.load_corpus(docs, limits=Limits(pages=1))  # used now
    monkeypatch.setattr(kept, "MOST", sum(sizes.values()))
    r2p.load_corpus(docs, limits=Limits(pages=4))
    first, second, third = sizes
    left = set(folder.iterdir())
    assert {first, third, *beside} < left and second not in left and half not in left
    assert len(left) == 6


def test_a_corpus_that_is_too_large_is_not_kept(docs: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST", 10_000)
    r2p.load_corpus(docs)
    assert list(folder.iterdir()) == []


def test_documents_that_are_too_large_are_not_looked_up(
    docs: Path, folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    r2p.load_corpus(docs)
    monkeypatch.setattr(loading, "LARGEST", 100)
    r2p.load_corpus(docs)
    assert len(parsed) == 4


@pytest.mark.skipif(os.name == "nt", reason="Windows holds files to their user by other means")
def test_only_the_user_may_read_what_is_kept(docs: Path, folder: Path) -> None:
    r2p.load_corpus(docs)
    assert [oct(path.stat().st_mode & 0o777) for path in (folder, *folder.iterdir())] == ["0o700", "0o600"]


def test_processes_that_keep_the_same_corpus_do_not_disturb_each_other(docs: Path, folder: Path) -> None:
    code = "import sys, r2p_data as r2p; print(*r2p.load_corpus(sys.argv[1]).figures['value'])"
    command = [sys.executable, "-c", code, str(docs)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert {process.communicate()[0] for process in running} == {"28.0 28.0\n"}
    assert len(list(folder.iterdir())) == 1


def test_the_folder_is_that_of_the_system_or_the_one_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("R2P_DATA_CACHE")
    assert kept_folder() == platformdirs.user_cache_path("r2p_data", appauthor=False)
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: Path("~/.cache/r2p_data"))
    assert kept_folder() is None, "a user without a home gets no folder called « ~ »"
    monkeypatch.setenv("R2P_DATA_CACHE", "~/kept")
    assert kept_folder() == Path.home() / "kept"


# The version of the rules


def test_every_file_of_code_and_lexicon_decides_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "package"
    monkeypatch.setattr(rules, "__file__", str(package / "rules.py"))
    versions = []
    for name in ("rules.py", "a.py", "lexicon/b.csv", "lexicon/charts/c.toml", "annotate/d/e.py", "f.json"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        for words in ("1", "2"):
            (package / name).write_text(words, encoding="utf-8")
            versions.append(rules.version_of_rules.__wrapped__())
    assert len(set(versions)) == 12
    for name in ("charts/a.py", "explore/model.py", "cli.py", "seeds/a.json", "a.pyc", "explore/explorer.css"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("3", encoding="utf-8")
    assert rules.version_of_rules.__wrapped__() == versions[-1]


@pytest.mark.parametrize("name", rules.LIBRARIES)
def test_the_version_of_a_library_is_the_installed_one(name: str) -> None:
    try:
        stated = version(name)
    except PackageNotFoundError:
        stated = "not installed"
    assert rules._version(name) == stated
