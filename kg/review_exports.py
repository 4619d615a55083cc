"""What people have corrected, for others to use: as gold annotations, and as examples for rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kg.annotation import annotation
from kg.curation_adding import RULE
from kg.curation_entry import OBSERVATIONS, bare
from kg.review_reading import Seen, is_curated

_CORRECTED = "rejected by "


def gold(seen: Sequence[Seen]) -> Iterator[str]:
    """An annotation for each document that people have touched, one JSON object a line.

    What nobody has looked at is optional: it counts neither for nor against.
    """
    for each in seen:
        curated = [m for m in each.reading.mentions if is_curated(m)]
        signed = [c for c in each.reading.claims if c.curated]
        if not (curated or signed or any(_is_corrected(r.reason) for r in each.reading.rejected)):
            continue
        data = annotation(each.reading)
        names = {m.name for m in curated if m.type not in OBSERVATIONS}
        for rows in ("programmes", "institutions", "policies", "meetings", "goals"):
            for row in data[rows]:
                if row["name"] not in names:
                    row["optional"] = True
        figures = [m for m in each.reading.mentions if m.type in OBSERVATIONS]
        for row, mention in zip(data["observations"], figures, strict=True):
            if not is_curated(mention):
                row["optional"] = True
        sure = [[c.subject.name, c.property.partition(":")[2], c.object.name] for c in signed]
        stated = data["relations"]
        data["relations"] = [row for row in stated if row in sure]
        data["optional_relations"] = [row for row in stated if row not in sure]
        yield json.dumps(data, ensure_ascii=False)


def examples(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """Sentences for the rules that people confirmed or corrected, in the form of rule files: below the id
    of a rule what it must match and what it must not; below a class what no rule finds yet."""
    found: dict[tuple[str, str], dict[str, dict[str, None]]] = {}

    def note(rule: str, yields: str, key: str, example: str) -> None:
        known = ("id", rule) if rule != RULE else ("yields", yields)
        found.setdefault(known, {}).setdefault(key, {})[example] = None

    for each in seen:
        for mention in each.reading.mentions:
            if is_curated(mention) and mention.type not in OBSERVATIONS:
                sentence = each.sentence(mention.start, mention.end)
                note(mention.rule, mention.type, "matches", f"{sentence} → {bare(mention.name)}")
        for r in each.reading.rejected:
            if _is_corrected(r.reason) and r.kind == "name" and r.rule != RULE:
                note(r.rule, "", "rejects", each.sentence(r.start, r.end))
            elif _is_corrected(r.reason) and r.kind == "number" and r.rule == RULE:
                note(RULE, "rejected:number", "matches", each.clause(r.start, r.end))
    return [
        {key: name, **{kind: list(texts) for kind, texts in sorted(own.items())}}
        for (key, name), own in sorted(found.items())
    ]


def _is_corrected(reason: str) -> bool:
    return reason.startswith(_CORRECTED)
