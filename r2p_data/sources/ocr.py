"""Reading a page of which there is only a picture, by Debian's tesseract with its French data."""

from __future__ import annotations

import math
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from r2p_data.errors import UnreadableDocument
from r2p_data.sources.extras import import_extra
from r2p_data.sources.glyphs import Box, Run
from r2p_data.sources.limits import Limits

__all__ = ["recognise", "tesseract_version"]

_RESOLUTION = 300 / 72
_MOST_PIXELS = 40_000_000
_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-fra"
# A gap this wide, in letter sizes, ends a run.
_APART = 0.9
_ALIKE = (0.75, 1.33)
_SPECKLE = 30.0


class _Word(NamedTuple):
    text: str
    x0: float
    x1: float
    top: float
    bottom: float


def recognise(page: Any, name: str, limits: Limits, *, placed: bool = False) -> list[Run]:
    """The runs of a page as OCR reads its picture; ``placed`` keeps the place of each character.

    Raises
    ------
    UnreadableDocument
        if tesseract, its French data or the extra ``ocr`` is not installed, or a page takes too long.
    """
    tesseract = import_extra("pytesseract", name, extra="ocr")
    width, height = page.get_size()
    scale = min(_RESOLUTION, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        found = tesseract.image_to_data(
            bitmap.to_pil(), lang="fra", timeout=limits.seconds, output_type=tesseract.Output.DICT
        )
    except tesseract.TesseractNotFoundError as error:
        raise UnreadableDocument(f"{name}: scanned: OCR needs tesseract; {_INSTALL}") from error
    except tesseract.TesseractError as error:
        raise UnreadableDocument(f"{name}: scanned: tesseract cannot read French; {_INSTALL}") from error
    except RuntimeError as error:  # what pytesseract raises when the time is up
        raise UnreadableDocument(f"{name}: timed out: OCR of a page took over {limits.seconds:g} s") from error
    runs = list(_runs(list(_lines(found))))
    place = bitmap.get_posconv(page).to_page
    return [_on_page(run, scale, height, place if placed else None) for run in runs]


def tesseract_version() -> str:
    """What tesseract says of itself and of what it was built with; nothing where it is not installed."""
    try:
        return subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _lines(found: Mapping[str, Sequence[Any]]) -> Iterator[list[_Word]]:
    """Words by lines, in pixels from the top."""
    lines: dict[tuple[int, ...], list[_Word]] = {}
    keys = ("block_num", "par_num", "line_num", "text", "conf", "left", "top", "width", "height")
    for block, part, line, text, sure, left, top, width, height in zip(*(found[key] for key in keys), strict=True):
        words = str(text).strip()
        if words and (float(sure) >= _SPECKLE or any(c.isalnum() for c in words)):
            word = _Word(words, left, left + width, top, top + height)
            lines.setdefault((block, part, line), []).append(word)
    yield from lines.values()


def _runs(lines: Sequence[Sequence[_Word]]) -> Iterator[Run]:
    """Words without a wide gap, all of a line on one baseline; letters of about the usual size have the usual size."""
    sizes = [max(w.bottom for w in line) - min(w.top for w in line) for line in lines]
    usual = median(sizes) if sizes else 0.0
    for line, own in zip(lines, sizes, strict=True):
        size = usual if _ALIKE[0] < own / usual < _ALIKE[1] else own
        base = median(word.bottom for word in line)
        held: list[_Word] = []
        for word in sorted(line, key=lambda word: word.x0):
            if held and word.x0 - held[-1].x1 > _APART * size:
                yield _run(held, base, size)
                held = []
            held.append(word)
        yield _run(held, base, size)


def _run(words: Sequence[_Word], base: float, size: float) -> Run:
    boxes: list[Box | None] = []
    for word in words:
        step = (word.x1 - word.x0) / len(word.text)
        letters = (word.x0 + step * i for i in range(len(word.text)))
        boxes += [None] * bool(boxes) + [(x, word.bottom, x + step, word.top) for x in letters]
    return Run(" ".join(word.text for word in words), words[0].x0, words[-1].x1, base, size, boxes=tuple(boxes))


def _on_page(run: Run, scale: float, height: float, place: Any) -> Run:
    """A run in points from the lower left corner; its letters where they stand on the page, however it is turned."""
    boxes = () if place is None else tuple(None if box is None else _placed(box, place) for box in run.boxes)
    return Run(run.text, run.x0 / scale, run.x1 / scale, height - run.y / scale, run.size / scale, boxes=boxes)


def _placed(box: Box, place: Any) -> Box:
    (x0, y0), (x1, y1) = place(round(box[0]), round(box[1])), place(round(box[2]), round(box[3]))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
