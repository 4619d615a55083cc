"""The component that turns numbers into observations."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Mention, Rejected
from kg.nlp.dates import Dates
from kg.nlp.draft import Draft, add_spans, draft_of
from kg.nlp.groups import Groups
from kg.nlp.horizon import horizons
from kg.nlp.layout import Sentence
from kg.nlp.manner import is_government, is_late, is_named_for, is_plan, is_review
from kg.nlp.numbers import Quantity
from kg.nlp.observations import Observed, observe
from kg.nlp.quantities import QuantityFinder
from kg.nlp.timing import Clock, states
from kg.nlp.tone import Tone
from kg.nlp.words import Words
from kg.rules import PlainRules, PlainWords, Rule

_RULE = {
    "number": "quantity-in-sentence",
    "fan": "doubling",
    "half": "half",
    "fraction": "fraction",
    "ratio": "ratio",
}


class Quantities:
    """Finds quantities outside names, and says of each what it counts, when and whether it is planned."""

    def __init__(self, finder: QuantityFinder, words: Words, tone: Tone) -> None:
        self.finder, self.words, self.tone = finder, words, tone
        self.groups = Groups(words)

    def __call__(self, doc: Doc) -> Doc:
        draft = draft_of(doc)
        names = sorted(draft.mentions, key=lambda m: (m.start, m.end))
        taken, rejected = self.finder.find(draft.text, [(m.start, m.end) for m in names], draft.damaged)
        draft.rejected += rejected
        draft.dates = dates = self._dates(draft)
        observations: list[Mention] = []
        at = 0
        firsts = [q.first for q in taken]
        before: Sentence | None = None
        for sentence in draft.laid_out.sentences:
            at = bisect_left(firsts, sentence.start, at)
            until = bisect_left(firsts, sentence.end, at)
            if at < until:
                found = taken[at:until]
                joined = before and sentence.period == before.period and sentence.start > sentence.period
                said = observations[-1].name if joined and observations else ""
                observations += self._sentence(draft, sentence, before, said, found, dates)
            at, before = until, sentence
        names = [self._dated(name, dates) for name in names]
        draft.mentions = names + observations
        add_spans(doc, "observations", observations)
        return doc

    def _dates(self, draft: Draft) -> Dates:
        text, title, year, layout = draft.text, draft.title, draft.year, draft.laid_out
        government = is_government(text, draft.kind, draft.place, title, year)
        plan, review = is_plan(text, title), is_review(text, title)
        own_plan = plan and is_named_for(text, title, year)
        surrounds = states(text, layout, year, government, plan, review, self.tone)
        sentences = zip(layout.sentences, surrounds, horizons(text, layout, year), strict=True)
        return Dates(text, Clock(year, government or own_plan, is_late(text, year)), tuple(sentences))

    @staticmethod
    def _dated(mention: Mention, dates: Dates) -> Mention:
        """A programme with the year that its sentence is about."""
        if mention.type != "wr:Programme":
            return mention
        return replace(mention, attributes={**mention.attributes, "year": dates.name(mention.start)})

    def _sentence(
        self,
        draft: Draft,
        sentence: Sentence,
        before: Sentence | None,
        said: str,
        found: list[Quantity],
        dates: Dates,
    ) -> list[Mention]:
        mentions = []
        for o in observe(draft.text, sentence, found, self.words, before, said):
            q = o.quantity
            if not o.indicator:
                draft.rejected.append(
                    Rejected(
                        q.first, q.end, "number", "no-indicator", "the sentence names nothing that it counts"
                    )
                )
                continue
            status, year = dates.figure(q.start, q.end, o.base)
            mentions.append(self._mention(o, status, year))
        return mentions

    def _mention(self, o: Observed, status: str, year: int | None) -> Mention:
        q = o.quantity
        attributes = {
            "value": plain(q),
            "unit": q.unit,
            "modifier": q.modifier,
            "comparator": q.comparator,
            "kind": o.kind,
            "direction": o.direction if o.kind == "change" else None,
            "basis": o.basis,
            "status": status,
            "year": year,
            "group": self.groups.counted(o.indicator, o.noun),
            "programme": None,
            "clause_start": o.clause[0],
            "clause_end": o.clause[1],
        }
        kind = "wr:Outcome" if status == "achieved" else "wr:Target"
        return Mention(q.start, q.end, o.indicator, kind, attributes, _RULE[q.form])


def plain(q: Quantity) -> str:
    """The value as xsd:decimal writes it: no exponent, at most 12 decimals."""
    text = f"{q.value:.12f}" if q.value != q.value.to_integral_value() else f"{q.value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@Language.factory("workreport_quantities", default_config={"rules": [], "lexicon": {}, "comparators": {}})
def create_quantities(
    nlp: Language,
    name: str,
    rules: PlainRules,
    lexicon: PlainWords,
    comparators: PlainWords,
) -> Quantities:
    """From rules and lexicon as plain data; ``comparators`` maps a modifier class to its comparator."""
    parsed = [Rule.from_json(rule) for rule in rules]
    return Quantities(
        QuantityFinder.of(lexicon, comparators, parsed), Words.from_lexicon(lexicon), Tone(parsed)
    )
