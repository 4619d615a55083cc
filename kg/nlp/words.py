"""The lexicon as the observation grammar asks for it: sets and indexes, made once per pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.rules import words_pattern

_NOT_LEAD = re.compile(
    r"集成电路|就业|就读|就医|就地|就近|就诊|就学|并购|并网|还款|还林|还田|再生|再就业|再贷款|要素|要案|有机|有色|有效|有序|有关|有线|有偿|共同|共建|共享|共青团|其他|其它"
    r"|只读|如期|均衡|使用|将军|要闻|并轨|将士|把关|已建|又好"
)
_PER_UNIT = re.compile("单位(?:(?:国内|地区)?生产总值|GDP|工业增加值)(?=.)")
INCREMENTS = ("新增", "净增", "净增加", "新增加")  # amounts, not changes
_REACHED = frozenset(("到", "至", "达", "达到", "为", "占", "在"))


@dataclass(frozen=True)
class Words:
    """Word sets by the role they play between a subject and its number."""

    tail: Mapping[str, str]  # word → up | down | reached | basis | measure | action
    tail_lengths: Mapping[str, tuple[int, ...]]  # of those words, by their last character
    actions: frozenset[str]
    actions_by_end: Mapping[str, tuple[str, ...]]
    action_pattern: re.Pattern[str]
    leading: frozenset[str]
    leading_lengths: Mapping[str, tuple[int, ...]]  # … by their first character
    no_subject: frozenset[str]
    helping: tuple[str, ...]  # of them, verbs
    manner: frozenset[str]  # of them, those that say what kind of thing it is where no verb follows
    growth: Mapping[str, str]
    person: tuple[str, ...]
    attribute: tuple[str, ...]
    change: tuple[str, ...]
    dependent: frozenset[str]
    contrast: tuple[str, ...]
    person_modifier: tuple[str, ...]

    @classmethod
    def from_lexicon(cls, lexicon: Mapping[str, Sequence[str]]) -> Words:
        """Build the indexes from the lexicon classes."""
        tail: dict[str, str] = {}
        for word in lexicon["measure_verb"]:
            reached = word in _REACHED or (len(word) > 1 and word[-1] in "到至达在为")
            tail[word] = "reached" if reached else "measure"
        tail |= {w: "modifier" for c in ("modifier_before",) for w in lexicon[c]}
        tail |= {w: "action" for w in lexicon["action_verb"] if w not in tail}
        tail |= dict.fromkeys(lexicon["up_verb"], "up") | dict.fromkeys(lexicon["down_verb"], "down")
        tail |= dict.fromkeys(lexicon["basis"], "basis")
        growth = dict.fromkeys(lexicon["up_noun"], "up") | dict.fromkeys(lexicon["down_noun"], "down")
        actions = frozenset(lexicon["action_verb"])
        pattern = words_pattern(actions)
        return cls(
            tail,
            _lengths(tail, -1),
            actions,
            _by_character(actions, -1),
            re.compile(
                "(?!研发(?:人员|投入|经费|机构|强度))"
                + pattern
                + "(?![率值额量业]|总值|力|线|性|者|商|基地|机场|能力|设备|队|企业|资料)(?<!线上线)"
            ),
            frozenset(lexicon["leading_word"]),
            _lengths(lexicon["leading_word"], 0),
            frozenset(lexicon["no_subject"]),
            tuple(lexicon["helping"]),
            frozenset(lexicon["manner"]),
            growth,
            tuple(sorted(lexicon["person_head"], key=lambda w: (-len(w), w))),
            tuple(sorted(lexicon["measurable"], key=lambda w: (-len(w), w))),
            tuple(lexicon["change_verb"]),
            frozenset(lexicon["dependent_noun"]),
            tuple(sorted(lexicon["contrast"], key=lambda w: (-len(w), w))),
            tuple(lexicon["person_modifier"]),
        )

    def last_word(self, text: str) -> str | None:
        """The longest known word that ends ``text``."""
        for length in self.tail_lengths.get(text[-1:], ()):
            if (word := text[-length:]) in self.tail:
                return word
        return None

    def first_lead(self, text: str) -> str | None:
        """The longest leading word that begins ``text``, unless that begins a longer word that is none."""
        for length in self.leading_lengths.get(text[:1], ()):
            if (word := text[:length]) in self.leading:
                longer = _NOT_LEAD.match(text)
                if longer and longer.end() > length:
                    return None
                return None if word in self.manner and not self._acts(text, length) else word
        return None

    def _acts(self, text: str, at: int) -> bool:
        """Whether what stands at ``at`` goes on to a verb."""
        return bool(self.action_pattern.match(text, at)) or self.first_lead(text[at:]) is not None

    def growth_at_end(self, text: str) -> str | None:
        """``up`` or ``down`` where ``text`` ends in a noun of growth (涨幅, 增速)."""
        if text.endswith("自然增长率"):
            return None
        return next((self.growth[text[-n:]] for n in (5, 4, 3, 2) if text[-n:] in self.growth), None)

    def measurable_end(self, text: str) -> str:
        """The noun that can be measured by itself (总额, 收入, 率) with which ``text`` ends."""
        return next((w for w in self.attribute if text.endswith(w)), "")

    def owner(self, indicator: str) -> str:
        """Whose attribute the indicator is: 书记大专以上学历占比 → 书记."""
        best = max((indicator.find(p) + len(p) for p in self.person if indicator.find(p) >= 0), default=0)
        return indicator[:best] if best < len(indicator) else ""

    def shared_tail(self, last: str, others: Sequence[str]) -> int:
        """Where the tail that all members of a row share begins in the last one."""
        width = len(others[-1])
        found = [(at, at + len(w)) for w in self.person + self.attribute if (at := last.find(w)) > 0]
        # 进出口 is not an 出口
        starts = {a for a, b in found if not any(c < a and b <= d for c, d in found)}
        if width in starts:
            return width
        if m := re.search(r"(?<=.)(?:人均|户均|平均)", last):
            return m.start()
        near = [s for s in (width + 1, width - 1) if s in starts and width > 1]
        if near:
            return near[0]
        ends = {other[-1] for other in others}  # 制造业、优势产业〔增加值〕
        alike = last.find(ends.pop(), 1) + 1 if len(ends) == 1 else 0
        return alike if 0 < alike < len(last) else min(width, len(last) - 2)

    def shared_head(self, first: str, second: str) -> str:
        """What the first member says before its own part begins."""
        if m := _PER_UNIT.match(first):
            return m[0]
        for mark in ("中", "内", "的"):
            at = first.rfind(mark, 0, len(first) - 1)
            if at > 2 and first[at - 1] not in "国境省市":  # 单位国内生产总值
                return first[: at + 1]
        return ""


def _by_character(words: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    """The words by their character at ``place``, the longest first."""
    index: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        index.setdefault(word[place], []).append(word)
    return {c: tuple(ws) for c, ws in index.items()}


def _lengths(words: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """The lengths of the words by their character at ``place``, the longest first."""
    return {c: tuple(dict.fromkeys(map(len, ws))) for c, ws in _by_character(words, place).items()}
