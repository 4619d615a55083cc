"""Relations that people accept: signed where a rule found them, else made from the words that state them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.curation_adding import RULE, added
from kg.curation_draft import Draft
from kg.curation_entry import Entry, Miss
from kg.mapping_evidence import Sentences, Span
from kg.model import Claim, Mention


def accept_claim(draft: Draft, entry: Entry) -> tuple[int, Miss]:
    """Sign the relation, or add it with its evidence: the quote, or else the sentence that has both names."""
    if known := draft.claimed(entry):
        signed = {claim: _signed(claim, entry) for claim in known}
        draft.claims = [signed.get(claim, claim) for claim in draft.claims]
        return len(known), Miss()
    subject, target = entry.names
    anywhere = replace(entry, type="", value="", quote="")
    subjects, _ = draft.found(anywhere, subject)
    targets, _ = draft.found(replace(anywhere, type=entry.type), target)
    near = bool(subjects) + bool(targets)
    if not subjects:
        return 0, Miss(f"nothing called {subject} is found: accept it first, with its class", near)
    if not targets and not entry.type:
        words = "" if draft.places(target) else " and, as 'quote', the words that state it"
        hint = f"to add it, give its 'class' (TargetGroup, say){words}"
        return 0, Miss(f"nothing called {target} is found: {hint}", near)
    ends = _spans(subjects) + draft.places(subject), _spans(targets) + draft.places(target)
    span = _stated(draft, entry, *ends)
    if span is None:
        gone = f"no document says “{entry.quote}” any more"
        apart = f"no sentence has both {subject} and {target}: give as 'quote' the words that state it"
        return 0, Miss(gone if entry.quote else apart, near)
    if not targets:  # a group of people, say, that no rule has named
        new = added(draft.base, replace(anywhere, names=(target,), type=entry.type), [span])
        if isinstance(new, str):
            return 0, Miss(new, near)
        targets = [new]
        draft.aside.append(new)
    ends_here = _nearest(subjects, span), _nearest(targets, span)
    claim = Claim(ends_here[0], entry.relation, ends_here[1], RULE, *span)
    draft.claims.append(_signed(claim, entry))
    return 1, Miss()


def _signed(claim: Claim, entry: Entry) -> Claim:
    return replace(
        claim,
        curated=tuple(dict.fromkeys((*claim.curated, entry.who))),
        corrections=(*claim.corrections, entry.key),
    )


def _stated(draft: Draft, entry: Entry, subjects: Sequence[Span], targets: Sequence[Span]) -> Span | None:
    """Where the relation is stated: at the quote, of several places the one with most of the names; without
    one, in the sentence that has both names nearest to each other. None where that is nowhere."""
    if entry.quote:
        around = draft.places(entry.quote)
        return min(around, key=lambda p: -_held(p, subjects) - _held(p, targets), default=None)
    sentences = Sentences(draft.base.text.chars)
    held: dict[Span, list[Span]] = {}
    for place in subjects:
        held.setdefault(sentences.around(*place), []).append(place)
    pairs = [
        (abs(one[0] - other[0]), sentence)
        for other in targets
        for sentence in (sentences.around(*other),)
        for one in held.get(sentence, ())
    ]
    return min(pairs)[1] if pairs else None


def _held(span: Span, places: Iterable[Span]) -> bool:
    return any(span[0] <= start and end <= span[1] for start, end in places)


def _nearest(mentions: Iterable[Mention], span: Span) -> Mention:
    """The one that stands in the span, or nearest to it."""
    return min(mentions, key=lambda m: (max(span[0] - m.start, m.end - span[1], 0), m.start, m.end))


def _spans(mentions: Iterable[Mention]) -> list[Span]:
    return [(m.start, m.end) for m in mentions]
