"""One page that shows a graph: self-contained, no request, nothing in a document can run.

pyvis assembles the network, its bundled vis-network draws it; the page around it is
``templates/page.html`` with the styles and scripts beside it, put inside at write time.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kg.export.html_data import as_json, page_data
from kg.export.html_facts import Facts, facts_of
from kg.export.html_network import picture_of
from kg.model_given import count_given

if TYPE_CHECKING:
    from kg.model import Graph
    from kg.ontology import Ontology

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = (  # in this order inside one function
    *("words", "data", "state", "filter", "shapes", "labels", "camera", "paint", "canvas", "dom", "facts"),
    *("figures", "chart", "panel", "story", "overview", "years", "legend", "search", "save", "keys", "main"),
)


def write(
    graph: Graph, ontology: Ontology, base: str, out: TextIO, *, title: str = "", language: str = ""
) -> None:
    """Write ``graph`` as a page to ``out`` (opened as UTF-8).

    ``title`` is by default the places and years of the reports; ``language`` is "zh" or "en", by default
    the browser's.
    """
    out.write(page(graph, ontology, base, title=title, language=language))


def page(graph: Graph, ontology: Ontology, base: str, *, title: str = "", language: str = "") -> str:
    """The whole page as text; same graph, same text."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    facts = facts_of(graph)
    data = page_data(facts, picture_of(facts), ontology, base)
    style = _read("style.css")
    scripts = [_vis_network(), _script()]
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    environment = Environment(loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"), autoescape=True)
    return environment.get_template("page.html").render(
        title=title or _title(facts),
        language=language,
        policy=policy,
        style=Markup(style),  # noqa: S704 -- our own files; everything from documents is in ``data``
        scripts=[Markup(script) for script in scripts],  # noqa: S704
        data=Markup(as_json(data)),  # noqa: S704 -- escaped for a script element by as_json
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A graph that a notebook shows as its page, ``height`` pixels high and apart from the notebook."""

    graph: Graph
    ontology: Ontology
    base: str
    height: int

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="graph" style="width:100%;height:{self.height}px;border:0"'
            ' sandbox="allow-scripts allow-downloads"'
            f' srcdoc="{escape(page(self.graph, self.ontology, self.base))}"></iframe>'
        )


def show(graph: Graph, ontology: Ontology | None = None, base: str = "", *, height: int = 640) -> Shown:
    """``graph`` for the last line of a notebook cell; ontology and base are by default the shipped ones.

    UsageError for a height that is no number of pixels.

    >>> shown = kg.show(kg.read_graph("exports"), height=480)
    >>> shown.height
    480
    """
    from kg.ontology import DEFAULT_BASE, load_ontology

    height = count_given("height", height, 1)
    return Shown(graph, ontology or load_ontology(), base or DEFAULT_BASE, height)


def _title(facts: Facts) -> str:
    reports = [entity for entity in facts.entities if entity.type == "wr:Report"]
    places = sorted({text for report in reports for name, text in report.details if name == "wr:place"})
    years = sorted({year for report in reports for _, year in report.presence if year})
    span = [f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])] if years else []
    where = "、".join(places[:3]) + (" 等" if len(places) > 3 else "")
    return " ".join((where, *span)).strip() or "工作报告图谱"


def _vis_network() -> str:
    """The copy of vis-network that pyvis carries (9.1.2, MIT or Apache 2.0)."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "lib"
    return max(folder.glob("vis-9.1.*/vis-network.min.js")).read_text(encoding="utf-8")


def _script() -> str:
    inside = "\n".join(_read(f"js/{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{inside}\n}})();\n'


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
