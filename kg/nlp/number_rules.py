"""Rules that turn a number down by what stands beside it, compiled so that most numbers cost three tries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.rules import Rule

_BEFORE, _AFTER = 12, 24  # characters that a rule may look back and ahead
_PLACE = re.compile(r"\{([NCD])\}")
_Pattern = re.Pattern[str]
_Part = tuple[Rule, str, str]  # a rule, what stands before its number and what behind it
_Beside = tuple[Rule, _Pattern, _Pattern]


@dataclass(frozen=True)
class NumberRules:
    """The rejecting rules for numbers of one form (digits or words), each split at its number. ``after`` are
    those that look behind the number only, as one pattern, their rules by group name. What is ``near`` has a
    fixed width before the number and is looked at from there; what is ``far`` has not, and is searched for.
    ``nearby`` tells by what stands before a number whether any of the near ones is worth a try, ``ahead`` by
    what stands behind it whether any of the far ones is."""

    after: _Pattern | None
    rules: Mapping[str | None, Rule]
    nearby: _Pattern | None
    near: tuple[_Beside, ...]
    ahead: _Pattern | None
    far: tuple[_Beside, ...]

    @classmethod
    def compiled(cls, rules: Sequence[Rule]) -> dict[str, NumberRules]:
        """``D`` and ``C`` → the rules for numbers in digits and in words, from the ``rejected:number``
        rules; the alternatives at the top level of a pattern each hold one ``{N}``, ``{D}`` or ``{C}``."""
        parts: dict[str, list[_Part]] = {"D": [], "C": []}
        for rule in rules:
            for alternative in split_alternatives(rule.pattern):
                before, place, after = _PLACE.split(alternative)
                for form in parts if place == "N" else place:
                    parts[form].append((rule, before, after))
        return {form: cls._of(each) for form, each in parts.items()}

    @classmethod
    def _of(cls, parts: Sequence[_Part]) -> NumberRules:
        only = [(rule, after) for rule, before, after in parts if not before]
        back = [(rule, before, after) for rule, before, after in parts if before]
        near = [(rule, f"(?<={before})", after) for rule, before, after in back if _fixed(before)]
        far = [(rule, f"(?:{before})$", after) for rule, before, after in back if not _fixed(before)]
        # the group that tells the rule stands behind it: re looks at what an alternative begins with
        joined = "|".join(f"{after}(?P<r{i}>)" for i, (_, after) in enumerate(only))
        return cls(
            re.compile(joined) if only else None,
            {f"r{i}": rule for i, (rule, _) in enumerate(only)},
            re.compile("|".join(before for _, before, _ in near)) if near else None,
            tuple((rule, re.compile(before), re.compile(after)) for rule, before, after in near),
            re.compile("|".join(after for _, _, after in far)) if far else None,
            tuple((rule, re.compile(before), re.compile(after)) for rule, before, after in far),
        )

    def verdict(self, text: str, first: int, last: int) -> Rule | None:
        """The rule that turns down the number ``text[first:last]``."""
        end = last + _AFTER
        if self.after and (m := self.after.match(text, last, end)):
            return self.rules[m.lastgroup]
        if self.nearby and self.nearby.match(text, first):
            for rule, before, after in self.near:
                if before.match(text, first) and after.match(text, last, end):
                    return rule
        if self.ahead and self.ahead.match(text, last, end):
            for rule, before, after in self.far:
                if after.match(text, last, end) and before.search(_line_before(text, first)):
                    return rule
        return None


def _line_before(text: str, first: int) -> str:
    """What a rule sees before a number; a text begins as a line does."""
    return text[first - _BEFORE : first] if first > _BEFORE else "\n" + text[:first]


def _fixed(pattern: str) -> bool:
    """Whether all that a pattern matches is of one width, as what re looks back at must be."""
    try:
        re.compile(f"(?<={pattern})")
    except re.error:
        return False
    return True


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
