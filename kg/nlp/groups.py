"""The people or bodies that a phrase is about: 选派年轻干部 → 年轻干部."""

from __future__ import annotations

import re

from kg.nlp.words import Words
from kg.rules import words_pattern

_LEAD = re.compile(r"^(?:向|为|给|对|从|在|由|于|把|将|全市|全省|全国|其中|等|各|的)+")
_LONGEST = 24
_TAIL = re.compile(r"(?:占比|比例|比重|人数|平均年龄|覆盖率|满意度|率)$")


class Groups:
    """Finds the group that a name or an indicator speaks of, by its head noun."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.chain = re.compile(f"(?:{words_pattern(words.person)})+")

    def counted(self, indicator: str, noun: str) -> str | None:
        """The group that an observation counts: in ``noun``, the noun after the number, or at the end of
        the indicator."""
        if noun:
            m = self.chain.search(noun)
            return self._trim(noun[:m.end()]) if m and m.end() <= _LONGEST else None
        body = _TAIL.sub("", indicator)
        if "中" in body:
            body = body.rsplit("中", 1)[1] or body
        last = None
        for last in self.chain.finditer(body):
            pass
        if last is None or last.end() != len(body):
            return None
        return self._trim(body)

    def named(self, name: str) -> str | None:
        """The group in the name of a programme or policy: its first head noun with what stands before it."""
        m = self.chain.search(name)
        return self._trim(name[:m.end()]) if m else None

    def _trim(self, phrase: str) -> str | None:
        start = 0
        for m in self.words.action_pattern.finditer(phrase):
            if len(phrase) - m.end() >= 2:
                start = m.end()
        phrase = _LEAD.sub("", phrase[start:])
        return phrase if 2 <= len(phrase) <= _LONGEST else None
