"""Reading → Graph: what the ontology admits of what one document says. Pure.

Nothing here looks at another document, so that a build is a union in any order and grouping.
"""

from __future__ import annotations

from operator import attrgetter

from kg.mapping_draft import UNQUOTABLE, Draft
from kg.mapping_entities import Entities, year_of
from kg.mapping_evidence import Sentences, Span, passages
from kg.mapping_observations import Observations
from kg.model import Claim, Graph, Mention, Reading, Rejected
from kg.ontology import Ontology


def map_reading(reading: Reading, ontology: Ontology) -> tuple[Graph, tuple[Rejected, ...]]:
    """The graph of one document, and what the ontology or the law of evidence turned down."""
    draft = draft_of(reading, ontology)
    return draft.graph(), tuple(draft.rejected)


def draft_of(reading: Reading, ontology: Ontology) -> Draft:
    """All that the ontology admits of a reading, to be had as a graph or by its individuals.

    Every relation that the text states is an edge with a wr:Statement that leads to its evidence; a
    relation that the document states several times has the first of them (a programme's years: the first
    of each stage). Offsets of evidence count code points of ``reading.text.source.text``.
    """
    sentences = Sentences(reading.text.chars)
    mentions = sorted(reading.mentions, key=attrgetter("start", "end", "type", "name"))
    shown = [(mention, _span(mention, sentences)) for mention in mentions]
    spans = {span for _, span in shown} | {(claim.start, claim.end) for claim in reading.claims}
    draft = Draft(reading.text.source, ontology, passages(reading.text, sentences, spans))
    entities = Entities(draft)
    observations = Observations(draft, entities, reading.text)
    figures = []
    for mention, span in shown:
        ancestors = ontology.ancestors(mention.type)
        if "wr:Observation" in ancestors:
            figures.append((mention, span))
        elif "wr:Entity" in ancestors:
            entities.add(mention, span)
        else:
            draft.reject(mention, "name", f"{mention.type} is no class of entities or observations")
    for figure, span in figures:
        observations.add(figure, span)
    mentioned = frozenset(mentions)
    for claim in sorted(reading.claims, key=lambda c: (c.start, c.end, c.property, c.rule)):
        _add_claim(claim, draft, entities, observations, mentioned)
    for figure, span in figures:
        observations.add_programme(figure, span)
    return draft


def _span(mention: Mention, sentences: Sentences) -> Span:
    """The passage that shows a mention: the clause of a quantity, the sentence of a name."""
    start, end = mention.attributes.get("clause_start"), mention.attributes.get("clause_end")
    if isinstance(start, int) and isinstance(end, int) and start < end:
        return start, end
    return sentences.around(mention.start, mention.end)


def _add_claim(
    claim: Claim,
    draft: Draft,
    entities: Entities,
    observations: Observations,
    mentioned: frozenset[Mention],
) -> None:
    objection = draft.ontology.objection(claim.subject.type, claim.property, claim.object.type)
    if objection is None:
        for end in (claim.subject, claim.object):
            if end not in mentioned and "wr:Entity" in draft.ontology.ancestors(end.type):
                entities.add(end, (claim.start, claim.end))  # named by the claim alone, such as a group
    subject = entities.name_of(claim.subject) or observations.name_of(claim.subject)
    target = entities.name_of(claim.object) or observations.name_of(claim.object)
    if objection is None and (subject is None or target is None):
        end = claim.subject if subject is None else claim.object
        objection = f"“{end.name}” was turned down or not found as {end.type}"
    if objection is not None or subject is None or target is None:
        draft.rejected.append(Rejected(claim.start, claim.end, "claim", claim.rule, objection or ""))
        draft.refuse(claim.corrections, objection or "")
        return
    span = claim.start, claim.end
    year = year_of(claim.object) or year_of(claim.subject) or draft.source.year
    statement = draft.state(subject, claim.property, target, span, claim.rule, year, None, claim.curated)
    if statement is None:
        draft.refuse(claim.corrections, UNQUOTABLE)
    else:
        draft.show(claim.corrections, statement)
