"""What a build has made, for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.curation_tally import Fate
from kg.wording import counted

_SHOWN = 10  # stale corrections; notes
_FATES = ("taken", "rejected", "unmatched")


@dataclass(frozen=True, slots=True)
class Summary:
    """``documents`` read, how many of them only ``repeated`` a report, and what ``failed`` (a reason each),
    individuals by class, triples, inferred statements, and the totals of the coverage. ``page`` and
    ``page_left_out``: whether graph.html was written, or wanted but too large. ``corrections``: what became
    of each entry of a curation file. ``notes``: what a person may want to mend. ``checked`` whether the graph
    was held to the shapes, ``quarantined`` how many individuals violated one and were taken out.

    >>> summary = kg.build("seeds", "exports", html=False)
    >>> print(summary.in_words().partition("\\n")[0])
    documents      2
    """

    documents: int
    failed: tuple[str, ...]
    classes: Mapping[str, int]
    triples: int
    inferred: int
    totals: Mapping[str, int]
    output: Path
    page: bool
    page_left_out: bool
    corrections: tuple[Fate, ...] = ()
    notes: tuple[str, ...] = ()
    checked: bool = False
    quarantined: int = 0
    repeated: int = 0

    def in_words(self) -> str:
        """A few lines that say what there is, what is missing, and where it lies."""
        return "\n".join(
            (
                self._documents(),
                self._things(),
                self._facts(),
                self._not_placed(),
                self._conformity(),
                *self._corrected(),
                *self._noted(),
                self._files(),
            )
        )

    def _documents(self) -> str:
        repeated = f", {self.repeated} of them repeated" if self.repeated else ""
        failed = f", {len(self.failed)} could not be read" if self.failed else ""
        return f"documents      {self.documents}{repeated}{failed}"

    def _things(self) -> str:
        return "entities       " + self._counted(
            "Programme", "Institution", "Policy", "Meeting", "Goal", "TargetGroup"
        )

    def _facts(self) -> str:
        achieved, planned = (self.classes.get(f"wr:{name}", 0) for name in ("Outcome", "Target"))
        return (
            f"observations   {achieved + planned:,} of {self._counted('Indicator')}: "
            f"{achieved:,} achieved, {planned:,} planned (targets)\n"
            f"statements     {self.classes.get('wr:Statement', 0):,} with their evidence, "
            f"{self.inferred:,} of them inferred across years\n"
            f"triples        {self.triples:,}"
        )

    def _counted(self, *names: str) -> str:
        words = {"Policy": ("policy", "policies"), "TargetGroup": ("group of people", "groups of people")}
        return ", ".join(counted(self.classes.get(f"wr:{n}", 0), *words.get(n, (n.lower(),))) for n in names)

    def _not_placed(self) -> str:
        lines = []
        for kind, what in (("numbers", "number"), ("quotes", "quoted phrase")):
            taken, rejected, unmatched = (self.totals.get(f"{kind} {fate}", 0) for fate in _FATES)
            facts = "is a fact or a name" if taken == 1 else "are facts or names"
            lines.append(f"{taken:,} of {counted(taken + rejected + unmatched, what)} {facts}, "
                         f"{rejected:,} {'was' if rejected == 1 else 'were'} turned down by a rule, "
                         f"{unmatched:,} matched none")  # fmt: skip
        if refused := self.totals.get("not_admitted", 0):
            candidates = counted(refused, "candidate is", "candidates are")
            lines.append(f"{candidates} not what the ontology, the evidence or a correction admits")
        if damaged := self.totals.get("damaged", 0):
            lines.append(f"{counted(damaged, 'damaged passage')} could not be repaired")
        return "placed         " + f"\n{' ' * 15}".join(lines)

    def _corrected(self) -> list[str]:
        """How many corrections were applied, and each that is stale."""
        if not self.corrections:
            return []
        stale = [fate.in_words() for fate in self.corrections if not fate.hits]
        lines = [f"{len(self.corrections) - len(stale):,} applied, {len(stale):,} stale", *stale[:_SHOWN]]
        if len(stale) > _SHOWN:
            lines.append(f"… and {len(stale) - _SHOWN:,} more stale ones: see coverage.json")
        return ["corrections    " + f"\n{' ' * 15}".join(lines)]

    def _noted(self) -> list[str]:
        more = len(self.notes) - _SHOWN
        lines = [*self.notes[:_SHOWN], *([f"… and {more:,} more"] if more > 0 else [])]
        return ["notes          " + f"\n{' ' * 15}".join(lines)] if lines else []

    def _conformity(self) -> str:
        if not self.checked:
            return "checked        not against the shapes (kg validate does)"
        if not self.quarantined:
            return "checked        conforms to the shapes"
        violating = counted(self.quarantined, "individual violates", "individuals violate")
        return f"checked        {violating} a shape: taken out into quarantine.ttl"

    def _files(self) -> str:
        left_out = f"\n{' ' * 15}graph.html left out: too large for a browser (kg export -f html shows parts)"
        names = [
            "graph.ttl",
            *(["graph.html"] if self.page else []),
            "void.ttl",
            "manifest.json",
            "coverage.json",
            *(["quarantine.ttl"] if self.quarantined else []),
        ]
        return f"written to     {self.output}: {', '.join(names)}{left_out if self.page_left_out else ''}"
