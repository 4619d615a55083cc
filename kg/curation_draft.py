"""A reading while it is corrected, and how a correction finds the things that it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from kg.cleaning import quote as cleaned_quote
from kg.curation_adding import places
from kg.curation_entry import OBSERVATIONS, Entry, Miss, bare
from kg.model import Claim, Mention, Reading, Rejected, Scalar

_BODIES = ("wr:Institution", "wr:Meeting")  # which a graph calls by their place, a report often does not


@dataclass(slots=True)
class Draft:
    """Mentions, claims and rejections so far; mentions that only claims name are kept in ``aside``."""

    base: Reading
    mentions: list[Mention]
    aside: list[Mention]
    claims: list[Claim]
    rejected: list[Rejected]
    _spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading) -> Draft:
        """Nothing changed yet."""
        ends = [end for claim in reading.claims for end in (claim.subject, claim.object)]
        aside = [end for end in dict.fromkeys(ends) if end not in frozenset(reading.mentions)]
        return cls(reading, list(reading.mentions), aside, list(reading.claims), list(reading.rejected))

    @property
    def place(self) -> str:
        """That of the report, "" for none."""
        return self.base.text.source.place or ""

    def year(self, m: Mention) -> int | None:
        """The year that rules would give a programme of that place."""
        dates = self.base.dates
        return dates.name(m.start) if dates is not None else self.base.text.source.year

    def reading(self) -> Reading:
        """What it has become."""
        mentions = sorted(self.mentions, key=lambda m: (m.start, m.end, m.type, m.name))
        rejected = sorted(self.rejected, key=lambda r: (r.start, r.end, r.kind, r.rule))
        return replace(
            self.base, mentions=tuple(mentions), claims=tuple(self.claims), rejected=tuple(rejected)
        )

    def places(self, words: str) -> list[tuple[int, int]]:
        """Where the words stand in the text."""
        if words not in self._spans:
            self._spans[words] = places(self.base.text.chars, _cleaned(words))
        return self._spans[words]

    def claimed(self, entry: Entry) -> list[Claim]:
        """The claims that an entry about a relation means."""
        around = self.places(entry.quote) if entry.quote else None
        return [
            claim
            for claim in self.claims
            if claim.property == entry.relation
            and is_called(claim.subject, entry.names[0], self.place)
            and is_called(claim.object, entry.names[1], self.place)
            and (around is None or any(a < claim.end and claim.start < b for a, b in around))
        ]

    def found(self, entry: Entry, name: str) -> tuple[list[Mention], Miss]:
        """The mentions that an entry means by ``name``; with none of them, why."""
        around = self.places(entry.quote) if entry.quote else []
        known = (m for m in (*self.mentions, *self.aside) if is_a(m, entry.type))
        named = [m for m in known if is_called(m, name, self.place)]
        if entry.quote and not around:
            return [], Miss(f"no document says “{entry.quote}” any more", int(bool(named)))
        if not named:
            kind = f" as {entry.type}" if entry.type else ""
            return [], Miss(f"nothing called {name} is found{kind}", int(bool(around)))
        held = [m for m in named if not around or any(a < m.end and m.start < b for a, b in around)]
        if not held:
            return [], Miss(f"{name} does not stand in “{entry.quote}” any more", 2)
        figures = [m for m in held if not entry.value or _value(m) == Decimal(entry.value)]
        return figures, Miss() if figures else Miss(f"no figure of {name} is {entry.value} any more", 3)

    def programmes(self, name: str) -> list[Mention]:
        """The programmes that a figure may be said to belong to by that name or alias."""
        own = [m for m in self.mentions if m.type == "wr:Programme"]
        return [m for m in own if is_called(m, name, self.place) or name in aliases(m)]

    def belongs(self, figure: Mention, programme: Mention) -> bool:
        """Whether the figure itself says that it is of that programme."""
        said = figure.attributes.get("programme")
        return isinstance(said, str) and bare(said) in {bare(programme.name), *map(bare, aliases(programme))}

    def put(self, change: Mapping[Mention, tuple[Mention, ...]]) -> None:
        """Each of some mentions by others, in claims too (a claim of two stands for each)."""
        self.mentions = [new for old in self.mentions for new in change.get(old, (old,))]
        self.aside = [new for old in self.aside for new in change.get(old, (old,))]
        self.claims = [
            replace(claim, subject=subject, object=target)
            for claim in self.claims
            for subject in change.get(claim.subject, (claim.subject,))
            for target in change.get(claim.object, (claim.object,))
        ]

    def rename_in_figures(
        self, key: str, old: str, new: str | None, sign: Callable[[Mention], Mention]
    ) -> list[Mention]:
        """Change the name by which figures speak of a programme or a group; the figures that did."""
        spoken = [m for m in self.mentions if bare(str(m.attributes.get(key))) == old]
        self.put({m: (sign(with_attributes(m, **{key: new})),) for m in spoken})
        return spoken


def with_attributes(m: Mention, **attributes: Scalar) -> Mention:
    """The mention with other attributes."""
    return replace(m, attributes={**m.attributes, **attributes})


def aliases(m: Mention) -> tuple[str, ...]:
    """Its other names."""
    found = m.attributes.get("aliases")
    return found if isinstance(found, tuple) else ()


def is_called(m: Mention, name: str, place: str) -> bool:
    """Whether that is its name, or its name with the report's place in front (市政府, 巴中市政府)."""
    own, full = bare(m.name), m.attributes.get("full")
    if name == own or (isinstance(full, str) and name == bare(full)):
        return True
    before = name.removesuffix(own)  # 巴中 of 巴中市政府
    return m.type in _BODIES and bool(before) and before != name and before in (place, place[:-1])


def is_a(m: Mention, type_: str) -> bool:
    """Whether it is of that class ("" any, wr:Observation either kind of figure)."""
    return type_ in ("", m.type) or (type_ == "wr:Observation" and m.type in OBSERVATIONS)


def _value(m: Mention) -> Decimal | None:
    try:
        return Decimal(str(m.attributes.get("value")))
    except InvalidOperation:
        return None


_cleaned = lru_cache(maxsize=4096)(cleaned_quote)
