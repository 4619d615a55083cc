"""The ontology as a page to read: every class and property in both languages, what the shapes ask of it,
what other vocabularies call it, and examples from a graph. One HTML file, no script, no request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.export.lookup import Lookup, edge_order
from kg.model import Graph
from kg.ontology import Ontology, OntologyClass, OntologyProperty
from kg.ontology_turtle import TurtleFile, read_turtle

_TEMPLATES = Path(__file__).parent / "templates"
_EXAMPLES = 3
_SAME = (
    "skos:exactMatch",
    "skos:closeMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "owl:inverseOf",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A thing of a class (``subject`` alone) or a relation between two, and the sentence that says it."""

    subject: str
    object: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One term: ``facts`` are rows of (what, names of terms or words), ``rules`` what the shapes ask."""

    name: str
    iri: str
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    rules: tuple[str, ...]
    examples: tuple[Example, ...]


def page(ontology: Ontology, graph: Graph | None = None) -> str:
    """The page of ``ontology``, with examples from ``graph``. OntologyError for a file that is not Turtle."""
    from jinja2 import Environment, FileSystemLoader

    shapes, alignment = (read_turtle(ontology.folder / name) for name in ("shapes.ttl", "alignment.ttl"))
    reader = _Reader(ontology, shapes, alignment, graph or Graph())
    environment = Environment(loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"), autoescape=True)
    return environment.get_template("vocabulary.html").render(
        classes=[reader.of_class(known) for known in ontology.classes.values()],
        properties=[reader.of_property(known) for known in ontology.properties.values()],
        lexicon=sorted(ontology.lexicon.values(), key=lambda known: known.name),
        terms=ontology.classes.keys() | ontology.properties.keys(),
        namespace=ontology.prefixes["wr"],
    )


class _Reader:
    def __init__(self, ontology: Ontology, shapes: TurtleFile, alignment: TurtleFile, graph: Graph) -> None:
        self._ontology, self._alignment = ontology, alignment
        self._terms = read_turtle(ontology.folder / "workreport.ttl")
        self._said = Lookup(graph)
        self._related = _relations(graph, self._said)
        self._rules = _rules(shapes)

    def of_class(self, known: OntologyClass) -> Section:
        properties = self._ontology.properties.values()
        below = [c.name for c in self._ontology.classes.values() if known.name in c.parents]
        facts = (
            ("subclass of", known.parents),
            ("superclass of", tuple(below)),
            ("has", tuple(p.name for p in properties if known.name in p.domain)),
            ("is led to by", tuple(p.name for p in properties if known.name in p.range)),
            *((f"{name} only", classes) for name, classes in known.only.items()),
            ("individuals", self._terms.typed(known.name)),
        )
        return self._section(known, facts, tuple(self._things(known.name)))

    def of_property(self, known: OntologyProperty) -> Section:
        facts = (
            ("kind", (known.kind,)),
            ("said of", known.domain),
            ("leads to", known.range),
            ("subproperty of", known.parents),
        )
        return self._section(known, facts, tuple(self._related.get(known.name, ())))

    def _section(
        self,
        known: OntologyClass | OntologyProperty,
        facts: tuple[tuple[str, tuple[str, ...]], ...],
        examples: tuple[Example, ...],
    ) -> Section:
        prefix, _, local = known.name.partition(":")
        named = dict(facts)
        for predicate in _SAME:
            others = self._alignment.names(known.name, predicate)
            if others:
                named[predicate] = others
        return Section(
            known.name,
            self._ontology.prefixes[prefix] + local,
            known.labels,
            known.comments,
            tuple((what, names) for what, names in named.items() if names),
            self._rules.get(known.name, ()),
            examples,
        )

    def _things(self, class_: str) -> Iterator[Example]:
        labels = sorted(label for name in self._said.named(class_) if (label := self._said.labels[name]))
        yield from (Example(label) for label in labels[:_EXAMPLES])


def _relations(graph: Graph, said: Lookup) -> dict[str, list[Example]]:
    """A few relations of each property between things that have a name, with the words that say it."""
    found: dict[str, list[Example]] = {}
    for edge in sorted(graph.edges, key=edge_order):
        examples = found.setdefault(edge.property, [])
        end = said.labels.get(edge.target, "") if isinstance(edge.target, str) else edge.target.value
        if len(examples) < _EXAMPLES and said.labels.get(edge.source) and end:
            evidence = said.first(edge.evidence or edge.source, "wr:evidence")
            examples.append(Example(said.labels[edge.source], end, said.first(evidence, "oa:exact")))
    return found


def _rules(shapes: TurtleFile) -> dict[str, tuple[str, ...]]:
    """What the shapes say, by the class or property that they are about."""
    found: dict[str, list[str]] = {}
    for shape in shapes.subjects:
        about = (*shapes.names(shape, "sh:targetClass"), *shapes.names(shape, "sh:targetSubjectsOf"))
        for message in shapes.literals(shape, "sh:message"):
            if message.language == "en":
                for term in about:
                    found.setdefault(term, []).append(message.value)
    return {term: tuple(dict.fromkeys(messages)) for term, messages in found.items()}
