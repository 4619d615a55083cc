"""``kg check``: what is wrong in vocabulary, lexicon and rules, with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.check_examples import Examples
from kg.check_firing import overlaps, silent
from kg.check_terms import contradictions, misspelt, undeclared, unknown_terms
from kg.errors import KgError, RuleError
from kg.nlp import lexicon_words
from kg.ontology import Ontology, load_ontology
from kg.reading import read
from kg.reading.files import Paths
from kg.rules import Rule, each_rule
from kg.wording import counted

__all__ = ["Finding", "check", "report"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something at a line of a file (0: the whole file). A ``note`` is worth knowing and no fault."""

    file: str
    line: int
    what: str
    note: bool = False

    def in_words(self) -> str:
        """One line, as compilers write it."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {'note: ' if self.note else ''}{self.what}"


def check(folder: Path | None = None, paths: Paths = ()) -> list[Finding]:
    """All findings for ``folder`` (None: the ontology that was shipped), by file and line.

    Faults: a file that cannot be read, terms that nothing defines, words whose classes contradict each
    other, rules that are broken, that show no example, that fail one, or that no text ever reaches because
    others take all their examples. Notes: rules that find nothing in ``paths``, and rules that compete
    for the same words there or in an example. SourceError where a path cannot be read.
    """
    try:
        ontology = load_ontology(folder)
    except KgError as problem:
        return [Finding(*_placed(str(problem)))]
    found = {
        Finding(*each)
        for finder in (unknown_terms, misspelt, undeclared, contradictions)
        for each in finder(ontology)
    }
    try:
        rules = _rules(ontology)
    except RuleError as problem:
        return sorted({*found, Finding(*_placed(str(problem), ontology.folder))})
    found |= {Finding(*where, _message(rule)) for where, rule in rules if isinstance(rule, RuleError)}
    good = {rule.id: (where, rule) for where, rule in rules if isinstance(rule, Rule)}
    told = _of_rules(ontology, [rule for _, rule in good.values()], paths)
    found |= {Finding(*good[id_][0], f"{id_}: {what}", note) for id_, what, note in told}
    return sorted(found)


def report(findings: Sequence[Finding], folder: str = "ontology", notes: bool = False) -> str:
    """The faults, with ``notes`` those too, a line each, and how many; ``folder`` stands before a file."""
    faults = [each for each in findings if not each.note]
    shown = [replace(each, file=f"{folder}/{each.file}") for each in (findings if notes else faults)]
    hidden = len(findings) - len(faults)
    tail = "" if notes or not hidden else " (--notes shows them)"
    total = f"{counted(len(faults), 'fault')}, {counted(hidden, 'note')}{tail}"
    return "\n".join((*(f.in_words() for f in shown), total))


def _of_rules(ontology: Ontology, rules: list[Rule], paths: Paths) -> Iterator[tuple[str, str, bool]]:
    """What is wrong with rules that can be read: id, message, whether it is a mere note."""
    below = {name for name in ontology.classes if "wr:Entity" in ontology.ancestors(name)}
    for rule in rules:
        if rule.kind == "name" and rule.yields not in below:
            yield rule.id, f"yields {rule.yields}, which is no class of named things (below wr:Entity)", False
        if rule.kind.startswith("rejected:") and rule.kind != "rejected:number":
            yield rule.id, f"yields {rule.yields}; only rejected:number turns candidates down", False
    try:
        examples = Examples(ontology, rules)
    except KeyError as missing:
        yield rules[0].id, f"cannot be tried: lexicon.ttl lacks {missing}, which reading needs", False
        return
    for rule in rules:
        yield from ((rule.id, what, False) for what in examples.failures(rule))
    yield from overlaps(examples, rules)
    yield from silent(examples, rules, list(read(paths)))


def _rules(ontology: Ontology) -> list[tuple[tuple[str, int], Rule | RuleError]]:
    terms = (*ontology.classes, *ontology.properties)
    lines: dict[Path, list[int]] = {}
    found = []
    for path, number, rule in each_rule(ontology.folder / "rules", lexicon_words(ontology), terms):
        if path not in lines:
            lines[path] = _lines(path)
        found.append(((f"rules/{path.name}", lines[path][number - 1]), rule))
    return found


def _lines(path: Path) -> list[int]:
    """The line on which each entry of a YAML list begins."""
    import yaml

    node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    return [entry.start_mark.line + 1 for entry in node.value] if node else []


def _message(problem: RuleError) -> str:
    """What is wrong, without the place, which the finding has."""
    _, _, message = str(problem).partition(": ")
    return message


def _placed(message: str, folder: Path | None = None) -> tuple[str, int, str]:
    """File (below ``folder``), line and complaint of a message such as ``…/lexicon.ttl:12: lex:x has …``."""
    where, _, what = message.partition(": ")
    before, _, line = where.rpartition(":")
    file, at = (Path(before), int(line)) if before and line.isdigit() else (Path(where), 0)
    below = folder is not None and file.is_relative_to(folder)
    return file.relative_to(folder).as_posix() if folder and below else file.name, at, what
