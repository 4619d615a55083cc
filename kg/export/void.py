"""A description of the dataset: VoID (W3C Interest Group Note) and DCAT 2 (W3C), in Turtle.

How many triples, things of each class and uses of each property there are; the reports behind them with
their digests; years, places, vocabulary, licence and version. No date of the day: the same graph gives
the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO

from kg import __version__
from kg.export import turtle
from kg.model import Graph
from kg.ontology import Ontology
from kg.store_records import records

NAMESPACES = {"void": "http://rdfs.org/ns/void#", "dcat": "http://www.w3.org/ns/dcat#"}
LICENCE = "https://spdx.org/licenses/MIT"
_DATASET = "id:dataset"
_AT_ONCE = 1024  # records counted together
_PROPERTY = re.compile(r"\t(\S+) ")
_CLASS = re.compile(r"\ta (\S+)")
_KEPT = ("dcterms:title ", "wr:file ", "wr:sha256 ")
_LINKED = {"wr:place ": "dcterms:spatial ", "wr:reportYear ": "dcterms:temporal "}
_TOLD = (*_KEPT, *_LINKED)


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write the description of ``graph``, whose individuals are under ``base``."""
    description = Description()
    for _ in description.of(records(graph)):
        pass
    description.write(ontology.namespaces(base), out)


class Description:
    """Counts a graph while its records stream by (see ``kg.store_records``), then describes it."""

    def __init__(self, individuals: int = 0, **counted: Mapping[str, Any]) -> None:
        self._individuals = individuals
        self._classes: Counter[str] = Counter(counted.get("classes"))
        self._properties: Counter[str] = Counter(counted.get("properties"))
        self._reports: dict[str, list[str]] = dict(counted.get("reports", {}))  # name → what is told of it

    def counted(self) -> dict[str, Any]:
        """All that has been counted, as data: ``Description(**counted)`` is the same one."""
        parts = {"classes": self._classes, "properties": self._properties, "reports": self._reports}
        return {"individuals": self._individuals, **parts}

    def changed(self, gone: Description, come: Description) -> Description:
        """That of the graph after some of its records have given way to others."""
        reports = {name: said for name, said in self._reports.items() if name not in gone._reports}
        return Description(
            self._individuals - gone._individuals + come._individuals,
            classes=self._classes + come._classes - gone._classes,
            properties=self._properties + come._properties - gone._properties,
            reports={**reports, **come._reports},
        )

    @property
    def triples(self) -> int:
        """How many triples have gone by."""
        return self._properties.total()

    @property
    def classes(self) -> dict[str, int]:
        """How many individuals of each class have gone by, by name."""
        return dict(sorted(self._classes.items()))

    @property
    def properties(self) -> dict[str, int]:
        """How many triples of each property have gone by, by name; rdf:type is ``a``."""
        return dict(sorted(self._properties.items()))

    def of(self, lines: Iterable[str]) -> Iterator[str]:
        """The same records, counted."""
        coming = iter(lines)
        while some := list(islice(coming, _AT_ONCE)):
            self.count(some)
            yield from some

    def count(self, some: Sequence[str]) -> None:
        """Count records."""
        text = "".join(some)
        self._individuals += len(some)
        self._properties.update(_PROPERTY.findall(text))
        self._classes.update(_CLASS.findall(text))
        if "\ta wr:Report\t" in text:
            for line in some:
                if "\ta wr:Report\t" in line:
                    name, *pairs = line.rstrip("\t\n").split("\t")
                    self._reports[name] = [pair for pair in pairs if pair.startswith(_TOLD)]

    def write(self, namespaces: Mapping[str, str], out: BinaryIO) -> None:
        """Write the description; ``namespaces`` are those of the graph (``Ontology.namespaces(base)``)."""
        counts = {"rdf:type" if name == "a" else name: count for name, count in self._properties.items()}
        classes, properties = _parts("class", self._classes), _parts("property", counts)
        told = [pair for said in self._reports.values() for pair in said]
        linked = {
            verb + pair.removeprefix(property_)
            for property_, verb in _LINKED.items()
            for pair in told
            if pair.startswith(property_)
        }
        own = {
            "a dcat:Dataset",
            "a void:Dataset",
            'dcterms:title "工作报告知识图谱"@zh',
            'dcterms:title "Knowledge graph of work reports"@en',
            'dcterms:language "zh"',
            f"dcterms:license {LICENCE}",
            f'owl:versionInfo "{__version__}"',
            "void:feature http://www.w3.org/ns/formats/Turtle",
            f"void:vocabulary {namespaces['wr']}",
            f'void:uriSpace "{namespaces["id"]}"',
            f"void:triples {sum(self._properties.values())}",
            f"void:entities {self._individuals}",
            f"void:classes {len(classes)}",
            f"void:properties {len(properties)}",
            *(f"void:classPartition {name}" for name in classes),
            *(f"void:propertyPartition {name}" for name in properties),
            *(f"dcterms:source {name}" for name in self._reports),
            *linked,
        }
        lines = ["\t".join((_DATASET, *sorted(own))) + "\n"]
        for name, said in self._reports.items():
            kept = (pair for pair in said if pair.startswith(_KEPT))
            lines.append("\t".join((name, "a wr:Report", *kept)) + "\n")
        lines += [*classes.values(), *properties.values()]
        turtle.write_records(sorted(lines), {**namespaces, **NAMESPACES}, out)


def _parts(kind: str, counts: Mapping[str, int]) -> dict[str, str]:
    """A partition of the dataset for each class or property, with how much it holds: name → record."""
    counted = "void:entities" if kind == "class" else "void:triples"
    found = {}
    for name, count in counts.items():
        part = f"{_DATASET}-{kind}-{name.replace(':', '-')}"
        found[part] = f"{part}\ta void:Dataset\tvoid:{kind} {name}\t{counted} {count}\n"
    return found
