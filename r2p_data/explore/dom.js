// What the widgets of the explorer share. Elements are made of text nodes alone, so that nothing
// that a document holds is ever read as markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// Draw anew what is inside `element`; the control that had the focus has it again.
function redraw(element, children) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.dataset.key;
  const caret = focused?.selectionStart;
  element.replaceChildren(...children.filter(Boolean));
  const again = key && element.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (again.setSelectionRange && again.type === "search") again.setSelectionRange(caret, caret);
}

// JupyterLab's own keys (a, b, dd …) must not act on a notebook while somebody types here.
function begin(el, name) {
  el.classList.add(name);
  el.dataset.lmSuppressShortcuts = "true";
  el.dataset.jpSuppressContextMenu = "true";
}

function follow(model, names, action) {
  for (const name of names) model.on(`change:${name}`, action);
  action();
}

// The keys up and down go through the buttons of a list.
function walkButtons(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...event.currentTarget.closest("ul, ol").querySelectorAll("button")];
  all[all.indexOf(event.currentTarget) + step]?.focus();
}

const NUMBERS = new Intl.NumberFormat("en");

// Whether the text is on the clipboard, which a page that is not served safely may not write to.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { style: "position:fixed;opacity:0" });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}
