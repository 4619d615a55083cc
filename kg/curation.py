"""Reading → Reading: what people have corrected, done again at every build. Pure.

A correction finds its things by what they are (name, class, words around them), never by a number in a
file that the next build would change; what it no longer finds is said, not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.curation_adding import RULE, added
from kg.curation_draft import Draft, with_attributes
from kg.curation_entry import FIGURES, OBSERVATIONS, Applied, Curation, Entry, bare
from kg.curation_links import LINKS
from kg.model import Claim, Mention, Reading, Rejected

__all__ = ["curate"]


def curate(reading: Reading, curation: Curation) -> tuple[Reading, tuple[Applied, ...]]:
    """The reading with the corrections that concern its document, and what became of each of them.

    Mentions and claims that an entry changed or confirmed bear its ``who`` (``curated_by`` among the
    attributes of a mention, ``curated`` of a claim). What an entry rejects is kept in ``rejected`` with
    the reason.
    """
    own = curation.for_document(reading.text.source.file).entries
    if not own:
        return reading, ()
    draft = Draft.of(reading)
    outcome = []
    for entry in own:
        hits, reason = _ACTIONS[entry.action](draft, entry)
        outcome.append(Applied(entry.key, hits, "" if hits else reason))
    return draft.reading(), tuple(outcome)


def _link(draft: Draft, entry: Entry) -> tuple[int, str]:
    """What documents say of the ends of a link; the link itself is made, or not, across documents."""
    told = [draft.found(replace(entry, quote="", value=""), name) for name in entry.names]
    return sum(len(found) for found, _ in told), "; ".join(reason for _, reason in told)


def _accept(draft: Draft, entry: Entry) -> tuple[int, str]:
    if entry.relation in LINKS:
        return _link(draft, entry)
    if entry.relation:
        return _accept_claim(draft, entry)
    found, reason = draft.found(entry, entry.names[0])
    if found:
        return _change(draft, found, entry)
    new = added(draft.base, entry, draft.places(entry.quote) if entry.quote else [])
    if isinstance(new, str):
        return 0, f"{reason}; {new}" if reason != new else reason
    new = _signed(_changed(draft, new, entry), entry)
    draft.mentions.append(new)
    draft.rejected = [
        r for r in draft.rejected if r.kind == "claim" or r.end <= new.start or new.end <= r.start
    ]
    return 1, ""


def _accept_claim(draft: Draft, entry: Entry) -> tuple[int, str]:
    known = draft.claimed(entry)
    if known:
        signed = {
            claim: replace(claim, curated=tuple(dict.fromkeys((*claim.curated, entry.who))))
            for claim in known
        }
        draft.claims = [signed.get(claim, claim) for claim in draft.claims]
        return len(known), ""
    open_ended = replace(entry, type="", value="")
    subjects, reason = draft.found(replace(open_ended, quote=""), entry.names[0])
    targets, missing = draft.found(replace(open_ended, quote=""), entry.names[1])
    if not subjects:
        return 0, reason
    around = draft.places(entry.quote)
    if entry.quote and not around:
        return 0, f"no document says “{entry.quote}” any more"
    if not targets and entry.type:  # a group of people, say, that no rule has named
        new = added(draft.base, replace(open_ended, names=entry.names[1:], type=entry.type), around)
        targets = [] if isinstance(new, str) else [new]
        draft.aside += targets
    if not targets:
        return 0, missing
    pairs = [(s, t) for s in subjects for t in targets]
    subject, target = min(pairs, key=lambda p: (abs(p[0].start - p[1].start), p[0].start, p[1].start))
    start, end = min(subject.start, target.start), max(subject.end, target.end)
    if around:
        start, end = around[0]
    claim = Claim(subject, entry.relation, target, RULE, start, end, (entry.who,))
    draft.claims.append(claim)
    return 1, ""


def _reject(draft: Draft, entry: Entry) -> tuple[int, str]:
    why = f"rejected by {entry.who}: {entry.why}"
    if entry.relation in LINKS:
        return _link(draft, entry)
    if entry.relation:
        known = draft.claimed(entry)
        draft.claims = [claim for claim in draft.claims if claim not in known]
        draft.rejected += [Rejected(c.start, c.end, "claim", c.rule, why) for c in known]
        return len(known), f"nothing says that {' '.join((entry.names[0], entry.relation, entry.names[1]))}"
    found, reason = draft.found(entry, entry.names[0])
    if not found:
        return _turn_down(draft, entry, why), reason
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
    return len(found), reason


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


def _rename(draft: Draft, entry: Entry) -> tuple[int, str]:
    return _call(draft, entry, entry.names[0], lambda m: (_called(m, entry.into[0]),))


def _merge(draft: Draft, entry: Entry) -> tuple[int, str]:
    """Every name counts but the one to keep: where only that is left, there is nothing to merge."""
    hits, reasons = 0, []
    for name in entry.names:
        if name == entry.into[0]:
            continue
        done, reason = _call(draft, entry, name, lambda m: (_known_as(m, entry.into[0]),))
        hits += done
        reasons.append(reason)
    kept, _ = draft.found(entry, entry.into[0])
    if hits:
        draft.put({m: (_signed(m, entry),) for m in kept})
    return hits, "; ".join(dict.fromkeys(reasons))


def _split(draft: Draft, entry: Entry) -> tuple[int, str]:
    def parts(m: Mention) -> tuple[Mention, ...]:
        return tuple(_part(draft, m, name) for name in entry.into)

    return _call(draft, entry, entry.names[0], parts)


def _set(draft: Draft, entry: Entry) -> tuple[int, str]:
    found, reason = draft.found(entry, entry.names[0])
    return _change(draft, found, entry) if found else (0, reason)


_ACTIONS: Mapping[str, Callable[[Draft, Entry], tuple[int, str]]] = {
    "accept": _accept, "reject": _reject, "rename": _rename, "merge": _merge, "split": _split, "set": _set,
}  # fmt: skip


def _call(
    draft: Draft, entry: Entry, name: str, new: Callable[[Mention], tuple[Mention, ...]]
) -> tuple[int, str]:
    """Give mentions other names, and figures that speak of them too."""
    found, reason = draft.found(entry, name)
    called = entry.into[0] if len(entry.into) == 1 else None  # of a split, the figure does not say which
    draft.put({m: tuple(_signed(each, entry) for each in new(m)) for m in found})
    hits = len(found)
    for type_, key in (("wr:Programme", "programme"), ("wr:TargetGroup", "group")):
        if any(m.type == type_ for m in found) or (not found and key == "group" and not entry.quote):
            spoken = draft.rename_in_figures(key, name, called, lambda m: _signed(m, entry))
            hits += len(spoken)
            if called is None:
                why = f"{name} was split by {entry.who}: set '{key}' of the figure to say whose it is"
                draft.rejected += [Rejected(m.start, m.end, "claim", m.rule, why) for m in spoken]
    return hits, reason


def _change(draft: Draft, found: list[Mention], entry: Entry) -> tuple[int, str]:
    draft.put({m: (_signed(_changed(draft, m, entry), entry),) for m in found})
    return len(found), ""


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


def _signed(m: Mention, entry: Entry) -> Mention:
    before = m.attributes.get("curated_by")
    signed = (*before, entry.who) if isinstance(before, tuple) else (entry.who,)
    return with_attributes(m, curated_by=tuple(dict.fromkeys(signed)))


def _called(m: Mention, name: str) -> Mention:
    """The mention by a new name, which is the whole one."""
    return with_attributes(replace(m, name=name), **({"full": None} if m.attributes.get("full") else {}))


def _known_as(m: Mention, name: str) -> Mention:
    aliases, full = m.attributes.get("aliases"), m.attributes.get("full")
    others = [*(aliases if isinstance(aliases, tuple) else ()), m.name, full]
    kept = tuple(a for a in dict.fromkeys(others) if isinstance(a, str) and a not in ("", name))
    return with_attributes(_called(m, name), aliases=kept)


def _part(draft: Draft, m: Mention, name: str) -> Mention:
    """One of several names that a mention holds, at its own place where it stands there as it is."""
    at = draft.base.text.chars.find(name, m.start, m.end)
    start, end = (at, at + len(name)) if at >= 0 and m.type not in OBSERVATIONS else (m.start, m.end)
    return with_attributes(_called(replace(m, start=start, end=end), name), aliases=())
