"""Mentions of names → entities: one individual for a name in its scope, however often it is mentioned."""

from __future__ import annotations

from typing import NamedTuple

from kg.mapping_draft import UNQUOTABLE, Draft, keys
from kg.mapping_evidence import Span
from kg.mapping_names import individual
from kg.model import Mention
from kg.ontology import Place

_BODIES = ("wr:Institution", "wr:Meeting")


class _Identity(NamedTuple):
    """What makes two mentions one individual: class, canonical name and scope. ``place`` is shown in
    the graph; a report of no known place is a scope of its own, for its 市委 is nobody else's."""

    type: str
    label: str
    scope: str = ""
    place: Place | None = None

    @property
    def name(self) -> str:
        return individual(self.type, self.label, self.scope)


class Entities:
    """The entities of one document, added to its draft as they come."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._known: set[str] = set()
        self._kinds: set[str] = set()
        self._programmes: dict[str, str] = {}
        self._standing, self._no_levels = draft.ontology.standing_bodies, draft.ontology.no_levels

    def add(self, mention: Mention, span: Span) -> None:
        """Add what the mention names, and say that the report mentions it."""
        draft, year = self._draft, year_of(mention) or self._draft.source.year
        if draft.evidence(span) is None:
            draft.reject(mention, "name", UNQUOTABLE)
            return
        identity = self._identity(mention)
        aliases = mention.attributes.get("aliases")
        names = (mention.name, *(aliases if isinstance(aliases, tuple) else ()))
        name = self._declare(identity, names)
        signed = curators(mention)
        draft.state(name, "wr:mentionedIn", draft.report, span, mention.rule, year, None, signed)
        draft.show(keys(mention), name)
        self._add_kind(mention, name)
        if mention.type == "wr:Programme":
            for other in (identity.label, *names):
                self._programmes.setdefault(other, name)
            if year is not None:
                stage = mention.attributes.get("stage")
                stage = stage if isinstance(stage, str) and stage else None
                draft.state(name, "wr:activeIn", draft.year(year), span, mention.rule, year, stage, signed)

    def add_group(self, label: str, span: Span, rule: str, year: int | None) -> str:
        """Add the target group that a figure counts; its name."""
        name = self._declare(_Identity("wr:TargetGroup", label), ())
        self._draft.state(name, "wr:mentionedIn", self._draft.report, span, rule, year)
        return name

    def name_of(self, mention: Mention) -> str | None:
        """The name of the individual that a mention speaks of; None where none was added for it."""
        name = self._identity(mention).name
        return name if name in self._known else None

    def programme(self, label: str) -> str | None:
        """The programme that the document calls by that name or alias."""
        return self._programmes.get(label)

    def _declare(self, identity: _Identity, names: tuple[str, ...]) -> str:
        draft, name = self._draft, identity.name
        self._known.add(name)
        if identity.type == "wr:Place":
            draft.add_place(draft.place_of(identity.label))
        else:
            draft.node(name, identity.type, identity.label)
        if identity.place is not None:
            draft.edge(name, "wr:place", draft.add_place(identity.place))
        for other in names:
            if other != identity.label:
                draft.text(name, "skos:altLabel", other, "zh")
        return name

    def _identity(self, mention: Mention) -> _Identity:
        draft, type_ = self._draft, mention.type
        if type_ == "wr:Place":
            return _Identity(type_, draft.place_of(mention.name).official)
        full = mention.attributes.get("full")
        label = full if isinstance(full, str) and full else mention.name
        known = draft.ontology.classes.get(type_)
        national = mention.attributes.get("scope") == "national"
        if type_ in _BODIES and not national:
            national = draft.ontology.is_national(label, str(mention.attributes.get("type")))
        if known is None or not known.scoped or national:
            return _Identity(type_, label)
        label = self._full_name(label, type_) or label
        place = self._named_place(label, type_) or draft.place
        if place is None:
            return _Identity(type_, label, draft.report)
        if place.level == "country":
            return _Identity(type_, label)
        return _Identity(type_, label, place.official, place)

    def _full_name(self, label: str, type_: str) -> str | None:
        """The name with its place where it begins with a level: 市委党校 of 巴中 is 巴中市委党校."""
        place = self._draft.place
        if place is None or type_ not in _BODIES:
            return None
        meeting = type_ == "wr:Meeting" and place.level and not label.startswith(self._no_levels)
        if not label.startswith(self._standing) and not meeting:
            return None
        return self._draft.ontology.full_name(label, place.official)

    def _named_place(self, label: str, type_: str) -> Place | None:
        """The place that the name begins with: 四川省委 belongs to 四川省 also where a city names it.

        Short names count for the report's own place and those above it (安康工程 is not of 安康市), official
        ones for bodies everywhere.
        """
        at = self._draft.place
        while at is not None:
            if label.startswith(at.names):
                return at
            at = self._draft.place_of(at.parent) if at.parent else None
        places = self._draft.ontology.places
        for size in range(min(len(label) - 1, 12), 2, -1) if type_ in _BODIES else ():
            found = places.get(label[:size])
            if found is not None and found.official == label[:size]:
                return found
        return None

    def _add_kind(self, mention: Mention, name: str) -> None:
        """The head noun or type, the first that the document gives."""
        kind = mention.attributes.get("type")
        if kind and name not in self._kinds:
            self._kinds.add(name)
            if mention.type == "wr:Programme":
                self._draft.text(name, "wr:programmeType", kind, "zh")
            elif mention.type == "wr:Institution":
                self._draft.text(name, "wr:institutionType", kind)


def year_of(mention: Mention) -> int | None:
    """The year that the text itself gives the mention."""
    year = mention.attributes.get("year")
    return year if isinstance(year, int) else None


def curators(mention: Mention) -> tuple[str, ...]:
    """Who has confirmed or corrected the mention by hand."""
    who = mention.attributes.get("curated_by")
    return who if isinstance(who, tuple) else ()
