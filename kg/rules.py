"""Rule files: read, checked and expanded. A rule is data; this room knows nothing of their meaning.

A rule file (``ontology/rules/*.yaml``) is a list of mappings. Keys:

    id        unique name, kept with every fact that the rule finds
    yields    what it finds: a class or property CURIE, or ``rejected:number``, ``rejected:quote``; a property
              relates the names on which the groups ``subject`` and ``object`` of its pattern lie
    pattern   a regular expression over cleaned text (``^`` is the beginning of the text alone); ``{class}``
              stands for the words of a lexicon class, ``{N}`` for the number under question (number rules
              only; ``{D}`` one in digits, ``{C}`` one in words)
    name      template of the canonical name from named groups; default ``<name>``
    aliases   templates of alternative names
    type      template of the programme or institution type
    each      named group that holds several names: one fact a name
    left      lexicon class: the name reaches left from the match to the nearest such word or mark
    reach     with ``left``: ``nearest`` stops at the last such word (default: at the first)
    reason    why a rejecting rule turns a candidate down
    scope     ``national`` where the name is plainly national
    needs     words of which each match holds one: only sentences with one of them are searched, and the mark
              before each; ``{class}`` stands for each word of a lexicon class
    weight    of a rule that speaks for wr:Target or wr:Outcome: log-odds of a plan for each hit
    comment   anything
    matches   sentences it must match; after `` → `` the names it must give, separated by `` | ``
    rejects   sentences it must not match

Files are read in the order of their names, rules in the order in the file: that order is their rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.errors import RuleError
from kg.rules_yaml import strict
from kg.wording import nearest, yaml_fault

_KEYS = frozenset(
    (
        "id",
        "yields",
        "pattern",
        "name",
        "aliases",
        "type",
        "each",
        "left",
        "reach",
        "reason",
        "scope",
        "needs",
        "weight",
        "comment",
        "matches",
        "rejects",
    )
)
_TEXTS = ("id", "yields", "name", "type", "each", "left", "reach", "reason", "scope")
_LISTS = ("aliases", "needs", "matches", "rejects")
_FIELD = re.compile(r"<(\w+)>")
_CLASS = re.compile(r"\{([a-zA-Z_]\w*)\}")


# Rules and words as a pipeline's configuration carries them. Spelled out, spaCy's check of types would walk
# through every word at every start.
PlainRules = Any
PlainWords = Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, its pattern expanded. ``place`` is its file and number, for messages."""

    id: str
    yields: str
    pattern: str
    name: str = "<name>"
    aliases: tuple[str, ...] = ()
    type: str = ""
    each: str = ""
    left: str = ""
    reach: str = ""
    reason: str = ""
    scope: str = ""
    needs: tuple[str, ...] = ()
    weight: float = 0.0
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    place: str = ""

    @property
    def kind(self) -> str:
        """What the rule does: ``name`` finds names, ``relation`` relates two of them, ``tone`` weighs a plan,
        and ``rejected:number`` and the like turn candidates down."""
        if self.weight:
            return "tone"
        if self.yields.startswith("rejected:"):
            return self.yields
        return "relation" if self.yields.rpartition(":")[2][:1].islower() else "name"

    def to_json(self) -> dict[str, Any]:
        """Plain data, so that a spaCy pipeline can carry the rule in its configuration."""
        values = {key: getattr(self, key) for key in self.__slots__}
        return {
            key: list(value) if isinstance(value, tuple) else value for key, value in values.items() if value
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Rule:
        """The rule that ``to_json`` wrote."""
        lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
        return cls(**{**data, **lists})


def words_pattern(words: Iterable[str]) -> str:
    """A pattern of literal words where the longest wins: a trie, behind a look at the first character,
    so that most places of a text cost one test."""
    return _trie_pattern(frozenset(words))


@lru_cache(maxsize=256)
def _trie_pattern(words: frozenset[str]) -> str:
    trie: dict[str, Any] = {}
    for word in sorted(words):
        node = trie
        for c in word:
            node = node.setdefault(c, {})
        node[""] = {}
    first = "".join(re.escape(c) for c in sorted(trie) if c)
    return f"(?=[{first}]){_branches(trie)}"


def _branches(node: Mapping[str, Any]) -> str:
    parts = []
    for c in sorted(node):
        if c:
            rest = _branches(node[c])
            parts.append(re.escape(c) + rest)
    joined = "|".join(parts)
    if "" in node:
        return f"(?:{joined})?" if parts else ""
    return joined if len(parts) == 1 else f"(?:{joined})"


def load_rules(
    folder: Path, lexicon: Mapping[str, Iterable[str]], terms: Iterable[str] | None = None
) -> tuple[Rule, ...]:
    """All rules of the ``*.yaml`` files in ``folder``, in rank order.

    ``lexicon`` maps a class name to its words; ``terms`` are the CURIEs that ``yields`` may name
    (None: any). Raises RuleError, naming file and rule, for an unknown key, term or lexicon class, a
    pattern that does not compile, a repeated id, or a file that is no list of rules.
    """
    rules: list[Rule] = []
    for _, _, rule in each_rule(folder, lexicon, terms):
        if isinstance(rule, RuleError):
            raise rule
        rules.append(rule)
    return tuple(rules)


def each_rule(
    folder: Path, lexicon: Mapping[str, Iterable[str]], terms: Iterable[str] | None = None
) -> Iterator[tuple[Path, int, Rule | RuleError]]:
    """Every rule of a folder with its file and its number there, or what is wrong with it; as ``load_rules``.

    RuleError is raised where there is no rule file or one cannot be read at all."""
    known = None if terms is None else frozenset(terms)
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise RuleError(f"{folder}: no rule files (*.yaml); the ontology folder is not complete")
    seen: dict[str, str] = {}
    for path in paths:
        for number, entry in enumerate(_entries(path), 1):
            try:
                rule = _rule(entry, f"{path.name}: rule {number}", lexicon, known)
                if rule.id in seen:
                    raise RuleError(f"{rule.place}: the id is taken by {seen[rule.id]}; choose another")
                seen[rule.id] = rule.place
                yield path, number, rule
            except RuleError as problem:
                yield path, number, problem


def _entries(path: Path) -> list[Mapping[str, Any]]:
    import yaml

    try:
        data = yaml.load(path.read_text("utf-8"), strict(fast=True))  # noqa: S506  it is a safe one
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise RuleError(yaml_fault(path, error)) from error
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        raise RuleError(f"{path}: must be a list of rules (each a mapping that starts with '- id:')")
    return data


def _rule(
    entry: Mapping[str, Any], place: str, lexicon: Mapping[str, Iterable[str]], terms: frozenset[str] | None
) -> Rule:
    place = f"{place} ({entry['id']})" if entry.get("id") else place
    if unknown := sorted(str(key) for key in entry if key not in _KEYS):
        hint = nearest(unknown[0], _KEYS)
        raise RuleError(f"{place}: unknown key {unknown[0]}{hint}; known: {', '.join(sorted(_KEYS))}")
    if missing := [key for key in ("id", "yields", "pattern") if not entry.get(key)]:
        raise RuleError(f"{place}: lacks {', '.join(missing)}")
    if wrong := [key for key in ("yields", "pattern") if not isinstance(entry[key], str)]:
        raise RuleError(f"{place}: {wrong[0]} must be text, not {entry[wrong[0]]!r}")
    for key in _LISTS:
        if not isinstance(entry.get(key) or [], list):
            raise RuleError(f"{place}: {key} must be a list of texts ([…], or a line each after '- ')")
    if terms is not None and not entry["yields"].startswith("rejected:") and entry["yields"] not in terms:
        raise RuleError(f"{place}: yields {entry['yields']}, which the ontology does not define")
    if entry.get("left") and entry["left"] not in lexicon:
        raise RuleError(f"{place}: unknown lexicon class {entry['left']} in 'left'")
    pattern = expand(entry["pattern"], lexicon, place)
    groups = _compile(re.sub(r"\{[NCD]\}", "", pattern), place).groupindex
    values: dict[str, Any] = {key: str(entry[key]) for key in _TEXTS if entry.get(key)}
    values |= {key: tuple(entry[key]) for key in _LISTS if entry.get(key)}
    values["needs"] = tuple(
        word for need in entry.get("needs") or () for word in _spelled(need, lexicon, place)
    )
    rule = Rule(**values, pattern=pattern, weight=float(entry.get("weight", 0)), place=place)
    known_groups = groups.keys() | {"item", "inner"}
    if rule.kind == "name" and not rule.left and (lost := set(_FIELD.findall(rule.name)) - known_groups):
        raise RuleError(f"{place}: its name needs (?P<{min(lost)}>…) in its pattern")
    if "weight" in entry and not rule.weight:
        raise RuleError(f"{place}: a weight of 0 speaks neither for a plan nor against; leave the rule out")
    if rule.kind == "relation" and not groups.keys() >= {"subject", "object"}:
        raise RuleError(f"{place}: yields a property, so its pattern needs (?P<subject>…) and (?P<object>…)")
    return rule


def expand(pattern: str, lexicon: Mapping[str, Iterable[str]], place: str = "") -> str:
    """``pattern`` with each ``{class}`` replaced by the words of that lexicon class.

    Raises RuleError for a class that the lexicon lacks.
    """

    def words(match: re.Match[str]) -> str:
        name = match.group(1)
        return match.group() if name in ("N", "C", "D") else words_pattern(_words(name, lexicon, place))

    return _CLASS.sub(words, pattern)


def _spelled(text: str, lexicon: Mapping[str, Iterable[str]], place: str) -> Iterator[str]:
    """``text`` with each word of the lexicon class in it: {company_tail}等 → 集团等, 科技等, …"""
    if found := _CLASS.search(text):
        for word in _words(found[1], lexicon, place):
            yield from _spelled(text.replace(found[0], word), lexicon, place)
    else:
        yield text


def _words(name: str, lexicon: Mapping[str, Iterable[str]], place: str) -> Iterable[str]:
    if name not in lexicon:
        raise RuleError(
            f"{place}: unknown lexicon class {{{name}}}; add it to lexicon.ttl or correct the name"
        )
    return lexicon[name]


@cache
def _compile(pattern: str, place: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise RuleError(f"{place}: the pattern does not compile: {error}") from error
