"""Click words to mark them: a small annotator whose state is a value."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from r2p_data.lessons.checking import current_language
from r2p_data.lessons.saying import Said
from r2p_data.lessons.sentences import mark_phrases, read_sentences

_HELP = Said(
    "Click a word to mark it, click again to unmark it. Keyboard: Tab to a sentence, ← → to a word, Space to mark.",
    "Cliquez sur un mot pour le marquer, de nouveau pour l’effacer. "
    "Clavier : Tab pour la phrase, ← → pour le mot, Espace pour marquer.",
)
_SCRIPT = """
function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "r2p-annotator";
  const help = document.createElement("p");
  help.textContent = model.get("help");
  const said = document.createElement("p");
  said.className = "r2p-said";
  said.setAttribute("role", "status");
  const list = document.createElement("ol");
  root.append(help, list, said);
  const marked = () => new Set(model.get("marks").map(pair => pair.join(":")));
  const buttons = new Map();
  const toggle = key => {
    const now = marked();
    if (now.has(key)) now.delete(key); else now.add(key);
    const pairs = [...now].map(k => k.split(":").map(Number));
    pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    model.set("marks", pairs);
    model.save_changes();
  };
  model.get("sentences").forEach((pieces, i) => {
    const item = document.createElement("li");
    item.setAttribute("role", "group");
    const row = [];
    let word = 0;
    pieces.forEach(([text, isWord]) => {
      if (!isWord) { item.append(document.createTextNode(text)); return; }
      word += 1;
      const button = document.createElement("button");
      const key = `${i + 1}:${word}`;
      button.type = "button";
      button.textContent = text;
      button.tabIndex = word === 1 ? 0 : -1;
      button.dataset.key = key;
      button.addEventListener("click", () => toggle(key));
      button.addEventListener("keydown", event => {
        const at = row.indexOf(button);
        const places = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: row.length - 1 };
        event.stopPropagation();
        if (!(event.key in places)) return;
        event.preventDefault();
        const next = row[places[event.key]];
        if (next) { row.forEach(b => { b.tabIndex = -1; }); next.tabIndex = 0; next.focus(); }
      });
      buttons.set(key, button);
      row.push(button);
      item.append(button);
    });
    list.append(item);
  });
  const show = () => {
    const now = marked();
    buttons.forEach((button, key) => button.setAttribute("aria-pressed", String(now.has(key))));
    said.textContent = model.get("counted").replace("{n}", now.size);
  };
  model.on("change:marks", show);
  show();
  el.append(root);
  return () => model.off("change:marks", show);
}
export default { render };
"""
_STYLE = """
.r2p-annotator { max-width: 56em; color: var(--jp-content-font-color1, inherit); }
.r2p-annotator ol { line-height: 2.1; padding-left: 2em; }
.r2p-annotator button { font: inherit; color: inherit; background: none; border: 1px solid transparent;
  border-radius: 3px; padding: 0 .1em; margin: 0; cursor: pointer; }
.r2p-annotator button:hover { border-color: #7f7f7f; }
.r2p-annotator button:focus-visible { outline: 2px solid #0072B2; outline-offset: 1px; }
.r2p-annotator button[aria-pressed="true"] { background: #ffe08a; color: #1a1a1a; border-color: #b8860b;
  text-decoration: underline; }
"""
_COUNTED = Said("Words marked: {n}", "Mots marqués : {n}")
_latest: list[Annotator] = []


class Annotator(anywidget.AnyWidget):
    """Ten sentences to annotate; ``marks`` are the words chosen, as pairs of sentence and word from 1."""

    _esm = _SCRIPT
    _css = _STYLE
    sentences: Any = traitlets.List().tag(sync=True)
    marks: Any = traitlets.List().tag(sync=True)
    help = traitlets.Unicode().tag(sync=True)
    counted = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        language = current_language()
        super().__init__(
            sentences=[_pieces(sentence.text, sentence.words) for sentence in read_sentences()],
            help=_HELP.to(language),
            counted=_COUNTED.to(language),
        )
        _latest[:] = [self]

    def __repr__(self) -> str:
        return f"Annotator({len(self.sentences)} sentences, {len(self.marks)} words marked)"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle: Any = super()._repr_mimebundle_(**options)
        data: dict[str, Any] = bundle[0] if isinstance(bundle, tuple) else bundle or {}
        return {**data, "text/plain": repr(self)}

    def fill(self, name: str = "example") -> None:
        """Mark what an annotation that is shipped with the lesson marks: « example » or « partner »."""
        self.marks = [
            [i, j]
            for i, sentence in enumerate(read_sentences(), 1)
            for j, mark in enumerate(mark_phrases(sentence.text, sentence.phrases[name]), 1)
            if mark
        ]


def latest_marks() -> list[list[int]]:
    """What is marked in the annotator that was opened last; nothing if there is none."""
    return [list(pair) for pair in _latest[0].marks] if _latest else []


def _pieces(text: str, words: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """A sentence as words and what stands between them.

    >>> _pieces("l’ONU", ((0, 1), (2, 5)))
    [('l', True), ('’', False), ('ONU', True)]
    """
    pieces, at = [], 0
    for start, end in words:
        pieces += [(text[at:start], False)] if start > at else []
        pieces.append((text[start:end], True))
        at = end
    return [*pieces, (text[at:], False)] if at < len(text) else pieces
