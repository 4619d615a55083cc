"""Reading → Reading: what people have corrected, done again at every build. Pure.

A correction finds its things by what they are (name, class, words around them), never by a number in a
file that the next build would change; what it no longer finds is said, not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kg.curation_adding import RULE, added
from kg.curation_claims import accept_claim
from kg.curation_draft import Draft, aliases, with_attributes
from kg.curation_entry import FIGURES, OBSERVATIONS, REFUSED, Applied, Curation, Entry, Miss, bare
from kg.curation_links import LINKS
from kg.mapping_draft import Effect, keys
from kg.model import Mention, Reading, Rejected

__all__ = ["curate", "settled"]

_HAS = "wr:hasObservation"
_OF_ALL = frozenset(("class", "year", "aliases"))
_OF_NAMES = frozenset(("scope", "full", "type", "stage"))
_OF_SOME = {"type": ("wr:Programme", "wr:Institution"), "stage": ("wr:Programme",)}


def curate(reading: Reading, curation: Curation) -> tuple[Reading, tuple[Applied, ...]]:
    """The reading with the corrections that concern its document, and what became of each of them.

    Mentions and claims that an entry changed or confirmed bear its ``who`` (``curated_by`` among the
    attributes of a mention, ``curated`` of a claim) and its key (``corrections``). What an entry rejects is
    kept in ``rejected`` with the reason.
    """
    own = curation.for_document(reading.text.source.file).entries
    if not own:
        return reading, ()
    draft = Draft.of(reading)
    outcome = []
    for entry in own:
        hits, miss = (_link if entry.relation in LINKS else _ACTIONS[entry.action])(draft, entry)
        outcome.append(Applied(entry.key, hits, Miss() if hits else miss))
    told = (_undone(draft, entry, one) for entry, one in zip(own, outcome, strict=True))
    return draft.reading(), tuple(told)


def _undone(draft: Draft, entry: Entry, applied: Applied) -> Applied:
    """The same, or not applied where a later entry has put back what this one rejected."""
    if entry.action != "reject" or entry.relation or not applied.hits or entry.type == "wr:Number":
        return applied
    back, _ = draft.found(entry, entry.names[0])
    return applied._replace(hits=0, miss=Miss("a later entry accepts it again", REFUSED)) if back else applied


def settled(outcome: Iterable[Applied], effects: Mapping[str, Effect]) -> tuple[Applied, ...]:
    """What became of each entry now that the ontology has been asked: with the individuals that show it in
    the graph, or not applied where all that came of it was turned down."""
    return tuple(_settled(applied, effects.get(applied.key, Effect())) for applied in outcome)


def _settled(applied: Applied, effect: Effect) -> Applied:
    if applied.hits and effect.refused and not effect.individuals:
        return applied._replace(hits=0, miss=Miss(effect.refused, REFUSED))
    return applied._replace(individuals=tuple(sorted(effect.individuals)))


def _link(draft: Draft, entry: Entry) -> tuple[int, Miss]:
    """What documents say of the ends of a link; the link itself is made, or not, across documents."""
    told = [draft.found(replace(entry, quote="", value=""), name) for name in entry.names]
    return sum(len(found) for found, _ in told), _together(miss for _, miss in told)


def _together(missed: Iterable[Miss]) -> Miss:
    all_ = list(missed)
    return Miss("; ".join(dict.fromkeys(miss.reason for miss in all_)), max(miss.near for miss in all_))


def _accept(draft: Draft, entry: Entry) -> tuple[int, Miss]:
    if entry.relation:
        return accept_claim(draft, entry)
    found, miss = draft.found(entry, entry.names[0])
    if found:
        return _change(draft, found, entry)
    new = added(draft.base, entry, draft.places(entry.quote) if entry.quote else [])
    if isinstance(new, str):
        return 0, miss if miss.reason == new else miss._replace(reason=f"{miss.reason}; {new}")
    if unfit := _unfit(draft, [new], entry):
        return 0, unfit
    new = _signed(_changed(draft, new, entry), entry)
    draft.mentions.append(new)
    draft.rejected = [
        r for r in draft.rejected if r.kind == "claim" or r.end <= new.start or new.end <= r.start
    ]
    return 1, Miss()


def _reject(draft: Draft, entry: Entry) -> tuple[int, Miss]:
    why = f"rejected by {entry.who}: {entry.why}"
    if entry.relation:
        known = draft.claimed(entry)
        draft.claims = [claim for claim in draft.claims if claim not in known]
        figures = {c.object for c in known if c.property == _HAS and draft.belongs(c.object, c.subject)}
        draft.put({m: (with_attributes(m, programme=None),) for m in figures})
        draft.rejected += [Rejected(c.start, c.end, "claim", c.rule, why) for c in known]
        says = " ".join((entry.names[0], entry.relation, entry.names[1]))
        return len(known), Miss(f"nothing says that {says}")
    found, miss = draft.found(entry, entry.names[0])
    if not found:
        return _turn_down(draft, entry, why), miss
    gone = frozenset(found)
    for m in found:
        kind = "number" if m.type in OBSERVATIONS else "name"
        draft.rejected.append(Rejected(m.start, m.end, kind, m.rule, why))
    for claim in draft.claims:
        if claim.subject in gone or claim.object in gone:
            draft.rejected.append(Rejected(claim.start, claim.end, "claim", claim.rule, f"its end was {why}"))
    draft.put(dict.fromkeys(found, ()))
    left = {bare(m.name) for m in draft.mentions if m.type == "wr:Programme"}
    for name in sorted({bare(m.name) for m in found if m.type == "wr:Programme"} - left):
        draft.rename_in_figures("programme", name, None, lambda m: m)
    return len(found), miss


def _turn_down(draft: Draft, entry: Entry, why: str) -> int:
    """Confirm that a candidate was turned down; or turn down a number (class Number) that no rule did."""
    name, chars = entry.names[0], draft.base.text.chars
    around = draft.places(entry.quote) if entry.quote else [(0, len(chars))]
    held = [(a, b) for a, b in draft.places(name) if any(c <= a and b <= d for c, d in around)]
    if entry.type == "wr:Number":
        draft.rejected += [Rejected(*span, "number", RULE, why) for span in held if entry.quote]
        return len(held) if entry.quote else 0
    known = [
        r
        for r in draft.rejected
        if not entry.type and bare(chars[r.start : r.end]) == name
        if any(c < r.end and r.start < d for c, d in around)
    ]
    draft.rejected = [r._replace(rule=RULE, reason=why) if r in known else r for r in draft.rejected]
    return len(known)


def _rename(draft: Draft, entry: Entry) -> tuple[int, Miss]:
    return _call(draft, entry, entry.names[0], lambda m: (_called(m, entry.into[0]),))


def _merge(draft: Draft, entry: Entry) -> tuple[int, Miss]:
    """Every name counts but the one to keep: where only that is left, there is nothing to merge."""
    hits, missed = 0, []
    for name in entry.names:
        if name == entry.into[0]:
            continue
        done, miss = _call(draft, entry, name, lambda m: (_known_as(m, entry.into[0]),))
        hits += done
        missed.append(miss)
    kept, _ = draft.found(entry, entry.into[0])
    if hits:
        draft.put({m: (_signed(m, entry),) for m in kept})
    return hits, _together(missed)


def _split(draft: Draft, entry: Entry) -> tuple[int, Miss]:
    def parts(m: Mention) -> tuple[Mention, ...]:
        return tuple(_part(draft, m, name) for name in entry.into)

    return _call(draft, entry, entry.names[0], parts)


def _set(draft: Draft, entry: Entry) -> tuple[int, Miss]:
    found, miss = draft.found(entry, entry.names[0])
    return _change(draft, found, entry) if found else (0, miss)


_ACTIONS: Mapping[str, Callable[[Draft, Entry], tuple[int, Miss]]] = {
    "accept": _accept, "reject": _reject, "rename": _rename, "merge": _merge, "split": _split, "set": _set,
}  # fmt: skip


def _call(
    draft: Draft, entry: Entry, name: str, new: Callable[[Mention], tuple[Mention, ...]]
) -> tuple[int, Miss]:
    """Give mentions other names, and figures that speak of them too."""
    found, miss = draft.found(entry, name)
    called = entry.into[0] if len(entry.into) == 1 else None  # of a split, the figure does not say which
    draft.put({m: tuple(_signed(each, entry) for each in new(m)) for m in found})
    hits = len(found)
    for type_, key in (("wr:Programme", "programme"), ("wr:TargetGroup", "group")):
        if any(m.type == type_ for m in found) or (not found and key == "group" and not entry.quote):
            spoken = draft.rename_in_figures(key, name, called, lambda m: _by(m, entry))
            hits += len(spoken)
            if called is None:
                why = f"{name} was split by {entry.who}: set '{key}' of the figure to say whose it is"
                draft.rejected += [Rejected(m.start, m.end, "claim", m.rule, why) for m in spoken]
    return hits, miss


def _change(draft: Draft, found: list[Mention], entry: Entry) -> tuple[int, Miss]:
    if unfit := _unfit(draft, found, entry):
        return 0, unfit
    change = {m: _signed(_changed(draft, m, entry), entry) for m in found}
    draft.put({m: (new,) for m, new in change.items()})
    if "programme" in dict(entry.changes):  # it says whose the figure is, and that it is nobody else's
        gone = [c for c in draft.claims if c.property == _HAS and c.object in frozenset(change.values())]
        draft.claims = [claim for claim in draft.claims if claim not in gone]
        why = f"set by {entry.who}: {entry.why}"
        draft.rejected += [Rejected(c.start, c.end, "claim", c.rule, why) for c in gone]
    return len(found), Miss()


def _unfit(draft: Draft, found: Iterable[Mention], entry: Entry) -> Miss | None:
    """Why the changes are none for what was found: such a thing does not have the attribute, cannot be of the
    class, or is said to belong to a programme that is not there."""
    given = dict(entry.changes)
    for m in found:
        type_ = _changed(draft, m, entry).type
        figure = type_ in OBSERVATIONS
        if figure != (m.type in OBSERVATIONS):
            return Miss("a name is no figure and a figure no name: reject the one, accept the other", REFUSED)
        for key in given:
            fits = key in _OF_ALL or (key in _OF_NAMES) != figure
            if not fits or type_ not in _OF_SOME.get(key, (type_,)):
                return Miss(f"{type_.removeprefix('wr:')} has no '{key}' to set", REFUSED)
    programme = given.get("programme")
    if isinstance(programme, str) and programme and not draft.programmes(programme):
        return Miss(f"nothing called {programme} is found as wr:Programme: accept it first", REFUSED)
    return None


def _changed(draft: Draft, m: Mention, entry: Entry) -> Mention:
    given = dict(entry.changes)
    type_ = str(given.pop("class", None) or m.type)
    status = given.get("status")
    if type_ in OBSERVATIONS and isinstance(status, str):
        type_ = FIGURES[status]
    elif type_ in OBSERVATIONS and type_ != m.type:
        given["status"] = "planned" if type_ == "wr:Target" else "achieved"
    elif type_ != m.type:  # the type of a programme is none of an institution
        given.setdefault("type", None)
    if type_ == "wr:Programme" and "year" not in m.attributes:
        given.setdefault("year", draft.year(m))
    return replace(m, type=type_, attributes={**m.attributes, **given})


def _by(m: Mention, entry: Entry) -> Mention:
    before = m.attributes.get("curated_by")
    signed = (*before, entry.who) if isinstance(before, tuple) else (entry.who,)
    return with_attributes(m, curated_by=tuple(dict.fromkeys(signed)))


def _signed(m: Mention, entry: Entry) -> Mention:
    """What the entry is about: the graph shows the correction where it shows this."""
    return with_attributes(_by(m, entry), corrections=(*keys(m), entry.key))


def _called(m: Mention, name: str) -> Mention:
    """The mention by a new name, which is the whole one."""
    return with_attributes(replace(m, name=name), **({"full": None} if m.attributes.get("full") else {}))


def _known_as(m: Mention, name: str) -> Mention:
    others = [*aliases(m), m.name, m.attributes.get("full")]
    kept = tuple(a for a in dict.fromkeys(others) if isinstance(a, str) and a not in ("", name))
    return with_attributes(_called(m, name), aliases=kept)


def _part(draft: Draft, m: Mention, name: str) -> Mention:
    """One of several names that a mention holds, at its own place where it stands there as it is."""
    at = draft.base.text.chars.find(name, m.start, m.end)
    start, end = (at, at + len(name)) if at >= 0 and m.type not in OBSERVATIONS else (m.start, m.end)
    return with_attributes(_called(replace(m, start=start, end=end), name), aliases=())
