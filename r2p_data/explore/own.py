"""Help for one's own documents: a folder to practise on, progress in a notebook, candidates to read."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path

import ipywidgets as widgets
import pandas as pd
from IPython.display import display

from r2p_data.charts.coverage import draw_candidates
from r2p_data.corpus import Corpus
from r2p_data.explore.linked import Linked
from r2p_data.explore.panel import Panel

__all__ = ["Candidates", "Progress", "show_candidates", "show_progress", "write_practice"]

# The three short ones of the seeds.
_SEEDS = "00[023]*.txt"
# All invented: there are no such watchmen, and nothing in here has happened.
_MINUTES = """Compte rendu de la réunion du 12 mars 2018

1. Le préfet a ouvert la réunion, qui a rassemblé 42 habitants de 6 villages. Les Veilleurs du Fleuve y ont présenté \
leurs patrouilles de nuit.

2. Depuis janvier 2018, les Veilleurs du Fleuve ont signalé 17 incidents à la MINUSMA. L’UNICEF a promis du matériel \
à 3 écoles.

3. La Ligue des Piroguiers demande que la MINUSMA et les VDF se coordonnent. Elle sera entendue sur Radio Rives.
"""
_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>La veille au bord du fleuve</title></head><body>
<nav><a href="/">Accueil</a> <a href="/contact">Contact</a></nav>
<main><article><h1>La veille au bord du fleuve</h1>
<p>Les patrouilles de nuit ont repris en avril. Selon les Veilleurs du Fleuve, 11 des 14 villages y prennent part, et \
les VDF en espèrent deux de plus avant la fin de l’année 2018.</p>
<p>Le Haut-Commissariat des Nations Unies aux droits de l’homme a formé 25 membres des VDF à la protection des civils. \
La formation a coûté 12 000 dollars, payés par l’Union européenne.</p>
</article></main><footer>Mentions légales</footer></body></html>
"""
_VISIT = (
    "Une équipe du HCR et des VDF a visité trois villages le 5 mai 2018. Les Veilleurs du Fleuve y ont recensé "
    "230 personnes déplacées.",
    "Selon la Ligue des Piroguiers, les VDF ont accompagné 60 familles vers le Burkina Faso.",
)
# An A4 page, in points.
_A4 = (595, 842)
# What tqdm writes: « parsing:  50%|█████     | 5/10 [00:01<00:01,  4.1document/s] »
_DONE = re.compile(r"\| *(\d+)/(\d+) ")


def write_practice(folder: str | os.PathLike[str]) -> str:
    """Write a small folder to practise on, as real folders are: six documents, and four files that are none.

    Three of the five documents of the package are in it, and three short invented ones: a text
    in an old encoding, a web page and a DOCX. Its name is returned.
    """
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    for seed in _seeds().glob(_SEEDS):
        shutil.copy(seed, home)
    (home / "compte_rendu.txt").write_bytes(_MINUTES.encode("cp1252"))
    (home / "page.html").write_text(_PAGE, encoding="utf-8")
    _write_visit(home / "visite.docx")
    _write_scan(home / "scan.pdf")
    (home / "vide.txt").touch()
    (home / "notes.txt").write_bytes(bytes(range(256)))
    (home / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return os.fspath(folder)


def _seeds() -> Path:
    package = Path(__file__).parents[1]
    return next(folder for folder in (package / "seeds", package.parent / "seeds") if folder.is_dir())


def _write_visit(path: Path) -> None:
    import docx

    visit = docx.Document()
    visit.add_heading("Visite de terrain", 1)
    for paragraph in _VISIT:
        visit.add_paragraph(paragraph)
    visit.save(str(path))


def _write_scan(path: Path) -> None:
    """A PDF of one page without text, as a scanner makes it."""
    import pypdfium2

    scan = pypdfium2.PdfDocument.new()
    scan.new_page(*_A4)
    scan.save(path)
    scan.close()


class Progress(Panel):
    """A bar of how many files are done."""

    def __init__(self) -> None:
        self.bar = widgets.IntProgress(value=0, max=1)
        self.told = widgets.Label("finding the files…")
        super().__init__([widgets.HBox([self.bar, self.told])])

    def __repr__(self) -> str:
        return "Progress(files read one after the other)"

    def tell(self, done: int, total: int) -> None:
        """Show that ``done`` files of ``total`` are read."""
        self.bar.max, self.bar.value = total, done
        self.told.value = f"{done:,} of {total:,} files"


class _Written(io.TextIOBase):
    """What stands for stderr: tqdm's bar moves the widget, everything else is passed on."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._before = progress, sys.stderr

    def write(self, text: str) -> int:
        if found := _DONE.search(text):
            self._progress.tell(int(found[1]), int(found[2]))
        elif text.strip():
            self._before.write(text)
        return len(text)


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Show the progress of ``load_corpus(..., progress=True)`` or ``parse_into`` as a bar in the notebook."""
    progress = Progress()
    display(progress)  # type: ignore[no-untyped-call]  # IPython leaves it without types
    with redirect_stderr(_Written(progress)):
        yield progress


class Candidates(Linked):
    """The candidates of a corpus as bars; a click on one shows every sentence that it stands in.

    Parameters
    ----------
    corpus
        where the candidates are found.
    top
        how many bars, the most frequent first.
    """

    def __init__(self, corpus: Corpus, top: int) -> None:
        figure = draw_candidates(corpus.candidates, corpus.read("documents"), top)
        super().__init__(corpus, figure, self._places)
        self.fill_width()

    def _places(self, name: str) -> pd.DataFrame:
        """Every place of a name, where it opens a sentence too; « front » is no place of « Front »."""
        found = self.corpus.concordance(name).rename(columns={"keyword": "surface"})
        return found[found["surface"].str[:1].str.isupper() == name[:1].isupper()]


def show_candidates(corpus: Corpus, top: int = 15) -> Candidates:
    """Names that no rule read, one click from their sentences (see ``Corpus.candidates``)."""
    return Candidates(corpus, top)
