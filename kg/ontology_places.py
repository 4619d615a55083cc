"""Administrative places, read from ``places.ttl``: which city lies in which province."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.ontology_turtle import TurtleFile

LEVELS = ("country", "province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` is the short name (巴中), ``official`` the full one (巴中市), ``level`` one of ``LEVELS``
    ("" where unknown), ``parent`` the official name one level up, ``names`` all names, short to long."""

    name: str
    official: str
    level: str = ""
    parent: str | None = None
    names: tuple[str, ...] = ()


def places_of(file: TurtleFile) -> dict[str, Place]:
    """Every place of ``places.ttl`` under each of its names.

    A name that two places share belongs to the one of the higher level (吉林 is the province, the
    city is 吉林市); an official name always to its own place. Raises OntologyError for a place without
    label or level, or within one that the file does not have.
    """
    places: list[Place] = []
    known = dict.fromkeys(file.typed("wr:Place"))
    for subject in known:
        labels = [literal.value for literal in file.literals(subject, "rdfs:label")]
        levels = [literal.value for literal in file.literals(subject, "wr:placeLevel")]
        if len(labels) != 1 or len(levels) != 1 or levels[0] not in LEVELS:
            raise file.error(subject, f"needs one rdfs:label and one wr:placeLevel of {', '.join(LEVELS)}")
        parents = file.references(subject, "wr:within", known, "place")
        above = [literal.value for parent in parents for literal in file.literals(parent, "rdfs:label")]
        if len(above) > 1:
            raise file.error(subject, "needs at most one wr:within")
        names = {labels[0], *(literal.value for literal in file.literals(subject, "skos:altLabel"))}
        ordered = tuple(sorted(names, key=lambda name: (len(name), name)))
        places.append(Place(ordered[0], labels[0], levels[0], above[0] if above else None, ordered))
    found: dict[str, Place] = {}
    for place in sorted(places, key=lambda place: (LEVELS.index(place.level), place.official)):
        for name in place.names:
            found.setdefault(name, place)
    found.update({place.official: place for place in places})
    return found


def full_name(name: str, place: str | None, places: Mapping[str, Place]) -> str | None:
    """The name of a body with its place, where the name begins with the place's level and leaves
    the place out: 市委党校 of 巴中 is 巴中市委党校, 省委 of 巴中 is 四川省委, 州委 of 凉山 is 凉山州委.

    The caller knows that ``name`` begins with a level (市场 does not). A place that ``places`` does not have
    is taken to end in its level (通江县). None where the place, or those
    above it, do not end in what the name begins with.
    """
    at: str | None = place
    while at is not None:
        here = places.get(at) or Place(at[:-1], at, names=(at,))
        for known in here.names:
            level = known.removeprefix(here.name)  # 市, 州, 壮族自治区; 巴中 itself does not end in one
            for size in range(min(len(level), len(name) - 1), 0, -1):
                if level.endswith(name[:size]):
                    return known[:-size] + name
        at = here.parent
    return None
