"""How soon the page is ready beside pyvis's own: ``python -m benchmarks.viewer [SIZE…] [--patience 60]``.

Both pages show the same graph in headless Chromium with the network off. *Ready*: positions are drawn
and a first filter has answered; for pyvis (physics, in_line): its layout has stabilised and the network
redrawn without one class, or patience (seconds) ran out. Times are seconds, medians of three for our
page; the last columns say how many times sooner we are.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as Late
from pyvis.network import Network

from kg.export.html import page as page_of
from kg.export.html_facts import facts_of
from kg.export.html_network import picture_of
from kg.model import Graph
from kg.ontology import DEFAULT_BASE, load_ontology

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from chromium import ARGUMENTS, CHROMIUM
from viewer_graph import large

FILTER = """(at) => new Promise((done) => {
    const began = performance.now(), slider = document.getElementById("to");
    slider.value = at;
    slider.dispatchEvent(new Event("input"));
    requestAnimationFrame(() => requestAnimationFrame(() => done((performance.now() - began) / 1000)));
})"""
PYVIS_FILTER = """() => new Promise((done) => {
    const began = performance.now(), ids = nodes.getIds();
    nodes.update(ids.slice(0, ids.length / 2).map((id) => ({ id, hidden: true })));
    requestAnimationFrame(() => requestAnimationFrame(() => done((performance.now() - began) / 1000)));
})"""
STABLE = "() => new Promise((done) => network.once('stabilizationIterationsDone', () => done(true)))"


def plain(graph: Graph) -> str:
    """The same points and lines as pyvis itself shows them: no positions, physics on."""
    picture = picture_of(facts_of(graph))
    network = Network(directed=True, cdn_resources="in_line")
    for node in picture.nodes:
        network.add_node(node["id"], label=node["label"], group=node["group"])
    for edge in picture.edges:
        network.add_edge(edge["from"], edge["to"])
    return str(network.generate_html())


def ours(browser: Browser, path: Path) -> tuple[float, float]:
    """Seconds until our page is ready, and of a change of years."""
    page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
    began = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.evaluate(FILTER, 12)
    ready = time.perf_counter() - began
    if page.is_visible("#all"):
        page.click("#all")
    changes = [float(page.evaluate(FILTER, at)) for at in (6, 14, 3)]
    page.context.close()
    return ready, statistics.median(changes)


def theirs(browser: Browser, path: Path, patience: float) -> tuple[float, float | None]:
    """The same of pyvis's page; without a second number where patience ran out."""
    page: Any = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(patience * 1000)
    began = time.perf_counter()
    change = None
    try:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("() => window.network")
        page.wait_for_function(STABLE, timeout=patience * 1000)
        change = float(page.evaluate(PYVIS_FILTER))
    except Late:
        pass
    ready = time.perf_counter() - began
    page.context.close()
    return ready, change


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[500, 2000, 10_000])
    parser.add_argument("--patience", type=float, default=60)
    options = parser.parse_args()
    print("seconds until written, ready, and shown again after a change of years\n")
    print("| points | MB | written | ready | years changed | pyvis ready | times sooner |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        for size in options.sizes:
            graph, own, other = large(size), Path(folder) / "own.html", Path(folder) / "pyvis.html"
            began = time.perf_counter()
            own.write_text(page_of(graph, load_ontology(), DEFAULT_BASE), encoding="utf-8")
            written = time.perf_counter() - began
            other.write_text(plain(graph), encoding="utf-8")
            runs = [ours(browser, own) for _ in range(3)]
            ready, change = (statistics.median(run[i] for run in runs) for i in (0, 1))
            waited, _ = theirs(browser, other, options.patience)
            least = "" if waited < options.patience else ">"
            print(
                f"| {size:,} | {own.stat().st_size / 1e6:.2f} | {written:.2f} | {ready:.2f} | {change:.3f}"
                f" | {least}{waited:.1f} | {least}{waited / ready:.0f} |"
            )
        browser.close()


if __name__ == "__main__":
    main()
