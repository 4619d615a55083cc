"""From quantities in a sentence to observations: what is counted, and how.

The indicator is the shortest run of the sentence that says what is counted. A quantity stands either
after its noun (引进人才548名, 国内生产总值增长5.2%) or before it (选派186名年轻干部); in a row the
later members inherit the subject or the verb that they leave out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.nlp.layout import Sentence
from kg.nlp.left_side import (
    CASES,
    OF_GROWTH,
    TRIM,
    UPON,
    LeftSide,
    apart_from_conditions,
    keeps_apart,
    kind_of,
    strip_lead,
    take_apart,
)
from kg.nlp.numbers import Quantity
from kg.nlp.runs import Run, runs_of
from kg.nlp.sharing import share_out
from kg.nlp.subjects import (
    before_predicate,
    cleaned,
    completed,
    contrasted,
    counted_noun,
    ends_in_verb,
    from_verb,
    governing_verb,
    leading_verb,
    one_of_two,
    topic,
)
from kg.nlp.words import INCREMENTS, Words

_AGAINST = re.compile(
    r"^(?:[高低快慢好]于[^，。；]{2}|(?:领先|超过|超|高出)(?:于)?(?:同期)?"
    r"(?:全国|全省|全市|全区|全县|预期|年初|上年|去年|东部|中部|西部|计划|目标))|^相当于.{0,24}的$"
    r"|^[稳位跃名排继续连]{0,3}[居列](?!民)[^，。；]{0,8}[前第首榜强][^，。；]{0,6}$|^[是为][^，。；]{1,16}的$"
)
_ELLIPTIC = re.compile(r"^(?:其中)?最?[高低多少好]的?$")
_CONCESSIVE = re.compile(r"^(?:虽|因(?![而此])|由于|尽管|受(?=.*(?:影响|制约|冲击|拖累|因素|限制))|不过)")
_SHARE_OF = re.compile(r"占[^占]{1,24}(?:的|总[数额])$|(?:只?完成了?|相当于)[^占]{1,24}的$")
_EASED = re.compile(r"(增加|减少|减轻|降低)(?:收入|负担|成本|支出|开支|费用)$")  # 农民增加收入〔108亿元〕
_RATE_UNITS = ("%", "‰", "个百分点", "倍", "番")
_LONGEST_BORROWED = 24
_REMEMBERED = 12  # observations and clauses that a later one may take its subject from


@dataclass(slots=True)
class Observed:
    """One quantity with what the sentence says of it; offsets are into the text. ``noun`` is the
    counted noun that follows it, ``base`` whether another value is compared with it."""

    quantity: Quantity
    indicator: str
    kind: str
    direction: str | None
    basis: str | None
    clause: tuple[int, int]
    noun: str = ""
    base: bool = False


def observe(
    text: str,
    sentence: Sentence,
    found: Sequence[Quantity],
    words: Words,
    before: Sentence | None = None,
    said: str = "",
) -> list[Observed]:
    """The observations of one sentence; ``found`` are its quantities in order, ``before`` is the sentence
    that stands before it, ``said`` the last indicator of what it is joined to by ；. An indicator that
    nothing names is ""."""
    done: list[Observed] = []
    for run in runs_of(text, sentence, found):
        done += _Reader(text, sentence, run, done, words).observed()
    for o in done:
        if not o.indicator and text[o.quantity.end : o.quantity.end + 1] != "的":
            o.indicator = said
        if not o.indicator and before is not None:
            o.indicator = cleaned(topic(text[before.start : before.end], words))
    return done


class _Reader:
    """Reads one run: takes its left side apart, then decides what its members count."""

    def __init__(self, text: str, sentence: Sentence, run: Run, done: list[Observed], words: Words) -> None:
        self.text, self.sentence, self.run, self.done, self.words = text, sentence, run, done, words
        self.right = text[run.members[-1].end : run.right_end]
        self.left = self._left_side(text[run.left_start : run.members[0].start])
        self.kinds = self._kinds()
        self.noun = self._noun()
        core = self.left.core
        if core in words.leading or core in words.no_subject or (not self.noun and core in CASES):
            self.left.core = ""
        self.beside = done[-1:] if done and done[-1].clause == run.clause else []

    def observed(self) -> list[Observed]:
        """An observation for each member."""
        left, run, base = self.left, self.run, self.left.base or self.left.origin
        subjects = [cleaned(subject) for subject in self._subjects()]
        out = []
        for index, q in enumerate(run.members):
            subject = subjects[min(index, len(subjects) - 1)]
            kind, direction = self._final_kind(index, subject)
            basis = (left.basis or ("年均" if left.yearly else None)) if kind == "change" else None
            out.append(Observed(q, subject, kind, direction, basis, run.clause, self.noun, base))
        return out

    # ------------------------------------------------------------ around the number

    def _left_side(self, left: str) -> LeftSide:
        left = apart_from_conditions(left, self.right, self.text[self.run.clause[0] : self.run.left_start])
        side = take_apart(left, self.words)
        if "、" in left and side.words and counted_noun(self.right, opens=False):
            last = take_apart(left[left.rfind("、") + 1 :], self.words)
            if not last.core:  # 分两批、共〔5126个党组织〕
                return last
        return side

    def _kinds(self) -> list[tuple[str, str | None]]:
        return [kind_of(q, self.left, self.right, self.words) for q in self.run.members]

    def _noun(self) -> str:
        """The counted noun after the run, or "" where its noun stands before it."""
        left, words, run = self.left, self.words, self.run
        counting = run.members[0].unit not in _RATE_UNITS
        opens = run.left_start == run.clause[0] and not left.core and not left.words
        of_noun = self.right.startswith("的") and not OF_GROWTH.match(self.right)
        if not (counting or of_noun or (opens and self.kinds[0][0] == "share")):
            return ""
        noun = counted_noun(self.right, opens)
        if noun and not take_apart(noun, words).core:
            noun = ""
        if noun and run.followed:
            noun = before_predicate(noun, left.core in CASES)
        if noun and counting and left.change and left.words[0] not in words.change and not left.basis:
            # 完善提升〔20个〕网络: the verb governs the noun, nothing changes by 20
            self.left = left = LeftSide(strip_lead(self.text[run.left_start : run.members[0].start], words))
            self.kinds = self._kinds()
        if self.kinds[0][0] == "change" and not (noun and left.words and left.words[0] in words.change):
            return ""
        return noun

    # ------------------------------------------------------------ subjects

    def _subjects(self) -> list[str]:
        """One subject for each member, or one for all."""
        left, words, noun = self.left, self.words, self.noun
        core = left.core.removeprefix("约") if left.core.startswith("约占") else left.core
        self.noun = ""
        if noun and core and left.words and left.words[0] in words.actions:
            self.noun = noun
            return [left.words[0] + noun]
        if noun and self.kinds[0][0] == "change":
            self.noun = noun
            return [core + left.words[0] + noun]
        if noun and (not core or not left.words or ends_in_verb(core, words) or core in CASES):
            self.noun = noun
            verb = governing_verb(core, words)
            if not core and self.run.joined and self.beside:
                verb = leading_verb(self.beside[-1].indicator, words)
            return [verb + noun]
        if said := one_of_two(core, [o.indicator for o in self.done]):
            return [said]
        if core in words.growth and self.inherited and self.done[-1].kind == "level":
            return self.inherited  # 增速〔11%〕 after its amount
        if (core.startswith("占") or _AGAINST.match(core)) and self.inherited:
            return [self.inherited[-1] + core] if core.startswith("占") else self.inherited
        if core in words.actions and core not in words.contrast and self._verb_has_owner():
            owners = self.inherited or [self._clause_before(False)]
            return [core if len(owner) >= _LONGEST_BORROWED else owner + core for owner in owners]
        if core and not ((_ELLIPTIC.match(core) or _CONCESSIVE.match(core)) and self.inherited):
            return self._from_core(core)
        if opened := self._opened():
            return [opened]
        if self.inherited:
            if self.kinds[0][0] == "share" and (growth := self._growth_inherited()):
                self.kinds = [("change", growth)] * len(self.kinds)
            elif self._as_share():
                self.kinds = [("share", None)] * len(self.kinds)
            return self.inherited
        if noun:
            self.noun = noun
            return [noun]
        return [self._clause_before(False)]

    def _as_share(self) -> bool:
        """占比52%、力争〔60%〕: a share as the one before it, unless it is said to have grown."""
        before = self.done[-1]
        alike = before.kind == "share" and before.quantity.unit == self.run.members[0].unit
        return alike and (before.base or self.kinds[0][0] != "change")

    def _opened(self) -> str:
        """油料在三年增产的基础上，又增长〔17%〕: the subject of the clause before, which says upon what."""
        index = bisect_left(self.sentence.clauses, self.run.clause) - 1
        start, end = self.sentence.clauses[index] if index >= 0 else (0, 0)
        upon = UPON.search(self.text, start, end)
        subject = strip_lead(self.text[start : upon.start()], self.words) if upon else ""
        return subject if len(subject) > 1 else ""

    def _growth_inherited(self) -> str | None:
        """增长8%，力争〔10%〕: a rate of the same thing in the same sense, unless it is said to be
        reached."""
        before = self.done[-1]
        alike = before.quantity.unit == self.run.members[0].unit
        if before.kind == "change" and alike and not self.left.reached:
            return before.direction
        return self.words.growth_at_end(self.inherited[-1])

    def _verb_has_owner(self) -> bool:
        if self.inherited:
            return self.left.core in INCREMENTS and not leading_verb(self.inherited[-1], self.words)
        return self.run.clause[0] > self.sentence.start

    def _from_core(self, core: str) -> list[str]:
        """Subjects from the words before the number."""
        run, words, left = self.run, self.words, self.left
        members = len(run.members)
        single = all(q.partner is None or q.partner > q.start for q in run.members)
        shared = members > 1 and single and (left.distributed or run.alike)
        if shared and (parts := share_out(core, members, words, run.alike)):
            return parts
        if self.kinds[0][0] == "level" and (not left.words or left.words == ["了"]):
            core = from_verb(core, run, words)
        if self.done and self.done[-1].quantity.unit == run.members[0].unit:
            core = contrasted(core, self.done[-1].indicator, words)
        if core in words.dependent and not self.beside and run.clause[0] > 0:
            core = self._clause_before(True) + core
        if run.joined and self.beside and not self.text.startswith(words.helping, run.left_start):
            core = completed(core, self.beside[-1].indicator, self.beside[-1].kind == "level", words)
        return [core]

    @cached_property
    def inherited(self) -> list[str]:
        """The indicators of the runs just before, for a run that names none."""
        wanted = len(self.run.members)
        names: list[str] = []
        beside = self.done[-wanted:]
        if all(o.clause == self.run.clause and o.quantity.unit == self.run.members[0].unit for o in beside):
            names = list(dict.fromkeys(o.indicator for o in beside))
            return names if len(names) in (0, wanted) else names[-1:]
        grows = self.kinds[0][0] == "change" and self.run.members[0].unit != "个百分点"
        for o in reversed(self.done[-_REMEMBERED:]):
            if keeps_apart(self.text[o.quantity.end : self.run.members[0].start]):
                continue  # 总产值5亿元（不变价为4亿元），增长〔9%〕
            name = _SHARE_OF.sub("", o.indicator) if grows else o.indicator  # it grows, not its share
            if (name or not grows or not o.indicator) and name not in names:
                names.append(name)
            if len(names) == wanted:
                break
        names.reverse()
        each = self.run.alike or self.left.distributed
        return names if len(names) in (0, wanted) and each else names[-1:]

    def _clause_before(self, uncounted: bool) -> str:
        """A number whose clause names nothing: the clause before it is the subject (``uncounted``: unless
        it has observations of its own)."""
        taken = {o.clause for o in self.done[-_REMEMBERED:]} if uncounted else set()
        clauses = self.sentence.clauses
        earlier = bisect_left(clauses, self.run.clause)
        for start, end in reversed(clauses[max(0, earlier - _REMEMBERED) : earlier]):
            if (start, end) in taken:
                break
            subject = strip_lead(self.text[start:end].strip(TRIM), self.words)
            if len(subject) >= 2:
                return subject[-_LONGEST_BORROWED:]
        return ""

    def _final_kind(self, index: int, subject: str) -> tuple[str, str | None]:
        kind, direction = self.kinds[index]
        if self.left.base:
            return ("level" if kind == "level" else "share"), None
        if kind in ("level", "share") and not self.left.reached and not subject.endswith(("率", "度")):
            verb = None
            changed = subject.removeprefix("平均")
            if changed.startswith(self.words.change):
                verb = next((v for v in self.words.change if v != "提高" and changed.startswith(v)), None)
            if kind == "level" and (m := _EASED.search(subject)):
                return "change", self.words.tail[m[1]]
            if verb is None and kind == "share" and subject.startswith("减"):
                return "change", "down"  # 减材料〔54%〕
            if verb is not None:  # 减轻群众负担〔3亿元〕
                way = self.words.tail.get(verb)
                return "change", way if way in ("up", "down") else "up"
        return kind, direction
