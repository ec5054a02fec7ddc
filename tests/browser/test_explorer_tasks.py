"""Ten tasks of a researcher in the explorer, by mouse and keyboard alone.

Each answer is checked against the tables, and each task may take so many clicks (and keys that
type no letter) and no more. One notebook serves all tasks.
"""

from __future__ import annotations

import json
import re
from ast import literal_eval
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from r2p_data import Corpus
from r2p_data.folding import fold
from tests.browser.researcher import COUNT, Researcher

NOTEBOOK = "notebooks/05_explorer.ipynb"
LAPTOP: ViewportSize = {"width": 1440, "height": 900}
Screenshot = Callable[[Page, str], Path]


@pytest.fixture(scope="module")
def opened(
    chromium: Browser,
    lab_url: str,
    open_local: Callable[..., AbstractContextManager[Page]],
    run_all: Callable[..., None],
) -> Iterator[Researcher]:
    with open_local(chromium, lab_url, LAPTOP) as page:
        page.set_default_timeout(10_000)
        page.add_init_script(COUNT)
        run_all(page, NOTEBOOK)
        researcher = Researcher(page)
        expect(researcher.explorer.locator(".js-plotly-plot")).to_have_count(5)
        yield researcher


@pytest.fixture(params=["light"])
def researcher(opened: Researcher, request: pytest.FixtureRequest) -> Researcher:
    """The explorer as it opens, in the theme that the test asks for."""
    turn(opened.page, request.param)
    opened.begin()
    return opened


both_themes = pytest.mark.parametrize("researcher", ["light", "dark"], indirect=True)


def turn(page: Page, theme: str) -> None:
    """Choose a theme of JupyterLab in its menu."""
    if page.evaluate("document.body.dataset.jpThemeLight") == json.dumps(theme == "light"):
        return
    page.get_by_role("menubar").get_by_text("Settings", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Theme").first.hover()
    page.locator(".lm-Menu-item", has_text=re.compile(rf"^JupyterLab {theme.capitalize()}\s*$")).click()
    page.wait_for_selector(f'body[data-jp-theme-light="{json.dumps(theme == "light")}"]', state="attached")


@pytest.fixture
def keep(researcher: Researcher, screenshot: Screenshot, request: pytest.FixtureRequest) -> Callable[[], None]:
    """Keep a picture of the page, named after the test."""

    def take() -> None:
        researcher.page.mouse.move(1, 1)
        name = re.sub(r"\W+", "_", request.node.name.removeprefix("test_")).strip("_")
        screenshot(researcher.page, f"task_{name}")

    return take


@pytest.fixture(scope="session")
def texts(corpus: Corpus) -> pd.Series:
    return corpus.paragraphs.set_index("paragraph_id")["text"]


def one(documents: pd.DataFrame, genre: str, title: str = "") -> str:
    """The identifier of the one document of a genre whose title holds some words."""
    titled = documents["title"].fillna("").str.contains(title)
    (found,) = documents.loc[(documents["genre"] == genre) & titled, "doc_id"]
    return str(found)


@both_themes
def test_1_amounts_in_euros(
    researcher: Researcher, corpus: Corpus, texts: pd.Series, keep: Callable[[], None], tmp_path: Path
) -> None:
    euros = corpus.figures[corpus.figures["unit"] == "EUR"]
    researcher.choose("Unit", "EUR")
    expect(researcher.said).to_contain_text(f"{len(euros)} figures in {euros['paragraph_id'].nunique()} of")
    for at, (_, row) in enumerate(euros.iterrows(), start=1):
        expect(researcher.place).to_have_text(f"figure {at} of {len(euros)}")
        expect(researcher.row).to_have_text(row["surface"])
        expect(researcher.paragraph).to_contain_text(texts[row["paragraph_id"]])
        if at < len(euros):
            researcher.press("next match")
    keep()
    with researcher.page.expect_download() as coming:
        researcher.press("CSV")
    coming.value.save_as(tmp_path / "euros.csv")
    taken = pd.read_csv(tmp_path / "euros.csv")
    assert taken["surface"].tolist() == euros["surface"].tolist()
    assert taken["citation"].tolist() == [corpus.cite(row) for _, row in euros.iterrows()]
    assert researcher.clicks <= 5


def test_2_states_named_with_force_in_the_article(
    researcher: Researcher, corpus: Corpus, texts: pd.Series, keep: Callable[[], None]
) -> None:
    article = one(corpus.documents, "press_article")
    states = corpus.actors[corpus.actors["type"] == "state"].set_index("actor_id")["name_fr"]
    mentions = corpus.mentions[corpus.mentions["doc_id"] == article]
    named = mentions[mentions["actor_id"].isin(states.index)]
    beside = [bool(re.search(r"\bforce\b", fold(texts[place]))) for place in named["paragraph_id"]]
    researcher.search("force")
    researcher.choose("Document", article[:8])
    researcher.list("mentions")
    researcher.choose("Type of actor", "state")
    expect(researcher.rows).to_have_count(sum(beside))
    researcher.expect_column("actor", named[beside]["actor_id"].map(states).tolist())
    expect(researcher.row).to_have_text(named[beside].iloc[0]["surface"])
    assert researcher.clicks <= 6
    keep()


def test_3_technology_and_monusco_in_the_working_group_report(
    researcher: Researcher, corpus: Corpus, texts: pd.Series, keep: Callable[[], None]
) -> None:
    report = one(corpus.documents, "report", "Groupe de travail")
    mentions = corpus.mentions[corpus.mentions["doc_id"] == report]
    named = set(mentions.loc[mentions["actor_id"] == "monusco", "paragraph_id"])
    on_technology = {place for place in named if re.search(r"\b(technolog|drone|aeronef|satellit)", fold(texts[place]))}
    researcher.list("paragraphs")
    researcher.choose("Document", "Rapport sur les activités")
    researcher.find("Actor", "monusco")
    researcher.choose("Actor", "Mission de l’Organisation des Nations Unies pour la stabilisation en République")
    researcher.find("Theme", "techno")
    researcher.choose("Theme", "technologie")
    expect(researcher.said).to_contain_text(f"{len(on_technology)} of ")
    expect(researcher.rows).to_have_count(len(on_technology))
    body = corpus.paragraphs[corpus.paragraphs["paragraph_id"].isin(on_technology)]
    researcher.expect_column("where", [corpus.cite(row) for _, row in body.iterrows()])
    for at, text in enumerate(body["text"], start=1):
        expect(researcher.place).to_have_text(f"paragraph {at} of {len(body)}")
        expect(researcher.paragraph).to_contain_text(text)
        if at < len(body):
            researcher.press("next match")
    assert researcher.clicks <= 7
    keep()


def test_4_who_is_named_with_the_african_union(
    researcher: Researcher, corpus: Corpus, keep: Callable[[], None]
) -> None:
    pairs = corpus.cooccurrence()
    pairs = pairs[(pairs[["source", "target"]] == "union-africaine").any(axis=1)]
    others = pairs["source"].where(pairs["source"] != "union-africaine", pairs["target"])
    names = corpus.actors.set_index("actor_id")["name_fr"]
    best = set(others[pairs["weight"] == pairs["weight"].max()].map(names))
    researcher.list("paragraphs")
    researcher.choose("Actor", "Union africaine")
    view = researcher.view("is named with Union africaine")
    expect(view.locator("h3")).to_contain_text(f"{pairs['weight'].max()} paragraphs")
    view.scroll_into_view_if_needed()
    bars = view.locator(".ytick text").all_text_contents()[: len(best)]
    assert set(bars) == best
    assert researcher.clicks <= 2
    keep()


def test_5_the_resolution_cited_most_and_where(
    researcher: Researcher, corpus: Corpus, keep: Callable[[], None]
) -> None:
    cited = corpus.references[corpus.references["symbol"].str.contains("/RES/")]
    symbol = str(cited["symbol"].value_counts().index[0])
    places = cited[cited["symbol"] == symbol]
    researcher.list("references")
    researcher.facet("Document cited").locator("summary").click()
    first = researcher.facet("Document cited").locator("[aria-label*='/RES/']").first
    expect(first).to_have_attribute("aria-label", f"{symbol}, {places['paragraph_id'].nunique()}")
    first.click()
    expect(researcher.said).to_contain_text(f"{len(places)} references in")
    researcher.expect_column("where", [corpus.cite(row) for _, row in places.iterrows()])
    researcher.expect_column("words", places["surface"].tolist())
    assert researcher.clicks <= 3
    keep()


@both_themes
def test_6_ten_of_sixteen_as_printed(researcher: Researcher, corpus: Corpus, keep: Callable[[], None]) -> None:
    (ratio,) = corpus.figures.query("value == 10 and value2 == 16").to_dict("records")
    paragraph = corpus.paragraphs.set_index("paragraph_id").loc[ratio["paragraph_id"]]
    source = corpus.source(ratio["doc_id"])
    researcher.choose("Kind of figure", "ratio")
    expect(researcher.row).to_have_text(ratio["surface"])
    expect(researcher.paragraph).to_contain_text(paragraph["text"])
    researcher.read.get_by_label("as printed").click()
    expect(researcher.row).to_have_text(source[ratio["raw_start"] : ratio["raw_end"]])
    assert researcher.paragraph.inner_text() == source[paragraph["raw_start"] : paragraph["raw_end"]]
    assert researcher.clicks <= 2
    keep()
    researcher.read.get_by_label("as printed").click()


def test_7_a_phrase_without_accents_and_elision(
    researcher: Researcher, texts: pd.Series, corpus: Corpus, keep: Callable[[], None]
) -> None:
    body = corpus.paragraphs.query("kind != 'furniture'")["text"]
    holding = body[[bool(re.search(r"\betat\b", fold(text))) for text in body]]
    researcher.search("l'etat")
    researcher.list("paragraphs")
    expect(researcher.said).to_contain_text(f"{len(holding)} of {len(body)} paragraphs")
    expect(researcher.place).to_have_text(f"paragraph 1 of {len(holding)}")
    hits = researcher.paragraph.locator(".r2p-is-hit").all_inner_texts()
    assert hits and {fold(hit) for hit in hits} == {"etat"}
    assert any("é" in hit.lower() for hit in hits)
    assert researcher.clicks <= 3
    keep()


def test_8_a_range_of_years_on_the_timeline(researcher: Researcher, corpus: Corpus, keep: Callable[[], None]) -> None:
    body = set(corpus.paragraphs.query("kind != 'furniture'")["paragraph_id"])
    dates = corpus.dates[corpus.dates["paragraph_id"].isin(body)]
    first = dates["date_from"].fillna(dates["date_to"]).dt.year
    last = dates["date_to"].fillna(dates["date_from"]).dt.year
    within = dates[(first <= 2015) & (last >= 2013)]
    researcher.list("dates")
    researcher.drag_years(2013, 2015)
    expect(researcher.said).to_contain_text(f"{len(within)} dates in {within['paragraph_id'].nunique()} of")
    expect(researcher.chips).to_have_text(re.compile("2013–2015"))
    researcher.expect_column("words", within["surface"].tolist())
    assert researcher.clicks <= 2
    keep()


def test_10_an_empty_result_widened_by_its_hint(
    researcher: Researcher, corpus: Corpus, keep: Callable[[], None]
) -> None:
    researcher.choose("Kind of figure", "money")
    researcher.search("drones")
    expect(researcher.said).to_contain_text("No figures")
    hint = researcher.hint.inner_text()
    (wider,) = re.findall(r"you would see (\d+) figure", hint)
    expect(researcher.read).to_contain_text("nothing to read")
    keep()
    named = "drones" if "text" in hint else "money"
    researcher.explorer.get_by_role("button", name=re.compile(f"remove the filter .*{named}")).click()
    expect(researcher.said).to_contain_text(f"{wider} figures")
    assert researcher.clicks <= 4


# The last, because it leaves a second explorer in the notebook.
def test_9_a_view_shared_as_a_query(researcher: Researcher, keep: Callable[[], None]) -> None:
    page = researcher.page
    researcher.choose("Theme", "prévention")
    researcher.search("alerte")
    expect(researcher.said).to_contain_text("alerte")
    said = researcher.said.inner_text()
    asked = page.locator(".jp-CodeCell", has=page.get_by_text("explorer.query", exact=True)).first
    asked.click()
    page.keyboard.press("Shift+Enter")
    expect(asked.locator(".jp-OutputArea-output")).to_contain_text("prevention")
    query = literal_eval(asked.locator(".jp-OutputArea-output pre").inner_text())
    assert query["text"] == "alerte"
    asked.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(f"explore(corpus, query={query})")
    page.keyboard.press("Shift+Enter")
    again = page.locator(".r2p-explorer").nth(1)
    expect(again.locator(".r2p-said")).to_have_text(said)
    expect(again.locator(".js-plotly-plot")).to_have_count(5)
    again.evaluate("element => element.scrollIntoView()")
    keep()
