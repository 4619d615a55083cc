"""Whether a graph surely conforms to the shapes, told in a tenth of the time that pySHACL takes.

The constraints that ``shapes.ttl`` uses are looked at one by one. Whatever is not known here (another
constraint, a name by another prefix, a number of another kind) is left to pySHACL, and so is every graph
that does not conform: it tells what is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from kg.model import Literal
from kg.model_subjects import Term
from kg.ontology import Ontology
from kg.ontology_turtle import TurtleFile, read_turtle
from kg.store import read

Values = Collection[Term]
Check = Callable[[Term, Values], bool]  # of a node and its values (of a node shape: itself)

_VALID: Mapping[str, Callable[[Literal], object]] = {
    "xsd:string": lambda v: not v.datatype and not v.language,
    "rdf:langString": lambda v: v.language,
    "xsd:integer": lambda v: v.datatype == "xsd:integer" and re.fullmatch("[+-]?[0-9]+", v.value),
    "xsd:decimal": lambda v: (
        v.datatype == "xsd:decimal" and re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]+)?", v.value)
    ),
    "xsd:boolean": lambda v: v.datatype == "xsd:boolean" and v.value in ("true", "false"),
}
_NO_CONSTRAINT = ("rdf:type", "sh:message", "sh:path", "sh:targetClass", "sh:targetSubjectsOf")
_OWN = ("sh", "shape")  # prefixes that no graph of ours has


def surely_conforms(path: Path, ontology: Ontology) -> bool:
    """Whether the graph in the file ``path`` conforms to the shapes beside ``ontology``; False where that is
    not certain.

    Raises OntologyError for shapes that are no Turtle, QueryError for a file that is no RDF.
    """
    shapes = read_turtle(ontology.folder / "shapes.ttl")
    if not all(_means_the_same(name, shapes, ontology) for name in _names(shapes)):
        return False
    data = _Data(path, ontology)
    try:
        return all(_holds(shape, shapes, data) for shape in shapes.subjects if _is_shape(shape, shapes))
    except _UnsureError:
        return False


class _UnsureError(Exception):
    """The shapes ask for something that is not known here."""


class _Data:
    """The graph together with the terms of the ontology: subject → property → values."""

    def __init__(self, path: Path, ontology: Ontology) -> None:
        self._said: defaultdict[str, defaultdict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
        self._classes: dict[str, frozenset[str]] = {}
        graph, _ = read(path, ontology)
        for node in graph.nodes:
            self._said[node.iri]["rdf:type"].add(node.type)
            if node.label:
                self._said[node.iri]["rdfs:label"].add(Literal(node.label, language="zh"))
        for edge in graph.edges:
            self._said[edge.source][edge.property].add(edge.target)
        for subject, said in read_turtle(ontology.folder / "workreport.ttl").subjects.items():
            for property_, values in said.items():
                self._said[subject][property_].update(values)
        self._having: defaultdict[str, list[str]] = defaultdict(list)
        self._being: defaultdict[str, list[str]] = defaultdict(list)
        for subject, own in self._said.items():
            for property_ in own:
                self._having[property_].append(subject)
            for class_ in self.classes(subject):
                self._being[class_].append(subject)

    def values(self, subject: Term, properties: Iterable[str]) -> set[Term]:
        """What any of the properties leads to."""
        said = self._said.get(subject) if isinstance(subject, str) else None
        return {value for property_ in properties for value in said.get(property_, ())} if said else set()

    def classes(self, node: str) -> frozenset[str]:
        """The classes of an individual and all classes above them."""
        known = self._classes.get(node)
        if known is None:
            found = self.values(node, ["rdf:type"])
            while more := {c for one in found for c in self.values(one, ["rdfs:subClassOf"])} - found:
                found |= more
            known = self._classes[node] = frozenset(c for c in found if isinstance(c, str))
        return known

    def targets(self, shape: str, shapes: TurtleFile) -> Iterator[str]:
        """The nodes that the shape is about."""
        for class_ in shapes.names(shape, "sh:targetClass"):
            yield from self._being.get(class_, ())
        for property_ in shapes.names(shape, "sh:targetSubjectsOf"):
            yield from self._having.get(property_, ())


def _is_shape(subject: str, shapes: TurtleFile) -> bool:
    """Whether the subject is a shape by itself and no list or alternative within one."""
    own = shapes.subjects[subject].keys()
    return not subject.startswith("_:") or not own.isdisjoint(_NO_CONSTRAINT)


def _names(shapes: TurtleFile) -> Iterator[str]:
    for subject, said in shapes.subjects.items():
        yield subject
        for property_, values in said.items():
            yield property_
            yield from (value if isinstance(value, str) else value.datatype for value in values)


def _means_the_same(name: str, shapes: TurtleFile, ontology: Ontology) -> bool:
    """Whether the name is the one that the graph, once read, has for the same thing."""
    prefix = name.partition(":")[0]
    return prefix in ("", "_", *_OWN) or ontology.prefixes.get(prefix, "") == shapes.prefixes.get(prefix)


def _holds(shape: str, shapes: TurtleFile, data: _Data) -> bool:
    checks = list(_checks(shape, shapes, data))
    match shapes.names(shape, "rdf:type"), shapes.names(shape, "sh:path"):
        case ("sh:NodeShape",), ():
            return all(check(node, [node]) for node in data.targets(shape, shapes) for check in checks)
        case ("sh:PropertyShape",), (path,):
            properties = _properties(path, shapes)
            found = ((node, data.values(node, properties)) for node in data.targets(shape, shapes))
            return all(check(node, values) for node, values in found for check in checks)
    raise _UnsureError


def _properties(path: str, shapes: TurtleFile) -> list[str]:
    """The properties of a path: one, or any of several."""
    if not path.startswith("_:"):
        return [path]
    if shapes.subjects[path].keys() != {"sh:alternativePath"}:
        raise _UnsureError
    members = _members(shapes.names(path, "sh:alternativePath")[0], shapes)
    return [member for member in members if isinstance(member, str)]


def _members(head: str, shapes: TurtleFile) -> list[Term]:
    """The members of a list, names and literals."""
    found: list[Term] = []
    while head != "rdf:nil":
        found += shapes.objects(head, "rdf:first")
        head = shapes.names(head, "rdf:rest")[0]
    return found


def _checks(shape: str, shapes: TurtleFile, data: _Data) -> Iterator[Check]:
    """One for each constraint of the shape."""
    for constraint, arguments in shapes.subjects[shape].items():
        if constraint not in _NO_CONSTRAINT:
            for argument in arguments:
                yield _check(constraint, argument, shapes, data)


def _check(constraint: str, argument: Term, shapes: TurtleFile, data: _Data) -> Check:
    if isinstance(argument, str):
        match constraint:
            case "sh:class":
                return _each(lambda v: isinstance(v, str) and argument in data.classes(v))
            case "sh:datatype" if argument in _VALID:
                return _each(lambda v: isinstance(v, Literal) and bool(_VALID[argument](v)))
            case "sh:nodeKind" if argument == "sh:IRI":
                return _each(lambda v: isinstance(v, str) and not v.startswith("_:"))
            case "sh:nodeKind" if argument == "sh:IRIOrLiteral":
                return _each(lambda v: isinstance(v, Literal) or not v.startswith("_:"))
            case "sh:in":
                allowed = _members(argument, shapes)
                return _each(lambda v: v in allowed)
            case "sh:languageIn":
                languages = {m.value for m in _members(argument, shapes) if isinstance(m, Literal)}
                return _each(lambda v: isinstance(v, Literal) and v.language in languages)
            case "sh:lessThan":
                return lambda node, values: all(
                    _is_less(v, w) for v in values for w in data.values(node, [argument])
                )
            case "sh:or":
                shapes_ = [m for m in _members(argument, shapes) if isinstance(m, str)]
                ways = [list(_checks(member, shapes, data)) for member in shapes_]
                return _each(lambda v: any(all(check(v, [v]) for check in way) for way in ways))
            case "sh:hasValue":
                return lambda _, values: argument in values
        raise _UnsureError
    number = int(argument.value) if argument.value.isdecimal() else None
    match constraint:
        case "sh:minCount" if number is not None:
            return lambda _, values: len(values) >= number
        case "sh:maxCount" if number is not None:
            return lambda _, values: len(values) <= number
        case "sh:minLength" if number is not None:
            return _each(lambda v: isinstance(v, Literal) and len(v.value) >= number)
        case "sh:minInclusive" if number is not None:
            return _each(lambda v: not _is_less(v, argument) and _is_number(v))
        case "sh:maxInclusive" if number is not None:
            return _each(lambda v: not _is_less(argument, v) and _is_number(v))
        case "sh:pattern":
            pattern = re.compile(argument.value)
            return _each(lambda v: isinstance(v, Literal) and pattern.search(v.value) is not None)
    raise _UnsureError


def _each(holds: Callable[[Term], bool]) -> Check:
    return lambda _, values: all(map(holds, values))


def _is_number(value: Term) -> bool:
    return isinstance(value, Literal) and any(_VALID[kind](value) for kind in ("xsd:integer", "xsd:decimal"))


def _is_less(one: Term, other: Term) -> bool:
    if isinstance(one, str) or isinstance(other, str) or not (_is_number(one) and _is_number(other)):
        return False
    return Decimal(one.value) < Decimal(other.value)
