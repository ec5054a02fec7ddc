"""The explorer, kernel side: what a reader asks, what every part then shows, what is escaped."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import datetime
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

import r2p_data as r2p
from r2p_data.bibliography import write_bibtex, write_csl
from r2p_data.charts import ranking
from r2p_data.charts.gauge import lay_over
from r2p_data.errors import R2PDataError
from r2p_data.explore import Explorer, Query, explore
from r2p_data.explore.facets import NAMES
from r2p_data.explore.pages import name_row
from r2p_data.explore.query import FACETS, ROW_KINDS
from r2p_data.explore.views import ActorsView, AmountsView, PairsView, StripView, YearsView


@pytest.fixture
def explorer(corpus: r2p.Corpus) -> Explorer:
    return explore(corpus)


def view(explorer: Explorer, kind: type[Any]) -> Any:
    return next(part for part in explorer.views if isinstance(part, kind))


def marks(part: Any, trace: int = 0) -> dict[str, Any]:
    return dict(part.chart.figure["data"][trace])


def click(part: Any, place: int, trace: int = 0) -> None:
    """What the page tells when a mark is clicked."""
    part.chart._handle_custom_msg({"click": [trace, place]}, [])


def box(part: Any, places: list[int], trace: int = 0) -> None:
    part.chart._handle_custom_msg({"box": [trace, places]}, [])


def said(part: Any) -> str:
    return str(part._said.value)


def test_opens_on_all_figures_and_says_so(explorer: Explorer) -> None:
    assert repr(explorer) == f"Explorer({explorer.head.said})"
    assert explorer.head.said.startswith(f"{len(explorer.selection)} figures in ")
    assert explorer.query == {"rows": "figures"} and explorer.head.chips == [] and explorer.head.error == ""


def test_every_facet_of_the_query_is_offered(explorer: Explorer) -> None:
    assert {*NAMES} == {*FACETS, "years"}
    assert [facet["name"] for facet in explorer.facets.facets] == list(NAMES)


@pytest.mark.parametrize("rows", ROW_KINDS)
def test_every_kind_of_rows_is_shown_in_every_part(explorer: Explorer, rows: str) -> None:
    explorer.answer({"rows": rows})
    assert explorer.head.error == "" and explorer.failure is None
    assert explorer.query == {"rows": rows}
    assert explorer.page.page["paragraphs"] and explorer.lines.lines
    assert explorer.grid.table.df.columns[-1] == "where" and len(explorer.grid.table.df) > 0


def test_a_filter_changes_all_parts_and_its_chip_takes_it_away(explorer: Explorer) -> None:
    def shown() -> list[str]:
        return [
            explorer.head.said,
            *map(said, explorer.views),
            str(explorer.lines.lines),
            str(len(explorer.grid.table.df)),
            str(explorer.page.page["citations"]),
            str(explorer.facets.facets),
        ]

    before = shown()
    explorer.answer({"toggle": ["units", "EUR"]})
    assert all(old != new for old, new in zip(before, shown(), strict=True))
    assert explorer.query == {"rows": "figures", "units": ["EUR"]}
    facet, value, label, kind = explorer.head.chips[0]
    assert (label, kind) == ("EUR", "unit")
    explorer.answer({"remove": [facet, value]})
    assert shown() == before


def test_clear_all_keeps_the_kind_of_rows(explorer: Explorer) -> None:
    for asked in ({"rows": "mentions"}, {"text": "protection"}, {"years": [2005, 2014]}):
        explorer.answer(asked)
    assert [chip[0] for chip in explorer.head.chips] == ["text", "years"]
    explorer.answer({"clear": True})
    assert explorer.query == {"rows": "mentions"}


@pytest.mark.parametrize("chip", [["years", [2005, 2014]], ["text", "protection"], ["actors", "onu"]])
def test_every_chip_can_be_removed(explorer: Explorer, chip: list[Any]) -> None:
    explorer.query = {"text": "protection", "years": (2005, 2014), "actors": ["onu"]}
    explorer.answer({"remove": chip})
    assert chip[0] not in explorer.query and len(explorer.query) == 3


def test_a_query_goes_through_json_and_back(corpus: r2p.Corpus, explorer: Explorer) -> None:
    explorer.query = {"rows": "mentions", "actor_types": ["state"], "text": "force"}
    again = explore(corpus, query=json.loads(json.dumps(explorer.query)))
    assert again.selection.equals(explorer.selection) and repr(again) == repr(explorer)
    assert explore(corpus, Query(rows="dates")).query == {"rows": "dates"}


def test_a_faulty_query_is_refused_with_its_fault(corpus: r2p.Corpus) -> None:
    with pytest.raises(R2PDataError, match="a query has no 'unit'"):
        explore(corpus, {"unit": "EUR"})


def test_nothing_found_says_how_to_widen(explorer: Explorer) -> None:
    explorer.query = {"rows": "figures", "text": "zzz"}
    assert explorer.head.said.startswith("No figures") and "ithout the filter on words" in explorer.head.hint
    assert explorer.page.page["place"].startswith("Nothing matches") and explorer.lines.note == "Nothing matches."
    assert explorer.selection.empty and explorer.grid.table.df.empty
    for asked in ({"step": 1}, {"walk": 1}, {"printed": True}, {"find": ["actors", "union"]}):
        explorer.answer(asked)
    assert explorer.head.error == ""


def test_a_faulty_search_is_told_and_the_next_one_clears_it(explorer: Explorer) -> None:
    explorer.answer({"text": '"alerte rapide'})
    assert "quotation marks go in pairs" in explorer.head.error and explorer.query == {"rows": "figures"}
    explorer.answer({"text": '"alerte rapide"'})
    assert explorer.head.error == "" and explorer.query["text"] == '"alerte rapide"'


def test_an_error_in_one_view_is_shown_and_the_others_follow(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("r2p_data.charts.strip.fill_strip", lambda *_: 1 / 0)
    before = said(view(explorer, ActorsView))
    explorer.answer({"toggle": ["units", "EUR"]})
    assert "division by zero" in explorer.head.error and isinstance(explorer.failure, ZeroDivisionError)
    assert said(view(explorer, ActorsView)) != before


# ---- charts ----


def test_a_click_on_an_actor_filters_and_a_second_click_lifts_the_filter(explorer: Explorer) -> None:
    actors = view(explorer, ActorsView)
    names = actors.chart.figure["layout"]["yaxis"]["ticktext"]
    click(actors, 1)
    assert explorer.query["actors"] == [marks(actors)["customdata"][1]]
    assert actors.chart.figure["layout"]["yaxis"]["ticktext"] == names, "a chart does not filter itself"
    assert len(set(marks(actors)["marker"]["color"])) == 2
    click(actors, 1)
    assert "actors" not in explorer.query


def test_with_one_actor_chosen_pairs_are_those_with_it(corpus: r2p.Corpus, explorer: Explorer) -> None:
    explorer.query = {"rows": "mentions", "actors": ["union-africaine"]}
    edges = corpus.cooccurrence()
    edges = edges[(edges[["source", "target"]] == "union-africaine").any(axis=1)]
    pairs = view(explorer, PairsView)
    assert marks(pairs)["x"] == edges["weight"].head(12).tolist()
    assert "is named with Union africaine" in said(pairs)


def test_a_click_on_a_pair_keeps_the_paragraphs_that_name_both(corpus: r2p.Corpus, explorer: Explorer) -> None:
    explorer.query = {"rows": "paragraphs"}
    pairs = view(explorer, PairsView)
    both, weight, shown = marks(pairs)["customdata"][0], marks(pairs)["x"][0], marks(pairs)["x"]
    click(pairs, 0)
    assert explorer.query == {"rows": "paragraphs", "actors": both, "every": ["actors"]}
    named = corpus.mentions.groupby("paragraph_id")["actor_id"].agg(set)
    assert weight <= len(explorer.selection)
    assert all({*both} <= named[paragraph] for paragraph in explorer.selection["paragraph_id"])
    assert " and " in explorer.head.said.partition("mentioning")[2]
    assert marks(pairs)["x"] == shown and len(set(marks(pairs)["marker"]["color"])) == 2
    click(pairs, 0)
    assert explorer.query == {"rows": "paragraphs"}


def _opened(explorer: Explorer) -> str:
    assert explorer.page.place is not None
    return name_row(explorer.model.matcher, "paragraphs", explorer.page.place)


def test_a_box_over_years_filters_by_them(explorer: Explorer) -> None:
    years = view(explorer, YearsView)
    bars = marks(years)["x"]
    box(years, [2, 4])
    assert explorer.query["years"] == [bars[2], bars[4]]
    click(years, 0)
    assert explorer.query["years"] == [bars[0], bars[0]]
    click(years, 0)
    assert "years" not in explorer.query


def test_a_click_on_an_amount_opens_its_sentence(corpus: r2p.Corpus, explorer: Explorer) -> None:
    amounts = view(explorer, AmountsView)
    figure_id = marks(amounts)["customdata"][0]
    click(amounts, 0)
    assert explorer.query["chosen"] == figure_id
    marked = [words for words, _, _, kind in _here(explorer)["segments"] if kind == "row"]
    assert "".join(marked) == corpus.figures.set_index("figure_id").loc[figure_id, "surface"]


def _here(explorer: Explorer) -> dict[str, Any]:
    return next(part for part in explorer.page.page["paragraphs"] if part["role"] == "here")


def test_the_strip_holds_every_paragraph_once_and_leads_to_it(explorer: Explorer) -> None:
    strip = view(explorer, StripView)
    assert strip.bins["total"].sum() == explorer.model.matcher.size
    assert strip.bins["matched"].sum() == explorer.model.match.n_paragraphs
    matched = strip.bins["matched"].to_numpy().nonzero()[0]
    click(strip, int(matched[3]))
    assert explorer.page.place == strip.bins["first"].iloc[matched[3]]
    empty = (strip.bins["matched"] == 0).to_numpy().nonzero()[0]
    click(strip, int(empty[0]))
    assert explorer.page.page["place"] == "beside the matches"


def test_a_bin_of_the_strip_tells_its_paragraphs_as_counted_in_their_document(explorer: Explorer) -> None:
    strip, document = view(explorer, StripView), explorer.model.matcher.coding.document
    for told, first, last in zip(marks(strip)["hovertext"], strip.bins["first"], strip.bins["last"], strict=True):
        start, end = (int((document[: at + 1] == document[at]).sum()) for at in (first, last))
        assert told.endswith(f"<br>paragraph {start}" if start == end else f"<br>paragraphs {start}–{end}")


def test_a_bin_of_the_strip_is_as_dark_as_its_share_of_matches(explorer: Explorer) -> None:
    explorer.query = {"rows": "paragraphs", "text": "paix"}
    strip, matching = view(explorer, StripView), explorer.model.match.paragraphs
    held = [matching[first : last + 1] for first, last in zip(strip.bins["first"], strip.bins["last"], strict=True)]
    assert marks(strip)["customdata"] == [int(part.sum()) for part in held]
    assert marks(strip)["marker"]["color"] == [round(float(part.mean()), 3) for part in held]


def test_a_box_on_the_strip_keeps_its_documents(explorer: Explorer) -> None:
    strip = view(explorer, StripView)
    last = len(strip.bins) - 1
    box(strip, [0, last])
    assert explorer.query["documents"] == [strip.bins["doc_ids"].iloc[0][0], strip.bins["doc_ids"].iloc[last][0]]


def test_choosing_a_row_draws_no_chart_anew(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (StripView, ActorsView, PairsView, AmountsView, YearsView):
        monkeypatch.setattr(kind, "_redraw", lambda *_: 1 / 0)
    explorer.answer({"step": 1})
    assert explorer.head.error == "" and "chosen" in explorer.query


@pytest.mark.parametrize("kind", [StripView, ActorsView, PairsView, AmountsView, YearsView])
def test_every_chart_has_a_finding_axis_titles_and_an_alternative(explorer: Explorer, kind: type[Any]) -> None:
    part = view(explorer, kind)
    layout = part.chart.figure["layout"]
    assert len(said(part)) > 20 and layout["xaxis"]["title"]["text"]
    assert part._alternative.value.startswith('<p class="r2p-hidden" role="img">Chart: ')
    assert layout["paper_bgcolor"] == "rgba(0,0,0,0)" and "width" not in layout


@pytest.mark.parametrize("kind", [StripView, ActorsView, PairsView, AmountsView, YearsView])
@pytest.mark.parametrize("query", [{}, {"units": ["EUR"]}, {"text": "zzz"}, {"rows": "mentions", "actors": ["mali"]}])
def test_what_is_drawn_is_a_figure_that_plotly_accepts(
    explorer: Explorer, kind: type[Any], query: dict[str, Any]
) -> None:
    explorer.query = query
    figure = view(explorer, kind).chart.figure
    checked = go.Figure(figure).to_plotly_json()
    assert [len(trace.get("x", ())) for trace in checked["data"]] == [len(trace["x"]) for trace in figure["data"]]
    for trace in figure["data"]:
        assert len({len(trace[key]) for key in ("x", "y", "hovertext", "customdata")}) == 1


def test_a_page_that_opens_later_is_told_the_marks_drawn_since(explorer: Explorer) -> None:
    chart = view(explorer, ActorsView).chart
    explorer.answer({"toggle": ["units", "EUR"]})
    assert lay_over(chart.get_state()["frame"], chart.get_state()["drawn"]) == chart.figure


def test_charts_share_one_copy_of_plotly(explorer: Explorer) -> None:
    assert len({id(part.chart.engine) for part in explorer.views}) == 1
    assert all(len(part.chart._esm) < 10_000 for part in explorer.views)
    assert len(explorer.views[0].chart.engine.source) > 1_000_000


# ---- rows, concordance, page ----


def test_a_row_of_the_table_opens_on_the_page(explorer: Explorer) -> None:
    explorer.grid.table.selected_rows = [5]
    assert explorer.query["chosen"] == explorer.selection["figure_id"].iloc[5]
    assert explorer.page.page["place"] == f"figure 6 of {len(explorer.selection)}"
    explorer.answer({"step": -1})
    assert explorer.grid.table.selected_rows == [4]


def test_steps_stop_at_the_ends(explorer: Explorer) -> None:
    explorer.query = {"rows": "figures", "units": ["EUR"]}
    assert explorer.page.page["first"] and not explorer.page.page["last"]
    for _ in range(9):
        explorer.answer({"step": 1})
    assert explorer.page.page["last"] and explorer.page.page["place"] == "figure 3 of 3"


def test_a_line_of_the_concordance_opens_its_paragraph(explorer: Explorer) -> None:
    explorer.answer({"text": "alerte*"})
    for index, line in enumerate(explorer.lines.found.to_dict("records")):
        explorer.answer({"line": index})
        assert _opened(explorer) == line["paragraph_id"]


def test_hits_are_marked_in_place(explorer: Explorer) -> None:
    explorer.query = {"rows": "paragraphs", "text": "alerte*"}
    hits = [words for words, _, _, kind in _here(explorer)["segments"] if kind == "hit"]
    assert hits and all(words.lower().startswith("alerte") for words in hits)


def test_the_page_holds_the_text_and_as_printed_the_source(corpus: r2p.Corpus, explorer: Explorer) -> None:
    for _ in range(12):
        explorer.answer({"step": 1})
        row = corpus.paragraphs.set_index("paragraph_id").loc[_opened(explorer)]
        assert "".join(segment[0] for segment in _here(explorer)["segments"]) == row["text"]
        explorer.answer({"printed": True})
        printed = "".join(segment[0] for segment in _here(explorer)["segments"])
        assert printed == corpus.source(row["doc_id"])[row["raw_start"] : row["raw_end"]]
        explorer.answer({"printed": False})


def test_walking_reads_the_neighbours(explorer: Explorer) -> None:
    at = explorer.page.place
    explorer.answer({"walk": 1})
    assert explorer.page.place == at + 1
    for _ in range(5):
        explorer.answer({"walk": -1})
    assert explorer.page.place == 0


def test_find_looks_through_all_values_whatever_their_accents(explorer: Explorer) -> None:
    explorer.answer({"find": ["actors", "EUROPEENNE"]})
    actors = next(facet for facet in explorer.facets.facets if facet["name"] == "actors")
    assert actors["values"] and all("européenne" in label for _, label, _ in actors["values"])
    explorer.answer({"find": ["actors", ""]})
    assert len(next(f for f in explorer.facets.facets if f["name"] == "actors")["values"]) > 8


def test_an_action_is_a_button_that_does_something(explorer: Explorer) -> None:
    done: list[str] = []
    explorer.add_action("save", "Save", "write a file", lambda: done.append("saved"))
    assert explorer.head.actions[-1] == ["save", "Save", "write a file"]
    explorer.answer({"action": "save"})
    assert done == ["saved"]


def test_themes_of_a_file_replace_those_of_the_package(corpus: r2p.Corpus, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[theme]]\nid = "t"\nname_fr = "formation"\nname_en = "training"\n'
        '[theme.terms]\n"formation*" = "La formation."\n',
        encoding="utf-8",
    )
    mine = explore(corpus, {"rows": "themes"}, themes=file)
    themes = next(facet for facet in mine.facets.facets if facet["name"] == "themes")
    assert [label for _, label, _ in themes["values"]] == ["formation / training"]


# ---- taking it away ----


def downloads(explorer: Explorer, monkeypatch: pytest.MonkeyPatch, name: str) -> tuple[dict[str, Any], bytes]:
    sent: list[tuple[dict[str, Any], bytes]] = []
    monkeypatch.setattr(explorer.head, "send", lambda content, buffers: sent.append((content, buffers[0])))
    explorer.answer({"action": name})
    assert explorer.head.error == "" and len(sent) == 1
    return sent[0]


@pytest.mark.parametrize("rows", ROW_KINDS)
def test_buttons_save_what_is_selected(explorer: Explorer, monkeypatch: pytest.MonkeyPatch, rows: str) -> None:
    explorer.query = {"rows": rows, "text": "protection", "figure_kinds": ["count", "percent"]}
    content, saved = downloads(explorer, monkeypatch, "csv")
    assert content["type"] == "text/csv" and content["download"].startswith(f"r2p-{rows}-")
    table = pd.read_csv(io.BytesIO(saved))
    assert len(table) == len(explorer.selection) > 0
    assert table["citation"].tolist() == explorer.selection["citation"].tolist()
    _, saved = downloads(explorer, monkeypatch, "parquet")
    again = pd.read_parquet(io.BytesIO(saved))
    assert again.iloc[:, 0].tolist() == explorer.selection.iloc[:, 0].tolist()
    content, saved = downloads(explorer, monkeypatch, "html")
    page = saved.decode()
    assert content["download"].endswith(".html") and page.count("<blockquote>") == len(table)
    assert "protection" in page and "<script" not in page


def test_the_page_carries_what_makes_it_checkable(explorer: Explorer, tmp_path: Path) -> None:
    explorer.query = {"rows": "figures", "units": ["EUR"]}
    page = explorer.export(tmp_path / "euros.html").read_text(encoding="utf-8")
    for wanted in (
        *(escape(citation) for citation in explorer.selection["citation"]),
        *explorer.corpus.documents.set_index("doc_id").loc[explorer.selection["doc_id"], "sha256"],
        escape(explorer.model.summary),
        "EUR",
        version("r2p-data"),
        f"{datetime.now():%Y-%m-%d}",
    ):
        assert wanted in page


@pytest.mark.parametrize("suffix", [".csv", ".CSV", ".parquet", ".html"])
def test_export_writes_by_the_ending_and_leaves_nothing_else(explorer: Explorer, tmp_path: Path, suffix: str) -> None:
    path = explorer.export(tmp_path / f"rows{suffix}")
    assert [path] == [*tmp_path.iterdir()] and path.stat().st_size > 1_000
    assert path.stat().st_mode & 0o044 == 0o044 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_export_refuses_other_endings_and_folders_that_are_not_there(explorer: Explorer, tmp_path: Path) -> None:
    with pytest.raises(R2PDataError, match=r"ends in \.csv, \.parquet, \.html"):
        explorer.export(tmp_path / "rows.xlsx")
    with pytest.raises(R2PDataError, match="cannot be written"):
        explorer.export(tmp_path / "nowhere" / "rows.csv")
    assert not [*tmp_path.iterdir()]


def test_a_failed_export_leaves_the_file_that_was_there(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = explorer.export(tmp_path / "rows.csv")
    before = path.read_bytes()
    for step in ("write_bytes", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, step, lambda *_: (_ for _ in ()).throw(OSError("full")))
            with pytest.raises(R2PDataError, match="full"):
                explorer.export(path)
        assert path.read_bytes() == before and [path] == [*tmp_path.iterdir()]


def test_an_export_of_nothing_is_an_empty_table(explorer: Explorer, tmp_path: Path) -> None:
    explorer.query = {"rows": "figures", "text": "zzz"}
    assert pd.read_csv(explorer.export(tmp_path / "rows.csv")).empty
    assert pd.read_parquet(explorer.export(tmp_path / "rows.parquet")).empty
    assert "No figures" in explorer.export(tmp_path / "rows.html").read_text(encoding="utf-8")


def test_the_open_paragraph_is_cited_in_three_styles(corpus: r2p.Corpus, explorer: Explorer) -> None:
    explorer.query = {"rows": "figures", "units": ["EUR"]}
    row = explorer.selection.iloc[0]
    document = corpus.documents.set_index("doc_id", drop=False).loc[row["doc_id"]]
    wanted = {
        "un": corpus.cite(row),
        "bibtex": write_bibtex(document, corpus.locate(row)),
        "csl": write_csl(document, corpus.locate(row)),
    }
    assert {style: explorer.cite(style) for style in wanted} == wanted
    assert explorer.page.page["citations"] == [
        ["copy citation", wanted["un"]],
        ["BibTeX", wanted["bibtex"]],
        ["CSL-JSON", wanted["csl"]],
    ]


def test_every_paragraph_is_cited_as_the_corpus_does(corpus: r2p.Corpus, explorer: Explorer) -> None:
    for place in range(0, explorer.model.matcher.size, 7):
        explorer.page.show(place)
        row = corpus.paragraphs.set_index("paragraph_id", drop=False).loc[_opened(explorer)]
        assert explorer.cite() == corpus.cite(row)
        assert json.loads(explorer.cite("csl"))[0]["note"] == corpus.locate(row)


def test_there_is_nothing_to_cite_where_nothing_is_open(explorer: Explorer) -> None:
    with pytest.raises(R2PDataError, match="choose one of un, bibtex, csl"):
        explorer.cite("apa")
    explorer.query = {"text": "zzz"}
    with pytest.raises(R2PDataError, match="nothing to cite"):
        explorer.cite()


# ---- nothing of the corpus is markup ----

HOSTILE = """# <script>alert(1)</script> %{y} <b>gras</b><br>

1. Le <img src=x onerror=alert(1)> Conseil de sécurité a réuni 28 <b>pays</b> & 3 États le 12 mars 2014 %{x}<br>.

2. L’Union africaine <script>alert(2)</script> et l’Organisation des Nations Unies ont versé 2 millions d’euros, \
soit 10 % du budget, conformément à la résolution 1325 (2000) =cmd|' /C calc'!A0 $x^2$.
"""
MARKUP = ("<q>", "<script", "<img", "<b>gras", "<b>pays", "<br>gras")


@pytest.fixture
def hostile(tmp_path: Path) -> Explorer:
    (tmp_path / "<q>%{y}.txt").write_text(HOSTILE, encoding="utf-8")
    return explore(r2p.load_corpus(tmp_path))


def test_no_cell_of_a_spreadsheet_is_a_formula(tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("# =1+1\n\n=HYPERLINK(2) Le Mali.\n", encoding="utf-8")
    saved = explore(r2p.load_corpus(tmp_path), {"rows": "paragraphs"}).export(tmp_path / "rows.csv")
    with saved.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any("=HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r")] == []


@pytest.mark.parametrize("rows", ROW_KINDS)
@pytest.mark.parametrize("text", ["", "script", "pays"])
def test_markup_in_a_document_is_never_markup_in_a_view(hostile: Explorer, rows: str, text: str) -> None:
    hostile.query = {"rows": rows}
    # the same columns anew take another way to the table
    hostile.query = {"rows": rows, "text": text}
    assert hostile.head.error == ""
    drawn = [part._said.value + part._alternative.value for part in hostile.views]
    for part in hostile.views:
        for trace in part.chart.figure["data"]:
            drawn += [str(trace.get("hovertext")), str(trace.get("text")), str(trace.get("hovertemplate"))]
        drawn.append(str(part.chart.figure["layout"]))
    drawn += [hostile.grid._said.value, hostile.grid._note.value, str(hostile.grid.table._dt_args["data_json"])]
    assert [(mark, shown[:200]) for mark in MARKUP for shown in drawn if mark in shown] == []


def test_names_of_actors_are_never_markup_in_a_chart() -> None:
    names = {"name_fr": "<b>pays", "name_en": "<script>", "acronym": "<q>", "mentions": 1, "paragraphs": 1, "tied": 0}
    actors = pd.DataFrame([{"actor_id": "a", **names}, {"actor_id": "b", **names}])
    known = actors.set_index("actor_id", drop=False).to_dict("index")
    pairs = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [1], "tied": [0]})
    for drawn in (str(ranking.fill_actors(actors)), str(ranking.fill_pairs(pairs, known))):
        assert "&lt;b&gt;pays" in drawn and [mark for mark in MARKUP if mark in drawn] == []


def test_templates_of_plotly_are_only_ours(hostile: Explorer) -> None:
    templates = {trace["hovertemplate"] for part in hostile.views for trace in part.chart.figure["data"]}
    assert templates == {
        "%{hovertext}<extra></extra>",
        "%{hovertext}<br>%{customdata} matching<extra></extra>",
    }


def test_parts_of_javascript_make_text_and_never_markup() -> None:
    folder = Path(r2p.__file__).parent / "explore"
    scripts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.js")}
    assert scripts
    risky = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
        "XMLHttpRequest",
        "http:",
        "https:",
    )
    assert [(name, word) for name, script in scripts.items() for word in risky if word in script] == []
