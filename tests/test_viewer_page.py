"""The page in a browser, with the network off: what a person sees, does and can rely on."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from said import Named, report
from viewer_city import SERIES, city
from viewer_graph import HOSTILE, attack, large

import kg
from kg.export.html import page as made_of
from kg.model import Graph
from kg.ontology import DEFAULT_BASE, load_ontology
from kg.store import read_graph

pytestmark = pytest.mark.slow

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[], Graph]], Path]:
    """A page on disk, written once for each graph."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str, graph: Callable[[], Graph]) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(made_of(graph(), load_ontology(), DEFAULT_BASE), encoding="utf-8", newline="\n")
        return path

    return write


@pytest.fixture
def opened(browser: Any, written: Callable[[str, Callable[[], Graph]], Path]) -> Iterator[Open]:
    """Open a page; when the test ends, it must have asked for itself only and said nothing on the console."""
    contexts, requests, said = [], [], []

    def refuse(dialog: Any) -> None:
        said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_page(
        name: str = "city", graph: Callable[[], Graph] = city, fragment: str = "", **options: Any
    ) -> Any:
        context = browser.new_context(
            viewport={"width": 1440, "height": 900}, offline=True, **{"locale": "zh-CN", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", refuse)
        page.goto(written(name, graph).as_uri() + fragment)
        page.wait_for_selector("html[data-ready]", timeout=20_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert len(requests) == len(contexts)
    assert said == []


MEASURED = """(words) => {
    const svg = document.body.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    return words.map(([text, attributes]) => {
        const element = svg.appendChild(document.createElementNS(svg.namespaceURI, "text"));
        Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
        element.textContent = text;
        const ink = Number(attributes["font-size"]), y = Number(attributes.y), x = Number(attributes.x);
        return [x, y - ink * 0.8, x + element.getComputedTextLength(), y + ink * 0.1];
    });
}"""


def shown(page: Any) -> int:
    return int(re.findall(r"\d+", page.inner_text("#status"))[0])


def search(page: Any, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_two_clicks_tell_what_happened_and_where_it_is_said(opened: Open) -> None:
    page = opened()
    page.fill("#search", "双向")
    page.click("#found li")
    assert page.inner_text("#panel h2") == "双向交流锻炼"
    assert page.locator("#panel h3").all_inner_texts()[:2] == ["2025年", "2021年"]
    page.click("#panel .fact .cite >> nth=0")
    quote = page.locator("#panel .fact figure")
    assert quote.locator("mark").all_inner_texts() == ["市委", "双向交流锻炼"]
    assert quote.locator("blockquote").inner_text() == "由市委牵头开展“双向交流锻炼”。"
    assert "2025年星河组织工作综述" in quote.locator("figcaption").inner_text()
    assert "led-by" in quote.locator("figcaption").inner_text()


def test_what_came_in_several_reports_shows_the_years_of_those_reports(opened: Open) -> None:
    def told_of_one_year() -> Graph:
        both = report(2021, Named("青苗")) | report(2025, Named("青苗"))
        edges = (
            e._replace(target="id:year-2021")
            if e.target == "id:year-2025" and e.property != "wr:reportYear"
            else e
            for e in both.edges
        )
        return Graph(both.nodes, frozenset(edges))

    page = opened("told-of-one-year", told_of_one_year)
    assert "青苗\n2021 2025" in page.inner_text("#panel")


def test_search_knows_names_aliases_initials_and_the_text(opened: Open) -> None:
    page = opened()
    for query, name in (
        ("sxjldl", "双向交流锻炼"),
        ("青苗培养", "青苗培养计划"),
        ("ＳＸＪＬ", "双向交流锻炼"),
        ("“青苗", "青苗培养计划"),
    ):
        search(page, query)
        assert page.inner_text("#panel h2") == name
    page.fill("#search", "牵头开展")
    page.click("#found li >> nth=-1")
    assert (
        page.locator("#panel mark").all_inner_texts() == ["牵头开展"] * page.locator("#panel figure").count()
    )


def test_an_indicator_shows_its_series_with_targets_apart(opened: Open) -> None:
    page = opened()
    search(page, SERIES)
    chart = page.locator("#panel .series svg")
    assert chart.locator("circle[fill=none]").count() == 3
    assert chart.locator("circle:not([fill=none])").count() == 3
    assert "2025 2,312名 实际" in (chart.get_attribute("aria-label") or "")
    assert "对应目标 2,000名" in page.inner_text("#panel table")
    page.click("#panel td.open button >> nth=0")
    assert page.locator("#panel tr.said mark").all_inner_texts() == [SERIES, "548名"]


def test_years_can_be_narrowed_by_hand_and_played(opened: Open) -> None:
    page = opened()
    before = shown(page)
    page.focus("#to")
    page.keyboard.press("Home")
    assert page.inner_text("#span") == "2021年"
    assert shown(page) < before
    assert "years=2021-2021" in page.url
    search(page, "人才入企行动")  # of 2025: it can still be found, and is then shown
    assert page.inner_text("#panel h2") == "人才入企行动"
    page.click("#play")
    page.wait_for_function("document.getElementById('span').textContent === '2022年'")
    page.click("#play")


def test_classes_and_documents_switch_off_and_on(opened: Open) -> None:
    page = opened()
    before = shown(page)
    page.click("#legend [data-class=Programme]")
    assert shown(page) == before - 48
    page.click("#legend [data-class=Programme]")
    page.click("#documents summary")
    page.uncheck("#document-list input >> nth=0")
    assert page.inner_text("#legend [data-class=Report] .count") == "1"
    assert shown(page) < before


def test_back_forward_and_a_link_lead_to_the_same_view(opened: Open) -> None:
    page = opened()
    for name in ("青城计划", "攀峰计划"):
        search(page, name)
    page.click("#back")
    page.wait_for_function("document.querySelector('#panel h2').textContent === '青城计划'")
    page.click("#forward")
    page.wait_for_function("document.querySelector('#panel h2').textContent === '攀峰计划'")
    page.click("#panel .actions button >> nth=0")
    again = opened(fragment="#" + page.url.partition("#")[2])
    assert again.inner_text("#panel h2") == "攀峰计划"
    assert shown(again) == shown(page) < 20


def test_a_point_can_be_picked_with_the_mouse_and_let_go(opened: Open) -> None:
    page = opened(reduced_motion="reduce")
    search(page, "攀峰计划")
    page.click("#panel .actions button:has-text('移到中央')")
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").count() == 0
    page.locator("#graph canvas").hover()  # at its centre
    assert page.inner_text("#tip").startswith("攀峰计划")
    page.locator("#graph canvas").click()
    assert page.inner_text("#panel h2") == "攀峰计划"


def test_all_can_be_reached_from_the_keyboard(opened: Open) -> None:
    page = opened()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.dataset.class"))
    assert {"search", "language", "theme", "graph", "from", "to", "play", "fit", "Programme"} <= reached
    page.focus("#graph")
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel h2")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#panel h2") != first


def test_the_page_speaks_english_and_keeps_the_dark(opened: Open) -> None:
    page = opened(locale="en-GB", color_scheme="dark")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert "48" in page.inner_text("button:has-text('Programme')")
    page.click("#language")
    assert page.get_attribute("html", "lang") == "zh"


def test_the_view_is_saved_as_pictures(opened: Open, tmp_path: Path) -> None:
    page = opened(accept_downloads=True)
    for kind in ("png", "svg"):
        page.click("#save summary")
        with page.expect_download() as waiting:
            page.click(f"#save-{kind}")
        waiting.value.save_as(tmp_path / f"view.{kind}")
    assert (tmp_path / "view.png").read_bytes().startswith(b"\x89PNG")
    texts = {element.text for element in ElementTree.parse(tmp_path / "view.svg").iter() if element.text}
    assert {"2021", "双向交流锻炼"} <= texts


def test_an_attack_clicked_through_does_nothing(opened: Open) -> None:
    page = opened("attack", attack, accept_downloads=True)
    tags = "[...new Set([...document.querySelectorAll('*')].map((e) => e.tagName.toLowerCase()))]"
    scripts = page.locator("script").count()
    for text in HOSTILE:
        page.fill("#search", text)
        page.wait_for_timeout(20)
    ids = page.evaluate("JSON.parse(document.getElementById('data').textContent).entities.map((e) => e[0])")
    for name in ids:
        page.evaluate("(name) => { location.hash = 'sel=' + name; }", name)
        page.wait_for_function("(name) => location.hash.endsWith(name)", arg=name)
        page.evaluate(
            "document.querySelectorAll('#panel summary, #panel td.open button').forEach((e) => e.click())"
        )
    page.evaluate(
        "location.hash = 'sel=%3Cscript%3E&years=<img src=x>-2025&off=__proto__,${1}&docs=constructor'"
    )
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("#save-svg")
    ElementTree.parse(waiting.value.path())
    assert page.locator("script").count() == scripts
    assert not {"img", "iframe", "object", "embed", "form", "base"} & set(page.evaluate(tags))
    assert page.evaluate("({}).polluted") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_finds_a_name_for_everything(opened: Open, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(color_scheme=scheme)
    search(page, "星河优才卡")
    page.click("#panel .fact .cite >> nth=0")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    found = axe.Axe().run(page, options=rules).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []


def test_a_large_graph_opens_on_its_most_connected_part(opened: Open) -> None:
    page = opened("large", lambda: large(2000))
    assert re.findall(r"\d+", page.inner_text("#status")) == ["1000", "1000"]
    page.click("#more")
    assert shown(page) == 2000


def test_no_label_of_the_first_view_crosses_another(opened: Open) -> None:
    page = opened(accept_downloads=True)
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("#save-svg")
    drawing = waiting.value.path()
    words = [(e.text, dict(e.attrib)) for e in ElementTree.parse(drawing).iter() if e.tag.endswith("text")]
    boxes = page.evaluate(MEASURED, words)
    pairs = [(a, b) for n, a in enumerate(boxes) for b in boxes[:n]]
    assert len(boxes) > 90
    assert not [1 for a, b in pairs if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_the_page_of_the_seeds_is_small_and_tells_where_it_is_said(opened: Open, tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "kg", "build", str(root / "seeds"), "-o", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    path = tmp_path / "graph.html"
    assert path.stat().st_size < 1_200_000
    page = opened("seeds", lambda: read_graph(tmp_path / "graph.ttl"))
    page.fill("#search", "双向互派")
    page.click("#found li")
    assert page.locator("#panel h3").all_inner_texts()[:2] == ["2025年", "2021年"]
    assert "双向互派" in page.locator("#panel mark").all_inner_texts()


def test_a_programme_shows_the_sentence_of_each_year_of_one_report(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(
        "2026年青岚县政府工作报告\n一、2025年工作回顾\n健全“高效办成一件事”推进机制。新建厂房15座。\n"
        "二、2026年工作安排\n推进“高效办成一件事”扩面提质。\n",
        "utf-8",
    )
    kg.build(tmp_path / "report.txt", tmp_path / "out", html=False)
    page = opened("two-years", lambda: read_graph(tmp_path / "out"))
    page.fill("#search", "高效办成")
    page.click("#found li")
    headings, quotes = (page.locator(f"#panel {what}").all_inner_texts() for what in ("h3", "blockquote"))
    assert [heading.split() for heading in headings[:2]] == [["2026年", "推进"], ["2025年", "健全"]]
    assert quotes == ["推进“高效办成一件事”扩面提质。", "健全“高效办成一件事”推进机制。"]
    page.fill("#search", "新建厂房")
    page.click("#found li")
    assert page.locator("#panel h3 + h3").count() == 0  # no heading has nothing below it
