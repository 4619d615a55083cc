"""Quantities → observations: the figure, what it measures, when, where, and the clause that says so."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from kg.indicators import canonical
from kg.mapping_draft import UNQUOTABLE, Draft, keys, literal_of
from kg.mapping_entities import Entities, curators, year_of
from kg.mapping_evidence import Span
from kg.mapping_names import individual
from kg.model import Literal, Mention, Text

_CHOICES = {
    "kind": ("level", "share", "change"),
    "direction": ("up", "down", None),
    "comparator": (">=", "<=", "~", ">", "<", None),
}


class Observations:
    """The observations of one document, added to its draft as they come."""

    def __init__(self, draft: Draft, entities: Entities, text: Text) -> None:
        self._draft = draft
        self._entities = entities
        self._text = text
        self._known: set[str] = set()
        self._indicators: dict[tuple[str, ...], str] = {}
        self._words = draft.ontology.indicators

    def add(self, mention: Mention, span: Span) -> None:
        """Add the figure, its indicator, group and programme; what is no figure is rejected."""
        draft = self._draft
        evidence = draft.evidence(span)
        value = _decimal(mention.attributes.get("value"))
        problem = _problem(mention)
        if evidence is None or value is None or problem is not None:
            reason = UNQUOTABLE if evidence is None else problem or "its value is no number"
            draft.reject(mention, "number", reason)
            return
        name, given = self._name(mention), mention.attributes
        self._known.add(name)
        unit = given.get("unit") or ""
        year, group = year_of(mention), given.get("group")
        if isinstance(group, str) and group:
            group = self._entities.add_group(group, span, mention.rule, year)
        draft.describe(
            name,
            mention.type,
            f"{mention.name} {value}{unit}",
            (
                ("rdf:type", "wr:Observation"),  # queries without inference find both kinds
                ("wr:value", Literal(value, "xsd:decimal")),
                ("wr:kind", f"wr:{given['kind']}"),
                ("wr:direction", f"wr:{given['direction']}" if given.get("direction") else None),
                ("wr:unit", literal_of(given.get("unit"), "zh")),
                ("wr:modifier", literal_of(given.get("modifier"), "zh")),
                ("wr:basis", literal_of(given.get("basis"), "zh")),
                ("wr:comparator", literal_of(given.get("comparator"))),
                ("wr:rule", literal_of(mention.rule)),
                ("wr:evidence", evidence),
                ("wr:report", draft.report),
                ("wr:indicator", self._indicator(mention)),
                ("wr:place", draft.here),
                ("wr:year", None if year is None else draft.year(year)),
                ("wr:group", group if isinstance(group, str) and group else None),
            ),
        )
        draft.sign(name, curators(mention))
        draft.show(keys(mention), name)

    def add_programme(self, mention: Mention, span: Span) -> None:
        """Add that the figure belongs to the programme its attributes name, where no claim said so."""
        programme = mention.attributes.get("programme")
        if not isinstance(programme, str) or not programme:
            return
        name = self.name_of(mention)
        if name is None:
            return
        found = self._entities.programme(programme)
        if found is None:
            self._draft.reject(mention, "claim", f"its programme “{programme}” was turned down or not found")
        else:
            self._draft.state(found, "wr:hasObservation", name, span, mention.rule, year_of(mention))

    def name_of(self, mention: Mention) -> str | None:
        """The name of the observation that a mention became; None where it was turned down."""
        name = self._name(mention) if mention.start < mention.end else ""
        return name if name in self._known else None

    def _name(self, mention: Mention) -> str:
        start, end = self._text.span(mention.start, mention.end)
        key = self._draft.report, str(start), str(end), mention.name
        planned = ("planned",) if mention.type == "wr:Target" else ()
        return individual("wr:Observation", *key, *planned, *self._draft.beyond(year_of(mention)))

    def _indicator(self, mention: Mention) -> str:
        merged = mention.attributes.get("aliases")  # a person said that these wordings are one
        wordings = (mention.name, *(merged if isinstance(merged, tuple) else ()))
        known = self._indicators.get(wordings)
        if known is None:
            known = self._indicators[wordings] = self._add_indicator(*wordings)
        return known

    def _add_indicator(self, *wordings: str) -> str:
        """Add the indicator of the first wording, which is called by the others, too."""
        draft, label = self._draft, canonical(wordings[0], self._words)
        name = individual("wr:Indicator", label, "")
        draft.node(name, "wr:Indicator", label)
        for wording in wordings:
            if wording != label:
                draft.text(name, "skos:altLabel", wording, "zh")
        draft.edge(name, "wr:mentionedIn", draft.report)
        return name


@lru_cache(maxsize=4096)
def _decimal(value: object) -> str | None:
    """The canonical form of an xsd:decimal (XML Schema 1.1): no exponent, no idle zeros."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    plain = format(number.normalize(), "f")
    return "0" if plain == "-0" else plain


def _problem(mention: Mention) -> str | None:
    for key, known in _CHOICES.items():
        given = mention.attributes.get(key)
        if given not in known:
            return f"its {key} {given!r} is not one of {', '.join(str(choice) for choice in known)}"
    return None if mention.name else "it has no indicator"
