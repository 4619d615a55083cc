"""Facts and picture → the JSON that a page reads: lists rather than objects, trailing blanks left off."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.export.html_facts import Facts, Source
from kg.export.html_network import Picture, opens_with
from kg.ontology import Ontology

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def page_data(facts: Facts, picture: Picture, ontology: Ontology, base: str) -> dict[str, Any]:
    """What the scripts of the page call ``data``; the keys are explained in ``templates/js/data.js``."""
    terms: dict[str, int] = {}
    classes = list(dict.fromkeys(entity.type for entity in facts.entities))
    number = {name: i for i, name in enumerate(classes)}

    def term(name: str) -> int:
        return terms.setdefault(name, len(terms))

    def source(s: Source) -> list[Any]:
        return _trimmed(
            [s.report, s.year, s.quote, term(s.rule), term(s.inferred), s.score, s.note, s.people]
        )

    return {
        "base": base,
        "first": opens_with(len(facts.entities)),
        "hidden": [number[name] for name in picture.hidden],
        "classes": [[name, *_labels(ontology.classes, name)] for name in classes],
        "entities": [
            [
                e.iri.removeprefix("id:"),
                number[e.type],
                e.label,
                list(e.aliases),
                [[term(property_), text] for property_, text in e.details],
                sorted(e.presence),
                _initials((e.label, *e.aliases)),
            ]
            for e in facts.entities
        ],
        "ranks": picture.ranks,
        "slots": picture.slots,
        "network": {
            "nodes": picture.nodes,
            "edges": [{**edge, "property": term(edge["property"])} for edge in picture.edges],
            "options": picture.options,
        },
        "relations": [[r.subject, term(r.property), r.object, source(r.source)] for r in facts.relations],
        "figures": [
            [
                f.iri.removeprefix("id:"),
                f.indicator,
                int(f.planned),
                f.group,
                f.programmes,
                dict(f.words),
                source(f.source),
            ]
            for f in facts.figures
        ],
        "links": [[a, term(property_), b, note] for a, property_, b, note in facts.links],
        "quotes": [[q.report, q.start, q.end, q.text] for q in facts.quotes],
        "terms": [[name, *_labels(ontology.properties, name)] for name in terms],  # last: all are met by now
    }


def as_json(data: Mapping[str, Any]) -> str:
    """JSON that can stand inside a script element: nothing in it can end the element or a line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _labels(known: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The labels in Chinese and English of a class or property; none of what the ontology lacks."""
    labels = known[name].labels if name in known else {}
    return (labels["zh"], labels["en"]) if "zh" in labels and "en" in labels else ()


def _trimmed(values: list[Any]) -> list[Any]:
    while values and values[-1] == "":
        values.pop()
    return values


def _initials(names: Iterable[str]) -> str:
    """The first letters of the pinyin of each name, as people type them: 双向互派 → sxhp."""
    from pypinyin import Style, lazy_pinyin

    found = ("".join(lazy_pinyin(name, style=Style.FIRST_LETTER)) for name in names)
    return " ".join(dict.fromkeys(word.lower() for word in found))
