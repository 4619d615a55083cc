"""A reading as one JSON object, in the form in which people annotate for ``kg evaluate``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kg.model import Mention, Reading

_LISTS = {
    "wr:Programme": "programmes",
    "wr:Institution": "institutions",
    "wr:Policy": "policies",
    "wr:Meeting": "meetings",
    "wr:Goal": "goals",
}
_RELATIONS = ("wr:targets", "wr:implementedBy", "wr:partOf", "wr:pursues", "wr:concerns")


def annotation(reading: Reading) -> dict[str, Any]:
    """The document's annotation: each entity once with all its aliases, observations and relations in
    the order of the text."""
    source = reading.text.source
    out: dict[str, Any] = {
        "document": source.file or source.id,
        "title": source.title,
        "place": source.place,
        "year": source.year,
    }
    entities: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in _LISTS.values()}
    for mention in reading.mentions:
        if kind := _LISTS.get(mention.type):
            _add_entity(entities[kind], mention, kind)
    out |= {kind: list(found.values()) for kind, found in entities.items()}
    out["observations"] = [
        _observation(reading, m) for m in reading.mentions if m.type in ("wr:Outcome", "wr:Target")
    ]
    relations = [
        [c.subject.name, c.property.partition(":")[2], c.object.name]
        for c in reading.claims
        if c.property in _RELATIONS
    ]
    out["relations"] = [list(r) for r in dict.fromkeys(map(tuple, relations))]
    return out


def _add_entity(found: dict[str, dict[str, Any]], mention: Mention, kind: str) -> None:
    entry = found.setdefault(mention.name, {"name": mention.name})
    if kind in ("programmes", "institutions"):
        entry.setdefault("type", mention.attributes.get("type"))
    own = mention.attributes.get("aliases")
    aliases = entry.get("aliases", []) + [
        a for a in (own if isinstance(own, tuple) else ()) if a != mention.name
    ]
    if kind == "programmes" or aliases:
        entry["aliases"] = list(dict.fromkeys(aliases))


def _observation(reading: Reading, m: Mention) -> dict[str, Any]:
    a = m.attributes
    value = Decimal(str(a["value"]))
    keys = ("unit", "modifier", "kind", "direction", "basis", "status", "year", "group", "programme")
    start, end = a["clause_start"], a["clause_end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    return {
        "indicator": m.name,
        "value": int(value) if value == value.to_integral_value() else float(value),
        **{key: a.get(key) for key in keys},
        "evidence": reading.text.chars[start:end],
    }
