"""Rules that turn a number down by what stands beside it, compiled so that each number costs two tries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.rules import Rule

_BEFORE, _AFTER = 12, 24  # characters that a rule may look back and ahead
_PLACE = re.compile(r"\{([NCD])\}")
_Pattern = re.Pattern[str]


@dataclass(frozen=True)
class _Side:
    """Rules that look at one side of a number only, tried as one pattern; ``rules`` by group name."""

    pattern: _Pattern | None
    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, parts: Sequence[tuple[Rule, str]], frame: str) -> _Side:
        rules = {f"r{i}": rule for i, (rule, _) in enumerate(parts)}
        # the group that tells the rule stands behind it: re looks at what an alternative begins with
        joined = "|".join(f"{part}(?P<r{i}>)" for i, (_, part) in enumerate(parts))
        return cls(re.compile(frame.format(joined)) if parts else None, rules)


@dataclass(frozen=True)
class NumberRules:
    """The rejecting rules for numbers of one form (digits or words), each split at its number."""

    after: _Side
    before: _Side
    both: tuple[tuple[Rule, _Pattern, _Pattern], ...]

    @classmethod
    def compiled(cls, rules: Sequence[Rule]) -> dict[str, NumberRules]:
        """``D`` and ``C`` → the rules for numbers in digits and in words, from the ``rejected:number``
        rules; the alternatives at the top level of a pattern each hold one ``{N}``, ``{D}`` or ``{C}``."""
        parts: list[tuple[Rule, str, str, str]] = []
        for rule in rules:
            for alternative in split_alternatives(rule.pattern):
                before, place, after = _PLACE.split(alternative)
                parts.append((rule, before, place, after))
        return {form: cls._of([p for p in parts if p[2] in ("N", form)]) for form in "DC"}

    @classmethod
    def _of(cls, parts: Sequence[tuple[Rule, str, str, str]]) -> NumberRules:
        return cls(
            _Side.of([(rule, after) for rule, before, _, after in parts if not before], "{}"),
            _Side.of([(rule, before) for rule, before, _, after in parts if not after], "(?:{})$"),
            tuple(
                (rule, re.compile(f"(?:{before})$"), re.compile(after))
                for rule, before, _, after in parts
                if before and after
            ),
        )

    def verdict(self, text: str, first: int, last: int) -> Rule | None:
        """The rule that turns down the number ``text[first:last]``."""
        right = text[last : last + _AFTER]
        if self.after.pattern and (m := self.after.pattern.match(right)) and m.lastgroup:
            return self.after.rules[m.lastgroup]
        left = text[max(0, first - _BEFORE) : first]
        if first <= _BEFORE:
            left = "\n" + left
        if self.before.pattern and (m := self.before.pattern.search(left)) and m.lastgroup:
            return self.before.rules[m.lastgroup]
        for rule, before, after in self.both:
            if after.match(right) and before.search(left):
                return rule
        return None


def split_alternatives(pattern: str) -> list[str]:
    """A regular expression taken apart at the ``|`` that stand outside groups and classes."""
    parts, depth, in_class, at, i = [], 0, False, 0, 0
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            i += 1
        elif in_class:
            in_class = c != "]"
        elif c == "[":
            in_class = True
        elif c == "(":
            depth += 1
        elif c == ")":
            depth -= 1
        elif c == "|" and not depth:
            parts.append(pattern[at:i])
            at = i + 1
        i += 1
    parts.append(pattern[at:])
    return parts
