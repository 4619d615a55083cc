"""Short forms of one document's names: 大巴山干部学院 beside 四川大巴山干部学院."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Mention

_SHORTEST = 5  # characters of a short form
_LEAVES_OUT = 4  # characters that an institution's short form may leave out


def under_full_names(taken: list[Mention], places: frozenset[str]) -> list[Mention]:
    """The mentions, those of a short form renamed to its full name, which keeps it as an alias: a
    programme's short form leaves out a place, an institution's a few characters."""
    full = _full_names({(m.type, m.name) for m in taken}, places)
    if not full:
        return taken
    short_forms: dict[tuple[str, str], list[str]] = {}
    for (kind, short), name in sorted(full.items()):
        short_forms.setdefault((kind, name), []).append(short)
    out = []
    for m in taken:
        name = full.get((m.type, m.name), m.name)
        more = short_forms.get((m.type, name), [])
        own = m.attributes["aliases"]
        aliases = tuple(dict.fromkeys((*(own if isinstance(own, tuple) else ()), *more)))
        out.append(replace(m, name=name, attributes={**m.attributes, "aliases": aliases}) if more else m)
    return out


def _full_names(names: set[tuple[str, str]], places: frozenset[str]) -> dict[tuple[str, str], str]:
    """(class, short form) → the shortest name of that class that it stands for."""
    full: dict[tuple[str, str], str] = {}
    for kind in ("wr:Programme", "wr:Institution"):
        own = {name for k, name in names if k == kind}
        for other in sorted(own, key=lambda n: (len(n), n)):
            for at in range(1, len(other) - _SHORTEST + 1):
                left_out, name = other[:at], other[at:]
                if name not in own or (kind, name) in full:
                    continue
                if left_out in places or (kind == "wr:Institution" and at <= _LEAVES_OUT):
                    full[kind, name] = other
    return full
